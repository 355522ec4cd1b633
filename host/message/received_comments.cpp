#include "message/received_comments.h"

#include <algorithm>
#include <initializer_list>
#include <vector>

#include "base/utf8.h"
#include "names/domain.h"

namespace mekiki::message {
namespace {

using Kind = TraceToken::Kind;
constexpr auto npos = std::string_view::npos;

bool starts_with(std::string_view text, std::string_view prefix) {
  return text.size() >= prefix.size() && ascii_iequals(text.substr(0, prefix.size()), prefix);
}

bool is_any_of(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) { return ascii_iequals(text, word); });
}

bool is_host_char(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' || c == '-' ||
         c == '_' || byte >= 0x80;
}

// Reads one comment of the "from" part, word by word.
class PeerComment {
 public:
  PeerComment(std::string_view content, TraceComments& comments)
      : content_(content), tokens_(trace_tokens(content)), comments_(comments) {}

  void run() {
    for (at_ = 0; at_ < tokens_.size() && !done_; ++at_) {
      const TraceToken& token = tokens_[at_];
      if (token.is(Kind::bracket)) {
        comments_.peer_address(token.text, name_);
        name_ = {};
      } else if (token.is(Kind::angle) || (token.is(Kind::word) && !keyword(token.text))) {
        name_or_address(token.text);
      }
    }
    // "(mail.example.com)": a looked-up name without its address.
    if (tokens_.size() == 1 && comments_.host.empty() && name_.find('.') != npos && is_trace_host(name_))
      comments_.host = host_name(name_);
  }

 private:
  [[nodiscard]] const TraceToken* next() const { return at_ + 1 < tokens_.size() ? &tokens_[at_ + 1] : nullptr; }

  bool keyword(std::string_view text) {
    return helo(text) || envelope(text) || account(text) || connection(text) || ident(text);
  }

  bool helo(std::string_view text) {
    const bool assigned = starts_with(text, "helo=");
    if (!assigned && !is_any_of(text, {"HELO", "EHLO", "LHLO"})) return false;
    comments_.helo_written = true;
    if (assigned && text.size() > 5) {
      comments_.helo = text.substr(5);
    } else if (next() != nullptr && (next()->is(Kind::word) || next()->is(Kind::bracket))) {
      comments_.helo = next()->text;
      if (next()->is(Kind::bracket)) comments_.helo = "[" + comments_.helo + "]";
      ++at_;
    }
    return true;
  }

  bool envelope(std::string_view text) {
    if (!starts_with(text, "envelope-") || next() == nullptr) return false;
    if (comments_.envelope_from.empty()) comments_.envelope_from = next()->text;
    return done_ = true;
  }

  bool account(std::string_view text) {
    if (!is_any_of(text, {"account", "authenticated", "auth:", "auth"}) && !starts_with(text, "auth=")) return false;
    if (comments_.tls.empty()) comments_.tls = tls_version(content_);
    comments_.account(std::span(tokens_).subspan(at_));
    // CommuniGate goes on with the HELO after "account x".
    if (is_any_of(text, {"account"}))
      ++at_;
    else
      done_ = true;
    return true;
  }

  bool connection(std::string_view text) {
    if (!is_any_of(text, {"using"}) && !starts_with(text, "version=") && !starts_with(text, "TLS")) return false;
    if (comments_.tls.empty()) comments_.tls = tls_version(content_);
    return done_ = true;
  }

  bool ident(std::string_view text) {
    if (!starts_with(text, "ident=")) return false;
    if (text.size() == 6 && next() != nullptr && next()->is(Kind::bracket)) ++at_;
    return true;
  }

  // "name [address]", "IDENT:user@host [address]", "user@[address]", "user@address", "address".
  void name_or_address(std::string_view text) {
    const std::size_t sign = text.rfind('@');
    const std::string_view host = sign == npos ? text : text.substr(sign + 1);
    // "(Some Gateway 10.2.0.3)" names a version: without brackets an address stands alone or after a looked-up name.
    const bool alone = at_ == 0 || name_.find('.') != npos ||
                       is_any_of(name_, {"unknown", "unverified", "softdnserr"}) || host.find(':') != npos;
    if (alone) comments_.peer_address(host, name_);
    name_ = host;
  }

  std::string_view content_;
  std::vector<TraceToken> tokens_;
  TraceComments& comments_;
  std::size_t at_ = 0;
  bool done_ = false;
  std::string_view name_;  // the word before
};

}  // namespace

std::string trace_address(std::string_view text) {
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

bool is_trace_host(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_host_char) &&
         !is_any_of(text, {"unknown", "unverified", "verified", "softdnserr", "may", "no", "local", "network",
                           "nodnsquery"}) &&
         names::canonical_ip(text).empty();
}

std::string host_name(std::string_view text) {
  while (text.ends_with('.')) text.remove_suffix(1);
  return ascii_lower(text);
}

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

void TraceComments::peer_address(std::string_view text, std::string_view name_before) {
  std::string address = trace_address(text);
  if (address.empty() || !ip.empty()) return;
  ip = std::move(address);
  if (is_trace_host(name_before)) host = host_name(name_before);
}

void TraceComments::account(std::span<const TraceToken> tokens) {
  if (!authenticated_as.empty()) return;
  for (const TraceToken& token : tokens) {
    if (token.is(Kind::angle)) {
      authenticated_as = token.text;
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
    authenticated_as = word;
    return;
  }
}

void read_peer_comment(std::string_view content, TraceComments& comments) { PeerComment(content, comments).run(); }

void read_other_comment(std::string_view content, TraceComments& comments) {
  if (comments.tls.empty()) comments.tls = tls_version(content);
  const std::vector<TraceToken> tokens = trace_tokens(content);
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const std::string_view text = tokens[i].text;
    if (!tokens[i].is(Kind::word)) continue;
    if (i == 0 && ascii_iequals(text, "Exim")) comments.exim = true;
    if (starts_with(text, "envelope-") && i + 1 < tokens.size() && comments.envelope_from.empty())
      comments.envelope_from = tokens[i + 1].text;
    if (is_any_of(text, {"authenticated", "auth"}) || starts_with(text, "auth="))
      return comments.account(std::span(tokens).subspan(i));
  }
}

}  // namespace mekiki::message
