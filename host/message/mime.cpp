#include "message/mime.h"

#include <gmime/gmime.h>

#include <algorithm>

#include "base/limits.h"
#include "base/utf8.h"
#include "message/header_fields.h"
#include "message/multipart.h"
#include "message/parameters.h"
#include "message/text_parts.h"

namespace mekiki::message {
namespace {

// "base64", "quoted-printable", ...: the first word, whatever follows it.
GMimeContentEncoding encoding_of(std::string_view field) {
  field = trim_ascii(field);
  while (field.starts_with('"')) field.remove_prefix(1);
  const std::string word = ascii_lower(field.substr(0, field.find_first_of("; \t(\",")));
  if (word == "base64") return GMIME_CONTENT_ENCODING_BASE64;
  if (word == "quoted-printable") return GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE;
  if (word == "x-uuencode" || word == "uuencode" || word == "x-uue" || word == "uue")
    return GMIME_CONTENT_ENCODING_UUENCODE;
  return GMIME_CONTENT_ENCODING_DEFAULT;
}

// The lines of uuencoded text after its "begin" line.
std::string_view after_begin_line(std::string_view encoded) {
  for (std::size_t at = 0; at < encoded.size();) {
    const Line line = line_at(encoded, at);
    at = line.next;
    if (line.content.starts_with("begin ")) return encoded.substr(at);
  }
  return {};
}

std::string transfer_decoded(std::string_view encoded, GMimeContentEncoding encoding) {
  GMimeEncoding state;
  g_mime_encoding_init_decode(&state, encoding);
  if (encoding == GMIME_CONTENT_ENCODING_UUENCODE) {
    encoded = after_begin_line(encoded);
    state.state |= GMIME_UUDECODE_STATE_BEGIN;
  }
  std::string out;
  out.resize(g_mime_encoding_outlen(&state, encoded.size()) + 4);
  std::size_t length = g_mime_encoding_step(&state, encoded.data(), encoded.size(), out.data());
  length += g_mime_encoding_flush(&state, "", 0, out.data() + length);
  out.resize(length);
  return out;
}

// A media type as the rest of the program may rely on it: always "type/subtype" (RFC 2045 section 5.2).
std::string type_or_default(const ParameterisedValue& written, std::string_view fallback) {
  std::string type = media_type(written.value);
  if (!type.empty()) return type;
  return written.value == "text/html" || written.value == "html" ? "text/html" : std::string(fallback);
}

bool is_shown_text(std::string_view type) {
  return type == "text/plain" || type == "text/html" || type == "text/enriched" || type == "text/richtext" ||
         type == "text/markdown" || type == "text/x-markdown";
}

bool is_message(std::string_view type) {
  return type == "message/rfc822" || type == "message/global" || type == "message/news";
}

std::string_view without_angles(std::string_view id) {
  id = trim_ascii(id);
  if (id.starts_with('<')) id.remove_prefix(1);
  if (id.ends_with('>')) id.remove_suffix(1);
  return id;
}

// Where in the tree a part stands.
struct Place {
  std::string path;  // of the part, or of the multipart around its children
  std::size_t depth = 0;
  bool shown = true;      // may be the message body or an alternative of it
  bool attached = false;  // inside a message/rfc822
  bool digest = false;    // child of multipart/digest
};

// What the parameters of a text part say about its text.
struct TextFormat {
  std::string label;    // charset
  bool flowed = false;  // RFC 3676
  bool delete_space = false;
};

std::string child_path(const Place& place, std::size_t number) {
  return (place.path.empty() ? "" : place.path + ".") + std::to_string(number);
}

class Reader {
 public:
  Reader(std::string_view text, DecodingNotes& notes, PartList& list)
      : text_(text), dash_lines_(text), notes_(notes), list_(list) {}

  // An entity whose header is already read. `place.path` is its own, empty for the root.
  void entity(Span content, const PartFields& fields, Place place);

 private:
  bool multipart(Span content, const ParameterisedValue& type, const Place& place);
  void attached_message(Span content, const PartFields& fields, const Place& place);
  void message_in(Span content, const Place& place);
  void leaf(Span content, const PartFields& fields, const Place& place);
  void encoded_message(std::string_view decoded, const Place& place);
  void text(Part& part, std::string_view bytes, const TextFormat& format);
  Part described(const PartFields& fields, const Place& place, TextFormat& format);

  // The header of the entity at `whole`; what follows it goes to `content`.
  PartFields header(Span whole, Span& content);

