// A server with a database cluster of its own, which others do not miss, and what can happen to such a cluster.
import { execFile } from "node:child_process";
import { chmod, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { SmallDisk } from "./disk.mjs";
import { session } from "./drill.mjs";
import { Server, executable } from "./process.mjs";
import { FRESH, World } from "./world.mjs";

const run = promisify(execFile);
const quiet = (seconds) => new Promise((on) => setTimeout(on, seconds * 1000));

export class Cluster {
  constructor(data, disk) {
    Object.assign(this, { data, disk });
  }

  /** Its processes, by its pid file; none while it is down. */
  async processes() {
    const postmaster = (await readFile(join(this.data, "postgres/pgdata/postmaster.pid"), "utf8").catch(() => "")).split("\n")[0];
    if (!postmaster) return [];
    const { stdout } = await run("ps", ["-o", "pid=", "--ppid", postmaster]).catch(() => ({ stdout: "" }));
    return [postmaster, ...stdout.trim().split(/\s+/).filter(Boolean)].map(Number);
  }

  async #signal(name) {
    for (const pid of await this.processes()) {
      try {
        process.kill(pid, name);
      } catch (error) {
        if (error.code !== "ESRCH") throw error;
      }
    }
  }

  kill() {
    return this.#signal("SIGKILL");
  }

  async freeze(seconds) {
    await this.#signal("SIGSTOP");
    await quiet(seconds);
    await this.#signal("SIGCONT");
  }

  /** Ends the sessions of the server, as an operator's pg_terminate_backend does. */
  async endSessions() {
    const [, ...backends] = await this.processes();
    for (const pid of backends) {
      const { stdout } = await run("ps", ["-o", "args=", "-p", String(pid)]).catch(() => ({ stdout: "" }));
      if (!/tailboard_(app|system)/.test(stdout)) continue;
      try {
        process.kill(pid, "SIGTERM");
      } catch (error) {
        if (error.code !== "ESRCH") throw error;
      }
    }
  }
}

/** Lends such a server and its cluster, and the cookie of somebody who may work. `megabytes`: on a disk of that size; `disk` of the cluster is null where that cannot be. */
export async function alone(use, { megabytes } = {}) {
  const data = await mkdtemp(join(tmpdir(), "tailboard-drill-"));
  await chmod(data, 0o755);
  const disk = megabytes ? await SmallDisk.over(data, megabytes) : null;
  let server;
  try {
    server = await Server.create("tailboard", { data });
    // somebody to work is all a drill needs: the demo would take longer than the drill
    const world = new World(server);
    const { email } = await world.newcomer();
    await world.close();
    await use(server, new Cluster(data, disk), await session(server, email, FRESH));
  } finally {
    await disk?.empty();
    await server?.stop();
    if (server) await run(executable(), ["stop"], { env: server.environment });
    await disk?.remove();
    await rm(data, { recursive: true, force: true });
  }
}
