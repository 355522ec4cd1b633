#include "files/reader.h"

#include <algorithm>

#include "base/limits.h"
#include "base/utf8.h"
#include "files/codes.h"
#include "files/documents.h"
#include "files/picture.h"

namespace mekiki::files {
namespace {

// "report.tar" of "report.tar.gz", "report.tar" of "report.tgz", "report.txt" of "report.txt.xz".
std::string name_without_packing(std::string_view name) {
  const std::size_t folder = name.find_last_of("/\\");
  if (folder != std::string_view::npos) name.remove_prefix(folder + 1);
  const std::size_t dot = name.rfind('.');
  if (dot == std::string_view::npos || dot == 0) return std::string(name);
  const std::string ending = ascii_lower(name.substr(dot + 1));
  const bool tar = ending == "tgz" || ending == "tbz2" || ending == "tbz" || ending == "txz" || ending == "tzst";
  return std::string(name.substr(0, dot)) + (tar ? ".tar" : "");
}

File named_file(std::string_view name, std::string_view media_type, std::uint64_t size) {
  File file;
  file.name = name.substr(0, limits::file_name_bytes);
  file.media_type = media_type;
  file.size = size;
  file.reading = read_file_name(file.name);
  file.named = type_of_ending(file.reading.ending);
  file.declared = type_of_media(media_type);
  return file;
}

bool is_dangerous_by_name(std::string_view name) {
  const Type* type = type_of_ending(read_file_name(name.substr(0, limits::file_name_bytes)).ending);
  return type != nullptr && is_dangerous(*type);
}

// Files whose size matters to those who do not want them examined.
bool is_worth_padding(const File& file) {
  const Type* type = file.effective() != nullptr ? file.effective() : file.named;
  return type != nullptr && (is_dangerous(*type) || type->family == Family::document);
}

}  // namespace

void Reader::read_codes_of(File& file, std::string_view bytes) {
  const std::optional<PictureSize> size = picture_size(bytes);
  if (!size || size->width == 0 || size->height == 0) return;
  const bool fits = size->width <= limits::picture_side && size->height <= limits::picture_side &&
                    size->width * size->height <= limits::picture_pixels &&
                    size->width * size->height <= limits::picture_total_pixels - pixels_;
  if (!fits) {
    limits_hit_.insert("picture_pixels");
    return;
  }
  pixels_ += size->width * size->height;
  std::optional<GreyPicture> picture = decode_picture(bytes);
  if (picture) look_for_codes(file, *std::move(picture));
}

void Reader::look_for_codes(File& file, GreyPicture picture) {
  for (std::string& code : read_codes(shrunk(std::move(picture), limits::code_pixels))) {
    const bool known = std::find(file.codes.begin(), file.codes.end(), code) != file.codes.end();
    if (!known && file.codes.size() < limits::codes_per_picture) file.codes.push_back(std::move(code));
  }
}

void Reader::read_page_of(File& file, std::string_view bytes) {
  const std::size_t most = std::min(limits::text_part_bytes, limits::pages_bytes - pages_);
  file.page = bytes.substr(0, most);
  pages_ += file.page.size();
}

int Reader::read(std::string_view name, std::string_view media_type, std::string_view bytes, std::uint64_t size) {
  return add(named_file(name, media_type, size), bytes, 0);
}

int Reader::add(File file, std::string_view bytes, std::size_t depth) {
  if (files_.size() >= limits::files) {
    limits_hit_.insert("files");
    return -1;
  }
  file.read = !bytes.empty();
  file.text = file.read && looks_like_text(bytes);
  file.real = type_of_bytes(bytes);
  const Type* opens_as = file.effective();
  if (file.read && opens_as != nullptr && opens_as->family == Family::page) read_page_of(file, bytes);
  if (file.real != nullptr && file.real->family == Family::picture) read_codes_of(file, bytes);
  const std::size_t index = files_.size();
  files_.push_back(std::move(file));
  if (!bytes.empty()) look_inside(index, bytes, depth);
  return static_cast<int>(index);
}

void Reader::look_inside(std::size_t index, std::string_view bytes, std::size_t depth) {
  const File& file = files_[index];
  const Type* type = file.real != nullptr ? file.real : file.named;
  if (type == nullptr) return;
  if (is_walkable(type->id)) {
    if (depth < limits::unpacked_depth) return unpack(index, *type, bytes, depth);
    limits_hit_.insert("unpacked_depth");
    return;
  }
  open(index, open_document(type->id, bytes, budget_), depth);
}

void Reader::unpack(std::size_t index, const Type& type, std::string_view bytes, std::size_t depth) {
  std::size_t listed = 0;
  // Of an archive with very many files the further ones are judged by their names alone.
  const ArchiveVisitor visitor{[&](std::string_view, std::uint64_t) { return listed < limits::unpacked_listed; },
                               [&](ArchiveEntry& entry) {
                                 if (listed++ < limits::unpacked_listed || is_dangerous_by_name(entry.name))
                                   take(index, bytes.size(), entry, depth);
                               }};
  const ArchiveReading reading = walk_archive(bytes, type.id, budget_, visitor);
  File& file = files_[index];
  file.entries = reading.files;
  if (reading.encrypted) file.traits.insert(Trait::encrypted);
  if (reading.names_encrypted) file.traits.insert(Trait::names_encrypted);
  if (reading.damaged && !reading.encrypted) file.traits.insert(Trait::damaged);
  limits_hit_.insert(reading.limits_hit.begin(), reading.limits_hit.end());
  if (listed > limits::unpacked_listed) limits_hit_.insert("unpacked_entries");
}

void Reader::take(std::size_t index, std::size_t packed, ArchiveEntry& entry, std::size_t depth) {
  const bool alone = entry.name.empty();
  File inner = named_file(alone ? name_without_packing(files_[index].name) : entry.name, "",
                          std::max<std::uint64_t>(entry.size, entry.content.size()));
  inner.inside = static_cast<int>(index);
  if (entry.encrypted) inner.traits.insert(Trait::encrypted);
  const std::uint64_t size = inner.size;
  const int added = add(std::move(inner), entry.content, depth + 1);
  if (added < 0) return;
  File& file = files_[static_cast<std::size_t>(added)];
  if (size >= limits::swollen_bytes && size / 100 >= packed && is_worth_padding(file))
    file.traits.insert(Trait::swollen);
}

void Reader::open(std::size_t index, Opened opened, std::size_t depth) {
  File& file = files_[index];
  file.traits.merge(opened.traits);
  if (budget_.bytes == 0) limits_hit_.insert("unpacked_bytes");
  file.addresses = std::move(opened.addresses);
  file.command = std::move(opened.command);
  file.organizer = std::move(opened.organizer);
  file.invitation = opened.invitation;
  file.note = std::move(opened.note);
  for (const std::string& picture : opened.picture_files) read_codes_of(file, picture);
  for (GreyPicture& picture : opened.pictures) look_for_codes(file, std::move(picture));
  if (opened.files.empty()) return;
  if (depth >= limits::unpacked_depth) {
    limits_hit_.insert("unpacked_depth");
    return;
  }
  for (const Embedded& embedded : opened.files) {
    File inner = named_file(embedded.name, embedded.media_type, embedded.content.size());
    inner.inside = static_cast<int>(index);
    if (add(std::move(inner), embedded.content, depth + 1) < 0) return;
  }
}

void warm_up() { warm_up_archives(); }

}  // namespace mekiki::files
