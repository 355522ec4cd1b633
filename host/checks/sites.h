// The sites behind the mail's links, as the world is asked about them: few, each once, and without what a name says
// about the reader.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "checks/check.h"

namespace mekiki::checks {

struct Site {
  const facts::Link* link = nullptr;  // the first that leads there
  std::string host;                   // to be asked: labels that look personal are cut off
  std::string domain;                 // registered at a registry: "free.hr"
  bool stranger = false;              // neither the sender's, nor the claimed company's, nor a delivery service's
};

// Sites of links that a reader would press, in the order of the mail; those of known companies are left out, and at
// most limits::sites are named.
std::vector<Site> sites_of(const message::Message& message, const facts::Links& links, const facts::Claims& claims,
                           const facts::Sender& sender);

// `host` without the leading labels, down to `keep` at the furthest, that look as if they were made for one reader:
// thrown together, very long, full of digits, or the name before the @ of a recipient.
std::string without_personal_labels(std::string_view host, std::string_view keep,
                                    const std::vector<std::string>& recipients);

// The first address of the site in the order of numbers, or "" if none is known (yet). Asks; IPv6 only where there is
// no IPv4. A link that names an address is its own answer.
std::string address_of(const Site& site, questions::Inquiry& inquiry);

// "key=" of an answer's values, or "".
std::string value_of(const questions::Answer& answer, std::string_view key);

// One listing, as lookups/lists.h writes it.
struct Listing {
  std::string list;
  std::string code;     // "-" of a list on this computer
  std::string meaning;  // "phish"
  bool page = false;    // a page of the site is listed, not the site
};
std::vector<Listing> listings_of(const questions::Answer& answer);
// "zen.spamhaus.org, urlhaus"
std::string lists_named(const std::vector<Listing>& listings);

// The listings that count against a site: pages of houses where anybody can have a page say nothing of the house.
std::vector<Listing> listings_against(const Site& site, const questions::Answer& answer);

// Days since the Unix epoch of "2025-01-31".
std::optional<std::int64_t> day_of(std::string_view date);

}  // namespace mekiki::checks
