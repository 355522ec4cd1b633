#include "authentication/dkim/key.h"

#include <openssl/evp.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>

#include "authentication/dkim/digest.h"
#include "authentication/dkim/dkim.h"
#include "base/base64.h"
#include "base/limits.h"
#include "base/utf8.h"

namespace mekiki::authentication::dkim {
namespace {

struct FreeKey {
  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
};
using Key = std::unique_ptr<EVP_PKEY, FreeKey>;
struct FreeKeyContext {
  void operator()(EVP_PKEY_CTX* context) const { EVP_PKEY_CTX_free(context); }
};
using KeyContext = std::unique_ptr<EVP_PKEY_CTX, FreeKeyContext>;

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());  // NOLINT
}

class RsaKey : public PublicKey {
 public:
  explicit RsaKey(Key key) : key_(std::move(key)), contexts_{context(Hash::sha1), context(Hash::sha256)} {}

  [[nodiscard]] bool verify(Hash hash, std::string_view digest, std::string_view signature) const override {
    EVP_PKEY_CTX* prepared = contexts_[hash == Hash::sha256 ? 1 : 0].get();
    return prepared &&
           EVP_PKEY_verify(prepared, bytes_of(signature), signature.size(), bytes_of(digest), digest.size()) == 1;
  }
  [[nodiscard]] std::size_t bits() const override {
    const int bits = EVP_PKEY_get_bits(key_.get());
    return bits > 0 ? static_cast<std::size_t>(bits) : 0;
  }

 private:
  // RFC 6376 section 3.3: PKCS #1 1.5.
  [[nodiscard]] KeyContext context(Hash hash) const {
    KeyContext made(EVP_PKEY_CTX_new(key_.get(), nullptr));
    if (!made || EVP_PKEY_verify_init(made.get()) != 1 ||
        EVP_PKEY_CTX_set_rsa_padding(made.get(), RSA_PKCS1_PADDING) != 1 ||
        EVP_PKEY_CTX_set_signature_md(made.get(), algorithm(hash)) != 1)
      return nullptr;
    return made;
  }

  Key key_;
  std::array<KeyContext, 2> contexts_;
};

// RFC 8463 section 3: PureEdDSA over the SHA-256 of the signed header fields.
class Ed25519Key : public PublicKey {
 public:
  explicit Ed25519Key(Key key) : key_(std::move(key)) {}

  [[nodiscard]] bool verify(Hash, std::string_view digest, std::string_view signature) const override {
    const DigestContext context(EVP_MD_CTX_new());
    return context && EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, key_.get()) == 1 &&
           EVP_DigestVerify(context.get(), bytes_of(signature), signature.size(), bytes_of(digest), digest.size()) == 1;
  }
  [[nodiscard]] std::size_t bits() const override { return 256; }

 private:
  Key key_;
};

std::shared_ptr<const PublicKey> rsa_key(std::string_view der) {
  const unsigned char* at = bytes_of(der);
  const auto size = static_cast<long>(der.size());
  Key key(d2i_PUBKEY(nullptr, &at, size));  // SubjectPublicKeyInfo
  if (!key) {
    at = bytes_of(der);
    key.reset(d2i_PublicKey(EVP_PKEY_RSA, nullptr, &at, size));  // RSAPublicKey, as RFC 6376 itself says
  }
  if (!key || EVP_PKEY_get_base_id(key.get()) != EVP_PKEY_RSA) return nullptr;
  return std::make_shared<RsaKey>(std::move(key));
}

std::shared_ptr<const PublicKey> ed25519_key(std::string_view bytes) {
  constexpr std::size_t key_bytes = 32;
  if (bytes.size() != key_bytes) return nullptr;
  Key key(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, bytes_of(bytes), bytes.size()));
  if (!key) return nullptr;
  return std::make_shared<Ed25519Key>(std::move(key));
}

// Padding is left away in the world.
std::optional<std::string> key_bytes(std::string_view written) {
  std::string text = without_white(written);
  while (text.size() % 4 != 0 && !text.ends_with("==")) text += '=';
  return base64_decode(text);
}

std::shared_ptr<const PublicKey> make_key(std::string_view written, KeyType type) {
  const auto bytes = key_bytes(written);
  if (!bytes || bytes->size() > limits::dkim_key_bytes) return nullptr;
  return type == KeyType::rsa ? rsa_key(*bytes) : ed25519_key(*bytes);
}

