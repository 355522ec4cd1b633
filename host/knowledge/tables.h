// The read-only tables that the knowledge compiler makes from the JSON files beside this header: plain
// structs in constant-initialised arrays, so that starting the program costs nothing. Look things up
// through names/organisations.h; only that code reads the tables.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

namespace mekiki::knowledge {

enum class OrganisationKind {
  bank,
  card,
  securities,
  carrier,
  shop,
  parcel,
  tax,
  government,
  transport,
  provider,
  hosting,
  crypto,
  streaming,
  software,
  social,
  payment,
  utility,
  insurance,
  travel,
  food,
  game,
  university,
  other
};

// The words of the JSON files, in the order of the enumeration.
inline constexpr auto organisation_kind_words = std::to_array<std::string_view>(
    {"bank",      "card",      "securities", "carrier", "shop",      "parcel",     "tax",    "government",
     "transport", "provider",  "hosting",    "crypto",  "streaming", "software",   "social", "payment",
     "utility",   "insurance", "travel",     "food",    "game",      "university", "other"});

// Compiled from brands/*.json; lives as long as the program.
struct Brand {
  std::string_view id;       // "kagoya"
  std::string_view name_en;  // "KAGOYA JAPAN"
  std::string_view name_ja;  // "カゴヤ・ジャパン"
  OrganisationKind kind = OrganisationKind::other;
  std::string_view country;                 // ISO 3166-1 alpha-2
  std::string_view group;                   // brands of one group may speak for one another: the same word, or empty
  std::span<const std::string_view> names;  // every way to write it, normalised (base/normalise.h)
  std::span<const std::string_view> weak_names;  // also ordinary words ("apple", "au"), not in names: no claim alone
  std::span<const std::string_view> sends_from;  // domains it sends mail from (and below)
  std::span<const std::string_view> links_to;  // domains of its own (and below): sends_from but for open ones, and more
  std::span<const std::string_view> labels;    // words to look for inside host names and paths: "kagoya"
  std::string_view site;                       // where to go instead: "https://www.kagoya.jp/"
};

enum class OwnerKind {
  company,       // only the company itself uses it
  isp_mailbox,   // customers of a provider have addresses there
  free_mail,     // anyone can open an address there
  mail_service,  // companies send newsletters through it
  hosting,       // customers' servers and mailboxes
  university,
  tenant,      // anyone can rent a name below it (site builders, tunnels, object stores, dynamic DNS)
  shortener,   // link shortener
  redirector,  // click tracker or redirector
  file_share,
  form_service,
};

inline constexpr auto owner_kind_words =
    std::to_array<std::string_view>({"company", "isp_mailbox", "free_mail", "mail_service", "hosting", "university",
                                     "tenant", "shortener", "redirector", "file_share", "form_service"});

// Whether mail from such a domain can be from others than its owner, and whether pages on it can.
constexpr bool others_send_from(OwnerKind kind) {
  return kind == OwnerKind::isp_mailbox || kind == OwnerKind::free_mail || kind == OwnerKind::mail_service ||
         kind == OwnerKind::hosting || kind == OwnerKind::tenant;
}
constexpr bool others_publish_on(OwnerKind kind) {
  return kind == OwnerKind::hosting || kind == OwnerKind::tenant || kind == OwnerKind::mail_service ||
         kind == OwnerKind::shortener || kind == OwnerKind::redirector || kind == OwnerKind::file_share ||
         kind == OwnerKind::form_service;
}

// Compiled from owners/*.json, and from the domains of the brands (kind company).
struct Owner {
  std::string_view domain;  // and everything below
  OwnerKind kind = OwnerKind::company;
  std::string_view name_en;  // "BIGLOBE"
  std::string_view name_ja;
  std::string_view brand;  // Brand::id, or empty
};

// Index entries; `brand` is a position in `brand_table`.
struct DomainOfBrand {
  std::string_view domain;
  std::uint16_t brand = 0;
  bool sends = false;  // in sends_from
  bool links = false;  // in links_to
};
struct NameOfBrand {
  std::string_view name;  // normalised
  std::uint16_t brand = 0;
  bool weak = false;
  bool katakana = false;  // written in katakana only: the same word in hiragana is another one (docomo, "everywhere")
};

extern const std::span<const Brand> brand_table;           // by id
extern const std::span<const DomainOfBrand> domain_table;  // by domain; of brands sharing one, the first is its owner
extern const std::span<const NameOfBrand> name_table;      // by name, each once
extern const std::span<const NameOfBrand> label_table;     // by label, each once
extern const std::span<const Owner> owner_table;           // by domain; several kinds of one domain: the main one first

}  // namespace mekiki::knowledge
