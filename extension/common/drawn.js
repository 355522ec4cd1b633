// A link's address drawn by who is behind each piece: owner, renter, decoration. Never a link itself.

import { element, quoted, technical } from "./dom.js";
import { word } from "./words.js";

/** @typedef {import("./report.js").Link} Link */

/**
 * An address nobody's program turns into a link when it is copied: hxxps for https.
 * @param {string} address
 */
export function defanged(address) {
  return address.replace(/^h(tt)(ps?:)/iu, "hxx$2");
}

/**
 * The defanged address for copying into a report: the dots of the host are bracketed too.
 * @param {Link} link
 */
export function defangedForCopying(link) {
  const address = defanged(link.href);
  return link.host === "" ? address : address.replace(link.host, link.host.replaceAll(".", "[.]"));
}

/** @param {Link} link */
export function drawnAddress(link) {
  const line = element("bdi", { class: "address", dir: "ltr", translate: "no" });
  link.drawn.forEach(([piece, kind], index) => {
    line.append(element("span", { class: kind }, index === 0 ? defanged(piece) : piece));
  });
  return line;
}

/** @param {string} key @param {string} value */
function part(key, value) {
  return element("li", {}, element("span", { class: key }, word(`link_${key}`)), ": ", technical(value));
}

/**
 * What the mail calls the link, the drawn address, and the same in words, for those who do not see the drawing.
 * @param {Link} link
 */
export function drawnLink(link) {
  const item = element("li", { class: "link" });
  if (link.text !== "" && link.text !== link.href) {
    item.append(element("p", { class: "linktext" }, word("link_text"), " ", quoted(link.text)));
  }
  item.append(element("p", {}, drawnAddress(link)));
  const parts = element("ul", { class: "parts" });
  const owner = link.owner || link.registrableDomain;
  if (owner !== "") {
    parts.append(part("owner", owner));
  }
  if (link.renter !== "") {
    parts.append(part("renter", link.renter));
  }
  if (link.decoration !== "") {
    parts.append(part("decoration", link.decoration));
  }
  if (parts.childElementCount > 0) {
    item.append(parts);
  }
  if (link.unwrappedFrom !== "") {
    item.append(element("p", { class: "small" }, word("link_unwrapped"), " ", technical(defanged(link.unwrappedFrom))));
  }
  return item;
}
