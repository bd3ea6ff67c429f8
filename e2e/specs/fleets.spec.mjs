// Plans of vehicles that carry it all: mixed, priced, with reasons, put on by one press, undone, changed by hand; and a type of
// vehicle that is made on the screen of prices and quoted with.
import { OFFICE, ahead, answered, register } from "../support/steps.mjs";
import { expect, test } from "../support/test.mjs";

const owner = () => ({ company: "Fleet Lines", name: "Fay Owner", email: `fleets-${crypto.randomUUID()}@fleets.example` });

/** A quote that begins there, with the rest of its content as told. */
async function begin(page, line, more) {
  const customer = { name: "Prisca Vale", company: "", email: `prisca-${crypto.randomUUID()}@customer.example`, phone: "", account: null, contact: null };
  const quote = await answered(await page.request.post("/api/v1/quotes", { headers: OFFICE, data: { service_line: line, title: "", ...customer } }));
  const stop = { id: crypto.randomUUID(), kind: "pickup", address: "65 Front St W, Toronto, ON", lat: null, lng: null, arrive: `${ahead(40)}:00`, leg_metres: null, leg_minutes: null };
  const content = { ...quote.content, stops: [stop], vehicles: [], minutes: 480, ...more };
  return answered(await page.request.put(`/api/v1/quotes/${quote.id}`, { headers: OFFICE, data: { version: quote.version, content } }));
}

const vehicles = async (page, id) => (await answered(await page.request.get(`/api/v1/quotes/${id}`, { headers: OFFICE }))).content.vehicles;

test("a mix of vehicles is proposed with its price and why, taken, undone and changed by hand @everywhere", async ({ page, axe, mailbox }) => {
  await register(page, mailbox, owner());
  const { id } = await begin(page, "charter", { passengers: 78, luggage: 70 });
  await page.goto(`/app/quotes/${id}`);
  const plans = page.getByTestId("fleet");
  const first = plans.first();
  await expect(first).toContainText("1 × 56-seat motorcoach + 1 × 24-seat shuttle");
  await expect(first).toContainText("80 seats for 78, 2 to spare");
  await expect(first).toContainText("room for 74 pieces of luggage, 70 to carry");
  await expect(first).toContainText("less than the next plan");
  await expect(first, "why not one large one").toContainText("56-seat motorcoach, has 56 seats");
  await axe(page, "plans of vehicles");

  const total = await first.locator("strong").textContent();
  await first.click();
  await expect(first).toHaveAttribute("aria-pressed", "true");
  await expect(page.getByTestId("sum-total")).toHaveText(total);
  await expect(page.getByTestId("saved")).toHaveText("Saved");
  expect(await vehicles(page, id)).toEqual([{ key: "coach_56", count: 1 }, { key: "mini_24", count: 1 }]);
  await axe(page, "a plan on the quote");

  await page.getByRole("button", { name: "Undo" }).first().click();
  await expect(first).toHaveAttribute("aria-pressed", "false");
  await first.click();
  const coaches = page.getByRole("spinbutton", { name: "Number of 56-seat motorcoach" });
  await expect(coaches).toHaveValue("1");
  await coaches.fill("2");
  await coaches.blur();
  await expect(first, "by hand it is another").toHaveAttribute("aria-pressed", "false");
  await expect(page.getByTestId("saved")).toHaveText("Saved");
  expect(await vehicles(page, id)).toContainEqual({ key: "coach_56", count: 2 });

  const lift = page.locator("#amenities").getByRole("checkbox", { name: "Included Wheelchair lift" });
  await lift.check();
  await expect(first).toContainText("24-seat shuttle: has what “Wheelchair lift” needs");
  await page.locator("#amenities").getByRole("checkbox", { name: "Included Wi-Fi and seat power" }).check();
  await expect(page.getByText("No mix of the vehicles of the price book carries all of it")).toBeVisible();
  await axe(page, "nothing carries it all");
});

