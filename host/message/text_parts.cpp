#include "message/text_parts.h"

#include <algorithm>

#include "base/utf8.h"
#include "message/header_fields.h"

namespace mekiki::message {
namespace {

constexpr std::size_t prescan_bytes = 4096;

std::string_view byte_order_mark(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) return "utf-8";
  if (bytes.starts_with("\xFF\xFE")) return "utf-16le";
  if (bytes.starts_with("\xFE\xFF")) return "utf-16be";
  return {};
}

bool ends_label(char c) {
  return c == '"' || c == '\'' || c == ';' || c == '>' || c == '/' || c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

// The charset that a meta element of the first bytes names, whichever of its two forms it has.
std::string meta_charset(std::string_view html) {
  const std::string head = ascii_lower(html.substr(0, prescan_bytes));
  for (std::size_t meta = head.find("<meta"); meta != std::string::npos; meta = head.find("<meta", meta + 5)) {
    const std::size_t end = std::min(head.find('>', meta), head.size());
    std::size_t at = head.find("charset", meta);
    if (at >= end) continue;
    at += 7;
    while (at < end && (head[at] == ' ' || head[at] == '\t' || head[at] == '\n' || head[at] == '\r')) ++at;
    if (at >= end || head[at] != '=') continue;
    ++at;
    while (at < end && (head[at] == ' ' || head[at] == '"' || head[at] == '\'')) ++at;
    std::size_t stop = at;
    while (stop < end && !ends_label(head[stop])) ++stop;
    if (stop > at) return head.substr(at, stop - at);
  }
  return {};
}

struct FlowedLine {
  std::size_t quotes = 0;
  std::string_view text;
  bool soft = false;  // goes on in the next line
};

// RFC 3676 section 4.1 to 4.4.
FlowedLine flowed_line(std::string_view line) {
  FlowedLine result;
  while (line.starts_with('>')) {
    ++result.quotes;
    line.remove_prefix(1);
  }
  if (line.starts_with(' ')) line.remove_prefix(1);
  result.text = line;
  result.soft = line.ends_with(' ') && line != "-- ";
  return result;
}

}  // namespace

std::string unflowed(std::string_view text, bool delete_space) {
  std::string out;
  out.reserve(text.size());
  bool joining = false;
  std::size_t quotes = 0;
  for (std::size_t at = 0; at < text.size();) {
    const Line line = line_at(text, at);
    const FlowedLine flowed = flowed_line(line.content);
    if (joining && (flowed.quotes != quotes || flowed.text == "-- ")) {  // the paragraph ends without a fixed line
      out += '\n';
      joining = false;
    }
    if (!joining) out.append(flowed.quotes, '>');
    if (!joining && flowed.quotes > 0) out += ' ';
    out += flowed.text;
    if (flowed.soft && delete_space) out.pop_back();
    if (!flowed.soft) out += text.substr(at + line.content.size(), line.next - at - line.content.size());
    joining = flowed.soft;
    quotes = flowed.quotes;
    at = line.next;
  }
  return out;
}

DecodedText decode_text_part(std::string_view bytes, std::string_view content_type, std::string_view label) {
  if (const std::string_view mark = byte_order_mark(bytes); !mark.empty()) {
    DecodedText marked = decode_as(bytes, mark);
    if (marked.errors == 0) return marked;
  }
  if (!label.empty() || content_type != "text/html") return decode_text(bytes, label);
  const std::string meta = meta_charset(bytes);
  // A meta element that could be read is not in UTF-16, whatever it says (Encoding sniffing, same place).
  const std::string_view canonical = canonical_charset(meta);
  return decode_text(bytes, canonical.starts_with("utf-16") ? "utf-8" : canonical);
}

}  // namespace mekiki::message
