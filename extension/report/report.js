// The whole report on a page of its own. Everything is a text node; no address can be clicked.

import { element, fill, quoted, technical } from "../common/dom.js";
import { defangedForCopying, drawnLink } from "../common/drawn.js";
import { askedOfName, kindName, outcomeName, revealsName } from "../common/ledger.js";
import { warnings, wordAndHeadline } from "../common/report.js";
import { adviceItems, findingItem, listSection, section, senderLines, unknownItems } from "../common/view.js";
import { moment, placeName, translate, whereName, word } from "../common/words.js";

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
function routeRows({ route }) {
  return route.map((hop) => [
    technical(hop.by),
    technical([hop.from || hop.helo, hop.ip && `[${hop.ip}]`].filter(Boolean).join(" ")),
    moment(hop.time),
    placeName(hop.place),
    word(hop.trusted ? "trusted_yes" : "trusted_no"),
  ]);
}

/** @param {Report} report */
function linkRows(report) {
  return report.links.map((link) => {
    const item = drawnLink(link);
    item.append(element("p", { class: "small" }, word("for_copying"), ": ", technical(defangedForCopying(link))));
    return item;
  });
}

/** @param {Report} report */
function showReport(report) {
  const said = wordAndHeadline(report.headline || word(`${report.level}_headline`), word(`${report.level}_word`));
  at("main").className = report.level;
  /** @type {HTMLImageElement} */ (at("icon")).src = `../icons/${report.level}.svg`;
  at("level").textContent = said.word;
  at("headline").textContent = said.headline;
  document.title = `${word("name")}: ${report.message.subject}`;
  const good = report.findings.filter(({ severity }) => severity === "good");
  fill(
    at("body"),
    ...listSection("advice", adviceItems(report), "advice"),
    mailSection(report),
    senderSection(report),
    ...listSection("findings", warnings(report).map(findingWithEvidence)),
    ...listSection("links", linkRows(report)),
    ...table("attachments", ["file_name", "claimed_type", "real_type", "remarks"],
      report.attachments.map((part) => [quoted(part.name), technical(part.claimedType), technical(part.realType), part.notes.join(" ")])),
    ...table("route", ["hop_by", "hop_from", "time", "place", "trusted"], routeRows(report)),
    ...table("authentication", ["method", "result", "domain", "remarks"],
      report.authentication.map((row) => [row.method.toUpperCase(), row.result, technical(row.domain), row.reason])),
    ...listSection("good_signs", good.map(findingWithEvidence)),
    ...listSection("unknown", unknownItems(report)),
    ...table("queries", ["kind", "asked_name", "asked_of", "reveals", "result", "milliseconds"],
      report.queries.map((row) => [kindName(row.kind), technical(row.name), technical(askedOfName(row.to)), revealsName(row.reveals), outcomeName(row.outcome), String(Math.round(row.ms))])),
  );
  if (report.queries.length === 0) {
    at("body").append(section("queries", element("p", {}, word("no_queries"))));
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
show(await browser.runtime.sendMessage({ type: "examination", messageId }));
