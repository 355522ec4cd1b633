// A half-open range of byte offsets. What it indexes is said where it is used.
#pragma once

#include <cstddef>

namespace mekiki {

struct Span {
  std::size_t start = 0;
  std::size_t end = 0;

  [[nodiscard]] std::size_t size() const { return end - start; }
  bool operator==(const Span&) const = default;
};

}  // namespace mekiki
