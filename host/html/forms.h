// Collects the forms of a document and the fields that belong to them (HTML standard, section 4.10.17.3).
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "html/document.h"
#include "html/tokenizer.h"

namespace mekiki::html {

class Forms {
 public:
  explicit Forms(Document& document) : document_(document) {}

  // Index of the form that fields belong to now, or -1.
  [[nodiscard]] int current() const { return current_; }
  // Precondition: current() is -1.
  void start(const Token& token);
  void end(std::size_t offset);

  void input(const Token& token);
  void textarea(const Token& token);
  void select(const Token& token);
  void button_start(const Token& token);
  void button_end(std::string_view label);

  // Fields that stand in no form go into one without action.
  void finish();

 private:
  struct Waiting {
    std::string form_id;  // empty: stands in no form
    FormField field;
    Span span;
  };

  void field(const Token& token, std::string_view type, std::string_view label);
  void place(FormField field, std::string_view form_id, Span span);

  Document& document_;
  int current_ = -1;
  bool in_button_ = false;
  FormField button_;
  std::string button_form_id_;
  Span button_span_;
  std::size_t fields_ = 0;
  std::map<std::string, std::size_t, std::less<>> forms_by_id_;
  std::vector<Waiting> waiting_;
};

// The attribute's value, or nothing.
std::string_view value_of(const Token& token, std::string_view name);

}  // namespace mekiki::html
