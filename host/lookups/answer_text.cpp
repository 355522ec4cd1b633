#include "lookups/answer_text.h"

#include <nlohmann/json.hpp>

#include "base/limits.h"

namespace mekiki::lookups {

using nlohmann::json;
using questions::Answer;
using questions::Outcome;

// [outcome, reason, value, value, ...]
std::string write_answer(const Answer& answer) {
  json list = json::array({questions::to_string(answer.outcome), answer.reason});
  for (const std::string& value : answer.values) list.push_back(value);
  return list.dump(-1, ' ', false, json::error_handler_t::replace);
}

std::optional<Answer> read_answer(std::string_view text) {
  if (text.size() > 8 * limits::answer_bytes) return std::nullopt;
  const json list = json::parse(text, nullptr, false);
  if (!list.is_array() || list.size() < 2 || list.size() > 2 + limits::answer_values) return std::nullopt;
  for (const json& item : list) {
    if (!item.is_string()) return std::nullopt;
  }
  const auto outcome = questions::outcome_from_string(list[0].get_ref<const std::string&>());
  if (!outcome || *outcome == Outcome::unknown || (*outcome == Outcome::yes) != (list.size() > 2)) return std::nullopt;
  Answer answer{*outcome, list[1].get<std::string>(), {}};
  if (!answer.reason.empty() && (answer.outcome == Outcome::yes || answer.reason != "nxdomain")) return std::nullopt;
  for (std::size_t i = 2; i < list.size(); ++i) answer.values.push_back(list[i].get<std::string>());
  return answer;
}

}  // namespace mekiki::lookups
