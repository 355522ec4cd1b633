// Who the technical traces say sent the mail.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "message/message.h"
#include "names/domain.h"
#include "names/organisations.h"

namespace mekiki::facts {

struct Sender {
  message::Mailbox from;     // of the From that Thunderbird shows
  std::string domain;        // A-labels; empty if there is none
  std::string organisation;  // registrable domain
  const names::Owner* owner = nullptr;
  const names::Brand* brand = nullptr;  // the brand that sends from this domain
  std::string envelope_domain;          // of Return-Path
  std::string reply_domain;             // of the first Reply-To that differs from From; empty otherwise
  std::string message_id_domain;
  std::string list_author;         // address before a mailing list rewrote From (X-Original-From, Reply-To), or empty
  bool list_rewrote_from = false;  // "... via <list>" with a list's address
  bool anyone_can_have_address = false;  // free mail or a provider's mailbox
};

Sender establish_sender(const message::Message& message);

// The bulk mail signs a mail carries.
struct Bulk {
  bool list_unsubscribe = false;
  bool mailing_list = false;  // List-Id, List-Post, Mailing-List, or Precedence: list
  bool discussion = false;    // handed on by a list: it is addressed to the list that List-Id or List-Post names
  bool automatic = false;     // Auto-Submitted, Precedence: bulk, a bounce, a report
};
Bulk establish_bulk(const message::Message& message);

}  // namespace mekiki::facts
