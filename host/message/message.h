// A mail as a plain value: what the bytes say, decoded, with the place of everything in the raw bytes.
// Nothing here judges. Text is valid UTF-8; whatever could not be decoded is U+FFFD.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/span.h"

namespace mekiki::message {

// One header field of the top level, in the order written (RFC 5322 section 2.2).
struct HeaderField {
  std::string name;   // as written, without the colon; empty: a line that is no field, kept for its place
  std::string raw;    // value bytes as written, folding included, without the final line end
  std::string value;  // unfolded, RFC 2047 encoded words decoded, UTF-8
  Span span;          // of the whole field in Message::raw
};

// RFC 5322 section 3.4 mailbox.
struct Mailbox {
  std::string display;  // display name, decoded, UTF-8; may be empty
  std::string local;    // local part, unquoted
  std::string domain;   // lower case, as written otherwise (A- or U-labels), no trailing dot

  [[nodiscard]] std::string address() const { return domain.empty() ? local : local + "@" + domain; }
  bool operator==(const Mailbox&) const = default;
};

struct AddressField {
  std::vector<Mailbox> mailboxes;  // groups flattened; "<>" is a mailbox without an address
  bool has_group = false;          // RFC 5322 group syntax was used
  bool malformed = false;          // no address list of RFC 5322: read as well as could be
};

// RFC 5321 section 4.4 trace line, as far as it could be read. Absent parts are empty.
struct Received {
  std::size_t field = 0;  // index into Message::headers
  std::string from_helo;  // the name the peer gave itself (EHLO)
  std::string from_host;  // the name the receiving server looked up (PTR); empty if "unknown" or absent
  std::string from_ip;    // canonical IPv4 or RFC 5952 IPv6; empty if absent
  std::string by;         // receiving host
  std::string with;       // protocol as written, e.g. "ESMTPS"
  std::string id;
  std::string envelope_for;          // address in "for"
  std::string envelope_from;         // address in "(envelope-from <...>)"
  std::string tls;                   // e.g. "TLS1.3", if written
  std::string authenticated_as;      // account that the sender logged in with, as written ("Authenticated sender: ...")
  std::optional<std::int64_t> time;  // seconds since the epoch, UTC
  bool parsed = false;               // false: no grammar known to us fits; only the raw field tells
};

// RFC 8601 section 2.2, one method of one field; vendor forms included.
struct MethodResult {
  std::string method;                                           // "spf" | "dkim" | "dmarc" | "arc" | ...
  std::string result;                                           // "pass" | "fail" | ...
  std::vector<std::pair<std::string, std::string>> properties;  // "smtp.mailfrom" -> value
  std::string reason;                                           // reason="..."
  std::string comment;  // the first comment after the result, without its parentheses: "sender IP is 192.0.2.1"
};
struct AuthenticationResults {
  std::size_t field = 0;  // index into Message::headers
  std::string authserv_id;
  std::vector<MethodResult> methods;
};

// A leaf of the MIME tree, or an attached message (whose own parts follow it).
struct Part {
  std::string path;               // "1", "1.2", ... as in IMAP (RFC 3501 section 6.4.5)
  std::string content_type;       // lower case "type/subtype"; RFC 2045 default applied
  std::string charset;            // the charset the text was decoded with; empty for other parts
  std::string charset_declared;   // as declared, lower case; may differ (mislabelled)
  std::string disposition;        // "inline" | "attachment" | ""
  std::string file_name;          // decoded (RFC 2231, 2047 and raw forms), UTF-8
  std::string type_name;          // the name that Content-Type gives it, which file_name may overrule
  std::string content_id;         // without <>
  std::string content;            // text parts: UTF-8; others: decoded bytes; cut at the limits
  std::size_t size = 0;           // decoded size before any cut
  bool body = false;              // shown as (an alternative of) the message body
  bool attached_message = false;  // belongs to a message/rfc822 attachment, not to this mail's own text
};

struct Message {
  std::string raw;               // as examined: X-Mozilla-* prefix taken off, line ends as stored
  std::size_t prefix_bytes = 0;  // how many bytes of X-Mozilla-* prefix were taken off
  std::string sha256;            // lower-case hex, of `raw`
  Span body;                     // in `raw`, after the blank line

  std::vector<HeaderField> headers;
  std::vector<AddressField> from;  // one per From field: more than one is itself a fact
  AddressField sender, reply_to, to, cc, return_path;
  std::string subject;                                        // of the first Subject field, decoded
  std::string message_id;                                     // without <>
  std::optional<std::int64_t> date;                           // of the Date field, UTC
  std::string date_written;                                   // the field's text
  std::vector<Received> received;                             // topmost (newest) first
  std::vector<AuthenticationResults> authentication_results;  // topmost first

  std::vector<Part> parts;  // in order
  // Why the mail was examined in part only: "header_bytes", "header_fields", "header_field_bytes",
  // "addresses_per_field", "received_fields", "authentication_results_fields", "mime_depth", "mime_parts",
  // "text_bytes", "attachment_bytes", "charset:<name>" (no such charset: read by what the bytes show, else as
  // windows-1252).
  std::vector<std::string> limits_hit;

  // All fields of that name, case-insensitively, in order; indices into `headers`.
  [[nodiscard]] std::vector<std::size_t> find(std::string_view name) const;
  // The first such field or nullptr.
  [[nodiscard]] const HeaderField* first(std::string_view name) const;
};

// Errors: "not_a_mail" (no header field in the first lines, or empty), "too_large".
Result<Message> parse(std::string bytes);

// Opens every iconv converter and takes every other path that loads something lazily, so that nothing opens a file once
// the sandbox is closed. To be called in the thread that will parse: converters are kept per thread.
void warm_up();

}  // namespace mekiki::message
