#include "checks/proof.h"

#include <algorithm>
#include <array>

#include "checks/support.h"

namespace mekiki::checks {

using authentication::Authentication;
using authentication::dkim::SignatureResult;

Evidence evidence_of_field(const message::Message& message, std::size_t field) {
  const message::HeaderField& header = message.headers[field];
  return {"header:" + header.name, header.value, header.span};
}

Evidence evidence_of_result(const message::Message& message, const facts::Sender& sender,
                            const authentication::results::Method* result) {
  return result != nullptr ? evidence_of_field(message, result->field) : evidence_of_sender(message, sender);
}

bool is_proved_to_be(const Authentication& found, const facts::Sender& sender, const names::Brand& brand) {
  return found.confirmed.has_value() && is_from(sender, brand);
}

bool was_altered(const Authentication& found, const std::string& organisation) {
  return author_signature(found, organisation, [](const SignatureResult& signature) {
           return signature.good_without_stamp || signature.header_intact.value_or(false);
         }) != nullptr;
}

bool key_is_gone(const Authentication& found, const std::string& organisation) {
  return found.age_days > days_that_keys_stand &&
         author_signature(found, organisation, [](const SignatureResult& signature) {
           return signature.reason == "no_key" || signature.reason == "key_revoked";
         }) != nullptr;
}

bool was_confirmed_before_forwarding(const Authentication& found) {
  static constexpr auto sealers =
      std::to_array<std::string_view>({"google.com", "microsoft.com", "outlook.com", "office365.com", "yahoo.com",
                                       "aol.com", "fastmail.com", "messagingengine.com", "icloud.com"});
  if (found.arc.result != authentication::arc::Result::pass || found.arc.sets.empty()) return false;
  const auto known = [](const authentication::arc::SetResult& set) {
    return std::any_of(sealers.begin(), sealers.end(),
                       [&](std::string_view sealer) { return names::is_within(set.seal_domain, sealer); });
  };
  if (!std::all_of(found.arc.sets.begin(), found.arc.sets.end(), known)) return false;
  const auto& methods = found.arc.sets.front().results.methods;
  return std::any_of(methods.begin(), methods.end(),
                     [](const auto& method) { return method.method == "dmarc" && method.result == "pass"; });
}

}  // namespace mekiki::checks
