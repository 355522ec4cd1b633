// The reader's settings under those of the policy. Names are the host's own ones, so they are passed on as they are.

/** @typedef {{ auto_check: boolean, auto_check_known: boolean, dns: boolean, place: boolean, remember: boolean }} Settings */

/** @type {Readonly<Settings>} */
export const DEFAULTS = Object.freeze({ auto_check: false, auto_check_known: true, dns: true, place: true, remember: true });
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
 * @returns {Promise<{ values: Settings, locked: string[], policy: Record<string, unknown> }>}
 */
export async function readSettings() {
  const [policy, stored] = await Promise.all([managed(), browser.storage.local.get(KEY)]);
  const own = stored[KEY] ?? {};
  const values = { ...DEFAULTS };
  const locked = [];
  for (const name of /** @type {(keyof Settings)[]} */ (Object.keys(DEFAULTS))) {
    if (typeof policy[name] === "boolean") {
      values[name] = policy[name];
      locked.push(name);
    } else if (typeof own[name] === "boolean") {
      values[name] = own[name];
    }
  }
  return { values, locked, policy };
}

/** Names of domains or servers; whatever else stands in a policy is left out. @param {unknown} list */
function names(list) {
  return (Array.isArray(list) ? list : []).filter((name) => typeof name === "string" && name.length <= 253).slice(0, 1000);
}

/** For the host's hello: the switches as they stand, and what only the policy says. */
export async function settingsForHost() {
  const { values, policy } = await readSettings();
  /** @type {Record<string, unknown>} */
  const settings = { dns: values.dns, place: values.place, remember: values.remember };
  for (const key of ["own_domains", "own_servers"]) {
    if (policy[key] !== undefined) {
      settings[key] = names(policy[key]);
    }
  }
  // The host checks every entry and says what is wrong with it.
  for (const key of ["vips", "brands"]) {
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
