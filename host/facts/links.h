// Where the links really lead: every address in the mail, taken apart, unwrapped and drawn.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/span.h"
#include "facts/attachments.h"
#include "facts/texts.h"
#include "facts/written.h"
#include "html/document.h"
#include "message/message.h"
#include "names/domain.h"
#include "names/organisations.h"
#include "names/randomness.h"
#include "names/url.h"

namespace mekiki::facts {

// Where the mail carries the address: in its text, in a page that came as a file, in a code in a picture.
enum class LinkSource { text, attachment, code };

enum class PieceKind { plain, owner, renter, decoration };

struct Link {
  LinkSource source = LinkSource::text;
  std::string where;    // evidence place: "html:1.2" (the attribute in the source) or "text:1" (an address in the text)
  Span span;            // of the address there
  std::string text;     // the words of the mail on it
  std::string written;  // the address as written
  html::LinkKind kind = html::LinkKind::anchor;
  bool in_text = false;  // an address in plain text, not an element
  bool hidden = false;
  bool clickable = false;  // opens something on a click: anchor, area, form, text address (not a disfigured one)
  bool picture = false;    // the link is a picture
  Written as_written;      // how it is written, before parsing mends it
  bool escaped = false;    // its letters are written as character references

  bool web = false;            // http or https with a host; everything below is only set then
  names::Url url;              // as written, resolved against <base>
  names::Url target;           // innermost target after unwrapping; == url if nothing wraps it
  std::string unwrapped_from;  // host of the wrapper, or empty
  std::string host;            // of target
  names::DomainCut cut;
  const names::Owner* owner = nullptr;  // who owns the domain or the parent it is rented from
  const names::Brand* brand = nullptr;  // a brand that links there
  bool rented = false;                  // a name anyone can rent
  bool rented_by_structure = false;     // no list knows the parent: the shape says so
  std::string owner_domain;             // "free.hr", or the registrable domain
  std::string renter;                   // "ho61v7smlr" or empty
  std::string decoration;               // what only looks like an owner: "cpkagoya.", "/activemail.kagoya.com/"
  std::vector<std::pair<std::string, PieceKind>> drawn;  // the whole address in reading order
};

struct Links {
  std::vector<Link> all;
  // Indices of distinct clickable web targets, by host.
  std::vector<std::size_t> distinct;
};

Links establish_links(const message::Message& message, const Texts& texts, const Attachments& attachments);

// Letters and digits as nobody would name a thing: "ho61v7smlr".
using names::looks_random;

}  // namespace mekiki::facts
