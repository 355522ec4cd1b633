#include "lookups/dns.h"

#include <boost/asio/steady_timer.hpp>
#include <deque>
#include <optional>
#include <utility>

#include "lookups/dns_channel.h"
#include "lookups/dns_message.h"
#include "lookups/ledger.h"

namespace mekiki::lookups {
namespace {

using questions::Answer;
using questions::Question;

class DnsWork : public Work {
 public:
  DnsWork(boost::asio::io_context& io, const Settings& settings, std::function<void(Reply)> reply)
      : io_(io),
        first_wait_(settings.question_timeout / 5),
        reply_(std::move(reply)),
        channel_(DnsChannel::open(io, settings.dns_servers, first_wait_)),
        deadline_(io, settings.question_timeout) {}
  DnsWork(const DnsWork&) = delete;
  DnsWork& operator=(const DnsWork&) = delete;
  ~DnsWork() override { *alive_ = false; }

  void start(std::vector<Question> questions) {
    for (Question& question : questions) asks_.push_back({std::move(question), {}, {}, false});
    for (Ask& ask : asks_) {
      ask.name = dns_name(ask.question);
      if (is_kept_out_of_dns(ask.name)) {
        finish(ask, Answer::no("nxdomain"));
      } else if (!channel_) {
        finish(ask, Answer::unknown("error"));
      } else {
        send(*channel_, ask);
      }
    }
    // All questions leave now, so their deadlines are one.
    deadline_.async_wait([this, alive = alive_](boost::system::error_code error) {
      if (!*alive || error) return;
      for (Ask& ask : asks_) finish(ask, ask.first_said.value_or(Answer::unknown("timeout")));
    });
  }

  Query ledger(const Question& question) const override {
    Query query = local_query(question, "nobody");
    query.name = dns_name(question);
    if (is_kept_out_of_dns(query.name) || !channel_) return query;
    query.to = "dns ";
    for (const std::string& server : channel_->servers()) query.to += (query.to.size() > 4 ? "," : "") + server;
    query.reveals = questions::name_kind(question.kind) == questions::NameKind::ip ? "ip" : "domain";
    return query;
  }

 private:
  struct Ask {
    Question question;
    std::string name;                  // as sent
    std::optional<Answer> first_said;  // why another server is being asked
    bool finished;
  };

  void send(DnsChannel& channel, Ask& ask) {
    const auto type = dns_type(ask.question.kind);
    if (!type) return finish(ask, Answer::unknown("error"));
    channel.query(ask.name, *type, [this, &ask](DnsTransport transport, std::span<const std::uint8_t> wire) {
      receive(ask, transport, wire);
    });
  }

  void receive(Ask& ask, DnsTransport transport, std::span<const std::uint8_t> wire) {
    if (transport != DnsTransport::replied) {
      const char* reason = transport == DnsTransport::silent ? "timeout" : "error";
      return finish(ask, ask.first_said.value_or(Answer::unknown(reason)));
    }
    DnsReply reply = read_dns_reply(wire, ask.question.kind, ask.name);
    if (reply.verdict == DnsVerdict::try_other && !ask.first_said) {
      ask.first_said = reply.answer;
      if (DnsChannel* others = other_servers()) return send(*others, ask);
    }
    finish(ask, std::move(reply.answer), reply.ttl);
  }

  // The servers after the first: asked where the first says SERVFAIL or REFUSED, as every stub resolver does.
  DnsChannel* other_servers() {
    if (!others_ && channel_->servers().size() > 1) {
      const std::vector<std::string> rest(channel_->servers().begin() + 1, channel_->servers().end());
      others_ = DnsChannel::open(io_, rest, first_wait_);
    }
    return others_.get();
  }

  void finish(Ask& ask, Answer answer, std::chrono::seconds ttl = std::chrono::seconds(0)) {
    if (ask.finished) return;
    ask.finished = true;
    reply_({ask.question, std::move(answer), ttl});
  }

  boost::asio::io_context& io_;
  const std::chrono::milliseconds first_wait_;
  const std::function<void(Reply)> reply_;
  std::deque<Ask> asks_;
  const std::unique_ptr<DnsChannel> channel_;
  std::unique_ptr<DnsChannel> others_;
  boost::asio::steady_timer deadline_;
  const std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
};

class DnsHandler : public Handler {
 public:
  DnsHandler(boost::asio::io_context& io, const Settings& settings) : io_(io), settings_(settings) {}

  bool uses_network() const override { return true; }

  std::unique_ptr<Work> start(std::vector<Question> questions, std::function<void(Reply)> reply) override {
    auto work = std::make_unique<DnsWork>(io_, settings_, std::move(reply));
    work->start(std::move(questions));
    return work;
  }

 private:
  boost::asio::io_context& io_;
  const Settings settings_;
};

}  // namespace

std::unique_ptr<Handler> make_dns_handler(boost::asio::io_context& io, const Settings& settings) {
  return std::make_unique<DnsHandler>(io, settings);
}

}  // namespace mekiki::lookups
