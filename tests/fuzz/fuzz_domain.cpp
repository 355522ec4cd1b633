// Domain names, addresses and lookalikes.
#include "fuzz.h"
#include "names/confusables.h"
#include "names/domain.h"

using mekiki::fuzz::promise;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  namespace names = mekiki::names;
  const std::string_view input = mekiki::fuzz::text(data, size);
  if (const auto ascii = names::to_ascii(input); ascii.ok()) {
    names::to_unicode(*ascii);
    const auto cut = names::cut_domain(*ascii);
    if (!cut.registrable.empty())
      promise(names::is_within(*ascii, cut.registrable), "a name lies in its registrable part");
  }
  const std::string ip = names::canonical_ip(input);
  promise(ip.empty() || names::canonical_ip(ip) == ip, "a canonical address stays as it is");
  names::is_special_ip(ip);
  names::skeleton(input);
  names::mixes_scripts(input);
  const auto middle = input.substr(0, size / 2);
  promise(names::edit_distance(input, input, 2) == 0, "nothing is to be edited between equals");
  names::edit_distance(middle, input.substr(size / 2), 2);
  return 0;
}
