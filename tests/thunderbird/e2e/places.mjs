// Wherever Thunderbird shows mails: main pane, tab, window, file, attached mail, several at once.

import assert from "node:assert/strict";
import { beforeEach, describe, test } from "node:test";
import { mail } from "../mails/mail.mjs";
import { INNER, SHAPES } from "../mails/shapes.mjs";
import * as inside from "../driver/inside.mjs";
import { until } from "../driver/thunderbird.mjs";
import { assertVisible } from "./world.mjs";

const html = "<p>Good morning</p>";
const names = ["tab", "window", "one", "two", "both"];
const subject = (/** @type {string} */ name) => `Place: ${name}`;
const FORWARDED = "Shape: forwarded";

export const mails = () => names.map((name) => mail({ subject: subject(name), html }));

/** @param {() => import("./world.mjs").World} world */
export function cases(world) {
  describe("places", () => {
    beforeEach(() => world().reset());

    for (const where of ["tab", "window"]) {
      test(`a ${where} of its own`, async () => {
        await world().thunderbird.run(inside.openIn, where, subject(where));
        await world().shown(subject(where), where);
        await world().examine("Danger", where);
        await world().thunderbird.run(inside.closePopups);
        assertVisible(await world().waitForBanner(where));
      });
    }

    test("a mail file", async () => {
      const file = world().scratch.file("from-disk.eml", mail({ subject: "Place: file", html }));
      await world().thunderbird.run(inside.openFile, file);
      await world().shown("Place: file", "tab");
      await world().examine("Danger", "tab");
      await world().thunderbird.run(inside.closePopups);
      assertVisible(await world().waitForBanner("tab"));
    });

    test("a mail attached to a mail", async () => {
      await world().select(FORWARDED);
      await world().thunderbird.run(inside.openAttachment, "pane", 0);
      await until(async () => (await world().thunderbird.run(inside.placeOf, "Inner mail")) !== null, "the attached mail");
      const where = await world().thunderbird.run(inside.placeOf, "Inner mail");
      world().scratch.forgetHeard();
      await world().examine("Danger", where);
      await world().thunderbird.run(inside.closePopups);
      assertVisible(await world().waitForBanner(where));
      const [{ size }] = world().scratch.heard().filter(({ type }) => type === "open");
      assert.ok(Math.abs(size - INNER.length) < 200, `the attached mail itself was sent: ${size}, not ${SHAPES.length}`);
    });

    test("several mails selected: no verdict, and none left over", async () => {
      await world().select(subject("one"));
      await world().examine();
      await world().waitForBanner();
      await world().thunderbird.run(inside.closePopups);
      await world().thunderbird.run(inside.select, subject("one"), subject("two"));
      await until(() => world().thunderbird.run(inside.showsSeveral), "the summary of several mails");
      const state = await world().inBackground(
        "return extension.browser.tabs.query(extension.JSON.parse('{\"active\":true}')).then(tabs => extension.browser.messageDisplayAction.getLabel(extension.JSON.parse(JSON.stringify({ tabId: tabs[0].id }))))",
      );
      assert.equal(state, "Check this email");
      await world().select(subject("two"));
      assert.equal((await world().button()).label, "Check this email");
      await world().staysWithoutBanner();
    });

    test("one mail in pane and tab: both tell", async () => {
      await world().select(subject("both"));
      await world().thunderbird.run(inside.openIn, "tab", subject("both"));
      await world().shown(subject("both"), "tab");
      await world().examine("Danger", "tab");
      await world().waitForBanner("tab");
      await world().thunderbird.run(inside.closeTabs);
      await world().shown(subject("both"));
      await world().buttonSays("Danger");
      await world().waitForBanner();
    });
  });
}
