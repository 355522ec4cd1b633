#include "report/words.h"

#include <algorithm>

#include "knowledge/words.h"

namespace mekiki::report {
namespace {

std::optional<std::string_view> find_text(const std::string& key) {
  const auto texts = knowledge::texts();
  const auto found = std::lower_bound(
      texts.begin(), texts.end(), key,
      [](const knowledge::TextRecord& record, const std::string& wanted) { return record.key < wanted; });
  if (found == texts.end() || found->key != key) return std::nullopt;
  return found->text;
}

// Texts of the report itself, of no check: "report", "report.authentication".
bool is_of_report(std::string_view code) { return code == "report" || code.starts_with("report."); }

std::string fill(std::string_view text, Language language, const Parameters& parameters) {
  std::string filled;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t open = text.find('{', at);
    const std::size_t close = open == std::string_view::npos ? open : text.find('}', open);
    filled += text.substr(at, open == std::string_view::npos || close == std::string_view::npos ? open : open - at);
    if (close == std::string_view::npos) break;
    const std::string name(text.substr(open + 1, close - open - 1));
    auto value = parameters.find(name + "_" + std::string(to_string(language)));
    if (value == parameters.end()) value = parameters.find(name);
    if (value != parameters.end()) filled += value->second;
    at = close + 1;
  }
  return filled;
}

}  // namespace

Language language_from_string(std::string_view tag) { return tag.starts_with("ja") ? Language::ja : Language::en; }

std::string_view to_string(Language language) { return language == Language::ja ? "ja" : "en"; }

std::optional<std::string> text_of(std::string_view code, std::string_view variant, std::string_view field,
                                   Language language, const Parameters& parameters) {
  std::string key(code);
  key.append("/")
      .append(variant.empty() ? "usual" : variant)
      .append("/")
      .append(field)
      .append("/")
      .append(to_string(language));
  const auto text = find_text(key);
  if (!text) return std::nullopt;
  return fill(*text, language, parameters);
}

std::string report_text(std::string_view key, Language language, const Parameters& parameters) {
  return text_of("report", key, "text", language, parameters).value_or(std::string(key));
}

std::vector<Explanation> explain(std::string_view code, Language language) {
  std::vector<Explanation> explanations;
  const std::string prefix = std::string(code) + "/";
  const std::string ending = "/text/" + std::string(to_string(language));
  if (is_of_report(code)) return explanations;
  for (const knowledge::TextRecord& record : knowledge::texts()) {
    if (!record.key.starts_with(prefix) || !record.key.ends_with(ending)) continue;
    const std::string variant(record.key.substr(prefix.size(), record.key.size() - prefix.size() - ending.size()));
    const auto why = find_text(prefix + variant + "/why/" + std::string(to_string(language)));
    explanations.push_back(
        {variant == "usual" ? "" : variant, std::string(record.text), std::string(why.value_or(""))});
  }
  return explanations;
}

std::vector<std::string> codes() {
  std::vector<std::string> found;
  for (const knowledge::TextRecord& record : knowledge::texts()) {
    const std::string code(record.key.substr(0, record.key.find('/')));
    if (!is_of_report(code) && (found.empty() || found.back() != code)) found.push_back(code);
  }
  return found;
}

}  // namespace mekiki::report
