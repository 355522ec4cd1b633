// What is remembered of earlier answers, so that the same question is not asked twice.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "questions/question.h"

namespace mekiki::lookups {

class Cache {
 public:
  virtual ~Cache() = default;

  // These are about to be looked for: a cache that is far away asks for all at once.
  virtual void prepare(const std::vector<questions::Question>& /*questions*/) {}
  // nullopt if it is not known or too old.
  virtual std::optional<questions::Answer> find(const questions::Question& question) = 0;
  virtual void keep(const questions::Question& question, const questions::Answer& answer, std::chrono::seconds ttl) = 0;
};

using Clock = std::function<std::chrono::steady_clock::time_point()>;

// In this process only. Beyond `bytes` (estimated), what was not used for longest goes.
std::unique_ptr<Cache> make_memory_cache(std::size_t bytes, Clock clock = std::chrono::steady_clock::now);

}  // namespace mekiki::lookups
