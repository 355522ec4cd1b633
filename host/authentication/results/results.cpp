#include "authentication/results/results.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/limits.h"
#include "base/utf8.h"
#include "message/authentication_results.h"
#include "names/domain.h"

namespace mekiki::authentication::results {
namespace {

using message::AuthenticationResults;
using message::MethodResult;

// Where a field stands: fields are written on top, so what stands above the border's own Received line was written on
// the reader's side. Right below it stand what the border itself may have added there and what the sender sent along.
enum class Place { above, beside, beyond };

// These add their results below their Received line and take out what claims to be theirs before.
constexpr auto cleaning_hosts = std::to_array<std::string_view>(
    {"google.com", "outlook.com", "office365.us", "partner.outlook.cn", "yahoo.com", "yahoo.co.jp", "aol.com"});

bool cleans(std::string_view host) {
  return std::any_of(cleaning_hosts.begin(), cleaning_hosts.end(),
                     [&](std::string_view known) { return names::is_within(host, known); });
}

// Exchange Online writes no authserv-id.
bool writes_no_id(std::string_view host) {
  return names::is_within(host, "outlook.com") || names::is_within(host, "office365.us") ||
         names::is_within(host, "partner.outlook.cn");
}

std::string organisation_of(const std::string& host) {
  return host.find('.') == std::string::npos || !names::canonical_ip(host).empty() ? host
                                                                                   : names::organisation_domain(host);
}

std::string domain_of_address(std::string_view address) {
  const std::size_t at = address.rfind('@');
  std::string_view domain = at == std::string_view::npos ? address : address.substr(at + 1);
  while (!domain.empty() && (domain.back() == '>' || domain.back() == '.')) domain.remove_suffix(1);
  const auto ascii = names::to_ascii(domain);
  return ascii ? *ascii : ascii_lower(domain);
}

std::string property(const MethodResult& method, std::string_view name) {
  for (const auto& [key, value] : method.properties) {
    if (key == name) return value;
  }
  return {};
}

// Gmail writes "(p=REJECT sp=REJECT dis=NONE)", others policy.dmarc= or policy.published-domain-policy=.
std::string policy_of(const MethodResult& method) {
  std::string written = ascii_lower(property(method, "policy.dmarc"));
  if (written.empty()) written = ascii_lower(property(method, "policy.published-domain-policy"));
  const std::string comment = ascii_lower(method.comment);
  for (const char* const policy : {"reject", "quarantine", "none"}) {
    if (written == policy || comment.starts_with(std::string("p=") + policy)) return policy;
  }
  return {};
}

class Judge {
 public:
  Judge(const message::Message& message, const Border& border) : message_(message), border_(border) {
    if (!border.received || *border.received >= message.received.size()) return;
    const message::Received& line = message.received[*border.received];
    host_ = ascii_lower(line.by);
    organisation_ = organisation_of(host_);
    line_ = line.field;
    below_ = *border.received + 1 < message.received.size() ? message.received[*border.received + 1].field
                                                            : message.headers.size();
  }

  Judged run();

 private:
  [[nodiscard]] Place place(std::size_t field) const {
    return field < line_ ? Place::above : field < below_ ? Place::beside : Place::beyond;
  }
  [[nodiscard]] bool by_policy(const std::string& id) const;
  [[nodiscard]] bool is_learned(const std::string& id) const;
  [[nodiscard]] bool claims_border(const std::string& id) const;
  void note_id(const Field& field);
  [[nodiscard]] Standing standing(const Field& field);
  [[nodiscard]] bool cannot_be(const Field& field) const;
  [[nodiscard]] bool contradicts(const Field& field) const;
  void believe(const Field& field);

