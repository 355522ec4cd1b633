// The WHATWG HTML tokenizer, HTML standard section 13.2.5, over a whole UTF-8 document. Linear in the
// length of the source. Bytes that are not UTF-8 pass through. Parse errors are not reported.
#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/limits.h"
#include "base/span.h"
#include "html/character_references.h"

namespace mekiki::html {

struct Attribute {
  std::string_view name;   // lower case
  std::string_view value;  // after character references
  Span name_span;
  Span value_span;  // without quotes
};

struct Token {
  enum class Kind : std::uint8_t { text, start_tag, end_tag, comment, doctype };

  Kind kind = Kind::text;
  Span span;              // in the source
  std::string_view text;  // text and comments: the data; tags: the name, lower case; doctype: the name
  bool verbatim = false;  // text: text is source[span] itself, byte for byte
  bool self_closing = false;
  bool force_quirks = false;
  bool has_name = false;              // doctype
  std::vector<Attribute> attributes;  // of tags; each name once
  std::optional<std::string_view> public_identifier;
  std::optional<std::string_view> system_identifier;

  // nullptr if there is none of that name.
  [[nodiscard]] const Attribute* attribute(std::string_view name) const;
};

// How text is read, until the matching end tag (or "]]>") brings back `data`.
enum class Content : std::uint8_t { data, rcdata, rawtext, script_data, plaintext, cdata };

class Tokenizer {
 public:
  explicit Tokenizer(std::string_view source) : source_(source) {}

  // False at the end. What a token views lives until the next call.
  bool next(Token& token);

  // To be called after a start tag, as tree construction would. `end_tag`: lower case.
  void set_content(Content content, std::string_view end_tag = {});
  // "<![CDATA[" is a section in SVG and MathML, a comment in HTML.
  void allow_cdata(bool allowed) { cdata_allowed_ = allowed; }

  // More attributes than limits::html_attributes were met in one tag; the rest of that tag's were dropped.
  [[nodiscard]] bool attributes_cut() const { return attributes_cut_; }

 private:
  // tokenizer.cpp: text
  bool data(Token& token);
  bool raw(Token& token);
  bool verbatim(Token& token, std::size_t start, std::size_t end) const;
  bool decoded(Token& token, std::string_view text, std::size_t length);
  bool referenced(Token& token, const CharacterReference& found);
  [[nodiscard]] bool opens_markup() const;
  [[nodiscard]] std::size_t end_of_content() const;
  [[nodiscard]] std::size_t find_end_tag(std::size_t from) const;
  [[nodiscard]] bool is_end_tag(std::size_t position) const;
  std::string& fresh();

  // tokenizer_script.cpp
  [[nodiscard]] std::size_t end_of_script() const;

  // tokenizer_tags.cpp; all return whether a token was made
  bool markup(Token& token);
  bool tag(Token& token, Token::Kind kind);
  bool attributes(Token& token);
  bool attribute(Token& token);
  bool attribute_value(Attribute& attribute);
  void add_attribute(Token& token, const Attribute& attribute);
  bool seen_before(const Token& token, std::string_view name);
  void skip_white_space();
  std::string_view lower_name(Span span);
  std::string_view attribute_text(Span span);

  // tokenizer_markup.cpp
  bool declaration(Token& token);
  bool comment(Token& token);
  bool bogus_comment(Token& token, std::size_t start);
  bool comment_token(Token& token, Span data, std::size_t end);
  bool doctype(Token& token);
  void doctype_rest(Token& token);
  bool doctype_identifier(Token& token, std::optional<std::string_view>& identifier);
  void doctype_skip();
  std::string_view cleaned(Span span);

  [[nodiscard]] bool at_end() const { return position_ >= source_.size(); }
  [[nodiscard]] bool at(char c) const { return position_ < source_.size() && source_[position_] == c; }

  std::string_view source_;
  std::size_t position_ = 0;
  Content content_ = Content::data;
  std::string end_tag_;
  std::size_t content_end_ = 0;  // of any content but data
  bool cdata_allowed_ = false;
  bool attributes_cut_ = false;

  // Decoded strings of the current token: addresses stay, memory is used again.
  std::deque<std::string> scratch_;
  std::size_t scratch_used_ = 0;

  // Names of the current tag's attributes, hashed; a slot counts if its stamp is the current tag's.
  struct NameSlot {
    std::uint32_t stamp = 0;
    std::uint16_t index = 0;
  };
  std::array<NameSlot, 2 * limits::html_attributes> names_{};
  std::uint32_t stamp_ = 0;
};

}  // namespace mekiki::html
