// The event page: listens, and passes on. All state is in Tabs and Examinations; both survive suspension.

import { Host } from "./background/host.js";
import { Examinations } from "./background/examinations.js";
import { Tabs } from "./background/tabs.js";
import { clearFace } from "./background/face.js";
import { Junk } from "./background/junk.js";
import { readers, readMail, readerOf, senderOf } from "./background/mails.js";
import { recall, remember } from "./background/memory.js";
import { isManaged, readSettings, settingsForHost } from "./background/settings.js";
import { realSite } from "./common/marks.js";
import { language } from "./common/words.js";

const HOST_NAME = "mekiki";

const host = new Host({
  connect: () => browser.runtime.connectNative(HOST_NAME),
  settings: settingsForHost,
  language,
  version: browser.runtime.getManifest().version,
});

const examinations = new Examinations({
  host,
  readMail,
  readerOf,
  changed: (examination) => tabs.changed(examination),
});

const junk = new Junk((messageId) => tabs.refresh(messageId));

const tabs = new Tabs({
  examinations,
  save,
  moving: (messageId) => junk.isMoving(messageId),
  left: (messageId) => junk.left(messageId),
});

const ready = recall().then((memory) => {
  examinations.restore(memory.results);
  tabs.restore(memory);
});

function save() {
  void remember({ results: examinations.finished(), ...tabs.kept() });
}

browser.mailTabs.onSelectedMessagesChanged.addListener(async (tab, { messages }) => {
  const only = messages.length === 1 ? messages[0].id : null;
  if (!tabs.shows(tab.id, only)) {
    clearFace(tab.id);
  }
  await ready;
  tabs.selected(tab.id, only);
});

browser.messageDisplay.onMessagesDisplayed.addListener(async (tab, { messages }) => {
  const only = messages.length === 1 ? messages[0].id : null;
  if (!tabs.shows(tab.id, only)) {
    clearFace(tab.id);
  }
  await ready;
  await tabs.displayed(tab.id, only);
  if (only !== null && examinations.get(only) === null && (await isToBeExamined(only)) && tabs.shows(tab.id, only)) {
    examinations.start(only, { byClick: false });
  }
});

/** Whether a mail is examined that nobody asked about. @param {number} messageId */
async function isToBeExamined(messageId) {
  const { auto_check: automatic, auto_check_known: also } = (await readSettings()).values;
  if (!automatic || also) {
    return automatic;
  }
  const sender = await senderOf(messageId);
  if (sender === "") {
    return true;
  }
  try {
    const { known } = await host.remembered(await readerOf(messageId), sender);
    return known !== true;
  } catch {
    return true; // the check says what is wrong with the program
  }
}

browser.tabs.onRemoved.addListener(async (tabId) => {
  await ready;
  tabs.closed(tabId);
});

browser.storage.onChanged.addListener((changes, area) => {
  if (area === "managed" || (area === "local" && "settings" in changes)) {
    host.letGo(); // the next hello carries the new settings
  }
});

// Thunderbird started with a mail already open (a double click on an .eml file): it is displayed before we listen.
async function examineWhatIsOpen() {
  await ready;
  if (!(await readSettings()).values.auto_check) {
    return;
  }
  for (const tab of await browser.tabs.query({ active: true })) {
    const shown = await tabs.look(tab.id);
    if (shown.kind === "one" && examinations.get(shown.messageId) === null && (await isToBeExamined(shown.messageId))) {
      examinations.start(shown.messageId, { byClick: false });
    }
  }
}
browser.runtime.onStartup.addListener(examineWhatIsOpen);
browser.runtime.onInstalled.addListener(async ({ reason, temporary }) => {
  await examineWhatIsOpen();
  // Whoever installs it for others tells them; whoever tries it out knows.
  if (reason === "install" && !temporary && !(await isManaged())) {
    await browser.tabs.create({ url: "/options/options.html#welcome" });
  }
});

/** @param {unknown} error */
function problem(error) {
  const { code, text } = /** @type {any} */ (error);
  return { code: code ?? "internal", text: text ?? "" };
}

/**
 * What pages ask for.
 * @type {Record<string, (message: any) => unknown>}
 */
