#include "authentication/dkim/signed_mail.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "authentication/dkim/body.h"
#include "base/limits.h"
#include "base/utf8.h"

namespace mekiki::authentication::dkim {
namespace {

bool is_line_end(char c) { return c == '\r' || c == '\n'; }
bool is_blank(char c) { return c == ' ' || c == '\t'; }

// Section 3.4.2: unfolded, every run of blanks one space, none at the ends.
void append_relaxed(std::string& out, std::string_view value) {
  bool gap = false;
  bool begun = false;
  for (const char c : value) {
    if (is_line_end(c)) continue;
    if (is_blank(c)) {
      gap = begun;
      continue;
    }
    if (gap) out += ' ';
    gap = false;
    begun = true;
    out += c;
  }
}

// As written, every line end CRLF.
void append_simple(std::string& out, std::string_view value) {
  std::size_t position = 0;
  while (true) {
    const message::Line line = message::line_at(value, position);
    out += line.content;
    if (line.next >= value.size()) return;
    out += "\r\n";
    position = line.next;
  }
}

}  // namespace

SignedMail::SignedMail(std::string_view raw)
    : bytes_(raw.substr(message::stored_prefix_bytes(raw))), section_(message::split_header(bytes_)) {
  body_ = bytes_.substr(section_.body.start, section_.body.size());
  for (std::size_t i = 0; i < section_.fields.size(); ++i) {
    const std::string_view name = section_.fields[i].name;
    if (!name.empty()) by_name_[ascii_lower(name)].push_back(i);
  }
}

bool SignedMail::header_cut() const {
  return section_.fields.size() >= limits::header_fields || section_.body.start > limits::header_bytes;
}

const std::vector<std::size_t>& SignedMail::named(std::string_view name) const {
  static const std::vector<std::size_t> nowhere;
  const auto found = by_name_.find(name);
  return found == by_name_.end() ? nowhere : found->second;
}

std::string_view SignedMail::value(std::size_t field) const {
  const message::RawField& one = section_.fields[field];
  const auto start = static_cast<std::size_t>(one.raw.data() - bytes_.data());
  std::string_view value = bytes_.substr(start, one.span.end - start);
  while (!value.empty() && is_line_end(value.back())) value.remove_suffix(1);
  return value;
}

void SignedMail::append(std::string& out, std::size_t field, Canonicalisation how) const {
  append(out, field, value(field), how);
}

void SignedMail::append(std::string& out, std::size_t field, std::string_view value, Canonicalisation how) const {
  const message::RawField& one = section_.fields[field];
  if (how == Canonicalisation::relaxed) {
    for (const char c : one.name) out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    out += ':';
    append_relaxed(out, value);
  } else {
    // Blanks before the colon are part of the field as written.
    const auto start = static_cast<std::size_t>(one.raw.data() - bytes_.data());
    out += bytes_.substr(one.span.start, start - one.span.start);
    append_simple(out, value);
  }
  out += "\r\n";
}

void SignedMail::hash_bodies(const std::vector<BodyRequest>& requests) {
  std::vector<BodyRequest> missing;
  for (const BodyRequest& request : requests) {
    if (!hashes_.contains(request)) missing.push_back(request);
  }
  // Requests of one form stand together; within it by hash and length, as hash_body wants them.
  const auto order = [](const BodyRequest& request) {
    return std::tuple(request.canonicalisation, request.unmangle, request.bare_cr_ends_line, request.cut, request.hash,
                      request.length);
  };
  const auto form = [](const BodyRequest& request) {
    return std::tuple(request.canonicalisation, request.unmangle, request.bare_cr_ends_line, request.cut);
  };
  std::sort(missing.begin(), missing.end(), [&](const auto& a, const auto& b) { return order(a) < order(b); });
  missing.erase(std::unique(missing.begin(), missing.end()), missing.end());
  for (std::size_t i = 0; i < missing.size();) {
    const std::size_t first = i;
    std::vector<std::pair<Hash, std::uint64_t>> wanted;
    for (; i < missing.size() && form(missing[i]) == form(missing[first]); ++i)
      wanted.emplace_back(missing[i].hash, missing[i].length);
    std::vector<BodyHash> found = hash_body(body_, missing[first], wanted);
    for (std::size_t k = 0; k < found.size(); ++k) hashes_[missing[first + k]] = std::move(found[k]);
  }
}

const BodyHash& SignedMail::body_hash(const BodyRequest& request) {
  hash_bodies({request});
  return hashes_[request];
}

}  // namespace mekiki::authentication::dkim
