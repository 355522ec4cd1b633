#include "facts/file_password.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "base/limits.h"
#include "base/utf8.h"

namespace mekiki::facts {
namespace {

constexpr auto words = std::to_array<std::string_view>({
    "password", "passwort", "passcode", "pass code", "kennwort", "mot de passe", "contrase", "senha", "pwd", "pw",
    "pass",
    "\u30D1\u30B9\u30EF\u30FC\u30C9",  // pasuwaado
    "\u89E3\u51CD\u30AD\u30FC",        // kaitou kii
    "\u89E3\u51CD\u30D1\u30B9",        // kaitou pasu
    "\u6697\u8A3C\u756A\u53F7",        // anshou bangou
    "\u5BC6\u7801", "\u5BC6\u78BC",    // mima
});

// What may stand between the word and the password itself.
constexpr auto joints = std::to_array<std::string_view>({
    ":",
    "=",
    "\uFF1A",
    "\uFF1D",
    " is ",
    " ist ",
    " est ",
    "\u306F",
    "\u3011",
    "\u2192",
    "\u21D2",
    "->",
    "\u300D",
});

constexpr auto later = std::to_array<std::string_view>({
    "separate",
    "another mail",
    "another e",
    "next mail",
    "next e",
    "will follow",
    "by phone",
    "second e",
    "follow-up",
    "\u5225\u9014",              // betto
    "\u5225\u30E1\u30FC\u30EB",  // betsu meeru
    "\u5F8C\u307B\u3069",        // nochihodo
    "\u8FFD\u3063\u3066",        // otte
    "\u5225\u9001",              // bessou
    "\u6B21\u306E\u30E1\u30FC\u30EB",
    "\u6539\u3081\u3066",
    "\u5F8C\u9001",
});

bool is_letter(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0; }

// The length of a password that begins here, or 0: printable, without blanks, neither prose nor an address.
std::size_t password_length(std::string_view text, bool after_sign) {
  std::size_t length = 0;
  bool digit = false;
  while (length < text.size() && text[length] > ' ' && text[length] < 0x7F) {
    digit = digit || std::isdigit(static_cast<unsigned char>(text[length])) != 0;
    ++length;
  }
  if (length < 3 || length > 40 || text.substr(0, length).find("://") != std::string_view::npos) return 0;
  const std::string_view rest = text.substr(length);
  const bool ends_line = rest.empty() || rest.front() == '\r' || rest.front() == '\n';
  return digit || (after_sign && ends_line) ? length : 0;
}

// How many bytes behind the word the password ends, or 0.
std::size_t given_behind(std::string_view text) {
  const std::string_view near = text.substr(0, 60);
  for (const std::string_view joint : joints) {
    const std::size_t found = near.find(joint);
    if (found == std::string_view::npos || near.substr(0, found).find('.') != std::string_view::npos) continue;
    std::size_t at = found + joint.size();
    while (at < text.size() && at < 120) {
      const std::string_view left = text.substr(at);
      const auto skips = {std::string_view(" "),      std::string_view("\t"),     std::string_view("\r"),
                          std::string_view("\n"),     std::string_view("\u3000"), std::string_view("\u300C"),
                          std::string_view("\u3010"), std::string_view("\""),     std::string_view("'"),
                          std::string_view("*"),      std::string_view("\u00A0")};
      const auto* const skip =
          std::find_if(skips.begin(), skips.end(), [&](std::string_view sign) { return left.starts_with(sign); });
      if (skip == skips.end()) break;
      at += skip->size();
    }
    if (const std::size_t length = password_length(text.substr(std::min(at, text.size())), joint.front() != ' '))
      return at + length;
  }
  return 0;
}

FilePassword::Kind read_mention(std::string_view behind, std::size_t& size) {
  const std::string near = ascii_lower(behind.substr(0, 160));
  const std::string_view sentence = std::string_view(near).substr(0, std::min(near.find('\n'), near.size()));
  const bool put_off = std::any_of(
      later.begin(), later.end(), [&](std::string_view word) { return sentence.find(word) != std::string_view::npos; });
  if (put_off) return FilePassword::Kind::later;
  size = given_behind(behind);
  return size > 0 ? FilePassword::Kind::given : FilePassword::Kind::none;
}

}  // namespace

FilePassword find_file_password(const Texts& texts) {
  FilePassword found;
  for (const SeenText& seen : texts.seen) {
    const std::string lower = ascii_lower(seen.text);
    std::size_t tried = 0;
    for (const std::string_view word : words) {
      for (std::size_t at = lower.find(word); at != std::string::npos && tried < limits::report_links;
           at = lower.find(word, at + word.size())) {
        const std::size_t end = at + word.size();
        const bool inside_word =
            is_letter(word.front()) && ((at > 0 && is_letter(lower[at - 1])) ||
                                        (end < lower.size() && is_letter(lower[end]) && word != "contrase"));
        if (inside_word) continue;
        ++tried;
        std::size_t size = 0;
        const FilePassword::Kind kind = read_mention(std::string_view(seen.text).substr(end), size);
        if (kind == FilePassword::Kind::none || found.kind == FilePassword::Kind::given) continue;
        found.kind = kind;
        found.where = seen.where;
        found.span = seen.kind == SeenText::Kind::body ? Span{at, end + size} : seen.field;
        found.excerpt = shorten(std::string_view(seen.text).substr(at, end + size - at), limits::excerpt_bytes);
      }
    }
  }
  return found;
}

}  // namespace mekiki::facts
