// The read-only tables that the knowledge compiler makes from brands/*.json and owners/*.json. They hold positions
// instead of pointers: the loader has nothing to relocate, and starting a program costs nothing. Only
// names/organisations.cpp reads them; everybody else looks things up there.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

namespace mekiki::knowledge {

enum class OrganisationKind : std::uint8_t {
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

enum class OwnerKind : std::uint8_t {
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

// `size` bytes from `start` of text_chunks[chunk].
struct Text {
  std::uint16_t chunk = 0;
  std::uint16_t start = 0;
  std::uint16_t size = 0;
};

// `count` elements of text_lists from `start`.
struct TextList {
  std::uint16_t start = 0;
  std::uint16_t count = 0;
};

// The fields of names::Brand.
struct BrandRow {
  Text id, name_en, name_ja, country, group, site;
  TextList names, weak_names, sends_from, links_to, labels;
  OrganisationKind kind = OrganisationKind::other;
};

// Whom a domain belongs to; many domains share one.
struct OwnerName {
  Text name_en, name_ja, brand;
};

struct OwnerRow {
  Text domain;
  std::uint16_t name = 0;  // position in owner_names
  OwnerKind kind = OwnerKind::company;
};

struct DomainRow {
  Text domain;
  std::uint16_t brand = 0;  // position in brand_rows
  bool sends = false;       // in sends_from
  bool links = false;       // in links_to
};

struct NameRow {
  Text name;                // normalised (base/normalise.h)
  std::uint16_t brand = 0;  // position in brand_rows
  bool weak = false;
  bool katakana = false;  // written in katakana only
};

extern const std::span<const char* const> text_chunks;
extern const std::span<const Text> text_lists;
extern const std::span<const BrandRow> brand_rows;    // by id
extern const std::span<const DomainRow> domain_rows;  // by domain; of brands sharing one, senders first, then by id
extern const std::span<const NameRow> name_rows;      // by name, each once
extern const std::span<const NameRow> label_rows;     // words in host names; by word, each once
extern const std::span<const OwnerName> owner_names;
extern const std::span<const OwnerRow> owner_rows;  // by domain; several kinds of one domain: the main one first

inline std::string_view text_of(Text text) { return {text_chunks[text.chunk] + text.start, text.size}; }

}  // namespace mekiki::knowledge
