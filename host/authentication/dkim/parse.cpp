#include <algorithm>
#include <array>
#include <map>

#include "authentication/dkim/body_match.h"
#include "authentication/dkim/dkim.h"
#include "authentication/dkim/stamps.h"
#include "authentication/dkim/tags.h"
#include "base/limits.h"

namespace mekiki::authentication::dkim {
namespace {

// What the reader sees, or what decides how he sees it.
constexpr auto shown_headers = std::to_array<std::string_view>(
    {"from", "subject", "date", "to", "cc", "reply-to", "sender", "content-type", "content-transfer-encoding"});

std::string canonicalisation_word(const SignatureTags& tags) {
  const auto word = [](Canonicalisation one) { return one == Canonicalisation::simple ? "simple" : "relaxed"; };
  return std::string(word(tags.header)) + "/" + word(tags.body);
}

void note_headers(const SignedMail& mail, const SignatureTags& tags, Signature& signature) {
  std::map<std::string_view, std::size_t> listed;
  for (const std::string& name : tags.headers) ++listed[name];
  for (const std::string_view name : shown_headers) {
    const auto found = listed.find(name);
    const std::size_t signed_count = found == listed.end() ? 0 : found->second;
    const std::size_t present = mail.named(name).size();
    if (present > signed_count) signature.unsigned_headers.emplace_back(name);
    if (signed_count > present) signature.oversigned_headers.emplace_back(name);
  }
}

void judge_bodies(SignedMail& mail, const std::vector<SignatureTags>& tags, std::vector<Signature>& signatures) {
  std::vector<const SignatureTags*> usable;
  for (std::size_t i = 0; i < tags.size(); ++i) {
    if (signatures[i].error.empty()) usable.push_back(&tags[i]);
  }
  const std::vector<BodyMatch> matches = match_bodies(mail, usable);
  std::size_t next = 0;
  for (std::size_t i = 0; i < tags.size(); ++i) {
    Signature& signature = signatures[i];
    if (!signature.error.empty()) continue;
    signature.body = matches[next++];
    const std::uint64_t length = mail.body_hash(body_request(tags[i])).length;
    if (tags[i].body_length && *tags[i].body_length < length) signature.body_unsigned = length - *tags[i].body_length;
  }
}

// The Subject that h= means, if a stamp may stand before it.
void add_unstamped(const SignedMail& mail, const SignatureTags& tags, Signature& signature) {
  const auto& subjects = mail.named("subject");
  if (subjects.empty() || std::find(tags.headers.begin(), tags.headers.end(), "subject") == tags.headers.end()) return;
  const std::size_t field = subjects.back();
  for (Subject& subject : without_stamp(mail.value(field))) {
    const Replacement instead{field, std::move(subject.value)};
    signature.unstamped.push_back(
        {std::move(subject.stamp), digest(tags.hash, signed_header(mail, signature.field, tags, &instead))});
  }
}

Signature describe(const SignedMail& mail, std::size_t field, const SignatureTags& tags) {
  Signature signature;
  signature.field = field;
  signature.error = tags.error;
  signature.detail = tags.detail;
  signature.domain = tags.domain;
  signature.selector = tags.selector;
  signature.identity = tags.identity;
  signature.algorithm = tags.algorithm;
  signature.canonicalisation = canonicalisation_word(tags);
  signature.headers_signed = tags.headers;
  signature.time = tags.time;
  signature.expires = tags.expires;
  signature.body_length = tags.body_length;
  signature.signature = tags.signature;
  note_headers(mail, tags, signature);
  return signature;
}

}  // namespace

Signatures parse_and_hash(SignedMail& mail) {
  Signatures result;
  result.limits_hit = mail.limits_hit();
  std::vector<SignatureTags> tags;
  for (const std::size_t field : mail.named("dkim-signature")) {
    if (result.list.size() >= limits::dkim_signatures) {
      result.limits_hit.emplace_back("dkim_signatures");
      break;
    }
    tags.push_back(read_signature_tags(mail.value(field), FieldKind::dkim_signature));
    result.list.push_back(describe(mail, field, tags.back()));
    if (mail.header_cut()) result.list.back().error = "limit";
  }
  judge_bodies(mail, tags, result.list);
  for (std::size_t i = 0; i < tags.size(); ++i) {
    Signature& signature = result.list[i];
    if (!signature.error.empty()) continue;
    signature.digest = digest(tags[i].hash, signed_header(mail, signature.field, tags[i]));
    add_unstamped(mail, tags[i], signature);
  }
  return result;
}

Signatures parse_and_hash(std::string_view raw) {
  SignedMail mail(raw);
  return parse_and_hash(mail);
}

}  // namespace mekiki::authentication::dkim
