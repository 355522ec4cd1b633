#include "authentication/dkim/body.h"

#include <openssl/evp.h>

#include <array>
#include <cstring>
#include <memory>

#include "authentication/dkim/digest.h"

namespace mekiki::authentication::dkim {
namespace {

bool is_blank(char c) { return c == ' ' || c == '\t'; }

// One running hash, with the digests of the lengths that were asked for.
class Meter {
 public:
  Meter(Hash hash, std::vector<std::uint64_t> lengths) : lengths_(std::move(lengths)), digests_(lengths_.size()) {
    running_.reset(EVP_MD_CTX_new());
    good_ = running_ && EVP_DigestInit_ex2(running_.get(), algorithm(hash), nullptr) == 1;
  }

  void update(std::string_view bytes) {
    while (next_ < lengths_.size() && lengths_[next_] - done_ <= bytes.size() && lengths_[next_] != whole_body) {
      const auto part = static_cast<std::size_t>(lengths_[next_] - done_);
      feed(bytes.substr(0, part));
      bytes.remove_prefix(part);
      snapshot();
    }
    if (next_ < lengths_.size()) feed(bytes);
  }

  // What is left was longer than the body, but for the whole of it.
  std::vector<std::string> finish() {
    for (; next_ < lengths_.size(); ++next_) {
      if (lengths_[next_] == done_ || lengths_[next_] == whole_body) digests_[next_] = digest_now();
    }
    return std::move(digests_);
  }

 private:
  void feed(std::string_view bytes) {
    if (!bytes.empty()) good_ = good_ && EVP_DigestUpdate(running_.get(), bytes.data(), bytes.size()) == 1;
    done_ += bytes.size();
  }
  void snapshot() { digests_[next_++] = digest_now(); }
  std::string digest_now() {
    const DigestContext copy(EVP_MD_CTX_new());
    std::array<unsigned char, EVP_MAX_MD_SIZE> out{};
    unsigned size = 0;
    if (!good_ || !copy || EVP_MD_CTX_copy_ex(copy.get(), running_.get()) != 1 ||
        EVP_DigestFinal_ex(copy.get(), out.data(), &size) != 1)
      return {};
    return {reinterpret_cast<const char*>(out.data()), size};  // NOLINT
  }

  DigestContext running_;
  bool good_ = false;
  std::uint64_t done_ = 0;
  std::vector<std::uint64_t> lengths_;
  std::vector<std::string> digests_;
  std::size_t next_ = 0;
};

// Collects small pieces, so that the hash is called for kilobytes.
class Sink {
 public:
  explicit Sink(std::vector<Meter>& meters) : meters_(meters) {}

  void write(std::string_view bytes) {
    if (bytes.size() > buffer_.size() - used_) {
      flush();
      if (bytes.size() > buffer_.size()) return pass(bytes);
    }
    std::memcpy(buffer_.data() + used_, bytes.data(), bytes.size());
    used_ += bytes.size();
  }
  void line_end() { write("\r\n"); }
  void flush() {
    pass({buffer_.data(), used_});
    used_ = 0;
  }
  [[nodiscard]] std::uint64_t length() const { return length_; }

 private:
  void pass(std::string_view bytes) {
    length_ += bytes.size();
    for (Meter& meter : meters_) meter.update(bytes);
  }

