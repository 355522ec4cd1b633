#include "authentication/differences.h"

#include <algorithm>

#include "base/base64.h"
#include "base/utf8.h"
#include "names/domain.h"

namespace mekiki::authentication {
namespace {

// 0: of another signature; else the more, the surer.
int likeness(const results::Method& method, const dkim::SignatureResult& signature, const std::string& encoded) {
  if (method.method != "dkim") return 0;
  // header.i, which some write alone, may be a name below d=.
  if (!method.domain.empty() && !names::is_within(method.domain, signature.domain)) return 0;
  int sure = method.domain.empty() ? 0 : 1;
  if (!method.selector.empty()) {
    if (!ascii_iequals(method.selector, signature.selector)) return 0;
    ++sure;
  }
  if (!method.signature.empty()) {
    if (!encoded.starts_with(method.signature)) return 0;
    sure += 2;
  }
  return sure;
}

bool is_known(dkim::Result result) { return result != dkim::Result::unknown && result != dkim::Result::temperror; }

// The words of RFC 8601 (and those of before) that say something for good.
bool says_no(std::string_view result) {
  return result == "fail" || result == "hardfail" || result == "policy" || result == "permerror" || result == "neutral";
}

std::string cause_of_rejection(const dkim::SignatureResult& own, bool list) {
  if (own.reason == "weak_hash" || own.reason == "short_key" || own.reason == "expired") return own.reason;
  if (own.reason == "unsigned_from") return "from_added";
  if (own.result == dkim::Result::permerror && own.reason.find("key") != std::string::npos) return "key_gone";
  if (own.good_without_stamp) return "stamp";
  if (own.result == dkim::Result::fail && list) return "list";
  if (own.reason == "body_hash" || own.reason == "body_too_short") return "content_changed";
  // The body is as it was signed: it is the key that is another, or the header was touched.
  if (own.reason == "signature" && own.body == dkim::BodyMatch::intact) return "key_gone";
  return "other";
}

void compare_signatures(const Prepared& prepared, const Authentication& found, std::vector<Difference>& differences) {
  for (const dkim::SignatureResult& own : found.dkim.signatures) {
    const results::Method* theirs = server_result(found.results, own);
    if (theirs == nullptr || !is_known(own.result)) continue;
    const bool passes = own.result == dkim::Result::pass;
    std::string cause;
    if (theirs->result == "pass" && !passes) {
      cause = cause_of_rejection(own, prepared.mailing_list);
    } else if (says_no(theirs->result) && passes) {
      cause = "only_now";
    } else {
      continue;
    }
    differences.push_back(
        {"dkim", own.domain, own.selector, theirs->result, std::string(to_string(own.result)), std::move(cause)});
  }
}

void compare_envelopes(const Authentication& found, std::vector<Difference>& differences) {
  const results::Method* theirs = found.results.find("spf");
  if (theirs == nullptr || !found.spf_evaluated) return;
  // Of another domain it is another question: HELO and envelope may both be looked at.
  if (!theirs->domain.empty() && theirs->domain != found.spf.domain) return;
  const bool they_pass = theirs->result == "pass";
  if (!they_pass && theirs->result != "fail" && theirs->result != "softfail" && theirs->result != "hardfail") return;
  const bool known = found.spf.result == spf::Result::pass || found.spf.result == spf::Result::fail ||
                     found.spf.result == spf::Result::softfail || found.spf.result == spf::Result::none;
  if (!known || they_pass == (found.spf.result == spf::Result::pass)) return;
  differences.push_back(
      {"spf", found.spf.domain, {}, theirs->result, std::string(to_string(found.spf.result)), "record_changed"});
}

void compare_verdicts(const Prepared& prepared, const Authentication& found, std::vector<Difference>& differences) {
  const results::Method* theirs = found.results.find("dmarc");
  if (theirs == nullptr || (theirs->result != "pass" && theirs->result != "fail")) return;
  const std::string own(to_string(found.dmarc.result));
  if ((own != "pass" && own != "fail") || own == theirs->result) return;
  // It follows from what DKIM and SPF said, else its record is another today.
  const std::string cause = differences.empty() ? "record_changed" : differences.front().cause;
  differences.push_back({"dmarc", prepared.author, {}, theirs->result, own, cause});
}

}  // namespace

const results::Method* server_result(const results::Judged& judged, const dkim::SignatureResult& signature) {
  const std::string encoded = base64_encode(signature.signature);
  const results::Method* best = nullptr;
  int most = 0;
  for (const results::Method& method : judged.trusted) {
    const int like = likeness(method, signature, encoded);
    if (like <= most) continue;
    most = like;
    best = &method;
  }
  return best;
}

bool is_undermined(const dkim::SignatureResult& signature) {
  const auto& left_out = signature.unsigned_headers;
  return signature.weak_hash || signature.short_key || signature.body_unsigned > 0 ||
         std::find(left_out.begin(), left_out.end(), "from") != left_out.end();
}

std::vector<Difference> compare(const Prepared& prepared, const Authentication& found) {
  std::vector<Difference> differences;
  compare_signatures(prepared, found, differences);
  compare_envelopes(found, differences);
  compare_verdicts(prepared, found, differences);
  return differences;
}

}  // namespace mekiki::authentication
