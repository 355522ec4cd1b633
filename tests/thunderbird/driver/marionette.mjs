// A client of Marionette, Thunderbird's own remote control. Wire: "<length>:<json>"; a command is
// [0, id, name, parameters], its answer [1, id, error, result].

import net from "node:net";
import { setTimeout as pause } from "node:timers/promises";

export class Marionette {
  #socket;
  #pending = new Map();
  #received = Buffer.alloc(0);
  #next = 0;
  #greeting;

  /** @param {number} port */
  static async connect(port, deadline = Date.now() + 20_000) {
    for (;;) {
      try {
        const client = new Marionette();
        await client.#open(port);
        return client;
      } catch (error) {
        if (Date.now() > deadline) {
          throw error;
        }
        await pause(50);
      }
    }
  }

  #open(port) {
    return new Promise((resolve, reject) => {
      this.#greeting = resolve;
      this.#socket = net.connect(port, "127.0.0.1");
      this.#socket.once("error", reject);
      this.#socket.on("data", (data) => this.#receive(data));
      this.#socket.on("close", () => {
        for (const { reject: fail } of this.#pending.values()) {
          fail(new Error("Thunderbird closed the connection"));
        }
        this.#pending.clear();
      });
    });
  }

  #receive(data) {
    this.#received = Buffer.concat([this.#received, data]);
    for (;;) {
      const colon = this.#received.indexOf(":");
      if (colon < 0) {
        return;
      }
      const end = colon + 1 + Number(this.#received.subarray(0, colon).toString("ascii"));
      if (this.#received.length < end) {
        return;
      }
      this.#take(JSON.parse(this.#received.subarray(colon + 1, end).toString("utf8")));
      this.#received = this.#received.subarray(end);
    }
  }

  #take(message) {
    if (!Array.isArray(message)) {
      this.#greeting(message);
      return;
    }
    const [, id, error, result] = message;
    const waiting = this.#pending.get(id);
    this.#pending.delete(id);
    if (error) {
      waiting?.reject(new Error(`${error.error}: ${error.message}`));
    } else {
      waiting?.resolve(result);
    }
  }

  /** @param {string} name @param {object} parameters */
  command(name, parameters = {}) {
    const id = ++this.#next;
    const text = JSON.stringify([0, id, name, parameters]);
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve, reject });
      this.#socket.write(`${Buffer.byteLength(text)}:${text}`);
    });
  }

  close() {
    this.#socket.destroy();
  }
}
