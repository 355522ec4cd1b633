// What the cases do with Thunderbird, in the words of a person: select, click, look.

import assert from "node:assert/strict";
import { BUTTON_ID, until } from "../driver/thunderbird.mjs";
import * as inside from "../driver/inside.mjs";

export const POPUP = "popup/popup.html";

export class World {
  /** @param {import("../driver/thunderbird.mjs").Thunderbird} thunderbird @param {import("../driver/scratch.mjs").Scratch} scratch */
  constructor(thunderbird, scratch) {
    this.thunderbird = thunderbird;
    this.scratch = scratch;
  }

  /** Back to the main pane with nothing open and the stand-in well-behaved. */
  async reset(behaviour = {}) {
    this.scratch.useStandIn({ level: "danger", ...behaviour });
    await this.thunderbird.run(inside.closePopups);
    await this.thunderbird.run(inside.closeWindows);
    await this.thunderbird.run(inside.closeTabs);
  }

  /** @param {string} subject */
  async select(subject, where = "pane") {
    await this.thunderbird.run(inside.select, subject);
    await this.shown(subject, where);
  }

  /** @param {string} subject */
  shown(subject, where = "pane") {
    return until(async () => (await this.thunderbird.run(inside.shownSubject, where)) === subject, `"${subject}" in ${where}`);
  }

  button(where = "pane") {
    return this.thunderbird.run(inside.button, where, BUTTON_ID);
  }

  banner(where = "pane") {
    return this.thunderbird.run(inside.banner, where);
  }

  /** @param {string} [label] waits until the button says so */
  buttonSays(label, where = "pane", ms = 10_000) {
    return until(async () => {
      const button = await this.button(where);
      return button?.label === label && button;
    }, `the button to say "${label}"`, ms);
  }

  /** A click of the mouse on the button in the message header. */
  async click(where = "pane") {
    await this.thunderbird.run(inside.closePopups);
    const button = await until(async () => {
      const found = await this.button(where);
      return found?.visible && found;
    }, "the button");
    await this.thunderbird.clickAt(button, where);
    return button;
  }

  /** The click and everything after it until the verdict stands. @param {string} label */
  async examine(label = "Danger", where = "pane") {
    await this.click(where);
    await this.buttonSays(label, where);
    await until(() => this.thunderbird.run(inside.isPageOpen, POPUP), "the pop-up");
  }

  /** @param {string} [text] waits until the pop-up contains it */
  popup(text = "") {
    return until(async () => {
      const shown = await this.thunderbird.inPage(POPUP, "return document.body.innerText");
      return shown.includes(text) && shown;
    }, `the pop-up to say "${text}"`);
  }

  /** Presses a button of the pop-up. @param {string} id */
  press(id) {
    return this.thunderbird.inPage(POPUP, `document.getElementById(${JSON.stringify(id)}).click()`);
  }

  /** The pop-up's button to move the mail, by a real click: only that may ask for a permission. */
  async moveFromPopup() {
    await this.thunderbird.run(inside.clickInExtensionPage, POPUP, "junk");
  }

  waitForBanner(where = "pane") {
    return until(async () => {
      const banner = await this.banner(where);
      return banner.count === 1 && banner.open && banner.text !== "" && banner;
    }, `the banner in ${where}`);
  }

  /** Long enough for a wrong banner to appear. */
  async staysWithoutBanner(where = "pane", ms = 400) {
    const end = Date.now() + ms;
    while (Date.now() < end) {
      assert.equal((await this.banner(where)).count, 0, "a banner appeared");
    }
  }

  /** What kind of display the pop-up would find in the main pane: asked from a page of the extension, as it does. */
  async look() {
    const id = await this.inBackground(
      "return extension.browser.tabs.query(extension.JSON.parse('{\"type\":\"mail\"}')).then((tabs) => tabs[0].id)",
    );
    await this.thunderbird.run(inside.openExtensionTab, "/options/options.html");
    const ask = `return window.wrappedJSObject.browser.runtime.sendMessage(
      window.wrappedJSObject.JSON.parse('{"type":"look","tabId":${id}}')).then((answer) => answer.kind)`;
    const kind = await until(() => this.thunderbird.inPage("options/options.html", ask), "an answer");
    await this.thunderbird.run(inside.closeTabs);
    return kind;
  }

