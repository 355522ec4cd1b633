#include "message/received.h"

#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "base/utf8.h"
#include "message/dates.h"
#include "message/received_comments.h"
#include "message/trace_tokens.h"

namespace mekiki::message {
namespace {

using Kind = TraceToken::Kind;
using Tokens = std::span<const TraceToken>;
constexpr auto npos = std::string_view::npos;

bool is_word(const TraceToken& token, std::string_view word) {
  return token.is(Kind::word) && ascii_iequals(token.text, word);
}

std::string_view without_angles(std::string_view text) {
  if (text.starts_with('<')) text.remove_prefix(1);
  if (text.ends_with('>')) text.remove_suffix(1);
  return text;
}

class Reader {
 public:
  explicit Reader(std::string_view value) : value_(value), tokens_(trace_tokens(value)) {}

  Received run();

 private:
  using Clause = std::optional<Tokens>;

  Clause* clause_named(const TraceToken& token);
  void cut_into_clauses();
  void date();
  void from_clause(Tokens tokens);
  void with_clause(Tokens tokens);
  void settle_names();
  static std::string first_value(Tokens tokens);
  static std::string mailbox(Tokens tokens);

  std::string_view value_;
  std::vector<TraceToken> tokens_;
  Received result_;
  TraceComments comments_;
  Clause from_, by_, with_, via_, id_, for_;
  std::string_view peer_;      // the first word after "from"
  bool peer_literal_ = false;  // it was in square brackets
};

Reader::Clause* Reader::clause_named(const TraceToken& token) {
  const std::pair<std::string_view, Clause*> clauses[] = {{"from", &from_}, {"by", &by_}, {"with", &with_},
                                                          {"via", &via_},   {"id", &id_}, {"for", &for_}};
  for (const auto& [name, clause] : clauses)
    if (is_word(token, name)) return clause;
  return nullptr;
}

void Reader::cut_into_clauses() {
  Clause* current = nullptr;
  std::size_t start = 0;
  const auto close = [&](std::size_t end) {
    if (current != nullptr) *current = Tokens(tokens_).subspan(start, end - start);
  };
  for (std::size_t i = 0; i < tokens_.size(); ++i) {
    const TraceToken& token = tokens_[i];
    Clause* next = clause_named(token);
    if (next == nullptr && !token.is(Kind::semicolon)) continue;
    close(i);
    const bool seen = next != nullptr && next->has_value();
    // XMail and others write the envelope sender as a second "from".
    if (seen && next == &from_ && i + 1 < tokens_.size() && tokens_[i + 1].is(Kind::angle) &&
        comments_.envelope_from.empty())
      comments_.envelope_from = tokens_[i + 1].text;
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

void Reader::from_clause(Tokens tokens) {
  bool first = true;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const TraceToken& token = tokens[i];
    if (token.is(Kind::comment)) {
      read_peer_comment(token.text, comments_);
    } else if (first) {
      peer_ = token.text;
      peer_literal_ = token.is(Kind::bracket);
    } else if (token.is(Kind::bracket)) {
      comments_.peer_address(token.text, {});
    } else if (is_word(token, "helo") || is_word(token, "ehlo") ||
               (is_word(token, "be") && is_word(tokens[i - 1], "to"))) {
      // "claiming to be" is smail's way to say it.
      comments_.helo_written = true;
      if (i + 1 < tokens.size()) comments_.helo = tokens[++i].text;
    } else if (is_word(token, "as") && i + 1 < tokens.size()) {
      comments_.account(tokens.subspan(i));
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
        if (comments_.tls.empty()) comments_.tls = tls_version(word.text);
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
  const std::string peer_ip = trace_address(peer_);
  if (!peer_ip.empty() && comments_.ip.empty()) {
    comments_.ip = peer_ip;
    result_.from_helo = comments_.helo;
    return;
  }
  // qmail's date ends in -0000, and it leaves the HELO out when it is the looked-up name.
  const bool qmail = value_.ends_with("-0000") && !comments_.ip.empty();
  const bool peer_looked_up =
      comments_.helo_written || ((comments_.exim || qmail) && !comments_.ip.empty() && comments_.host.empty());
  if (peer_looked_up && comments_.host.empty() && is_trace_host(peer_) &&
      (peer_.find('.') != npos || peer_ == "localhost"))
    comments_.host = host_name(peer_);
  if (comments_.helo_written)
    result_.from_helo = comments_.helo;
  else if (!ascii_iequals(peer_, "unknown"))
    result_.from_helo = peer_literal_ ? "[" + std::string(peer_) + "]" : std::string(peer_);
}

Received Reader::run() {
  cut_into_clauses();
  date();
  // Sendmail's own submissions: "(from user@host) by ...".
  std::vector<TraceToken> submitted;
  if (!from_ && !tokens_.empty() && tokens_.front().is(Kind::comment) &&
      ascii_iequals(tokens_.front().text.substr(0, 5), "from ")) {
    submitted = trace_tokens(tokens_.front().text.substr(5));
    from_ = Tokens(submitted);
  }
  if (from_) from_clause(*from_);
  for (const Clause& clause : {by_, with_, via_, id_, for_}) {
    if (!clause) continue;
    for (const TraceToken& token : *clause)
      if (token.is(Kind::comment)) read_other_comment(token.text, comments_);
  }
  if (by_) result_.by = host_name(first_value(*by_));
  if (with_) with_clause(*with_);
  if (via_ && result_.with.empty()) with_clause(*via_);
  if (id_) result_.id = first_value(*id_);
  if (for_) result_.envelope_for = mailbox(*for_);
  if (peer_.find('@') != npos && comments_.ip.empty()) {  // a user, not a host
    if (comments_.envelope_from.empty()) comments_.envelope_from = peer_;
    peer_ = {};
  }
  settle_names();
  result_.from_ip = std::move(comments_.ip);
  result_.from_host = std::move(comments_.host);
  result_.envelope_from = std::move(comments_.envelope_from);
  result_.tls = std::move(comments_.tls);
  result_.authenticated_as = std::move(comments_.authenticated_as);
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
