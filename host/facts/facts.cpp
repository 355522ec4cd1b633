#include "facts/facts.h"

#include "html/document.h"
#include "text/phrases.h"

namespace mekiki::facts {

Facts establish(message::Message message, Circumstances circumstances) {
  Facts facts;
  facts.message = std::move(message);
  facts.circumstances = std::move(circumstances);
  facts.texts = establish_texts(facts.message);
  facts.sender = establish_sender(facts.message);
  facts.bulk = establish_bulk(facts.message);
  facts.route = establish_route(facts.message, facts.circumstances.own_servers);
  facts.claims = establish_claims(facts.message, facts.texts, facts.sender);
  facts.links = establish_links(facts.message, facts.texts);
  facts.demands = establish_demands(facts.texts);
  facts.stamps = establish_stamps(facts.message);
  return facts;
}

void warm_up() {
  text::warm_up();
  warm_up_claims();
  html::read_document("<p>&amp;<a href='https://example.com/'>x</a></p>");
}

}  // namespace mekiki::facts
