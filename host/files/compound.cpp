#include "files/compound.h"

#include <algorithm>
#include <array>
#include <deque>

#include "base/limits.h"
#include "base/utf8.h"
#include "files/bytes.h"

namespace mekiki::files {
namespace {

using namespace std::string_view_literals;

constexpr std::uint32_t last_regular = 0xFFFFFFFA;  // MS-CFB section 2.1: above are marks
constexpr std::size_t header_size = 512;
constexpr std::size_t entry_size = 128;
constexpr std::size_t first_difat = 76;
constexpr std::size_t header_difats = 109;

std::string from_utf16(std::string_view bytes) {
  std::string out;
  for (std::size_t at = 0; at + 1 < bytes.size(); at += 2) {
    char32_t c = little16(bytes, at);
    if (c == 0) break;
    if (c >= 0xD800 && c <= 0xDBFF && at + 3 < bytes.size()) {
      const char32_t low = little16(bytes, at + 2);
      if (low >= 0xDC00 && low <= 0xDFFF) {
        c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
        at += 2;
      }
    }
    append_utf8(out, c >= 0xD800 && c <= 0xDFFF ? 0xFFFD : c);
  }
  return out;
}

}  // namespace

CompoundFile::CompoundFile(std::string_view bytes) : bytes_(bytes) {
  if (!bytes.starts_with("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") || bytes.size() < header_size) return;
  const unsigned shift = little16(bytes, 30);
  const unsigned mini_shift = little16(bytes, 32);
  if ((shift != 9 && shift != 12) || mini_shift != 6) return;
  sector_size_ = std::size_t{1} << shift;
  mini_size_ = std::size_t{1} << mini_shift;
  mini_cutoff_ = little32(bytes, 56);
  read_allocation();
  read_directory();
}

std::string_view CompoundFile::sector(std::uint32_t number) const {
  if (number >= last_regular) return {};
  return piece(bytes_, (std::size_t{number} + 1) * sector_size_, sector_size_);
}

// MS-CFB section 2.5: the header names 109 sectors of the FAT, a chain of further ones names the rest.
void CompoundFile::read_allocation() {
  const std::size_t most = bytes_.size() / sector_size_ + 1;
  for (std::size_t i = 0; i < header_difats && allocation_.size() < most; ++i) {
    const std::uint32_t number = little32(bytes_, first_difat + 4 * i);
    if (number < last_regular) allocation_.push_back(number);
  }
  std::uint32_t difat = little32(bytes_, 68);
  for (std::size_t steps = 0; difat < last_regular && steps < most; ++steps) {
    const std::string_view numbers = sector(difat);
    if (numbers.size() < sector_size_) return;
    for (std::size_t at = 0; at + 4 < numbers.size() && allocation_.size() < most; at += 4) {
      if (const std::uint32_t number = little32(numbers, at); number < last_regular) allocation_.push_back(number);
    }
    difat = little32(numbers, sector_size_ - 4);
  }
}

std::uint32_t CompoundFile::next(std::uint32_t number) const {
  const std::size_t per_sector = sector_size_ / 4;
  const std::size_t index = number / per_sector;
  if (index >= allocation_.size()) return last_regular;
  const std::string_view numbers = sector(allocation_[index]);
  const std::size_t at = number % per_sector * 4;
  return at + 4 <= numbers.size() ? little32(numbers, at) : last_regular;
}

std::string CompoundFile::chain(std::uint32_t start, std::size_t at_most) const {
  std::string content;
  const std::size_t most = std::min(at_most, bytes_.size());
  for (std::uint32_t number = start; number < last_regular && content.size() < most; number = next(number)) {
    const std::string_view piece = sector(number);
    if (piece.empty()) break;
    content += piece;
  }
  if (content.size() > at_most) content.resize(at_most);
  return content;
}

// MS-CFB section 2.6.
void CompoundFile::read_directory() {
  const std::string directory = chain(little32(bytes_, 48), limits::compound_entries * entry_size);
  for (std::size_t at = 0; at + entry_size <= directory.size(); at += entry_size) {
    const std::string_view raw = std::string_view(directory).substr(at, entry_size);
    const std::uint8_t type = byte_at(raw, 66);
    numbers_.push_back(-1);
    if (type != 1 && type != 2 && type != 5) continue;
    numbers_.back() = static_cast<int>(entries_.size());
    const std::size_t name_bytes = std::min<std::size_t>(little16(raw, 64), 64);
    CompoundEntry entry;
    entry.kind = type == 1   ? CompoundEntry::Kind::storage
                 : type == 2 ? CompoundEntry::Kind::stream
                             : CompoundEntry::Kind::root;
    entry.name = from_utf16(raw.substr(0, name_bytes));
    entry.clsid = raw.substr(80, 16);
    entry.start = little32(raw, 116);
    entry.size = sector_size_ == 512 ? little32(raw, 120) : little64(raw, 120);
    entries_.push_back(std::move(entry));
  }
  read_tree(directory);
  const auto root = std::find_if(entries_.begin(), entries_.end(),
                                 [](const CompoundEntry& entry) { return entry.kind == CompoundEntry::Kind::root; });
  if (root == entries_.end()) return;
  mini_allocation_ = chain(little32(bytes_, 60), bytes_.size());
  mini_stream_ = chain(root->start, bytes_.size());
}

// MS-CFB section 2.6.4: the entries of a storage are a tree of left and right neighbours. Each is visited once.
void CompoundFile::read_tree(std::string_view directory) {
  struct Step {
    std::uint32_t number;
    int parent;
  };
  std::vector<bool> seen(numbers_.size());
  std::deque<Step> steps{{0, -1}};
  while (!steps.empty()) {
    const auto [number, parent] = steps.back();
    steps.pop_back();
    if (number >= numbers_.size() || numbers_[number] < 0 || seen[number]) continue;
    seen[number] = true;
    const std::string_view raw = directory.substr(number * entry_size, entry_size);
    entries_[static_cast<std::size_t>(numbers_[number])].parent = parent;
    order_.push_back(static_cast<std::size_t>(numbers_[number]));
    // The inside of a storage comes behind its neighbours, so that neighbours stay together.
    steps.push_front({little32(raw, 76), static_cast<int>(number)});
    for (const std::size_t neighbour : {68U, 72U}) steps.push_back({little32(raw, neighbour), parent});
  }
}

std::vector<const CompoundEntry*> CompoundFile::in_order() const {
  std::vector<const CompoundEntry*> ordered;
  for (const std::size_t index : order_) ordered.push_back(&entries_[index]);
  return ordered;
}

const CompoundEntry* CompoundFile::find(std::string_view name) const {
  const auto found = std::find_if(entries_.begin(), entries_.end(),
                                  [&](const CompoundEntry& entry) { return ascii_iequals(entry.name, name); });
  return found == entries_.end() ? nullptr : &*found;
}

std::string CompoundFile::read(const CompoundEntry& entry, std::size_t at_most) const {
  if (entry.kind != CompoundEntry::Kind::stream) return {};
  const std::size_t size = std::min<std::uint64_t>(at_most, entry.size);
  if (entry.size >= mini_cutoff_) return chain(entry.start, size);
  // MS-CFB section 2.4: small streams lie in pieces of 64 bytes in the root's stream.
  std::string content;
  const std::size_t most = std::min(size, mini_stream_.size());
  for (std::uint32_t number = entry.start; number < last_regular && content.size() < most;) {
    const std::string_view part = piece(mini_stream_, std::size_t{number} * mini_size_, mini_size_);
    if (part.empty()) break;
    content += part;
    const std::size_t at = std::size_t{number} * 4;
    number = at + 4 <= mini_allocation_.size() ? little32(mini_allocation_, at) : last_regular;
  }
  if (content.size() > size) content.resize(size);
  return content;
}

std::string_view compound_kind(std::string_view bytes) {
  const CompoundFile file(bytes);
  static constexpr auto installer = "\x84\x10\x0C\0\0\0\0\0\xC0\0\0\0\0\0\0\x46"sv;
  static constexpr auto patch = "\x86\x10\x0C\0\0\0\0\0\xC0\0\0\0\0\0\0\x46"sv;
  for (const CompoundEntry& entry : file.entries()) {
    if (entry.kind == CompoundEntry::Kind::root && (entry.clsid == installer || entry.clsid == patch)) return "msi";
  }
  static constexpr auto streams =
      std::to_array<std::pair<std::string_view, std::string_view>>({{"__properties_version1.0", "msg"},
                                                                    {"WordDocument", "doc"},
                                                                    {"Workbook", "xls"},
                                                                    {"Book", "xls"},
                                                                    {"PowerPoint Document", "ppt"},
                                                                    {"EncryptedPackage", "ooxml"},
                                                                    {"\x05HwpSummaryInformation", "hwp"},
                                                                    {"JSRV_SegmentInformation", "jtd"},
                                                                    {"Quill", "publisher"}});
  for (const auto& [name, id] : streams) {
    if (file.find(name) != nullptr) return id;
  }
  return "ole";
}

}  // namespace mekiki::files
