#include "facts/sender.h"

#include "base/utf8.h"

namespace mekiki::facts {
namespace {

std::string canonical_domain(const std::string& domain) {
  const auto ascii = names::to_ascii(domain);
  return ascii ? *ascii : ascii_lower(domain);
}

std::string first_domain(const message::AddressField& field) {
  return field.mailboxes.empty() ? std::string{} : canonical_domain(field.mailboxes.front().domain);
}

// The address in a field that lists add when they rewrite From, e.g. X-Original-From.
std::string address_in(std::string_view value) {
  const std::size_t open = value.rfind('<');
  if (open != std::string_view::npos) {
    const std::size_t close = value.find('>', open);
    if (close == std::string_view::npos) return {};
    value = value.substr(open + 1, close - open - 1);
  }
  value = trim_ascii(value);
  return value.find('@') == std::string_view::npos ? std::string{} : std::string(value);
}

bool field_contains(const message::Message& message, std::string_view field, std::string_view word) {
  const message::HeaderField* found = message.first(field);
  return found != nullptr && ascii_lower(found->value).find(word) != std::string::npos;
}

std::string field_value(const message::Message& message, std::string_view name) {
  const message::HeaderField* field = message.first(name);
  return field == nullptr ? std::string{} : ascii_lower(field->value);
}

// Anybody can write List-Id (RFC 2919) into a mail; what a list hands on is addressed to the list: its address stands
// in List-Post (RFC 2369) or Mailing-List, or its domain within the List-Id.
bool is_addressed_to_list(const message::Message& message) {
  const std::string post = field_value(message, "List-Post") + " " + field_value(message, "Mailing-List");
  const std::string id = field_value(message, "List-Id");
  if (id.empty() && post.size() <= 1) return false;
  // A list that rewrites From ("Kenji via users") puts its own address there.
  if (!message.from.empty() && !message.from.front().mailboxes.empty()) {
    const message::Mailbox& from = message.from.front().mailboxes.front();
    const bool via = ascii_lower(from.display).find(" via ") != std::string::npos;
    if (via && id.find(ascii_lower(from.local) + "." + from.domain) != std::string::npos) return true;
  }
  for (const message::AddressField* field : {&message.to, &message.cc}) {
    for (const message::Mailbox& mailbox : field->mailboxes) {
      if (mailbox.domain.find('.') == std::string::npos) continue;
      if (post.find(ascii_lower(mailbox.address())) != std::string::npos) return true;
      if (id.find(ascii_lower(mailbox.local) + "." + mailbox.domain) != std::string::npos) return true;
      if (id.find("." + mailbox.domain) != std::string::npos) return true;
    }
  }
  return false;
}

}  // namespace

Sender establish_sender(const message::Message& message) {
  Sender sender;
  if (!message.from.empty() && !message.from.front().mailboxes.empty()) {
    sender.from = message.from.front().mailboxes.front();
  }
  sender.domain = canonical_domain(sender.from.domain);
  sender.organisation = names::organisation_domain(sender.domain);
  sender.owner = names::owner_of(sender.domain);
  sender.brand = names::brand_sending_from(sender.domain);
  sender.envelope_domain = first_domain(message.return_path);
  if (const std::string reply = first_domain(message.reply_to); !reply.empty() && reply != sender.domain) {
    sender.reply_domain = reply;
  }
  if (const std::size_t at = message.message_id.rfind('@'); at != std::string::npos) {
    sender.message_id_domain = canonical_domain(message.message_id.substr(at + 1));
  }
  for (const char* field : {"X-Original-From", "X-Original-Sender", "Original-From"}) {
    const message::HeaderField* found = message.first(field);
    if (found != nullptr && sender.list_author.empty()) sender.list_author = address_in(found->value);
  }
  const std::string display = ascii_lower(sender.from.display);
  sender.list_rewrote_from = display.find(" via ") != std::string::npos && establish_bulk(message).mailing_list;
  sender.anyone_can_have_address = sender.owner != nullptr && (sender.owner->kind == names::OwnerKind::free_mail ||
                                                               sender.owner->kind == names::OwnerKind::isp_mailbox);
  return sender;
}

Bulk establish_bulk(const message::Message& message) {
  Bulk bulk;
  bulk.list_unsubscribe = message.first("List-Unsubscribe") != nullptr;
  bulk.mailing_list = message.first("List-Id") != nullptr || message.first("List-Post") != nullptr ||
                      message.first("Mailing-List") != nullptr || field_contains(message, "Precedence", "list");
  bulk.discussion = is_addressed_to_list(message);
  const message::HeaderField* automatic = message.first("Auto-Submitted");
  bulk.automatic = (automatic != nullptr && ascii_lower(automatic->value) != "no") ||
                   field_contains(message, "Precedence", "bulk") ||
                   field_contains(message, "Content-Type", "multipart/report");
  return bulk;
}

}  // namespace mekiki::facts
