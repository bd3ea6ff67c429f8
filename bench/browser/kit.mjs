// What the measurements in a browser share: the browser, profiles that are logged in, throttling, figures. The server, and
// tokens of sessions, come from the environment; see bench/src/browser.rs.
import { chromium } from "../../e2e/node_modules/@playwright/test/index.mjs";

export const { BENCH_URL: base, BENCH_TOKEN: token, BENCH_OTHER: other, BENCH_DRIVER: driver, BENCH_BOARD: crowded, BENCH_ONLY: only = "" } = process.env;
export const field = JSON.parse(process.env.BENCH_FIELD || "null");
export const wanted = only.split(",").filter(Boolean).map((bar) => bar.toUpperCase());
export const ROUNDS = 5;
export const PHONE = { viewport: { width: 390, height: 844 } };

const sorted = (list) => [...list].sort((a, b) => a - b);
export const at = (list, q) => sorted(list)[Math.min(list.length - 1, Math.ceil(list.length * q) - 1)] ?? NaN;
export const median = (list) => at(list, 0.5);
export const emit = (line) => console.log(JSON.stringify(line));

/** A figure that may be at most `goal`; `data` says what it was measured on where that is not the dataset as a whole. */
export function figure(bar, about, kind, value, unit, goal = null, note = "", data = "") {
  if (!Number.isFinite(value)) return emit({ skipped: `${bar}: ${about} gave no number` });
  emit({ bar, about, kind, value: Math.round(value * 100) / 100, unit, goal, at_least: false, note, data });
}

export const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});

/** A fresh profile, logged in with a token; nothing is cached. */
export async function profile(session, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: "en-CA", ...options });
  if (session) await context.addCookies([{ name: "tailboard", value: session, url: base, httpOnly: true, sameSite: "Lax" }]);
  await context.addInitScript(() => {
    window.seen = { lcp: 0, cls: 0, long: [], cpu: 0 };
    new PerformanceObserver((list) => list.getEntries().forEach((e) => (window.seen.lcp = e.startTime))).observe({ type: "largest-contentful-paint", buffered: true });
    new PerformanceObserver((list) => list.getEntries().forEach((e) => e.hadRecentInput || (window.seen.cls += e.value))).observe({ type: "layout-shift", buffered: true });
    new PerformanceObserver((list) => list.getEntries().forEach((e) => window.seen.long.push([e.startTime, e.duration]))).observe({ type: "longtask", buffered: true });
    // when something is pressed, and when a frame shows another value of what `look` reads, in milliseconds of the epoch
    window.pressed = (kind) => new Promise((done) => addEventListener(kind, (e) => done(performance.timeOrigin + e.timeStamp), { capture: true, once: true }));
    window.changed = (look, patience = 5000) =>
      new Promise((done, failed) => {
        const before = look();
        const watch = new MutationObserver(() => {
          if (look() === before) return;
          watch.disconnect();
          requestAnimationFrame(() => setTimeout(() => done(performance.timeOrigin + performance.now())));
        });
        watch.observe(document, { childList: true, subtree: true, attributes: true, characterData: true });
        setTimeout(() => {
          watch.disconnect();
          failed(new Error(`what was shown stayed "${before}"`));
        }, patience);
      });
  });
  return context;
}

/** Notes of every interaction in the pages of a context how long it took until the next frame (Event Timing). */
export function timeInteractions(context) {
  return context.addInitScript(() => {
    const seen = (window.interactions = { count: 0, taken: new Map() });
    for (const kind of ["pointerdown", "keydown"]) addEventListener(kind, (e) => e.isTrusted && !e.repeat && seen.count++, { capture: true });
    const named = (at) => at?.closest?.("[data-testid]")?.dataset.testid ?? at?.id ?? at?.tagName?.toLowerCase() ?? "something gone";
    new PerformanceObserver((list) => {
      for (const e of list.getEntries()) {
        if (!e.interactionId || (seen.taken.get(e.interactionId)?.took ?? 0) >= e.duration) continue;
        seen.taken.set(e.interactionId, { took: e.duration, what: `${e.name} on ${named(e.target)}` });
      }
    }).observe({ type: "event", durationThreshold: 16, buffered: true });
  });
}

/** What `timeInteractions` noted in a page. The browser reports none below 16 ms: those count as 16. */
export async function interactions(page) {
  const { count, taken } = await page.evaluate(async () => {
    // the last one is reported once its frame is there
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => requestIdleCallback(done, { timeout: 2000 }))));
    return { count: window.interactions.count, taken: [...window.interactions.taken.values()] };
  });
  const quick = Math.max(0, count - taken.length);
  return [...taken, ...Array.from({ length: quick }, () => ({ took: 16, what: "" }))];
}

/** The slowest of some interactions, in words. */
export function slowest(all) {
  const one = all.reduce((a, b) => (b.took > a.took ? b : a), { took: 0, what: "none" });
  return `${one.what} ${one.took} ms`;
}

