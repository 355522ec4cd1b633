#include "apps/mekiki/mail_source.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <iostream>
#include <system_error>

#include "base/limits.h"
#include "base/utf8.h"

namespace mekiki::apps {
namespace {

namespace fs = std::filesystem;

// One byte more than is examined: the parser then refuses the mail itself, with its own words.
constexpr std::size_t most_bytes = limits::message_bytes + 1;

Result<std::string> read_stream(std::istream& stream, const std::string& name) {
  std::string bytes;
  std::array<char, 65536> buffer;  // NOLINT(cppcoreguidelines-pro-type-member-init): filled by read
  while (bytes.size() < most_bytes && (stream.read(buffer.data(), buffer.size()) || stream.gcount() > 0)) {
    bytes.append(buffer.data(), std::min(static_cast<std::size_t>(stream.gcount()), most_bytes - bytes.size()));
  }
  if (stream.bad()) return Error{"no_input", name + ": " + std::strerror(errno)};  // NOLINT(concurrency-mt-unsafe)
  return bytes;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool has_time(std::string_view line) {
  for (std::size_t i = 0; i + 4 < line.size(); ++i) {
    if (is_digit(line[i]) && is_digit(line[i + 1]) && line[i + 2] == ':' && is_digit(line[i + 3]) &&
        is_digit(line[i + 4])) {
      return true;
    }
  }
  return false;
}

// RFC 4155 appendix A: "From ", an address, an asctime date. Thunderbird writes "From - " and the date. A line of a
// body that begins with "From " has no time of day in it, hence the look for one.
bool is_separator(std::string_view line) { return line.starts_with("From ") && has_time(line); }

// "mboxrd": one '>' was put before each line of '>'s and "From ".
bool is_quoted_from(std::string_view line) {
  const std::size_t arrows = line.find_first_not_of('>');
  return arrows != std::string_view::npos && arrows > 0 && line.substr(arrows).starts_with("From ");
}

bool is_blank(std::string_view line) { return line == "\n" || line == "\r\n"; }

std::string name_of(const fs::path& path) { return path.filename().string(); }

bool is_maildir(const fs::path& folder) {
  std::error_code error;
  return fs::is_directory(folder / "cur", error) && fs::is_directory(folder / "new", error);
}

// Thunderbird's and Dovecot's own files beside the mails.
bool is_index(const std::string& name) {
  return name.ends_with(".msf") || name.starts_with("dovecot") || name == "msgFilterRules.dat" ||
         name == "filterlog.html" || name == "subscriptions" || name == "maildirfolder";
}

// A mail saved out of an mbox may still have the separator before it.
Result<std::string> without_separator(Result<std::string> mail) {
  if (!mail.ok()) return mail;
  const std::size_t line = mail->find('\n');
  if (line != std::string::npos && is_separator(std::string_view(*mail).substr(0, line))) mail->erase(0, line + 1);
  return mail;
}

}  // namespace

Result<std::string> read_mail_file(const std::string& path) {
  if (path == "-") return without_separator(read_stream(std::cin, path));
  std::error_code error;
  if (fs::is_directory(path, error)) return Error{"no_input", path + ": is a folder"};
  std::ifstream stream(path, std::ios::binary);
  if (!stream) return Error{"no_input", path + ": " + std::strerror(errno)};  // NOLINT(concurrency-mt-unsafe)
  return without_separator(read_stream(stream, path));
}

MboxReader::MboxReader(const fs::path& file) : stream_(file, std::ios::binary) { read_line(separator_); }

bool MboxReader::is_mbox(const fs::path& file) {
  if (ascii_lower(file.extension().string()) == ".eml") return false;
  std::ifstream stream(file, std::ios::binary);
  std::array<char, 512> start{};
  stream.read(start.data(), start.size());
  const std::string_view read(start.data(), static_cast<std::size_t>(stream.gcount()));
  return is_separator(read.substr(0, read.find('\n')));
}

// With its line end. An endless line comes in pieces, so that it is not held in memory as a whole.
bool MboxReader::read_line(std::string& line) {
  constexpr std::size_t longest_piece = 1u << 20;
  line.clear();
  std::streambuf& buffer = *stream_.rdbuf();
  while (line.size() < longest_piece) {
    const int c = buffer.sbumpc();
    if (c == std::char_traits<char>::eof()) break;
    line += static_cast<char>(c);
    if (c == '\n') break;
  }
  return !line.empty();
}

std::optional<Result<std::string>> MboxReader::next() {
  if (separator_.empty()) return std::nullopt;
  separator_.clear();
  std::string mail;
  std::string line;
  bool too_large = false;
  bool after_blank = false;
  while (read_line(line)) {
    if (after_blank && is_separator(line)) {
      separator_ = line;
      break;
    }
    after_blank = is_blank(line);
    if (too_large) continue;
    mail += is_quoted_from(line) ? std::string_view(line).substr(1) : std::string_view(line);
    if (mail.size() > limits::message_bytes) {
      too_large = true;
      mail = std::string();
    }
  }
  if (too_large) return Error{"too_large", "more than the limit"};
  // The blank line before the next separator belongs to the mbox.
  if (mail.ends_with("\r\n\r\n")) {
    mail.resize(mail.size() - 2);
  } else if (mail.ends_with("\n\n")) {
    mail.pop_back();
  }
  return mail;
}

MailSource::MailSource(std::string path) : given_(std::move(path)) {}

void MailSource::enter(const fs::path& folder) {
  std::vector<fs::path> found;
  std::error_code error;
  const bool maildir = is_maildir(folder);
  for (fs::directory_iterator entry(folder, fs::directory_options::skip_permission_denied, error), end;
       !error && entry != end; entry.increment(error)) {
    const std::string name = name_of(entry->path());
    std::error_code ignored;
    const bool is_folder = entry->is_directory(ignored);
    if (is_folder && entry->is_symlink(ignored)) continue;
    if (maildir) {
      if (is_folder && name != "tmp") found.push_back(entry->path());
      continue;
    }
    if (name.starts_with('.') || is_index(name)) continue;
    if (is_folder || entry->is_regular_file(ignored)) found.push_back(entry->path());
  }
  const auto rank = [&](const fs::path& path) {
    const std::string name = name_of(path);
    return !maildir || name == "new" ? 0 : name == "cur" ? 1 : 2;
  };
  std::sort(found.begin(), found.end(), [&](const fs::path& a, const fs::path& b) {
    return std::pair(rank(a), name_of(a)) > std::pair(rank(b), name_of(b));
  });
  ahead_.insert(ahead_.end(), found.begin(), found.end());
}

std::optional<SourceMail> MailSource::next() {
  if (!started_) {
    started_ = true;
    std::error_code error;
    if (!fs::exists(given_, error)) return SourceMail{given_, Error{"no_input", given_ + ": no such file"}};
    ahead_.emplace_back(given_);
  }
  while (true) {
    if (mbox_) {
      if (auto mail = mbox_->next()) {
        return SourceMail{mbox_path_ + "#" + std::to_string(++mbox_number_), std::move(*mail)};
      }
      mbox_.reset();
    }
    if (ahead_.empty()) return std::nullopt;
    const fs::path path = ahead_.back();
    ahead_.pop_back();
    std::error_code error;
    if (fs::is_directory(path, error)) {
      enter(path);
    } else if (fs::is_regular_file(path, error) && MboxReader::is_mbox(path)) {
      mbox_ = std::make_unique<MboxReader>(path);
      mbox_path_ = path.string();
      mbox_number_ = 0;
    } else {
      return SourceMail{path.string(), read_mail_file(path.string())};
    }
  }
}

}  // namespace mekiki::apps
