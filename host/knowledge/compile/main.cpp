// compile_knowledge KIND OUTPUT FILE...: checks the JSON files of one kind of knowledge and writes them as C++
// source. KIND is "organisations" (FILEs in folders brands/ and owners/), "phrases" or "texts". With OUTPUT "-" it
// only checks.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iostream>
#include <map>
#include <string>
#include <vector>

#include "knowledge/compile/brands.h"
#include "knowledge/compile/organisations.h"
#include "knowledge/compile/owners.h"
#include "knowledge/compile/words.h"

namespace {

using mekiki::knowledge::BrandSource;
using mekiki::knowledge::OwnerSource;
using mekiki::knowledge::Problems;
using Files = std::vector<std::filesystem::path>;

Files in_folder(const Files& files, std::string_view folder) {
  Files found;
  for (const std::filesystem::path& file : files)
    if (file.parent_path().filename() == folder) found.push_back(file);
  return found;
}

std::string compile_organisations(const Files& files, Problems& problems) {
  std::vector<BrandSource> brands = mekiki::knowledge::read_brands(in_folder(files, "brands"), problems);
  const std::vector<OwnerSource> owners = mekiki::knowledge::read_owners(in_folder(files, "owners"), brands, problems);
  return mekiki::knowledge::organisations_source(brands, owners);
}

// A further kind of knowledge is a line here and a file of its own.
const std::map<std::string, std::function<std::string(const Files&, Problems&)>> kinds = {
    {"organisations", compile_organisations},
    {"phrases", mekiki::knowledge::compile_phrases},
    {"texts", mekiki::knowledge::compile_texts},
};

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> arguments(argv + 1, argv + argc);
  if (arguments.size() < 3 || !kinds.contains(arguments[0])) {
    std::cerr << "usage: compile_knowledge organisations|phrases|texts OUTPUT|- FILE...\n";
    return EXIT_FAILURE;
  }
  Problems problems;
  const std::string source = kinds.at(arguments[0])(Files(arguments.begin() + 2, arguments.end()), problems);
  for (const std::string& line : problems.lines()) std::cerr << line << '\n';
  if (!problems.none()) return EXIT_FAILURE;
  if (arguments[1] == "-") return EXIT_SUCCESS;
  std::ofstream out(arguments[1], std::ios::binary);
  out << source;
  out.close();
  if (!out) {
    std::cerr << "cannot write " << arguments[1] << '\n';
    return EXIT_FAILURE;
  }
  return EXIT_SUCCESS;
}
