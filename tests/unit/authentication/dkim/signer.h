// Signs test mails with keys made at run time. Canonicalises in its own, plain way (line by line, RFC 6376
// section 3.4), so that it does not repeat what it is to test.
#pragma once

#include <openssl/evp.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace mekiki::authentication::dkim {

struct FreeTestKey {
  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
};

class TestKey {
 public:
  static const TestKey& rsa();        // 2048 bits
  static const TestKey& other();      // another of 2048 bits
  static const TestKey& short_rsa();  // 768 bits
  static const TestKey& ed25519();

  [[nodiscard]] std::string public_info() const;  // base64 of SubjectPublicKeyInfo (RSA) or of the bare 32 bytes
  [[nodiscard]] std::string public_bare() const;  // base64 of RSAPublicKey
  [[nodiscard]] std::string record() const;       // "v=DKIM1; k=...; p=..."
  // `algorithm` as in a=.
  [[nodiscard]] std::string sign(const std::string& algorithm, const std::string& header) const;

 private:
  explicit TestKey(EVP_PKEY* key, bool is_ed25519) : key_(key), ed25519_(is_ed25519) {}

  std::unique_ptr<EVP_PKEY, FreeTestKey> key_;
  bool ed25519_ = false;
};

struct Recipe {
  std::string algorithm = "rsa-sha256";
  std::string canonicalisation = "relaxed/relaxed";  // c=
  std::string headers = "from:to:subject:date";      // h=
  std::string more;                                  // further tags, e.g. "l=10; t=1;"
  std::string domain = "example.com";
  std::string selector = "sel";
  std::string body_hashed;  // the canonical body to hash in place of the whole; only if `hash_this`
  bool hash_this = false;
  const TestKey* key = nullptr;  // by the algorithm if null
};

// `mail` has CRLF line ends; returned with a DKIM-Signature field in front.
std::string sign(const std::string& mail, const Recipe& recipe);

// All that the topmost signature signs, canonical, and the signature itself: two mails for which it is the same are the
// same to a verifier. For mails made by sign().
struct SignedContent {
  std::string content;
  std::string signature;  // b=, without white space

  bool operator==(const SignedContent&) const = default;
};
SignedContent signed_content(const std::string& mail, const Recipe& recipe);

std::string canonical_body(const std::string& mail, bool relaxed);

// A small mail from news@example.com, CRLF.
std::string plain_mail();

std::string with_lf(std::string_view mail);
// The first `from` replaced; the test fails if there is none.
std::string replaced(std::string mail, std::string_view from, std::string_view to);

}  // namespace mekiki::authentication::dkim
