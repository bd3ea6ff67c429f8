// How long interactions take until something is painted.
import { CARD, ROWS, at, base, figure, profile, slow, token } from "./kit.mjs";

export async function W8() {
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
}
