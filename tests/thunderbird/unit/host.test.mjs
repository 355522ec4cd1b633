// The conversation with the host: every message against its schema, every failure to its code.

import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { describe, test } from "node:test";
import Ajv from "ajv";
import { Host } from "../../../extension/background/host.js";
import { reportOf } from "../hosts/report.mjs";
import { FakePort, ROOT, goodHost } from "./fakes.mjs";

const ajv = new Ajv({ strict: false, allErrors: true });
const SCHEMAS = path.join(ROOT, "manifests", "protocol");
const REPORT = reportOf(Buffer.from("Subject: x\n\n"), {});
const MAIL = new Blob(["Subject: x\r\n\r\nGood morning\r\n"]);
const good = goodHost(() => REPORT);

/** @param {string} side @param {any} message */
function assertLegal(side, message) {
  const schema = JSON.parse(fs.readFileSync(path.join(SCHEMAS, side, `${message.type}.schema.json`), "utf8"));
  delete schema.$id;
  const validate = new Ajv({ strict: false, allErrors: true }).compile(schema);
  assert.ok(validate(message), `${message.type}: ${JSON.stringify(validate.errors)}`);
}

/**
 * @param {(message: any, port: FakePort) => void} behaviour
 * @param {object} [options]
 */
function hostWith(behaviour, options = {}) {
  /** @type {FakePort[]} */
  const ports = [];
  const host = new Host({
    connect: () => {
      ports.push(new FakePort(behaviour));
      return ports[ports.length - 1];
    },
    settings: async () => ({ dns: true, place: true, own_domains: ["example.org"] }),
    language: () => "ja",
    version: "0.1.0",
    silenceMs: 60,
    idleMs: 30,
    ...options,
  });
  return { host, ports };
}

const failure = (/** @type {string} */ code) => (/** @type {any} */ error) => {
  assert.equal(error.code, code);
  return true;
};

