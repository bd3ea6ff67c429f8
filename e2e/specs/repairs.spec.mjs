// Repairs of a customer's units: priced by what the customer agreed on, else by the book, whose standard prices are published.
import { OFFICE, answered, logIn } from "../support/steps.mjs";
import { expect, test } from "../support/test.mjs";

test.use({ demo: true });

/** A quote of repairs for a new customer with one bus. */
async function begin(page) {
  const send = async (method, path, data) => answered(await page.request.fetch(path, { method, headers: OFFICE, data }));
  const customer = { name: "Maya Lindqvist", company: `Harbour Couriers ${Date.now()}`, email: `maya-${Date.now()}@harbour.example`, phone: "", account: null, contact: null };
  const quote = await send("POST", "/api/v1/quotes", { service_line: "glass", title: "Windshields", ...customer });
  await send("POST", `/api/v1/customers/${quote.to.account}/units`, { number: "21", plate: "PK9 104", vin: "", make: "", model: "", year: null, notes: "" });
  return { quote, send, standard: dollars(quote.book.rates.repairs?.first_cents ?? 5000) };
}

const dollars = (cents) => `$${(cents / 100).toFixed(2)}`;

test("units are picked or named, counted, and priced by the list that holds for the customer @everywhere", async ({ page, axe }) => {
  await logIn(page, "olive@cascade.example");
  const { quote, send, standard } = await begin(page);
  await page.goto(`/app/quotes/${quote.id}`);
  const [card, rows, price] = [page.getByTestId("repairs"), page.getByTestId("unit-repairs"), page.getByTestId("price")];
  await expect(card.getByTestId("prices-that-hold")).toContainText("The standard prices of the book hold");
  await axe(page, "a quote without repairs");

  const pick = card.getByRole("combobox", { name: "Add a unit" });
  await pick.fill("PK9");
  await page.getByRole("option", { name: /21 · PK9 104/ }).click();
  await expect(rows).toHaveCount(1);
  await rows.first().getByRole("spinbutton", { name: "Repairs now" }).fill("2");
  await rows.first().getByRole("spinbutton", { name: "Repairs now" }).press("Tab");
  await expect(price).toContainText(`1 × ${standard} + 1 × $40.00; standard prices`);
  await pick.fill("Rental van");
  await page.getByRole("option", { name: /Rental van/ }).click();
  await expect(rows).toHaveCount(2);
  await expect(rows.nth(1)).toContainText("not among the customer's units");
  await expect(page.getByTestId("saved")).toHaveText("Saved");
  await axe(page, "repairs of two units");

  const today = new Date(Date.now() - 864e5).toISOString().slice(0, 10);
  const tiers = { first_cents: 4500, second_cents: 3600, third_cents: 3200, fourth_cents: 2800, later_cents: 2250 };
  await send("POST", `/api/v1/customers/${quote.to.account}/price-lists`, { tiers, discount_bp: 1000, discount_from: 3, from: today, until: null, why: "Agreed by phone" });
  await expect(card.getByTestId("prices-that-hold"), "what is agreed on meanwhile shows by itself").toContainText("Prices of the customer's own hold");
  await expect(price).toContainText("1 × $45.00 + 1 × $36.00; agreed prices from");
  await expect(price).toContainText("from 3 repairs: 10%");
  // 81 and 45, less a tenth, with 5 % tax
  await expect(page.getByTestId("sum-total")).toHaveText("$119.07");
  const kept = await answered(await page.request.get(`/api/v1/quotes/${quote.id}`, { headers: OFFICE }));
  expect(kept.priced.total_cents, "the server says the same").toBe(11_907);

  await rows.nth(1).getByRole("button", { name: "Remove Rental van" }).click();
  await expect(rows).toHaveCount(1);
  await expect(price).not.toContainText("from 3 repairs");
});

test("the customer reads each unit's price without names of the office @everywhere", async ({ page, person, axe }) => {
  await logIn(page, "olive@cascade.example");
  const { quote, send, standard } = await begin(page);
  const repairs = [{ id: crypto.randomUUID(), unit: null, name: "Bus 21", earlier: 0, count: 2 }];
  const edited = await send("PUT", `/api/v1/quotes/${quote.id}`, { version: quote.version, content: { ...quote.content, repairs } });
  const { link } = await send("POST", `/api/v1/quotes/${quote.id}/sending`, { version: edited.version, total_cents: edited.priced.total_cents, email: "maya@harbour.example", pin: "", message: "" });
  const visitor = await person();
  await visitor.goto(new URL(link).pathname);
  await expect(visitor.getByText(`1 × ${standard} + 1 × $40.00; standard prices`)).toBeVisible();
  await axe(visitor, "an offer of repairs");
});

test("the standard prices of repairs are drafted and published with the book", async ({ page, axe }) => {
  await logIn(page, "olive@cascade.example", "/app/settings/prices?line=glass");
  const rates = page.getByTestId("repair-rates");
  await rates.getByLabel("First repair").fill("55");
  await expect(page.getByTestId("draft-state")).toHaveText("Draft saved");
  await axe(page, "standard prices of repairs");
  await page.getByTestId("publish-draft").click();
  const publish = page.getByTestId("publish-dialog");
  await expect(publish).toContainText("Repairs of a unit: First repair");
  await publish.getByRole("button", { name: "Publish" }).click();
  await expect(page.getByText(/Version \d+ is in force/)).toBeVisible();
  const { quote } = await begin(page);
  await page.goto(`/app/quotes/${quote.id}`);
  await expect(page.getByTestId("prices-that-hold")).toContainText("$55.00 / $40.00");
});
