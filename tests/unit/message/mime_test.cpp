#include <gtest/gtest.h>

#include "base/limits.h"
#include "conformance.h"
#include "message/message.h"

namespace mekiki::message {
namespace {

Message read(const std::string& rest) {
  auto result = parse("From: a@b.example\n" + rest);
  EXPECT_TRUE(result.ok());
  return result.ok() ? *std::move(result) : Message{};
}

// "path type body name content|..."
std::string shown(const Message& mail) {
  std::string out;
  for (const Part& part : mail.parts) {
    if (!out.empty()) out += " | ";
    out += part.path + " " + part.content_type;
    if (part.body) out += " body";
    if (part.attached_message) out += " attached";
    if (!part.file_name.empty()) out += " \"" + part.file_name + "\"";
    if (part.content.size() < 40 && part.content_type != "message/rfc822") out += " [" + part.content + "]";
  }
  return out;
}

TEST(Mime, SinglePart) {
  EXPECT_EQ(shown(read("\nhello")), "1 text/plain body [hello]");
  EXPECT_EQ(shown(read("Content-Type: TEXT/HTML\n\n<b>")), "1 text/html body [<b>]");
  EXPECT_EQ(shown(read("Content-Type: text/html\nContent-Disposition: attachment\n\n<b>")), "1 text/html body [<b>]");
  EXPECT_EQ(shown(read("Content-Type: application/pdf; name=a.pdf\nContent-Transfer-Encoding: base64\n\nYWJj")),
            "1 application/pdf \"a.pdf\" [abc]");
  EXPECT_EQ(shown(read("Content-Type: junk\n\nx")), "1 text/plain body [x]");
  EXPECT_EQ(shown(read("Content-Type: ;;;\n\nx")), "1 text/plain body [x]");
  EXPECT_EQ(shown(read("Content-Type: text/html\nContent-Type: text/plain\n\nx")), "1 text/html body [x]");
}

TEST(Mime, BodyAndAttachments) {
  const std::string mixed = "Content-Type: multipart/mixed; boundary=b\n\n";
  EXPECT_EQ(shown(read(mixed + "--b\n\none\n--b\nContent-Type: text/html\nContent-Disposition: attachment; "
                               "filename=x.html\n\n<a>\n--b\n\ntwo\n--b--\n")),
            "1 text/plain body [one] | 2 text/html \"x.html\" [<a>] | 3 text/plain body [two]");
  EXPECT_EQ(shown(read(mixed + "--b\nContent-Type: text/html; name=first.html\n\n<a>\n--b\nContent-Type: text/plain; "
                               "name=n.txt\n\nx\n--b--\n")),
            "1 text/html body \"first.html\" [<a>] | 2 text/plain \"n.txt\" [x]");
}

TEST(Mime, RelatedShowsItsRoot) {
  const std::string parts =
      "--b\nContent-Type: text/html\nContent-ID: <one>\n\n1\n--b\nContent-Type: text/html\nContent-ID: "
      "<two>\n\n2\n--b--\n";
  EXPECT_EQ(shown(read("Content-Type: multipart/related; boundary=b\n\n" + parts)),
            "1 text/html body [1] | 2 text/html [2]");
  EXPECT_EQ(shown(read("Content-Type: multipart/related; boundary=b; start=\"<two>\"\n\n" + parts)),
            "1 text/html [1] | 2 text/html body [2]");
  EXPECT_EQ(read("Content-Type: multipart/related; boundary=b\n\n" + parts).parts[0].content_id, "one");
}

TEST(Mime, AttachedMessages) {
  const Message mail = read(
      "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nx\n--b\nContent-Type: message/rfc822; "
      "name=\"m.eml\"\n\nSubject: in\n"
      "Content-Type: multipart/mixed; boundary=c\n\n--c\n\ny\n--c\nContent-Type: message/rfc822\n\nSubject: "
      "deeper\n\nz\n--c--\n--b--\n");
  EXPECT_EQ(shown(mail),
            "1 text/plain body [x] | 2 message/rfc822 \"m.eml\" | 2.1 text/plain attached [y] | 2.2 message/rfc822 "
            "attached | "
            "2.2.1 text/plain attached [z]");
  EXPECT_TRUE(mail.parts[1].content.starts_with("Subject: in\n"));
  EXPECT_TRUE(mail.parts[3].content.empty());  // held by the outer one
}

TEST(Mime, EncodedAttachedMessage) {
  EXPECT_EQ(shown(read("Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\nU3ViamVjdDogeAoKeQ==\n")),
            "1 message/rfc822 | 1.1 text/plain attached [y]");
}

TEST(Mime, Boundaries) {
  const std::string part = "--b\n\nx\n--b--\n";
  EXPECT_EQ(shown(read("Content-Type: multipart/mixed; boundary=\"b\" ; x=y\n\npreamble\n" + part + "epilogue")),
            "1 text/plain body [x]");
  EXPECT_EQ(shown(read("Content-Type: multipart/mixed; boundary=b\n\n--b \n\nx\n--b\t\n\ny")),
            "1 text/plain body [x] | 2 text/plain body [y]");
  EXPECT_EQ(shown(read("Content-Type: multipart/mixed; boundary=b\n\n--bb\n\nx\n--b\n\ny\n--b--\n")),
            "1 text/plain body [y]");
  // The closing delimiter is missing, or is not the last.
  EXPECT_EQ(shown(read("Content-Type: multipart/mixed; boundary=b\n\n--b\n\nx\n")), "1 text/plain body [x\n]");
  EXPECT_EQ(shown(read("Content-Type: multipart/mixed; boundary=b\n\n--b\n\nx\n--b--\n--b\n\ny\n--b--\n")),
            "1 text/plain body [x] | 2 text/plain body [y]");
  // An outer delimiter ends the inner multipart.
  EXPECT_EQ(shown(read("Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: multipart/alternative; "
                       "boundary=c\n\n--c\n\nx\n--b\n\ny\n--b--\n")),
            "1.1 text/plain body [x] | 2 text/plain body [y]");
}

TEST(Mime, WrongOrMissingBoundaries) {
  const std::string parts = "--real\nContent-Type: text/html\n\n<a>\n--real--\n";
  EXPECT_EQ(shown(read("Content-Type: multipart/mixed; boundary=wrong\n\n" + parts)), "1 text/html body [<a>]");
  EXPECT_EQ(shown(read("Content-Type: multipart/mixed\n\n" + parts)), "1 text/html body [<a>]");
  EXPECT_EQ(shown(read("Content-Type: multipart/mixed; boundary=b\n\nno parts")), "1 text/plain body [no parts]");
}

TEST(Mime, BrokenPartHeaders) {
  // Thunderbird reads on after a line that is no field; text right after the delimiter is the part's text.
  EXPECT_EQ(shown(read("Content-Type: multipart/mixed; boundary=b\n\n--b\njunk\nContent-Type: "
                       "text/html\nContent-Transfer-Encoding: base64\n\nPGE+\n--b--\n")),
            "1 text/html body [<a>]");
  EXPECT_EQ(shown(read("Content-Type: multipart/mixed; boundary=b\n\n--b\njust text\n--b--\n")),
            "1 text/plain body [just text]");
}

TEST(Mime, LineEnds) {
  for (const std::string end : {"\r\n", "\r", "\r\r\n"}) {
    const std::string mail =
        "From: a@b.example\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/html\n\n<a>\n--b--\n";
    auto result = parse(conformance::with_line_end(mail, end));
    ASSERT_TRUE(result.ok());
    ASSERT_EQ(result->parts.size(), 1u) << testing::PrintToString(end);
    EXPECT_TRUE(result->parts[0].content.starts_with("<a>"));
  }
}

TEST(Mime, TransferEncodings) {
  const auto content = [](const std::string& encoding, const std::string& text) {
    return read("Content-Transfer-Encoding: " + encoding + "\n\n" + text).parts.at(0).content;
  };
  EXPECT_EQ(content("BASE64", "5bGx\n55Sw\n"), "山田");
  EXPECT_EQ(content("base64;", "5bGx 55Sw"), "山田");
  EXPECT_EQ(content("base64", "5bGx!!55Sw"), "山田");
  EXPECT_EQ(content("base64", "5bGx55Sw"), "山田");
  EXPECT_EQ(content("Quoted-Printable", "=E5=B1=\n=B1 =zz ="), "山 =zz ");
  EXPECT_EQ(content("x-uuencode", "begin 644 a\n#86)C\n`\nend\n"), "abc");
  EXPECT_EQ(content("made-up", "as is"), "as is");
}

TEST(Mime, FileNames) {
  const auto name = [](const std::string& disposition) {
    return read("Content-Type: application/pdf\nContent-Disposition: attachment; " + disposition + "\n\nx")
        .parts.at(0)
        .file_name;
  };
  EXPECT_EQ(name("filename=a.pdf"), "a.pdf");
  EXPECT_EQ(name("filename=\"a \\\"b\\\".pdf\""), "a \"b\".pdf");
  EXPECT_EQ(name("filename=a b (1).pdf; size=3"), "a b (1).pdf");
  EXPECT_EQ(name("filename*=utf-8''%E5%B1%B1.pdf"), "山.pdf");
  EXPECT_EQ(name("filename*0*=utf-8'ja'%E5%B1;\n filename*1*=%B1%20;\n filename*2=\"b.pdf\""), "山 b.pdf");
  EXPECT_EQ(name("filename*1=\"b.pdf\"; filename*0=\"a\""), "ab.pdf");
  EXPECT_EQ(name("filename=\"=?utf-8?B?5bGx?= =?utf-8?B?LnBkZg==?=\""), "山.pdf");
  EXPECT_EQ(name("filename=\"=?iso-2022-jp?B?GyRCOzMbKEI=?=.pdf\""), "山.pdf");
  EXPECT_EQ(name("filename==?utf-8?B?5bGx?=.pdf"), "山.pdf");
  EXPECT_EQ(name("filename=\"\xE5\xB1\xB1.pdf\""), "山.pdf");
  EXPECT_EQ(name("filename=\"\x8E\x52\x93\x63\x82\xCC.pdf\""), "山田の.pdf");
  EXPECT_EQ(name("filename=\"plain.pdf\"; filename*=utf-8''real.exe"), "real.exe");
  EXPECT_EQ(name("filename=\"C:\\docs\\a.pdf\""), "C:\\docs\\a.pdf");
  EXPECT_EQ(read("Content-Type: application/pdf; name=\"n.pdf\"\n\nx").parts.at(0).file_name, "n.pdf");
}

TEST(Mime, Charsets) {
  const Message mail = read("Content-Type: text/plain; charset=\"ISO-2022-JP\"\n\n\x1B$B;3ED\x1B(B");
  EXPECT_EQ(mail.parts[0].content, "山田");
  EXPECT_EQ(mail.parts[0].charset, "iso-2022-jp");
  EXPECT_EQ(mail.parts[0].charset_declared, "iso-2022-jp");
  EXPECT_EQ(read("Content-Type: text/plain; charset=x-made-up\n\ncaf\xE9").limits_hit,
            std::vector<std::string>{"charset:x-made-up"});
  EXPECT_EQ(read("Content-Type: text/plain; charset=utf-8 (comment)\n\nx").parts[0].charset_declared, "utf-8");
}

TEST(Mime, Limits) {
  std::string parts = "Content-Type: multipart/mixed; boundary=b\n\n";
  for (std::size_t i = 0; i < limits::mime_parts + 10; ++i) parts += "--b\n\nx\n";
  EXPECT_EQ(read(parts).parts.size(), limits::mime_parts);
  EXPECT_EQ(read(parts).limits_hit, std::vector<std::string>{"mime_parts"});

  std::string deep;
  for (std::size_t i = 0; i < limits::mime_depth + 10; ++i)
    deep += "Content-Type: multipart/mixed; boundary=b" + std::to_string(i) + "\n\n--b" + std::to_string(i) + "\n";
  const Message nested = read(deep + "\nx");
  EXPECT_EQ(nested.limits_hit, std::vector<std::string>{"mime_depth"});
  ASSERT_EQ(nested.parts.size(), 1u);
  EXPECT_TRUE(nested.parts[0].content.ends_with("x"));  // what lies deeper is read as text

  const Message large = read("\n" + std::string(limits::text_part_bytes + 10, 'x'));
  EXPECT_EQ(large.parts[0].content.size(), limits::text_part_bytes);
  EXPECT_EQ(large.parts[0].size, limits::text_part_bytes + 10);
  EXPECT_EQ(large.limits_hit, std::vector<std::string>{"text_bytes"});
}

}  // namespace
}  // namespace mekiki::message
