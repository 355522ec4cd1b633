#include "message/addresses.h"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "base/limits.h"
#include "base/utf8.h"
#include "message/encoded_word_reader.h"

namespace mekiki::message {
namespace {

constexpr auto npos = std::string_view::npos;
constexpr std::size_t comment_depth_at_most = 1000;

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

// The content of a quoted string or comment with RFC 5322 section 3.2.1 quoted pairs undone.
std::string unquoted(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\\' && i + 1 < text.size()) ++i;
    out += text[i];
  }
  return out;
}

// After the closing mark of the quoted string at `open`, or npos.
std::size_t quoted_end(std::string_view text, std::size_t open) {
  for (std::size_t i = open + 1; i < text.size(); ++i) {
    if (text[i] == '\\')
      ++i;
    else if (text[i] == '"')
      return i + 1;
  }
  return npos;
}

// After the closing parenthesis of the comment at `open`, or npos.
std::size_t comment_end(std::string_view text, std::size_t open) {
  std::size_t depth = 0;
  for (std::size_t i = open; i < text.size(); ++i) {
    if (text[i] == '\\')
      ++i;
    else if (text[i] == '(' && ++depth > comment_depth_at_most)
      return npos;
    else if (text[i] == ')' && --depth == 0)
      return i + 1;
  }
  return npos;
}

// Runs of white space as one space. Next to "." and "@" white space is obsolete syntax (RFC 5322 section 4.4) and not
// a separator: there it goes, if the text is an address.
std::string single_spaced(std::string_view text, bool address) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!is_space(text[i])) {
      out += text[i];
      continue;
    }
    std::size_t next = i;
    while (next < text.size() && is_space(text[next])) ++next;
    const bool glued = address && (next == text.size() || out.empty() || text[next] == '.' || text[next] == '@' ||
                                   out.back() == '.' || out.back() == '@');
    if (!glued) out += ' ';
    i = next - 1;
  }
  return out;
}

void append_word(std::string& phrase, std::string_view word) {
  if (!phrase.empty() && !word.empty() && !is_space(phrase.back())) phrase += ' ';
  phrase += word;
}

class Parser {
 public:
  Parser(std::string_view text, DecodingNotes& notes) : text_(text), words_(text), notes_(notes) {}

  AddressField run() {
    while (position_ < text_.size() && !cut_) step();
    finish(false);
    if (!pending_.empty()) {
      Mailbox last = std::move(pending_.back());
      pending_.pop_back();
      add(std::move(last));
    }
    if (in_group_) result_.malformed = true;
    return std::move(result_);
  }
  [[nodiscard]] bool cut() const { return cut_; }

 private:
  void step() {
    const char c = text_[position_];
    switch (c) {
      case '"':
        return quoted_string();
      case '(':
        return comment();
      case '<':
        return angle();
      case ',':
        ++position_;
        return finish(true);
      case ';':
        ++position_;
        finish(false);
        in_group_ = false;
        return;
      case ':':
        return colon();
      case '\\':
        if (position_ + 1 < text_.size()) ++position_;
        bare_ += text_[position_++];
        return;
      case '=':
        if (encoded_word()) return;
        break;
      default:
        break;
    }
    if (c == '>') result_.malformed = true;
    if (c != '>') bare_ += c;
    ++position_;
  }

  // Kept whole: raw commas and brackets inside an encoded word are its text.
  bool encoded_word() {
    if (text_.substr(position_, 2) != "=?") return false;
    const std::optional<EncodedWord> word = words_.read(position_);
    if (!word || !word->complete) return false;
    bare_ += text_.substr(position_, word->end - position_);
    position_ = word->end;
    return true;
  }

  void quoted_string() {
    const std::size_t end = enclosed_end(position_);
    if (end == npos) {
      result_.malformed = true;
      ++position_;
      return;
    }
    const std::string_view inside = text_.substr(position_ + 1, end - position_ - 2);
    if (end < text_.size() && text_[end] == '@') {  // "john doe"@example.com
      bare_ += text_.substr(position_, end - position_);
    } else {
      take_bare();
      append_word(phrase_, unquoted(inside));
      quoted_ = true;
    }
    position_ = end;
  }

