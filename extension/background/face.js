// The button in the message header: icon, badge, label and title of one tab. Mails cannot reach it.
// Thunderbird keeps these per tab, not per mail, so they are cleared whenever the mail changes.

import { BADGES, BADGE_COLOURS } from "../common/levels.js";
import { wordAndHeadline } from "../common/report.js";
import { sentence } from "../common/failures.js";
import { word } from "../common/words.js";

/** @typedef {import("./examinations.js").Examination} Examination */
/** @typedef {{ icon: string | null, badge: string | null, colour: string | null, label: string | null, title: string | null }} Face */

/** @type {Face} */
const BLANK = Object.freeze({ icon: null, badge: null, colour: null, label: null, title: null });

/**
 * @param {Examination | null} examination
 * @returns {Face}
 */
export function faceOf(examination) {
  if (examination === null) {
    return BLANK;
  }
  if (examination.state === "failed") {
    return state("failed", word("failed_word"), sentence(examination.error ?? { code: "internal", text: "" }));
  }
  if (examination.report === null) {
    return state("busy", word("busy_word"), word("busy_word"));
  }
  const { level, headline, complete } = examination.report;
  const label = word(`${level}_word`);
  const said = wordAndHeadline(headline || word(`${level}_headline`), label);
  const parts = [said.word === "" ? said.headline : `${said.word}: ${said.headline}`];
  if (examination.state === "running") {
    parts.push(word("still_asking"));
  } else if (!complete) {
    parts.push(word("incomplete"));
  }
  return state(level, label, parts.join(" "));
}

/** @param {keyof typeof BADGES} name @param {string} label @param {string} title @returns {Face} */
function state(name, label, title) {
  return { icon: `/icons/${name}.svg`, badge: BADGES[name], colour: BADGE_COLOURS[name], label, title };
}

/**
 * @param {number} tabId
 * @param {Face} face
 */
export function showFace(tabId, face) {
  const action = browser.messageDisplayAction;
  const calls = [
    () => action.setBadgeText({ tabId, text: face.badge }),
    () => action.setBadgeBackgroundColor({ tabId, color: face.colour }),
    () => action.setLabel({ tabId, label: face.label }),
    () => action.setTitle({ tabId, title: face.title }),
    () => action.setIcon({ tabId, path: face.icon }),
  ];
  for (const call of calls) {
    try {
      // All at once, not one after the other: nothing may come between. A tab just closed makes them reject.
      call().catch(() => {});
    } catch {
      // An older Thunderbird knows one of them differently: the others still tell.
    }
  }
}

/** @param {number} tabId */
export function clearFace(tabId) {
  showFace(tabId, BLANK);
}
