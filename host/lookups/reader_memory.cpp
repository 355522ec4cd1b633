#include "lookups/reader_memory.h"

#include <fcntl.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <system_error>
#include <utility>

#include "base/limits.h"
#include "base/utf8.h"
#include "lookups/ledger.h"
#include "lookups/own_files.h"

namespace mekiki::lookups {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using questions::Answer;

constexpr std::size_t key_bytes = 32;
constexpr std::size_t hash_bytes = 16;
constexpr unsigned enough_mails = 3;               // a server that received so many is the account's
constexpr std::size_t enough_correspondents = 20;  // before that, nearly everybody writes for the first time
constexpr std::int64_t day = 86400;

std::string hex(const unsigned char* bytes, std::size_t size) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  for (std::size_t i = 0; i < size; ++i) {
    text += digits[bytes[i] >> 4U];
    text += digits[bytes[i] & 15U];
  }
  return text;
}

bool is_hex(std::string_view text, std::size_t bytes) {
  return text.size() == bytes * 2 && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

std::string random_key() {
  std::array<unsigned char, key_bytes> key{};
  if (RAND_bytes(key.data(), static_cast<int>(key.size())) != 1) return {};
  return hex(key.data(), key.size());
}

std::string hash(const std::string& key, std::string_view text) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned size = 0;
  HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()),
       reinterpret_cast<const unsigned char*>(text.data()),  // NOLINT(cppcoreguidelines-pro-type-reinterpret-cast)
       text.size(), digest.data(), &size);
  return hex(digest.data(), hash_bytes);
}

struct Server {
  unsigned mails = 0;
  std::int64_t last = 0;  // days since the epoch
};
struct Account {
  std::map<std::string, Server> servers;
  std::int64_t last = 0;
};
struct Correspondent {
  unsigned mails = 0;
  std::int64_t first = 0, last = 0;
};

std::int64_t number(const json& object, const char* name) {
  const auto found = object.find(name);
  return found != object.end() && found->is_number_integer() ? found->get<std::int64_t>() : 0;
}

unsigned count(const json& object) {
  return static_cast<unsigned>(std::clamp<std::int64_t>(number(object, "mails"), 0, 1'000'000));
}

// 1970-01-01 plus `days` (Howard Hinnant's civil_from_days).
std::string date(std::int64_t days) {
  const std::int64_t z = days + 719468;
  const std::int64_t era = (z >= 0 ? z : z - 146096) / 146097;
  const std::int64_t doe = z - era * 146097;
  const std::int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
  const std::int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
  const std::int64_t mp = (5 * doy + 2) / 153;
  const std::int64_t d = doy - (153 * mp + 2) / 5 + 1;
  const std::int64_t m = mp < 10 ? mp + 3 : mp - 9;
  const std::int64_t y = yoe + era * 400 + (m <= 2 ? 1 : 0);
  const auto two = [](std::int64_t n) { return (n < 10 ? "0" : "") + std::to_string(n); };
  return std::to_string(y) + "-" + two(m) + "-" + two(d);
}

// Takes out what was not seen for longest until `most` are left.
template <class Map, class Last>
void bound(Map& entries, std::size_t most, Last last) {
  while (entries.size() > most) {
    entries.erase(std::min_element(entries.begin(), entries.end(),
                                   [&](const auto& a, const auto& b) { return last(a.second) < last(b.second); }));
  }
}

std::string joined(std::vector<std::string> addresses) {
  for (std::string& address : addresses) address = ascii_lower(address);
  std::sort(addresses.begin(), addresses.end());
  std::string all = "account";
  for (const std::string& address : addresses) all += "\n" + address;
  return all;
}

}  // namespace

struct ReaderMemory::State {
  std::string key;
  std::map<std::string, Account> accounts;
  std::map<std::string, Correspondent> correspondents;
  std::vector<std::string> mails;  // oldest first

  bool read(const json& stored);
  [[nodiscard]] json write() const;
  bool load(const fs::path& file);
  bool save(const fs::path& file);
};

