// What the text and the HTML form of a report have in common. A report is read as foreign data: every string is made
// harmless before it is shown, and nothing may be missing its shape.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "apps/mekiki/words.h"

namespace mekiki::apps {

// A web address that no program makes clickable: "hxxps://...".
std::string defanged(std::string_view url);

// One piece of a drawn address.
struct Piece {
  std::string text;
  std::string kind;  // "owner" | "renter" | "decoration" | "plain"
};
// links[].drawn, defanged; the plain address where there is no drawing.
std::vector<Piece> drawn_pieces(const nlohmann::json& link);

// Label and value of the lines that say which mail this is: from, subject, date.
std::vector<std::pair<std::string, std::string>> mail_lines(const nlohmann::json& report, const Words& words);
// Who handed the mail over, and what the authentication says.
std::vector<std::pair<std::string, std::string>> sender_lines(const nlohmann::json& report, const Words& words);
// Who a link belongs to and what is known of the place it leads to.
std::vector<std::pair<std::string, std::string>> link_lines(const nlohmann::json& link, const Words& words);
// One line per attachment.
std::string attachment_line(const nlohmann::json& attachment, const Words& words);
// One line per piece of evidence: where and the excerpt.
std::string evidence_line(const nlohmann::json& evidence, const Words& words);
// Those entries of the ledger that somebody was asked about.
std::vector<nlohmann::json> queries_sent(const nlohmann::json& report);
// One line per query sent.
std::string query_line(const nlohmann::json& query, const Words& words);

// Something that belongs to the examination could not be done.
bool examined_in_part(const nlohmann::json& report);

// member as text, harmless.
std::string shown(const nlohmann::json& object, std::string_view key);

}  // namespace mekiki::apps
