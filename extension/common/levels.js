// The four levels of a report, and the states of a check that has no report, as colour + icon + word.
// Colour never stands alone; "none" is grey on purpose: nothing here ever says a mail is safe.

/** @typedef {"danger" | "suspicious" | "note" | "none"} Level */

export const LEVELS = /** @type {const} */ (["danger", "suspicious", "note", "none"]);

/** Colours of the badge; white on each is at least 4.5:1. */
export const BADGE_COLOURS = Object.freeze({
  danger: "#b3261e",
  suspicious: "#8a4b00",
  note: "#1f4e8c",
  none: "#5a5f66",
  failed: "#5a5f66",
  busy: "#5a5f66",
});

export const BADGES = Object.freeze({
  danger: "!!",
  suspicious: "!",
  note: "i",
  none: "",
  failed: "×",
  busy: "…",
});

/**
 * @param {unknown} value
 * @returns {value is Level}
 */
export function isLevel(value) {
  return typeof value === "string" && /** @type {readonly string[]} */ (LEVELS).includes(value);
}

/**
 * Levels that speak up inside the mail. "none" stays silent there: a mail can imitate a comforting banner.
 * @param {Level} level
 */
export function hasBanner(level) {
  return level !== "none";
}
