#include "message/received.h"

#include "message/dates.h"

namespace mekiki::message {

Received parse_received(std::string_view value) {
  Received received;
  const std::size_t semicolon = value.rfind(';');
  if (semicolon != std::string_view::npos) received.time = parse_date(value.substr(semicolon + 1));
  return received;
}

}  // namespace mekiki::message
