// Options: switches of the reader, those of the policy shown as locked, and whether the program answers.

import { element, fill } from "../common/dom.js";
import { sentence } from "../common/failures.js";
import { translate, word } from "../common/words.js";
import { readSettings, writeSetting } from "../background/settings.js";

/** @typedef {import("../background/settings.js").Settings} Settings */

const NAMES = /** @type {const} */ (["auto_check", "dns", "place", "remember"]);

/** @param {string} id */
const at = (id) => /** @type {HTMLElement} */ (document.getElementById(id));
/** @param {string} id */
const box = (id) => /** @type {HTMLInputElement} */ (at(id));

async function showSettings() {
  const { values, locked } = await readSettings();
  for (const name of NAMES) {
    box(name).checked = values[name];
    box(name).disabled = locked.includes(name);
    at(`${name}_lock`).hidden = !locked.includes(name);
  }
}

async function showProgram() {
  fill(at("program"), element("p", {}, word("asking_program")));
  const { info, error } = await browser.runtime.sendMessage({ type: "status" });
  if (error) {
    fill(at("program"), element("p", { class: "missing" }, sentence(error)));
    return;
  }
  const layers = Object.entries(info.sandbox).map(([layer, works]) =>
    element("li", {}, `${layer}: ${word(works ? "layer_on" : "layer_off")}`),
  );
  fill(
    at("program"),
    element("p", { class: "answers" }, word("program_answers", info.version)),
    element("p", {}, word("sandbox")),
    element("ul", {}, ...layers),
  );
}

for (const name of NAMES) {
  box(name).addEventListener("change", () => writeSetting(name, box(name).checked));
}
async function forget() {
  const { erased, error } = await browser.runtime.sendMessage({ type: "forget" });
  fill(at("forgotten"), error ? sentence(error) : word(erased ? "forgotten" : "not_forgotten"));
}

// Which account holds a mail is told only to who may read accounts; without it senders are remembered, servers are not.
box("remember").addEventListener("change", () => {
  if (box("remember").checked) {
    void browser.permissions.request({ permissions: ["accountsRead"] }).catch(() => false);
  }
});
at("ask").addEventListener("click", showProgram);
at("forget").addEventListener("click", forget);
browser.storage.onChanged.addListener(showSettings);

translate(document);
await showSettings();
await showProgram();
