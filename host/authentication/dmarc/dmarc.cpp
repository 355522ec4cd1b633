#include "authentication/dmarc/dmarc.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "authentication/dmarc/tree_walk.h"
#include "base/limits.h"
#include "base/utf8.h"

namespace mekiki::authentication::dmarc {
namespace {

using questions::Inquiry;
using questions::Kind;

constexpr std::size_t identifiers_at_most = 6;  // whose organisation is looked for, beside the author's

bool has_failed(std::string_view reason) {
  return reason == "timeout" || reason == "servfail" || reason == "refused" || reason == "error";
}

Result result_of_missing(std::string_view reason) { return has_failed(reason) ? Result::temperror : Result::unknown; }

Policy milder(Policy policy) { return policy == Policy::reject ? Policy::quarantine : Policy::none; }

// Organisations can only be equal where the names end alike: in two labels, or in the whole of one of them.
bool may_share_organisation(std::string_view a, std::string_view b) {
  while (!a.empty()) {
    const bool ends_alike = a == b || (b.size() > a.size() && b.ends_with(a) && b[b.size() - a.size() - 1] == '.');
    if (ends_alike) return a == b || a.find('.') != std::string_view::npos;
    const std::size_t dot = a.find('.');
    a = dot == std::string_view::npos ? std::string_view() : a.substr(dot + 1);
  }
  return false;
}

class Evaluation {
 public:
  Evaluation(const Request& request, Inquiry& inquiry) : request_(request), inquiry_(inquiry) {}

  dmarc::Outcome run();

 private:
  // Finds the record that applies (section 4.10.1) and fills in what it says; false where there is none.
  bool find_policy();
  void read_policy(const Record& record, bool own, bool exists);
  // Aligned, not aligned, or nullopt: not known.
  std::optional<bool> aligned(const std::string& domain, bool strict);
  void judge();

