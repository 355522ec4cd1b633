// The live Answerer: sorts a round's questions to their handlers and collects what they say.
#pragma once

#include <boost/asio/io_context.hpp>
#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "lookups/answerer.h"
#include "lookups/cache.h"
#include "lookups/handler.h"
#include "lookups/place.h"
#include "lookups/settings.h"

namespace mekiki::lookups {

struct LookupState {
  boost::asio::io_context& io;
  Settings settings;
  std::shared_ptr<Places> places;
  std::unique_ptr<Cache> cache;  // may be nullptr
  std::vector<std::unique_ptr<Handler>> handlers;
  std::map<questions::Kind, Handler*> table;  // who answers what; a kind that is missing is unknown("policy")
};

class Asking;

class LiveAnswerer : public Answerer {
 public:
  // `timeout`: from the first question on, for all rounds together.
  LiveAnswerer(std::shared_ptr<LookupState> state, std::optional<std::chrono::milliseconds> timeout)
      : state_(std::move(state)), timeout_(timeout) {}
  LiveAnswerer(const LiveAnswerer&) = delete;
  LiveAnswerer& operator=(const LiveAnswerer&) = delete;
  ~LiveAnswerer() override;

  void ask(std::vector<questions::Question> questions, std::function<void(Round)> done) override;
  void cancel() override;

 private:
  const std::shared_ptr<LookupState> state_;
  const std::optional<std::chrono::milliseconds> timeout_;
  std::optional<std::chrono::steady_clock::time_point> deadline_;
  std::vector<std::weak_ptr<Asking>> rounds_;  // in flight
};

}  // namespace mekiki::lookups
