// `mekiki data update`: fetches the feeds that the settings name and makes their indexes.
#include <unistd.h>

#include <algorithm>
#include <ctime>
#include <filesystem>
#include <fstream>

#include "apps/json_access.h"
#include "apps/mekiki/commands.h"
#include "apps/mekiki/examiners.h"
#include "apps/mekiki/exit_codes.h"
#include "apps/mekiki/output.h"
#include "apps/mekiki/terminal.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "lookups/download.h"
#include "lookups/feeds.h"

namespace mekiki::apps {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t checksum_bytes = 1u << 20;

// A file of its own for what is being fetched, gone at the end.
class Temporary {
 public:
  explicit Temporary(const fs::path& folder) : path_((folder / "fetched.XXXXXX").string()) {
    const int file = ::mkstemp(path_.data());
    if (file >= 0) ::close(file);
  }
  ~Temporary() {
    std::error_code error;
    fs::remove(path_, error);
  }
  Temporary(const Temporary&) = delete;
  Temporary& operator=(const Temporary&) = delete;
  [[nodiscard]] fs::path path() const { return path_; }

 private:
  std::string path_;
};

bool is_web(std::string_view source) { return source.starts_with("http"); }

// The file that `source` is, or was fetched into.
Result<fs::path> fetched(const std::string& source, std::uint64_t most, const Temporary& into,
                         const Settings& settings) {
  if (!is_web(source)) return fs::path(source);
  const auto size = lookups::download(source, into.path(), {.ca_file = settings.ca_file, .most_bytes = most});
  if (!size) return size.error();
  return into.path();
}

// The first word of 64 hexadecimal digits.
std::string digest_in(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::string word;
  for (std::size_t i = 0; i < 1000 && in >> word; ++i) {
    const auto hexadecimal = [](char c) {
      return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    };
    if (word.size() == 64 && std::all_of(word.begin(), word.end(), hexadecimal)) return ascii_lower(word);
  }
  return {};
}

class Update {
 public:
  Update(const Settings& settings, fs::path folder) : settings_(settings), folder_(std::move(folder)) {}

  Result<lookups::FeedDescription> feed(const nlohmann::json& wanted) const {
    const Temporary feed_file(folder_);
    const Temporary checksum_file(folder_);
    const std::string source = text_at(wanted, "source");
    const auto feed = fetched(source, limits::feed_bytes, feed_file, settings_);
    if (!feed) return feed.error();
    const std::string meaning = text_at(wanted, "meaning");
    const std::string name = text_at(wanted, "name");
    const fs::path fresh = folder_ / (name + ".fresh");
    auto made = lookups::make_feed_index(*feed,
                                         {.name = name,
                                          .meaning = meaning.empty() ? "listed" : meaning,
                                          .source = source,
                                          .fetched = static_cast<std::int64_t>(std::time(nullptr))},
                                         fresh, ::geteuid() == 0 && folder_ == "/var/lib/mekiki/feeds");
    if (!made) return made;
    const auto verified = verify(wanted, made->sha256, checksum_file);
    std::error_code error;
    if (verified.code.empty()) fs::rename(fresh, folder_ / (name + ".feed"), error);
    if (!verified.code.empty() || error) {
      fs::remove(fresh, error);
      return verified.code.empty() ? Error{"unwritable", folder_.string()} : verified;
    }
    return made;
  }

 private:
  // An Error without a code: nothing is wrong.
  Error verify(const nlohmann::json& wanted, const std::string& digest, const Temporary& into) const {
    const std::string source = text_at(wanted, "checksum");
    if (source.empty()) return {};
    const auto file = fetched(source, checksum_bytes, into, settings_);
    if (!file) return file.error();
    if (digest_in(*file) != digest) return {"checksum", source};
    return {};
  }

  const Settings& settings_;
  fs::path folder_;
};

}  // namespace

int run_data_update(bool for_all, const Words& words) {
  const Settings settings = settings_with_complaints(words);
  const fs::path folder = for_all ? fs::path("/var/lib/mekiki/feeds") : fs::path(lookups::usual_feed_folder());
  std::error_code error;
  fs::create_directories(folder, error);
  if (folder.empty() || ::access(folder.c_str(), W_OK) != 0) {
    complain(words, words("update.folder", fmt::arg("path", folder.string())));
    return exit_code::internal;
  }
  if (settings.list_feeds.empty()) {
    return write_output(paragraph(words("update.none"), terminal_of_stdout(), "")) ? exit_code::nothing
                                                                                   : exit_code::internal;
  }
  bool good = true;
  const Update update(settings, folder);
  for (const auto& wanted : settings.list_feeds) {
    const std::string name = text_at(wanted, "name");
    const auto made = update.feed(wanted);
    if (made) {
      good = write_output(paragraph(words("update.done", fmt::arg("name", name), fmt::arg("entries", made->entries),
                                          fmt::arg("skipped", made->skipped), fmt::arg("sum", made->sha256)),
                                    terminal_of_stdout(), "")) &&
             good;
    } else {
      good = false;
      complain(words, words("update.failed", fmt::arg("name", name),
                            fmt::arg("reason", words("update.error." + made.error().code)),
                            fmt::arg("detail", harmless(made.error().detail))));
    }
  }
  return good ? exit_code::nothing : exit_code::internal;
}

}  // namespace mekiki::apps
