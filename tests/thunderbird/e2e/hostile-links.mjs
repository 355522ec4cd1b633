// Mails that attack link marks and pause: the mark is seen, the click is paused, nothing is opened.

import assert from "node:assert/strict";
import { beforeEach, describe, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { LINK_ATTACKS, linkAttackMails, linkAttackSubject } from "../mails/hostile-links.mjs";
import * as inside from "../driver/inside.mjs";
import { until } from "../driver/thunderbird.mjs";
import { assertPause, assertVisible } from "./world.mjs";

export const mails = () => linkAttackMails;

/** @param {() => import("./world.mjs").World} world */
export function cases(world) {
  const run = (/** @type {Function} */ body, /** @type {unknown[]} */ ...values) => world().thunderbird.run(body, ...values);

  describe("hostile links", () => {
    beforeEach(() => world().reset());
    for (const { name, unmarked, click = "#bad" } of LINK_ATTACKS) {
      test(name, async () => {
        await world().select(linkAttackSubject(name));
        await world().examine();
        await world().waitForBanner();
        await run(inside.closePopups);
        world().scratch.forgetOpened();
        const { badges, attributes } = await until(async () => {
          const found = await run(inside.marks, "pane");
          return found.count > 0 && found;
        }, "marks");
        assert.ok(badges.some(({ shown, onTop }) => shown && (onTop || unmarked)), JSON.stringify(badges.slice(0, 3)));
        assert.equal(attributes, "popover=manual");
        await world().thunderbird.clickAt(await run(inside.pointInMail, "pane", click));
        assertPause(await until(() => run(inside.pause, "pane"), "the pause"));
        await pause(100);
        assertPause(await run(inside.pause, "pane"));
        assert.deepEqual(world().scratch.opened(), []);
        await world().thunderbird.key("\uE00C");
        await until(async () => (await run(inside.pause, "pane")) === null, "the mail again");
        assertVisible(await world().banner());
      });
    }
  });
}
