#include "lookups/registration.h"

#include <poll.h>

#include <array>
#include <atomic>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <map>
#include <mutex>
#include <set>
#include <thread>
#include <utility>

#include "base/limits.h"
#include "lookups/curl.h"
#include "lookups/ledger.h"
#include "lookups/registration_reply.h"
#include "lookups/registries.h"

namespace mekiki::lookups {
namespace {

using questions::Answer;
using questions::Question;
using Clock = std::chrono::steady_clock;

constexpr std::chrono::seconds kept{86400};
constexpr std::chrono::seconds kept_negative{3600};
constexpr std::chrono::milliseconds patience{4000};  // registries are slower than name servers
constexpr double burst = 10;
constexpr std::chrono::seconds rest{60};
constexpr std::size_t threads = 10;
constexpr std::size_t reply_bytes = 8 * limits::answer_bytes;

// How often one server may be asked.
class Courtesy {
 public:
  bool may_ask(const std::string& server) {
    Bucket& bucket = buckets_[server];
    const auto now = Clock::now();
    if (now < bucket.quiet_until) return false;
    bucket.tokens = std::min(burst, bucket.tokens + std::chrono::duration<double>(now - bucket.filled).count());
    bucket.filled = now;
    if (bucket.tokens < 1) return false;
    bucket.tokens -= 1;
    return true;
  }
  void leave_alone(const std::string& server) { buckets_[server].quiet_until = Clock::now() + rest; }

 private:
  struct Bucket {
    double tokens = burst;
    Clock::time_point filled = Clock::now();
    Clock::time_point quiet_until{};
  };
  std::map<std::string, Bucket> buckets_;
};

// What a thread needs to know and nothing else; it outlives whoever asked.
struct Job {
  Question question;
  Registry registry;
  std::string ca_file;
  Clock::time_point deadline;
  std::atomic<bool> dropped{false};
};

struct Received {
  Job* job;
  std::string bytes{};
  bool too_large = false;
};

std::size_t take(char* bytes, std::size_t size, std::size_t count, void* pointer) {
  auto& received = *static_cast<Received*>(pointer);
  if (received.bytes.size() + size * count > reply_bytes) {
    received.too_large = true;
    return 0;
  }
  received.bytes.append(bytes, size * count);
  return size * count;
}

int still_wanted(void* pointer, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
  return static_cast<Job*>(pointer)->dropped ? 1 : 0;
}

long milliseconds_left(const Job& job) {
  return std::max<long>(1, std::chrono::duration_cast<std::chrono::milliseconds>(job.deadline - Clock::now()).count());
}

void set_common(CURL* curl, Job& job) {
  curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, milliseconds_left(job));
  curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, &still_wanted);
  curl_easy_setopt(curl, CURLOPT_XFERINFODATA, &job);
  curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
  believe(curl, job.ca_file);
}

Answer failure(CURLcode code) { return Answer::unknown(code == CURLE_OPERATION_TIMEDOUT ? "timeout" : "error"); }

// RFC 7480 section 5: 404 is "no such object", 429 "too often".
Answer ask_rdap(Job& job) {
  const CurlHandle curl = curl_handle();
  if (!curl) return Answer::unknown("error");
  Received received{&job};
  const std::string address = job.registry.rdap + "domain/" + job.question.name;
  const std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)> headers(
      curl_slist_append(nullptr, "Accept: application/rdap+json"), &curl_slist_free_all);
  curl_easy_setopt(curl.get(), CURLOPT_URL, address.c_str());
  curl_easy_setopt(curl.get(), CURLOPT_PROTOCOLS_STR, "https");
  curl_easy_setopt(curl.get(), CURLOPT_REDIR_PROTOCOLS_STR, "https");
  curl_easy_setopt(curl.get(), CURLOPT_FOLLOWLOCATION, 1L);
  curl_easy_setopt(curl.get(), CURLOPT_MAXREDIRS, 3L);
  curl_easy_setopt(curl.get(), CURLOPT_HTTPHEADER, headers.get());
  curl_easy_setopt(curl.get(), CURLOPT_WRITEFUNCTION, &take);
  curl_easy_setopt(curl.get(), CURLOPT_WRITEDATA, &received);
  set_common(curl.get(), job);
  const CURLcode code = curl_easy_perform(curl.get());
  if (received.too_large) return Answer::unknown("limit");
  if (code != CURLE_OK) return failure(code);
  long status = 0;
  curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &status);
  if (status == 404) return Answer::no();
  if (status == 429 || status == 503) return Answer::unknown("limit");
  if (status != 200) return Answer::unknown("refused");
  return read_rdap_reply(received.bytes);
}

