// Functions that run inside Thunderbird and do something there. Each travels as text: none may use anything of this
// module.
/* global Services, ChromeUtils, Cc, Ci, Cu, aboutMessage, extensionBrowser */

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

/** Runs statements in a (remote) page of the extension. */
export function inExtensionPage(page, body) {
  const browser = extensionBrowser(page);
  if (!browser) {
    throw new Error(`no extension page ${page}`);
  }
  const actor = browser.browsingContext.currentWindowGlobal.getActor("MarionetteCommands");
  return actor.executeScript(body, [], { newSandbox: true, timeout: 10_000, sandboxName: "default" });
}

/** Presses a button of an extension page as a person does: Thunderbird counts it as the reader's own act. */
export function clickInExtensionPage(page, id) {
  const browser = extensionBrowser(page);
  const actor = browser.browsingContext.currentWindowGlobal.getActor("MarionetteCommands");
  const body = `document.notifyUserGestureActivation?.(); document.getElementById(${JSON.stringify(id)}).click()`;
  return actor.executeScript(body, [], { newSandbox: true, timeout: 10_000, sandboxName: "system" });
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

export function focusMail(where) {
  const browser = aboutMessage(where).getMessagePaneBrowser();
  browser.focus();
  browser.contentDocument.defaultView.focus();
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

/** More room for mails. */
export function hideFolders() {
  const pane = Services.wm.getMostRecentWindow("mail:3pane").gTabmail.currentAbout3Pane;
  pane.paneLayout.folderPaneVisible = false;
}

/** A new OpenPGP key of this profile's owner, and a text encrypted to it. */
export async function encrypted(owner, text) {
  const modules = "chrome://openpgp/content/modules/";
  const { EnigmailCore } = ChromeUtils.importESModule(`${modules}core.sys.mjs`);
  const { OpenPGPMasterpass } = ChromeUtils.importESModule(`${modules}masterpass.sys.mjs`);
  const { RNP } = ChromeUtils.importESModule(`${modules}RNP.sys.mjs`);
  const { BondOpenPGP } = ChromeUtils.importESModule("chrome://openpgp/content/BondOpenPGP.sys.mjs");
  await BondOpenPGP.init();
  await EnigmailCore.init();
  await RNP.genKey(owner, "ECC", 0, 365, await OpenPGPMasterpass.retrieveOpenPGPPassword());
  const to = [owner.slice(owner.indexOf("<"))];
  return RNP.encryptAndOrSign(text, { encrypt: true, armor: true, sender: owner, to, bcc: [], aliasKeys: new Map() }, {});
}
