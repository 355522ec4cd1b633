// The reader's settings under those of the policy. Names are the host's own ones, so they are passed on as they are.

/** @typedef {{ auto_check: boolean, auto_check_known: boolean, dns: boolean, place: boolean, lists: boolean, registration: boolean, remember: boolean }} Settings */

/** @type {Readonly<Settings>} */
export const DEFAULTS = Object.freeze({ auto_check: false, auto_check_known: true, dns: true, place: true, lists: false, registration: false, remember: true });
const KEY = "settings";

/** @returns {Promise<Record<string, unknown>>} what the policy sets; empty without one */
async function managed() {
  try {
    const policy = { ...(await browser.storage.managed.get()) };
    // Group Policy knows no truth values, only numbers.
    for (const name of Object.keys(DEFAULTS)) {
      if (policy[name] === 0 || policy[name] === 1) {
        policy[name] = policy[name] === 1;
      }
    }
    return policy;
  } catch {
    return {}; // Thunderbird rejects where no policy names this extension
  }
}

/**
 * @returns {Promise<{ values: Settings, locked: string[], chosen: string[], policy: Record<string, unknown> }>}
 */
export async function readSettings() {
  const [policy, stored] = await Promise.all([managed(), browser.storage.local.get(KEY)]);
  const own = stored[KEY] ?? {};
  const values = { ...DEFAULTS };
  const locked = [];
  const chosen = []; // by the reader
  for (const name of /** @type {(keyof Settings)[]} */ (Object.keys(DEFAULTS))) {
    if (typeof policy[name] === "boolean") {
      values[name] = policy[name];
      locked.push(name);
    } else if (typeof own[name] === "boolean") {
      values[name] = own[name];
      chosen.push(name);
    }
  }
  return { values, locked, chosen, policy };
}

/** Names of domains or servers; whatever else stands in a policy is left out. @param {unknown} list */
function names(list) {
  return (Array.isArray(list) ? list : []).filter((name) => typeof name === "string" && name.length <= 253).slice(0, 1000);
}

/** For the host's hello: the switches as they stand, and what only the policy says. */
export async function settingsForHost() {
  const { values, locked, chosen, policy } = await readSettings();
  /** @type {Record<string, unknown>} */
  const settings = { dns: values.dns, place: values.place, remember: values.remember };
  // Where neither the policy nor the reader says anything, the settings files of the computer decide.
  for (const key of /** @type {const} */ (["lists", "registration"])) {
    if (locked.includes(key) || chosen.includes(key)) {
      settings[key] = values[key];
    }
  }
  for (const key of ["own_domains", "own_servers"]) {
    if (policy[key] !== undefined) {
      settings[key] = names(policy[key]);
    }
  }
  // The host checks every entry and says what is wrong with it.
  for (const key of ["vips", "brands", "list_zones", "whois_servers"]) {
    if (Array.isArray(policy[key])) {
      settings[key] = policy[key].slice(0, 1000);
    }
  }
  return settings;
}

/** @param {Partial<Settings>} changes */
export async function writeSettings(changes) {
  const stored = await browser.storage.local.get(KEY);
  await browser.storage.local.set({ [KEY]: { ...(stored[KEY] ?? {}), ...changes } });
}

/** Whether somebody manages this Thunderbird for others. */
export async function isManaged() {
  return Object.keys(await managed()).length > 0;
}
