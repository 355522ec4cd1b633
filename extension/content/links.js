// Marks at the links of a mail that the report speaks of, the drawn address on hover and focus, and the pause before a
// condemned one. Links of which nothing is said are neither marked nor delayed. All of it lies in a layer above the
// mail, in a closed shadow root: the mail's own elements are not changed, so its style sheets see and reach nothing.
//
// A classic script: content scripts are not modules. Entering a document twice changes nothing.

(() => {
  const world = /** @type {any} */ (globalThis);
  if (world.mekikiLinks) {
    return;
  }
  const { mekikiGuard: guard, mekikiMake: make, mekikiButton: button, mekikiDrawing: drawing } = world;

  const MAX_ANCHORS = 5000;
  const MAX_MARKED = 100;
  const MAX_RINGS = 6; // of a link that runs over many lines
  const MAX_ROOTS = 200;
  const REPLACE_MS = 700; // what moves without an event
  const XLINK = "http://www.w3.org/1999/xlink";

  /** @param {string} address @param {string} [base] @returns {URL | null} */
  function parse(address, base) {
    try {
      return new URL(address, base);
    } catch {
      return null;
    }
  }

  /** The address an element leads to: links, areas, SVG, MathML, and what sends a form. @param {any} node */
  function addressOf(node) {
    if (typeof node?.getAttribute !== "function") {
      return null;
    }
    const form = node.form ?? null;
    const sends = form !== null && (node.type === "submit" || node.type === "image");
    const written = sends
      ? (node.getAttribute("formaction") ?? form.getAttribute("action"))
      : (node.getAttribute("href") ?? node.getAttributeNS(XLINK, "href"));
    return written === null ? null : parse(written, node.ownerDocument.baseURI);
  }

  class Links {
    constructor() {
      /** @type {any} */
      this.view = null;
      /** @type {HTMLElement | null} */
      this.host = null;
      /** @type {ShadowRoot | null} */
      this.root = null;
      /** @type {{ anchor: any, mark: any, rings: HTMLElement[], badge: HTMLElement }[]} */
      this.marked = [];
      /** @type {HTMLElement | null} */
      this.card = null;
      /** The window and shadow roots that are listened to. @type {Set<any>} */
      this.heard = new Set();
      /** @type {(() => void)[]} */
      this.undo = [];
      this.waiting = false;
      this.leave = () => this.show(null);
    }

    /** @param {any} view null: nothing is said of any link */
    show(view) {
      if (JSON.stringify(view) === JSON.stringify(this.view)) {
        return;
      }
      this.clear();
      this.view = view;
      if (view === null) {
        return;
      }
      this.exact = new Map();
      this.hosts = new Map();
      for (const mark of [...view.marks].reverse()) {
        for (const url of mark.addresses.map((/** @type {string} */ one) => parse(one, document.baseURI)).filter(Boolean)) {
          this.exact.set(url.href, mark);
          if (mark.pause && /^https?:$/u.test(url.protocol)) {
            this.hosts.set(url.hostname, mark);
          }
        }
      }
      this.fine = new Set(view.fine.map((/** @type {string} */ one) => parse(one, document.baseURI)?.href));
      guard.leavers.add(this.leave);
      this.listenTo(window);
      this.scan();
    }

    /** @param {URL | null} url @returns {any} */
    markFor(url) {
      if (url === null || this.view === null) {
        return null;
      }
      const exact = this.exact?.get(url.href) ?? null;
      // Another page of a condemned host, or one link too many for the report.
      return exact ?? (this.fine?.has(url.href) ? null : (this.hosts?.get(url.hostname) ?? null));
    }

    /** Every link of the mail, also in shadow roots of its own. Frames in mails stay empty in Thunderbird. */
    scan() {
      /** @type {any[]} */
      const queue = [document];
      let seen = 0;
      for (let at = 0; at < queue.length && at < MAX_ROOTS; at += 1) {
        for (const node of queue[at].querySelectorAll("*")) {
          const inner = guard.hosts.includes(node) ? null : node.openOrClosedShadowRoot;
          if (inner) {
            this.listenTo(inner);
            queue.push(inner);
          }
          if (seen < MAX_ANCHORS && (node.hasAttribute("href") || node.hasAttributeNS(XLINK, "href") || node.form)) {
            seen += 1;
            const mark = node.localName === "base" || node.localName === "link" ? null : this.markFor(addressOf(node));
            if (mark && this.marked.length < MAX_MARKED) {
              this.addMark(node, mark);
            }
          }
        }
      }
      this.place();
    }

    build() {
      const { host, root } = guard.element(world.mekikiLinkLook.MARKS);
      this.host = host;
      this.root = root;
      this.card = make("div", "card");
      /** @type {HTMLElement} */ (this.card).hidden = true;
      root.append(this.card);
      guard.add(host);
      const later = () => this.later();
      for (const type of ["scroll", "resize", "load", "toggle", "transitionend", "click"]) {
        window.addEventListener(type, later, true);
        this.undo.push(() => window.removeEventListener(type, later, true));
      }
      const sizes = new ResizeObserver(later);
      sizes.observe(document.documentElement);
      if (document.body) {
        sizes.observe(document.body);
      }
      const timer = setInterval(() => this.place(), REPLACE_MS);
      this.undo.push(() => sizes.disconnect(), () => clearInterval(timer));
    }

    /** @param {any} anchor @param {any} mark */
    addMark(anchor, mark) {
      if (this.host === null) {
        this.build();
      }
      const badge = button(`badge ${mark.level}`, "", () => this.pause(mark, this.goal(anchor), badge));
      badge.append(world.mekikiIcon(mark.level));
      badge.lang = this.view.language;
      badge.setAttribute("aria-label", mark.label);
      badge.addEventListener("pointerenter", () => this.showCard(anchor));
      badge.addEventListener("pointerleave", () => this.hideCard());
      badge.addEventListener("focus", () => this.showCard(anchor));
      badge.addEventListener("blur", () => this.hideCard());
      this.root?.append(badge);
      this.marked.push({ anchor, mark, rings: [], badge });
    }

    /** @param {any} anchor */
    goal(anchor) {
      return addressOf(anchor)?.href ?? "";
    }

    later() {
      if (!this.waiting) {
        this.waiting = true;
        requestAnimationFrame(() => {
          this.waiting = false;
          this.place();
        });
      }
    }

    /** @param {any} anchor @returns {{ left: number, top: number, width: number, height: number }[]} */
    rectangles(anchor) {
      let shown = anchor;
      if (anchor.localName === "area") {
        const name = anchor.closest("map")?.name ?? "";
        shown = anchor.ownerDocument.querySelector(`img[usemap="#${CSS.escape(name)}"]`) ?? anchor;
      }
      const visible = (/** @type {DOMRect} */ { width, height }) => width >= 1 && height >= 1;
      const range = anchor.ownerDocument.createRange();
      range.selectNodeContents(anchor);
      if (anchor.querySelector("img, table, div, p, svg, video")) {
        const box = range.getBoundingClientRect(); // a picture or a block: one ring around all of it
        return visible(box) ? [box] : [];
      }
      const own = [...shown.getClientRects()].filter(visible);
      return (own.length > 0 ? own : [...range.getClientRects()].filter(visible)).slice(0, MAX_RINGS);
    }

    place() {
      if (this.host === null) {
        return;
      }
      const origin = this.host.getBoundingClientRect();
      for (const one of this.marked) {
        const found = this.rectangles(one.anchor);
        while (one.rings.length < found.length) {
          const ring = make("div", `ring ${one.mark.level}`);
          this.root?.insertBefore(ring, one.badge);
          one.rings.push(ring);
        }
        one.rings.forEach((ring, index) => {
          ring.hidden = index >= found.length;
          if (!ring.hidden) {
            const { left, top, width, height } = found[index];
            Object.assign(ring.style, {
              left: `${left - origin.left - 3}px`, top: `${top - origin.top - 2}px`, width: `${width + 6}px`, height: `${height + 4}px`,
            });
          }
        });
        const last = found.at(-1);
        one.badge.hidden = last === undefined;
        if (last) {
          // At the end of the link, but never outside of what can be seen.
          const left = Math.min(Math.max(last.left + last.width - 4, 2), document.documentElement.clientWidth - 22);
          Object.assign(one.badge.style, { left: `${left - origin.left}px`, top: `${last.top - origin.top - 10}px` });
        }
      }
    }

    /** @param {any} anchor */
    showCard(anchor) {
      const one = this.marked.find((candidate) => candidate.anchor === anchor);
      if (!one || !this.card || !this.host) {
        return;
      }
      const { words, language } = this.view;
      this.card.className = `card ${one.mark.level}`;
      this.card.lang = language;
      this.card.replaceChildren(make("p", "title", words.leads_to), ...drawing(one.mark, words), make("p", "", one.mark.reason));
      this.card.hidden = false;
      const [first] = this.rectangles(anchor);
      const origin = this.host.getBoundingClientRect();
      const box = this.card.getBoundingClientRect();
      const at = first ?? { left: 0, top: 0, width: 0, height: 0 };
      const left = Math.max(4, Math.min(at.left, document.documentElement.clientWidth - box.width - 8));
      const below = at.top + at.height + 8;
      const free = guard.front?.getBoundingClientRect().bottom ?? 0;
      const above = at.top - box.height - 8;
      const top = below + box.height < innerHeight || above < free ? below : above;
      Object.assign(this.card.style, { left: `${left - origin.left}px`, top: `${top - origin.top}px` });
    }

    hideCard() {
      if (this.card) {
        this.card.hidden = true;
      }
    }

    /** The marked link an event is about. @param {any} event */
    linkOf(event) {
      for (const node of [...event.composedPath(), ...(event.submitter ? [event.submitter] : [])]) {
        const isForm = event.type === "submit" && node.localName === "form";
        const url = isForm ? parse(node.getAttribute("action") ?? "", document.baseURI) : addressOf(node);
        const mark = this.markFor(url);
        if (mark !== null) {
          return { node, mark, address: url?.href ?? "" };
        }
      }
      return null;
    }

    /** @param {any} target */
    listenTo(target) {
      if (this.heard.has(target)) {
        return;
      }
      this.heard.add(target);
      const listen = (/** @type {string} */ type, /** @type {(event: any) => void} */ listener) => {
        target.addEventListener(type, listener, true);
        this.undo.push(() => target.removeEventListener(type, listener, true));
      };
      // What a mouse, Enter or a form does, before anything else hears of it. Of a click with the middle button only
      // Thunderbird itself hears, so its beginning is taken: what then lies under the mouse is no link any more.
      const stop = (/** @type {any} */ event) => {
        const isEarly = event.type === "mousedown";
        const found = event.button === 2 || (isEarly && event.button === 0) ? null : this.linkOf(event);
        if (found?.mark.pause && /^https?:/u.test(found.address)) {
          event.preventDefault();
          event.stopImmediatePropagation();
          this.pause(found.mark, found.address, found.node);
        }
      };
      ["mousedown", "click", "auxclick", "submit"].forEach((type) => listen(type, stop));
      const draw = (/** @type {any} */ event) => {
        const found = this.linkOf(event);
        if (found) {
          this.showCard(found.node);
        }
      };
      ["pointerover", "focusin"].forEach((type) => listen(type, draw));
      const hide = (/** @type {any} */ event) => {
        if (!this.host || event.target !== this.host) {
          this.hideCard();
        }
      };
      ["pointerout", "focusout"].forEach((type) => listen(type, hide));
    }

    /** @param {any} mark @param {string} address @param {any} back */
    pause(mark, address, back) {
      this.hideCard();
      world.mekikiPause.open(mark, this.view, address, back);
    }

    clear() {
      this.undo.splice(0).forEach((undo) => undo());
      this.heard.clear();
      guard.leavers.delete(this.leave);
      world.mekikiPause.close();
      if (this.host !== null) {
        guard.drop(this.host);
      }
      this.host = null;
      this.root = null;
      this.card = null;
      this.marked = [];
    }
  }

  world.mekikiLinks = new Links();
})();
