#include "authentication/dmarc/tree_walk.h"

#include <algorithm>

namespace mekiki::authentication::dmarc {
namespace {

constexpr std::ptrdiff_t labels_of_long_names = 7;  // section 4.10: at most eight queries

// The DMARC records among the texts; several of them count as none.
void read_answer(const questions::Answer& answer, Walk::Step& step) {
  if (answer.outcome == questions::Outcome::unknown) {
    step.unknown = answer.reason;
    return;
  }
  const auto is_record = [](const std::string& txt) { return is_dmarc_record(txt); };
  const auto first = std::find_if(answer.values.begin(), answer.values.end(), is_record);
  if (first == answer.values.end()) return;
  if (std::find_if(first + 1, answer.values.end(), is_record) != answer.values.end()) {
    step.problem = "several_records";
    return;
  }
  if (const auto record = parse_record(*first)) {
    step.record = *record;
  } else {
    step.problem = record.error().code;
  }
}

}  // namespace

std::vector<std::string> names_of_walk(std::string_view domain) {
  std::vector<std::string> names;
  if (domain.empty()) return names;
  names.emplace_back(domain);
  auto labels = std::count(domain.begin(), domain.end(), '.') + 1;
  while (labels > 1) {
    do {
      domain.remove_prefix(domain.find('.') + 1);
      --labels;
    } while (labels > labels_of_long_names);
    names.emplace_back(domain);
  }
  return names;
}

Walk walk(const std::string& domain, questions::Inquiry& inquiry) {
  Walk walked;
  bool stopped = false;
  for (const std::string& name : names_of_walk(domain)) {
    const questions::Answer answer = inquiry.ask(questions::Kind::dns_txt, "_dmarc." + name);
    if (stopped) continue;
    Walk::Step step{name, std::nullopt, {}, {}};
    read_answer(answer, step);
    if (walked.unknown.empty()) walked.unknown = step.unknown;
    stopped = step.record && step.record->public_suffix != 'u';
    walked.steps.push_back(std::move(step));
  }
  return walked;
}

std::string Walk::organisation() const {
  if (steps.empty()) return {};
  for (std::size_t i = 0; i < steps.size(); ++i) {
    if (!steps[i].record) continue;
    if (steps[i].record->public_suffix == 'n') return steps[i].domain;
    // One label below the public suffix; the walk took one label at a time down there.
    if (steps[i].record->public_suffix == 'y' && i > 0) {
      const std::string& start = steps.front().domain;
      const std::size_t keep = start.size() - steps[i].domain.size() - 1;
      const std::size_t dot = keep == 0 ? std::string::npos : start.rfind('.', keep - 1);
      return dot == std::string::npos ? start : start.substr(dot + 1);
    }
  }
  for (auto step = steps.rbegin(); step != steps.rend(); ++step) {
    if (step->record) return step->domain;
  }
  return steps.front().domain;
}

}  // namespace mekiki::authentication::dmarc
