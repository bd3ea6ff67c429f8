// The board: moving cards, following others, drawing thousands.
import { CARD, ROUNDS, api, at, base, cards, figure, median, move, other, profile, slow, token } from "./kit.mjs";

export async function W5() {
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
}

export async function W7() {
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
}

export async function W9() {
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
}
