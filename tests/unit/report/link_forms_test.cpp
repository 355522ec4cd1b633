// From the bytes of a mail to the links of its report: every way in which mail is known to hold an address.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "report/examination.h"

namespace mekiki::report {
namespace {

nlohmann::json links_of(const std::string& body, const std::string& type) {
  auto examination = Examination::begin(
      "From: <info@fjell-sample.org>\nTo: <sam@example.com>\nSubject: x\nMIME-Version: 1.0\nContent-Type: " + type +
          "; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n" + body + "\n",
      {});
  return examination ? examination->run({}).report->at("links") : nlohmann::json::array();
}

struct Form {
  const char* name;
  const char* body;
  const char* host;  // "" for a link without a site
};

constexpr Form in_html[] = {
    {"plain", "<a href='https://x-sample.org/a'>x</a>", "x-sample.org"},
    {"tab and newline inside", "<a href='https://x-sam\tple.o\nrg/a'>x</a>", "x-sample.org"},
    {"backslashes", "<a href='https:\\\\x-sample.org\\a'>x</a>", "x-sample.org"},
    {"one slash", "<a href='https:/x-sample.org/a'>x</a>", "x-sample.org"},
    {"no slash", "<a href='https:x-sample.org/a'>x</a>", "x-sample.org"},
    {"many slashes", "<a href='https://///x-sample.org/a'>x</a>", "x-sample.org"},
    {"no quotes", "<a href=https://x-sample.org/a>x</a>", "x-sample.org"},
    {"capital letters and blanks", "<A HREF = '  HTTPS://X-SAMPLE.ORG/a '>x</A>", "x-sample.org"},
    {"hex escapes", "<a href='&#x68;&#x74;&#x74;&#x70;&#x73;&#x3a;//x-sample.org/a'>x</a>", "x-sample.org"},
    {"decimal escapes without semicolons", "<a href='&#104&#116&#116&#112://x-sample.org/a'>x</a>", "x-sample.org"},
    {"percent-coded host", "<a href='https://%78-sample.org/a'>x</a>", "x-sample.org"},
    {"full-width host", "<a href='https://\uFF58-sample\u3002org/a'>x</a>", "x-sample.org"},
    {"soft hyphen in the host", "<a href='https://x-sam\u00ADple.org/a'>x</a>", "x-sample.org"},
    {"base", "<base href='https://x-sample.org/d/'><a href='login'>x</a>", "x-sample.org"},
    {"scheme-relative with base", "<base href='https://y-sample.org/'><a href='//x-sample.org/a'>x</a>",
     "x-sample.org"},
    {"image map", "<map name=m><area href='https://x-sample.org/a'></map><img usemap='#m' src='cid:1'>",
     "x-sample.org"},
    {"form", "<form action='https://x-sample.org/post'><input name=a></form>", "x-sample.org"},
    {"button of a form", "<form><button formaction='https://x-sample.org/post'>x</button></form>", "x-sample.org"},
    {"around a picture", "<a href='https://x-sample.org/a'><img src='cid:1' alt='Log in'></a>", "x-sample.org"},
    {"SVG", "<svg><a xlink:href='https://x-sample.org/a'><text>x</text></a></svg>", "x-sample.org"},
    {"refresh", "<meta http-equiv=refresh content='0; url=https://x-sample.org/a'>", "x-sample.org"},
    {"frame", "<iframe src='https://x-sample.org/a'></iframe>", "x-sample.org"},
    {"picture", "<img src='https://x-sample.org/p.png'>", "x-sample.org"},
    {"url() in an attribute", "<p style='background:url(https://x-sample.org/p.png)'>x</p>", "x-sample.org"},
    {"url() in a style sheet", "<style>p{background:url(\"https://x-sample.org/p.png\")}</style><p>x</p>",
     "x-sample.org"},
    {"@import", "<style>@import 'https://x-sample.org/s.css';</style><p>x</p>", "x-sample.org"},
    {"background", "<body background='https://x-sample.org/p.png'>x</body>", "x-sample.org"},
    {"numbers as host", "<a href='http://0x2d.0231.61438/'>x</a>", "45.153.239.254"},
    {"data", "<a href='data:text/html;base64,PGI+eDwvYj4='>x</a>", ""},
    {"javascript", "<a href='java\tscript:location=1'>x</a>", ""},
    {"blob", "<a href='blob:https://x-sample.org/1-2'>x</a>", ""},
    {"cid", "<img src='cid:part1@x'>", ""},
    {"mailto", "<a href='mailto:a@x-sample.org'>x</a>", ""},
};

constexpr Form in_text[] = {
    {"plain", "Open https://x-sample.org/a now", "x-sample.org"},
    {"in brackets", "Open <https://x-sample.org/a>.", "x-sample.org"},
    {"before Japanese", "https://x-sample.org/a\u3092\u958B\u304F", "x-sample.org"},
    {"www", "Open www.x-sample.org/a now", "www.x-sample.org"},
    {"no scheme", "Open x-sample.org/login now", "x-sample.org"},
    {"hxxp", "Open hxxp://x-sample.org/a now", "x-sample.org"},
    {"hxxps with bracketed dot", "Open hXXps://x-sample[.]org/a now", "x-sample.org"},
    {"h**ps", "Open h**ps://x-sample.org/a now", "x-sample.org"},
};

void expect_host(const Form& form, const std::string& type) {
  const nlohmann::json links = links_of(form.body, type);
  ASSERT_FALSE(links.empty()) << form.name;
  bool found = false;
  for (const auto& link : links) {
    found |= link.at("host").is_null() ? std::string_view(form.host).empty() : link.at("host") == form.host;
  }
  EXPECT_TRUE(found) << form.name << ' ' << links.dump(1);
}

TEST(LinkForms, InHtml) {
  for (const Form& form : in_html) expect_host(form, "text/html");
}

TEST(LinkForms, InText) {
  for (const Form& form : in_text) expect_host(form, "text/plain");
}

TEST(LinkForms, DrawnPiecesMakeTheWholeAddress) {
  for (const auto& link :
       links_of("<a href='https://cpkagoya.ho61v7smlr.free.hr/activemail.kagoya.com/'>x</a>", "text/html")) {
    std::string whole;
    for (const auto& piece : link.at("drawn")) whole += piece.at(0).get<std::string>();
    EXPECT_EQ(whole, "https://cpkagoya.ho61v7smlr.free.hr/activemail.kagoya.com/");
  }
}

}  // namespace
}  // namespace mekiki::report
