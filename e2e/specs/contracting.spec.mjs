// A project of a contractor: an inquiry, a visit that measures, an offer by trades and measure without any way, its
// acceptance, and the phases the crew works through.
import { OFFICE, ahead, answered, freshDay, logIn, send } from "../support/steps.mjs";
import { expect, test } from "../support/test.mjs";

test.use({ demo: true });

const OWNER = "olive@cascade.example";

/** A lead about a kitchen, past the screens. */
async function kitchen(page) {
  const tag = Date.now().toString(36);
  const asked = {
    name: `Greta ${tag}`,
    email: `greta-${tag}@mail.example`,
    service_line: "contracting",
    source: "phone",
    urgency: "medium",
    origin: "2120 W 4th Ave, Vancouver, BC",
    notes: "New floor and drywall in the kitchen.\nHaul away the debris.",
  };
  return answered(await page.request.post("/api/v1/leads", { headers: OFFICE, data: asked }));
}

/** Plans a visit of whoever is logged in, some weeks ahead, and opens its form. */
async function visit(page, { id }) {
  await page.goto(`/app/leads/${id}`);
  await page.getByTestId("plan-visit").click();
  const dialog = page.getByTestId("visit-dialog");
  await dialog.getByLabel(/^Day/).fill(freshDay());
  await dialog.getByLabel(/^From/).fill("10:00");
  await dialog.getByLabel(/^Until/).fill("11:00");
  await dialog.getByTestId("save-visit").click();
  await expect(dialog).toBeHidden();
  await page.getByTestId("visits").getByRole("link", { name: "On site" }).click();
  await expect(page).toHaveURL(/\/visits\//);
  return page.getByTestId("on-site");
}

test("a project goes from the visit over the offer to its phases", async ({ page, person, axe }) => {
  await logIn(page, OWNER);
  const lead = await kitchen(page);

  await test.step("the visit measures the kitchen", async () => {
    const form = await visit(page, lead);
    await form.getByTestId("add-area").click();
    const area = form.getByTestId("area");
    await area.getByLabel(/^Room or area/).fill("Kitchen");
    await area.getByLabel(/^Length/).fill("12");
    await area.getByLabel(/^Width/).fill("10.5");
    await area.getByLabel(/^Height/).fill("8");
    await expect(form.getByTestId("measured")).toHaveText("Floor 126 sq ft, walls 360 sq ft");
    await form.getByLabel(/^Year built/).fill("1962");
    await form.getByLabel(/^Access/).fill("Key with the neighbour");
    await form.getByRole("radio", { name: "Needed", exact: true }).check();
    await axe(page, "a visit that measures");
    await form.getByTestId("save-form").click();
    await expect(page.getByText("Saved", { exact: true }).first()).toBeVisible();
    await page.reload();
    await expect(form.getByLabel(/^Width/)).toHaveValue("10.5");
    await form.getByLabel(/^Length/).fill("");
    await form.getByLabel(/^Result/).fill("Two people, two days");
    await form.getByTestId("complete-visit").click();
    await expect(form.getByLabel(/^Length/), "a side that is missing is named").toHaveAttribute("aria-invalid", "true");
    await form.getByLabel(/^Length/).fill("12");
    await form.getByTestId("complete-visit").click();
    const found = page.getByTestId("visit-found");
    await expect(found).toContainText("Kitchen: 12 × 10.5 × 8 ft");
    await expect(found).toContainText("Key with the neighbour");
  });

  const price = page.getByTestId("sum-total");
  await test.step("the offer has a place and trades, and counts what was measured", async () => {
    await page.goto(`/app/leads/${lead.id}`);
    await page.getByTestId("make-quote").click();
    await expect(page).toHaveURL(/\/app\/quotes\/.+/);
    await expect(page.getByTestId("hours"), "nobody is under way").toHaveCount(0);
    await expect(page.getByTestId("stop")).toHaveCount(0);
    const place = page.getByTestId("place");
    await expect(place.getByRole("combobox", { name: "Address" })).toHaveValue("2120 W 4th Ave, Vancouver, BC");
    await place.getByLabel("Work begins").fill(ahead(30, "08:00"));
    await place.getByLabel("Work begins").blur();

    const carpenter = page.getByRole("group", { name: "Carpenter" });
    const before = await price.textContent();
    await carpenter.getByRole("spinbutton", { name: "People" }).fill("2");
    await carpenter.getByRole("spinbutton", { name: "People" }).press("Tab");
    await carpenter.getByLabel("Hours each").fill("16");
    await carpenter.getByLabel("Hours each").blur();
    await expect(price).not.toHaveText(before);
    await expect(page.getByTestId("price")).toContainText("2 people, 16 h");

    const notes = page.getByTestId("estimate");
    await notes.getByTestId("read-notes").click();
    const rows = notes.getByTestId("drafted");
    await expect(rows.filter({ hasText: "126 × Flooring, square foot" })).toContainText("By the areas the visit measured");
    await expect(rows.filter({ hasText: "360 × Drywall, square foot" })).toHaveCount(1);
    await expect(rows.filter({ hasText: "Building permit" })).toContainText("passed on at cost");
    await expect(rows.filter({ hasText: "Test for asbestos" })).toContainText("Built in 1962");
    await notes.getByTestId("take-all").check();
    await notes.getByTestId("take-drafted").click();
    await expect(page.getByTestId("line")).toHaveCount(3);
    await expect(page.getByTestId("saved")).toHaveText("Saved");
    await expect(page.getByTestId("instalments")).toContainText("Rough-in");
    await expect(page.getByTestId("paying"), "milestones are what such work is paid by").not.toContainText("Differs from policy");
    await expect(page.getByTestId("paying")).toContainText("By the milestones of this line of work:");
    await expect(page.getByLabel(/^Deadhead/), "nobody drives empty").toHaveCount(0);
    await axe(page, "an offer of a project");
  });

  const total = await price.textContent();
  const quote = new URL(page.url()).pathname.split("/").pop();
  const kept = await answered(await page.request.get(`/api/v1/quotes/${quote}`, { headers: OFFICE }));
  expect(new Intl.NumberFormat("en-CA", { style: "currency", currency: "CAD" }).format(kept.priced.total_cents / 100), "the server says the same").toBe(total);

  await test.step("the customer reads it and accepts", async () => {
    const customer = await person();
    await customer.goto(await send(page));
    await expect(customer.locator("#total")).toHaveText(total);
    await expect(customer.getByText("Flooring, square foot").first()).toBeVisible();
    await expect(customer.getByText("2 people, 16 h").first()).toBeVisible();
    await axe(customer, "the customer's page of a project");
    await customer.getByLabel(/I, .*accept quote/).check();
    await customer.getByRole("button", { name: /^Accept for/ }).click();
    await expect(customer.getByRole("heading", { name: "Accepted, thank you" })).toBeVisible();
  });

  await test.step("the project has its phases, and asks for what they need", async () => {
    const link = page.getByRole("link", { name: "Open job" }).first();
    await expect(link).toHaveAttribute("href", /\/app\/jobs\/.+/);
    const id = (await link.getAttribute("href")).split("/").pop();
    const job = await answered(await page.request.get(`/api/v1/jobs/${id}`, { headers: OFFICE }));
    expect(job.phases.map((phase) => phase.key)).toEqual(["agreed", "mobilise", "work", "inspection", "hand_over"]);
    expect(job.phases[4].requirements.map((slot) => [slot.kind, slot.required])).toEqual([["photo", true], ["signature", true]]);
    expect(job.phases[1].items.map((item) => item.title.en)).toContain("Carpenter: 2 people, 16 h");
    expect(job.instalments.map((one) => one.label.en)).toEqual(["Mobilisation", "Rough-in", "Completion"]);
    await page.goto(`/app/jobs/${id}`);
    await expect(page.getByText("Hand-over").first()).toBeVisible();
    await axe(page, "a project");
  });
});

test("rates of trades are drafted and told before they are published", async ({ page, axe }) => {
  await logIn(page, OWNER, "/app/settings/prices?line=contracting");
  const rates = page.getByTestId("trade-rates");
  await rates.getByLabel("Carpenter: Hour").fill("81");
  await expect(page.getByTestId("draft-state")).toHaveText("Draft saved");
  await axe(page, "rates of trades");
  await page.getByTestId("publish-draft").click();
  await expect(page.getByTestId("publish-dialog")).toContainText("Carpenter: Hour");
});
