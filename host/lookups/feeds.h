// Blocklists kept on this computer: indexes made from feed files (see feed_index.h), asked without anybody hearing of
// it.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "lookups/feed_index.h"

namespace mekiki::lookups {

// Where `mekiki data update` puts indexes: $XDG_CACHE_HOME/mekiki/feeds (or below ~/.cache); empty where there is none.
std::string usual_feed_folder();
// That, and /var/lib/mekiki/feeds, which an administrator fills for all.
std::vector<std::string> usual_feed_folders();

class Feeds {
 public:
  // Indexes (*.feed) of the folders; of one name the first counts. Opened when first asked.
  explicit Feeds(std::vector<std::string> folders) : folders_(std::move(folders)) {}

  struct Found {
    std::vector<std::string> listings;  // "<feed> - <meaning>"
    std::vector<std::string> asked;     // names of the feeds that know this kind of thing
  };
  Found find_ip(const std::string& ip);
  // The name, or one above it below which everything is listed. "<feed> - <meaning>-page": a page of this very host.
  Found find_host(const std::string& host);

  const std::vector<std::unique_ptr<FeedIndex>>& open();

 private:
  std::vector<std::string> folders_;
  bool opened_ = false;
  std::vector<std::unique_ptr<FeedIndex>> feeds_;
};

}  // namespace mekiki::lookups
