// A scam of our own and its honest twin; both are examined by the real host.

import { mail } from "./mail.mjs";

const route = (/** @type {string} */ host, /** @type {string} */ ip) =>
  `from ${host} (${host} [${ip}])\n\tby mx1.example.jp (Postfix) with ESMTP id 4YZ1Q51R0Rz1Gd7\n\tfor <info@example.jp>; Wed, 18 Nov 2026 08:30:02 +0900 (JST)`;

/** @param {object} options @param {string} options.from @param {string} options.host @param {string} options.ip @param {string} options.href @param {string} options.subject */
function notice({ from, host, ip, href, subject }) {
  const html = [
    "<html><body>",
    "<p>いつもカゴヤ・ジャパンをご利用いただき、誠にありがとうございます。</p>",
    "<p>現在、ウェブメールに障害が発生しており、メールの送受信ができない状態です。</p>",
    "<p>至急、下記よりログインして設定をご確認ください。確認されない場合、アカウントを停止いたします。</p>",
    `<p><a href="${href}">ウェブメールにログイン</a></p>`,
    "<p>カゴヤ・ジャパン株式会社</p>",
    "</body></html>",
  ].join("\n");
  const raw = mail({ subject, html: Buffer.from(html, "utf8").toString("base64").replace(/.{76}/gu, "$&\n"), headers: { "Content-Transfer-Encoding": "base64" } });
  const text = raw.toString("utf8").replace(/^From: .*$/mu, `From: ${from}`).replace(/^To: .*$/mu, "To: info@example.jp");
  return Buffer.from(`Received: ${route(host, ip)}\n${text}`, "utf8");
}

export const SCAM_SUBJECT = "[spam] Kagoya: webmail settings";
export const SCAM = notice({
  subject: SCAM_SUBJECT,
  from: '"Kagoya Support" <sato@example.biglobe.ne.jp>',
  host: "mta-sp-w02.biglobe.ne.jp",
  ip: "222.227.84.50",
  href: "https://cpkagoya.k3v9x2.free.hr/webmail.kagoya.com/",
});

export const TWIN_SUBJECT = "Meeting on Thursday";
export const TWIN = mail({
  subject: TWIN_SUBJECT,
  text: "Dear Dave,\n\nshall we meet on Thursday at ten, as usual in the small room?\n\nCarol\n",
});
