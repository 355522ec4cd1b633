// A file that runs when it is opened, or hides that it does.
#include <algorithm>
#include <array>

#include "base/utf8.h"
#include "checks/check.h"

namespace mekiki::checks {
namespace {

constexpr auto programs = std::to_array<std::string_view>(
    {"exe", "scr", "com", "pif", "bat", "cmd", "ps1", "vbs", "vbe", "js",   "jse", "wsf",  "wsh", "hta", "msi", "msix",
     "jar", "lnk", "url", "cpl", "reg", "chm", "iso", "img", "vhd", "vhdx", "one", "appx", "scf", "xll", "dll"});
constexpr auto pages = std::to_array<std::string_view>({"html", "htm", "shtml", "xhtml", "svg", "mht", "mhtml"});
constexpr auto documents =
    std::to_array<std::string_view>({"pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "jpg", "jpeg", "png", "txt",
                                     "csv", "zip", "wav", "mp3", "m4a", "mp4"});

template <std::size_t n>
bool is_one_of(const std::string& ending, const std::array<std::string_view, n>& list) {
  return std::find(list.begin(), list.end(), ending) != list.end();
}

std::string ending_of(std::string_view name) {
  name = trim_ascii(name);
  const std::size_t dot = name.rfind('.');
  return dot == std::string_view::npos ? std::string{} : ascii_lower(name.substr(dot + 1));
}

bool turns_direction(std::string_view name) {
  return name.find("\xE2\x80\xAE") != std::string_view::npos || name.find("\xE2\x80\xAB") != std::string_view::npos ||
         name.find("\xE2\x81\xA7") != std::string_view::npos;  // U+202E, U+202B, U+2067
}

void examine(const message::Message& message, Sink& sink) {
  for (const message::Part& part : message.parts) {
    if (part.body || part.file_name.empty()) continue;
    const std::string ending = ending_of(part.file_name);
    const bool program = is_one_of(ending, programs);
    const bool page = is_one_of(ending, pages);
    const bool turned = turns_direction(part.file_name);
    if (!program && !page && !turned) continue;
    const std::string stem = part.file_name.substr(0, part.file_name.rfind('.'));
    const bool doubled = (program || page) && is_one_of(ending_of(stem), documents);
    Finding finding;
    finding.severity = turned || doubled ? Severity::strong : Severity::medium;
    finding.variant = turned ? "turned" : doubled ? "doubled" : page ? "page" : "";
    finding.parameters["name"] = part.file_name;
    finding.parameters["ending"] = ending;
    finding.evidence.push_back({"part:" + part.path, part.file_name, {}});
    sink.add(std::move(finding));
    return;
  }
}

}  // namespace

extern const Check attachment_dangerous_type;
const Check attachment_dangerous_type = make<examine>();

}  // namespace mekiki::checks