describe("a well-behaved host", () => {
  test("hello, open, chunks, check, report: in this order, each by its schema", async () => {
    const { host, ports } = hostWith(good);
    const report = await host.check(MAIL, {});
    assert.equal(report.level, "danger");
    assert.deepEqual(ports[0].sent.map(({ type }) => type), ["hello", "open", "chunk", "check"]);
    ports[0].sent.forEach((message) => assertLegal("extension", message));
    assert.equal(Buffer.from(ports[0].sent[2].data, "base64").toString(), await MAIL.text());
    assert.equal(ports[0].sent[3].language, "ja");
    host.letGo();
  });

  test("whose account it is goes along", async () => {
    const { host, ports } = hostWith(good);
    await host.check(MAIL, { reader: ["sam@example.org"] });
    assert.deepEqual(ports[0].sent[3].reader, ["sam@example.org"]);
    ports[0].sent.forEach((message) => assertLegal("extension", message));
    host.letGo();
  });

  test("what is remembered can be erased", async () => {
    const { host, ports } = hostWith(good);
    assert.equal(await host.forget(), true);
    ports[0].sent.forEach((message) => assertLegal("extension", message));
    host.letGo();
  });

  test("what is remembered is told, of an account and of a sender", async () => {
    const { host, ports } = hostWith(good);
    const told = { kept: true, servers: ["mx.example.org"], correspondents: 21 };
    assert.deepEqual(await host.remembered(["reader@example.org"], "sam@example.org"), { ...told, known: true });
    assert.deepEqual(await host.remembered([]), { ...told, known: false });
    ports[0].sent.forEach((message) => assertLegal("extension", message));
    host.letGo();
  });

  test("nonsense about what is remembered is nothing", async () => {
    const { host } = hostWith((message, port) =>
      message.type === "remembered"
        ? port.say({ protocol: 1, id: message.id, type: "remembered", kept: "yes", servers: "all", correspondents: -0.5, known: 1 })
        : good(message, port));
    assert.deepEqual(await host.remembered([]), { kept: false, servers: [], correspondents: 0, known: null });
    host.letGo();
  });

  test("a host that remembers nothing is too old to forget", async () => {
    const { host } = hostWith((message, port) =>
      good(message, /** @type {any} */ ({ say: (/** @type {any} */ said) => port.say({ ...said, capabilities: ["partial"] }) })));
    await assert.rejects(host.forget(), failure("host_too_old"));
    host.letGo();
  });

  test("the schemas know what the stand-in says", () => {
    const port = { said: /** @type {any[]} */ ([]), say(/** @type {any} */ message) { this.said.push(message); } };
    for (const type of ["hello", "open", "chunk", "check", "forget", "remembered"]) {
      good({ type, id: "1", seq: 0 }, /** @type {any} */ (port));
    }
    port.said.filter(({ type }) => type !== "report").forEach((message) => assertLegal("host", message));
    const schema = JSON.parse(fs.readFileSync(path.join(SCHEMAS, "report.schema.json"), "utf8"));
    const validate = ajv.compile(schema);
    assert.ok(validate(REPORT), JSON.stringify(validate.errors));
  });

  test("one process serves several mails, and is let go when idle", async () => {
    const { host, ports } = hostWith(good);
    await Promise.all([host.check(MAIL, {}), host.check(MAIL, {})]);
    await host.check(MAIL, {});
    assert.equal(ports.length, 1);
    assert.equal(ports[0].sent.filter(({ type }) => type === "hello").length, 1);
    await new Promise((resolve) => setTimeout(resolve, 60));
    assert.equal(ports[0].closed, true);
    await host.check(MAIL, {});
    assert.equal(ports.length, 2);
    host.letGo();
  });

  test("status gives version and sandbox", async () => {
    const { host } = hostWith(good);
    assert.deepEqual((await host.status()).sandbox, { seccomp: true, landlock: false, rlimits: true });
    host.letGo();
  });

  test("partial before final, progress while asking", async () => {
    const { host } = hostWith((message, port) => {
      good(message, { say: (/** @type {any} */ reply) => {
        if (reply.type === "report") {
          port.say({ ...reply, type: "progress", stage: "asking", done: 1, of: 3 });
          port.say({ ...reply, type: "partial", report: { ...REPORT, complete: false } });
        }
        port.say(reply);
      } });
    });
    /** @type {any[]} */
    const seen = [];
    const report = await host.check(MAIL, {
      onPartial: ({ complete }) => seen.push(complete),
      onProgress: (stage, done, of) => seen.push([stage, done, of]),
    });
    assert.equal(report.complete, true);
    assert.deepEqual(seen, [["sending", MAIL.size, MAIL.size], ["asking", 1, 3], false]);
    host.letGo();
  });

  test("an empty mail needs no chunk", async () => {
    const { host, ports } = hostWith(good);
    await host.check(new Blob([]), {});
    assert.deepEqual(ports[0].sent.map(({ type }) => type), ["hello", "open", "check"]);
    host.letGo();
  });
});

