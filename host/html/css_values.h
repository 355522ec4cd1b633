// Values of CSS and of HTML's presentational attributes.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "html/css_tokenizer.h"
#include "html/style.h"

namespace mekiki::html {

// CSS Color Module Level 4 as mail uses it; `uncertain` for functions that are not worked out here.
// Looks at values[0] and, for a function, at what follows it. `unset`: no colour.
Paint css_colour(std::span<const CssToken> values);
// HTML standard, section 2.3.6 (rules for parsing a legacy colour value).
Paint legacy_colour(std::string_view text);

struct Length {
  enum class Kind : std::uint8_t { px, factor, other };  // factor: of the font size (em) or of the parent (%)
  Kind kind = Kind::other;
  float value = 0;
};
// nullopt: no length. A number without unit counts as px, as it does in quirks mode.
std::optional<Length> css_length(const CssToken& token);
// The <absolute-size> and <relative-size> keywords of font-size as well.
std::optional<Length> css_font_size(const CssToken& token);

}  // namespace mekiki::html
