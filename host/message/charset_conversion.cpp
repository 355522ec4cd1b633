#include "message/charset_conversion.h"

#include <iconv.h>

#include <array>
#include <cerrno>
#include <cstdint>
#include <unordered_map>

#include "base/utf8.h"

namespace mekiki::message {
namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";

unsigned byte_at(std::string_view bytes, std::size_t position) {
  return position < bytes.size() ? static_cast<unsigned char>(bytes[position]) : 0u;
}

char to_char(unsigned value) { return static_cast<char>(static_cast<unsigned char>(value)); }

// An open iconv descriptor. Kept for the life of the thread: opening one loads a module file, which the sandbox
// refuses.
class Converter {
 public:
  explicit Converter(const char* charset) : descriptor_(iconv_open("UTF-8", charset)) {}
  ~Converter() {
    if (usable()) iconv_close(descriptor_);
  }
  Converter(const Converter&) = delete;
  Converter& operator=(const Converter&) = delete;

  [[nodiscard]] bool usable() const {
    return descriptor_ != reinterpret_cast<iconv_t>(static_cast<std::intptr_t>(-1));  // NOLINT
  }

  std::size_t run(std::string_view bytes, std::string& out) {
    std::size_t errors = 0;
    char* in = const_cast<char*>(bytes.data());  // iconv's interface is not const-correct; it does not write here
    std::size_t in_left = bytes.size();
    while (in_left > 0) {
      const std::size_t result = step(&in, &in_left, out);
      if (result != failed || errno == E2BIG) continue;
      out += replacement;
      ++errors;
      if (errno != EILSEQ) break;  // EINVAL: cut short at the end
      ++in;
      --in_left;
    }
    step(nullptr, nullptr, out);
    return errors;
  }

 private:
  static constexpr std::size_t failed = static_cast<std::size_t>(-1);

  std::size_t step(char** in, std::size_t* in_left, std::string& out) {
    std::array<char, 4096> buffer;
    char* to = buffer.data();
    std::size_t to_left = buffer.size();
    const std::size_t result = iconv(descriptor_, in, in_left, &to, &to_left);
    const int error = errno;
    out.append(buffer.data(), buffer.size() - to_left);
    errno = error;
    return result;
  }

  iconv_t descriptor_;
};

Converter& converter(std::string_view iconv_name) {
  static thread_local std::unordered_map<std::string, Converter> converters;
  const auto found = converters.find(std::string(iconv_name));
  if (found != converters.end()) return found->second;
  std::string name(iconv_name);
  const char* charset = name.c_str();
  return converters.try_emplace(name, charset).first->second;
}

std::size_t convert_windows_1252(std::string_view bytes, std::string& out);

std::size_t convert_by_iconv(std::string_view iconv_name, std::string_view bytes, std::string& out) {
  Converter& by = converter(iconv_name);
  return by.usable() ? by.run(bytes, out) : convert_windows_1252(bytes, out);
}

// Encoding standard, index-windows-1252: 0x80 to 0x9F.
constexpr std::array<char16_t, 32> windows_1252_high = {0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                                        0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x008D, 0x017D, 0x008F,
                                                        0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                                        0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178};

std::size_t convert_windows_1252(std::string_view bytes, std::string& out) {
  for (const char c : bytes) {
    const unsigned byte = static_cast<unsigned char>(c);
    if (byte < 0x80)
      out += c;
    else
      append_utf8(out, byte < 0xA0 ? windows_1252_high[byte - 0x80] : byte);
  }
  return 0;
}

std::size_t convert_utf8(std::string_view bytes, std::string& out) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  if (is_valid_utf8(bytes)) {
    out += bytes;
    return 0;
  }
  const auto count = [](std::string_view text) {
    std::size_t n = 0;
    for (std::size_t at = text.find(replacement); at != std::string_view::npos; at = text.find(replacement, at + 3))
      ++n;
    return n;
  };
  const std::string text = to_valid_utf8(bytes);
  out += text;
  return count(text) - count(bytes);
}

