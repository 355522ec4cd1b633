#include "processes/bulk.h"

#include <algorithm>
#include <deque>
#include <utility>

namespace mekiki::processes {
namespace {

using nlohmann::json;

// One mail on its way, in the order it came.
struct Slot {
  std::string path;
  std::optional<Result<json>> outcome;
  std::shared_ptr<ExaminationDriver> run;
};

}  // namespace

void examine_all(boost::asio::io_context& io, ExaminerPool& pool, std::shared_ptr<lookups::Answerer> answerer,
                 const BulkOptions& options, const std::function<std::optional<BulkMail>()>& next,
                 const std::function<bool(const std::string& path, Result<json> report)>& deliver) {
  const std::size_t jobs = std::max<std::size_t>(options.jobs, 1);
  // A slow mail must not hold up the others: so many finished ones may wait behind it.
  const std::size_t window = jobs * 16;
  std::deque<std::shared_ptr<Slot>> slots;
  std::size_t running = 0;
  bool more = true;
  bool wanted = true;

  const auto start = [&](BulkMail mail) {
    auto slot = std::make_shared<Slot>();
    slot->path = std::move(mail.path);
    slots.push_back(slot);
    if (!mail.message) {
      slot->outcome = Result<json>(mail.message.error());
      return;
    }
    ++running;
    ExaminationRequest request = options.request;
    request.message = *std::move(mail.message);
    slot->run =
        ExaminationDriver::start(io, pool, answerer, std::move(request),
                                 {.on_progress = {}, .on_partial = {}, .on_done = [&, slot](Result<json> result) {
                                    --running;
                                    slot->outcome = std::move(result);
                                    slot->run.reset();
                                  }});
  };

  io.restart();
  while (wanted && (more || !slots.empty())) {
    while (more && running < jobs && slots.size() < window) {
      auto mail = next();
      more = mail.has_value();
      if (mail) start(*std::move(mail));
    }
    while (wanted && !slots.empty() && slots.front()->outcome) {
      const auto slot = std::move(slots.front());
      slots.pop_front();
      wanted = deliver(slot->path, *std::move(slot->outcome));
    }
    if (running > 0 && wanted) io.run_one();
  }
  for (const auto& slot : slots) {
    if (slot->run) slot->run->cancel();
  }
  while (running > 0 && io.run_one() > 0) {
  }
}

}  // namespace mekiki::processes
