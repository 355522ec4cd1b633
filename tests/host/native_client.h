// Speaks native messaging to a host exactly as Thunderbird does.
#pragma once

#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "child.h"

namespace mekiki::test {

using Environment = std::map<std::string, std::string>;

class NativeClient {
 public:
  explicit NativeClient(const Environment& environment = {}, const std::string& program = MEKIKI_TEST_HOST);

  // Adds protocol, checks it against its schema, sends it.
  void send(nlohmann::json message);
  // Whatever it is.
  void send_text(std::string_view text);
  // The next message, checked against its schema and its size. Null if none comes.
  nlohmann::json receive(Milliseconds patience = Milliseconds(15000));
  // The next message of one of these types; others are passed over and kept in `passed`.
  nlohmann::json receive_one_of(const std::vector<std::string>& types, Milliseconds patience = Milliseconds(15000));

  nlohmann::json hello(const nlohmann::json& settings = {{"dns", false}, {"place", false}},
                       const std::string& language = "en");
  // open, chunks with at most four in flight, check.
  void submit(const std::string& id, std::string_view mail, std::size_t chunk_bytes = 786432);
  void upload(const std::string& id, std::string_view mail, std::size_t chunk_bytes = 786432);
  void check(const std::string& id, const std::string& language = "en");
  // submit() and wait for the report or error.
  nlohmann::json examine(const std::string& id, std::string_view mail);

  // The same with the addresses of the account that holds the mail.
  nlohmann::json examine_for(const std::string& id, std::string_view mail, const nlohmann::json& reader);

  ~NativeClient();
  NativeClient(const NativeClient&) = delete;
  NativeClient& operator=(const NativeClient&) = delete;

  std::filesystem::path cache;  // the host's, gone with the client
  Child child;
  std::vector<nlohmann::json> passed;
};

}  // namespace mekiki::test
