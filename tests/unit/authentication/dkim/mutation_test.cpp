// A signed mail with one byte changed, taken out or doubled, at every place: what is signed must fail, what is not must
// pass. Which of them it is, the plain canonicalisation of the signer says.
#include <gtest/gtest.h>

#include "answers.h"
#include "base/base64.h"
#include "signer.h"

namespace mekiki::authentication::dkim {
namespace {

// Line ends as a verifier reads them: LF is one, and a CR alone may be (header) or may have been (body).
std::string with_crlf(const std::string& mail, bool cr_too) {
  std::string out;
  for (std::size_t i = 0; i < mail.size(); ++i) {
    if (mail[i] == '\n' || (cr_too && mail[i] == '\r')) {
      if (mail[i] == '\r' && mail.compare(i, 2, "\r\n") == 0) ++i;
      out += "\r\n";
    } else if (mail[i] == '\r' && mail.compare(i, 2, "\r\n") == 0) {
      out += "\r\n";
      ++i;
    } else {
      out += mail[i];
    }
  }
  return out;
}

class Mutation : public testing::TestWithParam<std::tuple<std::string, bool>> {
 protected:
  void SetUp() override {
    recipe_.canonicalisation = std::get<0>(GetParam());
    original_ = sign(plain_mail(), recipe_);
    content_ = signed_content(original_, recipe_);
    if (std::get<1>(GetParam())) original_ = with_lf(original_);
    give(answers_, "sel._domainkey.example.com", {TestKey::rsa().record()});
  }

  void expect_right(const std::string& mutant, const std::string& what) {
    const bool passes = examine(mutant, answers_).result == Result::pass;
    const bool same = signed_content(with_crlf(mutant, false), recipe_) == content_;
    const SignedContent lenient = signed_content(with_crlf(mutant, true), recipe_);
    const bool may_be_same = lenient.content == content_.content &&
                             base64_decode_lenient(lenient.signature) == base64_decode_lenient(content_.signature);
    same ? ++same_ : ++other_;
    EXPECT_TRUE(passes || !same) << what << "\n" << mutant;
    EXPECT_TRUE(!passes || may_be_same) << what << "\n" << mutant;
  }

  Recipe recipe_;
  std::string original_;
  SignedContent content_;
  questions::Answers answers_;
  std::size_t same_ = 0;
  std::size_t other_ = 0;
};

TEST_P(Mutation, ChangedByte) {
  for (const int mask : {0x01, 0x20, 0x80}) {
    for (std::size_t i = 0; i < original_.size(); ++i) {
      std::string mutant = original_;
      mutant[i] = static_cast<char>(mutant[i] ^ mask);
      expect_right(mutant, "byte " + std::to_string(i) + " ^ " + std::to_string(mask));
    }
  }
  EXPECT_GT(same_, 100U) << "the Received field is not signed";
  EXPECT_GT(other_, 1000U);
}

TEST_P(Mutation, MissingByte) {
  for (std::size_t i = 0; i < original_.size(); ++i) {
    std::string mutant = original_;
    mutant.erase(i, 1);
    expect_right(mutant, "without byte " + std::to_string(i));
  }
}

TEST_P(Mutation, AddedByte) {
  for (const char added : {' ', 'x', '\n'}) {
    for (std::size_t i = 1; i <= original_.size(); ++i) {  // an empty line in front ends the header
      std::string mutant = original_;
      mutant.insert(i, 1, added);
      expect_right(mutant, "added at " + std::to_string(i));
    }
  }
}

INSTANTIATE_TEST_SUITE_P(All, Mutation,
                         testing::Combine(testing::Values("simple/simple", "simple/relaxed", "relaxed/simple",
                                                          "relaxed/relaxed"),
                                          testing::Bool()));

}  // namespace
}  // namespace mekiki::authentication::dkim
