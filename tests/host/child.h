// A program under test with pipes to its standard streams. Everything waits for a bounded time.
#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mekiki::test {

using Milliseconds = std::chrono::milliseconds;

class Child {
 public:
  Child(const std::string& program, const std::vector<std::string>& arguments,
        const std::map<std::string, std::string>& environment = {});
  ~Child();  // kills it
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  // False if it no longer reads. Reads its output meanwhile, so that neither waits for the other for ever.
  bool write(std::string_view bytes);
  void close_input();
  // Exactly so many bytes, or nothing if they do not come in time.
  std::optional<std::string> read(std::size_t bytes, Milliseconds patience);
  // All there is until it closes its output.
  std::string read_to_end(Milliseconds patience);
  // As of waitpid(2); nothing if it is still there.
  std::optional<int> wait(Milliseconds patience);
  void signal(int number) const;
  [[nodiscard]] int id() const { return id_; }

  // What /proc says of it: the ids of its children, zombies included, and how many descriptors it has open.
  [[nodiscard]] std::vector<int> children() const;
  [[nodiscard]] std::vector<int> zombies() const;
  [[nodiscard]] std::size_t descriptors() const;

 private:
  bool take_output(Milliseconds patience);

  int id_ = -1;
  int input_ = -1;
  int output_ = -1;
  std::string pending_;
  std::optional<int> status_;
};

// Neither gone nor a zombie.
bool is_running(int id);

// Until `condition` holds.
template <class Condition>
bool eventually(Condition condition, Milliseconds patience = Milliseconds(5000));

}  // namespace mekiki::test

#include <thread>

template <class Condition>
bool mekiki::test::eventually(Condition condition, Milliseconds patience) {
  const auto end = std::chrono::steady_clock::now() + patience;
  while (!condition()) {
    if (std::chrono::steady_clock::now() > end) return false;
    std::this_thread::sleep_for(Milliseconds(5));
  }
  return true;
}
