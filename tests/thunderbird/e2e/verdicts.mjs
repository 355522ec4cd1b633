// Each level on button, pop-up and banner.

import assert from "node:assert/strict";
import { beforeEach, describe, test } from "node:test";
import { mail } from "../mails/mail.mjs";
import { withLevel } from "../mails/shapes.mjs";
import { assertVisible } from "./world.mjs";
import * as inside from "../driver/inside.mjs";
import { until } from "../driver/thunderbird.mjs";

const LEVELS = ["danger", "suspicious", "note", "none"];
const LABELS = { danger: "Danger", suspicious: "Suspicious", note: "Worth checking", none: "Nothing suspicious found" };
const BADGES = { danger: "!!", suspicious: "!", note: "i", none: "" };
const subject = (/** @type {string} */ level) => `Verdict: ${level}`;
const html = '<p style="margin-top:0" id="first">Good morning</p><a href="https://webmail.example/">here</a>';

export const mails = () => [
  ...LEVELS.map((level) => withLevel(mail({ subject: subject(level), html }), level)),
  mail({ subject: "Verdict: dismissed", html }),
  mail({ subject: "Verdict: why", html }),
  mail({ subject: "Verdict: keyboard", html }),
  mail({ subject: "Verdict: again", html }),
  mail({ subject: "Verdict: partial", html }),
  mail({ subject: "Verdict: huge", html }),
];

/** @param {() => import("./world.mjs").World} world */
export function cases(world) {
  describe("verdicts", () => {
    beforeEach(() => world().reset());

    for (const level of LEVELS) {
      test(`level ${level}: button, pop-up${level === "none" ? ", no banner" : " and banner"}`, async () => {
        await world().select(subject(level));
        const before = await world().button();
        assert.equal(before.label, "Check this email");
        assert.equal(before.badge, "");
        await world().staysWithoutBanner("pane", 100);
        await world().examine(LABELS[level]);
        const button = await world().button();
        assert.equal(button.badge, BADGES[level]);
        assert.ok(button.title.startsWith(LABELS[level]), button.title);
        assert.match(button.image, new RegExp(`icons/${level}\\.svg`, "u"));
        const popup = await world().popup(LABELS[level]);
        assert.doesNotMatch(popup, /\bsafe\b/iu);
        if (level === "none") {
          await world().staysWithoutBanner();
          assert.doesNotMatch(popup, /can be imitated/u);
        } else {
          const banner = await world().waitForBanner();
          assertVisible(banner, { level });
          assert.equal(banner.role, level === "note" ? "status" : "alert");
          assert.equal(banner.reasons.length, 3);
          assert.match(popup, /can be imitated/u);
          const first = await world().thunderbird.run(inside.topInMail, "pane", "#first");
          assert.ok(first >= banner.box.height - 1, "room is kept above the mail");
        }
      });
    }

    test("the pop-up tells sender, findings, links, advice and gaps, and no address is a link", async () => {
      await world().select(subject("danger"));
      await world().examine();
      const popup = await world().popup("What could not be checked");
      for (const part of [/Example Support/u, /belongs to.*Other Company/u, /rent a name/u, /hxxps:\/\//u, /Oyama, Japan/u, /own bookmark/u, /no database/u]) {
        assert.match(popup, part);
      }
      const page = world().thunderbird;
      assert.equal(await page.inPage("popup/popup.html", "return document.querySelectorAll('#body a[href]').length"), 0);
      const kinds = await page.inPage("popup/popup.html", "return [...document.querySelector('.address').children].map(s => s.className + ' ' + s.textContent)");
      assert.deepEqual(kinds, ["plain hxxps://", "decoration cpexample.", "renter ho61v7", "plain .", "owner free.example", "decoration /webmail.example.com/"]);
      assert.equal(await page.inPage("popup/popup.html", "return getComputedStyle(document.querySelector('.address')).direction"), "ltr");
    });

    test("Dismiss puts the banner away for good, the button keeps the verdict", async () => {
      await world().select("Verdict: dismissed");
      await world().examine();
      await world().waitForBanner();
      await world().thunderbird.run(inside.closePopups);
      await world().thunderbird.clickAt(await world().thunderbird.run(inside.bannerButton, "pane", "dismiss"));
      await until(async () => (await world().banner()).count === 0, "the banner to go");
      await world().select(subject("none"));
      await world().select("Verdict: dismissed");
      await world().buttonSays("Danger");
      await world().staysWithoutBanner();
    });

    test("Why opens the pop-up", async () => {
      await world().select("Verdict: why");
      await world().examine();
      await world().waitForBanner();
      await world().thunderbird.run(inside.closePopups);
      await until(async () => !(await world().thunderbird.run(inside.isPageOpen, "popup/popup.html")), "no pop-up");
      await world().thunderbird.clickAt(await world().thunderbird.run(inside.bannerButton, "pane", "why"));
      assert.match(await world().popup("Danger"), /rent a name/u);
    });

    test("the buttons of the banner are reached by the Tab key and pressed by Enter", async () => {
      await world().select("Verdict: keyboard");
      await world().examine();
      await world().waitForBanner();
      await world().thunderbird.run(inside.closePopups);
      await world().thunderbird.run(inside.focusMail, "pane");
      const reached = [];
      for (let i = 0; i < 4; i += 1) {
        await world().thunderbird.key("\uE004");
        reached.push(await world().thunderbird.run(inside.focusedInBanner, "pane"));
      }
      assert.deepEqual(reached, ["why", "report", "junk", "dismiss"]);
      await world().thunderbird.key("\uE007");
      await until(async () => (await world().banner()).count === 0, "the banner to go");
    });

    test("Check again examines anew", async () => {
      await world().select("Verdict: again");
      await world().examine();
      await world().popup("Danger");
      world().scratch.behave({ level: "suspicious" });
      await world().press("again");
      await world().buttonSays("Suspicious");
      await world().popup("Suspicious");
      await until(async () => (await world().banner()).level === "suspicious", "the banner to follow");
    });

    test("a partial result stands at once and is completed without moving", async () => {
      await world().reset({ mode: "partial", delay: 1500 });
      await world().select("Verdict: partial");
      await world().click();
      await world().buttonSays("Danger");
      const partial = await world().waitForBanner();
      assert.match(partial.text, /More is being looked up/u);
      assert.match(await world().popup("Danger"), /Cancel/u);
      await until(async () => !/More is being looked up/u.test((await world().banner()).text), "the final result");
      assertVisible(await world().banner());
    });

    test("a report close to the size limit arrives", async () => {
      await world().reset({ mode: "huge" });
      await world().select("Verdict: huge");
      await world().examine();
      assertVisible(await world().waitForBanner());
      assert.ok((await world().popup("159 長")).length > 100_000);
    });
  });
}
