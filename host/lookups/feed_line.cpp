// One line of a feed, in whatever shape feeds come.
#include <algorithm>
#include <boost/asio/ip/address.hpp>
#include <boost/asio/ip/network_v4.hpp>
#include <boost/asio/ip/network_v6.hpp>

#include "lookups/feed_index.h"
#include "questions/question.h"

namespace mekiki::lookups {
namespace {

namespace ip = boost::asio::ip;

constexpr std::size_t longest_line = 16u << 10;

std::string_view trimmed(std::string_view text) {
  const auto blank = [](char c) { return c == ' ' || c == '\t' || c == '\r'; };
  while (!text.empty() && blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && blank(text.back())) text.remove_suffix(1);
  return text;
}

// RFC 3986 section 3.1; compares without case.
bool is_web_address(std::string_view text) {
  const auto starts = [text](std::string_view scheme) {
    return text.size() > scheme.size() &&
           std::equal(scheme.begin(), scheme.end(), text.begin(), [](char a, char b) { return a == (b | 0x20); });
  };
  return starts("http://") || starts("https://");
}

std::optional<std::string> canonical_host(std::string_view text) {
  const auto question = questions::canonical({questions::Kind::list_domain, std::string(text)});
  if (!question || question->name.find('.') == std::string::npos) return std::nullopt;
  return question->name;
}

FeedEntry range_of(const ip::address& first, const ip::address& last) {
  FeedEntry entry;
  if (first.is_v4() != last.is_v4() || last < first) return {.kind = FeedEntry::Kind::unknown};
  if (first.is_v4()) {
    entry.kind = FeedEntry::Kind::range4;
    entry.first4 = first.to_v4().to_uint();
    entry.last4 = last.to_v4().to_uint();
  } else {
    entry.kind = FeedEntry::Kind::range6;
    entry.first6 = first.to_v6().to_bytes();
    entry.last6 = last.to_v6().to_bytes();
  }
  return entry;
}

// "192.0.2.0/24"; bits of the host may be set.
std::optional<FeedEntry> block(const std::string& text) {
  boost::system::error_code error;
  const auto v4 = ip::make_network_v4(text, error);
  if (!error) return range_of(v4.network(), v4.broadcast());
  const auto v6 = ip::make_network_v6(text, error);
  if (error) return std::nullopt;
  auto last = v6.network().to_bytes();
  for (unsigned bit = v6.prefix_length(); bit < 128; ++bit)
    last.at(bit / 8) |= static_cast<std::uint8_t>(0x80U >> (bit % 8));
  return range_of(v6.network(), ip::address_v6(last));
}

std::optional<FeedEntry> addresses(std::string_view text) {
  if (text.empty() || text.size() > 100) return std::nullopt;
  boost::system::error_code error;
  const auto alone = ip::make_address(std::string(text), error);
  if (!error) return range_of(alone, alone);
  if (text.find('/') != std::string_view::npos) return block(std::string(text));
  const std::size_t dash = text.find('-');
  if (dash == std::string_view::npos) return std::nullopt;
  const auto first = ip::make_address(std::string(trimmed(text.substr(0, dash))), error);
  if (error) return std::nullopt;
  const auto last = ip::make_address(std::string(trimmed(text.substr(dash + 1))), error);
  if (error) return std::nullopt;
  return range_of(first, last);
}

// A page of a host; what has no path beyond "/" is the host itself.
FeedEntry page(std::string_view address) {
  address.remove_prefix(address.find("//") + 2);
  const std::size_t end = address.find_first_of("/?#\\");
  std::string_view authority = address.substr(0, end);
  const std::string_view rest = end == std::string_view::npos ? std::string_view() : address.substr(end);
  if (const std::size_t at = authority.rfind('@'); at != std::string_view::npos) authority.remove_prefix(at + 1);
  if (authority.starts_with('['))
    authority = authority.substr(1, authority.find(']') - 1);
  else
    authority = authority.substr(0, authority.find(':'));
  const bool whole = rest.empty() || rest == "/";
  // An address in numbers that serves such a page serves no one else's.
  if (auto entry = addresses(authority); entry && authority.find('/') == std::string_view::npos) return *entry;
  const auto host = canonical_host(authority);
  if (!host) return {.kind = FeedEntry::Kind::unknown};
  return {.kind = whole ? FeedEntry::Kind::host : FeedEntry::Kind::page, .host = *host};
}

FeedEntry word(std::string_view text) {
  if (is_web_address(text)) return page(text);
  if (const auto entry = addresses(text)) return *entry;
  if (text.starts_with("||") && text.find('^') != std::string_view::npos) text = text.substr(2, text.find('^') - 2);
  if (text.starts_with("*.")) text.remove_prefix(2);
  if (text.starts_with('.')) text.remove_prefix(1);
  if (const auto host = canonical_host(text)) return {.kind = FeedEntry::Kind::host, .host = *host};
  // "example.jp/path" without a scheme, as some lists write pages.
  const std::size_t slash = text.find('/');
  boost::system::error_code no_address;
  ip::make_address(std::string(text.substr(0, std::min<std::size_t>(slash, 64))), no_address);
  if (slash != std::string_view::npos && slash > 0 && no_address) {
    return page("//" + std::string(text));
  }
  return {.kind = FeedEntry::Kind::unknown};
}

// A CSV row: the first web address among its fields, else the first field that is something.
FeedEntry row(std::string_view line) {
  FeedEntry first{.kind = FeedEntry::Kind::unknown};
  while (!line.empty()) {
    const std::size_t open = line.find('"');
    if (open == std::string_view::npos) break;
    const std::size_t close = line.find('"', open + 1);
    if (close == std::string_view::npos) break;
    const std::string_view field = trimmed(line.substr(open + 1, close - open - 1));
    if (is_web_address(field)) return page(field);
    if (first.kind == FeedEntry::Kind::unknown) first = word(field);
    line.remove_prefix(close + 1);
  }
  return first;
}

// Names that hosts files give the machine itself.
bool is_own_name(std::string_view host) {
  return host == "localhost" || host == "local" || host == "broadcasthost" || host.ends_with(".localdomain") ||
         host.starts_with("ip6-");
}

}  // namespace

FeedEntry read_feed_line(std::string_view line) {
  line = trimmed(line);
  if (line.starts_with("\xEF\xBB\xBF")) line = trimmed(line.substr(3));
  if (line.empty() || line.front() == '#' || line.front() == ';' || line.front() == '!' || line.starts_with("//")) {
    return {};
  }
  if (line.size() > longest_line) return {.kind = FeedEntry::Kind::unknown};
  if (line.front() == '"') return row(line);
  if (const std::size_t comment = line.find(" #"); comment != std::string_view::npos)
    line = trimmed(line.substr(0, comment));
  if (const std::size_t comment = line.find(" ;"); comment != std::string_view::npos)
    line = trimmed(line.substr(0, comment));
  const std::size_t blank = line.find_first_of(" \t");
  if (blank == std::string_view::npos) return word(line);
  const std::string_view head = line.substr(0, blank);
  const std::string_view tail = trimmed(line.substr(blank));
  if (head == "0.0.0.0" || head == "127.0.0.1" || head == "::" || head == "::1") {
    const std::string_view host = tail.substr(0, tail.find_first_of(" \t"));
    if (is_own_name(host) || host == "0.0.0.0") return {};
    return word(host);
  }
  if (tail.starts_with('-')) return addresses(line).value_or(FeedEntry{.kind = FeedEntry::Kind::unknown});
  return word(head);
}

}  // namespace mekiki::lookups
