// Writing to standard output and standard error, with the failure noticed.
#pragma once

#include <string>
#include <string_view>

namespace mekiki::apps {

// All of it and flushed; false if the output is closed or full.
bool write_output(std::string_view text);
void write_error_output(std::string_view text);

// What the system says of the last failed call.
std::string last_error();

}  // namespace mekiki::apps
