// What a signature says of itself: algorithms, canonicalisations, tags, the fields it signs (RFC 6376 section 3.5).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "answers.h"
#include "signer.h"

namespace mekiki::authentication::dkim {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;

const std::string key_place = "sel._domainkey.example.com";

questions::Answers with_record(const std::string& record) {
  questions::Answers answers;
  give(answers, key_place, {record});
  return answers;
}

questions::Answers keys() { return with_record(TestKey::rsa().record()); }

SignatureResult only(std::string_view mail, const questions::Answers& answers,
                     std::optional<std::int64_t> received = std::nullopt) {
  const Verification verification = examine(mail, answers, received);
  EXPECT_EQ(verification.signatures.size(), 1U);
  return verification.signatures.empty() ? SignatureResult{} : verification.signatures.front();
}

std::string said(const SignatureResult& one) { return std::string(to_string(one.result)) + " " + one.reason; }

// A signed mail with its signature field altered, which no key can save: what is wrong is told of the tags.
std::string tag_error(std::string_view from, std::string_view to) {
  return said(only(replaced(sign(plain_mail(), {}), from, to), keys()));
}

TEST(Signature, EveryAlgorithmAndCanonicalisation) {
  for (const std::string algorithm : {"rsa-sha256", "ed25519-sha256"}) {
    for (const std::string how :
         {"simple", "relaxed", "simple/simple", "simple/relaxed", "relaxed/simple", "relaxed/relaxed"}) {
      Recipe recipe;
      recipe.algorithm = algorithm;
      recipe.canonicalisation = how;
      const auto answers =
          with_record(algorithm == "rsa-sha256" ? TestKey::rsa().record() : TestKey::ed25519().record());
      const std::string mail = sign(plain_mail(), recipe);
      EXPECT_EQ(said(only(mail, answers)), "pass ") << algorithm << " " << how;
      EXPECT_EQ(said(only(with_lf(mail), answers)), "pass ") << algorithm << " " << how << " LF";
    }
  }
}

TEST(Signature, Sha1HoldsAndIsWorthNothing) {
  Recipe recipe;
  recipe.algorithm = "rsa-sha1";
  const SignatureResult one = only(sign(plain_mail(), recipe), keys());
  EXPECT_EQ(said(one), "neutral weak_hash");
  EXPECT_TRUE(one.weak_hash);
  EXPECT_EQ(one.header_intact, true);
  EXPECT_EQ(said(only(replaced(sign(plain_mail(), recipe), "Winter", "Summer"), keys())), "fail signature");
}

TEST(Signature, ShortKeyIsRefusedAndTold) {
  Recipe recipe;
  recipe.key = &TestKey::short_rsa();
  const SignatureResult one = only(sign(plain_mail(), recipe), with_record(TestKey::short_rsa().record()));
  EXPECT_EQ(said(one), "neutral short_key");
  EXPECT_TRUE(one.short_key);
  EXPECT_EQ(one.key_bits, 768U);
}

TEST(Signature, AnotherKeyFails) {
  EXPECT_EQ(said(only(sign(plain_mail(), {}), with_record(TestKey::other().record()))), "fail signature");
}

TEST(Signature, TellsWhoAndWhat) {
  Recipe recipe;
  recipe.more = "i=joe@mail.example.com; t=1700000000; x=1800000000;";
  const SignatureResult one = only(sign(plain_mail(), recipe), keys());
  EXPECT_EQ(said(one), "pass ");
  EXPECT_EQ(one.field, 0U);
  EXPECT_EQ(one.domain, "example.com");
  EXPECT_EQ(one.selector, "sel");
  EXPECT_EQ(one.identity, "joe@mail.example.com");
  EXPECT_EQ(one.algorithm, "rsa-sha256");
  EXPECT_EQ(one.canonicalisation, "relaxed/relaxed");
  EXPECT_EQ(one.question, key_place);
  EXPECT_EQ(one.key_bits, 2048U);
  EXPECT_THAT(one.headers_signed, ElementsAre("from", "to", "subject", "date"));
  EXPECT_EQ(one.time, 1'700'000'000);
  EXPECT_EQ(one.expires, 1'800'000'000);
}

TEST(Signature, IllegalTagsAreErrors) {
  EXPECT_EQ(tag_error("v=1", "v=2"), "permerror version");
  EXPECT_EQ(tag_error("v=1; ", ""), "permerror missing_tag");
  EXPECT_EQ(tag_error("a=rsa-sha256; ", ""), "permerror missing_tag");
  EXPECT_EQ(tag_error("d=example.com; ", ""), "permerror missing_tag");
  EXPECT_EQ(tag_error("s=sel;", ""), "permerror missing_tag");
  EXPECT_EQ(tag_error("s=sel;", "s=;"), "permerror missing_tag");
  EXPECT_EQ(tag_error("bh=", "bx="), "permerror missing_tag");
  EXPECT_EQ(tag_error("\tb=", "\tbx="), "permerror missing_tag");
  EXPECT_EQ(tag_error("h=from:to:subject:date; ", ""), "permerror missing_tag");
  EXPECT_EQ(tag_error("h=from:", "h="), "permerror from_not_signed");
  EXPECT_EQ(tag_error("v=1;", "v=1;; "), "permerror syntax");
  EXPECT_EQ(tag_error("v=1;", "v=1; v=1;"), "permerror syntax");
  EXPECT_EQ(tag_error("v=1;", "v=1; nonsense;"), "permerror syntax");
  EXPECT_EQ(tag_error("v=1;", "v=1; 1x=y;"), "permerror syntax");
  EXPECT_EQ(tag_error("c=relaxed/relaxed", "c=loose"), "permerror canonicalisation");
  EXPECT_EQ(tag_error("c=relaxed/relaxed", "c="), "permerror canonicalisation");
  EXPECT_EQ(tag_error("d=example.com", "d=com"), "permerror domain");
  EXPECT_EQ(tag_error("d=example.com", "d=exam ple.com"), "permerror domain");
  EXPECT_EQ(tag_error("v=1;", "v=1; i=@example.org;"), "permerror identity");
  EXPECT_EQ(tag_error("v=1;", "v=1; i=@notexample.com;"), "permerror identity");
  EXPECT_EQ(tag_error("v=1;", "v=1; i=example.com;"), "permerror identity");
  EXPECT_EQ(tag_error("v=1;", "v=1; q=carrier/pigeon;"), "permerror query_method");
  EXPECT_EQ(tag_error("v=1;", "v=1; t=yesterday;"), "permerror timestamps");
  EXPECT_EQ(tag_error("v=1;", "v=1; t=20; x=10;"), "permerror timestamps");
  EXPECT_EQ(tag_error("v=1;", "v=1; l=-1;"), "permerror body_length");
  EXPECT_EQ(tag_error("v=1;", "v=1; l=;"), "permerror body_length");
  EXPECT_EQ(tag_error("bh=", "bh=*"), "permerror signature_data");
  EXPECT_EQ(tag_error("a=rsa-sha256", "a=rsa-md5"), "neutral algorithm");
}

TEST(Signature, LegalOdditiesAreNot) {
  for (const std::string more : {"q=carrier/pigeon:dns/txt;", "q=dns;", "unknown=tag;", "z=From:x|To:y;",
                                 "i=@EXAMPLE.com;", "t=1 ;", "x=99999999999999999999999999;"}) {
    Recipe recipe;
    recipe.more = more;
    EXPECT_EQ(said(only(sign(plain_mail(), recipe), keys())), "pass ") << more;
  }
  Recipe recipe;
  recipe.headers = "From : TO : Subject:date";
  EXPECT_EQ(said(only(sign(plain_mail(), recipe), keys())), "pass ");
  recipe.headers = "from:from:to:subject:date:nonexistent:subject";
  EXPECT_EQ(said(only(sign(plain_mail(), recipe), keys())), "pass ");
  recipe.headers = "from:to:subject:date";
  recipe.domain = "EXAMPLE.com";
  EXPECT_EQ(said(only(sign(plain_mail(), recipe), keys())), "pass ");
}

TEST(Signature, SignatureInTwoPiecesOfWhiteSpace) {
  std::string mail = sign(plain_mail(), {});
  const std::size_t b = mail.find("\tb=") + 3;
  mail.insert(b + 20, "\r\n\t ");
  mail.insert(b + 50, " ");
  EXPECT_EQ(said(only(mail, keys())), "pass ");
}

TEST(Signature, FieldsAreTakenFromTheBottom) {
  const std::string twice = replaced(plain_mail(), "To: Reader", "To: Above\r\nTo: Reader");
  Recipe recipe;
  const std::string mail = sign(twice, recipe);
  EXPECT_EQ(said(only(mail, keys())), "pass ");
  EXPECT_THAT(only(mail, keys()).unsigned_headers, ElementsAre("to"));
  EXPECT_EQ(said(only(replaced(mail, "To: Above", "To: Changed"), keys())), "pass ") << "it is not signed";
  EXPECT_EQ(said(only(replaced(mail, "To: Reader", "To: Changed"), keys())), "fail signature");
  recipe.headers = "from:to:to:subject:date";
  const std::string both = sign(twice, recipe);
  EXPECT_EQ(said(only(both, keys())), "pass ");
  EXPECT_EQ(said(only(replaced(both, "To: Above", "To: Changed"), keys())), "fail signature");
}

TEST(Signature, OversignedFieldCannotBeAdded) {
  Recipe recipe;
  recipe.headers = "from:from:to:subject:subject:date:reply-to";
  const std::string mail = sign(plain_mail(), recipe);
  EXPECT_THAT(only(mail, keys()).oversigned_headers, ElementsAre("from", "subject", "reply-to"));
  EXPECT_EQ(said(only("Subject: another\r\n" + mail, keys())), "fail signature");
  EXPECT_EQ(said(only("Reply-To: evil@example.net\r\n" + mail, keys())), "fail signature");
}

TEST(Signature, SecondFromDoesNotCount) {
  const SignatureResult one = only("From: Bank <a@bank.example>\r\n" + sign(plain_mail(), {}), keys());
  EXPECT_EQ(said(one), "neutral unsigned_from");
  EXPECT_THAT(one.unsigned_headers, Contains("from"));
}

TEST(Signature, UnsignedFieldsAreTold) {
  Recipe recipe;
  recipe.headers = "from:date";
  const std::string mail = sign(replaced(plain_mail(), "Date:", "Content-Type: text/html\r\nDate:"), recipe);
  EXPECT_THAT(only(mail, keys()).unsigned_headers, ElementsAre("subject", "to", "content-type"));
  EXPECT_THAT(only(sign(plain_mail(), {}), keys()).unsigned_headers, IsEmpty());
}

TEST(Signature, ItsOwnFieldIsNotOneOfThoseItSigns) {
  Recipe first;
  first.selector = "old";
  const std::string inner = sign(plain_mail(), first);
  Recipe second;
  second.headers = "from:to:subject:date:dkim-signature:dkim-signature";
  const std::string mail = sign(inner, second);
  questions::Answers answers = keys();
  give(answers, "old._domainkey.example.com", {TestKey::rsa().record()});
  const Verification verification = examine(mail, answers);
  ASSERT_EQ(verification.signatures.size(), 2U);
  EXPECT_EQ(said(verification.signatures[0]), "pass ");
  EXPECT_EQ(said(verification.signatures[1]), "pass ");
}

TEST(Signature, BodyLengthLeavesARestUnsigned) {
  Recipe recipe;
  recipe.canonicalisation = "simple/simple";
  recipe.more = "l=15;";
  recipe.hash_this = true;
  recipe.body_hashed = "Dear  reader,\r\n";
  const std::string mail = sign(plain_mail(), recipe);
  const SignatureResult one = only(mail, keys());
  EXPECT_EQ(said(one), "pass ");
  EXPECT_EQ(one.body_length, 15U);
  EXPECT_EQ(one.body_unsigned, canonical_body(plain_mail(), false).size() - 15);
  EXPECT_EQ(said(only(mail + "Buy this!\r\n", keys())), "pass ");
  EXPECT_GT(only(mail + "Buy this!\r\n", keys()).body_unsigned, one.body_unsigned);
  recipe.more = "l=0;";
  recipe.body_hashed = "";
  EXPECT_EQ(said(only(sign(plain_mail(), recipe), keys())), "pass ");
}

TEST(Signature, BodyLengthOfTheWholeLeavesNoRest) {
  Recipe recipe;
  recipe.more = "l=" + std::to_string(canonical_body(plain_mail(), true).size()) + ";";
  EXPECT_EQ(only(sign(plain_mail(), recipe), keys()).body_unsigned, 0U);
  recipe.more = "l=" + std::to_string(canonical_body(plain_mail(), true).size() + 1) + ";";
  EXPECT_EQ(said(only(sign(plain_mail(), recipe), keys())), "fail body_too_short");
}

TEST(Signature, SeveralBodyLengthsAreHashedTogether) {
  std::string mail = plain_mail();
  const std::string body = canonical_body(mail, true);
  questions::Answers answers;
  for (const std::size_t length : {7U, 3U, 20U, 7U}) {
    Recipe recipe;
    recipe.selector = "s" + std::to_string(length);
    recipe.more = "l=" + std::to_string(length) + ";";
    recipe.hash_this = true;
    recipe.body_hashed = body.substr(0, length);
    give(answers, recipe.selector + "._domainkey.example.com", {TestKey::rsa().record()});
    mail = sign(mail, recipe);
  }
  for (const SignatureResult& one : examine(mail, answers).signatures) EXPECT_EQ(said(one), "pass ") << one.selector;
}

TEST(Signature, TimesAreJudgedByWhenItCame) {
  Recipe recipe;
  recipe.more = "t=1700000000; x=1700086400;";
  const std::string mail = sign(plain_mail(), recipe);
  const SignatureResult in_time = only(mail, keys(), 1'700'000'100);
  EXPECT_EQ(said(in_time), "pass ");
  EXPECT_FALSE(in_time.expired);
  const SignatureResult late = only(mail, keys(), 1'700'086'401);
  EXPECT_EQ(said(late), "neutral expired");
  EXPECT_TRUE(late.expired);
  const SignatureResult unknown = only(mail, keys());
  EXPECT_EQ(said(unknown), "pass ") << "the reader came late, not the mail";
  EXPECT_TRUE(unknown.expired);
  const SignatureResult early = only(mail, keys(), 1'699'990'000);
  EXPECT_EQ(said(early), "pass ");
  EXPECT_TRUE(early.future);
  EXPECT_FALSE(only(mail, keys(), 1'699'999'000).future) << "clocks differ";
}

TEST(Signature, WhatIsNotAnsweredIsNotKnown) {
  const std::string mail = sign(plain_mail(), {});
  const Verification pending = examine(mail, {});
  EXPECT_EQ(said(pending.signatures[0]), "unknown pending");
  EXPECT_TRUE(pending.signatures[0].pending());
  EXPECT_EQ(pending.result, Result::unknown);
  questions::Answers answers;
  const questions::Question question{questions::Kind::dns_txt, key_place};
  for (const std::string reason : {"servfail", "timeout", "refused", "error"}) {
    answers[question] = questions::Answer::unknown(reason);
    EXPECT_EQ(said(only(mail, answers)), "temperror " + reason);
  }
  for (const std::string reason : {"offline", "policy", "not_recorded"}) {
    answers[question] = questions::Answer::unknown(reason);
    EXPECT_EQ(said(only(mail, answers)), "unknown " + reason);
  }
  answers[question] = questions::Answer::no("nxdomain");
  EXPECT_EQ(said(only(mail, answers)), "permerror no_key");
}

TEST(Signature, ChangedBodyNeedsNoKeyToBeTold) {
  const std::string mail = replaced(sign(plain_mail(), {}), "cheaper", "gone");
  EXPECT_EQ(said(only(mail, {})), "fail body_hash");
  const SignatureResult one = only(mail, keys());
  EXPECT_EQ(said(one), "fail body_hash");
  EXPECT_EQ(one.header_intact, true) << "only the body was changed";
}

TEST(Signature, UnsignedMailHasNone) {
  EXPECT_EQ(examine(plain_mail(), {}).result, Result::none);
  EXPECT_EQ(examine("", {}).result, Result::none);
  EXPECT_THAT(examine(plain_mail(), {}).signatures, IsEmpty());
}

TEST(Signature, OneGoodOneIsEnough) {
  Recipe bad;
  bad.selector = "bad";
  const std::string mail = replaced(sign(sign(plain_mail(), {}), bad), "\tbh=", "\tbh=AAAA");
  questions::Answers answers = keys();
  give(answers, "bad._domainkey.example.com", {TestKey::rsa().record()});
  const Verification verification = examine(mail, answers);
  EXPECT_EQ(verification.signatures[0].result, Result::fail);
  EXPECT_EQ(verification.signatures[1].result, Result::pass);
  EXPECT_EQ(verification.result, Result::pass);
}

}  // namespace
}  // namespace mekiki::authentication::dkim
