// Functions that run inside Thunderbird and tell what is to be seen of link marks and of the pause. Each travels as
// text: none may use anything of this module.
/* global Services, aboutMessage, mailDocument */

/** Every mark in the mail: where it is, whether its badge can be pressed, what it says. */
export function marks(where) {
  const page = mailDocument(where);
  const host = [...(page?.documentElement.children ?? [])].find((node) => node.openOrClosedShadowRoot?.querySelector(".badge"));
  if (!host) {
    return { count: 0, badges: [], rings: [], card: null, attributes: "" };
  }
  const root = host.openOrClosedShadowRoot;
  const box = (node) => {
    const { x, y, width, height } = node.getBoundingClientRect();
    return { x, y, width, height };
  };
  const card = root.querySelector(".card");
  return {
    count: root.querySelectorAll(".badge").length,
    badges: [...root.querySelectorAll(".badge")].map((badge) => {
      const at = box(badge);
      const style = page.defaultView.getComputedStyle(badge);
      const inside = at.y >= 0 && at.y + at.height <= page.defaultView.innerHeight;
      return {
        ...at,
        level: badge.className.replace("badge ", ""),
        label: badge.getAttribute("aria-label"),
        background: style.backgroundColor,
        colour: style.color,
        shown: !badge.hidden && badge.checkVisibility({ opacityProperty: true, visibilityProperty: true }),
        onTop: inside ? page.elementFromPoint(at.x + at.width / 2, at.y + at.height / 2) === host : null,
      };
    }),
    rings: [...root.querySelectorAll(".ring:not([hidden])")].map(box),
    card: card.hidden ? null : { text: card.textContent, ...box(card), pieces: [...card.querySelectorAll(".address span")].map((one) => `${one.className} ${one.textContent}`) },
    attributes: [...host.attributes].map((one) => `${one.name}=${one.value}`).join(" "),
  };
}

/** The pause, or null. */
export function pause(where) {
  const page = mailDocument(where);
  const host = [...(page?.documentElement.children ?? [])].find((node) => node.openOrClosedShadowRoot?.querySelector("dialog[open]"));
  if (!host) {
    return null;
  }
  const root = host.openOrClosedShadowRoot;
  const dialog = root.querySelector("dialog");
  const { x, y, width, height } = dialog.getBoundingClientRect();
  const view = page.defaultView;
  const points = [];
  for (const across of [0.05, 0.5, 0.95]) {
    for (const down of [0.05, 0.5, 0.95]) {
      points.push(page.elementFromPoint(x + width * across, y + height * down) === host);
    }
  }
  const style = view.getComputedStyle(dialog);
  return {
    text: dialog.innerText,
    title: root.querySelector("h2").textContent,
    pieces: [...dialog.querySelectorAll(".address span")].map((one) => `${one.className} ${one.textContent}`),
    buttons: [...dialog.querySelectorAll("button")].filter((one) => one.checkVisibility()).map((one) => `${one.className}${one.disabled ? " disabled" : ""}`),
    focused: root.activeElement?.className ?? "",
    role: dialog.getAttribute("role"),
    modal: dialog.matches(":modal"),
    onTop: points.every(Boolean),
    visible: dialog.checkVisibility({ opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true }),
    box: { x, y, width, height },
    view: { width: view.innerWidth, height: view.innerHeight },
    fontSize: parseFloat(style.fontSize),
    colour: style.color,
    background: style.backgroundColor,
    attributes: [...host.attributes].map((one) => `${one.name}=${one.value}`).join(" "),
  };
}

/** Where something of marks or pause is in the top window. @param {string} selector in the shadow root */
export function pointInOurs(where, selector) {
  const page = mailDocument(where);
  const top = aboutMessage(where).browsingContext.topChromeWindow;
  for (const node of page.documentElement.children) {
    const target = node.openOrClosedShadowRoot?.querySelector(selector);
    if (target?.checkVisibility()) {
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

/** Puts the keyboard's focus on an element of the mail. */
export function focusInMail(where, selector) {
  mailDocument(where).querySelector(selector).focus();
}

/** What of the mail has the keyboard's focus. */
export function focusedInMail(where) {
  const { activeElement } = mailDocument(where);
  return activeElement?.id || activeElement?.localName || "";
}

/** Boxes of elements of the mail. @param {string[]} selectors */
export function placesInMail(where, selectors) {
  return selectors.map((selector) => {
    const { x, y, width, height } = mailDocument(where).querySelector(selector).getBoundingClientRect();
    return { x, y, width, height };
  });
}

/** Elements of the mail itself that carry anything of ours: none may. */
export function changedByUs(where) {
  return [...mailDocument(where).body.querySelectorAll("*")]
    .filter((node) => /mekiki|mark|badge/u.test([...node.attributes].map((one) => `${one.name}=${one.value}`).join(" ")))
    .map((node) => node.outerHTML)
    .join(" ");
}

/**
 * What a screen reader is told of everything of ours in a mail: role, name and description of each accessible object,
 * depth first. Empty while the accessibility tree is still being built.
 */
export async function readAloud(where) {
  const { Cc, Ci } = Services.wm.getMostRecentWindow("mail:3pane");
  const service = Cc["@mozilla.org/accessibilityService;1"].getService(Ci.nsIAccessibilityService);
  const told = [];
  const visit = (one) => {
    const role = service.getStringRole(one.role);
    if (role !== "text leaf" && role !== "statictext") {
      told.push({ role, name: one.name ?? "" });
    }
    for (let child = one.firstChild; child; child = child.nextSibling) {
      visit(child);
    }
  };
  for (const node of mailDocument(where).documentElement.children) {
    const top = node.openOrClosedShadowRoot?.querySelector("[role], dialog, .badge");
    for (const inner of top ? [...top.getRootNode().children].filter((one) => one.localName !== "style") : []) {
      const accessible = service.getAccessibleFor(inner);
      if (accessible) {
        visit(accessible);
      }
    }
  }
  return told;
}
