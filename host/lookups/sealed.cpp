#include "lookups/sealed.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>

#include <memory>

namespace mekiki::lookups {
namespace {

constexpr std::size_t nonce_bytes = 12;
constexpr std::size_t tag_bytes = 16;

const unsigned char* bytes_of(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

template <std::size_t size>
std::array<unsigned char, 32> keyed(const std::array<unsigned char, size>& key, std::string_view text) {
  std::array<unsigned char, 32> digest{};
  unsigned written = 0;
  HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), bytes_of(text), text.size(), digest.data(), &written);
  return digest;
}

using Context = std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)>;

}  // namespace

Seal::Seal(std::string_view secret) {
  std::array<unsigned char, 32> root{};
  unsigned written = 0;
  HMAC(EVP_sha256(), "mekiki shared cache", 19, bytes_of(secret), secret.size(), root.data(), &written);
  for_names_ = keyed(root, "names");
  for_contents_ = keyed(root, "contents");
}

std::string Seal::name(std::string_view text) const {
  constexpr std::string_view digits = "0123456789abcdef";
  const auto digest = keyed(for_names_, text);
  std::string name;
  for (std::size_t i = 0; i < 16; ++i) {
    name += digits[digest.at(i) >> 4U];
    name += digits[digest.at(i) & 15U];
  }
  return name;
}

// nonce, tag, ciphertext
std::optional<std::string> Seal::close(std::string_view name, std::string_view content) const {
  std::string sealed(nonce_bytes + tag_bytes + content.size(), '\0');
  auto* const out = reinterpret_cast<unsigned char*>(sealed.data());
  const Context context(EVP_CIPHER_CTX_new(), &EVP_CIPHER_CTX_free);
  int size = 0;
  if (!context || RAND_bytes(out, nonce_bytes) != 1 ||
      EVP_EncryptInit_ex(context.get(), EVP_aes_256_gcm(), nullptr, for_contents_.data(), out) != 1 ||
      EVP_EncryptUpdate(context.get(), nullptr, &size, bytes_of(name), static_cast<int>(name.size())) != 1 ||
      EVP_EncryptUpdate(context.get(), out + nonce_bytes + tag_bytes, &size, bytes_of(content),
                        static_cast<int>(content.size())) != 1 ||
      EVP_EncryptFinal_ex(context.get(), out + nonce_bytes + tag_bytes + size, &size) != 1 ||
      EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_GET_TAG, tag_bytes, out + nonce_bytes) != 1) {
    return std::nullopt;
  }
  return sealed;
}

std::optional<std::string> Seal::open(std::string_view name, std::string_view sealed) const {
  if (sealed.size() < nonce_bytes + tag_bytes) return std::nullopt;
  std::string tag(sealed.substr(nonce_bytes, tag_bytes));
  const std::string_view body = sealed.substr(nonce_bytes + tag_bytes);
  std::string content(body.size(), '\0');
  auto* const out = reinterpret_cast<unsigned char*>(content.data());
  const Context context(EVP_CIPHER_CTX_new(), &EVP_CIPHER_CTX_free);
  int size = 0;
  if (!context ||
      EVP_DecryptInit_ex(context.get(), EVP_aes_256_gcm(), nullptr, for_contents_.data(), bytes_of(sealed)) != 1 ||
      EVP_DecryptUpdate(context.get(), nullptr, &size, bytes_of(name), static_cast<int>(name.size())) != 1 ||
      EVP_DecryptUpdate(context.get(), out, &size, bytes_of(body), static_cast<int>(body.size())) != 1 ||
      EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_SET_TAG, tag_bytes, tag.data()) != 1 ||
      EVP_DecryptFinal_ex(context.get(), out + size, &size) != 1) {
    return std::nullopt;
  }
  return content;
}

}  // namespace mekiki::lookups
