#include "message/header_fields.h"

#include <gtest/gtest.h>

#include "base/limits.h"
#include "conformance.h"

namespace mekiki::message {
namespace {

TEST(SplitHeader, FieldsKeepTheirPlace) {
  const std::string_view mail = "From: a@b\r\nSubject: one\r\n two\r\n\r\nbody";
  const HeaderSection section = split_header(mail);
  ASSERT_EQ(section.fields.size(), 2u);
  EXPECT_EQ(section.fields[1].name, "Subject");
  EXPECT_EQ(section.fields[1].raw, " one\r\n two");
  EXPECT_EQ(mail.substr(section.fields[1].span.start, section.fields[1].span.size()), "Subject: one\r\n two\r\n");
  EXPECT_EQ(mail.substr(section.body.start, section.body.size()), "body");
}

TEST(SplitHeader, EveryLineEnd) {
  for (const std::string end : {"\n", "\r\n", "\r", "\r\r\n"}) {
    const std::string mail = conformance::with_line_end("From: a@b\nX: 1\n 2\n\nbody", end);
    const HeaderSection section = split_header(mail);
    ASSERT_EQ(section.fields.size(), 2u) << testing::PrintToString(end);
    EXPECT_EQ(unfold(section.fields[1].raw), "1 2");
    EXPECT_EQ(mail.substr(section.body.start), "body");
  }
}

TEST(SplitHeader, MixedLineEnds) {
  const HeaderSection section = split_header("A: 1\nB: 2\r\nC: 3\rD: 4\n\r\nbody");
  ASSERT_EQ(section.fields.size(), 4u);
  EXPECT_EQ(section.fields[3].raw, " 4");
}

TEST(SplitHeader, BrokenLinesHaveNoName) {
  const HeaderSection section =
      split_header("From a@b Mon Jan  1 10:00:00 2024\nno colon here\nA b: x\n: y\nSubject : z\n\n");
  ASSERT_EQ(section.fields.size(), 5u);
  for (std::size_t i = 0; i < 4; ++i) EXPECT_TRUE(section.fields[i].name.empty()) << i;
  EXPECT_EQ(section.fields[4].name, "Subject");
}

TEST(SplitHeader, StartsWithAFold) {
  const HeaderSection section = split_header(" lost\nFrom: a\n\n");
  ASSERT_EQ(section.fields.size(), 2u);
  EXPECT_EQ(section.fields[1].name, "From");
}

TEST(SplitHeader, NoBlankLine) {
  const HeaderSection section = split_header("From: a\nTo: b");
  EXPECT_EQ(section.fields.size(), 2u);
  EXPECT_EQ(section.body.size(), 0u);
  EXPECT_EQ(section.body.start, 13u);
}

TEST(SplitHeader, Caps) {
  std::string many;
  for (std::size_t i = 0; i < limits::header_fields + 10; ++i) many += "A: b\n";
  EXPECT_EQ(split_header(many + "\n").fields.size(), limits::header_fields);
  EXPECT_EQ(split_header(many + "\n").limits_hit, std::vector<std::string>{"header_fields"});

  const HeaderSection wide = split_header("A: " + std::string(limits::header_field_bytes * 2, 'x') + "\n\nbody");
  EXPECT_EQ(wide.fields[0].raw.size(), limits::header_field_bytes);
  EXPECT_EQ(wide.limits_hit, std::vector<std::string>{"header_field_bytes"});

  std::string large;
  while (large.size() < limits::header_bytes + 20000) large += "A: " + std::string(10000, 'x') + "\n";
  const HeaderSection cut = split_header(large + "\nbody");
  EXPECT_EQ(cut.limits_hit, std::vector<std::string>{"header_bytes"});
  EXPECT_EQ(cut.body.size(), 4u);
}

TEST(StoredPrefix, WhatThunderbirdPutsInFront) {
  const std::string prefix =
      "From - Mon Jan  1 10:00:00 2024\nX-Account-Key: account1\nX-UIDL: 12\nX-Mozilla-Status: 0001\n"
      "X-Mozilla-Status2: 00000000\nX-Mozilla-Keys:            \n";
  EXPECT_EQ(stored_prefix_bytes(prefix + "From: a@b\r\n\r\n"), prefix.size());
  EXPECT_EQ(stored_prefix_bytes("X-Mozilla-Status: 0001\nFrom: a@b\r\n"), 23u);
}

TEST(StoredPrefix, TheMailsOwnLinesStay) {
  EXPECT_EQ(stored_prefix_bytes("From: a@b\nX-Mozilla-Status: 0001\n\n"), 0u);
  EXPECT_EQ(stored_prefix_bytes("X-UIDL: 12\nFrom: a@b\n\n"), 0u);
  EXPECT_EQ(stored_prefix_bytes(">From x\nFrom: a@b\n\n"), 0u);
  EXPECT_EQ(stored_prefix_bytes(""), 0u);
}

TEST(Unfold, OneSpaceForEachFold) {
  EXPECT_EQ(unfold(" a\r\n\t b \r\n c"), "a b c");
  EXPECT_EQ(unfold("a  b"), "a  b");
  EXPECT_EQ(unfold("  \r\n \r\n "), "");
}

}  // namespace
}  // namespace mekiki::message
