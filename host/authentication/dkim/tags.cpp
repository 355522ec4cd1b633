#include "authentication/dkim/tags.h"

#include <algorithm>
#include <limits>
#include <map>

#include "base/base64.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "names/ascii.h"
#include "names/domain.h"
#include "questions/question.h"

namespace mekiki::authentication::dkim {
namespace {

// Reads tag after tag; the first thing wrong is what is reported.
class Reader {
 public:
  Reader(const TagList& list, FieldKind kind, SignatureTags& out) : list_(list), kind_(kind), out_(out) {}

  void read() {
    if (dkim()) version();
    algorithm();
    if (kind_ != FieldKind::arc_seal) canonicalisation();
    domain();
    if (kind_ != FieldKind::arc_seal) headers();
    if (dkim()) identity();
    if (dkim()) query_method();
    times();
    if (dkim()) body_length();
    hashes();
  }

 private:
  [[nodiscard]] bool dkim() const { return kind_ == FieldKind::dkim_signature; }
  void wrong(std::string_view error, std::string_view detail) {
    if (!out_.error.empty()) return;
    out_.error = error;
    out_.detail = detail;
  }
  // Value of a tag that must be there and must not be empty.
  std::string_view required(std::string_view name) {
    const Tag* tag = list_.find(name);
    if (!tag || tag->value.empty()) wrong("missing_tag", name);
    return tag ? tag->value : std::string_view();
  }

  void version();
  void algorithm();
  void canonicalisation();
  void domain();
  void headers();
  void identity();
  void query_method();
  void times();
  void body_length();
  void hashes();
  std::optional<std::int64_t> time(std::string_view name);
  std::string bytes(std::string_view name);

