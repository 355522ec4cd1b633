// Functions that run inside Thunderbird: each travels there as text, so none may use anything of this module.
/* global Services, ChromeUtils, Cc, Ci, Cu, aboutMessage, mailDocument, extensionBrowser */

/** Available to every other function. */
export function helpers() {
  const mainWindow = () => Services.wm.getMostRecentWindow("mail:3pane");
  /** @param {string} where "pane", "tab" or "window" */
  const aboutMessage = (where) => {
    if (where === "window") {
      return Services.wm.getMostRecentWindow("mail:messageWindow")?.messageBrowser.contentWindow;
    }
    return mainWindow().gTabmail.currentAboutMessage;
  };
  const mailDocument = (where) => aboutMessage(where)?.getMessagePaneBrowser()?.contentDocument;
  const extensionBrowser = (page) => {
    const id = "mekiki@mekiki.invalid";
    const policy = Cu.getGlobalForObject(Services).WebExtensionPolicy.getByID(id);
    for (const view of policy.extension.views) {
      if (page === "background" ? view.viewType === "background" : view.uri.spec.split("?")[0].endsWith(page)) {
        return view.xulBrowser;
      }
    }
    return null;
  };
  return { aboutMessage, mailDocument, extensionBrowser };
}

export function isReady() {
  const window = Services.wm.getMostRecentWindow("mail:3pane");
  return (
    window?.document.readyState === "complete" && window.gTabmail?.currentAbout3Pane?.document.readyState === "complete"
  );
}

export function isExtensionRunning(id) {
  const policy = Cu.getGlobalForObject(Services).WebExtensionPolicy.getByID(id);
  return policy?.extension?.backgroundState === "running";
}

export function backgroundState(id) {
  return Cu.getGlobalForObject(Services).WebExtensionPolicy.getByID(id).extension.backgroundState;
}

export function suspendBackground(id) {
  const policy = Cu.getGlobalForObject(Services).WebExtensionPolicy.getByID(id);
  return policy.extension.terminateBackground({ disableResetIdleForTest: true });
}

export async function showFolder(name) {
  const { MailServices } = ChromeUtils.importESModule("resource:///modules/MailServices.sys.mjs");
  const window = Services.wm.getMostRecentWindow("mail:3pane");
  const pane = window.gTabmail.currentAbout3Pane;
  const folder = MailServices.accounts.localFoldersServer.rootFolder.getChildNamed(name);
  pane.displayFolder(folder.URI);
  for (let i = 0; i < 200 && !(pane.gFolder?.URI === folder.URI && pane.gDBView?.rowCount > 0); i += 1) {
    await new Promise((resolve) => window.setTimeout(resolve, 50));
  }
  pane.paneLayout.messagePaneVisible = true;
  return pane.gDBView.rowCount;
}

export function subjects() {
  const { gDBView } = Services.wm.getMostRecentWindow("mail:3pane").gTabmail.currentAbout3Pane;
  return Array.from({ length: gDBView.rowCount }, (_, row) => gDBView.getMsgHdrAt(row).mime2DecodedSubject);
}

/** Selects the rows with these subjects ("" for none). */
export function select(...wanted) {
  const pane = Services.wm.getMostRecentWindow("mail:3pane").gTabmail.currentAbout3Pane;
  const rows = wanted.map((subject) => {
    for (let row = 0; row < pane.gDBView.rowCount; row += 1) {
      if (pane.gDBView.getMsgHdrAt(row).mime2DecodedSubject === subject) {
        return row;
      }
    }
    throw new Error(`no mail "${subject}"`);
  });
  if (rows.length === 1) {
    pane.threadTree.selectedIndex = rows[0];
  } else {
    pane.threadTree.selectedIndices = rows;
  }
}

/** The subject shown, once its document has been loaded. */
export function shownSubject(where) {
  const window = aboutMessage(where);
  return window?.msgLoaded && window.gMessage ? window.gMessage.mime2DecodedSubject : null;
}

