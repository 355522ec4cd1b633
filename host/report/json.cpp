#include "report/json.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/limits.h"
#include "base/utf8.h"
#include "checks/support.h"
#include "report/sections.h"

namespace mekiki::report {
namespace {

using nlohmann::json;

std::string_view to_string(checks::Severity severity) {
  switch (severity) {
    case checks::Severity::strong:
      return "strong";
    case checks::Severity::medium:
      return "medium";
    case checks::Severity::weak:
      return "weak";
    case checks::Severity::good:
      return "good";
  }
  return "weak";
}

json evidence_json(const checks::Evidence& evidence) {
  return {{"where", evidence.where},
          {"excerpt", shorten(to_valid_utf8(evidence.excerpt), limits::excerpt_bytes)},
          {"start", evidence.span.start},
          {"end", evidence.span.end}};
}

json finding_json(const checks::Finding& finding, Language language) {
  Parameters parameters;
  for (const auto& [name, value] : finding.parameters) {
    parameters[name] = shorten(to_valid_utf8(value), limits::excerpt_bytes);
  }
  json evidence = json::array();
  for (const checks::Evidence& piece : finding.evidence) {
    if (evidence.size() < limits::report_evidence) evidence.push_back(evidence_json(piece));
  }
  return {{"code", finding.code},
          {"severity", to_string(finding.severity)},
          {"text", text_of(finding.code, finding.variant, "text", language, parameters).value_or(finding.code)},
          {"why", text_of(finding.code, finding.variant, "why", language, parameters).value_or("")},
          {"evidence", std::move(evidence)}};
}

json findings_json(const Judged& judged) {
  std::vector<const checks::Finding*> order;
  for (const checks::Finding& finding : judged.outcome.findings) order.push_back(&finding);
  // Strongest first; among equals who the mail pretends to be, then where it leads, then the rest.
  const auto rank = [](const checks::Finding* finding) {
    static const std::vector<std::string> groups = {"claim",      "link",    "sender",
                                                    "attachment", "content", "authentication"};
    const std::string group = finding->code.substr(0, finding->code.find('.'));
    const auto place = std::find(groups.begin(), groups.end(), group) - groups.begin();
    return std::make_pair(static_cast<int>(finding->severity), static_cast<int>(place));
  };
  std::stable_sort(order.begin(), order.end(), [&](auto* a, auto* b) { return rank(a) < rank(b); });
  json findings = json::array();
  for (const checks::Finding* finding : order) {
    if (findings.size() < limits::report_findings) findings.push_back(finding_json(*finding, judged.language));
  }
  return findings;
}

Parameters brand_parameters(const names::Brand& brand) {
  checks::Finding holder;
  checks::name_brand(holder, brand);
  holder.parameters["site"] = std::string(brand.site);
  return holder.parameters;
}

std::string headline(const Judged& judged) {
  std::string key = "headline." + std::string(to_string(judged.verdict.level));
  if (judged.verdict.pretended == nullptr || judged.verdict.level < Level::suspicious) {
    return report_text(key, judged.language);
  }
  return report_text(key + ".brand", judged.language, brand_parameters(*judged.verdict.pretended));
}

json advice(const Judged& judged) {
  std::vector<std::string> lines;
  const auto say = [&](std::string_view key, const Parameters& parameters = {}) {
    lines.push_back(report_text(key, judged.language, parameters));
  };
  if (judged.verdict.level == Level::none) {
    say("advice.none");
  } else if (judged.verdict.level == Level::note) {
    say("advice.look_closer");
  } else {
    const std::string& attack = judged.verdict.attack;
    if (attack == "malware") say("advice.no_attachment");
    if (attack == "extortion" || attack == "payment") say("advice.no_payment");
    if (attack == "advance-fee") say("advice.no_answer");
    if (!judged.facts.links.distinct.empty()) say("advice.no_link");
    if (judged.verdict.pretended != nullptr && !judged.verdict.pretended->site.empty()) {
      say("advice.own_way", brand_parameters(*judged.verdict.pretended));
    } else if (attack != "extortion" && attack != "advance-fee") {
      say("advice.own_way_unknown");
    }
    if (attack == "credential-theft" && judged.verdict.level == Level::danger) say("advice.changed_already");
  }
  return lines;
}

// Whatever way a string of the mail took into the report, it is UTF-8 there: JSON knows nothing else.
void make_valid(json& value) {
  if (value.is_string()) {
    std::string& text = value.get_ref<std::string&>();
    if (!is_valid_utf8(text)) text = to_valid_utf8(text);
  } else if (value.is_structured()) {
    for (json& child : value) make_valid(child);
  }
}

json unknown_json(const Judged& judged) {
  json unknown = json::array();
  const auto say = [&](std::string_view check, const std::string& reason, const std::string& text) {
    unknown.push_back({{"check", check}, {"reason", reason}, {"text", text}});
  };
  for (const std::string& limit : judged.facts.message.limits_hit) {
    const std::string key = "limit." + limit.substr(0, limit.find(':'));
    const std::string word = report_text(key, judged.language);
    const std::string reason = word == key ? report_text("limit.other", judged.language) : word;
    say("message", shorten(to_valid_utf8(limit), limits::excerpt_bytes),
        report_text("unknown.part", judged.language, {{"reason", reason}}));
  }
  for (const std::string& limit : judged.facts.attachments.limits_hit) {
    say("attachment", limit,
        report_text("unknown.part", judged.language, {{"reason", report_text("limit." + limit, judged.language)}}));
  }
  for (const facts::BodyPart& body : judged.facts.texts.bodies) {
    for (const std::string& limit : body.document.limits_hit) {
      say("message", limit,
          report_text("unknown.part", judged.language, {{"reason", report_text("limit.html", judged.language)}}));
    }
  }
  for (const checks::Outcome::Unknown& item : judged.outcome.unknown) {
    const std::string subject = report_text("question." + std::string(questions::to_string(item.question.kind)),
                                            judged.language, {{"name", item.question.name}});
    say(item.code, item.reason, subject + ": " + report_text("unknown." + item.reason, judged.language));
  }
  return unknown;
}

}  // namespace

json to_json(const Judged& judged) {
  const auto attack = judged.verdict.attack.empty() ? json(nullptr) : json(judged.verdict.attack);
  json report = {
      {"schema", 1},
      {"level", to_string(judged.verdict.level)},
      {"score", judged.verdict.score},
      {"complete", judged.outcome.open.empty() && judged.outcome.unknown.empty() &&
                       judged.facts.message.limits_hit.empty() && judged.facts.attachments.limits_hit.empty()},
      {"attack", attack},
      {"headline", headline(judged)},
      {"advice", advice(judged)},
      {"message", message_section(judged)},
      {"claims", claims_section(judged)},
      {"sender", sender_section(judged)},
      {"route", route_section(judged)},
      {"authentication", authentication_section(judged)},
      {"links", links_section(judged)},
      {"attachments", attachments_section(judged)},
      {"findings", findings_json(judged)},
      {"unknown", unknown_json(judged)},
      {"queries", json::array()},
      {"timing", {{"parse_ms", judged.parse_ms}}}};
  make_valid(report);
  return report;
}

}  // namespace mekiki::report
