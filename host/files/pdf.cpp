#include "files/pdf.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <map>
#include <set>

#include "base/limits.h"
#include "base/utf8.h"
#include "files/bytes.h"
#include "files/pdf_objects.h"
#include "files/pdf_streams.h"

namespace mekiki::files {
namespace {

using pdf::Parser;
using pdf::Value;
using Kind = pdf::Value::Kind;

// The names of actions (section 12.6.4) that do more than turn a page.
bool is_action(const Value& kind) {
  static constexpr auto kinds = std::to_array<std::string_view>({"URI", "Launch", "JavaScript", "SubmitForm"});
  return kind.kind == Kind::name && std::find(kinds.begin(), kinds.end(), kind.text) != kinds.end();
}

// The file or address that a file specification names (section 7.11).
std::string file_of(const Value& specification) {
  if (specification.kind == Kind::string) return pdf::text_of(specification.text);
  for (const char* key : {"UF", "F", "Unix", "DOS", "Mac"}) {
    if (specification[key].kind == Kind::string) return pdf::text_of(specification[key].text);
  }
  return {};
}

class Reading {
 public:
  Reading(std::string_view bytes, Budget& budget) : bytes_(bytes), budget_(budget) {}

  Opened run() {
    for (std::size_t at = 0; (at = next_object(at)) < bytes_.size();) at = read_object(at);
    read_trailers();
    for (const std::int64_t number : opened_by_itself_) {
      if (actions_.contains(number)) opened_.traits.insert(Trait::opens_by_itself);
    }
    for (auto& [number, name] : file_names_) {
      const auto found = embedded_.find(number);
      if (found != embedded_.end()) opened_.files[found->second].name = name;
    }
    return std::move(opened_);
  }

 private:
  // Behind the next "1 0 obj".
  std::size_t next_object(std::size_t at) {
    while ((at = bytes_.find("obj", at)) != std::string_view::npos) {
      const char before = at > 0 ? bytes_[at - 1] : 'x';
      at += 3;
      if (before != ' ' && before != '\n' && before != '\r' && before != '\t' && before != '0') continue;
      number_ = object_number(at - 3);
      return at;
    }
    return bytes_.size();
  }

