// What leaves the report for others: defanged, without recipients, and text of mails marked without losing a letter.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { reportOf } from "../hosts/report.mjs";
import { fakeI18n } from "./fakes.mjs";

globalThis.browser = /** @type {any} */ ({ i18n: fakeI18n("en") });
const { readReport } = await import("../../../extension/common/report.js");
const { forOthers, reportJson, reportText, withoutRecipients } = await import("../../../extension/common/export.js");
const { marked } = await import("../../../extension/report/quote.js");
const { recipients } = await import("../../../extension/common/telling.js");

const raw = reportOf(Buffer.from("From: x <carol@example.com>\nSubject: for dave@example.org\n\n"), {});
const report = (changes = {}) => /** @type {any} */ (readReport({ ...raw, ...changes }));

describe("for others", () => {
  test("addresses of recipients are left out unless wanted, the sender's stays", () => {
    assert.equal(withoutRecipients("from carol@example.com for <dave@example.org>", "Carol@example.com"), "from carol@example.com for <***@***>");
    assert.match(reportText(report(), { redacted: false }), /dave@example\.org/u);
    assert.doesNotMatch(reportText(report(), { redacted: true }), /dave@/u);
    assert.doesNotMatch(reportJson(report(), { redacted: true }), /dave@/u);
  });

  for (const redacted of [true, false]) {
    test(`nothing in it can be clicked (redacted: ${redacted})`, () => {
      for (const made of [reportText(report(), { redacted }), reportJson(report(), { redacted })]) {
        assert.doesNotMatch(made, /https?:/iu);
      }
    });
  }

  test("keeps the shape of the report", () => {
    const before = report();
    assert.deepEqual(Object.keys(forOthers(before, { redacted: true })), Object.keys(before));
  });
});

describe("whom to report to", () => {
  const keys = (/** @type {any} */ sender, office = "") => recipients(report({ sender: { ...raw.sender, ...sender } }), office).map(({ address }) => address);
  test("the provider's abuse desk where the server's name is confirmed", () => {
    assert.equal(keys({}).at(-1), "abuse@other.example");
    assert.equal(keys({ host_domain: null }).length, 3);
    assert.equal(keys({ host_domain: "a@b>" }).length, 3);
  });
  test("the IT department first, where the policy names one", () => {
    assert.equal(keys({}, "it@example.org")[0], "it@example.org");
    assert.equal(keys({}, "it@example.org, other@example.com").includes("it@example.org, other@example.com"), false);
  });
});

describe("marking what is spoken of", () => {
  for (const text of ["", "abc", "abc abc", "the abc of it", "abcdef"]) {
    test(`"${text}" stays itself`, () => {
      const pieces = marked(text, [{ excerpt: "bcd", text: "longer" }, { excerpt: "bc", text: "shorter" }, { excerpt: "xyz", text: "not there" }]);
      assert.equal(pieces.map(({ piece }) => piece).join(""), text);
      assert.ok(pieces.filter(({ why }) => why !== "").length <= 1);
    });
  }
});
