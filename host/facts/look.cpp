#include "facts/look.h"

#include <algorithm>
#include <array>
#include <map>

#include "base/utf8.h"
#include "names/confusable_kana.h"
#include "names/confusables.h"

namespace mekiki::facts {
namespace {

bool is_kana(char32_t c) { return c >= 0x3041 && c <= 0x3096; }  // normalised: all kana are hiragana
bool is_han(char32_t c) { return (c >= 0x4E00 && c <= 0x9FFF) || c == 0x3005; }

// What people type for the long vowel mark: dashes, a hyphen, the kanji "one".
bool is_long_vowel(char32_t c) {
  return c == 0x30FC || c == '-' || c == '~' || c == 0x4E00 || c == 0x2212 || (c >= 0x2010 && c <= 0x2015) ||
         c == 0x301C;
}

// Digits and signs in the place of letters; '0' and '1' are folded with the letters they resemble.
char read_as_letter(char c) {
  switch (c) {
    case '0':
      return 'o';
    case '1':
    case '|':
    case 'l':
      return 'i';
    case '3':
      return 'e';
    case '4':
    case '@':
      return 'a';
    case '5':
    case '$':
      return 's';
    default:
      return c;
  }
}

bool is_latin(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }
bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }
bool is_small(char c) { return c >= 'a' && c <= 'z'; }

// Words of many names with their reading: names are written half in kanji, half in kana. Normalised.
struct Word {
  std::string_view written, read;
};
constexpr auto words_with_reading = std::to_array<Word>({
    {"\xE9\x8A\x80\xE8\xA1\x8C", "\xE3\x81\x8E\xE3\x82\x93\xE3\x81\x93\xE3\x81\x86"},              // ginko
    {"\xE9\x83\xB5\xE4\xBE\xBF", "\xE3\x82\x86\xE3\x81\x86\xE3\x81\xB3\xE3\x82\x93"},              // yubin
    {"\xE6\x80\xA5\xE4\xBE\xBF", "\xE3\x81\x8D\xE3\x82\x85\xE3\x81\x86\xE3\x81\xB3\xE3\x82\x93"},  // kyubin
    {"\xE8\xA8\xBC\xE5\x88\xB8", "\xE3\x81\x97\xE3\x82\x87\xE3\x81\x86\xE3\x81\x91\xE3\x82\x93"},  // shoken
    {"\xE8\xAD\x89\xE5\x88\xB8", "\xE3\x81\x97\xE3\x82\x87\xE3\x81\x86\xE3\x81\x91\xE3\x82\x93"},  // shoken
    {"\xE9\x9B\xBB\xE5\x8A\x9B", "\xE3\x81\xA7\xE3\x82\x93\xE3\x82\x8A\xE3\x82\x87\xE3\x81\x8F"},  // denryoku
    {"\xE9\x9B\xBB\xE9\x89\x84", "\xE3\x81\xA7\xE3\x82\x93\xE3\x81\xA6\xE3\x81\xA4"},              // dentetsu
    {"\xE5\xB8\x82\xE5\xA0\xB4", "\xE3\x81\x84\xE3\x81\xA1\xE3\x81\xB0"},                          // ichiba
    {"\xE6\x97\xA5\xE6\x9C\xAC", "\xE3\x81\xAB\xE3\x81\xBB\xE3\x82\x93"},                          // nihon
    {"\xE3\x81\xAB\xE3\x81\xA3\xE3\x81\xBD\xE3\x82\x93", "\xE3\x81\xAB\xE3\x81\xBB\xE3\x82\x93"},  // nippon
    {"\xE9\x81\x8B\xE8\xBC\xB8", "\xE3\x81\x86\xE3\x82\x93\xE3\x82\x86"},                          // un'yu
    {"\xE9\x80\x9A\xE9\x81\x8B", "\xE3\x81\xA4\xE3\x81\x86\xE3\x81\x86\xE3\x82\x93"},              // tsuun
    {"\xE7\x94\x9F\xE5\x91\xBD", "\xE3\x81\x9B\xE3\x81\x84\xE3\x82\x81\xE3\x81\x84"},              // seimei
    {"\xE6\x90\x8D\xE4\xBF\x9D", "\xE3\x81\x9D\xE3\x82\x93\xE3\x81\xBD"},                          // sompo
    {"\xE4\xBF\xA1\xE8\xA8\x97", "\xE3\x81\x97\xE3\x82\x93\xE3\x81\x9F\xE3\x81\x8F"},              // shintaku
    {"\xE5\xB9\xB4\xE9\x87\x91", "\xE3\x81\xAD\xE3\x82\x93\xE3\x81\x8D\xE3\x82\x93"},              // nenkin
    {"\xE5\x9B\xBD\xE7\xA8\x8E", "\xE3\x81\x93\xE3\x81\x8F\xE3\x81\x9C\xE3\x81\x84"},              // kokuzei
    {"\xE8\x88\xAA\xE7\xA9\xBA", "\xE3\x81\x93\xE3\x81\x86\xE3\x81\x8F\xE3\x81\x86"},              // koku
    {"\xE4\xB8\x89\xE4\xBA\x95", "\xE3\x81\xBF\xE3\x81\xA4\xE3\x81\x84"},                          // mitsui
    {"\xE4\xBD\x8F\xE5\x8F\x8B", "\xE3\x81\x99\xE3\x81\xBF\xE3\x81\xA8\xE3\x82\x82"},              // sumitomo
    {"\xE4\xB8\x89\xE8\x8F\xB1", "\xE3\x81\xBF\xE3\x81\xA4\xE3\x81\xB3\xE3\x81\x97"},              // mitsubishi
    {"\xE6\xA5\xBD\xE5\xA4\xA9", "\xE3\x82\x89\xE3\x81\x8F\xE3\x81\xA6\xE3\x82\x93"},              // rakuten
    {"\xE4\xBD\x90\xE5\xB7\x9D", "\xE3\x81\x95\xE3\x81\x8C\xE3\x82\x8F"},                          // sagawa
    {"\xE9\xBB\x92\xE7\x8C\xAB", "\xE3\x81\x8F\xE3\x82\x8D\xE3\x81\xAD\xE3\x81\x93"},              // kuroneko
    {"\xE9\x87\x8E\xE6\x9D\x91", "\xE3\x81\xAE\xE3\x82\x80\xE3\x82\x89"},                          // nomura
    {"\xE6\x9D\xB1\xE4\xBA\xAC", "\xE3\x81\xA8\xE3\x81\x86\xE3\x81\x8D\xE3\x82\x87\xE3\x81\x86"},  // tokyo
    {"\xE9\x96\xA2\xE8\xA5\xBF", "\xE3\x81\x8B\xE3\x82\x93\xE3\x81\x95\xE3\x81\x84"},              // kansai
    {"\xE8\xA5\xBF\xE6\xBF\x83", "\xE3\x81\x9B\xE3\x81\x84\xE3\x81\xAE\xE3\x81\x86"},              // seino
    {"\xE7\xA6\x8F\xE5\xB1\xB1", "\xE3\x81\xB5\xE3\x81\x8F\xE3\x82\x84\xE3\x81\xBE"},              // fukuyama
});

const std::multimap<char32_t, const Word*>& words_by_beginning() {
  static const std::multimap<char32_t, const Word*> words = [] {
    std::multimap<char32_t, const Word*> sorted;
    for (const Word& word : words_with_reading) {
      std::size_t at = 0;
      sorted.emplace(names::japanese_lookalike(next_code_point(word.written, at)), &word);
    }
    return sorted;
  }();
  return words;
}

class Reader {
 public:
  // `source` is the text as written, `map` its normalised form's way back; a text without is its own source.
  Reader(std::string_view normalised, std::string_view source, const std::vector<std::uint32_t>* map)
      : text_(normalised), source_(source), map_(map) {}

