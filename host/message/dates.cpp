#include "message/dates.h"

#include <array>
#include <chrono>
#include <string>

#include "base/utf8.h"

namespace mekiki::message {
namespace {

constexpr std::size_t longest_date = 1000;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_alpha(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

struct Zone {
  std::string_view name;
  int minutes;
};
// RFC 5322 section 4.3, and the names common in mail that have one meaning only.
constexpr auto zones = std::to_array<Zone>({
    {"ut", 0},      {"utc", 0},    {"gmt", 0},    {"z", 0},      {"edt", -240}, {"est", -300},
    {"cdt", -300},  {"cst", -360}, {"mdt", -360}, {"mst", -420}, {"pdt", -420}, {"pst", -480},
    {"jst", 540},   {"kst", 540},  {"cet", 60},   {"cest", 120}, {"met", 60},   {"mest", 120},
    {"mez", 60},    {"mesz", 120}, {"bst", 60},   {"wet", 0},    {"west", 60},  {"eet", 120},
    {"eest", 180},  {"msk", 180},  {"msd", 240},  {"hkt", 480},  {"sgt", 480},  {"akst", -540},
    {"akdt", -480}, {"hst", -600}, {"aest", 600}, {"aedt", 660}, {"nzst", 720}, {"nzdt", 780},
});
constexpr auto months = std::to_array<std::string_view>(
    {"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"});
constexpr auto weekdays = std::to_array<std::string_view>({"mon", "tue", "wed", "thu", "fri", "sat", "sun"});

template <class Names>
int name_index(const Names& names, std::string_view word) {
  for (std::size_t i = 0; i < names.size(); ++i)
    if (word.size() >= 3 && word.substr(0, 3) == names[i]) return static_cast<int>(i);
  return -1;
}

struct Parts {
  int year = -1;
  int month = -1;  // 1 to 12
  int day = -1;
  int hour = -1;
  int minute = 0;
  int second = 0;
  std::optional<int> numeric_zone;  // minutes east of UTC
  std::optional<int> named_zone;
  bool broken = false;
};

class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text.substr(0, longest_date)) {}

  Parts run() {
    while (position_ < text_.size() && !parts_.broken) step();
    return parts_;
  }

 private:
  [[nodiscard]] char peek(std::size_t ahead = 0) const {
    return position_ + ahead < text_.size() ? text_[position_ + ahead] : '\0';
  }

  void step() {
    const char c = peek();
    if (is_digit(c))
      number();
    else if (is_alpha(c))
      word();
    else if ((c == '+' || c == '-') && is_digit(peek(1)) && parts_.hour >= 0)
      zone(c == '-' ? -1 : 1);
    else if (c == '(')
      comment();
    else
      ++position_;
  }

  void comment() {
    int depth = 0;
    for (; position_ < text_.size(); ++position_) {
      if (peek() == '\\')
        ++position_;
      else if (peek() == '(')
        ++depth;
      else if (peek() == ')' && --depth == 0)
        break;
    }
    ++position_;
  }

  // Reads digits; more than `at_most` of them break the date.
  int digits(std::size_t at_most) {
    int value = 0;
    std::size_t count = 0;
    while (is_digit(peek())) {
      if (++count > at_most) {
        // After a whole date it is only what somebody appended.
        parts_.broken = !complete();
        position_ = text_.size();
        return 0;
      }
      value = value * 10 + (peek() - '0');
      ++position_;
    }
    count_ = count;
    return value;
  }

  void number() {
    const int value = digits(4);
    const std::size_t count = count_;
    if (peek() == ':' && parts_.hour < 0) return time(value);
    if (count == 4 && parts_.year < 0 && peek() == '-' && is_digit(peek(1)) && parts_.day < 0) return iso_date(value);
    if (count <= 2 && parts_.day >= 0 && parts_.month < 0) {
      parts_.month = value;
    } else if (count == 4 || parts_.day >= 0) {
      if (parts_.year >= 0) return;  // junk after the date
      parts_.year = value;
      // RFC 5322 section 4.3: two digits up to 49 are this century, other short years count from 1900.
      if (count <= 2) parts_.year += value < 50 ? 2000 : 1900;
      if (count == 3) parts_.year += 1900;
    } else {
      parts_.day = value;
    }
  }

  void iso_date(int year) {
    parts_.year = year;
    ++position_;
    parts_.month = digits(2);
    if (peek() != '-') {
      parts_.broken = true;
      return;
    }
    ++position_;
    parts_.day = digits(2);
    if (peek() == 'T' || peek() == 't') ++position_;
  }

  void time(int hour) {
    parts_.hour = hour;
    ++position_;
    parts_.minute = digits(2);
    if (peek() == ':') {
      ++position_;
      parts_.second = digits(2);
    }
    if ((peek() == '.' || peek() == ',') && is_digit(peek(1))) {
      ++position_;
      while (is_digit(peek())) ++position_;
    }
  }

  [[nodiscard]] bool complete() const {
    return parts_.year >= 0 && parts_.month >= 0 && parts_.day >= 0 && parts_.hour >= 0;
  }

  void zone(int sign) {
    ++position_;
    const int value = digits(4);
    int minutes = count_ <= 2 ? value * 60 : (value / 100) * 60 + value % 100;
    if (count_ <= 2 && peek() == ':') {
      ++position_;
      minutes += digits(2);
    }
    if (!parts_.numeric_zone) parts_.numeric_zone = sign * minutes;
  }

  void word() {
    const std::size_t start = position_;
    while (is_alpha(peek())) ++position_;
    const std::string name = ascii_lower(text_.substr(start, position_ - start));
    if (parts_.hour >= 0 && (name == "am" || name == "pm")) {
      if (parts_.hour > 12) return;
      parts_.hour = parts_.hour % 12 + (name == "pm" ? 12 : 0);
      return;
    }
    if (const int month = name_index(months, name); month >= 0 && parts_.month < 0) {
      parts_.month = month + 1;
      return;
    }
    if (parts_.hour < 0 && name_index(weekdays, name) >= 0) return;
    for (const Zone& zone : zones)
      if (zone.name == name && !parts_.named_zone) parts_.named_zone = zone.minutes;
  }

  std::string_view text_;
  std::size_t position_ = 0;
  std::size_t count_ = 0;
  Parts parts_;
};

}  // namespace

std::optional<std::int64_t> parse_date(std::string_view text) {
  const Parts parts = Scanner(text).run();
  const bool complete = parts.year >= 1900 && parts.month >= 1 && parts.day >= 1 && parts.hour >= 0;
  if (parts.broken || !complete || parts.hour > 23 || parts.minute > 59 || parts.second > 60) return std::nullopt;
  const std::chrono::year_month_day day{std::chrono::year(parts.year),
                                        std::chrono::month(static_cast<unsigned>(parts.month)),
                                        std::chrono::day(static_cast<unsigned>(parts.day))};
  if (!day.ok()) return std::nullopt;
  const int zone = parts.numeric_zone.value_or(parts.named_zone.value_or(0));
  constexpr int widest_zone = 24 * 60;
  if (zone < -widest_zone || zone > widest_zone) return std::nullopt;
  const std::int64_t days = std::chrono::sys_days(day).time_since_epoch().count();
  const std::int64_t minutes = (days * 24 + parts.hour) * 60 + parts.minute - zone;
  return minutes * 60 + parts.second;
}

}  // namespace mekiki::message
