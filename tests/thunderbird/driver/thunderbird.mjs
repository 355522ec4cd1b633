// A real Thunderbird under control: started on a scratch profile, driven through Marionette, looked at from outside.

import fs from "node:fs";
import path from "node:path";
import { spawn } from "node:child_process";
import { setTimeout as pause } from "node:timers/promises";
import { Marionette } from "./marionette.mjs";
import * as inside from "./inside.mjs";

export const EXTENSION_ID = "mekiki@mekiki.invalid";
export const BUTTON_ID = `${EXTENSION_ID.replace(/[^a-z0-9_-]/gu, "_")}-messageDisplayAction-toolbarbutton`;
const BINARIES = [process.env.THUNDERBIRD, "/usr/lib/thunderbird/thunderbird-bin", "/usr/bin/thunderbird"];

/** @param {() => unknown} condition */
export async function until(condition, what, ms = 10_000) {
  const end = Date.now() + ms;
  let last;
  for (;;) {
    try {
      last = await condition();
      if (last) {
        return last;
      }
    } catch (error) {
      last = error;
    }
    if (Date.now() > end) {
      throw new Error(`waited ${ms} ms for ${what}; last: ${last instanceof Error ? last.message : JSON.stringify(last)}`);
    }
    await pause(30);
  }
}

export class Thunderbird {
  #marionette;
  #process;
  #exited;

