// The ledger of questions in the reader's words; what a newer host asks and we do not know stays as it is written.

import { word } from "./words.js";

const KINDS = new Set(["dns_a", "dns_aaaa", "dns_mx", "dns_ns", "dns_txt", "dns_ptr", "dns_cname", "dns_soa", "list_ip",
  "list_domain", "registration", "place", "correspondent", "page"]);
const REVEALED = new Set(["nothing", "domain", "ip"]);

/** @param {string} kind */
export function kindName(kind) {
  return KINDS.has(kind) ? word(`kind_${kind}`) : kind;
}

/** @param {string} reveals */
export function revealsName(reveals) {
  return REVEALED.has(reveals) ? word(`reveals_${reveals}`) : reveals;
}

/** "yes", "no", "no: nxdomain", "unknown: timeout". @param {string} outcome */
export function outcomeName(outcome) {
  const [result, reason = ""] = outcome.split(/:\s*(.*)/su);
  if (result === "yes" || result === "no") {
    return word(`outcome_${result}`);
  }
  return result === "unknown" ? word("outcome_unknown", reason) : outcome;
}

const PLACES = new Set(["nobody", "cache", "recorded", "this computer"]);

/** Whom it was put to; our own words for this computer, the server's name otherwise. @param {string} to */
export function askedOfName(to) {
  return PLACES.has(to) ? word(`asked_of_${to.replace(" ", "_")}`) : to;
}