  bool room() {
    if (list_.parts.size() < limits::mime_parts) return true;
    hit("mime_parts");
    return false;
  }
  void hit(std::string_view code) {
    if (std::find(list_.limits_hit.begin(), list_.limits_hit.end(), code) == list_.limits_hit.end())
      list_.limits_hit.emplace_back(code);
  }
  [[nodiscard]] std::string_view bytes_of(Span span) const { return text_.substr(span.start, span.size()); }

  std::string_view text_;
  DashLines dash_lines_;
  DecodingNotes& notes_;
  PartList& list_;
  std::size_t text_bytes_ = 0;  // so far, of all text parts
  bool body_found_ = false;
};

PartFields Reader::header(Span whole, Span& content) {
  const HeaderSection section = split_header(bytes_of(whole));
  for (const std::string& code : section.limits_hit) hit(code);
  content = whole;
  if (!section.any_field && !section.fields.empty()) return {};  // text right after the delimiter
  content.start = whole.start + section.body.start;
  return part_fields(section, {}, notes_);
}

Part Reader::described(const PartFields& fields, const Place& place, TextFormat& format) {
  const ParameterisedValue type = parse_parameters(fields.content_type, notes_);
  const ParameterisedValue disposition = parse_parameters(fields.disposition, notes_);
  Part part;
  part.path = place.path;
  part.content_type = type_or_default(type, place.digest ? "message/rfc822" : "text/plain");
  part.disposition = disposition.value == "inline" || disposition.value.empty() ? disposition.value : "attachment";
  part.file_name = disposition.parameter("filename");
  part.type_name = type.parameter("name");
  if (part.file_name.empty()) part.file_name = part.type_name;
  part.content_id = without_angles(fields.content_id);
  part.attached_message = place.attached;
  format.label = type.parameter("charset");
  format.flowed = ascii_iequals(type.parameter("format"), "flowed");
  format.delete_space = ascii_iequals(type.parameter("delsp"), "yes");
  return part;
}

void Reader::text(Part& part, std::string_view bytes, const TextFormat& format) {
  const std::size_t left = limits::text_total_bytes - std::min(limits::text_total_bytes, text_bytes_);
  const std::size_t at_most = std::min(limits::text_part_bytes, left);
  if (bytes.size() > at_most) hit("text_bytes");
  DecodedText decoded = decode_text_part(bytes.substr(0, at_most), part.content_type, format.label);
  if (decoded.unknown_label) notes_.unknown(format.label);
  if (decoded.text.size() > at_most) {
    hit("text_bytes");
    decoded.text.resize(cut_on_character(decoded.text, at_most).size());
  }
  if (format.flowed && part.content_type == "text/plain") decoded.text = unflowed(decoded.text, format.delete_space);
  text_bytes_ += decoded.text.size();
  part.content = std::move(decoded.text);
  part.charset = std::move(decoded.charset);
  part.charset_declared = ascii_lower(trim_ascii(format.label));
}

void Reader::leaf(Span content, const PartFields& fields, const Place& place) {
  if (!room()) return;
  TextFormat format;
  Part part = described(fields, place, format);
  const GMimeContentEncoding encoding = encoding_of(fields.transfer_encoding);
  const bool encoded = encoding != GMIME_CONTENT_ENCODING_DEFAULT;
  std::string decoded = encoded ? transfer_decoded(bytes_of(content), encoding) : std::string{};
  const std::string_view bytes = encoded ? std::string_view(decoded) : bytes_of(content);
  part.size = bytes.size();
  const bool attachment = part.disposition == "attachment" && place.depth > 0;
  if (place.shown && !attachment && is_shown_text(part.content_type)) {
    // A named text part after the body is listed as an attachment, although it is shown below.
    part.body = part.file_name.empty() || !body_found_;
    body_found_ = body_found_ || part.body;
  }
  if (part.content_type.starts_with("text/")) {
    text(part, bytes, format);
  } else if (bytes.size() > limits::attachment_bytes) {
    hit("attachment_bytes");
    part.content = bytes.substr(0, limits::attachment_bytes);
  } else {
    part.content = encoded ? std::move(decoded) : std::string(bytes);
  }
  list_.parts.push_back(std::move(part));
  if (encoded && is_message(list_.parts.back().content_type)) {
    const std::string inner = list_.parts.back().content;  // the list grows meanwhile
    encoded_message(inner, place);
  }
}

// RFC 2046 section 5.2.1 forbids encoding an attached message; it is done all the same.
void Reader::encoded_message(std::string_view decoded, const Place& place) {
  if (place.depth >= limits::mime_depth) return hit("mime_depth");
  Reader inner(decoded, notes_, list_);
  inner.text_bytes_ = text_bytes_;
  inner.message_in({0, decoded.size()}, place);
  text_bytes_ = inner.text_bytes_;
}

void Reader::message_in(Span content, const Place& place) {
  Place inside{.path = place.path, .depth = place.depth + 1, .shown = false, .attached = true};
  Span inner = content;
  const PartFields fields = header(content, inner);
  // IMAP counts the parts of a multipart inside straight on, and calls a single one ".1".
  if (!parse_parameters(fields.content_type, notes_).value.starts_with("multipart/")) inside.path += ".1";
  entity(inner, fields, inside);
}

void Reader::attached_message(Span content, const PartFields& fields, const Place& place) {
  if (!room()) return;
  TextFormat format;
  Part part = described(fields, place, format);
  part.size = content.size();
  // Of messages inside messages only the outermost keeps its bytes: they hold the others.
  if (!place.attached) {
    if (content.size() > limits::attachment_bytes) hit("attachment_bytes");
    part.content = bytes_of(content).substr(0, limits::attachment_bytes);
  }
  list_.parts.push_back(std::move(part));
  message_in(content, place);
}

constexpr std::size_t every_part = static_cast<std::size_t>(-1);

// RFC 2387: one part of a multipart/related is shown, the one that "start" names or the first; the others are there to
// be referred to.
std::size_t related_root(const ParameterisedValue& type, const std::vector<PartFields>& headers) {
  if (type.value != "multipart/related") return every_part;
  const std::string_view start = without_angles(type.parameter("start"));
  const auto named = std::find_if(headers.begin(), headers.end(), [&](const PartFields& fields) {
    return !start.empty() && without_angles(fields.content_id) == start;
  });
  return named == headers.end() ? 0 : static_cast<std::size_t>(named - headers.begin());
}

// False if the body has no parts: then it is read as text.
bool Reader::multipart(Span content, const ParameterisedValue& type, const Place& place) {
  const std::size_t at_most = limits::mime_parts + 1;
  std::vector<Span> parts;
  if (const std::string_view boundary = type.parameter("boundary"); !boundary.empty())
    parts = dash_lines_.split(content, boundary, at_most);
  if (parts.empty()) {
    const std::string_view boundary = dash_lines_.guess_boundary(content);
    if (!boundary.empty()) parts = dash_lines_.split(content, boundary, at_most);
  }
  std::vector<PartFields> headers;
  headers.reserve(parts.size());
  std::vector<Span> contents(parts);
  for (std::size_t i = 0; i < parts.size(); ++i) headers.push_back(header(parts[i], contents[i]));
  const std::size_t root = related_root(type, headers);
  for (std::size_t i = 0; i < parts.size() && room(); ++i) {
    Place inside = place;
    inside.depth = place.depth + 1;
    inside.path = child_path(place, i + 1);
    inside.shown = place.shown && (root == every_part || root == i);
    inside.digest = type.value == "multipart/digest";
    entity(contents[i], headers[i], inside);
  }
  return !parts.empty();
}

void Reader::entity(Span content, const PartFields& fields, Place place) {
  const ParameterisedValue type = parse_parameters(fields.content_type, notes_);
  const std::string media = type_or_default(type, place.digest ? "message/rfc822" : "text/plain");
  const bool identity = encoding_of(fields.transfer_encoding) == GMIME_CONTENT_ENCODING_DEFAULT;
  const bool deep = place.depth >= limits::mime_depth;
  if (deep && (media.starts_with("multipart/") || is_message(media))) hit("mime_depth");
  if (media.starts_with("multipart/") && !deep && multipart(content, type, place)) return;
  if (place.path.empty()) place.path = "1";
  if (is_message(media) && identity && !deep) return attached_message(content, fields, place);
  if (!media.starts_with("multipart/")) return leaf(content, fields, place);
  PartFields as_text = fields;
  as_text.content_type = "text/plain";
  leaf(content, as_text, place);
}

}  // namespace

PartFields part_fields(const HeaderSection& section, std::string_view charset_hint, DecodingNotes& notes) {
  PartFields fields;
  for (const RawField& field : section.fields) {
    std::string* value = nullptr;
    if (ascii_iequals(field.name, "Content-Type")) value = &fields.content_type;
    if (ascii_iequals(field.name, "Content-Transfer-Encoding")) value = &fields.transfer_encoding;
    if (ascii_iequals(field.name, "Content-Disposition")) value = &fields.disposition;
    if (ascii_iequals(field.name, "Content-ID")) value = &fields.content_id;
    // Thunderbird takes the first of a name.
    if (value != nullptr && value->empty()) *value = unfolded_utf8(field.raw, charset_hint, notes);
  }
  return fields;
}

PartList read_parts(std::string_view text, Span body, const PartFields& fields, DecodingNotes& notes) {
  PartList list;
  Reader(text, notes, list).entity(body, fields, {});
  return list;
}

}  // namespace mekiki::message
