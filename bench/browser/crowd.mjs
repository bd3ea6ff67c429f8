// The board of an organization with thousands of open leads: drawing, scrolling and dragging.
import { CARD, ROUNDS, api, at, base, crowded, figure, median, profile, slow } from "./kit.mjs";

/** Cards of a column that are read before it is scrolled through: what takes some ten seconds. */
const LONG = 300;
const SPEED = 5000;

/** The open columns of the board, and how many leads they hold. */
async function columns() {
  const board = await api(crowded, "GET", "/api/v1/board");
  const open = board.columns.filter((column) => !["converted", "lost"].includes(column.stage.status));
  return { open, count: open.reduce((sum, column) => sum + column.count, 0) };
}

/** Milliseconds between frames while an action goes on. */
async function framesDuring(page, action) {
  await page.evaluate(() => {
    window.gaps = [];
    window.going = true;
    let last = 0;
    const step = (now) => {
      if (last) window.gaps.push(now - last);
      last = now;
      if (window.going) requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
  });
  await action();
  return page.evaluate(() => {
    window.going = false;
    return window.gaps;
  });
}

/** Takes a card and carries it over all columns and back; it is let go where nothing takes it. */
async function carry(page) {
  const { x, y } = await page.locator(CARD).nth(1).boundingBox();
  const width = await page.evaluate(() => Math.min(innerWidth, document.getElementById("board").getBoundingClientRect().right));
  await page.mouse.move(x + 60, y + 50);
  await page.mouse.down();
  await page.mouse.move(x + 90, y + 60, { steps: 4 });
  await page.locator("#drag-ghost").waitFor();
  const ends = { began: await page.evaluate(() => performance.now()) };
  ends.frames = await framesDuring(page, async () => {
    for (const [to, down] of [[width - 120, 150], [x + 60, 90], [width - 120, 120], [x + 60, 50]]) await page.mouse.move(to, y + down, { steps: 40 });
  });
  await page.mouse.move(width / 2, 4, { steps: 4 });
  await page.mouse.up();
  await page.locator("#drag-ghost").waitFor({ state: "detached" });
  const long = await page.evaluate(async (began) => {
    await new Promise((done) => requestIdleCallback(done, { timeout: 3000 }));
    return window.seen.long.filter(([start]) => start >= began).map(([, took]) => took);
  }, ends.began);
  return { frames: ends.frames, longest: Math.max(0, ...long), long: long.length };
}

export async function W9() {
  const context = await profile(crowded);
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  const { count } = await columns();
  const data = `${count} open leads`;
  const paints = [];
  for (let round = 0; round < ROUNDS; round++) {
    const answered = page.waitForResponse((r) => r.url().includes("/api/v1/board"));
    await page.goto(`${base}/app/pipeline`, { waitUntil: "commit" });
    await (await answered).finished();
    const there = performance.now();
    await page.locator(CARD).first().waitFor();
    paints.push(performance.now() - there);
  }
  figure("W9", "board: data there to first cards", "time", median(paints), "ms", 120, `median of ${ROUNDS}`, data);
  const nodes = await page.evaluate(() => document.querySelectorAll("*").length);
  figure("W9b", "board: nodes of the page", "count", nodes, "", 1500, "", data);
  const scrolled = await page.evaluate(async () => {
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
  figure("W9c", "board: frame while scrolling, p95", "time", at(scrolled, 0.95), "ms", 20, `${scrolled.length} frames`, data);
  await cdp.send("HeapProfiler.enable");
  await cdp.send("HeapProfiler.collectGarbage");
  const { usedSize } = await cdp.send("Runtime.getHeapUsage");
  const wasm = await page.evaluate(() => performance.memory?.usedJSHeapSize ?? 0);
  figure("W9d", "board: heap of scripts", "size", Math.max(usedSize, wasm) / 1048576, "MB", 60, "", data);
  await page.reload();
  await page.locator(CARD).first().waitFor();
  const { frames } = await carry(page);
  figure("W9e", "board: frame while a card is dragged, p95", "time", at(frames, 0.95), "ms", 20, `${frames.length} frames`, data);
  await slow(page, { network: false });
  const { longest, long, frames: slowed } = await carry(page);
  figure("W9f", "board: longest task while a card is dragged, at 4x CPU", "time", longest, "ms", 50, `${long} of 50 ms and more; frame p95 ${at(slowed, 0.95).toFixed(1)} ms`, data);
  await context.close();
}

/** The longest list there is: a column of the board, of which only what is in sight is drawn. */
export async function W10() {
  const { open } = await columns();
  const column = open.reduce((a, b) => (b.count > a.count ? b : a));
  const context = await profile(crowded);
  const page = await context.newPage();
  await page.goto(`${base}/app/pipeline`);
  await page.locator(CARD).first().waitFor();
  const list = `cards-${column.stage.id}`;
  const wanted = Math.min(LONG, column.count);
  await page.evaluate(async ([list, wanted]) => {
    const box = document.getElementById(list);
    const last = () => Math.max(-1, ...[...box.querySelectorAll("li[data-index]")].map((li) => Number(li.dataset.index)));
    while (last() < wanted - 1) {
      const more = window.changed(last, 15_000);
      box.scrollTop = box.scrollHeight;
      await more;
    }
    const first = window.changed(() => Boolean(box.querySelector('li[data-index="0"]')));
    box.scrollTop = 0;
    await first;
  }, [list, wanted]);
  const { gaps, blank, far } = await page.evaluate(([list, speed]) => new Promise((done) => {
    const box = document.getElementById(list);
    const sight = box.getBoundingClientRect();
    const bottom = Math.min(sight.bottom, innerHeight);
    const ends = box.scrollHeight - box.clientHeight;
    // what is painted of the gaps that stand for cards that are not drawn
    const empty = () => [...box.querySelectorAll("li[aria-hidden]")].some((gap) => {
      const { top, bottom: low } = gap.getBoundingClientRect();
      return Math.min(low, bottom) - Math.max(top, sight.top) > 8;
    });
    const gaps = [];
    let [began, last, since, blank] = [0, 0, 0, 0];
    const step = (now) => {
      if (last) gaps.push(now - last);
      began ||= now;
      last = now;
      // what was painted stood until now
      if (since) blank = Math.max(blank, now - since);
      box.scrollTop = Math.min(ends, ((now - began) / 1000) * speed);
      since = empty() ? since || now : 0;
      if (box.scrollTop < ends - 1) requestAnimationFrame(step);
      else done({ gaps, blank, far: ends });
    };
    requestAnimationFrame(step);
  }), [list, SPEED]);
  const data = `${wanted} cards`;
  figure("W10", `the longest list (a column of the board), ${SPEED} px/s: frame p95`, "time", at(gaps, 0.95), "ms", 20, `${gaps.length} frames over ${Math.round(far)} px`, data);
  figure("W10b", "the same: longest time an empty place stood in sight", "time", blank, "ms", 100, `${column.count} leads in the stage, read before`, data);
  await context.close();
}
