// The Public Suffix List through libpsl. https://publicsuffix.org/list/
#include "names/domain.h"

#include <libpsl.h>

#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

#include "base/utf8.h"
#include "names/ascii.h"
#include "names/confusables.h"
#include "names/ip_address.h"
#include "names/public_suffix_list.h"

namespace mekiki::names {

void warm_up_idna();  // idna.cpp

namespace {

// No rule of the list has more labels than this; more of the name need not be looked at.
constexpr std::size_t longest_rule = 16;

struct PslFree {
  void operator()(psl_ctx_t* list) const { psl_free(list); }
};
using PslList = std::unique_ptr<psl_ctx_t, PslFree>;

PslList newest_list() {
  PslList list(psl_latest(nullptr));
  // psl_free() knows the built-in list and leaves it alone.
  if (!list) list.reset(const_cast<psl_ctx_t*>(psl_builtin()));  // NOLINT(cppcoreguidelines-pro-type-const-cast)
  return list;
}

PslList& current_list() {
  static PslList list = newest_list();
  return list;
}

bool is_suffix(const std::string& name, int type) {
  return psl_is_public_suffix2(current_list().get(), name.c_str(), type) == 1;
}

bool is_ip(std::string_view domain) { return !canonical_ip(domain).empty(); }

// Lower case, A-labels, no final dot; empty if the name cannot be cut.
std::string comparable(std::string_view domain) {
  if (domain.ends_with('.')) domain.remove_suffix(1);
  if (domain.empty() || domain.front() == '.' || domain.ends_with('.')) return {};
  if (std::ranges::all_of(domain, ascii::is_ascii)) return ascii_lower(domain);
  auto ascii = to_ascii(domain);
  return ascii ? *std::move(ascii) : std::string{};
}

// Where each of the last labels begins, from the top-level domain leftwards.
std::vector<std::size_t> label_starts(std::string_view name) {
  std::vector<std::size_t> starts;
  std::size_t end = name.size();
  while (starts.size() <= longest_rule) {
    const std::size_t dot = end == 0 ? std::string_view::npos : name.rfind('.', end - 1);
    starts.push_back(dot == std::string_view::npos ? 0 : dot + 1);
    if (dot == std::string_view::npos) break;
    end = dot;
  }
  return starts;
}

struct Cut {
  std::string suffix;
  std::string registrable;
  bool listed = false;
};

// The longest tail of `name` that is a public suffix of the wanted kind, and one label more.
Cut cut(std::string_view name, const std::vector<std::size_t>& starts, int type) {
  std::size_t labels = 1;
  bool listed = false;
  for (std::size_t count = std::min(starts.size(), longest_rule); count >= 1; --count) {
    // libpsl would skip the dot of an empty label.
    if (name[starts[count - 1]] == '.') continue;
    if (!is_suffix(std::string(name.substr(starts[count - 1])), type | PSL_TYPE_NO_STAR_RULE)) continue;
    labels = count;
    listed = true;
    break;
  }
  Cut result;
  result.listed = listed;
  result.suffix = name.substr(starts[labels - 1]);
  // Two dots in a row leave no label to register.
  if (labels < starts.size() && name[starts[labels]] != '.') result.registrable = name.substr(starts[labels]);
  return result;
}

}  // namespace

bool load_public_suffix_list(const std::string& path) {
  PslList list(psl_load_file(path.c_str()));
  if (!list || psl_suffix_count(list.get()) == 0) return false;
  current_list() = std::move(list);
  return true;
}

void reset_public_suffix_list() { current_list() = newest_list(); }

DomainCut cut_domain(std::string_view domain) {
  DomainCut result;
  const std::string name = comparable(domain);
  if (name.empty() || is_ip(name)) return result;
  const auto starts = label_starts(name);
  Cut whole = cut(name, starts, PSL_TYPE_ANY);
  Cut icann = cut(name, starts, PSL_TYPE_ICANN);
  result.listed = whole.listed;
  result.private_suffix = whole.suffix.size() > icann.suffix.size();
  result.suffix = std::move(whole.suffix);
  result.registrable = std::move(whole.registrable);
  result.icann_suffix = std::move(icann.suffix);
  result.icann_registrable = std::move(icann.registrable);
  return result;
}

std::string organisation_domain(std::string_view domain) {
  std::string registrable = cut_domain(domain).registrable;
  if (!registrable.empty()) return registrable;
  std::string name = comparable(domain);
  return name.empty() ? std::string(domain) : name;
}

bool is_within(std::string_view domain, std::string_view parent) {
  if (domain.ends_with('.')) domain.remove_suffix(1);
  if (parent.ends_with('.')) parent.remove_suffix(1);
  if (parent.empty() || domain.size() < parent.size()) return false;
  if (!ascii_iequals(domain.substr(domain.size() - parent.size()), parent)) return false;
  return domain.size() == parent.size() || domain[domain.size() - parent.size() - 1] == '.';
}

void warm_up() {
  warm_up_idna();
  static_cast<void>(skeleton("\xE3\x83\xAD"));
  static_cast<void>(mixes_scripts("\xE3\x83\xAD"));
  static_cast<void>(cut_domain("www.example.com"));
}

}  // namespace mekiki::names
