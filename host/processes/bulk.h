// Many mails with a few examiners: `scan --jobs N`.
#pragma once

#include <boost/asio/io_context.hpp>
#include <cstddef>
#include <functional>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "base/result.h"
#include "lookups/answerer.h"
#include "processes/examination_driver.h"

namespace mekiki::processes {

struct BulkMail {
  std::string path;             // the caller's name for it, handed back with the report
  Result<std::string> message;  // the raw mail, or why it could not be read: handed on as that error
};

struct BulkOptions {
  std::size_t jobs = 1;          // mails examined at the same time
  ExaminationRequest request{};  // all but `message`
};

// Pulls mails one by one from `next` (nullopt: no more) as examiners get free, and hands each result to `deliver` in
// the order they were pulled. At most a few mails per job are held in memory. Both run on the calling thread, which
// runs `io` until all is delivered. `deliver` returning false ends the scan early (output closed, interrupted).
// The pool wants PoolOptions{.spares = jobs, .mails_per_examiner = limits::mails_per_examiner}.
void examine_all(boost::asio::io_context& io, ExaminerPool& pool, std::shared_ptr<lookups::Answerer> answerer,
                 const BulkOptions& options, const std::function<std::optional<BulkMail>()>& next,
                 const std::function<bool(const std::string& path, Result<nlohmann::json> report)>& deliver);

}  // namespace mekiki::processes
