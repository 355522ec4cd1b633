#include "processes/frames.h"

#include <gtest/gtest.h>

#include <bit>
#include <string>
#include <vector>

#include "base/limits.h"

namespace mekiki::processes {
namespace {

using nlohmann::json;
using State = FrameReader::State;

TEST(Frames, HeaderInBothOrders) {
  EXPECT_EQ(frame_header(0x01020304, std::endian::little), "\x04\x03\x02\x01");
  EXPECT_EQ(frame_header(0x01020304, std::endian::big), "\x01\x02\x03\x04");
}

TEST(Frames, ReadByteByByte) {
  FrameReader reader(100);
  const std::string frame = frame_header(3) + "abc";
  for (std::size_t i = 0; i < frame.size(); ++i) {
    std::string_view byte(&frame[i], 1);
    EXPECT_EQ(reader.feed(byte), i + 1 == frame.size() ? State::complete : State::incomplete);
    EXPECT_TRUE(byte.empty());
  }
  EXPECT_EQ(reader.take(), "abc");
  EXPECT_TRUE(reader.empty());
}

TEST(Frames, TwoInOnePiece) {
  FrameReader reader(100);
  const std::string frames = frame_header(3) + "abc" + frame_header(0) + frame_header(1) + "d";
  std::string_view bytes = frames;
  EXPECT_EQ(reader.feed(bytes), State::complete);
  EXPECT_EQ(reader.take(), "abc");
  EXPECT_EQ(reader.feed(bytes), State::complete);
  EXPECT_EQ(reader.take(), "");
  EXPECT_EQ(reader.feed(bytes), State::complete);
  EXPECT_EQ(reader.take(), "d");
  EXPECT_EQ(reader.feed(bytes), State::incomplete);
}

TEST(Frames, BytesOfTooLargeAFrameArePassedOver) {
  FrameReader reader(10);
  const std::string frames = frame_header(11) + "hello world" + frame_header(2) + "ok";
  std::string_view bytes = frames;
  EXPECT_EQ(reader.feed(bytes), State::too_large);
  EXPECT_EQ(reader.feed(bytes), State::complete);
  EXPECT_EQ(reader.take(), "ok");
}

TEST(Frames, TheAnnouncedLengthCostsNothing) {
  FrameReader reader(std::size_t{1} << 33);
  std::string_view bytes(
      "\xff\xff\xff\xff"
      "x",
      5);
  EXPECT_EQ(reader.feed(bytes), State::incomplete);
  EXPECT_FALSE(reader.empty());
}

TEST(Frames, OrderOfTheLengthBytes) {
  FrameReader reader(10, std::endian::big);
  std::string_view bytes(
      "\x00\x00\x00\x01"
      "x",
      5);
  EXPECT_EQ(reader.feed(bytes), State::complete);
}

TEST(Frames, CborThereAndBack) {
  const json value = {{"type", "answers"}, {"list", json::array({1, "two", nullptr, true, -5, 1.5})}};
  std::string frame = cbor_frame(value);
  std::string_view bytes = frame;
  FrameReader reader(1000);
  ASSERT_EQ(reader.feed(bytes), State::complete);
  EXPECT_EQ(read_cbor(reader.take()), value);
}

TEST(Frames, ABinaryMemberIsAppendedWithoutACopy) {
  const std::string mail("Subject: x\r\n\r\n\0\xff", 16);
  const std::string frame =
      cbor_frame_before({{"type", "examine"}, {"options", json::object()}}, "message", mail) + mail;
  std::string_view bytes = frame;
  FrameReader reader(1000);
  ASSERT_EQ(reader.feed(bytes), State::complete);
  EXPECT_TRUE(bytes.empty());
  const auto value = read_cbor(reader.take());
  ASSERT_TRUE(value);
  const auto& binary = value->at("message").get_binary();
  EXPECT_EQ(std::string(binary.begin(), binary.end()), mail);
  EXPECT_EQ(value->at("type"), "examine");
}

TEST(Frames, MalformedCborIsNothing) {
  for (const std::string& bytes :
       {std::string(),
        std::string("\x5a\xff\xff\xff\xff"
                    "x"),
        std::string("\xa1"), std::string("\x9b\xff\xff\xff\xff\xff\xff\xff\xff"), std::string("\xff"),
        std::string("\x01\x01"), std::string("\xa1\x01\x01"), std::string("\xc0\x01")}) {
    EXPECT_FALSE(read_cbor(bytes)) << bytes.size();
  }
}

TEST(Frames, DepthIsBounded) {
  const auto nested_json = [](std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); };
  EXPECT_TRUE(read_json(nested_json(limits::frame_depth)));
  EXPECT_FALSE(read_json(nested_json(limits::frame_depth + 1)));
  EXPECT_FALSE(read_json(nested_json(1'000'000)));
  EXPECT_TRUE(read_cbor(std::string(limits::frame_depth, '\x81') + '\x01'));
  EXPECT_FALSE(read_cbor(std::string(limits::frame_depth + 1, '\x81') + '\x01'));
  EXPECT_FALSE(read_cbor(std::string(4'000'000, '\x81') + '\x01'));
  // Indefinite lengths and maps as well.
  EXPECT_FALSE(read_cbor(std::string(4'000'000, '\x9f')));
  std::string maps;
  for (int i = 0; i < 100'000; ++i) maps += "\xa1\x61x";
  EXPECT_FALSE(read_cbor(maps));
}

TEST(Frames, NumberOfValuesIsBounded) {
  const auto list = [](std::size_t values) {
    std::string text = "[0";
    for (std::size_t i = 2; i < values; ++i) text += ",0";
    return text + "]";
  };
  EXPECT_TRUE(read_json(list(limits::frame_elements)));
  EXPECT_FALSE(read_json(list(limits::frame_elements + 1)));
}

TEST(Frames, StructureIsKept) {
  const std::string text = R"({"a":[{"b":{"c":[1,[2],3]}},{"d":{}},[]],"e":"f","a2":{"g":[{}]}})";
  EXPECT_EQ(read_json(text), json::parse(text));
}

TEST(Frames, NativeFramesAreAlwaysUtf8) {
  const std::string frame = native_frame({{"text", "\xff\xfe ok"}});
  EXPECT_EQ(frame.substr(4), "{\"text\":\"\xef\xbf\xbd\xef\xbf\xbd ok\"}");
}

}  // namespace
}  // namespace mekiki::processes
