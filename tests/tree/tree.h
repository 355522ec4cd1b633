// The source tree as the tests about it see it: our own files, nothing built or fetched.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace mekiki::tree {

// Relative to the top, with '/'; sorted.
struct File {
  std::string path;
  std::string content;
};

// All files below these folders (and these files) whose names end in one of `endings`.
std::vector<File> files(const std::vector<std::string>& places, const std::vector<std::string>& endings);

std::string read(const std::string& path);

}  // namespace mekiki::tree
