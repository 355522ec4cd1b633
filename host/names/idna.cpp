// IDNA by UTS #46 on ICU, as the URL standard calls it. https://url.spec.whatwg.org/#idna
#include <unicode/bytestream.h>
#include <unicode/idna.h>
#include <unicode/stringpiece.h>

#include <algorithm>
#include <memory>

#include "base/limits.h"
#include "base/utf8.h"
#include "names/ascii.h"
#include "names/domain.h"
#include "names/idna_mapping.h"
#include "names/url_host.h"

namespace mekiki::names {
namespace {

// What CheckHyphens=false and VerifyDnsLength=false let pass.
constexpr std::uint32_t forgiven_errors = UIDNA_ERROR_EMPTY_LABEL | UIDNA_ERROR_LABEL_TOO_LONG |
                                          UIDNA_ERROR_DOMAIN_NAME_TOO_LONG | UIDNA_ERROR_LEADING_HYPHEN |
                                          UIDNA_ERROR_TRAILING_HYPHEN | UIDNA_ERROR_HYPHEN_3_4;

const icu::IDNA* idna() {
  static const std::unique_ptr<const icu::IDNA> instance = [] {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<const icu::IDNA> opened(icu::IDNA::createUTS46Instance(
        UIDNA_CHECK_BIDI | UIDNA_CHECK_CONTEXTJ | UIDNA_NONTRANSITIONAL_TO_ASCII | UIDNA_NONTRANSITIONAL_TO_UNICODE,
        status));
    if (U_FAILURE(status)) opened.reset();
    return opened;
  }();
  return instance.get();
}

icu::StringPiece piece_of(std::string_view text) { return {text.data(), static_cast<std::int32_t>(text.size())}; }

Error invalid(const char* detail) { return {"invalid_domain", detail}; }

Result<std::string> unicode_to_ascii(std::string_view domain) {
  if (idna() == nullptr) return invalid("ICU data is missing");
  const std::string mapped = map_as_unicode_17(to_valid_utf8(domain));
  if (mapped.size() > limits::idna_bytes) return invalid("non-ASCII domain is too long");
  std::string ascii;
  icu::StringByteSink<std::string> sink(&ascii);
  icu::IDNAInfo info;
  UErrorCode status = U_ZERO_ERROR;
  idna()->nameToASCII_UTF8(piece_of(mapped), sink, info, status);
  if (U_FAILURE(status) || (info.getErrors() & ~forgiven_errors) != 0) return invalid("not a domain by UTS #46");
  return ascii;
}

}  // namespace

// https://url.spec.whatwg.org/#concept-domain-to-ascii ; an ASCII domain is only lowercased, even if a label of it is
// no valid Punycode: browsers open such names.
Result<std::string> to_ascii(std::string_view domain) {
  Result<std::string> ascii = std::ranges::all_of(domain, ascii::is_ascii) ? Result<std::string>(ascii_lower(domain))
                                                                           : unicode_to_ascii(domain);
  if (!ascii) return ascii;
  if (ascii->empty()) return invalid("empty domain");
  if (std::ranges::any_of(*ascii, is_forbidden_domain_code_point)) return invalid("forbidden code point");
  return ascii;
}

std::string to_unicode(std::string_view domain) {
  std::string out;
  while (true) {
    const std::size_t dot = domain.find('.');
    const std::string_view label = domain.substr(0, dot);
    std::string decoded;
    if (idna() != nullptr && label.size() <= limits::domain_bytes && ascii_iequals(label.substr(0, 4), "xn--")) {
      icu::StringByteSink<std::string> sink(&decoded);
      icu::IDNAInfo info;
      UErrorCode status = U_ZERO_ERROR;
      idna()->labelToUnicodeUTF8(piece_of(label), sink, info, status);
      if (U_FAILURE(status) || (info.getErrors() & ~forgiven_errors) != 0) decoded.clear();
    }
    out += decoded.empty() ? label : decoded;
    if (dot == std::string_view::npos) return out;
    out += '.';
    domain.remove_prefix(dot + 1);
  }
}

void warm_up_idna() { static_cast<void>(to_ascii("\xE6\x97\xA5\xE6\x9C\xAC.example")); }

}  // namespace mekiki::names
