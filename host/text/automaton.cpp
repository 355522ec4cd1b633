#include "text/automaton.h"

#include <algorithm>
#include <numeric>
#include <string>

namespace mekiki::text {
namespace {

// While the trie grows, children are a linked list; afterwards they are flattened.
struct Growing {
  unsigned char byte = 0;
  std::uint32_t first_child = 0;
  std::uint32_t last_child = 0;
  std::uint32_t sibling = 0;
};

}  // namespace

Automaton::Automaton(std::span<const std::string_view> patterns)
    : lengths_(patterns.size()), same_text_(patterns.size(), none) {
  std::vector<std::uint32_t> order(patterns.size());
  std::iota(order.begin(), order.end(), 0U);
  std::sort(order.begin(), order.end(), [&](auto a, auto b) { return patterns[a] < patterns[b]; });

  // In sorted order a new child is always its parent's last one, so that edges come out sorted.
  std::vector<Growing> trie(1);
  std::vector<std::uint32_t> ends(1, none);
  for (const std::uint32_t index : order) {
    const std::string_view pattern = patterns[index];
    lengths_[index] = static_cast<std::uint32_t>(pattern.size());
    if (pattern.empty()) continue;
    std::uint32_t at = 0;
    for (const char c : pattern) {
      const auto byte = static_cast<unsigned char>(c);
      const std::uint32_t last = trie[at].last_child;
      if (last != 0 && trie[last].byte == byte) {
        at = last;
        continue;
      }
      const auto made = static_cast<std::uint32_t>(trie.size());
      trie.push_back({byte, 0, 0, 0});
      ends.push_back(none);
      (last == 0 ? trie[at].first_child : trie[last].sibling) = made;
      trie[at].last_child = made;
      at = made;
    }
    same_text_[index] = ends[at];
    ends[at] = index;
  }

  nodes_.assign(trie.size(), Node{});
  for (std::uint32_t node = 0; node < trie.size(); ++node) {
    nodes_[node].edges = static_cast<std::uint32_t>(targets_.size());
    nodes_[node].pattern = ends[node];
    for (std::uint32_t c = trie[node].first_child; c != 0; c = trie[c].sibling) {
      bytes_.push_back(trie[c].byte);
      targets_.push_back(c);
      ++nodes_[node].edge_count;
    }
  }
  for (std::uint32_t c = trie[0].first_child; c != 0; c = trie[c].sibling) root_[trie[c].byte] = c;
  link_failures();
}

void Automaton::link_failures() {
  std::vector<std::uint32_t> queue;
  queue.reserve(nodes_.size());
  for (const std::uint32_t child_of_root : root_) {
    if (child_of_root != 0) queue.push_back(child_of_root);
  }
  for (std::size_t head = 0; head < queue.size(); ++head) {
    const std::uint32_t node = queue[head];
    for (std::uint32_t e = nodes_[node].edges; e < nodes_[node].edges + nodes_[node].edge_count; ++e) {
      const std::uint32_t target = targets_[e];
      const std::uint32_t fail = next(nodes_[node].failure, bytes_[e]);
      nodes_[target].failure = fail;
      nodes_[target].output = nodes_[fail].pattern != none ? fail : nodes_[fail].output;
      queue.push_back(target);
    }
  }
}

std::uint32_t Automaton::child(std::uint32_t node, unsigned char byte) const {
  const auto* first = bytes_.data() + nodes_[node].edges;
  const auto* last = first + nodes_[node].edge_count;
  const auto* found = std::lower_bound(first, last, byte);
  if (found == last || *found != byte) return 0;
  return targets_[static_cast<std::size_t>(found - bytes_.data())];
}

std::uint32_t Automaton::next(std::uint32_t state, unsigned char byte) const {
  while (state != 0) {
    if (const std::uint32_t target = child(state, byte); target != 0) return target;
    state = nodes_[state].failure;
  }
  return root_[byte];
}

}  // namespace mekiki::text
