// Is the sender genuine? The alignment of From, signers and envelope as a drawing, and each method in sentences.

import { element, quoted } from "../common/dom.js";
import { section } from "../common/view.js";
import { word } from "../common/words.js";

/** @typedef {import("../common/report.js").Report} Report */

/** @param {string} state */
function mark(state) {
  return state === "good" ? "\u2713 " : state === "bad" ? "\u2717 " : "";
}

/** One picture to a screen reader, with all of it in words. @param {Report["authentication"]["picture"]} picture */
function drawing({ label, text, parties }) {
  const boxes = [element("div", { class: "box from same" }, label)];
  for (const party of parties) {
    boxes.push(element("span", {}, "\u2194"), element("div", { class: `box ${party.state}${party.same ? " same" : ""}` }, mark(party.state), quoted(party.text, "said")));
  }
  return element("div", { class: "alignment", role: "img", "aria-label": text }, ...boxes);
}

/** @param {Report["authentication"]["methods"][number]} method */
function methodItem({ method, state, text, remarks }) {
  const item = element("li", { class: `method ${state}` }, element("h3", {}, word(`method_${method}`)), element("p", {}, quoted(text, "said")));
  if (remarks.length > 0) {
    item.append(element("ul", { class: "small" }, ...remarks.map((remark) => element("li", {}, quoted(remark, "said")))));
  }
  return item;
}

/** @param {Report} report */
export function authenticationSection({ authentication: { summary, picture, methods } }) {
  if (summary === "" && methods.length === 0) {
    return [];
  }
  return [section("authentication",
    ...(summary === "" ? [] : [element("p", { class: "summary" }, quoted(summary, "said"))]),
    ...(picture.label === "" ? [] : [drawing(picture)]),
    element("ul", { class: "methods" }, ...methods.map(methodItem)))];
}
