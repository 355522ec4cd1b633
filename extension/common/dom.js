// Builds elements. Text only ever becomes text nodes: what a mail says is never parsed as markup.

/**
 * @param {string} tag
 * @param {Record<string, string>} attributes
 * @param {...(Node | string)} children
 */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    made.setAttribute(name, value);
  }
  made.append(...children);
  return made;
}

/**
 * Text from a mail: own direction, so that it cannot turn the sentence around it.
 * @param {string} text
 * @param {string} [className]
 */
export function quoted(text, className = "quoted") {
  return element("bdi", { class: className }, text);
}

/**
 * Addresses, names of computers and URLs read from left to right in every language.
 * @param {string} text
 * @param {string} [className]
 */
export function technical(text, className = "technical") {
  return element("bdi", { class: className, dir: "ltr", translate: "no" }, text);
}

/** @param {Element} parent @param {...(Node | string)} children */
export function fill(parent, ...children) {
  parent.replaceChildren(...children);
}
