#include "message/mime.h"

#include <gmime/gmime.h>

#include <algorithm>
#include <memory>
#include <mutex>

#include "base/limits.h"
#include "base/utf8.h"
#include "message/header_fields.h"
#include "message/parameters.h"
#include "message/text_parts.h"

namespace mekiki::message {
namespace {

struct Unref {
  void operator()(void* object) const { g_object_unref(object); }
};
template <class T>
using Owned = std::unique_ptr<T, Unref>;

void start_gmime() {
  static std::once_flag once;
  std::call_once(once, g_mime_init);
}

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
  const std::string type = media_type(written.value);
  if (!type.empty()) return type;
  return written.value == "text/html" || written.value == "html" ? "text/html" : std::string(fallback);
}

bool is_shown_text(std::string_view type) {
  return type == "text/plain" || type == "text/html" || type == "text/enriched" || type == "text/richtext" ||
         type == "text/markdown" || type == "text/x-markdown" || type == "text/x-amp-html";
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

class Reader {
 public:
  Reader(DecodingNotes& notes, PartList& list) : notes_(notes), list_(list) {}

  void read(std::string_view body, const PartFields& fields, Place place);

 private:
  void walk(GMimeObject* object, const PartFields& fields, const Place& place);
  void multipart(GMimeMultipart* object, const ParameterisedValue& type, const Place& place);
  void attached_message(GMimeMessagePart* object, const PartFields& fields, const Place& place);
  void leaf(std::string_view encoded, const PartFields& fields, const Place& place);
  void text(Part& part, std::string_view bytes, std::string_view label);
  Part described(const PartFields& fields, const Place& place, std::string& label);
  PartFields fields_of(GMimeObject* object);
  std::string_view content_of(GMimePart* part) const;

  bool room() {
    if (list_.parts.size() < limits::mime_parts) return true;
    hit("mime_parts");
    return false;
  }
  void hit(std::string_view code) {
    if (std::find(list_.limits_hit.begin(), list_.limits_hit.end(), code) == list_.limits_hit.end())
      list_.limits_hit.emplace_back(code);
  }

  DecodingNotes& notes_;
  PartList& list_;
  std::string_view source_;     // what the current GMime tree points into
  std::size_t text_bytes_ = 0;  // so far, of all text parts
  std::size_t message_levels_ = 0;
  bool body_found_ = false;
};

PartFields Reader::fields_of(GMimeObject* object) {
  PartFields fields;
  GMimeHeaderList* headers = g_mime_object_get_header_list(object);
  const int count = g_mime_header_list_get_count(headers);
  for (int i = 0; i < count; ++i) {
    GMimeHeader* header = g_mime_header_list_get_header_at(headers, i);
    const char* raw = g_mime_header_get_raw_value(header);
    if (raw == nullptr) continue;
    const std::string_view name = g_mime_header_get_name(header);
    std::string* value = nullptr;
    if (ascii_iequals(name, "Content-Type")) value = &fields.content_type;
    if (ascii_iequals(name, "Content-Transfer-Encoding")) value = &fields.transfer_encoding;
    if (ascii_iequals(name, "Content-Disposition")) value = &fields.disposition;
    if (ascii_iequals(name, "Content-ID")) value = &fields.content_id;
    if (value == nullptr || !value->empty()) continue;
    *value = unfolded_utf8(std::string_view(raw).substr(0, limits::header_field_bytes), {}, notes_);
  }
  return fields;
}

std::string_view Reader::content_of(GMimePart* part) const {
  GMimeDataWrapper* content = g_mime_part_get_content(part);
  GMimeStream* stream = content == nullptr ? nullptr : g_mime_data_wrapper_get_stream(content);
  if (stream == nullptr || stream->bound_start < 0) return {};
  const auto start = static_cast<std::size_t>(stream->bound_start);
  const std::size_t end = stream->bound_end < 0 ? source_.size() : static_cast<std::size_t>(stream->bound_end);
  if (start >= source_.size() || end <= start) return {};
  return source_.substr(start, end - start);
}

Part Reader::described(const PartFields& fields, const Place& place, std::string& label) {
  const ParameterisedValue type = parse_parameters(fields.content_type, notes_);
  const ParameterisedValue disposition = parse_parameters(fields.disposition, notes_);
  Part part;
  part.path = place.path;
  part.content_type = type_or_default(type, place.digest ? "message/rfc822" : "text/plain");
  part.disposition = disposition.value == "inline" || disposition.value.empty() ? disposition.value : "attachment";
  part.file_name = disposition.parameter("filename");
  if (part.file_name.empty()) part.file_name = type.parameter("name");
  part.content_id = without_angles(fields.content_id);
  part.attached_message = place.attached;
  label = type.parameter("charset");
  return part;
}

void Reader::text(Part& part, std::string_view bytes, std::string_view label) {
  const std::size_t left = limits::text_total_bytes - std::min(limits::text_total_bytes, text_bytes_);
  const std::size_t at_most = std::min(limits::text_part_bytes, left);
  if (bytes.size() > at_most) hit("text_bytes");
  DecodedText decoded = decode_text_part(bytes.substr(0, at_most), part.content_type, label);
  if (decoded.unknown_label) notes_.unknown(label);
  if (decoded.text.size() > at_most) {
    hit("text_bytes");
    decoded.text.resize(cut_on_character(decoded.text, at_most).size());
  }
  text_bytes_ += decoded.text.size();
  part.content = std::move(decoded.text);
  part.charset = std::move(decoded.charset);
  part.charset_declared = ascii_lower(trim_ascii(label));
}

void Reader::leaf(std::string_view encoded, const PartFields& fields, const Place& place) {
  if (!room()) return;
  std::string label;
  Part part = described(fields, place, label);
  const GMimeContentEncoding encoding = encoding_of(fields.transfer_encoding);
  const bool encoded_at_all = encoding != GMIME_CONTENT_ENCODING_DEFAULT;
  std::string decoded = encoded_at_all ? transfer_decoded(encoded, encoding) : std::string{};
  const std::string_view bytes = encoded_at_all ? std::string_view(decoded) : encoded;
  part.size = bytes.size();
  const bool attachment = part.disposition == "attachment" && place.depth > 0;
  if (place.shown && !attachment && is_shown_text(part.content_type)) {
    // A named text part after the body is listed as an attachment, although it is shown below.
    part.body = part.file_name.empty() || !body_found_;
    body_found_ = body_found_ || part.body;
  }
  const bool as_message = part.content_type == "message/rfc822" && encoded_at_all;
  if (part.content_type.starts_with("text/")) {
    text(part, bytes, label);
  } else {
    if (bytes.size() > limits::attachment_bytes) hit("attachment_bytes");
    if (encoded_at_all && decoded.size() <= limits::attachment_bytes)
      part.content = as_message ? decoded : std::move(decoded);
    else
      part.content = bytes.substr(0, limits::attachment_bytes);
  }
  list_.parts.push_back(std::move(part));
  if (!as_message || place.depth >= limits::mime_depth) return;
  // RFC 2046 section 5.2.1 forbids encoding an attached message; it is done all the same.
  const HeaderSection inner = split_header(decoded);
  if (!inner.any_field) return;
  PartFields inner_fields;
  for (const RawField& field : inner.fields) {
    if (ascii_iequals(field.name, "Content-Type")) inner_fields.content_type = unfolded_utf8(field.raw, {}, notes_);
    if (ascii_iequals(field.name, "Content-Transfer-Encoding"))
      inner_fields.transfer_encoding = unfolded_utf8(field.raw, {}, notes_);
  }
  const std::string_view outer = source_;
  read(std::string_view(decoded).substr(inner.body.start), inner_fields,
       {.path = place.path, .depth = place.depth + 1, .shown = false, .attached = true});
  source_ = outer;
}

void Reader::multipart(GMimeMultipart* object, const ParameterisedValue& type, const Place& place) {
  const int count = g_mime_multipart_get_count(object);
  const bool related = type.value == "multipart/related";
  for (int i = 0; i < count && list_.parts.size() < limits::mime_parts; ++i) {
    GMimeObject* child = g_mime_multipart_get_part(object, i);
    Place inside = place;
    inside.depth = place.depth + 1;
    inside.path = (place.path.empty() ? "" : place.path + ".") + std::to_string(i + 1);
    // RFC 2387: the others are there to be referred to.
    inside.shown = place.shown && (!related || i == 0);
    inside.digest = type.value == "multipart/digest";
    walk(child, fields_of(child), inside);
  }
  if (count > static_cast<int>(limits::mime_parts)) hit("mime_parts");
}

void Reader::attached_message(GMimeMessagePart* object, const PartFields& fields, const Place& place) {
  if (!room()) return;
  std::string label;
  Part part = described(fields, place, label);
  GMimeMessage* inner = g_mime_message_part_get_message(object);
  const std::size_t index = list_.parts.size();
  list_.parts.push_back(std::move(part));
  if (inner == nullptr) return;
  GMimeObject* root = g_mime_message_get_mime_part(inner);
  if (root == nullptr) return;
  Place inside{.path = place.path, .depth = place.depth + 1, .shown = false, .attached = true};
  if (!GMIME_IS_MULTIPART(root)) inside.path += ".1";
  // Of messages inside messages only the outermost keeps its bytes: they hold the others.
  if (message_levels_ == 0) {
    Owned<GMimeStream> stream(g_mime_stream_mem_new());
    g_mime_object_write_to_stream(GMIME_OBJECT(inner), nullptr, stream.get());
    const GByteArray* bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream.get()));
    const std::size_t kept = std::min<std::size_t>(bytes->len, limits::attachment_bytes);
    if (kept < bytes->len) hit("attachment_bytes");
    list_.parts[index].size = bytes->len;
    list_.parts[index].content.assign(reinterpret_cast<const char*>(bytes->data), kept);  // NOLINT
  }
  ++message_levels_;
  walk(root, fields_of(root), inside);
  --message_levels_;
}

