// The host's side of native messaging protocol 1: mails come in by pieces, reports go out. Knows messages, not pipes.
#pragma once

#include <boost/asio/io_context.hpp>
#include <functional>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lookups/answerer.h"
#include "processes/examination_driver.h"
#include "processes/examiner_pool.h"

namespace mekiki::processes {

// What one mail is examined with.
struct MailSetup {
  ExaminationRequest request;  // all but message and language; policy.offline is added to
  std::shared_ptr<lookups::Answerer> answerer;
};

// What is known of the reader's mail from earlier ones.
struct Remembered {
  bool kept = false;                 // the settings let it be kept
  std::vector<std::string> servers;  // host names that receive the mail of the account asked about
  std::size_t correspondents = 0;    // senders that have written before
  std::optional<bool> known;         // the sender asked about is one of them; nullopt: cannot be told
};

struct SessionServices {
  std::string version;  // of the host
  // Takes the settings of `hello`, an object. May come again.
  std::function<void(const nlohmann::json& settings)> configure;
  // `reader`: the addresses of the account that holds the mail, as the extension tells; may be empty.
  std::function<MailSetup(const std::vector<std::string>& reader)> set_up_mail;
  // A final report, before it is sent. May be empty.
  std::function<void(const std::vector<std::string>& reader, const nlohmann::json& report)> examined = {};
  // What is remembered; `address`: also whether this sender has written before. May be empty: nothing is remembered.
  std::function<Remembered(const std::vector<std::string>& reader, std::string_view address)> remembered = {};
  // Erases what is remembered of the reader's mail; true if nothing is left. May be empty: nothing is remembered.
  std::function<bool()> forget = {};
  // Takes one message for the extension; never re-enters the session.
  std::function<void(nlohmann::json message)> send;
};

class Session {
 public:
  // `io` and `pool` outlive the session.
  Session(boost::asio::io_context& io, ExaminerPool& pool, SessionServices services);
  ~Session();
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  // One message as it arrived; anything at all may be in it.
  void on_message(std::string_view text);
  // A message beyond limits::extension_to_host_bytes was announced and passed over.
  void on_oversized_message();
  // The extension is gone: everything under way ends without a word.
  void end();

 private:
  struct State;
  std::shared_ptr<State> state_;
};

}  // namespace mekiki::processes
