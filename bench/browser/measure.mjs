// The W bars in Debian's Chromium, one JSON line for each figure. The server, and tokens of sessions, come from the
// environment; see bench/src/browser.rs. Throttled points apply what Lighthouse simulates: 1.6 Mbit/s, 150 ms, 4x CPU.
import { readFileSync } from "node:fs";
import { chromium } from "../../e2e/node_modules/@playwright/test/index.mjs";

const { BENCH_URL: base, BENCH_TOKEN: token, BENCH_OTHER: other, BENCH_ONLY: only = "" } = process.env;
const field = JSON.parse(process.env.BENCH_FIELD || "null");
const wanted = only.split(",").filter(Boolean).map((bar) => bar.toUpperCase());
const ROUNDS = 5;

const sorted = (list) => [...list].sort((a, b) => a - b);
const at = (list, q) => sorted(list)[Math.min(list.length - 1, Math.ceil(list.length * q) - 1)] ?? NaN;
const median = (list) => at(list, 0.5);
const emit = (line) => console.log(JSON.stringify(line));

function figure(bar, about, kind, value, unit, goal = null, note = "", atLeast = false) {
  if (!Number.isFinite(value)) return emit({ skipped: `${bar}: ${about} gave no number` });
  emit({ bar, about, kind, value: Math.round(value * 100) / 100, unit, goal, at_least: atLeast, note });
}

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});

/** A fresh profile, logged in with a token; nothing is cached. */
async function profile(session, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: "en-CA", ...options });
  if (session) await context.addCookies([{ name: "tailboard", value: session, url: base, httpOnly: true, sameSite: "Lax" }]);
  await context.addInitScript(() => {
    window.seen = { lcp: 0, cls: 0, long: [], cpu: 0 };
    new PerformanceObserver((list) => list.getEntries().forEach((e) => (window.seen.lcp = e.startTime))).observe({ type: "largest-contentful-paint", buffered: true });
    new PerformanceObserver((list) => list.getEntries().forEach((e) => e.hadRecentInput || (window.seen.cls += e.value))).observe({ type: "layout-shift", buffered: true });
    new PerformanceObserver((list) => list.getEntries().forEach((e) => window.seen.long.push([e.startTime, e.duration]))).observe({ type: "longtask", buffered: true });
  });
  return context;
}

