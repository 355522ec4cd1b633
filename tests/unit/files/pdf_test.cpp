#include "files/pdf.h"

#include <gtest/gtest.h>
#include <zlib.h>

#include <chrono>

#include "files/reader.h"

namespace mekiki::files {
namespace {

using namespace std::string_literals;

Opened opened(const std::string& bytes) {
  Budget budget;
  return open_pdf(bytes, budget);
}

std::string object(int number, const std::string& content) {
  return std::to_string(number) + " 0 obj\n" + content + "\nendobj\n";
}

std::string deflated(const std::string& content) {
  std::string out(compressBound(content.size()), '\0');
  uLongf size = out.size();
  compress(reinterpret_cast<Bytef*>(out.data()), &size, reinterpret_cast<const Bytef*>(content.data()), content.size());
  out.resize(size);
  return out;
}

std::string stream(const std::string& entries, const std::string& content) {
  return "<< " + entries + " /Length " + std::to_string(content.size()) + " >>\nstream\n" + content + "\nendstream";
}

const std::string head = "%PDF-1.7\n";

TEST(Pdf, GivesTheAddressesOfItsLinks) {
  const Opened found = opened(head + object(1, "<< /A << /S /URI /URI (https://example.com/a\\(b\\)\\057c) >> >>") +
                              object(2, "<< /A<</URI<68747470733a2f2f6578616d706c652e6f72672f>/S/U#52I>> >>") +
                              object(3, "<</S/URI/URI(mailto:a@example.com)>>"));
  EXPECT_EQ(found.addresses, (std::vector<std::string>{"https://example.com/a(b)/c", "https://example.org/"}));
  EXPECT_TRUE(found.traits.empty());
}

TEST(Pdf, SeesActionsWhereverTheyStand) {
  EXPECT_TRUE(opened(head + object(1, "<< /OpenAction 2 0 R >>") + object(2, "<< /S /JavaScript /JS 3 0 R >>"))
                  .traits.contains(Trait::opens_by_itself));
  EXPECT_FALSE(opened(head + object(1, "<< /OpenAction [2 0 R /Fit] >>")).traits.contains(Trait::opens_by_itself));
  const Opened launch = opened(head + object(7, "<</S/Launch/Win<</F(cmd.exe)/P(/c calc)>>>>"));
  EXPECT_TRUE(launch.traits.contains(Trait::launches));
  EXPECT_EQ(launch.command, "cmd.exe /c calc");
  const Opened form = opened(head + object(7, "<</S/SubmitForm/F<</FS/URL/F(https://example.com/f)>>>>"));
  EXPECT_TRUE(form.traits.contains(Trait::sends_form));
  EXPECT_EQ(form.addresses, std::vector<std::string>{"https://example.com/f"});
  // A page is named by /S in other places too.
  EXPECT_TRUE(opened(head + object(1, "<< /S /Transparency >>")).traits.empty());
}

TEST(Pdf, ReadsObjectsInCompressedStreams) {
  const std::string inner = "9 0 10 5 null <</S/URI/URI(https://example.com/x)>>";
  const std::string packed = stream("/Type /ObjStm /N 2 /First 9 /Filter [/FlateDecode]", deflated(inner));
  EXPECT_EQ(opened(head + object(1, packed)).addresses, std::vector<std::string>{"https://example.com/x"});
  // A length that lies.
  std::string lying = object(1, packed);
  lying.replace(lying.find("/Length "), 9, "/Length 1");
  EXPECT_EQ(opened(head + lying).addresses.size(), 1U);
}

TEST(Pdf, GivesTheFilesItCarries) {
  const std::string bytes = head + object(1, "<< /Type /Filespec /F (run.exe) /EF << /F 2 0 R >> >>") +
                            object(2, stream("/Type /EmbeddedFile /Filter /FlateDecode", deflated("MZ content")));
  const Opened found = opened(bytes);
  ASSERT_EQ(found.files.size(), 1U);
  EXPECT_EQ(found.files[0].name, "run.exe");
  EXPECT_EQ(found.files[0].content, "MZ content");
  Reader reader;
  reader.read("a.pdf", "application/pdf", bytes, bytes.size());
  ASSERT_EQ(reader.files().size(), 2U);
  EXPECT_EQ(reader.files()[1].inside, 0);
}

TEST(Pdf, UndoesTextFiltersAndPredictors) {
  const std::string inner = "9 0 <</S/URI/URI(https://example.com/x)>>";
  std::string hex;
  for (const char c : deflated(inner)) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    hex += digits[static_cast<unsigned char>(c) >> 4U];
    hex += digits[static_cast<unsigned char>(c) & 15U];
  }
  EXPECT_EQ(
      opened(head + object(1, stream("/Type /ObjStm /N 1 /First 4 /Filter [/AHx /Fl]", hex + ">"))).addresses.size(),
      1U);
  std::string rows;  // filter "sub": differences to the left
  for (std::size_t at = 0; at < inner.size(); at += 10) {
    const std::string row = inner.substr(at, 10);
    rows += '\x01';
    for (std::size_t i = 0; i < row.size(); ++i) rows += static_cast<char>(row[i] - (i > 0 ? row[i - 1] : 0));
  }
  EXPECT_EQ(opened(head + object(1, stream("/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode "
                                           "/DecodeParms << /Predictor 12 /Columns 10 >>",
                                           deflated(rows))))
                .addresses.size(),
            1U);
}

TEST(Pdf, SaysThatItIsLocked) {
  EXPECT_TRUE(opened(head + "trailer << /Encrypt 5 0 R >>").traits.contains(Trait::encrypted));
}

TEST(Pdf, DamageIsSurvived) {
  const std::string whole =
      head + object(1, "<< /A << /S /URI /URI (https://example.com/) >> /K [[[(a)]]] >>") +
      object(2, stream("/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode", deflated("9 0 << /S /Launch >>"))) +
      object(3, stream("/Subtype /Image /Width 30 /Height 30 /BitsPerComponent 1 /Filter /FlateDecode",
                       deflated(std::string(120, '\x55')))) +
      "trailer << /Root 1 0 R >>";
  for (std::size_t cut = 0; cut < whole.size(); ++cut) opened(std::string(whole, 0, cut));
  unsigned state = 1;
  for (int round = 0; round < 2000; ++round) {
    std::string changed = whole;
    for (int i = 0; i < 4; ++i) {
      state = state * 1103515245U + 12345U;
      changed[(state >> 8U) % changed.size()] = static_cast<char>(state >> 3U);
    }
    opened(changed);
  }
}

// What costs a careless reader the square of the size.
TEST(Pdf, TimeIsLinear) {
  for (const std::string& piece :
       {"1 0 obj ("s, "1 0 obj << /A "s, "1 0 obj [["s, "1 0 obj <<>> stream\n"s, "trailer << "s, "1 0 obj <</S"s}) {
    const auto time_of = [&](std::size_t count) {
      std::string bytes = head;
      for (std::size_t i = 0; i < count; ++i) bytes += piece;
      const auto start = std::chrono::steady_clock::now();
      opened(bytes);
      return std::chrono::steady_clock::now() - start;
    };
    time_of(1000);
    EXPECT_LT(time_of(200'000), 60 * time_of(10'000) + std::chrono::milliseconds(50)) << piece;
  }
}

}  // namespace
}  // namespace mekiki::files
