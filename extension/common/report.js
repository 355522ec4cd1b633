// The host's report (schema 1), made total: every field present, of its type and bounded, whatever arrived.
// Pages and banner read only what comes out of here.

import { isLevel } from "./levels.js";

/** @typedef {import("./levels.js").Level} Level */
/** @typedef {"owner" | "renter" | "decoration" | "plain"} PieceKind */
/** @typedef {{ where: string, excerpt: string, start: number, end: number }} Evidence */
/**
 * @typedef {object} Finding
 * @property {string} code
 * @property {"strong" | "medium" | "weak" | "good"} severity
 * @property {string} text
 * @property {string} why
 * @property {Evidence[]} evidence
 */
/**
 * @typedef {object} Link
 * @property {string} text
 * @property {string} href
 * @property {string} host
 * @property {string} registrableDomain
 * @property {string} owner
 * @property {string} renter
 * @property {string} decoration
 * @property {string} unwrappedFrom
 * @property {string[]} place
 * @property {[number, number] | null} at latitude, longitude
 * @property {[string, PieceKind][]} drawn
 */
/** @typedef {{ method: string, state: "good" | "bad" | "plain", text: string, remarks: string[] }} Method */
/** @typedef {{ state: "good" | "bad" | "worthless" | "open" | "none", same: boolean, text: string }} Party */
/**
 * @typedef {object} Report
 * @property {Level} level
 * @property {number} score
 * @property {boolean} complete
 * @property {string} attack
 * @property {string} headline
 * @property {string[]} advice
 * @property {{ subject: string, display: string, address: string, date: number | null, messageId: string, size: number }} message
 * @property {{ brand: string, where: string, excerpt: string, site: string }[]} claims
 * @property {{ domain: string, owner: string, ip: string, host: string, hostDomain: string, place: string[], at: [number, number] | null, boundaryHop: number | null, network: string, listed: string[], summary: string, boundary: string }} sender
 * @property {{ by: string, from: string, helo: string, ip: string, time: number | null, trusted: boolean, place: string[], at: [number, number] | null }[]} route
 * @property {{ summary: string, picture: { label: string, text: string, parties: Party[] }, methods: Method[] }} authentication
 * @property {Link[]} links
 * @property {{ name: string, claimedType: string, realType: string, size: number, notes: string[] }[]} attachments
 * @property {Finding[]} findings
 * @property {{ check: string, reason: string, text: string }[]} unknown
 * @property {{ kind: string, name: string, to: string, reveals: string, outcome: string, ms: number }[]} queries
 * @property {{ parseMs: number, rounds: number, networkMs: number, totalMs: number }} timing
 */

const MAX_TEXT = 2000;
const MAX_ITEMS = 500;
const SEVERITIES = ["strong", "medium", "weak", "good"];
const STATES = ["good", "bad", "worthless", "open", "none"];
const KINDS = ["owner", "renter", "decoration", "plain"];

/** @param {unknown} value @returns {Record<string, unknown>} */
function object(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? /** @type {Record<string, unknown>} */ (value)
    : {};
}

/** @param {unknown} value @returns {unknown[]} */
function list(value) {
  return Array.isArray(value) ? value.slice(0, MAX_ITEMS) : [];
}

/** @param {unknown} value */
function text(value) {
  if (typeof value === "string") {
    return cut(value);
  }
  return typeof value === "number" && Number.isFinite(value) ? String(value) : "";
}

/** @param {string} value */
function cut(value) {
  // A lone surrogate at the cut would be shown as a replacement character.
  return value.length <= MAX_TEXT ? value : `${value.slice(0, MAX_TEXT).replace(/[\uD800-\uDBFF]$/u, "")}…`;
}

/** @param {unknown} value */
function number(value) {
  return typeof value === "number" && Number.isFinite(value) ? value : 0;
}

/**
 * Seconds since the epoch, from a number or from what a date parser reads.
 * @param {unknown} value
 * @returns {number | null}
 */
function moment(value) {
  const seconds = typeof value === "string" ? Date.parse(value) / 1000 : value;
  // The range of Date: 8.64e15 ms around the epoch.
  return typeof seconds === "number" && Math.abs(seconds) <= 8.64e12 ? seconds : null;
}

/**
 * A place as words from the small to the large; the country may be a code of two letters.
 * @param {unknown} value
 * @returns {string[]}
 */