std::size_t convert_utf_16(const Charset& charset, std::string_view bytes, std::string& out) {
  std::string_view name = charset.iconv;
  const unsigned first = byte_at(bytes, 0);
  const unsigned second = byte_at(bytes, 1);
  if ((first == 0xFE && second == 0xFF) || (first == 0xFF && second == 0xFE)) {
    name = first == 0xFE ? "UTF-16BE" : "UTF-16LE";
    bytes.remove_prefix(2);
  } else if (first == 0 && second != 0) {
    name = "UTF-16BE";
  }
  return convert_by_iconv(name, bytes, out);
}

// Japanese sets other than Shift_JIS go through code page 932, because it alone among iconv's modules knows NEC's and
// IBM's extra characters the way Windows wrote them into ISO-2022-JP and EUC-JP mail.
class JapaneseText {
 public:
  explicit JapaneseText(std::string& out) : out_(out) {}

  void ascii(char c) { pending_ += c; }
  // JIS X 0201, 0x21 to 0x5F in its seven-bit form.
  void half_width_kana(unsigned seven_bit) { pending_ += to_char(seven_bit | 0x80); }
  // JIS X 0208 and the rows vendors added; both bytes 0x21 to 0x7E.
  void jis_0208(unsigned first, unsigned second) {
    pending_ += to_char(((first - 0x21) >> 1) + (first <= 0x5E ? 0x81 : 0xC1));
    pending_ += to_char((first & 1) != 0 ? second + (second >= 0x60 ? 0x20 : 0x1F) : second + 0x7E);
  }
  // A character of another set, as that charset's bytes.
  void other(std::string_view iconv_name, std::string_view bytes) {
    flush();
    errors_ += convert_by_iconv(iconv_name, bytes, out_);
  }
  void error() {
    flush();
    out_ += replacement;
    ++errors_;
  }
  std::size_t finish() {
    flush();
    return errors_;
  }

 private:
  void flush() {
    if (!pending_.empty()) errors_ += convert_by_iconv("CP932", pending_, out_);
    pending_.clear();
  }

  std::string& out_;
  std::string pending_;
  std::size_t errors_ = 0;
};

bool is_euc(unsigned byte) { return byte >= 0xA1 && byte <= 0xFE; }

std::size_t convert_euc_jp(std::string_view bytes, std::string& out) {
  JapaneseText text(out);
  for (std::size_t i = 0; i < bytes.size();) {
    const unsigned first = byte_at(bytes, i);
    const unsigned second = byte_at(bytes, i + 1);
    if (first < 0x80) {
      text.ascii(bytes[i]);
      i += 1;
    } else if (first == 0x8E && second >= 0xA1 && second <= 0xDF) {
      text.half_width_kana(second & 0x7F);
      i += 2;
    } else if (first == 0x8F && is_euc(second) && is_euc(byte_at(bytes, i + 2))) {
      text.other("EUC-JP-MS", bytes.substr(i, 3));
      i += 3;
    } else if (is_euc(first) && is_euc(second)) {
      text.jis_0208(first & 0x7F, second & 0x7F);
      i += 2;
    } else {
      text.error();
      i += 1;
    }
  }
  return text.finish();
}

enum class JisSet { ascii, kana, jis_0208, jis_0212, gb_2312, ks_x_1001 };

// ISO-2022-JP (RFC 1468), -1, -2 (RFC 1554) and the vendors' additions: an escape sequence and what it designates.
struct Escape {
  std::string_view bytes;
  JisSet set;
};
constexpr auto escapes = std::to_array<Escape>({{"\x1B(B", JisSet::ascii},
                                                {"\x1B(J", JisSet::ascii},
                                                {"\x1B(H", JisSet::ascii},
                                                {"\x1B(I", JisSet::kana},
                                                {"\x1B$@", JisSet::jis_0208},
                                                {"\x1B$B", JisSet::jis_0208},
                                                {"\x1B$(@", JisSet::jis_0208},
                                                {"\x1B$(B", JisSet::jis_0208},
                                                {"\x1B$(O", JisSet::jis_0208},
                                                {"\x1B$(Q", JisSet::jis_0208},
                                                {"\x1B$(D", JisSet::jis_0212},
                                                {"\x1B$A", JisSet::gb_2312},
                                                {"\x1B$(C", JisSet::ks_x_1001}});

