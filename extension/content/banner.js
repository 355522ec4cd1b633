// The banner inside a mail. The document is hostile ground: the mail has no scripts, but its style sheets, attributes
// and buttons are live. What protects the banner:
//   a closed shadow root with its own constructed style sheet, !important on :host (the inner side wins);
//   the top layer (popover), above every z-index, and first there: foreign popovers and dialogs do not open;
//   the root element pinned by inline !important, because what hides or distorts it would take the banner along;
//   generic fonts only, because a mail may bring a font under any other name;
//   nothing about the verdict on attributes, where the mail's selectors could read it.
// A mail can still draw something similar of its own; that is why there is never a good verdict in here.
//
// A classic script: content scripts are not modules. Entering a document twice changes nothing.

(() => {
  const world = /** @type {any} */ (globalThis);
  if (world.mekikiBanner) {
    return;
  }
  const { mekikiGuard: guard, mekikiMake: make, mekikiButton: button } = world;
  const { STYLE } = world.mekikiLook;

  class Banner {
    constructor() {
      /** @type {HTMLElement | null} */
      this.host = null;
      /** @type {HTMLElement | null} */
      this.live = null;
      /** What was reserved while more was being looked up. @type {{ height: number, width: number } | null} */
      this.reserved = null;
      /** @type {ResizeObserver | null} */
      this.sizes = null;
      this.leave = () => this.remove();
    }

    /** @param {any} view what to say; null: nothing any more */
    show(view) {
      if (view === null) {
        this.remove();
        return;
      }
      if (this.host === null) {
        this.build(view);
      }
      this.speak(view);
    }

    /** @param {any} view */
    build(view) {
      const { host, root } = guard.element(STYLE);
      this.host = host;
      // The live region exists before its text, or screen readers do not announce it.
      this.live = make("div", "");
      this.live?.setAttribute("role", view.urgent ? "alert" : "status");
      root.append(this.live);
      guard.add(host, { front: true });
      guard.leavers.add(this.leave);
      this.sizes = new ResizeObserver(() => this.reserve());
      this.sizes.observe(host);
    }

    /** @param {any} view */
    speak(view) {
      const box = make("div", `box ${view.level}`);
      box.lang = view.language;
      const sign = make("div", "sign");
      sign.append(world.mekikiIcon(view.level), make("span", "word", view.word));
      box.append(sign, this.words(view), this.buttons(view));
      const focused = this.focusedButton();
      this.live?.setAttribute("role", view.urgent ? "alert" : "status");
      this.live?.setAttribute("aria-label", view.name);
      this.live?.replaceChildren(box);
      box.querySelector(`button.${focused}`)?.focus();
      this.settle(view, box);
      this.reserve();
    }

    /** Class of the button that has the focus: it keeps it when the banner is drawn anew. */
    focusedButton() {
      const root = /** @type {ShadowRoot | undefined} */ (this.live?.getRootNode());
      return root?.activeElement?.className || "none";
    }

    /** @param {any} view */
    words(view) {
      const words = make("div", "words");
      words.append(make("h2", "", view.headline));
      if (view.reasons.length > 0) {
        const list = make("ul", "");
        list.setAttribute("role", "list");
        list.append(...view.reasons.map((/** @type {string} */ text) => make("li", "", text)));
        words.append(list);
      }
      if (view.advice !== "") {
        words.append(make("p", "advice", `→ ${view.advice}`));
      }
      if (view.remark !== "") {
        words.append(make("p", "remark", view.remark));
      }
      return words;
    }

    /** @param {any} view */
    buttons(view) {
      const buttons = make("div", "buttons");
      buttons.append(button("why", view.why, () => guard.tell({ type: "why" })));
      if (view.undo) {
        buttons.append(button("undo", view.undo, () => guard.tell({ type: "keep" })));
      } else {
        buttons.append(
          button("report", view.report, () => guard.tell({ type: "tell" })),
          button("junk", view.junk, () => guard.tell({ type: "junk" })),
        );
      }
      const dismiss = button("dismiss", "×", () => {
        guard.tell({ type: "dismissed" });
        this.remove();
      });
      dismiss.setAttribute("aria-label", view.dismiss);
      dismiss.title = view.dismiss;
      buttons.append(dismiss);
      return buttons;
    }

    /**
     * While more is looked up, room for all the reasons is kept; what comes later fits itself into it, so that no link
     * moves under the mouse.
     * @param {any} view
     * @param {HTMLElement} box
     */
    settle(view, box) {
      const { host } = this;
      if (host === null) {
        return;
      }
      if (this.reserved !== null && this.reserved.width === innerWidth) {
        box.style.height = `${this.reserved.height}px`;
        this.fit();
        if (this.overflows()) {
          box.style.height = "";
          this.reserved = null;
        }
      } else if (view.running) {
        const line = parseFloat(getComputedStyle(box).lineHeight) || 21;
        const height = Math.ceil(box.getBoundingClientRect().height + Math.max(0, view.most - view.reasons.length) * line);
        this.reserved = { height: Math.min(height, innerHeight * 0.6), width: innerWidth };
        box.style.height = `${this.reserved.height}px`;
      }
    }

    overflows() {
      const words = this.live?.querySelector(".words");
      return Boolean(words && words.scrollHeight > words.clientHeight + 1) || Boolean(this.host && this.host.scrollHeight > this.host.clientHeight + 1);
    }

    /**
     * In a small pane the reasons give way, the weakest first: headline, advice and buttons are always in sight.
     */
    fit() {
      const reasons = [...(this.live?.querySelectorAll("li") ?? [])];
      reasons.forEach((reason) => reason.removeAttribute("hidden"));
      while (reasons.length > 0 && this.overflows()) {
        reasons.pop()?.setAttribute("hidden", "");
      }
    }

    /** Room for the banner, so that it covers nothing of the mail. */
    reserve() {
      if (this.host === null) {
        return;
      }
      const box = /** @type {HTMLElement | null | undefined} */ (this.live?.firstElementChild);
      if (this.reserved !== null && this.reserved.width !== innerWidth && box) {
        this.reserved = null;
        box.style.height = "";
      }
      this.fit();
      const height = Math.ceil(this.host.getBoundingClientRect().height);
      document.documentElement.style.setProperty("padding-top", `${height}px`, "important");
      document.documentElement.style.setProperty("scroll-padding-top", `${height}px`, "important");
    }

    remove() {
      this.sizes?.disconnect();
      guard.leavers.delete(this.leave);
      if (this.host !== null) {
        guard.drop(this.host);
        document.documentElement.style.removeProperty("padding-top");
        document.documentElement.style.removeProperty("scroll-padding-top");
      }
      this.host = null;
      this.live = null;
      this.reserved = null;
    }
  }

  world.mekikiBanner = new Banner();
})();
