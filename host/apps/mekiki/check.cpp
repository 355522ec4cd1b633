#include <algorithm>
#include <cstdio>
#include <ctime>
#include <fstream>

#include "apps/json_access.h"
#include "apps/lesson.h"
#include "apps/mekiki/commands.h"
#include "apps/mekiki/examiners.h"
#include "apps/mekiki/exit_codes.h"
#include "apps/mekiki/html_report.h"
#include "apps/mekiki/mail_source.h"
#include "apps/mekiki/output.h"
#include "apps/mekiki/terminal.h"
#include "apps/mekiki/text_report.h"
#include "lookups/reader_memory.h"
#include "lookups/recorded_answerer.h"
#include "processes/error_texts.h"
#include "questions/recorded.h"

namespace mekiki::apps {
namespace {

using questions::Kind;

int fail(const Words& words, int code, std::string_view sentence) {
  complain(words, sentence);
  return code;
}

Result<questions::Recording> read_answers(const std::string& path) {
  const auto text = read_settings_file(path);
  if (!text.ok()) return text.error();
  return questions::read_recording(*text);
}

// A recording asks again of what it was made with.
bool knows(const questions::Answers& answers, std::initializer_list<questions::Kind> kinds) {
  return std::any_of(answers.begin(), answers.end(), [kinds](const auto& answer) {
    return std::find(kinds.begin(), kinds.end(), answer.first.kind) != kinds.end();
  });
}

std::string render(const nlohmann::json& report, Format format, const Words& words) {
  switch (format) {
    case Format::json:
      return report.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
    case Format::html:
      return html_report(report, words);
    case Format::text:
      break;
  }
  return text_report(report, words, terminal_of_stdout());
}

int print(const nlohmann::json& report, const CheckOptions& options, const Words& words) {
  if (!write_output(render(report, options.format, words))) {
    return fail(words, exit_code::internal, words("error.output"));
  }
  return exit_code::of_level(text_at(report, "level"));
}

// The examination with everything it needs around it.
class Check {
 public:
  Check(const CheckOptions& options, const Words& words)
      : options_(options),
        words_(words),
        pool_(io_, processes::PoolOptions{.examiner = {}, .arguments = {}, .spares = 0}) {}

  int run() {
    auto mail = read_mail_file(options_.file);
    if (!mail.ok()) return fail(words_, exit_code::no_input, no_input());

    const Settings settings = settings_with_complaints(words_);
    processes::ExaminationRequest request = examination_request(settings, words_);
    request.message = std::move(*mail);
    request.now = static_cast<std::int64_t>(std::time(nullptr));

    std::shared_ptr<lookups::Answerer> answerer;
    if (!options_.answers.empty()) {
      auto recording = read_answers(options_.answers);
      if (!recording.ok()) return answers_unreadable(recording.error());
      request.now = recording->now;
      request.policy = {.offline = false,
                        .dns = true,
                        .place = true,
                        .correspondents = knows(recording->answers, {Kind::correspondent}),
                        .lists = knows(recording->answers, {Kind::list_ip, Kind::list_domain}),
                        .registration = knows(recording->answers, {Kind::registration}),
                        .page = true};
      answerer = lookups::make_recorded_answerer(io_, std::move(recording->answers));
    } else {
      auto lookup = lookup_settings(settings, options_.offline);
      if (options_.remember) {
        memory_ = std::make_shared<lookups::ReaderMemory>(lookups::usual_memory_file());
        lookup.memory = memory_;
        request.policy.correspondents = memory_->knows_enough();
      }
      answerer = lookups::make_answerer(io_, lookup);
    }
    return options_.record.empty() ? examine(std::move(request), answerer) : record(std::move(request), *answerer);
  }

 private:
  std::string no_input() const {
    std::error_code error;
    const bool folder = std::filesystem::is_directory(options_.file, error);
    return words_(folder ? "error.folder" : "error.no_input", fmt::arg("path", options_.file));
  }

  int answers_unreadable(const Error& error) const {
    if (error.code == "no_input") {
      return fail(words_, exit_code::no_input, words_("error.no_input", fmt::arg("path", options_.answers)));
    }
    return fail(words_, exit_code::usage,
                words_("error.answers_unreadable", fmt::arg("path", options_.answers),
                       fmt::arg("detail", harmless(error.detail))));
  }

  int examine(processes::ExaminationRequest request, std::shared_ptr<lookups::Answerer> answerer) {
    const auto report = processes::examine_now(io_, pool_, std::move(answerer), std::move(request));
    if (!report.ok()) {
      const std::string& code = report.error().code;
      return fail(words_, exit_code::of_error(code), processes::error_text(code, to_string(words_.language())));
    }
    if (memory_) memory_->learn(lesson_of({}, *report));
    return print(*report, options_, words_);
  }

  int record(processes::ExaminationRequest request, lookups::Answerer& inner) {
    const auto recorder = std::make_shared<lookups::RecordingAnswerer>(inner);
    const std::int64_t now = request.now;
    const int code = examine(std::move(request), recorder);
    if (code >= exit_code::usage) return code;
    std::ofstream file(options_.record, std::ios::binary | std::ios::trunc);
    file << questions::write_recording({now, recorder->recorded()});
    file.close();
    if (!file) {
      return fail(words_, exit_code::internal,
                  words_("error.write", fmt::arg("path", options_.record), fmt::arg("detail", last_error())));
    }
    return code;
  }

  const CheckOptions& options_;
  const Words& words_;
  boost::asio::io_context io_;
  processes::ExaminerPool pool_;
  std::shared_ptr<lookups::ReaderMemory> memory_;  // null: not asked for
};

}  // namespace

int run_check(const CheckOptions& options, const Words& words) { return Check(options, words).run(); }

}  // namespace mekiki::apps
