#include "facts/links.h"

#include <algorithm>
#include <cctype>
#include <set>

#include "base/limits.h"
#include "base/utf8.h"
#include "facts/brand_words.h"
#include "facts/text_addresses.h"
#include "facts/unwrap.h"
#include "files/codes.h"
#include "names/ascii.h"

namespace mekiki::facts {
namespace {

bool is_clickable(html::LinkKind kind) {
  return kind == html::LinkKind::anchor || kind == html::LinkKind::area || kind == html::LinkKind::form ||
         kind == html::LinkKind::button || kind == html::LinkKind::refresh;
}

std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> pieces;
  std::size_t start = 0;
  while (start <= text.size()) {
    std::size_t end = text.find(separator, start);
    if (end == std::string_view::npos) end = text.size();
    pieces.emplace_back(text.substr(start, end - start));
    start = end + 1;
  }
  return pieces;
}

std::string join_from(const std::vector<std::string>& labels, std::size_t first, std::size_t last) {
  std::string joined;
  for (std::size_t i = first; i < last; ++i) joined += labels[i] + ".";
  return joined;
}

// A path segment that itself looks like somebody's host: "activemail.kagoya.com", not "index.html".
bool looks_like_host(std::string_view segment) {
  const std::size_t dot = segment.rfind('.');
  if (dot == std::string_view::npos || dot == 0 || dot + 1 == segment.size()) return false;
  if (ends_like_file(ascii_lower(segment))) return false;
  const names::DomainCut cut = names::cut_domain(ascii_lower(segment));
  return cut.listed && !cut.registrable.empty() && std::all_of(segment.begin(), segment.end(), [](char c) {
           return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '.' || c == '-';
         });
}

// No list knows the parent, yet the shape is that of a rented name: a brand's word on the left, a random label in
// the middle, somebody's domain on the right.
bool rented_by_shape(const std::vector<std::string>& labels, std::size_t owner_labels) {
  if (labels.size() < owner_labels + 2) return false;
  const std::string& middle = labels[labels.size() - owner_labels - 1];
  if (!looks_random(middle)) return false;
  return !brand_words_in(join_from(labels, 0, labels.size() - owner_labels - 1)).empty();
}

void judge_owner(Link& link) {
  link.cut = names::cut_domain(link.host);
  link.owner = names::owner_of(link.host);
  link.brand = names::brand_linking_to(link.host);
  link.owner_domain = link.cut.registrable.empty() ? link.host : link.cut.registrable;
  if (link.target.host_kind != names::HostKind::domain) return;

  const std::vector<std::string> labels = split(link.host, '.');
  std::size_t owner_labels = split(link.owner_domain, '.').size();
  const names::Owner* tenant = names::owner_of(link.host, names::OwnerKind::tenant);
  if (tenant != nullptr && tenant->domain != link.host) {
    link.rented = true;
    link.owner = tenant;
    link.owner_domain = std::string(tenant->domain);
    owner_labels = split(link.owner_domain, '.').size();
  } else if (link.cut.private_suffix && link.cut.suffix != link.host && link.brand == nullptr) {
    link.rented = true;
    link.owner_domain = link.cut.suffix;
    owner_labels = split(link.owner_domain, '.').size();
  } else if (link.brand == nullptr && rented_by_shape(labels, owner_labels)) {
    link.rented = link.rented_by_structure = true;
  }
  if (link.rented && labels.size() > owner_labels) link.renter = labels[labels.size() - owner_labels - 1];
}

std::string defanged_scheme(const names::Url& url) { return url.scheme + "://"; }

// Draws the address: [scheme plain][labels decoration][renter][owner][path].
void draw(Link& link) {
  auto& drawn = link.drawn;
  drawn.emplace_back(defanged_scheme(link.target), PieceKind::plain);
  if (!link.target.username.empty() || !link.target.password.empty()) {
    std::string credentials = link.target.username;
    if (!link.target.password.empty()) credentials += ":" + link.target.password;
    drawn.emplace_back(credentials + "@", PieceKind::decoration);
    link.decoration += credentials + "@";
  }
  const bool domain = link.target.host_kind == names::HostKind::domain;
  std::string left = domain && link.host.size() > link.owner_domain.size()
                         ? link.host.substr(0, link.host.size() - link.owner_domain.size())
                         : std::string{};
  if (link.rented && !link.renter.empty()) left = left.substr(0, left.size() - link.renter.size() - 1);
  if (!left.empty()) {
    // The owner may call its own servers what it likes; a stranger's brand word there, or anything left of a rented
    // name, only looks like an owner.
    const auto words = brand_words_in(left);
    const bool strangers_word = std::any_of(words.begin(), words.end(), [&](const BrandWord& word) {
      return link.brand == nullptr || !names::belong_together(*word.brand, *link.brand);
    });
    const bool decoration = link.rented || strangers_word;
    drawn.emplace_back(left, decoration ? PieceKind::decoration : PieceKind::plain);
    if (decoration) link.decoration += left;
  }
  if (!link.renter.empty()) drawn.emplace_back(link.renter, PieceKind::renter);
  drawn.emplace_back((link.renter.empty() ? "" : ".") + link.owner_domain, PieceKind::owner);
  if (link.target.port) drawn.emplace_back(":" + std::to_string(*link.target.port), PieceKind::plain);

  std::string rest = link.target.path;
  if (link.target.query) rest += "?" + *link.target.query;
  if (link.target.fragment) rest += "#" + *link.target.fragment;
  const std::vector<std::string> segments = split(link.target.path, '/');
  const bool host_in_path = std::any_of(segments.begin(), segments.end(), looks_like_host);
  const bool brand_in_path = !brand_words_in(ascii_lower(link.target.path)).empty() && link.brand == nullptr;
  if (rest != "/" || host_in_path) {
    const bool decoration = host_in_path || (brand_in_path && link.rented);
    drawn.emplace_back(rest, decoration ? PieceKind::decoration : PieceKind::plain);
    if (decoration) link.decoration += rest;
  }
}

void resolve(Link& link, std::string_view address, const names::Url* base) {
  link.as_written = read_written(link.written);
  auto parsed = names::parse_url(trim_ascii(address), base);
  if (!parsed) return;
  link.url = *std::move(parsed);
  if (!link.url.is_web() || link.url.host.empty()) return;
  link.web = true;
  Unwrapped unwrapped = unwrap(link.url);
  link.target = std::move(unwrapped.url);
  link.unwrapped_from = std::move(unwrapped.wrapper);
  link.host = link.target.host;
  while (link.host.ends_with('.')) link.host.pop_back();
  judge_owner(link);
  draw(link);
}

// Three or more letters or digits written as character references, "&#104;&#116;": nobody needs that, and filters that
// do not read HTML see no address. Punctuation is written so by template engines.
bool escapes_letters(std::string_view source) {
  int letters = 0;
  for (std::size_t at = 0; (at = source.find("&#", at)) != std::string_view::npos;) {
    at += 2;
    const bool hex = at < source.size() && (source[at] == 'x' || source[at] == 'X');
    if (hex) ++at;
    unsigned value = 0;
    for (; at < source.size() && value < 0x1000; ++at) {
      const int digit = names::ascii::hex_value(source[at]);
      if (digit < 0 || (!hex && digit > 9)) break;
      value = value * (hex ? 16 : 10) + static_cast<unsigned>(digit);
    }
    if (value < 0x80 && names::ascii::is_alphanumeric(static_cast<char>(value)) && ++letters == 3) return true;
  }
  return false;
}

void links_of_html(const BodyPart& body, const message::Part& part, Links& links) {
  std::optional<names::Url> base;
  if (auto parsed = names::parse_url(body.document.base); !body.document.base.empty() && parsed && parsed->is_web()) {
    base = *std::move(parsed);
  }
  for (const html::Link& found : body.document.links) {
    if (links.all.size() >= limits::html_links) return;
    Link link;
    link.where = "html:" + part.path;
    link.span = found.href_span;
    link.text = found.text;
    link.written = found.href;
    link.kind = found.kind;
    link.hidden = found.hidden;
    link.clickable = is_clickable(found.kind);
    link.picture = found.has_picture;
    link.escaped =
        escapes_letters(std::string_view(part.content)
                            .substr(std::min(found.href_span.start, part.content.size()), found.href_span.size()));
    resolve(link, link.written, base ? &*base : nullptr);
    links.all.push_back(std::move(link));
  }
}

void links_of_text(const SeenText& seen, Links& links) {
  // Looking for the line of each address costs its length: only where lines are quoted at all.
  const bool quotes = seen.text.starts_with('>') || seen.text.find("\n>") != std::string::npos;
  for (TextAddress& found : addresses_in(seen.text, limits::html_links - links.all.size())) {
    if (quotes && is_quoted(seen.text, found.span.start)) continue;
    Link link;
    link.where = seen.where;
    link.span = found.span;
    link.text = seen.text.substr(found.span.start, found.span.size());
    link.written = found.bare || found.defanged ? link.text : found.address;
    link.in_text = true;
    link.clickable = !found.defanged;  // until the reader mends it
    resolve(link, found.address, nullptr);
    if (link.web) links.all.push_back(std::move(link));
  }
}

// What a code says, as the link that a telephone makes of it.
Link link_of_code(const std::string& code, const std::string& where, Span place) {
  Link link;
  link.source = LinkSource::code;
  link.where = where;
  link.span = place;
  link.written = code;
  link.clickable = true;
  link.picture = true;
  resolve(link, link.written, nullptr);
  return link;
}

// An address that a document or shortcut carries.
Link link_of_file(const std::string& address, const std::string& where) {
  Link link;
  link.source = LinkSource::attachment;
  link.where = where;
  link.written = address;
  link.clickable = true;
  resolve(link, ascii_lower(address.substr(0, 4)) == "www." ? "http://" + address : address, nullptr);
  return link;
}

void links_of_drawn_codes(const SeenText& seen, Links& links) {
  for (const std::string& code : files::read_drawn_codes(seen.text)) {
    if (links.all.size() < limits::html_links) links.all.push_back(link_of_code(code, seen.where, {}));
  }
}

// Addresses of the pages and codes that came as files. Those of an attached message are not this mail's own.
void links_of_files(const Attachments& attachments, Links& links) {
  for (const Attachment& attachment : attachments.all) {
    if (attachment.attached_message || is_one_of_many(attachments, attachment)) continue;
    for (const std::string& address : attachment.file.addresses) {
      if (links.all.size() >= limits::html_links) return;
      links.all.push_back(link_of_file(address, attachment.where));
    }
    for (const TextAddress& found : addresses_in(attachment.file.note, limits::file_addresses)) {
      if (links.all.size() >= limits::html_links) return;
      links.all.push_back(link_of_file(found.address, attachment.where));
    }
    for (const std::string& code : attachment.file.codes) {
      if (links.all.size() >= limits::html_links) return;
      links.all.push_back(link_of_code(code, attachment.where, attachment.place));
    }
    if (!attachment.page) continue;
    for (const html::Link& found : attachment.page->document.links) {
      Link link;
      link.source = LinkSource::attachment;
      link.where = attachment.where;
      link.text = found.text;
      link.written = found.href;
      link.kind = found.kind;
      link.hidden = found.hidden;
      link.clickable = is_clickable(found.kind);
      link.picture = found.has_picture;
      if (links.all.size() >= limits::html_links) return;
      resolve(link, link.written, nullptr);
      links.all.push_back(std::move(link));
    }
  }
}

}  // namespace

Links establish_links(const message::Message& message, const Texts& texts, const Attachments& attachments) {
  Links links;
  for (const BodyPart& body : texts.bodies) {
    if (body.html) {
      links_of_html(body, message.parts[body.part], links);
      continue;
    }
    const std::string where = "text:" + message.parts[body.part].path;
    for (const SeenText& seen : texts.seen) {
      if (seen.where == where) links_of_text(seen, links);
    }
  }
  for (const SeenText& seen : texts.seen) {
    if (seen.kind == SeenText::Kind::body) links_of_drawn_codes(seen, links);
  }
  links_of_files(attachments, links);
  std::set<std::string> hosts;
  for (std::size_t i = 0; i < links.all.size(); ++i) {
    if (links.all[i].web && links.all[i].clickable && hosts.insert(links.all[i].host).second)
      links.distinct.push_back(i);
  }
  return links;
}

}  // namespace mekiki::facts
