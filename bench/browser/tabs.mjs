// How soon what is done in one place shows in another of the same browser.
import { CARD, at, base, cards, figure, median, other, profile, token } from "./kit.mjs";

export async function W6() {
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
}
