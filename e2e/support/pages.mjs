// How a page is looked at: opened once, then resized and recoloured in place.
import { test as base, expect } from "./test.mjs";
import { guard } from "./page.mjs";
import * as look from "./look.mjs";
import { PAGES, fill, leadsSomewhere } from "./routes.mjs";
import { World } from "./world.mjs";

export { expect };

/** Whether everything is looked at rather than what a change usually breaks. */
export const LONG = !!process.env.E2E_LONG;

/** From a wall screen to the narrowest phone; the desktop at 200 % below is as wide as a tablet held upright. */
const WIDTHS = [1440, 1920, 1180, 390, 360, 320];
/** The widths at which everything is looked at; at the others what a width can break: the layout. */
const MAIN = [1440, 390];
/** Clients made for a hand, in which a width of 390 px is the first. */
const HANDY = ["field", "portal"];
/** A desktop at 200 % zoom has half its pixels in both directions. */
const ZOOMED = { width: 720, height: 450 };
const THEMES = { field: ["light", "dark", "sun"] };
/** What a status a page is meant to answer, or a request a test refuses, leaves in the console; a fault of the server is neither. */
const REFUSALS = /Failed to load resource(?!: the server responded with a status of 500)/;
const FAULTS = /Failed to load resource/;

export const test = base.extend({
  /** Examples of everything, made once for each worker. */
  world: [
    async ({ own }, use) => {
      await own.start();
      const world = new World(own);
      await use(world);
      await world.close();
    },
    { scope: "worker" },
  ],

  /** Pages that stay open from test to test, by whom they belong to: their client is fetched and compiled once. */
  desks: [
    async ({}, use) => {
      const desks = new Map();
      await use(desks);
      for (const { context } of desks.values()) await context.close();
    },
    { scope: "worker" },
  ],

  /** `await open(caller, options)`: a watched page in which that person is logged in; `failing` if a test answers with faults. */
  open: async ({ person, problems }, use) => {
    problems.expect(REFUSALS);
    await use(async (caller, { failing, ...options } = {}) => {
      if (failing) problems.expect(FAULTS);
      return counted(await person({ ...QUIET, storageState: await caller.cookies(), ...options }));
    });
  },

  /** `await desk(caller)`: the same, in a page that earlier tests may have used; one whose test failed is not used again. */
  desk: async ({ browser, baseURL, problems, desks }, use, info) => {
    problems.expect(REFUSALS);
    const used = [];
    await use(async (caller) => {
      if (!desks.has(caller)) {
        const context = await browser.newContext({ ...QUIET, baseURL, storageState: await caller.cookies() });
        desks.set(caller, { context, guarded: await guard(context), page: counted(await context.newPage()) });
      }
      const desk = desks.get(caller);
      used.push(caller);
      desk.guarded.problems.length = 0;
      problems.watch(desk.guarded);
      return desk.page;
    });
    const wrong = used.flatMap((caller) => desks.get(caller).guarded.problems);
    if (info.status === info.expectedStatus && wrong.length === 0) return;
    for (const caller of new Set(used)) {
      await desks.get(caller).context.close();
      desks.delete(caller);
    }
    expect(wrong, "nothing goes wrong behind the page").toEqual([]);
  },
});

// a worker answers from its store what a test wants to refuse
const QUIET = { serviceWorkers: "block", reducedMotion: "reduce", viewport: { width: 1440, height: 900 } };

/** A page that knows what it waits for from the server. */
function counted(page) {
  page.open = new Set();
  // nothing on a page waits for who else is there, and the last word of one that goes has no end that is told
  const mine = (request) => request.url().includes("/api/v1/") && !/\/api\/v1\/live|\/presence$/.test(request.url());
  page.on("request", (request) => mine(request) && page.open.add(request));
  for (const end of ["requestfinished", "requestfailed"]) page.on(end, (request) => page.open.delete(request));
  return page;
}

/** Waits until a page shows what it has: started, nothing asked for any more, nothing marked as busy. */
export async function settled(page, client) {
  if (client === "public") return page.evaluate(() => document.fonts.ready.then(() => {}));
  await page.waitForFunction(() => "started" in document.documentElement.dataset);
  await expect(async () => {
    expect([...page.open].map((request) => request.url()), "requests under way").toEqual([]);
    const busy = await page.evaluate(() => [...document.querySelectorAll("main [aria-busy=true], .w-opening, .w-skeleton")].filter((e) => e.checkVisibility()).length);
    expect(busy, "parts that are still loading").toBe(0);
    expect([...page.open].map((request) => request.url()), "requests under way").toEqual([]);
  }).toPass({ timeout: 20_000, intervals: [50, 100, 200, 400] });
  await page.evaluate(() => document.fonts.ready.then(() => {}));
}

