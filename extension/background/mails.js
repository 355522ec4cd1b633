// Which mail a tab shows, and its bytes. Says honestly when there is not exactly one mail to examine.

/** @typedef {{ kind: "one", messageId: number } | { kind: "several" | "nothing" | "encrypted" | "loading" }} Shown */

export class MailError extends Error {
  /** @param {"mail_encrypted" | "mail_gone"} code */
  constructor(code) {
    super(code);
    this.code = code;
    this.text = "";
  }
}

const LOADING_MS = 2500;
const HEADER_BYTES = 256 * 1024;

/** @template T @param {Promise<T>} promise @param {number} ms @returns {Promise<T | "late">} */
function within(promise, ms) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve("late"), ms);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

/**
 * getDisplayedMessages waits for the display to finish, and for a mail that Thunderbird cannot decrypt it never does;
 * then the selection tells which mail it is.
 * @param {number} tabId
 * @returns {Promise<Shown>}
 */
export async function shownIn(tabId) {
  let displayed;
  try {
    displayed = await within(browser.messageDisplay.getDisplayedMessages(tabId), LOADING_MS);
  } catch {
    return { kind: "nothing" };
  }
  if (displayed !== "late") {
    const { messages } = displayed;
    if (messages.length === 1) {
      return { kind: "one", messageId: messages[0].id };
    }
    return { kind: messages.length > 1 ? "several" : "nothing" };
  }
  try {
    const selected = await browser.mailTabs.getSelectedMessages(tabId);
    if (selected.messages.length === 1) {
      const file = await browser.messages.getRaw(selected.messages[0].id);
      return { kind: (await isEncrypted(file)) ? "encrypted" : "loading" };
    }
    return { kind: selected.messages.length > 1 ? "several" : "loading" };
  } catch {
    return { kind: "loading" };
  }
}

/**
 * The top content type, from the first header block only. The X-Mozilla-* lines before stored mails are headers too.
 * @param {Blob} file
 */
export async function isEncrypted(file) {
  const start = new Uint8Array(await file.slice(0, HEADER_BYTES).arrayBuffer());
  const text = new TextDecoder("latin1").decode(start);
  const header = text.split(/\r?\n\r?\n/u, 1)[0].replace(/\r?\n[ \t]+/gu, " ");
  const type = /^content-type:[ \t]*([^\r\n]*)/imu.exec(header)?.[1] ?? "";
  if (/^application\/(x-)?pkcs7-mime/iu.test(type)) {
    return !/smime-type\s*=\s*"?(signed-data|compressed-data)/iu.test(type);
  }
  return /^multipart\/encrypted/iu.test(type);
}

/**
 * The bytes to examine: as stored, or decrypted where the mail is encrypted and Thunderbird holds the key.
 * @param {number} messageId
 * @returns {Promise<Blob>}
 */
export async function readMail(messageId) {
  let file;
  try {
    file = await browser.messages.getRaw(messageId);
  } catch {
    throw new MailError("mail_gone");
  }
  if (!(await isEncrypted(file))) {
    return file;
  }
  try {
    const open = await browser.messages.getRaw(messageId, { decrypt: true });
    if (!(await isEncrypted(open))) {
      return open;
    }
  } catch {
    // no key
  }
  throw new MailError("mail_encrypted");
}

const IDENTITIES = 50;
const ADDRESS_CHARACTERS = 254;

/** @param {unknown} address */
function isAddress(address) {
  return typeof address === "string" && address.includes("@") && address.length <= ADDRESS_CHARACTERS;
}

/**
 * The addresses of the account that holds the mail, so that the host knows whose mail it is; none for a mail opened
 * from a file. They stay on this computer.
 * @param {number} messageId
 * @returns {Promise<string[]>}
 */
export async function readerOf(messageId) {
  try {
    const { folder } = await browser.messages.get(messageId);
    const account = folder?.accountId ? await browser.accounts.get(folder.accountId) : null;
    const addresses = (account?.identities ?? []).map(({ email }) => email);
    return addresses.filter(isAddress).slice(0, IDENTITIES);
  } catch {
    return [];
  }
}

/** The address the mail says it is from; empty where there is not exactly one. @param {number} messageId */
export async function senderOf(messageId) {
  try {
    const { author } = await browser.messages.get(messageId);
    const mailboxes = await browser.messengerUtilities.parseMailboxString(author);
    return mailboxes.length === 1 && mailboxes[0].email.includes("@") ? mailboxes[0].email : "";
  } catch {
    return "";
  }
}

/** The addresses of every account. @returns {Promise<string[][]>} */
export async function readers() {
  try {
    const accounts = await browser.accounts.list(false);
    return accounts.map(({ identities }) => identities.map(({ email }) => email).filter(isAddress).slice(0, IDENTITIES));
  } catch {
    return [];
  }
}
