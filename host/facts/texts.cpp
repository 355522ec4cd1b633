#include "facts/texts.h"

#include <algorithm>
#include <array>

#include "base/limits.h"
#include "base/utf8.h"

namespace mekiki::facts {
namespace {

bool is_ascii_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

// Scripts written without blanks between words: kana, Han, and their punctuation (all from U+2E80 to U+9FFF, U+FF00
// on).
bool written_without_blanks(std::string_view text, std::size_t at) {
  const auto first = static_cast<unsigned char>(text[at]);
  return first >= 0xE2 && first <= 0xEF;
}

std::size_t character_before(std::string_view text, std::size_t at) {
  if (at > 0) --at;
  while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) --at;
  return at;
}

// "a m a z o n": how far a run of single letters parted by single blanks reaches from `at`; `at` itself if it is none.
std::size_t spaced_letters_end(std::string_view text, std::size_t at) {
  std::size_t letters = 0;
  std::size_t i = at;
  while (i < text.size() && is_ascii_letter(text[i]) && (i + 1 == text.size() || !is_ascii_letter(text[i + 1]))) {
    ++letters;
    if (i + 2 >= text.size() || text[i + 1] != ' ') {
      ++i;
      break;
    }
    i += 2;
  }
  return letters >= 4 ? i : at;
}

bool is_sibling_html(const message::Part& plain, const message::Part& html) {
  const auto parent = [](const std::string& path) { return path.substr(0, path.rfind('.') + 1); };
  return html.body && html.content_type == "text/html" && parent(plain.path) == parent(html.path);
}

// Of a text/plain and a text/html that stand side by side Thunderbird shows the HTML.
bool is_shown(const std::vector<message::Part>& parts, std::size_t index) {
  const message::Part& part = parts[index];
  if (!part.body || part.attached_message) return false;
  if (part.content_type == "text/html") return true;
  if (!part.content_type.starts_with("text/")) return false;
  return index + 1 >= parts.size() || !is_sibling_html(part, parts[index + 1]);
}

std::string language_of(std::string_view text) {
  std::size_t kana = 0, han = 0, hangul = 0, cyrillic = 0, latin = 0;
  const std::size_t end = std::min<std::size_t>(text.size(), 64 << 10);
  for (std::size_t at = 0; at < end;) {
    const char32_t c = next_code_point(text, at);
    if (c >= 0x3041 && c <= 0x30FF)
      ++kana;
    else if (c >= 0x4E00 && c <= 0x9FFF)
      ++han;
    else if (c >= 0xAC00 && c <= 0xD7AF)
      ++hangul;
    else if (c >= 0x400 && c <= 0x4FF)
      ++cyrillic;
    else if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0x24F))
      ++latin;
  }
  if (kana + han + hangul + cyrillic + latin < 20) return "";
  if (kana >= 10 && kana * 10 >= han) return "ja";
  if (han * 2 > latin) return "zh";
  if (hangul * 2 > latin) return "ko";
  if (cyrillic > latin) return "ru";
  return "en";
}

SeenText seen_text(SeenText::Kind kind, std::string where, std::string text, Span field = {}) {
  SeenText seen{kind, std::move(where), std::move(text), field, {}};
  seen.normalised = comparable(seen.text);
  return seen;
}

void add_body(Texts& texts, const message::Message& message, std::size_t index, std::size_t& budget) {
  const message::Part& part = message.parts[index];
  BodyPart body{index, part.content_type == "text/html", {}};
  std::string visible;
  if (body.html) {
    body.document = html::read_document(cut_on_character(part.content, budget));
    visible = body.document.visible.text;
    for (const html::HiddenText& hidden : body.document.hidden) texts.hidden.push_back(hidden.text);
    if (visible.size() < 40 && !body.document.pictures.empty()) texts.only_pictures = true;
  } else {
    visible = std::string(cut_on_character(part.content, budget));
  }
  budget -= std::min(budget, part.content.size());
  texts.visible_bytes += visible.size();
  texts.seen.push_back(seen_text(SeenText::Kind::body, "text:" + part.path, std::move(visible)));
  texts.bodies.push_back(std::move(body));
}

}  // namespace

namespace {

// NFKC turns the trade mark signs into letters that would stick to the name before them: they become blanks.
std::string without_trade_marks(std::string_view utf8) {
  std::string text(utf8);
  for (const std::string_view sign : {"\xE2\x84\xA2", "\xC2\xAE", "\xE2\x84\xA0"}) {
    for (std::size_t at = 0; (at = text.find(sign, at)) != std::string::npos;) {
      text.replace(at, sign.size(), sign.size(), ' ');  // as many bytes, so that offsets stay
    }
  }
  return text;
}

}  // namespace

