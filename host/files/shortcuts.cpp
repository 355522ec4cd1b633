#include "files/shortcuts.h"

#include <algorithm>
#include <array>

#include "base/limits.h"
#include "base/utf8.h"
#include "files/bytes.h"

namespace mekiki::files {
namespace {

std::string from_utf16(std::string_view bytes) {
  std::string out;
  for (std::size_t at = 0; at + 1 < bytes.size(); at += 2) {
    const char32_t unit = little16(bytes, at);
    append_utf8(out, unit >= 0xD800 && unit <= 0xDFFF ? 0xFFFD : unit);
  }
  return out;
}

// Blanks that push what follows out of the field shown are one blank here.
std::string without_padding(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool blank = c == '\0' || c == ' ' || c == '\t' || c == '\r' || c == '\n';
    if (!blank) {
      out += c;
    } else if (!out.empty() && out.back() != ' ') {
      out += ' ';
    }
  }
  return std::string(cut_on_character(to_valid_utf8(trim_ascii(out)), limits::command_bytes));
}

// Web addresses among the words of a command.
void add_addresses_of(Opened& opened, std::string_view command) {
  const std::string lower = ascii_lower(command);
  for (const std::string_view scheme : {"http://", "https://"}) {
    for (std::size_t at = 0; (at = lower.find(scheme, at)) != std::string::npos;) {
      const std::size_t end = std::min(command.find_first_of(" \"'`()<>|;,", at), command.size());
      add_address(opened, command.substr(at, end - at));
      at = end;
    }
  }
}

// MS-SHLLINK section 2.3: the path on the disk.
std::string base_path(std::string_view info) {
  const std::size_t at = little32(info, 16);
  if ((little32(info, 8) & 1U) == 0 || at == 0 || at >= info.size()) return {};
  const std::string_view rest = info.substr(at);
  return to_valid_utf8(rest.substr(0, std::min(rest.find('\0'), rest.size())));
}

}  // namespace

Opened open_link_file(std::string_view bytes) {
  Opened opened;
  const std::uint32_t flags = little32(bytes, 0x14);
  const auto has = [&](unsigned bit) { return (flags >> bit & 1U) != 0; };
  std::size_t at = 0x4C;
  if (has(0)) at += 2 + std::size_t{little16(bytes, at)};
  std::string target;
  if (has(1)) {
    const std::size_t size = little32(bytes, at);
    target = base_path(piece(bytes, at, size));
    at += std::max<std::size_t>(size, 4);
  }
  // Section 2.4: name, relative path, folder, arguments, icon; each is there if its flag says so.
  std::array<std::string, 5> strings;
  for (unsigned i = 0; i < strings.size(); ++i) {
    if (!has(2 + i)) continue;
    const std::size_t size = std::size_t{little16(bytes, at)} * (has(7) ? 2 : 1);
    const std::string_view raw = piece(bytes, at + 2, size);
    strings[i] = has(7) ? from_utf16(raw) : to_valid_utf8(raw);
    at += 2 + size;
  }
  if (target.empty()) target = strings[1];
  const std::string command = target + " " + strings[3];
  opened.command = without_padding(command);
  add_addresses_of(opened, command);
  return opened;
}

Opened open_text_shortcut(std::string_view bytes) {
  static constexpr auto keys = std::to_array<std::string_view>(
      {"url=", "exec=", "iconfile=", "command=", "full address:s:", "<url>", "<string>", "<simplelocation><url>"});
  Opened opened;
  std::string text(bytes.substr(0, limits::note_bytes));
  if (text.starts_with("\xFF\xFE")) text = from_utf16(std::string_view(text).substr(2));
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view line = trim_ascii(std::string_view(text).substr(at, end - at));
    const std::string lower = ascii_lower(line);
    at = end + 1;
    for (const std::string_view key : keys) {
      const std::size_t found = key.front() == '<' ? lower.find(key) : lower.starts_with(key) ? 0 : std::string::npos;
      if (found == std::string::npos) continue;
      std::string_view value = line.substr(found + key.size());
      if (key.front() == '<') value = value.substr(0, value.find('<'));
      if (opened.command.empty() && key != "iconfile=") opened.command = without_padding(value);
      add_address(opened, value);
    }
  }
  return opened;
}

}  // namespace mekiki::files
