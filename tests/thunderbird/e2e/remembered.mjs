// Which senders have written before: with the real host, named by MEKIKI_HOST, from the click in Thunderbird to the file
// on this computer and back.

import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { mail } from "../mails/mail.mjs";
import * as inside from "../driver/inside.mjs";
import { until } from "../driver/thunderbird.mjs";

const HOST = process.env.MEKIKI_HOST ?? "";
const OPTIONS = "options/options.html";
const SENDERS = 20; // from so many on a first contact means something
const STRANGER = "Remembered: a stranger";
const LATER = "Remembered: another stranger";
const FRIEND = "Remembered: somebody again";
const WISH = "Please verify your password and log in.";
const LABELS = ["Nothing suspicious found", "Worth checking", "Suspicious", "Danger"];

/** @param {string} subject @param {string} address @param {string} text */
function from(subject, address, text) {
  return Buffer.from(mail({ subject, text }).toString("utf8").replace(/^From: .*$/mu, `From: <${address}>`), "utf8");
}

const greeting = (/** @type {number} */ i) => `Remembered: sender ${i}`;

export const mails = () => [
  ...Array.from({ length: SENDERS }, (_, i) => from(greeting(i), `person${i}@many.example`, "Hello.")),
  from(STRANGER, "stranger@elsewhere.example", WISH),
  from(LATER, "later@elsewhere.example", WISH),
  from(FRIEND, "person3@many.example", WISH),
];

/** @param {() => import("./world.mjs").World} world */
export function cases(world) {
  describe("what is remembered", { skip: HOST === "" && "MEKIKI_HOST does not name it" }, () => {
    const file = () => path.join(world().scratch.home, ".cache", "mekiki", "reader.json");

    before(async () => {
      await world().reset();
      fs.rmSync(file(), { force: true });
      world().scratch.useHost(HOST);
      await world().settings({ dns: false });
      await world().restartHost();
      await world().settings({ dns: false });
    });
    after(async () => {
      world().scratch.useStandIn();
      await world().settings({});
    });

    const examined = async (/** @type {string} */ subject) => {
      await world().thunderbird.run(inside.closePopups);
      await world().select(subject);
      await world().click();
      await until(async () => LABELS.includes((await world().button()).label), "a verdict", 20_000);
      return until(async () => {
        const shown = await world().popup();
        return !shown.includes("Asking about domains") && shown;
      }, "the end of the examination");
    };

    test("a first contact is pointed out once enough senders are known", { timeout: 180_000 }, async () => {
      assert.doesNotMatch(await examined(STRANGER), /has not written to you before/u, "nobody is known yet");
      for (let i = 0; i < SENDERS; ++i) await examined(greeting(i));
      const kept = fs.readFileSync(file(), "utf8");
      assert.doesNotMatch(kept, /person|many\.example/u, "addresses are kept as hashes");
      assert.ok(Object.keys(JSON.parse(kept).correspondents).length >= SENDERS);
      assert.match(await examined(LATER), /has not written to you before/u);
      assert.doesNotMatch(await examined(FRIEND), /has not written to you before/u);
    });

    test("the button of the options erases it", async () => {
      await world().thunderbird.run(inside.closePopups);
      await world().thunderbird.run(inside.openExtensionTab, "/options/options.html");
      await until(() => world().thunderbird.inPage(OPTIONS, "return document.getElementById('forget') !== null"), "the button");
      await world().thunderbird.inPage(OPTIONS, "document.getElementById('forget').click()");
      await until(() => !fs.existsSync(file()), "the file to be gone");
      await world().thunderbird.run(inside.closeTabs);
    });

    test("nothing is kept where the reader does not want it", async () => {
      await world().settings({ dns: false, remember: false });
      await examined(greeting(1));
      assert.equal(fs.existsSync(file()), false);
    });
  });
}
