// The link fetches a program or a packed file instead of opening a page.
#include <algorithm>
#include <array>

#include "base/utf8.h"
#include "checks/check.h"
#include "checks/support.h"

namespace mekiki::checks {
namespace {

constexpr auto programs = std::to_array<std::string_view>(
    {"exe", "scr", "msi", "msix", "appinstaller", "vbs", "vbe", "wsf", "hta", "bat", "cmd",
     "ps1", "lnk", "jar", "apk",  "iso",          "img", "vhd", "cpl", "one", "xll", "jnlp"});
constexpr auto archives = std::to_array<std::string_view>({"zip", "rar", "7z", "cab", "ace", "arj", "r00", "uue"});

std::string ending_of(const std::string& path) {
  const std::string name = ascii_lower(path.substr(path.rfind('/') + 1));
  const std::size_t dot = name.rfind('.');
  return dot == std::string::npos ? std::string() : name.substr(dot + 1);
}

void examine(const facts::Links& links, const facts::Sender& sender, const facts::Demands& demands,
             const facts::Bulk& bulk, Sink& sink) {
  for (const facts::Link* link : action_links(links)) {
    const std::string ending = ending_of(link->target.path);
    const bool program = std::ranges::find(programs, ending) != programs.end();
    if (!program && std::ranges::find(archives, ending) == archives.end()) continue;
    if (same_organisation(link->host, sender.domain)) continue;
    const bool asked = demands_something_dear(demands) || demands.has(text::PhraseKind::document) ||
                       demands.has(text::PhraseKind::invoice) || demands.has(text::PhraseKind::parcel_problem);
    Finding finding;
    // People send each other programs; they do not call them invoices.
    finding.severity = program && asked && !bulk.mailing_list ? Severity::medium : Severity::weak;
    finding.variant = program ? "" : "archive";
    finding.parameters["ending"] = ending;
    finding.parameters["host"] = link->host;
    finding.evidence.push_back(evidence_of(*link));
    sink.add(std::move(finding));
    return;
  }
}

}  // namespace

extern const Check link_download;
const Check link_download = make<examine>();

}  // namespace mekiki::checks
