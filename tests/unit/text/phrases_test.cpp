#include "text/phrases.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>

#include "knowledge/words.h"

namespace mekiki::text {
namespace {

// Kinds found in any text, normalised first as the facts do.
std::set<std::string> kinds(std::string_view text) {
  std::set<std::string> found;
  for (const PhraseHit& hit : find_phrases(normalised(text))) found.emplace(to_string(hit.kind));
  return found;
}

std::string words_of(PhraseKind kind, std::string_view text) {
  const std::string normal = normalised(text);
  for (const PhraseHit& hit : find_phrases(normal)) {
    if (hit.kind == kind) return normal.substr(hit.span.start, hit.span.size());
  }
  return {};
}

using testing::Contains;
using testing::IsEmpty;
using testing::Not;

TEST(Phrases, FindsWhatHappenedAndWhatIsDemanded) {
  EXPECT_THAT(kinds("Your account has been suspended. Log in here within 24 hours."),
              testing::IsSupersetOf({"account_problem", "log_in", "deadline"}));
  EXPECT_THAT(kinds("カードのご利用を一時的に制限しております。24時間以内に本人確認をお願いいたします。"),
              testing::IsSupersetOf({"account_problem", "verify", "deadline"}));
}

TEST(Phrases, OrdinaryMailHasNone) {
  EXPECT_THAT(kinds("Shall we meet at the north exit on Saturday at ten?"), IsEmpty());
  EXPECT_THAT(kinds("土曜の十時に駅の北口で会いましょう。"), IsEmpty());
}

TEST(Phrases, PiecesMustComeInOrder) {
  EXPECT_THAT(kinds("account was suspended"), Contains("account_problem"));
  EXPECT_THAT(kinds("suspended, said the bridge builder of his account"), Not(Contains("account_problem")));
}

TEST(Phrases, PiecesMayBeOneClauseApartButNotMore) {
  const std::string clause = "account of yours with the number 1182 at our house was suspended";
  EXPECT_EQ(words_of(PhraseKind::account_problem, clause), clause);
  const std::string far = "account " + std::string(200, 'x') + " suspended";
  EXPECT_EQ(words_of(PhraseKind::account_problem, far), "");
}

TEST(Phrases, PiecesStandInOneSentence) {
  EXPECT_EQ(words_of(PhraseKind::account_problem, "Tell us about your account. Traffic was suspended"), "");
  EXPECT_EQ(words_of(PhraseKind::account_problem, "\u30a2\u30ab\u30a6\u30f3\u30c8\u3067\u3059\u3002\u505c\u6b62"), "");
}

TEST(Phrases, APieceIsOneOfSeveralWords) {
  EXPECT_EQ(words_of(PhraseKind::mailbox_problem, "two quarantined emails"), "quarantined emails");
  EXPECT_EQ(words_of(PhraseKind::mailbox_problem, "two undelivered messages"), "undelivered messages");
}

TEST(Phrases, NeighboursHaveABlankBetweenThemAtMost) {
  EXPECT_EQ(words_of(PhraseKind::impersonal, "dear customer"), "dear customer");
  EXPECT_EQ(words_of(PhraseKind::impersonal, "dear brother, tell the customer"), "");
}

TEST(Phrases, ALaterFirstPieceStartsAnew) {
  EXPECT_EQ(words_of(PhraseKind::account_problem, "account " + std::string(200, 'x') + " account was suspended"),
            "account was suspended");
}

TEST(Phrases, LatinWordsMatchFromTheirBeginning) {
  EXPECT_THAT(kinds("the unpaid helper"), Not(Contains("pay")));
  EXPECT_THAT(kinds("a preverify yourself"), Not(Contains("verify")));
  EXPECT_THAT(kinds("please verify your address"), Contains("verify"));
}

TEST(Phrases, WidthCaseAndKanaDoNotMatter) {
  EXPECT_THAT(kinds("ＶＥＲＩＦＹ ＹＯＵＲ ＡＣＣＯＵＮＴ"), Contains("verify"));
  EXPECT_THAT(kinds("メールボックスノ容量"), Contains("mailbox_problem"));
}

TEST(Phrases, InvisibleCharactersDoNotSplitThem) {
  EXPECT_THAT(kinds("本\u200b人\u200b確\u200b認"), Contains("verify"));
}

TEST(Phrases, HitsAreInOrderOfPlaceAndWithinTheText) {
  const std::string text = normalised(
      "Log in to verify your account. Your account was suspended. Pay now, within 24 hours, or it will be closed.");
  std::size_t last = 0;
  for (const PhraseHit& hit : find_phrases(text)) {
    EXPECT_GE(hit.span.start, last);
    EXPECT_LE(hit.span.end, text.size());
    EXPECT_LT(hit.span.start, hit.span.end);
    last = hit.span.start;
  }
}

TEST(Phrases, ManyRepetitionsStayBounded) {
  std::string text;
  for (int i = 0; i < 5000; ++i) text += "verify your account. ";
  EXPECT_LT(find_phrases(text).size(), 2000U);
}

TEST(Phrases, EveryKindOfTheDataIsKnownAndHasAName) {
  for (const knowledge::PhraseRecord& record : knowledge::phrases()) {
    bool known = false;
    for (int kind = 0; kind <= static_cast<int>(PhraseKind::vouching); ++kind) {
      known |= to_string(static_cast<PhraseKind>(kind)) == record.kind;
    }
    EXPECT_TRUE(known) << record.kind;
  }
}

// A phrase whose pieces stand in the text as they are in the data is found.
TEST(Phrases, EveryPhraseOfTheDataFindsItself) {
  for (const knowledge::PhraseRecord& record : knowledge::phrases()) {
    std::string text(record.pattern);
    for (std::size_t at = text.find(".."); at != std::string::npos; at = text.find("..")) text.replace(at, 2, " ");
    const auto hits = find_phrases(text);
    EXPECT_TRUE(
        std::any_of(hits.begin(), hits.end(), [&](const PhraseHit& hit) { return to_string(hit.kind) == record.kind; }))
        << record.kind << ": " << record.pattern;
  }
}

}  // namespace
}  // namespace mekiki::text
