// Customers: added, recognised, found, changed.
import { test, expect } from "../support/test.mjs";

const PASSWORD = "four stout horses pull the van";
test.use({ demo: true });

test("a customer is added once: the second entry of the same person is pointed out", async ({ page, axe }) => {
  await page.goto("/login");
  await page.getByLabel("E-mail").fill("marc@northline.example");
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Log in" }).click();
  await expect(page).toHaveURL(/\/app/);

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
