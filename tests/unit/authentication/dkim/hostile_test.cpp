// Signatures made to cost time, memory or a crash.
#include <gtest/gtest.h>

#include <ctime>
#include <random>

#include "answers.h"
#include "base/limits.h"
#include "signer.h"

namespace mekiki::authentication::dkim {
namespace {

questions::Answers keys() {
  questions::Answers answers;
  give(answers, "sel._domainkey.example.com", {TestKey::rsa().record()});
  return answers;
}

std::string repeated(std::string_view text, std::size_t times) {
  std::string out;
  out.reserve(text.size() * times);
  for (std::size_t i = 0; i < times; ++i) out += text;
  return out;
}

// CPU time, which other programs do not lengthen; generous, so that sanitizers keep it and a quadratic loop does not.
void expect_quick(const std::string& mail, const std::string& what) {
  const std::clock_t start = std::clock();
  static_cast<void>(examine(mail, keys()));
  EXPECT_LT(static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC, 8.0) << what;
}

TEST(Hostile, OnlySoManySignaturesAreAskedFor) {
  std::string mail = plain_mail();
  const std::string one = sign(plain_mail(), {});
  const std::string field = one.substr(0, one.size() - mail.size());
  for (int i = 0; i < 100; ++i) mail = replaced(field, "s=sel", "s=sel" + std::to_string(i)) + mail;
  const Signatures signatures = parse_and_hash(mail);
  EXPECT_EQ(signatures.list.size(), limits::dkim_signatures);
  EXPECT_EQ(signatures.limits_hit, std::vector<std::string>{"dkim_signatures"});
  const questions::Answers none;
  questions::Inquiry inquiry(none);
  static_cast<void>(verify(signatures, inquiry, {test_now, std::nullopt}));
  EXPECT_EQ(inquiry.open().size(), limits::dkim_signatures);
}

TEST(Hostile, HeaderTooLargeToBeHashedIsNotKnown) {
  const std::string mail = sign(plain_mail(), {});
  const SignatureResult fields =
      examine(repeated("X: y\r\n", limits::header_fields) + mail, keys()).signatures.empty()
          ? SignatureResult{}
          : examine(repeated("X: y\r\n", limits::header_fields - 3) + mail, keys()).signatures.at(0);
  EXPECT_NE(fields.result, Result::pass);
  const std::string large = replaced(mail, "\r\n\r\n", "\r\nX: " + std::string(limits::header_bytes, 'y') + "\r\n\r\n");
  const SignatureResult one = examine(large, keys()).signatures.at(0);
  EXPECT_EQ(one.result, Result::unknown);
  EXPECT_EQ(one.reason, "limit");
}

TEST(Hostile, TagsAndNamesWithoutEnd) {
  const std::string mail = sign(plain_mail(), {});
  const auto reason = [&](const std::string& more) {
    return examine(replaced(mail, "v=1;", "v=1; " + more), keys()).signatures.at(0).reason;
  };
  std::string tags;
  for (int i = 0; i < 2000; ++i) tags += "a" + std::to_string(i) + "=b; ";
  EXPECT_EQ(reason(tags), "syntax");
  EXPECT_EQ(reason("z=" + std::string(limits::header_field_bytes, 'x') + "; "), "syntax");
  Recipe recipe;
  recipe.headers = "from" + repeated(":x", limits::dkim_signed_names);
  EXPECT_EQ(examine(sign(plain_mail(), recipe), keys()).signatures.at(0).reason, "syntax");
  recipe.headers = "from" + repeated(":x", limits::dkim_signed_names - 1);
  EXPECT_EQ(examine(sign(plain_mail(), recipe), keys()).signatures.at(0).result, Result::pass);
}

TEST(Hostile, LargeBodies) {
  constexpr std::size_t megabytes = 4u << 20;
  const std::string signed_mail = replaced(sign(plain_mail(), {}), "\tbh=", "\tbh=AAAA");
  std::string many;
  for (std::size_t i = 0; i < limits::dkim_signatures; ++i) {
    const std::string canonicalisation = i % 2 == 0 ? "c=relaxed/relaxed" : "c=relaxed/simple";
    many += replaced(signed_mail.substr(0, signed_mail.find("Received:")), "c=relaxed/relaxed",
                     canonicalisation + "; l=" + std::to_string(i * 100));
  }
  for (const std::string unit :
       {"\r\n", "\n", "\r", " ", "\t \r\n", "-----\r\n", "\n>From x", ">", "a  b", "x\r\r\n"}) {
    expect_quick(signed_mail + repeated(unit, megabytes / unit.size()), "one signature over " + unit);
    expect_quick(many + signed_mail + repeated(unit, megabytes / unit.size()), "many signatures over " + unit);
  }
}

TEST(Hostile, Subjects) {
  const std::string mail = sign(plain_mail(), {});
  for (const std::string unit : {"[", "[x] ", "*", "=?", "=?a?b?", "\u3010", "Re: ", "spam "}) {
    const std::string subject = repeated(unit, limits::header_field_bytes / unit.size());
    expect_quick(replaced(mail, "Subject: ", "Subject: " + subject), unit);
  }
}

TEST(Hostile, EveryCutOfAMailIsSurvived) {
  const std::string mail = sign(plain_mail(), {});
  for (std::size_t size = 0; size <= mail.size(); ++size) {
    // A buffer of its own, so that a sanitizer sees a read behind it.
    const std::string cut = mail.substr(0, size);
    const Result result = examine(std::string_view(cut.data(), cut.size()), keys()).result;
    EXPECT_TRUE(result != Result::pass || size + 2 >= mail.size()) << size;
  }
}

TEST(Hostile, RandomBytes) {
  std::mt19937 random(1);  // NOLINT: the same every time
  const std::string alphabet = "dkim-signature:;=\r\n\t vabhslcxt1/@.\0\xff>From[]*?_";
  for (int round = 0; round < 3000; ++round) {
    std::string mail = "DKIM-Signature: v=1; a=rsa-sha256; d=example.com; s=sel; h=from; bh=AAAA; b=AAAA";
    for (int i = 0; i < 60; ++i) mail.insert(random() % (mail.size() + 1), 1, alphabet[random() % alphabet.size()]);
    EXPECT_NE(examine(mail, keys()).result, Result::pass);
  }
}

}  // namespace
}  // namespace mekiki::authentication::dkim
