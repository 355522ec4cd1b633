// The From field can be read in more than one way: what Thunderbird shows is one of them, and what a filter or another
// mail program goes by may be another. Honest programs write one author, once, in plain form.
#include <algorithm>

#include "base/base64.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "checks/check.h"
#include "checks/support.h"

namespace mekiki::checks {
namespace {

using message::Mailbox;

std::string organisation(const Mailbox& mailbox) { return names::organisation_domain(mailbox.domain); }

Evidence evidence_of_field(const message::Message& message, std::size_t index) {
  const message::HeaderField& field = message.headers[index];
  return {"header:From", shorten(field.value, limits::excerpt_bytes), field.span};
}

Finding finding_of(const message::Message& message, const facts::Sender& sender, const char* variant,
                   Severity severity) {
  Finding finding;
  finding.variant = variant;
  finding.severity = severity;
  finding.parameters["shown"] = sender.from.address();
  finding.evidence.push_back(evidence_of_sender(message, sender));
  return finding;
}

// RFC 5322 section 3.6: From occurs once. Relays repair mails by adding one of the same organisation.
bool several_fields(const message::Message& message, const facts::Sender& sender, Sink& sink) {
  const auto fields = message.find("From");
  for (std::size_t i = 1; i < message.from.size() && i < fields.size(); ++i) {
    if (message.from[i].mailboxes.empty()) continue;
    const Mailbox& other = message.from[i].mailboxes.front();
    if (other.domain.empty() || other.address() == sender.from.address()) continue;
    const bool stranger = !same_organisation(other.domain, sender.domain);
    Finding finding = finding_of(message, sender, "several_fields", stranger ? Severity::strong : Severity::weak);
    finding.parameters["other"] = other.address();
    finding.evidence.push_back(evidence_of_field(message, fields[i]));
    sink.add(std::move(finding));
    return true;
  }
  return false;
}

// "<a@bank.example> <b@elsewhere.example>", or two authors of which no Sender field says who sent it (RFC 5322 section
// 3.6.2).
bool several_authors(const message::Message& message, const facts::Sender& sender, Sink& sink) {
  if (message.from.empty()) return false;
  for (const Mailbox& other : message.from.front().mailboxes) {
    if (other.domain.empty() || organisation(other) == organisation(sender.from)) continue;
    const bool broken = message.from.front().malformed;
    if (!broken && message.first("Sender") != nullptr) continue;
    Finding finding = finding_of(message, sender, "several_authors", broken ? Severity::medium : Severity::weak);
    finding.parameters["other"] = other.address();
    sink.add(std::move(finding));
    return true;
  }
  return false;
}

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\r' && c != '\n'; }

// A NUL inside an encoded word: "=?utf-8?Q?no.reply=40bank.example=00?=". Decoders of C programs stop there.
bool encodes_nul(std::string_view raw) {
  for (std::size_t at = raw.find("=?"); at != std::string_view::npos; at = raw.find("=?", at + 2)) {
    const std::size_t method = raw.find('?', at + 2);
    if (method == std::string_view::npos || method + 2 >= raw.size() || raw[method + 2] != '?') continue;
    const std::string_view text = raw.substr(method + 3, raw.find("?=", method + 3) - method - 3);
    // UTF-16 and UTF-32 write half of their bytes so.
    if (ascii_lower(raw.substr(at + 2, method - at - 2)).starts_with("utf-16")) continue;
    const bool base64 = raw[method + 1] == 'B' || raw[method + 1] == 'b';
    const std::string bytes = base64 ? base64_decode_lenient(text) : std::string(text);
    if (base64 ? bytes.find('\0') != std::string::npos : bytes.find("=00") != std::string::npos) return true;
  }
  return false;
}

// An encoded word in the address itself, which RFC 2047 section 5 forbids, or a NUL: some programs decode it and show
// another address, or stop reading there.
bool hidden_address(const message::Message& message, const facts::Sender& sender, Sink& sink) {
  const message::HeaderField* field = message.first("From");
  if (field == nullptr) return false;
  const bool encoded = sender.from.local.find("=?") != std::string::npos;
  const bool control = encodes_nul(field->raw) || std::any_of(field->raw.begin(), field->raw.end(), is_control) ||
                       std::any_of(field->value.begin(), field->value.end(), is_control);
  // ISO-2022-JP is written with ESC.
  const bool escape_only = field->raw.find('\x1b') != std::string::npos;
  if (!encoded && (!control || escape_only)) return false;
  sink.add(finding_of(message, sender, encoded ? "encoded_address" : "control_characters",
                      encoded ? Severity::strong : Severity::medium));
  return true;
}

// "service@bank.example@elsewhere.example": programs differ in which "@" they go by.
bool several_signs(const message::Message& message, const facts::Sender& sender, Sink& sink) {
  const std::size_t at = sender.from.local.find('@');
  if (at == std::string::npos || sender.domain.empty()) return false;
  const std::string other = ascii_lower(sender.from.local.substr(at + 1));
  if (!names::cut_domain(other).listed || same_organisation(other, sender.domain)) return false;
  Finding finding = finding_of(message, sender, "several_signs", Severity::medium);
  finding.parameters["other"] = sender.from.local;
  sink.add(std::move(finding));
  return true;
}

// Group syntax in From (RFC 6854) leaves the author out or hides him in a list; nobody's mail program writes it.
bool group(const message::Message& message, const facts::Sender& sender, Sink& sink) {
  if (message.from.empty() || !message.from.front().has_group) return false;
  sink.add(finding_of(message, sender, "group", Severity::weak));
  return true;
}

void examine(const message::Message& message, const facts::Sender& sender, Sink& sink) {
  if (several_fields(message, sender, sink) || hidden_address(message, sender, sink) ||
      several_signs(message, sender, sink) || several_authors(message, sender, sink)) {
    return;
  }
  group(message, sender, sink);
}

}  // namespace

extern const Check sender_ambiguous_from;
const Check sender_ambiguous_from = make<examine>();

}  // namespace mekiki::checks
