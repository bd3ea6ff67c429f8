// Good, better and best: the office offers the work at three levels, the customer takes one of them and signs exactly that.
import { OFFICE, answered, logIn } from "../support/steps.mjs";
import { expect, test } from "../support/test.mjs";

test.use({ demo: true });

/** A draft of three lines, nothing of which depends on the day; 5 % tax comes on top. */
async function draft(page) {
  const customer = { name: "Burrard College", company: "", email: `trips-${crypto.randomUUID()}@burrard.example`, phone: "", account: null, contact: null };
  const quote = await answered(await page.request.post("/api/v1/quotes", { headers: OFFICE, data: { service_line: "charter", title: "Field trip", ...customer } }));
  const line = (name, unit_cents) => ({ id: crypto.randomUUID(), name, note: "", quantity_milli: 1_000, unit_cents, optional: false, chosen: true });
  const lines = [line("Day trip", 200_000), line("Guide", 30_000), line("Boxed lunches", 50_000)];
  const content = { ...quote.content, lines };
  return answered(await page.request.put(`/api/v1/quotes/${quote.id}`, { headers: OFFICE, data: { version: quote.version, content } }));
}

/** The same in three packages, sent; the path of its link. */
async function sent(page) {
  const quote = await draft(page);
  const [, guide, lunches] = quote.content.lines;
  const packages = [
    { id: crypto.randomUUID(), name: "Good" },
    { id: crypto.randomUUID(), name: "Better", recommended: true, lines: [guide.id] },
    { id: crypto.randomUUID(), name: "Best", note: "Everything taken care of", lines: [guide.id, lunches.id] },
  ];
  const content = { ...quote.content, packages };
  const kept = await answered(await page.request.put(`/api/v1/quotes/${quote.id}`, { headers: OFFICE, data: { version: quote.version, content } }));
  await page.goto(`/app/quotes/${kept.id}`);
  await page.getByTestId("send-quote").click();
  await page.getByTestId("send-now").click();
  return { id: kept.id, link: new URL(await page.getByTestId("quote-link").getAttribute("href")).pathname };
}

/** What was booked for a quote, in cents. */
async function booked(page, id) {
  const quote = await answered(await page.request.get(`/api/v1/quotes/${id}`, { headers: OFFICE }));
  const job = await answered(await page.request.get(`/api/v1/jobs/${quote.job}`, { headers: OFFICE }));
  expect(job.total.cents, "the job is worth what was signed").toBe(quote.priced.total_cents);
  return { cents: job.total.cents, package: quote.content.packages.find((one) => one.id === quote.content.package).name };
}

