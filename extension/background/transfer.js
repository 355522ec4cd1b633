// A mail of any size goes to the host in base64 chunks, read from the File piece by piece: the whole mail is never
// in memory twice, and no more than a few chunks are on their way unacknowledged.

/**
 * @param {Uint8Array} bytes
 * @returns {string}
 */
export function base64(bytes) {
  if (typeof (/** @type {any} */ (bytes).toBase64) === "function") {
    return /** @type {any} */ (bytes).toBase64();
  }
  // Before Thunderbird 133. btoa takes one character per byte; arguments of one call are limited in number.
  let binary = "";
  for (let start = 0; start < bytes.length; start += 0x8000) {
    binary += String.fromCharCode(...bytes.subarray(start, start + 0x8000));
  }
  return btoa(binary);
}

/** Counts what is on its way and lets the sender wait for room. */
export class Window {
  /** @param {number} width how many may be on their way at once */
  constructor(width) {
    this.width = width;
    /** @type {Set<number>} */
    this.open = new Set();
    /** @type {(() => void) | null} */
    this.wake = null;
  }

  /** @param {number} seq */
  acknowledge(seq) {
    this.open.delete(seq);
    this.wake?.();
    this.wake = null;
  }

  /** Resolves when fewer than `room` are on their way. @param {number} room */
  async below(room) {
    while (this.open.size >= room) {
      await new Promise((resolve) => {
        this.wake = () => resolve(undefined);
      });
    }
  }
}

/**
 * @param {Blob} mail
 * @param {object} way
 * @param {number} way.chunkBytes
 * @param {Window} way.window
 * @param {(seq: number, data: string) => void} way.send
 * @param {(done: number, of: number) => void} way.progress
 * @param {() => void} way.check throws when the transfer shall stop
 */
export async function transfer(mail, { chunkBytes, window, send, progress, check }) {
  let seq = 0;
  for (let start = 0; start < mail.size; start += chunkBytes, seq += 1) {
    const end = Math.min(mail.size, start + chunkBytes);
    const bytes = new Uint8Array(await mail.slice(start, end).arrayBuffer());
    await window.below(window.width);
    check();
    window.open.add(seq);
    send(seq, base64(bytes));
    progress(end, mail.size);
  }
  await window.below(1);
  check();
}
