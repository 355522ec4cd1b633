#include "files/pdf_objects.h"

#include <algorithm>
#include <cctype>
#include <utility>

#include "base/limits.h"
#include "base/utf8.h"
#include "files/bytes.h"

namespace mekiki::files::pdf {
namespace {

bool is_blank(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == '\0'; }

bool is_delimiter(char c) { return std::string_view("()<>[]{}/%").find(c) != std::string_view::npos; }

bool is_regular(char c) { return !is_blank(c) && !is_delimiter(c); }

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

}  // namespace

const Value& Value::operator[](std::string_view key) const {
  static const Value nothing;
  const auto found = std::find(keys.begin(), keys.end(), key);
  return found == keys.end() ? nothing : items[static_cast<std::size_t>(found - keys.begin())];
}

void Parser::skip_blanks() {
  while (!ended()) {
    if (bytes_[at_] == '%') {
      at_ = std::min(bytes_.find_first_of("\r\n", at_), bytes_.size());
    } else if (is_blank(bytes_[at_])) {
      ++at_;
    } else {
      return;
    }
  }
}

Value Parser::value(int depth) {
  skip_blanks();
  if (ended() || depth > limits::pdf_depth || ++values_ > limits::pdf_values) {
    at_ = bytes_.size();
    return {};
  }
  const char c = bytes_[at_];
  if (c == '/') return name();
  if (c == '(') return literal();
  if (c == '[') return array(depth);
  if (c == '<') return has_at(bytes_, at_, "<<") ? dictionary(depth) : hexadecimal();
  if (is_regular(c)) return number_or_word();
  // A bracket without its partner: a word of its own, so that whoever is inside one sees its end.
  Value word{Value::Kind::word, std::string(1, c), 0, {}, {}};
  at_ += has_at(bytes_, at_, ">>") ? 2 : 1;
  return word;
}

Value Parser::name() {
  Value name{Value::Kind::name, {}, 0, {}, {}};
  for (++at_; !ended() && is_regular(bytes_[at_]); ++at_) {
    char c = bytes_[at_];
    if (c == '#' && at_ + 2 < bytes_.size() && hex_digit(bytes_[at_ + 1]) >= 0 && hex_digit(bytes_[at_ + 2]) >= 0) {
      c = static_cast<char>(hex_digit(bytes_[at_ + 1]) * 16 + hex_digit(bytes_[at_ + 2]));
      at_ += 2;
    }
    if (name.text.size() < limits::file_name_bytes) name.text += c;
  }
  return name;
}

// Section 7.3.4.2.
Value Parser::literal() {
  Value string{Value::Kind::string, {}, 0, {}, {}};
  int open = 1;
  for (++at_; !ended(); ++at_) {
    char c = bytes_[at_];
    if (c == '(') ++open;
    if (c == ')' && --open == 0) break;
    if (c == '\\' && at_ + 1 < bytes_.size()) {
      c = bytes_[++at_];
      static constexpr std::string_view escapes = "nrtbf";
      if (const std::size_t escape = escapes.find(c); escape != std::string_view::npos) {
        c = "\n\r\t\b\f"[escape];
      } else if (c >= '0' && c <= '7') {
        int code = c - '0';
        for (int i = 0; i < 2 && at_ + 1 < bytes_.size() && bytes_[at_ + 1] >= '0' && bytes_[at_ + 1] <= '7'; ++i)
          code = code * 8 + (bytes_[++at_] - '0');
        c = static_cast<char>(code);
      } else if (c == '\r' || c == '\n') {
        if (c == '\r' && at_ + 1 < bytes_.size() && bytes_[at_ + 1] == '\n') ++at_;
        continue;
      }
    }
    if (string.text.size() < limits::pdf_string_bytes) string.text += c;
  }
  if (!ended()) ++at_;
  return string;
}

Value Parser::hexadecimal() {
  Value string{Value::Kind::string, {}, 0, {}, {}};
  int high = -1;
  for (++at_; !ended() && bytes_[at_] != '>'; ++at_) {
    const int digit = hex_digit(bytes_[at_]);
    if (digit < 0) continue;
    if (high < 0) {
      high = digit;
    } else {
      if (string.text.size() < limits::pdf_string_bytes) string.text += static_cast<char>(high * 16 + digit);
      high = -1;
    }
  }
  if (high >= 0) string.text += static_cast<char>(high * 16);
  if (!ended()) ++at_;
  return string;
}

Value Parser::number_or_word() {
  const std::size_t start = at_;
  while (!ended() && is_regular(bytes_[at_])) ++at_;
  const std::string_view text = bytes_.substr(start, at_ - start);
  Value value{Value::Kind::word, {}, 0, {}, {}};
  const bool number = std::all_of(text.begin(), text.end(), [](char c) {
    return std::isdigit(static_cast<unsigned char>(c)) != 0 || c == '.' || c == '-' || c == '+';
  });
  if (!number) {
    value.text = text.substr(0, limits::file_name_bytes);
    return value;
  }
  value.kind = Value::Kind::number;
  for (const char c : text) {
    if (c == '.') break;
    if (c >= '0' && c <= '9' && value.number < 100'000'000'000) value.number = value.number * 10 + (c - '0');
  }
  return value;
}

// "12 0 R"
void Parser::make_reference(std::vector<Value>& items) const {
  const std::size_t size = items.size();
  if (size < 3 || items.back().kind != Value::Kind::word || items.back().text != "R") return;
  if (items[size - 2].kind != Value::Kind::number || items[size - 3].kind != Value::Kind::number) return;
  items.resize(size - 2);
  items.back().kind = Value::Kind::reference;
}

Value Parser::array(int depth) {
  Value array{Value::Kind::array, {}, 0, {}, {}};
  ++at_;
  while (true) {
    Value item = value(depth + 1);
    if (item.kind == Value::Kind::none) return array;
    if (item.kind == Value::Kind::word && (item.text == "]" || item.text == ">" || item.text == "endobj")) return array;
    array.items.push_back(std::move(item));
    make_reference(array.items);
  }
}

Value Parser::dictionary(int depth) {
  Value dictionary{Value::Kind::dictionary, {}, 0, {}, {}};
  at_ += 2;
  std::vector<Value> items;
  while (true) {
    Value item = value(depth + 1);
    const bool end = item.kind == Value::Kind::none ||
                     (item.kind == Value::Kind::word && (item.text == ">" || item.text == "endobj"));
    if (end) break;
    items.push_back(std::move(item));
    make_reference(items);
  }
  for (std::size_t i = 0; i + 1 < items.size();) {
    if (items[i].kind != Value::Kind::name) {
      ++i;
      continue;
    }
    dictionary.keys.push_back(std::move(items[i].text));
    dictionary.items.push_back(std::move(items[i + 1]));
    i += 2;
  }
  return dictionary;
}

std::string text_of(std::string_view string) {
  std::string out;
  if (string.starts_with("\xFE\xFF")) {
    for (std::size_t at = 2; at + 1 < string.size(); at += 2) {
      const auto unit = static_cast<char32_t>(byte_at(string, at) << 8U | byte_at(string, at + 1));
      append_utf8(out, unit >= 0xD800 && unit <= 0xDFFF ? 0xFFFD : unit);
    }
    return out;
  }
  if (string.starts_with("\xEF\xBB\xBF")) string.remove_prefix(3);
  if (is_valid_utf8(string)) return std::string(string);
  for (const char c : string) append_utf8(out, static_cast<unsigned char>(c));
  return out;
}

}  // namespace mekiki::files::pdf