NormalisedText comparable(std::string_view utf8) {
  const NormalisedText full = normalise(without_trade_marks(utf8));
  const std::string_view text = full.text;
  NormalisedText out;
  out.text.reserve(text.size());
  out.origin.reserve(text.size() + 1);
  const auto keep = [&](std::size_t i) {
    out.text.push_back(text[i]);
    out.origin.push_back(full.origin[i]);
  };
  for (std::size_t i = 0; i < text.size();) {
    const bool word_start = i == 0 || !is_ascii_letter(text[i - 1]);
    if (word_start && is_ascii_letter(text[i])) {
      const std::size_t end = spaced_letters_end(text, i);
      const bool spaced_out = end > i;
      for (; i < end; ++i) {
        if (text[i] != ' ') keep(i);
      }
      if (spaced_out && i < text.size() && text[i - 1] == ' ') keep(i - 1);
      if (i >= text.size()) break;
    }
    const bool joins = text[i] == ' ' && i > 0 && i + 1 < text.size() &&
                       written_without_blanks(text, character_before(text, i)) && written_without_blanks(text, i + 1);
    if (!joins) keep(i);
    ++i;
  }
  out.origin.push_back(full.origin.empty() ? 0 : full.origin.back());
  return out;
}

constexpr std::size_t forward_marker_bytes = 120;  // longer lines are prose

bool is_quoted(std::string_view text, std::size_t at) {
  const std::size_t line = at == 0 ? 0 : text.rfind('\n', at - 1) + 1;
  if (line >= text.size() || text[line] != '>') return false;
  // A mail that is all quotation quotes nobody.
  for (std::size_t start = 0; start < text.size();) {
    if (text[start] != '>' && text[start] != '\n' && text[start] != '\r') return true;
    const std::size_t end = text.find('\n', start);
    if (end == std::string_view::npos) break;
    start = end + 1;
  }
  return false;
}

bool is_forward_marker(std::string_view normalised_line) {
  static constexpr std::array<std::string_view, 16> begins = {
      "original message", "urspr\u00FCngliche nachricht", "forwarded message", "forwarded mail", "begin forwarded",
      "weitergeleitete nachricht", "message transf\u00E9r\u00E9", "message d'origine", "d\u00E9but du message",
      "mensaje reenviado", "mensagem encaminhada", "messaggio inoltrato",
      // Forward; original message in kanji, and as a loan word; the Chinese for it.
      "\u8EE2\u9001", "\u5143\u306E\u3081\u3063\u305B\u30FC\u3058",
      "\u304A\u308A\u3058\u306A\u308B\u3081\u3063\u305B\u30FC\u3058", "\u539F\u59CB\u90AE\u4EF6"};
  const std::size_t start = normalised_line.find_first_not_of(" -_=*#[");
  if (start == std::string_view::npos || normalised_line.size() > forward_marker_bytes) return false;
  const std::string_view words = normalised_line.substr(start);
  return std::any_of(begins.begin(), begins.end(), [&](std::string_view begin) { return words.starts_with(begin); });
}

std::size_t forward_start(std::string_view text) {
  bool own_words = false;
  std::size_t lines = 0;
  for (std::size_t start = 0; start < text.size() && lines < limits::forward_lines; ++lines) {
    const std::size_t end = std::min(text.find('\n', start), text.size());
    const std::string_view line = trim_ascii(text.substr(start, end - start));
    const bool may_mark = !line.empty() && line.size() <= forward_marker_bytes && !is_ascii_letter(line.front());
    if (may_mark && is_forward_marker(normalised(line))) {
      // At the very top it would hide nobody's words but the sender's own.
      if (own_words) return start;
    } else if (!line.empty() && line.front() != '>') {
      own_words = true;
    }
    start = end + 1;
  }
  return text.size();
}

Texts establish_texts(const message::Message& message) {
  Texts texts;
  const auto field = [&](std::string_view name) {
    const message::HeaderField* found = message.first(name);
    return found == nullptr ? Span{} : found->span;
  };
  texts.seen.push_back(seen_text(SeenText::Kind::subject, "header:Subject", message.subject, field("Subject")));
  std::string display;
  if (!message.from.empty() && !message.from.front().mailboxes.empty()) {
    display = message.from.front().mailboxes.front().display;
  }
  texts.seen.push_back(seen_text(SeenText::Kind::display_name, "header:From", std::move(display), field("From")));
  std::size_t budget = limits::text_total_bytes;
  for (std::size_t i = 0; i < message.parts.size(); ++i) {
    if (is_shown(message.parts, i)) add_body(texts, message, i, budget);
  }
  std::string sample;
  for (const SeenText& seen : texts.seen) sample += seen.text + "\n";
  texts.language = language_of(sample);
  return texts;
}

}  // namespace mekiki::facts
