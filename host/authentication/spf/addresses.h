// Addresses and names of SPF's mechanisms: what the peer's address is compared with.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "questions/inquiry.h"

namespace mekiki::authentication::spf {

// A-labels, lower case, without the trailing dot; what cannot be converted is only lower-cased.
std::string ascii_domain(std::string_view domain);

// At most 253 bytes: labels are dropped from the left (RFC 7208 section 7.3).
std::string shortened_name(std::string_view name);

// A name that DNS could have: no empty or overlong label, a top level of letters, digits and hyphens that is not a
// number. What is not does not exist, and nobody is asked (RFC 7208 sections 4.3 and 4.8).
bool is_askable(std::string_view name);

// Both of one family, and the first `bits` the same.
bool is_within_network(std::string_view ip, std::string_view network, unsigned bits);

class Addresses {
 public:
  Addresses(std::string ip, questions::Inquiry& inquiry);

  // Addresses of the name, of the family of the peer's (RFC 7208 section 5).
  questions::Answer of(const std::string& name) const;
  bool any_within(const questions::Answer& answer, unsigned prefix4, unsigned prefix6) const;

  // Names of the address that lead back to it (section 5.5), at most ten looked at; nullopt: pending. What cannot be
  // looked up counts as absent.
  std::optional<std::vector<std::string>> validated_names() const;
  // The one that "p" stands for (section 7.3); nullopt: pending.
  std::optional<std::string> validated_name(const std::string& domain) const;
  bool pointer_missing() const;

 private:
  std::string ip_;
  bool v6_ = false;
  questions::Inquiry& inquiry_;
};

}  // namespace mekiki::authentication::spf
