// bench_signatures                     what verifying 1,000 signed mails costs against the bare hashing and RSA of them
// bench_signatures MANIFEST FOLDER     how many body hashes of the mails' signatures still fit, by source; the manifest
//                                      is a CSV table with the columns "file" (below FOLDER) and "source"
#include <openssl/evp.h>
#include <openssl/x509.h>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "authentication/arc/arc.h"
#include "authentication/dkim/dkim.h"
#include "base/base64.h"

namespace {

namespace dkim = mekiki::authentication::dkim;
namespace arc = mekiki::authentication::arc;
namespace questions = mekiki::questions;

// CPU time of this process: other programs on the machine do not count.
double cpu_seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

std::string read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// --- agreement

struct Agreement {
  std::size_t mails = 0, signatures = 0, intact = 0, without_footer = 0, changed = 0, too_short = 0, unusable = 0;
  std::size_t chains = 0, chains_intact = 0, chains_broken = 0;
};

void count(const std::string& bytes, Agreement& to) {
  dkim::SignedMail mail(bytes);
  const dkim::Signatures signatures = dkim::parse_and_hash(mail);
  if (!signatures.list.empty()) ++to.mails;
  for (const dkim::Signature& one : signatures.list) {
    ++to.signatures;
    switch (one.body) {
      case dkim::BodyMatch::intact:
        ++to.intact;
        break;
      case dkim::BodyMatch::without_footer:
        ++to.without_footer;
        break;
      case dkim::BodyMatch::changed:
        ++to.changed;
        break;
      case dkim::BodyMatch::too_short:
        ++to.too_short;
        break;
      case dkim::BodyMatch::unread:
        ++to.unusable;
        break;
    }
  }
  const arc::Chain chain = arc::parse_and_hash(mail);
  if (chain.sets.empty() && chain.error.empty()) return;
  ++to.chains;
  if (chain.error.empty())
    ++to.chains_intact;
  else if (chain.error != "body_hash")
    ++to.chains_broken;
}

std::vector<std::string> cells(const std::string& line) {
  std::vector<std::string> all;
  std::istringstream in(line);
  for (std::string cell; std::getline(in, cell, ',');) all.push_back(cell);
  return all;
}

std::size_t column(const std::vector<std::string>& head, const std::string& name) {
  for (std::size_t i = 0; i < head.size(); ++i) {
    if (head[i] == name) return i;
  }
  return head.size();
}

int measure_agreement(const std::string& manifest, const std::string& folder) {
  std::ifstream in(manifest);
  std::string line;
  std::getline(in, line);
  const std::vector<std::string> head = cells(line);
  const std::size_t file = column(head, "file");
  const std::size_t source = column(head, "source");
  std::map<std::string, Agreement> by_source;
  while (std::getline(in, line)) {
    const std::vector<std::string> row = cells(line);
    if (row.size() <= file || row.size() <= source) continue;
    count(read_file(folder + "/" + row[file]), by_source[row[source]]);
  }
  std::printf("%-36s %6s %6s %6s %7s %7s %6s %6s %8s | %6s %6s %6s\n", "source", "mails", "sigs", "intact", "footer",
              "changed", "short", "bad", "agree", "chains", "body", "broken");
  for (const auto& [name, one] : by_source) {
    if (one.signatures == 0 && one.chains == 0) continue;
    const double read = static_cast<double>(one.signatures - one.unusable);
    std::printf("%-36s %6zu %6zu %6zu %7zu %7zu %6zu %6zu %7.2f%% | %6zu %6zu %6zu\n", name.c_str(), one.mails,
                one.signatures, one.intact, one.without_footer, one.changed, one.too_short, one.unusable,
                read > 0 ? 100 * static_cast<double>(one.intact) / read : 0.0, one.chains, one.chains_intact,
                one.chains_broken);
  }
  return 0;
}

// --- speed

struct FreeKey {
  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
};
using Key = std::unique_ptr<EVP_PKEY, FreeKey>;
struct FreeContext {
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};
using Context = std::unique_ptr<EVP_MD_CTX, FreeContext>;

constexpr std::size_t mail_count = 1000;
constexpr std::size_t body_lines = 220;  // about 20 KB
constexpr unsigned key_bits = 2048;

const unsigned char* bytes_of(const std::string& text) {
  return reinterpret_cast<const unsigned char*>(text.data());  // NOLINT
}

std::string sha256(const std::string& text) {
  unsigned char out[EVP_MAX_MD_SIZE];
  unsigned size = 0;
  EVP_Digest(text.data(), text.size(), out, &size, EVP_sha256(), nullptr);
  return {reinterpret_cast<const char*>(out), size};  // NOLINT
}

std::string sign(EVP_PKEY* key, const std::string& text) {
  const Context context(EVP_MD_CTX_new());
  std::size_t size = 0;
  EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, key);
  EVP_DigestSign(context.get(), nullptr, &size, bytes_of(text), text.size());
  std::string signature(size, '\0');
  EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(signature.data()), &size,  // NOLINT
                 bytes_of(text), text.size());
  signature.resize(size);
  return signature;
}

