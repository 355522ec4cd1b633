#include "message/message.h"

#include <gtest/gtest.h>

namespace mekiki::message {
namespace {

Message parsed(std::string bytes) {
  auto result = parse(std::move(bytes));
  EXPECT_TRUE(result.ok());
  return result.ok() ? *std::move(result) : Message{};
}

TEST(Parse, SimpleMail) {
  const Message mail = parsed(
      "Return-Path: <>\r\nFrom: \"Taro\" <taro@Example.COM>\r\nTo: a@b.example, c@d.example\r\n"
      "Subject: =?utf-8?B?44GC?= x\r\nDate: Thu, 1 Jan 1970 09:00:01 +0900\r\nMessage-ID: <1@x>\r\n\r\nhello\r\n");
  ASSERT_EQ(mail.from.size(), 1u);
  EXPECT_EQ(mail.from[0].mailboxes[0].display, "Taro");
  EXPECT_EQ(mail.from[0].mailboxes[0].address(), "taro@example.com");
  EXPECT_EQ(mail.to.mailboxes.size(), 2u);
  EXPECT_EQ(mail.subject, "あ x");
  EXPECT_EQ(mail.date, 1);
  EXPECT_EQ(mail.message_id, "1@x");
  ASSERT_EQ(mail.parts.size(), 1u);
  EXPECT_TRUE(mail.parts[0].body);
  EXPECT_EQ(mail.parts[0].content, "hello\r\n");
  EXPECT_EQ(mail.raw.substr(mail.body.start), "hello\r\n");
}

TEST(Parse, NestedParts) {
  const Message mail = parsed(
      "From: a@b.example\nContent-Type: multipart/mixed; boundary=x\n\npreamble\n--x\n"
      "Content-Type: multipart/alternative; boundary=y\n\n--y\n\nplain\n--y\nContent-Type: text/html; charset=utf-8\n"
      "Content-Transfer-Encoding: base64\n\nPGI+44GCPC9iPg==\n--y--\n--x\nContent-Type: message/rfc822\n\n"
      "From: c@d.example\n\ninner\n--x\nContent-Type: application/pdf; name=\"a.pdf\"\nContent-Disposition: "
      "attachment\n\n"
      "%PDF\n--x--\n");
  ASSERT_EQ(mail.parts.size(), 5u);
  EXPECT_EQ(mail.parts[0].path, "1.1");
  EXPECT_TRUE(mail.parts[0].body);
  EXPECT_EQ(mail.parts[1].path, "1.2");
  EXPECT_EQ(mail.parts[1].content, "<b>あ</b>");
  EXPECT_TRUE(mail.parts[1].body);
  EXPECT_EQ(mail.parts[2].content_type, "message/rfc822");
  EXPECT_EQ(mail.parts[2].path, "2");
  EXPECT_EQ(mail.parts[3].path, "2.1");
  EXPECT_TRUE(mail.parts[3].attached_message);
  EXPECT_FALSE(mail.parts[3].body);
  EXPECT_EQ(mail.parts[4].file_name, "a.pdf");
  EXPECT_FALSE(mail.parts[4].body);
}

TEST(Parse, NotAMail) {
  EXPECT_FALSE(parse("").ok());
  EXPECT_FALSE(parse("root:x:0:0:root:/root:/bin/bash\n").ok());
  EXPECT_EQ(parse("just text\n").error().code, "not_a_mail");
}

}  // namespace
}  // namespace mekiki::message
