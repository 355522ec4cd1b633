// Texts: both languages complete, none unused, none missing, and no promise of safety.

import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { describe, test } from "node:test";
import { EXTENSION, fakeI18n, ROOT, texts } from "./fakes.mjs";

const en = texts("en");
const ja = texts("ja");

function sources() {
  return fs
    .readdirSync(EXTENSION, { recursive: true })
    .map(String)
    .filter((file) => /\.(js|html|json)$/u.test(file) && !file.startsWith("_locales"))
    .map((file) => fs.readFileSync(path.join(EXTENSION, file), "utf8"))
    .join("\n");
}

/** Keys put together at run time. */
const COMPOSED = [
  ...["danger", "suspicious", "note", "none"].flatMap((level) => [`${level}_word`, `${level}_headline`]),
  ...["danger", "suspicious", "note"].map((level) => `${level}_advice`),
  ...["strong", "medium", "weak", "good"].map((severity) => `severity_${severity}`),
  ...["reading", "sending", "examining", "asking"].map((stage) => `stage_${stage}`),
  ...["several", "nothing", "encrypted", "loading"].map((kind) => `shown_${kind}`),
  ...["owner", "renter", "decoration"].map((kind) => `link_${kind}`),
  ...["dns_a", "dns_aaaa", "dns_mx", "dns_ns", "dns_txt", "dns_ptr", "dns_cname", "dns_soa", "list_ip", "list_domain", "registration", "place", "correspondent", "page"].map((kind) => `kind_${kind}`),
  ...["nothing", "domain", "ip"].map((reveals) => `reveals_${reveals}`),
  ...["office", "antiphishing", "jpcert", "ipa", "provider"].flatMap((key) => [`tell_${key}`, `tell_${key}_text`]),
  ...["sender", "hop", "site"].map((kind) => `map_${kind}`),
  ...["dkim", "spf", "dmarc", "arc", "server", "difference", "bimi"].map((method) => `method_${method}`),
  ...["not_allowed", "no_junk_folder", "not_in_a_folder", "failed"].map((code) => `junk_${code}`),
  ...["yes", "no", "unknown"].map((outcome) => `outcome_${outcome}`),
  ...["nobody", "cache", "recorded", "this_computer"].map((place) => `asked_of_${place}`),
  ...["host_missing", "host_crashed", "host_silent", "host_junk", "host_too_old", "host_too_new", "mail_encrypted", "mail_gone"].map((code) => `error_${code}`),
];

describe("texts", () => {
  test("the same keys and placeholders in both languages", () => {
    assert.deepEqual(Object.keys(ja), Object.keys(en));
    for (const [key, { message, placeholders }] of Object.entries(en)) {
      const named = (/** @type {string} */ text) => (text.match(/\$[A-Z]+\$/gu) ?? []).sort();
      assert.deepEqual(named(ja[key].message), named(message), key);
      assert.deepEqual(ja[key].placeholders, placeholders, key);
      assert.equal(named(message).length > 0, placeholders !== undefined, key);
    }
  });

  test("everything is translated", () => {
    for (const [key, { message }] of Object.entries(ja)) {
      assert.ok(message.trim().length > 0, key);
      assert.ok(key === "language" || /[\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Han}]/u.test(message), `${key}: ${message}`);
      assert.doesNotMatch(en[key].message, /[^\p{ASCII}“”’…×]/u, key);
    }
  });

  test("every key is used, every used key exists", () => {
    const code = sources();
    const written = new Set([
      ...[...code.matchAll(/\bword\("([a-z_]+)"/gu)].map(([, key]) => key),
      ...[...code.matchAll(/data-word(?:-label)?="([a-z_]+)"/gu)].map(([, key]) => key),
      ...[...code.matchAll(/__MSG_([a-z_]+)__/gu)].map(([, key]) => key),
      ...[...code.matchAll(/(?:[sS]ection|table)\(\s*"([a-z_]+)"/gu)].map(([, key]) => key),
      ...COMPOSED,
    ]);
    for (const key of written) {
      assert.ok(Object.hasOwn(en, key), `missing: ${key}`);
    }
    for (const key of Object.keys(en)) {
      assert.ok(written.has(key) || new RegExp(`"${key}"`, "u").test(code), `unused: ${key}`);
    }
  });

  test("nothing calls a mail safe, blames, or shouts", () => {
    for (const [key, { message }] of [...Object.entries(en), ...Object.entries(ja)]) {
      assert.doesNotMatch(message, /\bsafe\b|\bverified\b|phishing confirmed|[!！]/iu, key);
      assert.doesNotMatch(message.replaceAll("安全を保証するものではありません", ""), /安全/u, key);
    }
  });

  test("the words are looked up in the reader's language", async () => {
    globalThis.browser = /** @type {any} */ ({ i18n: fakeI18n("ja") });
    const { language, moment, placeName, word } = await import("../../../extension/common/words.js");
    assert.equal(language(), "ja");
    assert.equal(word("program_answers", "1.2.3"), "プログラムは動作しています。バージョン: 1.2.3");
    assert.equal(word("no_such_key"), "no_such_key");
    assert.equal(placeName(["小山市", "JP"]), "小山市、日本");
    assert.match(moment(1736440056), /^2025\/01\/(09|10)/u);
    assert.equal(moment(null), "");
  });
});

describe("manifest", () => {
  const manifest = JSON.parse(fs.readFileSync(path.join(EXTENSION, "manifest.json"), "utf8"));

  test("has the version of the project", () => {
    assert.equal(manifest.version, fs.readFileSync(path.join(ROOT, "VERSION"), "utf8").trim());
  });

  test("asks for no more than it needs", () => {
    assert.deepEqual(manifest.permissions, ["accountsRead", "messagesRead", "nativeMessaging", "scripting", "storage"]);
    // Asked for when the reader first moves a mail to junk.
    assert.deepEqual(manifest.optional_permissions, ["messagesMove"]);
    for (const key of ["host_permissions", "experiment_apis", "content_scripts", "web_accessible_resources"]) {
      assert.equal(manifest[key], undefined, key);
    }
    assert.equal(manifest.manifest_version, 3);
    assert.equal(manifest.browser_specific_settings.gecko.id, "mekiki@mekiki.invalid");
  });

  test("names files that exist", () => {
    const names = JSON.stringify(manifest).match(/"[a-z-]+(?:\/[a-z-]+)?\.(?:js|svg|html)"/gu) ?? [];
    assert.ok(names.length >= 6);
    for (const name of names.map((quoted) => JSON.parse(quoted))) {
      assert.ok(fs.existsSync(path.join(EXTENSION, name)), name);
    }
  });
});
