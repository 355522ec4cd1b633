#!/usr/bin/env node
// Packs extension/ into an .xpi: the same files give the same bytes on every machine (sorted, stored, no times).
//   node installer/pack-extension.mjs [OUT.xpi]     default: build/mekiki-VERSION.xpi; the version comes from VERSION

import fs from "node:fs";
import path from "node:path";

const root = path.resolve(path.dirname(new URL(import.meta.url).pathname), "..");
const source = path.join(root, "extension");
// What only tests under Node and the store's page need.
const LEFT_OUT = new Set(["package.json", "listing"]);
// 1980-01-01 00:00, the earliest a zip file can say.
const DATE = 0x0021;

const CRC = Uint32Array.from({ length: 256 }, (_, value) => {
  for (let bit = 0; bit < 8; bit += 1) {
    value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  }
  return value;
});

/** @param {Buffer} bytes */
function crc32(bytes) {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum = (sum >>> 8) ^ CRC[(sum ^ byte) & 0xff];
  }
  return (sum ^ 0xffffffff) >>> 0;
}

/** Files below a directory, by name, without hidden ones. @param {string} directory @returns {string[]} */
function files(directory, prefix = "") {
  return fs
    .readdirSync(directory, { withFileTypes: true })
    .filter(({ name }) => !name.startsWith("."))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) =>
      entry.isDirectory()
        ? files(path.join(directory, entry.name), `${prefix}${entry.name}/`)
        : [`${prefix}${entry.name}`],
    );
}

/** Fields common to a local header and its entry in the directory (APPNOTE.TXT 4.3.7, 4.3.12). @param {Buffer} bytes */
function fields(bytes, nameLength) {
  const header = Buffer.alloc(26);
  header.writeUInt16LE(20, 0); // version needed
  header.writeUInt16LE(0x0800, 2); // names are UTF-8
  header.writeUInt16LE(0, 4); // stored
  header.writeUInt16LE(0, 6);
  header.writeUInt16LE(DATE, 8);
  header.writeUInt32LE(crc32(bytes), 10);
  header.writeUInt32LE(bytes.length, 14);
  header.writeUInt32LE(bytes.length, 18);
  header.writeUInt16LE(nameLength, 22);
  return header;
}

/** @param {[string, Buffer][]} entries */
export function zip(entries) {
  const parts = [];
  const directory = [];
  let offset = 0;
  for (const [entry, bytes] of entries) {
    const name = Buffer.from(entry, "utf8");
    const common = fields(bytes, name.length);
    const local = Buffer.concat([Buffer.from("PK\x03\x04", "latin1"), common, name, bytes]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(0o100644 * 0x10000, 6); // an ordinary file
    tail.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from("PK\x01\x02\x14\x03", "latin1"), common, tail, name]));
    parts.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", "latin1");
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, central, end]);
}

/** The .xpi of the extension as it lies there. @param {string} [version] for tests: another one than VERSION says */
export function packed(version = fs.readFileSync(path.join(root, "VERSION"), "utf8").trim()) {
  return zip(
    files(source).filter((name) => !LEFT_OUT.has(name.split("/")[0])).map((name) => {
      const bytes = fs.readFileSync(path.join(source, name));
      if (name !== "manifest.json") {
        return [name, bytes];
      }
      const manifest = { ...JSON.parse(bytes.toString("utf8")), version };
      return [name, Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`, "utf8")];
    }),
  );
}

if (process.argv[1] && fs.realpathSync(process.argv[1]) === new URL(import.meta.url).pathname) {
  const version = fs.readFileSync(path.join(root, "VERSION"), "utf8").trim();
  const target = path.resolve(process.argv[2] ?? path.join(root, "build", `mekiki-${version}.xpi`));
  fs.mkdirSync(path.dirname(target), { recursive: true });
  fs.writeFileSync(target, packed());
  console.log(target);
}
