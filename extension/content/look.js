// How the banner looks, what no mail may change of anything of ours, and what must be taken from the mail's root
// element for that. Read by the other scripts here, in the same document; a classic script: content scripts are not modules.

(() => {
  // What would hide, move, distort or freeze the root element, and the banner with it. Transitions and animations
  // first among equals: a running transition beats even !important.
  const PINNED = {
    transition: "none",
    animation: "none",
    display: "block",
    visibility: "visible",
    opacity: "1",
    filter: "none",
    "backdrop-filter": "none",
    "mix-blend-mode": "normal",
    transform: "none",
    translate: "none",
    rotate: "none",
    scale: "none",
    perspective: "none",
    zoom: "1",
    position: "static",
    float: "none",
    clip: "auto",
    "clip-path": "none",
    mask: "none",
    contain: "none",
    "container-type": "normal",
    "content-visibility": "visible",
    "offset-path": "none",
    "will-change": "auto",
    "writing-mode": "horizontal-tb",
    "pointer-events": "auto",
    "user-select": "auto",
    "view-transition-name": "none",
  };

  // Attributes of the root element that switch it off: <html inert> makes buttons dead and hides from screen readers.
  const HARMFUL_ATTRIBUTES = ["inert", "hidden", "aria-hidden", "popover", "role", "contenteditable", "aria-modal"];

  // What no style sheet of the mail may change of an element that holds one of our shadow roots.
  const HOST = `
:host {
  all: initial !important;
  color-scheme: light dark !important;
  box-sizing: border-box !important;
  min-width: 0 !important;
  min-height: 0 !important;
  max-width: none !important;
  margin: 0 !important;
  border: 0 !important;
  padding: 0 !important;
  visibility: visible !important;
  opacity: 1 !important;
  transform: none !important;
  translate: none !important;
  rotate: none !important;
  scale: none !important;
  offset-path: none !important;
  filter: none !important;
  clip-path: none !important;
  mask: none !important;
  zoom: 1 !important;
  contain: none !important;
  content-visibility: visible !important;
  direction: ltr !important;
  writing-mode: horizontal-tb !important;
  animation: none !important;
  transition: none !important;
  background: transparent !important;
  --surface: #ffffff !important;
  --raised: #f2f2f5 !important;
  --text: #1b1b1f !important;
  --quiet: #4c4c55 !important;
  --line: #8a8a94 !important;
  --owner: #a01818 !important;
  --renter: #7a4300 !important;
}
:host::before, :host::after, :host::backdrop, :host::marker {
  content: none !important;
  display: none !important;
}
@media (prefers-color-scheme: dark) {
  :host {
    --surface: #26262b !important;
    --raised: #34343b !important;
    --text: #f4f4f7 !important;
    --quiet: #c3c3cc !important;
    --line: #8f8f9a !important;
    --owner: #ffb3ac !important;
    --renter: #ffc98a !important;
  }
}
`;

  const STYLE = `${HOST}
:host {
  display: flex !important; /* no ::first-line and ::first-letter of the mail */
  flex-direction: column !important;
  position: fixed !important;
  inset: 0 0 auto 0 !important;
  width: auto !important;
  height: auto !important;
  max-height: 60vh !important;
  overflow: auto !important;
  pointer-events: auto !important;
}
.danger { --sign: #b3261e; }
.suspicious { --sign: #8a4b00; }
.note { --sign: #1f4e8c; }
.box {
  display: flex;
  align-items: stretch;
  color: var(--text);
  background: var(--surface);
  border-block-end: 3px solid var(--sign);
  font: 14px/1.5 system-ui, sans-serif;
  text-align: start;
  overflow-wrap: anywhere;
}
.box[lang="ja"] { line-break: strict; word-break: normal; line-height: 1.65; }
.sign {
  display: flex;
  flex-direction: column;
  align-items: center;
  justify-content: center;
  gap: 4px;
  flex: none;
  min-width: 84px;
  max-width: 130px;
  padding: 10px 12px;
  box-sizing: border-box;
  color: #ffffff;
  background: var(--sign);
  font-weight: 700;
  text-align: center;
}
.sign svg { width: 32px; height: 32px; display: block; fill: currentColor; }
.words { flex: 1; min-width: 0; padding: 8px 14px; overflow: auto; }
h2 { font-size: 16px; line-height: 1.4; font-weight: 700; margin: 0 0 2px; }
ul { margin: 0; padding: 0; list-style: none; }
li[hidden] { display: none; }
li { position: relative; padding-inline-start: 16px; }
li::before { content: "•"; position: absolute; inset-inline-start: 3px; color: var(--sign-text, currentColor); }
p { margin: 4px 0 0; }
.advice { font-weight: 600; }
.remark { color: var(--quiet); font-size: 13px; }
.buttons { flex: none; display: flex; flex-direction: column; gap: 6px; padding: 10px 44px 10px 0; justify-content: center; position: relative; }
button {
  font: inherit;
  line-height: 1.3;
  color: var(--text);
  background: var(--surface);
  border: 1px solid var(--line);
  border-radius: 4px;
  padding: 5px 14px;
  margin: 0;
  cursor: pointer;
  white-space: nowrap;
}
button:hover { border-color: var(--text); }
button:focus-visible { outline: 3px solid var(--text); outline-offset: 1px; }
button.dismiss { position: absolute; inset-block-start: 8px; inset-inline-end: 8px; padding: 0 8px; border-color: transparent; font-size: 18px; line-height: 24px; }
button.why { font-weight: 700; color: #ffffff; background: var(--sign); border-color: var(--sign); }
@media (forced-colors: active) {
  .box { border: 2px solid CanvasText; }
  .sign { border-inline-end: 2px solid CanvasText; }
  button { border: 1px solid ButtonText; }
}
@media (max-width: 560px) {
  .box { flex-wrap: wrap; }
  .sign { flex-direction: row; max-width: none; width: 100%; justify-content: flex-start; padding: 6px 14px; }
  .sign svg { width: 22px; height: 22px; }
  .words { flex-basis: 100%; }
  .buttons { flex-flow: row wrap; padding: 0 44px 10px 14px; }
  button.dismiss { inset-block-start: 0; }
}
@media print { :host { position: static !important; } }
`;

  /** Octagon, triangle, circle: told apart without colour. @type {Record<string, string>} */
  const ICONS = {
    danger:
      "M8.3 2h7.4L21 7.3v7.4L15.7 20H8.3L3 14.7V7.3zM11 6v7h2V6zm0 9v2h2v-2z",
    suspicious: "M12 2.5 22.5 20.5h-21zM11 9v6h2V9zm0 7.3v2h2v-2z",
    note: "M12 2a9.5 9.5 0 1 0 0 19 9.5 9.5 0 0 0 0-19zM11 7h2v2h-2zm0 4h2v6h-2z",
  };

  /** @type {any} */ (globalThis).mekikiLook = { HARMFUL_ATTRIBUTES, HOST, ICONS, PINNED, STYLE };
})();
