#include "authentication/privacy.h"

#include <gtest/gtest.h>

#include "answers.h"
#include "authentication/authentication.h"
#include "signer.h"

namespace mekiki::authentication {
namespace {

const std::vector<std::string> readers = {"taro.yamada@reader.example"};

TEST(HoldsAddress, InClearOrCoded) {
  EXPECT_TRUE(holds_address("taro.yamada._domainkey.mailer.example", readers));
  EXPECT_TRUE(holds_address("b-taro.yamada-7.mailer.example", readers));
  EXPECT_TRUE(holds_address("7461726f2e79616d616461407265616465722e6578616d706c65.mailer.example", readers));
  EXPECT_TRUE(holds_address("orqxe3zopfqw2ylemfahezlbmrsxeltfpbqw24dmmu.mailer.example", readers));
}

TEST(HoldsAddress, OrdinaryNamesDoNot) {
  for (const char* name : {"s1._domainkey.mailer.example", "taro._domainkey.mailer.example", "taro.yamada.example",
                           "xtaro.yamadax._domainkey.mailer.example", ""}) {
    EXPECT_FALSE(holds_address(name, readers)) << name;
  }
  EXPECT_FALSE(holds_address("newsletter._domainkey.mailer.example", {"newsletter@reader.example"}));
  EXPECT_TRUE(holds_address("newsletter-reader._domainkey.mailer.example", {"newsletter@reader.example"}));
  EXPECT_FALSE(holds_address("info._domainkey.mailer.example", {"info@reader.example"}));
  EXPECT_FALSE(holds_address("anything._domainkey.mailer.example", {"", "@", "anything"}));
}

struct Seen {
  dkim::SignatureResult signature;
  std::size_t asked = 0;
};

Seen look(const std::string& selector, const std::string& envelope = "a@example.com") {
  dkim::Recipe recipe;
  recipe.selector = selector;
  const std::string mail = "Return-Path: <" + envelope +
                           ">\r\nReceived: from x.example.com (x.example.com [203.0.113.5]) "
                           "by mx.reader.example; Sun, 20 Sep 2026 00:00:00 +0000\r\n" +
                           sign(dkim::plain_mail(), recipe);
  const auto message = message::parse(mail);
  Surroundings around;
  around.ip = "203.0.113.5";
  around.author = "example.com";
  around.border.received = 0;
  around.readers = readers;
  around.now = dkim::test_now;
  const questions::Answers none;
  questions::Inquiry inquiry(none);
  const Authentication found = authenticate(prepare(*message, around), inquiry);
  Seen seen{found.dkim.signatures.at(0), 0};
  for (const questions::Question& question : inquiry.asked()) {
    seen.asked +=
        question.name.find("_domainkey") != std::string::npos || question.name.find("taro") != std::string::npos ? 1
                                                                                                                 : 0;
  }
  return seen;
}

TEST(Selectors, ThatTellWhoReadsAreNotAskedFor) {
  EXPECT_EQ(look("s1").asked, 1U);
  for (const std::string& selector : {std::string("taro.yamada"), std::string(60, 'x') + ".yyyyyyy"}) {
    const Seen seen = look(selector);
    EXPECT_EQ(seen.asked, 0U) << selector;
    EXPECT_EQ(seen.signature.result, dkim::Result::unknown);
    EXPECT_EQ(seen.signature.reason, "personal");
  }
}

TEST(Envelopes, ThatTellWhoReadsAreNotAskedFor) {
  EXPECT_EQ(look("s1", "b@taro.yamada.bounce.example.com").asked, 1U) << "only the key";
}

}  // namespace
}  // namespace mekiki::authentication
