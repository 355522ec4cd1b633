// The conversation with mekiki-host: native messaging protocol 1. Every way in which the program at the other end can
// be absent, old, new, silent, broken or babbling ends in a HostError with a code; the words for it are elsewhere.

import { Window, transfer } from "./transfer.js";
import { readReport } from "../common/report.js";

/** @typedef {import("../common/report.js").Report} Report */

export const PROTOCOL = 1;
const CHUNK_BYTES = 768 * 1024;
const CHUNKS_IN_FLIGHT = 4;

/** Codes of our own; the host adds its own ones (bad_message, too_large, examiner_crashed, …). */
export class HostError extends Error {
  /**
   * @param {string} code host_missing | host_crashed | host_silent | host_junk | host_too_old | host_too_new | cancelled | …
   * @param {string} [text] the host's own sentence, where it sent one
   */
  constructor(code, text = "") {
    super(code);
    this.name = "HostError";
    this.code = code;
    this.text = text;
  }
}

/**
 * @typedef {object} HostInfo
 * @property {string} version
 * @property {string[]} capabilities
 * @property {Record<string, boolean>} sandbox
 * @property {number} chunkBytes
 * @property {number} chunksInFlight
 */

/** One exchange under one id: resolves or rejects once, and gives up when the host says nothing for too long. */
class Conversation {
  /** @param {number} silenceMs */
  constructor(silenceMs) {
    this.silenceMs = silenceMs;
    /** @type {Map<string, (message: any) => void>} */
    this.handlers = new Map();
    this.over = false;
    this.result = new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    });
    this.result.catch(() => {});
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = undefined;
    /** @type {HostError | null} */
    this.failure = null;
    this.onSilence = () => {};
  }

  heard() {
    clearTimeout(this.timer);
    if (!this.over) {
      this.timer = setTimeout(() => {
        this.fail(new HostError("host_silent"));
        this.onSilence();
      }, this.silenceMs);
    }
  }

  /** @param {unknown} value */
  finish(value) {
    this.end();
    this.resolve?.(value);
  }

  /** @param {HostError} error */
  fail(error) {
    if (!this.over) {
      this.failure = error;
      this.end();
      this.reject?.(error);
    }
  }

  end() {
    this.over = true;
    clearTimeout(this.timer);
  }
}

/**
 * @param {unknown} message
 * @returns {HostInfo}
 */
function readHello(message) {
  const from = /** @type {Record<string, any>} */ (message);
  const spoken = (Array.isArray(from.protocols) ? from.protocols : [from.protocol]).filter(Number.isInteger);
  if (!spoken.includes(PROTOCOL)) {
    throw new HostError(spoken.length > 0 && Math.min(...spoken) > PROTOCOL ? "host_too_new" : "host_too_old");
  }
  /** @type {Record<string, boolean>} */
  const sandbox = {};
  for (const [layer, works] of Object.entries(from.sandbox ?? {}).slice(0, 20)) {
    sandbox[layer.slice(0, 40)] = works === true;
  }
  const atMost = (/** @type {unknown} */ value, /** @type {number} */ limit) =>
    typeof value === "number" && Number.isInteger(value) && value >= 1 ? Math.min(value, limit) : limit;
  return {
    version: String(from.host_version ?? "").slice(0, 40),
    capabilities: Array.isArray(from.capabilities) ? from.capabilities.map(String).slice(0, 50) : [],
    sandbox,
    chunkBytes: atMost(from.chunk_bytes, CHUNK_BYTES),
    chunksInFlight: atMost(from.chunks_in_flight, CHUNKS_IN_FLIGHT),
  };
}

/**
 * What Thunderbird says when it closes a port: nothing where the program just ended, "exceeds the limit" for a length
 * that cannot be, and anything else ("No such native application", or a sealed internal error) where the program
 * could not be started.
 * @param {string | undefined} message
 */
function closedBecause(message) {
  if (!message) {
    return new HostError("host_crashed");
  }
  return new HostError(/exceeds|JSON/u.test(message) ? "host_junk" : "host_missing");
}

