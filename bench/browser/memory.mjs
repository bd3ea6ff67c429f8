// What a page holds after long use.
import { readFileSync } from "node:fs";
import { CARD, ROWS, base, browser, figure, profile, token } from "./kit.mjs";

/** An hour is the whole form of it: the first five minutes against all. */
const MINUTES = Number(process.env.BENCH_HEAP_MINUTES || 5);
const FIRST = 1 / 12;
const MB = 1024 * 1024;

/** Keeps the memory of the module within reach. */
function keep() {
  for (const name of ["instantiate", "instantiateStreaming"]) {
    const make = WebAssembly[name];
    WebAssembly[name] = async (...given) => {
      const made = await make.apply(WebAssembly, given);
      window.wasm = (made.instance ?? made).exports?.memory ?? window.wasm;
      return made;
    };
  }
}

/** What somebody does all day: pages, a search, a record, a card to and fro. */
async function round(page) {
  const go = async (href, usable) => {
    await page.locator(`nav a[href="${href}"]`).first().click();
    await page.waitForURL((url) => url.pathname === href);
    await page.locator(usable).first().waitFor();
  };
  await go("/app/pipeline", CARD);
  const id = await page.locator("li[data-lead]").first().getAttribute("data-lead");
  for (const [key, place] of [["Shift+ArrowDown", 1], ["Shift+ArrowUp", 0]]) {
    const card = page.locator(`li[data-lead="${id}"]`);
    const answered = page.waitForResponse((answer) => /\/move$/.test(answer.url()));
    await card.locator("article").focus();
    await page.keyboard.press(key);
    await page.locator(`li[data-lead="${id}"][data-index="${place}"]`).waitFor();
    await answered;
  }
  await go("/app/leads", ROWS);
  const found = page.waitForResponse((answer) => /\/api\/v1\/leads\?.*search=oka/.test(answer.url()));
  await page.getByRole("searchbox").first().fill("oka");
  await found;
  await page.locator(`${ROWS} a`).first().click();
  await page.waitForURL((url) => url.pathname.startsWith("/app/leads/"));
  await page.locator("h1").first().waitFor();
  for (const href of ["/app/jobs", "/app/customers", "/app/quotes"]) await go(href, ROWS);
}

/** What is held now, in MB: by the module, by scripts, and by the largest process that draws. */
async function held(page, cdp) {
  await cdp.send("HeapProfiler.collectGarbage");
  const { usedSize } = await cdp.send("Runtime.getHeapUsage");
  const whole = await browser.newBrowserCDPSession();
  const { processInfo } = await whole.send("SystemInfo.getProcessInfo");
  await whole.detach();
  const dirty = (pid) => Number(readFileSync(`/proc/${pid}/smaps_rollup`, "utf8").match(/Private_Dirty:\s+(\d+)/)?.[1] ?? 0) / 1024;
  const drawn = processInfo.filter((one) => one.type === "renderer").map((one) => dirty(one.id));
  return { wasm: (await page.evaluate(() => window.wasm.buffer.byteLength)) / MB, scripts: usedSize / MB, process: Math.max(...drawn) };
}

export async function W15() {
  const context = await profile(token);
  await context.addInitScript(keep);
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  await page.goto(`${base}/app/leads`);
  await page.locator(ROWS).first().waitFor();
  const began = performance.now();
  let rounds = 0;
  const until = async (minutes) => {
    do {
      await round(page);
      rounds += 1;
    } while (performance.now() - began < minutes * 60_000);
    return held(page, cdp);
  };
  const early = await until(MINUTES * FIRST);
  const first = rounds;
  const late = await until(MINUTES);
  const data = `${MINUTES} min of use`;
  const told = (of) => `${early[of].toFixed(1)} MB after ${first} rounds, ${late[of].toFixed(1)} after ${rounds}`;
  figure("W15", "memory of the module in the end against after the first twelfth", "ratio", late.wasm / early.wasm, "×", 1.3, told("wasm"), data);
  figure("W15b", "heap of scripts, the same", "ratio", late.scripts / early.scripts, "×", null, told("scripts"), data);
  figure("W15c", "the process that draws, the same", "ratio", late.process / early.process, "×", null, told("process"), data);
  await context.close();
}
