#include <algorithm>
#include <array>

#include "authentication/dkim/dkim.h"
#include "authentication/dkim/key.h"
#include "base/limits.h"
#include "names/domain.h"

namespace mekiki::authentication::dkim {
namespace {

constexpr std::size_t shortest_rsa_bits = 1024;  // RFC 8301 section 3.2
constexpr std::int64_t clock_slack = 3600;       // seconds that clocks may be apart

SignatureResult begin(const Signature& signature) {
  SignatureResult result;
  result.field = signature.field;
  result.domain = signature.domain;
  result.selector = signature.selector;
  result.identity = signature.identity;
  result.algorithm = signature.algorithm;
  result.canonicalisation = signature.canonicalisation;
  result.signature = signature.signature;
  result.headers_signed = signature.headers_signed;
  result.body = signature.body;
  result.body_length = signature.body_length;
  result.body_unsigned = signature.body_unsigned;
  result.unsigned_headers = signature.unsigned_headers;
  result.oversigned_headers = signature.oversigned_headers;
  result.time = signature.time;
  result.expires = signature.expires;
  return result;
}

void decide(SignatureResult& result, Result word, std::string_view reason) {
  result.result = word;
  result.reason = reason;
}

std::string_view changed_body(BodyMatch body) { return body == BodyMatch::too_short ? "body_too_short" : "body_hash"; }

KeyType key_type(const Signature& signature) {
  return signature.algorithm == "ed25519-sha256" ? KeyType::ed25519 : KeyType::rsa;
}
Hash hash_of(const Signature& signature) { return signature.algorithm == "rsa-sha1" ? Hash::sha1 : Hash::sha256; }

bool has(const std::vector<std::string>& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

void note_times(SignatureResult& result, const Times& times) {
  const std::int64_t seen = times.received.value_or(times.now);
  result.expired = result.expires && *result.expires < seen;
  result.future = result.time && *result.time > seen && *result.time - seen > clock_slack;
}

// RFC 6376 section 3.6.1, t=s: no subdomain in i=.
bool identity_fits(const Signature& signature, const KeyRecord& record) {
  if (!record.strict_identity) return true;
  const std::string_view identity = signature.identity;
  const std::size_t at = identity.rfind('@');
  return names::is_within(signature.domain, identity.substr(at == std::string_view::npos ? 0 : at + 1));
}

// Why a signature that holds does not count; empty: it does.
std::string_view objection(const SignatureResult& result, const Times& times) {
  if (result.weak_hash) return "weak_hash";
  if (result.short_key) return "short_key";
  if (has(result.unsigned_headers, "from")) return "unsigned_from";
  if (result.expired && times.received) return "expired";
  return {};
}

// The signed header fields are as they were, but for a stamp.
void judge_intact_header(const Signature& signature, const KeyRecord& record, const Times& times,
                         SignatureResult& result) {
  if (!identity_fits(signature, record)) return decide(result, Result::permerror, "identity_not_exact");
  const std::string_view against = objection(result, times);
  const bool body_good = signature.body == BodyMatch::intact;
  if (body_good && result.stamp.empty())
    return decide(result, against.empty() ? Result::pass : Result::neutral, against);
  result.good_without_stamp = against.empty() && (body_good || signature.body == BodyMatch::without_footer);
  decide(result, Result::fail, body_good ? "signature" : changed_body(signature.body));
}

SignatureResult with_key(const Signature& signature, const KeyRecord& record, const Times& times,
                         SignatureResult result) {
  result.testing = record.testing;
  result.strict_identity = record.strict_identity;
  if (!record.error.empty()) {
    decide(result, Result::permerror, record.error);
    return result;
  }
  result.key_bits = record.key->bits();
  result.short_key = key_type(signature) == KeyType::rsa && result.key_bits < shortest_rsa_bits;
  const Hash hash = hash_of(signature);
  result.header_intact = record.key->verify(hash, signature.digest, signature.signature);
  for (const Unstamped& other : signature.unstamped) {
    if (*result.header_intact || !record.key->verify(hash, other.digest, signature.signature)) continue;
    result.header_intact = true;
    result.stamp = other.stamp;
  }
  if (*result.header_intact) {
    judge_intact_header(signature, record, times, result);
  } else {
    const bool body_fits = signature.body == BodyMatch::intact || signature.body == BodyMatch::without_footer;
    decide(result, Result::fail, body_fits ? "signature" : changed_body(signature.body));
  }
  return result;
}

// Several keys under one name: the one that fits (RFC 6376 section 6.1.2 step 4), else what is said of the first that
// could be used at all.
SignatureResult with_keys(const Signature& signature, const std::vector<std::string>& records, const Times& times,
                          const SignatureResult& begun) {
  SignatureResult best = begun;
  decide(best, Result::permerror, "no_key");
  const auto rank = [](const SignatureResult& one) {
    if (one.result == Result::pass) return 5;
    if (one.header_intact.value_or(false)) return 4;
    if (one.result != Result::permerror) return 3;
    return one.reason == "no_key" ? 1 : 2;
  };
  std::size_t tried = 0;
  for (const std::string& record : records) {
    if (tried >= limits::dkim_key_records) break;
    const KeyRecord key = read_key(record, key_type(signature), hash_of(signature));
    if (key.error == "no_key") continue;  // a wildcard's, or another protocol's
    ++tried;
    SignatureResult one = with_key(signature, key, times, begun);
    if (rank(one) > rank(best)) best = std::move(one);
  }
  return best;
}

// The body alone tells that it was changed; the key would only tell whether the header was too.
void without_key(const Signature& signature, SignatureResult& result) {
  if (signature.body == BodyMatch::changed || signature.body == BodyMatch::too_short)
    decide(result, Result::fail, changed_body(signature.body));
}

SignatureResult judge(const Signature& signature, questions::Inquiry& inquiry, const Times& times) {
  SignatureResult result = begin(signature);
  note_times(result, times);
  result.weak_hash = hash_of(signature) == Hash::sha1;
  if (!signature.error.empty()) {
    result.detail = signature.detail;
    const bool not_known = signature.error == "limit" || signature.error == "personal";
    const Result word = not_known                        ? Result::unknown
                        : signature.error == "algorithm" ? Result::neutral
                                                         : Result::permerror;
    decide(result, word, signature.error);
    if (not_known) without_key(signature, result);
    return result;
  }
  result.question = key_name(signature.selector, signature.domain);
  const questions::Answer answer = inquiry.ask(questions::Kind::dns_txt, result.question);
  switch (answer.outcome) {
    case questions::Outcome::yes:
      return with_keys(signature, answer.values, times, result);
    case questions::Outcome::no:
      decide(result, Result::permerror, "no_key");
      return result;
    case questions::Outcome::unknown:
      break;
  }
  decide(result, is_temporary(answer.reason) ? Result::temperror : Result::unknown, answer.reason);
  without_key(signature, result);
  return result;
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
    case Result::neutral:
      return "neutral";
    case Result::temperror:
      return "temperror";
    case Result::permerror:
      return "permerror";
    case Result::unknown:
      return "unknown";
  }
  return {};
}

Verification verify(const Signatures& signatures, questions::Inquiry& inquiry, const Times& times) {
  Verification verification;
  for (const Signature& signature : signatures.list)
    verification.signatures.push_back(judge(signature, inquiry, times));
  constexpr std::array order = {Result::pass, Result::unknown, Result::temperror,
                                Result::fail, Result::neutral, Result::permerror};
  for (const Result word : order) {
    const auto is_word = [&](const SignatureResult& one) { return one.result == word; };
    if (!std::any_of(verification.signatures.begin(), verification.signatures.end(), is_word)) continue;
    verification.result = word;
    break;
  }
  return verification;
}

}  // namespace mekiki::authentication::dkim
