// The objects of a PDF file (ISO 32000-1, section 7.3), read wherever they stand: files made to deceive readers have
// tables of contents that lie, and viewers mend them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace mekiki::files::pdf {

struct Value {
  enum class Kind : std::uint8_t { none, name, string, number, reference, array, dictionary, word };
  Kind kind = Kind::none;
  std::string text;               // of a name (without its slash, "#xx" read), string, word
  std::int64_t number = 0;        // of a number, or the object a reference points to
  std::vector<Value> items;       // of an array, a dictionary
  std::vector<std::string> keys;  // of a dictionary: those of its items, in their order

  // The entry of a dictionary, or an empty value.
  [[nodiscard]] const Value& operator[](std::string_view key) const;
  [[nodiscard]] bool is_name(std::string_view name) const { return kind == Kind::name && text == name; }
  [[nodiscard]] bool has(std::string_view key) const { return (*this)[key].kind != Kind::none; }
};

class Parser {
 public:
  explicit Parser(std::string_view bytes, std::size_t at = 0) : bytes_(bytes), at_(at) {}

  // The next value; Kind::none at the end. What is cut off ends where the file does.
  Value value() { return value(0); }
  [[nodiscard]] std::size_t position() const { return at_; }
  void skip_blanks();

 private:
  Value value(int depth);
  Value name();
  Value literal();
  Value hexadecimal();
  Value number_or_word();
  Value array(int depth);
  Value dictionary(int depth);
  void make_reference(std::vector<Value>& items) const;
  [[nodiscard]] bool ended() const { return at_ >= bytes_.size(); }

  std::string_view bytes_;
  std::size_t at_;
  std::size_t values_ = 0;
};

// A text string (section 7.9.2.2): UTF-16 with a mark, else one byte a character. UTF-8.
std::string text_of(std::string_view string);

}  // namespace mekiki::files::pdf
