// Kana and kanji that are taken for one another at a glance, and older or Chinese forms of the same kanji.
#pragma once

namespace mekiki::names {

// The character that stands for all that look like `code_point`, or `code_point` itself. Expects katakana folded to
// hiragana (base/normalise.h); small kana become large ones, and the ring of p
// becomes the strokes of b. For comparing, never for display.
char32_t japanese_lookalike(char32_t code_point);

}  // namespace mekiki::names
