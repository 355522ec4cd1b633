// Everything that can be wrong with the program at the other end: a sentence with the remedy, and the next mail works.

import assert from "node:assert/strict";
import fs from "node:fs";
import { beforeEach, describe, test } from "node:test";
import { mail } from "../mails/mail.mjs";
import { assertVisible } from "./world.mjs";

/** @type {{ name: string, mode: string, says: RegExp }[]} */
const MISBEHAVIOURS = [
  { name: "crash at the greeting", mode: "crash_at_hello", says: /stopped unexpectedly.*mekiki doctor/su },
  { name: "crash on a mail", mode: "crash", says: /stopped unexpectedly.*mekiki doctor/su },
  { name: "older protocol", mode: "old", says: /older than this extension.*Update the Mekiki program/su },
  { name: "newer protocol", mode: "new", says: /newer than this extension.*Update the Mekiki extension/su },
  { name: "junk on the wire", mode: "junk", says: /makes no sense.*Reinstall/su },
  { name: "a report that is none", mode: "nonsense", says: /makes no sense.*Reinstall/su },
  { name: "a level that does not exist", mode: "not_a_report", says: /makes no sense.*Reinstall/su },
  { name: "a message above the limit", mode: "oversize", says: /makes no sense.*Reinstall/su },
  { name: "an error of the host", mode: "error", says: /The examiner crashed on this mail\. Check again\./su },
];
const HANGS = [
  { name: "silence at the greeting", mode: "hang_at_hello" },
  { name: "silence on a mail", mode: "hang" },
];
const subject = (/** @type {string} */ name) => `Failure: ${name}`;
const names = [...MISBEHAVIOURS, ...HANGS].map(({ name }) => name).concat("no program", "no file", "busy");

export const mails = () => names.map((name) => mail({ subject: subject(name), html: "<p>Good morning</p>" }));

/** @param {() => import("./world.mjs").World} world */
export function cases(world) {
  const failsThenWorks = async (/** @type {string} */ name, /** @type {RegExp} */ says) => {
    await world().select(subject(name));
    await world().click();
    const button = await world().buttonSays("Not examined");
    assert.match(button.title, says);
    assert.equal(button.badge, "×");
    assert.match(await world().popup("Not examined"), says);
    await world().staysWithoutBanner("pane", 100);
    world().scratch.useStandIn({ level: "danger" });
    await world().press("again");
    await world().buttonSays("Danger");
    assertVisible(await world().waitForBanner());
  };

  describe("failures", () => {
    beforeEach(async () => {
      await world().reset();
      await world().restartHost();
    });

    for (const { name, mode, says } of MISBEHAVIOURS) {
      test(name, async () => {
        world().scratch.behave({ mode, level: "danger" });
        await failsThenWorks(name, says);
      });
    }

    test("no program", async () => {
      fs.rmSync(world().scratch.manifestFile);
      const elsewhere = fs.existsSync("/usr/lib/mozilla/native-messaging-hosts/mekiki.json");
      if (elsewhere) {
        world().scratch.useHost("/nonexistent/mekiki-host"); // installed for everyone here: shadow it
      }
      await failsThenWorks("no program", /not installed.*mekiki install/su);
    });

    test("no file where the manifest points", async () => {
      world().scratch.useHost("/nonexistent/mekiki-host");
      await failsThenWorks("no file", /not installed.*mekiki install/su);
    });

    test("a host that is busy is asked again", async () => {
      world().scratch.behave({ mode: "busy", level: "danger" });
      await world().select(subject("busy"));
      await world().examine();
      await world().waitForBanner();
    });

    for (const { name, mode } of HANGS) {
      test(`${name}: said after 15 seconds`, async () => {
        world().scratch.behave({ mode, level: "danger" });
        await world().select(subject(name));
        await world().click();
        await world().popup("being examined");
        const started = Date.now();
        await world().buttonSays("Not examined", "pane", 20_000);
        assert.ok(Date.now() - started > 10_000);
        assert.match(await world().popup("Not examined"), /does not answer.*mekiki doctor/su);
        world().scratch.useStandIn({ level: "danger" });
        await world().press("again");
        await world().buttonSays("Danger");
      });
    }
  });
}
