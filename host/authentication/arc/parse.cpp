#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <utility>

#include "authentication/arc/arc.h"
#include "authentication/dkim/body_match.h"
#include "authentication/dkim/tag_list.h"
#include "authentication/dkim/tags.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "message/authentication_results.h"

namespace mekiki::authentication::arc {
namespace {

using dkim::Canonicalisation;
using dkim::FieldKind;
using dkim::SignatureTags;
using dkim::SignedMail;

constexpr std::string_view results_name = "arc-authentication-results";
constexpr std::string_view message_name = "arc-message-signature";
constexpr std::string_view seal_name = "arc-seal";

// 1*2DIGIT, 1 to 50 (RFC 8617 section 4.2.1).
std::optional<unsigned> instance_number(std::string_view digits) {
  constexpr std::size_t longest = 2;
  if (digits.size() > longest) return std::nullopt;
  const auto number = dkim::read_number(digits);
  if (!number || *number < 1 || *number > limits::arc_instances) return std::nullopt;
  return static_cast<unsigned>(*number);
}

// The fields of one instance; by index into the header.
struct Places {
  std::optional<std::size_t> results, message, seal;
};

class Reader {
 public:
  Reader(SignedMail& mail, Chain& chain) : mail_(mail), chain_(chain) {}

  void read() {
    if (!collect() || !check_structure()) return;
    for (unsigned instance = 1; instance <= places_.size(); ++instance) read_set(instance);
    check_validation();
    check_tags();
    if (!chain_.error.empty()) return;
    check_body();
    digest_message();
    digest_seals();
  }

 private:
  // False once something is wrong; the first thing is kept.
  bool wrong(std::string_view error, unsigned instance = 0) {
    if (chain_.error.empty()) {
      chain_.error = error;
      chain_.error_instance = instance;
    }
    return false;
  }

  bool collect();
  bool place(std::optional<unsigned> instance, std::optional<std::size_t> Places::* which, std::size_t field);
  std::optional<unsigned> tag_instance(std::size_t field) const;
  bool check_structure();
  void read_set(unsigned instance);
  void check_validation();
  void check_tags();
  void check_body();
  void digest_message();
  void digest_seals();

