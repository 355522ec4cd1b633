#include "questions/recorded.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace mekiki::questions {
namespace {

using testing::HasSubstr;

std::string with_answer(const std::string& answer) { return R"({"now":1,"answers":[)" + answer + "]}"; }

// "code: detail", or "accepted".
std::string verdict(const std::string& json) {
  const auto read = read_recording(json);
  return read ? "accepted" : read.error().code + ": " + read.error().detail;
}

Recording sample() {
  return {1700000000,
          {{{Kind::place, "222.227.84.50"}, Answer::yes({"country=JP", "region=Tochigi", "city=Oyama"})},
           {{Kind::dns_a, "mue.biglobe.ne.jp"}, Answer::no()},
           {{Kind::dns_a, "gone.example"}, Answer::no("nxdomain")},
           {{Kind::dns_a, "mta-sp-w02.biglobe.ne.jp"}, Answer::yes({"222.227.84.50"})},
           {{Kind::registration, "free.hr"}, Answer::unknown("policy")}}};
}

TEST(Recording, OneLinePerAnswerSortedByKindAndName) {
  EXPECT_EQ(write_recording(sample()),
            R"({
  "now": 1700000000,
  "answers": [
    {"kind":"dns_a","name":"gone.example","outcome":"no","reason":"nxdomain","values":[]},
    {"kind":"dns_a","name":"mta-sp-w02.biglobe.ne.jp","outcome":"yes","values":["222.227.84.50"]},
    {"kind":"dns_a","name":"mue.biglobe.ne.jp","outcome":"no","values":[]},
    {"kind":"registration","name":"free.hr","outcome":"unknown","reason":"policy","values":[]},
    {"kind":"place","name":"222.227.84.50","outcome":"yes","values":["country=JP","region=Tochigi","city=Oyama"]}
  ]
}
)");
}

TEST(Recording, ReadsWhatItWrote) {
  const auto read = read_recording(write_recording(sample()));
  ASSERT_TRUE(read.ok()) << read.error().detail;
  EXPECT_EQ(*read, sample());
  EXPECT_EQ(write_recording(*read), write_recording(sample()));
}

TEST(Recording, EmptyOneReadsBack) {
  const auto read = read_recording(write_recording({5, {}}));
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(*read, (Recording{5, {}}));
}

TEST(Recording, PendingAnswersAreLeftOut) {
  const Recording pending{5, {{{Kind::dns_a, "example.jp"}, Answer::unknown("pending")}}};
  const auto read = read_recording(write_recording(pending));
  ASSERT_TRUE(read.ok()) << read.error().detail;
  EXPECT_TRUE(read->answers.empty());
}

TEST(Recording, BytesThatAreNotUtf8AreReplaced) {
  const Recording bytes{5, {{{Kind::dns_txt, "example.jp"}, Answer::yes({"a\xFF"})}}};
  const auto read = read_recording(write_recording(bytes));
  ASSERT_TRUE(read.ok()) << read.error().detail;
  EXPECT_EQ(read->answers.begin()->second.values.front(), "a\xEF\xBF\xBD");
}

TEST(Recording, ValuesMayBeLeftOut) {
  EXPECT_EQ(verdict(with_answer(R"({"kind":"dns_a","name":"a.jp","outcome":"no"})")), "accepted");
}

TEST(RecordingSyntax, NamesLineAndColumn) {
  EXPECT_THAT(verdict("{\n  \"now\": 1,\n  \"answers\": [\n    {oops}\n  ]\n}"),
              HasSubstr("recording_syntax: line 4, column 6"));
  EXPECT_THAT(verdict(""), HasSubstr("recording_syntax: line 1, column 1"));
  EXPECT_THAT(verdict(R"({"now":1,"answers":[]} x)"), HasSubstr("recording_syntax: line 1, column 24"));
  EXPECT_THAT(verdict("{\"now\":1,\n\"answers\":[\"\xFF\"]}"), HasSubstr("recording_syntax: line 2"));
  EXPECT_THAT(verdict(R"({"now":1e999,"answers":[]})"), HasSubstr("recording_syntax"));
}

