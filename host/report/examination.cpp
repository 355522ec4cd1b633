#include "report/examination.h"

#include <chrono>
#include <nlohmann/json.hpp>

#include "base/normalise.h"
#include "checks/check.h"
#include "facts/facts.h"
#include "message/message.h"
#include "names/confusables.h"
#include "names/domain.h"
#include "report/json.h"
#include "report/verdict.h"

namespace mekiki::report {

struct Examination::State {
  facts::Facts facts;
  Options options;
  std::int64_t parse_ms = 0;
};

Examination::Examination(std::unique_ptr<State> state) : state_(std::move(state)) {}
Examination::Examination(Examination&&) noexcept = default;
Examination& Examination::operator=(Examination&&) noexcept = default;
Examination::~Examination() = default;

Result<Examination> Examination::begin(std::string bytes, Options options) {
  const auto start = std::chrono::steady_clock::now();
  auto message = message::parse(std::move(bytes));
  if (!message) return message.error();
  auto state = std::make_unique<State>();
  names::use_own_brands(options.brands);
  facts::Circumstances circumstances;
  circumstances.now = options.now;
  circumstances.own_domains = options.own_domains;
  circumstances.own_servers = options.own_servers;
  circumstances.reader_addresses = options.reader_addresses;
  circumstances.learned_servers = options.learned_servers;
  circumstances.correspondents = options.correspondents;
  circumstances.lists = options.lists;
  circumstances.registration = options.registration;
  circumstances.vips = options.vips;
  state->facts = facts::establish(*std::move(message), std::move(circumstances));
  state->options = std::move(options);
  state->parse_ms =
      std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - start).count();
  return Examination(std::move(state));
}

Examination::Outcome Examination::run(const questions::Answers& known) const {
  const checks::Outcome outcome = checks::run_all(state_->facts, known);
  const Judged judged{state_->facts,
                      outcome,
                      known,
                      judge(outcome.findings, state_->facts),
                      language_from_string(state_->options.language),
                      state_->parse_ms};
  return {outcome.open, std::make_shared<const nlohmann::json>(to_json(judged))};
}

void warm_up() {
  message::warm_up();
  names::warm_up();
  warm_up_normaliser();
  names::skeleton("warm");
  names::mixes_scripts("warm");
  facts::warm_up();
}

}  // namespace mekiki::report
