// What an office does without a pointer beside the story: one customer of two records, new prices, one act on several
// quotes, several cards of the board, and whose turn it is.
import { expect, test } from "../support/test.mjs";
import { OFFICE, ahead, answered } from "../support/steps.mjs";
import { enter, hears, press, reach, tick, write } from "../support/keys.mjs";

test.use({ demo: true });

/** Sends what a test needs to be there, past the screens. */
const made = async (page, method, path, data) => answered(await page.request.fetch(path, { method, headers: OFFICE, data }));

/** A name nobody had before. */
const family = () => `Keys${Date.now().toString(36)}`;

test("two records of one customer are merged and taken apart by keyboard alone", async ({ page }) => {
  const pointers = await enter(page, "marc@northline.example");
  const name = family();
  const add = (company, person) => {
    const contact = { name: person, email: `${person.toLowerCase().replace(" ", ".")}@${name.toLowerCase()}.example`, phone: null, roles: [] };
    return made(page, "POST", "/api/v1/customers", { kind: "company", name: company, contact, tags: [], notes: "" });
  };
  const kept = await add(`Ferry Point ${name}`, "Ida Lund");
  await add(`Ferrypoint ${name}`, "Ole Berg");
  await page.goto(`/app/customers/${kept.id}`);
  await press(page, page.getByRole("button", { name: "More actions" }));
  await press(page, page.getByRole("menuitem", { name: "Merge with another record" }), { key: "ArrowDown", most: 20 });
  const dialog = page.getByRole("dialog", { name: "Merge with another record" });
  await write(page, dialog.getByRole("combobox"), "ferrypoint");
  await expect(dialog.getByRole("option").first()).toContainText(`Ferrypoint ${name}`);
  await page.keyboard.press("Enter");
  await expect(dialog).toContainText("1 person, 0 addresses");
  await press(page, dialog.getByRole("button", { name: "Merge" }));
  await expect(dialog).toBeHidden();
  await expect(page.getByText("Ole Berg")).toBeVisible();

  await press(page, page.getByTestId("merged-records").getByRole("button", { name: /Undo/ }));
  await expect(page.getByText(`Ferrypoint ${name} is a record of its own again`)).toBeVisible();
  await expect(page.getByText("Ole Berg")).toBeHidden();
  expect(await pointers()).toEqual([]);
});

test("a price is changed and published by keyboard alone", async ({ page }) => {
  const pointers = await enter(page, "olive@northline.example", "/app/settings/prices");
  const before = await made(page, "GET", "/api/v1/price-books/moving");
  // what the last vehicle costs at least: what others quote with stays as it is
  const least = page.getByTestId("vehicle-rates").getByRole("textbox").last();
  await write(page, least, "1876.54", { most: 300 });
  await expect(page.getByTestId("draft-state")).toHaveText("Draft saved");
  await press(page, page.getByTestId("publish-draft"), { most: 400 });
  const dialog = page.getByTestId("publish-dialog");
  await expect(dialog).toContainText("1,876.54");
  await press(page, dialog.getByRole("button", { name: "Publish" }));
  await expect(page.getByText(`Version ${before.version + 1} is in force`)).toBeVisible();
  const after = await made(page, "GET", "/api/v1/price-books/moving");
  expect([after.version, after.rates.vehicles.at(-1).minimum_cents]).toEqual([before.version + 1, 187_654]);
  expect(await pointers()).toEqual([]);
});

