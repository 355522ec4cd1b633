#include "signer.h"

#include <gtest/gtest.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

#include <cctype>
#include <sstream>

#include "base/base64.h"

namespace mekiki::authentication::dkim {
namespace {

const unsigned char* bytes_of(const std::string& text) {
  return reinterpret_cast<const unsigned char*>(text.data());  // NOLINT
}

std::string hash(const std::string& text, const EVP_MD* md) {
  unsigned char out[EVP_MAX_MD_SIZE];
  unsigned size = 0;
  EVP_Digest(text.data(), text.size(), out, &size, md, nullptr);
  return {reinterpret_cast<const char*>(out), size};  // NOLINT
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::string line;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text.compare(i, 2, "\r\n") == 0) {
      lines.push_back(line);
      line.clear();
      ++i;
    } else {
      line += text[i];
    }
  }
  if (!line.empty()) lines.push_back(line);
  return lines;
}

std::string squeeze(const std::string& text) {
  std::string out;
  for (const char c : text) {
    const bool blank = c == ' ' || c == '\t';
    if (blank && !out.empty() && out.back() == ' ') continue;
    out += blank ? ' ' : c;
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

std::string trimmed(const std::string& text) {
  const std::string squeezed = squeeze(text);
  return squeezed.starts_with(' ') ? squeezed.substr(1) : squeezed;
}

std::string without_blanks(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c != ' ' && c != '\t' && c != '\r' && c != '\n') out += c;
  }
  return out;
}

std::string lower(std::string text) {
  for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return text;
}

struct Field {
  std::string name;
  std::string value;  // with its folding
  std::string whole;
};

std::vector<Field> fields_of(const std::string& mail) {
  std::vector<Field> fields;
  const std::string head = mail.substr(0, mail.find("\r\n\r\n"));
  for (const std::string& line : lines_of(head)) {
    if ((line[0] == ' ' || line[0] == '\t') && !fields.empty()) {
      fields.back().value += "\r\n" + line;
      fields.back().whole += "\r\n" + line;
      continue;
    }
    const std::size_t colon = line.find(':');
    fields.push_back({lower(squeeze(line.substr(0, colon))), line.substr(colon + 1), line});
  }
  return fields;
}

std::string canonical_field(const Field& field, bool relaxed) {
  if (!relaxed) return field.whole + "\r\n";
  std::string value;
  for (const std::string& line : lines_of(field.value)) value += line;
  value = squeeze(value);
  if (value.starts_with(' ')) value.erase(0, 1);
  return field.name + ":" + value + "\r\n";
}

std::string signed_fields(const std::string& mail, const Recipe& recipe, bool relaxed) {
  std::vector<Field> left = fields_of(mail);
  std::string out;
  std::istringstream names(recipe.headers);
  for (std::string name; std::getline(names, name, ':');) {
    for (std::size_t i = left.size(); i-- > 0;) {
      if (left[i].name != lower(trimmed(name))) continue;
      out += canonical_field(left[i], relaxed);
      left.erase(left.begin() + static_cast<std::ptrdiff_t>(i));
      break;
    }
  }
  return out;
}

}  // namespace

