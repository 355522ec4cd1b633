// The section `authentication`: our own check and, set beside it, what the reader's own mail server says. A stranger's
// results are not shown.
#include <nlohmann/json.hpp>

#include "base/base64.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "names/domain.h"
#include "report/authentication_words.h"
#include "report/sections.h"

namespace mekiki::report {
namespace {

using nlohmann::json;

std::string bounded(std::string_view text) { return shorten(to_valid_utf8(text), limits::report_string_bytes); }
std::string excerpt(std::string_view text) { return shorten(to_valid_utf8(text), limits::excerpt_bytes); }

json or_null(const std::string& text) { return text.empty() ? json(nullptr) : json(bounded(text)); }

json names_json(const std::vector<std::string>& names) {
  json list = json::array();
  for (const std::string& name : names) {
    if (list.size() < limits::report_links) list.push_back(excerpt(name));
  }
  return list;
}

// One result in the words of RFC 8601, and in the reader's; `source` is "own" where it was checked here.
json result_json(std::string_view result, const std::string& domain, const std::string& reason, const Told& told) {
  return {{"result", result}, {"domain", or_null(domain)},  {"reason", or_null(reason)},
          {"source", "own"},  {"text", bounded(told.text)}, {"remarks", names_json(told.remarks)}};
}

json signature_json(const Judged& judged, const authentication::dkim::SignatureResult& signature) {
  const std::string& organisation = judged.facts.sender.organisation;
  json item =
      result_json(to_string(signature.result), signature.domain, signature.reason, tell_signature(judged, signature));
  item["selector"] = excerpt(signature.selector);
  item["algorithm"] = excerpt(signature.algorithm);
  item["canonicalisation"] = excerpt(signature.canonicalisation);
  item["key_bits"] = signature.key_bits;
  item["headers_signed"] = names_json(signature.headers_signed);
  item["headers_unsigned"] = names_json(signature.unsigned_headers);
  item["aligned"] = !organisation.empty() && names::organisation_domain(signature.domain) == organisation;
  if (signature.time) item["signed"] = *signature.time;
  if (signature.expires) item["expires"] = *signature.expires;
  if (signature.body_length) item["body_unsigned"] = signature.body_unsigned;
  if (signature.good_without_stamp) item["good_without"] = excerpt(signature.stamp);
  return item;
}

json spf_json(const Judged& judged) {
  const auto& spf = judged.outcome.authentication.spf;
  json item = result_json(to_string(spf.result), spf.domain, spf.reason, tell_spf(judged));
  item["terms"] = json::array();
  for (const auto& term : spf.path) {
    item["terms"].push_back({{"domain", excerpt(term.record_of)}, {"term", excerpt(term.written)}});
  }
  if (const auto& server = judged.outcome.authentication.helo) {
    item["helo"] = {{"domain", excerpt(server->domain)}, {"result", to_string(server->result)}};
  }
  if (!spf.worthless.empty()) item["worthless"] = spf.worthless;
  if (!spf.explanation.empty()) item["explanation"] = bounded(spf.explanation);
  return item;
}

json dmarc_json(const Judged& judged) {
  const auto& dmarc = judged.outcome.authentication.dmarc;
  json item = result_json(to_string(dmarc.result), dmarc.domain, dmarc.reason, tell_dmarc(judged));
  if (!dmarc.organisation.empty()) item["organisation"] = excerpt(dmarc.organisation);
  if (!dmarc.record_of.empty()) {
    item["policy"] = to_string(dmarc.published);
    item["record_of"] = excerpt(dmarc.record_of);
  }
  return item;
}

json arc_json(const Judged& judged) {
  const auto& arc = judged.outcome.authentication.arc;
  const std::string sealer = arc.sets.empty() ? "" : arc.sets.back().seal_domain;
  return result_json(to_string(arc.result), sealer, arc.reason, tell_arc(judged));
}

json trusted_json(const Judged& judged) {
  json trusted = json::array();
  for (const auto& method : judged.outcome.authentication.results.trusted) {
    if (trusted.size() >= limits::report_links) break;
    trusted.push_back({{"method", excerpt(method.method)},
                       {"result", excerpt(method.result)},
                       {"domain", or_null(method.domain)},
                       {"selector", or_null(method.selector)},
                       {"reason", or_null(method.reason)},
                       {"source", bounded(method.authserv_id)},
                       {"text", tell_result(judged, method)}});
  }
  return trusted;
}

json differences_json(const Judged& judged) {
  json differences = json::array();
  for (const auto& difference : judged.outcome.authentication.differences) {
    differences.push_back({{"method", difference.method},
                           {"domain", or_null(difference.domain)},
                           {"selector", or_null(difference.selector)},
                           {"server", excerpt(difference.server)},
                           {"own", difference.own},
                           {"cause", difference.cause},
                           {"text", tell_difference(judged, difference)}});
  }
  return differences;
}

json picture_json(const Judged& judged) {
  const Picture picture = draw_alignment(judged);
  json parties = json::array();
  for (const Party& party : picture.parties) {
    parties.push_back({{"kind", party.kind},
                       {"domain", or_null(party.domain)},
                       {"state", party.state},
                       {"same", party.same},
                       {"text", party.text}});
  }
  return {{"from", or_null(picture.from)},
          {"label", picture.label},
          {"parties", std::move(parties)},
          {"text", bounded(picture.text)}};
}

json indicator_json(const Judged& judged) {
  const std::string text = tell_indicator(judged);
  if (text.empty()) return nullptr;
  const auto& found = judged.outcome.authentication;
  return {{"domain", or_null(found.indicator.domain)},
          {"logo", or_null(found.indicator.logo)},
          {"authority", or_null(found.indicator.authority)},
          {"confirmed", found.indicator_confirmed},
          {"text", text}};
}

}  // namespace

json authentication_section(const Judged& judged) {
  const auto& found = judged.outcome.authentication;
  json dkim = json::array();
  for (const auto& signature : found.dkim.signatures) dkim.push_back(signature_json(judged, signature));
  return {{"summary", tell_summary(judged)},
          {"picture", picture_json(judged)},
          {"unsigned", dkim.empty() ? json(tell_unsigned(judged)) : json(nullptr)},
          {"spf", spf_json(judged)},
          {"dkim", std::move(dkim)},
          {"dmarc", dmarc_json(judged)},
          {"arc", arc_json(judged)},
          {"trusted_results", trusted_json(judged)},
          {"authserv_ids", names_json(found.results.authserv_ids)},
          {"differences", differences_json(judged)},
          {"indicator", indicator_json(judged)}};
}

}  // namespace mekiki::report