  SignedMail& mail_;
  Chain& chain_;
  std::map<unsigned, Places> places_;
  std::vector<SignatureTags> seals_;  // by set
  SignatureTags message_;             // of the last set
};

// "i=1;" and what follows it (RFC 8617 section 4.1.1).
std::optional<std::pair<unsigned, std::string_view>> split_results(std::string_view value) {
  const std::size_t end = value.find(';');
  if (end == std::string_view::npos) return std::nullopt;
  const std::string_view tag = value.substr(0, end);
  const std::size_t equals = tag.find('=');
  if (equals == std::string_view::npos || dkim::trim_white(tag.substr(0, equals)) != "i") return std::nullopt;
  const auto instance = instance_number(dkim::trim_white(tag.substr(equals + 1)));
  if (!instance) return std::nullopt;
  return std::pair(*instance, value.substr(end + 1));
}

std::optional<unsigned> Reader::tag_instance(std::size_t field) const {
  const std::string_view value = mail_.value(field);
  if (value.size() > limits::header_field_bytes) return std::nullopt;
  const auto list = dkim::TagList::parse(value);
  const dkim::Tag* tag = list ? list->find("i") : nullptr;
  return tag ? instance_number(tag->value) : std::nullopt;
}

bool Reader::place(std::optional<unsigned> instance, std::optional<std::size_t> Places::* which, std::size_t field) {
  if (!instance) return wrong("structure");
  std::optional<std::size_t>& slot = places_[*instance].*which;
  if (slot) return wrong("structure", *instance);
  slot = field;
  return true;
}

bool Reader::collect() {
  const auto& results = mail_.named(results_name);
  const auto& messages = mail_.named(message_name);
  const auto& seals = mail_.named(seal_name);
  if (results.empty() && messages.empty() && seals.empty()) return false;
  if (mail_.header_cut()) return wrong("limit");
  if (std::max({results.size(), messages.size(), seals.size()}) > limits::arc_instances) return wrong("too_many");
  for (const std::size_t field : results) {
    const auto split = split_results(mail_.value(field));
    if (!place(split ? std::optional(split->first) : std::nullopt, &Places::results, field)) return false;
  }
  for (const std::size_t field : messages) {
    if (!place(tag_instance(field), &Places::message, field)) return false;
  }
  for (const std::size_t field : seals) {
    if (!place(tag_instance(field), &Places::seal, field)) return false;
  }
  return true;
}

// RFC 8617 section 5.2 step 3.A: complete sets, numbered 1 to N.
bool Reader::check_structure() {
  unsigned expected = 0;
  for (const auto& [instance, places] : places_) {
    if (instance != ++expected) return wrong("structure", expected);
    if (!places.results || !places.message || !places.seal) return wrong("structure", instance);
  }
  return true;
}

Sealed describe(const SignatureTags& tags) {
  Sealed sealed;
  sealed.domain = tags.domain;
  sealed.selector = tags.selector;
  sealed.algorithm = tags.algorithm;
  sealed.time = tags.time;
  sealed.signature = tags.signature;
  sealed.error = tags.error;
  // RFC 8301: rsa-sha1 is none of the algorithms of this protocol, which came after it.
  if (sealed.error.empty() && tags.hash == dkim::Hash::sha1) sealed.error = "algorithm";
  return sealed;
}

void Reader::read_set(unsigned instance) {
  const Places& places = places_.at(instance);
  Set set;
  set.instance = instance;
  const std::string_view seal = mail_.value(*places.seal);
  seals_.push_back(dkim::read_signature_tags(seal, FieldKind::arc_seal));
  set.seal = describe(seals_.back());
  if (const auto list = dkim::TagList::parse(seal)) {
    if (const dkim::Tag* validation = list->find("cv")) set.validation = validation->value;
  }
  message_ = dkim::read_signature_tags(mail_.value(*places.message), FieldKind::arc_message_signature);
  set.message = describe(message_);
  const auto split = split_results(mail_.value(*places.results));
  set.results = message::parse_authentication_results(to_valid_utf8(message::unfold(split->second)));
  set.results.field = *places.results;
  chain_.sets.push_back(std::move(set));
}

// RFC 8617 section 5.2 steps 2 and 3.B.
void Reader::check_validation() {
  const Set& last = chain_.sets.back();
  if (last.validation == "fail") wrong("sealed_as_failed", last.instance);
  for (const Set& set : chain_.sets) {
    if (set.validation != (set.instance == 1 ? "none" : "pass")) wrong("validation", set.instance);
  }
}

void Reader::check_tags() {
  const Set& last = chain_.sets.back();
  if (!last.message.error.empty()) wrong(last.message.error, last.instance);
  for (auto set = chain_.sets.rbegin(); set != chain_.sets.rend(); ++set) {
    if (!set->seal.error.empty()) wrong(set->seal.error, set->instance);
  }
}

void Reader::check_body() {
  Set& last = chain_.sets.back();
  last.body_intact = dkim::match_bodies(mail_, {&message_}).front() == dkim::BodyMatch::intact;
  if (!last.body_intact) wrong("body_hash", last.instance);
}

void Reader::digest_message() {
  Set& last = chain_.sets.back();
  const std::size_t field = *places_.at(last.instance).message;
  last.message.digest = dkim::digest(message_.hash, dkim::signed_header(mail_, field, message_));
}

// RFC 8617 section 5.1.1: a seal covers all sets up to its own, always in relaxed form.
void Reader::digest_seals() {
  std::string before;
  for (Set& set : chain_.sets) {
    const Places& places = places_.at(set.instance);
    mail_.append(before, *places.results, Canonicalisation::relaxed);
    mail_.append(before, *places.message, Canonicalisation::relaxed);
    const SignatureTags& tags = seals_[set.instance - 1];
    const std::size_t size = before.size();
    dkim::append_own_field(before, mail_, *places.seal, tags.signature_written, Canonicalisation::relaxed);
    set.seal.digest = dkim::digest(tags.hash, before);
    before.resize(size);
    mail_.append(before, *places.seal, Canonicalisation::relaxed);
  }
}

}  // namespace

Chain parse_and_hash(SignedMail& mail) {
  Chain chain;
  Reader(mail, chain).read();
  return chain;
}

Chain parse_and_hash(std::string_view raw) {
  SignedMail mail(raw);
  return arc::parse_and_hash(mail);
}

}  // namespace mekiki::authentication::arc
