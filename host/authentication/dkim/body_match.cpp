#include "authentication/dkim/body_match.h"

#include <algorithm>

#include "authentication/dkim/stamps.h"
#include "base/limits.h"

namespace mekiki::authentication::dkim {
namespace {

bool has_mangled_line(std::string_view body) {
  return body.starts_with(">From ") || body.find("\n>From ") != std::string_view::npos ||
         body.find("\n>>From ") != std::string_view::npos;
}

bool has_bare_cr(std::string_view body) {
  for (std::size_t at = body.find('\r'); at != std::string_view::npos; at = body.find('\r', at + 1)) {
    if (at + 1 == body.size() || body[at + 1] != '\n') return true;
  }
  return false;
}

// Ways to read the body; only `unmangle`, `bare_cr_ends_line` and `cut` of them count.
using Forms = std::vector<BodyRequest>;

// As it is, and as it was before a mail store wrote "From " at the beginning of a line as ">From ", or CR LF as
// CR CR LF.
Forms stored_forms(std::string_view body) {
  const bool mangled = has_mangled_line(body);
  const bool bare_cr = has_bare_cr(body);
  Forms forms;
  for (const bool unmangle : {false, true}) {
    for (const bool ends : {false, true}) {
      if ((unmangle && !mangled) || (ends && !bare_cr)) continue;
      BodyRequest form;
      form.unmangle = unmangle;
      form.bare_cr_ends_line = ends;
      forms.push_back(form);
    }
  }
  return forms;
}

Forms footer_forms(std::string_view body, const Forms& stored) {
  Forms forms;
  for (const std::size_t cut : without_footer(body)) {
    for (BodyRequest form : stored) {
      form.cut = cut;
      forms.push_back(form);
    }
  }
  return forms;
}

BodyRequest in_form(const SignatureTags& tags, const BodyRequest& form) {
  BodyRequest request = body_request(tags);
  request.unmangle = form.unmangle;
  request.bare_cr_ends_line = form.bare_cr_ends_line;
  request.cut = form.cut;
  return request;
}

class Matcher {
 public:
  Matcher(SignedMail& mail, const std::vector<const SignatureTags*>& signatures)
      : mail_(mail), signatures_(signatures), matches_(signatures.size(), BodyMatch::changed) {}

  std::vector<BodyMatch> match() {
    for (std::size_t i = 0; i < signatures_.size(); ++i) open_.push_back(i);
    try_forms({BodyRequest{}}, BodyMatch::intact);
    for (const std::size_t i : open_) {
      if (mail_.body_hash(body_request(*signatures_[i])).digest.empty()) matches_[i] = BodyMatch::too_short;
    }
    if (open_.empty() || mail_.body().size() > limits::dkim_retry_body_bytes) return matches_;
    const Forms stored = stored_forms(mail_.body());
    try_forms(stored, BodyMatch::intact);
    // With l= a footer does no harm, or something else did.
    std::erase_if(open_, [&](std::size_t i) { return signatures_[i]->body_length.has_value(); });
    if (!open_.empty()) try_forms(footer_forms(mail_.body(), stored), BodyMatch::without_footer);
    return matches_;
  }

 private:
  // All signatures that are still open at once, so that each form is read once.
  void try_forms(const Forms& forms, BodyMatch match) {
    std::vector<BodyRequest> requests;
    for (const std::size_t i : open_) {
      for (const BodyRequest& form : forms) requests.push_back(in_form(*signatures_[i], form));
    }
    mail_.hash_bodies(requests);
    const auto fits = [&](std::size_t i) {
      return std::any_of(forms.begin(), forms.end(), [&](const BodyRequest& form) {
        const BodyHash& hash = mail_.body_hash(in_form(*signatures_[i], form));
        return !hash.digest.empty() && hash.digest == signatures_[i]->body_hash;
      });
    };
    std::erase_if(open_, [&](std::size_t i) {
      const bool found = fits(i);
      if (found) matches_[i] = match;
      return found;
    });
  }

  SignedMail& mail_;
  const std::vector<const SignatureTags*>& signatures_;
  std::vector<BodyMatch> matches_;
  std::vector<std::size_t> open_;
};

}  // namespace

BodyRequest body_request(const SignatureTags& tags) {
  return {tags.body, tags.hash, tags.body_length.value_or(whole_body)};
}

std::vector<BodyMatch> match_bodies(SignedMail& mail, const std::vector<const SignatureTags*>& signatures) {
  return Matcher(mail, signatures).match();
}

}  // namespace mekiki::authentication::dkim
