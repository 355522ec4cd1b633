// A page in a folder where a site keeps its machinery: nobody publishes there but somebody who broke in.
#include "base/utf8.h"
#include "checks/check.h"
#include "checks/support.h"

namespace mekiki::checks {
namespace {

// The folder's name in the path, or "". Pictures and documents of a site are in some of them by right; pages are not.
std::string_view machinery_in(const std::string& path) {
  for (const std::string_view folder : {"/wp-includes/", "/wp-admin/", "/wp-content/plugins/", "/wp-content/themes/",
                                        "/wp-content/uploads/", "/.well-known/", "/image/catalog/", "/cgi-sys/"}) {
    if (path.find(folder) != std::string::npos) return folder;
  }
  return {};
}

bool is_page(const std::string& path) {
  const std::string name = path.substr(path.rfind('/') + 1);
  const std::size_t dot = name.rfind('.');
  if (dot == std::string::npos) return true;
  const std::string ending = name.substr(dot + 1);
  return ending == "html" || ending == "htm" || ending == "php" || ending == "shtml";
}

bool belongs_there(const std::string& path) {
  return path.find("/admin-ajax.php") != std::string::npos || path.find("/admin-post.php") != std::string::npos ||
         path.find("/wp-content/plugins/newsletter/") != std::string::npos || path.ends_with("/wp-admin/") ||
         path.find("/.well-known/change-password") != std::string::npos || path.find("/wp-admin/") != std::string::npos;
}

void examine(const facts::Links& links, const facts::Sender& sender, const facts::Claims& claims,
             const facts::Demands& demands, Sink& sink) {
  for (const facts::Link* link : action_links(links)) {
    const std::string path = ascii_lower(link->target.path);
    const std::string_view folder = machinery_in(path);
    if (folder.empty() || !is_page(path) || belongs_there(path)) continue;
    if (link->brand != nullptr || same_organisation(link->host, sender.domain)) continue;
    Finding finding;
    finding.severity = claims.main() != nullptr || demands_something_dear(demands) ? Severity::medium : Severity::weak;
    finding.parameters["folder"] = std::string(folder);
    finding.parameters["host"] = link->host;
    finding.evidence.push_back(evidence_of(*link));
    sink.add(std::move(finding));
    return;
  }
}

}  // namespace

extern const Check link_hacked_site;
const Check link_hacked_site = make<examine>();

}  // namespace mekiki::checks
