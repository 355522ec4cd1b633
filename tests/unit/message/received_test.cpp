// Trace lines as servers in use write them; names and addresses are of documentation ranges.
#include "message/received.h"

#include <gtest/gtest.h>

namespace mekiki::message {
namespace {

struct Case {
  const char* server;
  std::string_view value;
  std::string_view helo;
  std::string_view host;
  std::string_view ip;
  std::string_view by;
  std::string_view with;
};
class ReceivedLines : public ::testing::TestWithParam<Case> {};

TEST_P(ReceivedLines, Read) {
  const Case& expected = GetParam();
  const Received received = parse_received(expected.value);
  EXPECT_TRUE(received.parsed);
  EXPECT_EQ(received.from_helo, expected.helo);
  EXPECT_EQ(received.from_host, expected.host);
  EXPECT_EQ(received.from_ip, expected.ip);
  EXPECT_EQ(received.by, expected.by);
  EXPECT_EQ(received.with, expected.with);
  EXPECT_EQ(received.time, 1577934245) << "2020-01-02T03:04:05Z";
}

#define DATE "; Thu, 2 Jan 2020 03:04:05 +0000"

INSTANTIATE_TEST_SUITE_P(
    Servers, ReceivedLines,
    ::testing::Values(
        Case{"Postfix",
             "from helo.example (ptr.example [192.0.2.1]) by MX.example (Postfix) with ESMTP id 4A for "
             "<a@b.example>" DATE,
             "helo.example", "ptr.example", "192.0.2.1", "mx.example", "ESMTP"},
        Case{"Postfix, no PTR",
             "from helo.example (unknown [192.0.2.1]) by mx.example (Postfix) with ESMTPS id 4A" DATE, "helo.example",
             "", "192.0.2.1", "mx.example", "ESMTPS"},
        Case{"Postfix, IPv6, TLS",
             "from helo.example (ptr.example [IPv6:2001:DB8::1]) (using TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 "
             "(256/256 bits)"
             " key-exchange X25519 server-digest SHA256) (No client certificate requested) by mx.example (Postfix) "
             "with ESMTPS id 4A" DATE,
             "helo.example", "ptr.example", "2001:db8::1", "mx.example", "ESMTPS"},
        Case{"Sendmail",
             "from helo.example (ptr.example [192.0.2.1] (may be forged)) by mx.example (8.14.4/8.14.4) with ESMTP id "
             "x1" DATE,
             "helo.example", "ptr.example", "192.0.2.1", "mx.example", "ESMTP"},
        Case{"Sendmail, ident",
             "from helo.example (IDENT:user@ptr.example [192.0.2.1]) by mx.example (8.9.3/8.9.3) with SMTP id x1" DATE,
             "helo.example", "ptr.example", "192.0.2.1", "mx.example", "SMTP"},
        Case{"Exim, no PTR",
             "from [192.0.2.1] (helo=helo.example) by mx.example with esmtps (TLS1.3) (Exim 4.94) (envelope-from "
             "<a@b.example>) id 1A" DATE,
             "helo.example", "", "192.0.2.1", "mx.example", "esmtps"},
        Case{"Exim, PTR and HELO",
             "from ptr.example ([192.0.2.1] helo=helo.example) by mx.example with esmtp (Exim 4.94) id 1A" DATE,
             "helo.example", "ptr.example", "192.0.2.1", "mx.example", "esmtp"},
        Case{"Exim, PTR is HELO", "from ptr.example ([192.0.2.1]) by mx.example with esmtp (Exim 4.94) id 1A" DATE,
             "ptr.example", "ptr.example", "192.0.2.1", "mx.example", "esmtp"},
        Case{"qmail", "from unknown (HELO helo.example) (192.0.2.1) by mx.example with SMTP; 2 Jan 2020 03:04:05 -0000",
             "helo.example", "", "192.0.2.1", "mx.example", "SMTP"},
        Case{"qmail, PTR",
             "from ptr.example (HELO helo.example) (user@192.0.2.1) by mx.example with SMTP; 2 Jan 2020 03:04:05 -0000",
             "helo.example", "ptr.example", "192.0.2.1", "mx.example", "SMTP"},
        Case{"qmail, PTR is HELO", "from ptr.example (192.0.2.1) by mx.example with SMTP; 2 Jan 2020 03:04:05 -0000",
             "ptr.example", "ptr.example", "192.0.2.1", "mx.example", "SMTP"},
        Case{"Exchange",
             "from HOST.example (192.0.2.1) by mx.example (198.51.100.7) with Microsoft SMTP Server (version=TLS1_2,"
             " cipher=TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384) id 15.20.7000.1 via Frontend Transport" DATE,
             "HOST.example", "", "192.0.2.1", "mx.example", "SMTP"},
        Case{"Exchange, MAPI",
             "from A.example ([fe80::1%4]) by A.example ([fe80::1%4]) with mapi id 15.20.7000.001" DATE, "A.example",
             "", "fe80::1", "a.example", "mapi"},
        Case{"Exchange, IPv6", "from A.example (2603:10b6:5:1ab::28) by B.example (2603:10b6:5:1ac::1) with HTTPS" DATE,
             "A.example", "", "2603:10b6:5:1ab::28", "b.example", "HTTPS"},
        Case{"Gmail",
             "from mail-x.google.com (mail-x.google.com. [192.0.2.1]) by mx.google.com with SMTPS id a1.2.3 for "
             "<a@b.example>"
             " (Google Transport Security); Wed, 01 Jan 2020 19:04:05 -0800 (PST)",
             "mail-x.google.com", "mail-x.google.com", "192.0.2.1", "mx.google.com", "SMTPS"},
        Case{"Gmail, inside", "by 2002:a05:6000:1::1 with SMTP id x1csp1" DATE, "", "", "", "2002:a05:6000:1::1",
             "SMTP"},
        Case{"Yahoo", "from 192.0.2.1  (EHLO helo.example) (192.0.2.1) by mta1.example with SMTP" DATE, "helo.example",
             "", "192.0.2.1", "mta1.example", "SMTP"},
        Case{"Yahoo, new", "from 192.0.2.1 (EHLO helo.example) by 10.197.1.1 with SMTPs (version=TLS1_2 cipher=X)" DATE,
             "helo.example", "", "192.0.2.1", "10.197.1.1", "SMTPs"},
        Case{"iCloud",
             "from ptr.example (ptr.example [192.0.2.1]) by ms.example (Oracle Communications Messaging Server 8.1.0.1 "
             "64bit)"
             " with ESMTPS id <0X@ms.example> for a@b.example (ORCPT a@b.example)" DATE,
             "ptr.example", "ptr.example", "192.0.2.1", "ms.example", "ESMTPS"},
        Case{"Lotus Domino",
             "from host.example ([192.0.2.1]) by domino.example (Lotus Domino Release 8.5.3FP6) with ESMTP id "
             "2020010203-123" DATE,
             "host.example", "", "192.0.2.1", "domino.example", "ESMTP"},
        Case{"CommuniGate",
             "from [192.0.2.1] (account user@b.example HELO pc) by mx.example (CommuniGate Pro SMTP 5.1.13) with "
             "ESMTPSA id 97" DATE,
             "pc", "", "192.0.2.1", "mx.example", "ESMTPSA"},
        Case{"fetchmail",
             "from pop.example [192.0.2.1] by localhost with POP3 (fetchmail-6.3.9) for <me@localhost> "
             "(single-drop)" DATE,
             "pop.example", "", "192.0.2.1", "localhost", "POP3"},
        Case{"a gateway with a version of four numbers",
             "from inner.example (Some Gateway 10.2.0.3) by mx.example (Mailer 7.0.1.2) with ESMTP id 1" DATE,
             "inner.example", "", "", "mx.example", "ESMTP"},
        Case{"an address only", "from 192.0.2.1 by mx.example" DATE, "", "", "192.0.2.1", "mx.example", ""},
        Case{
            "port",
            "from h.example (192.0.2.1:23198) by mx.example (192.0.2.9:25) with [XMail 1.20 ESMTP Server] id <S7>" DATE,
            "h.example", "", "192.0.2.1", "mx.example", "ESMTP"},
        Case{"a literal as HELO", "from [10.0.0.5] (ptr.example [192.0.2.1]) by mx.example with ESMTPSA id 5" DATE,
             "[10.0.0.5]", "ptr.example", "192.0.2.1", "mx.example", "ESMTPSA"},
        Case{"Yahoo! JAPAN",
             "from 192.0.2.1  (EHLO helo.example) (192.0.2.1)  by mta719.mail.bbt.yahoo.co.jp with SMTP; Thu, 02 Jan "
             "2020 "
             "12:04:05 +0900",
             "helo.example", "", "192.0.2.1", "mta719.mail.bbt.yahoo.co.jp", "SMTP"},
        Case{"docomo",
             "from helo.example (ptr.example [192.0.2.1]) by mfsmax.docomo.ne.jp(DOCOMO Mail Server Ver2.0) with SMTP "
             "id "
             "abc" DATE,
             "helo.example", "ptr.example", "192.0.2.1", "mfsmax.docomo.ne.jp", "SMTP"},
        Case{"au",
             "from helo.example ([192.0.2.1]) by ezgw.auone-net.jp (mta) with ESMTP id 20200102120405; Thu, 2 Jan 2020 "
             "12:04:05 +0900 (JST)",
             "helo.example", "", "192.0.2.1", "ezgw.auone-net.jp", "ESMTP"},
        Case{"SoftBank",
             "from [192.0.2.1] (helo.example [192.0.2.1]) by imap.i.softbank.jp (Postfix) with ESMTP id 3F" DATE,
             "[192.0.2.1]", "helo.example", "192.0.2.1", "imap.i.softbank.jp", "ESMTP"},
        Case{"OCN",
             "from helo.example (ptr.example. [192.0.2.1]) by mzcstore331.ocn.ad.jp (mail) with ESMTP id x for "
             "<a@plala.or.jp>" DATE,
             "helo.example", "ptr.example", "192.0.2.1", "mzcstore331.ocn.ad.jp", "ESMTP"},
        Case{"BIGLOBE",
             "from ptr.example by mta-snd-w01.biglobe.ne.jp with ESMTP id <20200102030405123.ABCD.1.mta@biglobe.ne.jp> "
             "for "
             "<a@b.example>" DATE,
             "ptr.example", "", "", "mta-snd-w01.biglobe.ne.jp", "ESMTP"},
        Case{"Kagoya",
             "from helo.example (HELO helo.example) (192.0.2.1) by mas22.kagoya.net with ESMTPS "
             "(DHE-RSA-AES256-GCM-SHA384 "
             "encrypted); 2 Jan 2020 12:04:05 +0900",
             "helo.example", "helo.example", "192.0.2.1", "mas22.kagoya.net", "ESMTPS"},
        Case{"Sakura",
             "from helo.example (ptr.example [192.0.2.1]) (authenticated bits=0) by www1234.sakura.ne.jp "
             "(8.16.1/8.16.1) "
             "with ESMTPSA id 002345x; Thu, 2 Jan 2020 12:04:05 +0900 (JST) (envelope-from a@b.example)",
             "helo.example", "ptr.example", "192.0.2.1", "www1234.sakura.ne.jp", "ESMTPSA"},
        Case{"Fastmail, inside",
             "from mailmx.nyi.internal ([10.202.2.43]) by sloti36d1t09 (Cyrus 3.9.0-alpha0) with LMTPA" DATE,
             "mailmx.nyi.internal", "", "10.202.2.43", "sloti36d1t09", "LMTPA"},
        Case{"iCloud, inside",
             "from ptr.example (unknown [127.0.0.2]) by ci74p00im-qukt09090301.me.com (Postfix) with ESMTPS id 5A" DATE,
             "ptr.example", "", "127.0.0.2", "ci74p00im-qukt09090301.me.com", "ESMTPS"},
        Case{"MailScanner",
             "from localhost (localhost.localdomain [127.0.0.1]) by filter.example (MailScanner 4.84.6.1) with SMTP id "
             "1" DATE,
             "localhost", "localhost.localdomain", "127.0.0.1", "filter.example", "SMTP"},
        Case{"amavis",
             "from filter.example ([127.0.0.1]) by localhost (filter.example [127.0.0.1]) (amavisd-new, port 10024) "
             "with "
             "ESMTP id 1" DATE,
             "filter.example", "", "127.0.0.1", "localhost", "ESMTP"},
        Case{"folded in odd places",
             "from\thelo.example\t(ptr.example\t[192.0.2.1])   by\tmx.example   with\tESMTP  id\t4A\t;\tThu,  2 Jan "
             "2020 03:04:05 +0000",
             "helo.example", "ptr.example", "192.0.2.1", "mx.example", "ESMTP"},
        Case{"comments inside comments",
             "from helo.example (ptr.example [192.0.2.1] (claims (to be) a bank)) by mx.example (a (b (c))) with ESMTP "
             "id "
             "1" DATE,
             "helo.example", "ptr.example", "192.0.2.1", "mx.example", "ESMTP"},
        Case{"an open comment", "from h.example (ptr.example [192.0.2.1] by mx.example with ESMTP id 5" DATE,
             "h.example", "ptr.example", "192.0.2.1", "mx.example", "ESMTP"},
        Case{"no semicolon",
             "from h.example (ptr.example [192.0.2.1]) by mx.example with ESMTP id 5 Thu, 2 Jan 2020 03:04:05 +0000",
             "h.example", "ptr.example", "192.0.2.1", "mx.example", "ESMTP"}),
    [](const auto& param) { return "Line" + std::to_string(param.index); });

#undef DATE

TEST(ReceivedFields, TheOtherParts) {
  const Received exim = parse_received(
      "from [192.0.2.1] (helo=pc) by mx.example with esmtpsa (TLS1.2:ECDHE:256) (Exim 4.9) (envelope-from "
      "<a@b.example>) id 1GN "
      "for c@d.example; Thu, 2 Jan 2020 03:04:05 +0000");
  EXPECT_EQ(exim.tls, "TLS1.2");
  EXPECT_EQ(exim.envelope_from, "a@b.example");
  EXPECT_EQ(exim.envelope_for, "c@d.example");
  EXPECT_EQ(exim.id, "1GN");
}

TEST(ReceivedFields, Accounts) {
  EXPECT_EQ(
      parse_received("from pc (h.example [192.0.2.1]) (Authenticated sender: user@b.example) by mx.example (Postfix)")
          .authenticated_as,
      "user@b.example");
  EXPECT_EQ(parse_received("from pc (h.example [192.0.2.1]) (authenticated as alice) by mx.example").authenticated_as,
            "alice");
  EXPECT_EQ(parse_received("from pc (h.example [192.0.2.1]) (authenticated bits=0) by mx.example").authenticated_as,
            "");
  EXPECT_EQ(parse_received("from [192.0.2.1] (account user@b.example HELO pc) by mx.example").authenticated_as,
            "user@b.example");
}

TEST(ReceivedFields, ANameGivenByThePeerIsNoAddress) {
  // Only brackets, or the right place in a comment, make an address; a HELO does not.
  const Received received =
      parse_received("from 198.51.100.1 (ptr.example [192.0.2.1]) by mx.example (Postfix) with SMTP id 1");
  EXPECT_EQ(received.from_ip, "192.0.2.1");
  EXPECT_EQ(received.from_helo, "198.51.100.1");
}

TEST(ReceivedFields, Unreadable) {
  EXPECT_FALSE(parse_received("").parsed);
  EXPECT_FALSE(parse_received("with ESMTP id JAA12432").parsed);
  EXPECT_TRUE(parse_received("(qmail 27981 invoked by uid 225); 14 Mar 2003 07:24:34 -0000").parsed);
}

}  // namespace
}  // namespace mekiki::message
