// From declared values to what an element is: shown, hidden, and why.
#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "base/utf8.h"
#include "html/declarations.h"
#include "html/style_sheet.h"

namespace mekiki::html {
namespace {

using Word = Value::Word;

constexpr float far_away_px = 500;  // so far to the left or above nobody looks
constexpr float far_right_px = 5000;
constexpr float no_size_px = 1;

bool is_word(const Declarations& declarations, Property property, Word word) {
  return declarations.has(property) && declarations[property].word == word;
}

// nullopt: not declared, or not in px.
std::optional<float> px(const Declarations& declarations, Property property) {
  if (!declarations.has(property)) return std::nullopt;
  const Length& length = declarations[property].length;
  if (length.kind == Length::Kind::px) return length.value;
  return length.kind == Length::Kind::factor && length.value == 0 ? std::optional<float>(0.0F) : std::nullopt;
}

bool is_absolute(const Declarations& declarations) { return is_word(declarations, Property::position, Word::absolute); }

// Whether width, height and overflow act on it: not on inline boxes, and tables grow with what they hold.
bool has_size(const Declarations& declarations, Tag tag) {
  const bool floats = declarations.has(Property::floats) && !is_word(declarations, Property::floats, Word::none);
  if (floats || is_absolute(declarations)) return true;
  if (declarations.has(Property::display)) return is_word(declarations, Property::display, Word::other);
  const std::uint16_t traits = traits_of(tag);
  return (traits & Traits::block) != 0 && (traits & Traits::table_part) == 0 && tag != Tag::table;
}

bool is_off_screen(const Declarations& declarations) {
  const auto before = [&](Property property) {
    const auto value = px(declarations, property);
    return value && *value <= -far_away_px;
  };
  if (before(Property::margin_left) || before(Property::margin_top) || before(Property::text_indent)) return true;
  if (!is_absolute(declarations)) return false;
  return before(Property::left) || before(Property::top) ||
         px(declarations, Property::left).value_or(0) >= far_right_px;
}

bool has_no_size(const Declarations& declarations, Tag tag) {
  if (is_word(declarations, Property::scale, Word::zero)) return true;
  if (!is_word(declarations, Property::overflow, Word::hidden) || !has_size(declarations, tag)) return false;
  constexpr std::array sizes = {Property::width, Property::height, Property::max_width, Property::max_height};
  return std::any_of(sizes.begin(), sizes.end(), [&](Property property) {
    const auto value = px(declarations, property);
    return value && *value <= no_size_px;
  });
}

std::optional<HiddenReason> hidden_reason(const Declarations& declarations, Tag tag) {
  if (is_word(declarations, Property::display, Word::none)) {
    return declarations.weight(Property::display) == Weight::hint ? HiddenReason::hidden_attribute
                                                                  : HiddenReason::display_none;
  }
  if (is_word(declarations, Property::opacity, Word::zero)) return HiddenReason::transparent;
  if (has_no_size(declarations, tag)) return HiddenReason::zero_size;
  if (is_word(declarations, Property::clip, Word::zero) && is_absolute(declarations)) return HiddenReason::clipped;
  if (is_off_screen(declarations)) return HiddenReason::off_screen;
  return std::nullopt;
}

// A picture may cover the colour, and the colour may show where the picture is not loaded.
Paint background_of(const Declarations& declarations) {
  if (is_word(declarations, Property::background_image, Word::other)) return {.kind = Paint::Kind::uncertain};
  return declarations.has(Property::background) ? declarations[Property::background].paint : Paint{};
}

int whole_px(const Declarations& declarations, Property property) {
  constexpr float largest = 100000;
  const auto value = px(declarations, property);
  return value && *value >= 0 ? static_cast<int>(std::lround(std::min(*value, largest))) : -1;
}

constexpr Paint link_paint{.kind = Paint::Kind::known, .rgb = 0x0000EE};

bool is_link(Tag tag, const Token& token) { return tag == Tag::a && token.attribute("href") != nullptr; }

// HTML standard, section 15.3.1: <font size>.
std::optional<Length> legacy_font_size(std::string_view text) {
  constexpr std::array<float, 7> sizes = {10, 13, 16, 18, 24, 32, 48};
  text = trim_ascii(text);
  if (text.empty()) return std::nullopt;
  const bool relative = text.front() == '+' || text.front() == '-';
  const std::size_t digit = relative ? 1 : 0;
  if (digit >= text.size() || text[digit] < '0' || text[digit] > '9') return std::nullopt;
  int size = text[digit] - '0';
  if (relative) size = text.front() == '+' ? 3 + size : 3 - size;
  return Length{.kind = Length::Kind::px, .value = sizes[static_cast<std::size_t>(std::clamp(size, 1, 7) - 1)]};
}

// HTML standard, section 15 (rendering): what attributes say about looks.
void presentational_hint(Tag tag, const Attribute& attribute, Declarations& declarations) {
  const auto set = [&](Property property, const Value& value) { declarations.set(property, value, Weight::hint); };
  const std::string_view name = attribute.name;
  if (name == "hidden") {
    set(Property::display, {.word = Word::none, .length = {}, .paint = {}});
  } else if (name == "bgcolor" || (name == "color" && tag == Tag::font) || (name == "text" && tag == Tag::body)) {
    const Paint paint = legacy_colour(attribute.value);
    if (paint.kind == Paint::Kind::unset) return;
    set(name == "bgcolor" ? Property::background : Property::colour,
        {.word = Word::other, .length = {}, .paint = paint});
  } else if (name == "background") {
    set(Property::background_image, {.word = Word::other, .length = {}, .paint = {}});
  } else if (name == "size" && tag == Tag::font) {
    const auto length = legacy_font_size(attribute.value);
    if (!length) return;
    set(Property::font_size, {.word = Word::other, .length = *length, .paint = {}});
  }
}

bool may_declare(Tag tag, const Token& token, const StyleSheet& sheet) {
  if (!sheet.empty() || tag == Tag::dialog) return true;
  constexpr std::array<std::string_view, 7> names = {"style", "hidden",     "bgcolor", "color",
                                                     "text",  "background", "size"};
  return std::any_of(token.attributes.begin(), token.attributes.end(), [&](const Attribute& attribute) {
    return std::find(names.begin(), names.end(), attribute.name) != names.end();
  });
}

OwnStyle declared_style(Tag tag, const Token& token, const StyleSheet& sheet, UrlSink& sink) {
  Declarations declarations;
  for (const Attribute& attribute : token.attributes) {
    if (attribute.name == "style") {
      CssTokenizer css(attribute.value);
      read_declarations(css, Weight::in_attribute, declarations, sink);
    } else {
      presentational_hint(tag, attribute, declarations);
    }
  }
  if (tag == Tag::dialog && token.attribute("open") == nullptr) {
    declarations.set(Property::display, {.word = Word::none, .length = {}, .paint = {}}, Weight::hint);
  }
  if (!sheet.empty()) sheet.match(token, declarations);
  if (is_link(tag, token)) {
    declarations.set(Property::colour, {.word = Word::other, .length = {}, .paint = link_paint}, Weight::hint);
  }
  return resolve(declarations, tag);
}

}  // namespace

OwnStyle own_style(Tag tag, const Token& token, const StyleSheet& sheet, UrlSink& sink) {
  if (may_declare(tag, token, sheet)) return declared_style(tag, token, sheet, sink);
  OwnStyle own;
  if (is_link(tag, token)) own.colour = link_paint;
  return own;
}

OwnStyle resolve(const Declarations& declarations, Tag tag) {
  OwnStyle own;
  if (declarations.has(Property::colour)) own.colour = declarations[Property::colour].paint;
  own.background = background_of(declarations);
  if (declarations.has(Property::font_size)) {
    const Length& length = declarations[Property::font_size].length;
    own.font_size = length.value;
    if (length.kind == Length::Kind::px) own.font_size_kind = OwnStyle::FontSize::px;
    if (length.kind == Length::Kind::factor) own.font_size_kind = OwnStyle::FontSize::factor;
  }
  if (declarations.has(Property::visibility)) {
    own.visibility = is_word(declarations, Property::visibility, Word::hidden) ? OwnStyle::Visibility::hidden
                                                                               : OwnStyle::Visibility::visible;
  }
  if (declarations.has(Property::display)) {
    const bool is_inline = is_word(declarations, Property::display, Word::inline_);
    own.display = is_inline ? OwnStyle::Display::inline_ : OwnStyle::Display::block;
  }
  own.hidden = hidden_reason(declarations, tag);
  own.width = whole_px(declarations, Property::width);
  own.height = whole_px(declarations, Property::height);
  return own;
}

}  // namespace mekiki::html
