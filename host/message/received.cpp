#include "message/received.h"

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <string>

#include "base/utf8.h"
#include "message/dates.h"
#include "message/trace_tokens.h"
#include "names/domain.h"

namespace mekiki::message {
namespace {

using Kind = TraceToken::Kind;
using Tokens = std::span<const TraceToken>;
constexpr auto npos = std::string_view::npos;

bool is_word(const TraceToken& token, std::string_view word) {
  return token.is(Kind::word) && ascii_iequals(token.text, word);
}

bool starts_with(std::string_view text, std::string_view prefix) {
  return text.size() >= prefix.size() && ascii_iequals(text.substr(0, prefix.size()), prefix);
}

bool is_any_of(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) { return ascii_iequals(text, word); });
}

// "192.0.2.1", "[192.0.2.1]", "192.0.2.1:2525", "IPv6:::1", "192.0.2.1.2525" (address and port as OpenBSD writes them).
std::string address_in(std::string_view text) {
  while (!text.empty() && (text.front() == '(' || text.front() == ',')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ')' || text.back() == ',')) text.remove_suffix(1);
  std::string ip = names::canonical_ip(text);
  if (!ip.empty()) return ip;
  const auto dots = std::count(text.begin(), text.end(), '.');
  if (dots == 3 && std::count(text.begin(), text.end(), ':') == 1)
    return names::canonical_ip(text.substr(0, text.find(':')));
  if (dots == 4) return names::canonical_ip(text.substr(0, text.rfind('.')));
  return {};
}

bool is_host_char(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' || c == '-' ||
         c == '_' || byte >= 0x80;
}

// A name that a server can have looked up: not "unknown" and the like, not an address.
bool is_host(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_host_char) &&
         !is_any_of(text, {"unknown", "unverified", "verified", "softdnserr", "may", "no", "local", "network",
                           "nodnsquery"}) &&
         names::canonical_ip(text).empty();
}

std::string host_name(std::string_view text) {
  while (text.ends_with('.')) text.remove_suffix(1);
  return ascii_lower(text);
}

std::string_view without_angles(std::string_view text) {
  if (text.starts_with('<')) text.remove_prefix(1);
  if (text.ends_with('>')) text.remove_suffix(1);
  return text;
}

// "TLSv1.3", "TLS1_2", "TLS1.3", "TLSv1/SSLv3", "TLS-1.0" as "TLS1.3", ...
std::string tls_version(std::string_view text) {
  const std::string lower = ascii_lower(text);
  for (std::size_t at = lower.find("tls"); at != std::string::npos; at = lower.find("tls", at + 3)) {
    std::size_t i = at + 3;
    if (i < lower.size() && (lower[i] == 'v' || lower[i] == '-')) ++i;
    if (i >= lower.size() || lower[i] != '1') continue;
    const bool minor = i + 2 < lower.size() && (lower[i + 1] == '.' || lower[i + 1] == '_') && lower[i + 2] >= '0' &&
                       lower[i + 2] <= '3';
    const bool cipher =
        !minor && i + 1 < lower.size() && (lower[i + 1] == '_' || (lower[i + 1] >= '0' && lower[i + 1] <= '9'));
    if (!cipher) return std::string("TLS1.") + (minor ? lower[i + 2] : '0');
    // TLS13_AES_128_GCM_SHA256
    if (lower[i + 1] >= '0' && lower[i + 1] <= '3') return std::string("TLS1.") + lower[i + 1];
  }
  return {};
}

class Reader {
 public:
  explicit Reader(std::string_view value) : value_(value), tokens_(trace_tokens(value)) {}

  Received run();

 private:
  using Clause = std::optional<Tokens>;

  void cut_into_clauses();
  void date();
  void from_clause(Tokens tokens);
  void peer_comment(std::string_view content);
  void peer_address(std::string_view text, std::string_view name_before);
  void other_comment(std::string_view content);
  void authenticated(Tokens tokens);
  void with_clause(Tokens tokens);
  void settle_names();
  static std::string first_value(Tokens tokens);
  static std::string mailbox(Tokens tokens);

