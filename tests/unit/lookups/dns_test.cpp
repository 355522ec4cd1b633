// The DNS side against a real server on loopback.
#include "lookups/dns.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <iostream>

#include "asking.h"
#include "dns_stub.h"
#include "lookups/lookups.h"

namespace mekiki::lookups {
namespace {

using namespace std::chrono_literals;
using questions::Answer;
using questions::Kind;
using questions::Question;
using Replies = std::vector<std::string>;

Replies one(const TestMessage& message) { return {message.wire()}; }
Replies silence() { return {}; }

std::vector<Question> hosts(int first, int count) {
  std::vector<Question> questions(static_cast<std::size_t>(count));
  for (Question& question : questions) question = {Kind::dns_a, "host" + std::to_string(first++) + ".example"};
  return questions;
}

class Dns : public ::testing::Test {
 protected:
  // Starts one server per script; they are asked in this order.
  void serve(std::vector<DnsStub::Script> scripts, std::chrono::milliseconds delay = 0ms) {
    for (auto& script : scripts) {
      stubs.push_back(std::make_unique<DnsStub>(io, std::move(script), delay));
      settings.dns_servers.push_back(stubs.back()->address());
    }
  }
  Timed ask(std::vector<Question> questions) {
    if (!lookups) lookups = std::make_unique<Lookups>(io, settings);
    const auto answerer = lookups->shared();
    return ask_and_wait(io, *answerer, std::move(questions));
  }
  Answer ask(Kind kind, const std::string& name) { return ask({{kind, name}}).answer(kind, name); }

