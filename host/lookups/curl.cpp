#include "lookups/curl.h"

#include <openssl/ssl.h>

namespace mekiki::lookups {
namespace {

bool library_ready() {
  static const bool ready = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
  return ready;
}

CURLcode add_certificates(CURL*, void* context, void* file) {
  SSL_CTX_load_verify_locations(static_cast<SSL_CTX*>(context), static_cast<const char*>(file), nullptr);
  return CURLE_OK;  // where it cannot be read, the system's certificates decide
}

}  // namespace

CurlHandle curl_handle() {
  CurlHandle curl(library_ready() ? curl_easy_init() : nullptr, &curl_easy_cleanup);
  if (curl) {
    curl_easy_setopt(curl.get(), CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl.get(), CURLOPT_USERAGENT, "Mekiki");
    curl_easy_setopt(curl.get(), CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
  }
  return curl;
}

void believe(CURL* curl, const std::string& ca_file) {
  if (ca_file.empty()) return;
  curl_easy_setopt(curl, CURLOPT_SSL_CTX_FUNCTION, &add_certificates);
  // The settings live as long as the handle.
  curl_easy_setopt(curl, CURLOPT_SSL_CTX_DATA, ca_file.c_str());
}

}  // namespace mekiki::lookups
