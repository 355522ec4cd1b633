// The rules of <style> elements, as far as they decide what is seen. A selector of one compound (tag, classes, id)
// is matched; of a longer one only the last compound is, and only so that its colours are not relied on.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "html/declarations.h"
#include "html/elements.h"
#include "html/style.h"
#include "html/tokenizer.h"

namespace mekiki::html {

class StyleSheet {
 public:
  // Adds the rules of a <style> element after those it has.
  void add(std::string_view css, UrlSink& sink);

  [[nodiscard]] bool empty() const { return rules_.empty(); }
  [[nodiscard]] bool cut() const { return cut_; }
  // What the rules declare for an element.
  void match(const Token& element, Declarations& declarations) const;

 private:
  struct Compound {
    std::string tag;  // all in lower case
    std::string id;
    std::vector<std::string> classes;
    bool certain = true;   // false: the rest of a longer selector is not looked at
    bool possible = true;  // false: never matches what is shown
  };
  struct CompoundRule {
    Compound compound;
    Declarations declarations;
  };
  struct Element {
    std::string_view tag;
    std::string id;
    std::vector<std::string> classes;
  };
  struct Rules {
    Declarations alone;  // of selectors that are the key and nothing else
    std::vector<CompoundRule> more;
  };
  struct Hash : std::hash<std::string_view> {
    using is_transparent = void;
  };

  void read_rules(CssTokenizer& css, UrlSink& sink, unsigned depth);
  void read_at_rule(CssTokenizer& css, const CssToken& name, UrlSink& sink, unsigned depth);
  void read_rule(CssTokenizer& css, const CssToken& first, UrlSink& sink);
  void add_rule(const Compound& compound, const Declarations& declarations);
  static bool matches(const Compound& compound, const Element& element);
  static std::vector<Compound> selectors(const std::vector<CssToken>& tokens);
  static bool read_simple(const std::vector<CssToken>& tokens, std::size_t& at, Compound& compound);
  void apply(std::string_view key, const Element& element, Declarations& declarations) const;

  // By "#id", ".class" (the first), tag or "*".
  std::unordered_map<std::string, Rules, Hash, std::equal_to<>> rules_;
  std::size_t count_ = 0;
  bool cut_ = false;
  mutable std::size_t compounds_tried_ = 0;
};

// What an element declares by its style attribute, its presentational attributes, and the sheet.
OwnStyle own_style(Tag tag, const Token& token, const StyleSheet& sheet, UrlSink& sink);

}  // namespace mekiki::html
