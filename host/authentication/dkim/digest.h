// OpenSSL's hashes, fetched once (EVP of OpenSSL 3).
#pragma once

#include <openssl/evp.h>

#include <memory>

#include "authentication/dkim/signed_mail.h"

namespace mekiki::authentication::dkim {

// nullptr where OpenSSL has none such.
const EVP_MD* algorithm(Hash hash);

struct FreeDigestContext {
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};
using DigestContext = std::unique_ptr<EVP_MD_CTX, FreeDigestContext>;

}  // namespace mekiki::authentication::dkim
