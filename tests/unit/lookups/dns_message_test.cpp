#include "lookups/dns_message.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>

#include "base/limits.h"
#include "base/utf8.h"
#include "dns_bytes.h"

namespace mekiki::lookups {
namespace {

using questions::Answer;
using questions::Kind;
using questions::Outcome;
using Values = std::vector<std::string>;
using std::chrono::seconds;

// In a buffer of exactly its size, so that a sanitizer sees a read beyond it.
DnsReply read(const std::string& wire, Kind kind, std::string_view name) {
  const auto exact = std::make_unique<std::uint8_t[]>(wire.size());
  std::ranges::copy(wire, exact.get());
  return read_dns_reply({exact.get(), wire.size()}, kind, name);
}

TestMessage reply_with(std::vector<TestRecord> answers, std::string name = "x.example") {
  TestMessage message;
  message.question_name = std::move(name);
  message.answers = std::move(answers);
  return message;
}

Answer answer(std::vector<TestRecord> answers, Kind kind) {
  return read(reply_with(std::move(answers)).wire(), kind, "x.example").answer;
}

TEST(DnsName, AddressesAreTurnedRound) {
  EXPECT_EQ(dns_name({Kind::dns_ptr, "222.227.84.50"}), "50.84.227.222.in-addr.arpa");
  EXPECT_EQ(dns_name({Kind::dns_ptr, "2001:db8::567:89ab"}),
            "b.a.9.8.7.6.5.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa");
  EXPECT_EQ(dns_name({Kind::dns_mx, "example.jp"}), "example.jp");
}

TEST(DnsName, SpecialUseNamesStayHome) {
  for (const char* name : {"localhost", "a.localhost", "mail.invalid", "xyz.onion"}) {
    EXPECT_TRUE(is_kept_out_of_dns(name)) << name;
  }
  for (const char* name : {"localhost.jp", "notlocalhost", "onion.example", "example"}) {
    EXPECT_FALSE(is_kept_out_of_dns(name)) << name;
  }
}

TEST(DnsTypes, OnlyDnsKindsHaveOne) {
  EXPECT_EQ(dns_type(Kind::dns_txt), 16);
  EXPECT_EQ(dns_type(Kind::dns_aaaa), 28);
  EXPECT_EQ(dns_type(Kind::place), std::nullopt);
}

TEST(DnsValues, AddressesSortedAndDistinct) {
  EXPECT_EQ(
      answer({a("x.example", "192.0.2.9"), a("x.example", "192.0.2.1"), a("x.example", "192.0.2.9")}, Kind::dns_a),
      Answer::yes({"192.0.2.1", "192.0.2.9"}));
  EXPECT_EQ(answer({aaaa("x.example", "2001:db8::1")}, Kind::dns_aaaa), Answer::yes({"2001:db8::1"}));
}

TEST(DnsValues, MailServersByPreference) {
  EXPECT_EQ(
      answer({mx("x.example", 100, "c.example"), mx("x.example", 20, "b.example"), mx("x.example", 3, "A.Example")},
             Kind::dns_mx),
      Answer::yes({"3 a.example", "20 b.example", "100 c.example"}));
}

TEST(DnsValues, NullMxOfRfc7505) { EXPECT_EQ(answer({mx("x.example", 0, "")}, Kind::dns_mx), Answer::yes({"0 ."})); }

TEST(DnsValues, TextStringsAreJoined) {
  EXPECT_EQ(answer({txt("x.example", {"v=spf1 ", "-all"})}, Kind::dns_txt), Answer::yes({"v=spf1 -all"}));
  EXPECT_EQ(answer({txt("x.example", {""})}, Kind::dns_txt), Answer::yes({""}));
}

TEST(DnsValues, TextIsValidUtf8) {
  EXPECT_EQ(answer({txt("x.example", {"\xE3\x81\x82"})}, Kind::dns_txt), Answer::yes({"\xE3\x81\x82"}));
  EXPECT_EQ(answer({txt("x.example", {"a\xFF"})}, Kind::dns_txt), Answer::yes({"a\xEF\xBF\xBD"}));
}

TEST(DnsValues, NamesOfOtherKinds) {
  EXPECT_EQ(answer({named("x.example", NS, "NS2.example"), named("x.example", NS, "ns1.example")}, Kind::dns_ns),
            Answer::yes({"ns1.example", "ns2.example"}));
  EXPECT_EQ(answer({named("x.example", CNAME, "y.example")}, Kind::dns_cname), Answer::yes({"y.example"}));
  EXPECT_EQ(answer({soa("x.example", 300, 60)}, Kind::dns_soa), Answer::yes({"ns.example post.example 2026010203"}));
  const auto wire = reply_with({named("1.2.0.192.in-addr.arpa", PTR, "host.example")}, "1.2.0.192.in-addr.arpa").wire();
  EXPECT_EQ(read(wire, Kind::dns_ptr, "1.2.0.192.in-addr.arpa").answer, Answer::yes({"host.example"}));
}

TEST(DnsValues, BytesNoHostNameHasAreEscaped) {
  const TestRecord odd{"x.example", NS,
                       std::string("\x04"
                                   "a.\xFF\n",
                                   5) +
                           wire_name("jp")};
  EXPECT_EQ(answer({odd}, Kind::dns_ns), Answer::yes({"a\\046\\255\\010.jp"}));
}

TEST(DnsAliases, AreFollowedInsideTheReply) {
  const auto got = read(reply_with({a("z.example", "192.0.2.7", 900), named("y.example", CNAME, "z.example", 40),
                                    named("X.Example", CNAME, "Y.example", 700)})
                            .wire(),
                        Kind::dns_a, "x.example");
  EXPECT_EQ(got.answer, Answer::yes({"192.0.2.7"}));
  EXPECT_EQ(got.ttl, seconds(40));
}

TEST(DnsAliases, LeadingNowhereOrInCircles) {
  EXPECT_EQ(answer({named("x.example", CNAME, "y.example")}, Kind::dns_a), Answer::no());
  EXPECT_EQ(answer({named("x.example", CNAME, "x.example")}, Kind::dns_a), Answer::no());
  EXPECT_EQ(answer({named("x.example", CNAME, "y.example"), named("y.example", CNAME, "x.example")}, Kind::dns_a),
            Answer::no());
}

TEST(DnsAliases, WhatNobodyAskedForIsIgnored) {
  TestRecord chaos = a("x.example", "192.0.2.66");
  chaos.record_class = 3;
  EXPECT_EQ(answer({a("other.example", "192.0.2.66"), chaos, a("x.example", "192.0.2.1")}, Kind::dns_a),
            Answer::yes({"192.0.2.1"}));
}

TEST(DnsNegative, NoSuchNameAndNoSuchRecord) {
  TestMessage message = reply_with({});
  message.authorities = {soa("example", 3600, 120)};
  auto got = read(message.wire(), Kind::dns_a, "x.example");
  EXPECT_EQ(got.answer, Answer::no());
  EXPECT_EQ(got.ttl, seconds(120));
  message.rcode = nxdomain;
  got = read(message.wire(), Kind::dns_a, "x.example");
  EXPECT_EQ(got.answer, Answer::no("nxdomain"));
  EXPECT_EQ(got.ttl, seconds(120));
  message.authorities = {soa("example", 86400, 86400)};
  EXPECT_EQ(read(message.wire(), Kind::dns_a, "x.example").ttl, seconds(900));
  message.authorities.clear();
  EXPECT_EQ(read(message.wire(), Kind::dns_a, "x.example").ttl, seconds(0));
}

TEST(DnsNegative, RefusalsAreNoAnswers) {
  const std::pair<int, const char*> cases[] = {
      {servfail, "servfail"}, {refused, "refused"}, {notimp, "error"}, {formerr, "error"}, {9, "error"}};
  for (const auto& [rcode, reason] : cases) {
    TestMessage message = reply_with({});
    message.rcode = rcode;
    const auto got = read(message.wire(), Kind::dns_a, "x.example");
    EXPECT_EQ(got.answer, Answer::unknown(reason)) << rcode;
    EXPECT_EQ(got.ttl, seconds(0));
    EXPECT_EQ(got.verdict == DnsVerdict::try_other, rcode == servfail || rcode == refused || rcode == notimp) << rcode;
  }
}

TEST(DnsNegative, AServerThatAsksNobodyKnowsNothing) {
  TestMessage message = reply_with({});
  message.recursion_available = false;
  message.authorities = {named("example", NS, "ns.example")};
  EXPECT_EQ(read(message.wire(), Kind::dns_a, "x.example").answer, Answer::unknown("refused"));
  message.authoritative = true;
  EXPECT_EQ(read(message.wire(), Kind::dns_a, "x.example").answer, Answer::no());
}

TEST(DnsTtl, IsBounded) {
  EXPECT_EQ(read(reply_with({a("x.example", "192.0.2.1", 604800)}).wire(), Kind::dns_a, "x.example").ttl,
            seconds(3600));
  // RFC 2181 section 8: the top bit makes it 0.
  EXPECT_EQ(read(reply_with({a("x.example", "192.0.2.1", 0x80000001)}).wire(), Kind::dns_a, "x.example").ttl,
            seconds(0));
}

TEST(DnsLimits, TooMuchIsNotCut) {
  std::vector<TestRecord> many;
  for (std::size_t i = 0; i <= limits::answer_values; ++i) many.push_back(txt("x.example", {std::to_string(i)}));
  EXPECT_EQ(answer(many, Kind::dns_txt), Answer::unknown("limit"));
  many.pop_back();
  EXPECT_EQ(answer(many, Kind::dns_txt).values.size(), limits::answer_values);
  const std::string long_string(255, 'a');
  const std::vector<std::string> strings(limits::answer_bytes / 255 + 1, long_string);
  EXPECT_EQ(answer({txt("x.example", strings)}, Kind::dns_txt), Answer::unknown("limit"));
}

TEST(DnsMalformed, WrongSizesOfData) {
  const std::string host = wire_name("h.example");
  const std::pair<Kind, TestRecord> cases[] = {
      {Kind::dns_a, {"x.example", A, "\x01\x02\x03"}},
      {Kind::dns_a, {"x.example", A, "\x01\x02\x03\x04\x05"}},
      {Kind::dns_a, {"x.example", A, ""}},
      {Kind::dns_aaaa, {"x.example", AAAA, std::string(15, 'a')}},
      {Kind::dns_mx, {"x.example", MX, "\x01"}},
      {Kind::dns_mx, {"x.example", MX, be16(1)}},
      {Kind::dns_mx, {"x.example", MX, be16(1) + host + "x"}},
      {Kind::dns_txt,
       {"x.example", TXT,
        "\x05"
        "abc"}},
      {Kind::dns_ns,
       {"x.example", NS,
        "\x05"
        "abc"}},
      {Kind::dns_ns, {"x.example", NS, host + host}},
      {Kind::dns_soa, {"x.example", SOA, host + host + be32(1)}},
  };
  for (const auto& [kind, record] : cases) EXPECT_EQ(answer({record}, kind), Answer::unknown("error"));
}

TEST(DnsMalformed, CompressionNeverGoesInCircles) {
  const std::string header = reply_with({}).wire().substr(0, 12);
  const auto with_name = [&header](const std::string& name) {
    std::string wire = header + name + be16(A) + be16(1);
    return read(wire, Kind::dns_a, "x.example").answer;
  };
  EXPECT_EQ(with_name("\xC0\x0C"), Answer::unknown("error"));  // itself
  EXPECT_EQ(with_name("\xC0\x0D"), Answer::unknown("error"));  // into itself
  EXPECT_EQ(with_name("\xC0\xFF"), Answer::unknown("error"));  // beyond the end
  EXPECT_EQ(with_name("\x01"
                      "a\xC0\x0C"),
            Answer::unknown("error"));  // grows for ever
  EXPECT_EQ(with_name("\x40"
                      "a"),
            Answer::unknown("error"));  // no length
  EXPECT_EQ(with_name("\x80"), Answer::unknown("error"));
  EXPECT_EQ(with_name("\x3F"
                      "a"),
            Answer::unknown("error"));
}

TEST(DnsMalformed, TwoPointersAtEachOther) {
  // The owner of the answer points into its own RDATA, and that back to the owner.
  std::string wire = reply_with({}).wire();
  wire[7] = 1;
  const unsigned owner = static_cast<unsigned>(wire.size());
  const unsigned data = owner + 2 + 10;
  wire += be16(0xC000u | data) + be16(CNAME) + be16(1) + be32(300) + be16(2) + be16(0xC000u | owner);
  EXPECT_EQ(read(wire, Kind::dns_a, "x.example").answer, Answer::unknown("error"));
}

TEST(DnsMalformed, PointersBackwardsAreRight) {
  std::string wire = reply_with({}).wire();
  wire[7] = 1;
  wire += be16(0xC00C) + be16(MX) + be16(1) + be32(300) + be16(7) + be16(5) +
          "\x02"
          "mx" +
          be16(0xC00C);
  EXPECT_EQ(read(wire, Kind::dns_mx, "x.example").answer, Answer::yes({"5 mx.x.example"}));
}

TEST(DnsMalformed, NamesLongerThan255Bytes) {
  const std::string label(63, 'a');
  const std::string longest = label + "." + label + "." + label + "." + std::string(61, 'b');
  EXPECT_EQ(answer({named("x.example", NS, longest)}, Kind::dns_ns), Answer::yes({longest}));
  EXPECT_EQ(answer({named("x.example", NS, longest + "b")}, Kind::dns_ns), Answer::unknown("error"));
  EXPECT_EQ(answer({named("x.example", NS, longest + ".c")}, Kind::dns_ns), Answer::unknown("error"));
}

TEST(DnsMalformed, QuestionsAndEmptyBytesAreNoReplies) {
  TestMessage question = reply_with({a("x.example", "192.0.2.1")});
  question.reply = false;
  EXPECT_EQ(read(question.wire(), Kind::dns_a, "x.example").answer, Answer::unknown("error"));
  EXPECT_EQ(read("", Kind::dns_a, "x.example").answer, Answer::unknown("error"));
  EXPECT_EQ(read(std::string(12, '\xFF'), Kind::dns_a, "x.example").answer, Answer::unknown("error"));
}

// Every prefix, and every byte replaced by values that mean something in this format: never more than an Answer.
TEST(DnsMalformed, AnyBytesGiveAnAnswer) {
  TestMessage whole = reply_with({named("x.example", CNAME, "y.example"), mx("y.example", 10, "mail.y.example"),
                                  txt("y.example", {"v=spf1", " -all"}), soa("y.example", 60, 60)});
  whole.authorities = {soa("example", 60, 60)};
  const std::string wire = whole.wire();
  const Kind kinds[] = {Kind::dns_mx, Kind::dns_txt, Kind::dns_soa, Kind::dns_a};
  for (std::size_t size = 0; size < wire.size(); ++size) {
    EXPECT_EQ(read(wire.substr(0, size), Kind::dns_mx, "x.example").answer, Answer::unknown("error")) << size;
  }
  for (std::size_t at = 0; at < wire.size(); ++at) {
    for (const int byte : {0x00, 0x01, 0x3F, 0x40, 0x7F, 0x80, 0xC0, 0xFF}) {
      std::string changed = wire;
      changed[at] = static_cast<char>(byte);
      for (const Kind kind : kinds) {
        const Answer got = read(changed, kind, "x.example").answer;
        EXPECT_EQ(got.outcome == Outcome::yes, !got.values.empty());
        for (const std::string& value : got.values) EXPECT_TRUE(is_valid_utf8(value));
      }
    }
  }
}

}  // namespace
}  // namespace mekiki::lookups
