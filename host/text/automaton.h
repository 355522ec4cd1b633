// Aho-Corasick over bytes: finds every occurrence of many patterns in one pass over the text.
// A. V. Aho, M. J. Corasick, "Efficient string matching", CACM 18(6), 1975.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace mekiki::text {

class Automaton {
 public:
  Automaton() = default;
  // Patterns are matched byte for byte; empty ones never match. Hits name them by their index.
  explicit Automaton(std::span<const std::string_view> patterns);

  // Calls on_hit(pattern, start, end) for every occurrence, in order of `end`.
  template <class OnHit>
  void scan(std::string_view text, OnHit&& on_hit) const {
    std::uint32_t state = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
      state = next(state, static_cast<unsigned char>(text[i]));
      for (std::uint32_t at = nodes_[state].pattern != none ? state : nodes_[state].output; at != 0;
           at = nodes_[at].output) {
        for (std::uint32_t pattern = nodes_[at].pattern; pattern != none; pattern = same_text_[pattern]) {
          on_hit(pattern, i + 1 - lengths_[pattern], i + 1);
        }
      }
    }
  }

 private:
  static constexpr std::uint32_t none = 0xffffffff;

  struct Node {
    std::uint32_t edges = 0;  // first of its edges in targets_/bytes_
    std::uint16_t edge_count = 0;
    std::uint32_t failure = 0;
    std::uint32_t output = 0;      // nearest suffix node with a pattern; 0: none
    std::uint32_t pattern = none;  // last pattern that ends here; others follow through same_text_
  };

  [[nodiscard]] std::uint32_t child(std::uint32_t node, unsigned char byte) const;
  [[nodiscard]] std::uint32_t next(std::uint32_t state, unsigned char byte) const;
  void link_failures();

  std::vector<Node> nodes_{1};
  std::vector<unsigned char> bytes_;
  std::vector<std::uint32_t> targets_;
  std::array<std::uint32_t, 256> root_{};
  std::vector<std::uint32_t> lengths_;
  std::vector<std::uint32_t> same_text_;
};

}  // namespace mekiki::text
