// The shapes mails come in. `examined` false: Thunderbird cannot show the content, so there is nothing to examine.

import { mail } from "./mail.mjs";

const BOUNDARY = "=_shapes_7";

/** @param {string} subtype @param {string[]} parts @param {string} [parameters] */
function multipart(subtype, parts, parameters = "") {
  return {
    type: `multipart/${subtype};${parameters} boundary="${BOUNDARY}"`,
    body: [...parts.map((part) => `--${BOUNDARY}\n${part}`), `--${BOUNDARY}--`].join("\n"),
  };
}

const TEXT = "Content-Type: text/plain; charset=utf-8\n\nGood morning, the plan is attached.\n";
const HTML = "Content-Type: text/html; charset=utf-8\n\n<p>Good <b>morning</b>, the plan is attached.</p>\n";
const base64 = (/** @type {string | Buffer} */ text) =>
  (Buffer.from(text).toString("base64").match(/.{1,76}/gu) ?? []).join("\n");
const shiftJis = Buffer.from("83818b5b838b82cc91e68c8f", "hex"); // any bytes that only Shift_JIS explains

export const INNER = mail({ subject: "Inner mail", html: "<p>The mail inside the mail.</p>" });

/** @type {{ name: string, raw: Buffer, examined?: boolean }[]} */
export const SHAPES = [
  { name: "plain", raw: mail({ subject: "Shape: plain", text: "Good morning,\n\nsee https://example.com/ for it.\n" }) },
  { name: "empty", raw: mail({ subject: "Shape: empty", text: "" }) },
  { name: "html", raw: mail({ subject: "Shape: html", html: '<html><body><p>Good <i>morning</i></p><script>document.body.setAttribute("data-scripted","1")</script></body></html>' }) },
  { name: "alternative", raw: mail({ subject: "Shape: alternative", ...multipart("alternative", [TEXT, HTML]) }) },
  {
    name: "attachments",
    raw: mail({
      subject: "Shape: attachments",
      ...multipart("mixed", [
        TEXT,
        `Content-Type: application/pdf; name="plan.pdf"\nContent-Disposition: attachment; filename="plan.pdf"\nContent-Transfer-Encoding: base64\n\n${base64("%PDF-1.4\n%%EOF\n")}\n`,
        `Content-Type: application/octet-stream\nContent-Disposition: attachment; filename="=?UTF-8?B?${Buffer.from("計画書.zip").toString("base64")}?="\nContent-Transfer-Encoding: base64\n\n${base64("PK\u0005\u0006")}\n`,
      ]),
    }),
  },
  {
    name: "related",
    raw: mail({
      subject: "Shape: related",
      ...multipart("related", [
        'Content-Type: text/html; charset=utf-8\n\n<p>Logo: <img src="cid:logo@example.com" alt="logo"></p>\n',
        "Content-Type: image/gif\nContent-ID: <logo@example.com>\nContent-Transfer-Encoding: base64\n\nR0lGODlhAQABAIAAAP///wAAACH5BAEAAAAALAAAAAABAAEAAAICRAEAOw==\n",
      ]),
    }),
  },
  {
    name: "forwarded",
    raw: mail({
      subject: "Shape: forwarded",
      ...multipart("mixed", [
        TEXT,
        `Content-Type: message/rfc822; name="inner.eml"\nContent-Disposition: attachment; filename="inner.eml"\n\n${INNER}`,
      ]),
    }),
  },
  {
    name: "japanese",
    raw: mail({ subject: "Shape: 日本語の件名", type: "text/plain; charset=Shift_JIS", body: base64(shiftJis), headers: { "Content-Transfer-Encoding": "base64" } }),
  },
  {
    name: "signed",
    raw: mail({
      subject: "Shape: signed",
      ...multipart("signed", [TEXT, "Content-Type: application/pgp-signature; name=signature.asc\n\n-----BEGIN PGP SIGNATURE-----\n\niQEz\n=AAAA\n-----END PGP SIGNATURE-----\n"], ' micalg=pgp-sha256; protocol="application/pgp-signature";'),
    }),
  },
  {
    name: "openpgp",
    examined: false,
    raw: mail({
      subject: "Shape: openpgp",
      ...multipart("encrypted", ["Content-Type: application/pgp-encrypted\n\nVersion: 1\n", 'Content-Type: application/octet-stream; name="encrypted.asc"\n\n-----BEGIN PGP MESSAGE-----\n\nhQEMA1111111111AQf9\n=BBBB\n-----END PGP MESSAGE-----\n'], ' protocol="application/pgp-encrypted";'),
    }),
  },
  {
    name: "smime",
    examined: false,
    raw: mail({
      subject: "Shape: smime",
      type: 'application/pkcs7-mime; smime-type=enveloped-data; name="smime.p7m"',
      body: "MIAGCSqGSIb3DQEHA6CAMIACAQAxAA==",
      headers: { "Content-Transfer-Encoding": "base64" },
    }),
  },
  {
    name: "broken",
    raw: mail({ subject: "Shape: broken", type: 'multipart/mixed; boundary="never', body: "--never\nContent-Type: text/html\n\n<p>no end" }),
  },
];

/** @param {string} subject @param {string} armored an OpenPGP message */
export function encryptedMail(subject, armored) {
  const parts = ["Content-Type: application/pgp-encrypted\n\nVersion: 1\n", `Content-Type: application/octet-stream; name="encrypted.asc"\n\n${armored}`];
  return mail({ subject, ...multipart("encrypted", parts, ' protocol="application/pgp-encrypted";') });
}

/** @param {Buffer} raw @param {string} level puts the verdict the stand-in shall give into the mail */
export function withLevel(raw, level) {
  return Buffer.from(`X-Test-Level: ${level}\n${raw.toString("latin1")}`, "latin1");
}