// OpenSSL takes longer to read a key than to verify with it, and each round and many a mail ask for the same.
std::shared_ptr<const PublicKey> cached_key(std::string_view written, KeyType type) {
  thread_local std::map<std::pair<KeyType, std::string>, std::shared_ptr<const PublicKey>> cache;
  const std::pair<KeyType, std::string> name(type, written);
  if (const auto found = cache.find(name); found != cache.end()) return found->second;
  if (cache.size() >= limits::dkim_cached_keys) cache.clear();
  auto key = make_key(written, type);
  cache.emplace(name, key);
  return key;
}

bool lists(const Tag* tag, std::string_view word) {
  if (!tag) return false;
  const auto parts = split_list(tag->value, ':');
  return std::any_of(parts.begin(), parts.end(), [&](std::string_view part) { return ascii_iequals(part, word); });
}

std::string_view type_word(KeyType type) { return type == KeyType::rsa ? "rsa" : "ed25519"; }
std::string_view hash_word(Hash hash) { return hash == Hash::sha1 ? "sha1" : "sha256"; }

// What the tags say against it; empty: nothing.
std::string_view objection(const TagList& tags, KeyType type, Hash hash) {
  const Tag* version = tags.find("v");
  const bool named = version && version->value == "DKIM1";
  const Tag* data = tags.find("p");
  if (!data) return named ? "key_syntax" : "no_key";
  if (version && !named) return "key_version";
  const Tag* hashes = tags.find("h");
  if (hashes && !lists(hashes, hash_word(hash))) return "key_hash";
  const Tag* services = tags.find("s");
  if (services && !lists(services, "*") && !lists(services, "email")) return "key_service";
  if (without_white(data->value).empty()) return "key_revoked";
  const Tag* kind = tags.find("k");
  if (!ascii_iequals(kind ? kind->value : "rsa", type_word(type))) return "key_type";
  return {};
}

}  // namespace

bool is_temporary(std::string_view reason) {
  return reason == "servfail" || reason == "timeout" || reason == "refused" || reason == "error";
}

KeyRecord read_key(std::string_view record, KeyType type, Hash hash) {
  KeyRecord result;
  const auto tags = TagList::parse(record);
  if (!tags) {
    // Whatever a wildcard answers is no key; what calls itself one is a broken one.
    result.error = trim_white(record).starts_with("v=DKIM1") ? "key_syntax" : "no_key";
    return result;
  }
  result.testing = lists(tags->find("t"), "y");
  result.strict_identity = lists(tags->find("t"), "s");
  result.error = objection(*tags, type, hash);
  if (!result.error.empty()) return result;
  result.key = cached_key(tags->find("p")->value, type);
  if (!result.key) result.error = "key_data";
  return result;
}

void warm_up() {
  // The keys of RFC 8463 appendix A.2; what they say to nonsense does not matter.
  constexpr std::string_view rsa =
      "v=DKIM1; p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDkHlOQoBTzWRiGs5V6NpP3idY6Wk08a5qhdR6wy5bdOKb2jLQiY/J16JYi0Qvx/"
      "byYzCNb3W91y3FutACDfzwQ/BC/e/8uBsCR+yz1Lxj+PL6lHvqMKrM3rG4hstT5QjvHO9PzoxZyVYLzBfO2EeC3Ip3G+2kryOTIKT+l/"
      "K4w3QIDAQAB";
  constexpr std::string_view ed25519 = "v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=";
  constexpr std::size_t ed25519_signature_bytes = 64;
  for (const Hash hash : {Hash::sha1, Hash::sha256}) {
    const KeyRecord record = read_key(rsa, KeyType::rsa, hash);
    if (record.key)
      static_cast<void>(record.key->verify(hash, digest(hash, {}), std::string(record.key->bits() / 8, 'x')));
  }
  const KeyRecord record = read_key(ed25519, KeyType::ed25519, Hash::sha256);
  if (record.key)
    static_cast<void>(
        record.key->verify(Hash::sha256, digest(Hash::sha256, {}), std::string(ed25519_signature_bytes, 'x')));
}

}  // namespace mekiki::authentication::dkim
