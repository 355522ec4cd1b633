#include "html/style.h"

#include <algorithm>
#include <cstdlib>

namespace mekiki::html {
namespace {

constexpr float tiny_font_px = 2;
// Letters whose every channel is nearer than this to the ground cannot be read (contrast below 1.15 : 1).
constexpr int same_colour_distance = 16;
constexpr float largest_font_px = 10000;

int distance(std::uint32_t a, std::uint32_t b) {
  int largest = 0;
  for (const unsigned shift : {0u, 8u, 16u}) {
    largest =
        std::max(largest, std::abs(static_cast<int>((a >> shift) & 0xFF) - static_cast<int>((b >> shift) & 0xFF)));
  }
  return largest;
}

bool same_colour(const Paint& a, const Paint& b) {
  return a.kind == Paint::Kind::known && b.kind == Paint::Kind::known && distance(a.rgb, b.rgb) < same_colour_distance;
}

}  // namespace

std::optional<HiddenReason> Style::box_hidden() const {
  if (hidden) return hidden;
  if (invisible) return HiddenReason::visibility;
  return std::nullopt;
}

std::optional<HiddenReason> Style::text_hidden() const {
  if (const auto reason = box_hidden()) return reason;
  if (font_size <= tiny_font_px) return HiddenReason::tiny_font;
  if (colour.kind == Paint::Kind::transparent) return HiddenReason::transparent;
  if (same_colour(colour, background)) return HiddenReason::same_colour;
  return std::nullopt;
}

Style inherit(const Style& parent, const OwnStyle& own) {
  Style style = parent;
  if (!style.hidden) style.hidden = own.hidden;
  if (own.visibility != OwnStyle::Visibility::unset) style.invisible = own.visibility == OwnStyle::Visibility::hidden;
  if (own.font_size_kind == OwnStyle::FontSize::px) style.font_size = own.font_size;
  if (own.font_size_kind == OwnStyle::FontSize::factor) style.font_size = parent.font_size * own.font_size;
  style.font_size = std::clamp(style.font_size, 0.0F, largest_font_px);
  if (own.colour.kind != Paint::Kind::unset) style.colour = own.colour;
  // A transparent background shows the one behind it.
  if (own.background.kind == Paint::Kind::known || own.background.kind == Paint::Kind::uncertain) {
    style.background = own.background;
  }
  return style;
}

}  // namespace mekiki::html
