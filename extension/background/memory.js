// What must outlive the event page: results, and which tab shows which mail. storage.session lives as long as
// Thunderbird does, as message ids do.

/** @typedef {import("./examinations.js").Examination} Examination */

const KEY = "memory";
const MAX_RESULTS = 40;
const MAX_BYTES = 4 * 1024 * 1024;

/**
 * @typedef {object} Memory
 * @property {[number, Examination][]} results finished ones, oldest first
 * @property {[number, number][]} tabs tab id, message id
 * @property {number[]} dismissed message ids whose banner the reader has put away
 */

/** @returns {Promise<Memory>} */
export async function recall() {
  try {
    const stored = (await browser.storage.session.get(KEY))[KEY];
    if (stored) {
      return stored;
    }
  } catch {
    // nothing kept
  }
  return { results: [], tabs: [], dismissed: [] };
}

/**
 * The newest results that fit.
 * @param {[number, Examination][]} results
 */
export function newest(results) {
  const kept = [];
  let bytes = 0;
  for (const entry of results.slice(-MAX_RESULTS).reverse()) {
    bytes += JSON.stringify(entry).length;
    if (bytes > MAX_BYTES) {
      break;
    }
    kept.unshift(entry);
  }
  return kept;
}

/** @param {Memory} memory */
export async function remember(memory) {
  try {
    await browser.storage.session.set({
      [KEY]: {
        results: newest(memory.results),
        tabs: memory.tabs.slice(-200),
        dismissed: memory.dismissed.slice(-200),
      },
    });
  } catch {
    // Out of room: the next check of a mail simply runs again.
  }
}
