// How marks at links and the pause look. A classic script: content scripts are not modules.

(() => {
  const world = /** @type {any} */ (globalThis);
  const { HOST } = world.mekikiLook;

  // Owner, renter and decoration: told apart by line, weight and slant as well as by colour.
  const DRAWING = `
.danger { --sign: #b3261e; }
.suspicious { --sign: #8a4b00; }
.note { --sign: #1f4e8c; }
:lang(ja) { line-break: strict; word-break: normal; line-height: 1.65; }
.address {
  display: block;
  font: 14px/1.7 ui-monospace, monospace;
  direction: ltr;
  unicode-bidi: isolate;
  overflow-wrap: anywhere;
  text-align: left;
}
.address .owner, .parts .owner { color: var(--owner); font-weight: 700; }
.address .owner { border-block-end: 3px solid currentColor; }
.address .renter, .parts .renter { color: var(--renter); font-weight: 600; }
.address .renter { border-block-end: 2px dashed currentColor; }
.address .decoration, .parts .decoration { color: var(--quiet); font-style: italic; }
.parts { margin: 2px 0 0; padding: 0; list-style: none; font-size: 13px; }
.parts bdi { direction: ltr; unicode-bidi: isolate; }
p { margin: 4px 0 0; }
p.title { margin: 0; font-weight: 700; }
`;

  const MARKS = `${HOST}${DRAWING}
:host {
  display: block !important;
  position: absolute !important;
  inset: 0 auto auto 0 !important;
  width: 0 !important;
  height: 0 !important;
  max-height: none !important;
  overflow: visible !important;
  pointer-events: none !important;
}
.ring {
  position: absolute;
  box-sizing: border-box;
  border: 2px solid var(--sign);
  border-radius: 3px;
  outline: 1px solid #ffffff;
}
.note.ring { border-style: dotted; }
.badge {
  position: absolute;
  box-sizing: border-box;
  width: 20px;
  height: 20px;
  margin: 0;
  border: 1px solid #ffffff;
  border-radius: 50%;
  padding: 1px;
  color: #ffffff;
  background: var(--sign);
  cursor: help;
  pointer-events: auto;
}
.badge svg { display: block; width: 100%; height: 100%; fill: currentColor; }
.badge:focus-visible { outline: 3px solid var(--text); outline-offset: 1px; }
.card {
  position: absolute;
  box-sizing: border-box;
  width: max-content;
  max-width: min(560px, 96vw);
  padding: 8px 12px;
  color: var(--text);
  background: var(--surface);
  border: 2px solid var(--sign);
  border-radius: 4px;
  font: 14px/1.5 system-ui, sans-serif;
  text-align: start;
  overflow-wrap: anywhere;
  box-shadow: 0 2px 8px rgb(0 0 0 / 35%);
}
[hidden] { display: none; }
@media (forced-colors: active) { .card, .badge, .ring { border: 2px solid CanvasText; } }
`;

  const PAUSE = `${HOST}${DRAWING}
:host {
  display: block !important;
  position: fixed !important;
  inset: 0 auto auto 0 !important;
  width: 0 !important;
  height: 0 !important;
  max-height: none !important;
  overflow: visible !important;
  pointer-events: auto !important;
}
dialog {
  box-sizing: border-box;
  width: min(620px, 96vw);
  max-height: 94vh;
  overflow: auto;
  margin: auto;
  padding: 0;
  color: var(--text);
  background: var(--surface);
  border: 3px solid var(--sign);
  border-radius: 6px;
  font: 15px/1.5 system-ui, sans-serif;
  text-align: start;
  overflow-wrap: anywhere;
}
dialog::backdrop { background: rgb(0 0 0 / 70%); }
.head { display: flex; gap: 10px; align-items: center; padding: 10px 16px; color: #ffffff; background: var(--sign); }
.head svg { flex: none; width: 30px; height: 30px; fill: currentColor; }
h2 { margin: 0; font-size: 17px; line-height: 1.4; }
.body { padding: 12px 16px; }
.drawing { margin: 8px 0; padding: 8px 10px; background: var(--raised); border-radius: 4px; }
.buttons { display: flex; flex-wrap: wrap; gap: 8px; padding: 0 16px 14px; }
button {
  font: inherit;
  line-height: 1.35;
  color: var(--text);
  background: var(--surface);
  border: 1px solid var(--line);
  border-radius: 4px;
  padding: 7px 16px;
  margin: 0;
  cursor: pointer;
  text-align: start;
}
button:hover { border-color: var(--text); }
button:focus-visible, input:focus-visible { outline: 3px solid var(--text); outline-offset: 2px; }
button.best { color: #ffffff; background: #1f4e8c; border-color: #1f4e8c; font-weight: 700; }
button.risk { border-color: transparent; text-decoration: underline; font-size: 13px; color: var(--quiet); }
button:disabled { opacity: .55; cursor: default; }
.second { margin: 0 16px 14px; padding: 10px 12px; border: 1px solid var(--line); border-radius: 4px; }
.second label { display: flex; gap: 8px; align-items: baseline; }
.second button { margin-block-start: 8px; }
[hidden] { display: none; }
@media (forced-colors: active) { dialog { border: 3px solid CanvasText; } .head { border-block-end: 2px solid CanvasText; } }
`;

  world.mekikiLinkLook = { MARKS, PAUSE };
})();
