// The web platform tests of the URL standard: urltestdata.json, toascii.json, percent-encoding.json.
#include <gtest/gtest.h>

#include "conformance_data.h"
#include "names/domain.h"
#include "names/url.h"

namespace mekiki::names {
namespace {

using nlohmann::json;
using test::ExactBuffer;
using test::read_json;

Result<Url> parse(const json& input, const json& base) {
  const ExactBuffer text(input.get<std::string>());
  if (base.is_null()) return parse_url(text.view());
  const ExactBuffer base_text(base.get<std::string>());
  const auto base_url = parse_url(base_text.view());
  EXPECT_TRUE(base_url.ok());
  return parse_url(text.view(), base_url ? &*base_url : nullptr);
}

std::string text_of(const json& given, const char* key) { return given[key].get<std::string>(); }

// https://url.spec.whatwg.org/#api : the attributes as a script reads them.
struct Attributes {
  explicit Attributes(const Url& url)
      : href(url.href()),
        protocol(url.scheme + ':'),
        hostname(url.host),
        port(url.port ? std::to_string(*url.port) : ""),
        host(port.empty() ? hostname : hostname + ':' + port),
        search(url.query && !url.query->empty() ? '?' + *url.query : ""),
        hash(url.fragment && !url.fragment->empty() ? '#' + *url.fragment : "") {}

  std::string href;
  std::string protocol;
  std::string hostname;
  std::string port;
  std::string host;
  std::string search;
  std::string hash;
};

void expect_as_given(const Url& url, const json& given) {
  const Attributes attributes(url);
  EXPECT_EQ(attributes.href, text_of(given, "href"));
  EXPECT_EQ(attributes.protocol, text_of(given, "protocol"));
  EXPECT_EQ(url.username, text_of(given, "username"));
  EXPECT_EQ(url.password, text_of(given, "password"));
  EXPECT_EQ(attributes.host, text_of(given, "host"));
  EXPECT_EQ(attributes.hostname, text_of(given, "hostname"));
  EXPECT_EQ(attributes.port, text_of(given, "port"));
  EXPECT_EQ(url.path, text_of(given, "pathname"));
  EXPECT_EQ(attributes.search, text_of(given, "search"));
  EXPECT_EQ(attributes.hash, text_of(given, "hash"));
}

TEST(UrlConformance, UrlTestData) {
  const auto data = read_json("url/urltestdata.json");
  if (!data) GTEST_SKIP() << "urltestdata.json is not here";
  std::size_t cases = 0;
  for (const json& given : *data) {
    if (given.is_string()) continue;
    ++cases;
    SCOPED_TRACE(given["input"].dump() + " against " + given["base"].dump());
    const auto url = parse(given["input"], given["base"]);
    EXPECT_EQ(url.ok(), !given.value("failure", false));
    if (url && !given.value("failure", false)) expect_as_given(*url, given);
  }
  EXPECT_GE(cases, 891U);
}

// A relative input says which bases make it an absolute one.
TEST(UrlConformance, RelativeTo) {
  const auto data = read_json("url/urltestdata.json");
  if (!data) GTEST_SKIP() << "urltestdata.json is not here";
  for (const json& given : *data) {
    if (given.is_string() || !given.contains("relativeTo")) continue;
    SCOPED_TRACE(given["input"].dump());
    EXPECT_EQ(parse(given["input"], "about:blank").ok(), text_of(given, "relativeTo") == "any-base");
  }
}

// What was written must be read back as the same.
TEST(UrlConformance, SerialisingIsStable) {
  const auto data = read_json("url/urltestdata.json");
  if (!data) GTEST_SKIP() << "urltestdata.json is not here";
  for (const json& given : *data) {
    if (given.is_string() || given.contains("failure")) continue;
    SCOPED_TRACE(given["href"].dump());
    const auto url = parse(given["href"], nullptr);
    ASSERT_TRUE(url.ok());
    EXPECT_EQ(url->href(), text_of(given, "href"));
  }
}

TEST(UrlConformance, ToAscii) {
  const auto data = read_json("url/toascii.json");
  if (!data) GTEST_SKIP() << "toascii.json is not here";
  for (const json& given : *data) {
    if (given.is_string()) continue;
    SCOPED_TRACE(given["input"].dump());
    const ExactBuffer input(given["input"].get<std::string>());
    const auto ascii = to_ascii(input.view());
    const auto url = parse_url("https://" + std::string(input.view()) + "/x");
    EXPECT_EQ(ascii.ok(), !given["output"].is_null());
    EXPECT_EQ(url.ok(), ascii.ok());
    if (ascii && url && !given["output"].is_null()) {
      EXPECT_EQ(*ascii, text_of(given, "output"));
      EXPECT_EQ(url->host, text_of(given, "output"));
    }
  }
}

// Only UTF-8: links in mails are read as text, whatever the mail's encoding was.
TEST(UrlConformance, PercentEncoding) {
  const auto data = read_json("url/percent-encoding.json");
  if (!data) GTEST_SKIP() << "percent-encoding.json is not here";
  for (const json& given : *data) {
    if (given.is_string()) continue;
    SCOPED_TRACE(given["input"].dump());
    const auto url = parse_url("https://example.com/?" + given["input"].get<std::string>());
    ASSERT_TRUE(url.ok());
    EXPECT_EQ(url->query, given["output"]["utf-8"].get<std::string>());
  }
}

}  // namespace
}  // namespace mekiki::names
