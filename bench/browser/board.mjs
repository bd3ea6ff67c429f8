// The board: moving cards and following others.
import { CARD, api, at, base, cards, figure, median, move, other, profile, slow, token } from "./kit.mjs";

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
