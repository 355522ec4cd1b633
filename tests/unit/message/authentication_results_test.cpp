#include "message/authentication_results.h"

#include <gtest/gtest.h>

namespace mekiki::message {
namespace {

std::string shown(std::string_view value) {
  const AuthenticationResults results = parse_authentication_results(value);
  std::string out = results.authserv_id;
  for (const MethodResult& method : results.methods) {
    out.append("; ").append(method.method).append("=").append(method.result);
    if (!method.comment.empty()) out.append(" (").append(method.comment).append(")");
    if (!method.reason.empty()) out.append(" reason=").append(method.reason);
    for (const auto& [name, property] : method.properties) out.append(" ").append(name).append("=").append(property);
  }
  return out;
}

TEST(AuthenticationResultsField, Rfc8601) {
  EXPECT_EQ(shown("example.com 1; none"), "example.com");
  EXPECT_EQ(shown("Example.com;spf=pass smtp.mailfrom=example.net"), "example.com; spf=pass smtp.mailfrom=example.net");
  EXPECT_EQ(shown("example.com; dkim/1=FAIL reason=\"bad; signature\" header.i=@a.example (x); dmarc = pass "
                  "header.from=a.example"),
            "example.com; dkim=fail (x) reason=bad; signature header.i=@a.example; dmarc=pass header.from=a.example");
  EXPECT_EQ(shown("foo.example.net (foobar) 1 (baz); dkim (Because I like it) / 1 (One yay) = (wait for it) fail"),
            "foo.example.net; dkim=fail");
}

TEST(AuthenticationResultsField, Outlook) {
  EXPECT_EQ(
      shown("spf=pass (sender IP is 192.0.2.1) smtp.mailfrom=a.example; dkim=none (message not signed) "
            "header.d=none;dmarc=pass action=none header.from=a.example;compauth=pass reason=100"),
      "; spf=pass (sender IP is 192.0.2.1) smtp.mailfrom=a.example; dkim=none (message not signed) header.d=none; "
      "dmarc=pass action=none header.from=a.example; compauth=pass reason=100");
  EXPECT_EQ(shown("dkim=none (message not signed) header.d=none;mx.example; dmarc=none action=none header.from="),
            "; dkim=none (message not signed) header.d=none; dmarc=none action=none header.from=");
}

TEST(AuthenticationResultsField, Gmail) {
  EXPECT_EQ(
      shown(
          "mx.google.com; dkim=pass header.i=@a.example header.s=s1 header.b=\"a/b+\"; spf=pass (google.com: domain of "
          "x@a.example designates 192.0.2.1 as permitted sender) smtp.mailfrom=x@a.example; dmarc=pass (p=NONE sp=NONE "
          "dis=NONE) header.from=a.example"),
      "mx.google.com; dkim=pass header.i=@a.example header.s=s1 header.b=a/b+; spf=pass (google.com: domain of "
      "x@a.example "
      "designates 192.0.2.1 as permitted sender) smtp.mailfrom=x@a.example; dmarc=pass (p=NONE sp=NONE dis=NONE) "
      "header.from=a.example");
}

TEST(AuthenticationResultsField, YahooJapan) {
  EXPECT_EQ(shown("mta508.mail.example  from=a.example; domainkeys=neutral (no sig); from=a.example; dkim=pass (ok); "
                  "header.i=@a.example"),
            "mta508.mail.example; domainkeys=neutral (no sig) from=a.example; dkim=pass (ok) from=a.example "
            "header.i=@a.example");
}

TEST(AuthenticationResultsField, Others) {
  EXPECT_EQ(shown("mx.example; bimi=pass policy.authority-uri= https://a.example/b?c=d policy.x=\"a b\""),
            "mx.example; bimi=pass policy.authority-uri=https://a.example/b?c=d policy.x=a b");
  EXPECT_EQ(shown("i=2; mx.google.com; arc=pass (i=1)"), "mx.google.com; arc=pass (i=1)");
  EXPECT_EQ(shown("mx.example; dkim=pass (unbalanced header.d=a.example"),
            "mx.example; dkim=pass (unbalanced header.d=a.example)");
  EXPECT_EQ(shown(""), "");
  EXPECT_EQ(shown(";;;=;(;)"), "");
}

}  // namespace
}  // namespace mekiki::message
