// When an offer is paid: by the price book, by the account, or in instalments of its own that stay with the job.
import { OFFICE, ahead, answered, logIn } from "../support/steps.mjs";
import { expect, test } from "../support/test.mjs";

test.use({ demo: true });

/** A draft of one line that begins in forty days: 1,000.00 before 5 % tax. */
async function trip(page) {
  const customer = { name: "Hastings Academy", company: "", email: `pay-${Date.now()}@hastings.example`, phone: "", account: null, contact: null };
  const quote = await answered(await page.request.post("/api/v1/quotes", { headers: OFFICE, data: { service_line: "charter", title: "Trip of the choir", ...customer } }));
  const line = { id: crypto.randomUUID(), name: "The trip", note: "", quantity_milli: 1000, unit_cents: 100_000, optional: false, chosen: true };
  const stop = { id: crypto.randomUUID(), kind: "pickup", address: "750 Burrard St, Vancouver, BC", lat: null, lng: null, arrive: `${ahead(40)}:00`, dwell: 30, leg_metres: null, leg_minutes: null };
  const content = { ...quote.content, stops: [stop], vehicles: [], lines: [line] };
  return answered(await page.request.put(`/api/v1/quotes/${quote.id}`, { headers: OFFICE, data: { version: quote.version, content } }));
}

test("an offer is paid in instalments of its own, and they stand on page, paper and job @everywhere", async ({ page, person, axe }) => {
  await logIn(page, "olive@cascade.example");
  const quote = await trip(page);
  expect(quote.priced.total_cents).toBe(105_000);
  await page.goto(`/app/quotes/${quote.id}`);
  const [card, price, dialog] = [page.getByTestId("paying"), page.getByTestId("price"), page.getByTestId("schedule-dialog")];
  await expect(card).toContainText("By the price book: 25% at acceptance, the balance 2 days before the work.");
  await expect(card).not.toContainText("Differs from policy");
  await card.getByTestId("schedule-open").click();
  const rows = dialog.getByTestId("instalment-row");
  await expect(rows, "one begins with what the policy says").toHaveCount(2);
  await rows.nth(0).getByLabel("Percent").fill("50");
  await rows.nth(1).getByLabel("How much").selectOption("share");
  await rows.nth(1).getByLabel("Percent").fill("30");
  await rows.nth(1).getByRole("spinbutton", { name: "Days" }).fill("10");
  await rows.nth(1).getByRole("spinbutton", { name: "Days" }).blur();
  await dialog.getByRole("button", { name: "Use these instalments" }).click();
  await expect(dialog.getByText("Make one instalment the rest").first()).toBeVisible();
  await axe(page, "instalments that do not come to the whole");
  await dialog.getByTestId("add-instalment").click();
  await expect(rows).toHaveCount(3);
  await rows.nth(2).getByLabel(/^Name/).fill("After the trip");
  const preview = dialog.getByTestId("schedule-preview");
  await expect(preview).toContainText("$525.00");
  await expect(preview).toContainText("$315.00");
  await expect(preview).toContainText("$210.00");
  await axe(page, "instalments laid down");
  await dialog.getByRole("button", { name: "Use these instalments" }).click();
  await expect(dialog).toBeHidden();
  await expect(card).toContainText("Differs from policy");
  const plan = price.getByTestId("instalments");
  await expect(plan).toContainText("Deposit, at acceptance");
  await expect(plan).toContainText("After the trip, by");
  await expect(page.getByTestId("saved")).toHaveText("Saved");
  await axe(page, "a quote with instalments of its own");

  await page.getByTestId("send-quote").click();
  await page.getByRole("dialog").getByRole("button", { name: /^Send/ }).click();
  const link = await page.getByTestId("quote-link").getAttribute("href");
  const customer = await person({ javaScriptEnabled: false });
  await customer.goto(link);
  const sums = customer.locator("#sums");
  await expect(sums).toContainText("$525.00");
  await expect(sums).toContainText("Instalment 2, by");
  await expect(sums).toContainText("After the trip, by");
  // the checker needs scripts, the page does not
  const reader = await person();
  await reader.goto(link);
  await axe(reader, "an offer with instalments");
  await customer.getByLabel(/I, .*accept quote/).check();
  await customer.getByRole("button", { name: /^Accept for/ }).click();
  await expect(customer.getByRole("heading", { name: "Accepted, thank you" })).toBeVisible();
  await expect(customer.locator("#sums")).toContainText("After the trip, by");

  const { job } = await answered(await page.request.get(`/api/v1/quotes/${quote.id}`, { headers: OFFICE }));
  await page.goto(`/app/jobs/${job}`);
  const table = page.getByTestId("job-instalments");
  await expect(table.getByRole("row", { name: /^Deposit/ })).toContainText("$525.00");
  await expect(table.getByRole("row", { name: /^Instalment 2/ })).toContainText("$315.00");
  await expect(table.getByRole("row", { name: /^After the trip/ })).toContainText("$210.00");
  await expect(table.getByText("Open", { exact: true })).toHaveCount(3);
  await axe(page, "a job with its instalments");
});

test("terms of an account come before the price book, and the office goes back to them with one press", async ({ page }) => {
  await logIn(page, "olive@cascade.example");
  const quote = await trip(page);
  const account = await answered(await page.request.get(`/api/v1/customers/${quote.to.account}`, { headers: OFFICE }));
  const { version, kind, name, status, tags, notes } = account;
  await answered(await page.request.put(`/api/v1/customers/${quote.to.account}`, { headers: OFFICE, data: { version, kind, name, status, terms: "net_30", owner: null, tags, notes } }));
  await page.goto(`/app/quotes/${quote.id}`);
  const [card, price] = [page.getByTestId("paying"), page.getByTestId("price")];
  await expect(card).toContainText("By the terms of the account: all of it 30 days after the work starts.");
  await expect(price.getByTestId("instalments")).toContainText("Payment in full, by");
  await card.getByTestId("schedule-open").click();
  const dialog = page.getByTestId("schedule-dialog");
  await dialog.getByLabel(/^Due/).selectOption("acceptance");
  await dialog.getByRole("button", { name: "Use these instalments" }).click();
  await expect(card).toContainText("Differs from policy");
  await expect(price.getByTestId("instalments")).toContainText("Payment in full, at acceptance");
  await card.getByTestId("schedule-drop").click();
  await expect(card).not.toContainText("Differs from policy");
  await page.getByRole("button", { name: "Undo", exact: true }).click();
  await expect(card).toContainText("Differs from policy");
});

test("companies may pay otherwise than persons by the price book", async ({ page, axe }) => {
  await logIn(page, "olive@northline.example", "/app/settings/prices");
  await page.getByRole("switch", { name: /^Companies pay otherwise/ }).check();
  const deposit = page.getByRole("spinbutton", { name: "Companies: deposit at acceptance" });
  await expect(deposit).toHaveValue("25");
  await deposit.fill("50");
  await deposit.blur();
  await expect(page.getByTestId("draft-state")).toHaveText("Draft saved");
  await axe(page, "a policy for companies");
  await page.getByTestId("publish-draft").click();
  const publish = page.getByTestId("publish-dialog");
  await expect(publish).toContainText("Companies: deposit at acceptance");
  await expect(publish).toContainText("50%");
  await publish.getByRole("button", { name: "Publish" }).click();
  await expect(page.getByText(/Version \d+ is in force/)).toBeVisible();
});
