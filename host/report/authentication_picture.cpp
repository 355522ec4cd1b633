#include <utility>
#include <vector>

#include "report/authentication_say.h"
#include "report/authentication_words.h"

namespace mekiki::report {
namespace {

using authentication::Authentication;
using authentication::dkim::SignatureResult;
namespace dkim = authentication::dkim;
namespace spf = authentication::spf;

std::string state_of(const SignatureResult& signature) {
  if (signature.result == dkim::Result::pass) return "good";
  if (signature.result == dkim::Result::unknown || signature.result == dkim::Result::temperror) return "open";
  return signature.result == dkim::Result::neutral ? "worthless" : "bad";
}

std::string state_of(const spf::Outcome& outcome) {
  switch (outcome.result) {
    case spf::Result::pass:
      return outcome.worthless.empty() ? "good" : "worthless";
    case spf::Result::unknown:
    case spf::Result::temperror:
      return "open";
    case spf::Result::none:
    case spf::Result::neutral:
      return "none";
    default:
      return "bad";
  }
}

Party party(const Judged& judged, std::string kind, const std::string& domain, std::string state) {
  Party made{std::move(kind), bounded(domain), std::move(state), is_author(judged, domain), {}};
  made.text = say(judged, "picture." + made.kind,
                  {{"domain", made.domain},
                   {"state", say(judged, "state." + made.state)},
                   {"relation", say(judged, made.same ? "relation.same" : "relation.other")}});
  return made;
}

}  // namespace

Picture draw_alignment(const Judged& judged) {
  const Authentication& found = judged.outcome.authentication;
  Picture picture;
  picture.from = bounded(judged.facts.sender.domain);
  if (picture.from.empty()) return picture;
  picture.label = say(judged, "picture.from", {{"domain", picture.from}});
  std::vector<std::string> texts = {picture.label};
  for (const SignatureResult& signature : found.dkim.signatures) {
    if (signature.domain.empty()) continue;
    picture.parties.push_back(party(judged, "signer", signature.domain, state_of(signature)));
  }
  if (picture.parties.empty())
    picture.parties.push_back({"signer", "", "none", false, say(judged, "picture.unsigned")});
  picture.parties.push_back(found.spf.domain.empty()
                                ? Party{"envelope", "", "open", false, say(judged, "picture.no_envelope")}
                                : party(judged, "envelope", found.spf.domain, state_of(found.spf)));
  for (const Party& one : picture.parties) texts.push_back(one.text);
  for (const std::string& text : texts) picture.text += (picture.text.empty() ? "" : " \u2194 ") + text;
  return picture;
}

}  // namespace mekiki::report
