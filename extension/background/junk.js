// Moving a mail to its account's junk folder, a few seconds after it was asked for, so that it can be called off; and
// back again. Needs a permission that is asked for at the first time, not at the installation (accountsRead would be
// useless that way: Thunderbird looks at it only when an extension starts).

export const PERMISSIONS = Object.freeze({ permissions: ["messagesMove"] });
const WAIT_MS = 5000;
const BACK_MS = 15 * 60 * 1000;

/** @typedef {{ subject: string, headerMessageId: string, from: string, to: string, at: number }} Moved */

/** @param {string} code */
function failure(code) {
  return Object.assign(new Error(code), { code });
}

/** The junk folder of the account, or of any account that has one. @param {string} accountId */
async function junkFolder(accountId) {
  for (const query of [{ accountId }, {}]) {
    const [folder] = await browser.folders.query({ ...query, specialUse: ["junk"] });
    if (folder) {
      return folder.id;
    }
  }
  throw failure("no_junk_folder");
}

/** @param {number} messageId @param {string} folderId */
async function move(messageId, folderId) {
  try {
    // As if the reader had moved it: Thunderbird's own Undo knows of it.
    await browser.messages.move([messageId], folderId, { isUserAction: true });
  } catch {
    await browser.messages.move([messageId], folderId); // Thunderbird before 137
  }
}

export class Junk {
  /** @param {(messageId: number) => void} changed */
  constructor(changed) {
    this.changed = changed;
    /** @type {Map<number, ReturnType<typeof setTimeout>>} */
    this.soon = new Map();
    /** @type {Moved | null} */
    this.last = null;
  }

  allowed() {
    return browser.permissions.contains({ permissions: [...PERMISSIONS.permissions] });
  }

  /** @param {number} messageId */
  isMoving(messageId) {
    return this.soon.has(messageId);
  }

  /** From the banner: the mail stays for some seconds. @param {number} messageId */
  later(messageId) {
    if (!this.soon.has(messageId)) {
      this.soon.set(messageId, setTimeout(() => this.now(messageId).catch(() => {}), WAIT_MS));
      this.changed(messageId);
    }
  }

  /** Called off. @param {number} messageId */
  keep(messageId) {
    clearTimeout(this.soon.get(messageId));
    if (this.soon.delete(messageId)) {
      this.changed(messageId);
    }
  }

  /** The reader went on to another mail: no reason to wait. @param {number} messageId */
  left(messageId) {
    if (this.soon.has(messageId)) {
      this.now(messageId).catch(() => {});
    }
  }

  /** Rejects with a code: not_allowed, no_junk_folder, not_in_a_folder. @param {number} messageId */
  async now(messageId) {
    clearTimeout(this.soon.get(messageId));
    this.soon.delete(messageId);
    if (!(await this.allowed())) {
      throw failure("not_allowed");
    }
    const { subject, headerMessageId, folder } = await browser.messages.get(messageId);
    if (!folder) {
      throw failure("not_in_a_folder"); // a file
    }
    const to = await junkFolder(folder.accountId);
    if (to !== folder.id) {
      await move(messageId, to);
      this.last = { subject, headerMessageId, from: folder.id, to, at: Date.now() };
    }
  }

  /** What was moved lately and can be put back. */
  get moved() {
    return this.last !== null && Date.now() - this.last.at < BACK_MS ? this.last : null;
  }

  async back() {
    const { moved } = this;
    if (moved === null) {
      return;
    }
    const { messages } = await browser.messages.query({ folderId: moved.to, headerMessageId: moved.headerMessageId });
    if (messages.length > 0) {
      await move(messages[0].id, moved.from);
    }
    this.last = null;
  }
}
