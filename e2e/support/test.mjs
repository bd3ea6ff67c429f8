// What specs import: Playwright's test with a server, its mailbox and the guards.
//
//   import { test, expect } from "../support/test.mjs";
//   test.use({ demo: true });                       // start with the demo organizations
//   test("…@phone", async ({ page, server, mailbox, axe, problems }) => { … });
//
// The network goes away by `server.stop()` or `server.kill()` and comes back by `server.start()`.
import { basename } from "node:path";
import { test as base, expect } from "@playwright/test";
import { Mailbox } from "./mailbox.mjs";
import { accessible, guard } from "./page.mjs";
import { Server } from "./process.mjs";

// What a browser says of a server that is gone; a test that stops it does so on purpose.
const OFFLINE = /ERR_CONNECTION_REFUSED|ERR_CONNECTION_RESET|ERR_EMPTY_RESPONSE|ERR_INCOMPLETE_CHUNKED_ENCODING|ERR_SOCKET_NOT_CONNECTED|Failed to fetch|NetworkError/;

/**
 * Rooms whose journeys walk with the app's own worker, which keeps a client on the device: whatever starts or goes on
 * without a network, the customer's portal, and the story through all clients. Elsewhere in the office it would only fetch
 * and keep all of the client a second time for each browser of each test.
 */
const WORKERS =
  /^(chaos|device|drills|field|former|identity|killed|lossy|media|portal|replay|start|story|tabs|truth|typed-on|visit-queue|visits)\.spec\.mjs$/;

/** What went wrong behind the pages of one test. */
class Problems {
  watches = [];
  allowed = [];

  /** Lets a test provoke what the pattern tells of. */
  expect(pattern) {
    this.allowed.push(pattern);
    this.watches.forEach((watch) => watch.expect(pattern));
  }

  /** Another context to be asked at the end. */
  watch(guarded) {
    this.allowed.forEach((pattern) => guarded.expect(pattern));
    this.watches.push(guarded);
  }
}

export const test = base.extend({
  /** Whether the server starts with demo data. */
  demo: [false, { option: true, scope: "worker" }],

  /** One server per worker, on its own database. */
  own: [
    async ({ demo }, use, info) => {
      const server = await Server.create(`e2e_${info.project.name}_${info.workerIndex}`, { demo });
      await use(server);
      await server.stop();
    },
    { scope: "worker", timeout: 120_000 },
  ],

  /** The worker's server, running whatever the test before did to it. */
  server: async ({ own }, use, info) => {
    await own.start();
    const from = own.log.length;
    await use(own);
    await own.start();
    if (info.status !== info.expectedStatus) await info.attach("server.log", { body: own.log.slice(from), contentType: "text/plain" });
  },

  baseURL: async ({ own }, use) => use(own.url),

  /** In the long form the app's worker is there in every journey. */
  serviceWorkers: async ({}, use, info) => use(process.env.E2E_LONG || WORKERS.test(basename(info.file)) ? "allow" : "block"),

  mailbox: async ({ server }, use) => use(new Mailbox(server)),

  /** Console errors, breaches of the policy and foreign requests so far; `problems.expect(/…/)` allows one. */
  problems: async ({}, use) => use(new Problems()),

  context: async ({ context, server, problems, serviceWorkers }, use) => {
    await watch(context, problems, serviceWorkers);
    await use(context);
    settle(problems, server);
  },

  /** Another person's browser, watched like the first: `await person()` gives a page. */
  person: async ({ browser, contextOptions, baseURL, problems, serviceWorkers, context: _first }, use) => {
    const contexts = [];
    await use(async (options = {}) => {
      const context = await browser.newContext({ ...contextOptions, baseURL, locale: "en-CA", timezoneId: "America/Toronto", ...options });
      contexts.push(context);
      await watch(context, problems, options.serviceWorkers ?? serviceWorkers);
      return context.newPage();
    });
    for (const context of contexts) await context.close();
  },

  /** `await axe(page)`: no violation, no sideways scrolling. */
  axe: async ({}, use) => use(accessible),
});

async function watch(context, problems, serviceWorkers) {
  const guarded = await guard(context, { uncached: serviceWorkers === "allow" });
  guarded.expect(OFFLINE);
  problems.watch(guarded);
}

function settle(problems) {
  expect(problems.watches.flatMap((watch) => watch.problems), "nothing goes wrong behind the page").toEqual([]);
}

export { expect };
