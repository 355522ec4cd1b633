// Mails of every shape: where Thunderbird shows the content it is examined, elsewhere the reason is said.

import assert from "node:assert/strict";
import { beforeEach, describe, test } from "node:test";
import { encryptedMail, SHAPES } from "../mails/shapes.mjs";
import { subjectOf } from "../mails/mail.mjs";
import * as inside from "../driver/inside.mjs";
import { until } from "../driver/thunderbird.mjs";
import { sharedMails, SKIPPED } from "./shared-mails.mjs";
import { assertVisible } from "./world.mjs";

const shared = sharedMails("shapes");
const CANNOT = "cannot be decrypted here, so it cannot be examined";
const isEncrypted = (/** @type {Buffer} */ raw) => /^Content-Type: (multipart\/encrypted|application\/pkcs7-mime)/mu.test(raw.toString("latin1"));

export const mails = () => [...SHAPES, ...shared].map(({ raw }) => raw);

/** @param {() => import("./world.mjs").World} world */
export function cases(world) {
  const examined = async (/** @type {string} */ subject) => {
    await world().select(subject);
    await world().examine();
    const banner = await world().waitForBanner();
    await world().thunderbird.run(inside.closePopups);
    assertVisible(await world().banner());
    assert.equal(banner.scripted, false, "no script of the mail has run");
  };

  const refused = async (/** @type {string} */ subject) => {
    // A verdict of another mail must not stay, although Thunderbird never reports some of these as displayed.
    await world().select(subjectOf(SHAPES[0].raw));
    await world().examine();
    await world().thunderbird.run(inside.closePopups);
    await world().thunderbird.run(inside.select, subject);
    await until(async () => (await world().button()).label === "Check this email", "the old verdict to go");
    if (await world().thunderbird.run(inside.isHeaderShown, "pane")) {
      await world().click();
      await world().popup(CANNOT);
    } else {
      // Thunderbird shows a page of its own, without the header and the button in it. What the pop-up would say:
      assert.equal(await world().look(), "encrypted");
    }
    assert.notEqual((await world().button()).label, "Danger");
    await world().staysWithoutBanner();
  };

  const check = (/** @type {Buffer} */ raw, possible = !isEncrypted(raw)) => (possible ? examined : refused)(subjectOf(raw));

  describe("shapes of our own", () => {
    beforeEach(() => world().reset());
    for (const { name, raw, examined: possible } of SHAPES) {
      test(name, () => check(raw, possible));
    }

    test("openpgp with the key at hand: the decrypted mail is examined", async () => {
      await world().reset({ lookFor: "the plan is secret" });
      world().scratch.forgetHeard();
      const inner = "Content-Type: text/html; charset=utf-8\r\n\r\n<p>Good morning, the plan is secret.</p>\r\n";
      const armored = await world().thunderbird.run(inside.encrypted, "Dave <dave@example.org>", inner);
      const file = world().scratch.file("encrypted.eml", encryptedMail("Shape: decrypted", armored));
      await world().thunderbird.run(inside.openFile, file);
      await world().shown("Shape: decrypted", "tab");
      await until(async () => /plan is secret/u.test(await world().thunderbird.run(inside.mailText, "tab")), "its text");
      await world().examine("Danger", "tab");
      assertVisible(await world().waitForBanner("tab"));
      assert.deepEqual(world().scratch.heard().filter(({ type }) => type === "looked").map(({ found }) => found), [true]);
    });
  });

  describe("further shapes", { skip: shared.length === 0 && SKIPPED }, () => {
    beforeEach(() => world().reset());
    for (const { name, raw } of shared) {
      test(name, () => check(raw));
    }
  });
}
