// The whole report on a page of its own. Everything is a text node; no address can be clicked.

import { element, fill, quoted, technical } from "../common/dom.js";
import { defangedForCopying, drawnLink } from "../common/drawn.js";
import { readSettings } from "../background/settings.js";
import { hasBanner } from "../common/levels.js";
import { askedOfName, kindName, outcomeName, revealsName } from "../common/ledger.js";
import { warnings, wordAndHeadline } from "../common/report.js";
import { adviceItems, findingItem, listSection, section, senderLines, unknownItems } from "../common/view.js";
import { moment, translate, whereName, word } from "../common/words.js";
import { authenticationSection } from "./authentication.js";
import { exportSection } from "./export.js";
import { quotedMail, textOf } from "./quote.js";
import { map, timeLine } from "./route.js";
import { tellSection } from "./tell.js";

/** @typedef {import("../common/report.js").Report} Report */
/** @typedef {import("../common/report.js").Finding} Finding */

/** @param {string} id */
const at = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

/**
 * @param {string} title
 * @param {string[]} columns keys of the column names
 * @param {(Node | string)[][]} rows
 */
function table(title, columns, rows) {
  if (rows.length === 0) {
    return [];
  }
  const head = element("tr", {}, ...columns.map((key) => element("th", { scope: "col" }, word(key))));
  const body = rows.map((cells) => element("tr", {}, ...cells.map((cell) => element("td", {}, cell))));
  return [section(title, element("table", {}, element("thead", {}, head), element("tbody", {}, ...body)))];
}

/** @param {Finding} finding */
function findingWithEvidence(finding) {
  const item = findingItem(finding);
  for (const { where, excerpt } of finding.evidence) {
    item.append(element("p", { class: "evidence" }, whereName(where), where && excerpt ? ": " : "", quoted(excerpt)));
  }
  if (finding.code !== "") {
    item.append(element("p", { class: "small" }, technical(finding.code)));
  }
  return item;
}

/** @param {Report} report */
function mailSection({ message, claims }) {
  const lines = [element("p", {}, word("subject"), ": ", quoted(message.subject))];
  if (message.date !== null) {
    lines.push(element("p", {}, word("date"), ": ", moment(message.date)));
  }
  if (message.messageId !== "") {
    lines.push(element("p", { class: "small" }, "Message-ID: ", technical(message.messageId)));
  }
  for (const { brand, where, excerpt } of claims) {
    lines.push(element("p", {}, word("claims_to_be", brand), where && ` (${whereName(where)})`, excerpt && ": ", excerpt && quoted(excerpt)));
  }
  return section("mail", ...lines);
}

/** Who sent it, told as a story, and where the words of strangers begin. @param {Report} report */
function senderSection(report) {
  const { summary, boundary } = report.sender;
  return section("sender", ...(summary === "" ? [] : [element("p", { class: "summary" }, summary)]), ...senderLines(report),
    ...(boundary === "" ? [] : [element("p", { class: "small boundary" }, boundary)]));
}

/** @param {Report} report */
function linkRows(report) {
  return report.links.map((link) => {
    const item = drawnLink(link);
    item.append(element("p", { class: "small" }, word("for_copying"), ": ", technical(defangedForCopying(link))));
    return item;
  });
}

/**
 * The sections, for this page and for one made for others.
 * @param {Report} report
 * @param {string} text of the mail
 */
function sections(report, text) {
  const good = report.findings.filter(({ severity }) => severity === "good");
  const quote = quotedMail(report, text);
  const ledger = table("queries", ["kind", "asked_name", "asked_of", "reveals", "result", "milliseconds"],
    report.queries.map((row) => [kindName(row.kind), technical(row.name), technical(askedOfName(row.to)), revealsName(row.reveals), outcomeName(row.outcome), String(Math.round(row.ms))]));
  const places = map(report);
  return [
    ...listSection("advice", adviceItems(report), "advice"),
    mailSection(report),
    senderSection(report),
    ...listSection("findings", warnings(report).map(findingWithEvidence)),
    ...listSection("links", linkRows(report)),
    ...(quote.length > 0 ? [section("mail_text", ...quote)] : []),
    ...table("attachments", ["file_name", "claimed_type", "real_type", "remarks"],
      report.attachments.map((part) => [quoted(part.name), technical(part.claimedType), technical(part.realType), part.notes.join(" ")])),
    ...(report.route.length > 0 ? [section("route", element("p", { class: "small" }, word("route_note")), timeLine(report))] : []),
    ...(places.length > 0 ? [section("map", ...places)] : []),
    ...authenticationSection(report),
    ...listSection("good_signs", good.map(findingWithEvidence)),
    ...listSection("unknown", unknownItems(report)),
    ...(ledger.length > 0 ? ledger : [section("queries", element("p", {}, word("no_queries")))]),
  ];
}

/** The whole page for others, apart from this document. @param {Report} report */
function detached(report) {
  const said = wordAndHeadline(report.headline || word(`${report.level}_headline`), word(`${report.level}_word`));
  const head = element("header", { class: "head" }, element("div", {}, element("p", { class: "level" }, said.word), element("h1", {}, said.headline)));
  return element("main", { class: report.level }, head, ...sections(report, ""));
}

/** @type {{ report: Report | null, text: string, office: string }} */
const shown = { report: null, text: "", office: "" };

/** @param {Report} report */
function showReport(report) {
  shown.report = report;
  const said = wordAndHeadline(report.headline || word(`${report.level}_headline`), word(`${report.level}_word`));
  at("main").className = report.level;
  /** @type {HTMLImageElement} */ (at("icon")).src = `../icons/${report.level}.svg`;
  at("level").textContent = said.word;
  at("headline").textContent = said.headline;
  document.title = `${word("name")}: ${report.message.subject}`;
  fill(at("body"), ...sections(report, shown.text));
  if (at("tell").childElementCount === 0) {
    // Built once: what the reader has chosen there stays.
    at("tell").append(element("h2", {}, word("tell_title")), ...tellSection(report, messageId, shown.office));
    at("export").append(element("h2", {}, word("export")), ...exportSection(() => shown.report, detached));
    at("tell").hidden = !hasBanner(report.level);
    at("export").hidden = false;
    if (location.hash === "#tell") {
      at("tell").scrollIntoView();
      at("tell").focus();
    }
  }
}

translate(document);
const messageId = Number(new URLSearchParams(location.search).get("message"));

/** @param {any} examination */
function show(examination) {
  if (examination?.report) {
    showReport(examination.report);
  }
}

browser.runtime.onMessage.addListener((message) => {
  if (message?.type === "changed" && message.examination.messageId === messageId) {
    show(message.examination);
  }
});
const [examination, text, { policy }] = await Promise.all([
  browser.runtime.sendMessage({ type: "examination", messageId }),
  textOf(messageId),
  readSettings(),
]);
shown.text = text;
shown.office = typeof policy.report_to === "string" ? policy.report_to : "";
show(examination);