function place(value) {
  if (typeof value === "string") {
    return value === "" ? [] : [cut(value)];
  }
  const { city, region, country } = object(value);
  return [text(city), text(region), text(country)].filter(Boolean);
}

/** Where a place is on the map, as far as the database knew. @param {unknown} value @returns {[number, number] | null} */
function coordinates(value) {
  const { latitude, longitude } = object(value);
  const [north, east] = [latitude, longitude].map((one) => (text(one) === "" ? NaN : Number(one)));
  return Math.abs(north) <= 90 && Math.abs(east) <= 180 ? [north, east] : null;
}

/** Lists of strings; objects in them (a listing with its code) become "name (detail)". @param {unknown} value */
function texts(value) {
  return list(value)
    .map((item) => {
      if (typeof item === "object" && item !== null) {
        return Object.values(item).map(text).filter(Boolean).join(" · ");
      }
      return text(item);
    })
    .filter(Boolean);
}

/** @param {unknown} value @returns {Finding} */
function finding(value) {
  const from = object(value);
  const severity = /** @type {Finding["severity"]} */ (
    SEVERITIES.includes(/** @type {string} */ (from.severity)) ? from.severity : "weak"
  );
  return {
    code: text(from.code),
    severity,
    text: text(from.text),
    why: text(from.why),
    evidence: list(from.evidence).map((item) => {
      const { where, excerpt, start, end } = object(item);
      return { where: text(where), excerpt: text(excerpt), start: number(start), end: number(end) };
    }),
  };
}

/** @param {unknown} value @returns {[string, PieceKind][]} */
function pieces(value) {
  /** @type {[string, PieceKind][]} */
  const drawn = [];
  for (const item of list(value)) {
    if (Array.isArray(item) && typeof item[0] === "string" && item[0] !== "") {
      drawn.push([cut(item[0]), KINDS.includes(item[1]) ? item[1] : "plain"]);
    }
  }
  return drawn;
}

/** @param {unknown} value @returns {Link} */
function link(value) {
  const from = object(value);
  const href = text(from.href);
  const drawn = pieces(from.drawn);
  return {
    text: text(from.text),
    href,
    host: text(from.host),
    registrableDomain: text(from.registrable_domain),
    owner: text(from.owner),
    renter: text(from.renter),
    decoration: Array.isArray(from.decoration) ? texts(from.decoration).join(" ") : text(from.decoration),
    unwrappedFrom: text(from.unwrapped_from),
    place: place(from.place),
    at: coordinates(from.place),
    drawn: drawn.length > 0 || href === "" ? drawn : [[href, "plain"]],
  };
}

/**
 * One method's result; a host that has no sentence for it gives its words.
 * @param {string} name
 * @param {unknown} value
 * @returns {Method[]}
 */
function method(name, value) {
  const from = object(value);
  const said = text(from.text) || [text(from.result), text(from.domain) && `(${text(from.domain)})`].filter(Boolean).join(" ");
  const passed = from.result === "pass" && text(from.worthless) === "";
  const failed = from.result === "fail" || from.result === "softfail" || text(from.worthless) !== "";
  return said === "" || said === "unknown" ? [] : [{ method: name, state: passed ? "good" : failed ? "bad" : "plain", text: said, remarks: texts(from.remarks) }];
}

/** The sentences of several, as one. @param {string} name @param {unknown} value @returns {Method[]} */
function sentences(name, value) {
  const [first, ...others] = list(value).map((item) => text(object(item).text)).filter(Boolean);
  return first === undefined ? [] : [{ method: name, state: "plain", text: first, remarks: others }];
}

/** @param {unknown} value @returns {Report["authentication"]} */
function authentication(value) {
  const from = object(value);
  const picture = object(from.picture);
  return {
    summary: text(from.summary),
    picture: {
      label: text(picture.label),
      text: text(picture.text),
      parties: list(picture.parties).map((item) => {
        const party = object(item);
        const state = /** @type {Party["state"]} */ (STATES.includes(/** @type {string} */ (party.state)) ? party.state : "none");
        return { state, same: party.same === true, text: text(party.text) };
      }),
    },
    methods: [
      ...list(from.dkim).flatMap((item) => method("dkim", item)),
      ...method("dkim", { text: from.unsigned }),
      ...["spf", "dmarc", "arc"].flatMap((name) => method(name, from[name])),
      ...sentences("server", from.trusted_results),
      ...sentences("difference", from.differences),
      ...method("bimi", from.indicator),
    ],
  };
}

