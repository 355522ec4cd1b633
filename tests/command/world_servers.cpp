#include "world_servers.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <set>
#include <sstream>

namespace mekiki::command {
namespace {

namespace fs = std::filesystem;

constexpr const char* root_zone = R"($ORIGIN .
$TTL 300
. SOA ns.test. host.test. 1 3600 600 86400 60
. NS ns.test.
ns.test. A 127.0.0.1
jp. NS ns.test.
hr. NS ns.test.
50.84.227.222.in-addr.arpa. PTR mta-sp-w02.biglobe.ne.jp.
)";
// A mail domain without an address of its own, as the analyst found it, and the server that handed the mail over.
constexpr const char* jp_zone = R"($ORIGIN jp.
$TTL 300
@ SOA ns.test. host.test. 1 3600 600 86400 60
@ NS ns.test.
mue.biglobe.ne MX 10 rcvgw.biglobe.ne.jp.
mta-sp-w02.biglobe.ne A 222.227.84.50
)";
constexpr const char* hr_zone = R"($ORIGIN hr.
$TTL 300
@ SOA ns.test. host.test. 1 3600 600 86400 60
@ NS ns.test.
cpkagoya.ho61v7smlr.free A 198.96.155.3
)";

sockaddr_in loopback(int port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return address;
}

bool is_free(int port, int type) {
  const int socket = ::socket(AF_INET, type | SOCK_CLOEXEC, 0);
  const sockaddr_in address = loopback(port);
  const bool free = ::bind(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
  ::close(socket);
  return free;
}

// The first of three free ports in a row.
int free_ports() {
  for (int port = 20000 + static_cast<int>(getpid() % 5000) * 3; port < 60000; port += 3) {
    bool all = true;
    for (int i = 0; i < 3; ++i) all = all && is_free(port + i, SOCK_STREAM) && is_free(port + i, SOCK_DGRAM);
    if (all) return port;
  }
  return 0;
}

// Whether the server on the port says anything about the name.
bool answers(int port, const std::string& name) {
  std::string query("\x12\x34\x01\x00\x00\x01\x00\x00\x00\x00\x00\x00", 12);
  std::istringstream labels(name);
  for (std::string label; std::getline(labels, label, '.');) query += static_cast<char>(label.size()) + label;
  query += std::string("\0\0\1\0\1", 5);
  const int socket = ::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  const sockaddr_in address = loopback(port);
  ::sendto(socket, query.data(), query.size(), 0, reinterpret_cast<const sockaddr*>(&address), sizeof address);
  pollfd wait{socket, POLLIN, 0};
  std::array<char, 512> reply{};
  const bool answered = ::poll(&wait, 1, 300) > 0 && ::recv(socket, reply.data(), reply.size(), 0) > 12;
  ::close(socket);
  return answered && (reply[3] & 15) == 0;
}

std::string path_of(const std::string& program) {
  for (const char* folder : {"/usr/sbin/", "/usr/bin/", "/usr/local/sbin/", "/usr/local/bin/"}) {
    if (::access((folder + program).c_str(), X_OK) == 0) return folder + program;
  }
  return {};
}

}  // namespace

Service::Service(std::vector<std::string> command) {
  std::vector<char*> words;
  for (std::string& word : command) words.push_back(word.data());
  words.push_back(nullptr);
  pid_ = fork();
  if (pid_ != 0) return;
  const int null = ::open("/dev/null", O_RDWR);
  for (const int descriptor : {0, 1, 2}) ::dup2(null, descriptor);
  ::setpgid(0, 0);
  execv(words[0], words.data());
  _exit(127);
}

Service::~Service() {
  if (pid_ <= 0) return;
  ::kill(-pid_, SIGKILL);  // its own group: it and its children
  ::kill(pid_, SIGKILL);
  ::waitpid(pid_, nullptr, 0);
}

LineServer::LineServer(std::string answer) : answer_(std::move(answer)) {
  socket_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address = loopback(0);
  socklen_t size = sizeof address;
  ::bind(socket_, reinterpret_cast<const sockaddr*>(&address), size);
  ::listen(socket_, 16);
  ::getsockname(socket_, reinterpret_cast<sockaddr*>(&address), &size);
  port_ = ntohs(address.sin_port);
  thread_ = std::thread([this] { serve(); });
}

LineServer::~LineServer() {
  ending_ = true;
  thread_.join();
  ::close(socket_);
}

std::vector<std::string> LineServer::heard() {
  const std::lock_guard lock(mutex_);
  return heard_;
}

void LineServer::serve() {
  while (!ending_) {
    pollfd wait{socket_, POLLIN, 0};
    if (::poll(&wait, 1, 50) <= 0) continue;
    const int peer = ::accept4(socket_, nullptr, nullptr, SOCK_CLOEXEC);
    std::string line;
    for (char c = 0; c != '\n' && line.size() < 1000 && ::recv(peer, &c, 1, 0) == 1;) line += c;
    {
      const std::lock_guard lock(mutex_);
      heard_.push_back(line);
    }
    ::send(peer, answer_.data(), answer_.size(), MSG_NOSIGNAL);
    ::close(peer);
  }
}

