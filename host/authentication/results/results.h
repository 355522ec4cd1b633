// Who wrote the authentication results that a mail carries (RFC 8601, Received-SPF of RFC 7208 section 9.1), and which
// of them the reader's own border wrote. Only those are believed: anybody can write such a field into his mail.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "message/message.h"

namespace mekiki::authentication::results {

// Where the reader's side begins, as the route tells.
struct Border {
  std::optional<std::size_t> received;   // index into Message::received of the line where the mail was handed over
  bool by_policy = false;                // the reader or his administrator named the server
  std::vector<std::string> own_servers;  // host names and authserv-ids of the reader's receiving side
  std::vector<std::string> learned;      // the same, as earlier mails of this account taught them
  bool by_memory = false;                // the line is of a server that was learned
};

enum class Standing {
  trusted,      // by the reader's border
  unconfirmed,  // it may be the border's, or a stranger's in its name
  foreign,      // by another server on the way, or by nobody
  forged,       // says that it is the border's, and cannot be
};

struct Field {
  std::size_t field = 0;  // index into Message::headers
  Standing standing = Standing::foreign;
  message::AuthenticationResults results;
};

// One result that is believed.
struct Method {
  std::size_t field = 0;
  std::string authserv_id;  // who says so; the receiving host where the field has no id
  std::string method;       // "spf", "dkim", "dmarc", "arc", ...
  std::string result;       // "pass", "fail", ...
  std::string domain;       // that it is about, A-labels; may be empty
  std::string reason;       // as written there
  std::string policy;       // dmarc: "reject", "quarantine" or "none" where it was written down
  std::string selector;     // dkim: header.s; may be empty
  std::string algorithm;    // dkim: header.a; may be empty
  std::string signature;    // dkim: header.b, the first characters of the signature (RFC 6008); may be empty
};

struct Judged {
  std::vector<Field> fields;  // topmost first
  std::vector<Method> trusted;
  // authserv-ids, each once, that stand above the line of a border that is certain (by policy, or learned): only the
  // reader's side can have written there.
  std::vector<std::string> authserv_ids;

  // The first believed result of that method, or nullptr.
  [[nodiscard]] const Method* find(std::string_view method) const;
};

// The domain that a result is about, A-labels; empty where it names none.
std::string domain_of(const message::MethodResult& method);

Judged judge(const message::Message& message, const Border& border);

// "pass (comment) client-ip=...; receiver=...": as if it were an Authentication-Results field of its receiver.
message::AuthenticationResults parse_received_spf(std::string_view value);

}  // namespace mekiki::authentication::results
