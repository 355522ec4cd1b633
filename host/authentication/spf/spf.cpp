#include "authentication/spf/spf.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "authentication/spf/addresses.h"
#include "authentication/spf/macro.h"
#include "authentication/spf/record.h"
#include "authentication/spf/worth.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "names/domain.h"
#include "names/ip_address.h"

namespace mekiki::authentication::spf {
namespace {

using questions::Answer;
using questions::Inquiry;
using questions::Kind;

// RFC 7208 section 4.6.4.
constexpr unsigned lookups_at_most = 10;
constexpr unsigned void_lookups_at_most = 2;
constexpr std::size_t mx_names_at_most = 10;

constexpr std::size_t local_part_bytes = 256;

// What check_host() of one domain says, and whose explanation belongs to it.
struct Verdict {
  Result result = Result::none;
  std::string reason;
  std::string detail;
  std::string record_of;
  std::string explanation;  // domain-spec
  std::vector<Term> path;
  std::string worthless;
};

Verdict because(Result result, std::string reason, std::string detail = {}) {
  return {result, std::move(reason), std::move(detail), {}, {}, {}, {}};
}

// Name servers that were asked and failed are a result of the RFC; not having asked is none.
Verdict unanswered(const Answer& answer, std::string detail = {}) {
  const bool asked = answer.reason == "timeout" || answer.reason == "servfail" || answer.reason == "refused" ||
                     answer.reason == "error";
  return because(asked ? Result::temperror : Result::unknown, answer.reason, std::move(detail));
}

bool is_pending(const Verdict& verdict) { return verdict.result == Result::unknown && verdict.reason == "pending"; }

// A term matches, or does not, or ends the evaluation.
struct Match {
  bool matches = false;
  std::optional<Verdict> end;
  std::optional<Verdict> within;  // what an include came to

  static Match of(bool matches) { return {matches, std::nullopt, std::nullopt}; }
  static Match ending(Verdict verdict) { return {false, std::move(verdict), std::nullopt}; }
};

Result result_of(char qualifier) {
  switch (qualifier) {
    case '-':
      return Result::fail;
    case '~':
      return Result::softfail;
    case '?':
      return Result::neutral;
    default:
      return Result::pass;
  }
}

class Evaluation {
 public:
  Evaluation(const Request& request, MacroValues values, Inquiry& inquiry)
      : request_(request), values_(std::move(values)), inquiry_(inquiry), addresses_(values_.ip, inquiry) {}

  // check_host() of section 4. Where an answer is missing it goes on with the terms behind only to ask for what they
  // need; the verdict is then pending, whatever those terms say.
  Verdict check(const std::string& domain);
  std::string explanation(const Verdict& verdict);

 private:
  Match evaluate(const Directive& directive, const std::string& domain);
  Match include(const Directive& directive, const std::string& domain);
  Match exists(const Directive& directive, const std::string& domain);
  Match address(const Directive& directive, const std::string& domain);
  Match exchange(const Directive& directive, const std::string& domain);
  Match pointer(const Directive& directive, const std::string& domain);
  Verdict redirect(const Record& record, const std::string& domain);
  Verdict matched(const Record& record, const Directive& directive, const std::string& domain, Match& match);
  Match void_lookup();
  // The name that a domain-spec stands for; or why there is none.
  struct Target {
    std::string name;
    std::optional<Verdict> end;
  };
  Target target(const std::string& domain_spec, const std::string& domain);
  bool one_more_lookup() { return ++lookups_ <= lookups_at_most; }

