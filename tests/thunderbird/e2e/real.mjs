// With the real host, named by MEKIKI_HOST.

import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { before, after, describe, test } from "node:test";
import { mail, subjectOf } from "../mails/mail.mjs";
import { SCAM, SCAM_SUBJECT, TWIN, TWIN_SUBJECT } from "../mails/samples.mjs";
import { ROOT } from "../driver/scratch.mjs";
import * as inside from "../driver/inside.mjs";
import { until } from "../driver/thunderbird.mjs";
import { sharedMail, SKIPPED } from "./shared-mails.mjs";
import { assertVisible } from "./world.mjs";

const HOST = process.env.MEKIKI_HOST ?? "";
const kagoya = sharedMail("kagoya.eml");
const LABELS = ["Danger", "Suspicious", "Worth checking", "Nothing suspicious found"];
const LARGE = "Real: large";

const SAMPLES = path.join(ROOT, "tests", "data", "samples");
/** @type {[string, string][]} */
const FILES = [
  ["kagoya-webmail.eml", "Danger"],
  ["kagoya-webmail-honest.eml", "Nothing suspicious found"],
  ["biglobe-customer-private.eml", "Nothing suspicious found"],
];

const SHAPED = [
  mail({ subject: "Real: empty", text: "" }),
  mail({ subject: "Real: broken parts", type: 'multipart/mixed; boundary="never"', body: "--never\nContent-Type: text/html\n\n<p>no end" }),
  mail({ subject: "Real: charset that does not exist", type: "text/plain; charset=klingon-1", body: "nuqneH" }),
];

export const mails = () => [
  SCAM,
  TWIN,
  ...(kagoya ? [kagoya] : []),
  ...SHAPED,
  mail({ subject: LARGE, text: "All work and no play makes a dull mail.\n".repeat(200_000) }),
];

/** @param {() => import("./world.mjs").World} world */
export function cases(world) {
  describe("the real host", { skip: HOST === "" && "MEKIKI_HOST does not name it" }, () => {
    before(async () => {
      assert.ok(fs.existsSync(HOST), `MEKIKI_HOST=${HOST} is no file`);
      await world().reset();
      await world().settings({ dns: false });
      world().scratch.useHost(HOST);
      await world().restartHost();
      await world().settings({ dns: false });
    });
    after(async () => {
      world().scratch.useStandIn();
      await world().settings({});
    });

    const verdict = async (/** @type {string} */ subject) => {
      await world().thunderbird.run(inside.closePopups);
      await world().select(subject);
      await world().click();
      const button = await until(async () => {
        const shown = await world().button();
        assert.notEqual(shown.label, "Not examined", shown.title);
        return LABELS.includes(shown.label) && shown;
      }, "a verdict", 20_000);
      return button.label;
    };

    const warns = async (/** @type {string} */ subject) => {
      assert.equal(await verdict(subject), "Danger");
      const popup = await world().popup("Where the links lead");
      await world().thunderbird.run(inside.closePopups);
      const banner = await world().waitForBanner();
      assertVisible(banner);
      assert.equal(banner.role, "alert");
      return { popup, banner };
    };

    test("a scam of our own", async () => {
      const { popup, banner } = await warns(SCAM_SUBJECT);
      assert.match(banner.text, /BIGLOBE/iu);
      assert.match(popup, /free\.hr/u);
    });

    test("the sample mail", { skip: kagoya === null && SKIPPED }, async () => {
      const { popup } = await warns(subjectOf(/** @type {Buffer} */ (kagoya)));
      assert.match(popup, /cpkagoya/u);
      assert.match(popup, /ho61v7smlr/u);
    });

    test("an honest mail: nothing found, no banner", async () => {
      assert.equal(await verdict(TWIN_SUBJECT), "Nothing suspicious found");
      await world().staysWithoutBanner();
    });

    for (const [name, label] of FILES) {
      test(`the file ${name}: ${label}`, async () => {
        await world().thunderbird.run(inside.closePopups);
        await world().thunderbird.run(inside.openFile, path.join(SAMPLES, name));
        await until(() => world().thunderbird.run(inside.shownSubject, "tab"), "the mail");
        await world().examine(label, "tab");
        if (label === "Danger") {
          assertVisible(await world().waitForBanner("tab"));
        } else {
          await world().staysWithoutBanner("tab");
        }
        await world().thunderbird.run(inside.closeTabs);
      });
    }

    for (const raw of SHAPED) {
      test(subjectOf(raw), async () => {
        assert.ok(LABELS.includes(await verdict(subjectOf(raw))));
      });
    }

    test("a mail of 8 MB", async () => {
      assert.ok(LABELS.includes(await verdict(LARGE)));
    });

    test("options tell its version and sandbox", async () => {
      await world().thunderbird.run(inside.openExtensionTab, "/options/options.html");
      await until(async () => /The program answers\. Version: \d+\.\d+\.\d+/u.test(
        await world().thunderbird.inPage("options/options.html", "return document.body.innerText")), "the version");
      await world().thunderbird.run(inside.closeTabs);
    });
  });
}
