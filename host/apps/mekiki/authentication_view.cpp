#include "apps/mekiki/authentication_view.h"

#include <algorithm>
#include <array>
#include <utility>

#include "apps/json_access.h"
#include "apps/mekiki/report_view.h"
#include "apps/mekiki/terminal.h"
#include "base/utf8.h"

namespace mekiki::apps {
namespace {

using nlohmann::json;

std::string state_of(const json& result) {
  const std::string word = text_at(result, "result");
  if (word == "pass") return text_at(result, "worthless").empty() ? "good" : "bad";
  return word == "fail" || word == "softfail" ? "bad" : "plain";
}

// What strangers wrote may hold web addresses; no program is to make them clickable.
std::string unclickable(std::string text) {
  for (std::size_t at = text.find("://"); at != std::string::npos; at = text.find("://", at + 3)) {
    std::size_t word = at;
    while (word > 0 && text[word - 1] >= 'A' && text[word - 1] <= 'z') --word;
    if (ascii_iequals(std::string_view(text).substr(word, 4), "http")) text.replace(word, 4, "hxxp");
  }
  return text;
}

void add(AuthenticationView& view, std::string name, const json& result) {
  MethodView method{std::move(name), state_of(result), shown(result, "text"), {}};
  if (method.text.empty()) return;
  for (const std::string& remark : texts_of(member(result, "remarks")))
    method.remarks.push_back(unclickable(harmless(remark)));
  view.methods.push_back(std::move(method));
}

// The texts of a list, the first as the sentence, the others below.
void add_list(AuthenticationView& view, std::string name, const json& list) {
  MethodView method{std::move(name), "plain", {}, {}};
  for (const json& item : items(list)) {
    std::string text = shown(item, "text");
    if (text.empty()) continue;
    if (method.text.empty())
      method.text = std::move(text);
    else
      method.remarks.push_back(std::move(text));
  }
  if (!method.text.empty()) view.methods.push_back(std::move(method));
}

// Only words of ours become class names.
std::string known_state(const std::string& word) {
  static constexpr auto known = std::to_array<std::string_view>({"good", "bad", "worthless", "open"});
  return std::find(known.begin(), known.end(), word) == known.end() ? "none" : word;
}

}  // namespace

AuthenticationView authentication_view(const json& report, const Words& words) {
  const json& found = member(report, "authentication");
  AuthenticationView view;
  view.summary = shown(found, "summary");
  const json& picture = member(found, "picture");
  view.picture = shown(picture, "text");
  if (std::string label = shown(picture, "label"); !label.empty()) {
    view.boxes.push_back({std::move(label), "from", true});
    for (const json& party : items(member(picture, "parties"))) {
      view.boxes.push_back(
          {shown(party, "text"), known_state(text_at(party, "state")), member(party, "same") == json(true)});
    }
  }
  for (const json& signature : items(member(found, "dkim"))) add(view, words("report.signature"), signature);
  if (std::string text = shown(found, "unsigned"); !text.empty()) {
    view.methods.push_back({words("report.signature"), "plain", std::move(text), {}});
  }
  add(view, words("report.servers"), member(found, "spf"));
  add(view, words("report.sender_line"), member(found, "dmarc"));
  add(view, words("report.seals"), member(found, "arc"));
  add_list(view, words("report.mail_server"), member(found, "trusted_results"));
  add_list(view, words("report.differences"), member(found, "differences"));
  add(view, words("report.mark"), member(found, "indicator"));
  return view;
}

}  // namespace mekiki::apps
