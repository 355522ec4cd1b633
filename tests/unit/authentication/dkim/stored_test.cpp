// Mails as mail stores keep them, and what providers and lists do to them: which of it a signature survives.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "answers.h"
#include "base/base64.h"
#include "signer.h"

namespace mekiki::authentication::dkim {
namespace {

const std::vector<std::string> all_canonicalisations = {"simple/simple", "simple/relaxed", "relaxed/simple",
                                                        "relaxed/relaxed"};

questions::Answers keys() {
  questions::Answers answers;
  give(answers, "sel._domainkey.example.com", {TestKey::rsa().record()});
  return answers;
}

SignatureResult only(std::string_view mail) { return examine(mail, keys()).signatures.at(0); }
std::string said(const SignatureResult& one) { return std::string(to_string(one.result)) + " " + one.reason; }

Recipe with(const std::string& canonicalisation) {
  Recipe recipe;
  recipe.canonicalisation = canonicalisation;
  return recipe;
}

std::string mail_with_body(const std::string& body) {
  const std::string mail = plain_mail();
  return mail.substr(0, mail.find("\r\n\r\n") + 4) + body;
}

TEST(Stored, ThunderbirdsPrefixes) {
  for (const std::string& how : all_canonicalisations) {
    const std::string mail = sign(plain_mail(), with(how));
    EXPECT_EQ(said(only("From - Thu Jan 01 00:00:00 2026\r\nX-Mozilla-Status: 0001\r\nX-Mozilla-Status2: 00000000\r\n"
                        "X-Mozilla-Keys:                    \r\n" +
                        mail)),
              "pass ");
    EXPECT_EQ(
        said(only("From - Thu Jan 01 00:00:00 2026\nX-Account-Key: account1\nX-UIDL: 12\nX-Mozilla-Status: 0001\n" +
                  with_lf(mail))),
        "pass ");
    EXPECT_EQ(said(only("X-Mozilla-Status: 0001\r\nX-Mozilla-Status2: 00000000\r\n" + mail)), "pass ") << "maildir";
  }
}

TEST(Stored, FieldsThatTheDeliveryPutInFront) {
  const std::string mail = sign(plain_mail(), {});
  EXPECT_EQ(
      said(only("Return-Path: <news@example.com>\r\nDelivered-To: reader@example.org\r\nX-Spam-Status: No,\r\n\ta\r\n" +
                mail)),
      "pass ");
}

TEST(Stored, EndOfTheMail) {
  for (const std::string& how : all_canonicalisations) {
    const std::string mail = sign(plain_mail(), with(how));
    EXPECT_EQ(said(only(mail + "\r\n")), "pass ") << "mbox puts an empty line between mails";
    EXPECT_EQ(said(only(mail + "\r\n\r\n\n\n")), "pass ");
    EXPECT_EQ(said(only(mail.substr(0, mail.size() - 2))), "pass ") << "the last line end is lost";
    EXPECT_EQ(said(only(mail.substr(0, mail.size() - 1) + "\n")), "pass ");
    const bool relaxed = how.ends_with("/relaxed");
    EXPECT_EQ(said(only(mail + " \t\r\n")), relaxed ? "pass " : "fail body_hash");
    EXPECT_EQ(said(only(mail + "   ")), relaxed ? "pass " : "fail body_hash");
    EXPECT_EQ(said(only(mail + "x")), "fail body_hash");
  }
}

TEST(Stored, EmptyBodies) {
  for (const std::string& how : all_canonicalisations) {
    EXPECT_EQ(said(only(sign(mail_with_body(""), with(how)))), "pass ");
    EXPECT_EQ(said(only(sign(mail_with_body("\r\n\r\n"), with(how)))), "pass ");
    std::string no_blank_line = sign(mail_with_body(""), with(how));
    no_blank_line.resize(no_blank_line.size() - 2);
    EXPECT_EQ(said(only(no_blank_line)), "pass ") << "the header is all there is";
    EXPECT_EQ(said(only(with_lf(no_blank_line))), "pass ");
  }
  EXPECT_EQ(said(only(sign(mail_with_body(" \t\r\n \r\n"), with("relaxed/relaxed")))), "pass ");
}

TEST(Stored, FromAtTheBeginningOfALine) {
  for (const std::string& how : all_canonicalisations) {
    const std::string mail = sign(mail_with_body("Hello,\r\nFrom here on.\r\n>From there.\r\nBye\r\n"), with(how));
    EXPECT_EQ(said(only(mail)), "pass ");
    const std::string mboxrd = replaced(replaced(mail, "\r\n>From t", "\r\n>>From t"), "\r\nFrom h", "\r\n>From h");
    EXPECT_EQ(said(only(mboxrd)), "pass ");
    EXPECT_EQ(said(only(with_lf(mboxrd))), "pass ");
    EXPECT_EQ(said(only(replaced(mail, "\r\nFrom h", "\r\n> From h"))), "fail body_hash") << "this is a quotation";
  }
  const std::string first = sign(mail_with_body("From the start.\r\n"), {});
  EXPECT_EQ(said(only(replaced(first, "From the", ">From the"))), "pass ");
}

TEST(Stored, CarriageReturns) {
  for (const std::string& how : all_canonicalisations) {
    const std::string mail = sign(mail_with_body("one\r\n\r\ntwo\rthree\r\n"), with(how));
    EXPECT_EQ(said(only(mail)), "pass ") << "a bare CR is a character";
    const std::string plain = sign(mail_with_body("one\r\n\r\ntwo\r\nthree\r\n"), with(how));
    std::string doubled;
    for (const char c : plain) doubled += c == '\n' ? std::string("\r\n") : std::string(1, c);
    EXPECT_EQ(said(only(doubled)), "pass ") << "CR CR LF, one gateway too many";
    std::string old_mac;
    for (const char c : plain) {
      if (c != '\n') old_mac += c;
    }
    EXPECT_EQ(said(only(old_mac)), "pass ") << "CR alone";
  }
}

TEST(Stored, MixedLineEnds) {
  const std::string mail = sign(plain_mail(), {});
  std::string mixed;
  bool odd = false;
  for (std::size_t i = 0; i < mail.size(); ++i) {
    if (mail.compare(i, 2, "\r\n") == 0) {
      odd = !odd;
      if (odd) continue;
    }
    mixed += mail[i];
  }
  EXPECT_EQ(said(only(mixed)), "pass ");
}

TEST(Stored, EightBitAndNul) {
  const std::string odd = "caf\xe9 \xe2\x82\xac \x1b$B$\"\x1b(B" + std::string("\0end", 4) + "\x80\xff\r\n";
  for (const std::string& how : all_canonicalisations) {
    const std::string mail = sign(replaced(mail_with_body(odd), "Winter", "Winter caf\xc3\xa9 \xe9"), with(how));
    EXPECT_EQ(said(only(mail)), "pass ");
    EXPECT_EQ(said(only(with_lf(mail))), "pass ");
    EXPECT_EQ(said(only(replaced(mail, "\x80\xff", "\x80\xfe"))), "fail body_hash");
  }
}

TEST(Stored, BlanksAroundTheColon) {
  const std::string mail = replaced(plain_mail(), "Subject: Winter", "SUBJECT \t:   Winter");
  for (const std::string& how : all_canonicalisations) EXPECT_EQ(said(only(sign(mail, with(how)))), "pass ") << how;
  EXPECT_EQ(said(only(replaced(sign(plain_mail(), {}), "Subject: Winter", "SUBJECT \t:   Winter"))), "pass ");
}

struct Stamp {
  std::string before;  // what the provider wrote before the Subject
  std::string told;
};

TEST(Stamped, GoodOnceItIsTakenOff) {
  const std::string japanese = "\u3010\u8ff7\u60d1\u30e1\u30fc\u30eb\u3011";
  const std::vector<Stamp> stamps = {
      {"[spam] ", "[spam]"},
      {"[SPAM]", "[SPAM]"},
      {"***SPAM*** ", "***SPAM***"},
      {"*****SPAM 8.2***** ", "*****SPAM 8.2*****"},
      {"[meiwaku-list 01234] ", "[meiwaku-list 01234]"},
      {"(dev:77) ", "(dev:77)"},
      {"{Spam?} ", "{Spam?}"},
      {"SPAM: ", "SPAM:"},
      {"Spam ", "Spam"},
      {japanese, japanese},
      {"=?UTF-8?B?" + base64_encode(japanese) + "?=\r\n ", japanese},
      {"=?ISO-2022-JP?B?GyRCIVpMQk9HJWEhPCVrIVsbKEI=?= ", japanese},
      {"[spam] [list 5] ", "[spam] [list 5]"},
  };
  for (const std::string& how : all_canonicalisations) {
    const std::string mail = sign(plain_mail(), with(how));
    for (const Stamp& stamp : stamps) {
      const SignatureResult one = only(replaced(mail, "Subject: ", "Subject: " + stamp.before));
      EXPECT_EQ(said(one), "fail signature") << stamp.before;
      EXPECT_TRUE(one.good_without_stamp) << stamp.before << " " << how;
      EXPECT_EQ(one.stamp, stamp.told);
    }
  }
}

TEST(Stamped, AfterRe) {
  const std::string mail = sign(replaced(plain_mail(), "Subject: ", "Subject: Re: "), {});
  const SignatureResult one = only(replaced(mail, "Subject: Re: ", "Subject: Re: [list] "));
  EXPECT_TRUE(one.good_without_stamp);
  EXPECT_EQ(one.stamp, "[list]");
}

TEST(Stamped, AStampThatWasSignedIsNoStamp) {
  const SignatureResult one = only(sign(replaced(plain_mail(), "Subject: ", "Subject: [list] "), {}));
  EXPECT_EQ(said(one), "pass ");
  EXPECT_EQ(one.stamp, "");
}

TEST(Stamped, AnotherSubjectIsNoStamp) {
  const std::string mail = sign(plain_mail(), {});
  for (const std::string& before :
       std::vector<std::string>{"Urgent, ", "Your account is closed! ", "[spam ", "[" + std::string(200, 'x') + "] "}) {
    const SignatureResult one = only(replaced(mail, "Subject: ", "Subject: " + before));
    EXPECT_EQ(said(one), "fail signature");
    EXPECT_FALSE(one.good_without_stamp) << before;
  }
}

TEST(Stamped, FooterOfAList) {
  const std::string line(47, '_');
  const std::vector<std::string> footers = {
      line + "\r\nusers mailing list\r\nusers@lists.example.net\r\nhttps://lists.example.net/users\r\n",
      "\r\n-- \r\nYou received this message because you are subscribed.\r\n",
      "\r\n-----\r\nTo unsubscribe, write.\r\n",
      "\r\n=====================\r\nchecked\r\n---------\r\nby us\r\n",
  };
  for (const std::string& how : all_canonicalisations) {
    const std::string mail = sign(plain_mail(), with(how));
    for (const std::string& footer : footers) {
      for (const std::string& changed : {mail + footer, with_lf(mail + footer)}) {
        const SignatureResult one = only(changed);
        EXPECT_EQ(said(one), "fail body_hash") << footer;
        EXPECT_TRUE(one.good_without_stamp) << footer;
        EXPECT_EQ(one.body, BodyMatch::without_footer);
      }
    }
    const SignatureResult both = only(replaced(mail, "Subject: ", "Subject: [users 7] ") + footers[0]);
    EXPECT_TRUE(both.good_without_stamp);
    EXPECT_EQ(both.stamp, "[users 7]");
    EXPECT_FALSE(only(replaced(mail, "Winter", "Summer") + footers[0]).good_without_stamp);
    EXPECT_FALSE(only(mail + "no line\r\nbetween\r\n").good_without_stamp);
  }
}

TEST(Stamped, FooterUnderMangledLines) {
  const std::string mail = sign(mail_with_body("Hello,\r\nFrom here on.\r\n"), {});
  const std::string stored = replaced(mail, "\r\nFrom here", "\r\n>From here") + "_______________\r\nlist\r\n";
  EXPECT_TRUE(only(stored).good_without_stamp);
}

TEST(Stamped, WorthlessSignaturesStayWorthless) {
  Recipe recipe;
  recipe.algorithm = "rsa-sha1";
  EXPECT_FALSE(only(replaced(sign(plain_mail(), recipe), "Subject: ", "Subject: [spam] ")).good_without_stamp);
}

TEST(Stamped, ManyFootersAreNotTriedWithoutEnd) {
  std::string mail = sign(plain_mail(), {});
  for (int i = 0; i < 50; ++i) mail += "-----\r\nfooter\r\n";
  EXPECT_FALSE(only(mail).good_without_stamp);
}

}  // namespace
}  // namespace mekiki::authentication::dkim
