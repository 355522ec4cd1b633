// The trace lines of mail-parser's tests. Its result keeps the word after "from" and the HELO apart; ours says which of
// the two the server looked up. Where the meaning is the same, the comparison maps one to the other.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <map>

#include "base/utf8.h"
#include "conformance.h"
#include "message/dates.h"
#include "message/header_fields.h"
#include "message/received.h"
#include "names/domain.h"

namespace mekiki::message {
namespace {

using nlohmann::json;

std::string host_of(const json& value) { return value.begin().value().get<std::string>(); }

std::string bare(std::string text) {
  if (text.starts_with('[') && text.ends_with(']')) text = text.substr(1, text.size() - 2);
  while (text.ends_with('.')) text.pop_back();
  const std::string ip = names::canonical_ip(text);
  return ip.empty() ? ascii_lower(text) : ip;
}

bool same(const std::string& expected, const std::string& ours) { return bare(expected) == bare(ours); }

// Their tokeniser ends a word at "/".
bool same_or_longer(const std::string& expected, const std::string& ours) {
  return same(expected, ours) || ours.starts_with(expected + "/");
}

std::string protocol(std::string with) {
  with = ascii_lower(with);
  if (with.starts_with("local-")) with.erase(0, 6);
  static const std::map<std::string, std::string> names = {
      {"smtpsvc", "smtp"}, {"bsmtp", "smtp"}, {"esmtp-tls", "esmtps"}, {"httprest", "http"}};
  const auto found = names.find(with);
  return found == names.end() ? with : found->second;
}

class Comparison {
 public:
  Comparison(const std::string& header, const json& expected) : header_(header), expected_(expected) {
    ours_ = parse_received(unfold(header));
  }

  void run(std::map<std::string, std::array<int, 2>>& score) {
    const auto check = [&](const char* field, const std::string& theirs, const std::string& mine, bool agree) {
      ++score[field][1];
      if (agree)
        ++score[field][0];
      else
        std::cout << field << ": expected \"" << theirs << "\", ours \"" << mine << "\" in " << unfold(header_) << '\n';
    };
    if (has("from")) {
      const std::string from = host_of(expected_["from"]);
      const bool agree = same_or_longer(from, ours_.from_helo) || same(from, ours_.from_host) ||
                         same(from, ours_.from_ip) || same(from, ours_.envelope_from) ||
                         (from == "unknown" && ours_.from_host.empty());
      check("from", from, ours_.from_helo + "|" + ours_.from_host, agree);
    }
    if (has("helo"))
      check("helo", host_of(expected_["helo"]), ours_.from_helo, same(host_of(expected_["helo"]), ours_.from_helo));
    compare_ip(check);
    if (has("from_iprev"))
      check("from_iprev", text("from_iprev"), ours_.from_host, same(text("from_iprev"), ours_.from_host));
    if (has("by")) check("by", host_of(expected_["by"]), ours_.by, same(host_of(expected_["by"]), ours_.by));
    // Ours also keeps protocols that theirs has no name for, and takes the one after "via".
    if (has("with")) check("with", text("with"), ours_.with, protocol(text("with")) == protocol(ours_.with));
    check("id", text("id"), ours_.id, same_or_longer(text("id"), ours_.id));
    check("for", text("for_"), ours_.envelope_for, same(text("for_"), ours_.envelope_for));
    const auto date = has("date") ? conformance::seconds(expected_["date"]) : std::nullopt;
    check("date", date ? std::to_string(*date) : "", ours_.time ? std::to_string(*ours_.time) : "", date == ours_.time);
    if (has("tls_version")) {
      std::string version = text("tls_version");  // "TLSv1_2"
      version = "TLS1." + version.substr(version.size() - 1);
      check("tls", version, ours_.tls, version == ours_.tls);
    }
  }

 private:
  bool has(const char* name) const { return expected_.contains(name) && !expected_[name].is_null(); }
  std::string text(const char* name) const { return has(name) ? expected_[name].get<std::string>() : std::string{}; }

  template <class Check>
  void compare_ip(const Check& check) {
    std::string ip = text("from_ip");
    // An address as the word after "from", alone, is the peer's.
    if (ip.empty() && has("from")) ip = names::canonical_ip(host_of(expected_["from"]));
    check("from_ip", ip, ours_.from_ip, same(ip, ours_.from_ip));
  }

  std::string header_;
  json expected_;
  Received ours_;
};

TEST(ReceivedVectors, MailParser) {
  const auto cases = conformance::mail_parser("received.json");
  if (!cases) GTEST_SKIP() << "no mail-parser vectors";
  std::map<std::string, std::array<int, 2>> score;
  for (const json& one : *cases) Comparison(one["header"].get<std::string>(), one["expected"]).run(score);
  int agree = 0;
  int all = 0;
  for (const auto& [field, counts] : score) {
    std::cout << field << ": " << counts[0] << " of " << counts[1] << '\n';
    RecordProperty(field, counts[0]);
    agree += counts[0];
    all += counts[1];
  }
  EXPECT_GE(agree * 100, all * 95);
}

}  // namespace
}  // namespace mekiki::message
