// The live side of the questions: DNS, databases of places, and what is remembered of earlier answers.
#pragma once

#include <boost/asio/io_context.hpp>
#include <memory>
#include <vector>

#include "lookups/answerer.h"
#include "lookups/place.h"
#include "lookups/settings.h"

namespace mekiki::lookups {

struct LookupState;

// What outlives one examination: the open databases and the cache. Single-threaded: everything happens on the
// thread that runs the io_context.
class Lookups {
 public:
  Lookups(boost::asio::io_context& io, const Settings& settings);
  ~Lookups();
  Lookups(const Lookups&) = delete;
  Lookups& operator=(const Lookups&) = delete;

  // The answerer of one examination: settings.examination_timeout runs from its first question (after that only what
  // is known without the network is answered, the rest is unknown("timeout")), and cancel() concerns only it.
  // Destroying it drops what is in flight: its `done` is not called any more. It may outlive *this.
  std::unique_ptr<Answerer> examination();
  // The same for any number of examinations together, without the common deadline: each question still has its own.
  std::unique_ptr<Answerer> shared();

  // Opens the databases if that has not happened yet.
  std::vector<PlaceDatabase> place_databases();

 private:
  std::shared_ptr<LookupState> state_;
};

// Lookups(io, settings).shared()
std::unique_ptr<Answerer> make_answerer(boost::asio::io_context& io, const Settings& settings);

}  // namespace mekiki::lookups
