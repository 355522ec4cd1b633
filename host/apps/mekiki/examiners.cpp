#include "apps/mekiki/examiners.h"

#include <boost/asio/post.hpp>
#include <map>
#include <utility>

#include "apps/mekiki/commands.h"
#include "apps/mekiki/settings_words.h"
#include "apps/settings_world.h"

namespace mekiki::apps {
namespace {

class SharedAnswerer : public lookups::Answerer {
 public:
  SharedAnswerer(boost::asio::io_context& io, std::shared_ptr<lookups::Lookups> lookups)
      : io_(io), lookups_(std::move(lookups)) {}

  void ask(std::vector<questions::Question> questions, std::function<void(lookups::Round)> done) override {
    const std::uint64_t number = next_++;
    const std::shared_ptr<lookups::Answerer> inner = lookups_->examination();
    running_.emplace(number, inner);
    inner->ask(std::move(questions), [this, number, done = std::move(done)](lookups::Round round) {
      // It is destroyed once it has returned from here.
      boost::asio::post(io_, [finished = running_[number]] {});
      running_.erase(number);
      done(std::move(round));
    });
  }

  void cancel() override {
    for (auto& [number, inner] : running_) inner->cancel();
  }

 private:
  boost::asio::io_context& io_;
  std::shared_ptr<lookups::Lookups> lookups_;
  std::map<std::uint64_t, std::shared_ptr<lookups::Answerer>> running_;
  std::uint64_t next_ = 0;
};

}  // namespace

Settings settings_with_complaints(const Words& words) {
  std::vector<SettingsFileProblems> problems;
  Settings settings = read_settings(problems);
  for (const auto& [file, found] : problems) {
    complain(words, words("error.settings", fmt::arg("path", file.string()),
                          fmt::arg("detail", settings_sentence(found.front(), words))));
  }
  return settings;
}

processes::ExaminationRequest examination_request(const Settings& settings, const Words& words) {
  processes::ExaminationRequest request;
  request.language = to_string(words.language());
  request.own_domains = settings.own_domains;
  request.own_servers = settings.own_servers;
  request.vips = settings.vips;
  request.brands = settings.brands;
  request.policy = policy_of(settings);
  return request;
}

std::shared_ptr<lookups::Answerer> make_shared_answerer(boost::asio::io_context& io,
                                                        std::shared_ptr<lookups::Lookups> lookups) {
  return std::make_shared<SharedAnswerer>(io, std::move(lookups));
}

}  // namespace mekiki::apps