  const Request& request_;
  MacroValues values_;
  Inquiry& inquiry_;
  Addresses addresses_;
  unsigned lookups_ = 0;
  unsigned voids_ = 0;
};

bool looks_up(Mechanism mechanism) {
  return mechanism != Mechanism::all && mechanism != Mechanism::ip4 && mechanism != Mechanism::ip6;
}

Match Evaluation::void_lookup() {
  if (++voids_ > void_lookups_at_most) return Match::ending(because(Result::permerror, "void_limit"));
  return Match::of(false);
}

Evaluation::Target Evaluation::target(const std::string& domain_spec, const std::string& domain) {
  if (domain_spec.empty()) return {domain, std::nullopt};
  MacroValues values = values_;
  values.domain = domain;
  if (!request_.ask_local_part && uses_macro(domain_spec, "sl")) {
    return {{}, because(Result::unknown, "policy", domain_spec)};
  }
  if (uses_macro(domain_spec, "p")) {
    const auto validated = addresses_.validated_name(domain);
    if (!validated) return {{}, because(Result::unknown, "pending")};
    values.validated = *validated;
  }
  const auto expanded = expand(domain_spec, values);
  if (!expanded) return {{}, because(Result::permerror, "syntax", domain_spec)};
  return {shortened_name(*expanded), std::nullopt};
}

Match Evaluation::include(const Directive& directive, const std::string& domain) {
  Target included = target(directive.domain_spec, domain);
  if (included.end) return Match::ending(*std::move(included.end));
  Verdict verdict = check(included.name);
  switch (verdict.result) {
    case Result::pass:
      return {true, std::nullopt, std::move(verdict)};
    case Result::fail:
    case Result::softfail:
    case Result::neutral:
      return Match::of(false);
    case Result::none:
      return Match::ending(because(Result::permerror, "include_none", directive.written));
    default:
      return Match::ending(std::move(verdict));
  }
}

Match Evaluation::exists(const Directive& directive, const std::string& domain) {
  Target name = target(directive.domain_spec, domain);
  if (name.end) return Match::ending(*std::move(name.end));
  if (!is_askable(name.name)) return Match::of(false);
  const Answer answer = inquiry_.ask(Kind::dns_a, name.name);
  if (answer.outcome == questions::Outcome::unknown) return Match::ending(unanswered(answer, directive.written));
  return answer.outcome == questions::Outcome::yes ? Match::of(true) : void_lookup();
}

Match Evaluation::address(const Directive& directive, const std::string& domain) {
  Target name = target(directive.domain_spec, domain);
  if (name.end) return Match::ending(*std::move(name.end));
  if (!is_askable(name.name)) return Match::of(false);
  const Answer answer = addresses_.of(name.name);
  if (answer.outcome == questions::Outcome::unknown) return Match::ending(unanswered(answer, directive.written));
  if (answer.outcome == questions::Outcome::no) return void_lookup();
  return Match::of(addresses_.any_within(answer, directive.prefix4, directive.prefix6));
}

Match Evaluation::exchange(const Directive& directive, const std::string& domain) {
  Target name = target(directive.domain_spec, domain);
  if (name.end) return Match::ending(*std::move(name.end));
  if (!is_askable(name.name)) return Match::of(false);
  const Answer answer = inquiry_.ask(Kind::dns_mx, name.name);
  if (answer.outcome == questions::Outcome::unknown) return Match::ending(unanswered(answer, directive.written));
  if (answer.outcome == questions::Outcome::no) return void_lookup();
  if (answer.values.size() > mx_names_at_most) {
    return Match::ending(because(Result::permerror, "mx_limit", directive.written));
  }
  // All are asked for first; they count in their order.
  std::vector<Answer> hosts;
  for (const std::string& value : answer.values) {
    const std::string host = value.substr(std::min(value.find(' '), value.size() - 1) + 1);
    if (is_askable(host)) hosts.push_back(addresses_.of(host));
  }
  for (const Answer& host : hosts) {
    if (host.outcome == questions::Outcome::unknown) return Match::ending(unanswered(host, directive.written));
    if (host.outcome == questions::Outcome::yes && addresses_.any_within(host, directive.prefix4, directive.prefix6)) {
      return Match::of(true);
    }
  }
  return Match::of(false);
}

Match Evaluation::pointer(const Directive& directive, const std::string& domain) {
  Target name = target(directive.domain_spec, domain);
  if (name.end) return Match::ending(*std::move(name.end));
  const auto names = addresses_.validated_names();
  if (!names) return Match::ending(because(Result::unknown, "pending"));
  if (addresses_.pointer_missing()) return void_lookup();
  const std::string wanted = ascii_lower(name.name);
  return Match::of(std::any_of(names->begin(), names->end(),
                               [&](const std::string& valid) { return names::is_within(valid, wanted); }));
}

Match Evaluation::evaluate(const Directive& directive, const std::string& domain) {
  if (looks_up(directive.mechanism) && !one_more_lookup()) {
    return Match::ending(because(Result::permerror, "lookup_limit", directive.written));
  }
  switch (directive.mechanism) {
    case Mechanism::all:
      return Match::of(true);
    case Mechanism::ip4:
      return Match::of(is_within_network(values_.ip, directive.network, directive.prefix4));
    case Mechanism::ip6:
      return Match::of(is_within_network(values_.ip, directive.network, directive.prefix6));
    case Mechanism::include:
      return include(directive, domain);
    case Mechanism::exists:
      return exists(directive, domain);
    case Mechanism::a:
      return address(directive, domain);
    case Mechanism::mx:
      return exchange(directive, domain);
    case Mechanism::ptr:
      return pointer(directive, domain);
  }
  return Match::of(false);
}

Verdict Evaluation::matched(const Record& record, const Directive& directive, const std::string& domain, Match& match) {
  Verdict verdict{result_of(directive.qualifier), {}, directive.written, domain, record.explanation, {}, {}};
  verdict.path.push_back({domain, directive.written});
  if (match.within) {
    verdict.path.insert(verdict.path.end(), match.within->path.begin(), match.within->path.end());
    verdict.worthless = std::move(match.within->worthless);
  } else if (verdict.result == Result::pass) {
    verdict.worthless = worthlessness(record, directive, values_.ip.find(':') != std::string::npos);
  }
  return verdict;
}

Verdict Evaluation::redirect(const Record& record, const std::string& domain) {
  if (!one_more_lookup()) return because(Result::permerror, "lookup_limit", "redirect=" + record.redirect);
  Target to = target(record.redirect, domain);
  if (to.end) return *std::move(to.end);
  Verdict verdict = check(to.name);
  if (verdict.result != Result::none) {
    verdict.path.insert(verdict.path.begin(), {domain, "redirect=" + record.redirect});
    return verdict;
  }
  return because(Result::permerror, "redirect_none", "redirect=" + record.redirect);
}

// The one SPF record of the domain (sections 4.4 and 4.5), or the verdict where there is not exactly one.
std::optional<Verdict> choose_record(const Answer& answer, std::string& record) {
  if (answer.outcome == questions::Outcome::unknown) return unanswered(answer);
  std::size_t found = 0;
  for (const std::string& txt : answer.values) {
    if (!is_spf_record(txt)) continue;
    record = txt;
    ++found;
  }
  if (found == 0) return because(Result::none, "no_record");
  if (found > 1) return because(Result::permerror, "several_records");
  return std::nullopt;
}

Verdict Evaluation::check(const std::string& domain) {
  if (!is_askable(domain)) return because(Result::none, "no_domain");
  std::string txt;
  if (auto verdict = choose_record(inquiry_.ask(Kind::dns_txt, domain), txt)) return *std::move(verdict);
  const auto record = parse_record(txt);
  if (!record) return {Result::permerror, record.error().code, record.error().detail, domain, {}, {}, {}};
  bool waiting = false;
  for (const Directive& directive : record->directives) {
    Match match = evaluate(directive, domain);
    if (match.end && is_pending(*match.end)) {
      waiting = true;
      continue;
    }
    if (!match.end && !match.matches) continue;
    if (waiting) return because(Result::unknown, "pending");
    if (match.end) {
      if (match.end->record_of.empty()) match.end->record_of = domain;
      if (match.end->detail.empty()) match.end->detail = directive.written;
      return *std::move(match.end);
    }
    return matched(*record, directive, domain, match);
  }
  if (record->redirect.empty()) {
    return waiting ? because(Result::unknown, "pending") : Verdict{Result::neutral, {}, {}, domain, {}, {}, {}};
  }
  Verdict verdict = redirect(*record, domain);
  return waiting ? because(Result::unknown, "pending") : verdict;
}

// Section 6.2. Whatever is wrong with it: there is no explanation then.
std::string Evaluation::explanation(const Verdict& verdict) {
  if (verdict.result != Result::fail || verdict.explanation.empty()) return {};
  const Target name = target(verdict.explanation, verdict.record_of);
  if (name.end || !is_askable(name.name)) return {};
  const Answer answer = inquiry_.ask(Kind::dns_txt, name.name);
  if (answer.outcome != questions::Outcome::yes || answer.values.size() != 1) return {};
  MacroValues values = values_;
  values.domain = verdict.record_of;
  if (uses_macro(answer.values.front(), "p")) {
    const auto validated = addresses_.validated_name(verdict.record_of);
    if (!validated) return {};
    values.validated = *validated;
  }
  const auto text = expand(answer.values.front(), values, true);
  return text ? shorten(to_valid_utf8(*text), limits::report_string_bytes) : std::string{};
}

}  // namespace

std::string_view to_string(Result result) {
  switch (result) {
    case Result::none:
      return "none";
    case Result::neutral:
      return "neutral";
    case Result::pass:
      return "pass";
    case Result::fail:
      return "fail";
    case Result::softfail:
      return "softfail";
    case Result::temperror:
      return "temperror";
    case Result::permerror:
      return "permerror";
    case Result::unknown:
      return "unknown";
  }
  return "unknown";
}

Outcome check_host(const Request& request, Inquiry& inquiry) {
  Outcome outcome;
  outcome.helo = request.mail_from.empty();
  // Section 2.4: the null reverse-path stands for postmaster of the HELO name; a missing local part is postmaster's.
  const std::string sender = outcome.helo ? "postmaster@" + request.helo : request.mail_from;
  const std::size_t at = sender.rfind('@');
  MacroValues values;
  values.local = at == std::string::npos || at == 0 ? "postmaster" : sender.substr(0, std::min(at, local_part_bytes));
  outcome.domain = ascii_domain(at == std::string::npos ? sender : sender.substr(at + 1));
  values.origin = outcome.domain;
  values.sender = values.local + "@" + values.origin;
  values.ip = names::canonical_ip(request.ip);
  values.helo = request.helo.substr(0, limits::domain_bytes);
  values.receiver = request.receiver.empty() ? "unknown" : request.receiver.substr(0, limits::domain_bytes);
  values.now = request.now;
  // Section 4.3: a domain of one label, a literal, or no domain at all.
  if (values.ip.empty() || !is_askable(outcome.domain) || outcome.domain.find('.') == std::string::npos) {
    outcome.reason = "no_domain";
    return outcome;
  }
  Evaluation evaluation(request, std::move(values), inquiry);
  Verdict verdict = evaluation.check(outcome.domain);
  outcome.explanation = evaluation.explanation(verdict);
  outcome.result = verdict.result;
  outcome.reason = std::move(verdict.reason);
  outcome.detail = shorten(to_valid_utf8(verdict.detail), limits::excerpt_bytes);
  outcome.record_of = std::move(verdict.record_of);
  for (Term& term : verdict.path) {
    outcome.path.push_back({std::move(term.record_of), shorten(to_valid_utf8(term.written), limits::excerpt_bytes)});
  }
  if (outcome.result == Result::pass) outcome.worthless = std::move(verdict.worthless);
  return outcome;
}

}  // namespace mekiki::authentication::spf
