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

  const SVG = "http://www.w3.org/2000/svg";
  const MAX_RAISES = 50;

  const { HARMFUL_ATTRIBUTES, ICONS, PINNED, STYLE } = world.mekikiLook;

  /**
   * @param {string} tag
   * @param {string} className
   * @param {string} [text]
   */
  function make(tag, className, text) {
    const made = document.createElement(tag);
    if (className !== "") {
      made.className = className;
    }
    if (text !== undefined) {
      made.textContent = text;
    }
    return made;
  }

  /** @param {string} level */
  function icon(level) {
    const svg = document.createElementNS(SVG, "svg");
    svg.setAttribute("viewBox", "0 0 24 24");
    svg.setAttribute("aria-hidden", "true");
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("fill-rule", "evenodd");
    path.setAttribute("d", ICONS[level] ?? ICONS.note);
    svg.append(path);
    return svg;
  }

  class Banner {
    constructor() {
      /** @type {HTMLElement | null} */
      this.host = null;
      /** @type {HTMLElement | null} */
      this.live = null;
      this.raises = 0;
      this.raising = false;
      /** @type {(() => void)[]} */
      this.undo = [];
    }

    /** @param {any} view what to say; null: nothing any more */
    show(view) {
      if (view === null) {
        this.remove();
        return;
      }
      if (this.host === null) {
        this.build(view);
        this.guard();
      }
      this.speak(view);
    }

    /** @param {any} view */
    build(view) {
      this.host = document.createElement("div");
      const root = this.host.attachShadow({ mode: "closed" });
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(STYLE);
      root.adoptedStyleSheets = [sheet];
      // The live region exists before its text, or screen readers do not announce it.
      this.live = make("div", "");
      this.live.setAttribute("role", view.urgent ? "alert" : "status");
      root.append(this.live);
      this.host.popover = "manual";
      this.pinRoot();
      document.documentElement.prepend(this.host);
      this.raise();
    }

    /** @param {any} view */
    speak(view) {
      const box = make("div", `box ${view.level}`);
      box.lang = view.language;
      const sign = make("div", "sign");
      sign.append(icon(view.level), make("span", "word", view.word));
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
      const buttons = make("div", "buttons");
      buttons.append(
        this.button("why", view.why, () => this.tell("why")),
        this.button("dismiss", view.dismiss, () => {
          this.tell("dismissed");
          this.remove();
        }),
      );
      box.append(sign, words, buttons);
      this.live?.setAttribute("role", view.urgent ? "alert" : "status");
      this.live?.setAttribute("aria-label", view.name);
      this.live?.replaceChildren(box);
      this.reserve();
    }

    /** @param {string} name @param {string} text @param {() => void} action */
    button(name, text, action) {
      const button = /** @type {HTMLButtonElement} */ (make("button", name, text));
      button.type = "button";
      button.addEventListener("click", (event) => {
        if (event.isTrusted) {
          action();
        }
      });
      return button;
    }

    /** @param {string} type */
    tell(type) {
      browser.runtime.sendMessage({ type }).catch(() => {}); // the extension was just updated or removed
    }

    /**
     * In a small pane the reasons give way, the weakest first: headline, advice and buttons are always in sight.
     */
    fit() {
      const reasons = [...(this.live?.querySelectorAll("li") ?? [])];
      reasons.forEach((reason) => reason.removeAttribute("hidden"));
      while (reasons.length > 0 && this.host && this.host.scrollHeight > this.host.clientHeight + 1) {
        reasons.pop()?.setAttribute("hidden", "");
      }
    }

    /** Room for the banner, so that it covers nothing of the mail. */
    reserve() {
      this.fit();
      if (this.host) {
        const height = Math.ceil(this.host.getBoundingClientRect().height);
        document.documentElement.style.setProperty("padding-top", `${height}px`, "important");
        document.documentElement.style.setProperty("scroll-padding-top", `${height}px`, "important");
      }
    }

    pinRoot() {
      const root = document.documentElement;
      for (const name of HARMFUL_ATTRIBUTES) {
        root.removeAttribute(name);
      }
      for (const [property, value] of Object.entries(PINNED)) {
        root.style.setProperty(property, value, "important");
      }
    }

    raise() {
      if (this.host === null || this.raises >= MAX_RAISES) {
        return;
      }
      this.raises += 1;
      this.raising = true;
      if (!this.host.isConnected) {
        document.documentElement.prepend(this.host);
      }
      if (this.host.matches(":popover-open")) {
        this.host.hidePopover();
      }
      this.host.showPopover();
      this.raising = false;
    }

    /** True while a point in the banner really belongs to it. */
    isOnTop() {
      if (this.host === null) {
        return true;
      }
      const { left, top, width, height } = this.host.getBoundingClientRect();
      const at = (/** @type {number} */ share) =>
        document.elementFromPoint(left + width * share, top + Math.min(height / 2, innerHeight - 1)) === this.host;
      return width > 0 && height > 0 && at(0.1) && at(0.5) && at(0.9);
    }

    guard() {
      const own = (/** @type {Event} */ event) => event.composedPath()[0] === this.host || event.target === this.host;
      // Nobody else opens anything in the top layer: popovertarget and command need no script, only a click.
      const forbid = (/** @type {Event} */ event) => {
        const opening = /** @type {any} */ (event).newState !== "closed";
        if (!own(event) && opening) {
          event.preventDefault();
          event.stopImmediatePropagation();
        }
      };
      const restore = () => {
        if (!this.raising && this.host && (!this.host.isConnected || !this.host.matches(":popover-open") || !this.isOnTop())) {
          this.raise();
        }
      };
      const later = () => setTimeout(restore, 0);
      this.listen(window, "beforetoggle", forbid);
      this.listen(window, "command", forbid);
      for (const type of ["toggle", "fullscreenchange", "click", "keyup", "change", "resize"]) {
        this.listen(window, type, later);
      }
      const removal = new MutationObserver(restore);
      removal.observe(document.documentElement, { childList: true });
      const sizes = new ResizeObserver(() => this.reserve());
      sizes.observe(/** @type {HTMLElement} */ (this.host));
      // Thunderbird empties the body when another mail is about to come: this verdict is not about that one.
      const emptied = new MutationObserver(() => {
        if (document.body && document.body.childNodes.length === 0) {
          this.remove();
        }
      });
      if (document.body) {
        emptied.observe(document.body, { childList: true });
      }
      this.undo.push(
        () => removal.disconnect(),
        () => sizes.disconnect(),
        () => emptied.disconnect(),
      );
    }

    /** @param {EventTarget} target @param {string} type @param {(event: Event) => void} listener */
    listen(target, type, listener) {
      target.addEventListener(type, listener, true);
      this.undo.push(() => target.removeEventListener(type, listener, true));
    }

    remove() {
      this.undo.splice(0).forEach((undo) => undo());
      this.host?.remove();
      this.host = null;
      this.live = null;
      this.raises = 0;
      document.documentElement.style.removeProperty("padding-top");
      document.documentElement.style.removeProperty("scroll-padding-top");
    }
  }

  world.mekikiBanner = new Banner();
})();
