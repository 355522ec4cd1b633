// Who is who: organisations that scammers copy, and whose mail and link domains are whose.
// The data is knowledge/brands/*.json and knowledge/owners/*.json, compiled into read-only tables; what the
// fields mean is said in knowledge/tables.h and knowledge/schema.
#pragma once

#include <span>
#include <string_view>

#include "knowledge/tables.h"

namespace mekiki::names {

using knowledge::Brand;             // one organisation; compiled in, lives as long as the program
using knowledge::NameOfBrand;       // a way to write its name
using knowledge::OrganisationKind;  // bank, card, ..., other
using knowledge::Owner;             // whose domain it is, and everything below it
using knowledge::OwnerKind;         // company, isp_mailbox, free_mail, ...: who can have an address or page there

// "bank", "isp_mailbox": the words of the knowledge files.
std::string_view to_string(OrganisationKind kind);
std::string_view to_string(OwnerKind kind);

// Sorted by id.
std::span<const Brand> brands();
const Brand* brand_by_id(std::string_view id);

// The brand that a name means, or nullptr. The name is normalised (base/normalise.h) and whole. `weak` tells that
// the name is an ordinary word too, and no claim by itself.
struct NamedBrand {
  const Brand* brand = nullptr;
  bool weak = false;
  bool katakana = false;  // only where the text has katakana: normalising makes it equal to a word in hiragana
};
NamedBrand brand_by_name(std::string_view normalised_name);
// Every name with what is known of it, for building a matcher; sorted by name, each once. NameOfBrand::brand is a
// position in brands().
std::span<const NameOfBrand> names_of_brands();
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

}  // namespace mekiki::names
