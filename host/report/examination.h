// The whole examination of one mail, without any I/O: bytes and answers in, questions and report out.
// Same bytes + same options + same answers + same knowledge = same report.
#pragma once

#include <cstdint>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "base/result.h"
#include "facts/circumstances.h"
#include "names/organisations.h"
#include "questions/question.h"

namespace mekiki::report {

struct Options {
  std::string language = "en";                  // "en" | "ja"
  std::int64_t now = 0;                         // seconds since the epoch: the time of the examination
  std::vector<std::string> own_domains;         // the reader's own domains, by policy
  std::vector<std::string> own_servers;         // host names or authserv-ids of the reader's receiving side
  std::vector<std::string> reader_addresses{};  // of the account that holds the mail
  std::vector<std::string> learned_servers{};   // host names that received this account's mails before
  bool correspondents = false;                  // this computer remembers senders and may be asked
  bool lists = false;                           // blocklists may be asked
  bool registration = false;                    // registries may be asked
  std::vector<facts::Vip> vips{};               // whose names scammers borrow, by policy
  std::vector<names::OwnBrand> brands{};        // organisations that the policy knows besides the compiled ones
};

class Examination {
 public:
  // Errors: those of message::parse.
  static Result<Examination> begin(std::string bytes, Options options);
  Examination(Examination&&) noexcept;
  Examination& operator=(Examination&&) noexcept;
  ~Examination();

  struct Outcome {
    std::vector<questions::Question> open;  // to be answered before the report is complete; empty: final
    // The report of DESIGN's schema 1 as far as known. `complete` tells; `queries` is empty and `timing` has
    // only parse_ms: the host fills in the rest.
    std::shared_ptr<const nlohmann::json> report;
  };
  // Runs all checks with what is known. Pure: may be called any number of times.
  [[nodiscard]] Outcome run(const questions::Answers& known) const;

 private:
  struct State;
  explicit Examination(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

// Touches everything that is loaded lazily, before the sandbox closes.
void warm_up();

}  // namespace mekiki::report
