// mekiki: the command line.
#include <CLI/CLI.hpp>
#include <clocale>
#include <exception>

#include "apps/mekiki/commands.h"
#include "apps/mekiki/exit_codes.h"
#include "apps/settings.h"
#include "processes/log.h"

namespace mekiki::apps {
namespace {

constexpr const char* description =
    "Mekiki examines a suspicious mail and explains what it found.\n"
    "Exit: 0 nothing or notes, 1 suspicious, 2 danger, 64 usage, 65 not a mail, 66 no such input, 70 internal error.";

struct CommandLine {
  CLI::App app{description, "mekiki"};
  std::string language;
  CheckOptions check;
  ScanOptions scan;
  DoctorOptions doctor;
  bool json = false, text = false, html = false;
  bool system = false, user = false;
  std::string code, config_file;
  CLI::App *check_command = nullptr, *scan_command = nullptr, *doctor_command = nullptr, *install_command = nullptr,
           *uninstall_command = nullptr, *explain_command = nullptr, *config_check_command = nullptr,
           *data_status_command = nullptr, *data_forget_command = nullptr, *data_update_command = nullptr;

  CommandLine() {
    app.set_version_flag("--version", "mekiki " MEKIKI_VERSION, "Print the version");
    app.set_help_flag("-h,--help", "Print this help");
    app.require_subcommand(1);
    add_language(app);
    add_check();
    add_scan();
    add_others();
  }

  void add_language(CLI::App& command) {
    command.add_option("--lang", language, "Language: en or ja (else by LC_ALL, LC_MESSAGES, LANG)")
        ->type_name("en|ja");
  }

  CLI::App* command(const char* name, const char* what) {
    CLI::App* added = app.add_subcommand(name, what);
    add_language(*added);
    return added;
  }

  void add_check() {
    check_command = command("check", "Examine one mail and print the report");
    check_command->add_flag("--text", text, "As a person reads it (the default)");
    check_command->add_flag("--json", json, "The whole report as JSON");
    check_command->add_flag("--html", html, "The report as a web page that stands alone");
    check_command->add_flag("--offline", check.offline, "Ask nobody: nothing leaves this machine");
    check_command->add_flag("--remember", check.remember, "Use what this machine remembers of senders, and remember");
    check_command->add_option("--answers", check.answers, "Take all answers from this recording")->type_name("FILE");
    check_command->add_option("--record", check.record, "Write all answers into this file")->type_name("FILE");
    check_command->add_option("file", check.file, "The mail (.eml); - is standard input")
        ->required()
        ->type_name("FILE");
  }

  void add_scan() {
    scan_command = command("scan", "Examine many mails: one line of JSON for each, in order");
    scan_command->add_option("--jobs,-j", scan.jobs, "Mails at the same time (as many as processors)")
        ->type_name("N")
        ->check(CLI::Range(1, 256));
    scan_command->add_flag("--offline", scan.offline, "Ask nobody: nothing leaves this machine");
    scan_command->add_flag("--progress", scan.progress, "Tell how far it is, even where standard error is no terminal");
    scan_command->add_option("paths", scan.paths, "Files, folders, Maildirs, mboxes; - reads one path per line")
        ->required()
        ->type_name("PATH");
  }

  CLI::App* scoped(const char* name, const char* what) {
    CLI::App* added = command(name, what);
    auto* for_user = added->add_flag("--user", user, "For you (the default)");
    added->add_flag("--system", system, "For everyone on this machine; needs root")->excludes(for_user);
    return added;
  }

  void add_others() {
    doctor_command = command("doctor", "Say what works, what does not, and what mends it");
    doctor_command->add_flag("--json", doctor.json, "As JSON");
    doctor_command->add_flag("--network", doctor.network, "Also ask a name server");
    doctor_command->add_flag("--fix", doctor.fix, "Mend what can be mended without harm, then look again");
    install_command = scoped("install", "Let Thunderbird find the host");
    uninstall_command = scoped("uninstall", "Take that back");
    explain_command = command("explain", "Explain a finding");
    explain_command->add_option("code", code, "Such as link.rented_name; none: list them all")->type_name("CODE");
    CLI::App* config = command("config", "Settings");
    config->require_subcommand(1);
    config_check_command = config->add_subcommand("check", "Find mistakes in a settings file");
    add_language(*config_check_command);
    config_check_command->add_option("file", config_file, "The settings file")->required()->type_name("FILE");
    CLI::App* data = command("data", "Data that Mekiki uses");
    data->require_subcommand(1);
    data_status_command = data->add_subcommand("status", "What is there and how old it is");
    add_language(*data_status_command);
    data_update_command = data->add_subcommand("update", "Fetch the blocklists that the settings name");
    data_update_command->add_flag("--system", system, "For everyone on this machine; needs root");
    add_language(*data_update_command);
    data_forget_command = data->add_subcommand("forget", "Erase what is remembered of your mail");
    add_language(*data_forget_command);
  }
};

int usage_error(const Words& words, const std::string& detail) {
  complain(words, words("error.usage", fmt::arg("detail", detail)));
  return exit_code::usage;
}

int run_check_command(CommandLine& line, const Words& words) {
  if (static_cast<int>(line.json) + static_cast<int>(line.text) + static_cast<int>(line.html) > 1) {
    return usage_error(words, words("error.one_format"));
  }
  if (!line.check.answers.empty() && !line.check.record.empty())
    return usage_error(words, words("error.answers_and_record"));
  if (line.json) line.check.format = Format::json;
  if (line.html) line.check.format = Format::html;
  return run_check(line.check, words);
}

int run(CommandLine& line, const Words& words) {
  const Scope scope = line.system ? Scope::system : Scope::user;
  if (line.check_command->parsed()) return run_check_command(line, words);
  if (line.scan_command->parsed()) return run_scan(line.scan, words);
  if (line.doctor_command->parsed()) return run_doctor(line.doctor, words);
  if (line.install_command->parsed()) return run_install(scope, words);
  if (line.uninstall_command->parsed()) return run_uninstall(scope, words);
  if (line.explain_command->parsed()) return run_explain(line.code, words);
  if (line.config_check_command->parsed()) return run_config_check(line.config_file, words);
  if (line.data_update_command->parsed()) return run_data_update(line.system, words);
  if (line.data_forget_command->parsed()) return run_data_forget(words);
  return run_data_status(words);
}

std::optional<Language> language_of_settings() {
  std::vector<SettingsFileProblems> told_later;
  return language_from_string(read_settings(told_later).language);
}

int main_of(int argc, char** argv) {
  // Errors are sentences here; the log is for Thunderbird's error console.
  processes::log().set_level(spdlog::level::off);
  CommandLine line;
  Words words(language_from_environment());
  try {
    line.app.parse(argc, argv);
  } catch (const CLI::Success& asked) {
    return line.app.exit(asked);  // --help, --version
  } catch (const CLI::ParseError& error) {
    return usage_error(words, words("error.usage_plain", fmt::arg("detail", error.what())));
  }
  if (!line.language.empty()) {
    const auto language = language_from_string(line.language);
    if (!language) return usage_error(words, words("error.language", fmt::arg("value", line.language)));
    words = Words(*language);
  } else if (const auto language = language_of_settings()) {
    words = Words(*language);
  }
  try {
    return run(line, words);
  } catch (const std::exception& error) {
    complain(words, words("error.internal", fmt::arg("detail", error.what())));
    return exit_code::internal;
  }
}

}  // namespace
}  // namespace mekiki::apps

int main(int argc, char** argv) { return mekiki::apps::main_of(argc, argv); }
