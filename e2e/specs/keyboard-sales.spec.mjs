// What selling takes beside the story, without a pointer: a customer entered and a table of them, ways leads come in, the
// law's hours, a price that waits for somebody's word, and a list kept under a name. With the story, whose lead, quote and
// job pass through keyboards only, and what an office does (keyboard-office), these are the twelve journeys.
import { expect, test } from "../support/test.mjs";
import { OFFICE, answered, longDay } from "../support/steps.mjs";
import { choose, enter, hears, press, reach, tick, write } from "../support/keys.mjs";

test.use({ demo: true });

/** A name nobody had before. */
const family = () => `Keyed${Date.now().toString(36)}`;

/** Far down a long page. */
const FAR = { most: 400 };

test("a customer is entered and corrected by keyboard alone", async ({ page }) => {
  const pointers = await enter(page, "marc@northline.example", "/app/customers");
  const name = family();
  await press(page, page.getByRole("button", { name: "New customer" }).first());
  const dialog = page.getByRole("dialog", { name: "New customer" });
  await write(page, dialog.getByLabel("Name"), `Ferry Point ${name}`);
  await write(page, dialog.getByLabel("E-mail"), `office@${name.toLowerCase()}.example`);
  await write(page, dialog.getByLabel("Contact"), "Ida Lund");
  await press(page, dialog.getByRole("button", { name: "Add customer" }));
  await expect(page.getByRole("heading", { level: 1, name: `Ferry Point ${name}` })).toBeVisible();
  await press(page, page.getByRole("button", { name: "Edit", exact: true }));
  const editing = page.getByRole("dialog");
  await write(page, editing.getByLabel("Notes"), "Deliveries by the side gate");
  await press(page, editing.getByRole("button", { name: "Save" }));
  await expect(editing).toBeHidden();
  await expect(page.locator("main .pre")).toHaveText("Deliveries by the side gate");
  expect(await pointers()).toEqual([]);
});

test("a table of customers is matched, added and taken back by keyboard alone", async ({ page }) => {
  const pointers = await enter(page, "marc@northline.example", "/app/customers");
  const name = family();
  const lines = ["Account;Full name;Courriel;Colour", `${name} Clinic;Ida Lund;ida@${name}.example;red`, `;Ole ${name};ole@${name}.example;`, ";Nobody;not an address;"];
  await press(page, page.getByRole("link", { name: "Import" }));
  const asked = page.waitForEvent("filechooser");
  await press(page, page.getByLabel("File", { exact: true }));
  await (await asked).setFiles({ name: `${name}.csv`, mimeType: "text/csv", buffer: Buffer.from(lines.join("\r\n")) });
  await expect(page.getByRole("heading", { level: 1, name: `${name}.csv` })).toBeVisible();
  await choose(page, page.getByLabel("What Colour says"), "Notes", "notes");
  await press(page, page.getByRole("button", { name: "Check rows" }));
  await expect(page.getByTestId("import-problems").getByRole("row", { name: /Courriel:/ })).toBeVisible();
  await press(page, page.getByRole("button", { name: "Add 2 customers" }));
  await expect(page.getByTestId("import-figures")).toContainText("Added");
  await press(page, page.getByRole("button", { name: "Take the import back" }));
  await press(page, page.getByRole("button", { name: "Remove 2 customers" }));
  await expect(page.getByTestId("import-figures")).toContainText("Taken back");
  expect(await pointers()).toEqual([]);
});

test("a way leads come in by is added, paused and given another key by keyboard alone", async ({ page }) => {
  const pointers = await enter(page, "marc@northline.example", "/app/settings/intakes");
  const name = family();
  await press(page, page.getByRole("button", { name: "Add source" }));
  const adding = page.getByRole("dialog", { name: "Add source" });
  await write(page, adding.getByLabel("Name"), name);
  await choose(page, adding.getByLabel("Source"), "Ref", "referral");
  await press(page, adding.getByRole("button", { name: "Save" }));
  const shown = page.getByRole("dialog", { name: `Key of ${name}` });
  const key = await shown.getByTestId("source-key").inputValue();
  await press(page, shown.getByRole("button", { name: "Close" }).last());
  await expect(shown).toBeHidden();

  const row = page.getByTestId("sources").getByRole("listitem").filter({ hasText: name });
  await press(page, row.getByRole("button", { name: `Edit source ${name}` }));
  const changing = page.getByRole("dialog");
  await tick(page, changing.getByRole("switch", { name: "Takes leads" }));
  await press(page, changing.getByRole("button", { name: "Save" }));
  await expect(changing).toBeHidden();
  await expect(row).toContainText("Paused");

  await press(page, row.getByRole("button", { name: "New key" }));
  await press(page, page.getByRole("alertdialog").getByRole("button", { name: "New key" }));
  await expect(shown).toBeVisible();
  expect(await shown.getByTestId("source-key").inputValue()).not.toBe(key);
  await page.keyboard.press("Escape");
  await expect(shown).toBeHidden();
  expect(await pointers()).toEqual([]);
});

