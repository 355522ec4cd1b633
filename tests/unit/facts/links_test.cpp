#include "facts/links.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "fact_mail.h"

namespace mekiki::facts {
namespace {

using Drawn = std::vector<std::pair<std::string, PieceKind>>;
constexpr PieceKind plain = PieceKind::plain, owner = PieceKind::owner, renter = PieceKind::renter,
                    decoration = PieceKind::decoration;

Link link_to(const std::string& address) {
  const Facts facts = facts_of(Draft{.body = "<p><a href=\"" + address + "\">words</a></p>", .type = "text/html"});
  return facts.links.all.empty() ? Link{} : facts.links.all.front();
}

std::string joined(const Drawn& drawn) {
  std::string all;
  for (const auto& [text, kind] : drawn) all += text;
  return all;
}

TEST(LinkDrawing, OwnHost) {
  const Link link = link_to("https://www.jcb.co.jp/card/");
  EXPECT_EQ(link.owner_domain, "jcb.co.jp");
  EXPECT_FALSE(link.rented);
  EXPECT_EQ(link.decoration, "");
  EXPECT_EQ(link.drawn, (Drawn{{"https://", plain}, {"www.", plain}, {"jcb.co.jp", owner}, {"/card/", plain}}))
      << joined(link.drawn);
}

TEST(LinkDrawing, TheSampleOfTheDesign) {
  const Link link = link_to("https://cpkagoya.ho61v7smlr.free.hr/activemail.kagoya.com/");
  EXPECT_TRUE(link.rented);
  EXPECT_EQ(link.drawn, (Drawn{{"https://", plain},
                               {"cpkagoya.", decoration},
                               {"ho61v7smlr", renter},
                               {".free.hr", owner},
                               {"/activemail.kagoya.com/", decoration}}));
}

TEST(LinkDrawing, NamesRentedBelowKnownParents) {
  for (const auto& [host, name, parent] : {std::tuple{"coinbase-verify.pages.dev", "coinbase-verify", "pages.dev"},
                                           std::tuple{"doc-22.web.app", "doc-22", "web.app"},
                                           std::tuple{"a.tiny-mouse.workers.dev", "tiny-mouse", "workers.dev"},
                                           std::tuple{"kuro-81.duckdns.org", "kuro-81", "duckdns.org"}}) {
    const Link link = link_to(std::string("https://") + host + "/");
    EXPECT_TRUE(link.rented) << host;
    EXPECT_EQ(link.renter, name) << host;
    EXPECT_EQ(link.owner_domain, parent) << host;
  }
}

TEST(LinkDrawing, AStrangersBrandWordIsDecoration) {
  const Link link = link_to("https://www.amazon.co.jp.qx-sample.net/signin");
  EXPECT_EQ(link.owner_domain, "qx-sample.net");
  EXPECT_EQ(link.decoration, "www.amazon.co.jp.");
}

TEST(LinkDrawing, UserNameIsDecoration) {
  const Link link = link_to("https://www.amazon.com@qx-sample.net/");
  EXPECT_EQ(link.host, "qx-sample.net");
  EXPECT_EQ(link.drawn[1], (std::pair<std::string, PieceKind>{"www.amazon.com@", decoration}));
}

TEST(LinkDrawing, PortAndQueryAreKept) {
  const Link link = link_to("https://qx-sample.net:8443/a?b=c#d");
  EXPECT_NE(joined(link.drawn).find(":8443"), std::string::npos);
  EXPECT_NE(joined(link.drawn).find("/a?b=c#d"), std::string::npos);
}

TEST(LinkDrawing, NumbersHaveNoOwnerToCut) {
  const Link link = link_to("http://45.153.240.18/vm");
  EXPECT_EQ(link.owner_domain, "45.153.240.18");
  EXPECT_FALSE(link.rented);
}

TEST(Links, FileNamesInPathsAreNoHosts) {
  EXPECT_EQ(link_to("https://qx-sample.net/index.html").decoration, "");
  EXPECT_EQ(link_to("https://qx-sample.net/main.py").decoration, "");
}

TEST(Links, InPlainText) {
  const Facts facts = facts_of(Draft{.body = "See https://fjell-sample.org/a). Or (www.fjell-sample.org/b), "
                                             "or http://fjell-sample.org/c、それから。"});
  ASSERT_EQ(facts.links.all.size(), 3U);
  EXPECT_EQ(facts.links.all[0].written, "https://fjell-sample.org/a");
  EXPECT_EQ(facts.links.all[1].url.href(), "http://www.fjell-sample.org/b");
  EXPECT_EQ(facts.links.all[2].url.path, "/c");
  EXPECT_TRUE(facts.links.all[0].in_text);
}

TEST(Links, TextSpanLeadsToTheAddress) {
  const Facts facts = facts_of(Draft{.body = "Seite: https://fjell-sample.org/ö und mehr"});
  ASSERT_FALSE(facts.links.all.empty());
  const Link& link = facts.links.all.front();
  EXPECT_EQ(facts.texts.seen[2].text.substr(link.span.start, link.span.size()), link.text);
}

TEST(Links, WordsAreNotAddresses) {
  EXPECT_TRUE(
      facts_of(Draft{.body = "httpd and www are words; awww.too, http: nothing, https:// nothing"}).links.all.empty());
}

TEST(Links, BaseIsUsed) {
  const Facts facts =
      facts_of(Draft{.body = "<html><head><base href='https://qx-sample.net/d/'></head><a href='login'>x</a></html>",
                     .type = "text/html"});
  ASSERT_FALSE(facts.links.all.empty());
  EXPECT_EQ(facts.links.all.front().url.href(), "https://qx-sample.net/d/login");
}

TEST(Links, DistinctHostsOnce) {
  const Facts facts = facts_of(Draft{.body = "https://a-sample.net/1 https://a-sample.net/2 https://b-sample.net/"});
  EXPECT_EQ(facts.links.all.size(), 3U);
  EXPECT_EQ(facts.links.distinct.size(), 2U);
}

TEST(Links, MailAndPhoneLinksAreNotWeb) {
  const Facts facts =
      facts_of(Draft{.body = "<a href='mailto:a@b.org'>a</a><a href='tel:+441632960118'>b</a>", .type = "text/html"});
  for (const Link& link : facts.links.all) EXPECT_FALSE(link.web) << link.written;
}

TEST(LooksRandom, NamesNobodyWouldGive) {
  for (const char* label : {"ho61v7smlr", "q82x7hd2rt", "x7k2m9qd", "xkcdqwrtz", "zvkqhbtrm", "mq4z8k1p"}) {
    EXPECT_TRUE(looks_random(label)) << label;
  }
}

TEST(LooksRandom, NamesPeopleGive) {
  for (const char* label : {"kagoya", "amazon", "activemail", "softbank", "example", "office365", "windows11",
                            "tiny-mouse", "rakuten-card", "schwarzwald", "db", "x7", "hyundai", "mitsubishi",
                            "2024spring", "wakaba-kensetsu", "rhythm-and-blues", "kyoto-u", "a1b2"}) {
    EXPECT_FALSE(looks_random(label)) << label;
  }
}

}  // namespace
}  // namespace mekiki::facts
