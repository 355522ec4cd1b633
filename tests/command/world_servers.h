// A small Internet on loopback, made of real servers: nsd knows the names, rbldnsd the blocklists, unbound asks both
// for whoever asks it; a WHOIS server of ours answers for .hr. What each of them was asked can be read afterwards.
#pragma once

#include <atomic>
#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace mekiki::command {

// One program, ended with the object.
class Service {
 public:
  explicit Service(std::vector<std::string> command);
  ~Service();
  Service(const Service&) = delete;
  Service& operator=(const Service&) = delete;

 private:
  int pid_ = -1;
};

// Answers each line on a TCP port of loopback with a text.
class LineServer {
 public:
  explicit LineServer(std::string answer);
  ~LineServer();
  LineServer(const LineServer&) = delete;
  LineServer& operator=(const LineServer&) = delete;
  [[nodiscard]] int port() const { return port_; }
  std::vector<std::string> heard();

 private:
  void serve();

  const std::string answer_;
  int socket_ = -1;
  int port_ = 0;
  std::atomic<bool> ending_{false};
  std::mutex mutex_;
  std::vector<std::string> heard_;
  std::thread thread_;
};

class World {
 public:
  // Programs that are needed and are not installed, with blanks between; empty: all are there.
  static std::string missing();

  // Zones mirror the facts of the sample mail; started and answering when the constructor returns.
  explicit World(const std::filesystem::path& folder);

  [[nodiscard]] bool ready() const { return ready_; }
  [[nodiscard]] std::string resolver() const;  // "127.0.0.1:25354"
  // Names that the resolver was asked for, lower case, with their types ("A"), each once and sorted.
  [[nodiscard]] std::vector<std::string> asked_of_resolver() const;

 private:
  void write(const std::string& name, const std::string& content) const;
  void write_zones() const;
  void write_settings() const;

  std::filesystem::path folder_;
  int port_ = 0;  // of nsd; the two after it are unbound's and rbldnsd's
  bool ready_ = false;
  std::vector<std::unique_ptr<Service>> services_;
};

}  // namespace mekiki::command
