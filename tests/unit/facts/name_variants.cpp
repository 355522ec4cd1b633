#include "name_variants.h"

#include <algorithm>
#include <map>

#include "base/utf8.h"

namespace mekiki::facts {
namespace {

using Name = std::string_view;

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; }
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

std::size_t letters_in(Name name) {
  return static_cast<std::size_t>(std::count_if(name.begin(), name.end(), is_letter));
}

// Each code point of the name through `change`, which appends what stands in its place.
template <class Change>
std::string each(Name name, Change change) {
  std::string out;
  for (std::size_t at = 0; at < name.size();) change(out, next_code_point(name, at));
  return out;
}

std::string in_capitals(Name name) {
  std::string out(name);
  std::transform(out.begin(), out.end(), out.begin(), upper);
  return out;
}

std::string in_small_letters(Name name) {
  std::string out(name);
  std::transform(out.begin(), out.end(), out.begin(), lower);
  return out;
}

std::string full_width(Name name) {
  return each(name, [](std::string& out, char32_t c) { append_utf8(out, c > 0x20 && c < 0x7F ? c + 0xFEE0 : c); });
}

std::string between(Name name, std::string_view filler) {
  return each(name, [&](std::string& out, char32_t c) {
    if (!out.empty()) out += filler;
    append_utf8(out, c);
  });
}

// From `first` on: the capitals of an alphabet in the mathematical block, its small letters behind them.
std::string mathematical(Name name, char32_t first) {
  return each(name, [&](std::string& out, char32_t c) {
    if (c >= 'A' && c <= 'Z') c = first + (c - 'A');
    if (c >= 'a' && c <= 'z') c = first + 26 + (c - 'a');
    append_utf8(out, c);
  });
}

std::string replaced(Name name, const std::map<char, std::string_view>& letters, std::size_t at_most) {
  std::string out;
  std::size_t done = 0;
  for (const char c : name) {
    const auto found = letters.find(c);
    if (found != letters.end() && done < at_most) {
      out += found->second;
      ++done;
    } else {
      out += c;
    }
  }
  return done == 0 ? "" : out;
}

std::string with_pair(Name name, std::string_view letter, std::string_view pair) {
  const std::string small = in_small_letters(name);
  const std::size_t at = small.find(letter);
  if (at == std::string::npos || letters_in(name) < 5) return "";
  return std::string(name.substr(0, at)) + std::string(pair) + std::string(name.substr(at + letter.size()));
}

const std::map<char, std::string_view> cyrillic{{'a', "а"}, {'c', "с"}, {'e', "е"}, {'i', "і"}, {'o', "о"}, {'p', "р"},
                                                {'x', "х"}, {'y', "у"}, {'A', "А"}, {'B', "В"}, {'C', "С"}, {'E', "Е"},
                                                {'H', "Н"}, {'I', "І"}, {'K', "К"}, {'M', "М"}, {'O', "О"}, {'P', "Р"},
                                                {'S', "Ѕ"}, {'T', "Т"}, {'X', "Х"}};
const std::map<char, std::string_view> greek{{'A', "Α"}, {'B', "Β"}, {'E', "Ε"}, {'H', "Η"}, {'I', "Ι"},
                                             {'K', "Κ"}, {'M', "Μ"}, {'N', "Ν"}, {'O', "Ο"}, {'P', "Ρ"},
                                             {'T', "Τ"}, {'X', "Χ"}, {'Y', "Υ"}, {'Z', "Ζ"}, {'o', "ο"}};
const std::map<char, std::string_view> small_capitals{
    {'a', "ᴀ"}, {'b', "ʙ"}, {'c', "ᴄ"}, {'d', "ᴅ"}, {'e', "ᴇ"}, {'f', "ꜰ"}, {'g', "ɢ"}, {'h', "ʜ"},
    {'i', "ɪ"}, {'j', "ᴊ"}, {'k', "ᴋ"}, {'l', "ʟ"}, {'m', "ᴍ"}, {'n', "ɴ"}, {'o', "ᴏ"}, {'p', "ᴘ"},
    {'r', "ʀ"}, {'s', "ꜱ"}, {'t', "ᴛ"}, {'u', "ᴜ"}, {'v', "ᴠ"}, {'w', "ᴡ"}, {'y', "ʏ"}, {'z', "ᴢ"}};
const std::map<char, std::string_view> accents{{'a', "à"}, {'e', "é"}, {'i', "í"}, {'o', "ö"}, {'u', "ú"},
                                               {'A', "Á"}, {'E', "É"}, {'O', "Ö"}, {'n', "ñ"}, {'c', "ç"}};

constexpr std::size_t shortest_typed = 7;  // letters

// The place of a letter in the middle of a long name of one word or more.
std::size_t middle_letter(Name name) {
  if (letters_in(name) < shortest_typed) return std::string::npos;
  for (std::size_t at = name.size() / 2; at + 2 < name.size(); ++at) {
    if (is_letter(name[at]) && is_letter(name[at + 1]) && is_letter(name[at - 1]) && name[at] != name[at + 1])
      return at;
  }
  return std::string::npos;
}

template <class Change>
std::string mistyped(Name name, Change change) {
  const std::size_t at = middle_letter(name);
  if (at == std::string::npos) return "";
  std::string out(name);
  change(out, at);
  return out + " Support";
}

std::string blanks_as(Name name, std::string_view other) {
  if (name.find(' ') == std::string_view::npos) return "";
  std::string out;
  for (const char c : name) out += c == ' ' ? std::string(other) : std::string(1, c);
  return out;
}

bool is_katakana(char32_t c) { return c >= 0x30A1 && c <= 0x30F6; }

std::string to_hiragana(Name name) {
  return each(name, [](std::string& out, char32_t c) { append_utf8(out, is_katakana(c) ? c - 0x60 : c); });
}

std::string kana_replaced(Name name, const std::map<char32_t, char32_t>& others, std::size_t at_most = 99) {
  std::size_t done = 0;
  std::string out = each(name, [&](std::string& to, char32_t c) {
    const auto found = others.find(c);
    const bool change = found != others.end() && done < at_most;
    done += change ? 1 : 0;
    if (!change || found->second != 0) append_utf8(to, change ? found->second : c);
  });
  return done == 0 ? "" : out;
}

std::string half_width(Name name) {
  // In the order of U+FF66...; voiced ones take a mark.
  static constexpr std::u32string_view plain =
      U"ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワ"
      U"ン";
  return each(name, [](std::string& out, char32_t c) {
    const auto find = [](char32_t kana) { return plain.find(kana); };
    if (find(c) != plain.npos) return append_utf8(out, static_cast<char32_t>(0xFF66 + find(c)));
    if (c == U'ヴ') {
      append_utf8(out, char32_t{0xFF73});
      return append_utf8(out, char32_t{0xFF9E});
    }
    const bool has_base = is_katakana(c) && c > 0x30AB;
    if (has_base && find(c - 1) != plain.npos) {
      append_utf8(out, static_cast<char32_t>(0xFF66 + find(c - 1)));
      return append_utf8(out, char32_t{0xFF9E});
    }
    if (has_base && find(c - 2) != plain.npos) {
      append_utf8(out, static_cast<char32_t>(0xFF66 + find(c - 2)));
      return append_utf8(out, char32_t{0xFF9F});
    }
    append_utf8(out, c);
  });
}

Variant with(std::string_view kind, std::string before, std::string after) {
  return {kind, [before = std::move(before), after = std::move(after)](Name name) {
            return before + std::string(name) + after;
          }};
}

}  // namespace

