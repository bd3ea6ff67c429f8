// Fields of one's own on leads, forms of sources, and jobs of leads without a quote.
import { test, expect } from "../support/test.mjs";
import { OFFICE, answered, logIn } from "../support/steps.mjs";

test.use({ demo: true });

const OLIVE = "olive@northline.example";
const MARC = "marc@northline.example";

/** A word nobody had before. */
const fresh = (word) => `${word} ${Date.now().toString(36)}${Math.floor(Math.random() * 1000)}`;

/** A lead past the screens. */
async function lead(page, name, more = {}) {
  const asked = { name, phone: "416 555 0131", service_line: "moving", source: "phone", urgency: "medium", ...more };
  return answered(await page.request.post("/api/v1/leads", { headers: OFFICE, data: asked }));
}

test("a field of leads is defined, asked for by the form, shown, filtered by and exported @everywhere", async ({ page, person, axe, problems }) => {
  problems.expect(/422/);
  const label = fresh("Floor");
  await logIn(page, OLIVE, "/app/settings/fields");
  const card = page.getByTestId("fields-lead");
  await expect(card.getByRole("row", { name: /Heard of us by/ })).toBeVisible();
  await card.getByRole("button", { name: "Add field" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Label").fill(label);
  await dialog.getByLabel("Kind").selectOption("number");
  await dialog.getByLabel("On public forms").check();
  await axe(page, "a new field of leads");
  await dialog.getByRole("button", { name: "Add field" }).click();
  await expect(card.getByRole("row", { name: new RegExp(label) })).toContainText("On public forms");
  await axe(page, "fields of leads");

  // a visitor is told at the field, and nothing they wrote is lost
  const visitor = await person();
  const name = fresh("Ana");
  await visitor.goto("/capture/northline-moving");
  await visitor.getByLabel("Your name").fill(name);
  await visitor.getByLabel("E-mail").fill(`${name.replaceAll(" ", ".").toLowerCase()}@example.ca`);
  await visitor.getByLabel(label).fill("many");
  await visitor.getByRole("button", { name: "Send request" }).click();
  await expect(visitor.getByText("Some fields need another look")).toBeVisible();
  await expect(visitor.getByLabel(label)).toHaveValue("many");
  await expect(visitor.getByLabel(label)).toHaveAttribute("aria-invalid", "true");
  await axe(visitor, "a form with a mistake");
  await visitor.getByLabel(label).fill("12");
  await visitor.getByRole("button", { name: "Send request" }).click();
  await expect(visitor.getByRole("heading", { name: "We have your request" })).toBeVisible();

  await page.goto("/app/leads");
  await page.getByRole("button", { name: "More filters" }).click();
  const filters = page.getByRole("dialog");
  await filters.getByLabel(`${label}, from`).fill("10");
  await filters.getByRole("button", { name: "Apply" }).click();
  await expect(page).toHaveURL(/custom=/);
  await expect(page.getByTestId("leads").locator("tbody tr")).toHaveCount(1);
  await axe(page, "leads narrowed by a field of one's own");
  const file = page.waitForEvent("download");
  await page.getByRole("link", { name: "Export CSV" }).click();
  const text = await (await (await file).createReadStream()).toArray().then((parts) => Buffer.concat(parts).toString());
  const [heads, row] = text.trim().split("\r\n").map((line) => line.split(","));
  expect(row[heads.indexOf(label.toLowerCase().replaceAll(" ", "_"))]).toBe("12");

  await page.getByTestId("leads").getByRole("link", { name }).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  const fact = (value) => page.locator("main dd").filter({ hasText: new RegExp(`^${value}$`) });
  await expect(fact("12")).toBeVisible();
  await page.getByRole("button", { name: "Edit", exact: true }).first().click();
  await page.getByRole("dialog").getByLabel(label).fill("14");
  await page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
  await expect(fact("14")).toBeVisible();
  await axe(page, "a lead with a field of one's own");
});

test("a source has a form of its own, in two languages and without a script", async ({ page, browser, axe }) => {
  await logIn(page, OLIVE, "/app/settings/intakes");
  const name = fresh("Fair");
  const sources = page.getByTestId("sources");
  await sources.getByRole("button", { name: "Add source" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill(name);
  await dialog.getByLabel(/^Source\b/).selectOption({ label: "Referral" });
  await expect(dialog.getByLabel("Has a form of its own")).toBeChecked();
  await dialog.getByRole("button", { name: "Save" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Close" }).last().click();
  const row = sources.getByRole("listitem").filter({ hasText: name });
  await expect(row.getByRole("button", { name: "Copy link for a page" })).toBeVisible();
  const address = await row.getByRole("link", { name: `Form of ${name}` }).getAttribute("href");
  expect(address).toContain(`/capture/northline-moving/${name.toLowerCase().replaceAll(" ", "-")}`);
  await axe(page, "sources with forms");

  const plain = await browser.newContext({ javaScriptEnabled: false });
  const visitor = await plain.newPage();
  await visitor.goto(address);
  await visitor.getByRole("link", { name: "Français" }).click();
  await expect(visitor.getByLabel("Votre nom")).toBeVisible();
  await visitor.getByRole("link", { name: "English" }).click();
  const who = fresh("Bo");
  await visitor.getByLabel("Your name").fill(who);
  await visitor.getByRole("button", { name: "Send request" }).click();
  await expect(visitor.getByLabel("Your name")).toHaveValue(who);
  await visitor.getByLabel("Phone").fill("416 555 0177");
  await visitor.getByRole("button", { name: "Send request" }).click();
  await expect(visitor.getByRole("heading", { name: "We have your request" })).toBeVisible();
  await plain.close();
  const { page: found } = await answered(await page.request.get(`/api/v1/leads?search=${encodeURIComponent(who)}`, { headers: OFFICE }));
  expect(found.items.map((one) => one.source)).toEqual(["referral"]);
});

test("what was agreed on the phone becomes a job without a quote, and the reason stays", async ({ page, axe, problems }) => {
  problems.expect(/422/);
  await logIn(page, MARC);
  const { id, name } = await lead(page, fresh("Cy"), { origin: "Toronto", destination: "Ottawa", value_cents: 120_000 });
  await page.goto(`/app/leads/${id}`);
  await page.getByTestId("convert-lead").click();
  await expect(page.getByRole("menuitem", { name: /^Quote/ })).toBeVisible();
  await page.getByRole("menuitem", { name: /^Job without a quote/ }).click();
  const dialog = page.getByTestId("job-dialog");
  await expect(dialog.getByLabel("From")).toHaveValue("Toronto");
  await axe(page, "a job without a quote");
  await dialog.getByRole("button", { name: "Make job" }).click();
  await expect(dialog.getByLabel("Why without a quote")).toHaveAttribute("aria-invalid", "true");
  await dialog.getByLabel("Why without a quote").fill("Same move as last year");
  await dialog.getByRole("button", { name: "Make job" }).click();
  await expect(page).toHaveURL(/\/app\/jobs\//);
  await page.goto(`/app/leads/${id}`);
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  await expect(page.getByRole("link", { name: "Open job" })).toBeVisible();
  await expect(page.getByText("Same move as last year").first()).toBeVisible();
  await expect(page.getByTestId("convert-lead")).toBeHidden();
  await axe(page, "a lead that became a job");
});
