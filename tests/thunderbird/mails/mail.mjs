// Builds test mails. Each is an ordinary mail with one deviation, named by its subject.

/**
 * @param {object} mail
 * @param {string} mail.subject
 * @param {string} [mail.html] body of type text/html
 * @param {string} [mail.text] body of type text/plain
 * @param {string} [mail.type] content type of `body`
 * @param {string} [mail.body]
 * @param {Record<string, string>} [mail.headers]
 * @returns {Buffer}
 */
export function mail({ subject, html, text, type, body, headers = {} }) {
  const name = subject.replace(/[^A-Za-z0-9]+/gu, "-");
  const content = html ?? text ?? body ?? "";
  const kind = type ?? (html === undefined ? "text/plain; charset=utf-8" : "text/html; charset=utf-8");
  const lines = [
    "From: Carol Example <carol@example.com>",
    "To: Dave <dave@example.org>",
    `Subject: ${encoded(subject)}`,
    "Date: Wed, 18 Nov 2026 08:30:00 +0000",
    `Message-ID: <${name}@example.com>`,
    "MIME-Version: 1.0",
    `Content-Type: ${kind}`,
    ...Object.entries(headers).map(([key, value]) => `${key}: ${value}`),
  ];
  return Buffer.from(`${lines.join("\n")}\n\n${content}\n`, "utf8");
}

/** @param {string} text */
function encoded(text) {
  return /^[\x20-\x7e]*$/u.test(text) ? text : `=?UTF-8?B?${Buffer.from(text, "utf8").toString("base64")}?=`;
}

/** @param {Buffer} raw the decoded subject of a mail built here */
export function subjectOf(raw) {
  const line = /^Subject: (.*)$/mu.exec(raw.toString("utf8"))?.[1] ?? "";
  const word = /^=\?UTF-8\?B\?([^?]*)\?=$/iu.exec(line);
  return word ? Buffer.from(word[1], "base64").toString("utf8") : line;
}
