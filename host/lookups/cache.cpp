#include "lookups/cache.h"

#include <list>
#include <map>
#include <utility>

namespace mekiki::lookups {
namespace {

using questions::Answer;
using questions::Question;
using TimePoint = std::chrono::steady_clock::time_point;

std::size_t size_of(const Question& question, const Answer& answer) {
  std::size_t size = 200 + question.name.size() + answer.reason.size();  // nodes, strings' heads
  for (const std::string& value : answer.values) size += 32 + value.size();
  return size;
}

class MemoryCache : public Cache {
 public:
  MemoryCache(std::size_t bytes, Clock clock) : limit_(bytes), clock_(std::move(clock)) {}

  std::optional<Answer> find(const Question& question) override {
    const auto found = index_.find(question);
    if (found == index_.end()) return std::nullopt;
    if (found->second->expires <= clock_()) {
      drop(found);
      return std::nullopt;
    }
    by_use_.splice(by_use_.begin(), by_use_, found->second);
    return found->second->answer;
  }

  void keep(const Question& question, const Answer& answer, std::chrono::seconds ttl) override {
    if (const auto found = index_.find(question); found != index_.end()) drop(found);
    const std::size_t size = size_of(question, answer);
    if (ttl <= std::chrono::seconds(0) || size > limit_) return;
    by_use_.push_front({answer, clock_() + ttl, size, {}});
    by_use_.front().place = index_.emplace(question, by_use_.begin()).first;
    bytes_ += size;
    while (bytes_ > limit_) drop(by_use_.back().place);
  }

 private:
  struct Entry;
  using ByUse = std::list<Entry>;
  using Index = std::map<Question, ByUse::iterator>;
  struct Entry {
    Answer answer;
    TimePoint expires;
    std::size_t size;
    Index::iterator place;
  };

  void drop(Index::iterator found) {
    bytes_ -= found->second->size;
    by_use_.erase(found->second);
    index_.erase(found);
  }

  const std::size_t limit_;
  const Clock clock_;
  std::size_t bytes_ = 0;
  ByUse by_use_;  // most recently used first
  Index index_;
};

}  // namespace

std::unique_ptr<Cache> make_memory_cache(std::size_t bytes, Clock clock) {
  return std::make_unique<MemoryCache>(bytes, std::move(clock));
}

}  // namespace mekiki::lookups
