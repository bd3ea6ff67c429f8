// Customers: put away and brought back, people taken off them, parts of the stream, why two records look alike.
import { OFFICE, answered, logIn } from "../support/steps.mjs";
import { test, expect } from "../support/test.mjs";

test.use({ demo: true });

const add = async (page, name, contact) =>
  answered(await page.request.post("/api/v1/customers", { headers: OFFICE, data: { kind: "company", name, contact: contact && { roles: [], phone: null, ...contact }, tags: [], notes: "" } }));

test("a customer is archived, out of the list, and restored; open work is named as what stands against it", async ({ page, axe, problems }) => {
  problems.expect(/409/);
  await logIn(page, "marc@northline.example");
  const account = await add(page, "Pinecrest Archive Club", { name: "Una Holt", email: "una@pinecrest.example" });
  await page.goto(`/app/customers/${account.id}`);
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: "Archive" }).click();
  await expect(page.getByText("This customer is archived")).toBeVisible();
  await expect(page.getByText(/Archived by .* on /)).toBeVisible();
  await expect(page.getByRole("button", { name: "Edit", exact: true })).toBeHidden();
  await axe(page, "an archived customer");
  const draft = { headers: OFFICE, data: { service_line: "moving", title: "Move", account: account.id, contact: account.contacts[0].id } };
  const refused = await page.request.post("/api/v1/quotes", draft);
  expect(refused.status()).toBe(409);
  expect(await refused.text()).toContain("Pinecrest Archive Club is archived");

  await page.goto("/app/customers?q=pinecrest");
  await expect(page.getByText("Nothing matches these filters")).toBeVisible();
  await expect(page.getByTestId("customers")).toBeHidden();
  await page.getByLabel("Archived").check();
  await expect(page).toHaveURL(/archived=true/);
  await page.getByTestId("customers").getByRole("link", { name: "Pinecrest Archive Club" }).click();
  await page.getByRole("button", { name: "Restore" }).click();
  await expect(page.getByText("This customer is archived")).toBeHidden();
  await answered(await page.request.post("/api/v1/quotes", draft));
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: "Archive" }).click();
  await expect(page.getByText("Open quotes: 1, open jobs: 0")).toBeVisible();
});

test("a person is taken off a customer and put back by undoing, or later", async ({ page, axe }) => {
  await logIn(page, "marc@northline.example");
  const account = await add(page, "Pinecrest Ski Club", { name: "Una Holt", email: "una@pinecrestski.example" });
  await page.goto(`/app/customers/${account.id}`);
  await page.getByRole("button", { name: "Remove Una Holt" }).click();
  await expect(page.getByText("Una Holt removed")).toBeVisible();
  await expect(page.getByText("una@pinecrestski.example")).toBeHidden();
  await expect(page.getByTestId("removed-people")).toContainText("Una Holt");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("link", { name: "una@pinecrestski.example" })).toBeVisible();
  await expect(page.getByTestId("removed-people")).toBeHidden();
  await page.getByRole("button", { name: "Remove Una Holt" }).click();
  await expect(page.getByRole("link", { name: "una@pinecrestski.example" })).toBeHidden();
  await axe(page, "a person who was taken off");
  await page.reload();
  await page.getByRole("button", { name: "Put Una Holt back" }).click();
  await expect(page.getByRole("link", { name: "una@pinecrestski.example" })).toBeVisible();
});

test("the stream shows one part alone", async ({ page, axe }) => {
  await logIn(page, "marc@northline.example");
  const account = await add(page, "Pinecrest Stream Club", { name: "Una Holt", email: "una@pinecreststream.example" });
  await page.goto(`/app/customers/${account.id}`);
  const activity = page.getByRole("list", { name: "Activity" });
  await expect(activity).toContainText("A customer was added");
  await page.getByLabel("Show in activity").selectOption("Jobs");
  await expect(page.getByText("Nothing of this kind yet")).toBeVisible();
  await axe(page, "a part of the stream");
  await page.getByLabel("Show in activity").selectOption("Changes of the record");
  await expect(activity).toContainText("A customer was added");
});

test("a second entry says how sure it is that it is the same customer, and why", async ({ page }) => {
  await logIn(page, "marc@northline.example");
  await add(page, "Pinecrest Twin Club", { name: "Una Holt", email: "una@pinecresttwin.example" });
  await page.goto("/app/customers");
  await page.getByRole("button", { name: "New customer" }).first().click();
  const dialog = page.getByRole("dialog", { name: "New customer" });
  await dialog.getByLabel("E-mail").fill("UNA@pinecresttwin.example");
  await dialog.getByLabel("Name").fill("Pinecrest Twin Club");
  await dialog.getByLabel("Name").blur();
  await expect(dialog.getByText(/Looks like Pinecrest Twin Club, \d+ %/)).toBeVisible();
  await expect(dialog.getByText(/Why: same e-mail address, similar name\./)).toBeVisible();
});
