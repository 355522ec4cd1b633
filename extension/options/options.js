// Options: switches of the reader, those of the policy shown as locked, and whether the program answers.

import { element, fill, technical } from "../common/dom.js";
import { sentence } from "../common/failures.js";
import { translate, word } from "../common/words.js";
import { readSettings, writeSettings } from "../background/settings.js";

/** @typedef {import("../background/settings.js").Settings} Settings */

const NAMES = /** @type {const} */ (["dns", "place", "lists", "registration", "remember"]);

/** What the two settings of automatic checks amount to. @type {Record<string, Partial<Settings>>} */
const CHECKS = {
  checks_never: { auto_check: false },
  checks_unknown: { auto_check: true, auto_check_known: false },
  checks_always: { auto_check: true, auto_check_known: true },
};

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
  const isLocked = locked.includes("auto_check") || locked.includes("auto_check_known");
  for (const [id, choice] of Object.entries(CHECKS)) {
    box(id).checked = Object.entries(choice).every(([name, value]) => values[/** @type {keyof Settings} */ (name)] === value);
    box(id).disabled = isLocked;
  }
  at("auto_check_lock").hidden = !isLocked;
}

async function showRemembered() {
  const { kept, correspondents, servers, error } = await browser.runtime.sendMessage({ type: "remembered" });
  if (error || !kept) {
    fill(at("remembered")); // a missing program is said below
    return;
  }
  fill(
    at("remembered"),
    element("p", {}, word("remembered_senders", correspondents)),
    servers.length > 0
      ? element("p", {}, word("remembered_servers"), " ", ...list(servers))
      : element("p", {}, word("remembered_no_servers")),
  );
}

/** @param {string[]} names */
function list(names) {
  return names.flatMap((name, index) => (index === 0 ? [technical(name)] : [", ", technical(name)]));
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
  box(name).addEventListener("change", () => writeSettings({ [name]: box(name).checked }));
}
for (const [id, choice] of Object.entries(CHECKS)) {
  box(id).addEventListener("change", () => writeSettings(choice));
}

async function forget() {
  const { erased, error } = await browser.runtime.sendMessage({ type: "forget" });
  fill(at("forgotten"), error ? sentence(error) : word(erased ? "forgotten" : "not_forgotten"));
  await showRemembered();
}

at("ask").addEventListener("click", async () => {
  await showProgram();
  await showRemembered();
});
at("forget").addEventListener("click", forget);
browser.storage.onChanged.addListener(async () => {
  await showSettings();
  await showRemembered();
});

translate(document);
await showSettings();
await showProgram();
await showRemembered();
