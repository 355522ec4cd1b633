// Words of the interface, from _locales. Thunderbird chooses the language; the host is asked for the same one.

/**
 * @param {string} key
 * @param {...(string | number)} substitutions
 */
export function word(key, ...substitutions) {
  return browser.i18n.getMessage(key, substitutions.map(String)) || key;
}

/** The language the interface really has: the one its own words are in. @returns {"en" | "ja"} */
export function language() {
  return word("language") === "ja" ? "ja" : "en";
}

/**
 * Fills every element with a data-word attribute, and the attributes named in data-word-* ones.
 * @param {Document} page
 */
export function translate(page) {
  page.documentElement.lang = language();
  for (const element of page.querySelectorAll("[data-word]")) {
    element.textContent = word(/** @type {HTMLElement} */ (element).dataset.word ?? "");
  }
  for (const element of page.querySelectorAll("[data-word-label]")) {
    element.setAttribute("aria-label", word(/** @type {HTMLElement} */ (element).dataset.wordLabel ?? ""));
  }
}

/** A place in the reader's language: codes of countries become names. @param {string[]} place */
export function placeName(place) {
  const countries = new Intl.DisplayNames(language(), { type: "region", fallback: "code" });
  const names = place.map((part) => (/^[A-Z]{2}$/u.test(part) ? (countries.of(part) ?? part) : part));
  return names.join(language() === "ja" ? "、" : ", ");
}

/** @param {number | null} seconds since the epoch */
export function moment(seconds) {
  return seconds === null
    ? ""
    : new Date(seconds * 1000).toLocaleString(language(), { dateStyle: "medium", timeStyle: "medium" });
}

/** Where in a mail something was found: "header:From", "text:1", "html:1.2" as the host writes it. @param {string} where */
export function whereName(where) {
  const [kind, detail = ""] = where.split(/:(.*)/su);
  if (kind === "header") {
    return word("where_header", detail);
  }
  if (kind === "answer") {
    return word("where_answer", detail);
  }
  return kind === "text" || kind === "html" ? word("where_text") : where;
}
