// Keeps what Mekiki draws inside a mail in place: in the document, in the top layer, the banner above everything, and
// the root element such that it hides or distorts nothing. The mail has no scripts; what it has are style sheets,
// attributes, and elements that open something on a click. Used by banner.js, links.js and pause.js.
//
// A classic script: content scripts are not modules. Entering a document twice changes nothing.

(() => {
  const world = /** @type {any} */ (globalThis);
  if (world.mekikiGuard) {
    return;
  }

  const MAX_RAISES = 50;
  const { HARMFUL_ATTRIBUTES, PINNED } = world.mekikiLook;

  class Guard {
    constructor() {
      /** Hosts in the top layer, the lowest first. @type {HTMLElement[]} */
      this.hosts = [];
      /** @type {WeakMap<HTMLElement, ShadowRoot>} */
      this.roots = new WeakMap();
      /** What must not be covered. @type {HTMLElement | null} */
      this.front = null;
      /** A pause lies over everything, and is meant to. */
      this.paused = false;
      this.raises = 0;
      this.raising = false;
      /** @type {(() => void)[]} */
      this.undo = [];
      /** @type {Set<() => void>} when Thunderbird empties the document for another mail */
      this.leavers = new Set();
    }

    /**
     * An element with a closed shadow root of its own, not yet in the document.
     * @param {string} style
     */
    element(style) {
      const host = document.createElement("div");
      const root = host.attachShadow({ mode: "closed" });
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(style);
      root.adoptedStyleSheets = [sheet];
      this.roots.set(host, root);
      return { host, root };
    }

    /** @param {HTMLElement} host @param {{ front?: boolean }} [how] */
    add(host, { front = false } = {}) {
      host.popover = "manual";
      this.pinRoot();
      if (this.hosts.length === 0) {
        this.watch();
      }
      if (front) {
        this.front = host;
        this.hosts.push(host);
      } else {
        this.hosts.unshift(host);
      }
      // The banner comes first for those who read or walk through the mail in its order.
      if (!front && this.front?.isConnected) {
        this.front.after(host);
      } else {
        document.documentElement.prepend(host);
      }
      this.raises = 0;
      this.raise();
    }

    /** @param {HTMLElement | null} host */
    drop(host) {
      this.hosts = this.hosts.filter((one) => one !== host);
      this.front = this.front === host ? null : this.front;
      host?.remove();
      if (this.hosts.length === 0) {
        this.undo.splice(0).forEach((undo) => undo());
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
      if (this.raises >= MAX_RAISES) {
        return;
      }
      this.raises += 1;
      this.raising = true;
      // Closing and opening takes the focus away from a button in there.
      const roots = this.hosts.map((host) => this.roots.get(host));
      const focused = /** @type {HTMLElement | null} */ (roots.map((root) => root?.activeElement).find(Boolean) ?? null);
      for (const host of this.hosts) {
        if (!host.isConnected) {
          document.documentElement.prepend(host);
        }
        if (host.matches(":popover-open")) {
          host.hidePopover();
        }
        host.showPopover();
      }
      focused?.focus({ preventScroll: true });
      this.raising = false;
    }

    /** True while a point in the banner really belongs to it. */
    isOnTop() {
      if (this.front === null) {
        return true;
      }
      const { left, top, width, height } = this.front.getBoundingClientRect();
      const at = (/** @type {number} */ share) =>
        document.elementFromPoint(left + width * share, top + Math.min(height / 2, innerHeight - 1)) === this.front;
      return width > 0 && height > 0 && at(0.1) && at(0.5) && at(0.9);
    }

    /** @param {Event} event */
    isOwn(event) {
      const [first] = event.composedPath();
      return this.hosts.some((host) => host === first || host === event.target);
    }

    watch() {
      // Nobody else opens anything in the top layer: popovertarget and command need no script, only a click.
      const forbid = (/** @type {Event} */ event) => {
        const opening = /** @type {any} */ (event).newState !== "closed";
        if (!this.isOwn(event) && opening) {
          event.preventDefault();
          event.stopImmediatePropagation();
        }
      };
      const whole = () => this.hosts.every((host) => host.isConnected && host.matches(":popover-open")) && this.isOnTop();
      const restore = () => {
        if (!this.raising && !this.paused && !whole()) {
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
      // Thunderbird empties the body when another mail is about to come: what is said here is not about that one.
      const emptied = new MutationObserver(() => {
        if (document.body && document.body.childNodes.length === 0) {
          [...this.leavers].forEach((leave) => leave());
        }
      });
      if (document.body) {
        emptied.observe(document.body, { childList: true });
      }
      this.undo.push(() => removal.disconnect(), () => emptied.disconnect());
    }

    /** @param {EventTarget} target @param {string} type @param {(event: Event) => void} listener */
    listen(target, type, listener) {
      target.addEventListener(type, listener, true);
      this.undo.push(() => target.removeEventListener(type, listener, true));
    }

    /** @param {Record<string, unknown>} message */
    tell(message) {
      return browser.runtime.sendMessage(message).catch(() => {}); // the extension was just updated or removed
    }
  }

  world.mekikiGuard = new Guard();

  /**
   * @param {string} tag
   * @param {string} className
   * @param {string} [text]
   */
  world.mekikiMake = (tag, className, text) => {
    const made = document.createElement(tag);
    if (className !== "") {
      made.className = className;
    }
    if (text !== undefined) {
      made.textContent = text;
    }
    return made;
  };

  /** A button that only a person presses. @param {string} className @param {string} text @param {() => void} action */
  world.mekikiButton = (className, text, action) => {
    const button = world.mekikiMake("button", className, text);
    button.type = "button";
    button.addEventListener("click", (/** @type {Event} */ event) => {
      if (event.isTrusted) {
        action();
      }
    });
    return button;
  };

  /** @param {string} level */
  world.mekikiIcon = (level) => {
    const { ICONS } = world.mekikiLook;
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("viewBox", "0 0 24 24");
    svg.setAttribute("aria-hidden", "true");
    const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    path.setAttribute("fill-rule", "evenodd");
    path.setAttribute("d", ICONS[level] ?? ICONS.note);
    svg.append(path);
    return svg;
  };
})();
