#include "message/message.h"

#include <openssl/evp.h>

#include <algorithm>
#include <array>

#include "base/base64.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "message/addresses.h"
#include "message/authentication_results.h"
#include "message/charsets.h"
#include "message/dates.h"
#include "message/encoded_words.h"
#include "message/header_fields.h"
#include "message/mime.h"
#include "message/parameters.h"
#include "message/received.h"

namespace mekiki::message {
namespace {

std::string sha256(std::string_view bytes) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned length = 0;
  if (EVP_Digest(bytes.data(), bytes.size(), digest.data(), &length, EVP_sha256(), nullptr) != 1) return {};
  return hex_encode({reinterpret_cast<const char*>(digest.data()), length});  // NOLINT
}

// A file is taken for a mail if one of its fields is one that mail programs and servers write (RFC 5322 section 3.6,
// RFC 2045); any text may have a line with a colon.
bool looks_like_mail(const HeaderSection& section) {
  constexpr auto known = std::to_array<std::string_view>({"from",
                                                          "to",
                                                          "cc",
                                                          "bcc",
                                                          "subject",
                                                          "date",
                                                          "message-id",
                                                          "received",
                                                          "return-path",
                                                          "sender",
                                                          "reply-to",
                                                          "mime-version",
                                                          "content-type",
                                                          "delivered-to",
                                                          "dkim-signature",
                                                          "authentication-results",
                                                          "list-id",
                                                          "in-reply-to",
                                                          "references",
                                                          "resent-from",
                                                          "envelope-to"});
  return std::any_of(section.fields.begin(), section.fields.end(), [&](const RawField& field) {
    const std::string name = ascii_lower(field.name);
    return name.starts_with("x-") || std::find(known.begin(), known.end(), name) != known.end();
  });
}

class Builder {
 public:
  explicit Builder(Message& message) : message_(message) {}

  void headers(const HeaderSection& section);
  void fields();
  void parts(const HeaderSection& section);
  void finish();

 private:
  // The unfolded value of a field, encoded words still in place: what structure is read from.
  std::string unfolded(std::size_t field) { return unfolded_utf8(message_.headers[field].raw, charset_hint_, notes_); }
  std::string unfolded_first(std::string_view name) {
    const auto found = message_.find(name);
    return found.empty() ? std::string{} : unfolded(found.front());
  }
  AddressField addresses(std::size_t field) {
    bool cut = false;
    AddressField result = parse_addresses(unfolded(field), notes_, &cut);
    if (cut) hit("addresses_per_field");
    return result;
  }
  AddressField first_addresses(std::string_view name) {
    const auto found = message_.find(name);
    return found.empty() ? AddressField{} : addresses(found.front());
  }
  AddressField all_addresses(std::string_view name);
  void hit(std::string_view code) {
    auto& hits = message_.limits_hit;
    if (std::find(hits.begin(), hits.end(), code) == hits.end()) hits.emplace_back(code);
  }