bool ReaderMemory::State::read(const json& stored) {
  if (!stored.is_object() || number(stored, "version") != 1) return false;
  const auto stored_key = stored.find("key");
  if (stored_key == stored.end() || !stored_key->is_string() || !is_hex(stored_key->get<std::string>(), key_bytes)) {
    return false;
  }
  key = stored_key->get<std::string>();
  const json stored_accounts = stored.value("accounts", json::object());
  for (const auto& [name, entry] : stored_accounts.items()) {
    if (!is_hex(name, hash_bytes) || !entry.is_object() || accounts.size() >= limits::memory_accounts) continue;
    Account& account = accounts[name];
    account.last = number(entry, "last");
    const json stored_servers = entry.value("servers", json::object());
    for (const auto& [host, server] : stored_servers.items()) {
      if (server.is_object() && host.size() <= limits::domain_bytes && account.servers.size() < limits::memory_servers)
        account.servers[host] = {count(server), number(server, "last")};
    }
  }
  const json stored_correspondents = stored.value("correspondents", json::object());
  for (const auto& [name, entry] : stored_correspondents.items()) {
    if (!is_hex(name, hash_bytes) || !entry.is_object() || correspondents.size() >= limits::memory_correspondents)
      continue;
    correspondents[name] = {count(entry), number(entry, "first"), number(entry, "last")};
  }
  for (const json& mail : stored.value("mails", json::array())) {
    if (mail.is_string() && mails.size() < limits::memory_mails) mails.push_back(mail.get<std::string>());
  }
  return true;
}

json ReaderMemory::State::write() const {
  json stored = {{"version", 1}, {"key", key}, {"mails", mails}};
  stored["accounts"] = json::object();
  stored["correspondents"] = json::object();
  for (const auto& [name, account] : accounts) {
    json servers = json::object();
    for (const auto& [host, server] : account.servers) servers[host] = {{"mails", server.mails}, {"last", server.last}};
    stored["accounts"][name] = {{"last", account.last}, {"servers", std::move(servers)}};
  }
  for (const auto& [name, one] : correspondents) {
    stored["correspondents"][name] = {{"mails", one.mails}, {"first", one.first}, {"last", one.last}};
  }
  return stored;
}

// False: there is something that cannot be read.
bool ReaderMemory::State::load(const fs::path& file) {
  *this = {};
  std::error_code error;
  if (file.empty() || !fs::exists(file, error)) return true;
  std::ifstream stream(file, std::ios::binary);
  std::string text(limits::memory_bytes + 1, '\0');
  stream.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(stream.gcount()));
  if (text.size() > limits::memory_bytes) return false;
  // Types that do not fit throw in value(): the file is then as good as damaged.
  try {
    if (read(json::parse(text, nullptr, false))) return true;
  } catch (const json::exception&) {
    *this = {};
  }
  *this = {};
  return false;
}

bool ReaderMemory::State::save(const fs::path& file) {
  if (file.empty()) return false;
  std::error_code error;
  fs::create_directories(file.parent_path(), error);
  std::string fresh = file.string() + ".XXXXXX";
  const int descriptor = ::mkostemp(fresh.data(), O_CLOEXEC);  // made with mode 0600
  if (descriptor < 0) return false;
  const std::string text = write().dump(-1, ' ', false, json::error_handler_t::replace);
  std::string_view left = text;
  while (!left.empty()) {
    const ssize_t size = ::write(descriptor, left.data(), left.size());
    if (size <= 0) break;
    left.remove_prefix(static_cast<std::size_t>(size));
  }
  ::close(descriptor);
  if (left.empty()) fs::rename(fresh, file, error);
  if (!left.empty() || error) {
    fs::remove(fresh, error);
    return false;
  }
  return true;
}

ReaderMemory::ReaderMemory(fs::path file) : file_(std::move(file)) {}
ReaderMemory::~ReaderMemory() = default;

// What was erased, be it by another program, is not remembered any longer.
ReaderMemory::State& ReaderMemory::state() {
  std::error_code error;
  const fs::file_time_type written = fs::last_write_time(file_, error);
  const std::optional<fs::file_time_type> now = error ? std::nullopt : std::optional(written);
  if (!state_ || now != loaded_) {
    loaded_ = now;
    state_ = std::make_unique<State>();
    state_->load(file_);
    if (state_->key.empty()) state_->key = random_key();
  }
  return *state_;
}

