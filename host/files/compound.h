// The directory and streams of a Compound File (MS-CFB), which older Office files, messages of Outlook and Windows
// Installer packages are. Bounded whatever the file says: chains end after as many sectors as the file has.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace mekiki::files {

struct CompoundEntry {
  enum class Kind { storage, stream, root };
  Kind kind = Kind::stream;
  std::string name;   // UTF-8
  std::string clsid;  // 16 bytes as stored
  std::uint32_t start = 0;
  std::uint64_t size = 0;
  int parent = -1;  // the number of the storage that holds it; -1: unknown
};

class CompoundFile {
 public:
  // `bytes` must outlive it. Without a readable header there are no entries.
  explicit CompoundFile(std::string_view bytes);

  // In the order stored; the tree between them is not followed, since a name is enough.
  [[nodiscard]] const std::vector<CompoundEntry>& entries() const { return entries_; }
  // As a walk through the tree meets them: the entries of a storage stand together. Those outside of it are left out.
  [[nodiscard]] std::vector<const CompoundEntry*> in_order() const;
  // The first entry of that name (case-insensitive), or nullptr.
  [[nodiscard]] const CompoundEntry* find(std::string_view name) const;
  // At most `at_most` bytes of a stream.
  [[nodiscard]] std::string read(const CompoundEntry& entry, std::size_t at_most) const;

 private:
  [[nodiscard]] std::string_view sector(std::uint32_t number) const;
  [[nodiscard]] std::uint32_t next(std::uint32_t number) const;
  [[nodiscard]] std::string chain(std::uint32_t start, std::size_t at_most) const;
  void read_allocation();
  void read_directory();
  void read_tree(std::string_view directory);

  std::string_view bytes_;
  std::size_t sector_size_ = 512;
  std::size_t mini_size_ = 64;
  std::size_t mini_cutoff_ = 4096;
  std::vector<std::uint32_t> allocation_;  // the sectors that hold the FAT
  std::string mini_allocation_;
  std::string mini_stream_;
  std::vector<CompoundEntry> entries_;
  std::vector<int> numbers_;        // of a place in the directory: its index in entries_, or -1
  std::vector<std::size_t> order_;  // indices of entries_
};

// The id of files/types.h for a compound file: "doc", "xls", "ppt", "msg", "msi", "hwp", "jtd", "publisher", "ooxml"
// for an encrypted Office document, else "ole".
std::string_view compound_kind(std::string_view bytes);

}  // namespace mekiki::files
