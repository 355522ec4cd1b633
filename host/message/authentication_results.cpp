#include "message/authentication_results.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "base/utf8.h"

namespace mekiki::message {
namespace {

constexpr std::size_t methods_at_most = 100;
constexpr std::size_t properties_at_most = 50;

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

// One piece of the field: "name=value", a bare word, a comment or a semicolon.
struct Piece {
  enum class Kind { pair, word, comment, semicolon };
  Kind kind = Kind::word;
  std::string name;   // lower case
  std::string value;  // or the word, or the comment's content
};

class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}

  std::optional<Piece> next() {
    skip_space();
    if (at_end()) return std::nullopt;
    if (text_[position_] == ';') {
      ++position_;
      return Piece{Piece::Kind::semicolon, {}, {}};
    }
    if (text_[position_] == '(') return Piece{Piece::Kind::comment, {}, comment()};
    if (text_[position_] == '"') return Piece{Piece::Kind::word, {}, quoted()};
    const std::string_view name = until(";()=\"");
    if (name.empty()) {
      ++position_;
      return Piece{};
    }
    // White space and comments may stand around the sign and around the version (RFC 8601 section 2.2).
    const std::size_t after_name = position_;
    skip_space_and_comments();
    if (!at_end() && text_[position_] == '/') {
      ++position_;
      skip_space_and_comments();
      until(";()=\"");
      skip_space_and_comments();
    }
    if (at_end() || text_[position_] != '=') {
      position_ = after_name;
      return Piece{Piece::Kind::word, {}, std::string(name)};
    }
    ++position_;
    const std::size_t after_sign = position_;
    skip_space_and_comments();
    std::string value;
    if (!at_end() && text_[position_] == '"')
      value = quoted();
    else if (const std::string_view written = until(";("); !is_next_pair(written, after_sign))
      value = written;
    else
      position_ = after_sign;
    return Piece{Piece::Kind::pair, ascii_lower(name), std::move(value)};
  }

 private:
  [[nodiscard]] bool at_end() const { return position_ >= text_.size(); }
  void skip_space() {
    while (!at_end() && is_space(text_[position_])) ++position_;
  }

  void skip_space_and_comments() {
    for (skip_space(); !at_end() && text_[position_] == '('; skip_space()) comment();
  }

  // "header.from= header.d=x": the value was left empty.
  bool is_next_pair(std::string_view written, std::size_t after_sign) const {
    if (after_sign >= text_.size() || !is_space(text_[after_sign])) return false;
    const std::size_t sign = written.find('=');
    return sign != std::string_view::npos && written.substr(0, sign).find_first_of("/:?@") == std::string_view::npos &&
           written.substr(0, sign).find('.') != std::string_view::npos;
  }

  std::string_view until(std::string_view stops) {
    const std::size_t start = position_;
    while (!at_end() && !is_space(text_[position_]) && stops.find(text_[position_]) == std::string_view::npos)
      ++position_;
    return text_.substr(start, position_ - start);
  }

  std::string quoted() {
    std::string out;
    for (++position_; !at_end() && text_[position_] != '"'; ++position_) {
      if (text_[position_] == '\\' && position_ + 1 < text_.size()) ++position_;
      out += text_[position_];
    }
    if (!at_end()) ++position_;
    return out;
  }

  // An unbalanced comment takes the rest, as RFC 5322 has it.
  std::string comment() {
    std::string out;
    std::size_t depth = 0;
    for (; !at_end(); ++position_) {
      const char c = text_[position_];
      if (c == '\\' && position_ + 1 < text_.size()) {
        out += text_[++position_];
        continue;
      }
      if (c == '(' && ++depth == 1) continue;
      if (c == ')' && --depth == 0) {
        ++position_;
        break;
      }
      out += c;
    }
    return out;
  }

  std::string_view text_;
  std::size_t position_ = 0;
};

class Reader {
 public:
  explicit Reader(std::string_view value) : scan_(value) {}

  AuthenticationResults run() {
    while (const std::optional<Piece> piece = scan_.next()) {
      switch (piece->kind) {
        case Piece::Kind::semicolon:
          authserv_open_ = authserv_open_ && !any_pair_ && results_.authserv_id.empty();
          fresh_ = true;
          method_open_ = false;
          break;
        case Piece::Kind::word:
          if (authserv_open_ && !any_pair_ && results_.authserv_id.empty())
            results_.authserv_id = ascii_lower(piece->value);
          break;
        case Piece::Kind::comment:
          if (method_open_ && results_.methods.back().comment.empty()) results_.methods.back().comment = piece->value;
          break;
        case Piece::Kind::pair:
          pair(*piece);
          break;
      }
    }
    return std::move(results_);
  }

 private:
  void pair(const Piece& piece) {
    if (piece.name == "i" && !any_pair_ && results_.methods.empty()) return;  // RFC 8617 section 4.1.1
    any_pair_ = true;
    // RFC 8601 section 2.2: the first of a segment is "method=result". Property types have a dot. Yahoo writes
    // "from=domain" by itself before the method that it belongs to.
    const bool is_property = !fresh_ || piece.name.find('.') != std::string::npos;
    if (piece.name == "from") {
      pending_from_ = piece.value;
    } else if (is_property && !results_.methods.empty()) {
      property(results_.methods.back(), piece);
    } else if (!is_property && results_.methods.size() < methods_at_most) {
      MethodResult& method = results_.methods.emplace_back();
      method.method = piece.name.substr(0, piece.name.find('/'));
      method.result = ascii_lower(piece.value);
      if (!pending_from_.empty()) method.properties.emplace_back("from", std::exchange(pending_from_, {}));
      fresh_ = false;
      method_open_ = true;
    }
  }

  static void property(MethodResult& method, const Piece& piece) {
    if (piece.name == "reason" && method.reason.empty())
      method.reason = piece.value;
    else if (method.properties.size() < properties_at_most)
      method.properties.emplace_back(piece.name, piece.value);
  }

  Scanner scan_;
  AuthenticationResults results_;
  bool authserv_open_ = true;  // the authserv-id may still come
  bool any_pair_ = false;
  bool fresh_ = true;         // no method yet in this segment
  bool method_open_ = false;  // a comment now belongs to the last method
  std::string pending_from_;
};

}  // namespace

AuthenticationResults parse_authentication_results(std::string_view value) {
  constexpr std::size_t longest = 16384;
  return Reader(value.substr(0, longest)).run();
}

}  // namespace mekiki::message
