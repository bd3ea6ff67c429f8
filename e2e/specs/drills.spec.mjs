// Fault drills: people work through the API while servers and databases are killed; a history of what each was told is
// judged against what is there in the end. Seconds here; DRILL_SECONDS=300 for the long form.
import { execFile } from "node:child_process";
import { chmod, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "@playwright/test";
import { Drill, session } from "../support/drill.mjs";
import { History, anomalies } from "../support/history.mjs";
import { Server, executable } from "../support/process.mjs";
import { FRESH, World } from "../support/world.mjs";

const run = promisify(execFile);
const SECONDS = Number(process.env.DRILL_SECONDS ?? 8);
const OWNER = "olive@northline.example";
const WRITERS = 8;
const LISTENERS = 10;

test.describe.configure({ timeout: (SECONDS + 120) * 1000 });

/** Lets `WRITERS` people work and `LISTENERS` listen while `disturb` goes on again and again, and judges what they saw. */
async function drill(servers, info, disturb, cookie = null) {
  const history = new History(info.outputPath("history.jsonl"));
  const drill = new Drill(servers, cookie ?? (await session(servers[0], OWNER)), history);
  const streams = Array.from({ length: LISTENERS }, (_, n) => drill.listen(`s${n}`));
  await expect.poll(() => Object.keys(drill.heard ?? {}).length, "everybody listens").toBe(LISTENERS);
  const writers = Array.from({ length: WRITERS }, (_, n) => drill.write(`w${n}`, () => new Promise((on) => setTimeout(on, 20))));
  const until = performance.now() + SECONDS * 1000;
  let disturbed = 0;
  while (performance.now() < until) {
    await disturb(disturbed);
    disturbed += 1;
  }
  drill.finish();
  await Promise.all(writers);

  const { effects, whole } = await drill.truth(servers[0]);
  const ids = new Map(history.entries.filter((one) => one.op === "write" && one.result === "ok").map((one) => [one.id, one.key]));
  // streams are told of records by id
  const heard = () => new Set(history.entries.filter((one) => one.op === "live" && one.key).map((one) => `${one.client} ${one.key}`));
  await expect
    .poll(() => [...ids.keys()].filter((id) => Array.from({ length: LISTENERS }, (_, n) => `s${n} ${id}`).some((one) => !heard().has(one))).length, { message: "every stream converges", timeout: 20_000 })
    .toBe(0);
  drill.hangUp();
  await Promise.all(streams);

  const told = history.entries.map((one) => (one.op === "live" && one.key ? { ...one, key: ids.get(one.key) ?? one.key } : one));
  expect(anomalies(told, { effects, whole })).toEqual([]);
  const acknowledged = ids.size;
  expect(acknowledged, "people got work done meanwhile").toBeGreaterThan(disturbed * 2);
  const unanswered = history.entries.filter((one) => one.result === "unknown").length;
  info.annotations.push({ type: "figures", description: `${disturbed} faults in ${SECONDS} s, ${acknowledged} acknowledged writes, ${unanswered} unanswered attempts, 0 lost, 0 doubled` });
  console.log(`  ${info.title}: ${info.annotations.at(-1).description}`);
}

const quiet = (seconds) => new Promise((on) => setTimeout(on, seconds * 1000));

test("a server killed every two seconds loses nothing and doubles nothing", async ({}, info) => {
  const server = await Server.create("e2e_drill_one", { demo: true });
  try {
    await drill([server], info, async () => {
      await quiet(2);
      await server.kill();
      await server.start();
    });
  } finally {
    await server.stop();
  }
});

test("three servers on one database hold together while one of them is killed", async ({}, info) => {
  const servers = [];
  for (let n = 0; n < 3; n += 1) servers.push(await Server.create("e2e_drill_three", { demo: true }));
  try {
    await drill(servers, info, async (time) => {
      const victim = servers[time % servers.length];
      await quiet(1.5);
      await victim.kill();
      await quiet(1);
      await victim.start();
    });
    // what one process counts, the others know: the guesses of one visitor, spread over all of them
    const answers = [];
    for (let guess = 0; guess < 12; guess += 1) {
      const { url } = servers[guess % servers.length];
      const body = new URLSearchParams({ email: "ana@northline.example", password: "not the password", next: "" });
      const answer = await fetch(`${url}/login`, { method: "POST", redirect: "manual", headers: { "content-type": "application/x-www-form-urlencoded", origin: url }, body });
      answers.push(answer.status);
    }
    expect(answers.at(-1), `the login is locked in all processes: ${answers}`).toBe(429);
  } finally {
    await Promise.all(servers.map((server) => server.stop()));
  }
});

test.describe("the database", () => {
  /** A server with a cluster of its own, which others do not miss. */
  async function alone(use) {
    const data = await mkdtemp(join(tmpdir(), "tailboard-drill-"));
    await chmod(data, 0o755);
    const server = await Server.create("tailboard", { data });
    try {
      // somebody to work is all a drill needs: the demo would take longer than the drill
      const world = new World(server);
      const { email } = await world.newcomer();
      await world.close();
      await use(server, data, await session(server, email, FRESH));
    } finally {
      await server.stop();
      await run(executable(), ["stop"], { env: server.environment });
      await rm(data, { recursive: true, force: true });
    }
  }

  /** All processes of the cluster, by its pid file. */
  async function processes(data) {
    const postmaster = (await readFile(join(data, "postgres/pgdata/postmaster.pid"), "utf8")).split("\n")[0];
    const { stdout } = await run("ps", ["-o", "pid=", "--ppid", postmaster]).catch(() => ({ stdout: "" }));
    return [postmaster, ...stdout.trim().split(/\s+/).filter(Boolean)].map(Number);
  }

  async function signal(data, name) {
    for (const pid of await processes(data)) {
      try {
        process.kill(pid, name);
      } catch (error) {
        if (error.code !== "ESRCH") throw error;
      }
    }
  }

  test("killed, its sessions ended and frozen in turn, it loses nothing and doubles nothing", async ({}, info) => {
    await alone(async (server, data, cookie) => {
      let slowest = 0;
      await drill([server], info, async (time) => {
        await quiet(2);
        if (time % 3 === 1) {
          const [, ...backends] = await processes(data);
          for (const pid of backends) {
            const { stdout } = await run("ps", ["-o", "args=", "-p", String(pid)]).catch(() => ({ stdout: "" }));
            if (/tailboard_(app|system)/.test(stdout)) process.kill(pid, "SIGTERM");
          }
        } else if (time % 3 === 2) {
          await signal(data, "SIGSTOP");
          await quiet(1);
          await signal(data, "SIGCONT");
        } else {
          await signal(data, "SIGKILL");
          const began = performance.now();
          await expect.poll(() => fetch(`${server.url}/readyz`).then((answer) => answer.ok, () => false), { timeout: 30_000, intervals: [50] }).toBe(true);
          slowest = Math.max(slowest, performance.now() - began);
        }
      }, cookie);
      console.log(`  slowest return after a kill: ${Math.round(slowest)} ms`);
    });
  });
});
