// Signatures and keys as other verifiers' suites have them: legal where they look odd, refused where they look legal.
#include <gtest/gtest.h>

#include "answers.h"
#include "signer.h"

namespace mekiki::authentication::dkim {
namespace {

std::string said(const Recipe& recipe, const std::vector<std::string>& records,
                 const std::string& name = "sel._domainkey.example.com") {
  questions::Answers answers;
  give(answers, name, records);
  const SignatureResult one = examine(sign(plain_mail(), recipe), answers).signatures.at(0);
  return std::string(to_string(one.result)) + " " + one.reason;
}

std::string with(const std::string& more) {
  Recipe recipe;
  recipe.more = more;
  return said(recipe, {TestKey::rsa().record()});
}

std::string of_key(const std::string& before, const std::string& after = "") {
  return said({}, {before + "p=" + TestKey::rsa().public_info() + after});
}

TEST(OddSignatures, LegalTags) {
  for (const char* tags : {"q=dns/txt;", "q=foo:dns/txt;", "x=99999999999;", "t=1; x=2000000000000;", "i=@example.com;",
                           "i=@news.example.com;", "i=a+b@example.com;", "z=From:a|To:b;", "unknown=tag;", "y=;",
                           "l=99999999999999999999;"}) {
    const std::string result = with(tags);
    EXPECT_TRUE(result == "pass " || (std::string(tags).starts_with("l=") && result == "fail body_too_short"))
        << tags << result;
  }
}

TEST(OddSignatures, RefusedTags) {
  EXPECT_EQ(with("q=http;"), "permerror query_method");
  EXPECT_EQ(with("t=5; x=4;"), "permerror timestamps");
  EXPECT_EQ(with("t=-1;"), "permerror timestamps");
  EXPECT_EQ(with("i=@example.org;"), "permerror identity");
  EXPECT_EQ(with("i=@badexample.com;"), "permerror identity");
  EXPECT_EQ(with("d=example.org;"), "permerror syntax") << "a tag twice";
  EXPECT_EQ(with("l=-1;"), "permerror body_length");
  EXPECT_EQ(with("=x;"), "permerror syntax");
}

TEST(OddSignatures, HeaderListsMayNameWhatIsNotThere) {
  Recipe recipe;
  recipe.headers = "from:from:from:to:to:x-none:x-none:subject:date:list-id";
  EXPECT_EQ(said(recipe, {TestKey::rsa().record()}), "pass ");
  recipe.headers = "From:TO:Subject";
  EXPECT_EQ(said(recipe, {TestKey::rsa().record()}), "pass ");
  recipe.headers = "to:subject";
  EXPECT_EQ(said(recipe, {TestKey::rsa().record()}), "permerror from_not_signed");
}

TEST(OddSignatures, SelectorsWithDotsAndUnderscores) {
  for (const std::string selector : {"a.b.c", "s_1", "20230601", "k-1"}) {
    Recipe recipe;
    recipe.selector = selector;
    EXPECT_EQ(said(recipe, {TestKey::rsa().record()}, selector + "._domainkey.example.com"), "pass ") << selector;
  }
}

// Whatever stands in s= or d=, nobody is asked for a name that no signer has.
TEST(OddSignatures, HostileNamesAreNotAskedFor) {
  for (const std::string& name :
       {std::string("a*"), std::string("a b"), std::string("a\\b"), std::string("a\"b"), std::string("."),
        std::string("a..b"), std::string(64, 'x'), std::string("a/b"), std::string("<script>")}) {
    for (const bool domain : {false, true}) {
      Recipe recipe;
      (domain ? recipe.domain : recipe.selector) = domain ? name + ".example.com" : name;
      const Signatures signatures = parse_and_hash(sign(plain_mail(), recipe));
      const questions::Answers none;
      questions::Inquiry inquiry(none);
      static_cast<void>(verify(signatures, inquiry, {test_now, std::nullopt}));
      EXPECT_TRUE(inquiry.asked().empty()) << name << domain;
    }
  }
}

TEST(OddKeys, LegalForms) {
  for (const char* before :
       {"", "v=DKIM1;", "v=DKIM1 ; ", "k=rsa;", "k=RSA; ", "h=sha256;", "h=sha1:sha256;", "h=SHA256;", "s=email;",
        "s=*;", "s=other:email;", "t=y:x;", "t=s;", "n=words and more;", "g=*;", "g=news;", "x_new=1; "}) {
    EXPECT_EQ(of_key(before), "pass ") << before;
  }
  EXPECT_EQ(of_key("", ";"), "pass ");
  EXPECT_EQ(of_key("", " ; "), "pass ");
}

TEST(OddKeys, IllegalForms) {
  EXPECT_EQ(of_key("v=DKIM2;"), "permerror key_version");
  EXPECT_EQ(of_key("v=dkim1;"), "permerror key_version");
  EXPECT_EQ(of_key("h=sha1;"), "permerror key_hash");
  EXPECT_EQ(of_key("s=tlsrpt;"), "permerror key_service");
  EXPECT_EQ(of_key("k=ed25519;"), "permerror key_type");
  EXPECT_EQ(said({}, {"v=DKIM1; p="}), "permerror key_revoked");
  EXPECT_EQ(said({}, {"v=DKIM1;"}), "permerror key_syntax");
  EXPECT_EQ(said({}, {"v=DKIM1; p=!!!!"}), "permerror key_data");
  EXPECT_EQ(said({}, {"v=spf1 -all", "google-site-verification=x"}), "permerror no_key");
}

TEST(OddKeys, TheRightOneAmongOthers) {
  EXPECT_EQ(said({}, {"v=spf1 -all", TestKey::other().record(), TestKey::rsa().record()}), "pass ");
  EXPECT_EQ(said({}, {"v=DKIM1; p=", TestKey::rsa().record()}), "pass ");
}

}  // namespace
}  // namespace mekiki::authentication::dkim
