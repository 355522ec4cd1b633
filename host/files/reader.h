// Reads the files of one mail and what lies inside them: what each is, what the codes in its pictures say, where it
// leads. Bounded over all of them together.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "files/archive.h"
#include "files/file.h"

namespace mekiki::files {

class Reader {
 public:
  // Adds a file and, right behind it, those that lie inside it; its index in files(), or -1 if there are too many.
  int read(std::string_view name, std::string_view media_type, std::string_view bytes, std::uint64_t size);

  [[nodiscard]] const std::vector<File>& files() const { return files_; }
  [[nodiscard]] std::vector<File>& files() { return files_; }
  // Which limits were reached: "files", "picture_pixels", "unpacked_bytes", "unpacked_entries", "unpacked_memory",
  // "unpacked_depth".
  [[nodiscard]] const std::set<std::string>& limits_hit() const { return limits_hit_; }

 private:
  int add(File file, std::string_view bytes, std::size_t depth);
  void read_codes_of(File& file, std::string_view bytes);
  static void look_for_codes(File& file, GreyPicture picture);
  void read_page_of(File& file, std::string_view bytes);
  void look_inside(std::size_t index, std::string_view bytes, std::size_t depth);
  void unpack(std::size_t index, const Type& type, std::string_view bytes, std::size_t depth);
  void take(std::size_t index, std::size_t packed, ArchiveEntry& entry, std::size_t depth);
  void open(std::size_t index, Opened opened, std::size_t depth);

  std::vector<File> files_;
  Budget budget_;
  std::size_t pixels_ = 0;  // decoded so far
  std::size_t pages_ = 0;   // bytes kept of pages
  std::set<std::string> limits_hit_;
};

// Loads what is loaded lazily.
void warm_up();

}  // namespace mekiki::files
