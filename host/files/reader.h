// Reads the files of one mail: what each is, and what the codes in its pictures say. Bounded over all of them together.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "files/file.h"

namespace mekiki::files {

class Reader {
 public:
  // Adds a file; its index in files(), or -1 if there are too many.
  int read(std::string_view name, std::string_view media_type, std::string_view bytes, std::uint64_t size);

  [[nodiscard]] const std::vector<File>& files() const { return files_; }
  [[nodiscard]] std::vector<File>& files() { return files_; }
  // Which limits were reached: "files", "picture_pixels".
  [[nodiscard]] const std::set<std::string>& limits_hit() const { return limits_hit_; }

 private:
  void read_codes_of(File& file, std::string_view bytes);

  std::vector<File> files_;
  std::size_t pixels_ = 0;  // decoded so far
  std::set<std::string> limits_hit_;
};

}  // namespace mekiki::files
