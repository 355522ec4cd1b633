// House cases of the URL parser: what the standard's own vectors do not ask.
#include "names/url.h"

#include <gtest/gtest.h>

#include "base/limits.h"
#include "conformance_data.h"
#include "names/url_host.h"

namespace mekiki::names {
namespace {

using namespace std::string_literals;

Url parsed(std::string_view input) {
  const auto url = parse_url(input);
  EXPECT_TRUE(url.ok()) << input;
  return url ? *url : Url{};
}

std::string failure(std::string_view input) {
  const auto url = parse_url(input);
  EXPECT_FALSE(url.ok()) << input;
  if (url) return {};
  EXPECT_EQ(url.error().code, "invalid_url");
  return url.error().detail;
}

TEST(Url, SampleLink) {
  const Url url = parsed("https://cpkagoya.ho61v7smlr.free.hr/activemail.kagoya.com/");
  EXPECT_EQ(url.scheme, "https");
  EXPECT_EQ(url.host_kind, HostKind::domain);
  EXPECT_EQ(url.host, "cpkagoya.ho61v7smlr.free.hr");
  EXPECT_EQ(url.path, "/activemail.kagoya.com/");
  EXPECT_TRUE(url.is_web());
}

TEST(Url, HostKinds) {
  EXPECT_EQ(parsed("mailto:a@example.com").host_kind, HostKind::none);
  EXPECT_EQ(parsed("file:///etc/passwd").host_kind, HostKind::empty);
  EXPECT_EQ(parsed("foo:///x").host_kind, HostKind::empty);
  EXPECT_EQ(parsed("foo://Bar/x").host_kind, HostKind::opaque);
  EXPECT_EQ(parsed("http://[2001:DB8::1]/").host_kind, HostKind::ipv6);
  EXPECT_EQ(parsed("http://192.0.2.1/").host_kind, HostKind::ipv4);
  EXPECT_TRUE(parsed("mailto:a@example.com").opaque_path);
}

TEST(Url, NumericHostWritten) {
  const struct {
    std::string_view input;
    bool written;
  } cases[] = {
      {"http://127.0.0.1/", false},
      {"http://127.0.0.1./", false},
      {"http://user@127.0.0.1:8080/", false},
      {"http://2130706433/", true},
      {"http://0x7f.1/", true},
      {"http://0177.0.0.01/", true},
      {"http://127.1/", true},
      {"http://0x7F000001/", true},
      {"http://%31%32%37.0.0.1/", true},
      {"http://\uFF11\uFF12\uFF17.0.0.1/", true},
      {"http://127\u30020\u30020\u30021/", true},
  };
  for (const auto& [input, written] : cases) {
    SCOPED_TRACE(input);
    const Url url = parsed(input);
    EXPECT_EQ(url.host, "127.0.0.1");
    EXPECT_EQ(url.host_kind, HostKind::ipv4);
    EXPECT_EQ(url.numeric_host_written, written);
  }
  EXPECT_FALSE(parsed("http://[::1]/").numeric_host_written);
  const Url base = parsed("http://0x7f.1/a/b");
  EXPECT_TRUE(parse_url("c", &base)->numeric_host_written);
}

TEST(Url, Disguises) {
  // What stands before '@' is no host, a backslash is a slash, tabs and line ends vanish, full width is ASCII.
  EXPECT_EQ(parsed("https://www.bank.example@evil.example/").host, "evil.example");
  EXPECT_EQ(parsed("https://www.bank.example%2F@evil.example/").username, "www.bank.example%2F");
  EXPECT_EQ(parsed("https:\\\\evil.example\\@www.bank.example").host, "evil.example");
  EXPECT_EQ(parsed("ht\ntps://evil\t.exa\r\nmple/").host, "evil.example");
  EXPECT_EQ(parsed("  \x01https:evil.example").href(), "https://evil.example/");
  EXPECT_EQ(parsed("https://\uFF45\uFF56\uFF49\uFF4C\u3002example/").host, "evil.example");
  EXPECT_EQ(parsed("https://ev\u00ADil.exam\u200Bple/").host, "evil.example");
  EXPECT_EQ(parsed("https://%65%76%69%6C.example/").host, "evil.example");
  EXPECT_EQ(parsed("https://\U0001CCDA\U0001CCEB\U0001CCDE\U0001CCE1.example/").host, "evil.example");
  EXPECT_EQ(parsed("https:///evil.example").host, "evil.example");
}

TEST(Url, NamesTheStepThatFailed) {
  EXPECT_EQ(failure("evil.example/path"), "relative without a base");
  EXPECT_EQ(failure("https://"), "host: missing");
  EXPECT_EQ(failure("https://user@"), "authority: credentials without a host");
  EXPECT_EQ(failure("https://example.com:99999/"), "port: invalid");
  EXPECT_EQ(failure("https://a b/"), "host: forbidden code point");
  EXPECT_EQ(failure("https://[::1/"), "host: unclosed IPv6 address");
  EXPECT_EQ(failure("https://[::g]/"), "host: not an IPv6 address");
  EXPECT_EQ(failure("https://256.256.256.256.256/"), "host: not an IPv4 address");
  EXPECT_EQ(failure("foo://a^b/"), "opaque host: forbidden code point");
}

TEST(Url, BytesThatAreNoUtf8) {
  EXPECT_EQ(parsed("https://example.com/\xFF\xE3\x81").path, "/%EF%BF%BD%EF%BF%BD");
  EXPECT_FALSE(parse_url("https://ex\xFF"
                         "ample.com/")
                   .ok());
  EXPECT_FALSE(parse_url("https://ex%FFample.com/").ok());
  EXPECT_FALSE(parse_url("https://ex\0ample.com/"s).ok());
  EXPECT_EQ(parsed("https://example.com/a\0b"s).path, "/a%00b");
}

TEST(Url, ForbiddenCodePoints) {
  for (int byte = 0; byte < 0x80; ++byte) {
    const char c = static_cast<char>(byte);
    const bool host = "\0\t\n\r #/:<>?@[\\]^|"s.find(c) != std::string::npos;
    EXPECT_EQ(is_forbidden_host_code_point(c), host) << byte;
    EXPECT_EQ(is_forbidden_domain_code_point(c), host || byte < 0x20 || c == '%' || byte == 0x7F) << byte;
  }
}

TEST(Url, TooLongIsExaminedInPart) {
  const std::string padding(limits::url_bytes, 'a');
  const Url url = parsed("https://evil.example/" + padding);
  EXPECT_TRUE(url.cut);
  EXPECT_EQ(url.host, "evil.example");
  EXPECT_LE(url.href().size(), limits::url_bytes);
  EXPECT_FALSE(parsed("https://evil.example/").cut);

  // A host behind the limit is not guessed.
  EXPECT_EQ(failure("https://bank.example" + padding + "@evil.example/"), "authority: too long");
  EXPECT_EQ(failure("file://bank.example" + padding + "/x"), "authority: too long");

  // Cut on a character: no replacement character that nobody wrote.
  std::string letters;
  while (letters.size() <= limits::url_bytes) letters += "\u3042";
  for (const std::string_view start : {"https://e.example/", "https://e.example/a", "https://e.example/ab"}) {
    EXPECT_EQ(parsed(std::string(start) + letters).path.find("%EF%BF%BD"), std::string::npos);
  }
  // White space around and inside counts for nothing.
  EXPECT_FALSE(parsed(std::string(limits::url_bytes, ' ') + "https://evil.example/").cut);
  EXPECT_FALSE(parsed("https://evil.example/" + std::string(limits::url_bytes, '\n')).cut);
}

TEST(Url, LongHostsAreRefusedNotLaboured) {
  std::string wide;
  for (char32_t c = 0x4E00; wide.size() < 15000; ++c) {
    wide += static_cast<char>(0xE0 | (c >> 12));
    wide += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
    wide += static_cast<char>(0x80 | (c & 0x3F));
  }
  EXPECT_EQ(failure("https://" + wide + "/"), "host: non-ASCII domain is too long");
  // Padding with ignored code points does not count.
  std::string padded = "https://ev";
  while (padded.size() < 10000) padded += "\u00AD";
  EXPECT_EQ(parsed(padded + "il.example/").host, "evil.example");
}

// Twice the length takes about twice the time: measured generously, a quadratic parser would need minutes.
TEST(Url, LinearTime) {
  const auto repeat = [](std::string_view unit) {
    std::string text;
    while (text.size() + unit.size() < limits::url_bytes - 100) text += unit;
    return text;
  };
  const test::CpuTime time;
  for (const std::string_view unit :
       {"a/../", "../", "@",  ":",  "[",  "%2e/", "//",      "\\",     "?",       "#",
        " ",     "%",   "1.", "a.", "0x", "xn--", "\u00DF.", "\u0301", "\u05D0.", "%C3%9F."}) {
    for (const std::string_view prefix : {"https://e.example/", "https://", "foo:", "foo://", "file:", "mailto:"}) {
      for (int i = 0; i < 5; ++i) static_cast<void>(parse_url(std::string(prefix) + repeat(unit)));
    }
  }
  EXPECT_LT(time.seconds(), 20);
}

TEST(Url, PercentDecode) {
  EXPECT_EQ(percent_decode("a%20b%zz%4"), "a b%zz%4");
  EXPECT_EQ(percent_decode("%E3%81%82%00"), "\u3042\0"s);
  EXPECT_EQ(percent_decode("%"), "%");
  EXPECT_EQ(percent_decode("%%41"), "%A");
  EXPECT_EQ(percent_decode(test::ExactBuffer("%4").view()), "%4");
}

TEST(Url, HrefOfAPathThatLooksLikeAnAuthority) {
  const Url url = parsed("web+demo:/.//not-a-host/");
  EXPECT_EQ(url.host_kind, HostKind::none);
  EXPECT_EQ(url.path, "//not-a-host/");
  EXPECT_EQ(url.href(), "web+demo:/.//not-a-host/");
}

}  // namespace
}  // namespace mekiki::names
