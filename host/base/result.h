// Result<T>: a value or an Error. Errors carry a stable code and a detail for maintainers;
// the wording for readers lives in the texts (knowledge/texts), never here.
#pragma once

#include <string>
#include <utility>
#include <variant>

namespace mekiki {

struct Error {
  std::string code;    // stable, lower_snake_case, e.g. "not_a_mail"
  std::string detail;  // for maintainers and logs; may quote untrusted bytes

  bool operator==(const Error&) const = default;
};

template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : content_(std::move(value)) {}      // NOLINT(google-explicit-constructor)
  Result(Error error) : content_(std::move(error)) {}  // NOLINT(google-explicit-constructor)

  explicit operator bool() const { return content_.index() == 0; }
  [[nodiscard]] bool ok() const { return content_.index() == 0; }

  // Precondition: ok().
  T& operator*() & { return std::get<0>(content_); }
  const T& operator*() const& { return std::get<0>(content_); }
  T&& operator*() && { return std::get<0>(std::move(content_)); }
  T* operator->() { return &std::get<0>(content_); }
  const T* operator->() const { return &std::get<0>(content_); }

  // Precondition: !ok().
  [[nodiscard]] const Error& error() const { return std::get<1>(content_); }

 private:
  std::variant<T, Error> content_;
};

}  // namespace mekiki
