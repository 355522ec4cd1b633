// Stand-ins for Thunderbird's interfaces, for tests without it.

import fs from "node:fs";
import path from "node:path";
import { webcrypto } from "node:crypto";

// Node 18 has it, but not among the globals.
globalThis.crypto ??= /** @type {any} */ (webcrypto);

const here = path.dirname(new URL(import.meta.url).pathname);
export const ROOT = path.resolve(here, "../../..");
export const EXTENSION = path.join(ROOT, "extension");

/** @param {string} language @returns {Record<string, { message: string, placeholders?: Record<string, { content: string }> }>} */
export function texts(language) {
  return JSON.parse(fs.readFileSync(path.join(EXTENSION, "_locales", language, "messages.json"), "utf8"));
}

/** browser.i18n as Thunderbird does it. @param {string} language */
export function fakeI18n(language) {
  const messages = texts(language);
  return {
    getMessage(/** @type {string} */ key, /** @type {string[]} */ substitutions = []) {
      const entry = messages[key];
      if (!entry) {
        return "";
      }
      return entry.message.replace(/\$([A-Z]+)\$/gu, (_, name) => {
        const { content } = entry.placeholders?.[name.toLowerCase()] ?? { content: "" };
        return substitutions[Number(content.slice(1)) - 1] ?? "";
      });
    },
  };
}

/** A native port with a host behind it: `host` is called with every message and the port. */
export class FakePort {
  /** @param {(message: any, port: FakePort) => void} host */
  constructor(host) {
    this.host = host;
    /** @type {any[]} */
    this.sent = [];
    this.closed = false;
    /** @type {((message: unknown) => void)[]} */
    this.listeners = [];
    /** @type {((port: unknown) => void)[]} */
    this.closers = [];
    this.onMessage = { addListener: (/** @type {any} */ listener) => this.listeners.push(listener) };
    this.onDisconnect = { addListener: (/** @type {any} */ listener) => this.closers.push(listener) };
  }

  postMessage(/** @type {any} */ message) {
    if (this.closed) {
      throw new Error("Attempt to postMessage on disconnected port");
    }
    this.sent.push(structuredClone(message));
    queueMicrotask(() => this.host(message, this));
  }

  /** The host says something. @param {unknown} message */
  say(message) {
    this.listeners.forEach((listener) => listener(message));
  }

  /** The host ends. @param {string | null} error what Thunderbird makes of it */
  end(error = null) {
    this.closed = true;
    this.closers.forEach((closer) => closer({ error: error === null ? null : { message: error } }));
  }

  disconnect() {
    this.closed = true;
  }
}

/** A host that does everything right. @param {(id: string) => object} report */
export function goodHost(report) {
  return (/** @type {any} */ message, /** @type {FakePort} */ port) => {
    const reply = { protocol: 1, id: message.id };
    if (message.type === "hello") {
      port.say({
        ...reply,
        type: "hello",
        host_version: "0.1.0",
        protocols: [1],
        capabilities: ["partial", "cancel", "progress", "forget", "remembered"],
        sandbox: { seccomp: true, landlock: false, rlimits: true },
        chunk_bytes: 786432,
        chunks_in_flight: 4,
      });
    } else if (message.type === "open") {
      port.say({ ...reply, type: "opened" });
    } else if (message.type === "chunk") {
      port.say({ ...reply, type: "ack", seq: message.seq });
    } else if (message.type === "check") {
      port.say({ ...reply, type: "report", report: report(message.id) });
    } else if (message.type === "forget") {
      port.say({ ...reply, type: "forgotten", erased: true });
    } else if (message.type === "remembered") {
      port.say({ ...reply, type: "remembered", kept: true, servers: ["mx.example.org"], correspondents: 21, known: message.address === "sam@example.org" });
    }
  };
}