test("what is loaded is planned as people are @phone", async ({ page, axe, mailbox }) => {
  await register(page, mailbox, owner());
  const { id } = await begin(page, "moving", {});
  await page.goto(`/app/quotes/${id}`);
  await expect(page.locator("#details")).toBeVisible();
  await expect(page.getByTestId("fleets")).toHaveCount(0);
  await page.locator("#details").getByLabel(/^Load\b/).fill("48");
  const first = page.getByTestId("fleet").first();
  await expect(first).toContainText("1 × 26 ft truck + 1 × Cargo van");
  await expect(first).toContainText("takes 48 m³, 48 m³ to load");
  await axe(page, "plans of trucks");
  await first.click();
  await expect(page.getByTestId("saved")).toHaveText("Saved");
  expect(await vehicles(page, id)).toEqual([{ key: "truck_26", count: 1 }, { key: "van", count: 1 }]);
});

test("a type of vehicle is made on the screen, another taken out, and the next quote goes by it @everywhere", async ({ page, axe, mailbox }) => {
  await register(page, mailbox, owner());
  await page.goto("/app/settings/prices?line=charter");
  const [card, rates, state] = [page.getByTestId("vehicles"), page.getByTestId("vehicle-rates"), page.getByTestId("draft-state")];
  const dialog = page.getByTestId("vehicle-dialog");
  const put = () => dialog.getByRole("button", { name: "Put in the draft" }).click();
  await card.getByTestId("add-vehicle").click();
  await put();
  await expect(dialog.getByText("Enter a value").first()).toBeVisible();
  await axe(page, "a vehicle without a name");
  await dialog.getByLabel(/^Name(?! in| of)/).fill("Sprinter");
  await dialog.getByRole("spinbutton", { name: "Seats" }).fill("14");
  await dialog.getByLabel("Pieces of luggage").fill("many");
  await dialog.getByRole("checkbox", { name: "wifi" }).check();
  await dialog.getByLabel("What else it can do").fill("Ski rack");
  await dialog.getByLabel(/^Hour\b/).fill("60");
  await dialog.getByLabel(/^Day\b/).fill("450");
  await put();
  await expect(dialog.getByText("This value is not valid").first()).toBeVisible();
  await dialog.getByLabel("Pieces of luggage").fill("14");
  await put();
  await expect(dialog).toBeHidden();
  await expect(rates).toContainText("14 seats · 14 pieces of luggage · wifi · ski rack");
  await expect(state).toHaveText("Draft saved");

  await rates.getByRole("button", { name: "Edit Sprinter" }).click();
  await expect(dialog.getByRole("checkbox", { name: "ski rack" })).toBeChecked();
  await dialog.getByLabel(/^Name(?! in| of)/).fill("Sprinter van");
  await put();
  await expect(rates).toContainText("Sprinter van");

  await rates.getByRole("button", { name: "Remove 24-seat shuttle" }).click();
  await expect(card).toContainText("Taken out: 24-seat shuttle");
  await expect(card).toContainText("Quotes already made keep it");
  await expect(card).toContainText("No vehicle can do what these extras need: Wheelchair lift");
  await axe(page, "vehicles with one taken out");
  await page.getByRole("button", { name: "Undo" }).first().click();
  await expect(rates).toContainText("24-seat shuttle");
  await expect(card).not.toContainText("Taken out");
  await rates.getByRole("button", { name: "Remove 28-seat mini coach" }).click();
  await expect(card).toContainText("Taken out: 28-seat mini coach");
  await expect(state).toHaveText("Draft saved");

  await page.getByTestId("publish-draft").click();
  const publish = page.getByTestId("publish-dialog");
  for (const words of ["Sprinter van", "$450.00", "28-seat mini coach"]) await expect(publish).toContainText(words);
  await publish.getByRole("button", { name: "Publish" }).click();
  await expect(page.getByText("Version 2 is in force")).toBeVisible();
  const book = await answered(await page.request.get("/api/v1/price-books/charter", { headers: OFFICE }));
  const made = book.rates.vehicles.find((vehicle) => vehicle.name.en === "Sprinter van");
  expect(made).toMatchObject({ seats: 14, luggage: 14, capabilities: ["wifi", "ski_rack"], hour_cents: 6000, day_cents: 45_000, minimum_cents: 0 });

  const { id } = await begin(page, "charter", { passengers: 12 });
  await page.goto(`/app/quotes/${id}`);
  const first = page.getByTestId("fleet").first();
  await expect(first).toContainText("1 × Sprinter van");
  await expect(page.getByTestId("fleets")).not.toContainText("28-seat mini coach");
  await first.click();
  await expect(page.getByTestId("saved")).toHaveText("Saved");
  expect(await vehicles(page, id)).toEqual([{ key: made.key, count: 1 }]);
});
