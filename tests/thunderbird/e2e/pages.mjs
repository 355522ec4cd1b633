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
        page(OPTIONS, "return ['auto_check', 'dns', 'place'].map(id => { const e = document.getElementById(id); return id + ' ' + e.checked + ' ' + e.disabled; })");
      assert.deepEqual(await states(), ["auto_check false false", "dns true false", "place true true"]);
      assert.equal(await page(OPTIONS, "return document.getElementById('place_lock').hidden"), false);
      await page(OPTIONS, "document.getElementById('dns').click()");
      await until(async () => (await states())[1] === "dns false false", "the switch");
      world().scratch.forgetHeard();
      await page(OPTIONS, "document.getElementById('ask').click()");
      await until(() => world().scratch.heard().length > 0, "a new greeting");
      const { settings, language, extension_version: version } = world().scratch.heard()[0];
      assert.deepEqual(settings, { dns: false, place: true, remember: true, own_domains: ["example.org"] });
      assert.equal(language, "en");
      assert.match(version, /^\d+\.\d+\.\d+$/u);
      await world().settings({});
    });

    test("the report page shows every section, and nothing of it is a link or markup", async () => {
      await world().select(SUBJECT);
      await world().examine();
      await world().popup("Full report");
      await world().press("report");
      await until(() => world().thunderbird.run(inside.isPageOpen, REPORT), "the report");
      const shown = await text(REPORT, /What was asked/u);
      for (const part of [/Strong signs of a scam/u, /The way it took/u, /Authentication/u, /What speaks for it/u, /hxxps:\/\/cpexample\[\.\]ho61v7\[\.\]free\[\.\]example/u, /link\.rented_name/u, /other\.example/u]) {
        assert.match(shown, part);
      }
      assert.equal(await page(REPORT, "return document.querySelectorAll('a, script:not([src]), #body img').length"), 0);
    });
  });
}
