// The executable under test as a process that can be started, stopped, killed and started again on the same port.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { createServer } from "node:net";
import { homedir } from "node:os";
import { join, resolve } from "node:path";

const ROOT = resolve(import.meta.dirname, "../..");

/** The path of `tailboard`: TAILBOARD_BIN, or where cargo puts it. */
export function executable() {
  const cache = process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache");
  const target = process.env.CARGO_TARGET_DIR ?? join(cache, "tailboard/target");
  const path = process.env.TAILBOARD_BIN ?? join(target, "debug/tailboard");
  if (!existsSync(path)) throw new Error(`${path} is not there: cargo build -p app --features server`);
  return path;
}

/** The environment of every process of a run; nothing of the caller's own database gets in. */
export function environment(extra) {
  const { DATABASE_URL, ...inherited } = process.env;
  return { ...inherited, TAILBOARD_DATA: process.env.E2E_DATA, TAILBOARD_DIST: process.env.TAILBOARD_DIST ?? join(ROOT, "dist"), TAILBOARD_DEV: "1", ...extra };
}

/** The database with the demo organizations that workers copy. */
export const DEMO = "e2e_demo";

/** A port nobody listens on now. */
async function freePort() {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address();
  probe.close();
  await once(probe, "close");
  return port;
}

export class Server {
  #child = null;
  #log = "";

  constructor(database, port, { demo = false, data = process.env.E2E_DATA } = {}) {
    this.database = database;
    this.port = port;
    this.demo = demo;
    this.data = data;
    this.url = `http://127.0.0.1:${port}`;
  }

  /** `data`: a folder of its own, and so a cluster of its own. */
  static async create(database, options) {
    if (process.env.E2E_SERVER) return Server.#running(process.env.E2E_SERVER);
    const server = new Server(database, await freePort(), options);
    await server.start();
    return server;
  }

  /** One that runs already and is left alone: for writing tests quickly. */
  static #running(url) {
    const server = new Server("", Number(new URL(url).port), { demo: true });
    server.start = server.stop = async () => {};
    return server;
  }

  /** What it has printed so far. */
  get log() {
    return this.#log;
  }

  get running() {
    return this.#child !== null;
  }

  /** What its commands and those about its database need. */
  get environment() {
    return environment({ TAILBOARD_DATA: this.data, TAILBOARD_DATABASE: this.database });
  }

  /** Starts it and waits until it says it is ready. */
  async start() {
    if (this.#child) return;
    const env = { ...this.environment, TAILBOARD_LISTEN: `127.0.0.1:${this.port}`, TAILBOARD_PUBLIC_URL: this.url };
    // the demo is loaded once and copied for each worker
    if (this.demo) env.TAILBOARD_DATABASE_TEMPLATE = DEMO;
    const child = spawn(executable(), ["serve"], { env, stdio: ["ignore", "pipe", "pipe"] });
    this.#child = child;
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (data) => (this.#log += data));
    const gone = once(child, "exit").then(([code]) => {
      if (this.#child === child) this.#child = null;
      return code;
    });
    const late = AbortSignal.timeout(60_000);
    for (;;) {
      const answer = await Promise.race([
        fetch(`${this.url}/readyz`, { signal: late }).then((answer) => answer.ok, (error) => (late.aborted ? Promise.reject(error) : false)),
        gone.then((code) => Promise.reject(new Error(`the server ended with ${code}:\n${this.#log}`))),
      ]);
      if (answer) return;
      await new Promise((again) => setTimeout(again, 100));
    }
  }

  /** Stops it as an operator would: it finishes what it does. */
  stop() {
    return this.#end("SIGTERM");
  }

  /** Ends it as a power cut would. */
  kill() {
    return this.#end("SIGKILL");
  }

  async restart() {
    await this.stop();
    await this.start();
  }

  async #end(signal) {
    const child = this.#child;
    if (!child) return;
    const gone = once(child, "exit");
    child.kill(signal);
    const late = setTimeout(() => child.kill("SIGKILL"), 20_000);
    await gone;
    clearTimeout(late);
    this.#child = null;
  }
}
