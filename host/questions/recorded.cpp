#include "questions/recorded.h"

#include <algorithm>
#include <functional>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <utility>
#include <vector>

namespace mekiki::questions {
namespace {

using Json = nlohmann::ordered_json;

constexpr int depth_limit = 4;  // document, "answers", one answer, "values"

Error content_error(const std::string& where, const std::string& what) {
  return {"recording_content", where + ": " + what};
}

std::string in_quotes(const std::string& text) {
  return Json(text).dump(-1, ' ', false, Json::error_handler_t::replace);
}

// Notes what the JSON grammar allows but a recording must not have: a key twice, and depth.
class StrictnessWatch {
 public:
  bool operator()(int depth, Json::parse_event_t event, const Json& parsed) {
    using Event = Json::parse_event_t;
    if (depth >= depth_limit && (event == Event::object_start || event == Event::array_start)) {
      note("nested too deeply");
      return false;
    }
    if (event == Event::object_start) {
      keys_.emplace_back();
    } else if (event == Event::object_end && !keys_.empty()) {
      keys_.pop_back();
    } else if (event == Event::key && !keys_.empty() && !keys_.back().insert(parsed.get<std::string>()).second) {
      note("key " + in_quotes(parsed.get<std::string>()) + " stands twice in one object");
    }
    return true;
  }

  [[nodiscard]] const std::optional<std::string>& complaint() const { return complaint_; }

 private:
  void note(std::string what) {
    if (!complaint_) complaint_ = std::move(what);
  }

