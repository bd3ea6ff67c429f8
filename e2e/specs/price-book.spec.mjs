// The lists of a price book are made on the screen: pieces, extras, rises and reductions with their order, and what codes are for.
import { OFFICE, ahead, answered, register } from "../support/steps.mjs";
import { expect, test } from "../support/test.mjs";

const owner = () => ({ company: "Lists Movers", name: "Olive Owner", email: `lists-${crypto.randomUUID()}@lists.example` });

/** A move by two people for four hours, from there. */
async function move(page, address) {
  const customer = { name: "Prisca Vale", company: "", email: `prisca-${crypto.randomUUID()}@customer.example`, phone: "", account: null, contact: null };
  const quote = await answered(await page.request.post("/api/v1/quotes", { headers: OFFICE, data: { service_line: "moving", title: "", ...customer } }));
  const stop = { id: crypto.randomUUID(), kind: "pickup", address, lat: null, lng: null, arrive: `${ahead(40)}:00`, leg_metres: null, leg_minutes: null };
  const content = { ...quote.content, stops: [stop], crew: 2, minutes: 240 };
  return answered(await page.request.put(`/api/v1/quotes/${quote.id}`, { headers: OFFICE, data: { version: quote.version, content } }));
}

test("pieces and extras are added, corrected where they are wrong, taken out and put back", async ({ page, axe, mailbox }) => {
  await register(page, mailbox, owner());
  await page.goto("/app/settings/prices?line=charter");
  const [items, extras, state] = [page.getByTestId("items"), page.getByTestId("extras"), page.getByTestId("draft-state")];
  await items.getByTestId("add-item").click();
  const item = page.getByTestId("item-dialog");
  await item.getByRole("button", { name: "Put in the draft" }).click();
  await expect(item.getByText("Enter a value").first()).toBeVisible();
  await axe(page, "an item without a name");
  await item.getByLabel(/^Name(?! in| of)/).fill("Ferry ticket");
  await item.getByLabel("Name in French").fill("Billet de traversier");
  await item.getByLabel("Price").fill("48.50");
  await item.getByRole("button", { name: "Put in the draft" }).click();
  await expect(item).toBeHidden();
  const ferry = items.getByRole("group", { name: "Ferry ticket" });
  await expect(ferry.getByRole("textbox")).toHaveValue("48.50");
  await expect(state).toHaveText("Draft saved");

  await extras.getByTestId("add-extra").click();
  const extra = page.getByTestId("extra-dialog");
  await extra.getByLabel(/^Name(?! in| of)/).fill("Snack boxes");
  await extra.getByLabel("Category").selectOption({ label: "Food and drink" });
  await extra.getByLabel("The vehicle needs").selectOption({ label: "restroom" });
  await extra.getByLabel(/^Price\b/).fill("7");
  await extra.getByLabel("Priced").selectOption({ label: "per passenger" });
  await extra.getByLabel("Crew's checklist").fill("Load the snack boxes");
  await axe(page, "an extra being written");
  await extra.getByRole("button", { name: "Put in the draft" }).click();
  const snacks = extras.getByRole("group", { name: "Snack boxes" });
  await expect(snacks).toContainText("Food and drink · per passenger · needs restroom · crew: Load the snack boxes");

  await items.getByRole("button", { name: "Remove Ferry ticket" }).click();
  await expect(ferry).toBeHidden();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(ferry).toBeVisible();
  await extras.getByRole("button", { name: "Remove Coach host" }).click();
  await expect(extras.getByRole("group", { name: "Coach host" })).toBeHidden();
  await expect(state).not.toHaveText("Draft saved");
  await expect(state).toHaveText("Draft saved");
  await page.reload();
  await expect(ferry, "what was put back is kept").toBeVisible();

  await page.getByTestId("publish-draft").click();
  const publish = page.getByTestId("publish-dialog");
  for (const words of ["Ferry ticket", "$48.50", "Snack boxes", "Coach host"]) await expect(publish).toContainText(words);
  await publish.getByRole("button", { name: "Publish" }).click();
  await expect(page.getByText("Version 2 is in force")).toBeVisible();
  const book = await answered(await page.request.get("/api/v1/price-books/charter", { headers: OFFICE }));
  const made = book.rates.amenities.find((amenity) => amenity.name.en === "Snack boxes");
  expect(made).toMatchObject({ category: "food", unit: "per_passenger", cents: 700, needs: "restroom", checklist_item: "Load the snack boxes" });
  expect(book.rates.amenities.some((amenity) => amenity.name.en === "Coach host")).toBe(false);
});