/** One running host process. */
class Connection {
  /**
   * @param {any} port
   * @param {number} silenceMs
   */
  constructor(port, silenceMs) {
    this.port = port;
    this.silenceMs = silenceMs;
    /** @type {HostError | null} why it is over */
    this.ended = null;
    /** @type {Map<string, Conversation>} */
    this.conversations = new Map();
    this.onClosed = () => {};
    port.onMessage.addListener((/** @type {unknown} */ message) => this.receive(message));
    port.onDisconnect.addListener((/** @type {any} */ from) => this.close(closedBecause(from?.error?.message)));
  }

  /** @param {unknown} message */
  receive(message) {
    if (typeof message !== "object" || message === null || typeof (/** @type {any} */ (message).type) !== "string") {
      this.close(new HostError("host_junk"));
      return;
    }
    const { type, id } = /** @type {any} */ (message);
    const conversation = this.conversations.get(id);
    if (type === "error" && conversation === undefined && (id === null || id === undefined)) {
      // Not about one mail: the host cannot go on with any of them.
      this.failAll(errorFrom(message));
      return;
    }
    if (conversation === undefined || conversation.over) {
      return; // late answers to something cancelled
    }
    conversation.heard();
    if (type === "error") {
      conversation.fail(errorFrom(message));
    } else {
      conversation.handlers.get(type)?.(message);
    }
  }

  /** @param {Record<string, unknown>} message */
  send(message) {
    if (this.ended) {
      throw this.ended;
    }
    this.port.postMessage({ protocol: PROTOCOL, ...message });
  }

  /** @param {string} id */
  converse(id) {
    const conversation = new Conversation(this.silenceMs);
    // A host that hangs for one mail is of no use for the next one.
    conversation.onSilence = () => this.close(new HostError("host_silent"));
    this.conversations.set(id, conversation);
    conversation.heard();
    const forget = () => this.conversations.delete(id);
    conversation.result.then(forget, forget);
    return conversation;
  }

  /** @param {HostError} error */
  failAll(error) {
    for (const conversation of this.conversations.values()) {
      conversation.fail(error);
    }
  }

  /** @param {HostError} error */
  close(error) {
    if (this.ended) {
      return;
    }
    this.ended = error;
    this.onClosed();
    this.failAll(error);
    try {
      this.port.disconnect();
    } catch {
      // already gone
    }
  }
}

/** @param {any} message */
function errorFrom(message) {
  const code = String(message.code ?? "internal").slice(0, 60);
  const text = typeof message.text === "string" ? message.text.slice(0, 500) : "";
  return code === "protocol_mismatch" ? new HostError("host_too_old", text) : new HostError(code, text);
}

export class Host {
  /**
   * @param {object} world what the host needs of Thunderbird, so that tests can stand in for it
   * @param {() => any} world.connect opens the native port
   * @param {() => Promise<Record<string, unknown>>} world.settings sent with the hello
   * @param {() => string} world.language
   * @param {string} world.version of the extension
   * @param {number} [world.silenceMs] the host says something at least this often
   * @param {number} [world.idleMs] after this long without work the host is let go
   */
  constructor({ connect, settings, language, version, silenceMs = 15000, idleMs = 60000 }) {
    this.world = { connect, settings, language, version };
    this.silenceMs = silenceMs;
    this.idleMs = idleMs;
    /** @type {{ connection: Connection, info: Promise<HostInfo> } | null} */
    this.current = null;
    this.busy = 0;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.idle = undefined;
  }

  /** A host that has said hello. One process serves all mails until it is idle. */
  open() {
    if (this.current === null) {
      const connection = this.connect();
      const current = { connection, info: this.hello(connection) };
      current.info.catch((error) => connection.close(error));
      connection.onClosed = () => {
        if (this.current === current) {
          this.current = null;
        }
      };
      this.current = connection.ended ? null : current;
      return current;
    }
    return this.current;
  }

  connect() {
    try {
      return new Connection(this.world.connect(), this.silenceMs);
    } catch {
      throw new HostError("host_missing");
    }
  }

  /** @param {Connection} connection @returns {Promise<HostInfo>} */
  async hello(connection) {
    const id = crypto.randomUUID();
    const conversation = connection.converse(id);
    conversation.handlers.set("hello", (message) => conversation.finish(message));
    const settings = await this.world.settings();
    connection.send({
      type: "hello",
      id,
      extension_version: this.world.version,
      language: this.world.language(),
      settings,
    });
    return readHello(await conversation.result);
  }

