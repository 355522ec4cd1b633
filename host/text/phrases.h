// Phrase knowledge: what a mail says happened, what it demands, what it threatens, and until when.
// The data is knowledge/phrases/*.json; a phrase is one or more pieces, in order, with a short gap between
// them ("..") or none but a blank ("~"), and a piece is one of several words ("verify|confirm").
#pragma once

#include <string_view>
#include <vector>

#include "base/normalise.h"
#include "base/span.h"

namespace mekiki::text {

enum class PhraseKind {
  // what happened
  account_problem,  // locked, restricted, unusual sign-in
  mailbox_problem,  // quota, held or undelivered mail, password expiry of a mailbox
  outage,           // the service itself is said to be down
  payment_problem,  // a payment failed, a card must be renewed
  parcel_problem,   // a parcel cannot be delivered
  tax_notice,       // tax due, seizure
  refund,           // money is to come back
  prize,            // won, chosen, reward, survey
  points,           // points expire, are to be exchanged
  invoice,          // an invoice or order the reader does not know
  renewal,          // a subscription renewed or to be renewed
  extortion,        // we have recorded you
  advance_fee,      // inheritance, fund, donation
  crypto_offer,     // airdrop, wallet, bitcoin balance
  windfall,         // money lies ready: a balance, a payout, a withdrawal to confirm
  job_offer,        // easy work at home
  acquaintance,     // romance, a stranger's friendly approach
  document,         // a document, voicemail or fax waits
  security_scare,   // viruses found, protection expired
  bargain,          // a price cut, a quote, a limited offer: advertising
  // what is demanded
  log_in,       // log in here
  verify,       // confirm identity, update information
  password,     // passwords, one-time codes
  card,         // card or account numbers
  pay,          // transfer, pay, deposit
  pay_crypto,   // pay in bitcoin
  gift_card,    // buy gift cards and send the codes
  bank_change,  // our bank account has changed
  call,         // call this number
  open_attachment,
  click,          // click the link or the button
  reply_details,  // reply with name, address, number
  messenger,      // go on in a messenger: Telegram, WhatsApp, LINE
  scan_code,      // scan this code with the telephone
  seed_phrase,    // the words that open a wallet
  dispute,        // "if you did not authorise this": whoever objects shall get in touch
  // pressure
  threat,    // suspension, deletion, legal steps
  deadline,  // within 24 hours, today, immediately
  secrecy,   // tell nobody
  // tone
  service_greeting,  // "thank you for using ..." with the name of the service beside it
  impersonal,        // dear customer, dear user
  no_reply,          // do not reply to this mail
  unsubscribe,       // how to leave the list
  vouching,          // the mail calls itself trusted, or asks to be taken out of the spam folder
};

std::string_view to_string(PhraseKind kind);

struct PhraseHit {
  PhraseKind kind = PhraseKind::click;
  Span span;  // in the normalised text
};

// In order of place; at most one hit per kind and place, and a bounded number per kind.
std::vector<PhraseHit> find_phrases(std::string_view normalised_text);

// Builds the automaton before the first mail is read.
void warm_up();

}  // namespace mekiki::text