test("several quotes are picked and given to a colleague by keyboard alone", async ({ page }) => {
  const pointers = await enter(page, "olive@northline.example");
  const name = family();
  for (const first of ["Ada", "Bo"]) {
    const customer = { name: `${first} ${name}`, email: `${first.toLowerCase()}.${name.toLowerCase()}@customer.example` };
    const begun = await made(page, "POST", "/api/v1/quotes", { service_line: "moving", title: "", ...customer });
    const stop = { id: crypto.randomUUID(), kind: "pickup", address: "5 Water St, Toronto, ON", arrive: `${ahead(30)}:00`, dwell: 60 };
    await made(page, "PUT", `/api/v1/quotes/${begun.id}`, { version: begun.version, content: { ...begun.content, stops: [stop] } });
  }
  await page.goto(`/app/quotes?q=${name}`);
  const rows = page.getByTestId("quotes").locator("tbody tr");
  await expect(rows).toHaveCount(2);
  for (const row of [0, 1]) {
    await reach(page, rows.nth(row).getByRole("link").first());
    await page.keyboard.press("x");
    await expect(rows.nth(row).getByRole("checkbox")).toBeChecked();
  }
  await expect(page.getByRole("region", { name: "2 selected" })).toBeVisible();
  await hears(page, "2 selected");
  await press(page, page.getByRole("button", { name: "Give to…" }), { key: "Shift+Tab" });
  const dialog = page.getByTestId("bulk-dialog");
  const colleague = dialog.getByLabel("Colleague");
  await reach(page, colleague);
  await page.keyboard.type("Jo");
  await expect(colleague.locator("option:checked")).toHaveText("Jo Lindqvist");
  await press(page, dialog.getByRole("button", { name: "Give" }));
  await expect(page.getByText("2 quotes given to Jo Lindqvist")).toBeVisible();
  await expect(page.getByTestId("quotes").getByRole("cell", { name: "Jo Lindqvist" })).toHaveCount(2);
  expect(await pointers()).toEqual([]);
});

test("several cards are picked, moved together and brought back by keyboard alone", async ({ page }) => {
  const pointers = await enter(page, "marc@northline.example");
  const name = family();
  const names = [`One ${name}`, `Two ${name}`];
  for (const one of names) {
    await made(page, "POST", "/api/v1/leads", { name: one, phone: "416 555 0131", service_line: "moving", source: "phone", urgency: "medium" });
  }
  await page.goto(`/app/pipeline?q=${name}`);
  const card = (stage, one) => page.getByRole("region", { name: stage, exact: true }).getByRole("article", { name: one, exact: true });
  for (const one of [...names].reverse()) {
    await reach(page, card("New", one));
    await page.keyboard.press("x");
  }
  await expect(page.getByRole("region", { name: "2 selected" })).toBeVisible();
  await hears(page, "2 selected");
  await page.keyboard.press("Shift+ArrowRight");
  await expect(page.getByText("Moved to Contacted: 2").first()).toBeVisible();
  await hears(page, "Moved to Contacted: 2");
  for (const one of names) await expect(card("Contacted", one)).toBeVisible();
  await page.keyboard.press("Control+z");
  for (const one of names) await expect(card("New", one)).toBeVisible();
  expect(await pointers()).toEqual([]);
});

test("whose turn it is and how many a day is set by keyboard alone", async ({ page }) => {
  const pointers = await enter(page, "marc@northline.example", "/app/settings/queue");
  const takes = page.getByRole("switch", { name: "Priya Raman takes leads" });
  await expect(takes).toBeVisible();
  const before = await takes.isChecked();
  for (const wanted of [!before, before]) {
    await tick(page, takes);
    await expect(takes).toBeChecked({ checked: wanted });
  }
  const turn = page.getByTestId("queue").getByRole("listitem").filter({ has: takes });
  await press(page, turn.getByRole("button", { name: "Limits of Priya Raman" }));
  const dialog = page.getByRole("dialog");
  await write(page, dialog.getByLabel("Leads a day"), "23");
  await press(page, dialog.getByRole("button", { name: "Save" }));
  await expect(dialog).toBeHidden();
  await expect(turn).toContainText("of 23 today");
  const timer = page.getByTestId("return-timer");
  await write(page, timer.getByRole("textbox", { name: "Minutes of work" }), "45");
  await press(page, timer.getByRole("button", { name: "Save" }));
  await expect(timer.getByRole("button", { name: "Save" })).toBeHidden();
  await page.reload();
  await expect(turn).toContainText("of 23 today");
  await expect(timer.getByRole("textbox", { name: "Minutes of work" })).toHaveValue("45");
  expect(await pointers()).toEqual([]);
});
