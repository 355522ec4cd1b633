#include "authentication/authentication.h"

#include <algorithm>
#include <utility>

#include "authentication/differences.h"
#include "authentication/privacy.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "names/domain.h"

namespace mekiki::authentication {
namespace {

constexpr std::int64_t seconds_a_day = 86400;

std::string canonical_domain(const std::string& domain) {
  const auto ascii = names::to_ascii(domain);
  return ascii ? *ascii : ascii_lower(domain);
}

bool same_organisation(const std::string& a, const std::string& b) {
  return !a.empty() && !b.empty() && names::organisation_domain(a) == names::organisation_domain(b);
}

// More than one address of different domains in From: nobody can tell which of them the reader takes for the author.
bool has_several_authors(const message::Message& message) {
  std::string first;
  for (const message::AddressField& field : message.from) {
    for (const message::Mailbox& mailbox : field.mailboxes) {
      if (mailbox.domain.empty()) continue;
      const std::string domain = canonical_domain(mailbox.domain);
      if (first.empty()) first = domain;
      if (domain != first) return true;
    }
  }
  return false;
}

// The envelope sender: what the border wrote down itself, else the Return-Path that delivery put on top.
std::optional<std::string> envelope_sender(const message::Message& message, const results::Border& border) {
  if (border.received && *border.received < message.received.size()) {
    const std::string& written = message.received[*border.received].envelope_from;
    if (!written.empty()) return written;
  }
  if (message.first("Return-Path") == nullptr) return std::nullopt;
  if (message.return_path.mailboxes.empty()) return std::string();
  return message.return_path.mailboxes.front().address();
}

// A signature that says nothing about what the reader sees is no confirmation of it.
bool covers_the_mail(const dkim::SignatureResult& signature) {
  const auto& left_out = signature.unsigned_headers;
  return signature.body_unsigned == 0 && !signature.testing &&
         std::find(left_out.begin(), left_out.end(), "subject") == left_out.end();
}

void confirm_by_own_check(const Prepared& prepared, Authentication& found) {
  const bool by_record = found.dmarc.result == dmarc::Result::pass;
  const bool without = found.dmarc.result == dmarc::Result::none && found.dmarc.reason == "no_record";
  if (!by_record && !without) return;
  for (const dkim::SignatureResult& signature : found.dkim.signatures) {
    if (signature.result != dkim::Result::pass || !covers_the_mail(signature)) continue;
    // Where the record wants the very name (adkim=s), its sub-domains do not speak for it.
    if (!same_organisation(signature.domain, prepared.author)) continue;
    if (by_record && found.dmarc.strict_dkim && signature.domain != prepared.author) continue;
    found.confirmed = Confirmed{signature.domain, "dkim", true, {}};
    return;
  }
  const bool envelope = found.spf_evaluated && found.spf.result == spf::Result::pass && found.spf.worthless.empty();
  if (!envelope || !(by_record ? found.dmarc.aligned_spf : same_organisation(found.spf.domain, prepared.author)))
    return;
  found.confirmed = Confirmed{found.spf.domain, "spf", true, {}};
}

// What the server passed counts for the author's organisation, as far as our own check can tell.
bool counts(const results::Method& method, const Prepared& prepared, const Authentication& found) {
  if (method.result != "pass" || !same_organisation(method.domain, prepared.author)) return false;
  if (method.method == "spf") {
    return !(found.spf_evaluated && found.spf.domain == method.domain && !found.spf.worthless.empty());
  }
  if (method.method != "dkim") return false;
  if (method.algorithm == "rsa-sha1") return false;
  // Every signature that it may speak of is worth nothing.
  bool any = false;
  for (const dkim::SignatureResult& signature : found.dkim.signatures) {
    if (server_result(found.results, signature) != &method) continue;
    if (!is_undermined(signature)) return true;
    any = true;
  }
  return !any;
}

void confirm_by_server(const Prepared& prepared, Authentication& found) {
  const auto& trusted = found.results.trusted;
  const auto speaks_of_author = [&](const results::Method& method) {
    return (method.method == "dkim" || method.method == "spf") && method.result == "pass" &&
           same_organisation(method.domain, prepared.author);
  };
  const auto good = [&](const results::Method& method) { return counts(method, prepared, found); };
  // A pass of DMARC rests on one of the others; where the server wrote them down, one of them has to count.
  const bool rests_on_nothing = std::any_of(trusted.begin(), trusted.end(), speaks_of_author) &&
                                std::none_of(trusted.begin(), trusted.end(), good);
  const results::Method* dmarc = found.results.find("dmarc");
  // Said both ways, by whatever means the sender got a word of his in: not confirmed.
  const bool denied = std::any_of(trusted.begin(), trusted.end(), [](const results::Method& method) {
    return method.method == "dmarc" && method.result == "fail";
  });
  if (rests_on_nothing || denied) return;
  if (dmarc != nullptr && dmarc->result == "pass" && (dmarc->domain.empty() || dmarc->domain == prepared.author)) {
    found.confirmed = Confirmed{prepared.author, "dmarc", false, dmarc->authserv_id};
    return;
  }
  for (const char* const word : {"dkim", "spf"}) {
    for (const results::Method& method : trusted) {
      if (method.method != word || !good(method)) continue;
      found.confirmed = Confirmed{method.domain, method.method, false, method.authserv_id};
      return;
    }
  }
}

// Not asked for: the name would tell the signer who opens the mail.
void leave_out_personal(const std::vector<std::string>& readers, Prepared& prepared) {
  for (dkim::Signature& signature : prepared.signatures.list) {
    if (!signature.error.empty()) continue;
    const std::string name = signature.selector + "._domainkey." + signature.domain;
    if (signature.selector.size() > limits::dkim_selector_bytes || holds_address(name, readers)) {
      signature.error = "personal";
    }
  }
  const std::string& sender = prepared.envelope.mail_from;
  if (prepared.spf_missing.empty() && holds_address(ascii_lower(sender.substr(sender.rfind('@') + 1)), readers)) {
    prepared.spf_missing = "personal";
  }
  const std::string helo = ascii_lower(prepared.envelope.helo);
  const bool is_name = helo.find('.') != std::string::npos && helo.front() != '[';
  prepared.ask_helo = !prepared.envelope.ip.empty() && is_name && !sender.empty() && !holds_address(helo, readers);
}

dmarc::Request dmarc_request(const Prepared& prepared, const Authentication& found) {
  dmarc::Request request;
  request.author = prepared.author;
  request.several_authors = prepared.several_authors;
  request.spf.domain = found.spf.domain;
  if (!found.spf_evaluated) {
    request.spf.unknown = prepared.spf_missing;
  } else if (found.spf.result == spf::Result::unknown || found.spf.result == spf::Result::temperror) {
    request.spf.unknown = found.spf.reason;
  } else {
    request.spf.authenticated = found.spf.result == spf::Result::pass;
  }
  for (const dkim::SignatureResult& signature : found.dkim.signatures) {
    dmarc::Identifier signer{signature.domain, signature.result == dkim::Result::pass, {}};
    if (signature.result == dkim::Result::unknown || signature.result == dkim::Result::temperror) {
      signer.unknown = signature.reason;
    }
    request.dkim.push_back(std::move(signer));
  }
  return request;
}

}  // namespace

Prepared prepare(const message::Message& message, const Surroundings& surroundings) {
  Prepared prepared;
  dkim::SignedMail mail(message.raw);
  prepared.signatures = dkim::parse_and_hash(mail);
  prepared.chain = arc::parse_and_hash(mail);
  prepared.results = results::judge(message, surroundings.border);
  prepared.author = surroundings.author;
  prepared.several_authors = has_several_authors(message);
  prepared.now = surroundings.now;
  prepared.mailing_list = message.first("List-Id") != nullptr || message.first("List-Post") != nullptr;
  const results::Border& border = surroundings.border;
  if (border.received && *border.received < message.received.size()) {
    prepared.received = message.received[*border.received].time;
    prepared.envelope.receiver = message.received[*border.received].by;
  }
  prepared.written = prepared.received ? prepared.received : message.date;
  const auto sender = envelope_sender(message, border);
  if (surroundings.ip.empty()) {
    prepared.spf_missing = "no_ip";
  } else if (!sender) {
    prepared.spf_missing = "no_envelope";
  }
  prepared.envelope.ip = surroundings.ip;
  prepared.envelope.mail_from = sender.value_or("");
  prepared.envelope.helo = surroundings.helo;
  prepared.envelope.now = surroundings.now;
  // Senders put the reader's own address into the local part, to know whose mail comes back.
  prepared.envelope.ask_local_part = false;
  std::vector<std::string> readers = surroundings.readers;
  for (const message::Mailbox& reader : message.to.mailboxes) {
    if (readers.size() < limits::report_links) readers.push_back(reader.address());
  }
  leave_out_personal(readers, prepared);
  prepared.carries_indicator = message.first("BIMI-Indicator") != nullptr;
  return prepared;
}

Authentication authenticate(const Prepared& prepared, questions::Inquiry& inquiry) {
  Authentication found;
  found.results = prepared.results;
  if (prepared.spf_missing.empty()) {
    found.spf = spf::check_host(prepared.envelope, inquiry);
    found.spf_evaluated = true;
  } else {
    found.spf.result = spf::Result::unknown;
    found.spf.reason = prepared.spf_missing;
  }
  if (prepared.ask_helo) {
    spf::Request server = prepared.envelope;
    server.mail_from.clear();
    found.helo = spf::check_host(server, inquiry);
  }
  found.dkim = dkim::verify(prepared.signatures, inquiry, {prepared.now, prepared.received});
  found.arc = arc::verify(prepared.chain, inquiry);
  found.dmarc = dmarc::evaluate(dmarc_request(prepared, found), inquiry);
  if (!prepared.author.empty() && !prepared.several_authors) {
    found.indicator = dmarc::find_indicator(prepared.author, names::organisation_domain(prepared.author), inquiry);
    confirm_by_own_check(prepared, found);
    if (!found.confirmed) confirm_by_server(prepared, found);
  }
  found.differences = compare(prepared, found);
  found.carries_indicator = prepared.carries_indicator;
  const results::Method* indicator = found.results.find("bimi");
  found.indicator_confirmed = indicator != nullptr && indicator->result == "pass";
  if (prepared.written && *prepared.written <= prepared.now) {
    found.age_days = (prepared.now - *prepared.written) / seconds_a_day;
  }
  return found;
}

void warm_up() { dkim::warm_up(); }

}  // namespace mekiki::authentication