  /** Version and sandbox of the host. Rejects with a HostError. */
  status() {
    return this.working(async () => this.open().info);
  }

  /** Has the host erase what it remembers of the reader's mail. @returns {Promise<boolean>} whether nothing is left */
  forget() {
    return this.working(async () => {
      const { connection, info } = this.open();
      if (!(await info).capabilities.includes("forget")) {
        throw new HostError("host_too_old");
      }
      const id = crypto.randomUUID();
      const conversation = connection.converse(id);
      conversation.handlers.set("forgotten", (message) => conversation.finish(message.erased === true));
      connection.send({ type: "forget", id });
      return /** @type {boolean} */ (await conversation.result);
    });
  }

  /** Lets the host go: the next check starts a new one (which says hello with the settings of then). */
  letGo() {
    clearTimeout(this.idle);
    this.current?.connection.close(new HostError("cancelled"));
  }

  /** Keeps the host while something is under way, and a little longer. @template T @param {() => Promise<T>} work */
  async working(work) {
    this.busy += 1;
    clearTimeout(this.idle);
    try {
      return await work();
    } finally {
      this.busy -= 1;
      if (this.busy === 0) {
        this.idle = setTimeout(() => this.letGo(), this.idleMs);
      }
    }
  }

  /**
   * Has one mail examined. Rejects with a HostError; aborting the signal rejects with "cancelled" at once.
   * @param {Blob} mail
   * @param {object} options
   * @param {(stage: string, done: number, of: number) => void} [options.onProgress]
   * @param {(report: Report) => void} [options.onPartial]
   * @param {AbortSignal} [options.signal]
   * @param {boolean} [options.offline]
   * @param {string[]} [options.reader] addresses of the account that holds the mail
   * @returns {Promise<Report>}
   */
  check(mail, { onProgress = () => {}, onPartial = () => {}, signal, offline = false, reader = [] }) {
    return this.working(async () => {
      const { connection, info } = this.open();
      const { chunkBytes, chunksInFlight } = await info;
      if (signal?.aborted) {
        throw new HostError("cancelled");
      }
      const id = crypto.randomUUID();
      const conversation = connection.converse(id);
      const window = new Window(chunksInFlight);
      const opened = new Promise((resolve) => conversation.handlers.set("opened", resolve));
      conversation.handlers.set("ack", (message) => window.acknowledge(message.seq));
      conversation.handlers.set("progress", (message) =>
        onProgress(String(message.stage ?? "examining"), Number(message.done) || 0, Number(message.of) || 0),
      );
      conversation.handlers.set("partial", (message) => {
        const report = readReport(message.report);
        if (report) {
          onPartial(report);
        }
      });
      conversation.handlers.set("report", (message) => {
        const report = readReport(message.report);
        if (report) {
          conversation.finish(report);
        } else {
          conversation.fail(new HostError("host_junk"));
        }
      });
      const cancel = () => {
        conversation.fail(new HostError("cancelled"));
        try {
          connection.send({ type: "cancel", id });
        } catch {
          // the host is gone anyway
        }
      };
      signal?.addEventListener("abort", cancel, { once: true });
      try {
        connection.send({ type: "open", id, size: mail.size });
        // Whatever ends the conversation ends the waiting too.
        await Promise.race([opened, conversation.result]);
        await Promise.race([
          conversation.result,
          transfer(mail, {
            chunkBytes,
            window,
            send: (seq, data) => connection.send({ type: "chunk", id, seq, data }),
            progress: (done, of) => onProgress("sending", done, of),
            check: () => {
              if (conversation.failure) {
                throw conversation.failure;
              }
            },
          }),
        ]);
        connection.send({ type: "check", id, language: this.world.language(), ...(offline ? { offline } : {}), ...(reader.length > 0 ? { reader } : {}) });
        return /** @type {Report} */ (await conversation.result);
      } catch (error) {
        throw error instanceof HostError ? error : new HostError("internal", String(error).slice(0, 200));
      } finally {
        signal?.removeEventListener("abort", cancel);
        if (!conversation.over) {
          cancel();
        }
      }
    });
  }
}
