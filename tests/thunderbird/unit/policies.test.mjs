// The administrators' templates and examples agree with the one schema of settings.

import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { describe, test } from "node:test";
import Ajv from "ajv/dist/2020.js";
import { ROOT } from "../driver/scratch.mjs";
import { readSettings } from "../../../extension/background/settings.js";
import { kindOf, settingsOf, templates } from "../../../installer/admin-templates.mjs";

const json = (/** @type {string} */ file) => JSON.parse(fs.readFileSync(path.join(ROOT, file), "utf8"));
const schema = json("manifests/settings.schema.json");
const made = templates();

/** Start and end tags pair up. @param {string} xml */
function assertWellFormed(xml) {
  /** @type {string[]} */
  const open = [];
  for (const [, end, name, self] of xml.matchAll(/<(\/?)([A-Za-z]+)(?:\s+[\w:]+="[^"<]*")*\s*(\/?)>/gu)) {
    if (end) {
      assert.equal(open.pop(), name);
    } else if (!self) {
      open.push(name);
    }
  }
  assert.deepEqual(open, []);
  assert.doesNotMatch(xml.replace(/<[^<>]*>/gu, ""), /[<>]/u);
}

describe("a policy from the registry", () => {
  test("its numbers are switches, and they are locked", async () => {
    const policy = { dns: 0, auto_check: 1, place: 7, own_domains: ["example.jp"] };
    const before = globalThis.browser;
    // @ts-ignore: what settings.js uses of it
    globalThis.browser = { storage: { managed: { get: async () => policy }, local: { get: async () => ({}) } } };
    try {
      const { values, locked } = await readSettings();
      assert.equal(values.dns, false);
      assert.equal(values.auto_check, true);
      assert.equal(values.place, true, "a number that is no switch is not believed");
      assert.deepEqual(locked.sort(), ["auto_check", "dns"]);
    } finally {
      globalThis.browser = before;
    }
  });
});

describe("administrators' templates", () => {
  for (const [name, content] of Object.entries(made)) {
    test(`${name} is well-formed`, () => assertWellFormed(content));
  }

  test("every setting is a policy, of its kind", () => {
    for (const [name, property] of settingsOf(schema)) {
      const policy = made["windows/mekiki.admx"].match(new RegExp(`<policy name="${name}"[^]*?</policy>`, "u"))?.[0] ?? "";
      const sign = { boolean: "<enabledValue>", choice: "<enum ", text: "<text ", number: "<decimal ", list: "<list ", json: "<multiText " };
      assert.ok(policy.includes(sign[kindOf(property)]), `${name}: ${policy}`);
    }
  });

  for (const language of ["en-US", "ja-JP"]) {
    test(`every text that is used is there in ${language}`, () => {
      const adml = made[`windows/${language}/mekiki.adml`];
      for (const [, table, id] of made["windows/mekiki.admx"].matchAll(/\$\((string|presentation)\.(\w+)\)/gu)) {
        assert.match(adml, new RegExp(`<${table} id="${id}">`, "u"));
      }
    });
  }

  test("texts name only settings that exist", () => {
    const texts = json("manifests/policies/texts.json");
    for (const name of [...Object.keys(texts.en), ...Object.keys(texts.ja)]) {
      assert.ok(name === "frame" || name in schema.properties, name);
    }
  });

  test("every example policy keeps to the schema", () => {
    const validate = new Ajv({ strict: false }).compile(schema);
    for (const file of fs.readdirSync(path.join(ROOT, "manifests/policies")).filter((name) => name.endsWith(".json") && name !== "texts.json")) {
      const { policies } = json(`manifests/policies/${file}`);
      const settings = policies["3rdparty"]?.Extensions["mekiki@mekiki.invalid"] ?? {};
      assert.ok(validate(settings), `${file}: ${JSON.stringify(validate.errors)}`);
    }
  });

  test("the profile for macOS says what the example says", () => {
    const profile = made["macos/mekiki.mobileconfig"];
    const example = json("manifests/policies/policies.json").policies["3rdparty"].Extensions["mekiki@mekiki.invalid"];
    for (const [name, value] of Object.entries(example)) {
      assert.match(profile, new RegExp(`<key>${name}</key>\\s*${typeof value === "boolean" ? `<${value}/>` : "<array>"}`, "u"));
    }
    assert.match(profile, /<key>EnterprisePoliciesEnabled<\/key>\s*<true\/>/u);
  });
});
