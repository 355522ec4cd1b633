#include "files/types.h"

#include <algorithm>
#include <array>
#include <cstdlib>

namespace mekiki::files {
namespace {

constexpr auto table = std::to_array<Type>({
#include "files/types.inc"
});

bool has_word(std::string_view words, std::string_view word) {
  for (std::size_t at = 0; at < words.size();) {
    const std::size_t end = std::min(words.find(' ', at), words.size());
    if (words.substr(at, end - at) == word) return true;
    at = end + 1;
  }
  return false;
}

struct OtherName {
  std::string_view media_type;
  std::string_view id;
};

// What else these types are called in mail.
constexpr auto other_names = std::to_array<OtherName>({
    {"application/x-msdownload", "exe"},
    {"application/x-dosexec", "exe"},
    {"application/x-msdos-program", "exe"},
    {"application/javascript", "javascript"},
    {"application/x-javascript", "javascript"},
    {"application/xhtml+xml", "html"},
    {"multipart/related", "mhtml"},
    {"application/x-zip-compressed", "zip"},
    {"application/x-zip", "zip"},
    {"application/x-rar-compressed", "rar"},
    {"application/x-rar", "rar"},
    {"application/x-gzip", "gzip"},
    {"application/x-cd-image", "iso"},
    {"application/x-pdf", "pdf"},
    {"text/rtf", "rtf"},
    {"application/x-rtf", "rtf"},
    {"application/xml", "xml"},
    {"text/csv", "text"},
    {"application/ics", "calendar"},
    {"text/x-vcard", "card"},
    {"application/vnd.ms-tnef", "tnef"},
    {"application/x-pkcs7-signature", "pkcs7"},
    {"application/pkcs7-mime", "pkcs7"},
    {"application/x-pkcs7-mime", "pkcs7"},
    {"application/pgp-keys", "pgp"},
    {"application/pgp-encrypted", "pgp"},
    {"image/jpg", "jpeg"},
    {"image/pjpeg", "jpeg"},
    {"image/x-png", "png"},
    {"image/x-icon", "ico"},
    {"application/vnd.ms-word.document.macroenabled.12", "docx"},
    {"application/vnd.ms-excel.sheet.macroenabled.12", "xlsx"},
    {"application/vnd.ms-excel.sheet.binary.macroenabled.12", "xlsx"},
    {"application/vnd.ms-powerpoint.presentation.macroenabled.12", "pptx"},
    {"application/vnd.oasis.opendocument.spreadsheet", "odf"},
    {"application/vnd.oasis.opendocument.presentation", "odf"},
});

}  // namespace

const Type* type_of_id(std::string_view id) {
  const auto found = std::find_if(table.begin(), table.end(), [&](const Type& type) { return type.id == id; });
  return found == table.end() ? nullptr : found;
}

const Type* type_of_ending(std::string_view ending) {
  if (ending.empty() || ending.find(' ') != std::string_view::npos) return nullptr;
  const auto found =
      std::find_if(table.begin(), table.end(), [&](const Type& type) { return has_word(type.endings, ending); });
  return found == table.end() ? nullptr : found;
}

const Type* type_of_media(std::string_view media_type) {
  const auto usual =
      std::find_if(table.begin(), table.end(), [&](const Type& type) { return type.media_type == media_type; });
  if (usual != table.end()) return usual;
  const auto other = std::find_if(other_names.begin(), other_names.end(),
                                  [&](const OtherName& name) { return name.media_type == media_type; });
  return other == other_names.end() ? nullptr : type_of_id(other->id);
}

bool is_dangerous(const Type& type) {
  return type.family == Family::program || type.family == Family::script || type.family == Family::shortcut ||
         type.family == Family::disk_image || type.family == Family::notebook;
}

}  // namespace mekiki::files
