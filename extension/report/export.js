// The report as a file of its own: one HTML page without scripts, printable, nothing in it can be clicked.

import { element } from "../common/dom.js";
import { forOthers, reportJson, reportText } from "../common/export.js";
import { language, word } from "../common/words.js";

/** @typedef {import("../common/report.js").Report} Report */

const POLICY = "default-src 'none'; style-src 'unsafe-inline'";

/**
 * @param {Report} report
 * @param {{ redacted: boolean }} how
 * @param {(report: Report) => HTMLElement} draw
 */
export async function reportHtml(report, how, draw) {
  const sheets = await Promise.all(["../common/page.css", "report.css"].map(async (file) => (await fetch(file)).text()));
  const others = forOthers(report, how);
  const page = document.implementation.createHTMLDocument(`${word("name")}: ${others.message.subject}`);
  page.documentElement.lang = language();
  const policy = page.createElement("meta");
  policy.httpEquiv = "Content-Security-Policy";
  policy.content = POLICY;
  const charset = page.createElement("meta");
  charset.setAttribute("charset", "utf-8");
  const style = page.createElement("style");
  style.textContent = sheets.join("\n");
  page.head.prepend(charset, policy);
  page.head.append(style);
  page.body.append(page.adoptNode(draw(others)));
  return `<!doctype html>\n${page.documentElement.outerHTML}\n`;
}

/** @param {string} name @param {string} type @param {string} content */
function save(name, type, content) {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = /** @type {HTMLAnchorElement} */ (element("a", { href: url, download: name }));
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/**
 * The buttons that make something of the report for others.
 * @param {() => Report | null} current
 * @param {(report: Report) => HTMLElement} draw
 */
export function exportSection(current, draw) {
  const keep = /** @type {HTMLInputElement} */ (element("input", { type: "checkbox", id: "with-recipients" }));
  const said = element("p", { class: "small", role: "status", id: "exported" });
  const button = (/** @type {string} */ key, /** @type {(report: Report, how: { redacted: boolean }) => unknown} */ action) => {
    const made = element("button", { type: "button", id: key }, word(key));
    made.addEventListener("click", async () => {
      const report = current();
      if (report !== null) {
        await action(report, { redacted: !keep.checked });
        said.textContent = word("export_done");
      }
    });
    return made;
  };
  const buttons = element("div", { class: "buttons" },
    button("export_html", async (report, how) => save("mekiki-report.html", "text/html", await reportHtml(report, how, draw))),
    button("export_text", (report, how) => navigator.clipboard.writeText(reportText(report, how))),
    button("export_json", (report, how) => save("mekiki-report.json", "application/json", reportJson(report, how))),
  );
  return [buttons, element("p", {}, keep, " ", element("label", { for: "with-recipients" }, word("export_recipients"))), said];
}
