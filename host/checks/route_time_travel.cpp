// Times that cannot be: the mail was written, or passed on, well after it had arrived. Clocks are wrong and time zones
// are mistaken, so that less than a day and an hour says nothing.
#include "base/limits.h"
#include "base/utf8.h"
#include "checks/check.h"
#include "checks/support.h"

namespace mekiki::checks {
namespace {

constexpr std::int64_t hour = 3600;
constexpr std::int64_t day = 24 * hour;
constexpr std::int64_t tolerance = day + hour;  // a time zone read with the wrong sign is 24 hours at most (RFC 5322)
constexpr std::int64_t beyond_error = 7 * day;  // a clock so wrong shows in everything its computer does
constexpr std::int64_t clock_never_set = std::int64_t{20} * 365 * day;

// When the reader's side took the mail over; the time of the examination where it did not say.
std::int64_t arrival_of(const message::Message& message, const facts::Route& route,
                        const facts::Circumstances& circumstances) {
  const message::Received* line = facts::boundary_of(message, route);
  return line != nullptr && line->time ? *line->time : circumstances.now;
}

void add(Sink& sink, const char* variant, std::int64_t ahead, Evidence evidence) {
  Finding finding;
  finding.variant = variant;
  finding.severity = ahead >= beyond_error && ahead < clock_never_set ? Severity::medium : Severity::weak;
  finding.parameters["days"] = std::to_string((ahead + day / 2) / day);
  finding.evidence.push_back(std::move(evidence));
  sink.add(std::move(finding));
}

void examine(const message::Message& message, const facts::Route& route, const facts::Circumstances& circumstances,
             Sink& sink) {
  const std::int64_t arrival = arrival_of(message, route, circumstances);
  if (arrival <= 0) return;
  if (message.date && *message.date - arrival > tolerance) {
    return add(sink, "", *message.date - arrival, evidence_of_header(message, "Date"));
  }
  for (const facts::Hop& hop : route.hops) {
    const message::Received& line = message.received[hop.received];
    if (hop.trusted || !line.time || *line.time - arrival <= tolerance) continue;
    const message::HeaderField& field = message.headers[line.field];
    return add(sink, "passed_on_later", *line.time - arrival,
               {"header:Received", shorten(field.value, limits::excerpt_bytes), field.span});
  }
}

}  // namespace

extern const Check route_time_travel;
const Check route_time_travel = make<examine>();

}  // namespace mekiki::checks
