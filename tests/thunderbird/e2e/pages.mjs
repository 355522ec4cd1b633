// Options and report page: what they say, what they keep, what a policy locks.

import assert from "node:assert/strict";
import { beforeEach, describe, test } from "node:test";
import { mail } from "../mails/mail.mjs";
import * as inside from "../driver/inside.mjs";
import { until } from "../driver/thunderbird.mjs";

const SUBJECT = "Page: report";
const OPTIONS = "options/options.html";
const REPORT = "report/report.html";

export const mails = () => [mail({ subject: SUBJECT, html: "<p>Good morning</p>" })];

/** @param {() => import("./world.mjs").World} world */
export function cases(world) {
  const page = (/** @type {string} */ name, /** @type {string} */ body) => world().thunderbird.inPage(name, body);
  const text = (/** @type {string} */ name, /** @type {RegExp} */ wanted) =>
    until(async () => {
      const shown = await page(name, "return document.body.innerText");
      return wanted.test(shown) && shown;
    }, `${name} to say ${wanted}`);

  describe("pages", () => {
    beforeEach(() => world().reset());

    test("options: the program answers with version and sandbox", async () => {
      await world().restartHost();
      await world().thunderbird.run(inside.openExtensionTab, "/options/options.html");
      const shown = await text(OPTIONS, /The program answers/u);
      assert.match(shown, /Version: 0\.1\.0-stand-in/u);
      assert.match(shown, /seccomp: on/u);
    });

    test("options: a missing program is said with its remedy", async () => {
      world().scratch.useHost("/nonexistent/mekiki-host");
      await world().restartHost();
      await world().thunderbird.run(inside.openExtensionTab, "/options/options.html");
      await text(OPTIONS, /not installed.*mekiki install/su);
      world().scratch.useStandIn();
      await page(OPTIONS, "document.getElementById('ask').click()");
      await text(OPTIONS, /The program answers/u);
    });

    test("options: switches are kept and told to the host; the policy's are locked", async () => {
      await world().settings({});
      await world().thunderbird.run(inside.openExtensionTab, "/options/options.html");
      await text(OPTIONS, /The program answers/u);
      const states = () =>
        page(OPTIONS, "return ['checks_never', 'dns', 'place'].map(id => { const e = document.getElementById(id); return id + ' ' + e.checked + ' ' + e.disabled; })");
      assert.deepEqual(await states(), ["checks_never true false", "dns true false", "place true true"]);
      assert.equal(await page(OPTIONS, "return document.getElementById('place_lock').hidden"), false);
      world().scratch.forgetHeard();
      await page(OPTIONS, "document.getElementById('dns').click()");
      await until(async () => (await states())[1] === "dns false false", "the switch");
      await page(OPTIONS, "document.getElementById('ask').click()");
      const greeting = () => world().scratch.heard().find((/** @type {any} */ { type, settings: told }) => type === "hello" && told.dns === false);
      await until(() => greeting() !== undefined, "a new greeting");
      const { settings, language, extension_version: version } = greeting();
      assert.deepEqual(settings, { dns: false, place: true, remember: true, own_domains: ["example.org"] });
      assert.equal(language, "en");
      assert.match(version, /^\d+\.\d+\.\d+$/u);
      await world().settings({});
    });

    test("options: five sentences say what happens; when mails are examined is one choice of three", async () => {
      await world().settings({});
      await world().thunderbird.run(inside.openExtensionTab, "/options/options.html");
      const shown = await text(OPTIONS, /mx\.example\.org/u);
      assert.match(shown, /never leave this computer/u);
      assert.match(shown, /Senders who have written before: 21/u);
      assert.equal(await page(OPTIONS, "return document.querySelectorAll('.about li').length"), 5);
      const kept = () => world().inBackground("return extension.browser.storage.local.get('settings').then(({ settings }) => settings.auto_check + ' ' + settings.auto_check_known)");
      for (const [id, wanted] of [["checks_unknown", "true false"], ["checks_always", "true true"], ["checks_never", "false true"]]) {
        await page(OPTIONS, `document.getElementById('${id}').click()`);
        await until(async () => (await kept()) === wanted, `${id} to be kept`);
        assert.equal(await page(OPTIONS, "return document.querySelector('[name=checks]:checked').id"), id);
      }
      await world().settings({});
    });

    test("the report page shows every section, and nothing of it is a link or markup", async () => {
      await world().select(SUBJECT);
      await world().examine();
      await world().popup("Full report");
      await world().press("report");
      await until(() => world().thunderbird.run(inside.isPageOpen, REPORT), "the report");
      const shown = await text(REPORT, /What was asked/u);
      for (const part of [/Strong signs of a scam/u, /The way it took/u, /Is the sender genuine\?/u, /Where it and Mekiki differ/u, /What speaks for it/u, /hxxps:\/\/cpexample\[\.\]ho61v7\[\.\]free\[\.\]example/u, /link\.rented_name/u, /other\.example/u]) {
        assert.match(shown, part);
      }
      const drawn = await page(REPORT, "const drawing = document.querySelector('.alignment[role=img]'); return [drawing?.getAttribute('aria-label'), drawing?.querySelectorAll('.box').length, document.querySelectorAll('.methods > .method').length]");
      assert.deepEqual(drawn, ["Sender line: other.example, signed by list.example: not confirmed, envelope of other.example: confirmed", 3, 7]);
      assert.equal(await page(REPORT, "return document.querySelectorAll('a, script:not([src]), #body img').length"), 0);
    });
  });
}
