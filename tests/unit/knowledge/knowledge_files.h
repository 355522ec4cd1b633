// Knowledge files written for one test, in a folder that goes away with it.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

namespace mekiki::knowledge {

class KnowledgeFiles {
 public:
  KnowledgeFiles() : folder_(std::filesystem::path(::testing::TempDir()) / unique_name()) {
    std::filesystem::create_directories(folder_);
  }
  KnowledgeFiles(const KnowledgeFiles&) = delete;
  KnowledgeFiles& operator=(const KnowledgeFiles&) = delete;
  ~KnowledgeFiles() { std::filesystem::remove_all(folder_); }

  std::filesystem::path write(std::string_view name, std::string_view text) const {
    const std::filesystem::path file = folder_ / name;
    std::ofstream(file, std::ios::binary) << text;
    return file;
  }

  std::filesystem::path write_list(std::string_view name, std::string_view list, const nlohmann::json& entries) const {
    nlohmann::json document;
    document[std::string(list)] = entries;
    return write(name, document.dump());
  }

 private:
  static std::string unique_name() {
    const auto* test = ::testing::UnitTest::GetInstance()->current_test_info();
    return std::string("knowledge_") + test->test_suite_name() + '_' + test->name();
  }

  std::filesystem::path folder_;
};

// An entry that nothing is wrong with.
inline nlohmann::json brand_entry(const std::string& id) {
  return {{"id", id},
          {"name_en", "The " + id},
          {"name_ja", "\u682A\u5F0F\u4F1A\u793E" + id},
          {"kind", "shop"},
          {"country", "JP"},
          {"names", {"The " + id, "\u682A\u5F0F\u4F1A\u793E" + id}},
          {"sends_from", {id + ".example.jp"}},
          {"links_to", nlohmann::json::array()},
          {"labels", {id + "-shop"}},
          {"site", "https://www." + id + ".example.jp/"},
          {"source", "company web site"},
          {"date", "2026-11"}};
}

inline nlohmann::json owner_entry(const std::string& domain, const std::string& kind) {
  return {{"domains", {domain}}, {"kind", kind},     {"name_en", "Owner"},
          {"name_ja", "Owner"},  {"source", "site"}, {"date", "2026-11"}};
}

}  // namespace mekiki::knowledge
