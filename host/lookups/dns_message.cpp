#include "lookups/dns_message.h"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>
#include <vector>

#include "base/limits.h"
#include "base/utf8.h"
#include "lookups/dns_wire.h"

namespace mekiki::lookups {
namespace {

using questions::Answer;
using questions::Kind;
using questions::Question;

constexpr std::uint16_t class_in = 1;
constexpr std::uint16_t type_cname = 5;
constexpr std::uint16_t type_soa = 6;
constexpr int alias_limit = 16;
constexpr std::uint32_t ttl_limit = 3600;
constexpr std::uint32_t negative_ttl_limit = 900;

enum Rcode { noerror = 0, servfail = 2, nxdomain = 3, notimp = 4, refused = 5 };  // RFC 1035 section 4.1.1

constexpr std::array<std::pair<Kind, std::uint16_t>, 8> types{{{Kind::dns_a, 1},
                                                               {Kind::dns_ns, 2},
                                                               {Kind::dns_cname, type_cname},
                                                               {Kind::dns_soa, type_soa},
                                                               {Kind::dns_ptr, 12},
                                                               {Kind::dns_mx, 15},
                                                               {Kind::dns_txt, 16},
                                                               {Kind::dns_aaaa, 28}}};

std::string name_or_dot(std::string name) { return name.empty() ? "." : std::move(name); }

std::string address(int family, const std::string& bytes) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  return inet_ntop(family, bytes.data(), text.data(), text.size()) ? text.data() : std::string();
}

// A TXT record's strings, joined without anything between them (RFC 7208 section 3.3).
std::string joined_text(DnsReader& data, std::size_t end) {
  std::string text;
  while (!data.failed() && data.position() < end) text += data.character_string();
  return to_valid_utf8(text);
}

std::string soa_text(DnsReader& data) {
  const std::string mname = name_or_dot(data.name());
  const std::string rname = name_or_dot(data.name());
  const std::uint32_t serial = data.u32();
  data.skip(16);  // refresh, retry, expire, minimum
  return mname + " " + rname + " " + std::to_string(serial);
}

// One record as a value; nullopt if its RDATA is malformed or not used up exactly.
std::optional<std::string> value_of(std::span<const std::uint8_t> wire, const DnsRecord& record, Kind kind) {
  const std::size_t end = record.data + record.data_size;
  DnsReader data(wire.first(end), record.data);
  std::string value;
  switch (kind) {
    case Kind::dns_a:
      value = address(AF_INET, data.bytes(4));
      break;
    case Kind::dns_aaaa:
      value = address(AF_INET6, data.bytes(16));
      break;
    case Kind::dns_mx: {
      const std::uint16_t preference = data.u16();
      value = std::to_string(preference) + " " + name_or_dot(data.name());
      break;
    }
    case Kind::dns_txt:
      value = joined_text(data, end);
      break;
    case Kind::dns_soa:
      value = soa_text(data);
      break;
    default:
      value = name_or_dot(data.name());
  }
  if (data.failed() || data.position() != end) return std::nullopt;
  return value;
}

unsigned preference_of(const std::string& mx) {
  unsigned preference = 0;
  std::from_chars(mx.data(), mx.data() + mx.size(), preference);
  return preference;
}

// The order must not depend on the server: resolvers turn the records round.
void sort_values(std::vector<std::string>& values, Kind kind) {
  std::ranges::sort(values, [kind](const std::string& left, const std::string& right) {
    if (kind != Kind::dns_mx) return left < right;
    return std::pair(preference_of(left), std::string_view(left)) <
           std::pair(preference_of(right), std::string_view(right));
  });
  values.erase(std::ranges::unique(values).begin(), values.end());
}

struct Chain {
  std::string owner;  // the name at the end of the aliases
  std::uint32_t ttl = ttl_limit;
};

const DnsRecord* find_record(const DnsMessage& message, const std::string& owner, std::uint16_t type) {
  for (const DnsRecord& record : message.answers) {
    if (record.type == type && record.record_class == class_in && record.owner == owner) return &record;
  }
  return nullptr;
}

Chain follow_aliases(std::span<const std::uint8_t> wire, const DnsMessage& message, std::string_view name,
                     std::uint16_t type) {
  Chain chain{std::string(name)};
  if (type == type_cname) return chain;
  for (int i = 0; i < alias_limit; ++i) {
    if (find_record(message, chain.owner, type)) break;
    const DnsRecord* alias = find_record(message, chain.owner, type_cname);
    if (!alias) break;
    chain.ttl = std::min(chain.ttl, alias->ttl);
    chain.owner = DnsReader(wire, alias->data).name();
  }
  return chain;
}

// RFC 2308 section 5: the lesser of the SOA's own TTL and its last field; without a SOA nothing is kept.
std::chrono::seconds negative_ttl(std::span<const std::uint8_t> wire, const DnsMessage& message) {
  for (const DnsRecord& record : message.authorities) {
    if (record.type != type_soa || record.data_size < 4) continue;
    const std::uint32_t minimum = DnsReader(wire, record.data + record.data_size - 4).u32();
    return std::chrono::seconds(std::min({record.ttl, minimum, negative_ttl_limit}));
  }
  return std::chrono::seconds(0);
}

DnsReply give_up(const char* reason) { return {DnsVerdict::answered, Answer::unknown(reason), {}}; }

DnsReply other_rcode(int rcode) {
  switch (rcode) {
    case servfail:
      return {DnsVerdict::try_other, Answer::unknown("servfail"), {}};
    case refused:
      return {DnsVerdict::try_other, Answer::unknown("refused"), {}};
    case notimp:
      return {DnsVerdict::try_other, Answer::unknown("error"), {}};
    default:
      return give_up("error");
  }
}

}  // namespace