TEST(RecordingContent, DeepNestingIsRefused) {
  EXPECT_THAT(verdict(std::string(200000, '[') + std::string(200000, ']')), HasSubstr("nested too deeply"));
}

struct Refused {
  const char* json;
  const char* complaint;
};

TEST(RecordingContent, TheDocument) {
  const Refused cases[] = {
      {R"([])", "document: must be an object"},
      {R"({"answers":[]})", "\"now\" is missing"},
      {R"({"now":1})", "\"answers\" is missing"},
      {R"({"now":"1","answers":[]})", "now: must be whole seconds"},
      {R"({"now":1.5,"answers":[]})", "now: must be whole seconds"},
      {R"({"now":18446744073709551615,"answers":[]})", "now: must be whole seconds"},
      {R"({"now":1,"answers":{}})", "answers: must be a list"},
      {R"({"now":1,"answers":[],"more":1})", "no such key: \"more\""},
      {R"({"now":1,"now":2,"answers":[]})", "key \"now\" stands twice"},
  };
  for (const auto& [json, complaint] : cases) EXPECT_THAT(verdict(json), HasSubstr(complaint)) << json;
}

TEST(RecordingContent, OneAnswer) {
  const Refused cases[] = {
      {R"(1)", "answers[0]: must be an object"},
      {R"({"name":"a.jp","outcome":"no"})", "answers[0]: \"kind\" is missing"},
      {R"({"kind":7,"name":"a.jp","outcome":"no"})", "answers[0].kind: must be a text"},
      {R"({"kind":"dns_any","name":"a.jp","outcome":"no"})", "answers[0].kind: no such kind: \"dns_any\""},
      {R"({"kind":"dns_a","name":"a b","outcome":"no"})", "answers[0].name: not legal for dns_a: \"a b\""},
      {R"({"kind":"dns_a","name":"A.jp","outcome":"no"})", "write \"a.jp\" for \"A.jp\""},
      {R"({"kind":"dns_a","name":"a.jp","outcome":"clean"})", "answers[0].outcome: must be yes, no or unknown"},
      {R"({"kind":"dns_a","name":"a.jp","outcome":"unknown"})", "needs a \"reason\""},
      {R"({"kind":"dns_a","name":"a.jp","outcome":"unknown","reason":"pending"})", "answers[0].reason: a pending"},
      {R"({"kind":"dns_a","name":"a.jp","outcome":"no","reason":"timeout"})", "answers[0].reason: \"no\" knows"},
      {R"({"kind":"dns_a","name":"a.jp","outcome":"yes","reason":"x","values":["1"]})", "\"yes\" has no reason"},
      {R"({"kind":"dns_a","name":"a.jp","outcome":"yes"})", "\"yes\" needs \"values\""},
      {R"({"kind":"dns_a","name":"a.jp","outcome":"no","values":["1"]})", "only \"yes\" has values"},
      {R"({"kind":"dns_a","name":"a.jp","outcome":"yes","values":"1"})", "must be a list of texts"},
      {R"({"kind":"dns_a","name":"a.jp","outcome":"yes","values":["1",2]})", "answers[0].values[1]: must be a text"},
      {R"({"kind":"dns_a","name":"a.jp","outcome":"no","ttl":1})", "no such key: \"ttl\""},
      {R"({"kind":"dns_a","name":"a.jp","outcome":"no"},{"kind":"dns_a","name":"a.jp","outcome":"no"})",
       "answers[1]: this question has been answered before"},
  };
  for (const auto& [json, complaint] : cases) EXPECT_THAT(verdict(with_answer(json)), HasSubstr(complaint)) << json;
}

}  // namespace
}  // namespace mekiki::questions