  void comment() {
    const std::size_t end = enclosed_end(position_);
    if (end == npos) {
      result_.malformed = true;
      bare_ += '(';
      ++position_;
      return;
    }
    append_word(comments_, trim_ascii(unquoted(text_.substr(position_ + 1, end - position_ - 2))));
    position_ = end;
  }

  void angle() {
    if (address_) {  // "<a@b> <c@d>" without a comma
      result_.malformed = true;
      finish(false);
    }
    take_bare();
    while (position_ < text_.size() && (text_[position_] == '<' || is_space(text_[position_]))) ++position_;
    std::size_t end = position_;
    std::string written;
    while (end < text_.size() && text_[end] != '>' && text_[end] != '<') {
      const std::size_t after = enclosed_end(end);
      if (after == npos) {
        written += text_[end++];
        continue;
      }
      if (text_[end] == '"')
        written += text_.substr(end, after - end);
      else
        append_word(comments_, trim_ascii(unquoted(text_.substr(end + 1, after - end - 2))));
      end = after;
    }
    if (end == text_.size() || text_[end] == '<') {  // no ">": the address is the first word
      result_.malformed = true;
      const std::size_t stop = written.find_first_of(", \t");
      if (stop != npos) {
        end = position_ + std::min(text_.find_first_of(", \t", position_) - position_, end - position_);
        written.resize(stop);
      }
    }
    while (end < text_.size() && text_[end] == '>') ++end;
    address_ = std::move(written);
    position_ = end;
  }

  // After the quoted string or comment that starts at `at`; npos if none does.
  std::size_t enclosed_end(std::size_t at) {
    std::size_t after = npos;
    if (text_[at] == '"' && !quotes_run_out_) {
      after = quoted_end(text_, at);
      quotes_run_out_ = after == npos;
    } else if (text_[at] == '(' && !comments_run_out_) {
      after = comment_end(text_, at);
      comments_run_out_ = after == npos;
    }
    return after;
  }

  void colon() {
    take_bare_if_phrase();
    if (address_ || bare_.find('@') != npos || phrase_.find('@') != npos || in_group_ ||
        ascii_iequals(trim_ascii(bare_), "mailto")) {
      bare_ += ':';
    } else {
      result_.has_group = true;
      in_group_ = true;
      clear();
    }
    ++position_;
  }

  void take_bare_if_phrase() {
    if (!phrase_.empty()) take_bare();
  }

  void take_bare() {
    append_word(phrase_, single_spaced(trim_ascii(bare_), false));
    bare_.clear();
  }

  // Ends a mailbox; `comma` says what ended it.
  void finish(bool comma) {
    Mailbox mailbox;
    address_from_comment();
    if (address_) {
      take_bare();
      mailbox = parse_address(*address_);
      check_local(mailbox, *address_);
      if (mailbox.domain.empty() && !(mailbox.local.empty() && phrase_.empty())) result_.malformed = true;
    } else {
      const std::string bare = single_spaced(trim_ascii(bare_), bare_.find('@') != npos);
      // A comment alone is a name only where there is nothing else.
      const bool only_comment = !comments_.empty() && result_.mailboxes.empty() && position_ >= text_.size();
      if (bare.empty() && phrase_.empty() && !(only_comment && !in_group_)) return clear();
      if (!bare_mailbox(bare, mailbox)) {
        nameless(bare, mailbox);
        display(mailbox);
        if (comma && !in_group_)
          pending_.push_back(std::move(mailbox));
        else
          add(std::move(mailbox));
        return clear();
      }
    }
    display(mailbox);
    if (address_) join_pending(mailbox);
    add(std::move(mailbox));
    clear();
  }

  // "Name (<j@x>)": the only address is in a comment.
  void address_from_comment() {
    if (address_ || bare_.find('@') != npos || !comments_.starts_with('<') || comments_.find('@') == npos) return;
    address_ = comments_.substr(1, comments_.find('>') - 1);
    comments_.clear();
    result_.malformed = true;
  }

  // "Smith, John <j@x>", "Name, <j@x>": a comma that should have been quoted, or should not be there.
  void join_pending(Mailbox& mailbox) {
    std::string name;
    for (const Mailbox& piece : pending_) {
      if (!name.empty()) name += ", ";
      name += piece.local.empty() ? piece.display : piece.local;
    }
    if (!name.empty() && !mailbox.display.empty()) name += ", ";
    mailbox.display.insert(0, name);
    pending_.clear();
  }

