#include "lookups/shared_cache.h"

#include <hiredis/hiredis.h>
#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <poll.h>

#include <array>
#include <map>
#include <utility>
#include <vector>

#include "base/limits.h"
#include "lookups/answer_text.h"
#include "lookups/sealed.h"

namespace mekiki::lookups {
namespace {

using questions::Answer;
using questions::Question;
using Clock = std::chrono::steady_clock;

constexpr std::chrono::milliseconds patience{200};
constexpr std::chrono::seconds leave_alone{30};
constexpr std::size_t reply_bytes = 16u << 20;

using Reply = std::unique_ptr<redisReply, decltype(&freeReplyObject)>;
using Command = std::vector<std::string>;

struct BioDeleter {
  void operator()(BIO* bio) const { BIO_free_all(bio); }
};
struct ContextDeleter {
  void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
};
struct ReaderDeleter {
  void operator()(redisReader* reader) const { redisReaderFree(reader); }
};

// One connection, with or without TLS. hiredis reads and writes the protocol; the bytes go through OpenSSL, since the
// hiredis of Debian 12 knows no TLS. Every call ends within its deadline.
class Connection {
 public:
  static std::unique_ptr<Connection> open(const SharedCacheSettings& settings, Clock::time_point deadline) {
    auto connection = std::unique_ptr<Connection>(new Connection);
    return connection->connect(settings, deadline) ? std::move(connection) : nullptr;
  }

  // nullptr: lost.
  Reply call(const Command& command, Clock::time_point deadline) {
    std::vector<const char*> words;
    std::vector<std::size_t> sizes;
    for (const std::string& word : command) {
      words.push_back(word.data());
      sizes.push_back(word.size());
    }
    char* bytes = nullptr;
    const auto size = redisFormatCommandArgv(&bytes, static_cast<int>(words.size()), words.data(), sizes.data());
    if (size < 0) return {nullptr, &freeReplyObject};
    const bool sent = write({bytes, static_cast<std::size_t>(size)}, deadline);
    redisFreeCommand(bytes);
    return sent ? read(deadline) : Reply(nullptr, &freeReplyObject);
  }

 private:
  Connection() : reader_(redisReaderCreate()) {}

  bool connect(const SharedCacheSettings& settings, Clock::time_point deadline) {
    const bool secure = settings.address.starts_with("rediss://");
    std::string place = settings.address.substr(settings.address.find("://") + 3);
    const bool has_port = place.rfind(':') != std::string::npos && !place.ends_with(']');
    if (!has_port) place += ":6379";
    std::string host = place.substr(0, place.rfind(':'));
    if (host.starts_with('[')) host = host.substr(1, host.size() - 2);
    if (secure && !make_context(settings.ca_file)) return false;
    bio_.reset(secure ? BIO_new_ssl_connect(context_.get()) : BIO_new_connect(place.c_str()));
    if (!bio_) return false;
    if (secure) {
      BIO_set_conn_hostname(bio_.get(), place.c_str());
      SSL* ssl = nullptr;
      BIO_get_ssl(bio_.get(), &ssl);
      if (ssl == nullptr || SSL_ctrl(ssl, SSL_CTRL_SET_TLSEXT_HOSTNAME, TLSEXT_NAMETYPE_host_name, host.data()) != 1)
        return false;
      const bool numeric = X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(ssl), host.c_str()) == 1;
      if (!numeric && SSL_set1_host(ssl, host.c_str()) != 1) return false;
    }
    BIO_set_nbio(bio_.get(), 1);
    while (BIO_do_connect(bio_.get()) <= 0) {
      if (!BIO_should_retry(bio_.get()) || !wait(deadline)) return false;
    }
    if (settings.password.empty()) return true;
    const Reply reply = call({"AUTH", settings.password}, deadline);
    return reply && reply->type == REDIS_REPLY_STATUS;
  }

  bool make_context(const std::string& ca_file) {
    context_.reset(SSL_CTX_new(TLS_client_method()));
    if (!context_) return false;
    SSL_CTX_set_min_proto_version(context_.get(), TLS1_2_VERSION);
    SSL_CTX_set_default_verify_paths(context_.get());
    if (!ca_file.empty()) SSL_CTX_load_verify_locations(context_.get(), ca_file.c_str(), nullptr);
    SSL_CTX_set_verify(context_.get(), SSL_VERIFY_PEER, nullptr);
    return true;
  }

  bool wait(Clock::time_point deadline) {
    int socket = -1;
    if (BIO_get_fd(bio_.get(), &socket) < 0) return false;
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now());
    if (left.count() <= 0) return false;
    const bool connecting = BIO_should_io_special(bio_.get()) != 0;
    const short wanted = BIO_should_read(bio_.get()) && !connecting ? POLLIN : POLLOUT;
    pollfd descriptor{socket, wanted, 0};
    return ::poll(&descriptor, 1, static_cast<int>(left.count())) > 0;
  }

  bool write(std::string_view bytes, Clock::time_point deadline) {
    while (!bytes.empty()) {
      const int written = BIO_write(bio_.get(), bytes.data(), static_cast<int>(bytes.size()));
      if (written > 0) {
        bytes.remove_prefix(static_cast<std::size_t>(written));
      } else if (!BIO_should_retry(bio_.get()) || !wait(deadline)) {
        return false;
      }
    }
    return true;
  }

