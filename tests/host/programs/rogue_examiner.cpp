// An examiner that has been conquered or is broken. The first argument tells how it starts, "X-Do: word" in a mail what
// it does with it. No sandbox: the host has to hold by itself.

#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdlib>
#include <string>
#include <string_view>

#include "base/limits.h"
#include "processes/dialogue.h"
#include "processes/frames.h"
#include "programs/plain_report.h"

namespace {

using mekiki::processes::cbor_frame;
using mekiki::processes::FrameReader;
using mekiki::test::plain_report;
using nlohmann::json;

void write_all(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t size = ::write(STDOUT_FILENO, bytes.data(), bytes.size());
    if (size <= 0) ::_exit(1);
    bytes.remove_prefix(static_cast<std::size_t>(size));
  }
}

void send(const json& value) { write_all(cbor_frame(value)); }

json receive() {
  static FrameReader reader(mekiki::limits::frame_bytes);
  static std::array<char, 65536> buffer;
  static std::string_view left;
  while (true) {
    if (left.empty()) {
      const ssize_t size = ::read(STDIN_FILENO, buffer.data(), buffer.size());
      if (size <= 0) ::_exit(0);
      left = {buffer.data(), static_cast<std::size_t>(size)};
    }
    if (reader.feed(left) == FrameReader::State::complete) {
      return mekiki::processes::read_cbor(reader.take()).value_or(json());
    }
  }
}

[[noreturn]] void hang() {
  while (true) ::pause();
}

json report_with(const char* member, json value) {
  json report = plain_report();
  report[member] = std::move(value);
  return {{"type", "report"}, {"report", std::move(report)}};
}

void ask(const json& questions) { send({{"type", "questions"}, {"questions", questions}, {"report", plain_report()}}); }

[[noreturn]] void flood() {
  const std::string bytes(65536, '\x01');
  while (true) write_all(bytes);
}

void ask_without_end() {
  for (int i = 0;; ++i) {
    ask(json::array({json::array({"dns_a", "n" + std::to_string(i) + ".example.jp"})}));
    receive();
  }
}

std::string nested() { return std::string(100'000, '\x81') + '\x00'; }

void do_as_told(std::string_view word) {
  if (word == "crash") ::raise(SIGSEGV);
  if (word == "exit") ::_exit(3);
  if (word == "hang") hang();
  if (word == "silence") ::close(STDOUT_FILENO), hang();
  if (word == "junk") write_all(std::string_view("\x05\x00\x00\x00junk!", 9));
  if (word == "half") write_all(std::string_view("\x64\x00\x00\x00half", 8)), hang();
  if (word == "huge") write_all("\xff\xff\xff\x7f");
  if (word == "flood") flood();
  if (word == "nested") write_all(mekiki::processes::frame_header(nested().size()) + nested());
  if (word == "two") {
    const std::string report = cbor_frame({{"type", "report"}, {"report", plain_report()}});
    write_all(report + report);
  }
  if (word == "no_type") send(json::object());
  if (word == "number") send(42);
  if (word == "other_type") send({{"type", "shell"}});
  if (word == "no_report") send({{"type", "report"}});
  if (word == "level") send(report_with("level", "safe"));
  if (word == "score") send(report_with("score", 1000U));
  if (word == "negative") send(report_with("score", -1));
  if (word == "encoding") send(report_with("headline", "\xff\xfe"));
  if (word == "large") send(report_with("headline", std::string(1u << 20, 'x')));
  if (word == "kind") ask(json::array({json::array({"shell", "rm"})}));
  if (word == "not_a_question") ask(json::array({7}));
  if (word == "no_questions") ask(json::array());
  if (word == "endless") ask_without_end();
  if (word == "error") return send({{"type", "error"}, {"code", "rm -rf"}, {"text", std::string(1u << 20, 'x')}});
  if (word == "noise") {
    const std::string noise(1u << 20, 'n');
    while (::write(STDERR_FILENO, noise.data(), noise.size()) > 0) {
    }
  }
  send({{"type", "report"}, {"report", plain_report(std::string(word))}});
}

std::string word_in(const json& frame) {
  const auto& bytes = frame.at("message").get_binary();
  const std::string mail(bytes.begin(), bytes.end());
  const std::size_t at = mail.find("X-Do: ");
  if (at == std::string::npos) return {};
  return mail.substr(at + 6, mail.find_first_of("\r\n", at) - at - 6);
}

}  // namespace

int main(int argc, char** argv) {
  const std::string_view start = argc > 1 ? argv[1] : "";
  if (start == "start=crash") std::abort();
  if (start == "start=hang") hang();
  if (start == "start=junk") write_all("Hello! This is not CBOR, is it?");
  if (start == "start=large") write_all("\xff\xff\xff\xff");
  if (start == "start=other") send({{"type", "report"}, {"report", plain_report()}});
  send({{"type", "ready"},
        {"sandbox", {{"seccomp", false}, {"landlock", false}, {"rlimits", false}}},
        {"version", "rogue"}});
  while (true) do_as_told(word_in(receive()));
}
