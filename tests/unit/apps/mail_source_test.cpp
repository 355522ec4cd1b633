#include "apps/mekiki/mail_source.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/limits.h"
#include "scratch.h"

namespace mekiki::apps {
namespace {

using testing::ElementsAre;

std::vector<std::string> names(const std::filesystem::path& path) {
  MailSource source(path.string());
  std::vector<std::string> found;
  while (const auto mail = source.next()) {
    found.push_back(mail->path.substr(std::min(mail->path.size(), path.parent_path().string().size() + 1)));
  }
  return found;
}

TEST(MailSource, FoldersAreSortedAndJunkIsLeftOut) {
  const Scratch scratch;
  for (const char* name :
       {"in/b.eml", "in/a.eml", "in/sub/c.eml", "in/.hidden", "in/Inbox.msf", "in/10.eml", "in/9.eml"}) {
    scratch.write(name, "Subject: x\n\n");
  }
  EXPECT_THAT(names(scratch.path / "in"), ElementsAre("in/10.eml", "in/9.eml", "in/a.eml", "in/b.eml", "in/sub/c.eml"));
}

TEST(MailSource, MaildirsHaveNewBeforeCur) {
  const Scratch scratch;
  for (const char* name : {"Maildir/cur/2:2,S", "Maildir/cur/1:2,", "Maildir/new/9", "Maildir/tmp/0",
                           "Maildir/dovecot.index", "Maildir/.Sent/cur/5:2,S", "Maildir/.Sent/new/6"}) {
    scratch.write(name, "Subject: x\n\n");
  }
  EXPECT_THAT(names(scratch.path / "Maildir"), ElementsAre("Maildir/new/9", "Maildir/cur/1:2,", "Maildir/cur/2:2,S",
                                                           "Maildir/.Sent/new/6", "Maildir/.Sent/cur/5:2,S"));
}

TEST(MailSource, FoldersThatLinkToThemselvesEnd) {
  const Scratch scratch;
  scratch.write("in/a.eml", "Subject: x\n\n");
  std::filesystem::create_directory_symlink(scratch.path / "in", scratch.path / "in/loop");
  EXPECT_THAT(names(scratch.path / "in"), ElementsAre("in/a.eml"));
}

TEST(MailSource, WhatIsMissingIsSaid) {
  MailSource source("/nonexistent/mail.eml");
  const auto mail = source.next();
  ASSERT_TRUE(mail.has_value());
  EXPECT_EQ(mail->message.error().code, "no_input");
  EXPECT_FALSE(source.next().has_value());
}

constexpr const char* mbox =
    "From someone@example.jp Fri Jan 10 01:27:41 2025\nSubject: one\n\nFrom here on it goes.\n\n>From quoted\n>>From "
    "twice\n\n"
    "From - Fri, 10 Jan 2025 01:27:41\r\nSubject: two\r\n\r\ntext\r\n\r\n"
    "From MAILER-DAEMON Fri Jan 10 01:27:41 2025\nSubject: three\n\nno end";

TEST(Mbox, IsSplitWhereMailsBegin) {
  const Scratch scratch;
  const auto file = scratch.write("box", mbox);
  MailSource source(file.string());
  std::vector<std::string> paths;
  std::vector<std::string> mails;
  while (const auto mail = source.next()) {
    paths.push_back(mail->path);
    mails.push_back(*mail->message);
  }
  EXPECT_THAT(paths, ElementsAre(file.string() + "#1", file.string() + "#2", file.string() + "#3"));
  EXPECT_THAT(mails, ElementsAre("Subject: one\n\nFrom here on it goes.\n\nFrom quoted\n>From twice\n",
                                 "Subject: two\r\n\r\ntext\r\n", "Subject: three\n\nno end"));
}

TEST(Mbox, OneHugeMailDoesNotStopTheRest) {
  const Scratch scratch;
  const auto file = scratch.path / "box";
  {
    std::ofstream out(file, std::ios::binary);
    out << "From a Fri Jan 10 01:27:41 2025\nSubject: huge\n\n";
    const std::string line(1 << 20, 'x');
    for (std::size_t written = 0; written <= limits::message_bytes; written += line.size()) out << line;
    out << "\n\nFrom b Fri Jan 10 01:27:41 2025\nSubject: next\n\n";
  }
  MboxReader reader(file);
  const auto first = reader.next();
  ASSERT_TRUE(first.has_value());
  EXPECT_EQ(first->error().code, "too_large");
  const auto second = reader.next();
  ASSERT_TRUE(second.has_value());
  EXPECT_EQ(**second, "Subject: next\n");
  EXPECT_FALSE(reader.next().has_value());
}

TEST(MailFile, ASavedMailLosesItsMboxLine) {
  const Scratch scratch;
  EXPECT_EQ(*read_mail_file(scratch.write("a.eml", "From - Fri Jan 10 01:27:41 2025\nSubject: x\n\n").string()),
            "Subject: x\n\n");
  EXPECT_EQ(*read_mail_file(scratch.write("b.eml", "From: a@example.jp\n\n").string()), "From: a@example.jp\n\n");
  EXPECT_EQ(read_mail_file(scratch.path.string()).error().code, "no_input");
}

}  // namespace
}  // namespace mekiki::apps
