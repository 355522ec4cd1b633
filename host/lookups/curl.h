// What every use of libcurl here has in common. Host only: the examiner never loads it.
#pragma once

#include <curl/curl.h>

#include <memory>
#include <string>

namespace mekiki::lookups {

using CurlHandle = std::unique_ptr<CURL, decltype(&curl_easy_cleanup)>;

// A handle without signals, cookies or credentials, which tells servers nothing of this computer; null: no memory.
CurlHandle curl_handle();
// Certificates to believe besides the system's; an empty file: those alone.
void believe(CURL* curl, const std::string& ca_file);

}  // namespace mekiki::lookups
