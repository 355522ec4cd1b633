// Rich text and OneNote.
#include <algorithm>
#include <cctype>

#include "base/limits.h"
#include "base/utf8.h"
#include "files/bytes.h"
#include "files/office.h"

namespace mekiki::files {
namespace {

using namespace std::string_view_literals;

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

// The data of an object: hex digits, with control words and groups strewn in to mislead. Ends with its group.
std::string object_data(std::string_view text, std::size_t& at) {
  std::string out;
  int depth = 0;
  int high = -1;
  for (; at < text.size() && out.size() < limits::unpacked_file_bytes; ++at) {
    const char c = text[at];
    if (c == '{') ++depth;
    if (c == '}' && --depth < 0) break;
    if (c == '\\') {
      while (at + 1 < text.size() && std::isalnum(static_cast<unsigned char>(text[at + 1])) != 0) ++at;
      continue;
    }
    const int digit = depth > 0 ? -1 : hex_digit(c);
    if (digit < 0) continue;
    if (high >= 0) out += static_cast<char>(high * 16 + digit);
    high = high < 0 ? digit : -1;
  }
  return out;
}

// MS-OLEDS section 2.2.5: version, format, name of the class, topic, item, size, data.
void take_object(const std::string& data, Opened& opened, Budget& budget) {
  const std::size_t length = little32(data, 8);
  const std::string kind = ascii_lower(piece(data, 12, std::min<std::size_t>(length, 100)));
  if (kind.starts_with("equation")) opened.traits.insert(Trait::equation);
  const std::string_view bytes = data;
  if (const std::size_t compound = bytes.find("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"); compound != std::string_view::npos) {
    Opened inner = open_compound(bytes.substr(compound), budget);
    opened.traits.merge(inner.traits);
    for (Embedded& file : inner.files) {
      if (opened.files.size() < limits::unpacked_listed) opened.files.push_back(std::move(file));
    }
    return;
  }
  if (!kind.starts_with("package")) return;
  std::size_t at = 12 + length;
  for (int i = 0; i < 2; ++i) at += 4 + std::size_t{little32(bytes, at)};
  Embedded file = packaged_file(piece(bytes, at + 4, little32(bytes, at)));
  if (file.content.empty() || opened.files.size() >= limits::unpacked_listed) return;
  opened.traits.insert(Trait::object);
  opened.files.push_back(std::move(file));
}

std::string_view quoted(std::string_view text, std::size_t at) {
  const std::string_view near = text.substr(at, limits::url_bytes);
  const std::size_t start = near.substr(0, 20).find('"');
  if (start == std::string_view::npos) return {};
  const std::string_view rest = near.substr(start + 1);
  return rest.substr(0, rest.find_first_of("\"{}"));
}

}  // namespace

Opened open_rich_text(std::string_view bytes, Budget& budget) {
  Opened opened;
  for (std::size_t at = 0; (at = bytes.find("\\objdata", at)) != std::string_view::npos;) {
    at += 8;
    take_object(object_data(bytes, at), opened, budget);
  }
  for (std::size_t at = 0; (at = bytes.find("\\*\\template", at)) != std::string_view::npos;) {
    at += 11;
    const std::string_view rest = bytes.substr(at, limits::url_bytes);
    const std::string_view target = trim_ascii(rest.substr(0, rest.find_first_of("{}\\")));
    at += target.size();
    if (!ascii_lower(target.substr(0, 4)).starts_with("http")) continue;
    opened.traits.insert(Trait::remote_template);
    add_address(opened, target);
  }
  for (std::size_t at = 0; (at = bytes.find("HYPERLINK", at)) != std::string_view::npos;) {
    at += 9;
    add_address(opened, quoted(bytes, at));
  }
  if (bytes.find("DDEAUTO") != std::string_view::npos) opened.traits.insert(Trait::dde);
  return opened;
}

Opened open_notebook(std::string_view bytes, Budget& budget) {
  // FileDataStoreObject (MS-ONESTORE section 2.6.13).
  constexpr auto mark = "\xE7\x16\xE3\xBD\x65\x26\x11\x45\xA4\xC4\x8D\x4D\x0B\x7A\x9E\xAC"sv;
  Opened opened;
  for (std::size_t at = 0; (at = bytes.find(mark, at)) != std::string_view::npos;) {
    const std::size_t size = std::min<std::uint64_t>(little64(bytes, at + 16), limits::unpacked_file_bytes);
    const std::string_view content = piece(bytes, at + 36, size);
    at += 36 + content.size();
    if (opened.files.size() >= limits::unpacked_listed || content.size() > budget.bytes) break;
    budget.bytes -= content.size();
    opened.traits.insert(Trait::object);
    opened.files.push_back({"", "", std::string(content)});
  }
  return opened;
}

}  // namespace mekiki::files