  std::vector<std::set<std::string>> keys_;
  std::optional<std::string> complaint_;
};

Error syntax_error(std::string_view json, std::size_t byte) {
  // nlohmann counts bytes from one and names the byte after the last one it could use.
  const std::string_view before = json.substr(0, std::min(byte > 0 ? byte - 1 : 0, json.size()));
  const auto line = 1 + std::ranges::count(before, '\n');
  const std::size_t start = before.rfind('\n');
  const std::size_t column = before.size() - (start == std::string_view::npos ? 0 : start + 1) + 1;
  return {"recording_syntax",
          "line " + std::to_string(line) + ", column " + std::to_string(column) + ": this is not JSON from here on"};
}

// The named text of an object; an Error where it is missing or not a text.
Result<std::string> text_of(const Json& object, const char* key, const std::string& where) {
  const auto found = object.find(key);
  if (found == object.end()) return content_error(where, std::string("\"") + key + "\" is missing");
  if (!found->is_string()) return content_error(where + "." + key, "must be a text");
  return found->get<std::string>();
}

Result<Question> read_question(const Json& entry, const std::string& where) {
  const auto kind_word = text_of(entry, "kind", where);
  if (!kind_word) return kind_word.error();
  const auto kind = kind_from_string(*kind_word);
  if (!kind) return content_error(where + ".kind", "no such kind: " + in_quotes(*kind_word));
  const auto name = text_of(entry, "name", where);
  if (!name) return name.error();
  const Question question{*kind, *name};
  const auto legal = canonical(question);
  if (!legal) return content_error(where + ".name", "not legal for " + *kind_word + ": " + in_quotes(*name));
  if (*legal != question) {
    return content_error(where + ".name",
                         "not canonical: write " + in_quotes(legal->name) + " for " + in_quotes(*name));
  }
  return question;
}

Result<std::vector<std::string>> read_values(const Json& entry, const std::string& where) {
  std::vector<std::string> values;
  const auto found = entry.find("values");
  if (found == entry.end()) return values;
  if (!found->is_array()) return content_error(where + ".values", "must be a list of texts");
  for (std::size_t i = 0; i < found->size(); ++i) {
    const Json& value = (*found)[i];
    if (!value.is_string()) return content_error(where + ".values[" + std::to_string(i) + "]", "must be a text");
    values.push_back(value.get<std::string>());
  }
  return values;
}

Result<std::string> read_reason(const Json& entry, Outcome outcome, const std::string& where) {
  std::string reason;
  if (entry.contains("reason")) {
    auto text = text_of(entry, "reason", where);
    if (!text) return text.error();
    reason = std::move(*text);
  }
  if (outcome == Outcome::unknown && reason.empty()) return content_error(where, "\"unknown\" needs a \"reason\"");
  if (outcome == Outcome::unknown && reason == "pending") {
    return content_error(where + ".reason", "a pending question is not recorded: leave it out");
  }
  if (outcome == Outcome::yes && !reason.empty()) return content_error(where + ".reason", "\"yes\" has no reason");
  if (outcome == Outcome::no && !reason.empty() && reason != "nxdomain") {
    return content_error(where + ".reason", "\"no\" knows \"nxdomain\" only, not " + in_quotes(reason));
  }
  return reason;
}

Result<Answer> read_answer(const Json& entry, const std::string& where) {
  const auto outcome_word = text_of(entry, "outcome", where);
  if (!outcome_word) return outcome_word.error();
  const auto outcome = outcome_from_string(*outcome_word);
  if (!outcome) {
    return content_error(where + ".outcome", "must be yes, no or unknown, not " + in_quotes(*outcome_word));
  }
  auto reason = read_reason(entry, *outcome, where);
  if (!reason) return reason.error();
  auto values = read_values(entry, where);
  if (!values) return values.error();
  if (*outcome == Outcome::yes && values->empty()) return content_error(where, "\"yes\" needs \"values\"");
  if (*outcome != Outcome::yes && !values->empty()) {
    return content_error(where + ".values", "only \"yes\" has values");
  }
  return Answer{*outcome, std::move(*reason), std::move(*values)};
}

std::optional<Error> refuse_other_keys(const Json& object, const std::set<std::string>& known,
                                       const std::string& where) {
  for (const auto& [key, value] : object.items()) {
    if (!known.contains(key)) return content_error(where, "no such key: " + in_quotes(key));
  }
  return std::nullopt;
}

Result<Answers> read_answers(const Json& list) {
  Answers answers;
  for (std::size_t i = 0; i < list.size(); ++i) {
    const std::string where = "answers[" + std::to_string(i) + "]";
    const Json& entry = list[i];
    if (!entry.is_object()) return content_error(where, "must be an object");
    if (auto error = refuse_other_keys(entry, {"kind", "name", "outcome", "reason", "values"}, where)) return *error;
    auto question = read_question(entry, where);
    if (!question) return question.error();
    auto answer = read_answer(entry, where);
    if (!answer) return answer.error();
    const std::string name = question->name;
    if (!answers.emplace(std::move(*question), std::move(*answer)).second) {
      return content_error(where, "this question has been answered before: " + in_quotes(name));
    }
  }
  return answers;
}

}  // namespace

Result<Recording> read_recording(std::string_view json) {
  StrictnessWatch watch;
  Json document;
  try {
    document = Json::parse(json, std::ref(watch));
  } catch (const Json::parse_error& error) {
    return syntax_error(json, error.byte);
  } catch (const Json::exception&) {
    // A number too large for a double, for instance.
    return Error{"recording_syntax", "a value is out of range"};
  }
  if (watch.complaint()) return content_error("document", *watch.complaint());
  if (!document.is_object()) return content_error("document", "must be an object");
  if (auto error = refuse_other_keys(document, {"now", "answers"}, "document")) return *error;

  const auto now = document.find("now");
  if (now == document.end()) return content_error("document", "\"now\" is missing");
  const bool fits = now->is_number_integer() && (!now->is_number_unsigned() || now->get<std::uint64_t>() <= INT64_MAX);
  if (!fits) return content_error("now", "must be whole seconds since the epoch");
  const auto list = document.find("answers");
  if (list == document.end()) return content_error("document", "\"answers\" is missing");
  if (!list->is_array()) return content_error("answers", "must be a list");
  auto answers = read_answers(*list);
  if (!answers) return answers.error();
  return Recording{now->get<std::int64_t>(), std::move(*answers)};
}

std::string write_recording(const Recording& recording) {
  std::string out = "{\n  \"now\": " + std::to_string(recording.now) + ",\n  \"answers\": [";
  const char* separator = "\n    ";
  for (const auto& [question, answer] : recording.answers) {
    if (answer.pending()) continue;
    Json entry{{"kind", to_string(question.kind)}, {"name", question.name}, {"outcome", to_string(answer.outcome)}};
    if (!answer.reason.empty()) entry["reason"] = answer.reason;
    entry["values"] = answer.values;
    out += separator + entry.dump(-1, ' ', false, Json::error_handler_t::replace);
    separator = ",\n    ";
  }
  out += recording.answers.empty() ? "]\n}\n" : "\n  ]\n}\n";
  return out;
}

}  // namespace mekiki::questions
