// Pictures of the real thing, as the READMEs show it: the sample scam examined by the real host in a real Thunderbird.
//   MEKIKI_HOST=…/mekiki-host node screenshot.mjs DIRECTORY [--dark] [--narrow] [--mail FILE]
// writes banner-en.png, banner-ja.png (window with the banner) and popup-*.png, report-*.png, options-*.png.

import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { FOLDER, Scratch } from "./driver/scratch.mjs";
import * as inside from "./driver/inside.mjs";
import { until } from "./driver/thunderbird.mjs";
import { World } from "./e2e/world.mjs";
import { SCAM } from "./mails/samples.mjs";

const given = process.argv.slice(2);
const option = (/** @type {string} */ name) => given.includes(name);
const file = option("--mail") ? given[given.indexOf("--mail") + 1] : null;
const directory = path.resolve(given.find((one) => !one.startsWith("--") && one !== file) ?? ".");
const suffix = `${option("--dark") ? "-dark" : ""}${option("--narrow") ? "-narrow" : ""}`;
const DARK = { "extensions.activeThemeID": "thunderbird-compact-dark@mozilla.org", "ui.systemUsesDarkTheme": 1 };

/** @param {string} language */
async function pictures(language) {
  const scratch = new Scratch();
  scratch.useHost(process.env.MEKIKI_HOST ?? assert.fail("MEKIKI_HOST names no host"));
  const thunderbird = await scratch.thunderbird({
    mails: [file ? fs.readFileSync(file) : SCAM],
    extension: scratch.extensionIn(language),
    size: option("--narrow") ? { width: 760, height: 640 } : { width: 1180, height: 720 },
    preferences: { "intl.locale.requested": language === "ja" ? "ja" : "en-US", ...(option("--dark") ? DARK : {}) },
  });
  const picture = (/** @type {string} */ name) => path.join(directory, `${name}-${language}${suffix}.png`);
  try {
    const world = new World(thunderbird, scratch);
    await thunderbird.run(inside.showFolder, FOLDER);
    await thunderbird.run(inside.hideFolders);
    const [subject] = await thunderbird.run(inside.subjects);
    await world.select(subject);
    await world.click();
    await world.waitForBanner();
    await until(() => thunderbird.inPage("popup/popup.html", "return !document.getElementById('again').hidden"), "the verdict");
    await thunderbird.screenshotOf("popup/popup.html", picture("popup"));
    await world.press("report");
    await until(() => thunderbird.run(inside.isPageOpen, "report/report.html"), "the report");
    await until(() => thunderbird.inPage("report/report.html", "return document.querySelectorAll('section').length > 3"), "its sections");
    await thunderbird.screenshotOf("report/report.html", picture("report"));
    await thunderbird.run(inside.closeTabs);
    await thunderbird.run(inside.openExtensionTab, "/options/options.html");
    await until(() => thunderbird.inPage("options/options.html", "return document.querySelector('.answers') !== null"), "the options");
    await thunderbird.screenshot(picture("options"));
    await thunderbird.run(inside.closeTabs);
    await thunderbird.run(inside.closePopups);
    await world.waitForBanner();
    await new Promise((resolve) => setTimeout(resolve, 300));
    await thunderbird.screenshot(picture("banner"));
  } finally {
    await thunderbird.stop();
    scratch.remove();
  }
}

fs.mkdirSync(directory, { recursive: true });
for (const language of ["en", "ja"]) {
  await pictures(language);
}
console.log(directory);
