#include "facts/texts.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "fact_mail.h"

namespace mekiki::facts {
namespace {

std::string compared(std::string_view text) { return comparable(text).text; }

TEST(Comparable, LeavesOrdinaryTextAlone) {
  EXPECT_EQ(compared("Your mailbox is full."), "your mailbox is full.");
  EXPECT_EQ(compared("a cat and a dog"), "a cat and a dog");
  EXPECT_EQ(compared("I am in a car"), "i am in a car");
}

TEST(Comparable, JoinsSpacedOutLetters) {
  EXPECT_EQ(compared("A m a z o n"), "amazon");
  EXPECT_EQ(compared("Dear A m a z o n customer"), "dear amazon customer");
  EXPECT_EQ(compared("Net\u200b\u200bfl\u200bix"), "netflix");
}

TEST(Comparable, TakesBlanksOutOfTextWrittenWithoutBlanks) {
  EXPECT_EQ(compared("三 井 住 友 カード"), compared("三井住友カード"));
  EXPECT_EQ(compared("三井住友　カード"), compared("三井住友カード"));
}

TEST(Comparable, KeepsBlanksBetweenLatinAndJapanese) { EXPECT_EQ(compared("Kagoya を ご利用"), "kagoya をご利用"); }

TEST(Comparable, TradeMarkSignsDoNotStickToNames) {
  EXPECT_EQ(compared("PayPal™ Service").find("paypaltm"), std::string::npos);
}

TEST(Comparable, LeadsBackToTheSource) {
  const std::string source = "Dear A m a z o n customer";
  const NormalisedText made = comparable(source);
  const std::size_t at = made.text.find("amazon");
  ASSERT_NE(at, std::string::npos);
  const Span span = made.source({at, at + 6});
  EXPECT_EQ(source.substr(span.start, span.size()), "A m a z o n");
  EXPECT_EQ(made.origin.size(), made.text.size() + 1);
  EXPECT_TRUE(std::is_sorted(made.origin.begin(), made.origin.end()));
}

TEST(Texts, OfAlternativesOnlyTheHtmlIsSeen) {
  const Facts facts = facts_of(
      "From: a@fjell-sample.org\nSubject: x\nMIME-Version: 1.0\nContent-Type: multipart/alternative; boundary=b\n\n"
      "--b\nContent-Type: text/plain\n\nplain words\n--b\nContent-Type: text/html\n\n<p>shown words</p>\n--b--\n");
  ASSERT_EQ(facts.texts.seen.size(), 3U);
  EXPECT_NE(facts.texts.seen[2].text.find("shown words"), std::string::npos);
}

TEST(Texts, TellsTheLanguageByItsScript) {
  EXPECT_EQ(facts_of(Draft{.body = "土曜の十時に駅の北口で会いましょう。おみやげを持っていきます。"}).texts.language,
            "ja");
  EXPECT_EQ(facts_of(Draft{.body = "Shall we meet at the north exit on Saturday at ten?"}).texts.language, "en");
  EXPECT_EQ(facts_of(Draft{.subject = "x", .body = "ok"}).texts.language, "");
}

TEST(Texts, PicturesAloneAreSaid) {
  EXPECT_TRUE(facts_of(Draft{.body = "<a href='https://x.org/'><img src='cid:1'></a>", .type = "text/html"})
                  .texts.only_pictures);
  EXPECT_FALSE(
      facts_of(Draft{.body = "<p>A long enough text beside the picture, so that words are read.</p><img src='cid:1'>",
                     .type = "text/html"})
          .texts.only_pictures);
}

TEST(Demands, SpeakOfTheReadersText) {
  const Facts facts = facts_of(Draft{.body = "You have to verify your account."});
  const Phrase* verify = facts.demands.first(text::PhraseKind::verify);
  ASSERT_NE(verify, nullptr);
  EXPECT_EQ(verify->where, "text:1");
  EXPECT_EQ(verify->excerpt, "verify your account");
  EXPECT_EQ(facts.texts.seen[2].text.substr(verify->span.start, verify->span.size()), "verify your account");
}

TEST(Texts, KnowsWhereAMailThatIsPassedOnBegins) {
  for (const std::string_view marker :
       {"-------- Forwarded Message --------", "---------- Forwarded message ---------", "-----Original Message-----",
        "Begin forwarded message:", "-------- 転送されたメッセージ --------", "-----元のメッセージ-----",
        "-----オリジナルメッセージ-----", "-------- Weitergeleitete Nachricht --------",
        "---------- Message transféré ----------"}) {
    const std::string text = "Is this real?\n\n" + std::string(marker) + "\nYour account is locked.\n";
    EXPECT_EQ(forward_start(text), text.find(marker)) << marker;
    // With nothing of its own above it, the head hides nobody else's words.
    const std::string bare = std::string(marker) + "\nYour account is locked.\n";
    EXPECT_EQ(forward_start(bare), bare.size()) << marker;
  }
  for (const std::string_view prose :
       {"We have sent the original message again.", "荷物は転送されました。", "Begin here"}) {
    const std::string text = "Hello\n" + std::string(prose) + "\n";
    EXPECT_EQ(forward_start(text), text.size()) << prose;
  }
}

}  // namespace
}  // namespace mekiki::facts
