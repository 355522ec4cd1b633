#include "names/url_parser.h"

#include <algorithm>
#include <array>
#include <utility>

#include "names/ascii.h"
#include "names/percent_encode.h"
#include "names/url_host.h"
#include "names/url_segments.h"

namespace mekiki::names {
namespace {

struct SpecialScheme {
  std::string_view name;
  std::optional<std::uint16_t> default_port;
};

// https://url.spec.whatwg.org/#special-scheme
constexpr std::array<SpecialScheme, 6> special_schemes{
    {{"ftp", 21}, {"file", std::nullopt}, {"http", 80}, {"https", 443}, {"ws", 80}, {"wss", 443}}};

std::optional<std::uint16_t> default_port(std::string_view scheme) {
  for (const auto& special : special_schemes) {
    if (special.name == scheme) return special.default_port;
  }
  return std::nullopt;
}

}  // namespace

bool is_special_scheme(std::string_view scheme) {
  return std::ranges::any_of(special_schemes, [&](const auto& special) { return special.name == scheme; });
}

std::size_t UrlParser::find_end(std::string_view delimiters) const {
  return std::min(input_.find_first_of(delimiters, position_), input_.size());
}

UrlParser::State UrlParser::fail(const char* step) {
  failed_step_ = step;
  return State::failed;
}

Result<Url> UrlParser::parse() {
  State state = scheme();
  while (state != State::done && state != State::failed) state = step(state);
  if (state == State::done) return std::move(url_);
  return Error{"invalid_url", failed_detail_.empty() ? failed_step_ : std::move(failed_detail_)};
}

UrlParser::State UrlParser::step(State state) {
  switch (state) {
    case State::no_scheme:
      return no_scheme();
    case State::special_authority_slashes:
      return special_authority_slashes();
    case State::special_relative_or_authority:
      return special_relative_or_authority();
    case State::path_or_authority:
      return path_or_authority();
    case State::relative:
      return relative();
    case State::relative_slash:
      return relative_slash();
    case State::special_authority_ignore_slashes:
      return special_authority_ignore_slashes();
    case State::authority:
      return authority();
    case State::file:
      return file();
    case State::file_slash:
      return file_slash();
    case State::file_host:
      return file_host();
    case State::path_start:
      return path_start();
    case State::path:
      return path();
    case State::opaque_path:
      return opaque_path();
    case State::query:
      return query();
    case State::fragment:
      return fragment();
    case State::done:
    case State::failed:
      break;
  }
  return state;
}

// Scheme start state and scheme state.
UrlParser::State UrlParser::scheme() {
  if (!ascii::is_alpha(current())) return State::no_scheme;
  std::size_t end = 0;
  while (end < input_.size() &&
         (ascii::is_alphanumeric(input_[end]) || input_[end] == '+' || input_[end] == '-' || input_[end] == '.')) {
    ++end;
  }
  if (end == input_.size() || input_[end] != ':') return State::no_scheme;
  for (const char c : input_.substr(0, end)) url_.scheme += ascii::to_lower(c);
  special_ = is_special_scheme(url_.scheme);
  position_ = end + 1;
  if (url_.scheme == "file") return State::file;
  if (special_) {
    return base_ != nullptr && base_->scheme == url_.scheme ? State::special_relative_or_authority
                                                            : State::special_authority_slashes;
  }
  if (current() == '/') {
    ++position_;
    return State::path_or_authority;
  }
  url_.opaque_path = true;
  return State::opaque_path;
}

UrlParser::State UrlParser::no_scheme() {
  if (base_ == nullptr) return fail("relative without a base");
  if (base_->opaque_path) {
    if (current() != '#') return fail("relative to an opaque path");
    const bool cut = url_.cut;
    url_ = *base_;
    url_.cut = cut || base_->cut;
    ++position_;
    return State::fragment;
  }
  return base_->scheme == "file" ? State::file : State::relative;
}

UrlParser::State UrlParser::special_authority_slashes() {
  if (remaining().starts_with("//")) position_ += 2;
  return State::special_authority_ignore_slashes;
}

UrlParser::State UrlParser::special_relative_or_authority() {
  if (!remaining().starts_with("//")) return State::relative;
  position_ += 2;
  return State::special_authority_ignore_slashes;
}

UrlParser::State UrlParser::path_or_authority() {
  if (current() != '/') return State::path;
  ++position_;
  return State::authority;
}

void UrlParser::copy_authority_of_base() {
  url_.username = base_->username;
  url_.password = base_->password;
  url_.host_kind = base_->host_kind;
  url_.host = base_->host;
  url_.port = base_->port;
  url_.numeric_host_written = base_->numeric_host_written;
}

UrlParser::State UrlParser::relative() {
  url_.scheme = base_->scheme;
  special_ = is_special_scheme(url_.scheme);
  if (is_slash(current())) {
    ++position_;
    return State::relative_slash;
  }
  copy_authority_of_base();
  url_.path = base_->path;
  if (current() == '?' || current() == '#') {
    if (current() == '#') url_.query = base_->query;
    return state_after_path();
  }
  if (at_end()) {
    url_.query = base_->query;
    return State::done;
  }
  shorten_path();
  return State::path;
}

UrlParser::State UrlParser::relative_slash() {
  if (special_ && is_slash(current())) {
    ++position_;
    return State::special_authority_ignore_slashes;
  }
  if (current() == '/') {
    ++position_;
    return State::authority;
  }
  copy_authority_of_base();
  return State::path;
}

UrlParser::State UrlParser::special_authority_ignore_slashes() {
  while (current() == '/' || current() == '\\') ++position_;
  return State::authority;
}

// Authority state: everything up to the last '@' is userinfo.
UrlParser::State UrlParser::authority() {
  const std::size_t end = find_end(special_ ? "/\\?#" : "/?#");
  if (end == input_.size() && url_.cut) return fail("authority: too long");
  std::string_view text = input_.substr(position_, end - position_);
  position_ = end;
  if (const std::size_t at = text.rfind('@'); at != std::string_view::npos) {
    const std::string_view credentials = text.substr(0, at);
    text.remove_prefix(at + 1);
    if (text.empty()) return fail("authority: credentials without a host");
    const std::size_t colon = credentials.find(':');
    append_percent_encoded(url_.username, credentials.substr(0, colon), percent_encode_sets::userinfo);
    if (colon != std::string_view::npos) {
      append_percent_encoded(url_.password, credentials.substr(colon + 1), percent_encode_sets::userinfo);
    }
  }
  return host_and_port(text);
}

// Host state and port state.
UrlParser::State UrlParser::host_and_port(std::string_view text) {
  std::size_t colon = std::string_view::npos;
  bool inside_brackets = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == ':' && !inside_brackets) {
      colon = i;
      break;
    }
    if (text[i] == '[') inside_brackets = true;
    if (text[i] == ']') inside_brackets = false;
  }
  const std::string_view host = text.substr(0, colon);
  if (host.empty() && (special_ || colon != std::string_view::npos)) return fail("host: missing");
  if (!set_host(host)) return State::failed;
  if (colon != std::string_view::npos && !set_port(text.substr(colon + 1))) return fail("port: invalid");
  return State::path_start;
}

