// Whatever the bytes, parse() returns: no crash, no endless work, text that is UTF-8.
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <chrono>
#include <cstdlib>
#include <random>

#include "base/limits.h"
#include "base/utf8.h"
#include "conformance.h"
#include "message/charset_table.h"
#include "message/message.h"

namespace mekiki::message {
namespace {

constexpr std::string_view everything = R"(X-Mozilla-Status: 0001
Return-Path: <a@b.example>
Received: from h.example (p.example [192.0.2.1]) (using TLSv1.3)
	by mx.example (Postfix) with ESMTPS id 1 for <c@d.example>;
	Thu, 2 Jan 2020 03:04:05 +0900 (JST)
Authentication-Results: mx.example; spf=pass (x) smtp.mailfrom=b.example; dkim=fail reason="no" header.d=b.example
From: "=?utf-8?B?5bGx55Sw?=" <a@b.example>, (c) d: e@f.example;
To: <@r.example:a@b.example>
Subject: =?iso-2022-jp?B?GyRCRnw=?= =?iso-2022-jp?B?S1w4bBsoQg==?= =?x?Q?=
Date: Thu, 2 Jan 2020 03:04:05 EST
Content-Type: multipart/mixed; boundary="b"

--b
Content-Type: multipart/alternative; boundary=c

--c
Content-Type: text/plain; charset=shift_jis; format=flowed
Content-Transfer-Encoding: quoted-printable

=82=A8=92=6D=20
=82=E7
--c
Content-Type: text/html; charset=euc-jp
Content-Transfer-Encoding: quoted-printable

=A4=AA<meta charset=x>=

--c--
--b
Content-Type: message/rfc822; name*0*=utf-8''%E5%B1; name*1*=%B1

Subject: x

y
--b
Content-Transfer-Encoding: base64
Content-Disposition: attachment; filename="a\"b"

YWJj
--b--
)";

constexpr std::string_view encoded_message = R"(From: a
Content-Type: message/rfc822
Content-Transfer-Encoding: base64

RnJvbTogYQpDb250ZW50LVR5cGU6IHRleHQvaHRtbAoKPGE+
)";

constexpr std::string_view iso_2022_jp =
    "Subject: \x1B$B;3ED\x1B(B\nContent-Type: text/plain; charset=iso-2022-jp\n\n\x1B$B-!\x1B(I60\x1B$(D0!\x1B(B\n";

constexpr std::string_view utf_7 = R"(From: x
Content-Type: text/plain; charset=utf-7

+XHF1MFkqkM4- +2AA-
)";

constexpr std::string_view uuencoded = R"(From: x
Content-Type: text/plain; charset=utf-16
Content-Transfer-Encoding: x-uuencode

