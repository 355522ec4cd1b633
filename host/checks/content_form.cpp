// The mail itself has input fields. Honest mail asks nobody to type a password into the mail.
#include <algorithm>

#include "checks/check.h"
#include "checks/support.h"

namespace mekiki::checks {
namespace {

bool asks_secret(const html::Form& form) {
  return std::any_of(form.fields.begin(), form.fields.end(),
                     [](const html::FormField& field) { return field.type == "password"; });
}

bool has_input(const html::Form& form) {
  return std::any_of(form.fields.begin(), form.fields.end(), [](const html::FormField& field) {
    return field.type == "text" || field.type == "email" || field.type == "password" || field.type == "tel" ||
           field.type == "number" || field.type == "textarea";
  });
}

void examine(const message::Message& message, const facts::Texts& texts, Sink& sink) {
  for (const facts::BodyPart& body : texts.bodies) {
    for (const html::Form& form : body.document.forms) {
      if (!has_input(form)) continue;
      Finding finding;
      finding.severity = asks_secret(form) ? Severity::strong : Severity::weak;
      finding.variant = asks_secret(form) ? "password" : "";
      finding.parameters["action"] = form.action;
      finding.evidence.push_back({"html:" + message.parts[body.part].path, form.action, form.span});
      sink.add(std::move(finding));
      return;
    }
  }
}

}  // namespace

extern const Check content_form;
const Check content_form = make<examine>();

}  // namespace mekiki::checks