// Waits until the socket is ready; false when the time is over or nobody wants the answer any more.
bool wait(CURL* curl, const Job& job, short what) {
  curl_socket_t socket = CURL_SOCKET_BAD;
  curl_easy_getinfo(curl, CURLINFO_ACTIVESOCKET, &socket);
  while (!job.dropped && Clock::now() < job.deadline) {
    pollfd descriptor{socket, what, 0};
    if (::poll(&descriptor, 1, static_cast<int>(std::min<long>(100, milliseconds_left(job)))) > 0) return true;
  }
  return false;
}

std::string whois_query(const Registry& registry, const std::string& name) {
  std::string query = registry.query;
  if (const std::size_t place = query.find("{}"); place != std::string::npos) query.replace(place, 2, name);
  return query + "\r\n";
}

// libcurl connects (and finds the server's address within the time); the protocol is a line there and text back.
Answer ask_whois(Job& job) {
  const CurlHandle curl = curl_handle();
  if (!curl) return Answer::unknown("error");
  std::string place = "http://" + job.registry.whois;
  if (job.registry.whois.rfind(':') == std::string::npos) place += ":43";
  curl_easy_setopt(curl.get(), CURLOPT_URL, place.c_str());
  curl_easy_setopt(curl.get(), CURLOPT_CONNECT_ONLY, 1L);
  curl_easy_setopt(curl.get(), CURLOPT_PROXY, "");
  set_common(curl.get(), job);
  if (const CURLcode code = curl_easy_perform(curl.get()); code != CURLE_OK) return failure(code);
  const std::string query = whois_query(job.registry, job.question.name);
  for (std::size_t sent = 0; sent < query.size();) {
    std::size_t now = 0;
    const CURLcode code = curl_easy_send(curl.get(), query.data() + sent, query.size() - sent, &now);
    sent += now;
    if (code == CURLE_AGAIN && !wait(curl.get(), job, POLLOUT)) return Answer::unknown("timeout");
    if (code != CURLE_OK && code != CURLE_AGAIN) return Answer::unknown("error");
  }
  std::string text;
  std::array<char, 8192> buffer{};
  while (text.size() < reply_bytes) {
    std::size_t size = 0;
    const CURLcode code = curl_easy_recv(curl.get(), buffer.data(), buffer.size(), &size);
    if (code == CURLE_OK && size == 0) break;  // the end
    if (code == CURLE_AGAIN && !wait(curl.get(), job, POLLIN)) return Answer::unknown("timeout");
    if (code != CURLE_OK && code != CURLE_AGAIN) break;
    text.append(buffer.data(), size);
  }
  if (text.empty()) return Answer::unknown("refused");
  return read_whois_reply(text, ending_of(job.question.name));
}

std::string server_of(const Registry& registry) {
  if (registry.rdap.empty()) return "whois " + registry.whois;
  const std::size_t begin = registry.rdap.find("//") + 2;
  return "rdap " + registry.rdap.substr(begin, registry.rdap.find('/', begin) - begin);
}

// The threads under way, joined at the end.
class Threads {
 public:
  ~Threads() {
    for (const auto& [job, thread] : running_) job->dropped = true;
    while (!running_.empty()) finish(running_.begin()->first);
  }
  Threads() = default;
  Threads(const Threads&) = delete;
  Threads& operator=(const Threads&) = delete;

  [[nodiscard]] bool full() const { return running_.size() >= threads; }
  void start(const std::shared_ptr<Job>& job, std::function<void()> run) {
    running_.emplace(job, std::thread(std::move(run)));
  }
  void finish(const std::shared_ptr<Job>& job) {
    const auto found = running_.find(job);
    if (found == running_.end()) return;
    found->second.join();
    running_.erase(found);
  }