  std::string_view value_;
  std::vector<TraceToken> tokens_;
  Received result_;
  Clause from_, by_, with_, via_, id_, for_;
  std::string_view peer_;      // the first word after "from"
  bool peer_literal_ = false;  // it was in square brackets
  std::string helo_;
  bool helo_written_ = false;  // "HELO x", "helo=x": then `peer_` is what the server looked up
  bool exim_ = false;
};

void Reader::cut_into_clauses() {
  Clause* current = nullptr;
  std::size_t start = 0;
  const auto close = [&](std::size_t end) {
    if (current != nullptr) *current = Tokens(tokens_).subspan(start, end - start);
  };
  for (std::size_t i = 0; i < tokens_.size(); ++i) {
    const TraceToken& token = tokens_[i];
    Clause* next = nullptr;
    if (is_word(token, "from")) next = &from_;
    if (is_word(token, "by")) next = &by_;
    if (is_word(token, "with")) next = &with_;
    if (is_word(token, "via")) next = &via_;
    if (is_word(token, "id")) next = &id_;
    if (is_word(token, "for")) next = &for_;
    if (next == nullptr && !token.is(Kind::semicolon)) continue;
    close(i);
    const bool seen = next != nullptr && next->has_value();
    // XMail and others write the envelope sender as a second "from".
    if (seen && next == &from_ && i + 1 < tokens_.size() && tokens_[i + 1].is(Kind::angle) &&
        result_.envelope_from.empty())
      result_.envelope_from = tokens_[i + 1].text;
    current = seen ? nullptr : next;
    if (current != nullptr) *current = Tokens{};
    start = i + 1;
  }
  close(tokens_.size());
}

void Reader::date() {
  for (std::size_t i = tokens_.size(); i-- > 0 && !result_.time;)
    if (tokens_[i].is(Kind::semicolon)) result_.time = parse_date(value_.substr(tokens_[i].end));
  // Some leave the semicolon out: "id X Thu, 20 Feb 2003 16:13:20 -0700".
  for (const Clause& clause : {for_, id_, with_}) {
    if (!result_.time && clause && !clause->empty()) result_.time = parse_date(value_.substr(clause->front().end));
  }
}

// An address and the name right before it, as "name [address]" has them.
void Reader::peer_address(std::string_view text, std::string_view name_before) {
  std::string ip = address_in(text);
  if (ip.empty() || !result_.from_ip.empty()) return;
  result_.from_ip = std::move(ip);
  if (is_host(name_before)) result_.from_host = host_name(name_before);
}

void Reader::authenticated(Tokens tokens) {
  if (!result_.authenticated_as.empty()) return;
  for (const TraceToken& token : tokens) {
    if (token.is(Kind::angle)) {
      result_.authenticated_as = token.text;
      return;
    }
    if (!token.is(Kind::word)) return;
    std::string_view word = token.text;
    if (is_any_of(word, {"as", "user", "sender", "sender:", "id", "authenticated", "auth:", "account", "auth", "using",
                         "with", "plain", "login", "cram-md5", "digest-md5", "xoauth2", "ntlm"}))
      continue;
    if (word.find("bits=") == 0) return;
    for (const std::string_view prefix : {"user=", "id=", "auth="})
      if (starts_with(word, prefix)) word.remove_prefix(prefix.size());
    result_.authenticated_as = word;
    return;
  }
}

