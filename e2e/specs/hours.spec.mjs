// The law beside an itinerary: what breaks a limit, what would mend it at which price, and who may let it go out anyway.
import { logIn, longDay } from "../support/steps.mjs";
import { expect, test } from "../support/test.mjs";

test.use({ demo: true });

const cents = async (element) => Number((await element.textContent()).replace(/[^0-9]/g, ""));

test("a plan over the legal hours says which limit, is mended at a price, and else goes out with a reason only @everywhere", async ({ page, person, axe, problems }) => {
  problems.expect(/422/);
  await logIn(page, "priya@cascade.example");
  const quote = await longDay(page);
  await page.goto(`/app/quotes/${quote.id}`);
  const [broken, total] = [page.getByTestId("broken-hours"), page.getByTestId("sum-total")];
  await expect(broken).toContainText("1 h 20 of driving past the limit");
  await expect(broken.getByRole("link", { name: "49 CFR 395.5(a)(1)" })).toBeVisible();
  await expect(page.getByTestId("hours").getByRole("row").nth(1)).toContainText("11:20");
  await expect(page.getByTestId("waive-hours"), "an agent has no say in that").toHaveCount(0);
  await axe(page, "a broken limit");
  await page.getByTestId("send-quote").click();
  await page.getByRole("dialog").getByRole("button", { name: /^Send/ }).click();
  await expect(page.getByRole("dialog").getByText("A driver would be over the legal hours").first()).toBeVisible();
  await page.keyboard.press("Escape");

  const before = await cents(total);
  const relief = page.getByTestId("cure-relief");
  await expect(relief).toContainText("Relief driver from Rest stop, Roseburg");
  const more = await cents(relief.locator("strong"));
  await relief.click();
  await expect(page.getByText("Within the legal hours.")).toBeVisible();
  await expect.poll(() => cents(total)).toBe(before + more);
  await page.getByRole("button", { name: "Undo" }).first().click();
  await expect(broken).toBeVisible();
  await expect.poll(() => cents(total)).toBe(before);
  await expect(page.getByTestId("saved")).toHaveText("Saved");

  const manager = await person();
  await logIn(manager, "olive@cascade.example", `/app/quotes/${quote.id}`);
  await manager.getByTestId("waive-hours").click();
  const dialog = manager.getByTestId("waiver");
  await dialog.getByRole("button", { name: "Let it go out" }).click();
  await expect(dialog.getByText("Say why").first()).toBeVisible();
  await dialog.getByLabel(/^Why/).fill("The college sends a relief driver of its own");
  await dialog.getByRole("button", { name: "Let it go out" }).click();
  await expect(manager.getByTestId("saved")).toHaveText("Saved");
  await axe(manager, "a waiver");
  await manager.getByTestId("send-quote").click();
  await manager.getByRole("dialog").getByRole("button", { name: /^Send/ }).click();
  await expect(manager.getByText("Sent", { exact: true }).first()).toBeVisible();
});
