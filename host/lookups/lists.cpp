#include "lookups/lists.h"

#include <algorithm>
#include <deque>
#include <map>
#include <optional>
#include <utility>

#include "base/limits.h"
#include "lookups/addresses.h"
#include "lookups/ledger.h"

namespace mekiki::lookups {
namespace {

using questions::Answer;
using questions::Kind;
using questions::Outcome;
using questions::Question;
using Clock = std::chrono::steady_clock;

constexpr std::chrono::minutes belief{30};
constexpr std::chrono::minutes disbelief{5};
constexpr std::chrono::seconds silence{30};        // a list that did not answer is tried again after that
constexpr std::chrono::seconds feeds_only_ttl{0};  // asked again each time: it costs nothing

// What is known of a list itself.
struct Standing {
  std::optional<std::string> doubt;  // empty: it is believed; else why not
  Clock::time_point until{};         // looked at again then
};

struct Zones {
  std::vector<ListZone> zones;
  std::vector<Standing> standing;
};

// Whether the test points are as they must be; "" if so, else the reason for which the list is not believed.
std::string doubt_of(const ListZone& zone, const Answer& listed, const Answer& unlisted) {
  if (listed.outcome == Outcome::unknown) return listed.reason;
  if (unlisted.outcome == Outcome::unknown) return unlisted.reason;
  if (listed.outcome == Outcome::no) return "refused";
  const auto verdict = judge_list_answer(zone, listed.values);
  if (verdict.kind == ListVerdict::Kind::refused) return "refused";
  if (verdict.kind == ListVerdict::Kind::rewritten) return "rewritten";
  if (unlisted.outcome == Outcome::yes) {
    return judge_list_answer(zone, unlisted.values).kind == ListVerdict::Kind::refused ? "refused" : "rewritten";
  }
  return {};
}

class ListsWork : public Work {
 public:
  ListsWork(Handler* dns, std::shared_ptr<Zones> zones, std::string otherwise, std::function<void(Reply)> reply)
      : dns_(dns), zones_(std::move(zones)), otherwise_(std::move(otherwise)), reply_(std::move(reply)) {}
  ListsWork(const ListsWork&) = delete;
  ListsWork& operator=(const ListsWork&) = delete;
  ~ListsWork() override = default;

  void start(std::vector<Question> questions, Feeds& feeds) {
    began_ = Clock::now();
    for (Question& question : questions) add(std::move(question), feeds);
    for (std::size_t zone = 0; zone < zones_->zones.size(); ++zone) add_test_points(zone);
    if (!sent_.empty()) {
      std::vector<Question> names;
      for (const auto& [name, query] : sent_) names.push_back(name);
      starting_ = true;
      inner_ = dns_->start(std::move(names), [this](Reply reply) { receive(std::move(reply)); });
      starting_ = false;
    }
    settle();
  }

  Query ledger(const Question& question) const override { return local_query(question, "nobody"); }

  std::vector<Query> ledger_lines(const Question& question) const override {
    std::vector<Query> lines;
    const auto asked =
        std::find_if(asks_.begin(), asks_.end(), [&](const Ask& ask) { return ask.question == question; });
    if (asked == asks_.end()) return {ledger(question)};
    if (!asked->feeds.empty()) {
      lines.push_back(local_query(question, "file " + asked->feeds));
      lines.back().outcome = asked->listed_locally ? "yes" : "no";
    }
    for (const auto& [name, query] : sent_) {
      if (query.told_with == question) lines.push_back(line_of(name, query));
    }
    if (lines.empty()) lines.push_back(ledger(question));
    return lines;
  }

 private:
  struct Sent {
    std::size_t zone = 0;
    Question told_with;  // in whose lines of the ledger it stands
    bool test_point = false;
    std::optional<Answer> answer{};
    std::chrono::seconds ttl{0};
    int ms = 0;
  };
  struct Ask {
    Question question;
    std::vector<std::string> listings{};
    std::string feeds{};  // names of those looked into
    bool listed_locally = false;
    std::vector<std::pair<std::size_t, Question>> sent{};  // zone, name
    std::string unasked{};                                 // why a list was not asked at all
    bool finished = false;
  };

