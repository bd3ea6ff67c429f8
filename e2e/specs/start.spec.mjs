// A client that cannot start says so; one that will be started is downloaded ahead.
import { test, expect } from "../support/test.mjs";

test("a client that cannot start says so and offers to reload", async ({ page, problems, axe }) => {
  problems.expect(/_bg\.wasm|CompileError|500|net::ERR_FAILED/);
  await page.route("**/*_bg.wasm", (route) => route.abort());
  await page.goto("/app");
  await expect(page.getByRole("heading", { name: "Tailboard stopped" })).toBeFocused();
  await expect(page.getByRole("button", { name: "Reload" })).toBeVisible();
  await axe(page, "the crash panel");
});

test("what comes after the password is downloaded while somebody types it", async ({ page }) => {
  const ahead = page.locator("link[rel=prefetch]");
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.goto("/login");
  await expect(page.getByLabel("E-mail")).toBeVisible();
  await expect(ahead).toHaveCount(0);
  const wasm = page.waitForResponse(/staff_bg\.wasm/);
  await page.getByLabel("E-mail").fill("olive@northline.example");
  expect((await wasm).ok()).toBe(true);
  // a crew's tablet gets the app that was open on it
  await page.evaluate(() => localStorage.setItem("tailboard.app", "field"));
  await page.reload();
  const field = page.waitForResponse(/field_bg\.wasm/);
  await page.getByLabel("E-mail").fill("dana@northline.example");
  expect((await field).ok()).toBe(true);
});
