#include "facts/kinship.h"

#include <gtest/gtest.h>

#include "fact_mail.h"

namespace mekiki::facts {
namespace {

Kinship kinship_of(const char* from, const char* body) { return facts_of(Draft{.from = from, .body = body}).kinship; }

TEST(Kinship, AnAddressThatNothingInTheMailExplains) {
  const Kinship kinship = kinship_of("Parcel desk <a@hillside-school.example>", "Your parcel: https://fees.example/p");
  EXPECT_TRUE(kinship.comparable);
  EXPECT_TRUE(kinship.foreign());
}

TEST(Kinship, TheTextNamesTheDomain) {
  EXPECT_TRUE(kinship_of("News <a@blue-fjord.example>", "Blue Fjord, Bergen. https://t.example/1").named);
  EXPECT_TRUE(kinship_of("Ryanna <a@ryannamail.example>", "https://t.example/1").named);
  EXPECT_TRUE(kinship_of("News <a@nta.example>", "NTA travels, https://t.example/1").named);
}

// Three letters within other words are no name.
TEST(Kinship, AShortNameMustBeAWord) {
  EXPECT_FALSE(kinship_of("News <a@nta.example>", "Your account contains https://t.example/1").named);
}

TEST(Kinship, AnAddressAsDisplayNameIsNoName) {
  EXPECT_FALSE(kinship_of("\"info@hillside.example\" <info@hillside.example>", "https://t.example/1").named);
}

TEST(Kinship, ALinkLeadsToTheSender) {
  EXPECT_TRUE(kinship_of("X <a@mail.hillside.example>", "https://www.hillside.example/1").linked);
  EXPECT_FALSE(kinship_of("X <a@mail.hillside.example>", "https://hillside.example.net/1").linked);
}

TEST(Kinship, DomainsWithAWordInCommon) {
  EXPECT_TRUE(kinship_of("X <a@kranich-mail.example>", "https://www.kranich-parcels.example/1").similar);
  EXPECT_FALSE(kinship_of("X <a@kranich-mail.example>", "https://www.storch-parcels.example/1").similar);
}

TEST(Kinship, FreeMailHasNoNameOfItsOwn) {
  EXPECT_FALSE(kinship_of("X <a@gmail.com>", "https://t.example/1").comparable);
  EXPECT_FALSE(kinship_of("X <a@gmail.com>", "https://t.example/1").foreign());
}

}  // namespace
}  // namespace mekiki::facts
