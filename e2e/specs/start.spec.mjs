// The three clients start from their shells, with the server there and with the server gone.
import { test, expect } from "../support/test.mjs";

const CLIENTS = [["staff", "/app"], ["field", "/field"], ["portal", "/portal"]];

for (const [app, path] of CLIENTS) {
  test(`${app} starts, and starts again from the device when the server is gone @everywhere`, async ({ page, server }) => {
    await page.goto(path);
    await expect(page.locator("html")).toHaveAttribute("data-started", "");
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
    await expect.poll(() => page.evaluate(() => !!navigator.serviceWorker.controller)).toBe(true);
    const kept = await page.evaluate(async (prefix) => {
      const names = (await caches.keys()).filter((name) => name.startsWith(prefix));
      const cache = await caches.open(names[0]);
      return (await cache.keys()).map((request) => new URL(request.url).pathname);
    }, `tailboard-${app}-`);
    expect(kept.some((name) => name.endsWith(`/${app}_bg.wasm`))).toBe(true);
    // Nobody's device holds another client's code.
    for (const [other] of CLIENTS) if (other !== app) expect(kept.some((name) => name.includes(`${other}_bg.wasm`))).toBe(false);
    await server.kill();
    await page.reload();
    await expect(page.locator("html")).toHaveAttribute("data-started", "");
    await expect(page.locator("#crash")).toBeHidden();
  });
}

test("a client that cannot start says so and offers to reload", async ({ page, problems, axe }) => {
  problems.expect(/_bg\.wasm|CompileError|500|net::ERR_FAILED/);
  await page.route("**/*_bg.wasm", (route) => route.abort());
  await page.goto("/app");
  await expect(page.getByRole("heading", { name: "Tailboard stopped" })).toBeFocused();
  await expect(page.getByRole("button", { name: "Reload" })).toBeVisible();
  await axe(page, "the crash panel");
});