async function slow(page, { network = true, cpu = 4 } = {}) {
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

async function visits(session, path, usable, options) {
  const all = [];
  for (let round = 0; round < ROUNDS; round++) all.push(await load(session, path, usable, options));
  const of = (key) => median(all.map((visit) => visit[key]));
  return { kib: of("kib"), lcp: of("lcp"), tbt: of("tbt"), cls: of("cls"), ready: of("ready"), requests: of("requests"), encodings: all[0].encodings };
}

async function api(session, method, path, body) {
  const headers = { cookie: `tailboard=${session}`, "x-request-client": "bench", "content-type": "application/json", "idempotency-key": crypto.randomUUID() };
  const answer = await fetch(base + path, { method, headers, body: body && JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${(await answer.text()).slice(0, 200)}`);
  return answer.json();
}

/** A quote that waits for its answer, made by the API; the path of its public page. */
async function publicQuote() {
  const lead = await api(token, "POST", "/api/v1/leads", {
    name: "Page Weight", company: null, email: `weight${Date.now()}@bench.example`, phone: null, source: "phone", urgency: "medium", service_line: "moving",
    wanted_on: new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10), origin: "12 Oak Street, Vancouver", destination: "9 Main Street, Calgary",
    passengers: null, vehicle_type: null, value_cents: null, notes: "", owner: null, stage: null,
  });
  const quote = await api(token, "POST", `/api/v1/leads/${lead.id ?? lead.row.id}/quote`, {});
  const sent = await api(token, "POST", `/api/v1/quotes/${quote.id}/sending`, { version: quote.version, email: "weight@bench.example", pin: "", message: "" });
  return new URL(sent.link).pathname;
}

/** Cards of the board that may go to and fro between its first two stages. */
async function cards() {
  const board = await api(token, "GET", "/api/v1/board");
  const [first, second] = board.columns;
  return { first: first.stage, second: second.stage, cards: first.cards };
}

const move = (card, stage) => ({
  version: card.version, stage, below: null, wip_reason: "Bench", lost_reason: null, lost_note: null, wanted_on: null, origin: null, destination: null,
  passengers: null, value_cents: null, email: null, phone: null,
});

const CARD = "li[data-lead] article";
const ROWS = "table tbody tr";

const bars = {
  async W1() {
    for (const [key, name, path] of [["a", "login", "/login"], ["b", "public quote", await publicQuote()], ["c", "portal login", "/portal/login"]]) {
      const v = await visits(null, path, "h1");
      figure(`W1${key}`, `${name}: first load`, "size", v.kib, "KiB", 60, `${v.requests} requests, ${v.encodings}`);
      figure(`W1${key}.lcp`, `${name}: largest paint, throttled`, "time", v.lcp, "ms", 1500, `blocked ${Math.round(v.tbt)} ms`);
      figure(`W1${key}.cls`, `${name}: layout shift`, "count", v.cls, "", 0.01);
    }
  },
  async W2() {
    const v = await visits(token, "/app/leads", ROWS);
    figure("W2", "staff app, first load to usable list", "size", v.kib, "KiB", 640, `${v.requests} requests, ${v.encodings}`);
    figure("W2.lcp", "staff app: largest paint, throttled", "time", v.lcp, "ms", 3000, `list usable after ${Math.round(v.ready)} ms`);
    figure("W2.tbt", "staff app: main thread blocked, throttled", "time", v.tbt, "ms", 300);
  },
  async W3() {
    const v = await visits(field?.token ?? token, "/field", "h1", { viewport: { width: 390, height: 844 } });
    figure("W3", "field app, first load", "size", v.kib, "KiB", 450, `${v.requests} requests, ${v.encodings}`);
    figure("W3.lcp", "field app: largest paint, throttled", "time", v.lcp, "ms", 2800, `usable after ${Math.round(v.ready)} ms`);
  },
  async W4() {
    const context = await profile(field?.token ?? token, { viewport: { width: 390, height: 844 } });
    const page = await context.newPage();
    await page.goto(`${base}/field`);
    await page.locator("h1").first().waitFor();
    await page.evaluate(async () => {
      await navigator.serviceWorker.ready;
      if (!navigator.serviceWorker.controller) await new Promise((ruled) => navigator.serviceWorker.addEventListener("controllerchange", ruled, { once: true }));
    });
    // the worker has stored all it starts from
    await page.reload();
    await page.locator("h1").first().waitFor();
    await slow(page, { network: false });
    const run = async () => {
      const times = [];
      for (let round = 0; round < ROUNDS; round++) {
        await page.goto(`${base}/field`, { waitUntil: "commit" });
        await page.locator("h1").first().waitFor();
        times.push(await page.evaluate(() => performance.now()));
      }
      return median(times);
    };
    figure("W4", "field app, second visit at 4x CPU, until usable", "time", await run(), "ms", 1000);
    await context.setOffline(true);
    figure("W4b", "field app, offline start at 4x CPU, until usable", "time", await run(), "ms", 1000);
    await context.close();
  },
  async W5() {
    const context = await profile(token);
    const page = await context.newPage();
    await page.goto(`${base}/app/pipeline`);
    await page.locator(CARD).first().waitFor();
    const { cards: list } = await cards();
    const run = async (goal, bar, about) => {
      const times = [];
      for (let n = 0; n < 24; n++) {
        const id = list[n % Math.min(list.length, 6)].id;
        // from the key to the frame that shows the card elsewhere
        const painted = page.evaluate((id) => new Promise((done) => {
          let began = 0;
          addEventListener("keydown", (e) => e.shiftKey && e.key.startsWith("Arrow") && (began ||= e.timeStamp), { capture: true });
          const place = () => document.getElementById(`card-${id}`)?.closest("ul,ol")?.getBoundingClientRect().x;
          const before = place();
          const watch = new MutationObserver(() => {
            const now = place();
            if (!began || now === undefined || now === before) return;
            watch.disconnect();
            requestAnimationFrame(() => setTimeout(() => done(performance.now() - began)));
          });
          watch.observe(document.body, { childList: true, subtree: true });
          document.getElementById(`card-${id}`).focus();
        }), id);
        await page.locator(`#card-${id}`).focus();
        const column = await page.locator(`#card-${id}`).evaluate((card) => card.getBoundingClientRect().x);
        await page.keyboard.press(column < 500 ? "Shift+ArrowRight" : "Shift+ArrowLeft");
        const dialog = page.getByRole("dialog");
        const outcome = await Promise.race([painted, dialog.waitFor({ timeout: 3000 }).then(() => "asked", () => "none")]);
        if (typeof outcome === "number") times.push(outcome);
        else if (outcome === "asked") await page.keyboard.press("Escape");
      }
      figure(bar, `${about}, p95`, "time", at(times, 0.95), "ms", goal, `median ${median(times)?.toFixed(1)} ms of ${times.length}`);
    };
    await run(33, "W5", "a key moves a card: key to paint");
    const cdp = await slow(page, { network: false });
    await run(100, "W5b", "a key moves a card: key to paint at 4x CPU");
    await cdp.send("Emulation.setCPUThrottlingRate", { rate: 1 });
    await context.close();
  },
  async W7() {
    const context = await profile(token);
    const page = await context.newPage();
    await page.goto(`${base}/app/pipeline`);
    await page.locator(CARD).first().waitFor();
    await page.waitForFunction(() => performance.now() > 2500);
    const { cards: list, second } = await cards();
    const times = [];
    for (const card of list.slice(0, 20)) {
      const painted = page.evaluate((id) => new Promise((done, failed) => {
        const place = () => document.getElementById(`card-${id}`)?.closest("ul,ol")?.getBoundingClientRect().x;
        const before = place();
        const watch = new MutationObserver(() => {
          if (place() === before) return;
          watch.disconnect();
          requestAnimationFrame(() => setTimeout(() => done(performance.timeOrigin + performance.now())));
        });
        watch.observe(document.body, { childList: true, subtree: true });
        setTimeout(() => failed(new Error("the change was not shown")), 5000);
      }), card.id);
      painted.catch(() => {});
      // the observer stands before the write
      await page.evaluate(() => 0);
      const began = performance.timeOrigin + performance.now();
      await api(other, "POST", `/api/v1/leads/${card.id}/move`, move(card, second.id));
      times.push((await painted) - began);
    }
    figure("W7", "another's move to paint, p95", "time", at(times, 0.95), "ms", 150, `median ${median(times).toFixed(0)} ms of ${times.length}`);
    figure("W7b", "another's move to paint, p99", "time", at(times, 0.99), "ms", 300);
    await context.close();
  },
  async W9() {
    const context = await profile(token);
    const page = await context.newPage();
    const cdp = await context.newCDPSession(page);
    const board = await api(token, "GET", "/api/v1/board");
    const count = board.columns.reduce((sum, column) => sum + (["converted", "lost"].includes(column.stage.status) ? 0 : column.count), 0);
    const paints = [];
    for (let round = 0; round < ROUNDS; round++) {
      const answered = page.waitForResponse((r) => r.url().includes("/api/v1/board"));
      await page.goto(`${base}/app/pipeline`, { waitUntil: "commit" });
      await (await answered).finished();
      const data = performance.now();
      await page.locator(CARD).first().waitFor();
      paints.push(performance.now() - data);
    }
    figure("W9", "board: data there to first cards", "time", median(paints), "ms", 120, `${count} open leads`);
    const nodes = await page.evaluate(() => document.querySelectorAll("*").length);
    figure("W9b", "board: nodes of the page", "count", nodes, "", 1500, `${count} open leads`);
    const frames = await page.evaluate(async () => {
      const box = [...document.querySelectorAll("*")].find((e) => e.scrollHeight > e.clientHeight + 200 && getComputedStyle(e).overflowY.match(/auto|scroll/)) ?? document.scrollingElement;
      const gaps = [];
      let last = 0;
      await new Promise((done) => {
        const step = (now) => {
          if (last) gaps.push(now - last);
          last = now;
          box.scrollTop += 40;
          if (gaps.length < 90) requestAnimationFrame(step); else done();
        };
        requestAnimationFrame(step);
      });
      return gaps;
    });
    figure("W9c", "board: frame while scrolling, p95", "time", at(frames, 0.95), "ms", 20);
    await cdp.send("HeapProfiler.enable");
    await cdp.send("HeapProfiler.collectGarbage");
    const { usedSize } = await cdp.send("Runtime.getHeapUsage");
    const wasm = await page.evaluate(() => performance.memory?.usedJSHeapSize ?? 0);
    figure("W9d", "board: heap of scripts", "size", Math.max(usedSize, wasm) / 1048576, "MB", 60);
    await context.close();
  },
  async W11() {
    const v = await visits(token, "/app/leads", ROWS, { throttled: false });
    figure("W11", "leads page, cold, unthrottled: largest paint", "time", v.lcp, "ms", 600, `list usable after ${Math.round(v.ready)} ms`);
    const context = await profile(token);
    const page = await context.newPage();
    await page.goto(`${base}/app/leads`);
    await page.locator(ROWS).first().waitFor();
    const times = [];
    const go = async (href, usable) => {
      const link = page.locator(`nav a[href="${href}"]`).first();
      await link.waitFor();
      return page.evaluate(([href, usable]) => new Promise((done, failed) => {
        const began = performance.now();
        const watch = new MutationObserver(check);
        function check() {
          if (location.pathname !== href || !document.querySelector(usable)) return;
          watch.disconnect();
          requestAnimationFrame(() => setTimeout(() => done(performance.now() - began)));
        }
        watch.observe(document.body, { childList: true, subtree: true, attributes: true });
        setTimeout(() => failed(new Error(`${href} was not shown`)), 5000);
        document.querySelector(`nav a[href="${href}"]`).click();
      }), [href, usable]);
    };
    for (let round = 0; round < 8; round++) {
      await go("/app/pipeline", CARD);
      const back = await go("/app/leads", ROWS);
      if (round > 0) times.push(back);
    }
    figure("W11b", "route change back to the leads, visited before", "time", median(times), "ms", 60, `p95 ${at(times, 0.95).toFixed(0)} ms`);
    await context.close();
  },
  async W13() {
    if (!field?.job) throw new Error("no running job asks for photos in this dataset");
    const context = await profile(field.token, { viewport: { width: 390, height: 844 } });
    const page = await context.newPage();
    await page.goto(`${base}/field/jobs/${field.job}/phases/${field.phase}`);
    await page.getByTestId(`slot-${field.slot}`).first().click();
    const picker = page.getByTestId("choose-photos");
    await picker.waitFor({ state: "attached" });
    const pictures = await page.evaluate(async () => {
      const list = [];
      for (let n = 0; n < 10; n++) {
        const canvas = new OffscreenCanvas(4000, 3000);
        const pen = canvas.getContext("2d");
        for (let at = 0; at < 1500; at++) {
          pen.fillStyle = `hsl(${(at * 37 + n * 61) % 360} 70% ${20 + (at % 60)}%)`;
          pen.fillRect((at * 613) % 4000, (at * 389) % 3000, 220, 160);
        }
        const bytes = new Uint8Array(await (await canvas.convertToBlob({ type: "image/jpeg", quality: 0.92 })).arrayBuffer());
        let text = "";
        for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
        list.push(btoa(text));
      }
      return list;
    });
    const files = pictures.map((text, n) => ({ name: `photo-${n}.jpg`, mimeType: "image/jpeg", buffer: Buffer.from(text, "base64") }));
    const kib = Math.round(files.reduce((sum, f) => sum + f.buffer.length, 0) / files.length / 1024);
    const run = async (five) => {
      const stored = new Promise((done) => {
        let count = 0;
        const hear = async (r) => {
          if (!/\/media\/[^/]+\/content/.test(r.url()) || r.request().method() !== "PUT" || !r.ok()) return;
          const body = await r.json().catch(() => ({}));
          if (body.status === "stored" || body.media?.status === "stored" || body.done) count++;
          if (count === 5) { page.off("response", hear); done(performance.now()); }
        };
        page.on("response", hear);
      });
      const began = performance.now();
      await page.evaluate(() => (window.seen.long.length = 0));
      await picker.setInputFiles(five);
      const ended = await Promise.race([stored, new Promise((_, failed) => setTimeout(() => failed(new Error("photos were not stored within 60 s")), 60_000))]);
      const blocked = await page.evaluate(() => Math.max(0, ...window.seen.long.map(([, took]) => took)));
      return { seconds: (ended - began) / 1000, blocked };
    };
    const loopback = await run(files.slice(0, 5));
    figure("W13b", "5 photos of 12 MP, pick to stored, loopback", "time", loopback.seconds, "s", 2, `${kib} KiB each, longest task ${Math.round(loopback.blocked)} ms`);
    const cdp = await context.newCDPSession(page);
    await cdp.send("Network.enable");
    await cdp.send("Network.emulateNetworkConditions", { offline: false, latency: 20, downloadThroughput: (20 * 1024 * 1024) / 8, uploadThroughput: (10 * 1024 * 1024) / 8 });
    const throttled = await run(files.slice(5));
    figure("W13", "5 photos of 12 MP, pick to stored, 10 Mbit/s up", "time", throttled.seconds, "s", 3.5, `longest task ${Math.round(throttled.blocked)} ms`);
    await context.close();
  },
  async W6() {
    const context = await profile(token);
    const [here, there] = [await context.newPage(), await context.newPage()];
    for (const page of [here, there]) {
      await page.goto(`${base}/app/pipeline`);
      await page.locator(CARD).first().waitFor();
    }
    const { cards: list } = await cards();
    const times = [];
    for (const { id } of list.slice(0, 12)) {
      const painted = there.evaluate((id) => new Promise((done, failed) => {
        const place = () => document.getElementById(`card-${id}`)?.closest("ol")?.id;
        const before = place();
        const watch = new MutationObserver(() => {
          if (place() === before) return;
          watch.disconnect();
          requestAnimationFrame(() => setTimeout(() => done(performance.timeOrigin + performance.now())));
        });
        watch.observe(document.body, { childList: true, subtree: true });
        setTimeout(() => failed(new Error("the other tab did not follow")), 5000);
      }), id);
      painted.catch(() => {});
      await there.evaluate(() => 0);
      await here.locator(`#card-${id}`).focus();
      const pressed = here.evaluate(() => new Promise((done) => addEventListener("keydown", (e) => e.key.startsWith("Arrow") && done(performance.timeOrigin + e.timeStamp), { capture: true })));
      await here.evaluate(() => 0);
      await here.keyboard.press("Shift+ArrowRight");
      const began = await pressed;
      if (await here.getByRole("dialog").isVisible()) {
        await here.keyboard.press("Escape");
        continue;
      }
      times.push((await painted) - began);
    }
    figure("W6", "a move until the other tab of the same browser shows it, p95", "time", at(times, 0.95), "ms", 60, `median ${median(times).toFixed(0)} ms of ${times.length}; over the server`);
    await context.close();
  },
  async W8() {
    const context = await profile(token);
    await context.addInitScript(() => {
      window.taken = new Map();
      new PerformanceObserver((list) => {
        for (const e of list.getEntries()) if (e.interactionId) window.taken.set(e.interactionId, Math.max(window.taken.get(e.interactionId) ?? 0, e.duration));
      }).observe({ type: "event", durationThreshold: 16, buffered: true });
    });
    const page = await context.newPage();
    await page.goto(`${base}/app/pipeline`);
    await page.locator(CARD).first().waitFor();
    await slow(page, { network: false });
    const go = async (href, usable) => {
      await page.locator(`nav a[href="${href}"]`).first().click();
      await page.waitForURL((url) => url.pathname === href);
      await page.locator(usable).first().waitFor();
    };
    for (let round = 0; round < 3; round++) {
      await page.locator(CARD).nth(round).focus();
      await page.locator(`${CARD} .w-move`).nth(round).click();
      await page.getByRole("menuitem").first().waitFor();
      await page.keyboard.press("Escape");
      await page.getByTestId("new-lead").click();
      await page.getByRole("dialog").waitFor();
      await page.getByRole("dialog").getByRole("textbox").first().pressSequentially("Robin");
      await page.keyboard.press("Escape");
      await page.getByRole("dialog").waitFor({ state: "detached" }).catch(() => {});
      await go("/app/leads", ROWS);
      await page.getByRole("searchbox").first().pressSequentially("oka");
      await page.locator(ROWS).first().waitFor();
      await go("/app/jobs", ROWS);
      await go("/app/quotes", ROWS);
      await go("/app/customers", ROWS);
      await go("/app/pipeline", CARD);
    }
    const taken = await page.evaluate(() => [...window.taken.values()]);
    figure("W8", "interactions at 4x CPU, p75", "time", at(taken, 0.75), "ms", 100, `${taken.length} of 16 ms and more: menus, dialogs, typing, routes`);
    figure("W8b", "interactions at 4x CPU, the slowest", "time", Math.max(...taken), "ms", 200);
    await context.close();
  },
  async W15() {
    const context = await profile(token);
    const page = await context.newPage();
    const cdp = await context.newCDPSession(page);
    await page.goto(`${base}/app/leads`);
    await page.locator(ROWS).first().waitFor();
    const walk = async (rounds) => {
      for (let round = 0; round < rounds; round++) {
        for (const [href, usable] of [["/app/pipeline", CARD], ["/app/jobs", ROWS], ["/app/customers", ROWS], ["/app/leads", ROWS]]) {
          await page.locator(`nav a[href="${href}"]`).first().click();
          await page.locator(usable).first().waitFor();
        }
      }
      await cdp.send("HeapProfiler.collectGarbage");
      // the renderer's own memory, that of WASM in it
      const browserCdp = await browser.newBrowserCDPSession();
      const { processInfo } = await browserCdp.send("SystemInfo.getProcessInfo");
      await browserCdp.detach();
      const sizes = processInfo.filter((p) => p.type === "renderer").map((p) => Number(readFileSync(`/proc/${p.id}/smaps_rollup`, "utf8").match(/Private_Dirty:\s+(\d+)/)?.[1] ?? 0) / 1024);
      return Math.max(...sizes);
    };
    const early = await walk(15);
    const late = await walk(75);
    figure("W15", "memory of the page after 360 changes of page against after 60", "ratio", late / early, "×", 1.3, `${early.toFixed(0)} and ${late.toFixed(0)} MB`);
    await context.close();
  },
  async P16() {
    const rows = 10_000;
    const context = await profile(token);
    const page = await context.newPage();
    let text = "Company,First name,Last name,Email,Phone,Street,City,Notes\n";
    const run = Date.now();
    for (let i = 0; i < rows; i++) text += `${i % 3 ? `Firm ${run} ${i}` : ""},Ann${i},Lee${i},ann${i}.${run}@bulk.example,604 555 ${String(i).padStart(4, "0")},${i} Main St,Vancouver,row ${i}\n`;
    await page.goto(`${base}/app/customers/imports`);
    await page.getByLabel("File", { exact: true }).setInputFiles({ name: "bulk.csv", mimeType: "text/csv", buffer: Buffer.from(text) });
    await page.getByRole("heading", { level: 1, name: "bulk.csv" }).waitFor({ timeout: 60_000 });
    const asked = performance.now();
    await page.getByRole("button", { name: "Check rows" }).click();
    await page.getByTestId("start-import").waitFor({ timeout: 60_000 });
    const checked = performance.now();
    await page.getByTestId("start-import").click();
    await page.getByTestId("import-figures").waitFor({ timeout: 120_000 });
    const added = performance.now();
    figure("P16", "import of 10,000 customers, from the start until they are there", "time", (added - checked) / 1000, "s", 8, `checked for duplicates in ${((checked - asked) / 1000).toFixed(1)} s before`);
    await context.close();
  },
};

const NOT_HERE = {
  W10: "no page shows 100,000 rows at once: lists are paged",
  W12: "needs the other frameworks' builds",
  W14: "a device of the dataset has too few open items to queue 500 acts",
};

for (const [bar, measure] of Object.entries(bars)) {
  if (wanted.length && !wanted.includes(bar)) continue;
  try {
    await measure();
  } catch (problem) {
    emit({ skipped: `${bar}: ${String(problem.message ?? problem).split("\n")[0]}` });
    for (const context of browser.contexts()) await context.close();
  }
}
if (!wanted.length) for (const [bar, why] of Object.entries(NOT_HERE)) emit({ skipped: `${bar}: ${why}` });
await browser.close();
