#include "files/vba.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "base/limits.h"
#include "base/utf8.h"
#include "files/bytes.h"

namespace mekiki::files {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t chunk_bytes = 4096;

// MS-OVBA section 2.4.1.3.5: a flag byte, then eight tokens: a letter, or a copy of what was written in this chunk.
void decompress_chunk(std::string_view tokens, std::string& out, std::size_t at_most) {
  const std::size_t start = out.size();
  for (std::size_t at = 0; at < tokens.size();) {
    const unsigned flags = byte_at(tokens, at++);
    for (unsigned bit = 0; bit < 8 && at < tokens.size(); ++bit) {
      if (out.size() >= at_most || out.size() - start >= chunk_bytes) return;
      if ((flags >> bit & 1U) == 0) {
        out += tokens[at++];
        continue;
      }
      const unsigned token = little16(tokens, at);
      at += 2;
      unsigned bits = 4;
      while ((std::size_t{1} << bits) < out.size() - start) ++bits;
      const std::size_t length = (token & (0xFFFFU >> bits)) + 3;
      const std::size_t offset = (token >> (16 - bits)) + 1;
      if (offset > out.size() - start) return;
      for (std::size_t i = 0; i < length && out.size() < at_most; ++i) out += out[out.size() - offset];
    }
  }
}

bool has_word(std::string_view text, std::string_view word) {
  for (std::size_t at = 0; (at = text.find(word, at)) != std::string_view::npos; ++at) {
    const bool begins = at == 0 || (std::isalnum(static_cast<unsigned char>(text[at - 1])) == 0 && text[at - 1] != '_');
    const std::size_t end = at + word.size();
    if (begins && (end >= text.size() || std::isalnum(static_cast<unsigned char>(text[end])) == 0)) return true;
  }
  return false;
}

template <std::size_t n>
bool has_any(std::string_view text, const std::array<std::string_view, n>& words) {
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) { return has_word(text, word); });
}

void look_at_source(std::string_view source, std::set<Trait>& traits) {
  static constexpr auto runs_itself = std::to_array<std::string_view>(
      {"autoopen", "auto_open", "autoexec", "autoclose", "auto_close", "autonew", "document_open", "document_close",
       "document_new", "workbook_open", "workbook_activate", "workbook_beforeclose", "auto_activate"});
  static constexpr auto starts =
      std::to_array<std::string_view>({"shell",        "shellexecute", "wscript.shell",     "powershell",
                                       "cmd.exe",      "cmd",          "urldownloadtofile", "urldownloadtofilea",
                                       "xmlhttp",      "winhttp",      "winhttprequest",    "adodb.stream",
                                       "mshta",        "regsvr32",     "rundll32",          "certutil",
                                       "bitsadmin",    "winmgmts",     "createprocess",     "createprocessa",
                                       "virtualalloc", "createthread"});
  const std::string lower = ascii_lower(source);
  // Every module begins with attributes; many have nothing else.
  const bool code = has_word(lower, "sub") || has_word(lower, "function");
  if (!code) return;
  traits.insert(Trait::macro);
  if (has_any(lower, runs_itself)) traits.insert(Trait::macro_runs_itself);
  if (has_any(lower, starts)) traits.insert(Trait::macro_starts);
}

}  // namespace

std::string decompress_vba(std::string_view container, std::size_t at_most) {
  std::string out;
  if (byte_at(container, 0) != 1) return out;
  for (std::size_t at = 1; at + 2 <= container.size() && out.size() < at_most;) {
    const unsigned header = little16(container, at);
    const std::size_t size = (header & 0x0FFFU) + 3;
    if ((header >> 12U & 7U) != 3) return out;
    const std::string_view data = piece(container, at + 2, size - 2);
    if ((header & 0x8000U) != 0) {
      decompress_chunk(data, out, at_most);
    } else {
      out += data.substr(0, std::min(chunk_bytes, at_most - out.size()));
    }
    at += size;
  }
  return out;
}

std::string module_source(std::string_view stream, std::size_t at_most) {
  // "Attribute VB_Name", as its first letters are always stored.
  const std::size_t found = stream.find("\0Attribut\0e"sv);
  if (found == std::string_view::npos || found < 3) return {};
  return decompress_vba(stream.substr(found - 3), at_most);
}

std::set<Trait> macros_of(const CompoundFile& file, Budget& budget) {
  std::set<Trait> traits;
  // Many entries may name the same sectors, and source unpacks to much more than its size.
  const auto within = [&] { return std::min(limits::macro_bytes, budget.bytes); };
  for (const CompoundEntry& entry : file.entries()) {
    if (entry.kind != CompoundEntry::Kind::stream || entry.size < 20 || budget.bytes == 0) continue;
    if (ascii_iequals(entry.name, "Workbook") || ascii_iequals(entry.name, "WordDocument")) continue;
    const std::string stream = file.read(entry, within());
    budget.bytes -= stream.size();
    const std::string source = module_source(stream, within());
    budget.bytes -= source.size();
    look_at_source(source, traits);
  }
  return traits;
}

}  // namespace mekiki::files
