// Whatever arrives as a report becomes one that pages can show, or none.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { readReport, warnings, wordAndHeadline } from "../../../extension/common/report.js";
import { reportOf } from "../hosts/report.mjs";

const whole = () => reportOf(Buffer.from("Subject: x\n\n"), {});

describe("readReport", () => {
  test("keeps what the host says", () => {
    const report = readReport(whole());
    assert.ok(report);
    assert.equal(report.level, "danger");
    assert.equal(report.message.display, "Example Support");
    assert.deepEqual(report.links[0].drawn.map(([, kind]) => kind), ["plain", "decoration", "renter", "plain", "owner", "decoration"]);
    assert.equal(report.authentication.summary, "Authentic mail of other.example \u2014 but the mail says it is Example.");
    assert.deepEqual(report.authentication.methods.map(({ method, state }) => `${method} ${state}`), ["dkim bad", "spf good", "dmarc plain", "arc plain", "server plain", "difference plain", "bimi plain"]);
    assert.deepEqual(report.authentication.picture.parties.map(({ state, same }) => `${state} ${same}`), ["bad false", "good true"]);
    assert.deepEqual(warnings(report).map(({ severity }) => severity), ["strong", "strong", "medium", "weak"]);
  });

  for (const [name, junk] of Object.entries({
    "nothing": undefined, "null": null, "a list": [], "text": "danger", "a number": 1,
    "another schema": { ...whole(), schema: 2 }, "no level": { ...whole(), level: undefined },
    "a level that is none": { ...whole(), level: "safe" }, "a level of the prototype": { ...whole(), level: "toString" },
  })) {
    test(`${name} is no report`, () => assert.equal(readReport(junk), null));
  }

  test("fields of any type do no harm", () => {
    const values = [undefined, null, 0, NaN, "", "text", [], [[]], [null], {}, { a: [] }, true, [{}], ["x"], [[["x"]]]];
    const names = Object.keys(whole());
    for (const name of names.filter((one) => one !== "schema" && one !== "level")) {
      for (const value of values) {
        const report = readReport({ ...whole(), [name]: value });
        assert.ok(report, `${name} = ${JSON.stringify(value)}`);
        JSON.stringify(report);
      }
    }
    for (const name of ["findings", "links", "route", "attachments", "claims", "unknown", "queries"]) {
      for (const key of Object.keys(/** @type {any} */ (whole())[name][0] ?? { name: 1, notes: 1 })) {
        for (const value of values) {
          assert.ok(readReport({ ...whole(), [name]: [{ .../** @type {any} */ (whole())[name][0], [key]: value }] }));
        }
      }
    }
  });

  test("times come as seconds or as dates, places as words or as parts", () => {
    const hop = (/** @type {unknown} */ time, /** @type {unknown} */ place) => readReport({ ...whole(), route: [{ by: "mx", time, place }] })?.route[0];
    assert.equal(hop(1736440056, null)?.time, 1736440056);
    assert.equal(hop("2025-01-09T16:27:36Z", null)?.time, 1736440056);
    for (const time of ["yesterday", null, 1e300, {}, -1e13]) {
      assert.equal(hop(time, null)?.time, null);
    }
    assert.deepEqual(hop(0, { country: "JP", city: "Oyama" })?.place, ["Oyama", "JP"]);
    assert.deepEqual(hop(0, "Oyama, Japan")?.place, ["Oyama, Japan"]);
    assert.deepEqual(hop(0, null)?.place, []);
  });

  test("is bounded", () => {
    const long = "😀".repeat(100_000);
    const report = readReport({ ...whole(), headline: long, advice: Array(10_000).fill("x"), findings: Array(10_000).fill({ text: long }) });
    assert.ok(report);
    assert.ok(report.headline.length <= 2001);
    assert.equal(report.headline.isWellFormed?.() ?? true, true);
    assert.ok(report.advice.length <= 500 && report.findings.length <= 500);
  });

  test("a link without a drawing is drawn plain", () => {
    const report = readReport({ ...whole(), links: [{ href: "https://a.example/" }, {}] });
    assert.deepEqual(report?.links[0].drawn, [["https://a.example/", "plain"]]);
    assert.deepEqual(report?.links[1].drawn, []);
  });

  test("pieces of unknown kind are plain", () => {
    const report = readReport({ ...whole(), links: [{ href: "x", drawn: [["a", "boss"], ["b"], "c", [1, "owner"], ["", "owner"], ["d", "owner"]] }] });
    assert.deepEqual(report?.links[0].drawn, [["a", "plain"], ["b", "plain"], ["d", "owner"]]);
  });
});

describe("wordAndHeadline", () => {
  for (const [headline, word, ...expected] of [
    ["Danger: strong signs of a scam", "Danger", "Danger", "Strong signs of a scam"],
    ["危険: 詐欺メールの特徴", "危険", "危険", "詐欺メールの特徴"],
    ["要注意：内容が合いません", "要注意", "要注意", "内容が合いません"],
    ["Nothing suspicious found (not a guarantee)", "Nothing suspicious found", "", "Nothing suspicious found (not a guarantee)"],
    ["Danger: ", "Danger", "", "Danger: "],
    ["Worth checking", "Danger", "Danger", "Worth checking"],
    ["", "Danger", "Danger", ""],
  ]) {
    test(`"${headline}" beside "${word}"`, () => {
      assert.deepEqual(wordAndHeadline(headline, word), { word: expected[0], headline: expected[1] });
    });
  }
});
