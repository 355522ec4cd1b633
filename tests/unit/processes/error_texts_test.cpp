#include "processes/error_texts.h"

#include <gtest/gtest.h>

#include <string>

namespace mekiki::processes {
namespace {

TEST(ErrorTexts, EveryCodeHasItsSentenceInBothLanguages) {
  for (const char* code : {"bad_message", "protocol_mismatch", "too_large", "not_a_mail", "examiner_crashed",
                           "examiner_timeout", "examiner_invalid", "unknown_id", "busy", "cancelled"}) {
    for (const char* language : {"en", "ja"}) {
      const std::string text = error_text(code, language);
      EXPECT_NE(text, error_text("internal", language)) << code;
      EXPECT_LT(text.size(), 500U) << code;
    }
  }
}

TEST(ErrorTexts, WhatIsUnheardOfIsInternal) {
  EXPECT_EQ(error_text("no_such_code", "en"), error_text("internal", "en"));
  EXPECT_EQ(error_text("busy", "fr"), error_text("busy", "en"));
}

}  // namespace
}  // namespace mekiki::processes
