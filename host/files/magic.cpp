// What the first bytes say. Sources: the formats' own specifications; for text the WHATWG MIME Sniffing standard,
// section 7.1.
#include <algorithm>
#include <array>

#include "base/utf8.h"
#include "files/bytes.h"
#include "files/compound.h"
#include "files/types.h"
#include "files/zip_names.h"

namespace mekiki::files {
namespace {

struct Magic {
  std::size_t at;
  std::string_view bytes;
  std::string_view id;
};

using namespace std::string_view_literals;

constexpr auto magics = std::to_array<Magic>({
    {0,
     "\x7F"
     "ELF"sv,
     "elf"},
    {0, "\xFE\xED\xFA\xCE"sv, "macho"},
    {0, "\xFE\xED\xFA\xCF"sv, "macho"},
    {0, "\xCE\xFA\xED\xFE"sv, "macho"},
    {0, "\xCF\xFA\xED\xFE"sv, "macho"},
    {0, "dex\n03"sv, "apk"},
    {0, "!<arch>\ndebian"sv, "deb"},
    {0, "\xED\xAB\xEE\xDB"sv, "rpm"},
    {0, "ITSF\x03\0\0\0"sv, "chm"},
    {0, "Windows Registry Editor Version"sv, "registry"},
    {0, "REGEDIT4"sv, "registry"},
    {0, "\x4C\0\0\0\x01\x14\x02\0\0\0\0\0\xC0\0\0\0\0\0\0\x46"sv, "lnk"},
    {0, "vhdxfile"sv, "vhdx"},
    {0, "conectix"sv, "vhd"},
    {0, "\xE4\x52\x5C\x7B\x8C\xD8\xA7\x4D\xAE\xB1\x53\x78\xD0\x29\x96\xD3"sv, "onenote"},
    {0, "\xA1\x2F\xFF\x43\xD9\xEF\x76\x4C\x9E\xE2\x10\xEA\x57\x22\x76\x5F"sv, "onenote"},
    {0, "Rar!\x1A\x07"sv, "rar"},
    {0, "7z\xBC\xAF\x27\x1C"sv, "7z"},
    {0, "MSCF\0\0\0\0"sv, "cab"},
    {0, "\x1F\x8B\x08"sv, "gzip"},
    {0,
     "\xFD"
     "7zXZ\0"sv,
     "xz"},
    {0, "\x28\xB5\x2F\xFD"sv, "zstd"},
    {0, "LZIP\x01"sv, "lzip"},
    {0, "\x1F\x9D\x90"sv, "compress"},
    {257, "ustar"sv, "tar"},
    {7, "**ACE**"sv, "ace"},
    {0, "xar!\0\x1C"sv, "pkg"},
    {0, "{\\rt"sv, "rtf"},
    {0, "%!PS"sv, "ps"},
    {0, "\xC5\xD0\xD3\xC6"sv, "ps"},
    {0, "\xFF\xD8\xFF"sv, "jpeg"},
    {0, "\x89PNG\r\n\x1A\n"sv, "png"},
    {0, "GIF87a"sv, "gif"},
    {0, "GIF89a"sv, "gif"},
    {0, "II*\0"sv, "tiff"},
    {0, "MM\0*"sv, "tiff"},
    {0, "\0\0\x01\0"sv, "ico"},
    {0, "8BPS"sv, "psd"},
    {40, " EMF"sv, "emf"},
    {0, "\xD7\xCD\xC6\x9A"sv, "emf"},
    {0, "ID3"sv, "mp3"},
    {0, "\xFF\xFB"sv, "mp3"},
    {0, "OggS"sv, "ogg"},
    {0, "fLaC"sv, "ogg"},
    {0, "\x1A\x45\xDF\xA3"sv, "matroska"},
    {0, "\x78\x9F\x3E\x22"sv, "tnef"},
    {0, "-----BEGIN PGP"sv, "pgp"},
    {0, "-----BEGIN CERTIFICATE"sv, "certificate"},
    {0, "-----BEGIN PKCS7"sv, "pkcs7"},
    {0, "SQLite format 3\0"sv, "sqlite"},
    {0, "wOFF"sv, "font"},
    {0, "wOF2"sv, "font"},
    {0, "OTTO"sv, "font"},
    {0, "\0\x01\0\0\0"sv, "font"},
    {0, "\0asm"sv, "wasm"},
    {0, "\xD4\xC3\xB2\xA1"sv, "pcap"},
    {0, "\xA1\xB2\xC3\xD4"sv, "pcap"},
    {0, "\x0A\x0D\x0D\x0A"sv, "pcap"},
});

// The magic of PE begins with two letters that text may begin with too; the header it points to settles it. Plain DOS
// programs have none, but their page count and relocations fit.
bool is_exe(std::string_view bytes) {
  if (!bytes.starts_with("MZ") || bytes.size() < 64) return false;
  const std::size_t header = little32(bytes, 0x3C);
  if (has_at(bytes, header, "PE\0\0"sv) || has_at(bytes, header, "NE"sv)) return true;
  return !looks_like_text(bytes) && little16(bytes, 8) != 0 && little16(bytes, 4) != 0;
}

bool is_bmp(std::string_view bytes) {
  if (!bytes.starts_with("BM") || bytes.size() < 30) return false;
  const std::uint32_t header = little32(bytes, 14);
  return header >= 12 && header <= 124 && little32(bytes, 6) == 0;
}

bool is_bzip2(std::string_view bytes) {
  return bytes.starts_with("BZh") && byte_at(bytes, 3) >= '1' && byte_at(bytes, 3) <= '9' &&
         has_at(bytes, 4, "\x31\x41\x59\x26\x53\x59"sv);
}

bool is_lzh(std::string_view bytes) {
  return has_at(bytes, 2, "-l") && byte_at(bytes, 6) == '-' && (byte_at(bytes, 4) == 'h' || byte_at(bytes, 4) == 'z');
}

bool is_arj(std::string_view bytes) {
  const std::uint16_t header = little16(bytes, 2);
  return bytes.starts_with("\x60\xEA") && header >= 30 && header <= 2600;
}

// Java classes share their magic with Mach-O files for several machines, whose next number is small.
std::string_view cafe_babe(std::string_view bytes) {
  if (!bytes.starts_with("\xCA\xFE\xBA\xBE")) return {};
  return big32(bytes, 4) < 40 ? "macho" : "class";
}

std::string_view riff(std::string_view bytes) {
  if (!bytes.starts_with("RIFF")) return {};
  return has_at(bytes, 8, "WEBP") ? "webp" : "wav";
}

std::string_view iso_media(std::string_view bytes) {
  if (!has_at(bytes, 4, "ftyp")) return {};
  for (const std::string_view brand : {"heic", "heix", "mif1", "avif"}) {
    if (has_at(bytes, 8, brand)) return "heic";
  }
  return "mp4";
}

// ECMA-119 section 8.1 (sector 16), and the ends of fixed VHDs and of disk images of macOS.
std::string_view disk(std::string_view bytes) {
  if (has_at(bytes, 0x8001, "CD001") || has_at(bytes, 0x8001, "BEA01")) return "iso";
  if (bytes.size() >= 512) {
    if (has_at(bytes, bytes.size() - 512, "conectix")) return "vhd";
    if (has_at(bytes, bytes.size() - 512, "koly")) return "dmg";
    // A boot sector with a FAT or NTFS label: the image of a whole disk.
    if (has_at(bytes, 510, "\x55\xAA") &&
        (has_at(bytes, 3, "NTFS    ") || has_at(bytes, 54, "FAT") || has_at(bytes, 82, "FAT32")))
      return "img";
  }
  return {};
}

// ISO/IEC 29500-2: what kind of package the names in a ZIP file make.
std::string_view zip_kind(std::string_view bytes) {
  const ZipNames names = zip_names(bytes);
  if (!names.media_type.empty()) {
    if (names.media_type.starts_with("application/epub")) return "epub";
    if (names.media_type.starts_with("application/vnd.oasis")) return "odf";
  }
  const auto has = [&](std::string_view name) {
    return std::any_of(names.names.begin(), names.names.end(), [&](const std::string& entry) {
      return name.ends_with('/') ? entry.starts_with(name) : entry == name;
    });
  };
  if (has("AndroidManifest.xml") || has("classes.dex")) return "apk";
  if (has("AppxManifest.xml") || has("AppxBlockMap.xml")) return "msix";
  if (has("[Content_Types].xml")) {
    if (has("word/")) return "docx";
    if (has("xl/")) return "xlsx";
    if (has("ppt/")) return "pptx";
    if (has("FixedDocSeq.fdseq") || has("FixedDocumentSequence.fdseq")) return "xps";
    return "ooxml";
  }
  if (has("META-INF/MANIFEST.MF")) return "jar";
  if (has("Index/Document.iwa")) return "iwork";
  if (has("Contents/content.hpf")) return "hwp";
  return "zip";
}

bool begins_tag(std::string_view text, std::string_view tag) {
  if (text.size() <= tag.size() || !ascii_iequals(text.substr(0, tag.size()), tag)) return false;
  const char next = text[tag.size()];
  return tag == "<!--" || next == '>' || next == ' ' || next == '\t' || next == '\n' || next == '\r' || next == '/';
}

bool begins_page(std::string_view text) {
  static constexpr auto tags = std::to_array<std::string_view>(
      {"<!doctype html", "<html", "<head",  "<script", "<iframe", "<h1",    "<div", "<font",
       "<table",         "<a",    "<style", "<title",  "<b",      "<body",  "<br",  "<p",
       "<!--",           "<meta", "<form",  "<span",   "<img",    "<center"});
  return std::any_of(tags.begin(), tags.end(), [&](std::string_view tag) { return begins_tag(text, tag); });
}

std::string_view after_xml_prologue(std::string_view text) {
  for (int i = 0; i < 16; ++i) {
    text = trim_ascii(text);
    std::string_view end;
    if (text.starts_with("<?")) end = "?>";
    if (text.starts_with("<!--")) end = "-->";
    if (text.starts_with("<!DOCTYPE") || text.starts_with("<!doctype")) end = ">";
    const std::size_t at = end.empty() ? std::string_view::npos : text.find(end);
    if (at == std::string_view::npos) return text;
    text.remove_prefix(at + end.size());
  }
  return text;
}

std::string_view markup(std::string_view text) {
  if (!text.starts_with('<')) return {};
  const std::string_view inner = after_xml_prologue(text);
  if (begins_tag(inner, "<svg") || inner.starts_with("<svg:svg")) return "svg";
  if (begins_tag(inner, "<html")) return "html";
  if (begins_tag(inner, "<job") || begins_tag(inner, "<package>")) return "wsf";
  if (text.starts_with("<?xml")) return "xml";
  return begins_page(text) ? "html" : std::string_view{};
}

// RFC 5322: the first line is one of the fields that messages begin with.
std::string_view message_text(std::string_view text) {
  static constexpr auto fields =
      std::to_array<std::string_view>({"received:", "return-path:", "from:", "date:", "message-id:", "delivered-to:",
                                       "mime-version:", "subject:", "to:", "x-mozilla-status:"});
  const std::string head = ascii_lower(text.substr(0, 2048));
  if (std::none_of(fields.begin(), fields.end(), [&](std::string_view field) { return head.starts_with(field); }))
    return {};
  if (head.find("\ncontent-type: multipart/related") != std::string::npos &&
      head.find("\nreceived:") == std::string::npos && head.find("\nto:") == std::string::npos)
    return "mhtml";
  return std::count(head.begin(), head.end(), '\n') >= 2 ? "eml" : std::string_view{};
}

std::string_view text_kind(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  const std::string_view text = trim_ascii(bytes.substr(0, 4096));
  if (text.starts_with("#!")) return "shell";
  if (ascii_iequals(text.substr(0, 15), "BEGIN:VCALENDAR")) return "calendar";
  if (ascii_iequals(text.substr(0, 11), "BEGIN:VCARD")) return "card";
  if (ascii_iequals(text.substr(0, 18), "[InternetShortcut]") || ascii_iequals(text.substr(0, 9), "[{000214A"))
    return "url";
  if (text.starts_with("[Desktop Entry]")) return "desktop";
  if (const std::string_view kind = markup(text); !kind.empty()) return kind;
  return message_text(text);
}

std::string_view id_of(std::string_view bytes) {
  if (bytes.starts_with("PK\x03\x04") || bytes.starts_with("PK\x05\x06")) return zip_kind(bytes);
  if (bytes.starts_with("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")) return compound_kind(bytes);
  if (is_exe(bytes)) return "exe";
  for (const Magic& magic : magics) {
    if (has_at(bytes, magic.at, magic.bytes)) return magic.id;
  }
  // ISO 32000-1, annex H: readers take the header anywhere in the first 1024 bytes.
  if (bytes.substr(0, 1024 + 5).find("%PDF-") != std::string_view::npos) return "pdf";
  if (is_bmp(bytes)) return "bmp";
  if (is_bzip2(bytes)) return "bzip2";
  if (is_lzh(bytes)) return "lzh";
  if (is_arj(bytes)) return "arj";
  for (const auto test : {&cafe_babe, &riff, &iso_media, &disk}) {
    if (const std::string_view id = test(bytes); !id.empty()) return id;
  }
  return looks_like_text(bytes) ? text_kind(bytes) : std::string_view{};
}

}  // namespace

bool looks_like_text(std::string_view bytes) {
  const std::string_view head = bytes.substr(0, 1024);
  std::size_t odd = 0;
  for (const char c : head) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte == 0) return false;
    if (byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r' && byte != '\f' && byte != 0x1B) ++odd;
  }
  return odd * 50 <= head.size();
}

const Type* type_of_bytes(std::string_view bytes) {
  const std::string_view id = id_of(bytes);
  return id.empty() ? nullptr : type_of_id(id);
}

}  // namespace mekiki::files
