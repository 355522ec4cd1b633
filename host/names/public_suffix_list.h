// Which Public Suffix List cut_domain() uses.
#pragma once

#include <string>

namespace mekiki::names {

// Replaces the list by the one in a file (the .dat text or libpsl's DAFSA). False, and nothing changes, if it cannot
// be read. Not to be called while another thread cuts names.
bool load_public_suffix_list(const std::string& path);

// Back to the newest of the system's and the built-in list.
void reset_public_suffix_list();

}  // namespace mekiki::names
