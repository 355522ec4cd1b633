#include "checks/sites.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <set>

#include "base/limits.h"
#include "base/utf8.h"
#include "checks/support.h"
#include "names/randomness.h"

namespace mekiki::checks {
namespace {

using questions::Answer;
using questions::Kind;

constexpr std::size_t long_label = 24;
constexpr std::ptrdiff_t many_digits = 5;

bool looks_personal(std::string_view label, const std::vector<std::string>& recipients) {
  if (label.size() >= long_label || names::looks_random(label)) return true;
  if (std::count_if(label.begin(), label.end(), [](char c) { return c >= '0' && c <= '9'; }) >= many_digits)
    return true;
  return std::any_of(recipients.begin(), recipients.end(), [label](const std::string& recipient) {
    return recipient.size() >= 4 && label.find(recipient) != std::string_view::npos;
  });
}

// What stands before the @ of those whom the mail is for.
std::vector<std::string> recipients_of(const message::Message& message) {
  std::vector<std::string> recipients;
  for (const message::Mailbox& mailbox : message.to.mailboxes) recipients.push_back(ascii_lower(mailbox.local));
  return recipients;
}

// The part that says whose site it is: the registered name, or the rented one below somebody else's.
std::string owners_part(const facts::Link& link) {
  if (!link.renter.empty() && !link.owner_domain.empty()) return link.renter + "." + link.owner_domain;
  return link.cut.registrable.empty() ? link.host : link.cut.registrable;
}

}  // namespace

std::string without_personal_labels(std::string_view host, std::string_view keep,
                                    const std::vector<std::string>& recipients) {
  std::string_view left = host;
  std::string_view rest = host;
  while (rest.size() > keep.size() && names::is_within(rest, keep)) {
    const std::size_t dot = rest.find('.');
    if (dot == std::string_view::npos) break;
    const std::string_view label = rest.substr(0, dot);
    rest.remove_prefix(dot + 1);
    if (looks_personal(label, recipients)) left = rest;
  }
  return std::string(left);
}

std::vector<Site> sites_of(const message::Message& message, const facts::Links& links, const facts::Claims& claims,
                           const facts::Sender& sender) {
  const facts::ClaimedBrand* pretended = false_claim(claims, sender);
  const names::Brand* brand = claims.main() != nullptr ? claims.main()->brand : nullptr;
  const auto recipients = recipients_of(message);
  std::vector<Site> sites;
  std::set<std::string> seen;
  for (const facts::Link* link : action_links(links)) {
    if (sites.size() >= limits::sites) break;
    if (link->brand != nullptr || link->host.empty()) continue;
    Site site{.link = link, .host = {}, .domain = link->cut.icann_registrable, .stranger = false};
    site.host = without_personal_labels(link->host, owners_part(*link), recipients);
    if (site.domain.empty()) site.domain = link->cut.registrable;
    // Whoever speaks for another company falsely is a stranger on his own site, too.
    site.stranger = leads_to_stranger(*link, pretended != nullptr ? facts::Sender{} : sender, brand);
    if (seen.insert(site.host).second) sites.push_back(std::move(site));
  }
  return sites;
}

std::string address_of(const Site& site, questions::Inquiry& inquiry) {
  if (const std::string ip = names::canonical_ip(site.host); !ip.empty()) return ip;
  const Answer v4 = inquiry.ask(Kind::dns_a, site.host);
  if (v4.outcome == questions::Outcome::yes) return v4.values.front();
  if (v4.outcome != questions::Outcome::no || v4.reason == "nxdomain") return {};
  const Answer v6 = inquiry.ask(Kind::dns_aaaa, site.host);
  return v6.outcome == questions::Outcome::yes ? v6.values.front() : std::string();
}

std::string value_of(const Answer& answer, std::string_view key) {
  if (answer.outcome != questions::Outcome::yes) return {};
  for (const std::string& value : answer.values) {
    if (value.size() > key.size() && value.starts_with(key) && value[key.size()] == '=') {
      return value.substr(key.size() + 1);
    }
  }
  return {};
}

std::vector<Listing> listings_of(const Answer& answer) {
  std::vector<Listing> listings;
  if (answer.outcome != questions::Outcome::yes) return listings;
  for (const std::string& value : answer.values) {
    Listing listing;
    const std::size_t one = value.find(' ');
    if (one == std::string::npos) continue;
    const std::size_t two = value.find(' ', one + 1);
    if (two == std::string::npos) continue;
    listing.list = value.substr(0, one);
    listing.code = value.substr(one + 1, two - one - 1);
    listing.meaning = value.substr(two + 1);
    if (listing.meaning.ends_with(" page")) {
      listing.page = true;
      listing.meaning.resize(listing.meaning.size() - 5);
    }
    listings.push_back(std::move(listing));
  }
  return listings;
}

std::string lists_named(const std::vector<Listing>& listings) {
  std::set<std::string> names;
  std::string text;
  for (const Listing& listing : listings) {
    if (names.insert(listing.list).second) text += (text.empty() ? "" : ", ") + listing.list;
  }
  return text;
}

std::vector<Listing> listings_against(const Site& site, const Answer& answer) {
  std::vector<Listing> listings = listings_of(answer);
  const bool shared = site.link != nullptr && site.link->owner != nullptr && !site.link->rented;
  std::erase_if(listings, [shared](const Listing& listing) {
    return listing.meaning == "grey" || listing.meaning == "policy" || (listing.page && shared);
  });
  return listings;
}

std::optional<std::int64_t> day_of(std::string_view date) {
  int year = 0;
  unsigned month = 0;
  unsigned day = 0;
  if (date.size() < 10 || date[4] != '-' || date[7] != '-') return std::nullopt;
  const auto read = [date](std::size_t at, std::size_t size, auto& number) {
    const char* const end = date.data() + at + size;
    return std::from_chars(date.data() + at, end, number).ptr == end;
  };
  if (!read(0, 4, year) || !read(5, 2, month) || !read(8, 2, day)) return std::nullopt;
  const std::chrono::year_month_day written{std::chrono::year(year), std::chrono::month(month), std::chrono::day(day)};
  if (!written.ok()) return std::nullopt;
  return std::chrono::sys_days(written).time_since_epoch().count();
}

}  // namespace mekiki::checks
