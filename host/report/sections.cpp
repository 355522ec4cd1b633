#include "report/sections.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/limits.h"
#include "base/utf8.h"
#include "checks/sites.h"
#include "names/domain.h"
#include "report/story.h"
#include "report/threat.h"
#include "report/words.h"

namespace mekiki::report {
namespace {

using nlohmann::json;

std::string bounded(std::string_view text) { return shorten(to_valid_utf8(text), limits::report_string_bytes); }
std::string excerpt(std::string_view text) { return shorten(to_valid_utf8(text), limits::excerpt_bytes); }

json or_null(const std::string& text) { return text.empty() ? json(nullptr) : json(bounded(text)); }

std::string name_of(const names::Brand& brand, Language language) {
  return std::string(language == Language::ja && !brand.name_ja.empty() ? brand.name_ja : brand.name_en);
}

std::string name_of(const names::Owner* owner, const std::string& otherwise, Language language) {
  if (owner == nullptr || owner->name_en.empty()) return otherwise;
  return std::string(language == Language::ja && !owner->name_ja.empty() ? owner->name_ja : owner->name_en);
}

// The known place of an IP as {"country", "region", "city", ...}, or null.
json place_of(const std::string& ip, const questions::Answers& known) {
  const auto answer = known.find({questions::Kind::place, ip});
  if (ip.empty() || answer == known.end() || answer->second.outcome != questions::Outcome::yes) return nullptr;
  json place = json::object();
  for (const std::string& value : answer->second.values) {
    const std::size_t equals = value.find('=');
    if (equals != std::string::npos) place[value.substr(0, equals)] = excerpt(value.substr(equals + 1));
  }
  return place;
}

json time_or_null(const std::optional<std::int64_t>& time) { return time ? json(*time) : json(nullptr); }

std::string_view to_string(facts::PieceKind kind) {
  switch (kind) {
    case facts::PieceKind::plain:
      return "plain";
    case facts::PieceKind::owner:
      return "owner";
    case facts::PieceKind::renter:
      return "renter";
    case facts::PieceKind::decoration:
      return "decoration";
  }
  return "plain";
}

std::string_view to_string(facts::LinkSource source) {
  switch (source) {
    case facts::LinkSource::text:
      return "text";
    case facts::LinkSource::attachment:
      return "attachment";
    case facts::LinkSource::code:
      return "qr";
  }
  return "text";
}

// The first known address of a site, as checks::address_of chooses it.
std::string ip_of(const std::string& host, const questions::Answers& known) {
  if (const std::string ip = names::canonical_ip(host); !ip.empty()) return ip;
  for (const questions::Kind kind : {questions::Kind::dns_a, questions::Kind::dns_aaaa}) {
    const auto answer = known.find({kind, host});
    if (answer != known.end() && answer->second.outcome == questions::Outcome::yes)
      return answer->second.values.front();
  }
  return {};
}

json listed_of(questions::Kind kind, const std::string& name, const questions::Answers& known) {
  json listed = json::array();
  const auto answer = known.find({kind, name});
  if (answer == known.end() || answer->second.outcome != questions::Outcome::yes) return listed;
  for (const std::string& value : answer->second.values) {
    if (listed.size() < limits::report_links) listed.push_back(excerpt(value));
  }
  return listed;
}

json network_of(const std::string& ip, const questions::Answers& known) {
  const json place = place_of(ip, known);
  if (!place.is_object() || !place.contains("network")) return nullptr;
  const std::string asn = place.contains("asn") ? "AS" + place["asn"].get<std::string>() + " " : std::string();
  return asn + place["network"].get<std::string>();
}

// What the world said of the site that a link leads to.
void add_world(json& link, const checks::Site& site, const Judged& judged) {
  const std::string ip = ip_of(site.host, judged.known);
  link["ip"] = or_null(ip);
  link["place"] = place_of(ip, judged.known);
  link["listed"] = listed_of(questions::Kind::list_domain, site.host, judged.known);
  for (const json& listing : listed_of(questions::Kind::list_ip, ip, judged.known)) link["listed"].push_back(listing);
  const auto registration = judged.known.find({questions::Kind::registration, site.domain});
  if (registration != judged.known.end()) {
    const std::string registrar = checks::value_of(registration->second, "registrar");
    const std::string country = checks::value_of(registration->second, "country");
    link["registrar"] = or_null(registrar.empty() || country.empty() ? registrar : registrar + " (" + country + ")");
    link["registered"] = or_null(checks::value_of(registration->second, "created"));
  }
  link["threat"] = threat_json(site, ip, judged);
}

json link_json(const facts::Link& link, const Judged& judged) {
  json drawn = json::array();
  for (const auto& [piece, kind] : link.drawn) drawn.push_back({bounded(piece), to_string(kind)});
  const std::string owner = link.brand != nullptr ? name_of(*link.brand, judged.language)
                                                  : name_of(link.owner, link.owner_domain, judged.language);
  return {{"text", excerpt(link.text)},
          {"href", bounded(link.written)},
          {"host", or_null(link.host)},
          {"registrable_domain", or_null(link.cut.registrable)},
          {"owner", or_null(owner)},
          {"source", to_string(link.source)},
          {"renter", or_null(link.renter)},
          {"decoration", or_null(link.decoration)},
          {"unwrapped_from", or_null(link.unwrapped_from)},
          {"drawn", std::move(drawn)},
          {"ip", nullptr},
          {"place", nullptr},
          {"listed", json::array()},
          {"registrar", nullptr},
          {"registered", nullptr},
          {"threat", nullptr}};
}

}  // namespace

json message_section(const Judged& judged) {
  const message::Message& message = judged.facts.message;
  const message::Mailbox& from = judged.facts.sender.from;
  return {{"subject", bounded(message.subject)},
          {"from", {{"display", bounded(from.display)}, {"address", bounded(from.address())}}},
          {"date", time_or_null(message.date)},
          {"message_id", bounded(message.message_id)},
          {"size", message.raw.size()},
          {"sha256", message.sha256}};
}

json claims_section(const Judged& judged) {
  json claims = json::array();
  for (const facts::ClaimedBrand& claimed : judged.facts.claims.brands) {
    // Where to go instead is said of the brand that is spoken for falsely, of no other.
    const std::string_view site = claimed.brand == judged.verdict.pretended ? claimed.brand->site : std::string_view();
    for (const facts::Claim& claim : claimed.claims) {
      if (claims.size() >= limits::report_findings) return claims;
      claims.push_back({{"brand", name_of(*claimed.brand, judged.language)},
                        {"where", claim.where},
                        {"excerpt", excerpt(claim.excerpt)},
                        {"site", or_null(std::string(site))}});
    }
  }
  return claims;
}

json sender_section(const Judged& judged) {
  const facts::Facts& facts = judged.facts;
  const std::string owner =
      facts.sender.owner != nullptr ? name_of(facts.sender.owner, facts.sender.organisation, judged.language) : "";
  // A name that only the sending side wrote (HELO) leads to an innocent abuse desk.
  const std::string host_domain =
      facts.route.host_looked_up ? names::cut_domain(facts.route.handed_over_host).icann_registrable : "";
  return {{"domain", or_null(facts.sender.domain)},
          {"owner", or_null(owner)},
          {"ip", or_null(facts.route.handed_over_ip)},
          {"host", or_null(facts.route.handed_over_host)},
          {"host_domain", or_null(host_domain)},
          {"boundary_hop", facts.route.boundary < 0 ? json(nullptr) : json(facts.route.boundary)},
          {"boundary_reason", or_null(facts.route.trust_reason)},
          {"boundary_text", trust_story(judged)},
          {"summary", bounded(sender_story(judged))},
          {"place", place_of(facts.route.handed_over_ip, judged.known)},
          {"network", network_of(facts.route.handed_over_ip, judged.known)},
          {"listed", listed_of(questions::Kind::list_ip, facts.route.handed_over_ip, judged.known)}};
}

json route_section(const Judged& judged) {
  json route = json::array();
  for (const facts::Hop& hop : judged.facts.route.hops) {
    const message::Received& received = judged.facts.message.received[hop.received];
    route.push_back({{"by", bounded(received.by)},
                     {"from", bounded(received.from_host)},
                     {"helo", bounded(received.from_helo)},
                     {"ip", or_null(received.from_ip)},
                     {"time", time_or_null(received.time)},
                     {"trusted", hop.trusted},
                     {"place", place_of(received.from_ip, judged.known)}});
  }
  return route;
}

json links_section(const Judged& judged) {
  json links = json::array();
  const auto sites =
      checks::sites_of(judged.facts.message, judged.facts.links, judged.facts.claims, judged.facts.sender);
  const auto add = [&](bool clickable) {
    for (const facts::Link& link : judged.facts.links.all) {
      if (link.clickable != clickable || links.size() >= limits::report_links) continue;
      links.push_back(link_json(link, judged));
      const auto site = std::find_if(sites.begin(), sites.end(),
                                     [&](const checks::Site& known) { return known.link->host == link.host; });
      if (link.web && site != sites.end()) add_world(links.back(), *site, judged);
    }
  };
  add(true);  // what the reader can press comes first; pictures and styles only while there is room
  add(false);
  return links;
}

namespace {

// What was found in a file, in words.
json notes_of(const facts::Attachment& attachment, Language language) {
  const files::File& file = attachment.file;
  json notes = json::array();
  const auto say = [&](const std::string& key, const Parameters& parameters = {}) {
    if (notes.size() < limits::report_file_notes) notes.push_back(report_text("file." + key, language, parameters));
  };
  if (file.entries > 0) say("entries", {{"count", std::to_string(file.entries)}});
  for (const files::Trait trait : file.traits) say(std::string(to_string(trait)));
  if (!file.command.empty()) say("command", {{"command", bounded(file.command)}});
  for (const std::string& code : file.codes) say("code", {{"address", bounded(code)}});
  for (const std::string& address : file.addresses) say("address", {{"address", bounded(address)}});
  return notes;
}

}  // namespace

json attachments_section(const Judged& judged) {
  json attachments = json::array();
  for (const facts::Attachment& attachment : judged.facts.attachments.all) {
    if (!attachment.listed || attachment.attached_message) continue;
    if (attachments.size() >= limits::report_links) break;
    const files::Type* real = attachment.file.effective();
    const bool known = attachment.file.real != nullptr || (real != nullptr && files::is_dangerous(*real));
    attachments.push_back({{"name", bounded(attachment.name)},
                           {"inside", or_null(attachment.path)},
                           {"claimed_type", excerpt(attachment.file.media_type)},
                           {"real_type", known ? json(real->media_type) : json(nullptr)},
                           {"size", attachment.file.size},
                           {"notes", notes_of(attachment, judged.language)}});
  }
  return attachments;
}

}  // namespace mekiki::report
