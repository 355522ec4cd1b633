import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { describe, test } from "node:test";
import { packed } from "../../../installer/pack-extension.mjs";

/** Names and contents by the directory at the end of a zip file. @param {Buffer} zip */
function entries(zip) {
  const end = zip.lastIndexOf(Buffer.from("PK\x05\x06", "latin1"));
  /** @type {Map<string, Buffer>} */
  const found = new Map();
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [size, name, extra, comment] = [zip.readUInt32LE(at + 24), zip.readUInt16LE(at + 28), zip.readUInt16LE(at + 30), zip.readUInt16LE(at + 32)];
    const local = zip.readUInt32LE(at + 42);
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    found.set(zip.subarray(at + 46, at + 46 + name).toString("utf8"), zip.subarray(start, start + size));
    at += 46 + name + extra + comment;
  }
  return found;
}

describe("the .xpi", () => {
  test("is the same every time", () => {
    assert.ok(packed().equals(packed()));
  });

  test("holds the extension and nothing else", () => {
    const found = entries(packed());
    assert.ok(found.has("manifest.json") && found.has("_locales/ja/messages.json") && found.has("content/banner.js"));
    assert.deepEqual([...found.keys()].filter((name) => !/\.(js|json|html|css|svg)$/u.test(name)), []);
    assert.equal(found.has("package.json"), false);
    assert.equal(JSON.parse(String(found.get("manifest.json"))).manifest_version, 3);
  });

  test("is a zip file to others, too", (context) => {
    const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), "mekiki-xpi-")), "x.xpi");
    fs.writeFileSync(file, packed());
    const { error, status, stdout } = spawnSync("unzip", ["-t", file], { encoding: "utf8" });
    fs.rmSync(path.dirname(file), { recursive: true });
    if (error) {
      context.skip("no unzip here");
      return;
    }
    assert.equal(status, 0, stdout);
  });
});