  /** Runs statements in the event page; `extension` is its window. @param {string} body */
  inBackground(body) {
    return this.thunderbird.inPage("background", `const extension = window.wrappedJSObject; ${body}`);
  }

  /** @param {Record<string, unknown>} settings */
  async settings(settings) {
    await this.wake();
    await this.inBackground(
      `return extension.browser.storage.local.set(extension.JSON.parse(${JSON.stringify(JSON.stringify({ settings }))}))`,
    );
  }

  /** The extension lets its host go when settings change: the next check starts a new one. */
  async restartHost() {
    await this.settings({ touched: Math.random() });
  }

  async wake() {
    await until(() => this.thunderbird.run(inside.wakeBackground, "mekiki@mekiki.invalid"), "the event page");
  }
}

/**
 * Everything a person needs of a banner: it is there once, in full, on top, readable, and gives nothing away.
 * @param {any} banner
 */
export function assertVisible(banner, { level = "danger" } = {}) {
  assert.equal(banner.count, 1);
  assert.equal(banner.open, true, "in the top layer");
  assert.equal(banner.visible, true, "not hidden");
  assert.equal(banner.onTop, true, "nothing lies over it");
  assert.equal(banner.inert, false, "its buttons work");
  assert.equal(banner.level, level);
  assert.ok(banner.box.width >= banner.view.width - 20, `as wide as the mail: ${banner.box.width}`);
  assert.ok(banner.box.x >= -1 && banner.box.y >= -1 && banner.box.y <= 1, `at the top: ${banner.box.y}`);
  assert.ok(banner.box.height >= 60 && banner.box.height <= banner.view.height * 0.61, `height ${banner.box.height}`);
  assert.ok(banner.fontSize >= 14, `font size ${banner.fontSize}`);
  assert.ok(banner.headlineBox.width >= 60 && banner.headlineBox.height >= 12, "the headline has its size");
  assert.ok(banner.headline.length > 5);
  assert.ok(contrast(banner.colour, banner.background) >= 4.5, `contrast of ${banner.colour} on ${banner.background}`);
  assert.equal(banner.rootEffects, "1 none none none 1", "the root is pinned");
  assert.equal(banner.attributes, "popover=manual", "attributes tell nothing");
  assert.doesNotMatch(banner.text, /\bsafe\b/iu);
}

/** WCAG contrast of two rgb() colours. @param {string} one @param {string} other */
export function contrast(one, other) {
  const luminance = (/** @type {string} */ colour) => {
    const [r, g, b] = (colour.match(/[\d.]+/gu) ?? []).slice(0, 3).map((value) => {
      const share = Number(value) / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

/**
 * Everything a person needs of a pause: there, whole, on top, readable, the safe way first.
 * @param {any} pause
 */
export function assertPause(pause) {
  assert.notEqual(pause, null);
  assert.equal(pause.modal, true);
  assert.equal(pause.visible, true);
  assert.equal(pause.onTop, true, "nothing lies over it");
  assert.equal(pause.role, "alertdialog");
  assert.equal(pause.focused, "best");
  assert.equal(pause.buttons[0], "best");
  assert.ok(!pause.buttons.some((/** @type {string} */ name) => name.startsWith("go")), "going on takes a second step");
  assert.ok(pause.box.width >= Math.min(300, pause.view.width * 0.9), `width ${pause.box.width}`);
  assert.ok(pause.box.x >= 0 && pause.box.y >= 0 && pause.box.y + pause.box.height <= pause.view.height + 1, JSON.stringify(pause.box));
  assert.ok(pause.fontSize >= 14);
  assert.ok(contrast(pause.colour, pause.background) >= 4.5);
  assert.equal(pause.attributes, "", "attributes tell nothing");
  assert.doesNotMatch(pause.text, /\bsafe\b/iu);
}
