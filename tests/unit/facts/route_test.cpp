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

TEST(Route, UnreadableLinesDoNotBreakIt) {
  const Route route =
      route_of("Received: (qmail 8120 invoked by uid 89); 4 Mar 2025 09:12:31 -0000\nReceived: nonsense\n" +
               hop("out.fjell-sample.org (out.fjell-sample.org [81.187.30.52])", "mx.example.com"));
  EXPECT_EQ(route.hops.size(), 3U);
}

}  // namespace
}  // namespace mekiki::facts
