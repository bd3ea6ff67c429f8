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

test("a card is moved by menu, by keyboard and by pointer, and back by undo", async ({ page, person }) => {
  const visitor = await person();
  await capture(visitor, "Mover Test");
  await logIn(page, "marc@northline.example");
  await page.goto("/app/pipeline");
  const column = (name) => page.getByRole("region", { name, exact: true });
  const card = (inside) => inside.getByRole("article", { name: "Mover Test" });

  await card(column("New")).getByRole("button", { name: "Move Mover Test to…" }).click();
  await page.getByRole("menuitem", { name: /^Contacted/ }).click();
  await expect(card(column("Contacted"))).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(card(column("New"))).toBeVisible();

  await card(column("New")).focus();
  await page.keyboard.press("Shift+ArrowRight");
  await expect(card(column("Contacted"))).toBeFocused();
  await page.keyboard.press("Shift+ArrowLeft");
  await expect(card(column("New"))).toBeFocused();

  const from = await card(column("New")).boundingBox();
  const to = await column("Contacted").boundingBox();
  await page.mouse.move(from.x + 60, from.y + 50);
  await page.mouse.down();
  await page.mouse.move(from.x + 90, from.y + 60, { steps: 4 });
  await page.mouse.move(to.x + to.width / 2, to.y + 150, { steps: 10 });
  await page.mouse.up();
  await expect(card(column("Contacted"))).toBeVisible();
});

test("a lead entered by hand is live on a colleague's board and opens with its journey; a planned visit is its current step", async ({ page, person, axe }) => {
  const colleague = await person();
  await logIn(colleague, "marc@northline.example");
  await colleague.goto("/app/pipeline");
  await expect(colleague.getByRole("region", { name: "New", exact: true })).toBeVisible();
  await logIn(page, "priya@northline.example");
  await page.goto("/app/leads");
  await page.getByRole("button", { name: "New lead" }).first().click();
  const dialog = page.getByRole("dialog", { name: "New lead" });
  await dialog.getByLabel("Name").fill("Hand Entered");
  await dialog.getByLabel("Phone").fill("416 555 0148");
  await dialog.getByLabel("From").fill("Toronto");
  await dialog.getByRole("button", { name: "Add lead" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Hand Entered" })).toBeVisible();
  await expect(colleague.getByRole("article", { name: "Hand Entered" })).toBeVisible();
  const journey = page.getByRole("navigation", { name: "Journey of Hand Entered" });
  await expect(journey.locator("[aria-current=step]:visible")).toContainText("Quote");
  await page.getByRole("radio", { name: "Site visit" }).check();
  await page.getByRole("textbox", { name: "What happened" }).fill("Look at the stairs");
  await page.getByLabel("Plan it for later").check();
  await page.getByLabel("Due date").fill("2031-05-02");
  await page.getByRole("button", { name: "Plan", exact: true }).click();
  await expect(journey.locator("[aria-current=step]:visible")).toContainText("Site visit");
  await page.getByRole("button", { name: "Mark “Look at the stairs” as done" }).click();
  await expect(journey.locator("[aria-current=step]:visible")).toContainText("Quote");
  await axe(page, "a lead");
});

test("a suggestion is decided for good: what was accepted is planned, what was dismissed stays away", async ({ page, person }) => {
  await capture(await person(), "Suggested Test");
  await logIn(page, "marc@northline.example");
  await page.goto("/app/leads?q=Suggested+Test");
  await page.getByTestId("leads").getByRole("link", { name: "Suggested Test" }).click();
  const suggestion = (title) => page.getByRole("region", { name: "Suggested" }).getByRole("article").filter({ has: page.getByRole("heading", { name: title }) });
  for (const [title, verdict] of [["Answer now", "Accept"], ["Ask for the date", "Dismiss"]]) {
    const decided = page.waitForResponse((answer) => answer.url().endsWith("/dismissals"));
    await suggestion(title).getByRole("button", { name: verdict }).click();
    await expect(suggestion(title)).toHaveCount(0);
    expect((await decided).status()).toBe(200);
  }
  await page.reload();
  await expect(page.getByRole("button", { name: "Mark “Answer now” as done" })).toBeVisible();
  await expect(suggestion("Answer now")).toHaveCount(0);
  await expect(suggestion("Ask for the date")).toHaveCount(0);
});

test("how many leads a day somebody takes is saved when its dialog closes", async ({ page }) => {
  await logIn(page, "marc@northline.example");
  await page.goto("/app/settings/queue");
  const turn = page.getByTestId("queue").getByRole("listitem").filter({ hasText: "Priya Raman" });
  await turn.getByRole("button", { name: "Limits of Priya Raman" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Leads a day").fill("37");
  const saved = page.waitForResponse((answer) => answer.request().method() === "PUT");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(turn).toContainText("of 37 today");
  expect((await saved).status()).toBe(200);
  await page.reload();
  await expect(turn).toContainText("of 37 today");
});
