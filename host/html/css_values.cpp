#include "html/css_values.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "base/utf8.h"
#include "html/characters.h"

namespace mekiki::html {
namespace {

struct NamedColour {
  std::string_view name;
  std::uint32_t rgb;
};

constexpr auto named_colours = std::to_array<NamedColour>({
#include "html/named_colours.inc"
});

constexpr float transparent_alpha = 0.05F;
constexpr std::size_t longest_colour_name = 24;

Paint known(std::uint32_t rgb) { return {.kind = Paint::Kind::known, .rgb = rgb}; }
constexpr Paint unset{};
constexpr Paint transparent{.kind = Paint::Kind::transparent};
constexpr Paint uncertain{.kind = Paint::Kind::uncertain};

// Seen through, a colour is no longer the declared one.
Paint with_alpha(std::uint32_t rgb, float alpha) {
  if (alpha <= transparent_alpha) return transparent;
  return alpha < 0.9F ? uncertain : known(rgb);
}

std::optional<std::uint32_t> hex_number(std::string_view digits) {
  std::uint32_t number = 0;
  for (const char c : digits) {
    const char letter = lower(c);
    if (is_ascii_digit(c)) {
      number = number * 16 + static_cast<std::uint32_t>(c - '0');
    } else if (letter >= 'a' && letter <= 'f') {
      number = number * 16 + static_cast<std::uint32_t>(letter - 'a' + 10);
    } else {
      return std::nullopt;
    }
  }
  return number;
}

// #rgb, #rgba, #rrggbb, #rrggbbaa, without the '#'.
Paint hex_colour(std::string_view digits) {
  if (digits.size() > 8) return unset;
  const auto number = hex_number(digits);
  if (!number) return unset;
  switch (digits.size()) {
    case 6:
      return known(*number);
    case 8:
      return with_alpha(*number >> 8, static_cast<float>(*number & 0xFF) / 255);
    case 3:
    case 4: {
      const std::uint32_t rgb = digits.size() == 3 ? *number : *number >> 4;
      const float alpha = digits.size() == 3 ? 1.0F : static_cast<float>(*number & 0xF) / 15;
      return with_alpha(((rgb >> 8) & 0xF) * 0x110000 + ((rgb >> 4) & 0xF) * 0x1100 + (rgb & 0xF) * 0x11, alpha);
    }
    default:
      return unset;
  }
}

Paint named_colour(std::string_view name) {
  if (name.size() > longest_colour_name) return unset;
  const std::string wanted = ascii_lower(name);
  const auto* const found =
      std::lower_bound(named_colours.begin(), named_colours.end(), std::string_view(wanted),
                       [](const NamedColour& each, std::string_view text) { return each.name < text; });
  return found != named_colours.end() && found->name == wanted ? known(found->rgb) : unset;
}

// rgb() and rgba(), with commas or spaces.
Paint rgb_colour(std::span<const CssToken> arguments) {
  std::array<float, 4> channels{0, 0, 0, 1};
  std::size_t count = 0;
  for (const CssToken& token : arguments) {
    if (token.is(')')) break;
    const bool percent = token.kind == CssToken::Kind::percentage;
    if (!percent && token.kind != CssToken::Kind::number) {
      if (token.is(',') || token.is('/') || token.kind == CssToken::Kind::white_space) continue;
      return uncertain;  // var(), calc() and the like
    }
    if (count == channels.size()) return unset;
    const float whole = count == 3 ? 1.0F : 255.0F;
    channels[count] = std::clamp(percent ? token.number * whole / 100 : token.number, 0.0F, whole);
    ++count;
  }
  if (count < 3) return unset;
  const auto channel = [&](std::size_t i) { return static_cast<std::uint32_t>(std::lround(channels[i])); };
  return with_alpha((channel(0) << 16) | (channel(1) << 8) | channel(2), channels[3]);
}

}  // namespace

Paint css_colour(std::span<const CssToken> values) {
  if (values.empty()) return unset;
  const CssToken& first = values.front();
  switch (first.kind) {
    case CssToken::Kind::hash:
      return hex_colour(first.text);
    case CssToken::Kind::ident:
      if (first.is_word("transparent")) return transparent;
      if (const Paint named = named_colour(first.text); named.kind != Paint::Kind::unset) return named;
      return first.text.size() == 6 || first.text.size() == 3 ? hex_colour(first.text) : unset;
    case CssToken::Kind::function:
      if (ascii_iequals(first.text, "rgb") || ascii_iequals(first.text, "rgba")) return rgb_colour(values.subspan(1));
      return uncertain;
    default:
      return unset;
  }
}

Paint legacy_colour(std::string_view text) {
  constexpr std::size_t longest = 128;
  text = trim_ascii(text);
  if (text.empty() || ascii_iequals(text, "transparent")) return unset;
  if (const Paint named = named_colour(text); named.kind != Paint::Kind::unset) return named;
  if (text.size() == 4 && text.front() == '#') {
    if (const Paint three = hex_colour(text.substr(1)); three.kind != Paint::Kind::unset) return three;
  }
  std::string digits;
  for (std::size_t at = 0; at < text.size() && digits.size() < longest;) {
    const char32_t c = next_code_point(text, at);
    if (digits.empty() && at == 1 && c == U'#') continue;
    digits.append(c > 0xFFFF ? 2 : 1,
                  c < 0x80 && hex_number(std::string(1, static_cast<char>(c))) ? static_cast<char>(c) : '0');
  }
  digits.resize(std::min(digits.size(), longest));
  while (digits.empty() || digits.size() % 3 != 0) digits += '0';
  std::size_t length = digits.size() / 3;
  std::array<std::string, 3> parts{digits.substr(0, length), digits.substr(length, length), digits.substr(2 * length)};
  const auto all_begin_with_zero = [&] {
    return std::all_of(parts.begin(), parts.end(), [](const std::string& part) { return part.front() == '0'; });
  };
  if (length > 8) {
    for (std::string& part : parts) part.erase(0, length - 8);
    length = 8;
  }
  for (; length > 2 && all_begin_with_zero(); --length) {
    for (std::string& part : parts) part.erase(0, 1);
  }
  std::uint32_t rgb = 0;
  for (const std::string& part : parts) rgb = (rgb << 8) | hex_number(part.substr(0, 2)).value_or(0);
  return known(rgb);
}

std::optional<Length> css_length(const CssToken& token) {
  using Kind = Length::Kind;
  if (token.kind == CssToken::Kind::number) return Length{.kind = Kind::px, .value = token.number};
  if (token.kind == CssToken::Kind::percentage) return Length{.kind = Kind::factor, .value = token.number / 100};
  if (token.kind != CssToken::Kind::dimension) return std::nullopt;
  struct Unit {
    std::string_view name;
    Kind kind;
    float factor;
  };
  constexpr std::array<Unit, 12> units = {{{"px", Kind::px, 1},
                                           {"pt", Kind::px, 96.0F / 72},
                                           {"em", Kind::factor, 1},
                                           {"rem", Kind::px, 16},
                                           {"ex", Kind::factor, 0.5F},
                                           {"ch", Kind::factor, 0.5F},
                                           {"pc", Kind::px, 16},
                                           {"in", Kind::px, 96},
                                           {"cm", Kind::px, 96 / 2.54F},
                                           {"mm", Kind::px, 96 / 25.4F},
                                           {"vw", Kind::px, 8},
                                           {"vh", Kind::px, 8}}};
  for (const Unit& unit : units) {
    if (ascii_iequals(token.text, unit.name)) return Length{.kind = unit.kind, .value = token.number * unit.factor};
  }
  // Zero of whatever unit is zero.
  return Length{.kind = token.number == 0 ? Kind::px : Kind::other, .value = token.number};
}

std::optional<Length> css_font_size(const CssToken& token) {
  if (token.kind != CssToken::Kind::ident) return css_length(token);
  struct Keyword {
    std::string_view name;
    Length length;
  };
  using Kind = Length::Kind;
  constexpr std::array<Keyword, 9> keywords = {{{"xx-small", {Kind::px, 9}},
                                                {"x-small", {Kind::px, 10}},
                                                {"small", {Kind::px, 13}},
                                                {"medium", {Kind::px, 16}},
                                                {"large", {Kind::px, 18}},
                                                {"x-large", {Kind::px, 24}},
                                                {"xx-large", {Kind::px, 32}},
                                                {"smaller", {Kind::factor, 0.83F}},
                                                {"larger", {Kind::factor, 1.2F}}}};
  for (const Keyword& keyword : keywords) {
    if (token.is_word(keyword.name)) return keyword.length;
  }
  return std::nullopt;
}

}  // namespace mekiki::html
