// What installed files tell of themselves without being run.
#pragma once

#include <filesystem>
#include <string>

namespace mekiki::apps {

// The file is no ELF program (a script, say), or one for this kind of processor (ELF header: class, data, e_machine).
bool fits_this_machine(const std::filesystem::path& program);

// The version a mekiki-host says by --version, as it stands in the program; empty if it is not found.
std::string version_of_host(const std::filesystem::path& program);

// "version" of the manifest.json of an .xpi whose files are stored, as ours are; empty for others.
std::string version_of_extension(const std::filesystem::path& xpi);

}  // namespace mekiki::apps
