#include "files/archive.h"

#include <gtest/gtest.h>

#include <chrono>

#include "files/reader.h"
#include "made_archive.h"

namespace mekiki::files {
namespace {

using namespace std::string_literals;

struct Walked {
  ArchiveReading reading;
  Contents contents;
};

Walked walked(const std::string& bytes, std::string_view id, Budget budget = {}) {
  Walked result;
  const std::string exact(bytes);  // a read past the end shows
  result.reading =
      walk_archive(exact, id, budget,
                   {[](auto, auto) { return true; },
                    [&](ArchiveEntry& entry) { result.contents.emplace_back(entry.name, entry.content); }});
  return result;
}

struct Kind {
  const char* id;
  Made made;
};

std::vector<Kind> kinds() {
  return {{"zip", {archive_write_set_format_zip}},
          {"7z", {archive_write_set_format_7zip}},
          {"7z", {archive_write_set_format_7zip, archive_write_add_filter_none, "compression=ppmd"}},
          {"tar", {archive_write_set_format_ustar}},
          {"tar", {archive_write_set_format_pax_restricted}},
          {"iso", {archive_write_set_format_iso9660}}};
}

const Contents& sample() {
  static const Contents contents = {{"a.txt", "hello"}, {"\u8ACB\u6C42\u66F8.pdf", "%PDF-1.4 xxxx"}};
  return contents;
}

TEST(Archives, GiveNamesAndContents) {
  for (const Kind& kind : kinds()) {
    const std::string bytes = made_archive(kind.made, sample());
    ASSERT_NE(type_of_bytes(bytes), nullptr) << kind.id;
    EXPECT_EQ(type_of_bytes(bytes)->id, kind.id);
    const Walked walk = walked(bytes, kind.id);
    EXPECT_EQ(walk.reading.files, 2U) << kind.id;
    EXPECT_FALSE(walk.reading.damaged) << kind.id;
    EXPECT_FALSE(walk.reading.encrypted) << kind.id;
    // The image of a disk has them in an order of its own.
    EXPECT_EQ(std::set(walk.contents.begin(), walk.contents.end()), std::set(sample().begin(), sample().end()))
        << kind.id;
  }
}

TEST(Archives, SingleCompressedFilesAreOneFile) {
  const std::vector<std::pair<const char*, int (*)(archive*)>> filters = {
      {"gzip", archive_write_add_filter_gzip},
      {"bzip2", archive_write_add_filter_bzip2},
      {"xz", archive_write_add_filter_xz},
      {"lzip", archive_write_add_filter_lzip},
      {"compress", archive_write_add_filter_compress},
      {"zstd", archive_write_add_filter_zstd}};
  for (const auto& [id, filter] : filters) {
    const std::string bytes = made_archive({archive_write_set_format_raw, filter}, {{"x", "the content"}});
    const Walked walk = walked(bytes, id);
    ASSERT_EQ(walk.contents.size(), 1U) << id;
    EXPECT_EQ(walk.contents[0].second, "the content") << id;
  }
}

TEST(Archives, SayWhatIsLocked) {
  const Made locked{archive_write_set_format_zip, archive_write_add_filter_none, "encryption=aes256", "secret"};
  const Walked zip = walked(made_archive(locked, sample()), "zip");
  EXPECT_TRUE(zip.reading.encrypted);
  EXPECT_FALSE(zip.reading.names_encrypted);
  ASSERT_EQ(zip.contents.size(), 2U);
  EXPECT_EQ(zip.contents[0], (std::pair{"a.txt"s, ""s}));

  const std::string rar5 = "Rar!\x1A\x07\x01\0"s + "\0\0\0\0\x05\x04\0\0\0\0"s + std::string(40, '\0');
  EXPECT_TRUE(walked(rar5, "rar").reading.names_encrypted);
  const std::string rar4 = "Rar!\x1A\x07\0"s + "\0\0\x73\x80\0\x0D\0\0\0\0\0\0\0"s + std::string(40, '\0');
  EXPECT_TRUE(walked(rar4, "rar").reading.names_encrypted);
}

TEST(Archives, BombsEndWithTheBudget) {
  const std::string zeros(6U << 20, '\0');
  const Contents contents = {{"a", zeros}, {"b", zeros}, {"c", zeros}, {"d.exe", zeros}};
  for (const Kind& kind : kinds()) {
    Budget budget;
    budget.bytes = 9U << 20;
    const Walked walk = walked(made_archive(kind.made, contents), kind.id, budget);
    EXPECT_TRUE(walk.reading.limits_hit.contains("unpacked_bytes")) << kind.id;
    for (const auto& [name, content] : walk.contents) EXPECT_LE(content.size(), limits::unpacked_file_bytes);
  }
  const std::string stream = made_archive({archive_write_set_format_raw, archive_write_add_filter_gzip},
                                          {{"x", std::string(45U << 20, '\0')}});
  const Walked walk = walked(stream, "gzip");
  EXPECT_TRUE(walk.reading.limits_hit.contains("unpacked_bytes"));
  EXPECT_LE(walk.contents.at(0).second.size(), limits::unpacked_file_bytes);
}

TEST(Archives, DamageIsSurvived) {
  for (const Kind& kind : kinds()) {
    const std::string whole = made_archive(kind.made, sample());
    for (std::size_t cut = 0; cut < whole.size(); cut += 1 + whole.size() / 150) walked(whole.substr(0, cut), kind.id);
    unsigned state = 1;
    for (int round = 0; round < 200; ++round) {
      std::string changed = whole;
      for (int i = 0; i < 8; ++i) {
        state = state * 1103515245U + 12345U;
        changed[(state >> 8U) % changed.size()] = static_cast<char>(state >> 3U);
      }
      EXPECT_LE(walked(changed, kind.id).reading.files, limits::unpacked_entries);
    }
  }
}

TEST(Reader, LooksIntoArchivesInArchives) {
  const Made zip{archive_write_set_format_zip};
  const std::string dos = "MZ"s + std::string(58, '\0') + "\x40\0\0\0"s + "PE\0\0"s + std::string(20, '\0');
  const std::string inner = made_archive(zip, {{"invoice.pdf.exe", dos}});
  Reader reader;
  reader.read("outer.zip", "application/zip", made_archive(zip, {{"inner.zip", inner}, {"a.txt", "a"}}), 1);
  ASSERT_EQ(reader.files().size(), 4U);
  EXPECT_EQ(reader.files()[0].entries, 2U);
  EXPECT_EQ(reader.files()[1].inside, 0);
  EXPECT_EQ(reader.files()[2].name, "invoice.pdf.exe");
  EXPECT_EQ(reader.files()[2].inside, 1);
  EXPECT_EQ(reader.files()[2].real->id, "exe");
  EXPECT_EQ(reader.files()[3].inside, 0);
}

TEST(Reader, StopsAtTheDepthAndTheNumberOfFiles) {
  const Made zip{archive_write_set_format_zip};
  std::string bytes = made_archive(zip, {{"x.txt", "x"}});
  for (int i = 0; i < 8; ++i) bytes = made_archive(zip, {{"n.zip", bytes}});
  Reader deep;
  deep.read("n.zip", "", bytes, bytes.size());
  EXPECT_EQ(deep.files().size(), limits::unpacked_depth + 1);
  EXPECT_TRUE(deep.limits_hit().contains("unpacked_depth"));

  Contents many;
  for (std::size_t i = 0; i < 2 * limits::unpacked_listed; ++i) many.emplace_back(std::to_string(i) + ".txt", "x");
  many.emplace_back("last.exe", "x");
  Reader wide;
  const std::string archive = made_archive(zip, many);
  wide.read("w.zip", "", archive, archive.size());
  EXPECT_EQ(wide.files().size(), limits::unpacked_listed + 2);
  EXPECT_EQ(wide.files().back().name, "last.exe");
  EXPECT_EQ(wide.files().front().entries, many.size());
  for (int i = 0; i < 20; ++i) wide.read("w.zip", "", archive, archive.size());
  EXPECT_LE(wide.files().size(), limits::files);
}

TEST(Reader, TarsBehindACompressionAreOneMoreStep) {
  const std::string bytes =
      made_archive({archive_write_set_format_ustar, archive_write_add_filter_gzip}, {{"a/b.txt", "x"}});
  Reader reader;
  reader.read("release.tgz", "", bytes, bytes.size());
  ASSERT_EQ(reader.files().size(), 3U);
  EXPECT_EQ(reader.files()[1].name, "release.tar");
  EXPECT_EQ(reader.files()[2].name, "a/b.txt");
}

TEST(Reader, SwollenProgramsAreMarked) {
  const Made zip{archive_write_set_format_zip};
  const std::string bytes = made_archive(zip, {{"a.scr", std::string(110U << 20, '\0')}, {"b.log", "x"}});
  Reader reader;
  reader.read("a.zip", "", bytes, bytes.size());
  ASSERT_EQ(reader.files().size(), 3U);
  EXPECT_TRUE(reader.files()[1].has(Trait::swollen));
  EXPECT_FALSE(reader.files()[2].has(Trait::swollen));
}

// Ten times as many files cost about ten times as much, whatever is done with them.
TEST(Archives, TimeIsLinearInTheNumberOfFiles) {
  const auto time_of = [](std::size_t count) {
    Contents many;
    for (std::size_t i = 0; i < count; ++i) many.emplace_back("folder/file" + std::to_string(i), "x");
    const std::string bytes = made_archive({archive_write_set_format_zip}, many);
    const auto start = std::chrono::steady_clock::now();
    walked(bytes, "zip");
    return std::chrono::steady_clock::now() - start;
  };
  time_of(100);
  EXPECT_LT(time_of(2900), 40 * time_of(290) + std::chrono::milliseconds(20));
}

}  // namespace
}  // namespace mekiki::files
