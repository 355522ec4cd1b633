// A fresh Thunderbird profile: one account with local folders, one folder with the given mails, no dialogs, no traffic.

import fs from "node:fs";
import path from "node:path";

const PREFERENCES = {
  // Local Folders only; with an account there is no first-run assistant.
  "mail.accountmanager.accounts": "account1",
  "mail.accountmanager.localfoldersserver": "server1",
  "mail.account.account1.server": "server1",
  "mail.server.server1.type": "none",
  "mail.server.server1.hostname": "Local Folders",
  "mail.server.server1.name": "Local Folders",
  "mail.server.server1.userName": "nobody",
  "mail.server.server1.storeContractID": "@mozilla.org/msgstore/berkeleystore;1",
  "mail.server.server1.directory-rel": "[ProfD]Mail/Local Folders",
  // A quiet start.
  "mail.provider.suppress_dialog_on_startup": true,
  "mail.rights.override": true,
  "mail.spotlight.firstRunDone": true,
  "mail.shell.checkDefaultClient": false,
  "mailnews.start_page.enabled": false,
  "mailnews.start_page_override.mstone": "ignore",
  "mail.inappnotifications.enabled": false,
  "app.donation.eoy.version.viewed": 999,
  "datareporting.policy.dataSubmissionEnabled": false,
  "datareporting.policy.dataSubmissionPolicyBypassNotification": true,
  "toolkit.telemetry.enabled": false,
  "app.update.enabled": false,
  "extensions.update.enabled": false,
  "extensions.getAddons.cache.enabled": false,
  "mail.biff.show_tray_icon": false,
  // Nothing leaves the machine.
  "services.settings.server": "http://127.0.0.1:9/nothing",
  "network.captive-portal-service.enabled": false,
  "network.connectivity-service.enabled": false,
  "network.dns.disabled": true,
  // For the tests.
  "marionette.port": 0,
  "mailnews.default_view_flags": 0,
  "browser.dom.window.dump.enabled": true,
  "devtools.console.stdout.chrome": true,
  "intl.locale.requested": "en-US",
};

/** @param {Record<string, string | number | boolean>} preferences */
function userJs(preferences) {
  return Object.entries(preferences)
    .map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`)
    .join("");
}

/** One mail as it lies in an mbox file. @param {Buffer} mail */
function stored(mail) {
  const escaped = mail.toString("latin1").replace(/^(>*From )/gmu, ">$1");
  const line = "From - Thu Jan 01 00:00:00 2026\nX-Mozilla-Status: 0001\nX-Mozilla-Status2: 00000000\n";
  return Buffer.from(`${line}${escaped}\n\n`, "latin1");
}

/**
 * @param {string} directory
 * @param {object} content
 * @param {string} content.folder
 * @param {Buffer[]} content.mails
 * @param {Record<string, string | number | boolean>} [content.preferences]
 * @param {string} [content.browser] program that web addresses are opened with
 */
export function makeProfile(directory, { folder, mails, preferences = {}, browser }) {
  const local = path.join(directory, "Mail", "Local Folders");
  fs.mkdirSync(local, { recursive: true });
  fs.writeFileSync(path.join(directory, "user.js"), userJs({ ...PREFERENCES, ...preferences }));
  fs.writeFileSync(path.join(local, folder), Buffer.concat(mails.map(stored)));
  if (browser !== undefined) {
    const scheme = { action: 2, ask: false, handlers: [{ name: "browser", path: browser }] };
    const handlers = { defaultHandlersVersion: {}, mimeTypes: {}, schemes: { http: scheme, https: scheme }, isDownloadsImprovementsAlreadyMigrated: false };
    fs.writeFileSync(path.join(directory, "handlers.json"), JSON.stringify(handlers));
  }
}