describe("cancelling", () => {
  test("rejects at once, tells the host, and late answers are passed over", async () => {
    /** @type {any} */
    let late = null;
    const { host, ports } = hostWith((message, port) => {
      if (message.type === "check") {
        late = () => port.say({ protocol: 1, type: "report", id: message.id, report: REPORT });
      } else {
        good(message, port);
      }
    });
    const controller = new AbortController();
    const check = host.check(MAIL, { signal: controller.signal });
    for (let i = 0; i < 1000 && late === null; i += 1) {
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    controller.abort();
    await assert.rejects(check, failure("cancelled"));
    const last = ports[0].sent.at(-1);
    assert.equal(last.type, "cancel");
    assertLegal("extension", last);
    late();
    assert.equal((await host.status()).version, "0.1.0");
    host.letGo();
  });

  test("before the greeting is over", async () => {
    const { host } = hostWith(good);
    const controller = new AbortController();
    const check = host.check(MAIL, { signal: controller.signal });
    controller.abort();
    await assert.rejects(check, failure("cancelled"));
    host.letGo();
  });
});

describe("a host that fails", () => {
  const cases = {
    host_missing: {
      "no manifest": (_, port) => port.end("No such native application mekiki"),
      "no program": (_, port) => port.end("An unexpected error occurred"),
    },
    host_crashed: {
      "at the greeting": (_, port) => port.end(),
      "at the mail": (message, port) => (message.type === "open" ? port.end() : good(message, port)),
      "at the check": (message, port) => (message.type === "check" ? port.end() : good(message, port)),
    },
    host_silent: {
      "at the greeting": () => {},
      "at open": (message, port) => message.type === "open" || good(message, port),
      "at a chunk": (message, port) => message.type === "chunk" || good(message, port),
      "at the check": (message, port) => message.type === "check" || good(message, port),
    },
    host_junk: {
      "a string": (_, port) => port.say("hello"),
      "null": (_, port) => port.say(null),
      "no type": (_, port) => port.say({ protocol: 1 }),
      "a length that cannot be": (_, port) => port.end("Native application tried to send a message of 1819043176 bytes, which exceeds the limit of 1048576 bytes."),
      "a report that is none": (message, port) => (message.type === "check" ? port.say({ protocol: 1, type: "report", id: message.id, report: { schema: 1, level: "safe" } }) : good(message, port)),
      "a report of another schema": (message, port) => (message.type === "check" ? port.say({ protocol: 1, type: "report", id: message.id, report: { ...REPORT, schema: 2 } }) : good(message, port)),
    },
    host_too_old: {
      "hello": (message, port) => port.say({ protocol: 0, type: "hello", id: message.id, protocols: [0] }),
      "hello without numbers": (message, port) => port.say({ type: "hello", id: message.id }),
      "refusal": (message, port) => port.say({ protocol: 0, type: "error", id: message.id, code: "protocol_mismatch", text: "" }),
    },
    host_too_new: {
      "hello": (message, port) => port.say({ protocol: 3, type: "hello", id: message.id, protocols: [3, 2] }),
    },
    too_large: {
      "at open": (message, port) => (message.type === "open" ? port.say({ protocol: 1, type: "error", id: message.id, code: "too_large", text: "Too large." }) : good(message, port)),
    },
    internal: {
      "about no mail": (message, port) => (message.type === "check" ? port.say({ protocol: 1, type: "error", id: null, code: "internal", text: "" }) : good(message, port)),
    },
  };
  for (const [code, ways] of Object.entries(cases)) {
    for (const [name, behaviour] of Object.entries(ways)) {
      test(`${code}: ${name}`, async () => {
        let healthy = false;
        const { host, ports } = hostWith((message, port) => (healthy ? good : /** @type {any} */ (behaviour))(message, port));
        await assert.rejects(host.check(MAIL, {}), failure(code));
        healthy = true;
        assert.equal((await host.check(MAIL, {})).level, "danger", "the next mail works");
        assert.ok(ports.length <= 2);
        host.letGo();
      });
    }
  }

  test("the sentence of the host comes along", async () => {
    const { host } = hostWith((message, port) =>
      message.type === "check"
        ? port.say({ protocol: 1, type: "error", id: message.id, code: "not_a_mail", text: "This is not a mail." })
        : good(message, port));
    await assert.rejects(host.check(MAIL, {}), { code: "not_a_mail", text: "This is not a mail." });
    host.letGo();
  });

  test("connecting that throws is a missing host", async () => {
    const host = new Host({ connect: () => { throw new Error("no permission"); }, settings: async () => ({}), language: () => "en", version: "0.1.0" });
    await assert.rejects(host.check(MAIL, {}), failure("host_missing"));
    host.letGo();
  });

  test("a host that keeps talking is not silent, however long it takes", async () => {
    const { host } = hostWith((message, port) => {
      if (message.type !== "check") {
        good(message, port);
        return;
      }
      let said = 0;
      const timer = setInterval(() => {
        said += 1;
        if (said < 6) {
          port.say({ protocol: 1, type: "progress", id: message.id, stage: "asking", done: said, of: 6 });
        } else {
          clearInterval(timer);
          good(message, port);
        }
      }, 30);
    });
    assert.equal((await host.check(MAIL, {})).level, "danger");
    host.letGo();
  });
});