void Reader::walk(GMimeObject* object, const PartFields& fields, const Place& place) {
  if (place.depth > limits::mime_depth) return hit("mime_depth");
  if (GMIME_IS_MULTIPART(object)) {
    multipart(GMIME_MULTIPART(object), parse_parameters(fields.content_type, notes_), place);
  } else if (GMIME_IS_MESSAGE_PART(object)) {
    attached_message(GMIME_MESSAGE_PART(object), fields, place);
  } else if (GMIME_IS_PART(object)) {
    leaf(content_of(GMIME_PART(object)), fields, place);
  }
}

// A header for GMime to start from, made of what our own splitter read: GMime stops at the first malformed line.
std::string header_for_gmime(const ParameterisedValue& type) {
  std::string header = "Content-Type: " + type.value;
  std::string_view boundary = type.parameter("boundary");
  if (!boundary.empty()) {
    header += "; boundary=\"";
    for (const char c : boundary) {
      if (c == '"' || c == '\\') header += '\\';
      if (c != '\r' && c != '\n') header += c;
    }
    header += '"';
  }
  return header + "\n\n";
}

void Reader::read(std::string_view body, const PartFields& fields, Place place) {
  const ParameterisedValue type = parse_parameters(fields.content_type, notes_);
  const bool composite =
      (type.value.starts_with("multipart/") && !type.parameter("boundary").empty()) ||
      (type.value.starts_with("message/") && encoding_of(fields.transfer_encoding) == GMIME_CONTENT_ENCODING_DEFAULT);
  const bool root_is_leaf = !composite;
  if (root_is_leaf) {
    place.path += place.path.empty() ? "1" : ".1";
    return leaf(body, fields, place);
  }
  std::string source = header_for_gmime(type);
  source += body;
  GByteArray bytes{reinterpret_cast<guint8*>(source.data()), static_cast<guint>(source.size())};  // NOLINT
  Owned<GMimeStream> stream(g_mime_stream_mem_new_with_byte_array(&bytes));
  g_mime_stream_mem_set_owner(GMIME_STREAM_MEM(stream.get()), FALSE);
  Owned<GMimeParser> parser(g_mime_parser_new_with_stream(stream.get()));
  Owned<GMimeObject> root(g_mime_parser_construct_part(parser.get(), nullptr));
  if (!root) return leaf(body, fields, place);
  source_ = source;
  if (!GMIME_IS_MULTIPART(root.get())) place.path += place.path.empty() ? "1" : ".1";
  walk(root.get(), fields, place);
}

