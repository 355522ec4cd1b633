// Puts the banner into the document of exactly one mail. The document is remembered by a token that lives in it, so a
// verdict that comes late can never appear in the mail shown next.

import { hasBanner } from "../common/levels.js";
import { warnings, wordAndHeadline } from "../common/report.js";
import { language, word } from "../common/words.js";

/** @typedef {import("./examinations.js").Examination} Examination */

const MAX_REASONS = 3;

/**
 * What the banner says; plain strings only.
 * @param {Examination} examination
 */
export function bannerView(examination) {
  const { report, byClick, state } = examination;
  if (report === null || !hasBanner(report.level)) {
    return null;
  }
  const label = word(`${report.level}_word`);
  return {
    level: report.level,
    language: language(),
    urgent: byClick && (report.level === "danger" || report.level === "suspicious"),
    name: word("name"),
    word: label,
    headline: wordAndHeadline(report.headline || word(`${report.level}_headline`), label).headline,
    reasons: warnings(report)
      .slice(0, MAX_REASONS)
      .map(({ text }) => text),
    advice: report.advice[0] ?? word(`${report.level}_advice`),
    remark: state === "running" ? word("still_asking") : "",
    why: word("why"),
    dismiss: word("dismiss"),
  };
}

/**
 * The token of the document a tab shows now.
 * @param {number} tabId
 * @returns {Promise<string | null>} null where there is no document a script may enter
 */
export async function documentToken(tabId) {
  try {
    const [{ result }] = await browser.scripting.executeScript({
      target: { tabId },
      // A mail's document is no secure context: crypto.randomUUID is missing there.
      func: () => (/** @type {any} */ (globalThis).mekikiToken ??= crypto.getRandomValues(new Uint32Array(4)).join("-")),
    });
    return typeof result === "string" ? result : null;
  } catch {
    return null;
  }
}

/** Brings the script that can show a banner; nothing is to be seen of it yet. @param {number} tabId */
export async function prepareBanner(tabId) {
  try {
    await browser.scripting.executeScript({ target: { tabId }, files: ["content/look.js", "content/banner.js"] });
  } catch {
    // As below.
  }
}

/**
 * Shows, changes or (view null) removes the banner, if the tab still shows the document with this token.
 * @param {number} tabId
 * @param {string} token
 * @param {ReturnType<typeof bannerView>} view
 */
export async function showBanner(tabId, token, view) {
  try {
    await browser.scripting.executeScript({
      target: { tabId },
      func: (expected, shown) => {
        const world = /** @type {any} */ (globalThis);
        if (world.mekikiToken === expected) {
          world.mekikiBanner?.show(shown);
        }
      },
      args: [token, view],
    });
  } catch {
    // The mail is gone, or Thunderbird shows one of its own pages instead: the button still tells.
  }
}

/** Takes away whatever banner the tab's document has. @param {number} tabId */
export async function removeBanner(tabId) {
  try {
    await browser.scripting.executeScript({
      target: { tabId },
      func: () => /** @type {any} */ (globalThis).mekikiBanner?.show(null),
    });
  } catch {
    // nothing there
  }
}