  Message& message_;
  DecodingNotes notes_;
  std::string charset_hint_;
};

void Builder::headers(const HeaderSection& section) {
  for (const std::string& code : section.limits_hit) hit(code);
  for (const RawField& field : section.fields) {
    if (!ascii_iequals(field.name, "Content-Type")) continue;
    charset_hint_ = parse_parameters(unfold(field.raw), notes_).parameter("charset");
    break;
  }
  message_.headers.reserve(section.fields.size());
  for (const RawField& field : section.fields) {
    HeaderField& header = message_.headers.emplace_back();
    header.name = field.name;
    header.raw = field.raw;
    header.value = decode_words(unfolded_utf8(field.raw, charset_hint_, notes_), notes_);
    header.span = field.span;
  }
  message_.body = section.body;
}

AddressField Builder::all_addresses(std::string_view name) {
  AddressField all;
  for (const std::size_t field : message_.find(name)) {
    AddressField one = addresses(field);
    all.has_group = all.has_group || one.has_group;
    all.malformed = all.malformed || one.malformed;
    for (Mailbox& mailbox : one.mailboxes) {
      if (all.mailboxes.size() < limits::addresses_per_field)
        all.mailboxes.push_back(std::move(mailbox));
      else
        hit("addresses_per_field");
    }
  }
  return all;
}

// RFC 5322 section 3.6.4 msg-id without its brackets, or what stands in its place.
std::string identifier(std::string_view value) {
  const std::size_t open = value.find('<');
  if (open != std::string_view::npos) {
    const std::size_t close = value.find('>', open);
    return std::string(trim_ascii(value.substr(open + 1, close == std::string_view::npos ? close : close - open - 1)));
  }
  return std::string(trim_ascii(value));
}

void Builder::fields() {
  for (const std::size_t field : message_.find("From")) message_.from.push_back(addresses(field));
  message_.sender = first_addresses("Sender");
  message_.reply_to = all_addresses("Reply-To");
  message_.to = all_addresses("To");
  message_.cc = all_addresses("Cc");
  message_.return_path = first_addresses("Return-Path");
  if (const HeaderField* subject = message_.first("Subject")) message_.subject = subject->value;
  message_.message_id = identifier(unfolded_first("Message-ID"));
  message_.date_written = unfolded_first("Date");
  message_.date = parse_date(message_.date_written);
  for (const std::size_t field : message_.find("Received")) {
    if (message_.received.size() >= limits::received_fields) {
      hit("received_fields");
      break;
    }
    message_.received.push_back(parse_received(unfolded(field)));
    message_.received.back().field = field;
  }
  for (const std::size_t field : message_.find("Authentication-Results")) {
    if (message_.authentication_results.size() >= limits::received_fields) {
      hit("authentication_results_fields");
      break;
    }
    // Outlook encodes the whole field where a name in it is not ASCII.
    const std::string written = unfolded(field);
    message_.authentication_results.push_back(
        parse_authentication_results(written.starts_with("=?") ? message_.headers[field].value : written));
    message_.authentication_results.back().field = field;
  }
}

void Builder::parts(const HeaderSection& section) {
  PartList list = read_parts(message_.raw, message_.body, part_fields(section, charset_hint_, notes_), notes_);
  message_.parts = std::move(list.parts);
  for (const std::string& code : list.limits_hit) hit(code);
}

void Builder::finish() {
  for (const std::string& label : notes_.unknown_charsets) hit("charset:" + label);
}

}  // namespace

std::vector<std::size_t> Message::find(std::string_view name) const {
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < headers.size(); ++i)
    if (ascii_iequals(headers[i].name, name)) found.push_back(i);
  return found;
}

const HeaderField* Message::first(std::string_view name) const {
  const auto found = std::find_if(headers.begin(), headers.end(),
                                  [&](const HeaderField& field) { return ascii_iequals(field.name, name); });
  return found == headers.end() ? nullptr : &*found;
}

Result<Message> parse(std::string bytes) {
  if (bytes.size() > limits::message_bytes) return Error{"too_large", std::to_string(bytes.size()) + " bytes"};
  Message message;
  message.prefix_bytes = stored_prefix_bytes(bytes);
  bytes.erase(0, message.prefix_bytes);
  message.raw = std::move(bytes);
  const HeaderSection section = split_header(message.raw);
  if (!looks_like_mail(section)) return Error{"not_a_mail", "no header field of a mail"};
  message.sha256 = sha256(message.raw);
  Builder builder(message);
  builder.headers(section);
  builder.fields();
  builder.parts(section);
  builder.finish();
  return message;
}

void warm_up() {
  warm_up_charsets();
  const auto warmed = parse(
      "From: =?iso-2022-jp?B?GyRCJCIbKEI=?= <a@example.com>\nDate: Thu, 1 Jan 2026 00:00:00 +0900\n"
      "Received: from a (b [192.0.2.1]) by c; Thu, 1 Jan 2026 00:00:00 +0900\n"
      "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Transfer-Encoding: base64\n\nYQ==\n"
      "--b\nContent-Transfer-Encoding: quoted-printable\n\n=41\n--b--\n");
  static_cast<void>(warmed);
}

}  // namespace mekiki::message
