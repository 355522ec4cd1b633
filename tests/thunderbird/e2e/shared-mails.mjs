// Mails that lie outside the repository, read in place where they are.

import fs from "node:fs";
import path from "node:path";
import { ROOT } from "../driver/scratch.mjs";

const DIRECTORY = process.env.MEKIKI_MAILS ?? path.resolve(ROOT, "../shared/mails");

/** @param {string} name @returns {Buffer | null} */
export function sharedMail(name) {
  const file = path.join(DIRECTORY, name);
  return fs.existsSync(file) ? fs.readFileSync(file) : null;
}

/** @param {string} folder @returns {{ name: string, raw: Buffer }[]} */
export function sharedMails(folder) {
  const directory = path.join(DIRECTORY, folder);
  if (!fs.existsSync(directory)) {
    return [];
  }
  return fs
    .readdirSync(directory)
    .filter((name) => name.endsWith(".eml"))
    .sort()
    .map((name) => ({ name, raw: fs.readFileSync(path.join(directory, name)) }));
}

export const SKIPPED = "no such mails here; name their directory in MEKIKI_MAILS";
