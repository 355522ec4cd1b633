// Names and contents that a shared store must not be able to read: HMAC-SHA-256 (RFC 2104) and AES-256-GCM, both with
// keys made from one secret. A content is bound to its name: put under another one it does not open.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace mekiki::lookups {

class Seal {
 public:
  // An empty secret hides nothing from anyone who knows this program; it still finds damage.
  explicit Seal(std::string_view secret);

  // 32 hexadecimal digits.
  [[nodiscard]] std::string name(std::string_view text) const;
  // nullopt: no randomness, or no memory.
  [[nodiscard]] std::optional<std::string> close(std::string_view name, std::string_view content) const;
  // nullopt: not sealed with this secret under this name.
  [[nodiscard]] std::optional<std::string> open(std::string_view name, std::string_view sealed) const;

 private:
  std::array<unsigned char, 32> for_names_{};
  std::array<unsigned char, 32> for_contents_{};
};

}  // namespace mekiki::lookups
