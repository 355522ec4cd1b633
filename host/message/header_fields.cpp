#include "message/header_fields.h"

#include <algorithm>

#include "base/limits.h"
#include "base/utf8.h"

namespace mekiki::message {
namespace {

bool is_blank(char c) { return c == ' ' || c == '\t'; }

// RFC 5322 section 3.6.8 ftext, with the white space section 4.5 allows before the colon taken off.
std::string_view field_name(std::string_view line) {
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos) return {};
  std::string_view name = line.substr(0, colon);
  while (!name.empty() && is_blank(name.back())) name.remove_suffix(1);
  const bool legal = std::all_of(name.begin(), name.end(), [](char c) { return c > 32 && c < 127; });
  return legal ? name : std::string_view{};
}

bool starts_with_ignoring_case(std::string_view text, std::string_view prefix) {
  return text.size() >= prefix.size() && ascii_iequals(text.substr(0, prefix.size()), prefix);
}

void add_limit(HeaderSection& section, std::string_view code) {
  if (std::find(section.limits_hit.begin(), section.limits_hit.end(), code) == section.limits_hit.end())
    section.limits_hit.emplace_back(code);
}

void add_field(HeaderSection& section, std::string_view bytes, Span span, std::size_t content_end) {
  if (section.fields.size() >= limits::header_fields) return add_limit(section, "header_fields");
  if (span.start >= limits::header_bytes) return add_limit(section, "header_bytes");
  const std::string_view whole = bytes.substr(span.start, content_end - span.start);
  RawField field{field_name(line_at(whole, 0).content), whole, span};
  if (!field.name.empty()) {
    field.raw.remove_prefix(whole.find(':') + 1);
    section.any_field = true;
  }
  if (field.raw.size() > limits::header_field_bytes) {
    field.raw = field.raw.substr(0, limits::header_field_bytes);
    add_limit(section, "header_field_bytes");
  }
  section.fields.push_back(field);
}

}  // namespace

Line line_at(std::string_view bytes, std::size_t position) {
  std::size_t end = position;
  while (end < bytes.size() && bytes[end] != '\n' && bytes[end] != '\r') ++end;
  if (end >= bytes.size()) return {bytes.substr(position), bytes.size()};
  std::size_t next = end + 1;
  if (bytes[end] == '\r') {
    // CR CR LF is what one gateway too many makes of CRLF; it is one line end, not two.
    if (bytes.substr(next, 2) == "\r\n")
      next += 2;
    else if (next < bytes.size() && bytes[next] == '\n')
      next += 1;
  }
  return {bytes.substr(position, end - position), next};
}

std::size_t stored_prefix_bytes(std::string_view bytes) {
  std::size_t position = 0;
  if (bytes.starts_with("From ")) position = line_at(bytes, 0).next;
  const std::size_t after_from_line = position;
  bool thunderbird = false;
  while (position < bytes.size()) {
    const Line line = line_at(bytes, position);
    const bool own_mark = starts_with_ignoring_case(line.content, "X-Mozilla-") ||
                          starts_with_ignoring_case(line.content, "X-Account-Key:");
    if (!own_mark && !starts_with_ignoring_case(line.content, "X-UIDL:")) break;
    thunderbird = thunderbird || own_mark;
    position = line.next;
  }
  // X-UIDL alone may be a POP server's own field.
  return thunderbird ? position : after_from_line;
}

HeaderSection split_header(std::string_view bytes) {
  HeaderSection section;
  std::size_t position = 0;
  std::size_t field_start = 0;
  std::size_t content_end = 0;
  bool open = false;
  while (position < bytes.size()) {
    const Line line = line_at(bytes, position);
    if (line.content.empty()) {
      if (open) add_field(section, bytes, {field_start, position}, content_end);
      section.body = {line.next, bytes.size()};
      return section;
    }
    if (!open || !is_blank(line.content.front())) {
      if (open) add_field(section, bytes, {field_start, position}, content_end);
      field_start = position;
      open = true;
    }
    content_end = position + line.content.size();
    position = line.next;
  }
  if (open) add_field(section, bytes, {field_start, position}, content_end);
  section.body = {bytes.size(), bytes.size()};
  return section;
}

std::string unfold(std::string_view raw_value) {
  std::string out;
  out.reserve(raw_value.size());
  std::size_t position = 0;
  while (position < raw_value.size()) {
    const Line line = line_at(raw_value, position);
    const std::string_view content = trim_ascii(line.content);
    // Only the inner white space of a line counts; its ends belong to the folding.
    if (!content.empty()) {
      if (!out.empty()) out += ' ';
      out += content;
    }
    position = line.next;
  }
  return out;
}

}  // namespace mekiki::message
