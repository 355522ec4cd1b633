// Finds RFC 2047 encoded words in a text without decoding them.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace mekiki::message {

struct EncodedWord {
  std::string_view charset;  // as written, language suffix included
  bool base64 = false;
  std::string_view text;
  std::size_t end = 0;    // offset after the word
  bool complete = false;  // "?=" was there
};

// Positions asked for must not decrease: the text is searched once in all, whatever it holds.
class EncodedWordReader {
 public:
  explicit EncodedWordReader(std::string_view text)
      : text_(text), starts_(text, "=?"), ends_(text, "?="), spaces_(text, " ") {}

  // Where the next "=?" stands at or after `position`; npos if there is none.
  std::size_t next_start(std::size_t position) { return starts_.from(position); }

  // The word at `position`, where "=?" stands. Tolerated: a missing end, white space around and in the parts, question
  // marks inside Q text, two words sharing one "=".
  std::optional<EncodedWord> read(std::size_t position);

 private:
  class Finder {
   public:
    Finder(std::string_view text, std::string_view mark) : text_(text), mark_(mark), found_(text.find(mark)) {}
    std::size_t from(std::size_t position) {
      if (found_ < position) found_ = text_.find(mark_, position);
      return found_;
    }

   private:
    std::string_view text_;
    std::string_view mark_;
    std::size_t found_;
  };

  std::string_view text_;
  Finder starts_;
  Finder ends_;
  Finder spaces_;
};

}  // namespace mekiki::message
