#include "authentication/dmarc/dmarc.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "authentication/dmarc/tree_walk.h"

namespace mekiki::authentication::dmarc {
namespace {

using questions::Answer;
using questions::Answers;
using questions::Kind;
using questions::Question;
using testing::ElementsAre;

// Answers to everything: the given records, and nothing elsewhere.
struct World {
  Answers known;
  std::set<Question> asked;
};

dmarc::Outcome settle(const Request& request, World& world, const std::string& missing = {}) {
  dmarc::Outcome outcome;
  for (int round = 0; round < 5; ++round) {
    questions::Inquiry inquiry(world.known);
    outcome = evaluate(request, inquiry);
    world.asked = inquiry.asked();
    if (inquiry.open().empty()) break;
    for (const Question& question : inquiry.open()) {
      world.known[question] = missing.empty() ? Answer::no("nxdomain") : Answer::unknown(missing);
    }
  }
  return outcome;
}

World publishing(std::initializer_list<std::pair<std::string, std::string>> records) {
  World world;
  for (const auto& [domain, record] : records) {
    world.known[{Kind::dns_txt, "_dmarc." + domain}] = Answer::yes({record});
  }
  return world;
}

Request from(std::string author) {
  Request request;
  request.author = std::move(author);
  return request;
}

Request signed_by(std::string author, std::string signer) {
  Request request = from(std::move(author));
  request.dkim.push_back({std::move(signer), true, {}});
  return request;
}

TEST(DmarcRecord, Defaults) {
  const auto record = parse_record("v=DMARC1; p=reject");
  ASSERT_TRUE(record.ok());
  EXPECT_EQ(record->policy, Policy::reject);
  EXPECT_EQ(record->subdomains, std::nullopt);
  EXPECT_FALSE(record->strict_dkim);
  EXPECT_EQ(record->percent, 100U);
  EXPECT_EQ(record->public_suffix, 'u');
}

TEST(DmarcRecord, AsTheyAreInTheWorld) {
  const auto record = parse_record(
      "v=DMARC1;P=Quarantine;sp = none ; adkim=S; aspf=x;;pct=50;fo=1:d;ri=86400;rua=mailto:a@b.example!10m,junk;"
      "rf=afrf; nonsense; t=y;psd=N;");
  ASSERT_TRUE(record.ok());
  EXPECT_EQ(record->policy, Policy::quarantine);
  EXPECT_EQ(record->subdomains, Policy::none);
  EXPECT_TRUE(record->strict_dkim);
  EXPECT_FALSE(record->strict_spf);
  EXPECT_EQ(record->percent, 50U);
  EXPECT_TRUE(record->testing);
  EXPECT_EQ(record->public_suffix, 'n');
}

TEST(DmarcRecord, TheVersionComesFirstAndExactly) {
  EXPECT_TRUE(is_dmarc_record("v=DMARC1"));
  EXPECT_TRUE(is_dmarc_record("v = DMARC1 ; p=none"));
  for (const char* txt : {"", "v=DMARC2; p=none", "v=dmarc1; p=none", "p=none; v=DMARC1", "v=DMARC1p=none", "v=spf1"}) {
    EXPECT_FALSE(is_dmarc_record(txt)) << txt;
  }
}

TEST(DmarcRecord, NonsenseInThePolicy) {
  EXPECT_FALSE(parse_record("v=DMARC1; p=block").ok());
  EXPECT_FALSE(parse_record("v=DMARC1; p=reject; sp=block").ok());
  const auto reported = parse_record("v=DMARC1; p=block; rua=mailto:a@b.example");
  ASSERT_TRUE(reported.ok());
  EXPECT_EQ(reported->policy, Policy::none);
  const auto absent = parse_record("v=DMARC1");
  ASSERT_TRUE(absent.ok());
  EXPECT_EQ(absent->policy, Policy::none);
}

TEST(TreeWalk, NamesFromTheDomainUp) {
  EXPECT_THAT(names_of_walk("mail.rakuten.co.jp"), ElementsAre("mail.rakuten.co.jp", "rakuten.co.jp", "co.jp", "jp"));
  EXPECT_THAT(names_of_walk("a.b.c.d.e.f.g.h.i.j.mail.example.com"),
              ElementsAre("a.b.c.d.e.f.g.h.i.j.mail.example.com", "g.h.i.j.mail.example.com", "h.i.j.mail.example.com",
                          "i.j.mail.example.com", "j.mail.example.com", "mail.example.com", "example.com", "com"));
  EXPECT_TRUE(names_of_walk("").empty());
}

std::string organisation(const std::string& domain, World world) {
  for (int round = 0; round < 2; ++round) {
    questions::Inquiry inquiry(world.known);
    const Walk walked = walk(domain, inquiry);
    if (inquiry.open().empty()) return walked.organisation();
    for (const Question& question : inquiry.open()) world.known[question] = Answer::no();
  }
  return "?";
}

TEST(TreeWalk, TheOrganisation) {
  EXPECT_EQ(organisation("a.mail.example.com", publishing({{"example.com", "v=DMARC1; p=none"}})), "example.com");
  EXPECT_EQ(organisation("a.mail.example.com",
                         publishing({{"mail.example.com", "v=DMARC1; p=none"}, {"example.com", "v=DMARC1; p=none"}})),
            "example.com");
  EXPECT_EQ(organisation("a.mail.example.com", publishing({{"mail.example.com", "v=DMARC1; p=none; psd=n"},
                                                           {"example.com", "v=DMARC1; p=none"}})),
            "mail.example.com");
  EXPECT_EQ(organisation("a.mail.example.com",
                         publishing({{"mail.example.com", "v=DMARC1; p=none"}, {"com", "v=DMARC1; p=none; psd=y"}})),
            "example.com");
  EXPECT_EQ(organisation("example.bank", publishing({{"bank", "v=DMARC1; p=none; psd=y"}})), "example.bank");
  // Where the walk starts, psd=y says nothing about the walk's own start.
  EXPECT_EQ(organisation("bank", publishing({{"bank", "v=DMARC1; p=none; psd=y"}})), "bank");
  EXPECT_EQ(organisation("a.example.com", {}), "a.example.com");
}

TEST(TreeWalk, SeveralRecordsAreNone) {
  World world;
  world.known[{Kind::dns_txt, "_dmarc.example.com"}] = Answer::yes({"v=DMARC1; p=none", "v=DMARC1; p=reject"});
  const auto outcome = settle(signed_by("example.com", "example.com"), world);
  EXPECT_EQ(outcome.result, Result::none);
  EXPECT_EQ(outcome.reason, "several_records");
}

TEST(Dmarc, AsksForTheWholeWalkAtOnce) {
  const Answers nothing;
  questions::Inquiry inquiry(nothing);
  EXPECT_TRUE(evaluate(signed_by("mail.example.com", "example.com"), inquiry).pending());
  EXPECT_THAT(inquiry.open(), testing::UnorderedElementsAre(Question{Kind::dns_txt, "_dmarc.mail.example.com"},
                                                            Question{Kind::dns_txt, "_dmarc.example.com"},
                                                            Question{Kind::dns_txt, "_dmarc.com"}));
}

TEST(Dmarc, RelaxedAlignmentIsByOrganisation) {
  World world = publishing({{"example.com", "v=DMARC1; p=reject"}});
  EXPECT_EQ(settle(signed_by("mail.example.com", "news.example.com"), world).result, Result::pass);
  EXPECT_EQ(settle(signed_by("mail.example.com", "example.net"), world).result, Result::fail);
  EXPECT_EQ(settle(signed_by("mail.example.com", "myexample.com"), world).result, Result::fail);
}

TEST(Dmarc, StrictAlignmentIsByName) {
  World world = publishing({{"example.com", "v=DMARC1; p=reject; adkim=s; aspf=s"}});
  EXPECT_EQ(settle(signed_by("example.com", "example.com"), world).result, Result::pass);
  EXPECT_EQ(settle(signed_by("example.com", "mail.example.com"), world).result, Result::fail);
  Request envelope = from("example.com");
  envelope.spf = {"bounce.example.com", true, {}};
  EXPECT_EQ(settle(envelope, world).result, Result::fail);
  envelope.spf.domain = "example.com";
  EXPECT_TRUE(settle(envelope, world).aligned_spf);
}

TEST(Dmarc, PolicyOfSubdomainsAndOfNamesThatDoNotExist) {
  World world = publishing({{"example.com", "v=DMARC1; p=none; sp=quarantine; np=reject"}});
  world.known[{Kind::dns_a, "mail.example.com"}] = Answer::yes({"192.0.2.1"});
  EXPECT_EQ(settle(from("example.com"), world).published, Policy::none);
  EXPECT_EQ(settle(from("mail.example.com"), world).published, Policy::quarantine);
  EXPECT_EQ(settle(from("nowhere.example.com"), world).published, Policy::reject);
  world.known[{Kind::dns_a, "odd.example.com"}] = Answer::unknown("timeout");
  EXPECT_EQ(settle(from("odd.example.com"), world).published, Policy::quarantine);
}

TEST(Dmarc, TheRecordOfThePublicSuffixIsTheLastResort) {
  World world = publishing({{"bank", "v=DMARC1; p=none; sp=reject; psd=y"}});
  const auto outcome = settle(from("example.bank"), world);
  EXPECT_EQ(outcome.record_of, "bank");
  EXPECT_EQ(outcome.organisation, "example.bank");
}

TEST(Dmarc, WhileTestingItIsOneStepMilder) {
  World world = publishing({{"a.example", "v=DMARC1; p=reject; t=y"}, {"b.example", "v=DMARC1; p=quarantine; pct=10"}});
  EXPECT_EQ(settle(from("a.example"), world).effective, Policy::quarantine);
  EXPECT_EQ(settle(from("b.example"), world).effective, Policy::none);
}

TEST(Dmarc, WhatIsNotKnownIsNeverAFail) {
  World world = publishing({{"example.com", "v=DMARC1; p=reject"}});
  Request request = from("example.com");
  request.spf = {"example.com", false, "offline"};
  EXPECT_EQ(settle(request, world).result, Result::unknown);
  request.spf = {"", false, "no_envelope"};
  EXPECT_EQ(settle(request, world).result, Result::unknown);
  request.spf = {"example.com", false, "timeout"};
  EXPECT_EQ(settle(request, world).result, Result::temperror);
  request.spf = {"example.net", false, "offline"};  // would not be aligned anyway
  EXPECT_EQ(settle(request, world).result, Result::fail);
  World offline;
  EXPECT_EQ(settle(from("example.com"), offline, "offline").result, Result::unknown);
}

TEST(Dmarc, SeveralAuthorsHaveNoPolicy) {
  World world = publishing({{"example.com", "v=DMARC1; p=reject"}});
  Request request = signed_by("example.com", "example.com");
  request.several_authors = true;
  EXPECT_EQ(settle(request, world).result, Result::permerror);
  EXPECT_EQ(settle(from("localhost"), world).result, Result::permerror);
}

TEST(Indicators, OfTheDomainElseOfTheOrganisation) {
  Answers known;
  known[{Kind::dns_txt, "default._bimi.mail.example.com"}] = Answer::no();
  known[{Kind::dns_txt, "default._bimi.example.com"}] =
      Answer::yes({"v=BIMI1; l=https://example.com/logo.svg; a=https://example.com/vmc.pem"});
  questions::Inquiry inquiry(known);
  const Indicator indicator = find_indicator("mail.example.com", "example.com", inquiry);
  EXPECT_EQ(indicator.domain, "example.com");
  EXPECT_EQ(indicator.logo, "https://example.com/logo.svg");
  EXPECT_EQ(indicator.authority, "https://example.com/vmc.pem");
}

}  // namespace
}  // namespace mekiki::authentication::dmarc