std::string key_record(EVP_PKEY* key) {
  unsigned char* der = nullptr;
  const int size = i2d_PUBKEY(key, &der);
  const std::string bytes(reinterpret_cast<const char*>(der), static_cast<std::size_t>(size));  // NOLINT
  OPENSSL_free(der);
  return "v=DKIM1; k=rsa; p=" + mekiki::base64_encode(bytes);
}

// An HTML body as newsletters have it: indented lines, CRLF. Already in relaxed form but for the indentation.
std::string body_of(std::size_t number, bool relaxed) {
  std::string body;
  for (std::size_t line = 0; line < body_lines; ++line) {
    if (!relaxed && line % 3 == 1) body += "    ";
    if (relaxed && line % 3 == 1) body += " ";
    body += "<td class=\"cell\"><a href=\"https://www.example.com/offers/" + std::to_string(number * 1000 + line) +
            "\">Offer " + std::to_string(line) + "</a></td>\r\n";
  }
  return body;
}

struct SignedText {
  std::string mail;
  std::string header;  // what the signature signs
  std::string body;    // canonical
  std::string signature;
};

SignedText make_mail(std::size_t number, EVP_PKEY* key) {
  SignedText made;
  const std::string id = std::to_string(number);
  const std::string fields = "From: Shop <news@example.com>\r\nTo: Reader <reader@example.org>\r\nSubject: Offers " +
                             id + "\r\nDate: Thu, 1 Jan 2026 00:00:00 +0000\r\nMessage-ID: <" + id +
                             "@example.com>\r\nMIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n";
  made.body = body_of(number, true);
  const std::string tags =
      " v=1; a=rsa-sha256; c=relaxed/relaxed; d=example.com; s=key; "
      "h=from:to:subject:date:message-id:mime-version:content-type; bh=" +
      mekiki::base64_encode(sha256(made.body)) + "; b=";
  made.header =
      "from:Shop <news@example.com>\r\nto:Reader <reader@example.org>\r\nsubject:Offers " + id +
      "\r\ndate:Thu, 1 Jan 2026 00:00:00 +0000\r\nmessage-id:<" + id +
      "@example.com>\r\nmime-version:1.0\r\ncontent-type:text/html; charset=utf-8\r\ndkim-signature:" + tags.substr(1);
  made.signature = sign(key, made.header);
  made.mail = "DKIM-Signature:" + tags + mekiki::base64_encode(made.signature) + "\r\n" + fields + "\r\n" +
              body_of(number, false);
  return made;
}

double bare(const std::vector<SignedText>& mails, EVP_PKEY* key, std::size_t& good) {
  const double start = cpu_seconds();
  for (const SignedText& one : mails) {
    static_cast<void>(sha256(one.body));
    const Context context(EVP_MD_CTX_new());
    EVP_DigestVerifyInit(context.get(), nullptr, EVP_sha256(), nullptr, key);
    if (EVP_DigestVerify(context.get(), bytes_of(one.signature), one.signature.size(), bytes_of(one.header),
                         one.header.size()) == 1)
      ++good;
  }
  return cpu_seconds() - start;
}

double ours(const std::vector<SignedText>& mails, const questions::Answers& answers, std::size_t& good) {
  const double start = cpu_seconds();
  for (const SignedText& one : mails) {
    questions::Inquiry inquiry(answers);
    const auto verification = dkim::verify(dkim::parse_and_hash(one.mail), inquiry, {1'790'000'000, std::nullopt});
    if (verification.result == dkim::Result::pass) ++good;
  }
  return cpu_seconds() - start;
}

int measure_speed() {
  const Key key(EVP_RSA_gen(key_bits));
  if (!key) return 70;
  std::vector<SignedText> mails;
  for (std::size_t i = 0; i < mail_count; ++i) mails.push_back(make_mail(i, key.get()));
  questions::Answers answers;
  answers[{questions::Kind::dns_txt, "key._domainkey.example.com"}] = questions::Answer::yes({key_record(key.get())});
  dkim::warm_up();
  double least_bare = 1e9;
  double least_ours = 1e9;
  std::size_t good = 0;
  constexpr int repeats = 7;
  for (int i = 0; i < repeats; ++i) {
    least_bare = std::min(least_bare, bare(mails, key.get(), good));
    least_ours = std::min(least_ours, ours(mails, answers, good));
  }
  std::printf("%zu of %zu verified\n", good, 2 * repeats * mail_count);
  std::printf("hash and RSA alone %8.2f us a mail\n", 1e6 * least_bare / mail_count);
  std::printf("DKIM               %8.2f us a mail\n", 1e6 * least_ours / mail_count);
  std::printf("ratio              %8.2f\n", least_ours / least_bare);
  return good == 2 * repeats * mail_count ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc == 3) return measure_agreement(argv[1], argv[2]);
  if (argc == 1) return measure_speed();
  std::fputs("usage: bench_signatures [MANIFEST FOLDER]\n", stderr);
  return 64;
}
