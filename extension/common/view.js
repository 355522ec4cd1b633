// Parts of a report as page sections, shared by pop-up and report page.

import { element, quoted, technical } from "./dom.js";
import { drawnLink } from "./drawn.js";
import { placeName, word } from "./words.js";

/** @typedef {import("./report.js").Report} Report */
/** @typedef {import("./report.js").Finding} Finding */

/**
 * @param {string} title key of the heading
 * @param {...(Node | string)} content
 */
export function section(title, ...content) {
  return element("section", { class: title }, element("h2", {}, word(title)), ...content);
}

/** Sections without content are left out. @param {string} title @param {Node[]} items @param {string} [className] */
export function listSection(title, items, className = "") {
  return items.length === 0 ? [] : [section(title, element("ul", { class: className }, ...items))];
}

/** @param {Finding} finding */
export function findingItem({ severity, text, why }) {
  const item = element("li", { class: `finding ${severity}` });
  item.append(element("p", { class: "weight" }, word(`severity_${severity}`)));
  item.append(element("p", { class: "text" }, text));
  if (why !== "") {
    item.append(element("p", { class: "why" }, why));
  }
  return item;
}

/**
 * Who the mail says it is from, and whose computers it came from: the sender comes first, people judge by it.
 * @param {Report} report
 */
export function senderLines({ message, sender, authentication }) {
  const lines = [];
  const from = element("p", { class: "from" }, word("from"), ": ");
  if (message.display !== "") {
    from.append(quoted(message.display), " ");
  }
  if (message.address !== "") {
    from.append(technical(message.address));
  }
  if (message.display !== "" || message.address !== "") {
    lines.push(from);
  }
  if (sender.owner !== "") {
    lines.push(
      element("p", { class: "owner-line" }, word("address_belongs_to"), ": ", quoted(sender.owner, "name"),
        ...(sender.domain === "" ? [] : [" (", technical(sender.domain), ")"])),
    );
  }
  if (authentication.summary !== "") {
    lines.push(element("p", { class: "confirmed" }, quoted(authentication.summary, "said")));
  }
  if (sender.host !== "" || sender.ip !== "") {
    const line = element("p", { class: "handed-over" }, word("handed_over_by"), ": ");
    line.append(technical([sender.host, sender.ip && `[${sender.ip}]`].filter(Boolean).join(" ")));
    lines.push(line);
  }
  for (const [key, value] of [["place", placeName(sender.place)], ["network", sender.network]]) {
    if (value !== "") {
      lines.push(element("p", { class: "small" }, word(key), ": ", quoted(value, "name")));
    }
  }
  return lines;
}

/** @param {Report} report @param {number} [most] */
export function linkItems({ links }, most = Infinity) {
  const items = links.slice(0, most).map(drawnLink);
  if (links.length > most) {
    items.push(element("li", { class: "small" }, word("more_links", links.length - most)));
  }
  return items;
}

/** @param {Report} report */
export function unknownItems({ unknown }) {
  return unknown.map(({ check, reason, text }) => element("li", {}, text || `${check}: ${reason}`));
}

/** @param {Report} report */
export function adviceItems({ advice }) {
  return advice.map((line) => element("li", {}, line));
}
