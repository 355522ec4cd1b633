// What the reader can do: report a mail, move it to junk, hand the report on.

import assert from "node:assert/strict";
import { before, beforeEach, describe, test } from "node:test";
import { mail } from "../mails/mail.mjs";
import * as inside from "../driver/inside.mjs";
import { until } from "../driver/thunderbird.mjs";
import { FOLDER } from "../driver/scratch.mjs";
import { POPUP } from "./world.mjs";

const REPORT = "report/report.html";
const subject = (/** @type {string} */ name) => `Action: ${name}`;
const names = ["tell", "not allowed", "junk", "junk from the banner", "called off", "quoted"];

export const mails = () => names.map((name) => mail({ subject: subject(name), html: `<p>Good morning dave@example.org, <b>Example Support</b> writes. <a href="https://cpexample.ho61v7.free.example/webmail.example.com/">here</a></p>` }));

/** @param {() => import("./world.mjs").World} world */
export function cases(world) {
  const run = (/** @type {Function} */ body, /** @type {unknown[]} */ ...values) => world().thunderbird.run(body, ...values);
  const page = (/** @type {string} */ name, /** @type {string} */ body) => world().thunderbird.inPage(name, body);
  const examined = async (/** @type {string} */ name) => {
    await world().select(subject(name));
    await world().examine();
    await world().popup("Full report");
  };
  const pressInBanner = async (/** @type {string} */ name) => {
    await run(inside.closePopups);
    await world().waitForBanner();
    await world().thunderbird.clickAt(await until(() => run(inside.bannerButton, "pane", name), `the button ${name}`));
  };
  const inJunk = () => run(inside.subjectsIn, "Junk");
  const inMails = () => run(inside.subjectsIn, FOLDER);

  describe("actions", () => {
    before(() => run(inside.makeJunkFolder));
    beforeEach(() => world().reset());

    test("Report prepares a mail with the original, and sends nothing", async () => {
      await examined("tell");
      await pressInBanner("report");
      await until(() => run(inside.isPageOpen, REPORT), "the report page");
      await until(() => page(REPORT, "return document.querySelectorAll('#tell button').length >= 4"), "the recipients");
      const keys = await page(REPORT, "return [...document.querySelectorAll('#tell button')].map(one => one.dataset.to)");
      assert.deepEqual(keys, ["office", "antiphishing", "jpcert", "ipa", "provider"]);
      assert.match(await page(REPORT, "return document.getElementById('tell').innerText"), /abuse@other\.example.*www\.example\.com/su);
      for (const [key, name] of [["antiphishing", "mail.eml"], ["provider", "mekiki-report.txt"]]) {
        if (key === "provider") {
          await page(REPORT, "document.getElementById('attach-report').click()");
        }
        await page(REPORT, `document.querySelector('[data-to=${key}]').click()`);
        const composed = await until(() => run(inside.composed), "the composer");
        assert.match(composed.to, key === "provider" ? /^abuse@other\.example/u : /^info@antiphishing\.jp/u);
        assert.equal(composed.subject, "Report of a suspicious mail: Action: tell");
        assert.deepEqual(composed.attachments, [name]);
        assert.match(composed.body, /hxxps:\/\/cpexample\[\.\]ho61v7/u);
        assert.doesNotMatch(composed.body, /https:|dave@/u);
        await run(inside.closeComposers);
        await until(async () => (await run(inside.composed)) === null, "the composer to close");
      }
    });

    test("the report page quotes the text with what is spoken of marked", async () => {
      await examined("quoted");
      await world().press("report");
      await until(() => run(inside.isPageOpen, REPORT), "the report page");
      const text = await until(() => page(REPORT, "return document.querySelector('.mailtext')?.textContent"), "the text");
      assert.match(text, /Good morning/u);
      assert.deepEqual(await page(REPORT, "return [...document.querySelectorAll('.way > li')].map(one => one.className)"), ["boundary", "hop trusted"]);
      assert.equal(await page(REPORT, "return document.querySelectorAll('.world .sender').length"), 1);
      assert.match(await page(REPORT, "return document.querySelector('.places').innerText"), /Sending server.*mta\.other\.example.*Oyama/su);
      assert.equal(await page(REPORT, "return document.querySelectorAll('a[href], #body img').length"), 0);
    });

    test("moving asks for the permission first, and does nothing without it", async () => {
      await examined("not allowed");
      await world().thunderbird.run(inside.forbidMoving);
      await world().press("junk"); // no click of a person: Thunderbird does not even ask
      await until(async () => /has not been allowed/u.test(await page(POPUP, "return document.body.innerText")), "the sentence");
      assert.ok((await inMails()).includes(subject("not allowed")));
    });

    test("Move to junk in the pop-up, and Undo", async () => {
      await run(inside.allowMoving);
      await examined("junk");
      const id = await page(POPUP, "return window.wrappedJSObject.document.title.length");
      assert.ok(id > 0);
      await world().moveFromPopup();
      await until(async () => (await inJunk()).includes(subject("junk")), "the mail in Junk");
      assert.ok(!(await inMails()).includes(subject("junk")));
      await world().select(subject("quoted"));
      await world().click();
      await world().popup("was moved to the junk folder");
      await world().press("back");
      await until(async () => (await inMails()).includes(subject("junk")), "the mail back");
      assert.ok(!(await inJunk()).includes(subject("junk")));
    });

    test("Move to junk in the banner: some seconds to call it off", async () => {
      await run(inside.allowMoving);
      await examined("called off");
      await pressInBanner("junk");
      await until(async () => /moves to the junk folder/u.test((await world().banner()).text), "the announcement");
      await pressInBanner("undo");
      await until(async () => !/moves to the junk folder/u.test((await world().banner()).text), "the announcement to go");
      await examined("junk from the banner");
      await pressInBanner("junk");
      await until(async () => (await inJunk()).includes(subject("junk from the banner")), "the mail in Junk", 20_000);
      assert.ok((await inMails()).includes(subject("called off")));
      await run(inside.forbidMoving);
    });
  });
}
