// The tags of one signature field, of DKIM or of ARC (RFC 6376 section 3.5, RFC 8617 sections 4.1.2 and 4.1.3).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "authentication/dkim/signed_mail.h"
#include "authentication/dkim/tag_list.h"
#include "base/span.h"

namespace mekiki::authentication::dkim {

enum class KeyType { rsa, ed25519 };

enum class FieldKind { dkim_signature, arc_message_signature, arc_seal };

struct SignatureTags {
  std::string error;  // a reason as in dkim.h; empty: all there and well formed
  std::string detail;

  KeyType key_type = KeyType::rsa;
  Hash hash = Hash::sha256;
  Canonicalisation header = Canonicalisation::simple;
  Canonicalisation body = Canonicalisation::simple;
  std::string algorithm;             // lower case
  std::string domain;                // A-labels, lower case
  std::string selector;              // A-labels, lower case
  std::string identity;              // i= of DKIM; "@" and the domain where it has none
  std::vector<std::string> headers;  // h=, lower case, in order; empty elements kept
  std::string body_hash;             // bh=, bytes
  std::string signature;             // b=, bytes
  Span signature_written;            // value of b= in the field value, with its white space
  std::optional<std::uint64_t> body_length;
  std::optional<std::int64_t> time;
  std::optional<std::int64_t> expires;
};

// `value` is the field's value with its folding. What could be read is there even if there is an error.
SignatureTags read_signature_tags(std::string_view value, FieldKind kind);

// The signed bytes: the fields named in h= taken from the bottom up, then the signature field itself without b=
// (RFC 6376 sections 3.7 and 5.4.2). `instead` gives one field another value.
struct Replacement {
  std::size_t field = 0;
  std::string value;
};
std::string signed_header(const SignedMail& mail, std::size_t field, const SignatureTags& tags,
                          const Replacement* instead = nullptr);
// The field itself in canonical form without the value of b= and without its last CRLF.
void append_own_field(std::string& out, const SignedMail& mail, std::size_t field, Span signature_written,
                      Canonicalisation how);

// The name whose TXT record is the key (RFC 6376 section 3.6.2.1).
std::string key_name(std::string_view selector, std::string_view domain);

}  // namespace mekiki::authentication::dkim
