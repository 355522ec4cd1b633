// Which mail each tab shows, and making button and banner of the tab say what is known of that mail. Everything is by
// tab id and message id: a result is shown only where its mail still is.

import { clearFace, faceOf, showFace } from "./face.js";
import { shownIn } from "./mails.js";
import { documentToken, mailView, prepareBanner, removeBanner, showBanner } from "./warning.js";

/** @typedef {import("./examinations.js").Examination} Examination */
/**
 * @typedef {object} Place
 * @property {number} messageId
 * @property {string | null} token of its document
 * @property {string} face what button and banner last said, so that progress does not repaint them
 * @property {string} banner
 * @property {boolean} prepared the document has the banner's script
 * @property {Promise<void>} painting banners are painted one after the other
 */

/** @param {number} messageId @returns {Place} */
function newPlace(messageId) {
  return { messageId, token: null, face: "", banner: "", prepared: false, painting: Promise.resolve() };
}

export class Tabs {
  /**
   * @param {object} world
   * @param {import("./examinations.js").Examinations} world.examinations
   * @param {() => void} world.save
   * @param {(messageId: number) => boolean} world.moving whether a mail is about to be moved
   * @param {(messageId: number) => void} world.left a mail is shown nowhere any more
   */
  constructor({ examinations, save, moving, left }) {
    this.examinations = examinations;
    this.moving = moving;
    this.left = left;
    this.save = save;
    /** @type {Map<number, Place>} */
    this.places = new Map();
    /** @type {Set<number>} */
    this.dismissed = new Set();
  }

  /** @param {import("./memory.js").Memory} memory */
  restore({ tabs, dismissed }) {
    for (const [tabId, messageId] of tabs) {
      if (!this.places.has(tabId)) {
        this.places.set(tabId, newPlace(messageId));
      }
    }
    dismissed.forEach((messageId) => this.dismissed.add(messageId));
  }

  /** @returns {{ tabs: [number, number][], dismissed: number[] }} */
  kept() {
    return {
      tabs: [...this.places].map(([tabId, { messageId }]) => [tabId, messageId]),
      dismissed: [...this.dismissed],
    };
  }

  /** @param {number} tabId @param {number | null} messageId */
  shows(tabId, messageId) {
    return messageId !== null && this.places.get(tabId)?.messageId === messageId;
  }

  /** @param {number} tabId */
  messageIn(tabId) {
    return this.places.get(tabId)?.messageId ?? null;
  }

  /**
   * The selection changed; the mail itself comes with displayed().
   * @param {number} tabId
   * @param {number | null} messageId
   */
  selected(tabId, messageId) {
    if (this.shows(tabId, messageId)) {
      this.show(tabId);
    } else {
      this.leave(tabId);
      void removeBanner(tabId);
    }
  }

  /**
   * A document is there: of a new mail, or once more of the same one (remote content allowed, charset changed).
   * @param {number} tabId
   * @param {number | null} messageId
   */
  async displayed(tabId, messageId) {
    if (!this.shows(tabId, messageId)) {
      this.leave(tabId);
    }
    if (messageId === null) {
      return;
    }
    const place = newPlace(messageId);
    this.places.set(tabId, place);
    this.save();
    await this.bind(tabId, place);
    this.show(tabId);
  }

  /** What the tab shows now, asked afresh: events may have been missed. @param {number} tabId */
  async look(tabId) {
    const shown = await shownIn(tabId);
    if (shown.kind !== "one") {
      this.leave(tabId);
    } else if (!this.shows(tabId, shown.messageId) || this.places.get(tabId)?.token === null) {
      void this.displayed(tabId, shown.messageId); // the check need not wait for it
    }
    return shown;
  }

  /**
   * Finds the document that belongs to the place. The tab must show the same mail before and after, or the token may
   * be that of another one.
   * @param {number} tabId
   * @param {Place} place
   */
  async bind(tabId, place) {
    const token = await documentToken(tabId);
    const shown = await shownIn(tabId);
    if (this.places.get(tabId) === place && shown.kind === "one" && shown.messageId === place.messageId) {
      place.token = token;
    }
  }

  /** @param {Examination} examination */
  changed(examination) {
    this.refresh(examination.messageId);
    if (examination.state === "done") {
      this.save();
    }
    browser.runtime.sendMessage({ type: "changed", examination }).catch(() => {}); // no page is open
  }

  /** @param {number} messageId */
  refresh(messageId) {
    for (const [tabId, place] of this.places) {
      if (place.messageId === messageId) {
        this.show(tabId);
      }
    }
  }

  /** @param {number} tabId */
  show(tabId) {
    const place = this.places.get(tabId);
    if (!place) {
      return;
    }
    const examination = this.examinations.get(place.messageId);
    const face = faceOf(examination);
    if (place.face !== JSON.stringify(face)) {
      place.face = JSON.stringify(face);
      showFace(tabId, face);
    }
    if (place.token === null) {
      return;
    }
    if (examination !== null && !place.prepared) {
      place.prepared = true; // while the check still runs: the verdict finds the script in place
      place.painting = place.painting.then(() => prepareBanner(tabId));
    }
    const { messageId } = place;
    const view = examination && mailView(examination, { dismissed: this.dismissed.has(messageId), moving: this.moving(messageId) });
    if (place.banner !== JSON.stringify(view)) {
      place.banner = JSON.stringify(view);
      const { token } = place;
      place.painting = place.painting.then(() => showBanner(tabId, token, view));
    }
  }

  /** @param {number} tabId */
  dismiss(tabId) {
    const messageId = this.messageIn(tabId);
    if (messageId !== null) {
      this.dismissed.add(messageId);
      this.save();
    }
  }

  /** @param {number} messageId */
  undismiss(messageId) {
    this.dismissed.delete(messageId);
  }

  /** @param {number} tabId */
  leave(tabId) {
    clearFace(tabId);
    this.closed(tabId);
  }

  /** A check nobody looks at any more is stopped. @param {number} tabId */
  closed(tabId) {
    const place = this.places.get(tabId);
    if (!place) {
      return;
    }
    this.places.delete(tabId);
    if (![...this.places.values()].some(({ messageId }) => messageId === place.messageId)) {
      this.examinations.cancel(place.messageId);
      this.left(place.messageId);
    }
    this.save();
  }
}