  const message::Message& message_;
  const Border& border_;
  std::string host_;
  std::string organisation_;
  std::size_t line_ = 0;
  std::size_t below_ = 0;
  bool believed_above_ = false;
  bool believed_beside_ = false;
  Judged judged_;
};

bool Judge::by_policy(const std::string& id) const {
  return !id.empty() && std::any_of(border_.own_servers.begin(), border_.own_servers.end(),
                                    [&](const std::string& own) { return names::is_within(id, ascii_lower(own)); });
}

bool Judge::is_learned(const std::string& id) const {
  return std::any_of(border_.learned.begin(), border_.learned.end(),
                     [&](const std::string& learned) { return ascii_iequals(learned, id); });
}

void Judge::note_id(const Field& field) {
  const std::string& id = field.results.authserv_id;
  if (id.empty() || place(field.field) != Place::above || !(border_.by_policy || border_.by_memory)) return;
  auto& ids = judged_.authserv_ids;
  const bool new_one = std::find(ids.begin(), ids.end(), id) == ids.end();
  if (new_one && ids.size() < limits::authserv_ids && id.size() <= limits::domain_bytes) ids.push_back(id);
}

bool Judge::claims_border(const std::string& id) const {
  if (id.empty()) return writes_no_id(host_);
  return by_policy(id) || is_learned(id) || id == host_ ||
         (!organisation_.empty() && organisation_of(id) == organisation_);
}

bool passes_something(const AuthenticationResults& results) {
  return std::any_of(results.methods.begin(), results.methods.end(), [](const MethodResult& method) {
    return method.result == "pass" && (method.method == "spf" || method.method == "dkim" || method.method == "dmarc");
  });
}

// None of the servers further down is of that organisation, so none of them can have written it.
bool Judge::cannot_be(const Field& field) const {
  if (field.results.authserv_id.empty()) return false;
  const std::string claimed = organisation_of(field.results.authserv_id);
  for (std::size_t i = *border_.received + 1; i < message_.received.size(); ++i) {
    if (organisation_of(ascii_lower(message_.received[i].by)) == claimed) return false;
  }
  return true;
}

// It says "pass" where the border itself says otherwise.
bool Judge::contradicts(const Field& field) const {
  return std::any_of(field.results.methods.begin(), field.results.methods.end(), [&](const MethodResult& method) {
    if (method.result != "pass") return false;
    const auto same = [&](const Method& own) { return own.method == method.method; };
    const auto passed = [&](const Method& own) { return same(own) && own.result == "pass"; };
    return std::any_of(judged_.trusted.begin(), judged_.trusted.end(), same) &&
           std::none_of(judged_.trusted.begin(), judged_.trusted.end(), passed);
  });
}

Standing Judge::standing(const Field& field) {
  if (!border_.received || host_.empty() || !claims_border(field.results.authserv_id)) return Standing::foreign;
  const bool policy = by_policy(field.results.authserv_id) || border_.by_policy;
  switch (place(field.field)) {
    case Place::above:
      return Standing::trusted;
    case Place::beside:
      if (cleans(host_)) return Standing::trusted;
      if (believed_above_) return contradicts(field) ? Standing::forged : Standing::foreign;
      // The topmost is the border's if it wrote one; that it did is for the policy to say.
      return policy && !believed_beside_ ? Standing::trusted : Standing::unconfirmed;
    case Place::beyond:
      break;
  }
  const bool forged = passes_something(field.results) && cannot_be(field);
  return forged ? Standing::forged : Standing::foreign;
}

void Judge::believe(const Field& field) {
  (place(field.field) == Place::above ? believed_above_ : believed_beside_) = true;
  const std::string& id = field.results.authserv_id;
  for (const MethodResult& method : field.results.methods) {
    const std::string domain = domain_of(method);
    judged_.trusted.push_back({field.field, id.empty() ? host_ : id, method.method, method.result, domain,
                               method.reason.empty() ? method.comment : method.reason, policy_of(method),
                               ascii_lower(property(method, "header.s")), ascii_lower(property(method, "header.a")),
                               property(method, "header.b")});
  }
}

Judged Judge::run() {
  for (const AuthenticationResults& results : message_.authentication_results) {
    judged_.fields.push_back({results.field, Standing::foreign, results});
  }
  std::vector<std::size_t> received_spf = message_.find("Received-SPF");
  received_spf.resize(std::min(received_spf.size(), limits::received_fields));
  for (const std::size_t field : received_spf) {
    Field parsed{field, Standing::foreign, parse_received_spf(message_.headers[field].value)};
    parsed.results.field = field;
    judged_.fields.push_back(std::move(parsed));
  }
  std::stable_sort(judged_.fields.begin(), judged_.fields.end(),
                   [](const Field& a, const Field& b) { return a.field < b.field; });
  for (Field& field : judged_.fields) {
    field.standing = standing(field);
    if (field.standing == Standing::trusted) believe(field);
    if (!host_.empty()) note_id(field);
  }
  return judged_;
}

}  // namespace

const Method* Judged::find(std::string_view method) const {
  const auto found = std::find_if(trusted.begin(), trusted.end(), [&](const Method& m) { return m.method == method; });
  return found == trusted.end() ? nullptr : &*found;
}

// By the properties that its method has, in the order they tell most.
std::string domain_of(const MethodResult& method) {
  static constexpr auto spf = std::to_array<std::string_view>({"smtp.mailfrom", "smtp.mail", "smtp.helo"});
  static constexpr auto dkim = std::to_array<std::string_view>({"header.d", "header.i", "header.from", "from"});
  static constexpr auto dmarc = std::to_array<std::string_view>({"header.from", "from"});
  const auto first_of = [&](auto names) {
    for (const std::string_view name : names) {
      const std::string value = property(method, name);
      if (!value.empty() && !ascii_iequals(value, "none")) return domain_of_address(value);
    }
    return std::string();
  };
  if (method.method == "spf") return first_of(spf);
  if (method.method == "dkim" || method.method == "domainkeys") return first_of(dkim);
  if (method.method == "dmarc" || method.method == "compauth") return first_of(dmarc);
  return {};
}

Judged judge(const message::Message& message, const Border& border) { return Judge(message, border).run(); }

AuthenticationResults parse_received_spf(std::string_view value) {
  constexpr std::size_t longest = 4096;
  value = trim_ascii(value.substr(0, longest));
  AuthenticationResults results;
  MethodResult spf;
  spf.method = "spf";
  const std::size_t word = std::min(value.find_first_of(" \t\r\n(;"), value.size());
  spf.result = ascii_lower(value.substr(0, word));
  value = trim_ascii(value.substr(word));
  std::string who;
  if (value.starts_with('(')) {
    const std::size_t close = std::min(value.find(')'), value.size());
    spf.comment = value.substr(1, close - 1);
    // "(google.com: domain of ...)": the server says its name first.
    const std::size_t colon = spf.comment.find(':');
    if (colon != std::string::npos) who = ascii_lower(trim_ascii(std::string_view(spf.comment).substr(0, colon)));
    value.remove_prefix(std::min(close + 1, value.size()));
  }
  while (!value.empty()) {
    const std::size_t end = std::min(value.find_first_of("; \t\r\n"), value.size());
    const std::string_view pair = value.substr(0, end);
    value = value.substr(std::min(end + 1, value.size()));
    const std::size_t sign = pair.find('=');
    if (sign == std::string_view::npos) continue;
    const std::string name = ascii_lower(pair.substr(0, sign));
    std::string_view content = pair.substr(sign + 1);
    if (content.size() >= 2 && content.starts_with('"') && content.ends_with('"')) {
      content = content.substr(1, content.size() - 2);
    }
    if (name == "receiver" && content != "unknown") results.authserv_id = ascii_lower(content);
    if (name == "envelope-from") spf.properties.emplace_back("smtp.mailfrom", content);
    if (name == "helo") spf.properties.emplace_back("smtp.helo", content);
    if (name == "client-ip") spf.properties.emplace_back("client-ip", content);
  }
  if (results.authserv_id.empty() && who.find(' ') == std::string::npos) results.authserv_id = who;
  results.methods.push_back(std::move(spf));
  return results;
}

}  // namespace mekiki::authentication::results
