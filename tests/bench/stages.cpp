// bench_stages FILE...|-: what each stage of the examination costs over many mails, as shares of the whole, in one run.
// "-" reads one path per line from standard input. Nothing is asked; the sandbox is not entered.
#include <chrono>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "facts/facts.h"
#include "html/document.h"
#include "message/message.h"
#include "report/examination.h"

namespace {

using Clock = std::chrono::steady_clock;

double seconds(Clock::duration duration) { return std::chrono::duration<double>(duration).count(); }

std::string read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

struct Cost {
  double parse = 0, html = 0, facts = 0, whole = 0;
  std::size_t mails = 0, bytes = 0;
};

void examine(const std::string& bytes, Cost& cost) {
  auto start = Clock::now();
  auto message = mekiki::message::parse(bytes);
  cost.parse += seconds(Clock::now() - start);
  if (!message) return;
  start = Clock::now();
  for (const auto& part : message->parts) {
    if (part.body && part.content_type == "text/html") mekiki::html::read_document(part.content);
  }
  cost.html += seconds(Clock::now() - start);
  start = Clock::now();
  mekiki::facts::establish(*std::move(message), {});
  cost.facts += seconds(Clock::now() - start);
  start = Clock::now();
  auto examination = mekiki::report::Examination::begin(bytes, {});
  if (examination) examination->run({}).report->dump();
  cost.whole += seconds(Clock::now() - start);
  ++cost.mails;
  cost.bytes += bytes.size();
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<std::string> paths(argv + 1, argv + argc);
  if (paths == std::vector<std::string>{"-"}) {
    paths.clear();
    for (std::string line; std::getline(std::cin, line);) paths.push_back(line);
  }
  if (paths.empty()) {
    std::fputs("usage: bench_stages FILE...|-\n", stderr);
    return 64;
  }
  mekiki::report::warm_up();
  Cost cost;
  for (const std::string& path : paths) examine(read_file(path), cost);
  std::printf("%zu mails, %.1f MB, %.2f s for the whole examination, %.0f mails/s\n", cost.mails,
              static_cast<double>(cost.bytes) / 1e6, cost.whole, static_cast<double>(cost.mails) / cost.whole);
  const auto share = [&](const char* name, double part) {
    std::printf("%-44s %7.2f s %5.1f %%\n", name, part, 100 * part / cost.whole);
  };
  share("reading the mail (headers, MIME, charsets)", cost.parse);
  share("reading its HTML", cost.html);
  share("the other facts (claims, links, phrases)", cost.facts - cost.html);
  share("checks, verdict, report", cost.whole - cost.parse - cost.facts);
  return 0;
}