  // An address outside angle brackets: the word with "@"; other words are the display name.
  bool bare_mailbox(std::string_view bare, Mailbox& mailbox) {
    const std::size_t at = bare.rfind('@');
    if (at == npos || at + 1 == bare.size()) return false;
    std::size_t start = at;
    bool quoted = false;
    while (start > 0 && (quoted || !is_space(bare[start - 1]))) {
      --start;
      if (bare[start] == '"') quoted = !quoted;
    }
    const std::size_t end = std::min(bare.find(' ', at), bare.size());
    mailbox = parse_address(bare.substr(start, end - start));
    check_local(mailbox, bare.substr(start, end - start));
    append_word(phrase_, trim_ascii(bare.substr(0, start)));
    append_word(phrase_, trim_ascii(bare.substr(end)));
    return true;
  }

  // No address at all: one word is a local part, anything longer a name.
  void nameless(std::string_view bare, Mailbox& mailbox) {
    result_.malformed = true;
    if (!quoted_ && phrase_.empty() && bare.find(' ') == npos && bare.find("=?") == npos)
      mailbox.local = bare;
    else
      append_word(phrase_, bare);
  }

  // Several "@" without quotes.
  void check_local(const Mailbox& mailbox, std::string_view written) {
    if (mailbox.local.find('@') != npos && written.find('"') == npos) result_.malformed = true;
  }

  void display(Mailbox& mailbox) {
    const std::string& name = phrase_.empty() ? comments_ : phrase_;
    mailbox.display = std::string(trim_ascii(decode_words(name, notes_)));
  }

  void add(Mailbox mailbox) {
    std::vector<Mailbox> pending;
    pending.swap(pending_);
    for (Mailbox& piece : pending) add(std::move(piece));
    if (result_.mailboxes.size() >= limits::addresses_per_field) {
      cut_ = true;
      return;
    }
    result_.mailboxes.push_back(std::move(mailbox));
  }

  void clear() {
    phrase_.clear();
    bare_.clear();
    comments_.clear();
    address_.reset();
    quoted_ = false;
  }

  std::string_view text_;
  EncodedWordReader words_;
  DecodingNotes& notes_;
  std::size_t position_ = 0;
  AddressField result_;
  bool in_group_ = false;
  bool cut_ = false;
  bool quotes_run_out_ = false;  // no closing mark is left: do not look again
  bool comments_run_out_ = false;

  // The mailbox being read
  std::string phrase_;  // quoted strings and words before and after the angle brackets
  std::string bare_;    // text that may still be a phrase or an address
  std::string comments_;
  std::optional<std::string> address_;
  bool quoted_ = false;
  std::vector<Mailbox> pending_;  // pieces without an address before a comma
};

}  // namespace

Mailbox parse_address(std::string_view text) {
  Mailbox mailbox;
  std::string address = single_spaced(trim_ascii(text), true);
  std::string_view rest = address;
  if (rest.size() > 7 && ascii_iequals(rest.substr(0, 7), "mailto:")) rest.remove_prefix(7);
  if (rest.starts_with('@')) {  // RFC 5322 section 4.4 obs-route
    const std::size_t colon = rest.find(':');
    if (colon != npos) rest.remove_prefix(colon + 1);
  }
  const std::size_t at = rest.rfind('@');
  std::string_view local = trim_ascii(rest.substr(0, at));
  if (at != npos) {
    std::string_view domain = trim_ascii(rest.substr(at + 1));
    while (domain.ends_with('.')) domain.remove_suffix(1);
    mailbox.domain = ascii_lower(domain);
  }
  if (local.size() >= 2 && local.starts_with('"') && local.ends_with('"'))
    mailbox.local = unquoted(local.substr(1, local.size() - 2));
  else
    mailbox.local = local;
  return mailbox;
}

AddressField parse_addresses(std::string_view utf8, DecodingNotes& notes, bool* cut) {
  Parser parser(utf8, notes);
  AddressField field = parser.run();
  if (cut != nullptr) *cut = parser.cut();
  return field;
}

}  // namespace mekiki::message