// A comment in the "from" part: what the receiving server found out about its peer.
void Reader::peer_comment(std::string_view content) {
  const std::vector<TraceToken> all = trace_tokens(content);
  const Tokens tokens(all);
  std::string_view name;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const TraceToken& token = tokens[i];
    const std::string_view text = token.text;
    if (token.is(Kind::bracket)) {
      peer_address(text, name);
      name = {};
      continue;
    }
    if (token.is(Kind::comment)) {
      continue;  // "(may be forged)"
    }
    if (is_any_of(text, {"HELO", "EHLO", "LHLO"}) || starts_with(text, "helo=")) {
      const std::string_view rest = starts_with(text, "helo=") ? text.substr(5) : std::string_view{};
      helo_written_ = true;
      if (!rest.empty())
        helo_ = rest;
      else if (i + 1 < tokens.size() && (tokens[i + 1].is(Kind::word) || tokens[i + 1].is(Kind::bracket)))
        ++i,
            helo_ = tokens[i].is(Kind::bracket) ? "[" + std::string(tokens[i].text) + "]" : std::string(tokens[i].text);
      continue;
    }
    if (starts_with(text, "envelope-") && i + 1 < tokens.size()) {
      if (result_.envelope_from.empty()) result_.envelope_from = tokens[i + 1].text;
      return;
    }
    if (is_any_of(text, {"account", "authenticated", "auth:", "auth"}) || starts_with(text, "auth=")) {
      if (result_.tls.empty()) result_.tls = tls_version(content);
      authenticated(tokens.subspan(i));
      if (!is_any_of(text, {"account"})) return;
      ++i;
      continue;
    }
    if (is_any_of(text, {"using", "TLS:"}) || starts_with(text, "version=") || starts_with(text, "TLS")) {
      if (result_.tls.empty()) result_.tls = tls_version(content);
      return;
    }
    if (starts_with(text, "ident=")) {
      if (text.size() == 6 && i + 1 < tokens.size() && tokens[i + 1].is(Kind::bracket)) ++i;
      continue;
    }
    // "IDENT:user@host [address]", "user@[address]", "user@address".
    const std::size_t at = text.rfind('@');
    const std::string_view host = at == npos ? text : text.substr(at + 1);
    // "(Some Gateway 10.2.0.3)" names a version: without brackets an address stands alone or after a looked-up name.
    const bool alone = i == 0 || name.find('.') != npos || is_any_of(name, {"unknown", "unverified", "softdnserr"}) ||
                       host.find(':') != npos;
    if (alone) peer_address(host, name);
    name = host;
  }
  // "(mail.example.com)": a looked-up name without its address.
  if (tokens.size() == 1 && result_.from_host.empty() && name.find('.') != npos && is_host(name) && !helo_written_)
    result_.from_host = host_name(name);
}

void Reader::other_comment(std::string_view content) {
  if (result_.tls.empty()) result_.tls = tls_version(content);
  const std::vector<TraceToken> all = trace_tokens(content);
  const Tokens tokens(all);
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const std::string_view text = tokens[i].text;
    if (!tokens[i].is(Kind::word)) continue;
    if (i == 0 && ascii_iequals(text, "Exim")) exim_ = true;
    if (starts_with(text, "envelope-") && i + 1 < tokens.size() && result_.envelope_from.empty())
      result_.envelope_from = tokens[i + 1].text;
    if (is_any_of(text, {"authenticated", "auth"}) || starts_with(text, "auth="))
      return authenticated(tokens.subspan(i));
  }
}

void Reader::from_clause(Tokens tokens) {
  bool first = true;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const TraceToken& token = tokens[i];
    if (token.is(Kind::comment)) {
      peer_comment(token.text);
    } else if (first) {
      peer_ = token.text;
      peer_literal_ = token.is(Kind::bracket);
    } else if (token.is(Kind::bracket)) {
      peer_address(token.text, {});
    } else if (is_any_of(token.text, {"helo", "ehlo"}) || (is_word(token, "be") && is_word(tokens[i - 1], "to"))) {
      // "claiming to be" is smail's way to say it.
      helo_written_ = true;
      if (i + 1 < tokens.size()) helo_ = tokens[++i].text;
    } else if (is_word(token, "as") && i + 1 < tokens.size()) {
      authenticated(tokens.subspan(i));
      return;
    }
    first = false;
  }
}

