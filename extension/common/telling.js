// Whom a mail can be reported to, and the mail that is made ready for it. It opens in Thunderbird's own composer and is
// never sent from here.

import { reportText } from "./export.js";
import { word } from "./words.js";

/** @typedef {import("./report.js").Report} Report */
/** @typedef {{ key: string, name: string, address: string, text: string }} Recipient */

const ADDRESS = /^[^\s@<>,;"]+@[^\s@<>,;"]+\.[^\s@<>,;"]+$/u;

/**
 * @param {Report} report
 * @param {string} office the IT department's address, by policy; empty without one
 * @returns {Recipient[]}
 */
export function recipients(report, office) {
  const provider = report.sender.hostDomain;
  return [
    ...(ADDRESS.test(office) ? [{ key: "office", address: office }] : []),
    { key: "antiphishing", address: "info@antiphishing.jp" },
    { key: "jpcert", address: "info@jpcert.or.jp" },
    { key: "ipa", address: "anshin@ipa.go.jp" },
    ...(/^[a-z0-9.-]+\.[a-z0-9-]+$/iu.test(provider) ? [{ key: "provider", address: `abuse@${provider}` }] : []),
  ].map(({ key, address }) => ({
    key,
    address,
    name: key === "provider" ? word("tell_provider", provider) : word(`tell_${key}`),
    text: word(`tell_${key}_text`),
  }));
}

/**
 * @param {Report} report
 * @param {string} to
 * @param {{ name: string, content: Blob | string, type: string }} attachment
 */
export function readyMail(report, to, attachment) {
  const file = new File([attachment.content], attachment.name, { type: attachment.type });
  return {
    to: [to],
    subject: word("tell_subject", report.message.subject.slice(0, 120)),
    isPlainText: true,
    plainTextBody: `${word("tell_body")}\n\n${reportText(report, { redacted: true })}`,
    attachments: [{ file, name: attachment.name }],
  };
}
