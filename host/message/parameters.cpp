#include "message/parameters.h"

#include <algorithm>
#include <charconv>
#include <map>

#include "base/utf8.h"
#include "message/charsets.h"

namespace mekiki::message {
namespace {

constexpr std::size_t parameters_at_most = 100;
constexpr unsigned sections_at_most = 500;

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}

  [[nodiscard]] bool at_end() const { return position_ >= text_.size(); }
  [[nodiscard]] char peek() const { return text_[position_]; }
  void advance() { ++position_; }
  [[nodiscard]] std::size_t position() const { return position_; }
  void go_back_to(std::size_t position) { position_ = position; }

  void skip_space_and_comments() {
    while (!at_end()) {
      if (is_space(peek()))
        advance();
      else if (peek() == '(')
        skip_comment();
      else
        return;
    }
  }

  // Up to one of `stops` or a comment; white space at the end is cut.
  std::string_view until(std::string_view stops) {
    const std::size_t start = position_;
    while (!at_end() && stops.find(peek()) == std::string_view::npos && peek() != '(') advance();
    return trim_ascii(text_.substr(start, position_ - start));
  }

  // An unquoted value: to the next white space, or to the next semicolon where it may hold spaces and brackets, as file
  // names do often enough.
  std::string_view raw_value(bool spaces) {
    const std::size_t start = position_;
    while (!at_end() && peek() != ';' && (spaces || (!is_space(peek()) && peek() != '('))) advance();
    return trim_ascii(text_.substr(start, position_ - start));
  }

  // Precondition: at a quotation mark. A missing closing mark means the rest.
  std::string quoted() {
    std::string out;
    advance();
    while (!at_end() && peek() != '"') {
      // Windows paths are written with bare backslashes; only the pairs RFC 5322 needs are undone.
      if (peek() == '\\' && position_ + 1 < text_.size() &&
          (text_[position_ + 1] == '"' || text_[position_ + 1] == '\\'))
        advance();
      out += peek();
      advance();
    }
    if (!at_end()) advance();
    return out;
  }

 private:
  void skip_comment() {
    std::size_t depth = 0;
    while (!at_end()) {
      const char c = peek();
      advance();
      if (c == '\\' && !at_end())
        advance();
      else if (c == '(')
        ++depth;
      else if (c == ')' && --depth == 0)
        return;
    }
  }

  std::string_view text_;
  std::size_t position_ = 0;
};

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  const char lower = static_cast<char>(c | 0x20);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

