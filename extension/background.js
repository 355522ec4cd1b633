// The event page: listens, and passes on. All state is in Tabs and Examinations; both survive suspension.

import { Host } from "./background/host.js";
import { Examinations } from "./background/examinations.js";
import { Tabs } from "./background/tabs.js";
import { clearFace } from "./background/face.js";
import { readMail } from "./background/mails.js";
import { recall, remember } from "./background/memory.js";
import { readSettings, settingsForHost } from "./background/settings.js";
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
  changed: (examination) => tabs.changed(examination),
});

const tabs = new Tabs({ examinations, save });

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
  if (only !== null && examinations.get(only) === null && (await readSettings()).values.auto_check) {
    if (tabs.shows(tab.id, only)) {
      examinations.start(only, { byClick: false });
    }
  }
});

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
    if (shown.kind === "one" && examinations.get(shown.messageId) === null) {
      examinations.start(shown.messageId, { byClick: false });
    }
  }
}
browser.runtime.onStartup.addListener(examineWhatIsOpen);
browser.runtime.onInstalled.addListener(examineWhatIsOpen);

/**
 * What pages and banner ask for.
 * @type {Record<string, (message: any, sender: any) => unknown>}
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
      const { code, text } = /** @type {any} */ (error);
      return { error: { code: code ?? "internal", text: text ?? "" } };
    }
  },
  // From the banner's buttons.
  async why(_, sender) {
    const { id, windowId } = sender.tab;
    const opened = await browser.messageDisplayAction.openPopup({ windowId }).catch(() => false);
    if (!opened) {
      const messageId = tabs.messageIn(id);
      await browser.tabs.create({ url: `/report/report.html?message=${messageId}` });
    }
  },
  dismissed(_, sender) {
    tabs.dismiss(sender.tab.id);
  },
};

browser.runtime.onMessage.addListener((message, sender) => {
  const type = message?.type;
  if (typeof type !== "string" || !Object.hasOwn(answers, type)) {
    return undefined;
  }
  // Only the banner speaks from inside a mail, and only of its own buttons.
  const page = sender.url?.startsWith(browser.runtime.getURL("")) ?? false;
  if (!page && type !== "why" && type !== "dismissed") {
    return undefined;
  }
  return ready.then(() => answers[type](message, sender));
});