std::optional<std::uint16_t> dns_type(Kind kind) {
  for (const auto& [value, type] : types) {
    if (value == kind) return type;
  }
  return std::nullopt;
}

std::string dns_name(const Question& question) {
  if (question.kind != Kind::dns_ptr) return question.name;
  std::string name;
  std::array<std::uint8_t, 16> bytes{};
  if (inet_pton(AF_INET, question.name.c_str(), bytes.data()) == 1) {
    for (std::size_t i = 4; i-- > 0;) name += std::to_string(bytes[i]) + ".";
    return name + "in-addr.arpa";
  }
  constexpr std::string_view digits = "0123456789abcdef";
  if (inet_pton(AF_INET6, question.name.c_str(), bytes.data()) != 1) return {};
  for (std::size_t i = 16; i-- > 0;) {
    for (const unsigned nibble : {bytes[i] & 15u, static_cast<unsigned>(bytes[i] >> 4)}) {
      name += digits[nibble];
      name += '.';
    }
  }
  return name + "ip6.arpa";
}

bool is_kept_out_of_dns(std::string_view name) {
  const std::size_t dot = name.rfind('.');
  const std::string_view last = dot == std::string_view::npos ? name : name.substr(dot + 1);
  return last == "localhost" || last == "invalid" || last == "onion";
}

DnsReply read_dns_reply(std::span<const std::uint8_t> wire, Kind kind, std::string_view name) {
  const auto type = dns_type(kind);
  const auto message = read_dns_message(wire);
  if (!type || !message || !message->is_reply) return give_up("error");
  if (message->rcode == nxdomain) {
    return {DnsVerdict::answered, Answer::no("nxdomain"), negative_ttl(wire, *message)};
  }
  if (message->rcode != noerror) return other_rcode(message->rcode);
  if (message->truncated) return give_up("limit");  // by now it came by TCP

  const Chain chain = follow_aliases(wire, *message, name, *type);
  std::uint32_t ttl = chain.ttl;
  std::vector<std::string> values;
  std::size_t bytes = 0;
  for (const DnsRecord& record : message->answers) {
    if (record.type != *type || record.record_class != class_in || record.owner != chain.owner) continue;
    auto value = value_of(wire, record, kind);
    if (!value) return give_up("error");
    bytes += value->size();
    ttl = std::min(ttl, record.ttl);
    values.push_back(std::move(*value));
    if (values.size() > limits::answer_values || bytes > limits::answer_bytes) return give_up("limit");
  }
  if (values.empty()) {
    // A server that neither owns the name nor asks others on our behalf knows nothing about it.
    const bool referral = !message->authoritative && !message->recursion_available && message->answers.empty();
    if (referral) return {DnsVerdict::try_other, Answer::unknown("refused"), {}};
    return {DnsVerdict::answered, Answer::no(), negative_ttl(wire, *message)};
  }
  sort_values(values, kind);
  return {DnsVerdict::answered, Answer::yes(std::move(values)), std::chrono::seconds(ttl)};
}

}  // namespace mekiki::lookups
