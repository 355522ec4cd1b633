#include "lookups/feed_index.h"

#include <fcntl.h>
#include <openssl/evp.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <boost/asio/ip/address.hpp>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <nlohmann/json.hpp>
#include <span>
#include <vector>

#include "base/limits.h"

namespace mekiki::lookups {
namespace {

using Hash = std::array<std::uint8_t, 16>;

struct Range4 {
  std::uint32_t first, last;
  auto operator<=>(const Range4&) const = default;
};
struct Range6 {
  Hash first, last;
  auto operator<=>(const Range6&) const = default;
};

struct Head {
  std::array<char, 8> magic;
  std::uint64_t hosts, pages, ranges6, ranges4, description;
  std::array<std::uint64_t, 2> reserved;
};
static_assert(sizeof(Head) == 64 && sizeof(Range4) == 8 && sizeof(Range6) == 32);
constexpr std::array<char, 8> magic{'M', 'E', 'K', 'I', 'F', 'E', 'D', '1'};

Hash hash_of(std::string_view text) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned size = 0;
  EVP_Digest(text.data(), text.size(), digest.data(), &size, EVP_sha256(), nullptr);
  Hash hash{};
  std::copy_n(digest.begin(), hash.size(), hash.begin());
  return hash;
}

std::string hexadecimal(std::span<const unsigned char> bytes) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  for (const unsigned char byte : bytes) {
    text += digits[byte >> 4U];
    text += digits[byte & 15U];
  }
  return text;
}

template <class Range, class Value>
bool covers(std::span<const Range> ranges, const Value& value) {
  const auto after = std::upper_bound(ranges.begin(), ranges.end(), value,
                                      [](const Value& wanted, const Range& range) { return wanted < range.first; });
  return after != ranges.begin() && !(std::prev(after)->last < value);
}

class Mapped : public FeedIndex {
 public:
  Mapped(const std::uint8_t* bytes, std::size_t size) : bytes_(bytes), size_(size) {}
  Mapped(const Mapped&) = delete;
  Mapped& operator=(const Mapped&) = delete;
  ~Mapped() override { ::munmap(const_cast<std::uint8_t*>(bytes_), size_); }

  // False: not a whole index of this version.
  bool read() {
    Head head{};
    if (size_ < sizeof head) return false;
    std::memcpy(&head, bytes_, sizeof head);
    if (head.magic != magic) return false;
    for (const std::uint64_t count : {head.hosts, head.pages, head.ranges6, head.ranges4, head.description}) {
      if (count > size_) return false;
    }
    const std::uint64_t whole = sizeof head + sizeof(Hash) * (head.hosts + head.pages) + sizeof(Range6) * head.ranges6 +
                                sizeof(Range4) * head.ranges4 + head.description;
    if (whole != size_) return false;
    const std::uint8_t* at = bytes_ + sizeof head;
    take(hosts_, at, head.hosts);
    take(pages_, at, head.pages);
    take(ranges6_, at, head.ranges6);
    take(ranges4_, at, head.ranges4);
    return describe({reinterpret_cast<const char*>(at), static_cast<std::size_t>(head.description)});
  }

  const FeedDescription& description() const override { return description_; }
  bool has_addresses() const override { return !ranges4_.empty() || !ranges6_.empty(); }
  bool has_names() const override { return !hosts_.empty() || !pages_.empty(); }

  bool lists_address(const std::string& ip) const override {
    boost::system::error_code error;
    const auto address = boost::asio::ip::make_address(ip, error);
    if (error) return false;
    return address.is_v4() ? covers(ranges4_, address.to_v4().to_uint()) : covers(ranges6_, address.to_v6().to_bytes());
  }
  bool lists_host(std::string_view host) const override {
    return std::binary_search(hosts_.begin(), hosts_.end(), hash_of(host));
  }
  bool lists_page_of(std::string_view host) const override {
    return std::binary_search(pages_.begin(), pages_.end(), hash_of(host));
  }

 private:
  template <class Record>
  static void take(std::span<const Record>& section, const std::uint8_t*& at, std::uint64_t count) {
    section = {reinterpret_cast<const Record*>(at), static_cast<std::size_t>(count)};
    at += sizeof(Record) * count;
  }

  bool describe(std::string_view text) {
    const auto json = nlohmann::json::parse(text, nullptr, false);
    if (!json.is_object()) return false;
    const auto word = [&json](const char* key) {
      const auto found = json.find(key);
      return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
    };
    const auto number = [&json](const char* key) {
      const auto found = json.find(key);
      return found != json.end() && found->is_number_unsigned() ? found->get<std::uint64_t>() : 0;
    };
    description_ = {word("name"),
                    word("meaning"),
                    word("source"),
                    word("sha256"),
                    static_cast<std::int64_t>(number("fetched")),
                    number("entries"),
                    number("skipped")};
    return !description_.name.empty();
  }

  const std::uint8_t* bytes_;
  std::size_t size_;
  std::span<const Hash> hosts_, pages_;
  std::span<const Range6> ranges6_;
  std::span<const Range4> ranges4_;
  FeedDescription description_;
};

// Sorted and without what another one covers.
template <class Range>
void merge(std::vector<Range>& ranges) {
  std::sort(ranges.begin(), ranges.end());
  std::size_t kept = 0;
  for (const Range& range : ranges) {
    if (kept > 0 && !(ranges[kept - 1].last < range.first)) {
      if (ranges[kept - 1].last < range.last) ranges[kept - 1].last = range.last;
    } else {
      ranges[kept++] = range;
    }
  }
  ranges.resize(kept);
}

