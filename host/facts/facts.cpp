#include "facts/facts.h"

#include "files/reader.h"
#include "html/document.h"
#include "text/phrases.h"

namespace mekiki::facts {

namespace {

authentication::Surroundings surroundings(const Facts& facts) {
  authentication::Surroundings around;
  around.ip = facts.route.handed_over_ip;
  around.author = facts.sender.domain;
  around.now = facts.circumstances.now;
  around.border.own_servers = facts.circumstances.own_servers;
  around.border.by_policy = facts.route.trust_reason == "policy";
  around.border.learned = facts.circumstances.learned_servers;
  around.border.by_memory = facts.route.trust_reason == "learned";
  around.readers = facts.circumstances.reader_addresses;
  if (facts.route.boundary >= 0) {
    around.border.received = facts.route.hops[static_cast<std::size_t>(facts.route.boundary)].received;
    around.helo = facts.message.received[*around.border.received].from_helo;
  }
  return around;
}

}  // namespace

Facts establish(message::Message message, Circumstances circumstances) {
  Facts facts;
  facts.message = std::move(message);
  facts.circumstances = std::move(circumstances);
  facts.texts = establish_texts(facts.message);
  facts.sender = establish_sender(facts.message);
  facts.bulk = establish_bulk(facts.message);
  facts.route = establish_route(facts.message, facts.circumstances.own_servers, facts.circumstances.learned_servers);
  facts.demands = establish_demands(facts.texts);
  facts.claims = establish_claims(facts.message, facts.texts, facts.sender, facts.demands);
  facts.attachments = establish_attachments(facts.message, facts.texts);
  facts.links = establish_links(facts.message, facts.texts, facts.attachments);
  facts.kinship = establish_kinship(facts.sender, facts.texts, facts.links);
  facts.stamps = establish_stamps(facts.message, facts.route);
  facts.authentication = authentication::prepare(facts.message, surroundings(facts));
  return facts;
}

void warm_up() {
  text::warm_up();
  warm_up_claims();
  authentication::warm_up();
  files::warm_up();
  html::read_document("<p>&amp;<a href='https://example.com/'>x</a></p>");
}

}  // namespace mekiki::facts
