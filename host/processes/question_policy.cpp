#include "processes/question_policy.h"

#include <algorithm>
#include <boost/asio/ip/address.hpp>
#include <string>

#include "base/limits.h"

namespace mekiki::processes {
namespace {

using questions::Kind;

constexpr bool is_lower_or_digit(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

// Beyond letters, digits and hyphens: what SPF macros (RFC 7208 section 7) and service names make. Nothing that a
// resolver library gives a meaning of its own (dot, backslash, control characters, double quotes, '@', '*').
constexpr bool is_label_character(char c) {
  return is_lower_or_digit(c) || std::string_view("-_ +=~!#$%&^`{|}:/?'").find(c) != std::string_view::npos;
}

bool is_label(std::string_view label, bool last) {
  return !label.empty() && label.size() <= 63 && std::all_of(label.begin(), label.end(), [last](char c) {
    return is_label_character(c) && !(last && std::string_view(" /:?'").find(c) != std::string_view::npos);
  });
}

bool is_domain(std::string_view name) {
  if (name.empty() || name.size() > limits::domain_bytes) return false;
  while (true) {
    const std::size_t dot = name.find('.');
    if (!is_label(name.substr(0, dot), dot == std::string_view::npos)) return false;
    if (dot == std::string_view::npos) return true;
    name.remove_prefix(dot + 1);
  }
}

bool is_address(std::string_view name) {
  if (name.size() > 45) return false;
  boost::system::error_code error;
  const auto address = boost::asio::ip::make_address(std::string(name), error);
  return !error && (!address.is_v6() || address.to_v6().scope_id() == 0) && address.to_string() == name;
}

bool is_web_address(std::string_view name) {
  const bool web = name.starts_with("https://") || name.starts_with("http://");
  return web && name.size() <= limits::url_bytes &&
         std::all_of(name.begin(), name.end(), [](char c) { return c > ' ' && c < '\x7f'; });
}

bool is_mail_address(std::string_view name) {
  const std::size_t at = name.rfind('@');
  return name.size() <= limits::address_bytes && at != std::string_view::npos && at > 0 && at + 1 < name.size() &&
         std::all_of(name.begin(), name.end(), [](char c) { return c > ' ' && c < '\x7f' && !(c >= 'A' && c <= 'Z'); });
}

// Answered on this computer: nothing leaves it.
bool is_local(Kind kind, const Policy& policy) {
  if (kind == Kind::list_ip || kind == Kind::list_domain) return policy.local_lists;
  return kind == Kind::place || kind == Kind::correspondent;
}

questions::Answer unknown(std::string reason) { return {questions::Outcome::unknown, std::move(reason), {}}; }

}  // namespace

bool Policy::allows(Kind kind) const {
  switch (kind) {
    case Kind::dns_a:
    case Kind::dns_aaaa:
    case Kind::dns_mx:
    case Kind::dns_ns:
    case Kind::dns_txt:
    case Kind::dns_ptr:
    case Kind::dns_cname:
    case Kind::dns_soa:
      return dns;
    case Kind::list_ip:
    case Kind::list_domain:
      return lists;
    case Kind::registration:
      return registration;
    case Kind::place:
      return place;
    case Kind::correspondent:
      return correspondents;
    case Kind::page:
      return page;
  }
  return false;
}

bool is_legal_name(Kind kind, std::string_view name) {
  switch (kind) {
    case Kind::dns_ptr:
    case Kind::list_ip:
    case Kind::place:
      return is_address(name);
    case Kind::correspondent:
      return is_mail_address(name);
    case Kind::page:
      return is_web_address(name);
    default:
      return is_domain(name);
  }
}

Sorted sort_questions(const std::vector<questions::Question>& asked, const Policy& policy, std::size_t allowance) {
  Sorted sorted;
  for (const questions::Question& question : asked) {
    if (policy.offline && !is_local(question.kind, policy)) {
      sorted.answered[question] = unknown("offline");
    } else if (!policy.allows(question.kind)) {
      sorted.answered[question] = unknown("policy");
    } else if (!is_legal_name(question.kind, question.name)) {
      sorted.answered[question] = unknown("invalid");
    } else if (sorted.to_ask.size() >= allowance) {
      sorted.answered[question] = unknown("limit");
    } else {
      sorted.to_ask.push_back(question);
    }
  }
  return sorted;
}

}  // namespace mekiki::processes
