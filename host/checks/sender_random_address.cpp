// The sender's address is made by a machine: heaps of letters, or a chain of short labels, below a domain that nobody
// has heard of. Such addresses are made by the thousand to get past lists of known bad ones.
#include <algorithm>
#include <string_view>
#include <vector>

#include "base/utf8.h"
#include "checks/check.h"
#include "checks/support.h"
#include "names/randomness.h"

namespace mekiki::checks {
namespace {

constexpr std::size_t shortest_local = 6;
constexpr std::size_t numbered_digits = 5;
constexpr std::size_t chain = 4;  // of labels that say nothing: "a.d.b.u.example.shop"

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_lower(char c) { return c >= 'a' && c <= 'z'; }

std::vector<std::string_view> labels_of(std::string_view host) {
  std::vector<std::string_view> labels;
  while (!host.empty()) {
    const std::size_t dot = host.find('.');
    labels.push_back(host.substr(0, dot));
    host = dot == std::string_view::npos ? std::string_view{} : host.substr(dot + 1);
  }
  return labels;
}

// The label by which the address gives itself away, or nothing.
std::string_view made_up_label(const facts::Sender& sender) {
  const std::string_view organisation = sender.organisation;
  const std::string_view name = organisation.substr(0, organisation.find('.'));
  if (names::looks_random(name)) return name;
  if (sender.domain.size() <= organisation.size()) return {};
  const std::string_view left =
      std::string_view(sender.domain).substr(0, sender.domain.size() - organisation.size() - 1);
  const auto labels = labels_of(left);
  for (const std::string_view label : labels) {
    if (names::looks_random(label)) return label;
  }
  const auto tiny =
      std::count_if(labels.begin(), labels.end(), [](std::string_view label) { return label.size() <= 2; });
  return static_cast<std::size_t>(tiny) >= chain ? left : std::string_view{};
}

// "anna_smith_26562" at a domain of its own: nobody's namesakes are counted to ten thousands there.
bool is_numbered_person(std::string_view local) {
  const std::size_t last = local.rfind('_');
  if (last == std::string_view::npos || local.find('_') == last || local.size() - last - 1 < numbered_digits)
    return false;
  return std::all_of(local.begin() + static_cast<std::ptrdiff_t>(last) + 1, local.end(),
                     [](char c) { return c >= '0' && c <= '9'; }) &&
         std::all_of(local.begin(), local.begin() + static_cast<std::ptrdiff_t>(last),
                     [](char c) { return is_upper(c) || is_lower(c) || c == '_'; });
}

// "sGJXSCu": letters in a case that no person and no office types, as a machine deals them out.
bool is_dealt_out(std::string_view local) {
  if (is_numbered_person(local)) return true;
  if (local.size() < shortest_local || local.size() > 24) return false;
  const auto letters = std::count_if(local.begin(), local.end(), [](char c) { return is_upper(c) || is_lower(c); });
  if (static_cast<std::size_t>(letters) != local.size()) return false;
  int rises = 0, runs = 0;
  for (std::size_t i = 1; i < local.size(); ++i) {
    if (is_lower(local[i - 1]) && is_upper(local[i])) ++rises;
    if (i > 1 && is_upper(local[i - 1]) && is_upper(local[i - 2]) && is_lower(local[i])) ++runs;
  }
  const auto capitals = std::count_if(local.begin(), local.end(), is_upper);
  const bool mixed =
      (rises >= 1 && runs >= 1) || rises >= 3 || (is_lower(local.front()) && rises >= 1 && capitals >= 3);
  return mixed && names::wordlikeness(ascii_lower(local)) < 0;
}

bool speaks_of_account(const facts::Demands& demands) {
  using text::PhraseKind;
  return demands.first_of({PhraseKind::account_problem, PhraseKind::mailbox_problem, PhraseKind::payment_problem,
                           PhraseKind::parcel_problem, PhraseKind::tax_notice, PhraseKind::security_scare,
                           PhraseKind::renewal, PhraseKind::windfall, PhraseKind::crypto_offer, PhraseKind::threat}) !=
         nullptr;
}

void examine(const message::Message& message, const facts::Sender& sender, const facts::Demands& demands,
             const facts::Bulk& bulk, Sink& sink) {
  if (bulk.discussion || bulk.automatic || sender.organisation.empty() || sender.anyone_can_have_address) return;
  if (sender.owner != nullptr || sender.brand != nullptr || sender.domain.starts_with("xn--")) return;
  std::string_view label = made_up_label(sender);
  const bool abbreviation =
      !label.empty() && sender.organisation.starts_with(label) && !is_dealt_out(sender.from.local);
  if (label.empty() && is_dealt_out(sender.from.local)) label = sender.from.local;
  if (label.empty()) return;
  Finding finding;
  // No service that a reader has an account at writes of it from such an address. A heap of letters as the domain alone
  // may be somebody's abbreviation.
  finding.severity = !abbreviation && speaks_of_account(demands) ? Severity::strong : Severity::medium;
  finding.parameters["address"] = sender.from.address();
  finding.parameters["label"] = label;
  finding.evidence.push_back(evidence_of_sender(message, sender));
  sink.add(std::move(finding));
}

}  // namespace

extern const Check sender_random_address;
const Check sender_random_address = make<examine>();

}  // namespace mekiki::checks
