// Addresses that phishing of a whole year used against Japanese customers, each as the link of a mail that names the
// company it copies; and the other way round: companies' own addresses. The list is read in place.
#include <gtest/gtest.h>

#include <cstdio>
#include <map>

#include "base/base64.h"
#include "examined.h"
#include "names/organisations.h"

namespace mekiki::tests {
namespace {

using std::filesystem::path;

struct Row {
  std::string month, url, company;
};

// Fields hold no quotes; an address may hold commas, the others do not.
std::vector<Row> rows(std::size_t every) {
  std::vector<Row> found;
  const path folder = path(MEKIKI_SHARED_DIR) / "conformance" / "jp-phish-urls";
  if (!std::filesystem::exists(folder)) return found;
  std::vector<path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  std::size_t line_number = 0;
  for (const path& file : files) {
    std::ifstream in(file);
    for (std::string line; std::getline(in, line);) {
      while (line.ends_with('\r')) line.pop_back();
      const std::size_t first = line.find(','), last = line.rfind(',');
      if (first == last || !line.starts_with("20") || ++line_number % every != 0) continue;
      if (last + 1 == line.size()) continue;  // no company
      found.push_back({file.stem().string(), line.substr(first + 1, last - first - 1), line.substr(last + 1)});
    }
  }
  return found;
}

enum class Naming { in_sender, in_subject, in_body };

struct Draft {
  Naming naming = Naming::in_body;
  std::string address = "info@qwer-mail.example.net";
  std::string company;
  std::string url;
};

std::string mail_of(const Draft& draft) {
  const std::string display =
      draft.naming == Naming::in_sender ? "=?UTF-8?B?" + base64_encode(draft.company) + "?= " : std::string();
  const std::string heading = draft.naming == Naming::in_body ? "" : "\u3010" + draft.company + "\u3011";
  const std::string body = draft.company +
                           "\u3092\u3054\u5229\u7528\u3044\u305f\u3060\u304d\u3042\u308a\u304c\u3068\u3046\u3054\u3056"
                           "\u3044\u307e\u3059\u3002\n\n\u4e0b\u8a18\u3088\u308a\u30ed\u30b0\u30a4\u30f3\u3057\u3066"
                           "\u3054\u78ba\u8a8d\u304f\u3060\u3055\u3044\u3002\n\n" +
                           draft.url + "\n";
  return "From: " + display + "<" + draft.address + ">\nTo: taro@example.jp\nSubject: =?UTF-8?B?" +
         base64_encode(heading + "\u91cd\u8981\u306a\u304a\u77e5\u3089\u305b") +
         "?=\nDate: Mon, 15 Jul 2024 10:00:00 +0900\nMessage-ID: <1@mx.example.net>\nMIME-Version: 1.0\n"
         "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n" +
         base64_encode(body) + "\n";
}

bool suspected(const Draft& draft) {
  auto examination = report::Examination::begin(mail_of(draft), {});
  if (!examination) return false;
  const auto report = examination->run({}).report;
  const std::string level = report->at("level");
  return level == "suspicious" || level == "danger";
}

class PhishedCompanies : public testing::TestWithParam<Naming> {};

TEST_P(PhishedCompanies, LinksAreSuspected) {
  const std::vector<Row> all = rows(40);
  if (all.empty()) GTEST_SKIP() << "the list of addresses is not there";
  std::map<std::string, std::pair<std::size_t, std::size_t>> months;
  std::map<std::string, std::size_t> missed;
  std::size_t found = 0;
  for (const Row& row : all) {
    const bool hit = suspected({GetParam(), "info@qwer-mail.example.net", row.company, row.url});
    ++months[row.month].first;
    months[row.month].second += hit ? 1 : 0;
    found += hit ? 1 : 0;
    if (!hit) ++missed[row.company];
  }
  for (const auto& [month, counts] : months) {
    std::printf("%s %5.1f %% of %zu\n", month.c_str(),
                100.0 * static_cast<double>(counts.second) / static_cast<double>(counts.first), counts.first);
    EXPECT_GE(counts.second * 100, counts.first * 95) << month;
  }
  for (const auto& [company, count] : missed) std::printf("missed %zu of %s\n", count, company.c_str());
  EXPECT_GE(found * 100, all.size() * 95);
}

std::string naming_name(const testing::TestParamInfo<Naming>& info) {
  return info.param == Naming::in_sender ? "InSender" : info.param == Naming::in_subject ? "InSubject" : "InBody";
}

INSTANTIATE_TEST_SUITE_P(BrandLinks, PhishedCompanies,
                         testing::Values(Naming::in_sender, Naming::in_subject, Naming::in_body), naming_name);

std::string shown_name(const names::Brand& brand) {
  return std::string(brand.name_ja.empty() ? brand.name_en : brand.name_ja);
}

TEST(OwnLinks, OfACompanysMailAreNotSuspected) {
  for (const names::Brand& brand : names::brands()) {
    if (brand.sends_from.empty()) continue;
    const std::string address = "no-reply@" + std::string(brand.sends_from.front());
    for (const Naming naming : {Naming::in_sender, Naming::in_subject, Naming::in_body}) {
      EXPECT_FALSE(suspected({naming, address, shown_name(brand), std::string(brand.site)})) << brand.id;
    }
    for (const std::string_view domain : brand.links_to) {
      EXPECT_FALSE(
          suspected({Naming::in_sender, address, shown_name(brand), "https://www." + std::string(domain) + "/"}))
          << brand.id << ' ' << domain;
    }
  }
}

// The address alone is no reason for suspicion, whoever sends it.
TEST(OwnLinks, OfACompanyNamedInTheTextAreNotSuspected) {
  for (const names::Brand& brand : names::brands()) {
    EXPECT_FALSE(suspected({Naming::in_body, "info@qwer-mail.example.net", shown_name(brand), std::string(brand.site)}))
        << brand.id;
  }
}

}  // namespace
}  // namespace mekiki::tests
