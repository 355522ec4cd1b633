// What the program ends with. Scripts rely on these numbers; those from 64 on are sysexits.h's.
#pragma once

#include <string_view>

namespace mekiki::apps::exit_code {

inline constexpr int nothing = 0;     // level none or note; or the command did what was asked
inline constexpr int suspicious = 1;  // doctor: something does not work
inline constexpr int danger = 2;
inline constexpr int usage = 64;       // EX_USAGE
inline constexpr int not_a_mail = 65;  // EX_DATAERR
inline constexpr int no_input = 66;    // EX_NOINPUT
inline constexpr int internal = 70;    // EX_SOFTWARE

inline int of_level(std::string_view level) {
  if (level == "danger") return danger;
  if (level == "suspicious") return suspicious;
  return nothing;
}

// Of an error code of the examination (host/base/result.h) or of the files.
inline int of_error(std::string_view code) {
  if (code == "not_a_mail" || code == "too_large") return not_a_mail;
  if (code == "no_input") return no_input;
  return internal;
}

}  // namespace mekiki::apps::exit_code
