#include <algorithm>
#include <array>

#include "base/limits.h"
#include "base/utf8.h"
#include "files/bytes.h"
#include "files/compound.h"
#include "files/office.h"
#include "files/vba.h"

namespace mekiki::files {
namespace {

std::string unescaped(std::string_view value) {
  static constexpr auto references = std::to_array<std::pair<std::string_view, char>>(
      {{"&amp;", '&'}, {"&quot;", '"'}, {"&apos;", '\''}, {"&lt;", '<'}, {"&gt;", '>'}});
  std::string out;
  for (std::size_t at = 0; at < value.size();) {
    const auto* const found = std::find_if(references.begin(), references.end(),
                                           [&](const auto& reference) { return has_at(value, at, reference.first); });
    out += found == references.end() ? value[at] : found->second;
    at += found == references.end() ? 1 : found->first.size();
  }
  return out;
}

// The value of an attribute in a tag, unescaped.
std::string attribute(std::string_view tag, std::string_view name) {
  for (std::size_t at = 0; (at = tag.find(name, at)) != std::string_view::npos;) {
    const bool begins =
        at > 0 && (tag[at - 1] == ' ' || tag[at - 1] == '\n' || tag[at - 1] == '\t' || tag[at - 1] == '\r');
    at += name.size();
    std::size_t start = std::min(tag.find_first_not_of(" \t\r\n", at), tag.size());
    if (!begins || byte_at(tag, start) != '=') continue;
    start = std::min(tag.find_first_not_of(" \t\r\n", start + 1), tag.size());
    const char quote = static_cast<char>(byte_at(tag, start));
    if (quote != '"' && quote != '\'') return {};
    const std::size_t end = tag.find(quote, start + 1);
    return end == std::string_view::npos ? std::string{} : unescaped(tag.substr(start + 1, end - start - 1));
  }
  return {};
}

// ISO/IEC 29500-2 section 9.3: what a part refers to outside of the package.
void look_at_relationships(std::string_view xml, Opened& opened) {
  for (std::size_t at = 0; (at = xml.find("<Relationship", at)) != std::string_view::npos;) {
    const std::size_t end = std::min(xml.find('>', at), xml.size());
    const std::string_view tag = xml.substr(at, end - at);
    at = end;
    if (!ascii_iequals(attribute(tag, "TargetMode"), "External")) continue;
    const std::string target = attribute(tag, "Target");
    const std::string type = attribute(tag, "Type");
    const std::string lower = ascii_lower(target.substr(0, 8));
    if (type.ends_with("/hyperlink")) {
      add_address(opened, target);
      continue;
    }
    static constexpr auto loads =
        std::to_array<std::string_view>({"/attachedTemplate", "/oleObject", "/frame", "/subDocument"});
    const bool loaded =
        std::any_of(loads.begin(), loads.end(), [&](std::string_view kind) { return type.ends_with(kind); });
    const bool remote = lower.starts_with("http") || lower.starts_with("mhtml:") || target.starts_with("\\\\");
    if (!loaded || !remote) continue;
    opened.traits.insert(Trait::remote_template);
    add_address(opened, lower.starts_with("mhtml:") ? target.substr(6) : target);
  }
}

// The code of fields may be spread over several elements.
void look_at_fields(std::string_view xml, Opened& opened) {
  constexpr std::size_t longest_tag = 4096;
  std::string codes;
  for (std::size_t at = 0; (at = xml.find("instr", at)) != std::string_view::npos;) {
    const std::string_view near = xml.substr(at > 2 ? at - 3 : 0, longest_tag);
    const std::size_t end = near.find('>');
    at += 5;
    if (end == std::string_view::npos) continue;
    const std::string_view tag = near.substr(0, end);
    codes += attribute(tag, "w:instr");
    if (tag.find("instrText") == std::string_view::npos) continue;
    const std::string_view code = near.substr(end + 1);
    codes += code.substr(0, code.find('<'));
    at += end;
  }
  const std::string lower = ascii_lower(codes);
  if (lower.find("ddeauto") != std::string::npos || lower.find(" dde ") != std::string::npos)
    opened.traits.insert(Trait::dde);
}

bool is_wanted(std::string_view name) {
  static constexpr auto endings =
      std::to_array<std::string_view>({".rels", ".bin", "word/document.xml", "workbook.xml"});
  return name.find("externalLinks/") != std::string_view::npos || name.find("word/header") != std::string_view::npos ||
         std::any_of(endings.begin(), endings.end(), [&](std::string_view ending) { return name.ends_with(ending); });
}

class Package {
 public:
  explicit Package(Budget& budget) : budget_(budget) {}

  Opened run(std::string_view bytes) {
    const ArchiveReading reading = walk_archive(bytes, "zip", budget_,
                                                {[](std::string_view name, std::uint64_t) { return is_wanted(name); },
                                                 [this](ArchiveEntry& entry) { take(entry); }});
    if (reading.encrypted) opened_.traits.insert(Trait::encrypted);
    if (opened_.traits.contains(Trait::macro_sheet) && opens_itself_) opened_.traits.insert(Trait::macro_runs_itself);
    return std::move(opened_);
  }

 private:
  void take(ArchiveEntry& entry) {
    const std::string_view name = entry.name;
    if (name.find("xl/macrosheets/") != std::string_view::npos) opened_.traits.insert(Trait::macro_sheet);
    if (name.starts_with("Basic/") && name.ends_with(".xml") && name.find("/script-l") == std::string_view::npos &&
        !name.ends_with("script-lb.xml") && !name.ends_with("script-lc.xml"))
      opened_.traits.insert(Trait::macro);
    if (entry.content.empty()) return;
    if (name.ends_with(".rels")) look_at_relationships(entry.content, opened_);
    if (name.ends_with("document.xml") || name.find("word/header") != std::string_view::npos)
      look_at_fields(entry.content, opened_);
    if (name.ends_with("workbook.xml")) opens_itself_ = entry.content.find("Auto_Open") != std::string::npos;
    if (name.find("externalLinks/") != std::string_view::npos && entry.content.find("ddeService") != std::string::npos)
      opened_.traits.insert(Trait::dde);
    if (entry.content.starts_with("\xD0\xCF\x11\xE0")) take_compound(entry);
  }

  void take_compound(const ArchiveEntry& entry) {
    if (entry.name.find("vbaProject") != std::string::npos) {
      opened_.traits.merge(macros_of(CompoundFile(entry.content), budget_));
      opened_.traits.insert(Trait::macro);
      return;
    }
    Opened inner = open_compound(entry.content, budget_);
    opened_.traits.merge(inner.traits);
    for (Embedded& file : inner.files) {
      if (opened_.files.size() < limits::unpacked_listed) opened_.files.push_back(std::move(file));
    }
  }

  Budget& budget_;
  Opened opened_;
  bool opens_itself_ = false;
};

}  // namespace

Opened open_package(std::string_view bytes, Budget& budget) { return Package(budget).run(bytes); }

}  // namespace mekiki::files
