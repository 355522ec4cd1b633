// The way a mail took: a time line with the boundary between what the reader's side wrote and what anybody could have
// written, and a map of the places that are known, each with the same in words.

import { element, technical } from "../common/dom.js";
import { moment, placeName, word } from "../common/words.js";
import { LAND } from "./land.js";

/** @typedef {import("../common/report.js").Report} Report */
/** @typedef {{ label: string, name: string, kind: "hop" | "sender" | "site", at: [number, number] }} Spot */

const SVG = "http://www.w3.org/2000/svg";
const WIDTH = 720;
const HEIGHT = 360;

/** @param {string} tag @param {Record<string, string | number>} attributes @param {...(Node | string)} children */
function svg(tag, attributes, ...children) {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) {
    made.setAttribute(name, String(value));
  }
  made.append(...children);
  return made;
}

/** The oldest hop first, as the mail travelled. @param {Report} report */
export function timeLine({ route, sender }) {
  const list = element("ol", { class: "way" });
  const travelled = route.map((hop, index) => ({ hop, index })).reverse();
  let boundaryDrawn = false;
  for (const { hop, index } of travelled) {
    const from = [hop.from || hop.helo, hop.ip && `[${hop.ip}]`].filter(Boolean).join(" ");
    const handsOver = index === sender.boundaryHop;
    if (!boundaryDrawn && (handsOver || (sender.boundaryHop === null && hop.trusted))) {
      boundaryDrawn = true;
      list.append(element("li", { class: "boundary" }, word("boundary")));
    }
    const item = element("li", { class: hop.trusted ? "hop trusted" : "hop" });
    item.append(element("p", { class: "time" }, moment(hop.time) || word("no_time")));
    item.append(element("p", {}, technical(from || "?"), " → ", technical(hop.by || "?")));
    const where = placeName(hop.place);
    if (where !== "") {
      item.append(element("p", { class: "small" }, where));
    }
    item.append(element("p", { class: "small" }, word(hop.trusted ? "trusted_yes" : "trusted_no")));
    list.append(item);
  }
  return list;
}

/** @param {Report} report @returns {Spot[]} */
export function spots({ route, sender, links }) {
  /** @type {Spot[]} */
  const found = [];
  const add = (/** @type {Spot["kind"]} */ kind, /** @type {string} */ name, /** @type {[number, number] | null} */ at, /** @type {string[]} */ place) => {
    if (at !== null && !found.some((one) => one.kind === kind && one.name === name)) {
      found.push({ kind, name, at, label: placeName(place) });
    }
  };
  add("sender", sender.host || sender.ip, sender.at, sender.place);
  route.forEach((hop) => add("hop", hop.from || hop.helo || hop.ip, hop.at, hop.place));
  links.forEach((link) => add("site", link.host, link.at, link.place));
  return found.filter((one) => one.kind !== "hop" || !found.some((other) => other.kind === "sender" && other.name === one.name)).slice(0, 26);
}

/** @param {Spot} spot @param {number} index */
function drawnSpot({ kind, at: [north, east] }, index) {
  const [x, y] = [(east + 180) * 2, (90 - north) * 2];
  const shape = kind === "site"
    ? svg("rect", { x: x - 7, y: y - 7, width: 14, height: 14 })
    : svg("circle", { cx: x, cy: y, r: 8 });
  return svg("g", { class: kind }, shape, svg("text", { x, y: y + 4, "text-anchor": "middle" }, String.fromCharCode(65 + index)));
}

/** The map, and the table that says the same. @param {Report} report @returns {Node[]} */
export function map(report) {
  const found = spots(report);
  if (found.length === 0) {
    return [];
  }
  const picture = svg("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, class: "world", role: "img", "aria-label": word("map_label") },
    svg("rect", { class: "sea", width: WIDTH, height: HEIGHT }), svg("path", { class: "land", d: LAND }),
    ...found.map(drawnSpot));
  const rows = found.map(({ kind, name, label }, index) =>
    element("tr", {}, element("td", {}, String.fromCharCode(65 + index)), element("td", {}, word(`map_${kind}`)),
      element("td", {}, technical(name)), element("td", {}, label)));
  const head = element("tr", {}, ...["map_mark", "map_what", "asked_name", "place"].map((key) => element("th", { scope: "col" }, word(key))));
  return [picture, element("p", { class: "small" }, word("map_limit")), element("table", { class: "places" }, element("thead", {}, head), element("tbody", {}, ...rows))];
}
