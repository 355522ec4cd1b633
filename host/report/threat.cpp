#include "report/threat.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/limits.h"
#include "names/randomness.h"
#include "report/words.h"

namespace mekiki::report {
namespace {

using checks::Listing;
using nlohmann::json;
using questions::Kind;
using questions::Outcome;

constexpr std::int64_t seconds_of_day = 86400;
constexpr std::int64_t new_days = 31;

class Threat {
 public:
  Threat(const checks::Site& site, const Judged& judged) : site_(site), judged_(judged) {}

  void look(const std::string& ip) {
    look_at_lists(Kind::list_domain, site_.host);
    if (!ip.empty()) look_at_lists(Kind::list_ip, ip);
    look_at_age();
    if (site_.link->rented && names::looks_random(site_.link->renter)) {
      raise(1, "threat.rented_random", {{"renter", site_.link->renter}, {"parent", site_.link->owner_domain}});
    }
  }

  [[nodiscard]] json result() const {
    if (level_ == 0 && !asked_) return nullptr;
    json reasons = reasons_;
    if (reasons.empty()) reasons.push_back(report_text("threat.nothing", judged_.language));
    constexpr const char* words[] = {"low", "medium", "high"};
    return {{"level", words[level_]}, {"reasons", std::move(reasons)}};
  }

 private:
  void raise(int level, const char* key, const Parameters& parameters) {
    level_ = std::max(level_, level);
    reasons_.push_back(report_text(key, judged_.language, parameters));
  }

  const questions::Answer* answer_to(Kind kind, const std::string& name) {
    const auto found = judged_.known.find({kind, name});
    if (found == judged_.known.end() || found->second.outcome == Outcome::unknown) return nullptr;
    asked_ = true;
    return &found->second;
  }

  void look_at_lists(Kind kind, const std::string& name) {
    const questions::Answer* answer = answer_to(kind, name);
    if (answer == nullptr) return;
    const auto listings = checks::listings_against(site_, *answer);
    if (listings.empty()) return;
    const bool scam = std::any_of(listings.begin(), listings.end(), [](const Listing& listing) {
      return listing.meaning == "phish" || listing.meaning == "malware" || listing.meaning == "botnet";
    });
    const bool machine = kind == Kind::list_ip;
    raise(scam && !machine ? 2 : 1, machine ? "threat.listed_ip" : "threat.listed",
          {{"name", name}, {"lists", checks::lists_named(listings)}});
  }

  void look_at_age() {
    const questions::Answer* answer = answer_to(Kind::registration, site_.domain);
    if (answer == nullptr || site_.link->rented) return;
    const std::string created = checks::value_of(*answer, "created");
    const auto day = checks::day_of(created);
    if (!day || judged_.facts.circumstances.now / seconds_of_day - *day > new_days) return;
    raise(1, "threat.new", {{"domain", site_.domain}, {"date", created}});
  }

  const checks::Site& site_;
  const Judged& judged_;
  int level_ = 0;
  bool asked_ = false;
  std::vector<std::string> reasons_;
};

}  // namespace

json threat_json(const checks::Site& site, const std::string& ip, const Judged& judged) {
  Threat threat(site, judged);
  threat.look(ip);
  return threat.result();
}

}  // namespace mekiki::report