const std::vector<Variant>& latin_variants() {
  static const std::vector<Variant> variants{
      with("as it is", "", ""),
      {"capitals", in_capitals},
      {"small letters", in_small_letters},
      {"full width", full_width},
      {"spaced out",
       [](Name name) { return name.find(' ') == Name::npos && name.size() > 3 ? between(name, " ") : ""; }},
      {"zero width space", [](Name name) { return between(name, "\u200b"); }},
      {"soft hyphens", [](Name name) { return between(name, "\u00ad"); }},
      {"bold", [](Name name) { return mathematical(name, 0x1D400); }},
      {"sans-serif", [](Name name) { return mathematical(name, 0x1D5A0); }},
      {"monospace", [](Name name) { return mathematical(name, 0x1D670); }},
      {"Cyrillic, one", [](Name name) { return letters_in(name) < 5 ? "" : replaced(name, cyrillic, 1); }},
      {"Cyrillic, all", [](Name name) { return letters_in(name) < 5 ? "" : replaced(name, cyrillic, 99); }},
      {"Cyrillic, Support",
       [](Name name) {
         const std::string changed = letters_in(name) < 5 ? "" : replaced(name, cyrillic, 1);
         return changed.empty() ? "" : changed + " Support";
       }},
      {"Greek capitals", [](Name name) { return letters_in(name) < 5 ? "" : replaced(in_capitals(name), greek, 99); }},
      {"Greek, one", [](Name name) { return letters_in(name) < 5 ? "" : replaced(name, greek, 1); }},
      {"small capitals",
       [](Name name) { return letters_in(name) < 5 ? "" : replaced(in_small_letters(name), small_capitals, 99); }},
      {"accent", [](Name name) { return letters_in(name) < 5 ? "" : replaced(name, accents, 1); }},
      {"rn for m", [](Name name) { return with_pair(name, "m", "rn"); }},
      {"vv for w", [](Name name) { return with_pair(name, "w", "vv"); }},
      {"cl for d", [](Name name) { return with_pair(name, "d", "cl"); }},
      {"I for l", [](Name name) { return with_pair(name, "l", "I"); }},
      {"1 for l", [](Name name) { return with_pair(name, "l", "1"); }},
      {"0 for o", [](Name name) { return with_pair(name, "o", "0"); }},
      {"0 for o, Support",
       [](Name name) {
         const std::string changed = with_pair(name, "o", "0");
         return changed.empty() ? "" : changed + " Support";
       }},
      {"swapped",
       [](Name name) { return mistyped(name, [](std::string& n, std::size_t at) { std::swap(n[at], n[at + 1]); }); }},
      {"doubled",
       [](Name name) { return mistyped(name, [](std::string& n, std::size_t at) { n.insert(at, 1, n[at]); }); }},
      {"dropped", [](Name name) { return mistyped(name, [](std::string& n, std::size_t at) { n.erase(at, 1); }); }},
      {"no blanks", [](Name name) { return blanks_as(name, ""); }},
      {"hyphens", [](Name name) { return blanks_as(name, "-"); }},
      {"underscores", [](Name name) { return blanks_as(name, "_"); }},
      {"points", [](Name name) { return blanks_as(name, "."); }},
      with("Support", "", " Support"),
      with("Security Team", "", " Security Team"),
      with("Customer Center", "", " Customer Center"),
      with("The ... Team", "The ", " Team"),
      with("Support at", "Support ", ""),
      with("Support, glued", "", "Support"),
      with("-Support", "", "-Support"),
      with("_Security", "", "_Security"),
      with("support in kana", "", "サポート"),
      with("customer centre in kana", "", "カスタマーセンター"),
      with("customers' desk in kanji", "", " お客様窓口"),
      with("[Important]", "[Important] ", ""),
      with("important in brackets", "【重要】", ""),
      with("in brackets", "【", "】"),
      with("registered", "", "®"),
      with("stars", "★", "★"),
      with("Inc.", "", ", Inc."),
      with("colon", "", ": Action required"),
      with("bar", "", " | Notification"),
  };
  return variants;
}

