#include "apps/mekiki/report_view.h"

#include <fmt/chrono.h>

#include <algorithm>
#include <ctime>

#include "apps/json_access.h"
#include "apps/mekiki/terminal.h"
#include "base/utf8.h"

namespace mekiki::apps {
namespace {

using Lines = std::vector<std::pair<std::string, std::string>>;

void add(Lines& lines, const Words& words, std::string_view key, std::string value) {
  if (!value.empty()) lines.emplace_back(words(key), std::move(value));
}

std::string date_of(const nlohmann::json& value) {
  if (!value.is_number_integer()) return harmless(text_of(value));
  const auto seconds = static_cast<std::time_t>(value.get<std::int64_t>());
  std::tm time{};
  if (localtime_r(&seconds, &time) == nullptr) return {};
  return fmt::format("{:%Y-%m-%d %H:%M (%z)}", time);
}

std::string with_brackets(std::string text, const std::string& more) {
  if (more.empty()) return text;
  if (text.empty()) return more;
  return text + " (" + more + ")";
}

// "header:Subject", "text:1.2", "answer:dns_mx example.jp" as a reader says it.
std::string where_of(const std::string& where, const Words& words) {
  const std::size_t colon = where.find(':');
  const std::string group = where.substr(0, colon);
  const std::string rest = colon == std::string::npos ? "" : where.substr(colon + 1);
  if (group == "header") {
    const std::string key = "where.header." + ascii_lower(rest);
    return words.has(key) ? words(key) : words("where.header", fmt::arg("name", rest));
  }
  if (group == "answer") {
    const std::size_t space = rest.find(' ');
    const std::string name = space == std::string::npos ? "" : rest.substr(space + 1);
    return words.value("kind", rest.substr(0, space)) + " " + defanged(name);
  }
  return words.value("where", group);
}

// "yes", "no", "unknown: timeout".
std::string outcome_of(const std::string& outcome, const Words& words) {
  constexpr std::string_view unknown = "unknown: ";
  if (!outcome.starts_with(unknown)) return words.value("outcome", outcome);
  return words("outcome.unknown", fmt::arg("reason", words.value("reason", outcome.substr(unknown.size()))));
}

std::string listed_of(const nlohmann::json& object) {
  return harmless(joined(texts_of(member(object, "listed")), ", "));
}

}  // namespace

std::string shown(const nlohmann::json& object, std::string_view key) { return harmless(text_at(object, key)); }

std::string defanged(std::string_view url) {
  std::string out = harmless(url);
  if (ascii_iequals(std::string_view(out).substr(0, 4), "http")) out.replace(0, 4, "hxxp");
  return out;
}

std::vector<Piece> drawn_pieces(const nlohmann::json& link) {
  std::vector<Piece> pieces;
  for (const auto& item : items(member(link, "drawn"))) {
    if (!item.is_array() || item.size() < 2) continue;
    pieces.push_back({harmless(text_of(item[0])), text_of(item[1])});
  }
  if (pieces.empty()) pieces.push_back({harmless(text_at(link, "href")), "plain"});
  pieces.front().text = defanged(pieces.front().text);
  return pieces;
}

Lines mail_lines(const nlohmann::json& report, const Words& words) {
  const auto& message = member(report, "message");
  const auto& from = member(message, "from");
  Lines lines;
  const std::string display = shown(from, "display");
  const std::string address = shown(from, "address");
  std::string sender = display;
  if (!address.empty()) sender += (sender.empty() ? "<" : " <") + address + ">";
  add(lines, words, "report.from", std::move(sender));
  add(lines, words, "report.subject", shown(message, "subject"));
  add(lines, words, "report.date", date_of(member(message, "date")));
  return lines;
}

Lines sender_lines(const nlohmann::json& report, const Words& words) {
  const auto& sender = member(report, "sender");
  Lines lines;
  add(lines, words, "report.sender_domain", with_brackets(shown(sender, "domain"), shown(sender, "owner")));
  add(lines, words, "report.sender_host", with_brackets(shown(sender, "host"), shown(sender, "ip")));
  add(lines, words, "report.place", harmless(place_of(member(sender, "place"))));
  add(lines, words, "report.network", shown(sender, "network"));
  add(lines, words, "report.listed", listed_of(sender));
  return lines;
}

// "medium: ..."; the level alone says nothing without its reasons.
std::string threat_of(const nlohmann::json& threat, const Words& words) {
  const std::string level = text_at(threat, "level");
  if (level.empty()) return {};
  return words.value("report.threat_level", level) + ": " + harmless(joined(texts_of(member(threat, "reasons")), " "));
}

Lines link_lines(const nlohmann::json& link, const Words& words) {
  Lines lines;
  std::string owner = shown(link, "owner");
  const std::string domain = shown(link, "registrable_domain");
  add(lines, words, "report.link_owner", owner.empty() ? domain : owner);
  add(lines, words, "report.link_renter", shown(link, "renter"));
  add(lines, words, "report.link_decoration", harmless(joined(texts_of(member(link, "decoration")), ", ")));
  add(lines, words, "report.link_unwrapped", defanged(text_at(link, "unwrapped_from")));
  add(lines, words, "report.place", harmless(place_of(member(link, "place"))));
  add(lines, words, "report.registrar", shown(link, "registrar"));
  add(lines, words, "report.registered", shown(link, "registered"));
  add(lines, words, "report.listed", listed_of(link));
  add(lines, words, "report.threat", threat_of(member(link, "threat"), words));
  return lines;
}

std::string attachment_line(const nlohmann::json& attachment, const Words& words) {
  std::string line = shown(attachment, "name");
  if (line.empty()) line = words("report.unnamed");
  std::vector<std::string> more;
  if (std::string outer = shown(attachment, "inside"); !outer.empty())
    more.push_back(words("report.inside", fmt::arg("outer", outer)));
  for (const char* key : {"real_type", "claimed_type"}) {
    if (std::string type = shown(attachment, key); !type.empty()) {
      more.push_back(std::move(type));
      break;
    }
  }
  if (std::string size = shown(attachment, "size"); !size.empty())
    more.push_back(words("report.bytes", fmt::arg("size", size)));
  for (const std::string& note : texts_of(member(attachment, "notes"))) more.push_back(harmless(note));
  return with_brackets(std::move(line), joined(more, ", "));
}

std::string evidence_line(const nlohmann::json& evidence, const Words& words) {
  const std::string excerpt = shown(evidence, "excerpt");
  const std::string where = where_of(shown(evidence, "where"), words);
  return excerpt.empty() ? where
                         : words("report.evidence", fmt::arg("where", where), fmt::arg("excerpt", defanged(excerpt)));
}

std::vector<nlohmann::json> queries_sent(const nlohmann::json& report) {
  std::vector<nlohmann::json> sent;
  for (const auto& query : items(member(report, "queries"))) {
    if (text_at(query, "to") != "nobody") sent.push_back(query);
  }
  return sent;
}

bool examined_in_part(const nlohmann::json& report) {
  if (member(report, "complete") != nlohmann::json(false)) return false;
  const auto& unknown = items(member(report, "unknown"));
  // What was not wanted, or is optional, does not make the examination a partial one.
  return std::any_of(unknown.begin(), unknown.end(), [](const nlohmann::json& item) {
    const std::string reason = text_at(item, "reason");
    return reason != "no_database" && reason != "offline" && reason != "policy";
  });
}

std::string query_line(const nlohmann::json& query, const Words& words) {
  return words("report.query", fmt::arg("kind", words.value("kind", shown(query, "kind"))),
               fmt::arg("name", defanged(text_at(query, "name"))), fmt::arg("to", shown(query, "to")),
               fmt::arg("reveals", words.value("reveals", shown(query, "reveals"))),
               fmt::arg("outcome", outcome_of(shown(query, "outcome"), words)));
}

}  // namespace mekiki::apps
