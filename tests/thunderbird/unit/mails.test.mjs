// Which mails are closed to examination, told from their headers alone.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { isEncrypted, readerOf } from "../../../extension/background/mails.js";

const cases = {
  "Content-Type: text/plain\n\nx": false,
  "Content-Type: multipart/encrypted; protocol=\"application/pgp-encrypted\";\n boundary=x\n\nx": true,
  "X-Mozilla-Status: 0001\nX-Mozilla-Keys: \ncontent-type:\r\n\tapplication/pkcs7-mime; smime-type=enveloped-data\r\n\r\nx": true,
  "Content-Type: application/x-pkcs7-mime; name=smime.p7m\n\nx": true,
  "Content-Type: application/pkcs7-mime; smime-type=authEnveloped-data\n\nx": true,
  "Content-Type: application/pkcs7-mime; name=x; smime-type=signed-data\n\nx": false,
  "Content-Type: application/pkcs7-mime; smime-type=\"compressed-data\"\n\nx": false,
  "Subject: x\n\nContent-Type: multipart/encrypted\n": false,
  "Content-Type: multipart/mixed; name=\"multipart/encrypted\"\n\nx": false,
  "": false,
};

describe("isEncrypted", () => {
  for (const [mail, expected] of Object.entries(cases)) {
    test(JSON.stringify(mail.slice(0, 60)), async () => assert.equal(await isEncrypted(new Blob([mail])), expected));
  }

  test("a header of many megabytes takes no time", async () => {
    const started = performance.now();
    await isEncrypted(new Blob([`Subject: ${" \n".repeat(2_000_000)}`]));
    await isEncrypted(new Blob([`Subject: ${"\n \t".repeat(2_000_000)}`]));
    assert.ok(performance.now() - started < 1000);
  });
});

describe("readerOf", () => {
  /** @param {any} header @param {any} [account] */
  const inThunderbird = (header, account) => {
    /** @type {any} */ (globalThis).browser = {
      messages: { get: async () => header },
      accounts: { get: async () => account },
    };
  };

  test("the addresses of the account that holds the mail", async () => {
    inThunderbird({ folder: { accountId: "a1" } }, { identities: [{ email: "sam@example.org" }, { email: "" }, {}] });
    assert.deepEqual(await readerOf(1), ["sam@example.org"]);
  });

  test("none for a mail from a file, and none where Thunderbird does not say", async () => {
    inThunderbird({ folder: undefined });
    assert.deepEqual(await readerOf(1), []);
    inThunderbird(undefined);
    assert.deepEqual(await readerOf(1), []);
  });
});
