// Asks and waits, as a program would that has nothing else to do.
#pragma once

#include <gtest/gtest.h>

#include <boost/asio/io_context.hpp>
#include <chrono>
#include <optional>

#include "lookups/answerer.h"

namespace mekiki::lookups {

struct Timed {
  Round round;
  std::chrono::milliseconds took{0};

  [[nodiscard]] questions::Answer answer(questions::Kind kind, const std::string& name) const {
    const auto found = round.answers.find({kind, name});
    return found == round.answers.end() ? questions::Answer::unknown("(not answered)") : found->second;
  }
};

inline Timed ask_and_wait(boost::asio::io_context& io, lookups::Answerer& answerer,
                          std::vector<questions::Question> questions) {
  const auto begin = std::chrono::steady_clock::now();
  std::optional<Timed> result;
  bool inside = true;
  answerer.ask(std::move(questions), [&](Round round) {
    EXPECT_FALSE(inside) << "done was called from inside ask()";
    EXPECT_FALSE(result) << "done was called twice";
    result = Timed{std::move(round), {}};
  });
  inside = false;
  io.restart();
  while (!result && io.run_one() > 0) {
  }
  if (!result) {
    ADD_FAILURE() << "done was never called";
    return {};
  }
  const auto took = std::chrono::steady_clock::now() - begin;
  result->took = std::chrono::duration_cast<std::chrono::milliseconds>(took);
  return std::move(*result);
}

}  // namespace mekiki::lookups
