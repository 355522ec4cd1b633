#include "facts/unwrap.h"

#include <algorithm>
#include <optional>
#include <string_view>

#include "base/base64.h"
#include "base/utf8.h"
#include "facts/carriers.h"
#include "names/ascii.h"
#include "names/domain.h"
#include "names/organisations.h"

namespace mekiki::facts {
namespace {

constexpr int most_layers = 8;
constexpr int most_percent_layers = 3;

template <class Visit>
void for_each_parameter(const names::Url& url, Visit visit) {
  std::string_view query = url.query ? std::string_view(*url.query) : std::string_view{};
  while (!query.empty()) {
    std::string_view pair = query.substr(0, query.find('&'));
    query.remove_prefix(std::min(query.size(), pair.size() + 1));
    if (pair.starts_with("amp;")) pair.remove_prefix(4);  // "&amp;" that was escaped twice
    const std::size_t equals = pair.find('=');
    if (equals != std::string_view::npos && visit(pair.substr(0, equals), pair.substr(equals + 1))) return;
  }
}

std::optional<std::string> parameter(const names::Url& url, std::string_view name) {
  std::optional<std::string> value;
  for_each_parameter(url, [&](std::string_view key, std::string_view text) {
    if (ascii_iequals(key, name)) value = names::percent_decode(text);
    return value.has_value();
  });
  return value;
}

bool starts_with_web_scheme(std::string_view text) {
  return ascii_iequals(text.substr(0, 5), "http:") || ascii_iequals(text.substr(0, 6), "https:");
}

std::optional<names::Url> web_url(std::string_view text) {
  std::string address(trim_ascii(text));
  for (int layer = 0;
       layer < most_percent_layers && ascii_iequals(address.substr(0, 4), "http") && !starts_with_web_scheme(address);
       ++layer) {
    address = names::percent_decode(address);  // "https%3A%2F%2F": escaped once more on the way
  }
  if (address.starts_with("//")) address.insert(0, "https:");
  if (!starts_with_web_scheme(address)) return std::nullopt;
  auto parsed = names::parse_url(address);
  if (!parsed || !parsed->is_web() || parsed->host.empty()) return std::nullopt;
  return *std::move(parsed);
}

// A target without its scheme: "example.com/x".
std::optional<names::Url> web_url_without_scheme(std::string_view text) {
  const std::string_view host = text.substr(0, text.find_first_of("/?#"));
  const names::DomainCut cut = names::cut_domain(ascii_lower(host));
  if (!cut.listed || cut.registrable.empty()) return std::nullopt;
  return web_url("https://" + std::string(text));
}

bool is_hex(std::string_view text) {
  return text.size() % 2 == 0 &&
         std::all_of(text.begin(), text.end(), [](char c) { return names::ascii::hex_value(c) >= 0; });
}

std::string from_hex(std::string_view text) {
  std::string bytes;
  for (std::size_t i = 0; i + 1 < text.size(); i += 2) {
    bytes += static_cast<char>(names::ascii::hex_value(text[i]) * 16 + names::ascii::hex_value(text[i + 1]));
  }
  return bytes;
}

std::string from_base64url(std::string_view text) {
  std::string coded(text);
  std::replace(coded.begin(), coded.end(), '-', '+');
  std::replace(coded.begin(), coded.end(), '_', '/');
  return base64_decode_lenient(coded);
}

// The first web address in text such as a JSON object, where "/" may be written "\\/"; it ends at a quote.
std::optional<names::Url> first_address(std::string_view text) {
  const std::size_t start = text.find("http");
  if (start == std::string_view::npos) return std::nullopt;
  std::string address;
  for (std::size_t i = start; i < text.size(); ++i) {
    if (text[i] == '\\' && i + 1 < text.size() && text[i + 1] == '/') continue;
    if (std::string_view("\"'<> \\").find(text[i]) != std::string_view::npos) break;
    address += text[i];
  }
  return web_url(address);
}

// A value that is an address, in clear or coded: base64 of "http" begins with aHR0, of "{" and a quote with eyJ, hex
// of "http" is 68747470. A JSON web token has its claims in the second of three parts.
std::optional<names::Url> coded_address(std::string_view value) {
  const std::string text = names::percent_decode(value);
  if (auto found = web_url(text)) return found;
  if (text.starts_with("68747470") && is_hex(text)) return web_url(from_hex(text));
  if (text.starts_with("aHR0")) return web_url(from_base64url(std::string_view(text).substr(0, text.find('.'))));
  if (!text.starts_with("eyJ")) return std::nullopt;
  for (std::size_t start = 0; start < text.size();) {
    const std::size_t end = std::min(text.find('.', start), text.size());
    if (auto found = first_address(from_base64url(std::string_view(text).substr(start, end - start)))) return found;
    start = end + 1;
  }
  return std::nullopt;
}

// urldefense.proofpoint.com/v2/url?u=https-3A__example.com_path: '-' stands for '%', '_' for '/'.
std::optional<names::Url> proofpoint_v2(const names::Url& url) {
  auto coded = parameter(url, "u");
  if (!coded) return std::nullopt;
  std::replace(coded->begin(), coded->end(), '-', '%');
  std::replace(coded->begin(), coded->end(), '_', '/');
  return web_url(names::percent_decode(*coded));
}

// urldefense.com/v3/__https://example.com/__;!!...  Characters that were replaced ('*') stay so.
std::optional<names::Url> proofpoint_v3(const names::Url& url) {
  const std::string whole = url.href();
  const std::size_t start = whole.find("/v3/__");
  const std::size_t end = whole.rfind("__;");
  if (start == std::string::npos || end == std::string::npos || end < start + 6) return std::nullopt;
  std::string inner = whole.substr(start + 6, end - start - 6);
  // Some servers on the way make one slash of two.
  if (const std::size_t colon = inner.find(":/"); colon < 6 && inner.compare(colon, 3, "://") != 0)
    inner.insert(colon + 1, "/");
  return web_url(inner);
}

// protect.checkpoint.com/v2/___https://example.com/___.YXZ..., and url.avanan.click the same.
std::optional<names::Url> checkpoint(const names::Url& url) {
  const std::string whole = url.href();
  const std::size_t start = whole.find("/___");
  const std::size_t end = start == std::string::npos ? start : whole.find("___", start + 4);
  if (end == std::string::npos) return std::nullopt;
  return web_url(std::string_view(whole).substr(start + 4, end - start - 4));
}

// bing.com/ck/a?...&u=a1aHR0cHM6Ly9...
std::optional<names::Url> bing(const names::Url& url) {
  const auto coded = parameter(url, "u");
  if (!coded || !coded->starts_with("a1")) return std::nullopt;
  return web_url(from_base64url(std::string_view(*coded).substr(2)));
}

// google.com/amp/s/example.com/x, example-com.cdn.ampproject.org/c/s/example.com/x
std::optional<names::Url> amp(const names::Url& url) {
  for (const std::string_view prefix : {"/amp/s/", "/amp/", "/c/s/", "/v/s/", "/i/s/", "/c/", "/v/"}) {
    if (!url.path.starts_with(prefix)) continue;
    const std::string rest = names::percent_decode(url.path.substr(prefix.size()));
    if (auto whole = web_url(rest)) return whole;
    return web_url((prefix.find("/s/") != std::string_view::npos ? "https://" : "http://") + rest);
  }
  return std::nullopt;
}

// example-com.translate.goog: "-" stands for ".", "--" for "-".
std::optional<names::Url> translated(const names::Url& url) {
  const std::string label = url.host.substr(0, url.host.find('.'));
  std::string host;
  for (std::size_t i = 0; i < label.size(); ++i) {
    const bool twice = label.compare(i, 2, "--") == 0;
    host += label[i] != '-' ? label[i] : twice ? '-' : '.';
    i += twice ? 1 : 0;
  }
  if (host.find('.') == std::string::npos) return std::nullopt;
  return web_url("https://" + host + url.path);
}

// A whole address in the path: secure-web.cisco.com/.../https%3A%2F%2Fexample.com, /RU=https%3a%2f%2f...
std::optional<names::Url> in_path(const names::Url& url) {
  const std::string path = names::percent_decode(url.path);
  const std::size_t at = std::min(path.find("http://"), path.find("https://"));
  if (at != std::string::npos) return web_url(std::string_view(path).substr(at, path.find("/RK=", at) - at));
  for (std::size_t start = 1; start < url.path.size();) {
    const std::size_t end = std::min(url.path.find('/', start), url.path.size());
    if (auto found = coded_address(std::string_view(url.path).substr(start, end - start))) return found;
    start = end + 1;
  }
  return std::nullopt;
}

// click.pstmrk.it/3s/example.com%2Fpath/..., mandrillapp.com/track/click/30010/example.com?p=...
std::optional<names::Url> host_in_path(const names::Url& url, int segment) {
  std::size_t start = 0;
  for (int i = 0; i < segment && start != std::string::npos; ++i) start = url.path.find('/', start + 1);
  if (start == std::string::npos) return std::nullopt;
  const std::size_t end = url.path.find('/', start + 1);
  return web_url_without_scheme(names::percent_decode(url.path.substr(start + 1, end - start - 1)));
}

std::optional<names::Url> any_parameter(const names::Url& url) {
  std::optional<names::Url> found;
  for_each_parameter(url, [&](std::string_view, std::string_view value) {
    found = coded_address(value);
    return found.has_value();
  });
  return found;
}

// google.com, google.co.jp, google.com.br: one label that is the name, and a public suffix.
bool is_google(const std::string& host) {
  const names::DomainCut cut = names::cut_domain(host);
  return cut.listed && cut.registrable.starts_with("google.") && names::brand_linking_to(host) != nullptr;
}

std::optional<names::Url> google(const names::Url& url) {
  if (url.path.starts_with("/amp/")) return amp(url);
  for (const auto& [path, name] : {std::pair{"/url", "q"},
                                   {"/url", "url"},
                                   {"/aclk", "adurl"},
                                   {"/pagead/aclk", "adurl"},
                                   {"/imgres", "imgrefurl"},
                                   {"/local_url", "q"},
                                   {"/travel/clk", "pcurl"},
                                   {"/translate", "u"},
                                   {"/linkredirect", "dest"}}) {
    if (!url.path.starts_with(path)) continue;
    const auto value = parameter(url, name);
    if (!value) continue;
    if (auto target = web_url(*value)) return target;
    if (auto target = web_url_without_scheme(*value)) return target;
  }
  return std::nullopt;
}

bool passes_on(const std::string& host) {
  return names::owner_of(host, names::OwnerKind::redirector) != nullptr ||
         names::owner_of(host, names::OwnerKind::mail_service) != nullptr;
}

std::optional<names::Url> unwrap_once(const names::Url& url) {
  const auto at = [&](std::string_view host) { return names::is_within(url.host, host); };
  if (at("urldefense.proofpoint.com") || at("urldefense.com") || at("urldefense.us")) {
    if (url.path.starts_with("/v3/")) return proofpoint_v3(url);
    const auto plain = url.path.starts_with("/v1/") ? parameter(url, "u") : std::nullopt;
    return plain ? web_url(*plain) : proofpoint_v2(url);
  }
  if (at("protect.checkpoint.com") || at("url.avanan.click")) return checkpoint(url);
  if (at("bing.com") && url.path.starts_with("/ck/")) return bing(url);
  if (at("ampproject.org")) return amp(url);
  if (at("translate.goog")) return translated(url);
  if (is_google(url.host)) return google(url);
  if (at("secure-web.cisco.com") || at("r.search.yahoo.com") || at("r.search.yahoo.co.jp")) return in_path(url);
  if (at("pstmrk.it")) return host_in_path(url, 1);
  if (at("mandrillapp.com") && url.path.starts_with("/track/click/")) return host_in_path(url, 3);
  if (at("href.li") || at("anonym.to")) return url.query ? web_url(*url.query) : std::nullopt;
  const bool passing = passes_on(url.host);
  // Yahoo's old form: rd.yahoo.com/.../*http://target
  const std::size_t star = url.path.find("/*http");
  if (star != std::string::npos && (passing || at("yahoo.com") || at("yahoo.co.jp"))) {
    return web_url(std::string_view(url.path).substr(star + 2, url.path.find('*', star + 2) - star - 2));
  }
  for (const Carrier& carrier : carriers) {
    if (!at(carrier.host) || !url.path.starts_with(carrier.path)) continue;
    const auto value = parameter(url, carrier.parameter);
    if (auto target = value ? coded_address(*value) : std::nullopt) return target;
  }
  if (!passing) return std::nullopt;
  if (auto target = any_parameter(url)) return target;
  return in_path(url);
}

}  // namespace

Unwrapped unwrap(const names::Url& url) {
  Unwrapped result{url, {}};
  for (int layer = 0; layer < most_layers; ++layer) {
    auto inner = unwrap_once(result.url);
    if (!inner) break;
    if (result.wrapper.empty()) result.wrapper = url.host;
    result.url = *std::move(inner);
  }
  return result;
}

}  // namespace mekiki::facts
