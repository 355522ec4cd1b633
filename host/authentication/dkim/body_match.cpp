#include "authentication/dkim/body_match.h"

#include "authentication/dkim/stamps.h"
#include "base/limits.h"

namespace mekiki::authentication::dkim {
namespace {

// How mail stores write a body, other than it was: "From " at the beginning of a line as ">From ", CR LF as CR CR LF.
std::vector<BodyRequest> stored_forms(const SignedMail& mail, const BodyRequest& plain) {
  const std::string_view body = mail.body();
  const bool mangled = body.starts_with(">From ") || body.find("\n>From ") != std::string_view::npos ||
                       body.find("\n>>From ") != std::string_view::npos;
  bool bare_cr = false;
  for (std::size_t at = body.find('\r'); at != std::string_view::npos && !bare_cr; at = body.find('\r', at + 1))
    bare_cr = at + 1 == body.size() || body[at + 1] != '\n';
  std::vector<BodyRequest> forms;
  for (const bool unmangle : {false, true}) {
    for (const bool ends : {false, true}) {
      if ((unmangle && !mangled) || (ends && !bare_cr)) continue;
      BodyRequest form = plain;
      form.unmangle = unmangle;
      form.bare_cr_ends_line = ends;
      forms.push_back(form);
    }
  }
  return forms;
}

bool fits(SignedMail& mail, const BodyRequest& request, const std::string& wanted) {
  const BodyHash& hash = mail.body_hash(request);
  return !hash.digest.empty() && hash.digest == wanted;
}

// The body is not as it was signed: was it before it was stored, or before a list put its footer below?
BodyMatch match_changed(SignedMail& mail, const BodyRequest& plain, const std::string& wanted) {
  const BodyHash as_it_is = mail.body_hash(plain);
  const BodyMatch otherwise = as_it_is.digest.empty() ? BodyMatch::too_short : BodyMatch::changed;
  if (mail.body().size() > limits::dkim_retry_body_bytes) return otherwise;
  const auto forms = stored_forms(mail, plain);
  for (const BodyRequest& form : forms) {
    if (fits(mail, form, wanted)) return BodyMatch::intact;
  }
  if (plain.length != whole_body) return otherwise;
  for (const std::size_t cut : without_footer(mail.body())) {
    for (BodyRequest form : forms) {
      form.cut = cut;
      if (fits(mail, form, wanted)) return BodyMatch::without_footer;
    }
  }
  return otherwise;
}

}  // namespace

BodyRequest body_request(const SignatureTags& tags) {
  return {tags.body, tags.hash, tags.body_length.value_or(whole_body)};
}

BodyMatch match_body(SignedMail& mail, const SignatureTags& tags) {
  const BodyRequest plain = body_request(tags);
  return fits(mail, plain, tags.body_hash) ? BodyMatch::intact : match_changed(mail, plain, tags.body_hash);
}

}  // namespace mekiki::authentication::dkim
