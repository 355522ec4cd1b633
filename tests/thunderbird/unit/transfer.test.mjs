import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Window, base64, transfer } from "../../../extension/background/transfer.js";

const bytes = (/** @type {number} */ length) => Uint8Array.from({ length }, (_, i) => (i * 31 + (i >> 8)) & 255);

describe("transfer", () => {
  for (const size of [0, 1, 2, 3, 999, 1000, 1001, 100_000]) {
    test(`${size} bytes arrive as they are, with never more than four chunks on their way`, async () => {
      const mail = bytes(size);
      const window = new Window(4);
      /** @type {Buffer[]} */
      const received = [];
      let most = 0;
      let progressed = 0;
      await transfer(new Blob([mail]), {
        chunkBytes: 1000,
        window,
        send: (seq, data) => {
          received[seq] = Buffer.from(data, "base64");
          most = Math.max(most, window.open.size);
          setTimeout(() => window.acknowledge(seq), 1);
        },
        progress: (done) => {
          progressed = done;
        },
        check: () => {},
      });
      assert.deepEqual(Buffer.concat(received), Buffer.from(mail));
      assert.equal(progressed, size);
      assert.ok(most <= 4);
      assert.equal(window.open.size, 0, "every chunk is acknowledged at the end");
    });
  }

  test("stops where the conversation has failed", async () => {
    let sent = 0;
    const way = {
      chunkBytes: 10,
      window: new Window(2),
      send: (/** @type {number} */ seq) => {
        sent += 1;
        way.window.acknowledge(seq);
      },
      progress: () => {},
      check: () => {
        if (sent === 3) {
          throw new Error("enough");
        }
      },
    };
    await assert.rejects(transfer(new Blob([bytes(1000)]), way), /enough/u);
    assert.equal(sent, 3);
  });

  test("base64 without toBase64 of the engine", () => {
    for (const length of [0, 1, 2, 3, 0x8000, 0x8001, 200_000]) {
      assert.equal(base64(bytes(length)), Buffer.from(bytes(length)).toString("base64"));
    }
  });
});
