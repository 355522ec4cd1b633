// mail-parser's cases for single field values. Each test prints where ours differs; the floors below are what is left
// after the differences kept on purpose, which are named at each test.
#include <gtest/gtest.h>

#include <algorithm>
#include <iostream>

#include "base/utf8.h"
#include "conformance.h"
#include "message/addresses.h"
#include "message/dates.h"
#include "message/encoded_words.h"
#include "message/header_fields.h"
#include "message/parameters.h"

namespace mekiki::message {
namespace {

using nlohmann::json;

// The vectors hold everything after the colon, and sometimes the next field.
std::string value_of(const std::string& header, DecodingNotes& notes) {
  const std::string field = "X:" + header;
  const HeaderSection section = split_header(field);
  return section.fields.empty() ? std::string{} : unfolded_utf8(section.fields.front().raw, {}, notes);
}

class Vectors : public ::testing::Test {
 protected:
  bool load(const std::string& name) {
    const auto read = conformance::mail_parser(name);
    if (read) cases_ = *read;
    return read.has_value();
  }
  void count(bool agree, const json& one, const std::string& ours) {
    ++all_;
    if (agree)
      ++agree_;
    else
      std::cout << "differs: " << one.dump() << "\n    ours " << ours << '\n';
  }
  void expect_at_least(int agreeing) {
    std::cout << agree_ << " of " << all_ << '\n';
    EXPECT_GE(agree_, agreeing);
  }

  json cases_;
  DecodingNotes notes_;
  int agree_ = 0;
  int all_ = 0;
};

// Kept on purpose: a list of numbers is no date.
TEST_F(Vectors, Dates) {
  if (!load("date.json")) GTEST_SKIP() << "no mail-parser vectors";
  for (const json& one : cases_) {
    const std::string header = one["header"];
    const std::size_t semicolon = header.rfind(';');
    const auto ours =
        parse_date(value_of(semicolon == std::string::npos ? header : header.substr(semicolon + 1), notes_));
    const auto theirs = conformance::seconds(one["expected"]);
    count(ours == theirs, one, ours ? std::to_string(*ours) : "none");
  }
  expect_at_least(39);
}

// Kept on purpose: no space is put where none was written, and one that was written inside a word stays.
TEST_F(Vectors, Unstructured) {
  if (!load("unstructured.json")) GTEST_SKIP() << "no mail-parser vectors";
  for (const json& one : cases_) {
    const std::string ours = decode_words(value_of(one["header"], notes_), notes_);
    count(ours == one["expected"].get<std::string>(), one, ours);
  }
  expect_at_least(23);
}

std::vector<json> flattened(const json& expected) {
  std::vector<json> all;
  if (expected.contains("List")) {
    for (const json& one : expected["List"]) all.push_back(one);
  } else {
    for (const json& group : expected["Group"])
      for (const json& one : group["addresses"]) all.push_back(one);
  }
  std::erase_if(all, [](const json& one) { return one["address"].is_null(); });
  return all;
}

std::string text_or_empty(const json& value) { return value.is_null() ? std::string{} : value.get<std::string>(); }

// An address without the route, the white space and the "mailto:" that ours leaves out.
std::string plain_address(std::string address) {
  if (address.starts_with("mailto:")) address.erase(0, 7);
  if (address.starts_with('@')) address.erase(0, address.find(':') + 1);
  std::erase(address, ' ');
  return address;
}

// Kept on purpose: comments are the name only where there is no other, and white space around a name goes.
bool same_name(std::string theirs, const std::string& ours) {
  if (!ours.empty() && theirs.find(" (") != std::string::npos) theirs.resize(theirs.find(" ("));
  return trim_ascii(theirs) == ours;
}

TEST_F(Vectors, Addresses) {
  if (!load("address.json")) GTEST_SKIP() << "no mail-parser vectors";
  for (const json& one : cases_) {
    const AddressField field = parse_addresses(value_of(one["header"], notes_), notes_);
    const std::vector<json> theirs = flattened(one["expected"]);
    bool agree = theirs.size() == field.mailboxes.size();
    std::string ours;
    for (std::size_t i = 0; i < field.mailboxes.size(); ++i) {
      const Mailbox& mailbox = field.mailboxes[i];
      ours += "{" + mailbox.display + "|" + mailbox.address() + "}";
      agree = agree && i < theirs.size() && same_name(text_or_empty(theirs[i]["name"]), mailbox.display) &&
              ascii_iequals(plain_address(text_or_empty(theirs[i]["address"])), mailbox.address());
    }
    count(agree, one, ours);
  }
  expect_at_least(57);
}

// Kept on purpose: white space between encoded words of different charsets goes (RFC 2047 section 6.2), backslashes
// stay before other characters than quotes (Windows paths), sections beyond 500 and white space at the ends go.
TEST_F(Vectors, ContentTypes) {
  if (!load("content_type.json")) GTEST_SKIP() << "no mail-parser vectors";
  for (const json& one : cases_) {
    const ParameterisedValue ours = parse_parameters(value_of(one["header"], notes_), notes_);
    const json& expected = one["expected"];
    std::string type = expected.is_null() ? "" : ascii_lower(text_or_empty(expected["c_type"]));
    if (!expected.is_null() && !expected["c_subtype"].is_null())
      type += "/" + ascii_lower(text_or_empty(expected["c_subtype"]));
    bool agree = expected.is_null() ? media_type(ours.value).empty() : type == ours.value;
    if (!expected.is_null() && expected.contains("attributes") && !expected["attributes"].is_null()) {
      for (const json& pair : expected["attributes"]) {
        const std::string name = pair[0];
        if (name.ends_with("-language")) continue;
        agree = agree && ours.parameter(name) == pair[1].get<std::string>();
      }
    }
    std::string written = ours.value;
    for (const auto& [name, value] : ours.parameters)
      written.append(" {").append(name).append("=").append(value).append("}");
    count(agree, one, written);
  }
  expect_at_least(92);
}

}  // namespace
}  // namespace mekiki::message
