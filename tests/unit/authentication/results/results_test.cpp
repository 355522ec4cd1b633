#include "authentication/results/results.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace mekiki::authentication::results {
namespace {

message::Message mail(const std::string& header) {
  auto parsed = message::parse(header + "From: a@shop.example\r\nSubject: x\r\n\r\nx\r\n");
  EXPECT_TRUE(parsed.ok());
  return *std::move(parsed);
}

const std::string by_mx =
    "Received: from out.shop.example (out.shop.example [203.0.113.5]) by mx.reader.example;\r\n"
    " Mon, 1 Jan 2024 00:00:00 +0000\r\n";
const std::string by_google =
    "Received: from out.shop.example (out.shop.example. [203.0.113.5])\r\n"
    " by mx.google.com with ESMTPS id x; Mon, 1 Jan 2024 00:00:00 -0800 (PST)\r\n";
const std::string by_sender = "Received: from app by out.shop.example; Mon, 1 Jan 2024 00:00:00 +0000\r\n";

Border border(std::vector<std::string> own_servers = {}) {
  Border made;
  made.received = 0;
  made.by_policy = !own_servers.empty();
  made.own_servers = std::move(own_servers);
  return made;
}

std::vector<Standing> standings(const std::string& header, const Border& at) {
  std::vector<Standing> found;
  for (const Field& field : judge(mail(header), at).fields) found.push_back(field.standing);
  return found;
}

std::string field(const std::string& id, const std::string& results) {
  return "Authentication-Results: " + id + "; " + results + "\r\n";
}

using testing::ElementsAre;

TEST(Standing, AboveTheBordersOwnLine) {
  const std::string pass = "dkim=pass header.d=shop.example";
  EXPECT_THAT(standings(field("mx.reader.example", pass) + by_mx + by_sender, border()),
              ElementsAre(Standing::trusted));
  EXPECT_THAT(standings(field("auth.reader.example", pass) + by_mx, border()), ElementsAre(Standing::trusted));
  EXPECT_THAT(standings(field("mx.stranger.example", pass) + by_mx, border()), ElementsAre(Standing::foreign));
  EXPECT_THAT(standings(field("filter.elsewhere.example", pass) + by_mx, border({"filter.elsewhere.example"})),
              ElementsAre(Standing::trusted));
}

TEST(Standing, BelowItOnlyWhereTheBorderIsKnownToWriteThere) {
  const std::string pass = "dkim=pass header.d=shop.example";
  EXPECT_THAT(standings(by_google + field("mx.google.com", pass) + by_sender, border()),
              ElementsAre(Standing::trusted));
  EXPECT_THAT(standings(by_mx + field("mx.reader.example", pass) + by_sender, border()),
              ElementsAre(Standing::unconfirmed));
  // Named by policy: its own field is on top of whatever the sender wrote.
  EXPECT_THAT(standings(by_mx + field("mx.reader.example", pass) + field("mx.reader.example", pass) + by_sender,
                        border({"mx.reader.example"})),
              ElementsAre(Standing::trusted, Standing::unconfirmed));
}

TEST(Standing, WithoutAnIdOnlyByExchangeOnline) {
  const std::string outlook =
      "Received: from out.shop.example (203.0.113.5) by AM7EUR03FT012.mail.protection.outlook.com (10.152.16.1)\r\n"
      " with Microsoft SMTP Server; Mon, 1 Jan 2024 00:00:00 +0000\r\n";
  const std::string results =
      "Authentication-Results: spf=pass (sender IP is 203.0.113.5)\r\n"
      " smtp.mailfrom=shop.example; dkim=pass (signature was verified)\r\n"
      " header.d=shop.example;dmarc=pass action=none header.from=shop.example;compauth=pass\r\n";
  EXPECT_THAT(standings(outlook + results, border()), ElementsAre(Standing::trusted));
  EXPECT_THAT(standings(by_mx + results, border()), ElementsAre(Standing::foreign));
  const Judged judged = judge(mail(outlook + results), border());
  ASSERT_NE(judged.find("dmarc"), nullptr);
  EXPECT_EQ(judged.find("dmarc")->authserv_id, "am7eur03ft012.mail.protection.outlook.com");
  EXPECT_EQ(judged.find("dmarc")->domain, "shop.example");
  EXPECT_EQ(judged.find("spf")->domain, "shop.example");
}

TEST(Standing, NamesThatTheAccountTaught) {
  const std::string pass = "dkim=pass header.d=shop.example";
  const std::string mail_bytes = field("auth.filter.example", pass) + by_mx + by_sender;
  EXPECT_THAT(standings(mail_bytes, border()), ElementsAre(Standing::foreign));
  Border learned = border();
  learned.learned = {"mx.reader.example", "auth.filter.example"};
  EXPECT_THAT(standings(mail_bytes, learned), ElementsAre(Standing::trusted));
  // Where a stranger could have written it, knowing the name helps nobody.
  EXPECT_THAT(standings(by_mx + field("auth.filter.example", pass) + by_sender, learned),
              ElementsAre(Standing::unconfirmed));
  EXPECT_THAT(standings(by_mx + by_sender + field("auth.filter.example", pass), learned),
              ElementsAre(Standing::forged));
}

TEST(Standing, NamesAreLearnedOnlyAboveACertainBorder) {
  const std::string above = field("auth.filter.example", "spf=pass") + field("mx.reader.example", "spf=pass") + by_mx;
  const std::string below = above + field("below.stranger.example", "spf=pass");
  EXPECT_THAT(judge(mail(below), border()).authserv_ids, testing::IsEmpty());
  Border certain = border();
  certain.by_memory = true;
  EXPECT_THAT(judge(mail(below), certain).authserv_ids, ElementsAre("auth.filter.example", "mx.reader.example"));
  EXPECT_THAT(judge(mail(below), border({"mx.reader.example"})).authserv_ids,
              ElementsAre("auth.filter.example", "mx.reader.example"));
}

TEST(Standing, AStrangersFieldInTheBordersNameIsForged) {
  const std::string pass = "dmarc=pass header.from=shop.example";
  // Beyond a server of the sender's: the border never saw the mail there.
  EXPECT_THAT(standings(by_mx + by_sender + field("mx.reader.example", pass), border()), ElementsAre(Standing::forged));
  EXPECT_THAT(standings(by_mx + by_sender + field("mx.reader.example", "dmarc=fail"), border()),
              ElementsAre(Standing::foreign));
  // Right below, against what the border itself says.
  EXPECT_THAT(standings(field("mx.reader.example", "dmarc=fail") + by_mx + field("mx.reader.example", pass), border()),
              ElementsAre(Standing::trusted, Standing::forged));
  EXPECT_THAT(standings(field("mx.reader.example", pass) + by_mx + field("mx.reader.example", pass), border()),
              ElementsAre(Standing::trusted, Standing::foreign));
}

TEST(Standing, ForwardedWithinTheSameProviderIsNotForged) {
  const std::string first =
      "Received: from out.shop.example (out.shop.example [203.0.113.5]) by mx2.reader.example;\r\n"
      " Mon, 1 Jan 2024 00:00:00 +0000\r\n";
  EXPECT_THAT(standings(by_mx + by_sender + field("mx.reader.example", "dmarc=pass") + first, border()),
              ElementsAre(Standing::foreign));
}

TEST(Standing, NothingIsBelievedWithoutABorder) {
  EXPECT_THAT(standings(field("mx.reader.example", "dmarc=pass"), Border{}), ElementsAre(Standing::foreign));
}

TEST(Methods, DomainsAndPolicies) {
  const std::string gmail = by_google +
                            "Authentication-Results: mx.google.com;\r\n"
                            " dkim=pass header.i=@news.shop.example header.s=s1 header.b=abc;\r\n"
                            " spf=softfail (google.com: x) smtp.mailfrom=bounce@mta.shop.example;\r\n"
                            " dmarc=fail (p=REJECT sp=NONE dis=NONE) header.from=Shop.example\r\n";
  const Judged judged = judge(mail(gmail), border());
  ASSERT_EQ(judged.trusted.size(), 3U);
  EXPECT_EQ(judged.find("dkim")->domain, "news.shop.example");
  EXPECT_EQ(judged.find("spf")->domain, "mta.shop.example");
  EXPECT_EQ(judged.find("dmarc")->domain, "shop.example");
  EXPECT_EQ(judged.find("dmarc")->policy, "reject");
  EXPECT_EQ(judged.find("arc"), nullptr);
}

TEST(ReceivedSpf, AsResultOfItsReceiver) {
  const auto google = parse_received_spf(
      "Pass (google.com: domain of a@shop.example designates 203.0.113.5 as permitted sender) client-ip=203.0.113.5;");
  EXPECT_EQ(google.authserv_id, "google.com");
  ASSERT_EQ(google.methods.size(), 1U);
  EXPECT_EQ(google.methods.front().result, "pass");
  const auto rfc = parse_received_spf(
      "fail (mybox.example.org: no) receiver=mx.example.org; client-ip=192.0.2.1; envelope-from=\"a@b.example\"; "
      "helo=foo.example;");
  EXPECT_EQ(rfc.authserv_id, "mx.example.org");
  EXPECT_THAT(rfc.methods.front().properties,
              testing::Contains(std::pair<std::string, std::string>("smtp.mailfrom", "a@b.example")));
  EXPECT_EQ(parse_received_spf("").methods.front().result, "");
  EXPECT_EQ(parse_received_spf("none (").methods.front().result, "none");
}

}  // namespace
}  // namespace mekiki::authentication::results