  Reply read(Clock::time_point deadline) {
    std::array<char, 16384> buffer{};
    std::size_t total = 0;
    while (true) {
      void* reply = nullptr;
      if (redisReaderGetReply(reader_.get(), &reply) != REDIS_OK) break;
      if (reply != nullptr) return {static_cast<redisReply*>(reply), &freeReplyObject};
      const int size = BIO_read(bio_.get(), buffer.data(), static_cast<int>(buffer.size()));
      if (size > 0) {
        total += static_cast<std::size_t>(size);
        if (total > reply_bytes) break;
        redisReaderFeed(reader_.get(), buffer.data(), static_cast<std::size_t>(size));
      } else if (!BIO_should_retry(bio_.get()) || !wait(deadline)) {
        break;
      }
    }
    return {nullptr, &freeReplyObject};
  }

  std::unique_ptr<SSL_CTX, ContextDeleter> context_;
  std::unique_ptr<BIO, BioDeleter> bio_;
  std::unique_ptr<redisReader, ReaderDeleter> reader_;
};

class Redis : public SharedCache {
 public:
  explicit Redis(SharedCacheSettings settings) : settings_(std::move(settings)), seal_(settings_.password) {}

  SharedCacheState state() const override { return state_; }

  std::string check() override {
    lost_at_ = {};
    const Reply reply = call({"PING"});
    if (!reply) return "unreachable";
    return reply->type == REDIS_REPLY_STATUS ? "" : "refused";
  }

  void prepare(const std::vector<Question>& questions) override {
    fetched_.clear();
    if (questions.empty()) return;
    Command command{"MGET"};
    for (const Question& question : questions) command.push_back(key_of(question));
    const Reply reply = call(command);
    if (!reply || reply->type != REDIS_REPLY_ARRAY || reply->elements != questions.size()) return;
    for (std::size_t i = 0; i < questions.size(); ++i) {
      const redisReply* value = reply->element[i];
      if (value == nullptr || value->type != REDIS_REPLY_STRING) continue;
      const auto text = seal_.open(command[i + 1], {value->str, static_cast<std::size_t>(value->len)});
      if (!text) continue;
      if (auto answer = read_answer(*text)) fetched_.emplace(questions[i], *std::move(answer));
    }
  }

  std::optional<Answer> find(const Question& question) override {
    const auto found = fetched_.find(question);
    return found == fetched_.end() ? std::nullopt : std::optional(found->second);
  }

  void keep(const Question& question, const Answer& answer, std::chrono::seconds ttl) override {
    if (ttl <= std::chrono::seconds(0) || answer.outcome == questions::Outcome::unknown) return;
    const std::string key = key_of(question);
    const auto sealed = seal_.close(key, write_answer(answer));
    if (sealed) call({"SET", key, *sealed, "EX", std::to_string(ttl.count())});
  }

 private:
  std::string key_of(const Question& question) const {
    return "mekiki:1:" + seal_.name(std::string(questions::to_string(question.kind)) + " " + question.name);
  }

  Reply call(const Command& command) {
    if (!connection_ && Clock::now() < lost_at_ + leave_alone && lost_at_ != Clock::time_point()) {
      return {nullptr, &freeReplyObject};
    }
    const auto deadline = Clock::now() + patience;
    if (!connection_) connection_ = Connection::open(settings_, deadline);
    Reply reply(nullptr, &freeReplyObject);
    if (connection_) reply = connection_->call(command, deadline);
    if (reply) {
      state_ = SharedCacheState::connected;
    } else {
      connection_ = nullptr;
      lost_at_ = Clock::now();
      state_ = SharedCacheState::lost;
    }
    return reply;
  }

  const SharedCacheSettings settings_;
  const Seal seal_;
  SharedCacheState state_ = SharedCacheState::untried;
  Clock::time_point lost_at_{};
  std::unique_ptr<Connection> connection_;
  std::map<Question, Answer> fetched_;  // of the round under way
};

class CacheOfTwo : public Cache {
 public:
  CacheOfTwo(std::unique_ptr<Cache> first, std::unique_ptr<Cache> second)
      : first_(std::move(first)), second_(std::move(second)) {}

  void prepare(const std::vector<Question>& questions) override {
    first_->prepare(questions);
    std::vector<Question> rest;
    for (const Question& question : questions) {
      if (!first_->find(question)) rest.push_back(question);
    }
    second_->prepare(rest);
  }
  std::optional<Answer> find(const Question& question) override {
    auto found = first_->find(question);
    return found ? found : second_->find(question);
  }
  void keep(const Question& question, const Answer& answer, std::chrono::seconds ttl) override {
    first_->keep(question, answer, ttl);
    second_->keep(question, answer, ttl);
  }

 private:
  std::unique_ptr<Cache> first_, second_;
};

}  // namespace

std::unique_ptr<SharedCache> make_shared_cache(SharedCacheSettings settings) {
  return std::make_unique<Redis>(std::move(settings));
}

std::unique_ptr<Cache> make_cache_of_two(std::unique_ptr<Cache> first, std::unique_ptr<Cache> second) {
  if (!first) return second;
  if (!second) return first;
  return std::make_unique<CacheOfTwo>(std::move(first), std::move(second));
}

}  // namespace mekiki::lookups
