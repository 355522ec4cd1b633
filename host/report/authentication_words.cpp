#include "report/authentication_words.h"

#include <algorithm>
#include <array>
#include <chrono>

#include "base/limits.h"
#include "base/utf8.h"
#include "checks/proof.h"
#include "checks/support.h"
#include "report/authentication_say.h"

namespace mekiki::report {
namespace {

using authentication::Authentication;
using authentication::dkim::SignatureResult;
namespace arc = authentication::arc;
namespace dkim = authentication::dkim;
namespace dmarc = authentication::dmarc;
namespace spf = authentication::spf;

constexpr std::size_t listed_at_most = 20;
constexpr std::size_t smallest_good_key = 1024;

const Authentication& found_in(const Judged& judged) { return judged.outcome.authentication; }

// "2024-05-01", UTC.
std::string day_of(std::int64_t seconds) {
  constexpr std::int64_t latest = 253402300799;  // of the year 9999
  const std::chrono::sys_seconds time{std::chrono::seconds(std::clamp<std::int64_t>(seconds, 0, latest))};
  const std::chrono::year_month_day day(std::chrono::floor<std::chrono::days>(time));
  const auto two = [](unsigned number) { return (number < 10 ? "-0" : "-") + std::to_string(number); };
  return std::to_string(static_cast<int>(day.year())) + two(static_cast<unsigned>(day.month())) +
         two(static_cast<unsigned>(day.day()));
}

std::string listed(const Judged& judged, const std::vector<std::string>& parts) {
  std::string all;
  for (std::size_t i = 0; i < std::min(parts.size(), listed_at_most); ++i) {
    if (i > 0) all += judged.language == Language::ja ? "\u3001" : ", ";
    all += parts[i];
  }
  return all;
}

std::string result_word(const Judged& judged, const std::string& result) {
  const std::string word = say(judged, "result." + result);
  return word.empty() ? bounded(result) : word;
}

std::string upper(std::string text) {
  for (char& c : text) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return bounded(text);
}

bool is_old(const Judged& judged) { return found_in(judged).age_days > checks::days_that_keys_stand; }

std::string days(const Judged& judged) { return std::to_string(found_in(judged).age_days); }

// --- summary

const SignatureResult* stamped(const Judged& judged) {
  return checks::author_signature(found_in(judged), judged.facts.sender.organisation,
                                  [](const SignatureResult& signature) { return signature.good_without_stamp; });
}

std::string key_of_unconfirmed(const Judged& judged) {
  const Authentication& found = found_in(judged);
  if (const auto* server = found.server("dmarc"); server != nullptr && server->result == "fail") return "server_failed";
  if (const SignatureResult* signature = stamped(judged)) return signature->stamp.empty() ? "footer" : "stamped";
  const auto held = [](const SignatureResult& signature) {
    return signature.result == dkim::Result::pass || signature.result == dkim::Result::neutral;
  };
  if (checks::author_signature(found, judged.facts.sender.organisation, held) != nullptr) return "weak";
  if (found.dmarc.result == dmarc::Result::permerror) return "several";
  if (found.dmarc.result == dmarc::Result::none && found.spf_evaluated) return "failed";
  if (found.dmarc.result != dmarc::Result::fail) return "unknown";
  return found.dmarc.effective == dmarc::Policy::none ? "failed" : "refused";
}

// --- signatures

std::string key_of(const SignatureResult& signature) {
  static constexpr auto malformed = std::to_array<std::string_view>(
      {"syntax", "missing_tag", "version", "canonicalisation", "domain", "identity", "from_not_signed", "query_method",
       "timestamps", "signature_data", "body_length"});
  switch (signature.result) {
    case dkim::Result::pass:
      return "dkim.pass";
    case dkim::Result::none:
      return "dkim.none";
    case dkim::Result::temperror:
      return "dkim.temperror";
    case dkim::Result::unknown: {
      const bool own = signature.reason == "personal" || signature.reason == "limit";
      return own ? "dkim." + signature.reason : "dkim.unknown";
    }
    case dkim::Result::fail:
      if (signature.good_without_stamp) return signature.stamp.empty() ? "dkim.footer" : "dkim.stamp";
      return "dkim." + signature.reason;
    case dkim::Result::neutral:
      return "dkim." + signature.reason;
    case dkim::Result::permerror:
      break;
  }
  if (std::find(malformed.begin(), malformed.end(), signature.reason) != malformed.end()) return "dkim.malformed";
  const bool own =
      signature.reason == "no_key" || signature.reason == "key_revoked" || signature.reason == "identity_not_exact";
  return own ? "dkim." + signature.reason : "dkim.key_bad";
}

std::vector<std::string> header_words(const Judged& judged, const std::vector<std::string>& names) {
  std::vector<std::string> words;
  for (const std::string& name : names) {
    const std::string word = say(judged, "header." + name);
    words.push_back(word.empty() ? bounded(name) : word);
  }
  return words;
}

std::string dates_of(const Judged& judged, const SignatureResult& signature) {
  const Parameters parameters = {{"date", day_of(signature.time.value_or(0))},
                                 {"until", day_of(signature.expires.value_or(0))}};
  if (signature.time && signature.expires) return say(judged, "remark.signed_until", parameters);
  if (signature.time) return say(judged, "remark.signed", parameters);
  return signature.expires ? say(judged, "remark.valid_until", parameters) : std::string();
}

// Why an honest mail may look like this, as far as this mail shows a reason.
std::string innocent_cause(const Judged& judged, const SignatureResult& signature) {
  const bool no_key = signature.reason == "no_key" || signature.reason == "key_revoked";
  if (no_key || (signature.reason == "signature" && signature.body == dkim::BodyMatch::intact)) {
    if (is_old(judged)) return say(judged, "remark.old_key", {{"days", days(judged)}});
  }
  if (signature.result != dkim::Result::fail || signature.good_without_stamp) return {};
  return say(judged, judged.facts.bulk.mailing_list ? "remark.list" : "remark.changed_innocent");
}

std::string key_words(const Judged& judged, const SignatureResult& signature) {
  return say(judged, signature.key_bits > 0 ? "remark.key" : "remark.key_unknown",
             {{"selector", bounded(signature.selector)},
              {"domain", bounded(signature.domain)},
              {"algorithm", bounded(signature.algorithm)},
              {"bits", std::to_string(signature.key_bits)}});
}

// A name that is listed twice keeps anybody from adding a field; it is one word here.
std::vector<std::string> each_once(const std::vector<std::string>& names) {
  std::vector<std::string> once;
  for (const std::string& name : names) {
    if (once.size() < listed_at_most && std::find(once.begin(), once.end(), name) == once.end()) once.push_back(name);
  }
  return once;
}

void remark_on_cover(const Judged& judged, const SignatureResult& signature, Told& told) {
  told.remarks.push_back(say(judged, signature.body_unsigned > 0 ? "remark.covers_part" : "remark.covers",
                             {{"names", listed(judged, header_words(judged, each_once(signature.headers_signed)))}}));
  if (!signature.unsigned_headers.empty()) {
    told.remarks.push_back(
        say(judged, "remark.unsigned", {{"names", listed(judged, header_words(judged, signature.unsigned_headers))}}));
  }
  if (signature.body_unsigned > 0) {
    told.remarks.push_back(say(judged, "remark.rest",
                               {{"length", std::to_string(signature.body_length.value_or(0))},
                                {"bytes", std::to_string(signature.body_unsigned)}}));
  } else if (signature.body_length) {
    told.remarks.push_back(say(judged, "remark.whole_length"));
  }
}

// --- SPF

std::string key_of(const spf::Outcome& outcome) {
  switch (outcome.result) {
    case spf::Result::none:
      return "spf." + outcome.reason;
    case spf::Result::permerror:
      return outcome.reason.find("limit") != std::string::npos ? "spf.limit" : "spf.permerror";
    case spf::Result::unknown: {
      const bool own = outcome.reason == "no_ip" || outcome.reason == "no_envelope" || outcome.reason == "personal";
      return own ? "spf." + outcome.reason : "spf.unknown";
    }
    default:
      return "spf." + std::string(to_string(outcome.result));
  }
}

std::string path_of(const Judged& judged, const spf::Outcome& outcome) {
  std::vector<std::string> terms;
  for (const spf::Term& term : outcome.path) {
    terms.push_back(say(judged, "term", {{"term", bounded(term.written)}, {"domain", bounded(term.record_of)}}));
  }
  return listed(judged, terms);
}

// --- DMARC

std::string key_of(const dmarc::Outcome& outcome) {
  switch (outcome.result) {
    case dmarc::Result::pass:
      return outcome.aligned_dkim.empty() ? "dmarc.pass.spf" : "dmarc.pass.dkim";
    case dmarc::Result::none:
      return outcome.reason == "no_record" ? "dmarc.no_record" : "dmarc.broken";
    case dmarc::Result::permerror:
      return "dmarc." + outcome.reason;
    default:
      return "dmarc." + std::string(to_string(outcome.result));
  }
}

// --- ARC

std::string key_of(const arc::Verification& found) {
  if (found.result != arc::Result::fail) return "arc." + std::string(to_string(found.result));
  if (found.reason == "sealed_as_failed" || found.reason == "structure") return "arc." + found.reason;
  if (found.reason == "body_hash") return "arc.changed";
  return "arc.fail";
}

// "DKIM confirmed (example.com)".
std::string said(const Judged& judged, const std::string& method, const std::string& result,
                 const std::string& domain) {
  return say(judged, domain.empty() ? "said" : "said.of",
             {{"method", upper(method)}, {"result", result_word(judged, result)}, {"domain", bounded(domain)}});
}

std::string set_of(const Judged& judged, const arc::SetResult& set) {
  std::vector<std::string> saw;
  for (const message::MethodResult& method : set.results.methods) {
    if (method.method == "spf" || method.method == "dkim" || method.method == "dmarc" || method.method == "arc") {
      saw.push_back(said(judged, method.method, method.result, authentication::results::domain_of(method)));
    }
  }
  return say(judged, set.time ? "arc.set.dated" : "arc.set",
             {{"domain", bounded(set.seal_domain)},
              {"date", day_of(set.time.value_or(0))},
              {"saw", saw.empty() ? say(judged, "arc.nothing") : listed(judged, saw)}});
}

}  // namespace

std::string tell_summary(const Judged& judged) {
  const Authentication& found = found_in(judged);
  const facts::Sender& sender = judged.facts.sender;
  if (sender.domain.empty()) return say(judged, "summary.no_author");
  Parameters parameters{{"domain", bounded(sender.organisation.empty() ? sender.domain : sender.organisation)}};
  std::string key;
  if (found.confirmed) {
    const facts::ClaimedBrand* other = checks::false_claim(judged.facts.claims, sender);
    if (other != nullptr && other->strong) {
      checks::Finding holder;
      checks::name_brand(holder, *other->brand);
      parameters.merge(holder.parameters);
      key = "other_brand";
    } else if (sender.anyone_can_have_address) {
      key = "open";
    } else {
      key = !found.confirmed->own ? "server" : found.confirmed->method;
    }
  } else {
    key = key_of_unconfirmed(judged);
    if (const SignatureResult* signature = stamped(judged)) parameters["stamp"] = bounded(signature->stamp);
  }
  return say(judged, "summary." + key, parameters);
}

std::string tell_unsigned(const Judged& judged) { return say(judged, "dkim.none"); }

Told tell_signature(const Judged& judged, const SignatureResult& signature) {
  Told told;
  told.text = say(judged, key_of(signature),
                  {{"domain", bounded(signature.domain)},
                   {"stamp", bounded(signature.stamp)},
                   {"bits", std::to_string(signature.key_bits)}});
  const auto add = [&](std::string remark) {
    if (!remark.empty()) told.remarks.push_back(std::move(remark));
  };
  add(innocent_cause(judged, signature));
  if (!signature.domain.empty()) {
    add(say(judged, is_author(judged, signature.domain) ? "remark.same" : "remark.stranger",
            {{"author", bounded(judged.facts.sender.organisation)}}));
  }
  if (!signature.headers_signed.empty()) remark_on_cover(judged, signature, told);
  add(dates_of(judged, signature));
  if (signature.expired && signature.reason != "expired") add(say(judged, "remark.expired"));
  if (signature.future) add(say(judged, "remark.future"));
  if (signature.testing) add(say(judged, "remark.testing"));
  if (!signature.selector.empty()) add(key_words(judged, signature));
  if (signature.strict_identity) add(say(judged, "remark.strict"));
  if (signature.key_bits == smallest_good_key) {
    add(say(judged, "remark.minimum_key", {{"bits", std::to_string(signature.key_bits)}}));
  }
  return told;
}

Told tell_spf(const Judged& judged) {
  const spf::Outcome& outcome = found_in(judged).spf;
  Told told;
  const Parameters parameters = {{"domain", bounded(outcome.domain)}, {"ip", judged.facts.route.handed_over_ip}};
  told.text = say(judged, key_of(outcome), parameters);
  if (!outcome.worthless.empty()) {
    const std::string& owner = outcome.path.empty() ? outcome.domain : outcome.path.back().record_of;
    told.remarks.push_back(say(judged, "remark." + outcome.worthless, {{"domain", bounded(owner)}}));
  }
  if (!outcome.path.empty()) {
    told.remarks.push_back(say(judged, "remark.path", {{"terms", path_of(judged, outcome)}}));
  }
  if (const auto& server = found_in(judged).helo) {
    const bool denied = server->result == spf::Result::fail || server->result == spf::Result::softfail;
    if (server->result == spf::Result::pass || denied) {
      told.remarks.push_back(say(judged, denied ? "remark.helo_denied" : "remark.helo_confirmed",
                                 {{"host", bounded(server->domain)}, {"ip", judged.facts.route.handed_over_ip}}));
    }
  }
  if (outcome.helo) told.remarks.push_back(say(judged, "remark.helo"));
  if (outcome.result == spf::Result::fail || outcome.result == spf::Result::softfail) {
    told.remarks.push_back(is_old(judged) ? say(judged, "remark.old_record", {{"days", days(judged)}})
                                          : say(judged, "remark.forwarded"));
  }
  if (!outcome.explanation.empty()) {
    told.remarks.push_back(say(judged, "remark.explanation",
                               {{"text", bounded(outcome.explanation)}, {"domain", bounded(outcome.record_of)}}));
  }
  return told;
}

Told tell_dmarc(const Judged& judged) {
  const dmarc::Outcome& outcome = found_in(judged).dmarc;
  Told told;
  told.text = say(judged, key_of(outcome), {{"domain", bounded(outcome.domain)}});
  if (outcome.record_of.empty()) return told;
  told.remarks.push_back(say(judged, "remark.policy." + std::string(to_string(outcome.published))));
  if (outcome.testing || outcome.percent < 100) told.remarks.push_back(say(judged, "remark.trial"));
  if (!outcome.organisation.empty()) {
    told.remarks.push_back(say(judged, "remark.organisation", {{"organisation", bounded(outcome.organisation)}}));
  }
  if (outcome.record_of != outcome.domain) {
    told.remarks.push_back(say(judged, "remark.record_of", {{"domain", bounded(outcome.record_of)}}));
  }
  std::vector<std::string> exact;
  if (outcome.strict_dkim) exact.emplace_back("DKIM");
  if (outcome.strict_spf) exact.emplace_back("SPF");
  if (!exact.empty()) told.remarks.push_back(say(judged, "remark.exact", {{"domain", listed(judged, exact)}}));
  return told;
}

Told tell_arc(const Judged& judged) {
  const arc::Verification& found = found_in(judged).arc;
  Told told{say(judged, key_of(found)), {}};
  for (const arc::SetResult& set : found.sets) told.remarks.push_back(set_of(judged, set));
  return told;
}

std::string tell_result(const Judged& judged, const authentication::results::Method& method) {
  return say(
      judged, "said.by",
      {{"server", bounded(method.authserv_id)}, {"said", said(judged, method.method, method.result, method.domain)}});
}

std::string tell_difference(const Judged& judged, const authentication::Difference& difference) {
  return say(judged, "difference",
             {{"method", upper(difference.method)},
              {"domain", bounded(difference.domain)},
              {"server", result_word(judged, difference.server)},
              {"own", result_word(judged, difference.own)},
              {"why", say(judged, "difference." + difference.cause)}});
}

std::string tell_indicator(const Judged& judged) {
  const Authentication& found = found_in(judged);
  const Parameters parameters = {
      {"domain", bounded(found.indicator.domain.empty() ? judged.facts.sender.organisation : found.indicator.domain)}};
  if (found.indicator_confirmed) return say(judged, "indicator.confirmed", parameters);
  if (!found.indicator.authority.empty()) return say(judged, "indicator.authority", parameters);
  if (!found.indicator.domain.empty()) return say(judged, "indicator.logo", parameters);
  return found.carries_indicator ? say(judged, "indicator.carried") : std::string();
}

}  // namespace mekiki::report