test("a plan over the legal hours is mended, or let go out with a reason, by keyboard alone", async ({ page, person }) => {
  const pointers = await enter(page, "priya@cascade.example");
  const mended = await longDay(page);
  const waived = await longDay(page);
  await page.goto(`/app/quotes/${mended.id}`);
  await expect(page.getByTestId("broken-hours")).toContainText("past the limit");
  await press(page, page.getByTestId("cure-relief"), FAR);
  await expect(page.getByText("Within the legal hours.")).toBeVisible();
  await expect(page.getByTestId("saved")).toHaveText("Saved");

  const manager = await person();
  const byManager = await enter(manager, "olive@cascade.example", `/app/quotes/${waived.id}`);
  await press(manager, manager.getByTestId("waive-hours"), FAR);
  const dialog = manager.getByTestId("waiver");
  await write(manager, dialog.getByLabel(/^Why/), "The college sends a relief driver of its own");
  await press(manager, dialog.getByRole("button", { name: "Let it go out" }));
  await expect(dialog).toBeHidden();
  await expect(manager.getByTestId("saved")).toHaveText("Saved");
  for (const used of [pointers, byManager]) expect(await used()).toEqual([]);
});

test("a price is changed by hand and approved by somebody else by keyboard alone", async ({ page, person }) => {
  const pointers = await enter(page, "priya@cascade.example");
  const customer = { name: "Burrard College", company: "", email: `${family()}@burrard.example`, phone: "", account: null, contact: null };
  const begun = await answered(await page.request.post("/api/v1/quotes", { headers: OFFICE, data: { service_line: "charter", title: "Season of trips", ...customer } }));
  const line = { id: crypto.randomUUID(), name: "Forty trips", note: "", quantity_milli: 40_000, unit_cents: 200_000, optional: false, chosen: true };
  const content = { ...begun.content, lines: [line] };
  await answered(await page.request.put(`/api/v1/quotes/${begun.id}`, { headers: OFFICE, data: { version: begun.version, content } }));
  await page.goto(`/app/quotes/${begun.id}`);
  await press(page, page.getByTestId("by-hand-open"), FAR);
  const dialog = page.getByTestId("by-hand-dialog");
  await write(page, dialog.getByLabel("How much"), "12");
  await hears(page, "More than 5% off needs an approval");
  await write(page, dialog.getByLabel("Why"), "They sign for the whole season");
  await press(page, dialog.getByRole("button", { name: "Change the price" }));
  await expect(dialog).toBeHidden();
  await expect(page.getByTestId("saved")).toHaveText("Saved");
  await expect(page.getByTestId("by-hand").getByTestId("needs-approval")).toBeVisible();

  const manager = await person();
  const byManager = await enter(manager, "marc@cascade.example", `/app/quotes/${begun.id}`);
  const hand = manager.getByTestId("by-hand");
  await write(manager, hand.getByLabel("Note"), "Once, for the whole season", FAR);
  await press(manager, hand.getByTestId("approve"));
  await expect(hand.getByTestId("approved")).toContainText("Approved by Marc Delorme");
  await expect(page.getByTestId("by-hand").getByTestId("approved")).toBeVisible();
  for (const used of [pointers, byManager]) expect(await used()).toEqual([]);
});

test("what a list is narrowed to is kept under a name, opened again and deleted by keyboard alone", async ({ page }) => {
  const pointers = await enter(page, "olive@northline.example", "/app/quotes?status=sent");
  const name = family();
  const saved = page.getByTestId("saved-views");
  const item = (name) => page.getByRole("menuitem", { name });
  await press(page, saved);
  await press(page, item("Save this view…"), { key: "ArrowDown", most: 20 });
  const naming = page.getByTestId("name-view");
  await write(page, naming.getByLabel("Name"), name);
  await tick(page, naming.getByLabel("Share with everybody"));
  await press(page, naming.getByRole("button", { name: "Save" }));
  await expect(saved).toContainText(name);
  await page.goto("/app/quotes");
  await press(page, saved);
  await press(page, item(new RegExp(name)), { key: "ArrowDown", most: 20 });
  await expect(page).toHaveURL(/status=sent/);
  await expect(saved).toContainText(name);
  await reach(page, saved);
  await page.keyboard.press("Enter");
  await press(page, item("Delete"), { key: "ArrowDown", most: 20 });
  await expect(page.getByText(`“${name}” deleted`)).toBeVisible();
  expect(await pointers()).toEqual([]);
});
