// Chaos (R12): everything at once, for CHAOS_MINUTES (`make chaos`): the server and its database killed, frozen, short of
// disk, sessions ended, the network cut. People try again as clients do; 99 of 100 steps succeed and nothing is wrong.
import { expect, test } from "@playwright/test";
import { alone } from "../support/alone.mjs";
import { drill } from "../support/drill.mjs";
import { Proxy } from "../support/proxy.mjs";

const MINUTES = Number(process.env.CHAOS_MINUTES ?? 0);
/** How long somebody tries before giving a step up, in milliseconds. */
const PATIENCE = 20_000;
const quiet = (seconds) => new Promise((on) => setTimeout(on, seconds * 1000));

/** Starts the server as what keeps services up does: again when it gave up, since its database may be down just then. */
async function keptUp(server, note) {
  for (;;) {
    try {
      return await server.start();
    } catch (error) {
      if (server.running) throw error;
      note("start given up");
    }
  }
}

/** One round of about twenty seconds, in which each thing happens while the others do. */
async function round(time, server, cluster, proxy, counts) {
  const note = (what) => (counts[what] = (counts[what] ?? 0) + 1);
  const servers = async () => {
    for (const wait of [4, 7]) {
      await quiet(wait);
      note("server killed");
      await server.kill();
      await keptUp(server, note);
    }
  };
  const databases = async () => {
    const full = async () => {
      await cluster.disk.fill();
      await quiet(2);
      await cluster.disk.empty();
    };
    const faults = [
      ["database killed", () => cluster.kill()],
      ["sessions ended", () => cluster.endSessions()],
      ["database frozen", () => cluster.freeze(1)],
      ...(cluster.disk ? [["disk full", full]] : []),
    ];
    for (let n = 0; n < 3; n += 1) {
      await quiet(4);
      const [what, happens] = faults[(time * 3 + n) % faults.length];
      note(what);
      await happens();
    }
  };
  const networks = async () => {
    for (let n = 0; n < 10; n += 1) {
      await quiet(1.2);
      if (n % 5 === 4) {
        note("network away");
        proxy.down();
        await quiet(1);
        proxy.up();
      } else if (n % 5 === 2) {
        note("network silent");
        proxy.hold();
        await quiet(0.7);
        proxy.release();
      } else {
        note("network cut");
        proxy.cut();
      }
    }
  };
  await Promise.all([servers(), databases(), networks()]);
}

if (MINUTES) {
  test.describe.configure({ timeout: (MINUTES + 5) * 60_000, retries: 0 });

  test("everything at once: ninety-nine of a hundred steps succeed, nothing is lost, doubled or wrong", async ({}, info) => {
    await alone(async (server, cluster, cookie) => {
      const proxy = await Proxy.before(server);
      const counts = {};
      try {
        const people = { cookie, home: server, seconds: MINUTES * 60, listeners: 4, pause: 300, patience: PATIENCE, timeout: 5_000 };
        const { steps } = await drill([proxy], info, (time) => round(time, server, cluster, proxy, counts), people);
        const share = (steps.done / (steps.done + steps.givenUp)) * 100;
        console.log(`  ${Object.entries(counts).map(([what, times]) => `${what} ${times}`).join(", ")}`);
        console.log(`  R12: ${steps.done} of ${steps.done + steps.givenUp} steps succeeded within ${PATIENCE / 1000} s: ${share.toFixed(2)} %`);
        expect(share).toBeGreaterThanOrEqual(99);
      } finally {
        await proxy.close();
      }
    }, { megabytes: 1024 });
  });
}