std::string World::missing() {
  std::string missing;
  for (const char* program : {"nsd", "unbound", "rbldnsd"}) {
    if (path_of(program).empty()) missing += (missing.empty() ? "" : " ") + std::string(program);
  }
  return missing;
}

void World::write(const std::string& name, const std::string& content) const {
  std::ofstream(folder_ / name, std::ios::binary) << content;
}

void World::write_zones() const {
  write("root.zone", root_zone);
  write("jp.zone", jp_zone);
  write("hr.zone", hr_zone);
  // With a SOA, so that what is not listed may be kept (RFC 2308).
  const std::string head = "$SOA 300 ns.test host.test 1 600 300 86400 300\n$NS 300 ns.test\n";
  write("addresses.txt", head + ":127.0.0.2:Listed\n127.0.0.2\n222.227.84.50\n");
  write("names.txt", head + ":127.0.1.2:Listed\ntest\n");
}

void World::write_settings() const {
  const std::string folder = folder_.string();
  std::string nsd = "server:\n  ip-address: 127.0.0.1@" + std::to_string(port_) +
                    "\n  username: \"\"\n  chroot: \"\"\n  zonesdir: \"" + folder + "\"\n  pidfile: \"" + folder +
                    "/nsd.pid\"\n  xfrdfile: \"" + folder + "/xfrd.state\"\n  zonelistfile: \"" + folder +
                    "/zone.list\"\n  logfile: \"" + folder +
                    "/nsd.log\"\n  server-count: 1\nremote-control:\n  control-enable: no\n";
  for (const auto& [zone, file] : {std::pair{".", "root"}, {"jp", "jp"}, {"hr", "hr"}}) {
    nsd += std::string("zone:\n  name: \"") + zone + "\"\n  zonefile: \"" + file + ".zone\"\n";
  }
  write("nsd.conf", nsd);
  std::string unbound = "server:\n  interface: 127.0.0.1@" + std::to_string(port_ + 1) +
                        "\n  port: " + std::to_string(port_ + 1) +
                        "\n  username: \"\"\n  chroot: \"\"\n  directory: \"" + folder + "\"\n  pidfile: \"" + folder +
                        "/unbound.pid\"\n  use-syslog: no\n  logfile: \"" + folder +
                        "/unbound.log\"\n  log-queries: yes\n  do-not-query-localhost: no\n  do-daemonize: no\n"
                        "  module-config: \"iterator\"\n  num-threads: 1\n  local-zone: \"invalid.\" transparent\n"
                        "  local-zone: \"test.\" transparent\nremote-control:\n  control-enable: no\n";
  const auto stub = [&unbound](const std::string& zone, int port) {
    unbound += "stub-zone:\n  name: \"" + zone + "\"\n  stub-addr: 127.0.0.1@" + std::to_string(port) + "\n";
  };
  for (const char* zone : {".", "jp", "hr"}) stub(zone, port_);
  for (const char* zone : {"ip.lists.test", "domain.lists.test"}) stub(zone, port_ + 2);
  write("unbound.conf", unbound);
}

World::World(const fs::path& folder) : folder_(folder), port_(free_ports()) {
  fs::create_directories(folder_);
  fs::permissions(folder_, fs::perms(0755));
  write_zones();
  write_settings();
  services_.push_back(
      std::make_unique<Service>(std::vector<std::string>{path_of("nsd"), "-d", "-c", (folder_ / "nsd.conf").string()}));
  services_.push_back(std::make_unique<Service>(
      std::vector<std::string>{path_of("unbound"), "-d", "-c", (folder_ / "unbound.conf").string()}));
  std::vector<std::string> lists{path_of("rbldnsd"), "-n", "-b", "127.0.0.1/" + std::to_string(port_ + 2)};
  if (::geteuid() == 0) lists.insert(lists.end(), {"-u", "nobody"});  // it refuses to stay root
  lists.push_back("ip.lists.test:ip4set:" + (folder_ / "addresses.txt").string());
  lists.push_back("domain.lists.test:dnset:" + (folder_ / "names.txt").string());
  services_.push_back(std::make_unique<Service>(std::move(lists)));
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(15);
  while (!ready_ && std::chrono::steady_clock::now() < end) {
    ready_ = answers(port_, "mta-sp-w02.biglobe.ne.jp") && answers(port_ + 2, "2.0.0.127.ip.lists.test") &&
             answers(port_ + 1, "ns.test");
    if (!ready_) std::this_thread::sleep_for(std::chrono::milliseconds(100));
  }
}

std::string World::resolver() const { return "127.0.0.1:" + std::to_string(port_ + 1); }

// "[1700000000] unbound[1:0] info: 127.0.0.1 mue.biglobe.ne.jp. MX IN"
std::vector<std::string> World::asked_of_resolver() const {
  std::ifstream log(folder_ / "unbound.log");
  std::set<std::string> asked;
  for (std::string line; std::getline(log, line);) {
    const std::size_t at = line.find("info: 127.0.0.1 ");
    if (at == std::string::npos) continue;
    std::istringstream words(line.substr(at + 16));
    std::string name;
    std::string type;
    words >> name >> type;
    if (name.ends_with('.')) name.pop_back();
    asked.insert(name + " " + type);
  }
  return {asked.begin(), asked.end()};
}

}  // namespace mekiki::command
