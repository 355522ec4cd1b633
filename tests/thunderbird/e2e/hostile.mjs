// Mails that attack the banner: after each, it is still what a person sees.

import assert from "node:assert/strict";
import { beforeEach, describe, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { ATTACKS, hostileMails, hostileSubject } from "../mails/hostile.mjs";
import { mail, subjectOf } from "../mails/mail.mjs";
import * as inside from "../driver/inside.mjs";
import { sharedMails, SKIPPED } from "./shared-mails.mjs";
import { assertVisible } from "./world.mjs";

const shared = sharedMails("hostile");
const QUIET = "Hostile: nothing (reference)";
const LONG = "Hostile: nothing, with a scroll bar (reference)";

export const mails = () => [
  mail({ subject: QUIET, html: "<p>Good morning</p>" }),
  mail({ subject: LONG, html: '<p style="height:6000px">Good morning</p>' }),
  ...hostileMails, 
  ...shared.map(({ raw }) => raw),
];

/** @param {() => import("./world.mjs").World} world */
export function cases(world) {
  /** What is painted is what is painted without an attack: sees what no question to the document would tell. */
  const assertUndisturbed = async () => {
    const { share, key, known } = await world().thunderbird.run(inside.pixelsDiffer, "pane", false);
    assert.notEqual(share, null, `size ${key} is none of ${known}`);
    assert.ok(share < 0.01, `${(share * 100).toFixed(1)} % of the pixels differ`);
  };

  const attack = async (/** @type {string} */ subject, /** @type {string | undefined} */ lure) => {
    await world().select(subject);
    await world().examine();
    await world().waitForBanner();
    await world().thunderbird.run(inside.closePopups);
    assertVisible(await world().banner());
    if (lure) {
      await world().thunderbird.clickAt(await world().thunderbird.run(inside.pointInMail, "pane", lure));
      await pause(150);
      assertVisible(await world().banner());
    }
    await pause(50);
    assertVisible(await world().banner());
    await assertUndisturbed();
  };

  describe("undisturbed", () => {
    beforeEach(() => world().reset());
    for (const subject of [QUIET, LONG]) {
      test(subject, async () => {
        await world().select(subject);
        await world().examine();
        await world().waitForBanner();
        await world().thunderbird.run(inside.closePopups);
        assertVisible(await world().banner());
        await world().thunderbird.run(inside.pixelsDiffer, "pane", true);
      });
    }
  });

  describe("hostile mails of our own", () => {
    beforeEach(() => world().reset());
    for (const { name, click } of ATTACKS) {
      test(name, () => attack(hostileSubject(name), click));
    }
  });

  describe("further hostile mails", { skip: shared.length === 0 && SKIPPED }, () => {
    beforeEach(() => world().reset());
    for (const { name, raw } of shared) {
      const lure = /id="btn"/u.test(raw.toString("latin1")) ? "#btn" : undefined;
      test(name, () => attack(subjectOf(raw), lure));
    }
  });
}