  Look read() && {
    for (std::size_t at = 0; at < text_.size();) {
      const std::size_t from = at;
      const bool japanese = static_cast<unsigned char>(text_[from]) >= 0xE3;
      std::size_t end = 0;
      if (const Word* word = japanese ? word_at(from, end) : nullptr; word != nullptr) {
        at = end;
        read_out(*word, from, end);
        continue;
      }
      const char32_t c = next_code_point(text_, at);
      if (c < 0x80) {
        ascii(static_cast<char>(c), from, at);
      } else {
        other(c, from);
      }
    }
    look_.edge.push_back(true);
    look_.origin.push_back(static_cast<std::uint32_t>(text_.size()));
    return std::move(look_);
  }

 private:
  [[nodiscard]] char written(std::size_t at) const {
    const std::size_t place = map_ == nullptr ? at : (*map_)[at];
    return place < source_.size() ? source_[place] : '\0';
  }

  void ascii(char c, std::size_t from, std::size_t next) {
    if (after_kana_ && is_long_vowel(static_cast<unsigned char>(c))) return;
    const bool sign = (c == '@' || c == '$' || c == '|') && !look_.text.empty() && !edge_ &&
                      is_latin(look_.text.back()) && next < text_.size() && is_latin(text_[next]);
    if (!is_latin(c) && !sign) return separate();
    if (is_capital(written(from)) && was_small_) edge_ = true;
    was_small_ = is_small(written(from));
    letter(read_as_letter(c), from, false);
  }

  // The word that begins at `at`, its kanji in whatever form, and its end.
  [[nodiscard]] const Word* word_at(std::size_t at, std::size_t& end) const {
    std::size_t next = at;
    const auto [first, last] =
        words_by_beginning().equal_range(names::japanese_lookalike(next_code_point(text_, next)));
    for (auto word = first; word != last; ++word) {
      end = at;
      if (begins_with(*word->second, end)) return word->second;
    }
    return nullptr;
  }

