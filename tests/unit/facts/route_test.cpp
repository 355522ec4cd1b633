#include "facts/route.h"

#include <gtest/gtest.h>

#include "fact_mail.h"

namespace mekiki::facts {
namespace {

std::string hop(const std::string& from, const std::string& by) {
  return "Received: from " + from + "\n\tby " + by +
         " (Postfix) with ESMTPS id 4YX\n\tfor <sam@example.com>; Tue, 4 Mar 2025 09:12:31 +0000\n";
}

Route route_of(const std::string& received, const std::vector<std::string>& own_servers = {}) {
  Circumstances circumstances;
  circumstances.own_servers = own_servers;
  return facts_of(received + "From: ola@fjell-sample.org\nTo: sam@example.com\nSubject: x\n\nHello.\n", circumstances)
      .route;
}

TEST(Route, NoTraceNoBoundary) {
  const Route route = route_of("");
  EXPECT_EQ(route.boundary, -1);
  EXPECT_EQ(route.handed_over_ip, "");
  EXPECT_EQ(route.trust_reason, "");
}

TEST(Route, OneHopIsTheBoundary) {
  const Route route = route_of(hop("out.fjell-sample.org (out.fjell-sample.org [81.187.30.52])", "mx.example.com"));
  EXPECT_EQ(route.boundary, 0);
  EXPECT_EQ(route.handed_over_ip, "81.187.30.52");
  EXPECT_EQ(route.handed_over_host, "out.fjell-sample.org");
  EXPECT_TRUE(route.host_looked_up);
  EXPECT_EQ(route.trust_reason, "only_hop");
}

TEST(Route, InnerHopsOfTheOwnSideAreStepped) {
  const Route route = route_of(hop("filter.example.com (filter.example.com [10.0.0.4])", "store.example.com") +
                               hop("mx.example.com (localhost [127.0.0.1])", "filter.example.com") +
                               hop("out.fjell-sample.org (out.fjell-sample.org [81.187.30.52])", "mx.example.com") +
                               hop("desk (unknown [192.168.1.9])", "out.fjell-sample.org"));
  EXPECT_EQ(route.boundary, 2);
  EXPECT_EQ(route.handed_over_ip, "81.187.30.52");
  EXPECT_TRUE(route.hops[2].trusted);
  EXPECT_FALSE(route.hops[3].trusted);
}

TEST(Route, TheAuthorsHomeLineIsNotTheHandingOverAddress) {
  const Route route = route_of(hop("mta.biglobe.ne.jp (mta.biglobe.ne.jp [222.227.84.50])", "mx.example.com") +
                               hop("home (unknown [126.12.3.4])", "mta.biglobe.ne.jp"));
  EXPECT_EQ(route.handed_over_ip, "222.227.84.50");
}

// Whoever hands a mail over can write lines below that look like the reader's own.
TEST(Route, ForgedLinesOfTheOwnSideBelowTheBoundaryAreNotBelieved) {
  const Route route = route_of(hop("bad-sample.net (unknown [45.12.3.200])", "mx.example.com") +
                               hop("mail.chase.com (mail.chase.com [159.53.110.17])", "mx.example.com"));
  EXPECT_EQ(route.boundary, 0);
  EXPECT_EQ(route.handed_over_ip, "45.12.3.200");
  EXPECT_FALSE(route.hops[1].trusted);
}

TEST(Route, OwnServersByPolicy) {
  const Route route =
      route_of(hop("relay.provider-sample.net (relay.provider-sample.net [185.53.57.90])", "mail.office-sample.org") +
                   hop("out.fjell-sample.org (out.fjell-sample.org [81.187.30.52])", "relay.provider-sample.net"),
               {"office-sample.org", "provider-sample.net"});
  EXPECT_EQ(route.trust_reason, "policy");
  EXPECT_EQ(route.boundary, 1);
  EXPECT_EQ(route.handed_over_ip, "81.187.30.52");
}

TEST(Route, WithoutPolicyAnotherOrganisationEndsTheOwnSide) {
  const Route route =
      route_of(hop("relay.provider-sample.net (relay.provider-sample.net [185.53.57.90])", "mail.office-sample.org") +
               hop("out.fjell-sample.org (out.fjell-sample.org [81.187.30.52])", "relay.provider-sample.net"));
  EXPECT_EQ(route.boundary, 0);
  EXPECT_EQ(route.handed_over_ip, "185.53.57.90");
}

TEST(Route, NameThatOnlyThePeerGaveIsSaidToBeSo) {
  const Route route = route_of(hop("mail.chase.com (unknown [45.12.3.200])", "mx.example.com"));
  EXPECT_EQ(route.handed_over_host, "mail.chase.com");
  EXPECT_FALSE(route.host_looked_up);
}

TEST(Route, PrivateAddressIsNoHandingOverAddress) {
  EXPECT_EQ(route_of(hop("desk (unknown [192.168.1.9])", "mx.example.com")).handed_over_ip, "");
}

// The policy names our servers; a stranger can write their names too.
TEST(Route, PolicyDoesNotBelieveALineBelowAStrangersDelivery) {
  const Route route = route_of(hop("mx1.office-sample.org (unknown [45.12.3.200])", "mx1.office-sample.org") +
                                   hop("mail.chase.com (mail.chase.com [159.53.110.17])", "mx2.office-sample.org"),
                               {"office-sample.org"});
  EXPECT_EQ(route.trust_reason, "policy");
  EXPECT_EQ(route.boundary, 0);
  EXPECT_EQ(route.handed_over_ip, "45.12.3.200");
}

TEST(Route, PolicyMayNameAddresses) {
  const Route route =
      route_of(hop("gate (unknown [185.53.57.90])", "mx1.office-sample.org") +
                   hop("out.fjell-sample.org (out.fjell-sample.org [81.187.30.52])", "gate.filter-sample.net"),
               {"office-sample.org", "gate.filter-sample.net", "185.53.57.90"});
  EXPECT_EQ(route.boundary, 1);
}

TEST(Route, LearnedServersAreBelievedAndNamedAsTheReason) {
  Circumstances circumstances;
  circumstances.learned_servers = {"mail.office-sample.org", "relay.provider-sample.net"};
  const Route route =
      facts_of(hop("relay.provider-sample.net (relay.provider-sample.net [185.53.57.90])", "mail.office-sample.org") +
                   hop("out.fjell-sample.org (out.fjell-sample.org [81.187.30.52])", "relay.provider-sample.net") +
                   "From: ola@fjell-sample.org\nTo: sam@example.com\nSubject: x\n\nHello.\n",
               circumstances)
          .route;
  EXPECT_EQ(route.trust_reason, "learned");
  EXPECT_EQ(route.boundary, 1);
  EXPECT_EQ(route.receiver, "relay.provider-sample.net");
}

TEST(Route, AnotherServerThanTheLearnedOnesIsJudgedByStructure) {
  Circumstances circumstances;
  circumstances.learned_servers = {"mail.office-sample.org"};
  const Route route =
      facts_of(hop("out.fjell-sample.org (out.fjell-sample.org [81.187.30.52])", "mx.elsewhere-sample.com") +
                   hop("a (unknown [10.0.0.1])", "out.fjell-sample.org") +
                   "From: ola@fjell-sample.org\nSubject: x\n\nHello.\n",
               circumstances)
          .route;
  EXPECT_EQ(route.trust_reason, "structure");
}

// Gmail's first line is written by an IPv6 address and names no peer.
TEST(Route, GmailsInnerLinesArePassed) {
  const Route route = route_of(
      "Received: by 2002:a05:6a10:1234:b0:5f1:2:3 with SMTP id x3csp1;\n\tTue, 4 Mar 2025 01:12:33 -0800 (PST)\n"
      "Received: from out.fjell-sample.org (out.fjell-sample.org. [81.187.30.52])\n\tby mx.google.com with ESMTPS id "
      "a1.2.3;\n\tTue, 04 Mar 2025 01:12:31 -0800 (PST)\n" +
      hop("desk (unknown [192.168.1.9])", "out.fjell-sample.org"));
  EXPECT_EQ(route.boundary, 1);
  EXPECT_EQ(route.handed_over_ip, "81.187.30.52");
  EXPECT_EQ(route.receiver, "mx.google.com");
}

TEST(Route, ExchangeOnlinesInnerLinesArePassed) {
  const std::string date = "; Tue, 4 Mar 2025 09:12:33 +0000\n";
  const Route route = route_of(
      "Received: from TY1PR01MB0002.jpnprd01.prod.outlook.com (2603:1096:400:1::10) by\n"
      " TY1PR01MB0001.jpnprd01.prod.outlook.com (2603:1096:400:2::20) with Microsoft SMTP Server (version=TLS1_2) id "
      "15.20.1" +
      date +
      "Received: from out.fjell-sample.org (81.187.30.52) by\n TY1JPN01FT001.mail.protection.outlook.com "
      "(10.152.64.1) with Microsoft SMTP Server id 15.20.1" +
      date);
  EXPECT_EQ(route.boundary, 1);
  EXPECT_EQ(route.handed_over_ip, "81.187.30.52");
}

TEST(Route, AHeloOfTheReceiversHouseFromOutsideIsNotPassed) {
  const std::string date = "; Tue, 4 Mar 2025 09:12:33 +0000\n";
  const Route route = route_of(
      "Received: from TY1PR01MB0002.jpnprd01.prod.outlook.com (45.12.3.200) by\n"
      " TY1JPN01FT001.mail.protection.outlook.com (10.152.64.1) with Microsoft SMTP Server id 15.20.1" +
      date + "Received: from mail.chase.com (159.53.110.17) by TY1PR01MB0002.jpnprd01.prod.outlook.com with SMTP" +
      date);
  EXPECT_EQ(route.boundary, 0);
  EXPECT_EQ(route.handed_over_ip, "45.12.3.200");
}

TEST(Route, AMailFetchedFromAMailboxWasHandedOverThere) {
  const Route route = route_of(
      "Received: from pop.provider-sample.net [185.53.57.90]\n\tby localhost with POP3 (fetchmail-6.3.9)\n"
      "\tfor <me@localhost> (single-drop); Tue, 4 Mar 2025 09:20:00 +0000\n" +
      hop("out.fjell-sample.org (out.fjell-sample.org [81.187.30.52])", "mx.provider-sample.net") +
      hop("desk (unknown [192.168.1.9])", "out.fjell-sample.org"));
  EXPECT_EQ(route.boundary, 1);
  EXPECT_EQ(route.handed_over_ip, "81.187.30.52");
}

TEST(SameHouse, OneDomainOrOneCompany) {
  EXPECT_TRUE(same_house("mx1.example.com", "store.example.com"));
  EXPECT_TRUE(same_house("localhost", "localhost"));
  EXPECT_FALSE(same_house("mx1.example.com", "mx1.example.org"));
  EXPECT_FALSE(same_house("mx1.example.com", ""));
  EXPECT_TRUE(is_local_host("host.localdomain"));
  EXPECT_TRUE(is_local_host("192.0.2.1"));
  EXPECT_FALSE(is_local_host("mx1.example.com"));
}

TEST(Route, UnreadableLinesDoNotBreakIt) {
  const Route route =
      route_of("Received: (qmail 8120 invoked by uid 89); 4 Mar 2025 09:12:31 -0000\nReceived: nonsense\n" +
               hop("out.fjell-sample.org (out.fjell-sample.org [81.187.30.52])", "mx.example.com"));
  EXPECT_EQ(route.hops.size(), 3U);
}

}  // namespace
}  // namespace mekiki::facts
