#include "report/verdict.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "checks/support.h"

namespace mekiki::report {
namespace {

using checks::Finding;
using checks::Severity;
using text::PhraseKind;

// Findings of one kind rest on the same evidence; those of different kinds are independent of each other. A kind is the
// code's group, but three sorts of evidence lie in a mail's content: what it wants, how its text is disguised, and whom
// it addresses. Whom the sender claims to be by its address alone is evidence of the sender.
std::string kind_of(const Finding& finding) {
  static const std::map<std::string_view, std::string_view> kinds = {
      {"content.hidden_text", "disguise"},        {"content.disguised_text", "disguise"},
      {"content.vouches_for_itself", "disguise"}, {"content.addressed_to_nobody", "addressee"},
      {"content.greets_by_address", "addressee"}, {"claim.service_from_free_mail", "sender"}};
  const auto found = kinds.find(finding.code);
  return found != kinds.end() ? std::string(found->second) : finding.code.substr(0, finding.code.find('.'));
}

std::set<std::string> kinds_of(const std::vector<Finding>& findings, Severity severity) {
  std::set<std::string> found;
  for (const Finding& finding : findings) {
    if (finding.severity == severity) found.insert(kind_of(finding));
  }
  return found;
}

const Finding* find(const std::vector<Finding>& findings, std::string_view code) {
  const auto found =
      std::find_if(findings.begin(), findings.end(), [&](const Finding& finding) { return finding.code == code; });
  return found == findings.end() ? nullptr : &*found;
}

bool is_login_page(const Finding& finding) {
  return finding.code == "attachment.html_page" && (finding.variant == "password" || finding.variant == "form");
}

bool brings_harmful_file(const std::vector<Finding>& findings) {
  return std::any_of(findings.begin(), findings.end(), [](const Finding& finding) {
    const bool weighty = finding.severity == Severity::strong || finding.severity == Severity::medium;
    if (!weighty || kind_of(finding) != "attachment" || is_login_page(finding)) return false;
    static constexpr auto pages = std::to_array<std::string_view>({"unpacks", "scrambled"});
    static constexpr auto always = std::to_array<std::string_view>(
        {"attachment.dangerous_type", "attachment.type_differs", "attachment.archive_with_program",
         "attachment.encrypted_archive", "attachment.swollen", "attachment.macro"});
    if (finding.code == "attachment.disguised_name") return finding.variant != "page";
    if (finding.code == "attachment.html_page")
      return std::find(pages.begin(), pages.end(), finding.variant) != pages.end();
    return std::find(always.begin(), always.end(), finding.code) != always.end();
  });
}

// What the mail wants of the reader that costs the reader something.
bool demands_credentials_or_money(const std::vector<Finding>& findings) {
  return find(findings, "content.credential_request") != nullptr ||
         find(findings, "content.payment_request") != nullptr ||
         find(findings, "content.outage_but_login") != nullptr || find(findings, "content.form") != nullptr ||
         find(findings, "landing.login_page") != nullptr ||
         std::any_of(findings.begin(), findings.end(), is_login_page);
}

bool names_false_brand(const std::vector<Finding>& findings) {
  // By its name or by its links: a strong finding of either kind says that the company it speaks for is not there.
  return std::any_of(findings.begin(), findings.end(), [](const Finding& finding) {
    return finding.severity == Severity::strong &&
           (finding.code == "claim.brand_not_sender" || finding.code == "authentication.rejected_by_policy" ||
            finding.code == "claim.own_organisation" || finding.code == "link.not_the_brand" ||
            finding.code == "link.brand_in_subdomain" || finding.code == "link.brand_in_path" ||
            finding.code == "link.brand_in_domain" || finding.code == "link.confusable");
  });
}

// The very address of a brand, whose owner says that mail like this is none of its own.
bool forges_brand(const std::vector<Finding>& findings) {
  const Finding* rejected = find(findings, "authentication.rejected_by_policy");
  return rejected != nullptr && rejected->severity == Severity::strong;
}

std::string attack_of(const std::vector<Finding>& findings, const facts::Demands& demands) {
  if (brings_harmful_file(findings)) return "malware";
  if (const Finding* payment = find(findings, "content.payment_request")) {
    if (payment->variant == "extortion") return "extortion";
    return payment->variant == "advance_fee" ? "advance-fee" : "payment";
  }
  if (demands_credentials_or_money(findings)) return "credential-theft";
  for (const PhraseKind kind : {PhraseKind::log_in, PhraseKind::verify, PhraseKind::password, PhraseKind::card}) {
    if (demands.has(kind)) return "credential-theft";
  }
  if (demands.has(PhraseKind::pay)) return "payment";
  if (names_false_brand(findings)) return "credential-theft";
  if (find(findings, "content.bait") != nullptr || demands.has(PhraseKind::bargain)) return "advertising";
  return "";
}

int weight(Severity severity) {
  switch (severity) {
    case Severity::strong:
      return 40;
    case Severity::medium:
      return 15;
    case Severity::weak:
      return 4;
    case Severity::good:
      return 0;
  }
  return 0;
}

}  // namespace

std::string_view to_string(Level level) {
  switch (level) {
    case Level::none:
      return "none";
    case Level::note:
      return "note";
    case Level::suspicious:
      return "suspicious";
    case Level::danger:
      return "danger";
  }
  return "none";
}

Verdict judge(const std::vector<Finding>& findings, const facts::Facts& facts) {
  Verdict verdict;
  const auto strong = kinds_of(findings, Severity::strong);
  const auto medium = kinds_of(findings, Severity::medium);
  const bool false_brand = names_false_brand(findings);
  const bool warned = std::any_of(findings.begin(), findings.end(),
                                  [](const Finding& finding) { return finding.severity != Severity::good; });
  std::set<std::string> weighty = strong;
  weighty.insert(medium.begin(), medium.end());

  const bool asks =
      demands_credentials_or_money(findings) ||
      (forges_brand(findings) && (checks::demands_something_dear(facts.demands) || weighty.contains("link")));
  if (strong.size() >= 2 || (false_brand && asks)) {
    verdict.level = Level::danger;
  } else if (!strong.empty() || weighty.size() >= 2) {
    verdict.level = Level::suspicious;
  } else if (warned) {
    verdict.level = Level::note;
  }

  int score = 0;
  for (const Finding& finding : findings) score += weight(finding.severity);
  // The score never contradicts the level.
  const int floor = verdict.level == Level::danger ? 70 : verdict.level == Level::suspicious ? 35 : 0;
  const int ceiling = verdict.level == Level::danger ? 100 : verdict.level == Level::suspicious ? 69 : 34;
  verdict.score = warned ? std::clamp(score, floor, ceiling) : 0;
  if (verdict.level >= Level::suspicious) verdict.attack = attack_of(findings, facts.demands);
  if (const facts::ClaimedBrand* claimed = checks::false_claim(facts.claims, facts.sender);
      claimed != nullptr && find(findings, "claim.brand_not_sender") != nullptr) {
    verdict.pretended = claimed->brand;
  } else if (forges_brand(findings)) {
    verdict.pretended = facts.sender.brand;
  }
  return verdict;
}

}  // namespace mekiki::report
