#include "message/trace_tokens.h"

#include <algorithm>

#include "base/utf8.h"

namespace mekiki::message {
namespace {

constexpr std::size_t tokens_at_most = 400;
constexpr auto npos = std::string_view::npos;

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

class Tokeniser {
 public:
  explicit Tokeniser(std::string_view text) : text_(text) {}

  std::vector<TraceToken> run() {
    while (position_ < text_.size() && tokens_.size() < tokens_at_most) step();
    return std::move(tokens_);
  }

 private:
  void step() {
    switch (text_[position_]) {
      case ' ':
      case '\t':
      case '\r':
      case '\n':
      case ')':  // its opening is missing
        ++position_;
        return;
      case ';':
        return add(TraceToken::Kind::semicolon, position_, position_ + 1, position_ + 1);
      case '(':
        return comment();
      case '[':
        return enclosed(TraceToken::Kind::bracket, ']');
      case '<':
        return enclosed(TraceToken::Kind::angle, '>');
      default:
        return word();
    }
  }

  void add(TraceToken::Kind kind, std::size_t from, std::size_t to, std::size_t next) {
    tokens_.push_back({kind, text_.substr(from, to - from), position_, next});
    position_ = next;
  }

  void word() {
    std::size_t end = position_;
    while (end < text_.size() && !is_space(text_[end]) && std::string_view("();[<").find(text_[end]) == npos) ++end;
    const std::size_t next = end;
    std::size_t start = position_;
    while (end > start && (text_[end - 1] == ',' || text_[end - 1] == '"')) --end;
    while (start < end && (text_[start] == '"' || text_[start] == ',')) ++start;
    if (start == end)
      position_ = next;
    else
      add(TraceToken::Kind::word, start, end, next);
  }

  // "[192.0.2.1]", "<address>". Neither reaches into a later clause or comment.
  void enclosed(TraceToken::Kind kind, char closing) {
    const char opening = text_[position_];
    std::size_t depth = 0;
    for (std::size_t i = position_; i < text_.size() && i - position_ < longest_enclosed; ++i) {
      if (text_[i] == ';' || (is_space(text_[i]) && text_.substr(i + 1, 1) == "(")) break;
      if (text_[i] == opening) ++depth;
      if (text_[i] == closing && --depth == 0) return add(kind, position_ + 1, i, i + 1);
    }
    ++position_;
  }

  void comment() {
    std::size_t depth = 0;
    for (std::size_t i = position_; i < text_.size() && !comments_run_out_; ++i) {
      if (text_[i] == '\\')
        ++i;
      else if (text_[i] == '(')
        ++depth;
      else if (text_[i] == ')' && --depth == 0)
        return add(TraceToken::Kind::comment, position_ + 1, i, i + 1);
    }
    // Never closed: it ends before the next clause.
    comments_run_out_ = true;
    const std::size_t by = ascii_lower(text_.substr(position_, longest_open_comment)).find(" by ");
    const std::size_t end = by == npos ? std::min(text_.size(), position_ + longest_open_comment) : position_ + by;
    add(TraceToken::Kind::comment, position_ + 1, std::max(position_ + 1, end), std::max(position_ + 1, end));
  }

  static constexpr std::size_t longest_open_comment = 300;
  static constexpr std::size_t longest_enclosed = 400;

  std::string_view text_;
  std::size_t position_ = 0;
  bool comments_run_out_ = false;
  std::vector<TraceToken> tokens_;
};

}  // namespace

std::vector<TraceToken> trace_tokens(std::string_view text) { return Tokeniser(text).run(); }

}  // namespace mekiki::message
