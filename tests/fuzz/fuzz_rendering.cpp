// A report of any shape as text and as HTML: nothing of it steers a terminal or becomes markup.
#include <algorithm>

#include "apps/mekiki/html_report.h"
#include "apps/mekiki/terminal.h"
#include "apps/mekiki/text_report.h"
#include "base/utf8.h"
#include "fuzz.h"

using mekiki::fuzz::promise;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  namespace apps = mekiki::apps;
  const std::string_view input = mekiki::fuzz::text(data, size);
  nlohmann::json report = nlohmann::json::parse(input, nullptr, false);
  if (report.is_discarded()) {
    const std::string text(input);
    report = {{"level", text}, {"headline", text}, {"advice", {text}}, {"message", {{"subject", text}}}};
    report["findings"] = {{{"severity", text}, {"text", text}, {"evidence", {{{"where", text}, {"excerpt", text}}}}}};
    report["links"] = {{{"text", text}, {"href", text}, {"drawn", {{text, text}}}}};
  }
  for (const auto language : {apps::Language::en, apps::Language::ja}) {
    const apps::Words words(language);
    const std::string text = apps::text_report(report, words, apps::Terminal{});
    promise(mekiki::is_valid_utf8(text), "the text is UTF-8");
    promise(std::none_of(text.begin(), text.end(),
                         [](char c) { return (static_cast<unsigned char>(c) < 0x20 && c != '\n') || c == 0x7f; }),
            "no control characters");
    const std::string html = apps::html_report(report, words);
    promise(mekiki::is_valid_utf8(html), "the page is UTF-8");
    promise(html.find("<script") == std::string::npos && html.find("<a ") == std::string::npos,
            "no markup from the report");
  }
  return 0;
}
