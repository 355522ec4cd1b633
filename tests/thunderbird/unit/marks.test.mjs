// Which links are marked, which are paused at, and what is opened instead.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { BAD, FINE, reportOf } from "../hosts/report.mjs";
import { fakeI18n } from "./fakes.mjs";

globalThis.browser = /** @type {any} */ ({ i18n: fakeI18n("en") });
const { readReport } = await import("../../../extension/common/report.js");
const { fineAddresses, linkMarks, realSite } = await import("../../../extension/common/marks.js");

const report = (changes = {}) => /** @type {any} */ (readReport({ ...reportOf(Buffer.from("Subject: x\n\n"), {}), ...changes }));
const finding = (/** @type {string} */ severity, /** @type {string} */ excerpt) => ({
  code: "link.something", severity, text: `it is ${severity}`, why: "", evidence: [{ where: "html:1", excerpt, start: 0, end: 1 }],
});

describe("link marks", () => {
  test("are at the links that evidence quotes, and at no other", () => {
    const marks = linkMarks(report());
    assert.deepEqual(marks.map(({ addresses }) => addresses), [[BAD]]);
    assert.deepEqual(fineAddresses(report()), [FINE]);
  });

  for (const [level, severity, expected] of [
    ["danger", "strong", "danger pause"], ["danger", "medium", "danger pause"], ["danger", "weak", "note go"],
    ["suspicious", "strong", "suspicious pause"], ["note", "strong", "note go"], ["note", "weak", "note go"],
    ["danger", "good", ""], ["none", "strong", ""],
  ]) {
    test(`level ${level}, ${severity} finding: ${expected || "no mark"}`, () => {
      const [mark] = linkMarks(report({ level, findings: [finding(severity, BAD)] }));
      assert.equal(mark ? `${mark.level} ${mark.pause ? "pause" : "go"}` : "", expected);
    });
  }

  test("the strongest finding gives the reason", () => {
    const [mark] = linkMarks(report({ findings: [finding("weak", BAD), finding("strong", BAD), finding("medium", BAD)] }));
    assert.equal(mark.reason, "it is strong");
  });

  test("evidence that is cut still names its link, a short beginning does not", () => {
    const href = `https://bad.example/${"x".repeat(400)}`;
    const links = [{ href }];
    assert.equal(linkMarks(report({ links, findings: [finding("strong", `${href.slice(0, 200)}…`)] })).length, 1);
    assert.equal(linkMarks(report({ links, findings: [finding("strong", "https://bad…")] })).length, 0);
  });

  test("what a redirector leads to counts for the redirector", () => {
    const links = [{ href: "https://bad.example/", unwrapped_from: "https://t.example/?u=bad" }];
    const [mark] = linkMarks(report({ links, findings: [finding("strong", "https://t.example/?u=bad")] }));
    assert.deepEqual(mark.addresses, ["https://bad.example/", "https://t.example/?u=bad"]);
  });

  test("addresses are drawn defanged", () => {
    const [mark] = linkMarks(report());
    assert.deepEqual(mark.drawn[0], ["hxxps://", "plain"]);
  });
});

describe("the real site", () => {
  const site = (/** @type {unknown} */ address) => realSite(report({ claims: [{ brand: "Example", where: "", excerpt: "", site: address }] }));

  test("is that of the first claim that has one", () => {
    const claims = [{ brand: "A", site: null }, { brand: "B", site: "https://b.example/" }];
    assert.deepEqual(realSite(report({ claims })), { brand: "B", url: "https://b.example/", host: "b.example" });
  });

  for (const address of [null, "", "http://www.example.com/", "javascript:alert(1)", "https://user@example.com/", "https://example.com:444/", "file:///etc/passwd", 7]) {
    test(`${address} is not opened`, () => assert.equal(site(address), null));
  }
});
