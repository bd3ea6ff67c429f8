// The calculator on a public page: a price at once, and the offer at that price, with and without a script.
import { test, expect } from "../support/test.mjs";
import { OFFICE, ahead, answered, card, logIn } from "../support/steps.mjs";

test.use({ demo: true });

const day = (days) => ahead(days).slice(0, 10);

async function person(page, name) {
  await page.getByLabel("Your name").fill(name);
  await page.getByLabel("E-mail").fill(`${name.toLowerCase().replaceAll(" ", ".")}@example.ca`);
  await page.getByLabel(/may send me this offer/).check();
}

/** The amount of the one quote found by a customer's name. */
async function drafted(page, name) {
  const { page: found } = await answered(await page.request.get(`/api/v1/quotes?search=${encodeURIComponent(name)}`, { headers: OFFICE }));
  expect(found.items).toHaveLength(1);
  return found.items[0];
}

const cents = async (page) => Number(await page.locator("input[name=shown_cents]").inputValue());

test("a visitor without a script sees a price, changes it, and the offer they ask for lies on the board at that price", async ({ page, person: another }) => {
  await logIn(page, "marc@cascade.example", "/app/pipeline");
  const visitor = await another({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } });
  await visitor.goto("/instant/cascade-line");
  await visitor.getByLabel("From").fill("Vancouver, BC");
  await visitor.getByLabel(/^To\b/).fill("Whistler, BC");
  await visitor.getByLabel(/^Date(?! of)/).fill(day(40));
  await visitor.getByLabel("Passengers").fill("40");
  await visitor.getByRole("button", { name: "Show price" }).click();
  const price = visitor.getByRole("region", { name: "Your price" });
  await expect(price.getByText("An estimate from the distances")).toBeVisible();
  const oneWay = await cents(visitor);
  expect(oneWay).toBeGreaterThan(0);

  await visitor.getByLabel("With the way back").check();
  await visitor.getByLabel("Date of the way back").fill(day(41));
  await visitor.getByLabel("Departure of the way back").fill("16:00");
  await visitor.getByRole("button", { name: "Show price" }).click();
  await expect(price.getByText("Driver nights")).toBeVisible();
  const both = await cents(visitor);
  expect(both).toBeGreaterThan(oneWay);

  await person(visitor, "Ophelia Onlinger");
  await visitor.getByRole("button", { name: "Ask for the offer" }).click();
  await expect(visitor.getByRole("heading", { name: "We have your request" })).toBeVisible();
  const draft = await drafted(page, "Ophelia");
  await expect(visitor.getByText(draft.number)).toBeVisible();
  expect([draft.status, draft.total_cents]).toEqual(["draft", both]);
  await page.goto(`/app/quotes/${draft.id}`);
  await expect(page.getByText("Vancouver → Whistler").first()).toBeVisible();
});

test("what is not understood is told at its field with what may be meant, and nothing typed is lost", async ({ page, axe, problems }) => {
  problems.expect(/422/);
  await page.goto("/instant/northline-moving?lang=fr");
  await axe(page);
  await page.goto("/instant/northline-moving");
  await page.getByLabel("From").fill("Torronto");
  await page.getByLabel(/^To\b/).fill("Ottawa");
  await page.getByLabel(/^Date(?! of)/).fill(day(30));
  await page.getByRole("button", { name: "Show price" }).click();
  await expect(page.getByText("We do not know this place. Did you mean Toronto (ON)?").first()).toBeVisible();
  await expect(page.getByLabel(/^To\b/)).toHaveValue("Ottawa");
  await axe(page);

  await page.getByLabel("From").fill("Toronto");
  await page.getByRole("button", { name: "Show price" }).click();
  await expect(page.getByRole("region", { name: "Your price" })).toBeVisible();
  await axe(page);
  const total = await cents(page);
  await page.getByRole("button", { name: "Ask for the offer" }).click();
  await expect(page.getByText("Tick the box to agree").first()).toBeVisible();
  expect(await cents(page)).toBe(total);
  await person(page, "Mira Webster");
  await page.getByRole("button", { name: "Ask for the offer" }).click();
  await expect(page.getByRole("heading", { name: "We have your request" })).toBeVisible();
  await axe(page);
});

test("the offer somebody asks for appears on an open board, and the office opens and closes the page", async ({ page, person: another, axe, problems }) => {
  problems.expect(/404/);
  await logIn(page, "marc@northline.example", "/app/pipeline");
  await expect(page.getByRole("region", { name: "Quoted", exact: true })).toBeVisible();
  const visitor = await another();
  await visitor.goto("/instant/northline-moving?origin=Toronto&destination=Kingston");
  await visitor.getByLabel(/^Date(?! of)/).fill(day(25));
  await visitor.getByRole("button", { name: "Show price" }).click();
  await person(visitor, "Livia Boardman");
  await visitor.getByRole("button", { name: "Ask for the offer" }).click();
  await expect(visitor.getByRole("heading", { name: "We have your request" })).toBeVisible();
  await expect(card(page, "Quoted", "Livia Boardman")).toBeVisible();

  await page.goto("/app/settings/intakes");
  const row = page.getByTestId("instant-page");
  await expect(row.getByRole("link", { name: /\/instant\/northline-moving$/ })).toBeVisible();
  await expect(row.getByRole("button", { name: "Copy" })).toBeVisible();
  await row.getByRole("button", { name: "Set the instant quote" }).click();
  const dialog = page.getByRole("dialog", { name: "Set the instant quote" });
  await axe(page);
  await dialog.getByLabel("Visitors can work out prices").uncheck();
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(row.getByText("Closed")).toBeVisible();
  await visitor.goto("/instant/northline-moving");
  await expect(visitor.getByRole("heading", { name: "There is no such page" })).toBeVisible();

  await row.getByRole("button", { name: "Set the instant quote" }).click();
  await dialog.getByLabel("Visitors can work out prices").check();
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(row.getByText("Open", { exact: true })).toBeVisible();
});
