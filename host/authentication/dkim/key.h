// Key records (RFC 6376 section 3.6.1, RFC 8301, RFC 8463) and what can be done with a key.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "authentication/dkim/tags.h"

namespace mekiki::authentication::dkim {

class PublicKey {
 public:
  virtual ~PublicKey() = default;
  // `digest` is that of the signed header fields.
  [[nodiscard]] virtual bool verify(Hash hash, std::string_view digest, std::string_view signature) const = 0;
  [[nodiscard]] virtual std::size_t bits() const = 0;
};

struct KeyRecord {
  // Why it cannot be used for the signature: "no_key" (no key record at all), "key_syntax", "key_version",
  // "key_revoked", "key_type", "key_hash", "key_service", "key_data"; empty: usable.
  std::string error;
  bool testing = false;          // t=y
  bool strict_identity = false;  // t=s
  std::shared_ptr<const PublicKey> key;
};

// `record` is a TXT record, its strings joined. What RFC 4871 and DomainKeys had besides (g=) is not looked at.
KeyRecord read_key(std::string_view record, KeyType type, Hash hash);

// The reason of an unknown answer means that a name server was asked and did not serve.
bool is_temporary(std::string_view reason);

}  // namespace mekiki::authentication::dkim
