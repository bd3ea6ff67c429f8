// What changes a price as a whole: steps of the book for large orders, somebody's hand, and the word that needs when it goes far.
import { OFFICE, answered, logIn } from "../support/steps.mjs";
import { expect, test } from "../support/test.mjs";

test.use({ demo: true });

/** A draft of a single large line, and nothing that depends on the day. */
async function large(page) {
  const customer = { name: "Burrard College", company: "", email: `trips-${Date.now()}@burrard.example`, phone: "", account: null, contact: null };
  const quote = await answered(await page.request.post("/api/v1/quotes", { headers: OFFICE, data: { service_line: "charter", title: "Season of trips", ...customer } }));
  const line = { id: crypto.randomUUID(), name: "Forty trips", note: "", quantity_milli: 40_000, unit_cents: 200_000, optional: false, chosen: true };
  const content = { ...quote.content, lines: [line] };
  return answered(await page.request.put(`/api/v1/quotes/${quote.id}`, { headers: OFFICE, data: { version: quote.version, content } }));
}

test("steps for large orders rise, are published, and say on each price why they are there @everywhere", async ({ page, axe }) => {
  await logIn(page, "olive@cascade.example", "/app/settings/prices?line=charter");
  const [volume, steps, state] = [page.getByTestId("volume"), page.getByTestId("volume-step"), page.getByTestId("draft-state")];
  await expect(volume.getByText("Large orders cost as much as others")).toBeVisible();
  await volume.getByTestId("add-step").click();
  await expect(steps.first().getByLabel("From a sum of")).toBeFocused();
  await steps.first().getByLabel("From a sum of").fill("50000");
  await volume.getByTestId("add-step").click();
  const second = steps.nth(1);
  await expect(second.getByLabel("From a sum of")).toHaveValue("100000.00");
  await expect(second.getByLabel("Takes off")).toHaveValue("5");
  await second.getByLabel("Takes off").fill("2");
  await expect(second.getByText("Each step must begin higher")).toBeVisible();
  await expect(state).toHaveText("Saved but for what is marked");
  await axe(page, "a step that does not rise");
  await second.getByLabel("Takes off").fill("5");
  await expect(second.getByText("Each step must begin higher")).toBeHidden();
  await expect(state).toHaveText("Draft saved");
  await page.reload();
  await expect(steps, "a reload loses nothing").toHaveCount(2);
  await steps.nth(1).getByRole("button", { name: /^Remove the step/ }).click();
  await expect(steps).toHaveCount(1);
  await expect(state).toHaveText("Draft saved");
  await page.getByTestId("publish-draft").click();
  const publish = page.getByTestId("publish-dialog");
  await expect(publish).toContainText("from $50,000.00: 3%");
  await publish.getByRole("button", { name: "Publish" }).click();
  await expect(page.getByText(/Version \d+ is in force/)).toBeVisible();

  const quote = await large(page);
  await page.goto(`/app/quotes/${quote.id}`);
  const price = page.getByTestId("price");
  await expect(price).toContainText("Volume discount");
  await expect(price).toContainText("from $50,000.00: 3%");
  // 80,000 less 3 %, with 5 % tax
  await expect(page.getByTestId("sum-total")).toHaveText("$81,480.00");
});