const answers = {
  // From the pop-up: what is shown, and start with it if nothing is known yet.
  async look({ tabId, start }) {
    const shown = await tabs.look(tabId);
    if (shown.kind !== "one") {
      return { kind: shown.kind };
    }
    if (examinations.get(shown.messageId) === null && start === true) {
      examinations.start(shown.messageId, { byClick: true });
    }
    return { kind: "one", messageId: shown.messageId, examination: examinations.get(shown.messageId) };
  },
  async again({ tabId }) {
    const shown = await tabs.look(tabId);
    if (shown.kind === "one") {
      tabs.undismiss(shown.messageId);
      examinations.start(shown.messageId, { byClick: true });
    }
  },
  cancel({ messageId }) {
    examinations.cancel(messageId);
    tabs.refresh(messageId);
  },
  examination({ messageId }) {
    return examinations.get(messageId);
  },
  async status() {
    try {
      return { info: await host.status() };
    } catch (error) {
      return { error: problem(error) };
    }
  },
  async forget() {
    try {
      return { erased: await host.forget() };
    } catch (error) {
      return { error: problem(error) };
    }
  },
  // What is remembered of all accounts together.
  async remembered() {
    try {
      const servers = new Set();
      let kept = false;
      let correspondents = 0;
      for (const reader of [[], ...(await readers())]) {
        const memory = await host.remembered(reader);
        ({ kept, correspondents } = memory);
        memory.servers.forEach((name) => servers.add(name));
      }
      return { kept, correspondents, servers: [...servers].sort() };
    } catch (error) {
      return { error: problem(error) };
    }
  },
  // From the pop-up and the report page.
  async junk_now({ messageId }) {
    try {
      await junk.now(messageId);
      return { subject: junk.moved?.subject ?? "" };
    } catch (error) {
      return { error: /** @type {any} */ (error).code ?? "internal" };
    }
  },
  junk_back() {
    return junk.back();
  },
  junk_moved() {
    return junk.moved === null ? null : { subject: junk.moved.subject };
  },
};

/** @param {{ id: number, windowId: number }} tab @param {string} [part] of the report page */
async function openReport({ id }, part = "") {
  await browser.tabs.create({ url: `/report/report.html?message=${tabs.messageIn(id)}${part}` });
}

/**
 * What banner and pause ask for, from inside a mail.
 * @type {Record<string, (message: any, tab: { id: number, windowId: number }) => unknown>}
 */
const answersToMails = {
  async why(_, tab) {
    const opened = await browser.messageDisplayAction.openPopup({ windowId: tab.windowId }).catch(() => false);
    if (!opened) {
      await openReport(tab);
    }
  },
  dismissed(_, tab) {
    tabs.dismiss(tab.id);
  },
  tell(_, tab) {
    return openReport(tab, "#tell");
  },
  async junk(_, tab) {
    const messageId = tabs.messageIn(tab.id);
    if (messageId === null) {
      return;
    }
    if (await junk.allowed()) {
      junk.later(messageId);
    } else {
      await answersToMails.why(null, tab); // only a page can ask for a permission
    }
  },
  keep(_, tab) {
    junk.keep(tabs.messageIn(tab.id) ?? -1);
  },
  // The company's real site: from the report, never from the mail's document.
  async site(_, tab) {
    const report = examinations.get(tabs.messageIn(tab.id) ?? -1)?.report;
    const site = report ? realSite(report) : null;
    if (site !== null) {
      await browser.windows.openDefaultBrowser(site.url);
    }
  },
  async go_on({ address }, tab) {
    if (tabs.messageIn(tab.id) !== null && typeof address === "string" && /^https?:\/\//u.test(address)) {
      await browser.windows.openDefaultBrowser(address);
    }
  },
};

browser.runtime.onMessage.addListener((message, sender) => {
  const type = message?.type;
  if (typeof type !== "string") {
    return undefined;
  }
  // What runs inside a mail speaks only of its own buttons.
  const page = sender.url?.startsWith(browser.runtime.getURL("")) ?? false;
  if (page && Object.hasOwn(answers, type)) {
    return ready.then(() => answers[type](message));
  }
  if (!page && sender.tab && Object.hasOwn(answersToMails, type)) {
    return ready.then(() => answersToMails[type](message, sender.tab));
  }
  return undefined;
});
