import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Examinations } from "../../../extension/background/examinations.js";
import { HostError } from "../../../extension/background/connection.js";
import { newest } from "../../../extension/background/memory.js";

const REPORT = /** @type {any} */ ({ level: "danger", complete: true });
const tick = () => new Promise((resolve) => setTimeout(resolve, 2));

/** @param {(signal: AbortSignal | undefined) => Promise<any>} check @param {(id: number) => Promise<Blob>} [readMail] */
function examinationsWith(check, readMail = async () => new Blob(["mail"])) {
  /** @type {string[]} */
  const changes = [];
  const examinations = new Examinations({
    host: /** @type {any} */ ({ status: async () => ({}), check: (_, { signal }) => check(signal) }),
    readMail,
    changed: ({ messageId, state }) => changes.push(`${messageId} ${state}`),
  });
  return { examinations, changes };
}

describe("examinations", () => {
  test("run once per mail, however often they are started", async () => {
    let checks = 0;
    const { examinations, changes } = examinationsWith(async () => {
      checks += 1;
      await tick();
      return REPORT;
    });
    examinations.start(1, { byClick: false });
    examinations.start(1, { byClick: true });
    await tick();
    await tick();
    assert.equal(checks, 1);
    assert.deepEqual(changes, ["1 running", "1 done"]);
    assert.equal(examinations.get(1)?.byClick, true, "the click counts");
  });

  test("a cancelled one is unknown again and never finishes", async () => {
    const { examinations, changes } = examinationsWith(async (signal) => {
      await tick();
      if (signal?.aborted) {
        throw new HostError("cancelled");
      }
      return REPORT;
    });
    examinations.start(1, { byClick: true });
    await Promise.resolve();
    examinations.cancel(1);
    assert.equal(examinations.get(1), null);
    await tick();
    await tick();
    assert.deepEqual(changes, ["1 running"]);
  });

  test("cancelled and started again: the first result does not count", async () => {
    let run = 0;
    const { examinations } = examinationsWith(async () => {
      run += 1;
      const mine = run;
      await new Promise((resolve) => setTimeout(resolve, mine === 1 ? 20 : 2));
      return { ...REPORT, headline: String(mine) };
    });
    examinations.start(1, { byClick: true });
    await tick();
    examinations.cancel(1);
    examinations.start(1, { byClick: true });
    await new Promise((resolve) => setTimeout(resolve, 40));
    assert.equal(examinations.get(1)?.report?.headline, "2");
  });

  test("a mail that cannot be read fails with its code", async () => {
    const { examinations } = examinationsWith(async () => REPORT, async () => {
      throw Object.assign(new Error("no key"), { code: "mail_encrypted", text: "" });
    });
    examinations.start(1, { byClick: true });
    await tick();
    assert.deepEqual(examinations.get(1)?.error, { code: "mail_encrypted", text: "" });
    assert.deepEqual(examinations.finished(), [], "failures are not kept for later");
  });

  test("never more than four at once; those waiting can be cancelled", async () => {
    let running = 0;
    let most = 0;
    /** @type {(() => void)[]} */
    const ends = [];
    const { examinations } = examinationsWith(async () => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => ends.push(() => resolve(undefined)));
      running -= 1;
      return REPORT;
    });
    for (let id = 0; id < 10; id += 1) {
      examinations.start(id, { byClick: false });
    }
    await tick();
    examinations.cancel(9);
    while (ends.length > 0) {
      ends.shift()?.();
      await tick();
    }
    assert.equal(most, 4);
    assert.equal(examinations.finished().length, 9);
  });

  test("what is known is bounded, newest last", async () => {
    const { examinations } = examinationsWith(async () => REPORT);
    for (let id = 0; id < 200; id += 1) {
      examinations.start(id, { byClick: false });
      await tick();
    }
    assert.ok(examinations.known.size <= 60);
    assert.equal(examinations.get(199)?.state, "done");
    assert.equal(examinations.get(0), null);
  });

  test("memory keeps the newest results that fit", () => {
    const result = (/** @type {number} */ id, /** @type {number} */ size) =>
      /** @type {[number, any]} */ ([id, { messageId: id, text: "x".repeat(size) }]);
    const many = Array.from({ length: 100 }, (_, id) => result(id, 10));
    assert.equal(newest(many).length, 40);
    assert.equal(newest(many).at(-1)?.[0], 99);
    assert.deepEqual(newest([result(1, 3_000_000), result(2, 3_000_000)]).map(([id]) => id), [2]);
  });
});