void sort_distinct(std::vector<Hash>& hashes) {
  std::sort(hashes.begin(), hashes.end());
  hashes.erase(std::unique(hashes.begin(), hashes.end()), hashes.end());
}

struct Collected {
  std::vector<Hash> hosts, pages;
  std::vector<Range4> ranges4;
  std::vector<Range6> ranges6;

  void add(const FeedEntry& entry) {
    switch (entry.kind) {
      case FeedEntry::Kind::host:
        hosts.push_back(hash_of(entry.host));
        break;
      case FeedEntry::Kind::page:
        pages.push_back(hash_of(entry.host));
        break;
      case FeedEntry::Kind::range4:
        ranges4.push_back({entry.first4, entry.last4});
        break;
      case FeedEntry::Kind::range6:
        ranges6.push_back({entry.first6, entry.last6});
        break;
      case FeedEntry::Kind::nothing:
      case FeedEntry::Kind::unknown:
        break;
    }
  }

  void finish() {
    sort_distinct(hosts);
    sort_distinct(pages);
    merge(ranges4);
    merge(ranges6);
  }
};

// Reads the feed line by line, its digest with it.
Result<Collected> collect(const std::filesystem::path& feed, FeedDescription& description) {
  std::ifstream file(feed, std::ios::binary);
  if (!file) return Error{"unreadable", feed.string()};
  Collected collected;
  const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> digest(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
  EVP_DigestInit_ex(digest.get(), EVP_sha256(), nullptr);
  for (std::string line; std::getline(file, line);) {
    const bool ended = !file.eof();
    EVP_DigestUpdate(digest.get(), line.data(), line.size());
    if (ended) EVP_DigestUpdate(digest.get(), "\n", 1);
    const FeedEntry entry = read_feed_line(line);
    if (entry.kind == FeedEntry::Kind::unknown) ++description.skipped;
    if (entry.kind == FeedEntry::Kind::unknown || entry.kind == FeedEntry::Kind::nothing) continue;
    if (++description.entries > limits::feed_entries) return Error{"too_large", feed.string()};
    collected.add(entry);
  }
  if (file.bad()) return Error{"unreadable", feed.string()};
  std::array<unsigned char, EVP_MAX_MD_SIZE> sum{};
  unsigned size = 0;
  EVP_DigestFinal_ex(digest.get(), sum.data(), &size);
  description.sha256 = hexadecimal({sum.data(), size});
  collected.finish();
  return collected;
}

bool write_all(int file, const void* data, std::size_t size) {
  const char* at = static_cast<const char*>(data);
  while (size > 0) {
    const ssize_t written = ::write(file, at, size);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    at += written;
    size -= static_cast<std::size_t>(written);
  }
  return true;
}

template <class Record>
bool write_section(int file, const std::vector<Record>& records) {
  return write_all(file, records.data(), records.size() * sizeof(Record));
}

bool write_index(int file, const Collected& collected, const FeedDescription& description) {
  const std::string text = nlohmann::json{
      {"name", description.name},
      {"meaning", description.meaning},
      {"source", description.source},
      {"sha256", description.sha256},
      {"fetched", std::max<std::int64_t>(description.fetched, 0)},
      {"entries", description.entries},
      {"skipped",
       description.skipped}}.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  const Head head{magic,
                  collected.hosts.size(),
                  collected.pages.size(),
                  collected.ranges6.size(),
                  collected.ranges4.size(),
                  text.size(),
                  {}};
  return write_all(file, &head, sizeof head) && write_section(file, collected.hosts) &&
         write_section(file, collected.pages) && write_section(file, collected.ranges6) &&
         write_section(file, collected.ranges4) && write_all(file, text.data(), text.size());
}

}  // namespace

Result<std::unique_ptr<FeedIndex>> FeedIndex::open(const std::filesystem::path& file) {
  const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return Error{"missing", file.string()};
  struct stat about{};
  void* bytes = MAP_FAILED;
  if (::fstat(descriptor, &about) == 0 && S_ISREG(about.st_mode) && about.st_size > 0) {
    bytes = ::mmap(nullptr, static_cast<std::size_t>(about.st_size), PROT_READ, MAP_PRIVATE, descriptor, 0);
  }
  ::close(descriptor);
  if (bytes == MAP_FAILED) return Error{"damaged", file.string()};
  auto mapped =
      std::make_unique<Mapped>(static_cast<const std::uint8_t*>(bytes), static_cast<std::size_t>(about.st_size));
  if (!mapped->read()) return Error{"damaged", file.string()};
  return std::unique_ptr<FeedIndex>(std::move(mapped));
}

Result<FeedDescription> make_feed_index(const std::filesystem::path& feed, FeedDescription description,
                                        const std::filesystem::path& index, bool for_all) {
  const auto collected = collect(feed, description);
  if (!collected) return collected.error();
  if (description.entries == 0) return Error{"empty", feed.string()};
  std::error_code error;
  std::filesystem::create_directories(index.parent_path(), error);
  std::string temporary = index.string() + ".XXXXXX";
  const int file = ::mkstemp(temporary.data());  // mode 0600
  if (file < 0) return Error{"unwritable", index.string()};
  bool good = write_index(file, *collected, description);
  if (for_all) good = ::fchmod(file, 0644) == 0 && good;
  good = ::fsync(file) == 0 && good;
  good = ::close(file) == 0 && good;
  good = good && ::rename(temporary.c_str(), index.c_str()) == 0;
  if (!good) {
    ::unlink(temporary.c_str());
    return Error{"unwritable", index.string()};
  }
  return description;
}

}  // namespace mekiki::lookups