bool UrlParser::set_host(std::string_view text) {
  auto parsed = parse_host(text, !special_);
  if (!parsed) {
    failed_detail_ = parsed.error().detail;
    return false;
  }
  url_.host_kind = parsed->kind;
  url_.host = std::move(parsed->host);
  url_.numeric_host_written = parsed->numeric_written;
  return true;
}

bool UrlParser::set_port(std::string_view digits) {
  if (!std::ranges::all_of(digits, ascii::is_digit)) return false;
  if (digits.empty()) return true;
  std::uint32_t port = 0;
  for (const char c : digits) {
    port = port * 10 + static_cast<std::uint32_t>(c - '0');
    if (port > 0xFFFF) return false;
  }
  url_.port = static_cast<std::uint16_t>(port);
  if (url_.port == default_port(url_.scheme)) url_.port.reset();
  return true;
}

UrlParser::State UrlParser::file() {
  url_.scheme = "file";
  special_ = true;
  url_.host_kind = HostKind::empty;
  if (is_slash(current())) {
    ++position_;
    return State::file_slash;
  }
  if (base_ == nullptr || base_->scheme != "file") return State::path;
  copy_authority_of_base();
  url_.path = base_->path;
  if (at_end() || current() == '#') url_.query = base_->query;
  if (at_end()) return State::done;
  if (current() == '?' || current() == '#') return state_after_path();
  if (starts_with_windows_drive_letter(remaining())) {
    url_.path.clear();
  } else {
    shorten_path();
  }
  return State::path;
}

