// Mekiki in Japanese, in the dark theme: a Thunderbird of its own. Without a Japanese language pack (in Debian:
// thunderbird-l10n-ja) Thunderbird stays English and only the extension speaks Japanese.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import * as inside from "../driver/inside.mjs";
import { FOLDER, Scratch } from "../driver/scratch.mjs";
import { until } from "../driver/thunderbird.mjs";
import { BAD } from "../hosts/report.mjs";
import { mail } from "../mails/mail.mjs";
import { withLevel } from "../mails/shapes.mjs";
import { World, assertVisible } from "./world.mjs";

const LEVELS = { danger: "危険", suspicious: "要注意", note: "要確認", none: "不審な点は見つかりませんでした" };
const LINKED = "件名 リンク";
const subject = (/** @type {string} */ level) => `件名 ${level}`;

describe("Mekiki in Japanese and dark", { concurrency: 1, timeout: 120_000 }, () => {
  /** @type {World} */
  let world;
  /** @type {Scratch} */
  let scratch;

  before(async () => {
    scratch = new Scratch();
    scratch.useStandIn();
    const mails = Object.keys(LEVELS).map((level) => withLevel(mail({ subject: subject(level), html: "<p>本文</p>" }), level));
    mails.push(mail({ subject: LINKED, html: `<p style="margin:20px"><a id="bad" href="${BAD}">設定を見る</a></p>` }));
    const preferences = {
      "intl.locale.requested": "ja",
      "extensions.activeThemeID": "thunderbird-compact-dark@mozilla.org",
      "ui.systemUsesDarkTheme": 1,
    };
    const thunderbird = await scratch.thunderbird({ mails, preferences, extension: null });
    const locale = await thunderbird.run(inside.locale);
    const { EXTENSION } = await import("../driver/scratch.mjs");
    await thunderbird.install(locale === "ja" ? EXTENSION : scratch.extensionIn("ja"));
    await thunderbird.run(inside.showFolder, FOLDER);
    world = new World(thunderbird, scratch);
  });
  after(async () => {
    await world?.thunderbird.stop();
    scratch?.remove();
  });

  for (const [level, label] of Object.entries(LEVELS)) {
    test(label, async () => {
      await world.select(subject(level));
      assert.equal((await world.button()).label, "このメールを調べる");
      await world.examine(label);
      const popup = await world.popup(label);
      assert.doesNotMatch(popup.replace("安全の保証ではありません", ""), /安全/u);
      if (level !== "none") {
        assert.match(popup, /どうすればよいか/u);
        const banner = await world.waitForBanner();
        assertVisible(banner, { level });
        assert.match(banner.text, /詳しい理由報告する迷惑メールへ移動/u);
        const [red] = (banner.background.match(/\d+/gu) ?? ["255"]).map(Number);
        assert.ok(red < 80, `dark: ${banner.background}`);
      }
      await world.thunderbird.run(inside.closePopups);
    });
  }

  test("the host was asked for Japanese", () => {
    const asked = scratch.heard().filter(({ type }) => type === "hello" || type === "check");
    assert.ok(asked.length > 1 && asked.every(({ language }) => language === "ja"));
  });

  test("a screen reader is told roles, names and order of banner, marks and pause", async () => {
    const read = (/** @type {string} */ wanted) => until(async () => {
      const told = await world.thunderbird.run(inside.readAloud, "pane");
      return told.some(({ role }) => role === wanted) && told;
    }, `${wanted} in the accessibility tree`);
    const names = (/** @type {any[]} */ told, /** @type {string} */ wanted) => told.filter(({ role }) => role === wanted).map(({ name }) => name);
    await world.select(LINKED);
    await world.examine("危険");
    await world.thunderbird.run(inside.closePopups);
    await world.waitForBanner();
    await until(async () => (await world.thunderbird.run(inside.marks, "pane")).count === 1, "the mark");
    const told = await read("alert");
    assert.deepEqual(names(told, "heading"), ["詐欺メールの特徴が強く出ています"]);
    assert.equal(names(told, "listitem").length, 3);
    assert.deepEqual(names(told, "pushbutton"), ["詳しい理由", "報告する", "迷惑メールへ移動", "閉じる", "危険: リンク「View the settings」の行き先は free.example です"]);
    await world.thunderbird.clickAt(await world.thunderbird.run(inside.pointInMail, "pane", "#bad"));
    const paused = await read("dialog");
    assert.deepEqual(names(paused, "dialog"), ["このリンクを開く前に"]);
    assert.deepEqual(names(paused, "pushbutton"), ["「Example」の本物のサイトを開く(www.example.com)", "メールに戻る", "それでもこのリンクを開く…"]);
    await world.thunderbird.key("\uE00C");
    await until(async () => (await world.thunderbird.run(inside.pause, "pane")) === null, "the mail again");
  });

  test("a failure is said in Japanese", async () => {
    scratch.useHost("/nonexistent/mekiki-host");
    await world.restartHost();
    await world.select(subject("danger"));
    await world.click();
    await world.popup("危険");
    await world.press("again");
    await world.buttonSays("調べられませんでした");
    await until(async () => /mekiki install/u.test(await world.popup()), "the remedy");
  });
});
