// First and later visits: what pages weigh, when they can be used, also without a network.
import { CARD, PHONE, ROUNDS, ROWS, at, base, field, figure, installed, median, profile, publicQuote, slow, token, visits } from "./kit.mjs";

export async function W1() {
  for (const [key, name, path] of [["a", "login", "/login"], ["b", "public quote", await publicQuote()], ["c", "portal login", "/portal/login"]]) {
    const v = await visits(null, path, "h1");
    figure(`W1${key}`, `${name}: first load`, "size", v.kib, "KiB", 60, `${v.requests} requests, ${v.encodings}`);
    figure(`W1${key}.lcp`, `${name}: largest paint, throttled`, "time", v.lcp, "ms", 1500, `blocked ${Math.round(v.tbt)} ms`);
    figure(`W1${key}.cls`, `${name}: layout shift`, "count", v.cls, "", 0.01);
  }
}

export async function W2() {
  const v = await visits(token, "/app/leads", ROWS);
  figure("W2", "staff app, first load to usable list", "size", v.kib, "KiB", 640, `${v.requests} requests, ${v.encodings}`);
  figure("W2.lcp", "staff app: largest paint, throttled", "time", v.lcp, "ms", 3000, `list usable after ${Math.round(v.ready)} ms`);
  figure("W2.tbt", "staff app: main thread blocked, throttled", "time", v.tbt, "ms", 300);
}

export async function W3() {
  const v = await visits(field?.token ?? token, "/field", "h1", PHONE);
  figure("W3", "field app, first load", "size", v.kib, "KiB", 450, `${v.requests} requests, ${v.encodings}`);
  figure("W3.lcp", "field app: largest paint, throttled", "time", v.lcp, "ms", 2800, `usable after ${Math.round(v.ready)} ms`);
}

export async function W4() {
  const context = await profile(field?.token ?? token, PHONE);
  const page = await context.newPage();
  await page.goto(`${base}/field`);
  await page.locator("h1").first().waitFor();
  await installed(page);
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
}

export async function W11() {
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
}