  boost::asio::io_context io;
  Settings settings;
  std::vector<std::unique_ptr<DnsStub>> stubs;
  std::unique_ptr<Lookups> lookups;
};

TEST_F(Dns, EveryKindInOneRound) {
  serve({[](const Asked& asked) -> Replies {
    switch (asked.type) {
      case A:
        return one(reply_to(asked, {a(asked.name, "222.227.84.50")}));
      case AAAA:
        return one(reply_to(asked, {aaaa(asked.name, "2001:db8::25")}));
      case MX:
        return one(reply_to(asked, {mx(asked.name, 10, "mx.example.jp")}));
      case NS:
        return one(reply_to(asked, {named(asked.name, NS, "ns.example.jp")}));
      case TXT:
        return one(reply_to(asked, {txt(asked.name, {"v=spf1 ", "-all"})}));
      case PTR:
        return one(reply_to(asked, {named(asked.name, PTR, "mta-sp-w02.biglobe.ne.jp")}));
      case CNAME:
        return one(reply_to(asked, {named(asked.name, CNAME, "alias.example.jp")}));
      default:
        return one(reply_to(asked, {soa(asked.name, 60, 60)}));
    }
  }});
  const std::string name = "example.jp";
  const auto got = ask({{Kind::dns_a, name},
                        {Kind::dns_aaaa, name},
                        {Kind::dns_mx, name},
                        {Kind::dns_ns, name},
                        {Kind::dns_txt, name},
                        {Kind::dns_ptr, "222.227.84.50"},
                        {Kind::dns_cname, name},
                        {Kind::dns_soa, name}});
  EXPECT_EQ(got.answer(Kind::dns_a, name), Answer::yes({"222.227.84.50"}));
  EXPECT_EQ(got.answer(Kind::dns_aaaa, name), Answer::yes({"2001:db8::25"}));
  EXPECT_EQ(got.answer(Kind::dns_mx, name), Answer::yes({"10 mx.example.jp"}));
  EXPECT_EQ(got.answer(Kind::dns_ns, name), Answer::yes({"ns.example.jp"}));
  EXPECT_EQ(got.answer(Kind::dns_txt, name), Answer::yes({"v=spf1 -all"}));
  EXPECT_EQ(got.answer(Kind::dns_ptr, "222.227.84.50"), Answer::yes({"mta-sp-w02.biglobe.ne.jp"}));
  EXPECT_EQ(got.answer(Kind::dns_cname, name), Answer::yes({"alias.example.jp"}));
  EXPECT_EQ(got.answer(Kind::dns_soa, name), Answer::yes({"ns.example post.example 2026010203"}));
  EXPECT_EQ(stubs[0]->log().size(), 8u);
}

TEST_F(Dns, LedgerSaysWhatWasSentToWhom) {
  serve({[](const Asked& asked) -> Replies { return one(reply_to(asked, {}, nxdomain)); }});
  const auto got = ask({{Kind::dns_ptr, "192.0.2.1"}, {Kind::dns_a, "example.jp"}});
  ASSERT_EQ(got.round.queries.size(), 2u);
  const Query& ptr = got.round.queries[0];
  EXPECT_EQ(ptr.kind, Kind::dns_ptr);
  EXPECT_EQ(ptr.name, "1.2.0.192.in-addr.arpa");
  EXPECT_EQ(ptr.to, "dns " + stubs[0]->address());
  EXPECT_EQ(ptr.reveals, "ip");
  EXPECT_EQ(ptr.outcome, "no");
  EXPECT_EQ(got.round.queries[1].name, "example.jp");
  EXPECT_EQ(got.round.queries[1].reveals, "domain");
  EXPECT_EQ(got.answer(Kind::dns_a, "example.jp"), Answer::no("nxdomain"));
}

TEST_F(Dns, NamesGoOutAsTheyAre) {
  serve({[](const Asked& asked) -> Replies { return one(reply_to(asked, {}, nxdomain)); }});
  // No search list is tried behind a name of one label, and the hosts file is not read.
  EXPECT_EQ(ask(Kind::dns_a, "intranet"), Answer::no("nxdomain"));
  EXPECT_EQ(ask(Kind::dns_txt, "_dmarc.example.jp"), Answer::no("nxdomain"));
  ASSERT_EQ(stubs[0]->log().size(), 2u);
  EXPECT_EQ(stubs[0]->log()[0].name, "intranet");
  EXPECT_EQ(stubs[0]->log()[1].name, "_dmarc.example.jp");
  EXPECT_EQ(stubs[0]->log()[0].edns_bytes, 1232u);
}

TEST_F(Dns, SpecialUseNamesAreNotSent) {
  serve({[](const Asked& asked) -> Replies { return one(reply_to(asked, {a(asked.name, "192.0.2.1")})); }});
  const auto got = ask({{Kind::dns_a, "localhost"}, {Kind::dns_mx, "x.invalid"}, {Kind::dns_a, "abc.onion"}});
  for (const auto& [question, answer] : got.round.answers) EXPECT_EQ(answer, Answer::no("nxdomain")) << question.name;
  for (const Query& query : got.round.queries) EXPECT_EQ(query.to, "nobody");
  EXPECT_TRUE(stubs[0]->log().empty());
}

TEST_F(Dns, TruncatedRepliesAreAskedAgainByTcp) {
  const std::vector<std::string> strings(12, std::string(200, 'k'));
  serve({[&strings](const Asked& asked) -> Replies {
    TestMessage message = reply_to(asked, {txt(asked.name, strings)});
    if (!asked.tcp) {
      message.answers.clear();
      message.truncated = true;
    }
    return one(message);
  }});
  const Answer got = ask(Kind::dns_txt, "big.example");
  ASSERT_EQ(got.values.size(), 1u) << got.reason;
  EXPECT_EQ(got.values[0].size(), 2400u);
  ASSERT_EQ(stubs[0]->log().size(), 2u);
  EXPECT_TRUE(stubs[0]->log()[1].tcp);
}

TEST_F(Dns, LargeUdpRepliesWithinEdnsNeedNoTcp) {
  const std::vector<std::string> strings(4, std::string(250, 'k'));
  serve({[&strings](const Asked& asked) -> Replies { return one(reply_to(asked, {txt(asked.name, strings)})); }});
  EXPECT_EQ(ask(Kind::dns_txt, "big.example").values.size(), 1u);
  EXPECT_EQ(stubs[0]->log().size(), 1u);
}

TEST_F(Dns, ServersThatDoNotKnowEdnsAreAskedWithout) {
  serve({[](const Asked& asked) -> Replies {
    if (asked.edns_bytes > 0) return one(reply_to(asked, {}, formerr));
    return one(reply_to(asked, {a(asked.name, "192.0.2.1")}));
  }});
  EXPECT_EQ(ask(Kind::dns_a, "example.jp"), Answer::yes({"192.0.2.1"}));
}

TEST_F(Dns, FailuresAreUnknownNotNo) {
  serve({[](const Asked& asked) -> Replies {
    if (asked.name == "servfail.example") return one(reply_to(asked, {}, servfail));
    if (asked.name == "refused.example") return one(reply_to(asked, {}, refused));
    if (asked.name == "notimp.example") return one(reply_to(asked, {}, notimp));
    if (asked.name == "nodata.example") return one(reply_to(asked));
    return silence();
  }});
  settings.question_timeout = 300ms;
  const auto got = ask({{Kind::dns_a, "servfail.example"},
                        {Kind::dns_a, "refused.example"},
                        {Kind::dns_a, "notimp.example"},
                        {Kind::dns_a, "nodata.example"},
                        {Kind::dns_a, "silent.example"}});
  EXPECT_EQ(got.answer(Kind::dns_a, "servfail.example"), Answer::unknown("servfail"));
  EXPECT_EQ(got.answer(Kind::dns_a, "refused.example"), Answer::unknown("refused"));
  EXPECT_EQ(got.answer(Kind::dns_a, "notimp.example"), Answer::unknown("error"));
  EXPECT_EQ(got.answer(Kind::dns_a, "nodata.example"), Answer::no());
  EXPECT_EQ(got.answer(Kind::dns_a, "silent.example"), Answer::unknown("timeout"));
  EXPECT_EQ(got.round.queries[4].outcome, "unknown: timeout");
}

TEST_F(Dns, AnotherServerIsAskedWhereTheFirstWillNot) {
  serve({[](const Asked& asked) -> Replies { return one(reply_to(asked, {}, asked.type == A ? servfail : refused)); },
         [](const Asked& asked) -> Replies {
           if (asked.type == A) return one(reply_to(asked, {a(asked.name, "192.0.2.1")}));
           return silence();
         }});
  settings.question_timeout = 500ms;
  const auto got = ask({{Kind::dns_a, "example.jp"}, {Kind::dns_txt, "example.jp"}});
  EXPECT_EQ(got.answer(Kind::dns_a, "example.jp"), Answer::yes({"192.0.2.1"}));
  EXPECT_EQ(got.answer(Kind::dns_txt, "example.jp"), Answer::unknown("refused"));
}

TEST_F(Dns, AnotherServerIsAskedWhereTheFirstIsSilent) {
  serve({[](const Asked&) { return silence(); },
         [](const Asked& asked) -> Replies { return one(reply_to(asked, {a(asked.name, "192.0.2.1")})); }});
  const auto got = ask({{Kind::dns_a, "example.jp"}});
  EXPECT_EQ(got.answer(Kind::dns_a, "example.jp"), Answer::yes({"192.0.2.1"}));
  EXPECT_LT(got.took, 1000ms);
}

TEST_F(Dns, LostDatagramsAreSentAgain) {
  int seen = 0;
  serve({[&seen](const Asked& asked) -> Replies {
    return ++seen == 1 ? silence() : one(reply_to(asked, {a(asked.name, "192.0.2.1")}));
  }});
  EXPECT_EQ(ask(Kind::dns_a, "example.jp"), Answer::yes({"192.0.2.1"}));
}

TEST_F(Dns, ForgedAndBrokenDatagramsAreNoAnswers) {
  settings.question_timeout = 300ms;
  serve({[](const Asked& asked) -> Replies {
    TestMessage forged = reply_to(asked, {a(asked.name, "192.0.2.66")});
    forged.id = asked.id ^ 1u;
    TestMessage other = reply_to(asked, {a(asked.name, "192.0.2.66")});
    other.question_name = "other.example";
    Replies replies{forged.wire(), other.wire(), "", "x", std::string(1400, '\xFF')};
    if (asked.name == "late-truth.example") {
      replies.push_back(reply_to(asked, {a(asked.name, "192.0.2.1")}).wire());
    }
    return replies;
  }});
  const auto got = ask({{Kind::dns_a, "late-truth.example"}, {Kind::dns_a, "only-lies.example"}});
  EXPECT_EQ(got.answer(Kind::dns_a, "late-truth.example"), Answer::yes({"192.0.2.1"}));
  EXPECT_EQ(got.answer(Kind::dns_a, "only-lies.example"), Answer::unknown("timeout"));
}

TEST_F(Dns, MalformedRepliesAreErrors) {
  serve({[](const Asked& asked) -> Replies {
    std::string wire = reply_to(asked).wire();
    wire[7] = 1;  // announces an answer ...
    if (asked.name == "loop.example") {
      const auto at = static_cast<unsigned>(wire.size());
      wire += be16(0xC000u | at) + be16(A) + be16(1) + be32(60) + be16(4) + "abcd";  // ... whose name is itself
    }
    return {wire};
  }});
  const auto got = ask({{Kind::dns_a, "loop.example"}, {Kind::dns_a, "cut.example"}});
  EXPECT_EQ(got.answer(Kind::dns_a, "loop.example"), Answer::unknown("error"));
  EXPECT_EQ(got.answer(Kind::dns_a, "cut.example"), Answer::unknown("error"));
}

TEST_F(Dns, UnreachableServerIsAnErrorAtOnce) {
  serve({[](const Asked&) { return silence(); }});
  stubs[0]->stop();
  const auto got = ask({{Kind::dns_a, "example.jp"}});
  EXPECT_EQ(got.answer(Kind::dns_a, "example.jp"), Answer::unknown("error"));
  EXPECT_LT(got.took, 500ms);
}

TEST_F(Dns, SettingsThatNameNoServerAreErrors) {
  settings.dns_servers = {"not an address"};
  EXPECT_EQ(ask(Kind::dns_a, "example.jp"), Answer::unknown("error"));
}

TEST_F(Dns, TwoHundredQuestionsTakeOneDelay) {
  serve({[](const Asked& asked) -> Replies { return one(reply_to(asked, {a(asked.name, "192.0.2.1")})); }}, 50ms);
  settings.cache_bytes = 0;
  const std::vector<Question> questions = hosts(0, 200);
  std::vector<std::chrono::milliseconds> times;
  for (int i = 0; i < 5; ++i) {
    const auto got = ask(questions);
    for (const auto& [question, answer] : got.round.answers) ASSERT_EQ(answer, Answer::yes({"192.0.2.1"}));
    times.push_back(got.took);
  }
  std::ranges::sort(times);
  std::cout << "200 questions, 50 ms delay: median " << times[2].count() << " ms, worst " << times[4].count()
            << " ms\n";
  RecordProperty("median_ms", static_cast<int>(times[2].count()));
  EXPECT_GE(stubs[0]->log().size(), 1000u);
  // About 55 ms on an idle machine; one after the other would be 10 s. The bound leaves room for a busy machine.
  EXPECT_LT(times[0], 300ms);
}

TEST_F(Dns, DeadResolverEndsInTimeAndSaysNothingIsClean) {
  serve({[](const Asked&) { return silence(); }});
  settings.question_timeout = 500ms;
  const std::vector<Question> questions = hosts(0, 200);
  const auto got = ask(questions);
  ASSERT_EQ(got.round.answers.size(), 200u);
  for (const auto& [question, answer] : got.round.answers) EXPECT_EQ(answer, Answer::unknown("timeout"));
  EXPECT_GE(got.took, 480ms);
  EXPECT_LT(got.took, 1000ms);
}

TEST_F(Dns, HundredExaminationsInParallelWithADeadResolver) {
  serve({[](const Asked&) { return silence(); }});
  settings.question_timeout = 500ms;
  lookups = std::make_unique<Lookups>(io, settings);
  std::vector<std::unique_ptr<Answerer>> examinations;
  int done = 0;
  const auto begin = std::chrono::steady_clock::now();
  for (int i = 0; i < 100; ++i) {
    examinations.push_back(lookups->examination());
    examinations.back()->ask(hosts(i * 20, 20), [&done](const Round& round) {
      ++done;
      for (const auto& [question, answer] : round.answers) EXPECT_EQ(answer, Answer::unknown("timeout"));
    });
  }
  while (done < 100 && io.run_one() > 0) {
  }
  EXPECT_LT(std::chrono::steady_clock::now() - begin, 1500ms);
}

TEST_F(Dns, ExaminationEndsAtItsOwnDeadline) {
  serve({[](const Asked& asked) -> Replies {
    return asked.name == "quick.example" ? one(reply_to(asked, {a(asked.name, "192.0.2.1")})) : silence();
  }});
  settings.question_timeout = 300ms;
  settings.examination_timeout = 450ms;
  lookups = std::make_unique<Lookups>(io, settings);
  const auto examination = lookups->examination();
  EXPECT_EQ(ask_and_wait(io, *examination, {{Kind::dns_a, "quick.example"}}).answer(Kind::dns_a, "quick.example"),
            Answer::yes({"192.0.2.1"}));
  EXPECT_GE(ask_and_wait(io, *examination, {{Kind::dns_a, "slow1.example"}}).took, 290ms);
  const auto second = ask_and_wait(io, *examination, {{Kind::dns_a, "slow2.example"}});
  EXPECT_EQ(second.answer(Kind::dns_a, "slow2.example"), Answer::unknown("timeout"));
  EXPECT_LT(second.took, 280ms);
  // From now on nothing is sent, but what is known already is still told.
  const std::size_t sent = stubs[0]->log().size();
  const auto late = ask_and_wait(io, *examination, {{Kind::dns_a, "quick.example"}, {Kind::dns_a, "slow3.example"}});
  EXPECT_EQ(late.answer(Kind::dns_a, "quick.example"), Answer::yes({"192.0.2.1"}));
  EXPECT_EQ(late.answer(Kind::dns_a, "slow3.example"), Answer::unknown("timeout"));
  EXPECT_EQ(late.round.queries[0].to, "cache");
  EXPECT_EQ(late.round.queries[1].to, "nobody");
  EXPECT_LT(late.took, 200ms);
  EXPECT_EQ(stubs[0]->log().size(), sent);
}

TEST_F(Dns, CancellingEndsAtOnce) {
  serve({[](const Asked&) { return silence(); }});
  const auto begin = std::chrono::steady_clock::now();
  const auto answerer = Lookups(io, settings).examination();
  const auto other = Lookups(io, settings).examination();
  std::optional<Round> round;
  bool other_done = false;
  answerer->ask({{Kind::dns_a, "example.jp"}, {Kind::registration, "example.jp"}},
                [&round](Round got) { round = std::move(got); });
  other->ask({{Kind::dns_a, "example.jp"}}, [&other_done](const Round&) { other_done = true; });
  io.run_for(50ms);
  answerer->cancel();
  EXPECT_FALSE(round) << "never from inside cancel()";
  io.run_for(20ms);
  ASSERT_TRUE(round);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, 300ms);
  EXPECT_EQ((round->answers.at({Kind::dns_a, "example.jp"})), Answer::unknown("cancelled"));
  EXPECT_EQ((round->answers.at({Kind::registration, "example.jp"})), Answer::unknown("policy"));
  EXPECT_FALSE(other_done);
  answerer->cancel();  // nothing in flight: harmless
}

TEST_F(Dns, DestroyingTheAnswererDropsItsRounds) {
  serve({[](const Asked& asked) -> Replies { return one(reply_to(asked, {a(asked.name, "192.0.2.1")})); }}, 20ms);
  auto answerer = make_answerer(io, settings);
  bool called = false;
  answerer->ask({{Kind::dns_a, "example.jp"}}, [&called](const Round&) { called = true; });
  io.run_for(5ms);
  answerer.reset();
  io.run_for(60ms);
  EXPECT_FALSE(called);
}

TEST_F(Dns, TheAnswererMayBeDestroyedByItsOwnAnswer) {
  serve({[](const Asked& asked) -> Replies { return one(reply_to(asked, {a(asked.name, "192.0.2.1")})); }});
  auto answerer = make_answerer(io, settings);
  bool called = false;
  answerer->ask({{Kind::dns_a, "example.jp"}}, [&](const Round&) {
    called = true;
    answerer.reset();
  });
  io.run_for(100ms);
  EXPECT_TRUE(called);
}

TEST_F(Dns, SecondTimeFromTheCache) {
  serve({[](const Asked& asked) -> Replies {
    if (asked.name == "gone.example") {
      TestMessage message = reply_to(asked, {}, nxdomain);
      message.authorities = {soa("example", 60, 60)};
      return one(message);
    }
    if (asked.name == "broken.example") return one(reply_to(asked, {}, servfail));
    return one(reply_to(asked, {a(asked.name, "192.0.2.1", asked.name == "volatile.example" ? 0 : 60)}));
  }});
  const std::vector<Question> questions{{Kind::dns_a, "here.example"},
                                        {Kind::dns_a, "gone.example"},
                                        {Kind::dns_a, "broken.example"},
                                        {Kind::dns_a, "volatile.example"}};
  const auto first = ask(questions);
  const auto second = ask(questions);
  EXPECT_EQ(first.round.answers, second.round.answers);
  const char* to[] = {"cache", "cache", "dns", "dns"};
  for (std::size_t i = 0; i < 4; ++i) {
    EXPECT_EQ(first.round.queries[i].to.substr(0, 3), "dns");
    EXPECT_EQ(second.round.queries[i].to.substr(0, std::string(to[i]).size()), to[i]) << questions[i].name;
  }
  EXPECT_EQ(second.round.queries[0].reveals, "nothing");
}

}  // namespace
}  // namespace mekiki::lookups