/** @param {unknown} value @returns {Report["message"]} */
function message(value) {
  const from = object(value);
  const author = object(from.from);
  return {
    subject: text(from.subject),
    display: text(author.display),
    address: text(author.address),
    date: moment(from.date),
    messageId: text(from.message_id),
    size: number(from.size),
  };
}

/** @param {unknown} value @returns {Report["sender"]} */
function sender(value) {
  const from = object(value);
  return {
    domain: text(from.domain),
    owner: text(from.owner),
    ip: text(from.ip),
    host: text(from.host),
    hostDomain: text(from.host_domain),
    place: place(from.place),
    at: coordinates(from.place),
    boundaryHop: typeof from.boundary_hop === "number" ? from.boundary_hop : null,
    network: text(from.network) || text(object(from.place).network),
    listed: texts(from.listed),
    summary: text(from.summary),
    boundary: text(from.boundary_text),
  };
}

/**
 * @param {unknown} raw
 * @returns {Report | null} null where this is no report of schema 1
 */
export function readReport(raw) {
  const from = object(raw);
  if (from.schema !== 1 || !isLevel(from.level)) {
    return null;
  }
  const timing = object(from.timing);
  return {
    level: from.level,
    score: Math.min(100, Math.max(0, number(from.score))),
    complete: from.complete === true,
    attack: text(from.attack),
    headline: text(from.headline),
    advice: texts(from.advice),
    message: message(from.message),
    claims: list(from.claims).map((item) => {
      const { brand, where, excerpt, site } = object(item);
      return { brand: text(brand), where: text(where), excerpt: text(excerpt), site: text(site) };
    }),
    sender: sender(from.sender),
    route: list(from.route).map((item) => {
      const hop = object(item);
      return {
        by: text(hop.by),
        from: text(hop.from),
        helo: text(hop.helo),
        ip: text(hop.ip),
        time: moment(hop.time),
        trusted: hop.trusted === true,
        place: place(hop.place),
        at: coordinates(hop.place),
      };
    }),
    authentication: authentication(from.authentication),
    links: list(from.links).map(link),
    attachments: list(from.attachments).map((item) => {
      const part = object(item);
      return {
        name: text(part.inside) === "" ? text(part.name) : `${text(part.inside)}/${text(part.name)}`,
        claimedType: text(part.claimed_type),
        realType: text(part.real_type),
        size: number(part.size),
        notes: texts(part.notes),
      };
    }),
    findings: list(from.findings).map(finding).filter((item) => item.text !== ""),
    unknown: list(from.unknown).map((item) => {
      const gap = object(item);
      return { check: text(gap.check), reason: text(gap.reason), text: text(gap.text) };
    }),
    queries: list(from.queries).map((item) => {
      const query = object(item);
      return {
        kind: text(query.kind),
        name: text(query.name),
        to: text(query.to),
        reveals: text(query.reveals),
        outcome: text(query.outcome),
        ms: number(query.ms),
      };
    }),
    timing: {
      parseMs: number(timing.parse_ms),
      rounds: number(timing.rounds),
      networkMs: number(timing.network_ms),
      totalMs: number(timing.total_ms),
    },
  };
}

/**
 * The findings that speak against a mail, strongest first; the host's order within one severity is kept.
 * @param {Report} report
 */
export function warnings(report) {
  const rank = (/** @type {Finding} */ item) => SEVERITIES.indexOf(item.severity);
  return report.findings.filter((item) => item.severity !== "good").sort((a, b) => rank(a) - rank(b));
}

/**
 * The level's word and the headline, each said once: a headline often begins with the word.
 * @param {string} headline
 * @param {string} word
 * @returns {{ word: string, headline: string }} an empty word where the headline cannot do without it
 */
export function wordAndHeadline(headline, word) {
  if (!headline.startsWith(word)) {
    return { word, headline };
  }
  const rest = headline.slice(word.length).match(/^\s*[:：]\s*(\S.*)$/su);
  return rest ? { word, headline: rest[1].charAt(0).toUpperCase() + rest[1].slice(1) } : { word: "", headline };
}