export function openIn(where, subject) {
  const { MailServices } = ChromeUtils.importESModule("resource:///modules/MailServices.sys.mjs");
  const { MailUtils } = ChromeUtils.importESModule("resource:///modules/MailUtils.sys.mjs");
  const window = Services.wm.getMostRecentWindow("mail:3pane");
  const folder = window.gTabmail.tabInfo[0].chromeBrowser.contentWindow.gFolder;
  void MailServices;
  for (const header of folder.messages) {
    if (header.mime2DecodedSubject === subject) {
      if (where === "window") {
        MailUtils.openMessageInNewWindow(header);
      } else {
        window.gTabmail.openTab("mailMessageTab", { messageURI: folder.getUriForMsg(header), background: false });
      }
      return;
    }
  }
  throw new Error(`no mail "${subject}"`);
}

/** Opens an .eml file as a double click on it does: in a new tab. */
export function openFile(path) {
  const { MailUtils } = ChromeUtils.importESModule("resource:///modules/MailUtils.sys.mjs");
  Services.prefs.setIntPref("mail.openMessageBehavior", 2);
  const file = Cc["@mozilla.org/file/local;1"].createInstance(Ci.nsIFile);
  file.initWithPath(path);
  const uri = Services.io.newFileURI(file).QueryInterface(Ci.nsIURL);
  MailUtils.openEMLFile(Services.wm.getMostRecentWindow("mail:3pane"), file, uri);
}

export async function openAttachment(where, index) {
  const window = aboutMessage(where);
  for (let i = 0; i < 100 && !window.currentAttachments[index]; i += 1) {
    await new Promise((resolve) => window.setTimeout(resolve, 50));
  }
  await window.currentAttachments[index].open(window.browsingContext);
}

export function closeTabs() {
  const { gTabmail } = Services.wm.getMostRecentWindow("mail:3pane");
  while (gTabmail.tabInfo.length > 1) {
    gTabmail.closeTab(gTabmail.tabInfo[1]);
  }
  gTabmail.switchToTab(0);
}

export function closeWindows() {
  for (const window of [...Services.wm.getEnumerator("mail:messageWindow")]) {
    window.close();
  }
}

/** Button of the extension in the message header: what it says and where it is. */
export function button(where, id) {
  const window = aboutMessage(where);
  const node = window?.document.getElementById(id);
  if (!node) {
    return null;
  }
  const top = window.browsingContext.topChromeWindow;
  const box = node.getBoundingClientRect();
  return {
    label: node.getAttribute("label"),
    badge: node.getAttribute("badge") ?? "",
    title: node.getAttribute("tooltiptext") ?? node.getAttribute("title") ?? "",
    image: node.getAttribute("style") ?? "",
    visible: box.width > 0 && box.height > 0 && node.checkVisibility() && !window.document.getElementById("msgHeaderView").collapsed,
    x: window.mozInnerScreenX - top.mozInnerScreenX + box.x + box.width / 2,
    y: window.mozInnerScreenY - top.mozInnerScreenY + box.y + box.height / 2,
  };
}

/**
 * What a person sees of the banner: its box, whether points of it really belong to it (nothing lies on top), its
 * text, role and colours, and what the mail could read from its attributes.
 */
