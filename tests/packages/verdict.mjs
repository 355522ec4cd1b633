#!/usr/bin/env node
// A person with an installed Mekiki: starts Thunderbird, waits for the extension that the package put there, clicks on
// the sample mail, and reads the verdict off the button.
//   node tests/packages/verdict.mjs --home HOME --profile PROFILE [--expect Danger|none] [--install FILE.xpi]
//                                   [--meanwhile COMMAND] [--policy]
// PROFILE is made if it is not there. --expect none: there must be no extension. --install: as a person does by
// Install Add-on From File. --meanwhile: run while Thunderbird is open, then a second verdict is asked for. --policy: the example policy
// rules: the extension cannot be removed, and what the policy sets is locked.

import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { execSync } from "node:child_process";
import { parseArgs } from "node:util";
import { makeProfile } from "../thunderbird/driver/profile.mjs";
import { BUTTON_ID, EXTENSION_ID, Thunderbird, until } from "../thunderbird/driver/thunderbird.mjs";
import * as inside from "../thunderbird/driver/inside.mjs";
import { SCAM, SCAM_SUBJECT, TWIN, TWIN_SUBJECT } from "../thunderbird/mails/samples.mjs";

const { values } = parseArgs({
  options: {
    home: { type: "string" },
    profile: { type: "string" },
    expect: { type: "string", default: "Danger" },
    install: { type: "string" },
    meanwhile: { type: "string" },
    policy: { type: "boolean", default: false },
  },
});
const home = String(values.home);
const profile = String(values.profile);
const FOLDER = "Mails";

const say = (/** @type {string} */ sentence) => console.log(`    ${sentence}`);

function addon(id) {
  const { AddonManager } = ChromeUtils.importESModule("resource://gre/modules/AddonManager.sys.mjs");
  return AddonManager.getAddonByID(id).then((found) => found && { version: found.version, active: found.isActive });
}

async function installFrom(file) {
  const { AddonManager } = ChromeUtils.importESModule("resource://gre/modules/AddonManager.sys.mjs");
  const { FileUtils } = ChromeUtils.importESModule("resource://gre/modules/FileUtils.sys.mjs");
  const install = await AddonManager.getInstallForFile(new FileUtils.File(file));
  await install.install();
}

/** @param {string} id */
async function mayDo(id) {
  const { AddonManager } = ChromeUtils.importESModule("resource://gre/modules/AddonManager.sys.mjs");
  const { permissions } = await AddonManager.getAddonByID(id);
  return {
    remove: Boolean(permissions & AddonManager.PERM_CAN_UNINSTALL),
    disable: Boolean(permissions & AddonManager.PERM_CAN_DISABLE),
  };
}

/** @param {Thunderbird} thunderbird */
async function ruled(thunderbird) {
  assert.deepEqual(await thunderbird.run(mayDo, EXTENSION_ID), { remove: false, disable: false });
  await thunderbird.run(inside.openExtensionTab, "/options/options.html");
  const locked = await until(async () => {
    const names = await thunderbird.inPage("options/options.html",
      "return [...document.querySelectorAll('input[type=checkbox]')].filter((box) => box.disabled).map((box) => box.id).join(' ')");
    return names.includes("dns") && names;
  }, "the locked settings");
  await thunderbird.run(inside.closeTabs);
  say(`the extension cannot be removed or disabled; locked on the options page: ${locked}`);
}

/** @param {Thunderbird} thunderbird @param {string} subject @param {string} wanted */
async function verdict(thunderbird, subject, wanted) {
  await thunderbird.run(inside.closePopups);
  await thunderbird.run(inside.select, subject);
  await until(async () => (await thunderbird.run(inside.shownSubject, "pane")) === subject, `"${subject}"`);
  const button = await until(async () => {
    const found = await thunderbird.run(inside.button, "pane", BUTTON_ID);
    return found?.visible && found;
  }, "the button", 20_000);
  const begin = Date.now();
  await thunderbird.clickAt(button);
  const shown = await until(async () => {
    const now = await thunderbird.run(inside.button, "pane", BUTTON_ID);
    assert.notEqual(now.label, "Not examined", now.title);
    return now.label === wanted && now;
  }, `the verdict "${wanted}"`, 40_000);
  say(`"${subject}": ${shown.label}, after ${Date.now() - begin} ms`);
}

const fresh = !fs.existsSync(profile);
if (fresh) {
  makeProfile(profile, { folder: FOLDER, mails: [SCAM, TWIN] });
} else {
  fs.rmSync(path.join(profile, "MarionetteActivePort"), { force: true });
}
// Whoever owns the home is who Thunderbird runs as.
const { uid, gid } = fs.statSync(home);
execSync(`chown -R ${uid}:${gid} '${profile}'`);

const thunderbird = await Thunderbird.start({ profile, home });
try {
  if (values.install) {
    await thunderbird.run(installFrom, values.install);
  }
  if (values.expect === "none") {
    const found = await thunderbird.run(addon, EXTENSION_ID);
    assert.ok(!found?.active, `the extension is still active: ${JSON.stringify(found)}`);
    say(`Thunderbird (${fresh ? "fresh" : "existing"} profile) starts, without the extension`);
  } else {
    const found = await until(() => thunderbird.run(addon, EXTENSION_ID), "the extension", 20_000);
    assert.equal(found.active, true, `the extension is not active: ${JSON.stringify(found)}`);
    say(`Thunderbird (${fresh ? "fresh" : "existing"} profile) has the extension ${found.version}, active`);
    if (values.policy) {
      await ruled(thunderbird);
    }
    // A new extension opens its page of welcome, one that is known or ruled by a policy does not; the reader closes it.
    await until(() => thunderbird.run(inside.isPageOpen, "options/options.html"), "the page of welcome", 6_000).catch(() => {});
    await thunderbird.run(inside.closeTabs);
    await thunderbird.run(inside.showFolder, FOLDER);
    await verdict(thunderbird, SCAM_SUBJECT, values.expect);
    if (values.meanwhile) {
      execSync(values.meanwhile, { stdio: ["ignore", "ignore", "inherit"] });
      await verdict(thunderbird, TWIN_SUBJECT, "Nothing suspicious found");
      // The same window still judges; the next start brings the new extension.
      await verdict(thunderbird, SCAM_SUBJECT, values.expect);
    }
  }
} finally {
  await thunderbird.stop();
}
