// One examination per mail, whichever tabs show it. Started, cancelled and finished exactly once; says when it changes.

import { HostError } from "./connection.js";

/** @typedef {import("../common/report.js").Report} Report */

/**
 * @typedef {object} Examination
 * @property {number} messageId
 * @property {"running" | "done" | "failed"} state
 * @property {boolean} byClick asked for by the reader, not automatic
 * @property {string} stage
 * @property {number} done
 * @property {number} of
 * @property {Report | null} report partial while running
 * @property {{ code: string, text: string } | null} error
 */

const AT_ONCE = 4;
const MAX_KNOWN = 60;
const BUSY_MS = 400;

export class Examinations {
  /**
   * @param {object} world
   * @param {Pick<import("./host.js").Host, "check" | "status">} world.host
   * @param {(messageId: number) => Promise<Blob>} world.readMail
   * @param {(messageId: number) => Promise<string[]>} [world.readerOf] addresses of the account that holds the mail
   * @param {(examination: Examination) => void} world.changed
   */
  constructor({ host, readMail, readerOf = async () => [], changed }) {
    this.world = { host, readMail, readerOf, changed };
    /** @type {Map<number, Examination>} */
    this.known = new Map();
    /** @type {Map<number, AbortController>} */
    this.running = new Map();
    /** @type {(() => void)[]} */
    this.queue = [];
    this.slots = AT_ONCE;
  }

  /** @param {number} messageId */
  get(messageId) {
    return this.known.get(messageId) ?? null;
  }

  /** Finished ones, oldest first. @returns {[number, Examination][]} */
  finished() {
    return [...this.known].filter(([, { state }]) => state === "done");
  }

  /** @param {[number, Examination][]} results */
  restore(results) {
    for (const [messageId, examination] of results) {
      if (!this.known.has(messageId)) {
        this.known.set(messageId, examination);
      }
    }
  }

  /**
   * @param {number} messageId
   * @param {{ byClick: boolean }} how
   */
  start(messageId, { byClick }) {
    const before = this.known.get(messageId);
    if (before?.state === "running") {
      before.byClick ||= byClick;
      return;
    }
    const controller = new AbortController();
    this.running.set(messageId, controller);
    /** @type {Examination} */
    const examination = {
      messageId,
      state: "running",
      byClick,
      stage: "reading",
      done: 0,
      of: 0,
      report: null,
      error: null,
    };
    this.put(examination);
    void this.run(examination, controller.signal);
  }

  /** @param {number} messageId */
  cancel(messageId) {
    const controller = this.running.get(messageId);
    if (controller) {
      this.running.delete(messageId);
      this.known.delete(messageId);
      controller.abort();
    }
  }

  /** Moves to the end: the newest is kept longest. @param {Examination} examination */
  put(examination) {
    this.known.delete(examination.messageId);
    this.known.set(examination.messageId, examination);
    for (const [messageId, { state }] of this.known) {
      if (this.known.size <= MAX_KNOWN) {
        break;
      }
      if (state !== "running") {
        this.known.delete(messageId);
      }
    }
    this.world.changed(examination);
  }

  /** @param {Examination} examination @param {AbortSignal} signal */
  async run(examination, signal) {
    const current = () => this.known.get(examination.messageId) === examination && !signal.aborted;
    await this.turn();
    try {
      if (!current()) {
        return;
      }
      // The host starts while Thunderbird reads the mail; what is wrong with it shows at the check.
      this.world.host.status().catch(() => {});
      const mail = await this.world.readMail(examination.messageId);
      if (!current()) {
        return;
      }
      const reader = await this.world.readerOf(examination.messageId);
      const report = await this.check(mail, reader, examination, signal, current);
      if (current()) {
        this.running.delete(examination.messageId);
        this.put(Object.assign(examination, { state: "done", report }));
      }
    } catch (error) {
      if (current()) {
        this.running.delete(examination.messageId);
        const { code, text } = failure(error);
        this.put(Object.assign(examination, { state: "failed", report: null, error: { code, text } }));
      }
    } finally {
      this.slots += 1;
      this.queue.shift()?.();
    }
  }

  /** Few at once: those that wait are often cancelled before their turn. */
  async turn() {
    while (this.slots <= 0) {
      await new Promise((resolve) => this.queue.push(() => resolve(undefined)));
    }
    this.slots -= 1;
  }

  /**
   * @param {Blob} mail
   * @param {string[]} reader
   * @param {Examination} examination
   * @param {AbortSignal} signal
   * @param {() => boolean} current
   * @returns {Promise<Report>}
   */
  async check(mail, reader, examination, signal, current) {
    for (let attempt = 0; ; attempt += 1) {
      try {
        return await this.world.host.check(mail, {
          signal,
          reader,
          onProgress: (stage, done, of) => {
            if (current()) {
              this.world.changed(Object.assign(examination, { stage, done, of }));
            }
          },
          onPartial: (report) => {
            if (current()) {
              this.world.changed(Object.assign(examination, { report }));
            }
          },
        });
      } catch (error) {
        if (!(error instanceof HostError && error.code === "busy") || attempt >= 10) {
          throw error;
        }
        await new Promise((resolve) => setTimeout(resolve, BUSY_MS));
        if (!current()) {
          throw error;
        }
      }
    }
  }
}

/** @param {unknown} error */
function failure(error) {
  const { code, text } = /** @type {{ code?: unknown, text?: unknown }} */ (error ?? {});
  return {
    code: typeof code === "string" ? code : "internal",
    text: typeof text === "string" ? text : "",
  };
}