export function banner(where) {
  const page = mailDocument(where);
  const hosts = page ? [...page.documentElement.children].filter((node) => node.openOrClosedShadowRoot) : [];
  if (hosts.length !== 1) {
    return { count: hosts.length, text: "" };
  }
  const [host] = hosts;
  const view = page.defaultView;
  const root = host.openOrClosedShadowRoot;
  const box = host.getBoundingClientRect();
  const points = [];
  for (const across of [0.02, 0.25, 0.5, 0.75, 0.98]) {
    for (const down of [0.1, 0.5, 0.9]) {
      points.push(page.elementFromPoint(box.x + box.width * across, box.y + box.height * down) === host);
    }
  }
  const heading = root.querySelector("h2");
  const style = view.getComputedStyle(heading);
  const rootStyle = view.getComputedStyle(page.documentElement);
  const range = page.createRange();
  range.selectNodeContents(heading);
  const line = range.getBoundingClientRect();
  return {
    count: 1,
    text: root.firstElementChild.textContent,
    headline: heading.textContent,
    reasons: [...root.querySelectorAll("li")].map((node) => node.textContent),
    advice: root.querySelector(".advice")?.textContent ?? "",
    role: root.firstElementChild.getAttribute("role"),
    level: root.querySelector(".box").className.replace("box ", ""),
    onTop: points.every(Boolean),
    open: host.matches(":popover-open"),
    box: { x: box.x, y: box.y, width: box.width, height: box.height },
    view: { width: view.innerWidth, height: view.innerHeight },
    headlineBox: { width: line.width, height: line.height },
    fontSize: parseFloat(style.fontSize),
    colour: style.color,
    background: view.getComputedStyle(root.querySelector(".box")).backgroundColor,
    visible: host.checkVisibility({ opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true }),
    rootEffects: [rootStyle.opacity, rootStyle.filter, rootStyle.transform, rootStyle.clipPath, rootStyle.zoom].join(" "),
    inert: page.documentElement.hasAttribute("inert"),
    attributes: [...host.attributes].map((one) => `${one.name}=${one.value}`).join(" "),
    scripted: page.querySelector("[data-scripted]") !== null,
  };
}

/** Where a button of the banner is in the top window. */
export function bannerButton(where, name) {
  const page = mailDocument(where);
  const window = aboutMessage(where);
  const top = window.browsingContext.topChromeWindow;
  for (const node of page.documentElement.children) {
    const target = node.openOrClosedShadowRoot?.querySelector(`button.${name}`);
    if (target) {
      const box = target.getBoundingClientRect();
      const view = page.defaultView;
      return {
        x: view.mozInnerScreenX - top.mozInnerScreenX + box.x + box.width / 2,
        y: view.mozInnerScreenY - top.mozInnerScreenY + box.y + box.height / 2,
      };
    }
  }
  return null;
}

/** Where an element of the mail is in the top window. */
export function pointInMail(where, selector) {
  const page = mailDocument(where);
  const top = aboutMessage(where).browsingContext.topChromeWindow;
  const view = page.defaultView;
  const box = page.querySelector(selector).getBoundingClientRect();
  return {
    x: view.mozInnerScreenX - top.mozInnerScreenX + box.x + box.width / 2,
    y: view.mozInnerScreenY - top.mozInnerScreenY + box.y + box.height / 2,
  };
}

export function mailText(where) {
  return mailDocument(where)?.body?.innerText ?? null;
}

/** Runs statements in a (remote) page of the extension. */
export function inExtensionPage(page, body) {
  const browser = extensionBrowser(page);
  if (!browser) {
    throw new Error(`no extension page ${page}`);
  }
  const actor = browser.browsingContext.currentWindowGlobal.getActor("MarionetteCommands");
  return actor.executeScript(body, [], { newSandbox: true, timeout: 10_000, sandboxName: "default" });
}

export async function drawExtensionPage(page) {
  const browser = extensionBrowser(page);
  const snapshot = await browser.browsingContext.currentWindowGlobal.drawSnapshot(null, 2, "white");
  const canvas = browser.ownerDocument.createElementNS("http://www.w3.org/1999/xhtml", "canvas");
  canvas.width = snapshot.width;
  canvas.height = snapshot.height;
  canvas.getContext("2d").drawImage(snapshot, 0, 0);
  return canvas.toDataURL("image/png");
}

export function closePopups() {
  const walk = (document) => {
    for (const panel of document.querySelectorAll("panel")) {
      panel.hidePopup?.();
    }
    for (const frame of document.querySelectorAll("browser, iframe")) {
      if (frame.contentDocument) {
        walk(frame.contentDocument);
      }
    }
  };
  for (const window of Services.wm.getEnumerator(null)) {
    walk(window.document);
  }
}

export function isPageOpen(page) {
  return extensionBrowser(page) !== null;
}

export function setPreference(name, value) {
  if (value === null) {
    Services.prefs.clearUserPref(name);
  } else if (typeof value === "boolean") {
    Services.prefs.setBoolPref(name, value);
  } else if (typeof value === "number") {
    Services.prefs.setIntPref(name, value);
  } else {
    Services.prefs.setStringPref(name, value);
  }
}

