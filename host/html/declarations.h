// The declared values of the properties that decide what is seen, with their place in the cascade.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "html/css_tokenizer.h"
#include "html/css_values.h"
#include "html/elements.h"
#include "html/style.h"

namespace mekiki::html {

// Told of every url() and @import; the span indexes the text that was read.
class UrlSink {
 public:
  virtual void url(std::string_view url, Span span) = 0;

 protected:
  ~UrlSink() = default;
};

enum class Property : std::uint8_t {
  display,
  visibility,
  opacity,
  font_size,
  colour,
  background,
  background_image,
  overflow,
  width,
  height,
  max_width,
  max_height,
  position,
  floats,
  left,
  top,
  margin_left,
  margin_top,
  text_indent,
  clip,
  scale,
  count
};

struct Value {
  // What the property says, in its own terms: see declarations.cpp.
  enum class Word : std::uint8_t { other, none, hidden, visible, inline_, absolute, zero };
  Word word = Word::other;
  Length length;
  Paint paint;
};

// The cascade (CSS Cascading Level 4, section 6): the greater weight wins, the later one among equals.
struct Weight {
  static constexpr std::uint32_t important = 1u << 31;
  static constexpr std::uint32_t in_attribute = 1u << 30;
  static constexpr std::uint32_t id = 1u << 28;
  static constexpr std::uint32_t class_name = 1u << 24;
  static constexpr std::uint32_t tag = 1u << 21;
  static constexpr std::uint32_t hint = 1;  // presentational attributes
  static constexpr std::uint32_t first_rule = 2;
  static constexpr std::uint32_t last_rule = tag - 1;
};

class Declarations {
 public:
  void set(Property property, const Value& value, std::uint32_t weight);
  void merge(const Declarations& other);
  // The same with more specificity.
  [[nodiscard]] Declarations weighed(std::uint32_t more) const;
  // Only the colours stay, and it is not known which: for rules that may or may not match.
  void make_uncertain();

  [[nodiscard]] bool has(Property property) const { return weights_[index(property)] != 0; }
  [[nodiscard]] const Value& operator[](Property property) const { return values_[index(property)]; }
  [[nodiscard]] std::uint32_t weight(Property property) const { return weights_[index(property)]; }

 private:
  static std::size_t index(Property property) { return static_cast<std::size_t>(property); }

  std::array<Value, static_cast<std::size_t>(Property::count)> values_{};
  std::array<std::uint32_t, static_cast<std::size_t>(Property::count)> weights_{};  // 0: not declared
};

// Reads declarations up to the end or, in a rule, to its '}'. `weight`: that of the rule or attribute.
void read_declarations(CssTokenizer& css, std::uint32_t weight, Declarations& declarations, UrlSink& sink);

// What the declarations come to for an element of this tag.
OwnStyle resolve(const Declarations& declarations, Tag tag);

}  // namespace mekiki::html
