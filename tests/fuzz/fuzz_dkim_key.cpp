// Key records: read or refused with a reason; a key that was read can be used.
#include "authentication/dkim/key.h"
#include "fuzz.h"

using mekiki::fuzz::promise;
namespace dkim = mekiki::authentication::dkim;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view record = mekiki::fuzz::text(data, size);
  for (const dkim::KeyType type : {dkim::KeyType::rsa, dkim::KeyType::ed25519}) {
    for (const dkim::Hash hash : {dkim::Hash::sha1, dkim::Hash::sha256}) {
      const dkim::KeyRecord key = dkim::read_key(record, type, hash);
      promise(key.error.empty() == (key.key != nullptr), "a key, or why there is none");
      if (!key.key) continue;
      promise(key.key->bits() > 0, "a key has a size");
      const std::string digest = dkim::digest(hash, record);
      promise(!key.key->verify(hash, digest, {}), "nothing is no signature");
      static_cast<void>(key.key->verify(hash, digest, std::string(key.key->bits() / 8, '\1')));
    }
  }
  return 0;
}
