// Lints the extension and its tests: ESLint, the types in the comments, addons-linter, texts in both languages.

import fs from "node:fs";
import path from "node:path";
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { ESLint } from "eslint";

const here = path.dirname(new URL(import.meta.url).pathname);
const root = path.resolve(here, "../..");
const require = createRequire(import.meta.url);

// What addons-linter, made for Firefox, does not know of Thunderbird; anything else is an error here.
const ALLOWED_WARNINGS = new Set(["MANIFEST_PERMISSIONS", "MANIFEST_OPTIONAL_PERMISSIONS", "UNSUPPORTED_API", "MISSING_DATA_COLLECTION_PERMISSIONS"]);

/** @param {string} name of the package @param {string} bin */
function program(name, bin) {
  const file = require.resolve(`${name}/package.json`);
  return path.join(path.dirname(file), bin);
}

/** @param {string} file @param {string[]} parameters */
function run(file, parameters) {
  return spawnSync(process.execPath, ["--require", path.join(here, "file-global.cjs"), file, ...parameters], { cwd: root, encoding: "utf8", maxBuffer: 64 * 1024 * 1024 });
}

async function eslint() {
  const linter = new ESLint({ cwd: root, overrideConfigFile: path.join(here, "eslint.config.mjs") });
  const results = await linter.lintFiles(["extension", "tests/thunderbird", "installer/*.mjs"]);
  const formatter = await linter.loadFormatter("stylish");
  const problems = results.reduce((sum, { errorCount, warningCount }) => sum + errorCount + warningCount, 0);
  if (problems > 0) {
    console.error(formatter.format(results, { cwd: root, rulesMeta: {} }));
  }
  console.log(`ESLint: ${results.length} files, ${problems} problems`);
  return problems === 0;
}

function types() {
  const { status, stdout } = run(program("typescript", "bin/tsc"), ["--project", path.join(here, "tsconfig.json")]);
  if (status !== 0) {
    console.error(stdout);
  }
  console.log(`tsc: ${status === 0 ? "no type errors" : "type errors"}`);
  return status === 0;
}

function addonsLinter() {
  const bin = program("addons-linter", "bin/addons-linter");
  const { stdout, stderr } = run(bin, ["--self-hosted", "--boring", "--output", "json", "extension"]);
  if (!stdout.trim().startsWith("{")) {
    console.error(stderr);
    return false;
  }
  const { errors, warnings } = JSON.parse(stdout);
  const unexpected = warnings.filter((/** @type {{ code: string }} */ { code }) => !ALLOWED_WARNINGS.has(code));
  for (const { code, message, file } of [...errors, ...unexpected]) {
    console.error(`${code} ${file ?? ""}: ${message}`);
  }
  console.log(`addons-linter: ${errors.length} errors, ${warnings.length} warnings, ${unexpected.length} of them unexpected`);
  return errors.length === 0 && unexpected.length === 0;
}

function noTraces() {
  const files = fs.readdirSync(path.join(root, "extension"), { recursive: true }).map(String);
  const strange = files.filter((file) => /node_modules|package-lock|\.(map|ts|orig|rej)$/u.test(file));
  console.log(`extension: ${files.length} files, ${strange.length} that do not belong there${strange.length ? `: ${strange}` : ""}`);
  return strange.length === 0;
}

const results = [await eslint(), types(), addonsLinter(), noTraces()];
process.exitCode = results.every(Boolean) ? 0 : 1;
