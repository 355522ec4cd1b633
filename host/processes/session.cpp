#include "processes/session.h"

#include <algorithm>
#include <deque>
#include <map>
#include <optional>
#include <utility>

#include "base/base64.h"
#include "base/limits.h"
#include "processes/error_texts.h"
#include "processes/frames.h"
#include "processes/log.h"

namespace mekiki::processes {
namespace {

using nlohmann::json;

constexpr unsigned protocol = 1;
constexpr std::size_t id_bytes = 128;
constexpr std::size_t remembered_failures = 64;

struct Mail {
  std::size_t size = 0;  // as announced
  std::string bytes;
  std::uint64_t next_chunk = 0;
  std::string language;
  std::vector<std::string> reader;         // addresses of the account that holds it
  std::shared_ptr<ExaminationDriver> run;  // once it is being examined
  std::uint64_t serial = 0;                // an id may be used again
};

const std::string* string_member(const json& message, const char* key) {
  const auto member = message.find(key);
  return member == message.end() ? nullptr : member->get_ptr<const std::string*>();
}

// A list of mail addresses, or nothing; nullopt if it is something else.
std::optional<std::vector<std::string>> addresses_member(const json& message, const char* key) {
  std::vector<std::string> addresses;
  const auto member = message.find(key);
  if (member == message.end()) return addresses;
  if (!member->is_array() || member->size() > limits::identities) return std::nullopt;
  for (const json& item : *member) {
    const auto* address = item.get_ptr<const std::string*>();
    if (address == nullptr || address->size() > limits::address_bytes) return std::nullopt;
    addresses.push_back(*address);
  }
  return addresses;
}

std::optional<std::uint64_t> number_member(const json& message, const char* key) {
  const auto member = message.find(key);
  if (member == message.end() || !member->is_number_unsigned()) return std::nullopt;
  return member->get<std::uint64_t>();
}

}  // namespace

struct Session::State : std::enable_shared_from_this<State> {
  State(boost::asio::io_context& context, ExaminerPool& examiners, SessionServices given)
      : io(context), pool(examiners), services(std::move(given)) {}

  void dispatch(const json& message);
  void hello(const std::string& id, const json& message);
  void open(const std::string& id, const json& message);
  void chunk(const std::string& id, const json& message);
  void check(const std::string& id, const json& message);
  void cancel(const std::string& id, const json& message);
  void forget(const std::string& id, const json& message);
  void remembered(const std::string& id, const json& message);

  void send(const char* type, const std::string& id, json members);
  void send_error(const json& id, std::string_view code);
  // One error for a mail, and the end of it. What the extension had already sent for it is passed over in silence.
  void fail(const std::string& id, std::string_view code);
  bool has_failed(const std::string& id) const;
  std::string take_chunk(Mail& mail, const json& message);
  [[nodiscard]] bool is_current(const std::string& id, std::uint64_t serial) const;
  ExaminationHandlers handlers_for(const std::string& id, std::uint64_t serial);

