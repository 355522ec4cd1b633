// Puts banner and link marks into the document of exactly one mail. The document is remembered by a token that lives in it, so a
// verdict that comes late can never appear in the mail shown next.

import { defanged } from "../common/drawn.js";
import { hasBanner } from "../common/levels.js";
import { fineAddresses, linkMarks, realSite } from "../common/marks.js";
import { warnings, wordAndHeadline } from "../common/report.js";
import { language, word } from "../common/words.js";

/** @typedef {import("./examinations.js").Examination} Examination */
/** @typedef {import("../common/report.js").Report} Report */
/** @typedef {ReturnType<typeof mailView>} View */

const MAX_REASONS = 3;
const SCRIPTS = ["look", "guard", "banner", "linklook", "pause", "links"].map((name) => `content/${name}.js`);

/**
 * What is to be seen in the mail, plain strings only; null where that is nothing.
 * @param {Examination} examination
 * @param {{ dismissed?: boolean, moving?: boolean }} [state] the banner was put away; the mail is about to be moved
 */
export function mailView(examination, { dismissed = false, moving = false } = {}) {
  const { report } = examination;
  if (report === null || !hasBanner(report.level)) {
    return null;
  }
  const banner = dismissed ? null : bannerView(examination, report, moving);
  const links = linksView(report);
  return banner === null && links === null ? null : { banner, links };
}

/** @param {Examination} examination @param {Report} report @param {boolean} moving */
function bannerView({ byClick, state }, report, moving) {
  const label = word(`${report.level}_word`);
  const running = state === "running";
  const remark = moving ? word("junk_soon") : running ? word("still_asking") : "";
  return {
    level: report.level,
    language: language(),
    urgent: byClick && (report.level === "danger" || report.level === "suspicious"),
    running,
    most: MAX_REASONS,
    name: word("name"),
    word: label,
    headline: wordAndHeadline(report.headline || word(`${report.level}_headline`), label).headline,
    reasons: warnings(report)
      .slice(0, MAX_REASONS)
      .map(({ text }) => text),
    advice: report.advice[0] ?? word(`${report.level}_advice`),
    remark,
    why: word("why"),
    report: word("tell"),
    junk: word("junk"),
    undo: moving ? word("undo") : "",
    dismiss: word("dismiss"),
  };
}

/** @param {Report} report */
function linksView(report) {
  const marks = linkMarks(report);
  if (marks.length === 0) {
    return null;
  }
  const site = realSite(report);
  return {
    language: language(),
    marks: marks.map((mark) => ({
      ...mark,
      label: word("mark_label", word(`${mark.level}_word`), mark.text || defanged(mark.addresses[0]), mark.owner || "?"),
      understood: word("pause_understood", mark.owner || defanged(mark.addresses[0])),
    })),
    fine: fineAddresses(report),
    site: site !== null,
    words: {
      owner: word("link_owner"),
      renter: word("link_renter"),
      decoration: word("link_decoration"),
      leads_to: word("leads_to"),
      title: word("pause_title"),
      site: site === null ? "" : word("pause_site", site.brand, site.host),
      back: word("pause_back"),
      anyway: word("pause_anyway"),
      go_on: word("pause_go_on"),
    },
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

/** Brings the scripts that can show something in a mail; nothing is to be seen of it yet. @param {number} tabId */
export async function prepareBanner(tabId) {
  try {
    await browser.scripting.executeScript({ target: { tabId }, files: SCRIPTS });
  } catch {
    // As below.
  }
}

/**
 * Shows, changes or (view null) removes banner and marks, if the tab still shows the document with this token.
 * @param {number} tabId
 * @param {string} token
 * @param {View} view
 */
export async function showBanner(tabId, token, view) {
  try {
    await browser.scripting.executeScript({
      target: { tabId },
      func: (expected, /** @type {any} */ shown) => {
        const world = /** @type {any} */ (globalThis);
        if (world.mekikiToken === expected) {
          world.mekikiBanner?.show(shown?.banner ?? null);
          world.mekikiLinks?.show(shown?.links ?? null);
        }
      },
      args: [token, view],
    });
  } catch {
    // The mail is gone, or Thunderbird shows one of its own pages instead: the button still tells.
  }
}

/** Takes away whatever the tab's document has of ours. @param {number} tabId */
export async function removeBanner(tabId) {
  try {
    await browser.scripting.executeScript({
      target: { tabId },
      func: () => {
        const world = /** @type {any} */ (globalThis);
        world.mekikiBanner?.show(null);
        world.mekikiLinks?.show(null);
      },
    });
  } catch {
    // nothing there
  }
}
