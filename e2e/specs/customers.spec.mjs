// Customers: added, recognised, found, changed.
import { OFFICE, answered, logIn } from "../support/steps.mjs";
import { test, expect } from "../support/test.mjs";

test.use({ demo: true });

test("a customer is added once: the second entry of the same person is pointed out", async ({ page, axe }) => {
  await logIn(page, "marc@northline.example");
  await page.goto("/app/customers");
  await page.getByRole("button", { name: "New customer" }).first().click();
  const dialog = page.getByRole("dialog", { name: "New customer" });
  await dialog.getByLabel("Name").fill("Seaview Lutheran School");
  await dialog.getByLabel("E-mail").fill("office@seaview.example");
  await dialog.getByLabel("Contact").fill("Ana Ruiz");
  await dialog.getByRole("button", { name: "Add customer" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Seaview Lutheran School" })).toBeVisible();
  await axe(page, "a customer");

  await page.goto("/app/customers");
  await page.getByLabel("Search name, e-mail or phone").fill("seaview office");
  await expect(page.getByRole("link", { name: "Seaview Lutheran School" })).toBeVisible();
  await page.getByRole("button", { name: "New customer" }).first().click();
  await dialog.getByLabel("E-mail").fill("OFFICE@seaview.example");
  await dialog.getByLabel("Name").fill("Seaview School");
  await dialog.getByLabel("Name").blur();
  await expect(dialog.getByText(/Looks like Seaview Lutheran School/)).toBeVisible();
});

test("what a colleague changed while a customer was edited is not overwritten unasked", async ({ page, problems }) => {
  problems.expect(/409/);
  await logIn(page, "marc@northline.example");
  const [{ id }] = (await answered(await page.request.get("/api/v1/customers?limit=1", { headers: OFFICE }))).items;
  const path = `/api/v1/customers/${id}`;
  const read = async () => answered(await page.request.get(path, { headers: OFFICE }));
  await page.goto(`/app/customers/${id}`);
  await page.getByRole("button", { name: "Edit", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Notes").fill("Mine");
  const { version, kind, name, status, terms, owner, tags } = await read();
  await answered(await page.request.put(path, { headers: OFFICE, data: { version, kind, name, status, terms, owner: owner?.id ?? null, tags, notes: "Theirs" } }));
  await expect(page.locator("main .pre"), "theirs comes live beneath the dialog").toHaveText("Theirs");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toContainText("Your input is kept. Save again to overwrite.");
  await expect(dialog.getByLabel("Notes")).toHaveValue("Mine");
  expect((await read()).notes).toBe("Theirs");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toBeHidden();
  expect((await read()).notes).toBe("Mine");
});