  void add(Question question, Feeds& feeds) {
    Ask ask{.question = std::move(question), .unasked = otherwise_};
    const bool ip = ask.question.kind == Kind::list_ip;
    if (ip && !is_public_address(ask.question.name)) {
      ask.unasked = "invalid";
      asks_.push_back(std::move(ask));
      return;
    }
    auto found = ip ? feeds.find_ip(ask.question.name) : feeds.find_host(ask.question.name);
    for (const std::string& feed : found.asked) ask.feeds += (ask.feeds.empty() ? "" : ",") + feed;
    ask.listed_locally = !found.listings.empty();
    ask.listings = std::move(found.listings);
    const auto below = ip ? reversed_address(ask.question.name) : std::optional(ask.question.name);
    const bool v6 = ip && ask.question.name.find(':') != std::string::npos;
    for (std::size_t i = 0; below && i < zones_->zones.size(); ++i) {
      const ListZone& zone = zones_->zones[i];
      if (ip ? (v6 ? zone.ipv6 : zone.ips) : zone.domains) put(ask, i, *below + "." + zone.below);
    }
    if (ask.sent.empty() && ask.feeds.empty() && ask.unasked.empty()) ask.unasked = "no_database";
    asks_.push_back(std::move(ask));
  }

  void put(Ask& ask, std::size_t zone, std::string name) {
    const auto question = questions::canonical({Kind::dns_a, std::move(name)});
    if (!question) return;  // too long for a name: no list can have it
    if (sent_.size() >= limits::list_queries_per_round) {
      ask.unasked = "limit";
      return;
    }
    sent_.try_emplace(*question, Sent{.zone = zone, .told_with = ask.question});
    ask.sent.emplace_back(zone, *question);
  }

  void add_test_points(std::size_t number) {
    const ListZone& zone = zones_->zones[number];
    if (zones_->standing[number].until > Clock::now()) return;
    const auto user =
        std::find_if(sent_.begin(), sent_.end(), [&](const auto& sent) { return sent.second.zone == number; });
    if (user == sent_.end()) return;
    const Question told_with = user->second.told_with;
    for (const std::string& point : {zone.listed, zone.unlisted}) {
      const auto question = questions::canonical({Kind::dns_a, point + "." + zone.below});
      if (question) sent_.try_emplace(*question, Sent{.zone = number, .told_with = told_with, .test_point = true});
    }
  }

  void receive(Reply reply) {
    const auto found = sent_.find(reply.question);
    if (found == sent_.end() || found->second.answer) return;
    Sent& sent = found->second;
    sent.answer = std::move(reply.answer);
    sent.ttl = reply.ttl;
    sent.ms = static_cast<int>(std::chrono::round<std::chrono::milliseconds>(Clock::now() - began_).count());
    judge(sent.zone);
    if (!starting_) settle();
  }

  // Once both test points have spoken, the list's standing is known for a while.
  void judge(std::size_t number) {
    const ListZone& zone = zones_->zones[number];
    const Answer* listed = answer_to(zone.listed + "." + zone.below);
    const Answer* unlisted = answer_to(zone.unlisted + "." + zone.below);
    if (!listed || !unlisted) return;
    Standing& standing = zones_->standing[number];
    if (standing.until > Clock::now()) return;
    std::string doubt = doubt_of(zone, *listed, *unlisted);
    const bool spoke = doubt == "refused" || doubt == "rewritten";
    standing.until = Clock::now();
    if (doubt.empty()) {
      standing.until += belief;
    } else if (spoke) {
      standing.until += disbelief;
    } else {
      standing.until += silence;
    }
    standing.doubt = doubt.empty() ? std::nullopt : std::optional(std::move(doubt));
  }

  const Answer* answer_to(const std::string& name) const {
    const auto question = questions::canonical({Kind::dns_a, name});
    const auto found = question ? sent_.find(*question) : sent_.end();
    return found == sent_.end() || !found->second.answer ? nullptr : &*found->second.answer;
  }

  void settle() {
    for (Ask& ask : asks_) {
      if (!ask.finished) try_finish(ask);
    }
  }

