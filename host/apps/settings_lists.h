// The lists of a settings file that hold objects: people whose names are borrowed, and organisations to know.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace mekiki::apps {

// What is wrong with one place of such a list.
struct ListProblem {
  std::string path;      // "[2].addresses"
  std::string code;      // as SettingsProblem::code
  std::string expected;  // as SettingsProblem::expected
  std::string detail;
};

// The good entries of [{"name", "addresses": [...]}], as the examination takes them.
nlohmann::json good_people(const nlohmann::json& list, std::vector<ListProblem>& problems);

// The good entries of [{"id", "names": {"en", "ja", "aliases": [...]}, "domains": [...]}]; domains as A-labels.
nlohmann::json good_organisations(const nlohmann::json& list, std::vector<ListProblem>& problems);

// "local@domain", or a domain name, as far as a settings file must be right.
bool is_mail_address(std::string_view text);
bool is_domain_name(std::string_view text);

}  // namespace mekiki::apps