  const Request& request_;
  Inquiry& inquiry_;
  dmarc::Outcome outcome_;
  Walk author_;
  std::map<std::string, Walk> others_;
  std::string unknown_;  // why a pass cannot be excluded
};

void Evaluation::read_policy(const Record& record, bool own, bool exists) {
  outcome_.published = own ? record.policy : record.subdomains.value_or(record.policy);
  if (!own && !exists) outcome_.published = record.nonexistent.value_or(outcome_.published);
  outcome_.testing = record.testing;
  outcome_.percent = record.percent;
  outcome_.strict_dkim = record.strict_dkim;
  outcome_.strict_spf = record.strict_spf;
  const bool in_full = !record.testing && record.percent == 100;
  outcome_.effective = in_full ? outcome_.published : milder(outcome_.published);
}

bool Evaluation::find_policy() {
  const Walk::Step& own = author_.steps.front();
  outcome_.organisation = author_.organisation();
  if (own.record) {
    outcome_.record_of = own.domain;
    read_policy(*own.record, true, true);
    return true;
  }
  if (!author_.unknown.empty()) {
    outcome_.result = result_of_missing(author_.unknown);
    outcome_.reason = author_.unknown;
    return false;
  }
  // The organisation's, else that of the public suffix above it.
  const Walk::Step* found = nullptr;
  for (const Walk::Step& step : author_.steps) {
    if (step.record && (found == nullptr || step.domain.size() >= outcome_.organisation.size())) found = &step;
    if (step.domain == outcome_.organisation && step.record) break;
  }
  if (found == nullptr) {
    outcome_.result = Result::none;
    const auto broken = std::find_if(author_.steps.begin(), author_.steps.end(),
                                     [](const Walk::Step& step) { return !step.problem.empty(); });
    outcome_.reason = broken == author_.steps.end() ? "no_record" : broken->problem;
    return false;
  }
  outcome_.record_of = found->domain;
  // Only a name that does not exist at all is one (RFC 8020); what is not known exists.
  const bool exists = inquiry_.ask(Kind::dns_a, request_.author).reason != "nxdomain";
  read_policy(*found->record, false, exists);
  return true;
}

std::optional<bool> Evaluation::aligned(const std::string& domain, bool strict) {
  if (domain.empty()) return false;
  if (domain == request_.author) return true;
  if (strict || !may_share_organisation(domain, request_.author)) return false;
  const auto other = others_.find(domain);
  if (other == others_.end()) return false;
  for (const std::string& missing : {author_.unknown, other->second.unknown}) {
    if (missing.empty()) continue;
    unknown_ = missing;
    return std::nullopt;
  }
  return other->second.organisation() == outcome_.organisation;
}

void Evaluation::judge() {
  for (const Identifier& signer : request_.dkim) {
    if (!signer.authenticated && signer.unknown.empty()) continue;
    const auto fits = aligned(signer.domain, outcome_.strict_dkim);
    if (!fits || !*fits) continue;
    if (signer.authenticated) {
      outcome_.aligned_dkim = signer.domain;
      break;
    }
    unknown_ = signer.unknown;
  }
  const Identifier& envelope = request_.spf;
  if (envelope.authenticated || !envelope.unknown.empty()) {
    const auto fits = aligned(envelope.domain, outcome_.strict_spf);
    if (fits && *fits) {
      outcome_.aligned_spf = envelope.authenticated;
      if (!envelope.authenticated) unknown_ = envelope.unknown;
    }
  }
  // An envelope that is not known at all may have been the author's.
  if (envelope.domain.empty() && !envelope.unknown.empty()) unknown_ = envelope.unknown;
  if (!outcome_.aligned_dkim.empty() || outcome_.aligned_spf) {
    outcome_.result = Result::pass;
  } else if (!unknown_.empty()) {
    outcome_.result = result_of_missing(unknown_);
    outcome_.reason = unknown_;
  } else {
    outcome_.result = Result::fail;
  }
}

dmarc::Outcome Evaluation::run() {
  outcome_.domain = request_.author;
  if (request_.several_authors || request_.author.find('.') == std::string::npos) {
    outcome_.result = Result::permerror;
    outcome_.reason = request_.several_authors ? "several_authors" : "no_author";
    return outcome_;
  }
  author_ = walk(request_.author, inquiry_);
  std::vector<std::string> domains = {request_.spf.domain};
  for (const Identifier& signer : request_.dkim) domains.push_back(signer.domain);
  for (const std::string& domain : domains) {
    if (domain.empty() || domain == request_.author || others_.size() >= identifiers_at_most) continue;
    if (may_share_organisation(domain, request_.author)) others_.try_emplace(domain, walk(domain, inquiry_));
  }
  if (find_policy()) judge();
  return outcome_;
}

}  // namespace

std::string_view to_string(Result result) {
  switch (result) {
    case Result::none:
      return "none";
    case Result::pass:
      return "pass";
    case Result::fail:
      return "fail";
    case Result::temperror:
      return "temperror";
    case Result::permerror:
      return "permerror";
    case Result::unknown:
      return "unknown";
  }
  return "unknown";
}

dmarc::Outcome evaluate(const Request& request, Inquiry& inquiry) { return Evaluation(request, inquiry).run(); }

Indicator find_indicator(const std::string& author, const std::string& organisation, Inquiry& inquiry) {
  Indicator indicator;
  std::vector<std::string> domains = {author};
  if (!organisation.empty() && organisation != author) domains.push_back(organisation);
  for (const std::string& domain : domains) {
    if (domain.find('.') == std::string::npos) continue;
    const questions::Answer answer = inquiry.ask(Kind::dns_txt, "default._bimi." + domain);
    if (!indicator.domain.empty()) continue;
    for (std::string_view txt : answer.values) {
      if (!ascii_iequals(txt.substr(0, txt.find(';')), "v=BIMI1")) continue;
      indicator.domain = domain;
      for (std::size_t start = 0; start < txt.size();) {
        const std::size_t end = std::min(txt.find(';', start), txt.size());
        const std::string_view tag = trim_ascii(txt.substr(start, end - start));
        if (ascii_lower(tag.substr(0, 2)) == "l=") indicator.logo = shorten(tag.substr(2), limits::excerpt_bytes);
        if (ascii_lower(tag.substr(0, 2)) == "a=") indicator.authority = shorten(tag.substr(2), limits::excerpt_bytes);
        start = end + 1;
      }
      break;
    }
  }
  return indicator;
}

}  // namespace mekiki::authentication::dmarc
