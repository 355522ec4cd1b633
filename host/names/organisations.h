// Who is who: organisations that scammers copy, and whose mail and link domains are whose.
// The data is knowledge/brands/*.json and knowledge/owners/*.json (fields: knowledge/schema), compiled into
// read-only tables; the first look-up spreads them out, in well under a millisecond.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "knowledge/tables.h"

namespace mekiki::names {

using knowledge::OrganisationKind;  // bank, card, securities, carrier, ...
using knowledge::OwnerKind;         // company, isp_mailbox, free_mail, ...: who can have an address or a page there

// Compiled from knowledge/brands; lives as long as the program.
struct Brand {
  std::string_view id;       // "kagoya"
  std::string_view name_en;  // "KAGOYA JAPAN"
  std::string_view name_ja;  // the same in Japanese
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

struct Owner {
  std::string_view domain;  // and everything below
  OwnerKind kind = OwnerKind::company;
  std::string_view name_en;  // "BIGLOBE"
  std::string_view name_ja;
  std::string_view brand;  // Brand::id, or empty
};

// A way to write a brand's name. Two brands never share one.
struct BrandName {
  std::string_view name;  // normalised
  const Brand* brand = nullptr;
  bool weak = false;      // of Brand::weak_names
  bool katakana = false;  // written in katakana only; normalising makes it equal to a word in hiragana, which it is not
                          // (docomo is "everywhere"): look at the script of the text
};

// An organisation that the settings know besides the compiled ones, or more about one of those (the same id).
struct OwnBrand {
  std::string id;
  std::string name_en, name_ja;      // either may be empty
  std::vector<std::string> aliases;  // more ways to write the name
  std::vector<std::string> domains;  // A-labels, lower case: it sends from them and links to them

  bool operator==(const OwnBrand&) const = default;
};

// From now on all below knows these too; where both know a name or a domain, the settings win. Nothing happens if they
// are the present ones. Pointers into earlier knowledge stay valid. Not while another thread looks things up.
void use_own_brands(const std::vector<OwnBrand>& own);

// Rises with each change by use_own_brands.
unsigned organisations_version();

// Something made of the organisations, made again when they change.
template <class Made>
class OfOrganisations {
 public:
  template <class Make>
  const Made& get(Make make) {
    if (version_ != organisations_version()) {
      made_ = make();
      version_ = organisations_version();
    }
    return made_;
  }

 private:
  Made made_{};
  unsigned version_ = 0;  // versions begin with 1
};

// "bank", "isp_mailbox": the words of the knowledge files.
std::string_view to_string(OrganisationKind kind);
std::string_view to_string(OwnerKind kind);

// Sorted by id.
std::span<const Brand> brands();
const Brand* brand_by_id(std::string_view id);
// Sorted by name, for building a matcher.
std::span<const BrandName> brand_names();
// The whole of a normalised name, or nullptr.
const BrandName* brand_by_name(std::string_view normalised_name);
// The brand whose host-name word this is ("kagoya"), or nullptr.
const Brand* brand_by_label(std::string_view label);
// The same brand, or brands of one group: what one says, the other may say for it.
bool belong_together(const Brand& a, const Brand& b);

// Domains below are lower case A-labels without a trailing dot; the longest known domain that is `domain` or above
// it decides. One that is open to others, in the owners, ends the search: what is on sites.google.com does not speak
// for Google, and mail from a BIGLOBE customer's address not for BIGLOBE.
// The brand that sends from / links to this domain, or nullptr. Where brands share it, the first by id that sends.
const Brand* brand_sending_from(std::string_view domain);
const Brand* brand_linking_to(std::string_view domain);
// The most specific known owner of the domain, or nullptr. Domains of brands are owned too (company).
const Owner* owner_of(std::string_view domain);
// Of that kind only, e.g. is a name below it rented.
const Owner* owner_of(std::string_view domain, OwnerKind kind);
// Whether `brand` itself lists the domain, or one above it (shared domains count for each brand).
bool sends_from(const Brand& brand, std::string_view domain);
bool links_to(const Brand& brand, std::string_view domain);

// Spreads the tables out now.
void warm_up_organisations();

}  // namespace mekiki::names
