#include "facts/unwrap.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

#include "base/base64.h"
#include "names/domain.h"
#include "names/organisations.h"

namespace mekiki::facts {
namespace {

constexpr int most_layers = 5;

// Hosts (and below) that carry the target in a query parameter.
struct Carrier {
  std::string_view host;
  std::string_view path;  // prefix
  std::string_view parameter;
};
constexpr auto carriers = std::to_array<Carrier>({
    {"safelinks.protection.outlook.com", "/", "url"},
    {"safelinks.protection.office365.us", "/", "url"},
    {"google.com", "/url", "q"},
    {"google.com", "/url", "url"},
    {"google.co.jp", "/url", "q"},
    {"google.co.jp", "/url", "url"},
    {"googleadservices.com", "/pagead/aclk", "adurl"},
    {"adservice.google.com", "/", "adurl"},
    {"googleweblight.com", "/", "lite_url"},
    {"l.facebook.com", "/", "u"},
    {"lm.facebook.com", "/", "u"},
    {"l.instagram.com", "/", "u"},
    {"youtube.com", "/redirect", "q"},
    {"linkedin.com", "/redir", "url"},
    {"slack-redir.net", "/link", "url"},
    {"steamcommunity.com", "/linkfilter", "url"},
    {"steamcommunity.com", "/linkfilter", "u"},
    {"t.umblr.com", "/redirect", "z"},
    {"vk.com", "/away.php", "to"},
    {"duckduckgo.com", "/l/", "uddg"},
    {"linkprotect.cudasvc.com", "/url", "a"},
    {"protect2.fireeye.com", "/", "u"},
    {"protect-us.mimecast.com", "/", "u"},
    {"urlsand.esvalabs.com", "/", "u"},
    {"medium.com", "/r/", "url"},
    {"disq.us", "/", "url"},
    {"translate.google.com", "/", "u"},
    {"page.link", "/", "link"},
});

std::optional<std::string> parameter(const names::Url& url, std::string_view name) {
  std::string_view query = url.query ? std::string_view(*url.query) : std::string_view{};
  while (!query.empty()) {
    const std::string_view pair = query.substr(0, query.find('&'));
    query.remove_prefix(std::min(query.size(), pair.size() + 1));
    if (pair.size() > name.size() && pair.starts_with(name) && pair[name.size()] == '=') {
      return names::percent_decode(pair.substr(name.size() + 1));
    }
  }
  return std::nullopt;
}

std::optional<names::Url> web_url(std::string_view text) {
  if (!text.starts_with("http")) return std::nullopt;
  auto parsed = names::parse_url(text);
  if (!parsed || !parsed->is_web()) return std::nullopt;
  return *std::move(parsed);
}

// urldefense.proofpoint.com/v2/url?u=https-3A__example.com_path: '-' stands for '%', '_' for '/'.
std::optional<names::Url> proofpoint_v2(const names::Url& url) {
  auto coded = parameter(url, "u");
  if (!coded) return std::nullopt;
  std::replace(coded->begin(), coded->end(), '-', '%');
  std::replace(coded->begin(), coded->end(), '_', '/');
  return web_url(names::percent_decode(*coded));
}

// urldefense.com/v3/__https://example.com/__;!!...
std::optional<names::Url> proofpoint_v3(const names::Url& url) {
  const std::string whole = url.href();
  const std::size_t start = whole.find("/v3/__");
  const std::size_t end = whole.rfind("__;");
  if (start == std::string::npos || end == std::string::npos || end < start + 6) return std::nullopt;
  return web_url(std::string_view(whole).substr(start + 6, end - start - 6));
}

// bing.com/ck/a?...&u=a1aHR0cHM6Ly9...
std::optional<names::Url> bing(const names::Url& url) {
  auto coded = parameter(url, "u");
  if (!coded || !coded->starts_with("a1")) return std::nullopt;
  std::replace(coded->begin(), coded->end(), '-', '+');
  std::replace(coded->begin(), coded->end(), '_', '/');
  return web_url(base64_decode_lenient(std::string_view(*coded).substr(2)));
}

// google.com/amp/s/example.com/x, example-com.cdn.ampproject.org/c/s/example.com/x
std::optional<names::Url> amp(const names::Url& url) {
  for (const std::string_view prefix : {"/amp/s/", "/amp/", "/c/s/", "/v/s/", "/c/"}) {
    if (url.path.starts_with(prefix)) {
      return web_url((prefix.find("/s/") != std::string_view::npos ? "https://" : "http://") +
                     url.path.substr(prefix.size()));
    }
  }
  return std::nullopt;
}

// A whole address in the path: secure-web.cisco.com/.../https%3A%2F%2Fexample.com, /RU=https%3a%2f%2f...
std::optional<names::Url> in_path(const names::Url& url) {
  const std::string path = names::percent_decode(url.path);
  std::size_t at = path.find("http://");
  if (at == std::string::npos) at = path.find("https://");
  if (at == std::string::npos) return std::nullopt;
  return web_url(std::string_view(path).substr(at, path.find("/RK=", at) - at));
}

// click.pstmrk.it/3s/example.com%2Fpath/...
std::optional<names::Url> postmark(const names::Url& url) {
  const std::size_t first = url.path.find('/', 1);
  if (first == std::string::npos) return std::nullopt;
  const std::size_t end = url.path.find('/', first + 1);
  return web_url("https://" + names::percent_decode(url.path.substr(first + 1, end - first - 1)));
}

std::optional<names::Url> any_parameter(const names::Url& url) {
  std::string_view query = url.query ? std::string_view(*url.query) : std::string_view{};
  while (!query.empty()) {
    const std::string_view pair = query.substr(0, query.find('&'));
    query.remove_prefix(std::min(query.size(), pair.size() + 1));
    const std::size_t equals = pair.find('=');
    if (equals == std::string_view::npos) continue;
    if (auto found = web_url(names::percent_decode(pair.substr(equals + 1)))) return found;
  }
  return std::nullopt;
}

std::optional<names::Url> unwrap_once(const names::Url& url) {
  const auto at = [&](std::string_view host) { return names::is_within(url.host, host); };
  if (at("urldefense.proofpoint.com") || at("urldefense.com") || at("urldefense.us")) {
    return url.path.starts_with("/v3/") ? proofpoint_v3(url) : proofpoint_v2(url);
  }
  if (at("bing.com") && url.path.starts_with("/ck/")) return bing(url);
  if ((at("google.com") && url.path.starts_with("/amp/")) || at("ampproject.org")) return amp(url);
  if (at("secure-web.cisco.com") || at("r.search.yahoo.com") || at("r.search.yahoo.co.jp")) return in_path(url);
  if (at("pstmrk.it")) return postmark(url);
  // An old form of click trackers: tracker/.../*http://target
  if (const std::size_t star = url.path.find("/*http"); star != std::string::npos) {
    return web_url(std::string_view(url.path).substr(star + 2, url.path.find('*', star + 2) - star - 2));
  }
  for (const Carrier& carrier : carriers) {
    if (!at(carrier.host) || !url.path.starts_with(carrier.path)) continue;
    if (const auto value = parameter(url, carrier.parameter)) {
      if (auto target = web_url(*value)) return target;
    }
  }
  if (names::owner_of(url.host, names::OwnerKind::redirector) != nullptr) {
    if (auto target = any_parameter(url)) return target;
    return in_path(url);
  }
  return std::nullopt;
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
