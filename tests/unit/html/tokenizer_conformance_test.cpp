// The html5lib tokenizer cases, each file one test. Parse errors are not compared: the tokenizer reports none.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>
#include <string>

#include "base/utf8.h"
#include "html/tokenizer.h"

namespace mekiki::html {
namespace {

using nlohmann::json;

int hex_digit(char c) {
  const std::string_view digits = "0123456789abcdef";
  const std::size_t found = digits.find(static_cast<char>(c >= 'A' && c <= 'F' ? c | 0x20 : c));
  return found == std::string_view::npos ? -1 : static_cast<int>(found);
}

// Lone surrogates are wanted too, as three bytes.
void append_any(std::string& out, unsigned c) {
  if (c < 0xD800 || c > 0xDFFF) {
    append_utf8(out, c);
    return;
  }
  out += static_cast<char>(0xE0 | (c >> 12));
  out += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
  out += static_cast<char>(0x80 | (c & 0x3F));
}

bool read_escape(const std::string& text, std::size_t at, unsigned& unit) {
  if (text.compare(at, 2, "\\u") != 0 || at + 6 > text.size()) return false;
  unit = 0;
  for (std::size_t i = at + 2; i < at + 6; ++i) {
    const int digit = hex_digit(text[i]);
    if (digit < 0) return false;
    unit = unit * 16 + static_cast<unsigned>(digit);
  }
  return true;
}

std::string unescaped(const std::string& text) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    unsigned unit = 0;
    if (!read_escape(text, i, unit)) {
      out += text[i++];
      continue;
    }
    i += 6;
    unsigned trail = 0;
    if (unit >= 0xD800 && unit < 0xDC00 && read_escape(text, i, trail) && trail >= 0xDC00 && trail < 0xE000) {
      append_utf8(out, 0x10000 + ((unit - 0xD800) << 10) + (trail - 0xDC00));
      i += 6;
    } else {
      append_any(out, unit);
    }
  }
  return out;
}

json unescaped(const json& value) {
  if (value.is_string()) return unescaped(value.get<std::string>());
  if (value.is_array()) {
    json out = json::array();
    for (const json& each : value) out.push_back(unescaped(each));
    return out;
  }
  if (value.is_object()) {
    json out = json::object();
    for (const auto& [key, each] : value.items()) out[unescaped(key)] = unescaped(each);
    return out;
  }
  return value;
}

// Strings that need not be UTF-8 go into JSON as they are; only == is used on them.
json to_json(const Token& token) {
  const auto optional = [](const std::optional<std::string_view>& text) {
    return text ? json(std::string(*text)) : json(nullptr);
  };
  const std::string text(token.text);
  switch (token.kind) {
    case Token::Kind::text:
      return json::array({"Character", text});
    case Token::Kind::comment:
      return json::array({"Comment", text});
    case Token::Kind::end_tag:
      return json::array({"EndTag", text});
    case Token::Kind::doctype:
      return json::array({"DOCTYPE", token.has_name ? json(text) : json(nullptr), optional(token.public_identifier),
                          optional(token.system_identifier), !token.force_quirks});
    case Token::Kind::start_tag:
      break;
  }
  json attributes = json::object();
  for (const Attribute& attribute : token.attributes) {
    attributes[std::string(attribute.name)] = std::string(attribute.value);
  }
  json tag = json::array({"StartTag", text, attributes});
  if (token.self_closing) tag.push_back(true);
  return tag;
}

const std::map<std::string, Content> contents = {
    {"Data state", Content::data},           {"RCDATA state", Content::rcdata},
    {"RAWTEXT state", Content::rawtext},     {"Script data state", Content::script_data},
    {"PLAINTEXT state", Content::plaintext}, {"CDATA section state", Content::cdata}};

json tokens_of(std::string_view input, Content content, const std::string& last_start_tag) {
  // A buffer of exactly this size, so that a sanitizer sees one byte too many.
  const std::unique_ptr<char[]> exact(new char[input.size()]);
  std::copy(input.begin(), input.end(), exact.get());
  Tokenizer tokenizer(std::string_view(exact.get(), input.size()));
  if (content != Content::data) tokenizer.set_content(content, last_start_tag);
  json tokens = json::array();
  Token token;
  while (tokenizer.next(token)) {
    if (token.kind == Token::Kind::text && !tokens.empty() && tokens.back()[0] == "Character") {
      tokens.back()[1] = tokens.back()[1].get<std::string>() + std::string(token.text);
    } else {
      tokens.push_back(to_json(token));
    }
    EXPECT_LE(token.span.start, token.span.end);
    EXPECT_LE(token.span.end, input.size());
    if (token.kind == Token::Kind::text && token.verbatim) {
      EXPECT_EQ(token.text, std::string_view(exact.get(), input.size()).substr(token.span.start, token.span.size()));
    }
  }
  return tokens;
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size()) {
    text.replace(at, from.size(), to);
  }
  return text;
}

// HTML standard section 13.2.9 (coercing into an infoset), which the tokenizer leaves undone.
void coerce(json& tokens) {
  for (json& token : tokens) {
    if (token[0] == "Comment") token[1] = replaced(token[1].get<std::string>(), "--", "- -");
    if (token[0] == "Character") {
      token[1] = replaced(replaced(token[1].get<std::string>(), "\f", " "), "\xEF\xBF\xBF", "\uFFFD");
    }
  }
}

std::string printable(const json& value) { return value.dump(-1, ' ', true, json::error_handler_t::replace); }

class TokenizerConformance : public testing::TestWithParam<std::string> {};

TEST_P(TokenizerConformance, AllCases) {
  const std::filesystem::path path =
      std::filesystem::path(MEKIKI_SHARED_DIR) / "conformance/html/tokenizer" / (GetParam() + ".test");
  if (!std::filesystem::exists(path)) GTEST_SKIP() << "the html5lib tokenizer cases are not here: " << path;
  const json file = json::parse(std::ifstream(path), nullptr, false);
  ASSERT_TRUE(file.is_object());
  const bool coerced = file.contains("xmlViolationTests");
  int cases = 0;
  for (const json& test : file[coerced ? "xmlViolationTests" : "tests"]) {
    const bool twice = test.value("doubleEscaped", false);
    const std::string input = twice ? unescaped(test["input"].get<std::string>()) : test["input"].get<std::string>();
    const json expected = twice ? unescaped(test["output"]) : test["output"];
    for (const json& state : test.value("initialStates", json::array({"Data state"}))) {
      ++cases;
      json actual = tokens_of(input, contents.at(state), test.value("lastStartTag", ""));
      if (coerced) coerce(actual);
      EXPECT_TRUE(actual == expected) << test["description"] << " in " << state << "\n  input    " << printable(input)
                                      << "\n  expected " << printable(expected) << "\n  actual   " << printable(actual);
    }
  }
  EXPECT_GT(cases, 0);
  std::cout << GetParam() << ": " << cases << " cases\n";
}

INSTANTIATE_TEST_SUITE_P(Html5lib, TokenizerConformance,
                         testing::Values("contentModelFlags", "domjs", "entities", "escapeFlag", "namedEntities",
                                         "numericEntities", "pendingSpecChanges", "test1", "test2", "test3", "test4",
                                         "unicodeChars", "unicodeCharsProblematic", "xmlViolation"),
                         [](const auto& file) { return file.param; });

}  // namespace
}  // namespace mekiki::html
