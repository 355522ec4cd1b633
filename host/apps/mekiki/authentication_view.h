// The sentences of a report about SPF, DKIM, DMARC and ARC, in order, for text and HTML. Harmless, as in report_view.h.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "apps/mekiki/words.h"

namespace mekiki::apps {

// What one method says.
struct MethodView {
  std::string name;
  std::string state;  // "good" | "bad" | "plain"
  std::string text;
  std::vector<std::string> remarks;
};

// One box of the drawing: From, a signer, the envelope.
struct BoxView {
  std::string text;
  std::string state;  // "from" | "good" | "bad" | "worthless" | "open" | "none"
  bool same = false;
};

struct AuthenticationView {
  std::string summary;
  std::vector<BoxView> boxes;
  std::string picture;  // the drawing in words
  std::vector<MethodView> methods;

  [[nodiscard]] bool empty() const { return summary.empty() && methods.empty(); }
};

AuthenticationView authentication_view(const nlohmann::json& report, const Words& words);

}  // namespace mekiki::apps
