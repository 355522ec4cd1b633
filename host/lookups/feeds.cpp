#include "lookups/feeds.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <set>
#include <string_view>
#include <utility>

#include "base/limits.h"
#include "lookups/own_files.h"

namespace mekiki::lookups {

std::string usual_feed_folder() {
  const auto folder = cache_folder();
  return folder.empty() ? std::string() : (folder / "feeds").string();
}

std::vector<std::string> usual_feed_folders() {
  std::vector<std::string> folders;
  if (auto own = usual_feed_folder(); !own.empty()) folders.push_back(std::move(own));
  folders.emplace_back("/var/lib/mekiki/feeds");
  return folders;
}

const std::vector<std::unique_ptr<FeedIndex>>& Feeds::open() {
  if (std::exchange(opened_, true)) return feeds_;
  std::set<std::string> names;
  for (const std::string& folder : folders_) {
    std::vector<std::filesystem::path> files;
    std::error_code error;
    for (std::filesystem::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
      if (at->path().extension() == ".feed") files.push_back(at->path());
    }
    std::sort(files.begin(), files.end());
    for (const auto& file : files) {
      if (feeds_.size() >= limits::feeds) return feeds_;
      auto index = FeedIndex::open(file);
      if (index && names.insert((*index)->description().name).second) feeds_.push_back(*std::move(index));
    }
  }
  return feeds_;
}

Feeds::Found Feeds::find_ip(const std::string& ip) {
  Found found;
  for (const auto& feed : open()) {
    if (!feed->has_addresses()) continue;
    const FeedDescription& about = feed->description();
    found.asked.push_back(about.name);
    if (feed->lists_address(ip)) found.listings.push_back(about.name + " - " + about.meaning);
  }
  return found;
}

Feeds::Found Feeds::find_host(const std::string& host) {
  Found found;
  for (const auto& feed : open()) {
    if (!feed->has_names()) continue;
    const FeedDescription& about = feed->description();
    found.asked.push_back(about.name);
    bool listed = false;
    // A listed name stands for all below it; a top level is never listed.
    for (std::string_view name = host; name.find('.') != std::string_view::npos && !listed;
         name.remove_prefix(name.find('.') + 1)) {
      listed = feed->lists_host(name);
    }
    if (listed) {
      found.listings.push_back(about.name + " - " + about.meaning);
    } else if (feed->lists_page_of(host)) {
      found.listings.push_back(about.name + " - " + about.meaning + " page");
    }
  }
  return found;
}

}  // namespace mekiki::lookups
