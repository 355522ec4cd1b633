// Who is who: organisations that scammers copy, and whose mail and link domains are whose.
// The data is knowledge/brands/*.json, owners/*.json, tenants/*.json, compiled into read-only tables.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mekiki::names {

enum class OrganisationKind {
  bank, card, securities, carrier, shop, parcel, tax, government, transport, provider, hosting, crypto,
  streaming, software, social, payment, utility, insurance, travel, food, game, university, other
};

// Compiled from knowledge/brands; lives as long as the program.
struct Brand {
  std::string_view id;             // "kagoya"
  std::string_view name_en;        // "KAGOYA JAPAN"
  std::string_view name_ja;        // "カゴヤ・ジャパン"
  OrganisationKind kind = OrganisationKind::other;
  std::string_view country;        // ISO 3166-1 alpha-2
  std::span<const std::string_view> names;         // every way to write it, normalised (base/normalise.h)
  std::span<const std::string_view> weak_names;    // also ordinary words ("apple", "au", "line"): never a claim alone
  std::span<const std::string_view> sends_from;    // domains it sends mail from (and below)
  std::span<const std::string_view> links_to;      // domains it links to (and below), sends_from included
  std::span<const std::string_view> labels;        // words to look for inside host names and paths: "kagoya"
  std::string_view site;           // where to go instead: "https://www.kagoya.jp/"
};

enum class OwnerKind {
  company,       // only the company itself uses it
  isp_mailbox,   // customers of a provider have addresses there
  free_mail,     // anyone can open an address there
  mail_service,  // companies send newsletters through it
  hosting,       // customers' servers and mailboxes
  university,
  tenant,        // anyone can rent a name below it (site builders, tunnels, object stores, dynamic DNS)
  shortener,     // link shortener
  redirector,    // click tracker or redirector
  file_share,
  form_service,
};

struct Owner {
  std::string_view domain;    // and everything below
  OwnerKind kind = OwnerKind::company;
  std::string_view name_en;   // "BIGLOBE"
  std::string_view name_ja;
  std::string_view brand;     // Brand::id, or empty
};

std::span<const Brand> brands();
const Brand* brand_by_id(std::string_view id);
// The brand that sends from / links to this domain (longest match), or nullptr.
const Brand* brand_sending_from(std::string_view domain);
const Brand* brand_linking_to(std::string_view domain);
// The most specific known owner of the domain, or nullptr.
const Owner* owner_of(std::string_view domain);
// Of that kind only, e.g. is a name below it rented.
const Owner* owner_of(std::string_view domain, OwnerKind kind);

}  // namespace mekiki::names