  [[nodiscard]] bool begins_with(const Word& word, std::size_t& end) const {
    for (std::size_t at = 0; at < word.written.size();) {
      const char32_t expected = names::japanese_lookalike(next_code_point(word.written, at));
      if (end >= text_.size() || names::japanese_lookalike(next_code_point(text_, end)) != expected) return false;
    }
    return true;
  }

  // The last letter of the reading stands for what is left of the word, so that its place ends where the word does.
  void read_out(const Word& word, std::size_t from, std::size_t end) {
    std::size_t last = end - 1;
    while ((static_cast<unsigned char>(text_[last]) & 0xC0) == 0x80) --last;
    for (std::size_t at = 0; at < word.read.size();) {
      const char32_t c = next_code_point(word.read, at);
      other(c, at == word.read.size() ? last : from);
    }
  }

  // Two letters that read as one become it, within one word.
  void letter(char c, std::size_t from, bool other_script) {
    if (!look_.text.empty() && !is_latin(look_.text.back())) edge_ = true;
    after_kana_ = false;
    if (!edge_ && !look_.text.empty()) {
      char& before = look_.text.back();
      const bool d = before == 'c' && c == 'i';  // all of i, l and 1
      // "rr" reads as n where the word ends; before another letter it is more often what it is.
      const bool n = before == 'r' && c == 'r' && (from + 1 >= text_.size() || !is_latin(text_[from + 1]));
      if ((before == 'r' && c == 'n') || (before == 'v' && c == 'v') || d || n) {
        before = d ? 'd' : n ? 'n' : c == 'n' ? 'm' : 'w';
        return;
      }
    }
    append(std::string_view(&c, 1), from, other_script);
  }

  void other(char32_t c, std::size_t from) {
    was_small_ = false;
    if (is_long_vowel(c) && after_kana_) return;
    if (is_kana(c) || is_han(c)) {
      std::string utf8;
      const char32_t read = names::japanese_lookalike(c);
      append_utf8(utf8, read);
      constexpr std::string_view no = "\xE3\x81\xAE", ru = "\xE3\x82\x8B";
      if (read == U'\u308C' && after_kana_ && !edge_ && look_.text.ends_with(no)) {  // no and re, as katakana: ru
        look_.text.replace(look_.text.size() - no.size(), no.size(), ru);
        return;
      }
      if (!look_.text.empty() && is_latin(look_.text.back())) edge_ = true;
      append(utf8, from, false);
      after_kana_ = is_kana(read);
      return;
    }
    if (c < 0xC0 || (c >= 0x2000 && c < 0x2C60) || (c >= 0x3000 && c < 0x3041) || c == 0x30FB || c == 0xFFFD) {
      return separate();
    }
    const std::string read = names::skeleton(character(c, from));
    const bool latin = !read.empty() && std::all_of(read.begin(), read.end(), is_latin);
    if (!latin) return append_unread(c, from);
    const bool accented = c < 0x0250 || (c >= 0x1E00 && c < 0x1F00);
    for (const char l : read) letter(read_as_letter(l), from, !accented);
  }

  // As written: a capital may look like another letter than its small form.
  [[nodiscard]] std::string character(char32_t c, std::size_t from) const {
    std::string utf8;
    if (map_ != nullptr) {
      std::size_t at = (*map_)[from];
      if (at < source_.size() && static_cast<unsigned char>(source_[at]) >= 0x80) c = next_code_point(source_, at);
    }
    append_utf8(utf8, c);
    return utf8;
  }

  void append_unread(char32_t c, std::size_t from) {
    std::string utf8;
    append_utf8(utf8, c);
    append(utf8, from, false);
    after_kana_ = false;
  }

  void append(std::string_view bytes, std::size_t from, bool other_script) {
    for (std::size_t i = 0; i < bytes.size(); ++i) {
      look_.text += bytes[i];
      look_.origin.push_back(static_cast<std::uint32_t>(from));
      look_.edge.push_back(i == 0 && (edge_ || look_.text.size() == 1));
      look_.other_script.push_back(other_script);
    }
    edge_ = false;
  }

  void separate() {
    edge_ = true;
    after_kana_ = false;
    was_small_ = false;
  }

  std::string_view text_, source_;
  const std::vector<std::uint32_t>* map_;
  Look look_;
  bool edge_ = false, after_kana_ = false, was_small_ = false;
};

}  // namespace

Look look_of(const SeenText& seen, std::size_t scope) {
  return Reader(std::string_view(seen.normalised.text).substr(0, scope), seen.text, &seen.normalised.origin).read();
}

std::string look_of_name(std::string_view normalised) { return Reader(normalised, normalised, nullptr).read().text; }

}  // namespace mekiki::facts
