#include "facts/pages.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "base/utf8.h"

namespace mekiki::facts {
namespace {

template <std::size_t n>
std::size_t count_any(std::string_view text, const std::array<std::string_view, n>& words) {
  return static_cast<std::size_t>(std::count_if(
      words.begin(), words.end(), [&](std::string_view word) { return text.find(word) != std::string_view::npos; }));
}

// The text of all script elements, lower case. Quotes and comments inside do not matter here.
std::string scripts_of(std::string_view lower) {
  std::string scripts;
  for (std::size_t at = lower.find("<script"); at != std::string_view::npos; at = lower.find("<script", at)) {
    const std::size_t start = lower.find('>', at);
    if (start == std::string_view::npos) break;
    const std::size_t end = std::min(lower.find("</script", start), lower.size());
    scripts += lower.substr(start + 1, end - start - 1);
    scripts += '\n';
    at = end;
  }
  return scripts;
}

// Scripts in attributes: onload=, onerror=, onclick= and addresses that are scripts.
bool has_handler(std::string_view lower) {
  static constexpr auto handlers =
      std::to_array<std::string_view>({"onload", "onerror", "onclick", "onmouseover", "onfocus", "onpageshow",
                                       "ontoggle", "onbegin", "onanimationstart"});
  for (const std::string_view handler : handlers) {
    for (std::size_t at = lower.find(handler); at != std::string_view::npos; at = lower.find(handler, at + 1)) {
      if (at == 0 || std::isalnum(static_cast<unsigned char>(lower[at - 1])) != 0) continue;
      std::size_t end = at + handler.size();
      while (end < lower.size() && lower[end] == ' ') ++end;
      if (end < lower.size() && lower[end] == '=') return true;
    }
  }
  return lower.find("javascript:") != std::string_view::npos;
}

struct Coding {
  std::size_t longest = 0;  // run of base64 or hex characters
  std::size_t escapes = 0;  // bytes in \x41, %41, \u0041 and lists of numbers
};

Coding coding_of(std::string_view script) {
  Coding coding;
  std::size_t run = 0;
  for (std::size_t i = 0; i < script.size(); ++i) {
    const auto c = static_cast<unsigned char>(script[i]);
    const bool coded = std::isalnum(c) != 0 || c == '+' || c == '/' || c == '=' || c == '%' || c == '\\';
    run = coded ? run + 1 : 0;
    coding.longest = std::max(coding.longest, run);
    const bool escape =
        (c == '%' && i + 2 < script.size() && std::isxdigit(static_cast<unsigned char>(script[i + 1])) &&
         std::isxdigit(static_cast<unsigned char>(script[i + 2]))) ||
        (c == '\\' && i + 1 < script.size() && (script[i + 1] == 'x' || script[i + 1] == 'u'));
    const bool number = c == ',' && i > 0 && std::isdigit(static_cast<unsigned char>(script[i - 1])) != 0;
    coding.escapes += escape || number ? 3 : 0;
  }
  return coding;
}

bool is_web_address(std::string_view action) {
  const std::string lower = ascii_lower(trim_ascii(action));
  return lower.starts_with("http:") || lower.starts_with("https:") || lower.starts_with("//");
}

void judge_scripts(Page& page, std::string_view scripts) {
  static constexpr auto makes_file = std::to_array<std::string_view>(
      {"new blob", "mssaveoropenblob", "mssaveblob", "createobjecturl", "new file(", "data:application/"});
  static constexpr auto decodes = std::to_array<std::string_view>(
      {"atob", "unescape(", "fromcharcode", "decodeuricomponent", "uint8array", "cryptojs", "textdecoder"});
  static constexpr auto leads =
      std::to_array<std::string_view>({"location.href", "location.replace", "location.assign", "window.location",
                                       "document.location", "top.location", "self.location", "location="});
  static constexpr auto sends = std::to_array<std::string_view>(
      {"xmlhttprequest", "fetch(", "$.ajax", "$.post", "api.telegram.org", "sendbeacon"});
  static constexpr auto runs =
      std::to_array<std::string_view>({"eval(", "document.write", "innerhtml", "new function(", "atob", "unescape("});
  const Coding coding = coding_of(scripts);
  page.unpacks_file = count_any(scripts, makes_file) > 0 && count_any(scripts, decodes) > 0;
  page.scrambled = (coding.longest >= 1500 || coding.escapes * 3 > scripts.size()) && scripts.size() >= 200 &&
                   count_any(scripts, runs) + count_any(scripts, decodes) > 0;
  page.moves_on = page.moves_on || count_any(scripts, leads) > 0;
  page.sends = page.sends || (page.password && count_any(scripts, sends) > 0);
}

}  // namespace

Page read_page(std::string_view utf8) {
  Page page;
  page.document = html::read_document(utf8);
  for (const html::Form& form : page.document.forms) {
    const auto asks = [](std::string_view kind) {
      return [kind](const html::FormField& field) { return field.type == kind; };
    };
    page.password = page.password || std::any_of(form.fields.begin(), form.fields.end(), asks("password"));
    const bool typed = std::any_of(form.fields.begin(), form.fields.end(), [](const html::FormField& field) {
      return field.type == "text" || field.type == "email" || field.type == "password" || field.type == "tel" ||
             field.type == "textarea" || field.type == "number";
    });
    page.sends = page.sends || (typed && is_web_address(form.action));
  }
  page.moves_on = std::any_of(page.document.links.begin(), page.document.links.end(),
                              [](const html::Link& link) { return link.kind == html::LinkKind::refresh; });
  const std::string lower = ascii_lower(utf8);
  const std::string scripts = scripts_of(lower);
  page.script = page.document.scripts > 0 || !trim_ascii(scripts).empty() || has_handler(lower);
  judge_scripts(page, scripts);
  return page;
}

}  // namespace mekiki::facts
