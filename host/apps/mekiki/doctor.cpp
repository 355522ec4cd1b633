#include <unistd.h>

#include <chrono>
#include <cstdlib>

#include "apps/json_access.h"
#include "apps/mekiki/commands.h"
#include "apps/mekiki/diagnosis.h"
#include "apps/mekiki/examiners.h"
#include "apps/mekiki/exit_codes.h"
#include "apps/mekiki/native_manifest.h"
#include "apps/mekiki/output.h"
#include "apps/mekiki/settings_words.h"
#include "apps/mekiki/terminal.h"
#include "lookups/reader_memory.h"
#include "lookups/shared_cache.h"
#include "lookups/sqlite_cache.h"
#include "processes/examiner_pool.h"

namespace mekiki::apps {
namespace {

constexpr const char* reinstall = "installer/try.sh";

Surroundings surroundings() {
  const char* home = std::getenv("HOME");  // NOLINT(concurrency-mt-unsafe): read before any thread starts
  return {.home = home == nullptr ? "/nonexistent" : home, .root = "/"};
}

void diagnose_host(Diagnoses& found, const Words& words) {
  const auto host = find_host();
  if (host) {
    found.push_back({"host", Health::ok, words("doctor.host", fmt::arg("path", host->string())), ""});
  } else {
    found.push_back({"host", Health::problem, words("doctor.host_missing"), reinstall});
  }
}

// Starts one and asks what holds it.
void diagnose_examiner(Diagnoses& found, const Words& words) {
  boost::asio::io_context io;
  processes::ExaminerPool pool(io, {.examiner = {}, .arguments = {}, .spares = 1});
  Result<processes::SandboxStatus> status = Error{"examiner_timeout", "no answer"};
  pool.sandbox([&](Result<processes::SandboxStatus> answer) {
    status = std::move(answer);
    io.stop();
  });
  io.run_for(std::chrono::seconds(15));
  if (!status.ok()) {
    const std::string detail = harmless(status.error().detail.empty() ? status.error().code : status.error().detail);
    found.push_back(
        {"examiner", Health::problem, words("doctor.examiner_failed", fmt::arg("detail", detail)), reinstall});
    return;
  }
  std::vector<std::string> active;
  std::vector<std::string> missing;
  for (const auto& [name, on] :
       {std::pair{"seccomp", status->seccomp}, {"Landlock", status->landlock}, {"rlimits", status->rlimits}}) {
    (on ? active : missing).emplace_back(name);
  }
  const std::string_view key = missing.empty()  ? "doctor.examiner"
                               : active.empty() ? "doctor.examiner_open"
                                                : "doctor.examiner_weak";
  found.push_back({"examiner", missing.empty() ? Health::ok : Health::warning,
                   words(key, fmt::arg("layers", joined(active, ", ")), fmt::arg("missing", joined(missing, ", "))),
                   ""});
}

// Where answers are kept. A shared cache that is lost is no problem: everybody goes on alone.
void diagnose_caches(Diagnoses& found, const Words& words) {
  std::vector<SettingsFileProblems> ignored;
  const Settings settings = read_settings(ignored);
  const auto file = lookups::usual_cache_file();
  const auto status = lookups::cache_status(file);
  if (!settings.cache) {
    found.push_back({"cache", Health::ok, words("doctor.cache_off"), ""});
  } else {
    found.push_back({"cache", Health::ok,
                     words("doctor.cache", fmt::arg("path", harmless(file.string())),
                           fmt::arg("answers", status.answers), fmt::arg("kib", (status.bytes + 1023) / 1024)),
                     ""});
  }
  if (settings.shared_cache.empty()) return;
  const auto shared =
      lookups::make_shared_cache({settings.shared_cache, settings.shared_cache_password, settings.ca_file});
  const bool lost = !shared->check().empty();
  found.push_back({"cache.shared", lost ? Health::warning : Health::ok,
                   words(lost ? "doctor.shared_cache_lost" : "doctor.shared_cache",
                         fmt::arg("address", harmless(settings.shared_cache))),
                   ""});
}

void diagnose_settings(Diagnoses& found, const Words& words) {
  std::vector<SettingsFileProblems> problems;
  read_settings(problems);
  for (const auto& [file, list] : problems) {
    for (const SettingsProblem& problem : list) {
      found.push_back({"settings", Health::problem,
                       words("doctor.settings_problem", fmt::arg("path", file.string()),
                             fmt::arg("detail", settings_sentence(problem, words))),
                       fmt::format("mekiki config check {}", file.string())});
    }
  }
  if (!problems.empty()) return;
  std::vector<std::string> present;
  for (const auto& file : settings_files()) {
    std::error_code error;
    if (std::filesystem::exists(file, error)) present.push_back(file.string());
  }
  found.push_back({"settings", Health::ok,
                   present.empty() ? words("doctor.settings_default")
                                   : words("doctor.settings", fmt::arg("path", joined(present, ", "))),
                   ""});
}

// A name reserved for documentation (RFC 2606) that does resolve: only a working resolver knows it.
void diagnose_network(Diagnoses& found, const Words& words) {
  std::vector<SettingsFileProblems> ignored;
  const Settings settings = read_settings(ignored);
  if (!settings.dns) {
    found.push_back({"network.dns", Health::warning, words("doctor.dns_off"), ""});
    return;
  }
  boost::asio::io_context io;
  const auto answerer = lookups::make_answerer(io, lookup_settings(settings, false));
  const questions::Question question{questions::Kind::dns_ns, "example.org"};
  questions::Answer answer;
  const auto begin = std::chrono::steady_clock::now();
  answerer->ask({question}, [&](const lookups::Round& round) {
    if (const auto at = round.answers.find(question); at != round.answers.end()) answer = at->second;
    io.stop();
  });
  io.run_for(std::chrono::seconds(10));
  const auto ms =
      std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - begin).count();
  if (answer.outcome == questions::Outcome::unknown) {
    found.push_back({"network.dns", Health::problem,
                     words("doctor.dns_silent", fmt::arg("reason", answer.reason.empty() ? "timeout" : answer.reason)),
                     "cat /etc/resolv.conf"});
  } else {
    found.push_back({"network.dns", Health::ok, words("doctor.dns", fmt::arg("ms", ms)), ""});
  }
}

std::filesystem::path cache_folder(const Surroundings& where) {
  const char* folder = std::getenv("XDG_CACHE_HOME");  // NOLINT(concurrency-mt-unsafe): read before any thread starts
  return (folder != nullptr && *folder == '/' ? std::filesystem::path(folder) : where.home / ".cache") / "mekiki";
}

Diagnoses examine_all(const DoctorOptions& options, const Words& words) {
  Diagnoses found;
  found.push_back({"version", Health::ok, words("doctor.version", fmt::arg("version", MEKIKI_VERSION)), ""});
  const Surroundings where = surroundings();
  diagnose_host(found, words);
  diagnose_examiner(found, words);
  diagnose_manifests(found, where, words);
  diagnose_thunderbird(found, where, words);
  diagnose_extension(found, where, words);
  diagnose_policies(found, where, words);
  diagnose_suffixes(found, where, words);
  diagnose_places(found, words);
  diagnose_feeds(found, words);
  diagnose_settings(found, words);
  diagnose_caches(found, words);
  diagnose_cache(found, cache_folder(where), words);
  if (options.network) diagnose_network(found, words);
  return found;
}

// Does what can be done without harm; true if anything was. What it says goes to standard error: the report follows.
bool mend_all(const Diagnoses& found, const Words& words) {
  bool any = false;
  for (const Diagnosis& diagnosis : found) {
    std::string problem;
    if (diagnosis.mend == Mend::nothing || (diagnosis.mend == Mend::system_manifest && geteuid() != 0)) continue;
    if (diagnosis.mend == Mend::close_cache) {
      std::error_code error;
      std::filesystem::permissions(cache_folder(surroundings()), std::filesystem::perms::owner_all, error);
      if (error) problem = error.message();
    } else {
      problem = mend_manifest(diagnosis.mend == Mend::system_manifest ? Scope::system : Scope::user);
    }
    any = any || problem.empty();
    write_error_output(words(problem.empty() ? "doctor.mended" : "doctor.not_mended", fmt::arg("text", diagnosis.text),
                             fmt::arg("detail", problem)) +
                       "\n");
  }
  return any;
}

bool tell_json(const Diagnoses& found, bool good) {
  nlohmann::ordered_json out;
  out["version"] = MEKIKI_VERSION;
  out["ok"] = good;
  out["checks"] = nlohmann::json::array();
  for (const Diagnosis& diagnosis : found) {
    nlohmann::ordered_json item{{"id", diagnosis.id}, {"state", to_string(diagnosis.health)}, {"text", diagnosis.text}};
    if (!diagnosis.remedy.empty()) item["remedy"] = diagnosis.remedy;
    if (diagnosis.mend != Mend::nothing) item["fix"] = true;
    out["checks"].push_back(std::move(item));
  }
  return write_output(out.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n");
}

bool tell_text(const Diagnoses& found, const Words& words) {
  const Terminal terminal = terminal_of_stdout();
  std::size_t width = 0;
  std::size_t problems = 0;
  for (const char* key : {"doctor.ok", "doctor.warning", "doctor.problem"})
    width = std::max(width, columns_of(words(key)));
  std::string out;
  for (const Diagnosis& diagnosis : found) {
    const Style style = diagnosis.health == Health::ok        ? Style::good
                        : diagnosis.health == Health::warning ? Style::warning
                                                              : Style::danger;
    if (diagnosis.health == Health::problem) ++problems;
    const std::string label = padded(words(fmt::format("doctor.{}", to_string(diagnosis.health))), width);
    std::string block = paragraph(diagnosis.text, terminal, label + "  ");
    out += block.replace(0, label.size(), styled(terminal, style, label));
    if (!diagnosis.remedy.empty()) {
      out += std::string(width + 2, ' ') + words("doctor.remedy", fmt::arg("command", diagnosis.remedy)) + "\n";
    }
  }
  out += '\n';
  out += problems == 0 ? words("doctor.all_good") : words("doctor.some_problems", fmt::arg("count", problems));
  return write_output(out + "\n");
}

}  // namespace

int run_doctor(const DoctorOptions& options, const Words& words) {
  Diagnoses found = examine_all(options, words);
  if (options.fix && mend_all(found, words)) found = examine_all(options, words);
  const bool good =
      std::none_of(found.begin(), found.end(), [](const Diagnosis& d) { return d.health == Health::problem; });
  const bool told = options.json ? tell_json(found, good) : tell_text(found, words);
  if (!told) return exit_code::internal;
  return good ? exit_code::nothing : exit_code::suspicious;
}

namespace {

// What is kept of the reader's mail, and how to be rid of it.
std::string memory_sentence(const Words& words) {
  const auto file = lookups::usual_memory_file();
  const lookups::MemoryStatus status = lookups::memory_status(file);
  if (!status.exists) return words("memory.none");
  return words(status.readable ? "memory.kept" : "memory.damaged", fmt::arg("path", harmless(file.string())),
               fmt::arg("senders", status.correspondents), fmt::arg("servers", status.servers),
               fmt::arg("accounts", status.accounts));
}

}  // namespace

int run_data_status(const Words& words) {
  Diagnoses found;
  diagnose_suffixes(found, surroundings(), words);
  diagnose_places(found, words);
  diagnose_feeds(found, words);
  diagnose_feeds(found, words);
  std::string out;
  for (const Diagnosis& diagnosis : found) {
    out += paragraph(diagnosis.text, terminal_of_stdout(), "");
    if (!diagnosis.remedy.empty() && diagnosis.remedy != "mekiki data status") {
      out += "  " + words("doctor.remedy", fmt::arg("command", diagnosis.remedy)) + "\n";
    }
  }
  out += paragraph(memory_sentence(words), terminal_of_stdout(), "");
  return write_output(out) ? exit_code::nothing : exit_code::internal;
}

int run_data_forget(const Words& words) {
  const auto file = lookups::usual_memory_file();
  const auto answers = lookups::usual_cache_file();
  const bool erased = lookups::erase_memory(file) && (answers.empty() || lookups::erase_cache(answers));
  const std::string sentence = words(erased ? "memory.erased" : "memory.not_erased", fmt::arg("path", file.string()));
  if (!erased) {
    complain(words, sentence);
    return exit_code::internal;
  }
  return write_output(paragraph(sentence, terminal_of_stdout(), "")) ? exit_code::nothing : exit_code::internal;
}

}  // namespace mekiki::apps