begin 644 a
#86)C
`
end
)";

std::vector<std::string> samples() {
  std::vector<std::string> all = {conformance::with_line_end(everything, "\r\n")};
  for (const std::string_view sample : {everything, encoded_message, iso_2022_jp, utf_7, uuencoded})
    all.emplace_back(sample);
  return all;
}

void expect_sound(const Message& mail) {
  ASSERT_LE(mail.body.end, mail.raw.size());
  for (const HeaderField& field : mail.headers) {
    ASSERT_LE(field.span.end, mail.raw.size());
    ASSERT_LE(field.span.start, field.span.end);
    ASSERT_TRUE(is_valid_utf8(field.value));
  }
  for (const AddressField& from : mail.from)
    for (const Mailbox& mailbox : from.mailboxes) ASSERT_TRUE(is_valid_utf8(mailbox.display + mailbox.address()));
  for (const Part& part : mail.parts) {
    ASSERT_TRUE(is_valid_utf8(part.file_name));
    if (!part.charset.empty()) {
      ASSERT_TRUE(is_valid_utf8(part.content));
    }
  }
}

std::string mutated(std::string bytes, std::mt19937& random) {
  static const std::string_view pieces[] = {"\r",       "\n",   "\r\n\r\n", "=?",  "?=", "\"", "<",
                                            ">",        "(",    ")",        "--b", "--", ";",  "\x1B$B",
                                            "\xFF",     "\x81", "\xE3",     "@",   ":",  "\0", "Content-Type: ",
                                            "charset=", "="};
  const auto below = [&](std::size_t n) { return std::uniform_int_distribution<std::size_t>(0, n - 1)(random); };
  for (std::size_t times = below(8) + 1; times > 0 && !bytes.empty(); --times) {
    const std::size_t at = below(bytes.size());
    switch (below(5)) {
      case 0:
        bytes[at] = static_cast<char>(below(256));
        break;
      case 1:
        bytes.erase(at, below(20));
        break;
      case 2:
        bytes.insert(at, pieces[below(std::size(pieces))]);
        break;
      case 3:
        bytes.insert(below(bytes.size()), bytes.substr(at, below(200)));
        break;
      default:
        bytes.resize(at);
    }
  }
  return bytes;
}

TEST(Robustness, MutatedMails) {
  std::mt19937 random(20200102);
  const std::string more = conformance::setting("MEKIKI_MUTATIONS");
  const int rounds = more.empty() ? 2000 : std::stoi(more);
  const std::vector<std::string> all = samples();
  for (int i = 0; i < rounds; ++i) {
    for (const std::string& sample : all) {
      const auto mail = parse(mutated(sample, random));
      if (mail) expect_sound(*mail);
      if (HasFatalFailure()) return;
    }
  }
}

TEST(Robustness, EveryPrefix) {
  for (const std::string& sample : samples()) {
    for (std::size_t length = 0; length < sample.size(); ++length) {
      const auto mail = parse(sample.substr(0, length));
      if (mail) expect_sound(*mail);
    }
  }
}

std::string repeated(std::string_view text, std::size_t times) {
  std::string out;
  out.reserve(text.size() * times);
  for (std::size_t i = 0; i < times; ++i) out += text;
  return out;
}

// Each of these once cost some parser more than linear time.
TEST(Robustness, LinearTime) {
  std::string nested = "Content-Type: multipart/mixed; boundary=b\n\n";
  for (int i = 0; i < 1000; ++i)
    nested +=
        "--b" + std::to_string(i) + "\nContent-Type: multipart/mixed; boundary=b" + std::to_string(i + 1) + "\n\n";
  const std::vector<std::string> mails = {
      "To: " + repeated("<\" ,", 10000),
      "To: " + repeated("a,", 30000),
      "To: " + repeated("(\"", 30000),
      "Subject: " + repeated("=?a?b?", 10000),
      "Subject: " + repeated("=?utf-8?q?=?=?=", 4000),
      "Received: " + repeated("[", 60000),
      "Received: " + repeated("(;", 30000),
      "Content-Type: a/b" + repeated(";a*0*=('", 8000),
      nested + repeated("--\n", 1000000),
      "Content-Type: multipart/mixed; boundary=b\n\n" + repeated("--b\n\nx\n", 300000),
      "Content-Type: multipart/mixed; boundary=b\n\n--b\n" + repeated("A: b\n", 500000),
      "Content-Type: message/rfc822\n\n" + repeated("Content-Type: message/rfc822\n\n", 50000),
      "Content-Type: text/html\n\n" + repeated("<meta ", 500000),
      "Content-Type: text/plain; charset=iso-2022-jp\n\n" + repeated("\x1B$(D!", 500000),
      repeated("\r", 3000000),
  };
  for (std::size_t i = 0; i < mails.size(); ++i) {
    const auto start = std::chrono::steady_clock::now();
    const auto mail = parse("From: a@b.example\n" + mails[i] + "\n\n");
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(5)) << "mail " << i;
    EXPECT_TRUE(mail.ok());
  }
}

TEST(Robustness, TooLarge) {
  EXPECT_EQ(parse("From: a@b.example\n\n" + std::string(limits::message_bytes, 'x')).error().code, "too_large");
}

// In the sandbox no file can be opened: after warm_up() every charset must be at hand. Runs in a process of its own.
void read_every_charset_without_files() {
  warm_up();
  rlimit none{0, 0};
  setrlimit(RLIMIT_NOFILE, &none);
  int failed = 0;
  for (const Charset& charset : charset_table()) {
    std::string written =
        "From: =?LABEL?Q?a=E5?= <a@b.example>\nContent-Type: text/plain; charset=LABEL; name*=LABEL''%E5\n\n\x8E\x52\n";
    for (std::size_t at = written.find("LABEL"); at != std::string::npos; at = written.find("LABEL"))
      written.replace(at, 5, charset.name);
    const auto mail = parse(written);
    failed += mail.ok() && mail->limits_hit.empty() && !mail->parts.empty() ? 0 : 1;
  }
  const auto japanese = parse("Subject: =?euc-jp?B?j7Ch?= =?iso-2022-jp?B?GyRCOzMbKEI=?=\n\n");
  failed += japanese.ok() && japanese->subject == "\u4E02\u5C71" ? 0 : 1;
  const auto cyrillic = parse("Subject: =?koi8-r?Q?=F0=D2?=\n\n");
  failed += cyrillic.ok() && cyrillic->subject == "\u041F\u0440" ? 0 : 1;
  std::_Exit(failed);
}

TEST(Robustness, NothingOpensAFileAfterWarmUp) {
  testing::GTEST_FLAG(death_test_style) = "threadsafe";
  EXPECT_EXIT(read_every_charset_without_files(), testing::ExitedWithCode(0), "");
}

}  // namespace
}  // namespace mekiki::message
