// One blocklist feed as a file that is mapped into memory and searched in place: five million entries cost nothing
// until something is asked. Names and pages are kept as SHA-256 cut to 128 bits, sorted; addresses as sorted ranges.
// The file is this computer's own (native byte order), and is made again when it does not fit.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace mekiki::lookups {

struct FeedDescription {
  std::string name;           // "urlhaus"
  std::string meaning;        // as is_list_meaning() knows
  std::string source;         // a file, or http(s); as the settings say it
  std::string sha256{};       // of the feed as it was read, hexadecimal
  std::int64_t fetched = 0;   // seconds since the epoch
  std::uint64_t entries = 0;  // understood
  std::uint64_t skipped = 0;  // lines that are none of the shapes
};

class FeedIndex {
 public:
  // Errors: "missing", "damaged".
  static Result<std::unique_ptr<FeedIndex>> open(const std::filesystem::path& file);
  virtual ~FeedIndex() = default;

  [[nodiscard]] virtual const FeedDescription& description() const = 0;
  [[nodiscard]] virtual bool has_addresses() const = 0;
  [[nodiscard]] virtual bool has_names() const = 0;  // hosts or pages

  [[nodiscard]] virtual bool lists_address(const std::string& ip) const = 0;
  // This very name.
  [[nodiscard]] virtual bool lists_host(std::string_view host) const = 0;
  // A page of this very host is listed, the host itself is not.
  [[nodiscard]] virtual bool lists_page_of(std::string_view host) const = 0;
};

// Reads a feed and writes its index in place of the one before (whole or not at all, mode 0600 unless `for_all`).
// Shapes, line by line: host, "0.0.0.0 host" of hosts files, address, CIDR block, "a-b" range, http(s) address, a CSV
// row with one of these in quotes, "||host^"; "#", ";", "!" and "//" begin comments. `description` is completed.
// Errors: "unreadable", "empty" (nothing was understood: the index before stays), "too_large", "unwritable".
Result<FeedDescription> make_feed_index(const std::filesystem::path& feed, FeedDescription description,
                                        const std::filesystem::path& index, bool for_all = false);

// What one line of a feed lists.
struct FeedEntry {
  enum class Kind { nothing, unknown, host, page, range4, range6 };
  Kind kind = Kind::nothing;  // `nothing`: empty or a comment; `unknown`: none of the shapes
  std::string host{};         // host, page
  std::uint32_t first4 = 0, last4 = 0;
  std::array<std::uint8_t, 16> first6{}, last6{};
};
FeedEntry read_feed_line(std::string_view line);

}  // namespace mekiki::lookups
