// The texts the reader sees, made comparable, and those that are hidden from the reader.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "base/normalise.h"
#include "html/document.h"
#include "message/message.h"

namespace mekiki::facts {

struct SeenText {
  enum class Kind { subject, display_name, body };
  Kind kind = Kind::body;
  std::string where;          // evidence place: "header:Subject", "header:From", "text:1.2"
  std::string text;           // UTF-8, decoded
  Span field;                 // of a header text: the field in the raw mail
  NormalisedText normalised;  // of `text`, with letters spaced out or split by blanks joined again

  // What evidence points at for a range of the normalised text: header fields as a whole, bodies to the letter.
  [[nodiscard]] Span evidence(Span range) const { return kind == Kind::body ? normalised.source(range) : field; }
};

struct BodyPart {
  std::size_t part = 0;  // index into Message::parts
  bool html = false;
  html::Document document;  // of an HTML part
};

struct Texts {
  std::vector<SeenText> seen;    // subject, display name, then the body texts in order
  std::vector<BodyPart> bodies;  // the parts shown as the mail's text: of alternatives only the one Thunderbird shows
  std::vector<std::string> hidden;  // hidden text, each piece
  std::size_t visible_bytes = 0;    // of all bodies
  bool only_pictures = false;       // HTML with pictures and next to no text
  std::string language;  // "ja" | "zh" | "ko" | "ru" | "en" (Latin) ... by script of the visible text; "" if too short
};

// True if the place lies in a line that quotes somebody else ("> ..."), in a text that has lines of its own.
bool is_quoted(std::string_view text, std::size_t at);

// True if this line, in its normalised form, is what mail programs put above a mail that is passed on:
// "-------- Forwarded Message --------", "-----Original Message-----", in the languages of the phrases.
bool is_forward_marker(std::string_view normalised_line);

// Where a mail that is passed on begins in a body's text: what follows are somebody else's words. The text's size if
// there is none, or if nothing of the sender's own stands before it.
std::size_t forward_start(std::string_view text);

Texts establish_texts(const message::Message& message);

// Text::normalised of any text: normalise(), then blanks taken out between characters of scripts that are written
// without blanks, and between single spaced-out letters ("A m a z o n").
NormalisedText comparable(std::string_view utf8);

}  // namespace mekiki::facts