  /**
   * @param {object} options
   * @param {string} options.profile
   * @param {string} options.home scratch home directory: native manifests are looked for there
   * @param {Record<string, string>} [options.environment]
   * @param {string[]} [options.arguments]
   * @param {string} [options.display] X display; headless without one
   * @param {{ width: number, height: number }} [options.size]
   */
  static async start({ profile, home, environment = {}, arguments: more = [], display, size = { width: 1280, height: 900 } }) {
    const thunderbird = new Thunderbird();
    fs.mkdirSync(path.join(home, ".run"), { recursive: true, mode: 0o700 });
    const { DISPLAY: _, WAYLAND_DISPLAY: __, ...rest } = process.env;
    const screen = display
      ? { DISPLAY: display, GDK_BACKEND: "x11" }
      : { MOZ_HEADLESS: "1", MOZ_HEADLESS_WIDTH: String(size.width), MOZ_HEADLESS_HEIGHT: String(size.height) };
    const log = fs.openSync(path.join(profile, "thunderbird.log"), "w");
    const binary = BINARIES.find((candidate) => candidate && fs.existsSync(candidate));
    if (!binary) {
      throw new Error("no Thunderbird found; set THUNDERBIRD to its binary");
    }
    const run = ["--profile", profile, "--no-remote", "--marionette", "--remote-allow-system-access", ...more];
    thunderbird.#process = spawn(binary, run, {
      env: {
        ...rest,
        ...screen,
        HOME: home,
        XDG_RUNTIME_DIR: path.join(home, ".run"),
        XDG_CACHE_HOME: path.join(home, ".cache"),
        MOZ_CRASHREPORTER_DISABLE: "1",
        MOZ_DISABLE_AUTO_SAFE_MODE: "1",
        LIBGL_ALWAYS_SOFTWARE: "1",
        NO_AT_BRIDGE: "1",
        ...environment,
      },
      stdio: ["ignore", log, log],
    });
    thunderbird.#exited = new Promise((resolve) => thunderbird.#process.once("exit", resolve));
    try {
      await thunderbird.#attach(profile);
    } catch (error) {
      thunderbird.#process.kill("SIGKILL");
      throw error;
    }
    return thunderbird;
  }

  async #attach(profile) {
    const portFile = path.join(profile, "MarionetteActivePort");
    await until(() => {
      if (this.#process.exitCode !== null) {
        throw new Error("Thunderbird ended");
      }
      return fs.existsSync(portFile) && fs.readFileSync(portFile, "utf8").length > 0;
    }, "Thunderbird to listen", 30_000);
    this.#marionette = await Marionette.connect(Number(fs.readFileSync(portFile, "utf8")));
    await this.command("WebDriver:NewSession", { capabilities: { alwaysMatch: {} } });
    await this.command("Marionette:SetContext", { value: "chrome" });
    await this.command("WebDriver:SetTimeouts", { script: 120_000 });
    await until(() => this.run(inside.isReady), "the main window", 30_000);
  }

  command(name, parameters) {
    return this.#marionette.command(name, parameters);
  }

  /**
   * Runs a function inside Thunderbird, with its system privileges. The function travels as text: it sees its
   * arguments and the globals of Thunderbird's windows, nothing of this process.
   * @param {Function} body
   * @param {...unknown} values
   */
  async run(body, ...values) {
    const script = `
      const [values, done] = [arguments[0], arguments[arguments.length - 1]];
      const { aboutMessage, mailDocument, extensionBrowser } = (${inside.helpers})();
      (async () => (${body})(...values))().then(
        (value) => done({ value: value === undefined ? null : value }),
        (error) => done({ error: String(error) + "\\n" + (error && error.stack) }));`;
    const parameters = { script, args: [values], newSandbox: true, sandbox: "system" };
    const { value } = await this.command("WebDriver:ExecuteAsyncScript", parameters);
    if (value?.error) {
      throw new Error(value.error);
    }
    return value?.value;
  }

  /** @param {string} file an .xpi, or a directory with a manifest.json */
  async install(file) {
    await this.command("Addon:Install", { path: file, temporary: true });
    await until(() => this.run(inside.isExtensionRunning, EXTENSION_ID), "the extension");
  }

  /** A mouse click as a person makes it, at a point of the main window, or (where "window") of that of a single mail. */
  async clickAt({ x, y }, where = "pane", button = 0) {
    const actions = [
      { type: "pointerMove", duration: 0, x: Math.round(x), y: Math.round(y), origin: "viewport" },
      { type: "pointerDown", button },
      { type: "pointerUp", button },
    ];
    const click = async () => {
      await this.command("WebDriver:PerformActions", {
        actions: [{ type: "pointer", id: "mouse", parameters: { pointerType: "mouse" }, actions }],
      });
      await this.command("WebDriver:ReleaseActions");
    };
    await (where === "window" ? this.#inOtherWindow(click) : click());
  }

  /** Clicks at several points, one right after the other. @param {{ x: number, y: number }[]} points */
  async clicksAt(points) {
    const actions = points.flatMap(({ x, y }) => [
      { type: "pointerMove", duration: 0, x: Math.round(x), y: Math.round(y), origin: "viewport" },
      { type: "pointerDown", button: 0 },
      { type: "pointerUp", button: 0 },
    ]);
    await this.command("WebDriver:PerformActions", {
      actions: [{ type: "pointer", id: "mouse", parameters: { pointerType: "mouse" }, actions }],
    });
    await this.command("WebDriver:ReleaseActions");
  }

  /** Moves the mouse, without a click. */
  async pointAt({ x, y }) {
    const actions = [{ type: "pointerMove", duration: 0, x: Math.round(x), y: Math.round(y), origin: "viewport" }];
    await this.command("WebDriver:PerformActions", {
      actions: [{ type: "pointer", id: "mouse", parameters: { pointerType: "mouse" }, actions }],
    });
  }

  /** Commands go to one window at a time; the main one gets them back. @param {() => Promise<void>} action */
  async #inOtherWindow(action) {
    const main = await this.command("WebDriver:GetWindowHandle");
    const other = (await this.command("WebDriver:GetWindowHandles")).find((handle) => handle !== main.value);
    await this.command("WebDriver:SwitchToWindow", { handle: other, focus: true });
    try {
      await action();
    } finally {
      await this.command("WebDriver:SwitchToWindow", { handle: main.value, focus: false });
    }
  }

  /** A key as WebDriver names it, e.g. "\\uE004" for Tab. @param {string} value */
  async key(value) {
    const actions = [{ type: "keyDown", value }, { type: "keyUp", value }];
    await this.command("WebDriver:PerformActions", { actions: [{ type: "key", id: "keyboard", actions }] });
    await this.command("WebDriver:ReleaseActions");
  }

  /** @param {string} file */
  async screenshot(file) {
    const { value } = await this.command("WebDriver:TakeScreenshot", { full: false, hash: false });
    fs.writeFileSync(file, Buffer.from(value, "base64"));
  }

  /** A picture of an extension page (a pop-up, the options) as it draws itself. @param {string} page @param {string} file */
  async screenshotOf(page, file) {
    const url = await this.run(inside.drawExtensionPage, page);
    fs.writeFileSync(file, Buffer.from(url.split(",")[1], "base64"));
  }

  /**
   * Runs an expression in a page of the extension ("background", "popup/popup.html", …).
   * @param {string} page
   * @param {string} body statements with a return
   */
  inPage(page, body) {
    return this.run(inside.inExtensionPage, page, body);
  }

  async stop() {
    this.command("Marionette:Quit", { flags: ["eForceQuit"] }).catch(() => {});
    const late = await Promise.race([this.#exited.then(() => false), pause(10_000, true)]);
    if (late) {
      this.#process.kill("SIGKILL");
    }
    await this.#exited;
    this.#marionette.close();
  }
}