void add_double_byte(JapaneseText& text, JisSet set, unsigned first, unsigned second) {
  const std::array<char, 3> euc = {'\x8F', to_char(first | 0x80), to_char(second | 0x80)};
  const std::string_view bytes(euc.data(), euc.size());
  switch (set) {
    case JisSet::jis_0212:
      return text.other("EUC-JP-MS", bytes);
    case JisSet::gb_2312:
      return text.other("GB18030", bytes.substr(1));
    case JisSet::ks_x_1001:
      return text.other("UHC", bytes.substr(1));
    default:
      return text.jis_0208(first, second);
  }
}

class Iso2022Jp {
 public:
  Iso2022Jp(std::string_view bytes, std::string& out) : bytes_(bytes), text_(out) {}

  std::size_t run() {
    for (std::size_t i = 0; i < bytes_.size();) i += step(i);
    return text_.finish();
  }

 private:
  // How many bytes were used up.
  std::size_t step(std::size_t i) {
    const unsigned byte = byte_at(bytes_, i);
    if (byte == 0x1B) return escape(i);
    if (byte == 0x0E || byte == 0x0F) {  // shift out and in, as JIS X 0202 has them
      set_ = byte == 0x0E ? JisSet::kana : JisSet::ascii;
      return 1;
    }
    // RFC 1468: every line ends in ASCII. Those that forget to say so end in it all the same.
    if (byte == '\n' || byte == '\r') set_ = JisSet::ascii;
    if (byte >= 0xA1 && byte <= 0xDF) {
      text_.half_width_kana(byte & 0x7F);
    } else if (byte >= 0x80) {
      text_.error();
    } else if (set_ == JisSet::ascii || byte <= 0x20 || byte == 0x7F) {
      text_.ascii(bytes_[i]);
    } else if (set_ == JisSet::kana) {
      byte <= 0x5F ? text_.half_width_kana(byte) : text_.error();
    } else {
      return pair(byte, byte_at(bytes_, i + 1));
    }
    return 1;
  }

  std::size_t pair(unsigned first, unsigned second) {
    if (second < 0x21 || second > 0x7E) {
      text_.error();
      return 1;
    }
    add_double_byte(text_, set_, first, second);
    return 2;
  }

  std::size_t escape(std::size_t i) {
    for (const Escape& known : escapes) {
      if (bytes_.substr(i, known.bytes.size()) != known.bytes) continue;
      set_ = known.set;
      return known.bytes.size();
    }
    text_.error();
    return 1;
  }

  std::string_view bytes_;
  JapaneseText text_;
  JisSet set_ = JisSet::ascii;
};

}  // namespace

std::size_t convert(const Charset& charset, std::string_view bytes, std::string& out) {
  out.reserve(out.size() + bytes.size());
  switch (charset.kind) {
    case CharsetKind::utf_8:
      return convert_utf8(bytes, out);
    case CharsetKind::windows_1252:
      return convert_windows_1252(bytes, out);
    case CharsetKind::euc_jp:
      return convert_euc_jp(bytes, out);
    case CharsetKind::iso_2022_jp:
      return Iso2022Jp(bytes, out).run();
    case CharsetKind::utf_16:
      return convert_utf_16(charset, bytes, out);
    default:
      return convert_by_iconv(charset.iconv, bytes, out);
  }
}

bool open_converter(const Charset& charset) {
  if (charset.kind == CharsetKind::euc_jp || charset.kind == CharsetKind::iso_2022_jp)
    return converter("EUC-JP-MS").usable() && converter("CP932").usable();
  return charset.iconv.empty() || converter(charset.iconv).usable();
}

}  // namespace mekiki::message
