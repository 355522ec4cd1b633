// The way the mail came contradicts itself: its names and addresses, as the servers wrote them down, cannot all be
// true. Only the line of the handing over is a server's own word; below it strangers wrote, and what they wrote can
// still show itself to be invented.
#include <algorithm>
#include <optional>

#include "base/limits.h"
#include "base/utf8.h"
#include "checks/check.h"
#include "checks/support.h"

namespace mekiki::checks {
namespace {

using message::Received;

Evidence evidence_of_hop(const message::Message& message, const Received& received) {
  const message::HeaderField& field = message.headers[received.field];
  return {"header:Received", shorten(field.value, limits::excerpt_bytes), field.span};
}

Finding finding_of(const message::Message& message, const Received& received, const char* variant, Severity severity) {
  Finding finding;
  finding.variant = variant;
  finding.severity = severity;
  finding.parameters["helo"] = received.from_helo;
  finding.parameters["host"] = received.from_host;
  finding.parameters["ip"] = received.from_ip;
  finding.parameters["by"] = received.by;
  finding.evidence.push_back(evidence_of_hop(message, received));
  return finding;
}

bool is_customers_name(const names::Owner* owner) {
  return owner != nullptr &&
         (owner->kind == names::OwnerKind::isp_mailbox || owner->kind == names::OwnerKind::hosting ||
          owner->kind == names::OwnerKind::tenant || owner->kind == names::OwnerKind::mail_service);
}

// The peer calls itself a server of the reader's own side. A branch office does so too, but under the name that the
// own name servers give it.
std::optional<Finding> poses_as_receiver(const message::Message& message, const Received& line) {
  const std::string helo = ascii_lower(line.from_helo);
  if (facts::is_local_host(helo) || !facts::same_house(helo, line.by)) return std::nullopt;
  const names::Owner* owner = names::owner_of(helo);
  if (is_customers_name(owner) || facts::same_house(line.from_host, line.by)) return std::nullopt;
  const bool itself = helo == line.by;
  if (!itself && line.from_host.empty()) return std::nullopt;
  return finding_of(message, line, "poses_as_receiver", itself ? Severity::medium : Severity::weak);
}

// The peer calls itself a known company's server, and the receiving server found another name for its address.
std::optional<Finding> poses_as_brand(const message::Message& message, const Received& line) {
  const std::string helo = ascii_lower(line.from_helo);
  const names::Brand* brand = names::brand_sending_from(helo);
  if (brand == nullptr) brand = names::brand_linking_to(helo);
  if (brand == nullptr || is_customers_name(names::owner_of(helo)) || line.from_host.empty()) return std::nullopt;
  if (facts::same_house(line.from_host, helo) || facts::belongs_to(line.from_host, *brand)) return std::nullopt;
  const names::Owner* real = names::owner_of(line.from_host);
  if (real != nullptr && real->kind == names::OwnerKind::mail_service) return std::nullopt;  // sends for the company
  Finding finding = finding_of(message, line, "poses_as_brand", Severity::medium);
  name_brand(finding, *brand);
  return finding;
}

// "[333.12.5.6]", or an address that no computer can have had.
bool is_impossible_address(std::string_view text) {
  std::size_t numbers = 0;
  bool beyond = false;
  while (!text.empty()) {
    const std::size_t dot = std::min(text.find('.'), text.size());
    const std::string_view number = text.substr(0, dot);
    if (number.empty() || number.size() > 3 ||
        !std::all_of(number.begin(), number.end(), [](char c) { return c >= '0' && c <= '9'; })) {
      return false;
    }
    int value = 0;
    for (const char c : number) value = value * 10 + (c - '0');
    beyond |= value > 255 || (numbers == 0 && value >= 224);
    ++numbers;
    text.remove_prefix(std::min(dot + 1, text.size()));
  }
  return numbers == 4 && beyond;
}

// Only square brackets make a number of four parts an address: elsewhere it is a program's version.
bool has_impossible_address(std::string_view value) {
  value = value.substr(0, value.find(" by "));
  for (std::size_t open = value.find('['); open != std::string_view::npos; open = value.find('[', open + 1)) {
    const std::size_t close = value.find(']', open);
    if (close == std::string_view::npos) return false;
    if (is_impossible_address(value.substr(open + 1, close - open - 1))) return true;
  }
  return false;
}

std::optional<Finding> invented_address(const message::Message& message) {
  for (const Received& line : message.received) {
    if (!has_impossible_address(message.headers[line.field].value)) continue;
    return finding_of(message, line, "impossible_address", Severity::medium);
  }
  return std::nullopt;
}

// They run mail servers for others, inside those others' networks.
bool runs_mail_for_others(const names::Brand& brand) {
  using names::OrganisationKind;
  return brand.kind == OrganisationKind::software || brand.kind == OrganisationKind::hosting ||
         brand.kind == OrganisationKind::provider || brand.kind == OrganisationKind::carrier;
}

// A known company's server, and an address of inner networks, at the door of another organisation: between the two lies
// the internet, over which no such address comes. Programs that fetch mail reach it through the own machine.
bool is_inner_at_foreign_door(const Received& line) {
  if (line.from_ip.empty() || !names::is_special_ip(line.from_ip) || names::is_documentation_ip(line.from_ip)) {
    return false;
  }
  const std::string with = ascii_lower(line.with);
  if (with.find("pop") != std::string::npos || with.find("imap") != std::string::npos) return false;
  const std::string host = line.from_host.empty() ? ascii_lower(line.from_helo) : line.from_host;
  const names::Brand* brand = names::brand_sending_from(host);
  if (brand == nullptr || runs_mail_for_others(*brand) || is_customers_name(names::owner_of(host))) return false;
  if (facts::is_local_host(line.by)) return false;
  return !facts::same_house(host, line.by) && !facts::belongs_to(line.by, *brand);
}

std::optional<Finding> inner_address(const message::Message& message, const facts::Route& route) {
  for (const facts::Hop& hop : route.hops) {
    const Received& line = message.received[hop.received];
    if (hop.trusted || !is_inner_at_foreign_door(line)) continue;
    Finding finding = finding_of(message, line, "inner_address", Severity::weak);
    if (line.from_host.empty()) finding.parameters["host"] = line.from_helo;
    name_brand(finding, *names::brand_sending_from(ascii_lower(finding.parameters["host"])));
    return finding;
  }
  return std::nullopt;
}

bool was_forwarded(const message::Message& message, const facts::Bulk& bulk) {
  if (bulk.mailing_list) return true;
  for (const char* field :
       {"Resent-From", "Resent-To", "X-Forwarded-To", "X-Forwarded-For", "X-Original-To", "X-Loop", "X-BeenThere"}) {
    if (message.first(field) != nullptr) return true;
  }
  return false;
}

// A line below the handing over that the very server which took the mail over seems to have written before: the mail
// would have been there already and gone out again. Forwarders and lists do that; others who write it copied the line.
std::optional<Finding> copied_line(const message::Message& message, const facts::Route& route, const facts::Bulk& bulk,
                                   const facts::Sender& sender) {
  if (facts::is_local_host(route.receiver) || was_forwarded(message, bulk)) return std::nullopt;
  if (same_organisation(sender.domain, route.receiver)) return std::nullopt;
  for (const facts::Hop& hop : route.hops) {
    const Received& line = message.received[hop.received];
    if (hop.trusted || line.by != route.receiver) continue;
    return finding_of(message, line, "copied_line", Severity::weak);
  }
  return std::nullopt;
}

void examine(const message::Message& message, const facts::Route& route, const facts::Bulk& bulk,
             const facts::Sender& sender, Sink& sink) {
  const Received* line = facts::boundary_of(message, route);
  if (line == nullptr) return;
  if (!route.handed_over_ip.empty() && line->authenticated_as.empty()) {
    if (auto finding = poses_as_receiver(message, *line)) return sink.add(*std::move(finding));
    if (auto finding = poses_as_brand(message, *line)) return sink.add(*std::move(finding));
  }
  if (auto finding = invented_address(message)) return sink.add(*std::move(finding));
  if (auto finding = inner_address(message, route)) return sink.add(*std::move(finding));
  if (auto finding = copied_line(message, route, bulk, sender)) sink.add(*std::move(finding));
}

}  // namespace

extern const Check route_host_forged;
const Check route_host_forged = make<examine>();

}  // namespace mekiki::checks
