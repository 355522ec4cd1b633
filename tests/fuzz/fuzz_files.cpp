// Bytes -> files: whatever is looked into, the limits hold and what is said of it is consistent.
#include "base/limits.h"
#include "base/utf8.h"
#include "files/reader.h"
#include "fuzz.h"

using mekiki::fuzz::promise;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  mekiki::files::Reader reader;
  reader.read("file.bin", "application/octet-stream", mekiki::fuzz::text(data, size), size);
  promise(reader.files().size() <= mekiki::limits::files, "files");
  int index = 0;
  for (const auto& file : reader.files()) {
    promise(file.inside < index++, "what lies inside a file follows it");
    promise(file.name.size() <= mekiki::limits::file_name_bytes, "file_name_bytes");
    promise(file.addresses.size() <= mekiki::limits::file_addresses, "file_addresses");
    promise(file.command.size() <= mekiki::limits::command_bytes, "command_bytes");
    promise(mekiki::is_valid_utf8(file.command), "a command is UTF-8");
    for (const auto& address : file.addresses) promise(mekiki::is_valid_utf8(address), "an address is UTF-8");
  }
  return 0;
}
