// The conversation with mekiki-host: native messaging protocol 1.

import { Connection, HostError, PROTOCOL } from "./connection.js";
import { Window, transfer } from "./transfer.js";
import { readReport } from "../common/report.js";

/** @typedef {import("../common/report.js").Report} Report */

const CHUNK_BYTES = 768 * 1024;
const CHUNKS_IN_FLIGHT = 4;

/**
 * @typedef {object} HostInfo
 * @property {string} version
 * @property {string[]} capabilities
 * @property {Record<string, boolean>} sandbox
 * @property {number} chunkBytes
 * @property {number} chunksInFlight
 */

/**
 * @typedef {object} Remembered
 * @property {boolean} kept the settings let something be kept
 * @property {string[]} servers that receive the mail of the account
 * @property {number} correspondents senders that have written before
 * @property {boolean | null} known the sender asked about is one of them; null: cannot be told
 */

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

  /**
   * One question, one answer. Rejects with a HostError.
   * @template T
   * @param {{ type: string } & Record<string, unknown>} question its type is also the capability
   * @param {string} answer its type
   * @param {(message: any) => T} read
   * @returns {Promise<T>}
   */
  ask(question, answer, read) {
    return this.working(async () => {
      const { connection, info } = this.open();
      if (!(await info).capabilities.includes(question.type)) {
        throw new HostError("host_too_old");
      }
      const id = crypto.randomUUID();
      const conversation = connection.converse(id);
      conversation.handlers.set(answer, (message) => conversation.finish(read(message)));
      connection.send({ ...question, id });
      return /** @type {T} */ (await conversation.result);
    });
  }

  /** Has the host erase what it remembers of the reader's mail. @returns {Promise<boolean>} whether nothing is left */
  forget() {
    return this.ask({ type: "forget" }, "forgotten", ({ erased }) => erased === true);
  }

  /**
   * What the host remembers of the reader's mail.
   * @param {string[]} reader addresses of one account
   * @param {string} [address] of a sender
   * @returns {Promise<Remembered>}
   */
  remembered(reader, address) {
    const question = { type: "remembered", reader, ...(address === undefined ? {} : { address }) };
    return this.ask(question, "remembered", ({ kept, servers, correspondents, known }) => ({
      kept: kept === true,
      servers: Array.isArray(servers) ? servers.map((name) => String(name).slice(0, 253)).slice(0, 100) : [],
      correspondents: Number.isInteger(correspondents) ? correspondents : 0,
      known: typeof known === "boolean" ? known : null,
    }));
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