/** The app's own worker rules the page: from now on it starts without a network. */
export function installed(page) {
  return page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    if (!navigator.serviceWorker.controller) await new Promise((ruled) => navigator.serviceWorker.addEventListener("controllerchange", ruled, { once: true }));
  });
}

/** What was asked of a page before stands there. */
export const standing = (...pages) => Promise.all(pages.map((page) => page.evaluate(() => 0)));

export async function slow(page, { network = true, cpu = 4 } = {}) {
  const cdp = await page.context().newCDPSession(page);
  if (network) {
    await cdp.send("Network.enable");
    await cdp.send("Network.emulateNetworkConditions", { offline: false, latency: 150, downloadThroughput: (1.6 * 1024 * 1024) / 8, uploadThroughput: (750 * 1024) / 8 });
  }
  await cdp.send("Emulation.setCPUThrottlingRate", { rate: cpu });
  return cdp;
}

/** Bytes over the wire, headers included. */
async function weigh(page) {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("Network.enable");
  const weight = { bytes: 0, requests: 0, encodings: new Set() };
  cdp.on("Network.loadingFinished", (e) => ((weight.bytes += e.encodedDataLength), weight.requests++));
  cdp.on("Network.responseReceived", (e) => weight.encodings.add(e.response.headers["content-encoding"] ?? "none"));
  return weight;
}

/** One load of a page: bytes, LCP, blocking time, layout shift, and when `usable` could be seen. */
async function load(session, path, usable, { throttled = true, viewport } = {}) {
  const context = await profile(session, viewport ? { viewport } : {});
  const page = await context.newPage();
  const weight = await weigh(page);
  if (throttled) await slow(page);
  await page.goto(base + path, { waitUntil: "commit" });
  await page.locator(usable).first().waitFor({ state: "visible", timeout: 60_000 });
  const ready = await page.evaluate(() => performance.now());
  // the largest paint is reported a frame later, and what loads after the list belongs to the visit
  await page.waitForLoadState("load");
  const quiet = await page.evaluate(async () => {
    await new Promise((done) => requestIdleCallback(done, { timeout: 3000 }));
    const blocked = window.seen.long.reduce((sum, [, took]) => sum + Math.max(0, took - 50), 0);
    return { lcp: window.seen.lcp, cls: window.seen.cls, tbt: blocked };
  });
  const seen = { ...quiet, ready, kib: weight.bytes / 1024, requests: weight.requests, encodings: [...weight.encodings].join("/") };
  await context.close();
  return seen;
}

export async function visits(session, path, usable, options) {
  const all = [];
  for (let round = 0; round < ROUNDS; round++) all.push(await load(session, path, usable, options));
  const of = (key) => median(all.map((visit) => visit[key]));
  return { kib: of("kib"), lcp: of("lcp"), tbt: of("tbt"), cls: of("cls"), ready: of("ready"), requests: of("requests"), encodings: all[0].encodings };
}

export async function api(session, method, path, body) {
  const headers = { cookie: `tailboard=${session}`, "x-request-client": "bench", "content-type": "application/json", "idempotency-key": crypto.randomUUID() };
  const answer = await fetch(base + path, { method, headers, body: body && JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${(await answer.text()).slice(0, 200)}`);
  return answer.json();
}

/** A draft of a quote, made by the API. */
export async function draftQuote() {
  const lead = await api(token, "POST", "/api/v1/leads", {
    name: "Page Weight", company: null, email: `weight${Date.now()}@bench.example`, phone: null, source: "phone", urgency: "medium", service_line: "moving",
    wanted_on: new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10), origin: "12 Oak Street, Vancouver", destination: "9 Main Street, Calgary",
    passengers: null, vehicle_type: null, value_cents: null, notes: "", owner: null, stage: null,
  });
  return api(token, "POST", `/api/v1/leads/${lead.id ?? lead.row.id}/quote`, {});
}

/** A quote that waits for its answer; the path of its public page. */
export async function publicQuote() {
  const quote = await draftQuote();
  const sent = await api(token, "POST", `/api/v1/quotes/${quote.id}/sending`, { version: quote.version, total_cents: quote.priced.total_cents, email: "weight@bench.example", pin: "", message: "" });
  return new URL(sent.link).pathname;
}

/** Cards of the board that may go to and fro between its first two stages. */
export async function cards() {
  const board = await api(token, "GET", "/api/v1/board");
  const [first, second] = board.columns;
  return { first: first.stage, second: second.stage, cards: first.cards };
}

export const move = (card, stage) => ({
  version: card.version, stage, below: null, wip_reason: "Bench", lost_reason: null, lost_note: null, wanted_on: null, origin: null, destination: null,
  passengers: null, value_cents: null, email: null, phone: null,
});

export const CARD = "li[data-lead] article";
export const ROWS = "table tbody tr";