const TestKey& TestKey::rsa() {
  static const TestKey key(EVP_RSA_gen(2048U), false);
  return key;
}
const TestKey& TestKey::other() {
  static const TestKey key(EVP_RSA_gen(2048U), false);
  return key;
}
const TestKey& TestKey::short_rsa() {
  static const TestKey key(EVP_RSA_gen(768U), false);
  return key;
}
const TestKey& TestKey::ed25519() {
  static const TestKey key(EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519"), true);
  return key;
}

std::string TestKey::public_info() const {
  if (ed25519_) {
    unsigned char raw[32];
    std::size_t size = sizeof raw;
    EVP_PKEY_get_raw_public_key(key_.get(), raw, &size);
    return base64_encode({reinterpret_cast<const char*>(raw), size});  // NOLINT
  }
  unsigned char* der = nullptr;
  const int size = i2d_PUBKEY(key_.get(), &der);
  std::string text = base64_encode({reinterpret_cast<const char*>(der), static_cast<std::size_t>(size)});  // NOLINT
  OPENSSL_free(der);
  return text;
}

std::string TestKey::public_bare() const {
  unsigned char* der = nullptr;
  const int size = i2d_PublicKey(key_.get(), &der);
  std::string text = base64_encode({reinterpret_cast<const char*>(der), static_cast<std::size_t>(size)});  // NOLINT
  OPENSSL_free(der);
  return text;
}

std::string TestKey::record() const {
  return std::string("v=DKIM1; k=") + (ed25519_ ? "ed25519" : "rsa") + "; p=" + public_info();
}

std::string TestKey::sign(const std::string& algorithm, const std::string& header) const {
  const EVP_MD* md = algorithm == "rsa-sha1" ? EVP_sha1() : EVP_sha256();
  const std::string text = ed25519_ ? hash(header, md) : header;
  EVP_MD_CTX* context = EVP_MD_CTX_new();
  std::size_t size = 0;
  EVP_DigestSignInit(context, nullptr, ed25519_ ? nullptr : md, nullptr, key_.get());
  EVP_DigestSign(context, nullptr, &size, bytes_of(text), text.size());
  std::string signature(size, '\0');
  EVP_DigestSign(context, reinterpret_cast<unsigned char*>(signature.data()), &size,  // NOLINT
                 bytes_of(text), text.size());
  EVP_MD_CTX_free(context);
  signature.resize(size);
  return signature;
}

std::string canonical_body(const std::string& mail, bool relaxed) {
  const std::size_t blank = mail.find("\r\n\r\n");
  std::vector<std::string> lines =
      blank == std::string::npos ? std::vector<std::string>() : lines_of(mail.substr(blank + 4));
  if (relaxed) {
    for (std::string& line : lines) line = squeeze(line);
  }
  while (!lines.empty() && lines.back().empty()) lines.pop_back();
  if (lines.empty() && !relaxed) lines.emplace_back();
  std::string out;
  for (const std::string& line : lines) out += line + "\r\n";
  return out;
}

std::string sign(const std::string& mail, const Recipe& recipe) {
  const bool relaxed_header = recipe.canonicalisation.starts_with("relaxed");
  const bool relaxed_body = recipe.canonicalisation.ends_with("/relaxed");
  const EVP_MD* md = recipe.algorithm == "rsa-sha1" ? EVP_sha1() : EVP_sha256();
  const std::string body = recipe.hash_this ? recipe.body_hashed : canonical_body(mail, relaxed_body);
  const std::string field = "DKIM-Signature: v=1; a=" + recipe.algorithm + "; c=" + recipe.canonicalisation +
                            "; d=" + recipe.domain + "; s=" + recipe.selector + ";\r\n\th=" + recipe.headers + "; " +
                            recipe.more + "\r\n\tbh=" + base64_encode(hash(body, md)) + ";\r\n\tb=";
  std::string own = canonical_field(fields_of(field + "\r\n\r\n").front(), relaxed_header);
  own.resize(own.size() - 2);
  const TestKey* key = recipe.key;
  if (!key) key = recipe.algorithm == "ed25519-sha256" ? &TestKey::ed25519() : &TestKey::rsa();
  const std::string header = signed_fields(mail, recipe, relaxed_header) + own;
  return field + base64_encode(key->sign(recipe.algorithm, header)) + "\r\n" + mail;
}

SignedContent signed_content(const std::string& mail, const Recipe& recipe) {
  const bool relaxed = recipe.canonicalisation.starts_with("relaxed");
  SignedContent result;
  for (const Field& field : fields_of(mail)) {
    if (field.name != "dkim-signature") continue;
    const std::size_t tab = field.whole.rfind("\tb=");
    const std::size_t b = tab == std::string::npos ? field.whole.rfind(" b=") : tab;
    Field own = field;
    if (b != std::string::npos) {
      result.signature = without_blanks(field.whole.substr(b + 3));
      own = fields_of(field.whole.substr(0, b + 3) + "\r\n\r\n").front();
    }
    result.content = canonical_field(own, relaxed);
    break;
  }
  result.content += signed_fields(mail, recipe, relaxed);
  result.content += '\0' + canonical_body(mail, recipe.canonicalisation.ends_with("/relaxed"));
  return result;
}

std::string plain_mail() {
  return "Received: from a.example.com by b.example.org; Thu, 1 Jan 2026 00:00:00 +0000\r\n"
         "From: News <news@example.com>\r\n"
         "To: Reader <reader@example.org>\r\n"
         "Subject: Winter  sale\r\n"
         " begins today\r\n"
         "Date: Thu, 1 Jan 2026 00:00:00 +0000\r\n"
         "\r\n"
         "Dear  reader,\r\n"
         "\r\n"
         "\tall coats\t are cheaper. \r\n"
         "Regards\r\n";
}

std::string with_lf(std::string_view mail) {
  std::string out;
  for (const char c : mail) {
    if (c != '\r') out += c;
  }
  return out;
}

std::string replaced(std::string mail, std::string_view from, std::string_view to) {
  const std::size_t at = mail.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  if (at != std::string::npos) mail.replace(at, from.size(), to);
  return mail;
}

}  // namespace mekiki::authentication::dkim
