#include "files/documents.h"

#include <algorithm>
#include <array>

#include "files/calendar.h"
#include "files/office.h"
#include "files/pdf.h"
#include "files/shortcuts.h"
#include "files/tnef.h"

namespace mekiki::files {
namespace {

template <std::size_t n>
bool is_any(std::string_view id, const std::array<std::string_view, n>& ids) {
  return std::find(ids.begin(), ids.end(), id) != ids.end();
}

}  // namespace

Opened open_document(std::string_view id, std::string_view bytes, Budget& budget) {
  static constexpr auto packages = std::to_array<std::string_view>({"docx", "xlsx", "pptx", "ooxml", "odf"});
  static constexpr auto compounds =
      std::to_array<std::string_view>({"doc", "xls", "ppt", "ole", "msg", "publisher", "hwp", "jtd"});
  static constexpr auto text_shortcuts = std::to_array<std::string_view>({"url", "desktop", "webloc", "scf", "rdp"});
  if (id == "pdf") return open_pdf(bytes, budget);
  if (bytes.starts_with("\xD0\xCF\x11\xE0") && (is_any(id, packages) || is_any(id, compounds)))
    return open_compound(bytes, budget);
  if (is_any(id, packages)) return open_package(bytes, budget);
  if (id == "rtf") return open_rich_text(bytes, budget);
  if (id == "onenote") return open_notebook(bytes, budget);
  if (id == "lnk") return open_link_file(bytes);
  if (is_any(id, text_shortcuts)) return open_text_shortcut(bytes);
  if (id == "tnef") return open_tnef(bytes, budget);
  if (id == "calendar") return open_calendar(bytes);
  return {};
}

}  // namespace mekiki::files
