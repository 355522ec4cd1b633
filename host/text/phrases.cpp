#include "text/phrases.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>

#include "knowledge/words.h"
#include "text/automaton.h"

namespace mekiki::text {
namespace {

// In the order of PhraseKind.
constexpr auto kind_names = std::to_array<std::string_view>({"account_problem",
                                                             "mailbox_problem",
                                                             "outage",
                                                             "payment_problem",
                                                             "parcel_problem",
                                                             "tax_notice",
                                                             "refund",
                                                             "prize",
                                                             "points",
                                                             "invoice",
                                                             "renewal",
                                                             "extortion",
                                                             "advance_fee",
                                                             "crypto_offer",
                                                             "windfall",
                                                             "job_offer",
                                                             "acquaintance",
                                                             "document",
                                                             "security_scare",
                                                             "bargain",
                                                             "log_in",
                                                             "verify",
                                                             "password",
                                                             "card",
                                                             "pay",
                                                             "pay_crypto",
                                                             "gift_card",
                                                             "bank_change",
                                                             "call",
                                                             "open_attachment",
                                                             "click",
                                                             "reply_details",
                                                             "messenger",
                                                             "scan_code",
                                                             "seed_phrase",
                                                             "dispute",
                                                             "threat",
                                                             "deadline",
                                                             "secrecy",
                                                             "service_greeting",
                                                             "impersonal",
                                                             "no_reply",
                                                             "unsubscribe",
                                                             "vouching"});

// Pieces of one phrase may be this far apart, in bytes of normalised text (about 25 kana, one clause of English).
constexpr std::size_t gap_bytes = 75;
constexpr std::size_t neighbour_bytes = 1;  // a blank
constexpr std::size_t hits_per_kind = 50;

struct Piece {
  std::uint32_t phrase;
  std::uint32_t index;  // which piece of it
  std::size_t gap;      // to the piece before it, at most
  bool last;
};

struct Phrases {
  Automaton automaton;
  std::vector<std::vector<Piece>> pieces_of_pattern;
  std::vector<PhraseKind> kind_of_phrase;
};

std::optional<PhraseKind> kind_from_string(std::string_view name) {
  for (std::size_t i = 0; i < kind_names.size(); ++i) {
    const auto kind = static_cast<PhraseKind>(i);
    if (to_string(kind) == name) return kind;
  }
  return std::nullopt;
}

std::vector<std::string_view> split(std::string_view pattern, std::string_view separator) {
  std::vector<std::string_view> pieces;
  while (!pattern.empty()) {
    const std::size_t at = pattern.find(separator);
    const std::string_view piece = pattern.substr(0, at);
    if (!piece.empty()) pieces.push_back(piece);
    pattern = at == std::string_view::npos ? std::string_view{} : pattern.substr(at + separator.size());
  }
  return pieces;
}

struct WrittenPiece {
  std::string_view words;
  std::size_t gap;
};

std::vector<WrittenPiece> pieces_of(std::string_view pattern) {
  std::vector<WrittenPiece> pieces;
  for (const std::string_view part : split(pattern, "..")) {
    std::size_t gap = gap_bytes;
    for (const std::string_view words : split(part, "~")) {
      pieces.push_back({words, gap});
      gap = neighbour_bytes;
    }
  }
  return pieces;
}

Phrases build() {
  Phrases built;
  std::map<std::string_view, std::uint32_t> pattern_numbers;
  std::vector<std::string_view> patterns;
  for (const knowledge::PhraseRecord& record : knowledge::phrases()) {
    const auto kind = kind_from_string(record.kind);
    if (!kind) continue;  // a test refuses unknown kinds in the data
    const auto phrase = static_cast<std::uint32_t>(built.kind_of_phrase.size());
    built.kind_of_phrase.push_back(*kind);
    const auto pieces = pieces_of(record.pattern);
    for (std::uint32_t i = 0; i < pieces.size(); ++i) {
      for (const std::string_view word : split(pieces[i].words, "|")) {
        const auto [entry, made] = pattern_numbers.try_emplace(word, static_cast<std::uint32_t>(patterns.size()));
        if (made) {
          patterns.push_back(word);
          built.pieces_of_pattern.emplace_back();
        }
        built.pieces_of_pattern[entry->second].push_back({phrase, i, pieces[i].gap, i + 1 == pieces.size()});
      }
    }
  }
  built.automaton = Automaton(patterns);
  return built;
}

const Phrases& phrases() {
  static const Phrases built = build();
  return built;
}

bool is_word_byte(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

// The pieces of a phrase stand in one sentence.
bool ends_sentence(std::string_view between) {
  for (std::size_t i = 0; i + 1 < between.size(); ++i) {
    if ((between[i] == '.' || between[i] == '!' || between[i] == '?') && between[i + 1] == ' ') return true;
  }
  return between.find("\xE3\x80\x82") != std::string_view::npos;  // the Japanese full stop
}

// Latin words match from their beginning ("paid" is not found in "unpaid"); their endings are free ("verif",
// "verified").
bool starts_a_word(std::string_view text, std::size_t start) {
  return start == 0 || !is_word_byte(text[start]) || !is_word_byte(text[start - 1]);
}

}  // namespace

std::string_view to_string(PhraseKind kind) { return kind_names[static_cast<std::size_t>(kind)]; }

std::vector<PhraseHit> find_phrases(std::string_view text) {
  const Phrases& known = phrases();
  struct Progress {
    std::uint32_t next = 0;  // piece awaited
    std::size_t start = 0;
    std::size_t end = 0;
  };
  std::vector<Progress> progress(known.kind_of_phrase.size());
  std::vector<PhraseHit> hits;
  std::array<std::size_t, kind_names.size()> per_kind{};

  known.automaton.scan(text, [&](std::uint32_t pattern, std::size_t start, std::size_t end) {
    if (!starts_a_word(text, start)) return;
    for (const Piece& piece : known.pieces_of_pattern[pattern]) {
      Progress& at = progress[piece.phrase];
      if (piece.index == 0) {
        at = {1, start, end};
      } else if (at.next >= piece.index && start >= at.end && start - at.end <= piece.gap &&
                 !ends_sentence(text.substr(at.end, start - at.end))) {
        at.next = piece.index + 1;
        at.end = end;
      } else {
        continue;
      }
      if (!piece.last || at.next != piece.index + 1) continue;
      const PhraseKind kind = known.kind_of_phrase[piece.phrase];
      if (per_kind[static_cast<std::size_t>(kind)]++ < hits_per_kind) hits.push_back({kind, {at.start, at.end}});
      at.next = 0;
    }
  });

  std::stable_sort(hits.begin(), hits.end(), [](const PhraseHit& a, const PhraseHit& b) {
    return a.span.start < b.span.start || (a.span.start == b.span.start && a.span.end > b.span.end);
  });
  const auto overlapping = [](const PhraseHit& a, const PhraseHit& b) {
    return a.kind == b.kind && b.span.start < a.span.end;
  };
  hits.erase(std::unique(hits.begin(), hits.end(), overlapping), hits.end());
  return hits;
}

void warm_up() { phrases(); }

}  // namespace mekiki::text
