#!/usr/bin/env node
// Stands in for mekiki-host: speaks native messaging protocol 1 and misbehaves on demand. How it behaves is read anew
// for every message from the JSON file named by MEKIKI_STAND_IN:
//   { "mode": "normal" | "old" | "new" | "crash_at_hello" | "crash" | "hang_at_hello" | "hang" | "junk" | "nonsense" |
//             "not_a_report" | "huge" | "oversize" | "busy" | "error" | "partial",
//     "level": "danger", "delay": 0, "known": "sender@example.org", "log": "file", "lookFor": "text of the mail, found or not is logged" }
// A mail's own X-Test-Level header goes before "level".

import fs from "node:fs";
import { reportOf } from "./report.mjs";

const CHUNK_BYTES = 786432;
const mails = new Map();

function behaviour() {
  try {
    return JSON.parse(fs.readFileSync(process.env.MEKIKI_STAND_IN, "utf8"));
  } catch {
    return {};
  }
}

function send(message) {
  const body = Buffer.from(JSON.stringify({ protocol: 1, ...message }));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(body.length);
  process.stdout.write(Buffer.concat([length, body]));
}

const later = (ms, action) => (ms > 0 ? setTimeout(action, ms) : action());

function hello({ id }, { mode, protocols }) {
  if (mode === "crash_at_hello") {
    process.exit(3);
  }
  if (mode === "hang_at_hello") {
    return;
  }
  if (mode === "junk") {
    process.stdout.write("this is not a length and JSON\n");
    return;
  }
  const spoken = { old: [0], new: [2, 3] }[mode] ?? protocols ?? [1];
  send({
    type: "hello",
    id,
    host_version: "0.1.0-stand-in",
    protocols: spoken,
    capabilities: ["partial", "cancel", "progress", "forget", "remembered"],
    sandbox: { seccomp: true, landlock: true, rlimits: true },
    chunk_bytes: CHUNK_BYTES,
    chunks_in_flight: 4,
  });
}

function check({ id, language }, how) {
  const { mode, delay = 0 } = how;
  const mail = Buffer.concat(mails.get(id) ?? []);
  if (how.log && how.lookFor) {
    fs.appendFileSync(how.log, `${JSON.stringify({ type: "looked", found: mail.includes(how.lookFor) })}\n`);
  }
  mails.delete(id);
  if (mode === "crash") {
    process.exit(4);
  } else if (mode === "hang") {
    return;
  } else if (mode === "nonsense") {
    send({ type: "report", id, report: [] });
  } else if (mode === "not_a_report") {
    send({ type: "report", id, report: { schema: 1, level: "safe", headline: "SAFE" } });
  } else if (mode === "oversize") {
    send({ type: "report", id, report: { schema: 1, level: "none", headline: "x".repeat(1_100_000) } });
  } else if (mode === "error") {
    send({ type: "error", id, code: "examiner_crashed", text: "The examiner crashed on this mail. Check again." });
  } else if (mode === "busy" && !busyOnce) {
    busyOnce = true;
    send({ type: "error", id, code: "busy", text: "busy" });
  } else {
    const report = reportOf(mail, { language, level: how.level, huge: mode === "huge" });
    send({ type: "progress", id, stage: "examining", done: 1, of: 2 });
    if (mode === "partial") {
      send({ type: "partial", id, report: { ...report, complete: false } });
    }
    later(delay, () => send({ type: "report", id, report }));
  }
}
let busyOnce = false;

function receive(message) {
  const how = behaviour();
  if (how.log) {
    fs.appendFileSync(how.log, `${JSON.stringify({ ...message, data: message.data?.length, pid: process.pid })}\n`);
  }
  switch (message.type) {
    case "hello":
      hello(message, how);
      break;
    case "open":
      mails.set(message.id, []);
      send({ type: "opened", id: message.id });
      break;
    case "chunk":
      mails.get(message.id)?.push(Buffer.from(message.data, "base64"));
      later(how.ackDelay ?? 0, () => send({ type: "ack", id: message.id, seq: message.seq }));
      break;
    case "check":
      check(message, how);
      break;
    case "cancel":
      mails.delete(message.id);
      send({ type: "error", id: message.id, code: "cancelled", text: "" });
      break;
    case "forget":
      send({ type: "forgotten", id: message.id, erased: true });
      break;
    case "remembered":
      send({
        type: "remembered",
        id: message.id,
        kept: true,
        servers: ["mx.example.org"],
        correspondents: 21,
        known: message.address === undefined ? null : message.address === how.known,
      });
      break;
    default:
      send({ type: "error", id: message.id ?? null, code: "bad_message", text: "unknown type" });
  }
}

let received = Buffer.alloc(0);
process.stdin.on("data", (data) => {
  received = Buffer.concat([received, data]);
  while (received.length >= 4 && received.length >= 4 + received.readUInt32LE(0)) {
    const end = 4 + received.readUInt32LE(0);
    receive(JSON.parse(received.subarray(4, end).toString("utf8")));
    received = received.subarray(end);
  }
});
process.stdin.on("end", () => process.exit(0));
