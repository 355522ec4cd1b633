// A scratch home directory with everything one Thunderbird of the suite needs: profile, native manifest, host.

import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { EXTENSION_ID, Thunderbird } from "./thunderbird.mjs";
import { makeProfile } from "./profile.mjs";

const here = import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname);
export const ROOT = path.resolve(here, "../../..");
/** Another one (a broken one, to try the tests themselves) by MEKIKI_EXTENSION. */
export const EXTENSION = process.env.MEKIKI_EXTENSION ?? path.join(ROOT, "extension");
const STAND_IN = path.join(here, "../hosts/stand-in.mjs");
export const FOLDER = "Mails";

export class Scratch {
  constructor() {
    this.directory = fs.mkdtempSync(path.join(os.tmpdir(), "mekiki-e2e-"));
    this.home = path.join(this.directory, "home");
    this.behaviourFile = path.join(this.directory, "behaviour.json");
    this.browserFile = path.join(this.directory, "browser.log");
    this.logFile = path.join(this.directory, "host.log");
    this.manifests = path.join(this.home, ".mozilla", "native-messaging-hosts");
    fs.mkdirSync(this.manifests, { recursive: true });
    this.#profiles = 0;
  }

  #profiles;

  get manifestFile() {
    return path.join(this.manifests, "mekiki.json");
  }

  /** @param {string} program */
  useHost(program) {
    fs.writeFileSync(
      this.manifestFile,
      JSON.stringify({
        name: "mekiki",
        description: "Examines mails",
        path: program,
        type: "stdio",
        allowed_extensions: [EXTENSION_ID],
      }),
    );
  }

  /** @param {object} behaviour see hosts/stand-in.mjs */
  useStandIn(behaviour = {}) {
    const starter = path.join(this.directory, "stand-in");
    fs.writeFileSync(starter, `#!/bin/sh\nexec '${process.execPath}' '${STAND_IN}' "$@"\n`, { mode: 0o755 });
    this.behave(behaviour);
    this.useHost(starter);
  }

  /** Managed settings, as an administrator's. Read once, at the start of Thunderbird. @param {object} data */
  usePolicy(data) {
    const directory = path.join(this.home, ".mozilla", "managed-storage");
    fs.mkdirSync(directory, { recursive: true });
    const manifest = { name: EXTENSION_ID, description: "Policy", type: "storage", data };
    fs.writeFileSync(path.join(directory, `${EXTENSION_ID}.json`), JSON.stringify(manifest));
  }

  /** @param {object} behaviour */
  behave(behaviour) {
    fs.writeFileSync(this.behaviourFile, JSON.stringify({ log: this.logFile, ...behaviour }));
  }

  /** What the stand-in was told, in order. @returns {any[]} */
  heard() {
    try {
      return fs.readFileSync(this.logFile, "utf8").trim().split("\n").filter(Boolean).map((line) => JSON.parse(line));
    } catch {
      return [];
    }
  }

  forgetHeard() {
    fs.rmSync(this.logFile, { force: true });
  }

  /**
   * @param {object} options
   * @param {Buffer[]} options.mails
   * @param {Record<string, string | number | boolean>} [options.preferences]
   * @param {string | null} [options.extension] its directory; null for none
   */
  async thunderbird({ mails, preferences, extension = EXTENSION, ...rest }) {
    const profile = path.join(this.directory, `profile-${++this.#profiles}`);
    makeProfile(profile, { folder: FOLDER, mails, preferences, browser: this.#browser() });
    const environment = { MEKIKI_STAND_IN: this.behaviourFile };
    const thunderbird = await Thunderbird.start({ profile, home: this.home, environment, ...rest });
    if (extension !== null) {
      await thunderbird.install(extension);
    }
    return thunderbird;
  }

  /**
   * The extension as Thunderbird shows it in a language, wherever no language pack is installed: a copy whose default
   * texts are those of the language.
   * @param {string} language
   */
  extensionIn(language) {
    if (language === "en") {
      return EXTENSION;
    }
    const copy = path.join(this.directory, `extension-${language}`);
    fs.cpSync(EXTENSION, copy, { recursive: true });
    fs.copyFileSync(path.join(copy, `_locales/${language}/messages.json`), path.join(copy, "_locales/en/messages.json"));
    return copy;
  }

  /** What stands in for the web browser: writes down what it is told to open. */
  #browser() {
    const program = path.join(this.directory, "browser");
    fs.writeFileSync(program, `#!/bin/sh\nfor one in "$@"; do echo "$one" >> '${this.browserFile}'; done\n`, { mode: 0o755 });
    return program;
  }

  /** Addresses opened in the web browser, in order. @returns {string[]} */
  opened() {
    return fs.existsSync(this.browserFile) ? fs.readFileSync(this.browserFile, "utf8").trim().split("\n").filter(Boolean) : [];
  }

  forgetOpened() {
    fs.rmSync(this.browserFile, { force: true });
  }

  /** @param {string} name @param {Buffer | string} content */
  file(name, content) {
    const file = path.join(this.directory, name);
    fs.writeFileSync(file, content);
    return file;
  }

  remove() {
    fs.rmSync(this.directory, { recursive: true, force: true });
  }
}
