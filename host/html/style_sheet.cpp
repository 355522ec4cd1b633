#include "html/style_sheet.h"

#include <algorithm>
#include <array>

#include "base/limits.h"
#include "base/utf8.h"
#include "html/characters.h"

namespace mekiki::html {
namespace {

constexpr unsigned max_nesting = 8;
constexpr std::size_t max_prelude = 512;   // tokens before '{'
constexpr std::size_t max_selectors = 64;  // in one rule
constexpr std::size_t max_classes = 4;     // in one compound
constexpr std::size_t max_element_classes = 32;
constexpr std::size_t max_compound_rules = 16;        // under one key
constexpr std::size_t max_compounds_tried = 200'000;  // in one document; rules of one simple selector go on
constexpr std::size_t max_key = 256;                  // bytes of a class, id or tag name

// A reader's window is taken to be somewhere between these, in px.
constexpr float narrowest_window = 700;
constexpr float widest_window = 1200;

CssToken next_told(CssTokenizer& css, UrlSink& sink) {
  const CssToken token = css.next();
  if (token.kind == CssToken::Kind::url) sink.url(token.text, token.span);
  return token;
}

// From after a '{' to after its '}'.
void skip_block(CssTokenizer& css, UrlSink& sink) {
  for (std::size_t depth = 1; depth > 0;) {
    const CssToken token = next_told(css, sink);
    if (token.kind == CssToken::Kind::end) return;
    if (token.is('{')) ++depth;
    if (token.is('}')) --depth;
  }
}

std::uint32_t specificity(std::size_t ids, std::size_t classes, std::size_t tags) {
  return static_cast<std::uint32_t>(std::min<std::size_t>(ids, 3)) * Weight::id +
         static_cast<std::uint32_t>(std::min<std::size_t>(classes, 15)) * Weight::class_name +
         static_cast<std::uint32_t>(std::min<std::size_t>(tags, 7)) * Weight::tag;
}

// Media Queries Level 4 for a screen: whether one of the queries of the prelude holds.
bool applies(const std::vector<CssToken>& prelude) {
  bool query = true;
  bool any = prelude.empty();
  for (std::size_t i = 0; i < prelude.size(); ++i) {
    const CssToken& token = prelude[i];
    if (token.is(',')) {
      any = any || query;
      query = true;
    } else if (token.is('(')) {
      const bool known =
          i + 3 < prelude.size() && prelude[i + 1].kind == CssToken::Kind::ident && prelude[i + 2].is(':');
      const auto length = known ? css_length(prelude[i + 3]) : std::nullopt;
      const bool wide = length && prelude[i + 1].is_word("min-width") && length->value <= narrowest_window;
      const bool narrow = length && prelude[i + 1].is_word("max-width") && length->value >= widest_window;
      query = query && (wide || narrow);
      while (i < prelude.size() && !prelude[i].is(')')) ++i;
    } else if (token.kind == CssToken::Kind::ident && !token.is_word("screen") && !token.is_word("all") &&
               !token.is_word("only") && !token.is_word("and")) {
      query = false;
    }
  }
  return any || query;
}

std::string_view value(const Token& token, std::string_view name) {
  const Attribute* const attribute = token.attribute(name);
  return attribute == nullptr ? std::string_view() : attribute->value;
}

}  // namespace

void StyleSheet::add(std::string_view css, UrlSink& sink) {
  CssTokenizer tokenizer(css);
  read_rules(tokenizer, sink, 0);
}

// Up to the end, or in a block to its '}'.
void StyleSheet::read_rules(CssTokenizer& css, UrlSink& sink, unsigned depth) {
  for (;;) {
    const CssToken token = next_told(css, sink);
    if (token.kind == CssToken::Kind::end) return;
    if (token.is('}')) {
      if (depth > 0) return;
    } else if (token.kind == CssToken::Kind::at_keyword) {
      read_at_rule(css, token, sink, depth);
    } else if (token.kind != CssToken::Kind::white_space && token.kind != CssToken::Kind::comment_mark) {
      read_rule(css, token, sink);
    }
  }
}

void StyleSheet::read_at_rule(CssTokenizer& css, const CssToken& name, UrlSink& sink, unsigned depth) {
  const bool is_import = ascii_iequals(name.text, "import");
  std::vector<CssToken> prelude;
  for (;;) {
    const CssToken token = next_told(css, sink);
    if (token.kind == CssToken::Kind::end || token.is(';')) return;
    if (token.is('{')) break;
    if (is_import && prelude.empty() && token.kind == CssToken::Kind::string) sink.url(token.text, token.span);
    if (token.kind != CssToken::Kind::white_space && prelude.size() < max_prelude) prelude.push_back(token);
  }
  const bool media = ascii_iequals(name.text, "media") && applies(prelude);
  const bool not_here =
      std::any_of(prelude.begin(), prelude.end(), [](const CssToken& token) { return token.is_word("not"); });
  const bool grouping = ascii_iequals(name.text, "layer") || (ascii_iequals(name.text, "supports") && !not_here);
  if (depth < max_nesting && (media || grouping)) {
    read_rules(css, sink, depth + 1);
  } else {
    skip_block(css, sink);
  }
}

void StyleSheet::read_rule(CssTokenizer& css, const CssToken& first, UrlSink& sink) {
  std::vector<CssToken> prelude;
  bool whole = true;
  for (CssToken token = first; !token.is('{'); token = next_told(css, sink)) {
    if (token.kind == CssToken::Kind::end) return;
    if (prelude.size() < max_prelude) {
      prelude.push_back(token);
    } else {
      whole = false;
    }
  }
  Declarations declarations;
  const std::uint32_t order = std::min(Weight::first_rule + static_cast<std::uint32_t>(count_), Weight::last_rule);
  read_declarations(css, order, declarations, sink);
  if (!whole) return;
  for (const Compound& compound : selectors(prelude)) {
    if (compound.possible) add_rule(compound, declarations);
  }
}

// Selectors Level 4: the last compound of each selector in the list.
std::vector<StyleSheet::Compound> StyleSheet::selectors(const std::vector<CssToken>& tokens) {
  std::vector<Compound> found;
  Compound compound;
  bool parted = false;  // by a combinator, from the compound before
  bool started = false;
  const auto finish = [&] {
    if (started && found.size() < max_selectors) found.push_back(compound);
    compound = {};
    parted = started = false;
  };
  for (std::size_t at = 0; at < tokens.size();) {
    const CssToken& token = tokens[at];
    if (token.is(',')) {
      finish();
      ++at;
    } else if (token.kind == CssToken::Kind::white_space || token.is('>') || token.is('+') || token.is('~')) {
      parted = started;
      ++at;
    } else {
      if (parted) {
        // Everything stands in <html> and <body>.
        const bool is_root = compound.id.empty() && compound.classes.empty() && compound.certain &&
                             (compound.tag == "html" || compound.tag == "body" || compound.tag.empty());
        const bool possible = compound.possible;
        compound = {};
        compound.certain = is_root && !token.is('+') && !token.is('~');
        compound.possible = possible;
        parted = false;
      }
      started = true;
      if (!read_simple(tokens, at, compound)) compound.certain = false;
    }
  }
  finish();
  return found;
}

// One simple selector. False if it narrows down in a way not followed here.
bool StyleSheet::read_simple(const std::vector<CssToken>& tokens, std::size_t& at, Compound& compound) {
  const CssToken& token = tokens[at++];
  if (token.kind == CssToken::Kind::ident) {
    compound.tag = ascii_lower(token.text);
    return true;
  }
  if (token.kind == CssToken::Kind::hash) {
    compound.id = ascii_lower(token.text);
    return true;
  }
  if (token.is('*')) return true;
  if (token.is('.') && at < tokens.size() && tokens[at].kind == CssToken::Kind::ident) {
    const std::string_view name = tokens[at++].text;
    if (compound.classes.size() < max_classes) compound.classes.push_back(ascii_lower(name));
    return true;
  }
  if (token.is('[')) {
    while (at < tokens.size() && !tokens[at].is(']')) ++at;
    if (at < tokens.size()) ++at;
    return false;
  }
  if (token.is(':') && at < tokens.size()) {
    const CssToken& name = tokens[at++];
    if (name.kind == CssToken::Kind::function) {
      while (at < tokens.size() && !tokens[at].is(')')) ++at;
      if (at < tokens.size()) ++at;
      return false;
    }
    if (name.is_word("link") || name.is_word("any-link") || name.is_word("root")) return true;
    // States that a mail just opened is not in, and boxes that hold none of its text.
    constexpr std::array<std::string_view, 8> never = {"hover",  "active", "focus",  "visited",
                                                       "before", "after",  "target", "checked"};
    if (name.is(':') ||
        std::any_of(never.begin(), never.end(), [&](std::string_view each) { return name.is_word(each); })) {
      compound.possible = false;
    }
    return false;
  }
  return false;
}

void StyleSheet::add_rule(const Compound& compound, const Declarations& declarations) {
  if (count_ >= limits::html_style_rules) {
    cut_ = true;
    return;
  }
  ++count_;
  std::string key = "*";
  if (!compound.id.empty()) {
    key = "#" + compound.id;
  } else if (!compound.classes.empty()) {
    key = "." + compound.classes.front();
  } else if (!compound.tag.empty()) {
    key = compound.tag;
  }
  if (key.size() > max_key) return;
  const std::uint32_t extra =
      specificity(compound.id.empty() ? 0 : 1, compound.classes.size(), compound.tag.empty() ? 0 : 1);
  Declarations weighed = declarations.weighed(extra);
  if (!compound.certain) weighed.make_uncertain();
  Rules& rules = rules_[key];
  const std::size_t parts =
      (compound.id.empty() ? 0U : 1U) + compound.classes.size() + (compound.tag.empty() ? 0U : 1U);
  if (parts <= 1) {
    rules.alone.merge(weighed);
  } else if (rules.more.size() < max_compound_rules) {
    rules.more.push_back({.compound = compound, .declarations = weighed});
  } else {
    cut_ = true;
  }
}

void StyleSheet::apply(std::string_view key, const Element& element, Declarations& declarations) const {
  const auto found = rules_.find(key);
  if (found == rules_.end()) return;
  declarations.merge(found->second.alone);
  for (const CompoundRule& rule : found->second.more) {
    if (++compounds_tried_ > max_compounds_tried) return;
    if (matches(rule.compound, element)) declarations.merge(rule.declarations);
  }
}

bool StyleSheet::matches(const Compound& compound, const Element& element) {
  if (!compound.tag.empty() && compound.tag != element.tag) return false;
  if (!compound.id.empty() && compound.id != element.id) return false;
  return std::all_of(compound.classes.begin(), compound.classes.end(), [&](const std::string& name) {
    return std::find(element.classes.begin(), element.classes.end(), name) != element.classes.end();
  });
}

void StyleSheet::match(const Token& token, Declarations& declarations) const {
  Element element;
  element.tag = token.text;
  element.id = ascii_lower(value(token, "id"));
  const std::string_view classes = value(token, "class");
  for (std::size_t at = 0; at < classes.size() && element.classes.size() < max_element_classes;) {
    while (at < classes.size() && is_white_space(classes[at])) ++at;
    const std::size_t start = at;
    while (at < classes.size() && !is_white_space(classes[at])) ++at;
    if (at > start) element.classes.push_back(ascii_lower(classes.substr(start, at - start)));
  }
  apply("*", element, declarations);
  apply(element.tag, element, declarations);
  for (const std::string& name : element.classes) apply("." + name, element, declarations);
  if (!element.id.empty()) apply("#" + element.id, element, declarations);
}

}  // namespace mekiki::html
