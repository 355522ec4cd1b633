#include "html/declarations.h"

#include <algorithm>
#include <optional>
#include <span>

#include "base/utf8.h"

namespace mekiki::html {
namespace {

using Word = Value::Word;

constexpr std::size_t max_values = 32;  // of one declaration; the rest is not looked at

struct Values {
  std::array<CssToken, max_values> tokens;
  std::size_t count = 0;
  bool important = false;

  [[nodiscard]] std::span<const CssToken> all() const { return {tokens.data(), count}; }
};

struct Target {
  Declarations& declarations;
  std::uint32_t weight;

  void set(Property property, const Value& value) const { declarations.set(property, value, weight); }
  void word(Property property, Word value) const { set(property, {.word = value, .length = {}, .paint = {}}); }
};

void read_display(const Values& values, const Target& target) {
  const CssToken& first = values.tokens[0];
  if (first.is_word("none")) {
    target.word(Property::display, Word::none);
  } else if (first.is_word("inline")) {
    target.word(Property::display, Word::inline_);
  } else {
    target.word(Property::display, Word::other);
  }
}

void read_visibility(const Values& values, const Target& target) {
  const CssToken& first = values.tokens[0];
  if (first.is_word("hidden") || first.is_word("collapse")) target.word(Property::visibility, Word::hidden);
  if (first.is_word("visible")) target.word(Property::visibility, Word::visible);
}

void read_opacity(const Values& values, const Target& target) {
  constexpr float unseen = 0.05F;
  if (const auto length = css_length(values.tokens[0])) {
    target.word(Property::opacity, length->value <= unseen ? Word::zero : Word::other);
  }
}

void read_font_size(const Values& values, const Target& target) {
  if (const auto length = css_font_size(values.tokens[0])) {
    target.set(Property::font_size, {.word = Word::other, .length = *length, .paint = {}});
  }
}

// The shorthand: the size is its first length, before '/' and the family.
void read_font(const Values& values, const Target& target) {
  for (const CssToken& token : values.all()) {
    if (token.kind == CssToken::Kind::number && token.number >= 100) continue;  // a weight
    if (const auto length = css_font_size(token)) {
      target.set(Property::font_size, {.word = Word::other, .length = *length, .paint = {}});
      return;
    }
  }
}

// A declared `unset` colour is the parent's.
void read_colour(const Values& values, const Target& target) {
  const CssToken& first = values.tokens[0];
  Paint paint = css_colour(values.all());
  const bool inherits = first.is_word("inherit") || first.is_word("unset") || first.is_word("currentcolor");
  if (first.is_word("initial")) paint = {.kind = Paint::Kind::known, .rgb = 0};
  if (inherits || paint.kind != Paint::Kind::unset) {
    target.set(Property::colour, {.word = Word::other, .length = {}, .paint = paint});
  }
}

bool is_image(const CssToken& token) {
  return token.kind == CssToken::Kind::url ||
         (token.kind == CssToken::Kind::function && token.text.find("gradient") != std::string_view::npos) ||
         (token.kind == CssToken::Kind::function && token.text.find("image") != std::string_view::npos);
}

void read_background_image(const Values& values, const Target& target) {
  const auto all = values.all();
  target.word(Property::background_image, std::any_of(all.begin(), all.end(), is_image) ? Word::other : Word::none);
}

void read_background_colour(const Values& values, const Target& target) {
  const CssToken& first = values.tokens[0];
  Paint paint = css_colour(values.all());
  if (first.is_word("initial") || first.is_word("unset")) paint = {.kind = Paint::Kind::transparent};
  if (first.is_word("inherit") || first.is_word("currentcolor")) paint = {.kind = Paint::Kind::uncertain};
  if (paint.kind != Paint::Kind::unset) {
    target.set(Property::background, {.word = Word::other, .length = {}, .paint = paint});
  }
}

// The shorthand: an image, a colour, neither.
void read_background(const Values& values, const Target& target) {
  read_background_image(values, target);
  Paint paint{.kind = Paint::Kind::transparent};
  for (std::size_t i = 0; i < values.count; ++i) {
    const CssToken& token = values.tokens[i];
    if (is_image(token) || token.kind == CssToken::Kind::dimension || token.kind == CssToken::Kind::number) continue;
    const Paint found = css_colour(values.all().subspan(i));
    if (found.kind != Paint::Kind::unset) {
      paint = found;
      break;
    }
  }
  target.set(Property::background, {.word = Word::other, .length = {}, .paint = paint});
}

void read_overflow(const Values& values, const Target& target) {
  const auto all = values.all();
  const bool hides = std::any_of(
      all.begin(), all.end(), [](const CssToken& token) { return token.is_word("hidden") || token.is_word("clip"); });
  target.word(Property::overflow, hides ? Word::hidden : Word::visible);
}

void read_length(Property property, const CssToken& token, const Target& target) {
  const Length length = css_length(token).value_or(Length{});
  target.set(property, {.word = Word::other, .length = length, .paint = {}});
}

// CSS Box Model Level 4, section 3.2: top, right, bottom, left.
void read_margin(const Values& values, const Target& target) {
  std::array<const CssToken*, 4> sides{};
  std::size_t count = 0;
  for (const CssToken& token : values.all()) {
    if (token.kind != CssToken::Kind::white_space && count < sides.size()) sides[count++] = &token;
  }
  if (count == 0) return;
  read_length(Property::margin_top, *sides[0], target);
  read_length(Property::margin_left, count == 4 ? *sides[3] : *sides[count == 1 ? 0 : 1], target);
}

void read_position(const Values& values, const Target& target) {
  const bool absolute = values.tokens[0].is_word("absolute") || values.tokens[0].is_word("fixed");
  target.word(Property::position, absolute ? Word::absolute : Word::other);
}

void read_float(const Values& values, const Target& target) {
  target.word(Property::floats, values.tokens[0].is_word("none") ? Word::none : Word::other);
}

// clip: rect() and clip-path: inset(), circle() that leave nothing.
void read_clip(const Values& values, const Target& target) {
  const CssToken& shape = values.tokens[0];
  if (shape.kind != CssToken::Kind::function) {
    target.word(Property::clip, Word::other);
    return;
  }
  constexpr float nothing_left = 0.5F;
  const bool inset = ascii_iequals(shape.text, "inset");
  const bool rect = ascii_iequals(shape.text, "rect");
  bool empty = rect || inset || ascii_iequals(shape.text, "circle");
  std::size_t lengths = 0;
  for (const CssToken& token : values.all().subspan(1)) {
    const auto length = css_length(token);
    if (!length) continue;
    ++lengths;
    empty = empty && (inset ? length->kind == Length::Kind::factor && length->value >= nothing_left
                            : length->value <= 1 && length->kind == Length::Kind::px);
  }
  target.word(Property::clip, empty && lengths > 0 ? Word::zero : Word::other);
}

void read_transform(const Values& values, const Target& target) {
  const bool scaled = values.count > 1 && values.tokens[0].kind == CssToken::Kind::function &&
                      ascii_iequals(values.tokens[0].text.substr(0, 5), "scale");
  const bool to_nothing = scaled && values.tokens[1].kind == CssToken::Kind::number && values.tokens[1].number == 0;
  target.word(Property::scale, to_nothing ? Word::zero : Word::other);
}

using Read = void (*)(const Values&, const Target&);

template <Property property>
void read_one_length(const Values& values, const Target& target) {
  read_length(property, values.tokens[0], target);
}

struct PropertyName {
  std::string_view name;
  Read read;
};

constexpr std::array<PropertyName, 27> property_names = {{
    {"background", read_background},
    {"background-color", read_background_colour},
    {"background-image", read_background_image},
    {"clip", read_clip},
    {"clip-path", read_clip},
    {"color", read_colour},
    {"display", read_display},
    {"float", read_float},
    {"font", read_font},
    {"font-size", read_font_size},
    {"height", read_one_length<Property::height>},
    {"left", read_one_length<Property::left>},
    {"margin", read_margin},
    {"margin-left", read_one_length<Property::margin_left>},
    {"margin-top", read_one_length<Property::margin_top>},
    {"max-height", read_one_length<Property::max_height>},
    {"max-width", read_one_length<Property::max_width>},
    {"opacity", read_opacity},
    {"overflow", read_overflow},
    {"overflow-x", read_overflow},
    {"overflow-y", read_overflow},
    {"position", read_position},
    {"text-indent", read_one_length<Property::text_indent>},
    {"top", read_one_length<Property::top>},
    {"transform", read_transform},
    {"visibility", read_visibility},
    {"width", read_one_length<Property::width>},
}};

Read reader_of(std::string_view name) {
  const auto before = [](std::string_view a, std::string_view b) {
    return std::lexicographical_compare(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) {
      return (x >= 'A' && x <= 'Z' ? x | 0x20 : x) < (y >= 'A' && y <= 'Z' ? y | 0x20 : y);
    });
  };
  const auto* const found =
      std::lower_bound(property_names.begin(), property_names.end(), name,
                       [&](const PropertyName& each, std::string_view wanted) { return before(each.name, wanted); });
  return found != property_names.end() && !before(name, found->name) ? found->read : nullptr;
}

}  // namespace