const std::vector<Variant>& kana_variants() {
  static const std::vector<Variant> variants{
      with("as it is", "", ""),
      {"half width", [](Name name) { return half_width(name); }},
      {"spaced out", [](Name name) { return name.find(' ') == Name::npos ? between(name, " ") : ""; }},
      {"zero width space", [](Name name) { return between(name, "\u200b"); }},
      {"hiragana", to_hiragana},
      {"hiragana, desk", [](Name name) { return to_hiragana(name) + " お客様センター"; }},
      {"hiragana, support", [](Name name) { return to_hiragana(name) + "さぽーと"; }},
      {"no long vowels", [](Name name) { return kana_replaced(name, {{U'ー', 0}}); }},
      {"long vowel as a line", [](Name name) { return kana_replaced(name, {{U'ー', U'―'}}); }},
      {"long vowel as a hyphen", [](Name name) { return kana_replaced(name, {{U'ー', U'-'}}); }},
      {"long vowel as one", [](Name name) { return kana_replaced(name, {{U'ー', U'一'}}); }},
      {"small kana large",
       [](Name name) {
         return kana_replaced(name, {{U'ァ', U'ア'},
                                     {U'ィ', U'イ'},
                                     {U'ゥ', U'ウ'},
                                     {U'ェ', U'エ'},
                                     {U'ォ', U'オ'},
                                     {U'ッ', U'ツ'},
                                     {U'ャ', U'ヤ'},
                                     {U'ュ', U'ユ'},
                                     {U'ョ', U'ヨ'}});
       }},
      {"look-alike kanji",
       [](Name name) {
         return kana_replaced(name,
                              {{U'ロ', U'口'},
                               {U'ニ', U'二'},
                               {U'カ', U'力'},
                               {U'エ', U'工'},
                               {U'ハ', U'八'},
                               {U'タ', U'夕'},
                               {U'ト', U'卜'}},
                              1);
       }},
      {"look-alike kana", [](Name name) { return kana_replaced(name, {{U'ン', U'ソ'}, {U'シ', U'ツ'}}, 1); }},
      {"middle dots taken out", [](Name name) { return kana_replaced(name, {{U'・', 0}}); }},
      {"middle dots as blanks", [](Name name) { return kana_replaced(name, {{U'・', U' '}}); }},
      with("support", "", "サポート"),
      with("customer centre", "", "カスタマーセンター"),
      with("customers' desk", "", "お客様窓口"),
      with("office", "", " 事務局"),
      with("important", "【重要】", ""),
      with("company before", "株式会社", ""),
      with("company behind", "", "株式会社"),
      with("official", "", "【公式】"),
      with("Security in Latin", "", " Security"),
      with("notice", "", "からのお知らせ"),
  };
  return variants;
}

}  // namespace mekiki::facts