std::string percent_decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size() && hex_value(text[i + 1]) >= 0 && hex_value(text[i + 2]) >= 0) {
      out += static_cast<char>(hex_value(text[i + 1]) * 16 + hex_value(text[i + 2]));
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

struct Section {
  std::string value;
  bool extended = false;  // percent-encoded
};

// RFC 2231 section 3 and 4: "name*0*", "name*1", "name*".
struct SectionName {
  std::string name;
  unsigned index = 0;
  bool extended = false;
  bool plain = true;
};

SectionName section_name(std::string_view written) {
  SectionName result;
  result.name = ascii_lower(written);
  const std::size_t star = result.name.find('*');
  if (star == std::string::npos) return result;
  result.plain = false;
  std::string_view rest = std::string_view(result.name).substr(star + 1);
  result.extended = rest.empty() || rest.ends_with('*');
  if (rest.ends_with('*')) rest.remove_suffix(1);
  std::from_chars(rest.data(), rest.data() + rest.size(), result.index);
  result.name.resize(star);
  return result;
}

struct Gathered {
  std::string plain;
  bool has_plain = false;
  std::map<unsigned, Section> sections;
};

std::string joined(const std::map<unsigned, Section>& sections, DecodingNotes& notes) {
  std::string bytes;
  std::string charset;
  bool extended = false;
  for (const auto& [index, section] : sections) {
    std::string_view value = section.value;
    if (section.extended && !extended) {
      // RFC 2231 section 4: charset'language'text in the first section.
      extended = true;
      const std::size_t first = value.find('\'');
      const std::size_t second = first == std::string_view::npos ? first : value.find('\'', first + 1);
      if (second != std::string_view::npos) {
        charset = ascii_lower(value.substr(0, first));
        value.remove_prefix(second + 1);
      }
    }
    bytes += section.extended ? percent_decoded(value) : std::string(value);
  }
  if (!extended) return decode_words(bytes, notes);
  DecodedText decoded = decode_text(bytes, charset);
  if (decoded.unknown_label) notes.unknown(charset);
  return std::move(decoded.text);
}

class Reader {
 public:
  Reader(std::string_view utf8, DecodingNotes& notes) : scan_(utf8), notes_(notes) {}

  ParameterisedValue run() {
    ParameterisedValue result;
    result.value = value();
    while (!scan_.at_end() && order_.size() < parameters_at_most) parameter();
    for (const std::string& name : order_) {
      const Gathered& parameter = gathered_.find(name)->second;
      // RFC 6266 appendix D, the same here: the extended form says more than the plain one beside it.
      result.parameters.emplace_back(name, parameter.sections.empty() ? decode_words(parameter.plain, notes_)
                                                                      : joined(parameter.sections, notes_));
    }
    return result;
  }

 private:
  std::string value() {
    scan_.skip_space_and_comments();
    std::string value = ascii_lower(scan_.until("; \t"));
    scan_.skip_space_and_comments();
    // "text / html": white space around the slash.
    while (!scan_.at_end() && scan_.peek() != ';') {
      const std::size_t word = scan_.position();
      const std::string_view more = scan_.until("; \t=");
      scan_.skip_space_and_comments();
      if (more.empty() || (!scan_.at_end() && scan_.peek() == '=')) {  // a parameter, its semicolon left out
        scan_.go_back_to(word);
        break;
      }
      if (value.ends_with('/') || more.starts_with('/')) value += ascii_lower(more);
    }
    return value;
  }

  void parameter() {
    while (!scan_.at_end() && (scan_.peek() == ';' || is_space(scan_.peek()))) scan_.advance();
    scan_.skip_space_and_comments();
    const SectionName name = section_name(scan_.until("=; \t"));
    scan_.skip_space_and_comments();
    if (scan_.at_end() || scan_.peek() != '=') return;  // a word that is no parameter
    scan_.advance();
    scan_.skip_space_and_comments();
    const bool quoted = !scan_.at_end() && scan_.peek() == '"';
    const bool spaces = name.plain && (name.name == "name" || name.name == "filename");
    std::string text = quoted ? scan_.quoted() : std::string(scan_.raw_value(spaces));
    if (!name.name.empty() && name.index <= sections_at_most) keep(name, std::move(text));
  }

  void keep(const SectionName& name, std::string text) {
    Gathered& parameter = gathered_[name.name];
    if (!parameter.has_plain && parameter.sections.empty()) order_.push_back(name.name);
    if (!name.plain) {
      parameter.sections.try_emplace(name.index, Section{std::move(text), name.extended});
    } else if (!parameter.has_plain) {
      parameter.plain = std::move(text);
      parameter.has_plain = true;
    }
  }

  Scanner scan_;
  DecodingNotes& notes_;
  std::vector<std::string> order_;
  std::map<std::string, Gathered, std::less<>> gathered_;
};

}  // namespace

std::string_view ParameterisedValue::parameter(std::string_view name) const {
  const auto found = std::find_if(parameters.begin(), parameters.end(), [&](const auto& p) { return p.first == name; });
  return found == parameters.end() ? std::string_view{} : std::string_view(found->second);
}

ParameterisedValue parse_parameters(std::string_view utf8, DecodingNotes& notes) { return Reader(utf8, notes).run(); }

std::string media_type(std::string_view content_type_value) {
  const std::size_t slash = content_type_value.find('/');
  if (slash == std::string_view::npos || slash == 0 || slash + 1 == content_type_value.size()) return {};
  const bool legal = std::all_of(content_type_value.begin(), content_type_value.end(), [](char c) {
    return c > 32 && c < 127 && std::string_view("()<>@,;:\\\"[]?=").find(c) == std::string_view::npos;
  });
  return legal && content_type_value.find('/', slash + 1) == std::string_view::npos ? std::string(content_type_value)
                                                                                    : std::string{};
}

}  // namespace mekiki::message
