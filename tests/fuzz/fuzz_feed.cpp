// One line of a blocklist feed: whatever it is, what comes out is a canonical host, a range that is none backwards, or
// nothing.
#include "fuzz.h"
#include "lookups/feed_index.h"
#include "questions/question.h"

using mekiki::fuzz::promise;
using mekiki::lookups::FeedEntry;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const FeedEntry entry = mekiki::lookups::read_feed_line(mekiki::fuzz::text(data, size));
  if (entry.kind == FeedEntry::Kind::host || entry.kind == FeedEntry::Kind::page) {
    const mekiki::questions::Question question{mekiki::questions::Kind::list_domain, entry.host};
    promise(mekiki::questions::canonical(question) == question, "a host is canonical");
  }
  promise(entry.first4 <= entry.last4 && entry.first6 <= entry.last6, "a range runs forwards");
  return 0;
}
