// "Report this mail": one button for each place it can be reported to. Each opens Thunderbird's composer with a mail
// that is ready but for the reader's own words; sending it is up to the reader.

import { element, technical } from "../common/dom.js";
import { reportText } from "../common/export.js";
import { readyMail, recipients } from "../common/telling.js";
import { realSite } from "../common/marks.js";
import { word } from "../common/words.js";

/** @typedef {import("../common/report.js").Report} Report */

/** @param {Report} report @param {number} messageId @param {boolean} original */
async function attachment(report, messageId, original) {
  if (original) {
    return { name: "mail.eml", type: "message/rfc822", content: await browser.messages.getRaw(messageId) };
  }
  return { name: "mekiki-report.txt", type: "text/plain", content: reportText(report, { redacted: true }) };
}

/**
 * @param {Report} report
 * @param {number} messageId
 * @param {string} office
 * @returns {Node[]}
 */
export function tellSection(report, messageId, office) {
  const said = element("p", { class: "small", role: "status", id: "told" });
  const choice = (/** @type {string} */ value, /** @type {string} */ key, /** @type {boolean} */ checked) => {
    const input = /** @type {HTMLInputElement} */ (element("input", { type: "radio", name: "attach", value, id: `attach-${value}` }));
    input.checked = checked;
    return { input, line: element("p", {}, input, " ", element("label", { for: `attach-${value}` }, word(key))) };
  };
  const original = choice("original", "tell_original", true);
  const defanged = choice("report", "tell_report_only", false);
  const items = recipients(report, office).map(({ key, name, address, text }) => {
    const button = element("button", { type: "button", class: "to", "data-to": key }, name);
    button.addEventListener("click", async () => {
      try {
        await browser.compose.beginNew(null, readyMail(report, address, await attachment(report, messageId, original.input.checked)));
        said.textContent = word("tell_ready");
      } catch {
        said.textContent = word("tell_failed");
      }
    });
    return element("li", {}, button, " ", technical(address), element("p", { class: "small" }, text));
  });
  const site = realSite(report);
  if (site !== null) {
    items.push(element("li", { class: "company" }, element("p", { class: "small" }, word("tell_company", site.brand), " ", technical(site.host))));
  }
  return [
    element("p", {}, word("tell_text")),
    element("fieldset", {}, element("legend", {}, word("tell_attach")), original.line, element("p", { class: "small" }, word("tell_original_text")), defanged.line),
    element("ul", { class: "recipients" }, ...items),
    said,
  ];
}
