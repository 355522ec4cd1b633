#include "html/forms.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/limits.h"
#include "base/utf8.h"
#include "html/links.h"

namespace mekiki::html {
namespace {

// HTML standard, section 4.10.5: any other value is "text".
constexpr std::array<std::string_view, 22> input_types = {
    "hidden", "text",  "search",         "tel",    "url",   "email", "password", "date",  "month",
    "week",   "time",  "datetime-local", "number", "range", "color", "checkbox", "radio", "file",
    "submit", "image", "reset",          "button"};

// What tells a reader what to put in.
std::string_view label_of(const Token& token) {
  for (const std::string_view name : {"placeholder", "aria-label", "value", "title"}) {
    const std::string_view value = trim_ascii(value_of(token, name));
    if (!value.empty()) return value;
  }
  return {};
}

}  // namespace

std::string_view value_of(const Token& token, std::string_view name) {
  const Attribute* const attribute = token.attribute(name);
  return attribute == nullptr ? std::string_view() : attribute->value;
}

void Forms::start(const Token& token) {
  if (document_.forms.size() >= limits::html_forms) {
    note_limit(document_, "html_forms");
    return;
  }
  current_ = static_cast<int>(document_.forms.size());
  Form& form = document_.forms.emplace_back();
  form.action = cut_on_character(value_of(token, "action"), limits::url_bytes);
  const std::string method = ascii_lower(value_of(token, "method"));
  form.method = method == "post" || method == "dialog" ? method : "get";
  form.span = token.span;
  const std::string_view id = value_of(token, "id");
  if (!id.empty()) forms_by_id_.try_emplace(std::string(id), static_cast<std::size_t>(current_));
}

void Forms::end(std::size_t offset) {
  if (current_ >= 0) document_.forms[static_cast<std::size_t>(current_)].span.end = offset;
  current_ = -1;
}

void Forms::field(const Token& token, std::string_view type, std::string_view label) {
  FormField field{.type = std::string(type),
                  .name = std::string(value_of(token, "name")),
                  .label = std::string(cut_on_character(label, limits::report_string_bytes))};
  place(std::move(field), value_of(token, "form"), token.span);
}

void Forms::place(FormField field, std::string_view form_id, Span span) {
  if (++fields_ > limits::html_form_fields) {
    note_limit(document_, "html_form_fields");
  } else if (form_id.empty() && current_ >= 0) {
    document_.forms[static_cast<std::size_t>(current_)].fields.push_back(std::move(field));
  } else {
    waiting_.push_back({.form_id = std::string(form_id), .field = std::move(field), .span = span});
  }
}

void Forms::input(const Token& token) {
  const std::string type = ascii_lower(value_of(token, "type"));
  const bool known = std::find(input_types.begin(), input_types.end(), type) != input_types.end();
  field(token, known ? type : "text", label_of(token));
}

void Forms::textarea(const Token& token) { field(token, "textarea", label_of(token)); }

void Forms::select(const Token& token) { field(token, "select", label_of(token)); }

void Forms::button_start(const Token& token) {
  if (in_button_) button_end({});
  in_button_ = true;
  const std::string type = ascii_lower(value_of(token, "type"));
  button_.type = type == "reset" || type == "button" ? type : "submit";
  button_.name = value_of(token, "name");
  button_.label = cut_on_character(label_of(token), limits::report_string_bytes);
  button_form_id_ = value_of(token, "form");
  button_span_ = token.span;
}

void Forms::button_end(std::string_view label) {
  if (!in_button_) return;
  in_button_ = false;
  if (!label.empty()) button_.label = cut_on_character(label, limits::report_string_bytes);
  place(std::exchange(button_, {}), button_form_id_, button_span_);
}

void Forms::finish() {
  Form outside;
  for (Waiting& waiting : waiting_) {
    const auto found = forms_by_id_.find(waiting.form_id);
    if (!waiting.form_id.empty() && found != forms_by_id_.end()) {
      document_.forms[found->second].fields.push_back(std::move(waiting.field));
      continue;
    }
    if (outside.fields.empty()) outside.span = waiting.span;
    outside.span.end = waiting.span.end;
    outside.fields.push_back(std::move(waiting.field));
  }
  if (!outside.fields.empty()) document_.forms.push_back(std::move(outside));
}

}  // namespace mekiki::html
