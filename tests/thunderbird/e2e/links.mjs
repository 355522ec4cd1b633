// Marks at the links the report speaks of, and the pause before a condemned one.

import assert from "node:assert/strict";
import { beforeEach, describe, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { BAD, FINE } from "../hosts/report.mjs";
import { mail } from "../mails/mail.mjs";
import { withLevel } from "../mails/shapes.mjs";
import * as inside from "../driver/inside.mjs";
import { until } from "../driver/thunderbird.mjs";
import { assertPause, contrast } from "./world.mjs";

const OTHER = "https://cpexample.ho61v7.free.example/other/page";
const html = `<p><a id="bad" href="${BAD}">View the settings</a> and <a id="fine" href="${FINE}">help</a></p>
<p><a id="same-host" href="${OTHER}">another page there</a>, <a id="unknown" href="https://elsewhere.example/">elsewhere</a></p>
<p><a id="image" href="${BAD}"><img width="120" height="40" alt="" src="data:image/gif;base64,R0lGODlhAQABAIAAAP///wAAACH5BAEAAAAALAAAAAABAAEAAAICRAEAOw=="></a></p>
<form action="${BAD}"><input id="field" name="q"><button id="send">Send</button></form>
<p><svg width="80" height="20"><a id="svg" href="${BAD}"><text y="15">picture</text></a></svg></p>
<div id="shadowed" style="width:90px"><template shadowrootmode="closed"><a id="inner" href="${BAD}">in a shadow</a></template></div>
<iframe id="frame" width="300" height="60" srcdoc="<a id=framed href='${BAD}' style='font-size:20px'>in a frame</a>"></iframe>
<p style="margin-top:1500px"><a id="far" href="${BAD}">far below</a></p>`;
const TEXT = "Links: plain text";
const subject = (/** @type {string} */ name) => `Links: ${name}`;
const names = ["marks", "pause", "keyboard", "ways", "go on", "site", "fine", "dismissed"];

export const mails = () => [
  ...names.map((name) => mail({ subject: subject(name), html })),
  withLevel(mail({ subject: subject("none"), html }), "none"),
  withLevel(mail({ subject: subject("note"), html }), "note"),
  mail({ subject: TEXT, text: `Good morning\n\nsee ${BAD}\n\nor ${FINE}\n` }),
];

/** @param {() => import("./world.mjs").World} world */
export function cases(world) {
  const run = (/** @type {Function} */ body, /** @type {unknown[]} */ ...values) => world().thunderbird.run(body, ...values);
  const marks = (/** @type {number} */ count) =>
    until(async () => {
      const found = await run(inside.marks, "pane");
      return found.count === count && found;
    }, `${count} marks`);
  const paused = () => until(() => run(inside.pause, "pane"), "the pause");
  const notPaused = () => until(async () => (await run(inside.pause, "pane")) === null, "no pause");
  const examined = async (/** @type {string} */ name, label = "Danger") => {
    await world().select(name);
    await world().examine(label);
    await run(inside.closePopups);
    if (label !== "Nothing suspicious found") {
      await world().waitForBanner();
    }
    world().scratch.forgetOpened();
  };
  const click = async (/** @type {string} */ selector, button = 0) =>
    world().thunderbird.clickAt(await run(inside.pointInMail, "pane", selector), "pane", button);
  const press = async (/** @type {string} */ selector) => {
    await pause(650); // the pause takes no double click
    await world().thunderbird.clickAt(await run(inside.pointInOurs, "pane", selector));
  };
  const opens = (/** @type {string} */ address) =>
    until(() => world().scratch.opened().includes(address), `${address} to be opened: ${world().scratch.opened()}`);
  const opensNothing = async () => {
    await pause(300);
    assert.deepEqual(world().scratch.opened(), []);
  };

  describe("links", () => {
    beforeEach(() => world().reset());

    test("marks are at what the report speaks of, wherever it is, and at nothing else", async () => {
      await examined(subject("marks"));
      // bad, same host, image, form button, svg, shadow root, far below
      const { badges, rings, attributes } = await marks(7);
      assert.ok(rings.length >= 7);
      assert.equal(attributes, "popover=manual");
      for (const badge of badges) {
        assert.equal(badge.level, "danger");
        assert.equal(badge.shown, true);
        assert.notEqual(badge.onTop, false, `at ${badge.y}`);
        assert.match(badge.label, /Danger: link .* leads to free\.example/u);
        assert.ok(contrast(badge.colour, badge.background) >= 4.5);
      }
      const at = await run(inside.placesInMail, "pane", ["#bad", "#fine", "#unknown"]);
      const touches = (/** @type {any} */ box) => rings.some(({ x, y, width, height }) =>
        x < box.x + box.width && box.x < x + width && y < box.y + box.height && box.y < y + height);
      assert.deepEqual(at.map(touches), [true, false, false]);
      assert.equal(await run(inside.changedByUs, "pane"), "");
    });

    test("the drawn address is there on hover and on focus", async () => {
      await world().select(subject("marks"));
      await world().waitForBanner();
      await marks(7);
      await world().thunderbird.pointAt(await run(inside.pointInMail, "pane", "#bad"));
      const { card } = await until(async () => {
        const found = await run(inside.marks, "pane");
        return found.card && found;
      }, "the card");
      assert.deepEqual(card.pieces, ["plain hxxps://", "decoration cpexample.", "renter ho61v7", "plain .", "owner free.example", "decoration /webmail.example.com/"]);
      assert.match(card.text, /Owner: free\.example.*Rented name.*ho61v7/u);
      await world().thunderbird.pointAt(await run(inside.pointInMail, "pane", "#fine"));
      await until(async () => (await run(inside.marks, "pane")).card === null, "no card");
      await run(inside.focusMail, "pane");
      await run(inside.focusInMail, "pane", "#bad");
      await until(async () => (await run(inside.marks, "pane")).card !== null, "the card on focus");
      await run(inside.focusInMail, "pane", "#fine");
      await until(async () => (await run(inside.marks, "pane")).card === null, "no card");
    });

    test("no way of pressing a condemned link opens it", async () => {
      await examined(subject("ways"));
      await marks(7);
      for (const [selector, button] of /** @type {[string, number][]} */ ([["#bad", 0], ["#bad", 1], ["#same-host", 0], ["#image", 0], ["#send", 0], ["#svg", 0], ["#shadowed", 0]])) {
        await click(selector, button);
        const shown = await paused();
        assertPause(shown);
        assert.match(shown.pieces.join(" "), /renter ho61v7/u);
        await opensNothing();
        await world().thunderbird.key("\uE00C"); // Escape
        await notPaused();
      }
      await click("#frame"); // Thunderbird leaves frames empty
      await opensNothing();
    });

    test("fine and unknown links are opened at once", async () => {
      await examined(subject("fine"));
      await marks(7);
      for (const [selector, address] of [["#fine", FINE], ["#unknown", "https://elsewhere.example/"]]) {
        world().scratch.forgetOpened();
        await click(selector);
        await opens(address);
        assert.equal(await run(inside.pause, "pane"), null);
      }
    });

    test("by keyboard: Enter pauses, the safe way has the focus, Tab stays inside, Escape goes back", async () => {
      await examined(subject("keyboard"));
      await marks(7);
      await run(inside.focusMail, "pane");
      await run(inside.focusInMail, "pane", "#bad");
      await world().thunderbird.key("\uE007");
      assertPause(await paused());
      const reached = [(await paused()).focused];
      for (let i = 0; i < 3; i += 1) {
        await world().thunderbird.key("\uE004");
        reached.push((await paused()).focused);
      }
      assert.deepEqual(reached, ["best", "back", "risk", "best"]);
      await world().thunderbird.key("\uE00C");
      await notPaused();
      assert.equal(await run(inside.focusedInMail, "pane"), "bad");
      await opensNothing();
      await run(inside.focusInMail, "pane", "#field");
      await world().thunderbird.key("\uE007"); // sends the form
      await paused();
      await opensNothing();
    });

    test("the real site is the first choice", async () => {
      await examined(subject("site"));
      await marks(7);
      await click("#bad");
      const shown = await paused();
      assert.match(shown.text, /Open the real site of Example \(www\.example\.com\)/u);
      assert.equal(shown.buttons[0], "best");
      await press("button.best");
      await opens("https://www.example.com/");
      assert.deepEqual(world().scratch.opened(), ["https://www.example.com/"]);
      await notPaused();
    });

    test("going on needs a second step, and a tick", async () => {
      await examined(subject("go on"));
      await marks(7);
      await click("#same-host");
      assert.deepEqual((await paused()).buttons, ["best", "back", "risk"]);
      await press("button.risk");
      await until(async () => (await paused()).buttons.includes("go disabled"), "the second step");
      await world().thunderbird.clickAt(await run(inside.pointInOurs, "pane", "button.go"));
      await opensNothing();
      await press("input.tick");
      await until(async () => (await paused()).buttons.includes("go"), "the button");
      await press("button.go");
      await opens(OTHER);
      await notPaused();
    });

    test("a double click does not press what appears under the mouse", async () => {
      await examined(subject("pause"));
      await marks(7);
      world().scratch.forgetOpened();
      const link = await run(inside.pointInMail, "pane", "#bad");
      await click("#bad");
      await paused();
      const best = await run(inside.pointInOurs, "pane", "button.best");
      await world().thunderbird.key("\uE00C");
      await notPaused();
      await world().thunderbird.clicksAt([link, best]);
      await paused();
      await opensNothing();
    });

    test("links in plain text", async () => {
      await examined(TEXT);
      await marks(1);
      await click("a[href*='free.example']");
      assertPause(await paused());
      await press("button.back");
      await notPaused();
      await click("a[href*='www.example.com']");
      await opens(FINE);
    });

    test("nothing suspicious found: no marks, no pause", async () => {
      await examined(subject("none"), "Nothing suspicious found");
      await click("#bad");
      await opens(BAD);
      assert.equal((await run(inside.marks, "pane")).count, 0);
    });

    test("worth checking: marks, but no pause", async () => {
      await examined(subject("note"), "Worth checking");
      const { badges } = await until(async () => {
        const found = await run(inside.marks, "pane");
        return found.count >= 5 && found;
      }, "marks");
      assert.ok(badges.every(({ level }) => level === "note"));
      await click("#bad");
      await opens(BAD);
    });

    test("putting the banner away leaves marks and pause", async () => {
      await examined(subject("dismissed"));
      await marks(7);
      await world().thunderbird.clickAt(await run(inside.bannerButton, "pane", "dismiss"));
      await until(async () => (await world().banner()).count === 0, "the banner to go");
      await marks(7);
      await click("#bad");
      await paused();
      await opensNothing();
    });

    test("another mail: marks and pause are gone", async () => {
      await world().select(subject("marks"));
      await world().waitForBanner();
      await click("#bad");
      await paused();
      await world().select(subject("none"));
      await notPaused();
      assert.equal((await run(inside.marks, "pane")).count, 0);
    });
  });
}