/**
 * One page at all widths and in all themes; answers what is wrong. Another `status` of a record seen already: the main widths.
 * All rules are asked at the first width and all but the colours at the second; colours there only where something is drawn
 * otherwise than at the first, and in other themes at the width the client is at home at.
 */
export async function visit(world, desk, client, pattern, example, status = false) {
  const path = fill(pattern, example) + (example.query ?? "");
  const page = await desk(example.who ?? (await world.who(client)));
  const notes = new look.Notes(example.note ? `${pattern} (${example.note})` : pattern);
  const note = (where, list) => notes.add(where, list);
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(path);
  await settled(page, client);
  note("everywhere", await look.outline(page));
  note("everywhere", (await look.links(page)).filter((href) => !leadsSomewhere(href)).map((href) => `links to ${href}, which no router knows`));
  for (const width of status ? MAIN : WIDTHS) {
    await page.setViewportSize({ width, height: width > 700 ? 900 : 844 });
    note(`${width} px`, await look.layout(page));
    if (!LONG && !MAIN.includes(width)) continue;
    if (!status) note(`${width} px`, await look.focus(page, LONG ? 80 : 6));
    await look.unroll(page, width);
    if (LONG || width === MAIN[0]) {
      note(`${width} px`, await look.violations(page));
      await look.remember(page);
    } else {
      note(`${width} px`, await look.violations(page, { without: ["color-contrast"] }));
      if (await look.changed(page)) note(`${width} px`, await look.violations(page, { only: ["color-contrast"], within: "[data-changed-look]" }));
    }
    // the colours of a theme are the same at every width
    if (!LONG && (status || (width === 390) !== HANDY.includes(client))) continue;
    for (const theme of (THEMES[client] ?? ["light", "dark"]).slice(1)) {
      await look.wear(page, theme);
      // a theme changes colours and nothing else
      note(`${width} px ${theme}`, await look.violations(page, { only: LONG ? null : ["color-contrast"] }));
    }
    await look.wear(page, "light");
  }
  if (status) return notes.all;
  await page.setViewportSize(ZOOMED);
  note("at 200 %", await look.layout(page));
  note("at 200 %", await look.focus(page, 4));
  await page.evaluate(() => (document.documentElement.dir = "rtl"));
  for (const width of LONG ? WIDTHS : [390]) {
    await page.setViewportSize({ width, height: 844 });
    note(`${width} px from right to left`, await look.layout(page));
    if (LONG) note(`${width} px from right to left`, await look.violations(page));
  }
  return notes.all;
}

/** Goes to another page of the client without starting it again. */
async function step(page, path) {
  await page.evaluate((path) => {
    history.pushState(null, "", path);
    dispatchEvent(new PopStateEvent("popstate", { state: null }));
  }, path);
}

/** What a page asks the server for: all but who one is and what happens live. */
const ASKED = /\/api\/v1\/(?!session|live)/;

/** Answers everything the page asks for from now on with an error of the server. */
function refuse(page) {
  return page.route(ASKED, (route) => route.fulfill(failure));
}

/** Holds what the page asks for from now on, until it is released. */
async function hold(page) {
  let letGo;
  const released = new Promise((done) => (letGo = done));
  await page.route(ASKED, async (route) => {
    await released;
    // a page that went on has taken its question back
    await route.continue().catch(() => {});
  });
  return async () => {
    letGo();
    await page.unroute(ASKED);
    // what was taken back has no end
    page.open.clear();
  };
}

const LIVE = "**/api/v1/live*";

/** Takes the network away from a page whose live stream was never let through: nothing tells it otherwise. */
async function unplug(page) {
  await page.route(/./, (route) => route.abort());
  await page.evaluate(() => dispatchEvent(new Event("offline")));
  await expect(page.getByTestId("sync-pill")).toContainText("Offline");
}

const failure = { status: 500, json: { message: "Something went wrong on our side", code: 500, data: { Internal: { incident: "E2E-0000" } } } };

