// report::Examination for tests of the processes around it: what it does stands in the mail.
//   Subject: ...          comes back in the report
//   X-Ask: kind name      asked in the first round; X-Ask-Then: in the second; the answers come back as `unknown`
//   X-Do: word            what a conquered examiner might try, from inside the real sandbox

#include <fcntl.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <ctime>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "programs/plain_report.h"
#include "report/examination.h"

namespace mekiki::report {
namespace {

using nlohmann::json;

std::string_view header(std::string_view mail, std::string_view name) {
  const std::size_t at = mail.find(name);
  if (at == std::string_view::npos) return {};
  mail.remove_prefix(at + name.size());
  return mail.substr(0, mail.find_first_of("\r\n"));
}

std::optional<questions::Question> question_in(std::string_view value) {
  const std::size_t space = value.find(' ');
  if (space == std::string_view::npos) return std::nullopt;
  const auto kind = questions::kind_from_string(value.substr(0, space));
  if (!kind) return std::nullopt;
  return questions::Question{*kind, std::string(value.substr(space + 1))};
}

std::string outcome_of_call(long result) { return result < 0 ? std::to_string(errno) : "done"; }

// 700 MB at a time, and all of it touched: beyond the memory that an examiner may have.
std::string allocate() {
  std::vector<std::vector<char>> blocks;
  for (int i = 0; i < 8; ++i) blocks.emplace_back(700u << 20, 'x');
  return "done";
}

std::string spin() {
  for (volatile bool going = true; going;) {
  }
  return {};
}

// Three and a half seconds of CPU time, honestly spent.
std::string work() {
  const std::clock_t end = std::clock() + 7 * CLOCKS_PER_SEC / 2;
  while (std::clock() < end) {
  }
  return "done";
}

std::string attempt(std::string_view word) {
  if (word == "abort") std::abort();
  if (word == "open") return outcome_of_call(::open("/etc/passwd", O_RDONLY));
  if (word == "create") return outcome_of_call(::open("/tmp/mekiki-escaped", O_CREAT | O_WRONLY, 0600));
  if (word == "socket") return outcome_of_call(::socket(AF_INET, SOCK_STREAM, 0));
  if (word == "fork") return outcome_of_call(::fork());
  if (word == "exec") return outcome_of_call(::execl("/bin/true", "true", nullptr));
  if (word == "ptrace") return outcome_of_call(::ptrace(PTRACE_TRACEME, 0, nullptr, nullptr));
  if (word == "allocate") return allocate();
  if (word == "spin") return spin();
  if (word == "work") return work();
  if (word == "pause") return outcome_of_call(::pause());
  return {};
}

}  // namespace

struct Examination::State {
  std::string mail;
};

Examination::Examination(std::unique_ptr<State> state) : state_(std::move(state)) {}
Examination::Examination(Examination&&) noexcept = default;
Examination& Examination::operator=(Examination&&) noexcept = default;
Examination::~Examination() = default;

Result<Examination> Examination::begin(std::string bytes, Options) {
  if (bytes.find(':') == std::string::npos) return Error{"not_a_mail", "no header"};
  return Examination(std::make_unique<State>(State{std::move(bytes)}));
}

Examination::Outcome Examination::run(const questions::Answers& known) const {
  Outcome outcome;
  json report = test::plain_report(std::string(header(state_->mail, "Subject: ")));
  report["message"]["size"] = state_->mail.size();
  if (const auto word = header(state_->mail, "X-Do: "); !word.empty()) report["headline"] = attempt(word);
  for (const char* name : {"X-Ask: ", "X-Ask-Then: "}) {
    const auto question = question_in(header(state_->mail, name));
    if (!question) continue;
    const auto answer = known.find(*question);
    if (answer == known.end()) {
      outcome.open.push_back(*question);
      report["complete"] = false;
      break;
    }
    report["unknown"].push_back({{"check", std::string(questions::to_string(question->kind))},
                                 {"reason", answer->second.reason},
                                 {"text", std::string(questions::to_string(answer->second.outcome))}});
  }
  outcome.report = std::make_shared<const json>(std::move(report));
  return outcome;
}

void warm_up() {}

}  // namespace mekiki::report