export async function wakeBackground(id) {
  const policy = Cu.getGlobalForObject(Services).WebExtensionPolicy.getByID(id);
  if (policy.extension.backgroundState !== "running") {
    await policy.extension.wakeupBackground();
  }
  return policy.extension.backgroundState === "running";
}

/** Distance of an element of the mail from the top of the message pane. */
export function topInMail(where, selector) {
  return mailDocument(where).querySelector(selector).getBoundingClientRect().top;
}

export function focusMail(where) {
  const browser = aboutMessage(where).getMessagePaneBrowser();
  browser.focus();
  browser.contentDocument.defaultView.focus();
}

/** Class of the banner's button that has the focus. */
export function focusedInBanner(where) {
  const host = mailDocument(where).activeElement;
  return host?.openOrClosedShadowRoot?.activeElement?.className ?? host?.localName ?? "";
}

/**
 * The pixels of the banner as they are painted, compared with those of an undisturbed one of the same size.
 * The first of a size becomes the reference when `remember` is set.
 * Returns the share of pixels that differ; null without a reference.
 */
export async function pixelsDiffer(where, remember) {
  const page = mailDocument(where);
  const host = [...page.documentElement.children].find((node) => node.openOrClosedShadowRoot);
  const box = host.getBoundingClientRect();
  const rect = new page.defaultView.DOMRect(0, page.defaultView.scrollY, box.width, box.height);
  const snapshot = await page.defaultView.browsingContext.currentWindowGlobal.drawSnapshot(rect, 1, "white");
  const window = Services.wm.getMostRecentWindow("mail:3pane");
  const canvas = window.document.createElementNS("http://www.w3.org/1999/xhtml", "canvas");
  canvas.width = snapshot.width;
  canvas.height = snapshot.height;
  const context = canvas.getContext("2d");
  context.drawImage(snapshot, 0, 0);
  const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
  window.mekikiReferences ??= {};
  const key = `${canvas.width}x${canvas.height}`;
  if (remember) {
    window.mekikiReferences[key] = data;
  }
  const reference = window.mekikiReferences[key];
  if (!reference) {
    return { key, known: Object.keys(window.mekikiReferences), share: null };
  }
  let differing = 0;
  for (let i = 0; i < data.length; i += 4) {
    const distance = Math.abs(data[i] - reference[i]) + Math.abs(data[i + 1] - reference[i + 1]) + Math.abs(data[i + 2] - reference[i + 2]);
    differing += distance > 150 ? 1 : 0; // not the fringes of letters
  }
  return { key, share: differing / (data.length / 4) };
}

/** "tab" or "window": where a mail with this subject is open besides the main pane; null while it is nowhere. */
export function placeOf(subject) {
  for (const where of ["window", "tab"]) {
    const window = aboutMessage(where);
    if (window?.msgLoaded && window.gMessage?.mime2DecodedSubject === subject) {
      return where;
    }
  }
  return null;
}

export function showsSeveral() {
  const pane = Services.wm.getMostRecentWindow("mail:3pane").gTabmail.currentAbout3Pane;
  return pane.messagePane.isMultiMessageBrowserVisible();
}

/** Displays the mail anew in the same place, as "Show remote content" does. */
export function reloadMessage(where) {
  aboutMessage(where).ReloadMessage();
}

export function openExtensionTab(path) {
  const policy = Cu.getGlobalForObject(Services).WebExtensionPolicy.getByID("mekiki@mekiki.invalid");
  const { gTabmail } = Services.wm.getMostRecentWindow("mail:3pane");
  const url = policy.getURL(path);
  gTabmail.openTab("contentTab", {
    url,
    linkHandler: "single-page",
    userContextId: 0,
    triggeringPrincipal: policy.extension.principal,
    extension: policy.extension,
  });
}

export function locale() {
  return Services.locale.appLocaleAsBCP47;
}

/** Whether the message header, with the buttons in it, is to be seen. */
export function isHeaderShown(where) {
  const header = aboutMessage(where).document.getElementById("messageHeader");
  return !aboutMessage(where).document.getElementById("msgHeaderView").collapsed && header.checkVisibility();
}