const NOTHING = "01890000-0000-7000-8000-000000000000";

/** What can be the matter with a page besides all being well. */
export const STATES = [
  { name: "with nothing in them", clients: ["staff", "settings"], who: (world) => world.newcomer(), skip: /[:{]/ },
  { name: "without the right to see them", clients: ["staff", "settings"], who: (world) => world.person("mona@northline.example") },
  { name: "with an address of nothing", clients: ["staff", "settings", "field", "portal", "public"], only: /:id|\{token\}/, parts: () => ({ id: NOTHING, phase: NOTHING, visit: NOTHING, token: "no-such-link" }) },
  { name: "while nothing answers", clients: ["staff", "settings", "portal"], held: true },
  { name: "when every answer is an error", clients: ["staff", "settings", "portal"], failing: true },
  // a crew's device shows what it holds, whatever the server says; without anything it has to say so
  { name: "on a device that holds nothing while nothing answers", clients: ["field"], only: /^\/field$/, cold: true, held: true },
  { name: "on a device that holds nothing when every answer is an error", clients: ["field"], only: /^\/field$/, cold: true, failing: true },
  { name: "on a device without a network", clients: ["field"], only: /^\/field(\/sync|\/jobs\/:id\/phases\/:phase)?$/, unplugged: true },
  { name: "for somebody without work", clients: ["field"], who: (world) => world.newcomer(), only: /^\/field$/ },
  { name: "in a language with longer words", clients: ["staff", "settings", "field", "portal", "public"], pseudo: true },
];

/** All pages in a state; answers what is wrong. */
export async function states(world, open, state) {
  const wrong = [];
  for (const client of state.clients) {
    const pages = PAGES.filter((page) => page.client === client && !state.skip?.test(page.pattern) && (state.only ?? /./).test(page.pattern));
    const page = await open(state.who ? await state.who(world) : await world.who(client), { failing: state.failing, ...(state.pseudo && { locale: "en-XA" }) });
    if (state.pseudo) await page.addInitScript(() => localStorage.setItem("tailboard.locale", "en-XA"));
    const nowhere = fill(PAGES.findLast((page) => page.client === client).pattern, { token: "none", slug: "none" });
    if (state.unplugged) await page.route(LIVE, (route) => route.abort());
    if (client !== "public" && !state.cold) await page.goto(nowhere);
    for (const { pattern } of pages) {
      const [example] = state.parts ? [state.parts()] : await world.examples(client, pattern);
      if (example.who) continue;
      const path = fill(pattern, example) + (example.query ?? "");
      const notes = new look.Notes(pattern);
      let release = null;
      if (client === "public") {
        await page.goto(path);
      } else {
        if (!state.cold) {
          await step(page, nowhere);
          await settled(page, client);
        }
        if (state.failing) await refuse(page);
        if (state.held) release = await hold(page);
        await (state.cold ? page.goto(path) : step(page, path));
      }
      if (state.unplugged) await unplug(page);
      if (!state.held) await settled(page, client);
      else if (!/\.\./.test(pattern)) await expect(page.locator("main").getByText(/\S/).or(page.locator("main [aria-busy=true], main[aria-busy=true]")).first()).toBeVisible();
      await inspect(page, (where, list) => notes.add(where, list), state);
      wrong.push(...notes.all);
      if (state.failing) await page.unroute(ASKED);
      // a page that is gone asks nothing more when the answers come
      if (release) await step(page, nowhere);
      await release?.();
    }
    await page.context().close();
  }
  return wrong;
}

const STATE = "main, .w-toaster, [role=alert], dialog[open]";

async function inspect(page, note, state) {
  if (!state.held) note("everywhere", await look.outline(page));
  for (const width of [1440, 390]) {
    await page.setViewportSize({ width, height: 844 });
    note(`${width} px`, await look.layout(page));
    // longer words change no names and no colours; what stands in a state is the same at every width and in every theme
    if (!LONG && (state.pseudo || width === 1440)) continue;
    await look.unroll(page, width);
    // the frame around a page is looked at with the page itself; a state shows in what it holds and in what is said over it
    note(`${width} px`, await look.violations(page, { within: LONG || state.unplugged ? null : STATE }));
    if (!LONG) continue;
    await look.wear(page, "dark");
    note(`${width} px dark`, await look.violations(page, { only: ["color-contrast"] }));
    await look.wear(page, "light");
  }
}
