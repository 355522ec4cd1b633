// A report of schema 1 such as the real host makes, for the stand-in and for unit tests.

import { createHash } from "node:crypto";

const WORDS = {
  en: {
    headline: {
      danger: "Danger: strong signs of a scam",
      suspicious: "Suspicious: sender and content do not fit",
      note: "Worth checking",
      none: "Nothing suspicious found (not a guarantee)",
    },
    findings: [
      ["sender.owner_is_other_company", "strong", "The name says \u201cExample Support\u201d, the address belongs to another company.", "A company writes from its own domain."],
      ["link.rented_name", "strong", "The link is not owned by Example: anyone can rent a name under free.example.", "Only the end of a name tells who owns it."],
      ["content.outage_but_login", "medium", "It reports a webmail failure, yet asks you to log in to webmail.", "Both cannot be true."],
      ["content.urgency", "weak", "It presses you to act at once.", "Haste keeps people from checking."],
      ["route.host_confirmed", "good", "The sending server is the one it says it is.", ""],
    ],
    advice: ["Do not open the link. Go to the company by your own bookmark."],
    unknown: "The place of the sending server could not be looked up: no database is installed.",
  },
  ja: {
    headline: {
      danger: "危険: 詐欺メールの特徴が強く出ています",
      suspicious: "要注意: 送信元と内容が合いません",
      note: "確認をおすすめします",
      none: "不審な点は見つかりませんでした(安全の保証ではありません)",
    },
    findings: [
      ["sender.owner_is_other_company", "strong", "差出人名は『Example Support』ですが、アドレスは別会社のものです。", "会社は自社のドメインから送ります。"],
      ["link.rented_name", "strong", "リンク先の持ち主は Example ではありません。『free.example』で誰でも借りられる名前です。", "持ち主は名前の末尾で決まります。"],
      ["content.outage_but_login", "medium", "『ウェブメールの障害』と書きながら、ウェブメールのログインを求めています。", "両方が本当であるはずがありません。"],
      ["content.urgency", "weak", "急いで操作するようせかしています。", "急がせるのは、確かめさせないためです。"],
      ["route.host_confirmed", "good", "送信サーバーは名乗りどおりです。", ""],
    ],
    advice: ["リンクを開かず、ご自身のブックマークから公式サイトを確認してください。"],
    unknown: "送信サーバーの場所は調べられませんでした。データベースがありません。",
  },
};

/** The link that the report condemns, and one of which it says nothing. */
export const BAD = "https://cpexample.ho61v7.free.example/webmail.example.com/";
export const FINE = "https://www.example.com/help";

const PLACE = { country: "JP", city: "Oyama", network: "Example Networks", latitude: "36.31", longitude: "139.80" };

/** @param {string} date */
function seconds(date) {
  const time = Date.parse(date) / 1000;
  return Number.isFinite(time) ? time : null;
}

function header(mail, name) {
  const head = mail.subarray(0, 65536).toString("utf8").split(/\r?\n\r?\n/u)[0].replace(/\r?\n[ \t]+/gu, " ");
  return new RegExp(`^${name}:[ \\t]*(.*)$`, "imu").exec(head)?.[1].trim() ?? "";
}

/**
 * @param {Buffer} mail
 * @param {{ language?: string, level?: string, huge?: boolean }} options
 */
