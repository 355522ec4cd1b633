// One mail, from bytes to report: talks with an examiner, has its questions answered, checks every frame it sends.
#pragma once

#include <boost/asio/io_context.hpp>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "base/limits.h"
#include "base/result.h"
#include "lookups/answerer.h"
#include "processes/examiner_pool.h"
#include "processes/question_policy.h"

namespace mekiki::processes {

struct ExaminationRequest {
  std::string message{};        // the raw mail
  std::string language = "en";  // "en" | "ja"
  std::int64_t now = 0;         // seconds since the epoch; 0: the clock
  std::vector<std::string> own_domains{};
  std::vector<std::string> own_servers{};
  std::vector<std::string> reader_addresses{};                        // of the account that holds the mail
  std::vector<std::string> learned_servers{};                         // that received this account's mails before
  nlohmann::json vips = nlohmann::json::array();                      // as report/options.h reads them
  nlohmann::json brands = nlohmann::json::array();                    // likewise
  Policy policy{};                                                    // which kinds of questions may be asked at all
  std::chrono::milliseconds deadline = limits::examination_deadline;  // of the examiner, without the network
};

enum class Stage { examining, asking };
std::string_view to_string(Stage stage);

struct ExaminationHandlers {
  std::function<void(Stage, std::size_t done, std::size_t of)> on_progress{};  // may be empty
  std::function<void(nlohmann::json)> on_partial{};                            // may be empty; at most once
  // Exactly once. The report is checked and complete with `queries` and `timing`. Errors: not_a_mail, too_large,
  // examiner_crashed, examiner_timeout, examiner_invalid, cancelled, internal.
  std::function<void(Result<nlohmann::json>)> on_done{};
};

// Lives as long as it has something to do. All callbacks come on the thread that runs the io_context, never from
// inside start(); on_done with `cancelled` also comes later.
class ExaminationDriver : public std::enable_shared_from_this<ExaminationDriver> {
 public:
  // `pool` outlives the examination. Without an answerer nothing is asked: every answer is unknown("offline").
  static std::shared_ptr<ExaminationDriver> start(boost::asio::io_context& io, ExaminerPool& pool,
                                                  std::shared_ptr<lookups::Answerer> answerer,
                                                  ExaminationRequest request, ExaminationHandlers handlers);

  // The reader moved on. Kills the examiner of this mail and cancels the answerer.
  void cancel();

  virtual ~ExaminationDriver() = default;

 protected:
  ExaminationDriver() = default;
  virtual void stop() = 0;
};

// Runs `io` until the report is there.
Result<nlohmann::json> examine_now(boost::asio::io_context& io, ExaminerPool& pool,
                                   std::shared_ptr<lookups::Answerer> answerer, ExaminationRequest request);

}  // namespace mekiki::processes
