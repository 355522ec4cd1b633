// The pause before a condemned link: what the address consists of, the safe way first, and going on only by a second,
// deliberate step. A modal dialog inside a closed shadow root: nothing of the mail can be pressed or lie above it.
//
// A classic script: content scripts are not modules. Entering a document twice changes nothing.

(() => {
  const world = /** @type {any} */ (globalThis);
  if (world.mekikiPause) {
    return;
  }
  const { mekikiGuard: guard, mekikiMake: make, mekikiButton: button } = world;
  // A double click on a link must not press what appears under the mouse.
  const SETTLE_MS = 600;

  /**
   * The address drawn by who is behind each piece, and the same in words.
   * @param {any} mark @param {any} words
   * @returns {HTMLElement[]}
   */
  function drawing(mark, words) {
    const address = make("bdi", "address");
    address.setAttribute("translate", "no");
    address.append(...mark.drawn.map((/** @type {[string, string]} */ [piece, kind]) => make("span", kind, piece)));
    const parts = make("ul", "parts");
    parts.setAttribute("role", "list");
    for (const kind of ["owner", "renter", "decoration"]) {
      if (mark[kind] !== "") {
        const item = make("li", "");
        item.append(make("span", kind, words[kind]), ": ", make("bdi", "", mark[kind]));
        parts.append(item);
      }
    }
    return [address, parts];
  }
  world.mekikiDrawing = drawing;

  class Pause {
    constructor() {
      /** @type {HTMLElement | null} */
      this.host = null;
      /** @type {HTMLDialogElement | null} */
      this.dialog = null;
      /** @type {Element | null} where the focus was */
      this.before = null;
      this.opened = 0;
      this.leave = () => this.close();
    }

    /**
     * @param {any} mark the link, see common/marks.js
     * @param {any} view words and the real site
     * @param {string} address what would be opened
     * @param {Element | null} back what gets the focus afterwards
     */
    open(mark, view, address, back) {
      this.close();
      const { host, root } = guard.element(world.mekikiLinkLook.PAUSE);
      this.host = host;
      this.before = back;
      const dialog = /** @type {HTMLDialogElement} */ (make("dialog", mark.level));
      this.dialog = dialog;
      dialog.lang = view.language;
      dialog.setAttribute("role", "alertdialog");
      dialog.setAttribute("aria-labelledby", "title");
      dialog.setAttribute("aria-describedby", "text");
      const head = make("div", "head");
      const title = make("h2", "", view.words.title);
      title.id = "title";
      head.append(world.mekikiIcon(mark.level), title);
      dialog.append(head, this.body(mark, view), this.choices(view), this.second(mark, view, address));
      // Taking a dialog away while Thunderbird still works on its Escape key ends Thunderbird: a moment later.
      dialog.addEventListener("cancel", (event) => {
        event.preventDefault();
        setTimeout(this.leave, 0);
      });
      dialog.addEventListener("keydown", (event) => {
        if (event.key === "Escape") {
          event.preventDefault();
          setTimeout(this.leave, 0);
        } else if (event.key === "Tab") {
          this.turn(event);
        }
      });
      root.append(dialog);
      guard.pinRoot();
      guard.paused = true;
      guard.leavers.add(this.leave);
      document.documentElement.prepend(host);
      dialog.showModal();
      this.opened = performance.now();
      /** @type {HTMLElement} */ (dialog.querySelector("button.best")).focus();
    }

    /** Past the last choice comes the first: Tab stays inside. @param {KeyboardEvent} event */
    turn(event) {
      const root = /** @type {ShadowRoot} */ (this.dialog?.getRootNode());
      const choices = [...(this.dialog?.querySelectorAll("button, input") ?? [])].filter(
        (one) => !(/** @type {HTMLButtonElement} */ (one).disabled) && one.getClientRects().length > 0,
      );
      const next = choices.indexOf(/** @type {Element} */ (root.activeElement)) + (event.shiftKey ? -1 : 1);
      event.preventDefault();
      /** @type {HTMLElement | undefined} */ (choices.at(next % choices.length))?.focus();
    }

    /** @param {any} mark @param {any} view */
    body(mark, view) {
      const body = make("div", "body");
      const box = make("div", "drawing");
      box.append(...drawing(mark, view.words));
      const text = make("div", "");
      text.id = "text";
      text.append(make("p", "", mark.reason), make("p", "title", view.words.leads_to), box);
      body.append(text);
      return body;
    }

    /** The safe ways. @param {any} view */
    choices(view) {
      const choices = make("div", "buttons");
      if (view.site !== null) {
        choices.append(
          this.late("best", view.words.site, () => {
            guard.tell({ type: "site" });
            this.close();
          }),
        );
      }
      choices.append(this.late(view.site === null ? "best" : "back", view.words.back, () => this.close()));
      return choices;
    }

    /** Hidden until asked for, then a tick, then the button. @param {any} mark @param {any} view @param {string} address */
    second(mark, view, address) {
      const second = make("div", "second");
      second.hidden = true;
      const label = make("label", "");
      const tick = /** @type {HTMLInputElement} */ (make("input", "tick"));
      tick.type = "checkbox";
      label.append(tick, make("span", "", mark.understood));
      const go = /** @type {HTMLButtonElement} */ (
        this.late("go", view.words.go_on, () => {
          if (tick.checked) {
            guard.tell({ type: "go_on", address });
            this.close();
          }
        })
      );
      go.disabled = true;
      tick.addEventListener("change", (event) => {
        go.disabled = !(event.isTrusted && tick.checked);
      });
      second.append(label, go);
      const ask = this.late("risk", view.words.anyway, () => {
        ask.hidden = true;
        second.hidden = false;
        tick.focus();
        second.scrollIntoView({ block: "end" });
      });
      const whole = make("div", "");
      const line = make("div", "buttons");
      line.append(ask);
      whole.append(line, second);
      return whole;
    }

    /** @param {string} className @param {string} text @param {() => void} action */
    late(className, text, action) {
      return button(className, text, () => {
        if (performance.now() - this.opened >= SETTLE_MS) {
          action();
        }
      });
    }

    close() {
      if (this.host === null) {
        return;
      }
      guard.leavers.delete(this.leave);
      guard.paused = false;
      this.dialog?.close();
      this.host.remove();
      this.host = null;
      this.dialog = null;
      /** @type {HTMLElement | null} */ (this.before)?.focus?.({ preventScroll: true });
    }
  }

  world.mekikiPause = new Pause();
})();
