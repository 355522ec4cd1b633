// The basic URL parser as a state machine, one function per state. https://url.spec.whatwg.org/#url-parsing
#pragma once

#include <cstddef>
#include <string_view>

#include "names/url.h"

namespace mekiki::names {

bool is_special_scheme(std::string_view scheme);

// Works on bytes: every byte of a multi-byte UTF-8 sequence is in every percent-encode set and a delimiter nowhere,
// so that the result is the one of the standard, which works on code points. Each state runs once over its own part.
class UrlParser {
 public:
  // `input`: valid UTF-8 without leading and trailing C0 controls and spaces, without tabs and newlines.
  UrlParser(std::string_view input, const Url* base, bool cut) : input_(input), base_(base) { url_.cut = cut; }

  Result<Url> parse();

 private:
  enum class State {
    no_scheme,
    special_authority_slashes,
    special_relative_or_authority,
    path_or_authority,
    relative,
    relative_slash,
    special_authority_ignore_slashes,
    authority,
    file,
    file_slash,
    file_host,
    path_start,
    path,
    opaque_path,
    query,
    fragment,
    done,
    failed,
  };

  State step(State state);
  State scheme();
  State no_scheme();
  State special_authority_slashes();
  State special_relative_or_authority();
  State path_or_authority();
  State relative();
  State relative_slash();
  State special_authority_ignore_slashes();
  State authority();
  State file();
  State file_slash();
  State file_host();
  State path_start();
  State path();
  State opaque_path();
  State query();
  State fragment();

  State fail(const char* step);
  bool set_credentials(std::string_view credentials);
  bool set_host(std::string_view text);
  bool set_port(std::string_view digits);
  State host_and_port(std::string_view text);
  void copy_authority_of_base();
  void add_segment(std::string_view segment, bool last);
  void shorten_path();
  State state_after_path();

  [[nodiscard]] bool at_end() const { return position_ >= input_.size(); }
  // NUL at the end; a NUL in the input is no delimiter either.
  [[nodiscard]] char current() const { return at_end() ? '\0' : input_[position_]; }
  [[nodiscard]] bool is_slash(char c) const { return c == '/' || (special_ && c == '\\'); }
  [[nodiscard]] std::string_view remaining() const { return input_.substr(position_); }
  // The position of the first of `delimiters` at or after here, or the end.
  [[nodiscard]] std::size_t find_end(std::string_view delimiters) const;

  std::string_view input_;
  const Url* base_;
  Url url_;
  std::size_t position_ = 0;
  bool special_ = false;
  const char* failed_step_ = "";
  std::string failed_detail_;
};

}  // namespace mekiki::names
