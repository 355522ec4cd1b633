// bench_links: what hostile HTML and newsletters with very many links cost, against as much prose. One line each:
// milliseconds for reading the HTML, for all facts and for the whole examination.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <string>

#include "facts/facts.h"
#include "html/document.h"
#include "message/message.h"
#include "report/examination.h"

namespace {

constexpr std::size_t megabyte = 1'000'000;

std::string repeated(const std::string& unit) {
  std::string out;
  while (out.size() < megabyte) out += unit;
  return out;
}

std::string newsletter(int links) {
  const std::string prose(megabyte / static_cast<std::size_t>(links) - 130, 'x');
  std::string out;
  for (int i = 0; i < links; ++i) {
    const std::string number = std::to_string(i);
    out += "<p><a href=\"https://click" + number + ".tracker-sample.net/c?u=https%3A%2F%2Fshop" + number +
           "-sample.com%2Fa\">Offer " + number + "</a> " + prose + "</p>\n";
  }
  return out;
}

template <class Work>
double milliseconds(Work work) {
  double best = 1e9;
  for (int round = 0; round < 5; ++round) {
    const auto start = std::chrono::steady_clock::now();
    work();
    const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - start;
    best = std::min(best, took.count());
  }
  return best;
}

void measure(const char* name, const std::string& html) {
  const std::string mail =
      "From: <a@fjell-sample.org>\nTo: <sam@example.com>\nSubject: x\nMIME-Version: 1.0\n"
      "Content-Type: text/html; charset=utf-8\n\n" +
      html + "\n";
  const double reading = milliseconds([&] { mekiki::html::read_document(html); });
  const double facts = milliseconds([&] {
    auto message = mekiki::message::parse(mail);
    if (message) mekiki::facts::establish(*std::move(message), {});
  });
  const double whole = milliseconds([&] {
    auto examination = mekiki::report::Examination::begin(mail, {});
    if (examination) examination->run({}).report->dump();
  });
  std::printf("%-28s %8.1f %8.1f %8.1f\n", name, reading, facts, whole);
}

}  // namespace

int main() {
  mekiki::report::warm_up();
  std::printf("%-28s %8s %8s %8s\n", "1 MB of", "HTML ms", "facts ms", "whole ms");
  measure("prose", repeated("The quick brown fox jumps over the lazy dog, and then some more. "));
  measure("nested divs", repeated("<div>"));
  measure("unclosed tags", repeated("<a href=u "));
  measure("attributes", "<p" + repeated(" a=b") + ">");
  measure("open links", repeated("<a href=https://a-sample.org/>"));
  measure("newsletter, 2000 links", newsletter(2000));
  return 0;
}
