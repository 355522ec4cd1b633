#include "lookups/download.h"

#include <cstdio>
#include <memory>

#include "lookups/curl.h"

namespace mekiki::lookups {
namespace {

struct Sink {
  std::FILE* file;
  std::uint64_t left;
  std::uint64_t written = 0;
  bool too_large = false;
};

std::size_t take(char* bytes, std::size_t size, std::size_t count, void* pointer) {
  auto& sink = *static_cast<Sink*>(pointer);
  const std::size_t all = size * count;
  if (all > sink.left) {
    sink.too_large = true;
    return 0;
  }
  sink.left -= all;
  sink.written += all;
  return std::fwrite(bytes, 1, all, sink.file);
}

}  // namespace

Result<std::uint64_t> download(const std::string& address, const std::filesystem::path& file,
                               const DownloadOptions& options) {
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> out(std::fopen(file.c_str(), "wbe"), &std::fclose);
  if (!out) return Error{"unwritable", file.string()};
  const CurlHandle curl = curl_handle();
  if (!curl) return Error{"unreachable", "libcurl"};
  Sink sink{out.get(), options.most_bytes};
  const bool secure = address.starts_with("https://");
  curl_easy_setopt(curl.get(), CURLOPT_URL, address.c_str());
  curl_easy_setopt(curl.get(), CURLOPT_PROTOCOLS_STR, secure ? "https" : "http,https");
  curl_easy_setopt(curl.get(), CURLOPT_REDIR_PROTOCOLS_STR, secure ? "https" : "http,https");
  curl_easy_setopt(curl.get(), CURLOPT_FOLLOWLOCATION, 1L);
  curl_easy_setopt(curl.get(), CURLOPT_MAXREDIRS, 5L);
  curl_easy_setopt(curl.get(), CURLOPT_ACCEPT_ENCODING, "");
  curl_easy_setopt(curl.get(), CURLOPT_TIMEOUT, options.seconds);
  curl_easy_setopt(curl.get(), CURLOPT_CONNECTTIMEOUT, 20L);
  curl_easy_setopt(curl.get(), CURLOPT_WRITEFUNCTION, &take);
  curl_easy_setopt(curl.get(), CURLOPT_WRITEDATA, &sink);
  believe(curl.get(), options.ca_file);
  const CURLcode code = curl_easy_perform(curl.get());
  if (sink.too_large) return Error{"too_large", address};
  long status = 0;
  curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &status);
  if (status >= 400) return Error{"refused", "HTTP " + std::to_string(status)};
  if (code == CURLE_WRITE_ERROR || std::fflush(out.get()) != 0) return Error{"unwritable", file.string()};
  if (code != CURLE_OK) return Error{"unreachable", curl_easy_strerror(code)};
  return sink.written;
}

}  // namespace mekiki::lookups