void Reader::with_clause(Tokens tokens) {
  std::string_view first;
  for (const TraceToken& token : tokens) {
    if (token.is(Kind::comment)) continue;
    std::vector<TraceToken> inner;
    if (token.is(Kind::bracket)) inner = trace_tokens(token.text);
    if (inner.empty()) inner.push_back(token);
    for (const TraceToken& word : inner) {
      const std::string_view protocol = word.text.substr(0, word.text.find('/'));
      const std::string lower = ascii_lower(protocol);
      if (first.empty()) first = protocol;
      for (const std::string_view known : {"smtp", "lmtp", "http", "imap", "pop3"}) {
        if (lower.find(known) == std::string::npos) continue;
        result_.with = protocol;
        if (result_.tls.empty()) result_.tls = tls_version(word.text);
        return;
      }
    }
  }
  result_.with = first;
}

std::string Reader::first_value(Tokens tokens) {
  for (const TraceToken& token : tokens)
    if (!token.is(Kind::comment)) return std::string(without_angles(trim_ascii(token.text)));
  return {};
}

std::string Reader::mailbox(Tokens tokens) {
  for (const TraceToken& token : tokens) {
    if (token.is(Kind::angle)) return std::string(trim_ascii(token.text));
    if (token.is(Kind::word) && token.text.find('@') != npos) return std::string(token.text);
  }
  return {};
}

// Who said which name. Sendmail and Postfix write "HELO (PTR [address])", qmail and Exim "PTR (HELO x) (address)".
void Reader::settle_names() {
  const std::string peer_ip = address_in(peer_);
  if (!peer_ip.empty() && result_.from_ip.empty()) {
    result_.from_ip = peer_ip;
    result_.from_helo = helo_;
    return;
  }
  // qmail's date ends in -0000, and it leaves the HELO out when it is the looked-up name.
  const bool qmail = value_.ends_with("-0000") && !result_.from_ip.empty();
  const bool peer_looked_up =
      helo_written_ || ((exim_ || qmail) && !result_.from_ip.empty() && result_.from_host.empty());
  if (peer_looked_up && result_.from_host.empty() && is_host(peer_) &&
      (peer_.find('.') != npos || peer_ == "localhost"))
    result_.from_host = host_name(peer_);
  if (helo_written_)
    result_.from_helo = helo_;
  else if (!ascii_iequals(peer_, "unknown"))
    result_.from_helo = peer_literal_ ? "[" + std::string(peer_) + "]" : std::string(peer_);
}

Received Reader::run() {
  cut_into_clauses();
  date();
  // Sendmail's own submissions: "(from user@host) by ...".
  std::vector<TraceToken> submitted;
  if (!from_ && !tokens_.empty() && tokens_.front().is(Kind::comment) && starts_with(tokens_.front().text, "from ")) {
    submitted = trace_tokens(tokens_.front().text.substr(5));
    from_ = Tokens(submitted);
  }
  if (from_) from_clause(*from_);
  for (const Clause& clause : {by_, with_, via_, id_, for_}) {
    if (!clause) continue;
    for (const TraceToken& token : *clause)
      if (token.is(Kind::comment)) other_comment(token.text);
  }
  if (by_) result_.by = host_name(first_value(*by_));
  if (with_) with_clause(*with_);
  if (via_ && result_.with.empty()) with_clause(*via_);
  if (id_) result_.id = first_value(*id_);
  if (for_) result_.envelope_for = mailbox(*for_);
  if (peer_.find('@') != npos && result_.from_ip.empty()) {  // a user, not a host
    if (result_.envelope_from.empty()) result_.envelope_from = peer_;
    peer_ = {};
  }
  settle_names();
  // "(qmail 27981 invoked by uid 225); date": a step inside one machine, all of it in a comment.
  const bool local_step = !tokens_.empty() && tokens_.front().is(Kind::comment) && result_.time;
  result_.parsed = local_step || !result_.by.empty() || !result_.from_ip.empty() || !result_.from_helo.empty() ||
                   !result_.from_host.empty();
  return std::move(result_);
}

}  // namespace

Received parse_received(std::string_view value) {
  constexpr std::size_t longest = 8192;
  return Reader(value.substr(0, longest)).run();
}

}  // namespace mekiki::message
