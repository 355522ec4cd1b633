#include "native_client.h"

#include <gtest/gtest.h>
#include <stdlib.h>

#include <algorithm>
#include <bit>
#include <cstring>
#include <filesystem>
#include <utility>

#include "base/base64.h"
#include "base/limits.h"
#include "processes/frames.h"
#include "schema.h"

namespace mekiki::test {

using nlohmann::json;

namespace {

// What the host remembers is a matter of each client, and none of the person who runs the tests.
Environment with_own_cache(Environment environment, const std::filesystem::path& cache) {
  environment.emplace("XDG_CACHE_HOME", cache.string());
  return environment;
}

std::filesystem::path new_folder() {
  std::string made = testing::TempDir() + "mekiki_cache_XXXXXX";
  return ::mkdtemp(made.data()) == nullptr ? std::filesystem::path{} : std::filesystem::path(made);
}

}  // namespace

NativeClient::~NativeClient() {
  std::error_code ignored;
  if (!cache.empty()) std::filesystem::remove_all(cache, ignored);
}

NativeClient::NativeClient(const Environment& environment, const std::string& program)
    : cache(new_folder()),
      child(program, {"/home/reader/.mozilla/native-messaging-hosts/mekiki.json", "mekiki@mekiki.invalid"},
            with_own_cache(environment, cache)) {}

void NativeClient::send(json message) {
  message["protocol"] = 1;
  EXPECT_EQ(message_defect("extension", message), "") << message.dump().substr(0, 300);
  send_text(message.dump());
}

void NativeClient::send_text(std::string_view text) {
  child.write(processes::frame_header(text.size(), std::endian::native));
  child.write(text);
}

json NativeClient::receive(Milliseconds patience) {
  const auto header = child.read(4, patience);
  if (!header) return nullptr;
  std::uint32_t size = 0;
  std::memcpy(&size, header->data(), sizeof size);
  EXPECT_LE(size, 1048576U) << "Thunderbird closes the connection";
  const auto text = child.read(size, patience);
  if (!text) return nullptr;
  json message = json::parse(*text, nullptr, false);
  EXPECT_FALSE(message.is_discarded());
  EXPECT_EQ(message_defect("host", message), "") << message.dump().substr(0, 300);
  return message;
}

json NativeClient::receive_one_of(const std::vector<std::string>& types, Milliseconds patience) {
  while (true) {
    json message = receive(patience);
    if (message.is_null()) return message;
    if (std::find(types.begin(), types.end(), message.value("type", "")) != types.end()) return message;
    passed.push_back(std::move(message));
  }
}

json NativeClient::hello(const json& settings, const std::string& language) {
  send({{"type", "hello"},
        {"id", "hello"},
        {"extension_version", "0.1.0"},
        {"language", language},
        {"settings", settings}});
  return receive_one_of({"hello", "error"});
}

void NativeClient::upload(const std::string& id, std::string_view mail, std::size_t chunk_bytes) {
  send({{"type", "open"}, {"id", id}, {"size", mail.size()}});
  EXPECT_EQ(receive_one_of({"opened", "error"})["type"], "opened");
  std::size_t sent = 0;
  std::size_t acknowledged = 0;
  while (!mail.empty()) {
    if (sent - acknowledged == limits::chunks_in_flight) {
      const json ack = receive_one_of({"ack", "error"});
      if (ack.is_null() || ack["type"] != "ack") return;
      EXPECT_EQ(ack["seq"], acknowledged);
      ++acknowledged;
    }
    const std::string_view piece = mail.substr(0, chunk_bytes);
    mail.remove_prefix(piece.size());
    send({{"type", "chunk"}, {"id", id}, {"seq", sent}, {"data", base64_encode(piece)}});
    ++sent;
  }
  while (acknowledged < sent) {
    const json ack = receive_one_of({"ack", "error"});
    if (ack.is_null() || ack["type"] != "ack") return;
    EXPECT_EQ(ack["seq"], acknowledged);
    ++acknowledged;
  }
}

void NativeClient::check(const std::string& id, const std::string& language) {
  send({{"type", "check"}, {"id", id}, {"language", language}});
}

void NativeClient::submit(const std::string& id, std::string_view mail, std::size_t chunk_bytes) {
  upload(id, mail, chunk_bytes);
  check(id);
}

json NativeClient::examine_for(const std::string& id, std::string_view mail, const json& reader) {
  upload(id, mail, 786432);
  send({{"type", "check"}, {"id", id}, {"language", "en"}, {"reader", reader}});
  return receive_one_of({"report", "error"}, Milliseconds(30000));
}

json NativeClient::examine(const std::string& id, std::string_view mail) {
  submit(id, mail);
  return receive_one_of({"report", "error"}, Milliseconds(30000));
}

}  // namespace mekiki::test
