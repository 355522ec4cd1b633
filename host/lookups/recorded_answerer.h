// Answers from a recording, and the making of one.
#pragma once

#include <boost/asio/io_context.hpp>
#include <memory>

#include "lookups/answerer.h"
#include "questions/question.h"

namespace mekiki::lookups {

// Asks nobody. What the recording does not have is unknown("not_recorded").
std::unique_ptr<Answerer> make_recorded_answerer(boost::asio::io_context& io, questions::Answers recorded);

// Hands everything on and keeps what came back. `inner` must outlive it.
class RecordingAnswerer : public Answerer {
 public:
  explicit RecordingAnswerer(Answerer& inner) : inner_(inner), recorded_(std::make_shared<questions::Answers>()) {}

  void ask(std::vector<questions::Question> questions, std::function<void(Round)> done) override;
  void cancel() override { inner_.cancel(); }

  [[nodiscard]] const questions::Answers& recorded() const { return *recorded_; }

 private:
  Answerer& inner_;
  std::shared_ptr<questions::Answers> recorded_;
};

}  // namespace mekiki::lookups
