// Which links of a mail the report speaks of, and how loudly: these are marked in the mail, and the condemned ones are
// paused at. A link of which nothing bad is said is in neither list.

import { defanged } from "./drawn.js";

/** @typedef {import("./report.js").Report} Report */
/** @typedef {import("./report.js").Link} Link */
/** @typedef {import("./report.js").Finding} Finding */
/**
 * @typedef {object} Mark
 * @property {string[]} addresses as they may stand in the mail
 * @property {"danger" | "suspicious" | "note"} level
 * @property {boolean} pause
 * @property {string} text what the mail calls the link
 * @property {[string, string][]} drawn
 * @property {string} owner
 * @property {string} renter
 * @property {string} decoration
 * @property {string} reason the strongest thing said of it
 */

const MAX_MARKS = 100;
const RANK = { strong: 3, medium: 2, weak: 1, good: 0 };

/**
 * Evidence quotes an address, perhaps cut.
 * @param {string} excerpt
 * @param {Link} link
 */
function quotes(excerpt, link) {
  const whole = excerpt.replace(/(?:…|\.\.\.)$/u, "");
  const cut = whole !== excerpt && whole.length >= 40;
  return [link.href, link.unwrappedFrom].some((address) => address !== "" && (address === excerpt || (cut && address.startsWith(whole))));
}

/** @param {Link} link @param {Report} report */
function spokenOf(link, { findings }) {
  const said = findings.filter(({ severity, evidence }) => severity !== "good" && evidence.some(({ excerpt }) => quotes(excerpt, link)));
  return said.sort((a, b) => RANK[b.severity] - RANK[a.severity]);
}

/** @param {Report} report @returns {Mark[]} */
export function linkMarks(report) {
  if (report.level === "none") {
    return [];
  }
  /** @type {Mark[]} */
  const marks = [];
  for (const link of report.links) {
    const [strongest] = spokenOf(link, report);
    if (strongest === undefined || marks.length >= MAX_MARKS) {
      continue;
    }
    const rank = RANK[strongest.severity];
    const alarm = report.level === "danger" || report.level === "suspicious";
    marks.push({
      addresses: [link.href, link.unwrappedFrom].filter(Boolean),
      level: rank >= 2 && alarm ? /** @type {"danger" | "suspicious"} */ (report.level) : "note",
      pause: alarm && rank >= 2,
      text: link.text,
      drawn: link.drawn.map(([piece, kind], index) => [index === 0 ? defanged(piece) : piece, kind]),
      owner: link.owner || link.registrableDomain,
      renter: link.renter,
      decoration: link.decoration,
      reason: strongest.text,
    });
  }
  return marks;
}

/**
 * Addresses of links about which nothing is said: never delayed, even where a condemned one has the same host.
 * @param {Report} report
 */
export function fineAddresses(report) {
  return report.links
    .filter((link) => spokenOf(link, report).length === 0)
    .flatMap(({ href, unwrappedFrom }) => [href, unwrappedFrom])
    .filter(Boolean);
}

/**
 * The real site of the company that is spoken for falsely. Only https and a plain host: it is opened on a click.
 * @param {Report} report
 * @returns {{ brand: string, url: string, host: string } | null}
 */
export function realSite({ claims }) {
  for (const { brand, site } of claims) {
    try {
      const url = new URL(site);
      if (url.protocol === "https:" && url.username === "" && url.port === "") {
        return { brand, url: url.href, host: url.hostname };
      }
    } catch {
      // none, or none that can be opened
    }
  }
  return null;
}
