// The few properties that decide whether a reader sees something, computed down the open elements.
#pragma once

#include <cstdint>
#include <optional>

#include "html/document.h"

namespace mekiki::html {

// A colour, or how much less is known of it.
struct Paint {
  enum class Kind : std::uint8_t { unset, known, transparent, uncertain };
  Kind kind = Kind::unset;
  std::uint32_t rgb = 0;

  bool operator==(const Paint&) const = default;
};

// What one element declares for itself.
struct OwnStyle {
  enum class Visibility : std::uint8_t { unset, visible, hidden };
  enum class Display : std::uint8_t { unset, inline_, block };
  enum class FontSize : std::uint8_t { unset, px, factor };

  Paint colour;
  Paint background;
  float font_size = 0;
  FontSize font_size_kind = FontSize::unset;
  Visibility visibility = Visibility::unset;
  Display display = Display::unset;
  std::optional<HiddenReason> hidden;  // the whole box is gone
  int width = -1;                      // px; -1: not declared
  int height = -1;
};

// What holds for the text inside an element.
struct Style {
  Paint colour{.kind = Paint::Kind::known, .rgb = 0x000000};
  Paint background{.kind = Paint::Kind::known, .rgb = 0xFFFFFF};
  float font_size = 16;  // px
  bool invisible = false;
  std::optional<HiddenReason> hidden;

  [[nodiscard]] std::optional<HiddenReason> box_hidden() const;
  [[nodiscard]] std::optional<HiddenReason> text_hidden() const;
};

Style inherit(const Style& parent, const OwnStyle& own);

}  // namespace mekiki::html
