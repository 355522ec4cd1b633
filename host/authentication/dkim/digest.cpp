#include "authentication/dkim/digest.h"

#include <array>

namespace mekiki::authentication::dkim {
namespace {

struct FreeMd {
  void operator()(EVP_MD* md) const { EVP_MD_free(md); }
};
using Md = std::unique_ptr<EVP_MD, FreeMd>;

}  // namespace

const EVP_MD* algorithm(Hash hash) {
  static const Md sha1(EVP_MD_fetch(nullptr, "SHA1", nullptr));
  static const Md sha256(EVP_MD_fetch(nullptr, "SHA256", nullptr));
  return hash == Hash::sha1 ? sha1.get() : sha256.get();
}

std::string digest(Hash hash, std::string_view bytes) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> out{};
  unsigned size = 0;
  const EVP_MD* md = algorithm(hash);
  if (!md || EVP_Digest(bytes.data(), bytes.size(), out.data(), &size, md, nullptr) != 1) return {};
  return {reinterpret_cast<const char*>(out.data()), size};  // NOLINT
}

}  // namespace mekiki::authentication::dkim
