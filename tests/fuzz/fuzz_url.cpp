// URL standard: what was serialised is read back as the same, with and without a base.
#include "fuzz.h"
#include "names/url.h"

using mekiki::fuzz::promise;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input = mekiki::fuzz::text(data, size);
  static const auto base = mekiki::names::parse_url("https://example.jp/folder/page?query#fragment");
  for (const mekiki::names::Url* against : {static_cast<const mekiki::names::Url*>(nullptr), &*base}) {
    const auto url = mekiki::names::parse_url(input, against);
    if (!url.ok()) continue;
    const std::string written = url->href();
    const auto again = mekiki::names::parse_url(written);
    promise(again.ok(), "what was serialised can be read");
    promise(again->href() == written, "and is serialised alike");
    promise(again->host == url->host, "with the same host");
  }
  mekiki::names::percent_decode(input);
  return 0;
}
