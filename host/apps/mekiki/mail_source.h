// Mails one after the other out of files, folders, Maildirs and mboxes, without holding more than one in memory.
#pragma once

#include <cstdint>
#include <deque>
#include <filesystem>
#include <fstream>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"

namespace mekiki::apps {

struct SourceMail {
  std::string path;             // as given or found; "file#3" is the third mail of an mbox
  Result<std::string> message;  // raw bytes. Errors: "no_input" (no such file or not readable), "too_large"
};

// A whole file, or standard input for "-".
Result<std::string> read_mail_file(const std::string& path);

// The mails of one mbox file (RFC 4155; "mboxrd" quoting undone), read as a stream.
class MboxReader {
 public:
  explicit MboxReader(const std::filesystem::path& file);

  // A regular file whose first line is an mbox separator, and that is not a single mail saved as .eml.
  static bool is_mbox(const std::filesystem::path& file);

  // nullopt: no more. Error "too_large": the mail is skipped.
  std::optional<Result<std::string>> next();

 private:
  bool read_line(std::string& line);

  std::ifstream stream_;
  std::string separator_;  // the separator that was read ahead
};

// Everything below one path, in an order that does not depend on the file system: names sorted by their bytes; of a
// Maildir first `new`, then `cur`, then its sub-folders. Links to folders are not followed below the given path.
class MailSource {
 public:
  explicit MailSource(std::string path);

  std::optional<SourceMail> next();

 private:
  void enter(const std::filesystem::path& folder);

  std::string given_;
  bool started_ = false;
  std::vector<std::filesystem::path> ahead_;  // files and folders yet to visit; the next one last
  std::unique_ptr<MboxReader> mbox_;
  std::string mbox_path_;
  std::size_t mbox_number_ = 0;
};

}  // namespace mekiki::apps
