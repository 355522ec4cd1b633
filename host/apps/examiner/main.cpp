// mekiki-examiner: examines the mails it is given on standard input, and can do nothing else. Started by mekiki-host
// and mekiki; the dialogue is described in processes/dialogue.h.

#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <new>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/limits.h"
#include "processes/dialogue.h"
#include "processes/frames.h"
#include "processes/sandbox.h"
#include "report/examination.h"
#include "report/options.h"

namespace {

using mekiki::Error;
using mekiki::processes::FrameReader;
using nlohmann::json;

constexpr int exit_usage = 64;          // EX_USAGE of sysexits.h
constexpr int exit_internal = 70;       // EX_SOFTWARE
constexpr int exit_out_of_memory = 71;  // EX_OSERR
constexpr int exit_bad_host = 76;       // EX_PROTOCOL

// The end of input between two mails is the end of the work. Without the destructors and exit handlers of the
// libraries: they might want what the sandbox refuses.
[[noreturn]] void leave(int status) { ::_exit(status); }

json read_frame(FrameReader& reader) {
  static std::array<char, 256 << 10> buffer;
  static std::string_view left;
  while (true) {
    while (left.empty()) {
      const ssize_t size = ::read(STDIN_FILENO, buffer.data(), buffer.size());
      if (size < 0 && errno == EINTR) continue;
      if (size <= 0) leave(size == 0 && reader.empty() ? EXIT_SUCCESS : exit_bad_host);
      left = {buffer.data(), static_cast<std::size_t>(size)};
    }
    const FrameReader::State state = reader.feed(left);
    if (state == FrameReader::State::too_large) leave(exit_bad_host);
    if (state == FrameReader::State::incomplete) continue;
    auto frame = mekiki::processes::read_cbor(reader.take());
    if (!frame || !frame->is_object()) leave(exit_bad_host);
    return *std::move(frame);
  }
}

void write_frame(const json& value) {
  const std::string frame = mekiki::processes::cbor_frame(value);
  std::string_view left = frame;
  while (!left.empty()) {
    const ssize_t size = ::write(STDOUT_FILENO, left.data(), left.size());
    if (size < 0 && errno == EINTR) continue;
    if (size <= 0) leave(exit_bad_host);
    left.remove_prefix(static_cast<std::size_t>(size));
  }
}

// The mail is moved out of the frame, not copied.
std::optional<std::string> take_message(json& frame) {
  const auto message = frame.find("message");
  if (message == frame.end() || !message->is_binary()) return std::nullopt;
  const auto& bytes = message->get_binary();
  std::string text(bytes.begin(), bytes.end());
  frame.erase(message);
  return text;
}

// One mail: asks until nothing is open.
void examine(json frame, FrameReader& reader) {
  if (const auto type = frame.find("type"); type == frame.end() || *type != "examine") leave(exit_bad_host);
  const auto given = frame.find("options");
  const auto options = mekiki::report::read_options(given == frame.end() ? json() : *given);
  auto message = take_message(frame);
  if (!message) leave(exit_bad_host);
  frame = {};
  const auto examination = mekiki::report::Examination::begin(*std::move(message), options);
  if (!examination) {
    const Error& error = examination.error();
    return write_frame({{"type", "error"}, {"code", error.code}, {"text", error.detail}});
  }
  mekiki::questions::Answers known;
  while (true) {
    const auto outcome = examination->run(known);
    if (outcome.open.empty()) return write_frame({{"type", "report"}, {"report", *outcome.report}});
    write_frame(mekiki::processes::questions_frame(outcome.open, *outcome.report));
    auto answers = mekiki::processes::read_answers_frame(read_frame(reader));
    if (!answers) leave(exit_bad_host);
    for (auto& [question, answer] : *answers) known.insert_or_assign(question, std::move(answer));
  }
}

int by_hand() {
  std::puts("mekiki-examiner " MEKIKI_VERSION
            "\n"
            "The part of Mekiki that examines one email in a closed room: without files, without network.\n"
            "It is started by mekiki-host and mekiki and talks with them alone. To examine an email:\n"
            "    mekiki check FILE");
  return exit_usage;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc > 1 && std::strcmp(argv[1], "--version") == 0) {
    std::puts("mekiki-examiner " MEKIKI_VERSION);
    return EXIT_SUCCESS;
  }
  if (argc > 1 || ::isatty(STDIN_FILENO) != 0) return by_hand();
  try {
    mekiki::report::warm_up();
    const mekiki::processes::SandboxStatus sandbox = mekiki::processes::enter_sandbox();
    write_frame(
        {{"type", "ready"},
         {"sandbox", {{"seccomp", sandbox.seccomp}, {"landlock", sandbox.landlock}, {"rlimits", sandbox.rlimits}}},
         {"version", MEKIKI_VERSION}});
    FrameReader reader(mekiki::limits::frame_bytes);
    while (true) examine(read_frame(reader), reader);
  } catch (const std::bad_alloc&) {
    leave(exit_out_of_memory);
  } catch (const std::exception&) {
    leave(exit_internal);
  }
}