  std::vector<Meter>& meters_;
  std::array<char, 8192> buffer_{};
  std::size_t used_ = 0;
  std::uint64_t length_ = 0;
};

struct BodyLine {
  std::string_view content;
  std::size_t next = 0;
};

// The end of the last line that is not empty in canonical form, its line end included.
std::size_t end_of_content(std::string_view body, const BodyRequest& form) {
  std::size_t end = body.size();
  while (end > 0) {
    std::size_t rest = end;
    if (body[rest - 1] == '\n') {
      --rest;
      if (rest > 0 && body[rest - 1] == '\r') --rest;
      // CR CR LF is one line end where a CR alone is one.
      if (form.bare_cr_ends_line && rest > 0 && body[rest - 1] == '\r') --rest;
    } else if (form.bare_cr_ends_line && body[rest - 1] == '\r') {
      --rest;
    }
    if (form.canonicalisation == Canonicalisation::relaxed) {
      while (rest > 0 && is_blank(body[rest - 1])) --rest;
    }
    const bool empty_line = rest == 0 || body[rest - 1] == '\n' || (form.bare_cr_ends_line && body[rest - 1] == '\r');
    if (!empty_line) return end;
    end = rest;
  }
  return 0;
}

BodyLine body_line(std::string_view body, std::size_t position, bool bare_cr_ends_line) {
  if (bare_cr_ends_line) {
    const message::Line line = message::line_at(body, position);
    return {line.content, line.next};
  }
  const void* found = std::memchr(body.data() + position, '\n', body.size() - position);
  if (!found) return {body.substr(position), body.size()};
  const auto end = static_cast<std::size_t>(static_cast<const char*>(found) - body.data());
  const bool crlf = end > position && body[end - 1] == '\r';
  return {body.substr(position, end - position - (crlf ? 1 : 0)), end + 1};
}

// A tab, or two blanks in a row: what relaxed canonicalisation changes inside a line. No early end, so that compilers
// make vectors of it.
bool has_runs(std::string_view line) {
  unsigned char found = 0;
  const char* at = line.data();
  for (std::size_t i = 0; i + 1 < line.size(); ++i) {
    const auto tab = static_cast<unsigned char>(at[i] == '\t');
    const auto two = static_cast<unsigned char>((at[i] == ' ') & (at[i + 1] == ' '));
    found = static_cast<unsigned char>(found | tab | two);
  }
  return found != 0;
}

void write_relaxed(Sink& sink, std::string_view line) {
  while (!line.empty() && is_blank(line.back())) line.remove_suffix(1);
  if (line.starts_with("  ") || line.starts_with('\t')) {  // most runs are indentation
    while (is_blank(line.front())) line.remove_prefix(1);
    sink.write(" ");
  }
  if (!has_runs(line)) return sink.write(line);  // the last character is no blank
  std::size_t position = 0;
  while (position < line.size()) {
    std::size_t end = position;
    while (end < line.size() && !is_blank(line[end])) ++end;
    sink.write(line.substr(position, end - position));
    if (end == line.size()) return;
    while (end < line.size() && is_blank(line[end])) ++end;
    sink.write(" ");
    position = end;
  }
}

// mboxo and mboxrd: one ">" was put before every line that begins with ">"s and "From ".
std::string_view unmangled(std::string_view line) {
  if (!line.starts_with('>')) return line;
  const std::size_t from = line.find_first_not_of('>');
  if (from != std::string_view::npos && line.substr(from).starts_with("From ")) line.remove_prefix(1);
  return line;
}

void canonicalise(std::string_view body, const BodyRequest& form, Sink& sink) {
  body = body.substr(0, end_of_content(body, form));
  const bool relaxed = form.canonicalisation == Canonicalisation::relaxed;
  if (body.empty() && !relaxed) sink.line_end();
  for (std::size_t position = 0; position < body.size();) {
    const BodyLine line = body_line(body, position, form.bare_cr_ends_line);
    const std::string_view content = form.unmangle ? unmangled(line.content) : line.content;
    if (relaxed)
      write_relaxed(sink, content);
    else
      sink.write(content);
    sink.line_end();
    position = line.next;
  }
  sink.flush();
}

}  // namespace

std::vector<BodyHash> hash_body(std::string_view body, const BodyRequest& form,
                                const std::vector<std::pair<Hash, std::uint64_t>>& wanted) {
  std::vector<Meter> meters;
  for (std::size_t i = 0; i < wanted.size();) {
    std::vector<std::uint64_t> lengths;
    const Hash hash = wanted[i].first;
    for (; i < wanted.size() && wanted[i].first == hash; ++i) lengths.push_back(wanted[i].second);
    meters.emplace_back(hash, std::move(lengths));
  }
  Sink sink(meters);
  canonicalise(body.substr(0, form.cut), form, sink);
  sink.flush();
  std::vector<BodyHash> hashes;
  for (Meter& meter : meters) {
    for (std::string& digest : meter.finish()) hashes.push_back({std::move(digest), sink.length()});
  }
  return hashes;
}

}  // namespace mekiki::authentication::dkim
