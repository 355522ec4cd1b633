#include "tree.h"

#include <algorithm>
#include <fstream>
#include <sstream>

namespace mekiki::tree {
namespace {

namespace fs = std::filesystem;

const fs::path& top() {
  static const fs::path path = MEKIKI_SOURCE_DIR;
  return path;
}

bool is_foreign(const std::string& name) {
  return name == "node_modules" || name.starts_with("build") || name.starts_with('.');
}

void collect(const fs::path& folder, const std::vector<std::string>& endings, std::vector<fs::path>& found) {
  for (const auto& entry : fs::directory_iterator(folder)) {
    const std::string name = entry.path().filename().string();
    if (entry.is_directory()) {
      if (!is_foreign(name)) collect(entry.path(), endings, found);
    } else if (std::any_of(endings.begin(), endings.end(),
                           [&](const auto& ending) { return name.ends_with(ending); })) {
      found.push_back(entry.path());
    }
  }
}

}  // namespace

std::string read(const std::string& path) {
  std::ifstream stream(top() / path, std::ios::binary);
  std::ostringstream content;
  content << stream.rdbuf();
  return content.str();
}

std::vector<File> files(const std::vector<std::string>& places, const std::vector<std::string>& endings) {
  std::vector<fs::path> found;
  for (const std::string& place : places) {
    if (fs::is_directory(top() / place)) {
      collect(top() / place, endings, found);
    } else if (fs::exists(top() / place)) {
      found.push_back(top() / place);
    }
  }
  std::sort(found.begin(), found.end());
  std::vector<File> files;
  for (const fs::path& path : found) {
    const std::string relative = fs::relative(path, top()).generic_string();
    files.push_back({relative, read(relative)});
  }
  return files;
}

}  // namespace mekiki::tree