 private:
  std::map<std::shared_ptr<Job>, std::thread> running_;
};

struct Shared {
  Threads threads;
  Courtesy courtesy;
};

class RegistrationWork : public Work {
 public:
  explicit RegistrationWork(std::function<void(Reply)> reply) : reply_(std::move(reply)) {}
  RegistrationWork(const RegistrationWork&) = delete;
  RegistrationWork& operator=(const RegistrationWork&) = delete;
  ~RegistrationWork() override {
    for (const auto& job : jobs_) job->dropped = true;
  }

  void start(boost::asio::io_context& io, const std::shared_ptr<Shared>& shared, const Registries& registries,
             const std::string& ca_file, std::vector<Question> questions) {
    for (Question& question : questions) {
      const Registry registry = registries.of(question.name);
      if (registry.rdap.empty() && registry.whois.empty()) {
        reply_({std::move(question), Answer::unknown("no_database"), {}});
      } else if (shared->threads.full() || !shared->courtesy.may_ask(server_of(registry))) {
        reply_({std::move(question), Answer::unknown("limit"), {}});
      } else {
        run(io, shared, question, registry, ca_file);
      }
    }
  }

  Query ledger(const Question& question) const override {
    Query query = local_query(question, "nobody");
    if (const auto asked = asked_.find(question); asked != asked_.end()) {
      query.to = asked->second;
      query.reveals = "domain";
    }
    return query;
  }

 private:
  void run(boost::asio::io_context& io, const std::shared_ptr<Shared>& shared, const Question& question,
           const Registry& registry, const std::string& ca_file) {
    auto job = std::make_shared<Job>();
    job->question = question;
    job->registry = registry;
    job->ca_file = ca_file;
    job->deadline = Clock::now() + patience;
    asked_[question] = server_of(registry);
    jobs_.push_back(job);
    auto guard = boost::asio::make_work_guard(io);
    std::weak_ptr<Shared> weak_shared = shared;
    const auto done = [this, job, weak_shared, alive = std::weak_ptr<bool>(alive_)](const Answer& answer) {
      if (const auto owner = weak_shared.lock()) {
        owner->threads.finish(job);
        if (answer.reason == "limit") owner->courtesy.leave_alone(server_of(job->registry));
      }
      if (job->dropped || alive.expired()) return;
      const bool keep = answer.outcome != questions::Outcome::unknown;
      reply_({job->question, answer, !keep ? std::chrono::seconds(0) : answer.values.empty() ? kept_negative : kept});
    };
    shared->threads.start(job, [&io, job, done, guard = std::move(guard)]() mutable {
      Answer answer = job->registry.rdap.empty() ? ask_whois(*job) : ask_rdap(*job);
      boost::asio::post(io, [done, answer = std::move(answer)] { done(answer); });
      guard.reset();
    });
  }

  const std::function<void(Reply)> reply_;
  std::vector<std::shared_ptr<Job>> jobs_;
  std::map<Question, std::string> asked_;
  std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
};

class RegistrationHandler : public Handler {
 public:
  RegistrationHandler(boost::asio::io_context& io, const Settings& settings)
      : io_(io), ca_file_(settings.ca_file), registries_(settings.rdap_bootstrap, settings.whois_servers) {}

  bool uses_network() const override { return true; }

  std::unique_ptr<Work> start(std::vector<Question> questions, std::function<void(Reply)> reply) override {
    auto work = std::make_unique<RegistrationWork>(std::move(reply));
    work->start(io_, shared_, registries_, ca_file_, std::move(questions));
    return work;
  }

 private:
  boost::asio::io_context& io_;
  const std::string ca_file_;
  const Registries registries_;
  const std::shared_ptr<Shared> shared_ = std::make_shared<Shared>();
};

}  // namespace

std::unique_ptr<Handler> make_registration_handler(boost::asio::io_context& io, const Settings& settings) {
  return std::make_unique<RegistrationHandler>(io, settings);
}

}  // namespace mekiki::lookups
