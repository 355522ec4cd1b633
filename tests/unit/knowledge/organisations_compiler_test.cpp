// What the knowledge compiler refuses, with the names of file and entry.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>

#include "knowledge/compile/brands.h"
#include "knowledge/compile/organisations.h"
#include "knowledge/compile/owners.h"
#include "knowledge_files.h"

namespace mekiki::knowledge {
namespace {

using nlohmann::json;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

using Lines = std::vector<std::string>;

Lines brand_problems(const json& entries, const json& owners = json::array()) {
  const KnowledgeFiles files;
  Problems problems;
  std::vector<BrandSource> brands = read_brands({files.write_list("jp_test.json", "brands", entries)}, problems);
  std::vector<std::filesystem::path> owner_files;
  if (!owners.empty()) owner_files.push_back(files.write_list("test.json", "owners", owners));
  read_owners(owner_files, brands, problems);
  return problems.lines();
}

// The problems of one entry with one deviation.
Lines problems_after(const std::function<void(json&)>& deviate) {
  json entry = brand_entry("alpha");
  deviate(entry);
  return brand_problems(json::array({entry}));
}

TEST(BrandCompiler, AcceptsRightEntries) {
  EXPECT_THAT(brand_problems({brand_entry("alpha"), brand_entry("beta")}), IsEmpty());
}

TEST(BrandCompiler, NamesFileAndEntry) {
  EXPECT_THAT(problems_after([](json& e) { e["kind"] = "bakery"; }),
              ElementsAre("jp_test.json: alpha: kind: unknown word \"bakery\""));
}

TEST(BrandCompiler, RefusesWrongMembers) {
  EXPECT_THAT(problems_after([](json& e) { e.erase("source"); }), ElementsAre(HasSubstr("source: missing")));
  EXPECT_THAT(problems_after([](json& e) { e["colour"] = "red"; }),
              ElementsAre(HasSubstr("unknown member \"colour\"")));
  EXPECT_THAT(problems_after([](json& e) { e["labels"] = "alpha"; }), ElementsAre(HasSubstr("labels: not a list")));
  EXPECT_THAT(problems_after([](json& e) { e["name_en"] = 7; }), testing::Contains(HasSubstr("not a string")));
  EXPECT_THAT(problems_after([](json& e) { e["date"] = "2026-13"; }), ElementsAre(HasSubstr("is not YYYY-MM")));
  EXPECT_THAT(problems_after([](json& e) { e["country"] = "Japan"; }), testing::Contains(HasSubstr("ISO 3166-1")));
  EXPECT_THAT(problems_after([](json& e) { e["country"] = "US"; }), ElementsAre(HasSubstr("files jp_*")));
}

TEST(BrandCompiler, RefusesDomainsThatAreNone) {
  for (const char* domain :
       {"Alpha.example.jp", "alpha..jp", "-a.jp", "a-.jp", "jp", "a.j", "192.0.2.1", "a b.jp", "a.jp.", "b\u00FC.jp"})
    EXPECT_THAT(problems_after([&](json& e) { e["links_to"] = json::array({domain}); }),
                testing::Contains(HasSubstr("is not a domain in canonical form")))
        << domain;
}

TEST(BrandCompiler, RefusesRepetition) {
  EXPECT_THAT(problems_after([](json& e) { e["links_to"] = json::array({"alpha.example.jp"}); }),
              ElementsAre(HasSubstr("is in sends_from already")));
  EXPECT_THAT(problems_after([](json& e) { e["links_to"] = json::array({"b.jp", "www.b.jp"}); }),
              ElementsAre(HasSubstr("\"www.b.jp\" is below another domain")));
  EXPECT_THAT(problems_after([](json& e) { e["names"].push_back("THE \uFF21lpha"); }),
              ElementsAre(HasSubstr("is the same as another name after normalising")));
}

TEST(BrandCompiler, RefusesNamesThatAreFoundEverywhere) {
  EXPECT_THAT(problems_after([](json& e) { e["names"].push_back("au"); }), ElementsAre(HasSubstr("too short")));
  EXPECT_THAT(problems_after([](json& e) { e["weak_names"] = json::array({"au"}); }), IsEmpty());
  EXPECT_THAT(problems_after([](json& e) { e["names"].push_back("\u200B"); }),
              ElementsAre(HasSubstr("nothing is left")));
  EXPECT_THAT(problems_after([](json& e) { e["name_en"] = "Omega"; }), ElementsAre(HasSubstr("neither in names nor")));
  EXPECT_THAT(problems_after([](json& e) { e["labels"] = json::array({"a.b", "ab", "Alpha"}); }).size(), 3);
}

TEST(BrandCompiler, RefusesASiteElsewhere) {
  EXPECT_THAT(problems_after([](json& e) { e["site"] = "https://alpha.example.com/"; }),
              ElementsAre(HasSubstr("site:")));
  EXPECT_THAT(problems_after([](json& e) { e["site"] = "http://alpha.example.jp/"; }), ElementsAre(HasSubstr("site:")));
}

TEST(BrandCompiler, RefusesWhatBelongsToAnother) {
  json beta = brand_entry("beta");
  beta["names"].push_back("THE ALPHA");
  beta["labels"].push_back("alpha-shop");
  EXPECT_THAT(brand_problems({brand_entry("alpha"), beta}),
              UnorderedElementsAre("jp_test.json: beta: name \"the alpha\" belongs to alpha in jp_test.json",
                                   "jp_test.json: beta: label \"alpha-shop\" belongs to alpha in jp_test.json"));
}

TEST(BrandCompiler, SharedDomainsNeedAReasonOnBothSides) {
  json alpha = brand_entry("alpha");
  json beta = brand_entry("beta");
  alpha["links_to"] = json::array({"group.example.jp"});
  beta["links_to"] = json::array({"group.example.jp"});
  EXPECT_EQ(brand_problems({alpha, beta}).size(), 2U);
  alpha["shared_reason"] = {{"group.example.jp", "one company"}};
  EXPECT_THAT(brand_problems({alpha, beta}), ElementsAre(HasSubstr("beta: domain \"group.example.jp\"")));
  beta["shared_reason"] = alpha["shared_reason"];
  EXPECT_THAT(brand_problems({alpha, beta}), IsEmpty());
  EXPECT_THAT(brand_problems(json::array({alpha})), ElementsAre(HasSubstr("no other brand lists it")));
}

TEST(BrandCompiler, RefusesTheWrongOrder) {
  EXPECT_THAT(brand_problems({brand_entry("beta"), brand_entry("alpha")}), ElementsAre(HasSubstr("not sorted")));
  EXPECT_THAT(brand_problems({brand_entry("alpha"), brand_entry("alpha")}),
              testing::Contains(HasSubstr("id \"alpha\"")));
}

TEST(BrandCompiler, RefusesFilesThatAreNoLists) {
  const KnowledgeFiles files;
  for (const char* text : {"", "[]", "{\"brands\": 1}", "{\"brands\": []}", "{\"brands\": [", "{\"owners\": [{}]}"}) {
    Problems problems;
    read_brands({files.write("jp_bad.json", text)}, problems);
    EXPECT_THAT(problems.lines(), ElementsAre(HasSubstr("jp_bad.json: not a JSON object with a list \"brands\"")))
        << text;
  }
}

TEST(BrandCompiler, RefusesAMemberTwice) {
  const KnowledgeFiles files;
  Problems problems;
  read_brands({files.write("jp_bad.json", R"({"brands": [{"id": "a", "id": "b"}]})")}, problems);
  EXPECT_THAT(problems.lines(), testing::Contains(HasSubstr("member \"id\" twice")));
}

TEST(OwnerCompiler, NoBrandSpeaksThroughADomainOfOthers) {
  for (const char* kind : {"isp_mailbox", "free_mail", "mail_service", "hosting", "tenant"})
    EXPECT_THAT(
        brand_problems(json::array({brand_entry("alpha")}), json::array({owner_entry("alpha.example.jp", kind)})),
        testing::Contains(HasSubstr("sends_from: \"alpha.example.jp\" is open to others")))
        << kind;
  json entry = brand_entry("alpha");
  entry["links_to"] = json::array({"pages.example.jp"});
  for (const char* kind :
       {"tenant", "shortener", "redirector", "file_share", "form_service", "hosting", "mail_service"})
    EXPECT_THAT(brand_problems(json::array({entry}), json::array({owner_entry("pages.example.jp", kind)})),
                ElementsAre(HasSubstr("links_to: \"pages.example.jp\" is open to others")))
        << kind;
  EXPECT_THAT(brand_problems(json::array({entry}), json::array({owner_entry("pages.example.jp", "isp_mailbox")})),
              IsEmpty());
}

TEST(OwnerCompiler, RefusesWrongEntries) {
  const auto problems_of = [](const json& owners) {
    return brand_problems(json::array({brand_entry("alpha")}), owners);
  };
  json owner = owner_entry("b.jp", "tenant");
  owner["brand"] = "omega";
  EXPECT_THAT(problems_of(json::array({owner})), ElementsAre(HasSubstr("there is no brand \"omega\"")));
  owner = owner_entry("b.jp", "tenant");
  owner["domains"] = json::array({"c.jp", "b.jp"});
  EXPECT_THAT(problems_of(json::array({owner})), ElementsAre(HasSubstr("not sorted")));
  owner["domains"] = json::array({"b.jp", "c.b.jp"});
  EXPECT_THAT(problems_of(json::array({owner})), ElementsAre(HasSubstr("below another")));
  EXPECT_THAT(problems_of({owner_entry("b.jp", "tenant"), owner_entry("b.jp", "hosting")}),
              testing::Contains(HasSubstr("has an entry already")));
  EXPECT_THAT(problems_of(json::array({owner_entry("edu", "university")})), IsEmpty());
  EXPECT_THAT(problems_of(json::array({owner_entry("edu", "tenant")})), ElementsAre(HasSubstr("canonical form")));
  owner = owner_entry("b.jp", "tenant");
  owner["also"] = json::array({"tenant"});
  EXPECT_THAT(problems_of(json::array({owner})), ElementsAre(HasSubstr("is said already")));
}

TEST(OwnerCompiler, BrandsOwnTheirDomains) {
  const KnowledgeFiles files;
  Problems problems;
  std::vector<BrandSource> brands =
      read_brands({files.write_list("jp_test.json", "brands", json::array({brand_entry("alpha")}))}, problems);
  const std::vector<OwnerSource> owners = read_owners(
      {files.write_list("test.json", "owners", json::array({owner_entry("a.jp", "tenant")}))}, brands, problems);
  ASSERT_THAT(problems.lines(), IsEmpty());
  ASSERT_EQ(owners.size(), 2U);
  EXPECT_EQ(owners[0].domain, "a.jp");
  EXPECT_EQ(owners[1].domain, "alpha.example.jp");
  EXPECT_EQ(owners[1].kind, OwnerKind::company);
  EXPECT_EQ(owners[1].brand, "alpha");
}

TEST(OrganisationsSource, IsAsciiAndTheSameEveryTime) {
  const KnowledgeFiles files;
  const auto made = [&] {
    Problems problems;
    std::vector<BrandSource> brands = read_brands(
        {files.write_list("jp_test.json", "brands", {brand_entry("alpha"), brand_entry("beta")})}, problems);
    return organisations_source(brands, read_owners({}, brands, problems));
  };
  const std::string source = made();
  EXPECT_TRUE(std::ranges::all_of(source, [](char c) { return static_cast<unsigned char>(c) < 0x80; }));
  EXPECT_THAT(source, HasSubstr("constinit const std::span<const BrandRow> brand_rows"));
  EXPECT_EQ(source, made());
}

}  // namespace
}  // namespace mekiki::knowledge