  const TagList& list_;
  FieldKind kind_;
  SignatureTags& out_;
};

void Reader::version() {
  const std::string_view value = required("v");
  if (value != "1") wrong("version", value);
}

void Reader::algorithm() {
  out_.algorithm = ascii_lower(required("a"));
  if (out_.algorithm == "ed25519-sha256")
    out_.key_type = KeyType::ed25519;
  else if (out_.algorithm == "rsa-sha1")
    out_.hash = Hash::sha1;
  else if (out_.algorithm != "rsa-sha256")
    wrong("algorithm", out_.algorithm);
}

void Reader::canonicalisation() {
  const Tag* tag = list_.find("c");
  if (!tag) {
    // RFC 8617 leaves it at DKIM's simple/simple, but the working group's own validation cases mean relaxed.
    if (!dkim()) out_.header = out_.body = Canonicalisation::relaxed;
    return;
  }
  const std::string value = ascii_lower(tag->value);
  const std::size_t slash = value.find('/');
  const auto one = [&](std::string_view word, Canonicalisation& to) {
    if (word == "relaxed")
      to = Canonicalisation::relaxed;
    else if (word != "simple")
      wrong("canonicalisation", tag->value);
  };
  one(std::string_view(value).substr(0, slash), out_.header);
  if (slash != std::string::npos) one(std::string_view(value).substr(slash + 1), out_.body);
}

// RFC 8616 section 5 allows U-labels in d=; DNS has A-labels.
std::string ascii_domain(std::string_view domain) {
  const bool ascii =
      std::all_of(domain.begin(), domain.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  if (!ascii) {
    auto converted = names::to_ascii(domain);
    return converted ? *std::move(converted) : std::string();
  }
  std::string lower = ascii_lower(domain);
  if (lower.ends_with('.')) lower.pop_back();
  return lower;
}

// Questions may have any byte; names of signers have those of host names, and underscores.
bool is_signer_name(std::string_view name) {
  return std::all_of(name.begin(), name.end(),
                     [](char c) { return names::ascii::is_alphanumeric(c) || c == '-' || c == '_' || c == '.'; });
}

void Reader::domain() {
  const std::string_view written = required("d");
  out_.domain = ascii_domain(written);
  const std::string_view selector = required("s");
  out_.selector = ascii_domain(selector);
  out_.identity = "@" + out_.domain;
  const auto askable = questions::canonical({questions::Kind::dns_txt, key_name(out_.selector, out_.domain)});
  // A name without a dot is nobody's.
  const bool legal = askable && is_signer_name(out_.domain) && is_signer_name(out_.selector);
  if (!legal || out_.domain.find('.') == std::string::npos) wrong("domain", written);
}

void Reader::headers() {
  const Tag* tag = list_.find("h");
  if (!tag) return wrong("missing_tag", "h");
  const auto names = split_list(tag->value, ':');
  if (names.size() > limits::dkim_signed_names) return wrong("syntax", "h");
  for (const std::string_view name : names) out_.headers.push_back(ascii_lower(name));
  if (dkim() && std::find(out_.headers.begin(), out_.headers.end(), "from") == out_.headers.end())
    wrong("from_not_signed", "h");
  // RFC 8617 section 4.1.2.
  if (!dkim() && std::find(out_.headers.begin(), out_.headers.end(), "arc-seal") != out_.headers.end())
    wrong("seal_signed", "h");
}

// i= must be of the domain or below it.
void Reader::identity() {
  const Tag* tag = list_.find("i");
  if (!tag) return;
  out_.identity = to_valid_utf8(without_white(tag->value));
  const std::size_t at = out_.identity.rfind('@');
  if (at == std::string::npos) return wrong("identity", tag->value);
  const std::string domain = ascii_domain(std::string_view(out_.identity).substr(at + 1));
  if (domain.empty() || !names::is_within(domain, out_.domain)) wrong("identity", tag->value);
}

void Reader::query_method() {
  const Tag* tag = list_.find("q");
  if (!tag) return;
  for (const std::string_view method : split_list(tag->value, ':')) {
    const std::string lower = ascii_lower(method);
    if (lower == "dns/txt" || lower == "dns") return;  // early drafts wrote "dns"
  }
  wrong("query_method", tag->value);
}

std::optional<std::int64_t> Reader::time(std::string_view name) {
  const Tag* tag = list_.find(name);
  if (!tag) return std::nullopt;
  const auto number = read_number(tag->value);
  if (!number) {
    wrong("timestamps", tag->value);
    return std::nullopt;
  }
  return static_cast<std::int64_t>(
      std::min<std::uint64_t>(*number, static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())));
}

void Reader::times() {
  out_.time = time("t");
  if (!dkim()) return;
  out_.expires = time("x");
  if (out_.time && out_.expires && *out_.expires < *out_.time) wrong("timestamps", "x");
}

void Reader::body_length() {
  const Tag* tag = list_.find("l");
  if (!tag) return;
  out_.body_length = read_number(tag->value);
  if (!out_.body_length) wrong("body_length", tag->value);
}

std::string Reader::bytes(std::string_view name) {
  const std::string_view value = required(name);
  auto decoded = base64_decode(without_white(value));
  if (!decoded) wrong("signature_data", name);
  return decoded ? *std::move(decoded) : std::string();
}

void Reader::hashes() {
  out_.signature = bytes("b");
  if (const Tag* tag = list_.find("b")) out_.signature_written = tag->written;
  if (kind_ == FieldKind::arc_seal) {
    // RFC 8617 section 4.1.3.
    if (list_.find("h")) wrong("seal_signed", "h");
    return;
  }
  out_.body_hash = bytes("bh");
}

}  // namespace

std::string key_name(std::string_view selector, std::string_view domain) {
  std::string name(selector);
  name += "._domainkey.";
  name += domain;
  return name;
}

SignatureTags read_signature_tags(std::string_view value, FieldKind kind) {
  SignatureTags tags;
  const auto list = value.size() <= limits::header_field_bytes ? TagList::parse(value) : std::nullopt;
  if (!list) {
    tags.error = "syntax";
    return tags;
  }
  Reader(*list, kind, tags).read();
  tags.detail = shorten(to_valid_utf8(tags.detail), limits::excerpt_bytes);
  return tags;
}

void append_own_field(std::string& out, const SignedMail& mail, std::size_t field, Span signature_written,
                      Canonicalisation how) {
  std::string value(mail.value(field));
  value.erase(signature_written.start, signature_written.size());
  mail.append(out, field, value, how);
  out.resize(out.size() - 2);
}

std::string signed_header(const SignedMail& mail, std::size_t field, const SignatureTags& tags,
                          const Replacement* instead) {
  std::string out;
  out.reserve(4096);
  std::map<std::string_view, std::size_t> taken;  // how many fields of a name were signed so far
  for (const std::string& name : tags.headers) {
    const std::vector<std::size_t>& all = mail.named(name);
    std::size_t& used = taken[name];
    // The field being verified is not one of those it signs.
    if (used < all.size() && all[all.size() - 1 - used] == field) ++used;
    if (used >= all.size()) continue;
    const std::size_t one = all[all.size() - 1 - used++];
    if (instead && instead->field == one)
      mail.append(out, one, instead->value, tags.header);
    else
      mail.append(out, one, tags.header);
  }
  append_own_field(out, mail, field, tags.signature_written, tags.header);
  return out;
}

}  // namespace mekiki::authentication::dkim
