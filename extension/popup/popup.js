// The pop-up of the button: the verdict where no mail can reach. Opening it with nothing known starts the check.

import { fill } from "../common/dom.js";
import { hasBanner } from "../common/levels.js";
import { warnings, wordAndHeadline } from "../common/report.js";
import { askToMove, junkProblem } from "../common/junk.js";
import { sentence } from "../common/failures.js";
import { adviceItems, findingItem, linkItems, listSection, section, senderLines, unknownItems } from "../common/view.js";
import { translate, word } from "../common/words.js";

/** @typedef {import("../background/examinations.js").Examination} Examination */

const MAX_LINKS = 5;
const STAGES = new Set(["reading", "sending", "examining", "asking"]);

/** @param {string} id */
const at = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

/** @type {{ tabId: number, messageId: number | null }} */
const here = { tabId: -1, messageId: null };

/** @param {string} state @param {string} level @param {string} headline */
function head(state, level, headline) {
  at("main").className = state;
  /** @type {HTMLImageElement} */ (at("icon")).src = `../icons/${state}.svg`;
  at("level").textContent = level;
  at("headline").textContent = headline;
}

/** @param {Record<string, boolean>} visible */
function show(visible) {
  for (const id of ["report", "tell", "junk", "again", "cancel", "anchor", "progress-section"]) {
    at(id).hidden = !visible[id];
  }
}

/** @param {string} key */
function showSentence(key) {
  head("none", "", word(key));
  fill(at("body"));
  show({ again: key === "shown_loading" });
}

/** @param {Examination} examination */
function showProgress({ stage, done, of }) {
  const bar = /** @type {HTMLProgressElement} */ (at("progress"));
  if (of > 0) {
    bar.max = of;
    bar.value = Math.min(done, of);
  } else {
    bar.removeAttribute("value");
  }
  at("stage").textContent = word(`stage_${STAGES.has(stage) ? stage : "examining"}`);
}

/** @param {Examination} examination */
function showReport({ report, state }) {
  if (report === null) {
    return;
  }
  const said = wordAndHeadline(report.headline || word(`${report.level}_headline`), word(`${report.level}_word`));
  head(report.level, said.word, said.headline);
  const running = state === "running";
  fill(
    at("body"),
    ...listSection("advice", adviceItems(report), "advice"),
    section("sender", ...senderLines(report)),
    ...listSection("findings", warnings(report).map(findingItem)),
    ...listSection("links", linkItems(report, MAX_LINKS)),
    ...listSection("unknown", unknownItems(report)),
  );
  const warned = hasBanner(report.level);
  show({ report: true, tell: warned, junk: warned, again: !running, cancel: running, anchor: warned, "progress-section": running });
}

/** @param {Examination | null} examination */
function showExamination(examination) {
  if (examination === null) {
    head("none", "", word("not_checked"));
    fill(at("body"));
    show({ again: true });
    return;
  }
  if (examination.state === "running") {
    showProgress(examination);
  }
  if (examination.state === "failed") {
    head("failed", word("failed_word"), sentence(examination.error ?? { code: "internal", text: "" }));
    fill(at("body"));
    show({ again: true });
  } else if (examination.report === null) {
    head("busy", word("busy_word"), word("busy_headline"));
    fill(at("body"));
    show({ cancel: true, "progress-section": true });
  } else {
    showReport(examination);
  }
}

/** @param {boolean} start */
async function look(start) {
  const shown = await browser.runtime.sendMessage({ type: "look", tabId: here.tabId, start });
  if (shown?.kind === "one") {
    here.messageId = shown.messageId;
    showExamination(shown.examination);
  } else {
    here.messageId = null;
    showSentence(`shown_${shown?.kind ?? "nothing"}`);
  }
}

browser.runtime.onMessage.addListener((message) => {
  if (message?.type === "changed" && message.examination.messageId === here.messageId) {
    showExamination(message.examination);
  }
});

at("again").addEventListener("click", async () => {
  if (here.messageId === null) {
    await look(true);
  } else {
    await browser.runtime.sendMessage({ type: "again", tabId: here.tabId });
  }
});
at("cancel").addEventListener("click", async () => {
  await browser.runtime.sendMessage({ type: "cancel", messageId: here.messageId });
  showExamination(null);
});
/** @param {string} part of the report page */
async function openReport(part) {
  await browser.tabs.create({ url: `/report/report.html?message=${here.messageId}${part}` });
  window.close();
}
at("report").addEventListener("click", () => openReport(""));
at("tell").addEventListener("click", () => openReport("#tell"));

async function showMoved() {
  const moved = await browser.runtime.sendMessage({ type: "junk_moved" });
  at("moved").hidden = !moved;
  at("moved-text").textContent = moved ? word("junk_done", moved.subject) : "";
}

at("junk").addEventListener("click", async () => {
  const { messageId } = here;
  const allowed = await askToMove(); // first of all: a request counts only as part of the click
  const { error } = allowed ? await browser.runtime.sendMessage({ type: "junk_now", messageId }) : { error: "not_allowed" };
  at("junk-section").hidden = error === undefined;
  at("junk-text").textContent = error === undefined ? "" : junkProblem(error);
  await showMoved();
});
at("back").addEventListener("click", async () => {
  await browser.runtime.sendMessage({ type: "junk_back" });
  await showMoved();
});

translate(document);
head("busy", word("busy_word"), word("busy_headline"));
const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
here.tabId = tab.id ?? -1;
await Promise.all([look(true), showMoved()]);