// GMime ends lines at LF only.
bool has_other_line_ends(std::string_view body) {
  const std::size_t cr = body.find('\r');
  if (cr == std::string_view::npos) return false;
  return body.find('\n') == std::string_view::npos || body.find("\r\r\n") != std::string_view::npos;
}

std::string with_lf(std::string_view body) {
  std::string out;
  out.reserve(body.size());
  for (std::size_t at = 0; at < body.size();) {
    const Line line = line_at(body, at);
    out += line.content;
    if (line.next > at + line.content.size()) out += '\n';
    at = line.next;
  }
  return out;
}

}  // namespace

PartList read_parts(std::string_view body, const PartFields& fields, DecodingNotes& notes) {
  start_gmime();
  PartList list;
  Reader reader(notes, list);
  if (has_other_line_ends(body))
    reader.read(with_lf(body), fields, {});
  else
    reader.read(body, fields, {});
  return list;
}

void warm_up_mime() {
  DecodingNotes notes;
  const PartFields fields{
      .content_type = "multipart/mixed; boundary=\"b\"", .transfer_encoding = "", .disposition = "", .content_id = ""};
  read_parts(
      "--b\nContent-Type: text/plain; name*=utf-8''a; charset=iso-2022-jp\nContent-Transfer-Encoding: base64\n\nYQ==\n"
      "--b\nContent-Type: message/rfc822\n\nSubject: =?utf-8?B?YQ==?=\n\na\n--b--\n",
      fields, notes);
}

}  // namespace mekiki::message