  // The first of the two numbers that stand before.
  [[nodiscard]] std::int64_t object_number(std::size_t end) const {
    const std::size_t start = end > 24 ? end - 24 : 0;
    std::string_view before = bytes_.substr(start, end - start);
    std::array<std::int64_t, 2> numbers{};
    for (std::int64_t& number : numbers) {
      while (!before.empty() && std::isdigit(static_cast<unsigned char>(before.back())) == 0) before.remove_suffix(1);
      std::int64_t unit = 1;
      for (; !before.empty() && std::isdigit(static_cast<unsigned char>(before.back())) != 0; before.remove_suffix(1)) {
        number += unit * (before.back() - '0');
        unit = std::min<std::int64_t>(unit * 10, 1'000'000'000);
      }
    }
    return numbers[1];
  }

  std::size_t read_object(std::size_t at) {
    Parser parser(bytes_.substr(at, limits::pdf_object_bytes));
    const Value value = parser.value();
    at += parser.position();
    look_at(value, 0);
    if (value.kind != Kind::dictionary) return at;
    if (value.has("Encrypt")) opened_.traits.insert(Trait::encrypted);
    Parser behind(bytes_.substr(at, 64));
    behind.skip_blanks();
    const std::size_t stream = at + behind.position();
    return has_at(bytes_, stream, "stream") ? read_stream(value, stream + 6) : at;
  }

  // Section 7.3.8. The length is believed only if the stream ends there.
  std::size_t read_stream(const Value& dictionary, std::size_t start) {
    if (has_at(bytes_, start, "\r\n")) {
      start += 2;
    } else if (has_at(bytes_, start, "\n") || has_at(bytes_, start, "\r")) {
      start += 1;
    }
    std::size_t end = bytes_.size();
    const auto length = static_cast<std::uint64_t>(dictionary["Length"].number);
    const bool fits = dictionary["Length"].kind == Kind::number && length <= bytes_.size() - std::min(start, end);
    if (fits && trim_ascii(piece(bytes_, start + length, 20)).starts_with("endstream")) {
      end = start + length;
    } else if (!unended_) {
      end = std::min(bytes_.find("endstream", start), bytes_.size());
      unended_ = end == bytes_.size();
    }
    take_stream(dictionary, piece(bytes_, start, end - std::min(start, end)));
    return end;
  }

  void take_stream(const Value& dictionary, std::string_view raw) {
    if (dictionary["Type"].is_name("ObjStm")) {
      read_object_stream(dictionary, pdf::decoded(dictionary, raw, limits::unpacked_file_bytes, budget_));
    } else if (dictionary["Type"].is_name("EmbeddedFile")) {
      if (opened_.files.size() >= limits::unpacked_listed) return;
      embedded_[number_] = opened_.files.size();
      opened_.files.push_back({"", "", pdf::decoded(dictionary, raw, limits::unpacked_file_bytes, budget_)});
    } else if (dictionary["Subtype"].is_name("Image")) {
      if (opened_.pictures.size() + opened_.picture_files.size() < limits::pdf_pictures)
        pdf::take_picture(dictionary, raw, budget_, opened_);
    }
  }

  // Section 7.5.7: pairs of number and offset, then the objects.
  void read_object_stream(const Value& dictionary, const std::string& content) {
    const auto count = static_cast<std::size_t>(dictionary["N"].number);
    const auto first = static_cast<std::size_t>(dictionary["First"].number);
    Parser header(content);
    std::size_t at_least = 0;
    for (std::size_t i = 0; i < count; ++i) {
      const Value number = header.value();
      const Value offset = header.value();
      if (offset.kind != Kind::number || header.position() > content.size()) return;
      const std::size_t at = first + static_cast<std::size_t>(offset.number);
      // Objects follow each other; those that overlap would be read again and again.
      if (at >= content.size() || at < at_least) continue;
      Parser object(std::string_view(content).substr(at));
      number_ = number.number;
      const Value value = object.value();
      at_least = at + object.position();
      look_at(value, 0);
    }
  }

  void look_at(const Value& value, int depth) {
    if (depth > limits::pdf_depth) return;
    for (std::size_t i = 0; i < value.items.size(); ++i) {
      if (i < value.keys.size() && (value.keys[i] == "OpenAction" || value.keys[i] == "AA"))
        note_opening(value.items[i]);
      look_at(value.items[i], depth + 1);
    }
    if (value.kind != Kind::dictionary) return;
    // Fields have /S for other things too: only actions count.
    if (is_action(value["S"])) take_action(value, depth);
    const Value& files = value["EF"];
    if (files.kind == Kind::dictionary && file_names_.size() < limits::unpacked_listed) {
      for (const char* key : {"F", "UF"}) {
        if (files[key].kind == Kind::reference) file_names_[files[key].number] = file_of(value);
      }
    }
  }

  // /AA of a document or page has an action for each event.
  void note_opening(const Value& entry) {
    const auto note = [&](const Value& action) {
      if (action.kind == Kind::reference && opened_by_itself_.size() < limits::pdf_values)
        opened_by_itself_.insert(action.number);
      if (is_action(action["S"])) opened_.traits.insert(Trait::opens_by_itself);
    };
    note(entry);
    for (const char* event : {"O", "PO", "PV"}) note(entry[event]);
  }

  void take_action(const Value& action, int depth) {
    const std::string& kind = action["S"].text;
    if (depth == 0 && actions_.size() < limits::pdf_values) actions_.insert(number_);
    if (kind == "URI") {
      add_address(opened_, pdf::text_of(action["URI"].text));
    } else if (kind == "Launch") {
      opened_.traits.insert(Trait::launches);
      const Value& windows = action["Win"];
      std::string command = file_of(action["F"]);
      if (windows.kind == Kind::dictionary) command = file_of(windows["F"]) + " " + file_of(windows["P"]);
      if (opened_.command.empty()) opened_.command = cut_on_character(to_valid_utf8(command), limits::command_bytes);
    } else if (kind == "SubmitForm") {
      opened_.traits.insert(Trait::sends_form);
      add_address(opened_, file_of(action["F"]));
    } else {
      opened_.traits.insert(Trait::script);
    }
  }

  void read_trailers() {
    for (std::size_t at = 0; (at = bytes_.find("trailer", at)) != std::string_view::npos;) {
      at += 7;
      Parser parser(bytes_.substr(at, limits::pdf_object_bytes));
      const Value trailer = parser.value();
      if (trailer.has("Encrypt")) opened_.traits.insert(Trait::encrypted);
      at += parser.position();
    }
  }

  std::string_view bytes_;
  Budget& budget_;
  Opened opened_;
  std::int64_t number_ = 0;
  bool unended_ = false;  // no "endstream" follows any more
  std::set<std::int64_t> opened_by_itself_;
  std::set<std::int64_t> actions_;
  std::map<std::int64_t, std::size_t> embedded_;    // object -> index in Opened::files
  std::map<std::int64_t, std::string> file_names_;  // object -> name
};

}  // namespace

Opened open_pdf(std::string_view bytes, Budget& budget) { return Reading(bytes, budget).run(); }

}  // namespace mekiki::files
