#include <utility>

#include "authentication/arc/arc.h"
#include "authentication/dkim/key.h"
#include "authentication/dkim/tags.h"
#include "base/limits.h"

namespace mekiki::authentication::arc {
namespace {

constexpr std::size_t shortest_rsa_bits = 1024;  // RFC 8301 section 3.2

// What the key says to one signed field. `reason` is empty if it holds; `definite`: no answer to come can change it.
struct Said {
  std::string reason;
  bool definite = true;

  [[nodiscard]] bool holds() const { return reason.empty(); }
};

Said with_key(const Sealed& sealed, std::string_view record) {
  const dkim::KeyType type = sealed.algorithm == "ed25519-sha256" ? dkim::KeyType::ed25519 : dkim::KeyType::rsa;
  const dkim::KeyRecord key = dkim::read_key(record, type, dkim::Hash::sha256);
  if (!key.error.empty()) return {key.error};
  if (type == dkim::KeyType::rsa && key.key->bits() < shortest_rsa_bits) return {"short_key"};
  if (!key.key->verify(dkim::Hash::sha256, sealed.digest, sealed.signature)) return {"signature"};
  return {};
}

Said ask(const Sealed& sealed, questions::Inquiry& inquiry) {
  const questions::Answer answer =
      inquiry.ask(questions::Kind::dns_txt, dkim::key_name(sealed.selector, sealed.domain));
  if (answer.outcome == questions::Outcome::unknown) return {answer.reason, false};
  Said best{"no_key"};
  std::size_t tried = 0;
  for (const std::string& record : answer.values) {
    if (tried >= limits::dkim_key_records) break;
    Said said = with_key(sealed, record);
    if (said.holds()) return said;
    if (said.reason == "no_key") continue;
    ++tried;
    if (best.reason == "no_key") best = std::move(said);
  }
  return best;
}

class Judge {
 public:
  explicit Judge(Verification& verification) : verification_(verification) {}

  // The first definite failure decides; else the first thing that is not known.
  std::optional<bool> hear(const Said& said, unsigned instance) {
    if (!said.holds() && said.definite && verification_.result != Result::fail)
      note(Result::fail, said.reason, instance);
    if (!said.definite && verification_.result == Result::pass)
      note(dkim::is_temporary(said.reason) ? Result::temperror : Result::unknown, said.reason, instance);
    if (!said.definite) return std::nullopt;
    return said.holds();
  }

 private:
  void note(Result result, std::string_view reason, unsigned instance) {
    verification_.result = result;
    verification_.reason = reason;
    verification_.instance = instance;
  }

  Verification& verification_;
};

}  // namespace

std::string_view to_string(Result result) {
  switch (result) {
    case Result::none:
      return "none";
    case Result::pass:
      return "pass";
    case Result::fail:
      return "fail";
    case Result::temperror:
      return "temperror";
    case Result::unknown:
      return "unknown";
  }
  return {};
}

Verification verify(const Chain& chain, questions::Inquiry& inquiry) {
  Verification verification;
  for (const Set& set : chain.sets) {
    verification.sets.push_back({set.instance, set.seal.domain, set.seal.selector, set.message.domain, set.validation,
                                 set.seal.time, std::nullopt, std::nullopt, set.results});
  }
  if (!chain.error.empty()) {
    verification.result = chain.error == "limit" ? Result::unknown : Result::fail;
    verification.reason = chain.error;
    verification.instance = chain.error_instance;
    return verification;
  }
  if (chain.sets.empty()) return verification;
  verification.result = Result::pass;
  Judge judge(verification);
  // RFC 8617 section 5.2 steps 4 and 6: the last ARC-Message-Signature, then every seal from the last to the first.
  const Set& last = chain.sets.back();
  verification.sets.back().message_intact = judge.hear(ask(last.message, inquiry), last.instance);
  for (std::size_t i = chain.sets.size(); i-- > 0;)
    verification.sets[i].seal_intact = judge.hear(ask(chain.sets[i].seal, inquiry), chain.sets[i].instance);
  return verification;
}

}  // namespace mekiki::authentication::arc
