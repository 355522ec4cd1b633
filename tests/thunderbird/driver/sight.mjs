// Functions that run inside Thunderbird and tell what is to be seen. Each travels as text: none may use anything of
// this module.
/* global Services, Cu, aboutMessage, mailDocument, extensionBrowser */

export function isReady() {
  const window = Services.wm.getMostRecentWindow("mail:3pane");
  // The first tab, whether or not another lies over it.
  const pane = window?.gTabmail?.tabInfo[0]?.chromeBrowser?.contentDocument;
  return window?.document.readyState === "complete" && pane?.readyState === "complete" && pane.URL === "about:3pane";
}

export function isExtensionRunning(id) {
  const policy = Cu.getGlobalForObject(Services).WebExtensionPolicy.getByID(id);
  return policy?.extension?.backgroundState === "running";
}

export function backgroundState(id) {
  return Cu.getGlobalForObject(Services).WebExtensionPolicy.getByID(id).extension.backgroundState;
}

export function subjects() {
  const { gDBView } = Services.wm.getMostRecentWindow("mail:3pane").gTabmail.currentAbout3Pane;
  return Array.from({ length: gDBView.rowCount }, (_, row) => gDBView.getMsgHdrAt(row).mime2DecodedSubject);
}

/** The subject shown, once its document has been loaded. */
export function shownSubject(where) {
  const window = aboutMessage(where);
  return window?.msgLoaded && window.gMessage ? window.gMessage.mime2DecodedSubject : null;
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
  const hosts = page ? [...page.documentElement.children].filter((node) => node.openOrClosedShadowRoot?.querySelector(".box")) : [];
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

/** The whole of an extension's page, also what one would have to scroll to. */
export async function drawExtensionPage(page) {
  const browser = extensionBrowser(page);
  const global = browser.browsingContext.currentWindowGlobal;
  const size = "const { scrollWidth, scrollHeight } = document.documentElement; return [scrollWidth, scrollHeight];";
  const [width, height] = await global
    .getActor("MarionetteCommands")
    .executeScript(size, [], { newSandbox: true, timeout: 10_000, sandboxName: "default" });
  const rect = new browser.documentGlobal.DOMRect(0, 0, width, height);
  const snapshot = await global.drawSnapshot(rect, 1, "white");
  const canvas = browser.ownerDocument.createElementNS("http://www.w3.org/1999/xhtml", "canvas");
  canvas.width = snapshot.width;
  canvas.height = snapshot.height;
  canvas.getContext("2d").drawImage(snapshot, 0, 0);
  return canvas.toDataURL("image/png");
}

export function isPageOpen(page) {
  return extensionBrowser(page) !== null;
}

/** Distance of an element of the mail from the top of the message pane. */
export function topInMail(where, selector) {
  return mailDocument(where).querySelector(selector).getBoundingClientRect().top;
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
  const host = [...page.documentElement.children].find((node) => node.openOrClosedShadowRoot?.querySelector(".box"));
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

export function locale() {
  return Services.locale.appLocaleAsBCP47;
}

/** Whether the message header, with the buttons in it, is to be seen. */
export function isHeaderShown(where) {
  const header = aboutMessage(where).document.getElementById("messageHeader");
  return !aboutMessage(where).document.getElementById("msgHeaderView").collapsed && header.checkVisibility();
}

/** Presses the button and returns the milliseconds until a frame shows the banner with its text. */
export async function clickToBanner(where, id) {
  const window = aboutMessage(where);
  const start = window.performance.now();
  window.document.getElementById(id).click();
  for (;;) {
    await new Promise((resolve) => window.requestAnimationFrame(resolve));
    const page = mailDocument(where);
    const host = [...(page?.documentElement.children ?? [])].find((node) => node.openOrClosedShadowRoot?.querySelector(".box"));
    if (host?.openOrClosedShadowRoot.querySelector("h2") && host.matches(":popover-open")) {
      return window.performance.now() - start;
    }
    if (window.performance.now() - start > 20_000) {
      throw new Error("no banner");
    }
  }
}
