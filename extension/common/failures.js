// A sentence with the remedy for everything that keeps a mail from being examined.

import { word } from "./words.js";

const OWN = new Set([
  "host_missing",
  "host_crashed",
  "host_silent",
  "host_junk",
  "host_too_old",
  "host_too_new",
  "mail_encrypted",
  "mail_gone",
]);

/**
 * @param {{ code: string, text: string }} error
 */
export function sentence({ code, text }) {
  if (OWN.has(code)) {
    return word(`error_${code}`);
  }
  return text !== "" ? text : word("error_other", code);
}

/** Installing or updating helps with these. @param {string} code */
export function isAboutInstallation(code) {
  return code === "host_missing" || code === "host_too_old" || code === "host_too_new";
}