std::vector<std::string> ReaderMemory::receiving_servers(const std::vector<std::string>& account) {
  std::vector<std::string> servers;
  if (account.empty()) return servers;
  const State& known = state();
  const auto found = known.accounts.find(hash(known.key, joined(account)));
  if (found == known.accounts.end()) return servers;
  for (const auto& [host, server] : found->second.servers) {
    if (server.mails >= enough_mails) servers.push_back(host);
  }
  return servers;
}

Answer ReaderMemory::correspondent(std::string_view address) {
  const State& known = state();
  const auto found = known.correspondents.find(hash(known.key, "address\n" + ascii_lower(address)));
  if (found != known.correspondents.end()) {
    return Answer::yes({"mails=" + std::to_string(found->second.mails), "first=" + date(found->second.first),
                        "last=" + date(found->second.last)});
  }
  return !knows_enough() ? Answer::unknown("too_few") : Answer::no();
}

bool ReaderMemory::knows_enough() { return state().correspondents.size() >= enough_correspondents; }

bool ReaderMemory::learn(const Lesson& lesson) {
  // Another host may have learned in the meantime.
  state_.reset();
  State& known = state();
  if (known.key.empty()) return false;
  const std::string mail = hash(known.key, "mail\n" + lesson.mail);
  if (std::find(known.mails.begin(), known.mails.end(), mail) != known.mails.end()) return true;
  known.mails.push_back(mail);
  if (known.mails.size() > limits::memory_mails) known.mails.erase(known.mails.begin());
  const std::int64_t today = lesson.now / day;
  if (!lesson.account.empty()) {
    Account& account = known.accounts[hash(known.key, joined(lesson.account))];
    account.last = today;
    for (const std::string& host : lesson.servers) {
      if (host.empty() || host.size() > limits::domain_bytes) continue;
      Server& server = account.servers[host];
      ++server.mails;
      server.last = today;
    }
    bound(account.servers, limits::memory_servers, [](const Server& server) { return server.last; });
    bound(known.accounts, limits::memory_accounts, [](const Account& one) { return one.last; });
  }
  if (!lesson.sender.empty()) {
    Correspondent& one = known.correspondents[hash(known.key, "address\n" + ascii_lower(lesson.sender))];
    if (one.mails++ == 0) one.first = today;
    one.last = today;
    bound(known.correspondents, limits::memory_correspondents, [](const Correspondent& c) { return c.last; });
  }
  return known.save(file_);
}

fs::path usual_memory_file() {
  const fs::path folder = cache_folder();
  return folder.empty() ? folder : folder / "reader.json";
}

MemoryStatus memory_status(const fs::path& file) { return ReaderMemory::look(file); }

bool erase_memory(const fs::path& file) {
  std::error_code error;
  fs::remove(file, error);
  return !fs::exists(file, error);
}

MemoryStatus ReaderMemory::look(const fs::path& file) {
  MemoryStatus status;
  std::error_code error;
  status.exists = fs::exists(file, error);
  State state;
  status.readable = state.load(file);
  status.accounts = state.accounts.size();
  for (const auto& [name, account] : state.accounts) status.servers += account.servers.size();
  status.correspondents = state.correspondents.size();
  return status;
}

namespace {

class CorrespondentWork : public Work {
 public:
  [[nodiscard]] Query ledger(const questions::Question& question) const override {
    return local_query(question, "this computer");
  }
};

class CorrespondentHandler : public Handler {
 public:
  explicit CorrespondentHandler(std::shared_ptr<ReaderMemory> memory) : memory_(std::move(memory)) {}

  [[nodiscard]] bool uses_network() const override { return false; }
  std::unique_ptr<Work> start(std::vector<questions::Question> questions, std::function<void(Reply)> reply) override {
    for (questions::Question& question : questions) {
      Answer answer = memory_->correspondent(question.name);
      reply({std::move(question), std::move(answer), std::chrono::seconds(0)});
    }
    return std::make_unique<CorrespondentWork>();
  }

 private:
  std::shared_ptr<ReaderMemory> memory_;
};

}  // namespace

std::unique_ptr<Handler> make_correspondent_handler(std::shared_ptr<ReaderMemory> memory) {
  return std::make_unique<CorrespondentHandler>(std::move(memory));
}

}  // namespace mekiki::lookups
