#include "base/base64.h"

#include <gtest/gtest.h>

namespace mekiki {
namespace {

// RFC 4648 section 10.
TEST(Base64, EncodesTheVectorsOfTheStandard) {
  EXPECT_EQ(base64_encode(""), "");
  EXPECT_EQ(base64_encode("f"), "Zg==");
  EXPECT_EQ(base64_encode("fo"), "Zm8=");
  EXPECT_EQ(base64_encode("foo"), "Zm9v");
  EXPECT_EQ(base64_encode("foob"), "Zm9vYg==");
  EXPECT_EQ(base64_encode("fooba"), "Zm9vYmE=");
  EXPECT_EQ(base64_encode("foobar"), "Zm9vYmFy");
}

TEST(Base64, DecodesEveryByteItEncoded) {
  std::string bytes;
  for (int i = 0; i < 256; ++i) {
    bytes += static_cast<char>(i);
    EXPECT_EQ(base64_decode(base64_encode(bytes)), bytes);
    EXPECT_EQ(base64_decode_lenient(base64_encode(bytes)), bytes);
  }
}

TEST(Base64, StrictRefusesWhatNoEncoderWrites) {
  for (const char* const text : {"Zg", "Zg=", "Z===", "Zm9v\n", " Zg==", "Zm9-", "Zg==Zg==", "====", "=Zg=", "Zh=="}) {
    EXPECT_EQ(base64_decode(text), std::nullopt) << text;
  }
  EXPECT_EQ(base64_decode(""), "");
}

TEST(Base64, LenientReadsWhatMailCarries) {
  EXPECT_EQ(base64_decode_lenient("Zm9v\r\n Ym Fy"), "foobar");
  EXPECT_EQ(base64_decode_lenient("Zg"), "f");
  EXPECT_EQ(base64_decode_lenient("Zm8"), "fo");
  EXPECT_EQ(base64_decode_lenient("Zg==Zm9v"), "ffoo");
  EXPECT_EQ(base64_decode_lenient("!Z*g\xFF="), "f");
  EXPECT_EQ(base64_decode_lenient("Z"), "");
}

TEST(Base64, WritesHex) { EXPECT_EQ(hex_encode(std::string_view("\x00\x7F\xAB\xFF", 4)), "007fabff"); }

}  // namespace
}  // namespace mekiki
