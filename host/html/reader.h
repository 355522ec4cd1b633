// One pass over the tokens of a document, with the parts of tree construction (HTML standard, section 13.2.6)
// that decide what a reader sees: implied ends, formatting that lives on, tables, foreign content.
// Not modelled: foster parenting's effect on order and the adoption agency's clones; neither changes which links
// exist or what is hidden.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "html/document.h"
#include "html/forms.h"
#include "html/links.h"
#include "html/open_elements.h"
#include "html/style_sheet.h"
#include "html/text_flow.h"
#include "html/tokenizer.h"

namespace mekiki::html {

class Reader {
 public:
  enum class Rules : bool { to_be_read, given };

  // The rules of the document's <style> elements are added to `sheet`, unless they are given in it.
  Reader(std::string_view source, StyleSheet& sheet, Rules rules);

  Document read();

  // A <style> element stood after content that it may have applied to: to be read again with the sheet given.
  [[nodiscard]] bool style_came_late() const { return style_came_late_; }

 private:
  class AttributeUrls;
  class SheetUrls;
  // Which of the elements above one that is closed stay open: none; formatting ones; those that the adoption agency
  // leaves (section 13.2.6.4.7: formatting and special ones); all.
  enum class Keep { none, formatting, adopted, all };

  // reader.cpp
  void text(const Token& token);
  void shown_text(const Token& token, const Style& style);
  void hidden_text(const Token& token, HiddenReason reason);
  void flush_hidden();
  void line_break(std::size_t offset);
  void element_break(const OpenElement& element, std::size_t offset);
  void cell_break(std::size_t offset);
  [[nodiscard]] int current_link() const { return loose_link_ >= 0 ? loose_link_ : open_.top().link; }
  void raw_text(const Token& token);
  void raw_end();
  void start_raw(Tag tag, Content content, const Token& token);
  bool push(const OpenElement& element);
  void close(std::size_t index, Keep keep, std::size_t offset);
  [[nodiscard]] bool stays_open(const OpenElement& element, Keep keep) const;
  void close_above(std::size_t index, std::size_t offset);
  void closed(const OpenElement& element, std::size_t offset);
  void reinherit(OpenElement& element) const;
  void restyle();
  void reopen_kept();
  void forget_unpushed(std::size_t offset);
  void close_loose_link(std::size_t offset);
  [[nodiscard]] const Style& parent_style(bool table_content) const;
  [[nodiscard]] bool preformatted() const;

  // reader_start_tags.cpp
  void start_tag(const Token& token);
  void html_start(Tag tag, const Token& token);
  bool head_start(Tag tag, const Token& token);
  bool content_start(Tag tag, const Token& token, OpenElement& element);
  void root_start(Tag tag, const Token& token);
  void foreign_start(Tag tag, const Token& token);
  void implied_ends(Tag tag, std::size_t offset);
  void implied_table_ends(Tag tag, std::size_t offset);
  void close_if(std::size_t index, Keep keep, std::size_t offset);
  [[nodiscard]] bool in_foreign() const { return open_.top().foreign && !open_.top().integration; }
  OpenElement make(Tag tag, const Token& token);

  // reader_end_tags.cpp
  void end_tag(const Token& token);
  bool foreign_end(Tag tag, std::size_t offset);
  void html_end(Tag tag, const Token& token);
  void ordinary_end(Tag tag, std::size_t offset);

  // reader_links.cpp
  void anchor(const Token& token, OpenElement& element, std::string_view attribute);
  void button(const Token& token, OpenElement& element);
  void form(const Token& token, const OpenElement& element);
  void void_links(Tag tag, const Token& token, const OpenElement& element);
  void input(const Token& token, const OpenElement& element);
  void picture(const Token& token, const OpenElement& element, std::string_view attribute);
  void sources(const Token& token, const OpenElement& element);
  void source_set(const Token& token, const OpenElement& element);
  void refresh(const Token& token);
  void link_element(const Token& token);
  void attribute_link(LinkKind kind, const Token& token, std::string_view attribute, const OpenElement& element,
                      std::string_view text = {});
  void style_link(std::string_view url, Span span);
  [[nodiscard]] Span span_within(const Attribute& attribute, std::string_view part) const;

  std::string_view source_;
  StyleSheet& sheet_;
  Rules rules_;
  Document document_;
  Tokenizer tokenizer_;
  TagNames names_;
  OpenElements open_;
  Links links_;
  Forms forms_;
  TextFlow visible_;
  TextFlow hidden_;
  TextFlow title_;
  TextFlow button_label_;
  HiddenReason hidden_reason_ = HiddenReason::display_none;
  Span hidden_span_;
  std::size_t visible_before_hidden_ = 0;
  std::vector<OpenElement> kept_;
  std::vector<std::uint32_t> unpushed_;  // by tag: open elements that the cap kept from the stack
  bool any_unpushed_ = false;
  int loose_link_ = -1;  // a link that the cap kept from the stack
  bool in_raw_ = false;
  Tag raw_ = Tag::html;
  Span raw_span_;
  bool html_seen_ = false;
  bool body_seen_ = false;
  bool content_seen_ = false;
  bool style_came_late_ = false;
  bool title_done_ = false;
};

}  // namespace mekiki::html
