// A report for somebody else: text for pasting and data. Addresses are defanged; who got the mail is left out unless
// wanted.

import { defanged, defangedForCopying } from "./drawn.js";
import { warnings } from "./report.js";
import { moment, placeName, word } from "./words.js";

/** @typedef {import("./report.js").Report} Report */

const ADDRESS = /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu;

/**
 * Addresses of the receiving side become stars: all but the sender's own. The report does not say who the reader is,
 * but "for <address>" of the route and quoted parts of the text may.
 * @param {string} text
 * @param {string} sender kept
 */
export function withoutRecipients(text, sender) {
  return text.replace(ADDRESS, (address) => (address.toLowerCase() === sender.toLowerCase() ? address : "***@***"));
}

/** Addresses of the web in any text, so that no program makes links of them. @param {string} text */
function harmless(text) {
  return text.replace(/\bhttps?:\/\//giu, (scheme) => defanged(scheme));
}

/** @template T @param {T} value @param {(text: string) => string} change @returns {T} */
function everyText(value, change) {
  if (typeof value === "string") {
    return /** @type {any} */ (change(value));
  }
  if (Array.isArray(value)) {
    return /** @type {any} */ (value.map((one) => everyText(one, change)));
  }
  if (typeof value === "object" && value !== null) {
    return /** @type {any} */ (Object.fromEntries(Object.entries(value).map(([key, one]) => [key, everyText(one, change)])));
  }
  return value;
}

/**
 * The report as others may have it.
 * @param {Report} report
 * @param {{ redacted: boolean }} how
 * @returns {Report}
 */
export function forOthers(report, { redacted }) {
  const change = (/** @type {string} */ text) => harmless(redacted ? withoutRecipients(text, report.message.address) : text);
  return everyText(report, change);
}

/** @param {Report} report @param {{ redacted: boolean }} how */
export function reportJson(report, how) {
  return `${JSON.stringify(forOthers(report, how), null, 2)}\n`;
}

/** @param {string} title @param {string[]} lines */
function part(title, lines) {
  const said = lines.filter((line) => line.trim() !== "");
  return said.length === 0 ? [] : ["", `[${word(title)}]`, ...said];
}

/** @param {Report} whole @param {{ redacted: boolean }} how */
export function reportText(whole, how) {
  const report = forOthers(whole, how);
  const { message, sender } = report;
  const list = (/** @type {string[]} */ texts) => texts.map((text) => `- ${text}`);
  const server = [sender.host, sender.ip && `[${sender.ip}]`].filter(Boolean).join(" ");
  return [
    `${word("name")}: ${report.headline || word(`${report.level}_headline`)}`,
    ...part("mail", [
      `${word("from")}: ${message.display} <${message.address}>`,
      `${word("subject")}: ${message.subject}`,
      message.date === null ? "" : `${word("date")}: ${moment(message.date)}`,
      message.messageId === "" ? "" : `Message-ID: ${message.messageId}`,
    ]),
    ...part("sender", [
      sender.owner === "" ? "" : `${word("address_belongs_to")}: ${sender.owner} (${sender.domain})`,
      server === "" ? "" : `${word("handed_over_by")}: ${server}`,
      sender.place.length === 0 ? "" : `${word("place")}: ${placeName(sender.place)}`,
    ]),
    ...part("findings", list(warnings(report).map(({ text, code }) => `${text} (${code})`))),
    ...part("links", list(whole.links.map((link) => `${defangedForCopying(link)} (${link.owner || link.registrableDomain})`))),
    ...part("route", list(report.route.map((hop) => `${hop.by} < ${hop.from || hop.helo} ${hop.ip ? `[${hop.ip}]` : ""} ${moment(hop.time)}`))),
    ...part("unknown", list(report.unknown.map(({ text, check, reason }) => text || `${check}: ${reason}`))),
    "",
  ].join("\n");
}
