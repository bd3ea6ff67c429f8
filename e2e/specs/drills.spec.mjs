// Fault drills: people work through the API while servers and databases are killed; a history of what each was told is
// judged against what is there in the end. Seconds here; DRILL_SECONDS=300 for the long form.
import { expect, test } from "@playwright/test";
import { alone } from "../support/alone.mjs";
import { alter, answering } from "../support/database.mjs";
import { drill } from "../support/drill.mjs";
import { Server } from "../support/process.mjs";

const SECONDS = Number(process.env.DRILL_SECONDS ?? 8);
/** Seconds the database stands still when it is frozen; in the long form as long as a lock is waited for. */
const FROZEN = SECONDS >= 60 ? 5 : 1;
/** Milliseconds after which writes are accepted again once the database answers; more beside other tests on a busy machine. */
const SOON = SECONDS >= 60 ? 3_000 : 8_000;

test.describe.configure({ timeout: (SECONDS + 120) * 1000 });

const quiet = (seconds) => new Promise((on) => setTimeout(on, seconds * 1000));

test("a server killed every two seconds loses nothing and doubles nothing", async ({}, info) => {
  const server = await Server.create("e2e_drill_one", { demo: true });
  try {
    await drill([server], info, async () => {
      await quiet(2);
      await server.kill();
      await server.start();
    }, { seconds: SECONDS, listeners: 20 });
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
    }, { seconds: SECONDS });
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
  test("killed, its sessions ended and frozen in turn, it loses nothing and doubles nothing", async ({}, info) => {
    await alone(async (server, cluster, cookie) => {
      let slowest = 0;
      const answers = await answering(server);
      await drill([server], info, async (time, history) => {
        await quiet(2);
        if (time % 3 === 1) {
          await cluster.endSessions();
        } else if (time % 3 === 2) {
          await cluster.freeze(FROZEN);
        } else {
          await cluster.kill();
          const killed = performance.now();
          await expect.poll(answers, { message: "the database comes back", timeout: 30_000, intervals: [20] }).toBe(true);
          const up = performance.now();
          // the reply of what was written before may still be on its way when the database dies
          const after = (one) => one.invoke > killed || one.return > up;
          const accepted = () => history.entries.find((one) => one.op === "write" && one.result === "ok" && after(one));
          await expect.poll(accepted, { message: "writes are accepted again", timeout: 10_000, intervals: [20] }).toBeTruthy();
          slowest = Math.max(slowest, accepted().return - up);
        }
      }, { cookie, seconds: SECONDS });
      console.log(`  writes were accepted again ${Math.round(slowest)} ms after the database answered at most`);
      expect(slowest, "milliseconds until writes are accepted again").toBeLessThanOrEqual(SOON);
    });
  });

  test("its disk full again and again, it loses nothing, says when to come back and goes on by itself", async ({}, info) => {
    // room for the cluster and some segments of its log
    await alone(async (server, cluster, cookie) => {
      test.skip(!cluster.disk, "mounting a small disk needs root");
      let slowest = 0;
      const answers = await answering(server);
      await drill([server], info, async (time, history) => {
        await quiet(1);
        await cluster.disk.fill();
        await quiet(1);
        // every other time the log has no room either: the database then dies of it, and its recovery fails
        if (time % 2 === 0) await alter(server, "select pg_switch_wal()").catch(() => {});
        await quiet(1);
        await cluster.disk.empty();
        await expect.poll(answers, { message: "the database comes back", timeout: 30_000, intervals: [20] }).toBe(true);
        const up = performance.now();
        const accepted = () => history.entries.find((one) => one.op === "write" && one.result === "ok" && one.return > up);
        await expect.poll(accepted, { message: "writes are accepted again", timeout: 10_000, intervals: [20] }).toBeTruthy();
        slowest = Math.max(slowest, accepted().return - up);
      }, { cookie, seconds: SECONDS });
      const deaths = server.log.split("the embedded database died").length - 1;
      console.log(`  writes were accepted again ${Math.round(slowest)} ms after the database answered at most; it was started again ${deaths} times`);
      expect(slowest, "milliseconds until writes are accepted again").toBeLessThanOrEqual(SOON);
    }, { megabytes: 224 });
  });
});
