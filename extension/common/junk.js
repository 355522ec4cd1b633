// Moving mails to junk, as pages speak of it.

import { word } from "./words.js";

const PROBLEMS = new Set(["not_allowed", "no_junk_folder", "not_in_a_folder"]);

/** @param {string} code */
export function junkProblem(code) {
  return word(`junk_${PROBLEMS.has(code) ? code : "failed"}`);
}

/** Asks the reader, the first time, to let Mekiki move mails. Must be called from a click. */
export function askToMove() {
  return browser.permissions.request({ permissions: ["messagesMove"] }).catch(() => false);
}
