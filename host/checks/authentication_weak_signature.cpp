// The author's signature fits, but leaves room: text may be added behind it, the subject is not signed, or key and
// method can be broken today.
#include <algorithm>

#include "checks/check.h"
#include "checks/proof.h"
#include "checks/support.h"

namespace mekiki::checks {
namespace {

using authentication::dkim::Result;
using authentication::dkim::SignatureResult;

std::optional<std::string> weakness(const SignatureResult& signature) {
  if (signature.result != Result::pass && signature.result != Result::neutral) return std::nullopt;
  if (signature.reason == "weak_hash") return "hash";
  if (signature.reason == "short_key") return "key";
  if (signature.result != Result::pass) return std::nullopt;
  if (signature.body_unsigned > 0) return "";
  const auto& left_out = signature.unsigned_headers;
  const bool subject = std::find(left_out.begin(), left_out.end(), "subject") != left_out.end();
  return subject ? std::optional<std::string>("subject") : std::nullopt;
}

void examine(const message::Message& message, const facts::Sender& sender, const authentication::Authentication& found,
             Sink& sink) {
  // Another signature without the weakness takes its place.
  if (found.confirmed && found.confirmed->own && found.confirmed->method == "dkim") return;
  const auto* signature = author_signature(found, sender.organisation,
                                           [](const SignatureResult& one) { return weakness(one).has_value(); });
  if (signature == nullptr) return;
  Finding finding;
  finding.severity = Severity::weak;
  finding.variant = weakness(*signature).value_or("");
  finding.parameters["domain"] = signature->domain;
  finding.parameters["bytes"] = std::to_string(signature->body_unsigned);
  finding.parameters["bits"] = std::to_string(signature->key_bits);
  finding.evidence.push_back(evidence_of_field(message, signature->field));
  sink.add(std::move(finding));
}

}  // namespace

extern const Check authentication_weak_signature;
const Check authentication_weak_signature = make<examine>();

}  // namespace mekiki::checks
