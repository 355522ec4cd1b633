#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "base/utf8.h"
#include "names/confusables.h"

namespace mekiki::names {
namespace {

std::u32string code_points(std::string_view utf8) {
  std::u32string out;
  out.reserve(utf8.size());
  for (std::size_t position = 0; position < utf8.size();) out += next_code_point(utf8, position);
  return out;
}

// What both begin and end with costs nothing; most pairs are decided here.
void strip_common(std::u32string_view& a, std::u32string_view& b) {
  while (!a.empty() && !b.empty() && a.front() == b.front()) {
    a.remove_prefix(1);
    b.remove_prefix(1);
  }
  while (!a.empty() && !b.empty() && a.back() == b.back()) {
    a.remove_suffix(1);
    b.remove_suffix(1);
  }
}

}  // namespace

std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t at_most) {
  const std::u32string whole_a = code_points(a);
  const std::u32string whole_b = code_points(b);
  std::u32string_view x = whole_a;
  std::u32string_view y = whole_b;
  strip_common(x, y);
  if (x.size() > y.size()) std::swap(x, y);
  at_most = std::min(at_most, y.size());
  const std::size_t too_far = at_most + 1;
  if (y.size() - x.size() > at_most) return too_far;
  if (x.empty()) return y.size();

  // rows[r][j]: distance of the first i - r letters of x from the first j of y; only |i - j| <= at_most can matter.
  std::array<std::vector<std::size_t>, 3> rows;
  rows.fill(std::vector<std::size_t>(y.size() + 1, too_far));
  for (std::size_t j = 0; j <= at_most; ++j) rows[0][j] = j;
  for (std::size_t i = 1; i <= x.size(); ++i) {
    std::swap(rows[2], rows[1]);
    std::swap(rows[1], rows[0]);
    const std::size_t from = i > at_most ? i - at_most : 1;
    const std::size_t to = std::min(y.size(), i + at_most);
    auto& row = rows[0];
    row[from - 1] = from == 1 ? std::min(i, too_far) : too_far;
    std::size_t best = row[from - 1];
    for (std::size_t j = from; j <= to; ++j) {
      const bool same = x[i - 1] == y[j - 1];
      std::size_t cost = std::min({rows[1][j] + 1, row[j - 1] + 1, rows[1][j - 1] + (same ? 0U : 1U)});
      if (i > 1 && j > 1 && x[i - 1] == y[j - 2] && x[i - 2] == y[j - 1]) cost = std::min(cost, rows[2][j - 2] + 1);
      row[j] = std::min(cost, too_far);
      best = std::min(best, row[j]);
    }
    if (to < y.size()) row[to + 1] = too_far;
    if (best > at_most) return too_far;
  }
  return rows[0][y.size()];
}

}  // namespace mekiki::names
