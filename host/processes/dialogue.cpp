#include "processes/dialogue.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <utility>

#include "base/limits.h"
#include "base/utf8.h"

namespace mekiki::processes {
namespace {

using nlohmann::json;

Error invalid(std::string detail) { return {"examiner_invalid", std::move(detail)}; }

// nullptr if there is no such string.
const std::string* string_member(const json& object, const char* key) {
  const auto member = object.find(key);
  return member == object.end() ? nullptr : member->get_ptr<const std::string*>();
}

bool true_member(const json& object, const char* key) {
  const auto member = object.find(key);
  return member != object.end() && member->is_boolean() && member->get<bool>();
}

std::optional<questions::Question> read_question(const json& pair) {
  if (!pair.is_array() || pair.size() < 2) return std::nullopt;
  const auto* kind_word = pair[0].get_ptr<const std::string*>();
  const auto* name = pair[1].get_ptr<const std::string*>();
  if (kind_word == nullptr || name == nullptr || name->size() > limits::url_bytes) return std::nullopt;
  const auto kind = questions::kind_from_string(*kind_word);
  if (!kind) return std::nullopt;
  return questions::Question{*kind, *name};
}

Result<std::variant<Asking, Finished, Failed>> read_asking(json& frame) {
  const auto list = frame.find("questions");
  if (list == frame.end() || !list->is_array() || list->empty()) return invalid("questions: not a list");
  Asking asking;
  asking.questions.reserve(list->size());
  for (const json& pair : *list) {
    auto question = read_question(pair);
    if (!question) return invalid("questions: not a question");
    asking.questions.push_back(*std::move(question));
  }
  const auto report = frame.find("report");
  if (report == frame.end()) return invalid("questions: no partial report");
  if (auto defect = report_defect(*report); !defect.empty()) return invalid("partial report: " + defect);
  asking.report = std::move(*report);
  return std::variant<Asking, Finished, Failed>(std::move(asking));
}

Result<std::variant<Asking, Finished, Failed>> read_finished(json& frame) {
  const auto report = frame.find("report");
  if (report == frame.end()) return invalid("report: missing");
  if (auto defect = report_defect(*report); !defect.empty()) return invalid("report: " + defect);
  return std::variant<Asking, Finished, Failed>(Finished{std::move(*report)});
}

Failed read_failed(const json& frame) {
  const std::string* code = string_member(frame, "code");
  const std::string* text = string_member(frame, "text");
  std::string detail(cut_on_character(text == nullptr ? std::string_view() : *text, limits::excerpt_bytes));
  if (code != nullptr && (*code == "not_a_mail" || *code == "too_large")) return {{*code, std::move(detail)}};
  return {{"internal", "examiner: " + std::move(detail)}};
}

bool all_strings_are_utf8(const json& value) {
  if (const auto* text = value.get_ptr<const std::string*>()) return is_valid_utf8(*text);
  if (value.is_binary()) return false;
  if (value.is_object()) {
    return std::all_of(value.items().begin(), value.items().end(), [](const auto& member) {
      return is_valid_utf8(member.key()) && all_strings_are_utf8(member.value());
    });
  }
  if (value.is_array()) return std::all_of(value.begin(), value.end(), all_strings_are_utf8);
  return true;
}

struct Member {
  const char* name;
  json::value_t type;
};

constexpr std::array required_members{
    Member{"schema", json::value_t::number_unsigned}, Member{"level", json::value_t::string},
    Member{"score", json::value_t::number_unsigned},  Member{"complete", json::value_t::boolean},
    Member{"headline", json::value_t::string},        Member{"advice", json::value_t::array},
    Member{"message", json::value_t::object},         Member{"claims", json::value_t::array},
    Member{"sender", json::value_t::object},          Member{"route", json::value_t::array},
    Member{"authentication", json::value_t::object},  Member{"links", json::value_t::array},
    Member{"attachments", json::value_t::array},      Member{"findings", json::value_t::array},
    Member{"unknown", json::value_t::array},
};

constexpr std::array<std::string_view, 4> levels{"danger", "suspicious", "note", "none"};
constexpr std::array<std::string_view, 6> attacks{"credential-theft", "payment",     "malware",
                                                  "extortion",        "advance-fee", "advertising"};

bool is_one_of(const json& value, const auto& words) {
  const auto* text = value.get_ptr<const std::string*>();
  return text != nullptr && std::find(words.begin(), words.end(), *text) != words.end();
}

}  // namespace

std::string report_defect(const json& report) {
  if (!report.is_object()) return "not an object";
  for (const Member& member : required_members) {
    const auto found = report.find(member.name);
    if (found == report.end()) return std::string("no member ") + member.name;
    if (found->type() != member.type) return std::string("wrong type of ") + member.name;
  }
  if (report["schema"] != 1U) return "another schema";
  if (!is_one_of(report["level"], levels)) return "unheard-of level";
  if (report["score"] > 100U) return "score above 100";
  const auto attack = report.find("attack");
  if (attack == report.end() || !(attack->is_null() || is_one_of(*attack, attacks))) return "unheard-of attack";
  if (!all_strings_are_utf8(report)) return "not UTF-8";
  if (report.dump().size() > limits::report_bytes) return "too large";
  return {};
}

Result<Ready> read_ready(const json& frame) {
  const std::string* type = frame.is_object() ? string_member(frame, "type") : nullptr;
  if (type == nullptr || *type != "ready") return invalid("not ready");
  const auto sandbox = frame.find("sandbox");
  const std::string* version = string_member(frame, "version");
  if (sandbox == frame.end() || !sandbox->is_object() || version == nullptr) return invalid("not ready: incomplete");
  return Ready{.sandbox = {.seccomp = true_member(*sandbox, "seccomp"),
                           .landlock = true_member(*sandbox, "landlock"),
                           .rlimits = true_member(*sandbox, "rlimits")},
               .version = std::string(cut_on_character(*version, 32))};
}

Result<std::variant<Asking, Finished, Failed>> read_examiner_frame(json frame) {
  const std::string* type = frame.is_object() ? string_member(frame, "type") : nullptr;
  if (type == nullptr) return invalid("a frame without type");
  if (*type == "questions") return read_asking(frame);
  if (*type == "report") return read_finished(frame);
  if (*type == "error") return std::variant<Asking, Finished, Failed>(read_failed(frame));
  return invalid("a frame of unheard-of type");
}

json answers_frame(const questions::Answers& answers) {
  json list = json::array();
  for (const auto& [question, answer] : answers) {
    list.push_back(json::array({questions::to_string(question.kind), question.name,
                                questions::to_string(answer.outcome), answer.reason, answer.values}));
  }
  return {{"type", "answers"}, {"answers", std::move(list)}};
}

Result<questions::Answers> read_answers_frame(const json& frame) {
  const Error error{"internal", "not answers"};
  const std::string* type = frame.is_object() ? string_member(frame, "type") : nullptr;
  const auto list = frame.find("answers");
  if (type == nullptr || *type != "answers" || list == frame.end() || !list->is_array()) return error;
  questions::Answers answers;
  for (const json& entry : *list) {
    auto question = read_question(entry);
    if (!question || entry.size() != 5 || !entry[2].is_string() || !entry[3].is_string() || !entry[4].is_array()) {
      return error;
    }
    const auto outcome = questions::outcome_from_string(entry[2].get_ref<const std::string&>());
    if (!outcome) return error;
    questions::Answer answer{*outcome, entry[3].get<std::string>(), {}};
    for (const json& value : entry[4]) {
      if (!value.is_string()) return error;
      answer.values.push_back(value.get<std::string>());
    }
    answers.insert_or_assign(*std::move(question), std::move(answer));
  }
  return answers;
}

json questions_frame(const std::vector<questions::Question>& questions, json report) {
  json list = json::array();
  for (const auto& question : questions) {
    list.push_back(json::array({questions::to_string(question.kind), question.name}));
  }
  return {{"type", "questions"}, {"questions", std::move(list)}, {"report", std::move(report)}};
}

json ledger_entry(const lookups::Query& query) {
  return {{"kind", questions::to_string(query.kind)},
          {"name", to_valid_utf8(query.name)},
          {"to", to_valid_utf8(query.to)},
          {"reveals", to_valid_utf8(query.reveals)},
          {"outcome", to_valid_utf8(query.outcome)},
          {"ms", query.ms}};
}

}  // namespace mekiki::processes
