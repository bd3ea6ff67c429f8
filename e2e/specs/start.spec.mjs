// A client that cannot start says so.
import { test, expect } from "../support/test.mjs";

test("a client that cannot start says so and offers to reload", async ({ page, problems, axe }) => {
  problems.expect(/_bg\.wasm|CompileError|500|net::ERR_FAILED/);
  await page.route("**/*_bg.wasm", (route) => route.abort());
  await page.goto("/app");
  await expect(page.getByRole("heading", { name: "Tailboard stopped" })).toBeFocused();
  await expect(page.getByRole("button", { name: "Reload" })).toBeVisible();
  await axe(page, "the crash panel");
});