test("an agent offers three packages, and the customer takes one without scripts @everywhere", async ({ page, person, axe, problems }) => {
  problems.expect(/409|422/);
  await logIn(page, "olive@cascade.example");
  const { id } = await draft(page);
  await page.goto(`/app/quotes/${id}`);
  const [card, saved, shown] = [page.getByTestId("packages"), page.getByTestId("saved"), page.getByTestId("sum-total")];
  const [packages, totals] = [card.getByTestId("package"), card.getByTestId("package-total")];
  await expect(shown).toHaveText("$2,940.00");
  await card.getByTestId("offer-packages").click();
  await expect(packages).toHaveCount(3);
  await expect(totals).toHaveText(["$2,940.00", "$2,940.00", "$2,940.00"]);
  await card.getByLabel("Guide in Good").uncheck();
  await card.getByLabel("Boxed lunches in Good").uncheck();
  await card.getByLabel("Boxed lunches in Better").uncheck();
  await expect(card.getByLabel("Boxed lunches in Best"), "what is in no package would be in none").toBeDisabled();
  await expect(totals).toHaveText(["$2,100.00", "$2,415.00", "$2,940.00"]);
  await expect(shown, "what is recommended counts").toHaveText("$2,415.00");
  await card.getByLabel("Note of package 3").fill("Everything taken care of");
  await packages.nth(2).getByRole("button", { name: "Remove Best" }).click();
  await expect(packages).toHaveCount(2);
  await expect(page.getByTestId("line"), "what only it had goes along").toHaveCount(2);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(totals).toHaveText(["$2,100.00", "$2,415.00", "$2,940.00"]);
  await packages.nth(2).getByRole("button", { name: "Move Best forward" }).click();
  await expect(totals, "the order changes no amount").toHaveText(["$2,100.00", "$2,940.00", "$2,415.00"]);
  await packages.nth(1).getByRole("button", { name: "Move Best back" }).click();
  await packages.nth(0).getByLabel("Recommended").check();
  await expect(shown).toHaveText("$2,100.00");
  await packages.nth(1).getByLabel("Recommended").check();
  await expect(shown).toHaveText("$2,415.00");
  await expect(saved).toHaveText("Saved");
  await axe(page, "packages in the builder");
  await page.reload();
  await expect(totals, "what the browser reckoned is what the server keeps").toHaveText(["$2,100.00", "$2,415.00", "$2,940.00"]);

  await page.getByTestId("send-quote").click();
  await page.getByTestId("send-now").click();
  const link = new URL(await page.getByTestId("quote-link").getAttribute("href")).pathname;
  const customer = await person({ javaScriptEnabled: false });
  await customer.goto(link);
  const [total, take] = [customer.locator("#total"), (name) => customer.getByRole("radio", { name })];
  await expect(take(/^Better/)).toBeChecked();
  await expect(total).toHaveText("$2,415.00");
  await expect(customer.getByText("Includes Guide, Boxed lunches")).toBeVisible();
  await expect(customer.getByText("Everything taken care of")).toBeVisible();
  await take(/^Best/).check();
  await customer.getByRole("button", { name: "Show the price of this package" }).click();
  await expect(take(/^Best/)).toBeChecked();
  await expect(total).toHaveText("$2,940.00");
  // another one is taken without having looked at what it comes to
  await take(/^Good/).check();
  await customer.getByLabel(/I, .*accept quote/).check();
  await customer.getByRole("button", { name: /^Accept for/ }).click();
  await expect(customer.getByText("The total changed with your choice")).toBeVisible();
  await expect(take(/^Good/)).toBeChecked();
  await expect(total).toHaveText("$2,100.00");
  await customer.getByRole("button", { name: "Accept for $2,100.00" }).click();
  await expect(customer.getByRole("heading", { name: "Accepted, thank you" })).toBeVisible();
  await expect(total).toHaveText("$2,100.00");
  await expect(customer.getByRole("definition").filter({ hasText: /^Good$/ })).toBeVisible();
  await expect(customer.getByText("Boxed lunches")).toHaveCount(0);
  expect(await booked(page, id)).toEqual({ cents: 210_000, package: "Good" });
});

test("a package chosen with scripts changes total and lines at once, and is what is signed @phone", async ({ page, person, axe }) => {
  await logIn(page, "olive@cascade.example");
  const { id, link } = await sent(page);
  const customer = await person();
  await customer.goto(link);
  const [total, choice, take] = [customer.locator("#total"), customer.locator("#choice"), (name) => customer.getByRole("radio", { name })];
  await expect(total).toHaveText("$2,415.00");
  await expect(customer.getByRole("button", { name: "Show the price of this package" })).toBeHidden();
  await take(/^Best/).check();
  await expect(total).toHaveText("$2,940.00");
  await expect(choice).toContainText("Boxed lunches");
  await expect(take(/^Best/), "the choice keeps the focus").toBeFocused();
  await take(/^Good/).check();
  await expect(total).toHaveText("$2,100.00");
  await expect(choice).not.toContainText("Guide");
  await take(/^Best/).check();
  await expect(customer.getByRole("button", { name: "Accept for $2,940.00" })).toBeVisible();
  await axe(customer, "an offer in packages");
  await customer.getByRole("radio", { name: "Type" }).check();
  await customer.getByLabel(/I, .*accept quote/).check();
  await customer.getByRole("button", { name: "Accept for $2,940.00" }).click();
  await expect(customer.getByRole("heading", { name: "Accepted, thank you" })).toBeVisible();
  await expect(total).toHaveText("$2,940.00");
  await axe(customer, "the receipt of a package");
  expect(await booked(page, id)).toEqual({ cents: 294_000, package: "Best" });
  await page.goto(`/app/quotes/${id}`);
  await expect(page.getByTestId("package").filter({ hasText: "Best" })).toContainText("Taken by the customer");
  await axe(page, "the quote whose package was taken");
});
