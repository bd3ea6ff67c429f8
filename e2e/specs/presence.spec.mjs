// Who else has a lead, a quote or a customer open, and who is editing it.
import { expect, test } from "../support/test.mjs";
import { OFFICE, answered, draft, logIn } from "../support/steps.mjs";

test.use({ demo: true });

/** Those a page says have its record open besides whoever looks at it. */
const there = (page) => page.getByTestId("presence");
/** What of it is spoken. */
const spoken = (page) => there(page).getByRole("status");
/** Whoever takes their hands off a field is editing for some seconds more. */
const CALM = { timeout: 20_000 };

/** A lead entered by telephone; gives its page. */
async function enter(page, name) {
  const data = { name, phone: "416 555 0131", service_line: "moving", source: "phone", urgency: "medium", value_cents: 100_000 };
  const { id } = await answered(await page.request.post("/api/v1/leads", { headers: OFFICE, data }));
  return `/app/leads/${id}`;
}

/** Opens a record and waits until its page is there. */
async function open(page, path) {
  await page.goto(path);
  await expect(there(page)).toBeAttached();
}

test("two people at a lead see each other, who edits is told apart, and who leaves is gone", async ({ page, person, axe }) => {
  await logIn(page, "marc@northline.example");
  const lead = await enter(page, "Seen By Two");
  await open(page, lead);
  await expect(there(page), "nobody is told of themself").toHaveText("");
  const other = await person();
  await logIn(other, "priya@northline.example");
  await open(other, lead);
  await expect(there(other)).toContainText("Marc is looking");
  await expect(there(page)).toContainText("Priya is looking");
  await expect(spoken(page), "that somebody looks is not spoken").toHaveText("");

  await test.step("a dialog that is open is editing", async () => {
    // suggestions have such a button, too
    await page.getByRole("button", { name: "Edit", exact: true }).first().click();
    await expect(page.getByRole("dialog")).toBeVisible();
    await expect(spoken(other)).toHaveText("Marc is editing");
    await axe(other, "a lead that somebody else is editing");
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toHaveCount(0);
    await expect(there(other)).toContainText("Marc is looking", CALM);
    await expect(spoken(other)).toHaveText("");
  });

  await test.step("who goes elsewhere is gone, within the app and out of it", async () => {
    await page.getByRole("navigation", { name: "Breadcrumbs" }).getByRole("link", { name: "Leads", exact: true }).click();
    await expect(there(other)).toHaveText("");
    await open(page, lead);
    await expect(there(other)).toContainText("Marc is looking");
    await page.goto("/login");
    await expect(there(other)).toHaveText("");
  });

  await test.step("another record is another matter", async () => {
    await open(page, await enter(page, "Seen By One"));
    await expect(there(page)).toHaveText("");
    await expect(there(other)).toHaveText("");
  });
});

test("whoever types in a quote is editing it, and its customer shows who looks", async ({ page, person }) => {
  await logIn(page, "marc@cascade.example");
  await draft(page, { name: "Petra Present", email: `petra-${Date.now()}@customer.example` });
  const path = new URL(page.url()).pathname;
  const other = await person();
  await logIn(other, "olive@cascade.example");
  await open(other, path);
  await expect(there(other)).toContainText(/Marc is (editing|looking)/);
  const price = page.getByTestId("line").getByLabel("Unit price");
  await price.focus();
  await expect(spoken(other)).toHaveText("Marc is editing");
  await price.blur();
  await expect(there(other)).toContainText("Marc is looking", CALM);

  const quote = await answered(await page.request.get(`/api/v1${path.replace("/app", "")}`));
  const customer = `/app/customers/${quote.to.account}`;
  await open(page, customer);
  await expect(there(other), "the quote is left").toHaveText("");
  await open(other, customer);
  await expect(there(page)).toContainText("Olive is looking");
  await expect(there(other)).toContainText("Marc is looking");
  await other.getByRole("button", { name: "Edit", exact: true }).click();
  await expect(spoken(page)).toHaveText("Olive is editing");
});

test("beside a title on a phone it has its place @phone", async ({ page, person, axe }) => {
  await logIn(page, "marc@northline.example");
  const lead = await enter(page, "Seen On A Phone");
  await open(page, lead);
  const other = await person();
  await logIn(other, "priya@northline.example");
  await open(other, lead);
  await expect(there(page)).toContainText("Priya is looking");
  await expect(there(page)).toBeInViewport();
  await axe(page, "a lead two have open on a phone");
});
