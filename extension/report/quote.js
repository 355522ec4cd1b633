// The mail's own text with what the findings speak of marked in it. Everything is a text node.

import { element } from "../common/dom.js";
import { defanged } from "../common/drawn.js";
import { word } from "../common/words.js";

/** @typedef {import("../common/report.js").Report} Report */

const MAX_CHARACTERS = 20_000;
const SHORTEST = 2;

/**
 * What evidence quotes of the text, with the number of its finding; the longest first.
 * @param {Report} report
 */
function excerpts({ findings, links }) {
  // Of a link, the text shows its words, not its address.
  const words = new Map(links.map(({ href, text }) => [href, text]));
  return findings
    .filter(({ severity }) => severity !== "good")
    .flatMap(({ evidence, text }) => evidence
      .filter(({ where }) => /^(?:text|html):/u.test(where))
      .flatMap(({ excerpt }) => [excerpt.replace(/…$/u, ""), words.get(excerpt) ?? ""])
      .map((excerpt) => ({ excerpt: excerpt.trim(), text })))
    .filter(({ excerpt }) => excerpt.length >= SHORTEST)
    .sort((a, b) => b.excerpt.length - a.excerpt.length);
}

/**
 * Pieces of a text: marked ones have the sentence of their finding. Every occurrence once, none inside another.
 * @param {string} text
 * @param {{ excerpt: string, text: string }[]} wanted
 * @returns {{ piece: string, why: string }[]}
 */
export function marked(text, wanted) {
  /** @type {{ start: number, end: number, why: string }[]} */
  const found = [];
  for (const { excerpt, text: why } of wanted) {
    const start = text.indexOf(excerpt);
    const end = start + excerpt.length;
    if (start >= 0 && !found.some((one) => start < one.end && one.start < end)) {
      found.push({ start, end, why });
    }
  }
  found.sort((a, b) => a.start - b.start);
  const pieces = [];
  let at = 0;
  for (const { start, end, why } of found) {
    pieces.push({ piece: text.slice(at, start), why: "" }, { piece: text.slice(start, end), why });
    at = end;
  }
  pieces.push({ piece: text.slice(at), why: "" });
  return pieces.filter(({ piece }) => piece !== "");
}

/** The readable text of a mail; empty where Thunderbird gives none. @param {number} messageId */
export async function textOf(messageId) {
  try {
    const parts = await browser.messages.listInlineTextParts(messageId);
    const plain = parts.find(({ contentType }) => contentType === "text/plain") ?? parts[0];
    const text = plain === undefined ? "" : plain.contentType === "text/html"
      ? await browser.messengerUtilities.convertToPlainText(plain.content)
      : plain.content;
    return text.slice(0, MAX_CHARACTERS);
  } catch {
    return "";
  }
}

/** @param {Report} report @param {string} text @returns {Node[]} */
export function quotedMail(report, text) {
  if (text.trim() === "") {
    return [];
  }
  const quote = element("blockquote", { class: "mailtext" });
  for (const { piece, why } of marked(text, excerpts(report))) {
    const harmless = piece.replace(/\bhttps?:/giu, (scheme) => defanged(scheme));
    quote.append(why === "" ? harmless : element("mark", { title: why }, harmless));
  }
  return [element("p", { class: "small" }, word("mail_text_note")), quote];
}
