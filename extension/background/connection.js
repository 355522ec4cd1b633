// One running mekiki-host and the exchanges with it. Every way in which the program at the other end can be absent, old,
// new, silent, broken or babbling ends in a HostError with a code; the words for it are elsewhere.

export const PROTOCOL = 1;

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
export class Connection {
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
