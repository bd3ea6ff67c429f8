// Leads: captured by form and by hand, live on a colleague's board, moved by pointer, keyboard and menu.
import { test, expect } from "../support/test.mjs";

const PASSWORD = "four stout horses pull the van";
test.use({ demo: true });

async function logIn(page, email) {
  await page.goto("/login");
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Log in" }).click();
  await expect(page).toHaveURL(/\/app/);
}

/** The organization's own form, by the address its name gives. */
const FORM = "/capture/northline-moving";

async function capture(page, name) {
  await page.goto(FORM);
  await page.getByLabel("Your name").fill(name);
  await page.getByLabel("E-mail").fill(`${name.toLowerCase().replaceAll(" ", ".")}@example.ca`);
  await page.getByLabel("From").fill("Toronto");
  await page.getByLabel(/^To\b/).fill("Ottawa");
  await page.getByRole("button", { name: "Send request" }).click();
  await expect(page.getByRole("heading", { name: "We have your request" })).toBeVisible();
}

test("a form sent without a script shows on a colleague's open board", async ({ page, person, axe }) => {
  await logIn(page, "priya@northline.example");
  await page.goto("/app/pipeline");
  await expect(page.getByRole("heading", { name: "New", exact: true })).toBeVisible();
  const visitor = await person({ javaScriptEnabled: false });
  await capture(visitor, "Board Watcher");
  await expect(page.getByRole("heading", { name: "Board Watcher" })).toBeVisible();
  await axe(page, "the board");
});

test("a form with mistakes keeps what was typed and says what is wrong, in French too", async ({ page, axe, problems }) => {
  problems.expect(/422/);
  await page.goto(`${FORM}?lang=fr-CA`);
  await page.getByLabel("Votre nom").fill("Hélène");
  await page.getByRole("button", { name: "Envoyer la demande" }).click();
  await expect(page.getByRole("link", { name: /Entrez une valeur/ })).toBeVisible();
  await expect(page.getByLabel("Votre nom")).toHaveValue("Hélène");
  await axe(page, "the form with mistakes");
});

test("a stage asks for what misses before it takes a card", async ({ page, person, axe }) => {
  const visitor = await person();
  await capture(visitor, "Dateless Case");
  await logIn(page, "marc@northline.example");
  await page.goto("/app/pipeline");
  await page.getByRole("button", { name: "Move Dateless Case to…" }).click();
  await page.getByRole("menuitem", { name: /^Qualified/ }).click();
  const dialog = page.getByRole("dialog", { name: "Move Dateless Case to Qualified" });
  await dialog.getByLabel("Wanted on").fill("2031-05-04");
  await axe(page, "the dialog");
  await dialog.getByRole("button", { name: "Move to Qualified" }).click();
  await expect(page.getByRole("region", { name: "Qualified", exact: true }).getByRole("article", { name: "Dateless Case" })).toBeVisible();
});