  boost::asio::io_context& io;
  ExaminerPool& pool;
  SessionServices services;
  bool ended = false;
  bool greeted = false;
  std::string language = "en";
  std::map<std::string, Mail> mails;
  std::uint64_t opened = 0;
  std::deque<std::string> failed;
};

Session::Session(boost::asio::io_context& io, ExaminerPool& pool, SessionServices services)
    : state_(std::make_shared<State>(io, pool, std::move(services))) {}

Session::~Session() { end(); }

void Session::end() {
  state_->ended = true;
  for (auto& [id, mail] : std::exchange(state_->mails, {})) {
    if (mail.run) mail.run->cancel();
  }
}

void Session::on_oversized_message() { state_->send_error(nullptr, "bad_message"); }

void Session::on_message(std::string_view text) {
  const auto message = read_json(text);
  if (!message || !message->is_object()) return state_->send_error(nullptr, "bad_message");
  state_->dispatch(*message);
}

void Session::State::dispatch(const json& message) {
  using Action = void (State::*)(const std::string&, const json&);
  static const std::map<std::string_view, Action> actions{{"hello", &State::hello},          {"open", &State::open},
                                                          {"chunk", &State::chunk},          {"check", &State::check},
                                                          {"cancel", &State::cancel},        {"forget", &State::forget},
                                                          {"remembered", &State::remembered}};
  const std::string* id = string_member(message, "id");
  if (id != nullptr && (id->empty() || id->size() > id_bytes)) id = nullptr;
  const json told_id = id == nullptr ? json() : json(*id);

  const auto spoken = number_member(message, "protocol");
  if (!spoken) return send_error(told_id, "bad_message");
  if (*spoken != protocol) return send_error(told_id, "protocol_mismatch");
  const std::string* type = string_member(message, "type");
  const auto action = type == nullptr ? actions.end() : actions.find(*type);
  if (id == nullptr || action == actions.end()) return send_error(told_id, "bad_message");
  // The settings may forbid what would otherwise be done.
  if (!greeted && *type != "hello") return send_error(told_id, "bad_message");
  (this->*action->second)(*id, message);
}

void Session::State::hello(const std::string& id, const json& message) {
  const std::string* spoken = string_member(message, "language");
  if (spoken != nullptr) language = *spoken == "ja" ? "ja" : "en";
  const auto settings = message.find("settings");
  if (settings != message.end() && !settings->is_object()) return send_error(id, "bad_message");
  services.configure(settings == message.end() ? json::object() : *settings);
  greeted = true;
  pool.sandbox([self = shared_from_this(), id](const Result<SandboxStatus>& status) {
    const SandboxStatus sandbox = status ? *status : SandboxStatus{};
    self->send(
        "hello", id,
        {{"host_version", self->services.version},
         {"protocols", json::array({protocol})},
         {"capabilities", json::array({"partial", "cancel", "progress", "forget", "remembered"})},
         {"sandbox", {{"seccomp", sandbox.seccomp}, {"landlock", sandbox.landlock}, {"rlimits", sandbox.rlimits}}},
         {"chunk_bytes", limits::chunk_bytes},
         {"chunks_in_flight", limits::chunks_in_flight}});
  });
}

void Session::State::open(const std::string& id, const json& message) {
  const auto size = number_member(message, "size");
  if (!size || mails.contains(id)) return send_error(id, "bad_message");
  std::erase(failed, id);
  if (*size > limits::message_bytes) return fail(id, "too_large");
  std::size_t total = static_cast<std::size_t>(*size);
  for (const auto& [other, mail] : mails) total += mail.size;
  if (mails.size() >= limits::mails_at_once || total > limits::mails_at_once_bytes) return fail(id, "busy");
  Mail& mail = mails[id];
  mail.size = static_cast<std::size_t>(*size);
  mail.serial = ++opened;
  pool.warm();
  send("opened", id, json::object());
}

// Empty: the chunk has been taken.
std::string Session::State::take_chunk(Mail& mail, const json& message) {
  const std::string* data = string_member(message, "data");
  if (mail.run) return "after check";
  if (data == nullptr) return "no data";
  if (number_member(message, "seq") != mail.next_chunk) return "out of order";
  if (data->size() > (limits::chunk_bytes + 2) / 3 * 4) return "too long";
  const auto bytes = base64_decode(*data);
  if (!bytes) return "not base64";
  if (bytes->size() > limits::chunk_bytes || bytes->size() > mail.size - mail.bytes.size()) return "too long";
  mail.bytes += *bytes;
  ++mail.next_chunk;
  return {};
}

void Session::State::chunk(const std::string& id, const json& message) {
  const auto found = mails.find(id);
  if (found == mails.end()) return has_failed(id) ? void() : send_error(id, "unknown_id");
  Mail& mail = found->second;
  const std::string defect = take_chunk(mail, message);
  if (!defect.empty()) {
    log().warn("a chunk was refused: {}", defect);
    return fail(id, "bad_message");
  }
  send("ack", id, {{"seq", mail.next_chunk - 1}});
  if (mail.size > limits::chunk_bytes) {
    send("progress", id, {{"stage", "reading"}, {"done", mail.bytes.size()}, {"of", mail.size}});
  }
}

void Session::State::check(const std::string& id, const json& message) {
  const auto found = mails.find(id);
  if (found == mails.end()) return has_failed(id) ? void() : send_error(id, "unknown_id");
  Mail& mail = found->second;
  const std::string* spoken = string_member(message, "language");
  mail.language = spoken == nullptr ? language : *spoken == "ja" ? "ja" : "en";
  const auto offline = message.find("offline");
  auto reader = addresses_member(message, "reader");
  const bool understood = (offline == message.end() || offline->is_boolean()) && reader;
  if (!understood || mail.run || mail.bytes.size() != mail.size) return fail(id, "bad_message");

  mail.reader = *std::move(reader);
  MailSetup setup = services.set_up_mail(mail.reader);
  setup.request.message = std::exchange(mail.bytes, {});
  setup.request.language = mail.language;
  if (offline != message.end() && offline->get<bool>()) setup.request.policy.offline = true;
  mail.run = ExaminationDriver::start(io, pool, std::move(setup.answerer), std::move(setup.request),
                                      handlers_for(id, mail.serial));
}

bool Session::State::is_current(const std::string& id, std::uint64_t serial) const {
  const auto found = mails.find(id);
  return !ended && found != mails.end() && found->second.serial == serial;
}

// A mail that is gone says nothing more.
ExaminationHandlers Session::State::handlers_for(const std::string& id, std::uint64_t serial) {
  const auto living = [weak = weak_from_this(), id, serial]() -> std::shared_ptr<State> {
    auto self = weak.lock();
    return self && self->is_current(id, serial) ? self : nullptr;
  };
  ExaminationHandlers handlers;
  handlers.on_progress = [living, id](Stage stage, std::size_t done, std::size_t of) {
    if (const auto self = living()) {
      self->send("progress", id, {{"stage", to_string(stage)}, {"done", done}, {"of", of}});
    }
  };
  handlers.on_partial = [living, id](json report) {
    if (const auto self = living()) self->send("partial", id, {{"report", std::move(report)}});
  };
  handlers.on_done = [living, id](Result<json> report) {
    const auto self = living();
    if (!self) return;
    if (!report) return self->fail(id, report.error().code);
    const std::vector<std::string> reader = std::move(self->mails.at(id).reader);
    self->mails.erase(id);
    if (self->services.examined) self->services.examined(reader, *report);
    self->send("report", id, {{"report", *std::move(report)}});
  };
  return handlers;
}

// Too late for a mail that is done: its report is on the way.
void Session::State::cancel(const std::string& id, const json&) {
  const auto found = mails.find(id);
  if (found == mails.end()) return;
  if (found->second.run) found->second.run->cancel();
  fail(id, "cancelled");
}

void Session::State::forget(const std::string& id, const json&) {
  send("forgotten", id, {{"erased", !services.forget || services.forget()}});
}

void Session::State::remembered(const std::string& id, const json& message) {
  const auto reader = addresses_member(message, "reader");
  const std::string* address = string_member(message, "address");
  const bool understood = message.contains("address") == (address != nullptr);
  if (!reader || !understood || (address != nullptr && address->size() > limits::address_bytes)) {
    return send_error(id, "bad_message");
  }
  const std::string_view asked = address == nullptr ? std::string_view() : *address;
  const Remembered memory = services.remembered ? services.remembered(*reader, asked) : Remembered{};
  json known;
  if (memory.known) known = *memory.known;
  send("remembered", id,
       {{"kept", memory.kept},
        {"servers", memory.servers},
        {"correspondents", memory.correspondents},
        {"known", std::move(known)}});
}

void Session::State::fail(const std::string& id, std::string_view code) {
  const auto found = mails.find(id);
  const std::string spoken = found == mails.end() || found->second.language.empty() ? language : found->second.language;
  if (found != mails.end()) {
    if (found->second.run) found->second.run->cancel();
    mails.erase(found);
  }
  failed.push_back(id);
  if (failed.size() > remembered_failures) failed.pop_front();
  send("error", id, {{"code", code}, {"text", error_text(code, spoken)}});
}

bool Session::State::has_failed(const std::string& id) const {
  return std::find(failed.begin(), failed.end(), id) != failed.end();
}

void Session::State::send_error(const json& id, std::string_view code) {
  if (ended) return;
  services.send(
      {{"protocol", protocol}, {"type", "error"}, {"id", id}, {"code", code}, {"text", error_text(code, language)}});
}

void Session::State::send(const char* type, const std::string& id, json members) {
  if (ended) return;
  members["protocol"] = protocol;
  members["type"] = type;
  members["id"] = id;
  services.send(std::move(members));
}

}  // namespace mekiki::processes
