#include "message/addresses.h"

#include <gtest/gtest.h>

#include "base/limits.h"

namespace mekiki::message {
namespace {

AddressField read(std::string_view raw) {
  DecodingNotes notes;
  return parse_addresses(unfolded_utf8(raw, {}, notes), notes);
}

// "display|local|domain; ..." with "!" in front where malformed.
std::string shown(std::string_view raw) {
  const AddressField field = read(raw);
  std::string out = field.malformed ? "!" : "";
  for (const Mailbox& mailbox : field.mailboxes) {
    if (out.size() > 1) out += "; ";
    out += mailbox.display + "|" + mailbox.local + "|" + mailbox.domain;
  }
  return out;
}

struct Case {
  std::string_view raw;
  std::string_view mailboxes;
};
class Addresses : public ::testing::TestWithParam<Case> {};
TEST_P(Addresses, Read) { EXPECT_EQ(shown(GetParam().raw), GetParam().mailboxes); }

INSTANTIATE_TEST_SUITE_P(WellFormed, Addresses,
                         ::testing::Values(Case{"a@b.example", "|a|b.example"}, Case{"<a@b.example>", "|a|b.example"},
                                           Case{"Name <a@B.Example.>", "Name|a|b.example"},
                                           Case{"\"Last, First\" <a@b.example>", "Last, First|a|b.example"},
                                           Case{"\"Q \\\"x\\\"\" <a@b.example>", "Q \"x\"|a|b.example"},
                                           Case{"a@b.example (Name)", "Name|a|b.example"},
                                           Case{"a@b.example, c@d.example", "|a|b.example; |c|d.example"},
                                           Case{"\"john doe\"@b.example", "|john doe|b.example"},
                                           Case{"<\"john@doe\"@b.example>", "|john@doe|b.example"},
                                           Case{"<@r1.example,@r2.example:a@b.example>", "|a|b.example"},
                                           Case{"a @ b . example", "|a|b.example"},
                                           Case{"a@[192.0.2.1]", "|a|[192.0.2.1]"},
                                           Case{"=?utf-8?B?5bGx55Sw?= <a@b.example>", "山田|a|b.example"},
                                           Case{"\"=?utf-8?B?5bGx55Sw?=\" <a@b.example>", "山田|a|b.example"},
                                           Case{"=?utf-8?Q?A, <x@y> B?= <a@b.example>", "A, <x@y> B|a|b.example"},
                                           Case{"=?utf-8?B?5bGx?= =?utf-8?B?55Sw?= <a@b.example>", "山田|a|b.example"},
                                           Case{"山田 <a@例え.example>", "山田|a|例え.example"},
                                           Case{"<mailto:a@b.example>", "|a|b.example"}, Case{"<>", "||"},
                                           Case{"", ""}));

INSTANTIATE_TEST_SUITE_P(
    Broken, Addresses,
    ::testing::Values(Case{"Name <a@b.example", "!Name|a|b.example"}, Case{"\"Name <a@b.example>", "!Name|a|b.example"},
                      Case{"Smith, John <a@b.example>", "!Smith, John|a|b.example"},
                      Case{"Name, <a@b.example>", "!Name|a|b.example"},
                      Case{"Name (<a@b.example>)", "!Name|a|b.example"}, Case{"John a@b.example", "John|a|b.example"},
                      Case{"<a@b.example> <c@d.example>", "!|a|b.example; |c|d.example"},
                      Case{"<<a@b.example>>", "|a|b.example"}, Case{"a@b@c.example", "!|a@b|c.example"},
                      Case{"postmaster", "!|postmaster|"}, Case{"Big Bank Support", "!Big Bank Support||"},
                      Case{"\"Big Bank\" <>", "!Big Bank||"},
                      Case{"support@bank.example <a@b.example>", "support@bank.example|a|b.example"},
                      Case{"info＠bank.example <a@b.example>", "info＠bank.example|a|b.example"},
                      Case{"info＠bank.example", "!|info＠bank.example|"},
                      Case{"Name (open <a@b.example>", "!Name (open|a|b.example"},
                      Case{"a@b.example; c@d.example", "|a|b.example; |c|d.example"},
                      Case{"=?utf-8?B?5bGx55Sw <a@b.example>", "山田|a|b.example"}));

TEST(Addresses, Groups) {
  const AddressField field = read("Friends: a@b.example, Name <c@d.example>;, e@f.example");
  EXPECT_TRUE(field.has_group);
  EXPECT_FALSE(field.malformed);
  EXPECT_EQ(field.mailboxes.size(), 3u);
  EXPECT_TRUE(read("undisclosed-recipients:;").has_group);
  EXPECT_TRUE(read("undisclosed-recipients:;").mailboxes.empty());
}

TEST(Addresses, EncodedWordsMakeNoStructure) {
  // An encoded "<" or "@" is text, never an address.
  EXPECT_EQ(shown("=?utf-8?Q?=3Cpresident=40bank.example=3E?= <a@b.example>"), "<president@bank.example>|a|b.example");
  EXPECT_EQ(shown("=?utf-8?Q?president=40bank.example=2C?= <a@b.example>"), "president@bank.example,|a|b.example");
}

TEST(Addresses, AListIsCut) {
  std::string list;
  for (std::size_t i = 0; i < limits::addresses_per_field + 5; ++i) list += "a@b.example,";
  DecodingNotes notes;
  bool cut = false;
  EXPECT_EQ(parse_addresses(list, notes, &cut).mailboxes.size(), limits::addresses_per_field);
  EXPECT_TRUE(cut);
}

}  // namespace
}  // namespace mekiki::message
