// An offer from draft to signature: built by an agent, read and signed by a customer without scripts.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { expect, test } from "../support/test.mjs";

const password = "seven blue coaches climb the pass";

/** A fresh organization with its owner logged in on `page`. */
async function office(page, mailbox) {
  const email = `olive-${Date.now()}@quotes.example`;
  await page.goto("/register");
  await page.getByLabel("Company name").fill("Quotes & Coaches");
  await page.getByLabel("Your name").fill("Olive Owner");
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByLabel(/^Moving/).check();
  await page.getByLabel(/^Charter/).check();
  await page.getByRole("button", { name: "Register" }).click();
  await expect(page.getByRole("heading", { name: "Look at your mail" })).toBeVisible();
  await page.goto(await mailbox.link(await mailbox.wait(email, /Confirm/), "/confirm/"));
  await page.getByRole("button", { name: "Confirm address" }).click();
  await page.goto("/login");
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Log in" }).click();
  await expect(page).toHaveURL(/\/app/);
}

/** The wall-clock time `days` ahead, as a date field takes it. */
function ahead(days) {
  return `${new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)}T09:00`;
}

/** A charter draft with two stops, a coach, an extra the customer may choose and a line. */
async function draft(page) {
  await page.goto("/app/quotes");
  await page.getByTestId("new-quote").first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Service line").selectOption("charter");
  await dialog.getByLabel("Name").fill("Maya Lindqvist");
  await dialog.getByLabel("E-mail").fill("maya@customer.example");
  await dialog.getByRole("button", { name: "Create quote" }).click();
  await expect(page).toHaveURL(/\/app\/quotes\/.+/);
  for (const address of ["750 Burrard St, Vancouver, BC", "303 S Jackson St, Seattle, WA"]) {
    await page.getByTestId("add-stop").click();
    await page.getByTestId("stop").last().getByLabel("Address").fill(address);
  }
  await page.getByTestId("stop").first().getByLabel("Fixed arrival").fill(ahead(30));
  await page.getByRole("spinbutton", { name: "Number of 56-seat motorcoach" }).fill("1");
  await page.getByRole("spinbutton", { name: "Number of 56-seat motorcoach" }).blur();
  await expect(page.getByTestId("saved")).toHaveText("Saved");
}

/** From the receipt to the certificate, whose hash is that of the file one can download. */
async function certified(customer) {
  await customer.getByRole("link", { name: "Certificate of signature" }).click();
  await expect(customer.getByRole("heading", { name: "Certificate of signature" })).toBeVisible();
  await expect(customer.getByTestId("verdict")).toHaveText("Matches");
  const paper = customer.waitForEvent("download");
  await customer.getByRole("link", { name: "Download certificate" }).click();
  expect((await paper).suggestedFilename()).toMatch(/^Q-\d+-rev1-certificate\.pdf$/);
  const text = customer.waitForEvent("download");
  await customer.getByRole("link", { name: "Download signed text" }).click();
  const hash = createHash("sha256").update(readFileSync(await (await text).path())).digest("hex");
  await expect(customer.getByText(hash)).toBeVisible();
  await customer.getByRole("link", { name: "Back to the quote" }).click();
  await expect(customer.getByRole("heading", { name: "Accepted, thank you" })).toBeVisible();
}

test("an agent builds an offer and the customer signs it on a phone without scripts", async ({ page, browser, mailbox, axe, baseURL }) => {
  await office(page, mailbox);
  await draft(page);
  const shown = page.getByTestId("sum-total");
  await expect(shown).not.toHaveText("$0.00");
  const total = await shown.textContent();
  // what the browser reckoned is what the server keeps
  await page.reload();
  await expect(shown).toHaveText(total);
  await axe(page, "the builder");
  await page.getByTestId("send-quote").click();
  await page.getByTestId("send-now").click();
  const link = await page.getByTestId("quote-link").getAttribute("href");

  const phone = await browser.newContext({ baseURL, javaScriptEnabled: false, viewport: { width: 390, height: 844 }, locale: "en-CA" });
  const customer = await phone.newPage();
  await customer.goto(new URL(link).pathname);
  await expect(customer.locator("#total")).toHaveText(total);
  const paper = customer.waitForEvent("download");
  await customer.getByRole("link", { name: "Download PDF" }).click();
  expect((await paper).suggestedFilename()).toMatch(/^Q-\d+-rev1\.pdf$/);
  await customer.getByRole("button", { name: /^Accept for/ }).click();
  await expect(customer.getByText("Tick the box to agree")).toBeVisible();
  await customer.getByLabel(/I, .*accept quote/).check();
  await customer.getByRole("button", { name: /^Accept for/ }).click();
  await expect(customer.getByRole("heading", { name: "Accepted, thank you" })).toBeVisible();
  await customer.reload();
  await expect(customer.getByRole("heading", { name: "Accepted, thank you" })).toBeVisible();
  const entry = customer.waitForEvent("download");
  await customer.getByRole("link", { name: "Add to calendar" }).click();
  expect((await entry).suggestedFilename()).toBe("booking.ics");
  await certified(customer);
  await phone.close();
  await expect(page.getByRole("link", { name: "Open job" })).toBeVisible();
  await page.keyboard.press("Escape");
  await page.getByTestId("check-evidence").click();
  await expect(page.getByText(/^Unbroken, checked .* Texts sent or signed: 2\.$/)).toBeVisible();
  const filed = page.waitForEvent("download");
  await page.getByTestId("certificate").click();
  expect((await filed).suggestedFilename()).toMatch(/^Q-\d+-rev1-certificate\.pdf$/);
});

test("a withdrawn offer has a page of its own, and a mistyped link opens nothing", async ({ page, mailbox, axe, problems }) => {
  problems.expect(/404/);
  await office(page, mailbox);
  await draft(page);
  await page.getByTestId("send-quote").click();
  await page.getByTestId("send-now").click();
  const link = new URL(await page.getByTestId("quote-link").getAttribute("href")).pathname;
  await page.getByRole("dialog").getByRole("button", { name: "Done" }).click();
  await expect(page.getByRole("dialog")).toBeHidden();
  await page.getByTestId("quote-deeds").click();
  await page.getByRole("menuitem", { name: "Withdraw" }).click();
  const taken = page.waitForResponse((answer) => answer.url().endsWith("/withdrawal") && answer.ok());
  await page.getByRole("dialog").getByRole("button", { name: "Withdraw" }).click();
  // the page says so at once; the customer's page does when the server knows
  await expect(page.getByText("Withdrawn").first()).toBeVisible();
  await taken;
  await page.goto(link);
  await expect(page.getByRole("heading", { name: "This quote was withdrawn" })).toBeVisible();
  await axe(page, "the withdrawn offer");
  await page.goto(`${link}x`);
  await expect(page.getByRole("heading", { name: "This link does not open anything" })).toBeVisible();
  await axe(page, "the page of a dead link");
});
