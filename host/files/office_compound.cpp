#include <algorithm>

#include "base/limits.h"
#include "base/utf8.h"
#include "files/bytes.h"
#include "files/compound.h"
#include "files/office.h"
#include "files/vba.h"

namespace mekiki::files {
namespace {

using namespace std::string_view_literals;

// Records of a workbook (MS-XLS section 2.1.4): type, size, data. Older than 1997 they look the same.
void look_at_workbook(std::string_view stream, Opened& opened) {
  constexpr std::uint16_t file_pass = 0x002F;
  constexpr std::uint16_t bound_sheet = 0x0085;
  constexpr std::uint16_t defined_name = 0x0018;
  bool macro_sheet = false;
  bool opens_itself = false;
  for (std::size_t at = 0; at + 4 <= stream.size();) {
    const std::uint16_t type = little16(stream, at);
    const std::size_t size = little16(stream, at + 2);
    const std::string_view data = piece(stream, at + 4, size);
    if (type == file_pass) opened.traits.insert(Trait::encrypted);
    if (type == bound_sheet && byte_at(data, 5) == 1) macro_sheet = true;
    // A built-in name (flag 0x20) whose one letter is 1 is Auto_Open.
    if (type == defined_name && (little16(data, 0) & 0x20U) != 0 && byte_at(data, 15) == 1) opens_itself = true;
    at += 4 + size;
  }
  if (!macro_sheet) return;
  opened.traits.insert(Trait::macro_sheet);
  if (opens_itself) opened.traits.insert(Trait::macro_runs_itself);
}

// A field's code follows its mark (MS-DOC section 2.8.25), in one byte a letter or two.
bool has_dde(std::string_view document) {
  for (const std::string_view code : {"\x13 DDE"sv,
                                      "\x13"
                                      "DDE"sv,
                                      "\x13\0 \0D\0D\0E\0"sv, "\x13\0D\0D\0E\0"sv}) {
    if (document.find(code) != std::string_view::npos) return true;
  }
  return false;
}

// Many entries may name the same sectors: what is read of them counts as unpacked.
std::string read_within(const CompoundFile& file, const CompoundEntry& entry, Budget& budget) {
  std::string content = file.read(entry, std::min(limits::unpacked_file_bytes, budget.bytes));
  budget.bytes -= content.size();
  return content;
}

void take_object(const CompoundFile& file, const CompoundEntry& entry, Opened& opened, Budget& budget) {
  const std::string stream = read_within(file, entry, budget);
  Embedded inner = packaged_file(std::string_view(stream).substr(std::min<std::size_t>(4, stream.size())));
  if (inner.content.empty() || opened.files.size() >= limits::unpacked_listed) return;
  opened.traits.insert(Trait::object);
  opened.files.push_back(std::move(inner));
}

std::string from_utf16(std::string_view bytes) {
  std::string out;
  for (std::size_t at = 0; at + 1 < bytes.size(); at += 2) {
    const char32_t unit = little16(bytes, at);
    if (unit != 0) append_utf8(out, unit >= 0xD800 && unit <= 0xDFFF ? 0xFFFD : unit);
  }
  return out;
}

// MS-OXMSG section 2.2.2: a storage for each attachment, a stream for each property, named by tag and type.
void take_attachments(const CompoundFile& file, Opened& opened, Budget& budget) {
  Embedded* current = nullptr;
  int storage = -2;
  bool long_name = false;
  for (const CompoundEntry* entry : file.in_order()) {
    const bool name = entry->name.starts_with("__substg1.0_3707") || entry->name.starts_with("__substg1.0_3704");
    const bool data = entry->name == "__substg1.0_37010102";
    if (entry->kind != CompoundEntry::Kind::stream || (!name && !data)) continue;
    if (entry->parent != storage || current == nullptr) {
      if (opened.files.size() >= limits::unpacked_listed) return;
      current = &opened.files.emplace_back();
      storage = entry->parent;
      long_name = false;
    }
    if (data) {
      current->content = read_within(file, *entry, budget);
    } else if (!long_name) {
      const std::string raw = file.read(*entry, limits::file_name_bytes);
      current->name = entry->name.ends_with("001F") ? from_utf16(raw) : raw;
      long_name = entry->name.starts_with("__substg1.0_3707");
    }
  }
}

}  // namespace

Embedded packaged_file(std::string_view native) {
  Embedded found;
  std::size_t at = 2;
  const auto text = [&] {
    const std::size_t end = std::min(native.find('\0', std::min(at, native.size())), native.size());
    const std::string_view read = piece(native, at, end - std::min(at, end));
    at = end + 1;
    return read;
  };
  if (little16(native, 0) != 2) return found;
  const std::string_view label = text();
  const std::string_view path = text();
  at += 4;
  at += 4 + std::size_t{little32(native, at)};
  const std::size_t size = little32(native, at);
  found.content = piece(native, at + 4, std::min(size, limits::unpacked_file_bytes));
  std::string_view name = path.empty() ? label : path;
  if (const std::size_t folder = name.find_last_of("/\\"); folder != std::string_view::npos)
    name.remove_prefix(folder + 1);
  found.name = name.substr(0, limits::file_name_bytes);
  return found;
}

Opened open_compound(std::string_view bytes, Budget& budget) {
  Opened opened;
  const CompoundFile file(bytes);
  opened.traits = macros_of(file, budget);
  for (const CompoundEntry& entry : file.entries()) {
    if (entry.kind != CompoundEntry::Kind::stream) continue;
    if (ascii_iequals(entry.name, "EncryptedPackage")) opened.traits.insert(Trait::encrypted);
    if (ascii_iequals(entry.name, "Equation Native")) opened.traits.insert(Trait::equation);
    if (ascii_iequals(entry.name, "Workbook") || ascii_iequals(entry.name, "Book"))
      look_at_workbook(read_within(file, entry, budget), opened);
    if (ascii_iequals(entry.name, "WordDocument") && has_dde(read_within(file, entry, budget)))
      opened.traits.insert(Trait::dde);
    if (ascii_iequals(entry.name, "\x01Ole10Native")) take_object(file, entry, opened, budget);
  }
  if (file.find("__properties_version1.0") != nullptr) take_attachments(file, opened, budget);
  return opened;
}

}  // namespace mekiki::files
