#include "files/types.h"

#include <gtest/gtest.h>

#include "files/file_name.h"

namespace mekiki::files {
namespace {

using namespace std::string_literals;

std::string id_of(const std::string& bytes) {
  const Type* type = type_of_bytes(bytes);
  return type == nullptr ? "" : std::string(type->id);
}

TEST(TypeOfBytes, KnowsItsKinds) {
  const std::string dos = "MZ"s + std::string(58, '\0') + "\x40\0\0\0"s + "PE\0\0"s + std::string(20, '\0');
  EXPECT_EQ(id_of(dos), "exe");
  EXPECT_EQ(id_of("\x7F"
                  "ELF\2\1\1"),
            "elf");
  EXPECT_EQ(id_of("\xCA\xFE\xBA\xBE\0\0\0\x02"s), "macho");
  EXPECT_EQ(id_of("\xCA\xFE\xBA\xBE\0\0\0\x34"s), "class");
  EXPECT_EQ(id_of("Rar!\x1A\x07\x01\0"s), "rar");
  EXPECT_EQ(id_of("\x1F\x8B\x08\0"s), "gzip");
  EXPECT_EQ(id_of(std::string(0x8001, '\0') + "CD001"), "iso");
  EXPECT_EQ(id_of(std::string(1000, '\0') + "koly" + std::string(508, '\0')), "dmg");
  EXPECT_EQ(id_of("noise\n%PDF-1.7\n"), "pdf");
  EXPECT_EQ(id_of("RIFF\x10\0\0\0WEBPVP8 "s), "webp");
  EXPECT_EQ(id_of("\0\0\0\x20"
                  "ftypheic"s),
            "heic");
}

TEST(TypeOfBytes, KnowsTextByItsBeginning) {
  EXPECT_EQ(id_of("\xEF\xBB\xBF <!DOCTYPE html><p>"), "html");
  EXPECT_EQ(id_of("<!-- x --><html>"), "html");
  EXPECT_EQ(id_of("<?xml version='1.0'?><!-- x --><svg xmlns='a'>"), "svg");
  EXPECT_EQ(id_of("<?xml version='1.0'?><note>"), "xml");
  EXPECT_EQ(id_of("[InternetShortcut]\r\nURL=https://example.com/"), "url");
  EXPECT_EQ(id_of("BEGIN:VCALENDAR\r\n"), "calendar");
  EXPECT_EQ(id_of("Return-Path: <a@example.com>\nReceived: from x\nFrom: a@example.com\n"), "eml");
  EXPECT_EQ(id_of("#!/bin/sh\n"), "shell");
}

TEST(TypeOfBytes, GuessesNothingFromProse) {
  for (const char* text :
       {"", "MZ is the sign of old programs, and this sentence is long enough to be one itself, is it not?", "BM\n",
        "a < b", "<foo", "From here to there.\n", "ID"}) {
    EXPECT_EQ(id_of(text), "") << text;
  }
}

TEST(TypeOfEnding, IsExact) {
  EXPECT_EQ(type_of_ending("scr")->id, "exe");
  EXPECT_EQ(type_of_ending("htm")->id, "html");
  EXPECT_EQ(type_of_ending("ht"), nullptr);
  EXPECT_EQ(type_of_ending(""), nullptr);
  EXPECT_EQ(type_of_ending("exe scr"), nullptr);
}

TEST(TypeOfMedia, KnowsOtherNamesAndSaysNothingOfOctetStreams) {
  EXPECT_EQ(type_of_media("image/jpg")->id, "jpeg");
  EXPECT_EQ(type_of_media("application/x-zip-compressed")->id, "zip");
  EXPECT_EQ(type_of_media("application/octet-stream"), nullptr);
}

TEST(FileNames, EndingIsWhatTheSystemGoesBy) {
  EXPECT_EQ(read_file_name("invoice.PDF").ending, "pdf");
  EXPECT_EQ(read_file_name("invoice.pdf.exe. . ").ending, "exe");
  EXPECT_EQ(read_file_name("invoice.pdf.exe").ending_before, "pdf");
  EXPECT_EQ(read_file_name("invoice.pdf   .exe").ending_before, "pdf");
  EXPECT_EQ(read_file_name("C:\\a.b\\invoice").ending, "");
  EXPECT_EQ(read_file_name("in\xE2\x80\x8Bvoice.e\xE2\x80\x8Bxe").ending, "exe");
  EXPECT_EQ(read_file_name("a\xEF\xBC\x8Epdf.exe").ending_before, "pdf");
  EXPECT_EQ(read_file_name("a\xEF\xBC\x8Epdf").ending, "");
}

TEST(FileNames, TricksAreSeen) {
  EXPECT_TRUE(read_file_name("invoice\xE2\x80\xAE"
                             "fdp.exe")
                  .turned);
  EXPECT_FALSE(read_file_name("\xE2\x80\xAB\xD7\xA6\xD7\x99\xD7\x9C.png").turned);
  EXPECT_TRUE(read_file_name("a.pdf" + std::string(30, ' ') + ".exe").padded);
  EXPECT_FALSE(read_file_name(std::string(30, ' ') + "a.exe" + std::string(30, ' ')).padded);
  EXPECT_TRUE(read_file_name(std::string(300, 'a') + ".exe").very_long);
}

}  // namespace
}  // namespace mekiki::files
