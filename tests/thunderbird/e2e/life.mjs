// Time: mails change while a check runs, events come twice, the event page sleeps, checks start by themselves.

import assert from "node:assert/strict";
import { after, before, beforeEach, describe, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { mail } from "../mails/mail.mjs";
import { withLevel } from "../mails/shapes.mjs";
import * as inside from "../driver/inside.mjs";
import { EXTENSION_ID, until } from "../driver/thunderbird.mjs";
import { assertVisible } from "./world.mjs";

const html = "<p>Good morning</p>";
const RAPID = Array.from({ length: 24 }, (_, i) => ({ subject: `Rapid ${i}`, level: ["danger", "none", "note"][i % 3] }));
const LABELS = { danger: "Danger", note: "Worth checking", none: "Nothing suspicious found" };
const names = ["slow", "next", "sleep", "elsewhere", "reload", "cancel", "known", "unknown", "automatic", "large"];
const subject = (/** @type {string} */ name) => `Life: ${name}`;
const LARGE_BYTES = 6 * 1024 * 1024;

export const mails = () => [
  ...names.filter((name) => name !== "large").map((name) => mail({ subject: subject(name), html })),
  mail({ subject: subject("large"), text: "All work and no play makes a dull mail.\n".repeat(LARGE_BYTES / 40) }),
  ...RAPID.map(({ subject: name, level }) => withLevel(mail({ subject: name, html }), level)),
];

/** @param {() => import("./world.mjs").World} world */
export function cases(world) {
  describe("life", () => {
    beforeEach(() => world().reset());

    test("selecting another mail stops the check, and no verdict comes late", async () => {
      await world().reset({ delay: 900 });
      world().scratch.forgetHeard();
      await world().select(subject("slow"));
      await world().click();
      await world().buttonSays("Examining…");
      await until(() => world().scratch.heard().some(({ type }) => type === "check"), "the check");
      await world().select(subject("next"));
      await world().buttonSays("Check this email");
      await world().staysWithoutBanner("pane", 1300);
      assert.equal((await world().button()).label, "Check this email");
      assert.equal((await world().button()).badge, "");
      assert.ok(world().scratch.heard().some(({ type }) => type === "cancel"), "the host was told");
    });

    test("Cancel in the pop-up stops the check", async () => {
      await world().reset({ delay: 3000 });
      await world().select(subject("cancel"));
      await world().click();
      await world().popup("Cancel");
      await world().press("cancel");
      await world().popup("has not been examined");
      await world().buttonSays("Check this email");
      world().scratch.behave({ level: "danger" });
      await world().press("again");
      await world().buttonSays("Danger");
    });

    test("going back to an examined mail shows its verdict again", async () => {
      await world().select(subject("next"));
      await world().examine();
      await world().select(subject("elsewhere"));
      await world().buttonSays("Check this email");
      assert.equal((await world().banner()).count, 0);
      await world().select(subject("next"));
      await world().buttonSays("Danger");
      await world().waitForBanner();
    });

    test("a mail displayed once more (remote content, charset) keeps its banner", async () => {
      await world().select(subject("reload"));
      await world().examine();
      await world().waitForBanner();
      await world().thunderbird.run(inside.closePopups);
      await world().thunderbird.run(inside.reloadMessage, "pane");
      await pause(50);
      await world().shown(subject("reload"));
      assertVisible(await world().waitForBanner());
      assert.equal((await world().button()).label, "Danger");
    });

    test("a large mail arrives whole, in chunks, never more than four on their way", async () => {
      await world().reset({ ackDelay: 25 });
      world().scratch.forgetHeard();
      await world().select(subject("large"));
      await world().examine();
      const heard = world().scratch.heard();
      const chunks = heard.filter(({ type }) => type === "chunk");
      const [{ size }] = heard.filter(({ type }) => type === "open");
      assert.ok(size > LARGE_BYTES * 0.99, `${size} bytes`);
      assert.deepEqual(chunks.map(({ seq }) => seq), chunks.map((_, i) => i));
      assert.equal(chunks.reduce((sum, { data }) => sum + Math.floor((data * 3) / 4), 0) >= size, true);
      assert.ok(chunks.every(({ data }) => data <= 1024 * 1024));
      await world().waitForBanner();
    });

    test("the event page sleeps and wakes: verdicts stay", async () => {
      await world().select(subject("sleep"));
      await world().examine();
      await world().waitForBanner();
      await world().thunderbird.run(inside.closePopups);
      await world().thunderbird.run(inside.suspendBackground, EXTENSION_ID);
      await until(async () => (await world().thunderbird.run(inside.backgroundState, EXTENSION_ID)) === "stopped", "sleep");
      assertVisible(await world().banner());
      await world().select(subject("elsewhere"));
      await world().buttonSays("Check this email");
      await until(async () => (await world().banner()).count === 0, "no banner here");
      await world().thunderbird.run(inside.suspendBackground, EXTENSION_ID);
      await until(async () => (await world().thunderbird.run(inside.backgroundState, EXTENSION_ID)) === "stopped", "sleep");
      await world().select(subject("sleep"));
      await world().buttonSays("Danger");
      assertVisible(await world().waitForBanner());
      await world().thunderbird.run(inside.suspendBackground, EXTENSION_ID);
      await until(async () => (await world().thunderbird.run(inside.backgroundState, EXTENSION_ID)) === "stopped", "sleep");
      await world().click();
      assert.match(await world().popup("Danger"), /rent a name/u);
    });

    test("Dismiss works after the event page slept", async () => {
      await world().select(subject("sleep"));
      await world().waitForBanner();
      await world().thunderbird.run(inside.suspendBackground, EXTENSION_ID);
      await world().thunderbird.clickAt(await world().thunderbird.run(inside.bannerButton, "pane", "dismiss"));
      await until(async () => (await world().banner()).count === 0, "the banner to go");
      await until(async () => (await world().thunderbird.run(inside.backgroundState, EXTENSION_ID)) === "running", "awake");
      await world().select(subject("elsewhere"));
      await world().select(subject("sleep"));
      await world().buttonSays("Danger");
      await world().staysWithoutBanner();
    });

    test("automatic checks of unknown senders leave the known ones to a click", async () => {
      await world().settings({ auto_check: true, auto_check_known: false });
      world().scratch.useStandIn({ level: "danger", known: "carol@example.com" });
      await world().select(subject("known"));
      await world().buttonSays("Check this email");
      await world().staysWithoutBanner();
      await world().examine();
      world().scratch.useStandIn({ level: "danger", known: "someone.else@example.com" });
      await world().select(subject("unknown"));
      await world().buttonSays("Danger");
      await world().settings({ auto_check: false });
    });

    describe("automatic checks", () => {
      before(() => world().settings({ auto_check: true }));
      after(() => world().settings({ auto_check: false }));

      test("a mail is examined when it is shown; the banner does not shout", async () => {
        await world().select(subject("automatic"));
        await world().buttonSays("Danger");
        const banner = await world().waitForBanner();
        assertVisible(banner);
        assert.equal(banner.role, "status");
      });

      test("rapid selection: every mail ends with its own verdict, never another's", async () => {
        await world().reset({ delay: 60 });
        for (const { subject: name } of RAPID) {
          await world().thunderbird.run(inside.select, name);
          await pause(Math.random() * 90);
        }
        for (const { subject: name, level } of [...RAPID].reverse().slice(0, 9)) {
          await world().select(name);
          const wrong = [];
          await until(async () => {
            const [button, banner] = [await world().button(), await world().banner()];
            if (banner.count === 1 && banner.level !== level) {
              wrong.push(banner.level);
            }
            if (!["Check this email", "Examining…", LABELS[level]].includes(button.label)) {
              wrong.push(button.label);
            }
            return button.label === LABELS[level] && (level === "none" || banner.count === 1);
          }, `the verdict of ${name}`);
          assert.deepEqual(wrong, [], name);
        }
        await world().thunderbird.run(inside.select, RAPID[1].subject);
        await world().shown(RAPID[1].subject);
        await world().buttonSays(LABELS.none);
        await world().staysWithoutBanner();
      });
    });
  });
}
