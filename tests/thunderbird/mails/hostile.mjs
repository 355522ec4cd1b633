// Mails that try to hide, cover, distort, silence or imitate the banner. No scripts run in mails: what is left are style
// sheets, attributes, and elements that react to a click. `click` names an element the reader is lured to click.

import { mail } from "./mail.mjs";

const LURE = '<p>Your webmail is out of order. <a href="https://webmail.ho61v7.example/">Log in here</a>.</p>';
const GREEN = "background:#d4edda;color:#000;border:2px solid green";
const COVER = `position:fixed;inset:0;z-index:2147483647;margin:0;padding:40px;${GREEN}`;

/** @param {string} css @param {string} [body] */
const styled = (css, body = "") => `<html><head><style>${css}</style></head><body>${body}${LURE}</body></html>`;

// A complete 1x1 GIF, for pictures and cursors.
const PIXEL = "data:image/gif;base64,R0lGODlhAQABAIAAAP///wAAACH5BAEAAAAALAAAAAABAAEAAAICRAEAOw==";

/** @type {{ name: string, html: string, click?: string, japanese?: boolean }[]} */
export const ATTACKS = [
  {
    name: "every child of the root hidden",
    html: styled("html > :not(body), :root > div, [popover], :popover-open { display:none!important; visibility:hidden!important; opacity:0!important; width:0!important; height:0!important; position:absolute!important; left:-9999px!important }"),
  },
  {
    name: "root display none",
    html: styled(":root { display: none !important }"),
  },
  {
    name: "root inert by attribute",
    html: `<html inert><head></head><body>${LURE}</body></html>`,
  },
  {
    name: "root hidden from screen readers",
    html: `<html aria-hidden="true" role="presentation" hidden popover="manual"><head></head><body>${LURE}</body></html>`,
  },
  {
    name: "root style attribute",
    html: `<html style="display:none!important;opacity:0!important;transform:scale(0)!important;filter:opacity(0)!important"><head></head><body>${LURE}</body></html>`,
  },
  {
    name: "root filters",
    html: styled("html { filter: opacity(0) blur(30px) !important; backdrop-filter: blur(9px) !important }"),
  },
  {
    name: "root clipped",
    html: styled("html { position:absolute!important; clip: rect(0 0 0 0)!important; clip-path: circle(0)!important; mask: linear-gradient(transparent, transparent)!important; overflow: clip!important }"),
  },
  {
    name: "root moved away",
    html: styled("html { translate: 0 -5000px!important; rotate: x 90deg!important; scale: .001!important; perspective: 1px!important; transform-style: preserve-3d!important; margin-top:-5000px!important }"),
  },
  {
    name: "root zoomed out",
    html: styled("html { zoom: .02!important; font-size: 0!important; line-height: 0!important; text-size-adjust: 1%!important }"),
  },
  {
    name: "transition frozen at nothing",
    html: styled("html, html > * { opacity: 0; filter: blur(40px); transition: all 99999s step-end 99999s !important }"),
  },
  {
    name: "starting style and discrete transitions",
    html: styled("@starting-style { html, html > * { opacity: 0; display: none } } html, html > * { transition: all 9999s allow-discrete !important }"),
  },
  {
    name: "animation of everything",
    html: styled("@keyframes gone { from, to { opacity: 0; visibility: hidden; translate: -3000px; content-visibility: hidden } } *, *::before, *::after { animation: gone 1s infinite both !important }"),
  },
  {
    name: "layers, scopes and containers",
    html: styled("@layer one { html > div { display:none!important } } @scope (html) { :scope > div { all: unset !important; display: none !important } } html { container-type: size!important; contain: strict!important; content-visibility: hidden!important } @container (min-width: 0px) { html > div { opacity: 0 !important } }"),
  },
  {
    name: "first line and first letter of the host",
    html: styled("html > div::first-line, div::first-line { font-size: 0!important; color: transparent!important } html > div::first-letter { font-size: 900px!important }"),
  },
  {
    name: "pseudo-elements say safe",
    html: styled(`html > div::before, html > div::after, html > div::backdrop, html > div::marker, :popover-open::before { content: "\u2714 SAFE, checked"!important; ${COVER.replaceAll(";", "!important;")}!important; display:block!important }`),
  },
  {
    name: "own fonts that read differently",
    html: styled(["system-ui", "ui-sans-serif", "sans-serif", "Arial", "Noto Sans CJK JP", "DejaVu Sans", "Cantarell"]
      .map((family) => `@font-face { font-family: "${family}"; src: local("DejaVu Sans Mono"), local("DejaVu Sans"), local("Liberation Sans"), local("Arial"); size-adjust: 1%; ascent-override: 1%; }`).join("") + " * { font-size: 0; letter-spacing: -1em }"),
  },
  {
    name: "writing direction and mode",
    html: styled("html { direction: rtl!important; writing-mode: vertical-rl!important; text-orientation: upright!important; text-indent: -9999px!important; color: transparent!important; -webkit-text-fill-color: transparent!important; font: 0/0 a!important; word-spacing: 999px!important; text-transform: uppercase!important }"),
  },
  {
    name: "custom properties",
    html: styled("html, html > * { --surface: transparent!important; --text: transparent!important; --sign: #d4edda!important; --quiet: transparent!important; --line: transparent!important; color-scheme: only dark!important; forced-color-adjust: preserve-parent-color!important }"),
  },
  {
    name: "fixed cover with the highest z-index",
    html: styled("", `<div style="${COVER}">\u2714 This mail was checked: SAFE</div>`),
  },
  {
    name: "huge frame over everything",
    html: styled(`iframe, object, embed { ${COVER} width:100%; height:100% }`, '<iframe srcdoc="&lt;h1&gt;SAFE&lt;/h1&gt;"></iframe><object data="data:text/html,SAFE"></object>'),
  },
  {
    name: "frameset instead of a body",
    html: '<html><head></head><frameset rows="*"><frame src="data:text/html,SAFE"></frameset></html>',
  },
  {
    name: "scroll snapped to the end",
    html: styled("html { scroll-snap-type: y mandatory!important; scroll-padding: 0!important } body::after { content:''; display:block; margin-top: 6000px; height: 10px; scroll-snap-align: end }"),
  },
  {
    name: "popover by a button",
    html: styled(`#x { ${COVER}; width:100%; height:100% }`, '<button id="lure" popovertarget="x" style="margin-top:240px">Open invoice</button><div id="x" popover>\u2714 SAFE</div>'),
    click: "#lure",
  },
  {
    name: "modal dialog by a command",
    html: styled(`#x { ${COVER} } #x::backdrop { background: #fff }`, '<button id="lure" command="show-modal" commandfor="x" style="margin-top:240px">Open invoice</button><dialog id="x">\u2714 SAFE</dialog>'),
    click: "#lure",
  },
  {
    name: "popover by a command",
    html: styled(`#x { ${COVER}; width:100%; height:100% }`, '<button id="lure" command="toggle-popover" commandfor="x" style="margin-top:240px">Open invoice</button><div id="x" popover="manual">\u2714 SAFE</div>'),
    click: "#lure",
  },
  {
    name: "checkbox that uncovers a cover",
    html: styled(`#c:checked ~ div { display:block; ${COVER} } #c ~ div { display:none }`, '<input id="c" type="checkbox" style="position:absolute;opacity:0"><label id="lure" for="c" style="display:block;margin-top:240px">Open invoice</label><div>\u2714 SAFE</div>'),
    click: "#lure",
  },
  {
    name: "details that opens a cover",
    html: styled(`details[open] div { ${COVER} }`, '<details><summary id="lure" style="margin-top:240px">Open invoice</summary><div>\u2714 SAFE</div></details>'),
    click: "#lure",
  },
  {
    name: "link to a fragment at the end",
    html: styled("body { height: 5000px } :target { position: fixed; inset: 0; background: #d4edda; z-index: 2147483647 }", '<a id="lure" href="#end" style="display:block;margin-top:240px">Open invoice</a><div id="end">\u2714 SAFE</div>'),
    click: "#lure",
  },
  {
    name: "imitated host element",
    html: `<html><head></head><body><div popover="manual" style="display:block;${COVER}" data-level="none" class="mekiki box">Mekiki: \u2714 SAFE</div><mekiki-banner style="display:block">SAFE</mekiki-banner>${LURE}</body></html>`,
  },
  {
    name: "cursor as a stamp",
    html: styled(`* { cursor: url("${PIXEL}") 0 0, none !important }`),
  },
  {
    name: "content security policy",
    html: `<html><head><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'none'"><style>p{color:red}</style></head><body>${LURE}</body></html>`,
  },
  {
    name: "svg and mathml wrappers",
    html: `<html><body><svg width="2000" height="2000" style="${COVER}"><style>html > div { display: none !important }</style><foreignObject width="100%" height="100%"><div xmlns="http://www.w3.org/1999/xhtml">SAFE</div></foreignObject></svg><math><mtext>SAFE</mtext></math>${LURE}</body></html>`,
  },
  {
    name: "fullscreen and video",
    html: styled("video { position:fixed; inset:0; width:100%; height:100%; z-index:2147483647 }", '<video controls autoplay src="data:video/mp4;base64,AAAA"></video>'),
  },
  {
    name: "style sheets by link and import",
    html: `<html><head><link rel="stylesheet" href="data:text/css,html%3Ediv%7Bdisplay:none!important%7D"><style>@import url("data:text/css,:root%7Bopacity:0!important%7D");</style></head><body>${LURE}</body></html>`,
  },
  {
    name: "columns, borders and a root without room",
    html: styled("html { columns: 40 1px!important; border: 3000px solid #fff!important; box-sizing: border-box!important; width: 0!important; height: 0!important; max-height: 0!important; overflow: hidden!important; display: table-cell!important; order: 9!important }"),
  },
  {
    name: "declarative shadow root on the body",
    html: `<html><body><template shadowrootmode="closed"><style>:host { position: fixed!important; inset: 0!important; background: #d4edda!important; z-index: 2147483647!important }</style><div popover="manual">SAFE</div></template>${LURE}</body></html>`,
  },
  {
    name: "cover that lets the mouse through",
    html: styled("html::after { content: '\\2714 SAFE'; position: fixed; inset: 0; z-index: 2147483647; background: #d4edda; pointer-events: none } body { mix-blend-mode: difference; isolation: auto; will-change: transform }"),
  },
  {
    name: "drop-down list over the top",
    html: styled("select, ::picker(select) { appearance: base-select } select { position: fixed; top: 240px; left: 20px } ::picker(select) { position: fixed; inset: 0; width: 100%; height: 100%; background: #d4edda }", '<select id="lure"><option>SAFE<option>SAFE</select>'),
    click: "#lure",
  },
  {
    name: "view transitions and scroll timelines",
    html: styled("@view-transition { navigation: auto } ::view-transition, ::view-transition-group(*) { position: fixed; inset: 0; background: #d4edda } @keyframes away { to { translate: 0 -999px; opacity: 0 } } html, html > * { animation: away linear both; animation-timeline: scroll(); view-transition-name: all } body { height: 9000px }"),
  },
  {
    name: "nested documents and unclosed tags",
    html: `<html><body><div><html inert style="opacity:0!important"><body inert style="position:fixed;inset:0"><table><tr><td><style>html>div{display:none!important}${"<b>".repeat(300)}${LURE}`,
  },
];

/** @param {string} name */
export const hostileSubject = (name) => `Hostile: ${name}`;

export const hostileMails = ATTACKS.map(({ name, html }) => mail({ subject: hostileSubject(name), html }));