test("a discount beyond an agent's limit waits for somebody's word, and the customer sees one line of it @everywhere", async ({ page, person, axe, problems, mailbox }) => {
  problems.expect(/422/);
  await logIn(page, "priya@cascade.example");
  const quote = await large(page);
  await page.goto(`/app/quotes/${quote.id}`);
  const [card, total] = [page.getByTestId("by-hand"), page.getByTestId("sum-total")];
  const cents = async () => Number((await total.textContent()).replace(/[^0-9]/g, ""));
  const before = await cents();

  await card.getByTestId("by-hand-open").click();
  const dialog = page.getByTestId("by-hand-dialog");
  await dialog.getByRole("button", { name: "Change the price" }).click();
  await expect(dialog.getByText("Enter a value").first()).toBeVisible();
  await dialog.getByLabel("How much").fill("12");
  await expect(dialog.getByTestId("by-hand-preview")).toContainText("More than 5% off needs an approval");
  await axe(page, "a price changed by hand");
  await dialog.getByLabel("Why").fill("They sign for the whole season");
  await dialog.getByRole("button", { name: "Change the price" }).click();
  await expect(dialog).toBeHidden();
  await expect.poll(cents).toBe(Math.round(before * 0.88));
  await expect(page.getByTestId("saved")).toHaveText("Saved");
  const wanting = card.getByTestId("needs-approval");
  await expect(wanting).toContainText("12% is taken off by hand, 5% is the limit");
  await expect(wanting).toContainText("It can be approved by Marc Delorme, Olive Marchetti");
  await expect(card.getByTestId("approve"), "nobody approves for themself").toHaveCount(0);
  await expect(page.getByTestId("approval-flag")).toBeVisible();
  await axe(page, "a price that waits for approval");

  await page.getByTestId("send-quote").click();
  await page.getByRole("dialog").getByRole("button", { name: /^Send/ }).click();
  await expect(page.getByRole("dialog").getByText("More is taken off by hand than you may by yourself")).toBeVisible();
  await expect(page.getByRole("dialog").getByText("Marc Delorme").first()).toBeVisible();
  await page.keyboard.press("Escape");

  const manager = await person();
  await logIn(manager, "marc@cascade.example", `/app/quotes/${quote.id}`);
  const hand = manager.getByTestId("by-hand");
  await expect(hand).toContainText("They sign for the whole season");
  await hand.getByLabel("Note").fill("Once, for the whole season");
  await axe(manager, "a price to approve");
  await hand.getByTestId("approve").click();
  await expect(hand.getByTestId("approved")).toContainText("Approved by Marc Delorme");
  await axe(manager, "an approved price");

  await expect(card.getByTestId("approved"), "whoever looks learns of it at once").toContainText("Once, for the whole season");
  await expect(page.getByTestId("approval-flag")).toHaveCount(0);
  const mail = await mailbox.wait("priya@cascade.example", /may go out/);
  expect(JSON.stringify(mail)).toContain("Marc Delorme");
  await page.getByTestId("send-quote").click();
  await page.getByRole("dialog").getByRole("button", { name: /^Send/ }).click();
  const link = await page.getByTestId("quote-link").getAttribute("href");
  await expect(page.getByText("Sent", { exact: true }).first()).toBeVisible();

  const customer = await person({ javaScriptEnabled: false });
  await customer.goto(link);
  const table = customer.locator("#price");
  await expect(table.getByRole("row", { name: /^Discount/ })).toContainText("-12%".replace("-", "−"));
  await expect(customer.locator("body")).not.toContainText("whole season");
  await customer.getByRole("link", { name: "Français" }).click();
  await expect(customer.locator("#price").getByRole("row", { name: /^Rabais −/ })).toBeVisible();
});

test("who may give more is said in the roles, and a role of one's own brings its limit", async ({ page, axe }) => {
  await logIn(page, "olive@cascade.example", "/app/settings/roles");
  const row = page.getByRole("row", { name: /^Discount without approval/ });
  await expect(row).toContainText("15%");
  await expect(row).toContainText("No limit");
  await page.getByRole("button", { name: "New role" }).click();
  const sheet = page.getByRole("dialog");
  await sheet.getByLabel("Name").fill(`Head of sales ${Date.now()}`);
  await sheet.getByRole("spinbutton", { name: "Discount without approval" }).fill("25");
  await sheet.getByRole("spinbutton", { name: "Discount without approval" }).blur();
  await axe(page, "a limit of a role");
  await sheet.getByRole("button", { name: "Save role" }).click();
  await expect(row).toContainText("25%");
});
