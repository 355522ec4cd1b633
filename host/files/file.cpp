#include "files/file.h"

namespace mekiki::files {

std::string_view to_string(Trait trait) {
  switch (trait) {
    case Trait::encrypted:
      return "encrypted";
    case Trait::unreadable:
      return "unreadable";
    case Trait::listed_in_part:
      return "listed_in_part";
    case Trait::bomb:
      return "bomb";
    case Trait::macro:
      return "macro";
    case Trait::macro_runs_itself:
      return "macro_runs_itself";
    case Trait::macro_sheet:
      return "macro_sheet";
    case Trait::equation_object:
      return "equation_object";
    case Trait::embedded_object:
      return "embedded_object";
    case Trait::outside_template:
      return "outside_template";
    case Trait::field_command:
      return "field_command";
    case Trait::pdf_script:
      return "pdf_script";
    case Trait::pdf_launch:
      return "pdf_launch";
    case Trait::pdf_form:
      return "pdf_form";
    case Trait::pdf_opens_itself:
      return "pdf_opens_itself";
    case Trait::pdf_file:
      return "pdf_file";
  }
  return "";
}

const Type* File::effective() const {
  if (real != nullptr && is_dangerous(*real)) return real;
  if (named == nullptr) return real;
  if (!is_dangerous(*named)) return real != nullptr ? real : named;
  // "www.example.com" as a name; a picture called .scr: what has bytes of another kind does not run.
  if (real != nullptr && real->family != Family::text && real->family != Family::page) return real;
  if (named->family == Family::program && read && (text || real != nullptr)) return real;
  return named;
}

}  // namespace mekiki::files