  void try_finish(Ask& ask) {
    auto listings = ask.listings;
    std::string doubt = ask.unasked;
    std::chrono::seconds ttl = ask.sent.empty() ? feeds_only_ttl : std::chrono::seconds(3600);
    for (const auto& [zone, name] : ask.sent) {
      const Sent& sent = sent_.at(name);
      const Standing& standing = zones_->standing[zone];
      if (!sent.answer || standing.until <= Clock::now()) return;  // not yet
      ttl = std::min(ttl, sent.ttl);
      const std::string why = read(zone, standing, *sent.answer, listings);
      if (!why.empty() && doubt.empty()) doubt = why;
    }
    ask.finished = true;
    std::sort(listings.begin(), listings.end());
    if (!listings.empty())
      return reply_({ask.question, Answer::yes(std::move(listings)), doubt.empty() ? ttl : feeds_only_ttl});
    if (!doubt.empty()) return reply_({ask.question, Answer::unknown(doubt), {}});
    reply_({ask.question, Answer::no(), ttl});
  }

  // Adds what the list says; returns why nothing can be learned from it.
  std::string read(std::size_t number, const Standing& standing, const Answer& answer,
                   std::vector<std::string>& listings) const {
    if (standing.doubt) return *standing.doubt;
    if (answer.outcome == Outcome::unknown) return answer.reason;
    if (answer.outcome == Outcome::no) return {};
    auto verdict = judge_list_answer(zones_->zones[number], answer.values);
    if (verdict.kind == ListVerdict::Kind::refused) return "refused";
    if (verdict.kind == ListVerdict::Kind::rewritten) return "rewritten";
    std::move(verdict.listings.begin(), verdict.listings.end(), std::back_inserter(listings));
    return {};
  }

  // As sent, but for a customer's key, which is nobody's business.
  Query line_of(const Question& name, const Sent& sent) const {
    Query line = inner_->ledger(name);
    line.kind = sent.told_with.kind;
    const ListZone& zone = zones_->zones[sent.zone];
    if (!zone.key.empty() && line.name.ends_with(zone.below)) {
      line.name.replace(line.name.size() - zone.below.size(), zone.key.size(), "(key)");
    }
    if (sent.test_point) {
      line.reveals = "nothing";
    } else if (line.reveals != "nothing") {
      line.reveals = sent.told_with.kind == Kind::list_ip ? "ip" : "domain";
    }
    if (sent.answer) {
      line.outcome = outcome_words(*sent.answer);
      line.ms = sent.ms;
    }
    return line;
  }

  Handler* const dns_;
  const std::shared_ptr<Zones> zones_;
  const std::string otherwise_;  // why the lists on the net are not asked; empty: they are, or there are none
  const std::function<void(Reply)> reply_;
  Clock::time_point began_;
  std::deque<Ask> asks_;
  std::map<Question, Sent> sent_;
  bool starting_ = false;
  std::unique_ptr<Work> inner_;
};

class ListsHandler : public Handler {
 public:
  ListsHandler(Handler* dns, std::shared_ptr<Feeds> feeds, const Settings& settings)
      : dns_(dns), feeds_(std::move(feeds)), zones_(std::make_shared<Zones>()) {
    if (settings.lists && settings.offline) otherwise_ = "offline";
    if (!dns_ || !settings.lists || settings.offline) return;
    zones_->zones = settings.list_zones;
    if (zones_->zones.size() > limits::list_zones) zones_->zones.resize(limits::list_zones);
    zones_->standing.resize(zones_->zones.size());
  }

  bool uses_network() const override { return !zones_->zones.empty(); }

  std::unique_ptr<Work> start(std::vector<Question> questions, std::function<void(Reply)> reply) override {
    auto work = std::make_unique<ListsWork>(dns_, zones_, otherwise_, std::move(reply));
    work->start(std::move(questions), *feeds_);
    return work;
  }

 private:
  Handler* const dns_;
  const std::shared_ptr<Feeds> feeds_;
  const std::shared_ptr<Zones> zones_;
  std::string otherwise_;
};

}  // namespace

std::unique_ptr<Handler> make_lists_handler(Handler* dns, std::shared_ptr<Feeds> feeds, const Settings& settings) {
  return std::make_unique<ListsHandler>(dns, std::move(feeds), settings);
}

}  // namespace mekiki::lookups
