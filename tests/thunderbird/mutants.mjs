// Tests the tests: takes one defence of the banner away at a time; the hostile mails must then get through somewhere.
//   node mutants.mjs      (about half a minute each; not part of the usual run)

import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { spawnSync } from "node:child_process";
import { EXTENSION } from "./driver/scratch.mjs";

/** @type {Record<string, [string, string]>} what is replaced in the scripts of the banner */
const MUTANTS = {
  "root not pinned": ["of Object.entries(PINNED)", "of []"],
  "attributes of the root kept": ["of HARMFUL_ATTRIBUTES", "of []"],
  "host without !important": [" !important;", ";"],
  "named font": ["system-ui, sans-serif", "Arial, sans-serif"],
  "foreign top layer allowed, never raised again": ["this.listen(window,", "void (window,"],
};

const directory = fs.mkdtempSync(path.join(os.tmpdir(), "mekiki-mutants-"));
let survivors = 0;
for (const [name, [from, to]] of Object.entries(MUTANTS)) {
  const copy = path.join(directory, "extension");
  fs.rmSync(copy, { recursive: true, force: true });
  fs.cpSync(EXTENSION, copy, { recursive: true });
  let found = false;
  for (const script of ["look.js", "banner.js"]) {
    const file = path.join(copy, "content", script);
    const original = fs.readFileSync(file, "utf8");
    found ||= original.includes(from);
    fs.writeFileSync(file, original.replaceAll(from, to));
  }
  if (!found) {
    throw new Error(`nothing to take away for "${name}"`);
  }
  const { status, stdout } = spawnSync(
    process.execPath,
    ["--test", "--test-reporter=spec", "--test-name-pattern=hostile|undisturbed", "e2e/suite.test.mjs"],
    { cwd: path.dirname(new URL(import.meta.url).pathname), encoding: "utf8", env: { ...process.env, MEKIKI_EXTENSION: copy } },
  );
  const failed = (stdout.split("failing tests")[0].match(/✖ (?!Mekiki|hostile|further|undisturbed)[^\n(]+/gu) ?? []).length;
  survivors += status === 0 ? 1 : 0;
  console.log(`${status === 0 ? "SURVIVED" : "caught"}: ${name} (${failed} mails got through)`);
}
fs.rmSync(directory, { recursive: true, force: true });
process.exitCode = survivors === 0 ? 0 : 1;
