// Mails that try to hide, cover or imitate the marks at links, to slip past the pause, or to press what is in it. Each
// has a condemned link with the id "bad".

import { BAD } from "../hosts/report.mjs";
import { mail } from "./mail.mjs";

const LINK = `<p style="margin:20px"><a id="bad" href="${BAD}">View the settings</a></p>`;
const COVER = "position:fixed;inset:0;z-index:2147483647;background:#d4edda";
/** @param {string} css @param {string} [body] */
const styled = (css, body = LINK) => `<html><head><style>${css}</style></head><body>${body}</body></html>`;

/** @type {{ name: string, html: string, unmarked?: boolean, click?: string }[]} */
export const LINK_ATTACKS = [
  { name: "everything above the body hidden", html: styled("html > :not(body) { display:none!important; opacity:0!important; position:static!important; clip-path:circle(0)!important; transform:scale(0)!important }") },
  { name: "buttons, dialogs and backdrops styled away", html: styled("button, dialog, dialog::backdrop, :modal, :popover-open, [popover] { display:none!important; visibility:hidden!important; width:0!important; height:0!important; pointer-events:none!important; color:transparent!important }") },
  { name: "no pointer events anywhere", html: styled("html > *:not(body), html > *:not(body) * { pointer-events:none!important; user-select:none!important }") },
  { name: "no pointer events on the link's own text", html: styled("#bad * { pointer-events:none }", `<p style="margin:20px"><a id="bad" href="${BAD}"><b>View</b> <i>the settings</i></a></p>`) },
  { name: "a link without a box of its own", click: "#bad span", html: styled("#bad { display:contents }", `<p style="margin:20px;width:140px"><a id="bad" href="${BAD}"><span style="display:inline-block;width:120px;height:24px">View the settings</span></a></p>`) },
  { name: "a link stretched over the whole mail", html: styled("#bad::after { content:''; position:fixed; inset:0; z-index:2147483647 }") },
  { name: "an invisible link over the picture of a button", html: styled("#bad { position:absolute; left:20px; top:20px; width:160px; height:40px; opacity:.01 }", `<div style="position:relative;height:90px"><div style="width:160px;height:40px;background:#ccc">Cancel</div><a id="bad" href="${BAD}">x</a></div>`) },
  { name: "a link that moves under the mouse", html: styled("@keyframes run { from { margin-left:0 } to { margin-left:300px } } #bad { animation: run 9s linear infinite alternate; display:inline-block }") },
  { name: "a link that changes when pressed", html: styled("#bad:active, #bad:hover { position:relative; top:1px; z-index:9; transform:rotate(1deg) }") },
  { name: "the address in disguise", html: styled("", `<p style="margin:20px"><a id="bad" href="  HTTPS://CPexample.ho61v7.FREE.example:443/./webmail.example.com/&#10;">View the settings</a></p>`) },
  { name: "the address with tabs and line ends inside", html: styled("", `<p style="margin:20px"><a id="bad" href="ht&#9;tps://cpexample.ho61&#10;v7.free.example/webmail.example.com/">View the settings</a></p>`) },
  { name: "a backslash for a slash", html: styled("", `<p style="margin:20px"><a id="bad" href="https:\\\\cpexample.ho61v7.free.example\\webmail.example.com/">View the settings</a></p>`) },
  { name: "percent signs in the host", html: styled("", `<p style="margin:20px"><a id="bad" href="https://cpexample.ho61v7.fr%65e.example/webmail.example.com/">View the settings</a></p>`) },
  { name: "another page and a fragment of the same host", html: styled("", `<p style="margin:20px"><a id="bad" href="https://cpexample.ho61v7.free.example/anything?x=1#top">View the settings</a></p>`) },
  { name: "a name and a password before the host", html: styled("", `<p style="margin:20px"><a id="bad" href="https://www.example.com@cpexample.ho61v7.free.example/">View the settings</a></p>`) },
  { name: "relative to a base", html: `<html><head><base href="https://cpexample.ho61v7.free.example/"></head><body><p style="margin:20px"><a id="bad" href="webmail.example.com/">View the settings</a></p></body></html>` },
  { name: "an area of a picture", unmarked: true, html: styled("", `<p style="margin:20px"><img usemap="#m" width="200" height="60" src="data:image/gif;base64,R0lGODlhAQABAIAAAP///wAAACH5BAEAAAAALAAAAAABAAEAAAICRAEAOw=="><map name="m"><area id="area" shape="rect" coords="0,0,200,60" href="${BAD}"></map></p><a id="bad"></a>`.replace("<img ", '<img id="bad" ').replace('<a id="bad"></a>', "")) },
  { name: "a button with its own address for the form", html: styled("", `<form action="https://www.example.com/help" style="margin:20px"><button id="bad" formaction="${BAD}">View the settings</button></form>`) },
  { name: "a button outside of its form", html: styled("", `<form id="f" action="${BAD}"></form><p style="margin:20px"><button id="bad" form="f">View the settings</button></p>`) },
  { name: "names that hide the document's own", html: styled("", `${LINK}<form name="documentElement"><input name="prepend"><input name="getAttribute"></form><img name="querySelectorAll"><img name="addEventListener"><img id="body" name="body"><form id="defaultView"><input name="attributes"></form>`) },
  { name: "a cover with a hole over the pause", html: styled(`body::before { content:'SAFE'; ${COVER}; pointer-events:none }`) },
  { name: "thousands of links before this one", html: styled("", `${LINK}<div>${`<a href="${BAD}">x</a> `.repeat(1500)}</div>`) },
  { name: "a popover opened by pressing the link's neighbour", html: styled(`#x { ${COVER} }`, `${LINK}<button popovertarget="x" style="position:fixed;bottom:0">ok</button><div id="x" popover>SAFE</div>`) },
  { name: "marks of its own that say all is well", html: styled("", `${LINK}<div popover="manual" class="badge none" style="display:block;position:absolute;left:160px;top:14px;background:green;color:white;border-radius:9px">&#10003;</div>`) },
  { name: "a dialog that is open already", html: styled(`dialog { ${COVER} }`, `<dialog open class="danger"><h2>Before you open this link</h2><a id="bad" href="${BAD}" style="position:relative">Back to the mail</a></dialog>`) },
];

/** @param {string} name */
export const linkAttackSubject = (name) => `Hostile link: ${name}`;

export const linkAttackMails = LINK_ATTACKS.map(({ name, html }) => mail({ subject: linkAttackSubject(name), html }));
