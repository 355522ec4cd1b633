#include "checks/files.h"

#include <algorithm>
#include <array>
#include <cstdio>

#include "base/limits.h"
#include "base/utf8.h"

namespace mekiki::checks {

Evidence evidence_of(const facts::Attachment& attachment) { return {attachment.where, shown_name(attachment), {}}; }

namespace {

std::string spelled_out(std::string_view name) {
  std::string out;
  for (std::size_t at = 0; at < name.size();) {
    const char32_t c = next_code_point(name, at);
    if (c < 0x20 || c == 0x7F || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
        (c >= 0x2066 && c <= 0x2069)) {
      std::array<char, 16> spelled{};
      std::snprintf(spelled.data(), spelled.size(), "[U+%04X]", static_cast<unsigned>(c));
      out += spelled.data();
    } else {
      append_utf8(out, c);
    }
  }
  return shorten(out, limits::excerpt_bytes);
}

}  // namespace

std::string shown_name(const facts::Attachment& attachment) {
  const std::string own = spelled_out(attachment.name);
  return attachment.path.empty() ? own : spelled_out(attachment.path) + " \u203A " + own;
}

std::string own_name(const facts::Attachment& attachment) { return spelled_out(attachment.name); }

std::string outer_name(const facts::Attachment& attachment) { return spelled_out(attachment.path); }

bool is_never_honest(const files::File& file, const files::Type& type) {
  static constexpr auto types =
      std::to_array<std::string_view>({"exe", "msi", "vbscript", "wsf", "hta", "chm", "lnk", "scf", "rdp", "iso", "img",
                                       "vhd", "vhdx", "msc", "clickonce"});
  if (std::find(types.begin(), types.end(), type.id) == types.end()) return file.reading.ending == "jse";
  return file.reading.ending != "dll" && file.reading.ending != "sys";
}

std::string_view word_of(files::Family family) {
  switch (family) {
    case files::Family::program:
      return "program";
    case files::Family::script:
      return "script";
    case files::Family::shortcut:
      return "shortcut";
    case files::Family::disk_image:
      return "disk_image";
    case files::Family::notebook:
      return "notebook";
    case files::Family::page:
      return "page";
    case files::Family::archive:
      return "archive";
    case files::Family::document:
      return "document";
    case files::Family::picture:
      return "picture";
    default:
      return "other";
  }
}

bool claims_to_be_colleague(const message::Message& message, const facts::Sender& sender,
                            const facts::Circumstances& circumstances) {
  if (sender.domain.empty() || sender.anyone_can_have_address) return false;
  const auto is_own = [&](const std::string& domain) {
    return !domain.empty() && names::organisation_domain(domain) == sender.organisation;
  };
  if (std::any_of(circumstances.own_domains.begin(), circumstances.own_domains.end(), is_own)) return true;
  return std::any_of(message.to.mailboxes.begin(), message.to.mailboxes.end(),
                     [&](const message::Mailbox& mailbox) { return is_own(mailbox.domain); });
}

}  // namespace mekiki::checks