test("rises follow places, events and holidays, keep the order they are given, and say on a quote why @everywhere", async ({ page, axe, mailbox }) => {
  await register(page, mailbox, owner());
  await page.goto("/app/settings/prices?line=moving");
  const [card, rows, state] = [page.getByTestId("modifiers"), page.getByTestId("modifier"), page.getByTestId("draft-state")];
  await expect(rows).toHaveCount(3);
  const dialog = page.getByTestId("modifier-dialog");
  const put = () => dialog.getByRole("button", { name: "Put in the draft" }).click();
  const begin = async (name, percent, kind) => {
    await card.getByTestId("add-modifier").click();
    await dialog.getByLabel(/^Name(?! in| of)/).fill(name);
    await dialog.getByLabel(/^By\b/).fill(percent);
    await dialog.getByLabel("When it applies").selectOption({ label: kind });
  };

  await begin("Airport", "5", "At a hub or in a region");
  await dialog.getByLabel("City or coordinates").fill("Zzyzx Flats");
  await put();
  await expect(dialog.getByText("We do not know this place").first()).toBeVisible();
  await axe(page, "a hub nobody knows");
  await dialog.getByLabel("City or coordinates").fill("45.4706, -73.7408");
  await dialog.getByLabel("What it is called").fill("YUL");
  await dialog.getByLabel("Kilometres around it").fill("40");
  await put();
  await expect(rows.last()).toContainText("where a stop is within 40 km of YUL");

  await begin("Jazz Festival", "15", "During an event");
  await dialog.getByLabel("First day").fill("2027-07-06");
  await dialog.getByLabel("Last day").fill("2027-06-27");
  await put();
  await expect(dialog.getByText("This must not be before the beginning").first()).toBeVisible();
  await dialog.getByLabel("First day").fill("2027-06-27");
  await dialog.getByLabel("Last day").fill("2027-07-06");
  await put();
  await expect(rows.last()).toContainText("from 27 Jun 2027 to 6 Jul 2027");

  await begin("Holidays", "20", "On holidays");
  await dialog.getByLabel("Holidays of").selectOption({ label: "Québec" });
  await expect(dialog.getByLabel("Québec National Day")).toBeChecked();
  await dialog.getByTestId("add-date").click();
  await dialog.getByLabel(/^Date 1/).fill("2027-02-14");
  await put();
  await expect(dialog.getByText("Enter a value").first()).toBeVisible();
  await axe(page, "holidays with a day that has no name");
  await dialog.getByLabel("Name of day 1").fill("Winter fair");
  await put();
  await expect(rows.last()).toContainText("on holidays of Québec, Winter fair (14 Feb 2027)");

  await expect(rows).toHaveCount(6);
  const up = card.getByRole("button", { name: "Move Holidays up" });
  await up.click();
  await expect(card.getByText("Holidays is number 5 of 6")).toBeAttached();
  await expect(up, "the focus goes along").toBeFocused();
  await page.keyboard.press("Alt+ArrowUp");
  await expect(rows.nth(3)).toContainText("Holidays");
  await card.getByRole("button", { name: "Remove End of June" }).click();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(rows.nth(1)).toContainText("End of June");
  await expect(state).toHaveText("Draft saved");
  await axe(page, "the rises and reductions");

  await page.getByTestId("publish-draft").click();
  const publish = page.getByTestId("publish-dialog");
  await expect(publish).toContainText("+5% where a stop is within 40 km of YUL");
  await publish.getByRole("button", { name: "Publish" }).click();
  await expect(page.getByText("Version 2 is in force")).toBeVisible();
  await page.reload();
  await expect(rows.nth(3)).toContainText("Holidays");

  const near = await move(page, "975 Boul. Roméo-Vachon, Montréal, QC");
  await page.goto(`/app/quotes/${near.id}`);
  await expect(page.getByTestId("price")).toContainText("within 40 km of YUL, +5%");
  const far = await move(page, "65 Front St W, Toronto, ON");
  expect(far.priced.lines.some((line) => line.label.en === "Airport")).toBe(false);
});

test("a code for some vehicles and trips is refused to others in so many words", async ({ page, axe, mailbox, problems }) => {
  problems.expect(/422/);
  await register(page, mailbox, owner());
  await page.goto("/app/settings/prices");
  await page.getByTestId("new-promo").click();
  const dialog = page.getByTestId("promo-dialog");
  await dialog.getByLabel("Code").fill("coach15");
  await dialog.getByLabel("Takes off").fill("15");
  await dialog.getByLabel("56-seat motorcoach").check();
  await dialog.getByLabel("Round trip").check();
  await axe(page, "a code for some vehicles");
  await dialog.getByRole("button", { name: "Make code" }).click();
  await expect(page.getByTestId("promos")).toContainText("56-seat motorcoach, Round trip");

  const { id } = await move(page, "65 Front St W, Toronto, ON");
  await page.goto(`/app/quotes/${id}`);
  const promo = page.locator("#promo");
  await promo.getByRole("textbox").fill("coach15");
  await promo.getByTestId("apply-promo").click();
  await expect(promo.getByText("only for other vehicles")).toBeVisible();
  await axe(page, "a code for other vehicles");
});
