// A mail as signatures see it: its header fields canonicalised, its body hashed, each as often as needed and no more.
// Views into the bytes given, which must outlive it. RFC 6376 sections 3.4 and 3.7.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"
#include "message/header_fields.h"

namespace mekiki::authentication::dkim {

enum class Canonicalisation { simple, relaxed };
enum class Hash { sha1, sha256 };

// Digest bytes; empty if OpenSSL refuses.
std::string digest(Hash hash, std::string_view bytes);

inline constexpr std::uint64_t whole_body = std::numeric_limits<std::uint64_t>::max();

// What is to be hashed of the body, and how the stored body is read.
struct BodyRequest {
  Canonicalisation canonicalisation = Canonicalisation::simple;
  Hash hash = Hash::sha256;
  std::uint64_t length = whole_body;                          // l=: of the canonical body
  bool unmangle = false;                                      // ">From " was "From " (mbox)
  bool bare_cr_ends_line = false;                             // else a CR without LF is a character
  std::size_t cut = std::numeric_limits<std::size_t>::max();  // only so many bytes of the stored body

  auto operator<=>(const BodyRequest&) const = default;
};

struct BodyHash {
  std::string digest;        // empty: the canonical body is shorter than `length`
  std::uint64_t length = 0;  // of the whole canonical body
};

class SignedMail {
 public:
  // `raw` with or without what mail stores put in front of it.
  explicit SignedMail(std::string_view raw);

  [[nodiscard]] const std::vector<message::RawField>& fields() const { return section_.fields; }
  // The header section is too large to be hashed, or fields are missing.
  [[nodiscard]] bool header_cut() const;
  [[nodiscard]] const std::vector<std::string>& limits_hit() const { return section_.limits_hit; }
  // Indices of the fields of that name (lower case), topmost first.
  [[nodiscard]] const std::vector<std::size_t>& named(std::string_view name) const;
  // Value of a field with its folding, never cut, without the final line end.
  [[nodiscard]] std::string_view value(std::size_t field) const;

  // Appends a field in canonical form with its final CRLF. RFC 6376 sections 3.4.1 and 3.4.2.
  void append(std::string& out, std::size_t field, Canonicalisation how) const;
  // As above with another value in place of its own.
  void append(std::string& out, std::size_t field, std::string_view value, Canonicalisation how) const;

  [[nodiscard]] std::string_view body() const { return body_; }
  // Hashes all that is not known yet, in one pass for each way to read the body.
  void hash_bodies(const std::vector<BodyRequest>& requests);
  const BodyHash& body_hash(const BodyRequest& request);

 private:
  std::string_view bytes_;
  message::HeaderSection section_;
  std::string_view body_;
  std::map<std::string, std::vector<std::size_t>, std::less<>> by_name_;
  std::map<BodyRequest, BodyHash> hashes_;
};

}  // namespace mekiki::authentication::dkim