UrlParser::State UrlParser::file_slash() {
  if (is_slash(current())) {
    ++position_;
    return State::file_host;
  }
  if (base_ != nullptr && base_->scheme == "file") {
    copy_authority_of_base();
    const std::string_view first = std::string_view(base_->path).substr(0, base_->path.find('/', 1));
    if (!starts_with_windows_drive_letter(remaining()) && is_drive_letter_path(first)) url_.path = first;
  }
  return State::path;
}

UrlParser::State UrlParser::file_host() {
  const std::size_t end = find_end("/\\?#");
  if (end == input_.size() && url_.cut) return fail("authority: too long");
  const std::string_view text = input_.substr(position_, end - position_);
  // A drive letter is no host: the path begins with it.
  if (is_windows_drive_letter(text)) return State::path;
  position_ = end;
  if (text.empty()) return State::path_start;
  if (!set_host(text)) return State::failed;
  if (url_.host == "localhost") {
    url_.host.clear();
    url_.host_kind = HostKind::empty;
  }
  return State::path_start;
}

UrlParser::State UrlParser::path_start() {
  if (special_) {
    if (is_slash(current())) ++position_;
    return State::path;
  }
  if (at_end()) return State::done;
  if (current() == '?' || current() == '#') return state_after_path();
  if (current() == '/') ++position_;
  return State::path;
}

UrlParser::State UrlParser::path() {
  const std::string_view delimiters = special_ ? "/\\?#" : "/?#";
  for (;;) {
    const std::size_t end = find_end(delimiters);
    const std::string_view segment = input_.substr(position_, end - position_);
    position_ = end;
    const bool last = !is_slash(current());
    add_segment(segment, last);
    if (last) return state_after_path();
    ++position_;
  }
}

void UrlParser::add_segment(std::string_view segment, bool last) {
  const std::size_t dots = dots_of(segment);
  if (dots == 1 || dots == 2) {
    if (dots == 2) shorten_path();
    if (last) url_.path += '/';
    return;
  }
  const bool drive_letter = url_.scheme == "file" && url_.path.empty() && is_windows_drive_letter(segment);
  url_.path += '/';
  append_percent_encoded(url_.path, segment, percent_encode_sets::path);
  if (drive_letter) url_.path.back() = ':';
}

// https://url.spec.whatwg.org/#shorten-a-urls-path
void UrlParser::shorten_path() {
  if (url_.scheme == "file" && is_drive_letter_path(url_.path)) return;
  const std::size_t slash = url_.path.rfind('/');
  if (slash != std::string::npos) url_.path.resize(slash);
}

UrlParser::State UrlParser::state_after_path() {
  if (at_end()) return State::done;
  return input_[position_++] == '?' ? State::query : State::fragment;
}

UrlParser::State UrlParser::opaque_path() {
  const std::size_t end = find_end("?#");
  const std::string_view text = input_.substr(position_, end - position_);
  append_percent_encoded(url_.path, text, percent_encode_sets::c0_control);
  position_ = end;
  // A final space would be lost when the URL is written and read again without query and fragment.
  if (!at_end() && url_.path.ends_with(' ')) url_.path.replace(url_.path.size() - 1, 1, "%20");
  return state_after_path();
}

UrlParser::State UrlParser::query() {
  const std::size_t end = find_end("#");
  url_.query.emplace();
  append_percent_encoded(*url_.query, input_.substr(position_, end - position_),
                         special_ ? percent_encode_sets::special_query : percent_encode_sets::query);
  position_ = end;
  return state_after_path();
}

UrlParser::State UrlParser::fragment() {
  url_.fragment.emplace();
  append_percent_encoded(*url_.fragment, remaining(), percent_encode_sets::fragment);
  position_ = input_.size();
  return State::done;
}

}  // namespace mekiki::names