void Declarations::set(Property property, const Value& value, std::uint32_t weight) {
  if (weight < weights_[index(property)]) return;
  values_[index(property)] = value;
  weights_[index(property)] = weight;
}

void Declarations::merge(const Declarations& other) {
  for (std::size_t i = 0; i < values_.size(); ++i) {
    if (other.weights_[i] == 0 || other.weights_[i] < weights_[i]) continue;
    values_[i] = other.values_[i];
    weights_[i] = other.weights_[i];
  }
}

Declarations Declarations::weighed(std::uint32_t more) const {
  Declarations out = *this;
  for (std::uint32_t& weight : out.weights_) {
    if (weight != 0) weight += more;
  }
  return out;
}

void Declarations::make_uncertain() {
  for (std::size_t i = 0; i < values_.size(); ++i) {
    const auto property = static_cast<Property>(i);
    if (property == Property::colour || property == Property::background) {
      values_[i].paint = {.kind = Paint::Kind::uncertain};
    } else if (property != Property::background_image) {
      weights_[i] = 0;
    }
  }
}

// CSS Syntax Level 3, section 5.4.4 (a list of declarations); nested blocks are passed over.
void read_declarations(CssTokenizer& css, std::uint32_t weight, Declarations& declarations, UrlSink& sink) {
  const auto next = [&] {
    const CssToken token = css.next_solid();
    if (token.kind == CssToken::Kind::url) sink.url(token.text, token.span);
    return token;
  };
  Values values;
  CssToken token = next();
  for (;;) {
    while (token.is(';') || token.kind == CssToken::Kind::comment_mark) token = next();
    if (token.kind == CssToken::Kind::end || token.is('}')) return;
    const Read read = token.kind == CssToken::Kind::ident ? reader_of(token.text) : nullptr;
    token = next();
    const bool declares = token.is(':');
    if (declares) token = next();
    values.count = 0;
    values.important = false;
    std::size_t depth = 0;
    for (; token.kind != CssToken::Kind::end; token = next()) {
      if (depth == 0 && (token.is(';') || token.is('}'))) break;
      if (token.is('{') || token.is('(') || token.is('[') || token.kind == CssToken::Kind::function) ++depth;
      const bool closes = token.is('}') || token.is(')') || token.is(']');
      if (closes && depth > 0) --depth;
      if (token.is_word("important")) values.important = true;
      if (values.count < max_values && !values.important) values.tokens[values.count++] = token;
      if (closes && depth == 0 && token.is('}')) {
        token = next();
        break;
      }
    }
    if (read == nullptr || !declares || values.count == 0) continue;
    read(values, {.declarations = declarations, .weight = weight | (values.important ? Weight::important : 0)});
  }
}

}  // namespace mekiki::html