export function reportOf(mail, { language = "en", level = "danger", huge = false } = {}) {
  const words = WORDS[language === "ja" ? "ja" : "en"];
  const real = header(mail, "X-Test-Level") || level;
  const many = Array.from({ length: huge ? 160 : 0 }, (_, i) => `${i} `.padEnd(1800, "長い"));
  const findings = real === "none" ? words.findings.slice(-1) : words.findings;
  return {
    schema: 1,
    level: real,
    score: { danger: 90, suspicious: 60, note: 20, none: 0 }[real],
    complete: true,
    attack: real === "none" ? null : "credential-theft",
    headline: words.headline[real],
    advice: real === "none" ? [] : words.advice,
    message: {
      subject: header(mail, "Subject"),
      from: { display: "Example Support", address: /<([^>]*)>/u.exec(header(mail, "From"))?.[1] ?? "" },
      date: seconds(header(mail, "Date")),
      message_id: header(mail, "Message-ID"),
      size: mail.length,
      sha256: createHash("sha256").update(mail).digest("hex"),
    },
    claims: [{ brand: "Example", where: "from.display", excerpt: "Example Support", site: real === "none" ? null : "https://www.example.com/" }],
    sender: { domain: "other.example", owner: "Other Company", ip: "192.0.2.7", host: "mta.other.example", host_domain: "other.example", boundary_hop: 0, boundary_reason: "only_hop", boundary_text: "mx.example took the mail over.", summary: "The name says Sample Bank. The address belongs to Other Company.", place: PLACE, network: null, listed: [] },
    route: [{ by: "mx.example.org", from: "mta.other.example", helo: "mta.other.example", ip: "192.0.2.7", time: 1795586520, trusted: true, place: PLACE }],
    authentication: {
      summary: "Authentic mail of other.example \u2014 but the mail says it is Example.",
      picture: {
        from: "other.example", label: "Sender line: other.example", text: "Sender line: other.example, signed by list.example: not confirmed, envelope of other.example: confirmed",
        parties: [
          { kind: "signer", domain: "list.example", state: "bad", same: false, text: "signed by list.example: not confirmed, another organisation" },
          { kind: "envelope", domain: "other.example", state: "good", same: true, text: "envelope of other.example: confirmed, the same organisation" },
        ],
      },
      unsigned: null,
      spf: { result: "pass", domain: "other.example", reason: null, source: "own", text: "The server 192.0.2.7 may send for other.example.", remarks: ["What decided: \u201cip4:192.0.2.0/24\u201d in the list of other.example."], terms: [{ domain: "other.example", term: "ip4:192.0.2.0/24" }] },
      dkim: [{ result: "fail", domain: "list.example", reason: "body_hash", source: "own", selector: "s1", algorithm: "rsa-sha256", key_bits: 2048, headers_signed: ["from"], headers_unsigned: ["subject"], aligned: false, text: "The text was changed after list.example had signed it.", remarks: ["Not covered by the signature, so anybody could have written it: subject."] }],
      dmarc: { result: "none", domain: "other.example", reason: null, source: "own", text: "other.example publishes no rule.", remarks: [] },
      arc: { result: "none", domain: null, reason: null, source: "own", text: "No server sealed what it saw on the way (no ARC).", remarks: [] },
      trusted_results: [{ method: "dkim", result: "pass", domain: "list.example", selector: "s1", reason: null, source: "mx.example.org", text: "mx.example.org noted: DKIM confirmed (list.example)" }],
      authserv_ids: [],
      differences: [{ method: "dkim", domain: "list.example", selector: "s1", server: "pass", own: "fail", cause: "list", text: "DKIM of list.example: your mail server says \u201cconfirmed\u201d, Mekiki says \u201cfailed\u201d." }],
      indicator: { domain: "other.example", logo: null, authority: null, confirmed: false, text: "other.example publishes a mark." },
    },
    links: [
      {
        text: "View the settings",
        href: BAD,
        host: "cpexample.ho61v7.free.example",
        registrable_domain: "ho61v7.free.example",
        owner: "free.example",
        renter: "ho61v7",
        decoration: "cpexample, webmail.example.com",
        unwrapped_from: null,
        place: null,
        listed: [],
        registrar: null,
        registered: null,
        drawn: [
          ["https://", "plain"],
          ["cpexample.", "decoration"],
          ["ho61v7", "renter"],
          [".", "plain"],
          ["free.example", "owner"],
          ["/webmail.example.com/", "decoration"],
        ],
      },
      {
        text: "Help", href: FINE, host: "www.example.com", registrable_domain: "example.com", owner: "Example",
        renter: null, decoration: null, unwrapped_from: null, place: null, listed: [], registrar: null, registered: null,
        drawn: [["https://www.", "plain"], ["example.com", "owner"], ["/help", "plain"]],
      },
    ],
    attachments: [],
    findings: [
      ...findings.map(([code, severity, text, why]) => ({ code, severity, text, why, evidence: [code.startsWith("link.") ? { where: "html:1", excerpt: BAD, start: 0, end: 0 } : { where: "from", excerpt: "Example Support", start: 0, end: 15 }] })),
      ...many.map((text) => ({ code: "content.many", severity: "weak", text, why: "", evidence: [] })),
    ],
    unknown: [{ check: "place.sender", reason: "no_data", text: words.unknown }],
    queries: [{ kind: "dns_a", name: "other.example", to: "resolver", reveals: "domain", outcome: "yes", ms: 12 }],
    timing: { parse_ms: 1, rounds: 1, network_ms: 12, total_ms: 14 },
  };
}
