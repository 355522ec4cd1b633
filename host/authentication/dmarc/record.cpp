#include "authentication/dmarc/record.h"

#include <algorithm>

#include "base/utf8.h"

namespace mekiki::authentication::dmarc {
namespace {

constexpr std::size_t tags_at_most = 100;

std::string_view trim(std::string_view text) { return trim_ascii(text); }

struct Tag {
  std::string_view name;
  std::string_view value;
};

// Takes the next "name = value" off the text; a piece without a sign has no value.
Tag take_tag(std::string_view& text) {
  const std::size_t end = std::min(text.find(';'), text.size());
  const std::string_view piece = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  const std::size_t sign = piece.find('=');
  if (sign == std::string_view::npos) return {trim(piece), {}};
  return {trim(piece.substr(0, sign)), trim(piece.substr(sign + 1))};
}

std::optional<Policy> policy_of(std::string_view word) {
  for (const Policy policy : {Policy::none, Policy::quarantine, Policy::reject}) {
    if (ascii_iequals(word, to_string(policy))) return policy;
  }
  return std::nullopt;
}

unsigned percent_of(std::string_view digits) {
  if (digits.empty() || digits.size() > 3) return 100;
  unsigned value = 0;
  for (const char c : digits) {
    if (c < '0' || c > '9') return 100;
    value = value * 10 + static_cast<unsigned>(c - '0');
  }
  return value <= 100 ? value : 100;
}

struct Reading {
  Record record;
  bool nonsense = false;  // in a policy
};

void take(const Tag& tag, Reading& reading) {
  Record& record = reading.record;
  const auto is = [&](std::string_view name) { return ascii_iequals(tag.name, name); };
  if (is("p") || is("sp") || is("np")) {
    const auto policy = policy_of(tag.value);
    reading.nonsense = reading.nonsense || !policy;
    if (!policy) return;
    if (is("p")) record.policy = *policy;
    if (is("sp")) record.subdomains = policy;
    if (is("np")) record.nonexistent = policy;
  } else if (is("adkim")) {
    record.strict_dkim = ascii_iequals(tag.value, "s");
  } else if (is("aspf")) {
    record.strict_spf = ascii_iequals(tag.value, "s");
  } else if (is("t")) {
    record.testing = ascii_iequals(tag.value, "y");
  } else if (is("psd")) {
    record.public_suffix = ascii_iequals(tag.value, "y") ? 'y' : ascii_iequals(tag.value, "n") ? 'n' : 'u';
  } else if (is("pct")) {
    record.percent = percent_of(tag.value);
  } else if (is("rua")) {
    record.reports = tag.value.find(':') != std::string_view::npos;
  }
}

}  // namespace

std::string_view to_string(Policy policy) {
  switch (policy) {
    case Policy::none:
      return "none";
    case Policy::quarantine:
      return "quarantine";
    case Policy::reject:
      return "reject";
  }
  return "none";
}

bool is_dmarc_record(std::string_view txt) {
  const Tag first = take_tag(txt);
  return ascii_iequals(first.name, "v") && first.value == "DMARC1";
}

mekiki::Result<Record> parse_record(std::string_view txt) {
  if (!is_dmarc_record(txt)) return Error{"version", {}};
  Reading reading;
  for (std::size_t tags = 0; !txt.empty() && tags < tags_at_most; ++tags) take(take_tag(txt), reading);
  if (!reading.nonsense) return reading.record;
  // Section 4.7: with somewhere to report to it is as good as p=none.
  if (!reading.record.reports) return Error{"policy", {}};
  reading.record.policy = Policy::none;
  reading.record.subdomains.reset();
  reading.record.nonexistent.reset();
  return reading.record;
}

}  // namespace mekiki::authentication::dmarc
