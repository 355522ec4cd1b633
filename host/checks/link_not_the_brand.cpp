// The mail speaks as a company and asks the reader to press; none of what it asks to press belongs to that company.
#include "checks/check.h"
#include "checks/support.h"

namespace mekiki::checks {
namespace {

bool demands_a_press(const facts::Demands& demands) {
  return demands_something_dear(demands) || demands.has(text::PhraseKind::click);
}

void examine(const facts::Links& links, const facts::Claims& claims, const facts::Sender& sender,
             const facts::Demands& demands, Sink& sink) {
  const facts::ClaimedBrand* claimed = claims.main();
  if (claimed == nullptr) return;
  const bool honest_sender = false_claim(claims, sender) == nullptr;
  const facts::Link* stranger = nullptr;
  std::size_t strangers = 0, actions = 0;
  for (const facts::Link* link : action_links(links)) {
    ++actions;
    if (!leads_to_stranger(*link, honest_sender ? sender : facts::Sender{}, claimed->brand)) continue;
    ++strangers;
    if (stranger == nullptr || (!link->text.empty() && stranger->text.empty())) stranger = link;
  }
  if (stranger == nullptr) return;
  // A company's own mail links to partners, shops and social networks: it counts only when everything does. When all
  // of it leads to rented names, the company's address in From is forged.
  if (honest_sender && (strangers < actions || !(demands_a_press(demands) || stranger->rented))) return;
  Finding finding;
  finding.severity =
      (honest_sender ? stranger->rented : demands_a_press(demands)) ? Severity::strong : Severity::medium;
  finding.variant = strangers == actions ? "" : "some";
  name_brand(finding, *claimed->brand);
  finding.parameters["text"] = stranger->text;
  finding.parameters["host"] = stranger->host;
  finding.parameters["owner"] = stranger->owner_domain;
  finding.evidence.push_back(evidence_of(*stranger));
  sink.add(std::move(finding));
}

}  // namespace

extern const Check link_not_the_brand;
const Check link_not_the_brand = make<examine>();

}  // namespace mekiki::checks
