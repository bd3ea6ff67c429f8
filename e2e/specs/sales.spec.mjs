// Sales screens: lists kept in the address, many given at once, the builder's undo, revisions, plans and settings.
import { expect, test } from "../support/test.mjs";
import { OFFICE, answered, logIn, register } from "../support/steps.mjs";

test.use({ demo: true });

const NORTHLINE = { manager: "marc@northline.example", agent: "priya@northline.example", owner: "olive@northline.example" };

test("a list of leads keeps view, order and search in its address", async ({ page, axe }) => {
  await logIn(page, NORTHLINE.agent);
  await page.goto("/app/leads");
  const table = page.getByTestId("leads");
  await expect(table.getByRole("row")).not.toHaveCount(0);
  await axe(page, "the list of leads");
  await page.getByRole("button", { name: /^Sort by Estimated value/ }).or(table.getByRole("button", { name: "Estimated value" })).first().click();
  await expect(page).toHaveURL(/sort=value/);
  await table.getByRole("button", { name: /Estimated value/ }).click();
  await expect(page).toHaveURL(/sort=-value/);
  await expect(table.getByRole("columnheader", { name: /Estimated value/ })).toHaveAttribute("aria-sort", "descending");
  const amounts = async () => (await table.locator("tbody tr td[data-label='Estimated value']").allTextContents()).map((t) => Number(t.replace(/[^\d.]/g, "")));
  await expect.poll(async () => { const all = await amounts(); return all.length > 2 && all.every((n, i) => i === 0 || all[i - 1] >= n); }).toBeTruthy();
  await page.getByRole("searchbox", { name: "Search leads" }).fill("Tanaka");
  await expect(page).toHaveURL(/q=Tanaka/);
  await expect(table.locator("tbody tr")).toHaveCount(1);
  await page.reload();
  await expect(table.locator("tbody tr")).toHaveCount(1);
  await page.getByRole("button", { name: /^Hot/ }).click();
  await expect(page).toHaveURL(/view=hot/);
  await page.goBack();
  await expect(page).not.toHaveURL(/view=hot/);
});

test("rows are walked and selected by keyboard, given to a colleague and taken back", async ({ page, axe }) => {
  await logIn(page, NORTHLINE.manager);
  await page.goto("/app/leads?q=Tanaka");
  const row = page.getByTestId("leads").locator("tbody tr");
  await expect(row).toHaveCount(1);
  const owner = row.locator("td[data-label='Owner']");
  const before = await owner.textContent();
  const other = before.includes("Priya") ? "Jo Lindqvist" : "Priya Raman";
  await page.getByRole("heading", { level: 1 }).focus();
  await page.keyboard.press("j");
  await expect(row.getByRole("link").first()).toBeFocused();
  await page.keyboard.press("x");
  const bar = page.getByRole("region", { name: /1 selected/ });
  await expect(bar).toBeVisible();
  await axe(page, "a selection");
  await bar.getByRole("button", { name: /Assign/ }).click();
  await page.getByRole("menuitem", { name: other }).click();
  await expect(owner).toHaveText(other);
  await page.getByRole("button", { name: "Undo", exact: true }).click();
  await expect(owner).toHaveText(before);
});

test("a list stays as long as it was loaded, with its ticks, when others change something", async ({ page }) => {
  await logIn(page, NORTHLINE.manager);
  // pages of three, the further ones on a slow line
  await page.route(/\/api\/v1\/leads\?/, async (route) => {
    const url = new URL(route.request().url());
    if (url.searchParams.has("after")) await new Promise((done) => setTimeout(done, 700));
    url.searchParams.set("limit", "3");
    return route.continue({ url: url.href });
  });
  await page.goto("/app/leads?sort=-created");
  const rows = page.getByTestId("leads").locator("tbody tr");
  await expect(rows).toHaveCount(3);
  const names = () => rows.getByRole("link").allTextContents();
  await page.getByRole("button", { name: "Show more" }).dblclick();
  await expect(rows).toHaveCount(6);
  const before = await names();
  expect(new Set(before).size, "each lead once").toBe(6);
  for (const at of [0, 4]) await rows.nth(at).getByRole("checkbox").check();
  const lead = { name: "Newly Come", phone: "416 555 0131", service_line: "moving", source: "phone", urgency: "medium" };
  await answered(await page.request.post("/api/v1/leads", { headers: OFFICE, data: lead }));
  await expect.poll(names).toEqual(["Newly Come", ...before.slice(0, 5)]);
  for (const at of [1, 5]) await expect(rows.nth(at).getByRole("checkbox")).toBeChecked();
  await expect(page.getByRole("region", { name: /2 selected/ })).toBeVisible();
  await page.getByRole("button", { name: "Show more" }).click();
  await page.getByRole("searchbox", { name: "Search leads" }).fill("Newly Come");
  await expect(rows).toHaveCount(1);
  await expect(page.getByRole("region", { name: /selected/ }), "another list begins with nothing chosen").toHaveCount(0);
});

test("a list one comes back to is not shown as what there is when something was written meanwhile", async ({ page }) => {
  await logIn(page, NORTHLINE.manager);
  await page.goto("/app/leads");
  const rows = page.getByTestId("leads").locator("tbody tr");
  await expect(rows).not.toHaveCount(0);
  const main = page.getByRole("navigation", { name: "Main" });
  const updated = page.getByText("Being updated");
  await main.getByRole("link", { name: "Customers" }).click();
  const star = page.getByRole("button", { name: /^Favourite:/ }).first();
  const was = await star.getAttribute("aria-pressed");
  for (const pressed of [was === "true" ? "false" : "true", was]) {
    const written = page.waitForResponse((answer) => answer.request().method() !== "GET" && answer.url().includes("/api/v1/"));
    await star.click();
    await written;
    await expect(star).toHaveAttribute("aria-pressed", pressed);
  }
  // the list is read again on a slow line: the rows are there at once, and marked until it is answered
  await page.route(/\/api\/v1\/leads\?/, async (route) => {
    await new Promise((done) => setTimeout(done, 1500));
    return route.continue();
  });
  await main.getByRole("link", { name: "Leads" }).click();
  await expect(updated).toBeVisible();
  await expect(rows).not.toHaveCount(0);
  await expect(updated).toHaveCount(0);
  await expect(rows).not.toHaveCount(0);
});

test("leads given away are all given when the list is left at once", async ({ page }) => {
  await logIn(page, NORTHLINE.manager);
  await page.route(/\/api\/v1\/leads\/bulk\/owner/, async (route) => {
    await new Promise((done) => setTimeout(done, 500));
    return route.continue();
  });
  await page.goto("/app/leads");
  const rows = page.getByTestId("leads").locator("tbody tr");
  for (const at of [0, 1, 2]) await rows.nth(at).getByRole("checkbox").check();
  const links = await Promise.all([0, 1, 2].map((at) => rows.nth(at).getByRole("link").first().getAttribute("href")));
  await page.getByRole("region", { name: /3 selected/ }).getByRole("button", { name: /Assign/ }).click();
  const first = page.waitForRequest(/\/bulk\/owner$/);
  await page.getByRole("menuitem", { name: "Jo Lindqvist" }).click();
  await first;
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Pipeline" }).click();
  await expect(page.getByText(/given to Jo Lindqvist/i)).toBeVisible();
  for (const link of links) {
    const lead = await answered(await page.request.get(`/api/v1/leads/${link.split("/").at(-1)}`, { headers: OFFICE }));
    expect(lead.owner?.name).toBe("Jo Lindqvist");
  }
});

test("a next step is planned from the lead's page and done there", async ({ page, axe }) => {
  await logIn(page, NORTHLINE.agent);
  const asked = { name: "Petra Piano", email: "petra.piano@mail.example", service_line: "moving", source: "phone", urgency: "medium" };
  const made = await answered(await page.request.post("/api/v1/leads", { headers: OFFICE, data: asked }));
  await page.goto(`/app/leads/${made.id}`);
  await expect(page.getByRole("heading", { level: 1, name: "Petra Piano" })).toBeVisible();
  await axe(page, "a lead");
  await page.getByTestId("plan-step").click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Plan" }).click();
  await expect(dialog.getByRole("heading", { name: "There is a problem" })).toBeVisible();
  await dialog.getByLabel("What to do").fill("Ask about the piano");
  await dialog.getByRole("button", { name: "Plan" }).click();
  const done = page.getByRole("button", { name: "Mark “Ask about the piano” as done" });
  await expect(done).toBeVisible();
  // what came of it and what follows are said where it is finished, with keys alone
  await done.focus();
  await page.keyboard.press("Enter");
  const came = page.getByTestId("done-dialog");
  await expect(came.getByRole("radio", { name: "Reached", exact: true })).toBeFocused();
  await axe(page, "what came of a step");
  await page.keyboard.press("ArrowDown");
  await expect(came.getByRole("radio", { name: "Left a message" })).toBeChecked();
  await came.getByLabel("Note").fill("It is an upright, ground floor");
  await came.getByLabel("Plan next step").check();
  await came.getByLabel("What to do").focus();
  await page.keyboard.press("Enter");
  await expect(came.getByRole("heading", { name: "There is a problem" })).toBeVisible();
  await came.getByLabel("What to do").fill("Send the estimate");
  await page.keyboard.press("Enter");
  await expect(came).toBeHidden();
  await expect(done).toBeHidden();
  await expect(page.getByText("Call · Left a message")).toBeVisible();
  await expect(page.getByText("It is an upright, ground floor")).toBeVisible();
  const lead = await answered(await page.request.get(`/api/v1/leads/${made.id}`, { headers: OFFICE }));
  expect(lead.activities.find((a) => a.outcome)?.outcome).toBe("left_message");
  // the one that follows is done by one tap
  const next = page.getByRole("button", { name: "“Send the estimate” is done, nothing to add" });
  await next.click();
  await expect(next).toBeHidden();
});

test("the builder gives removed stops and lines back @everywhere", async ({ page, axe, mailbox }, info) => {
  await register(page, mailbox, { company: "Brook & Sons", name: "Olive Owner", email: `undo-${info.project.name}-${Date.now()}@sales.example` });
  await page.goto("/app/quotes");
  await page.getByTestId("new-quote").first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill("Maya Lindqvist");
  await dialog.getByLabel("E-mail").fill("maya@customer.example");
  await dialog.getByRole("button", { name: "Create quote" }).click();
  await expect(page).toHaveURL(/\/app\/quotes\/.+/);
  for (const address of ["5 Water St, Vancouver, BC", "610 Cook St, Victoria, BC"]) {
    await page.getByTestId("add-stop").click();
    await page.getByTestId("stop").last().getByLabel("Address").fill(address);
  }
  await page.getByTestId("stop").last().getByRole("button", { name: "Actions of stop 2" }).click();
  await page.getByRole("menuitem", { name: "Remove stop 2" }).click();
  await expect(page.getByTestId("stop")).toHaveCount(1);
  await page.getByRole("button", { name: "Undo", exact: true }).click();
  await expect(page.getByTestId("stop").last().getByLabel("Address")).toHaveValue("610 Cook St, Victoria, BC");
  await page.getByTestId("stop").last().getByLabel("Address").press("Alt+ArrowUp");
  await expect(page.getByTestId("stop").first().getByLabel("Address")).toHaveValue("610 Cook St, Victoria, BC");
  await page.getByTestId("add-line").click();
  await expect(page.getByTestId("line").getByLabel("Name")).toBeFocused();
  const price = page.getByTestId("line").getByLabel("Unit price");
  for (const [typed, wrong] of [["ninety", "Enter an amount like 1250.00"], ["-90", "Enter an amount of zero or more"], ["999999999999", "This amount is larger than the system accepts"]]) {
    await price.fill(typed);
    await price.blur();
    await expect(page.getByTestId("line").getByText(wrong)).toBeVisible();
    await expect(price, "what was typed stays").toHaveValue(typed);
  }
  await price.fill("90");
  await expect(page.getByTestId("line").getByText("larger than the system accepts")).toBeHidden();
  await page.getByTestId("line").getByRole("button", { name: /^Remove/ }).click();
  await expect(page.getByTestId("line")).toHaveCount(0);
  await page.getByRole("button", { name: "Undo", exact: true }).last().click();
  await expect(page.getByTestId("line").getByLabel("Unit price")).toHaveValue("90.00");
  await expect(page.getByTestId("saved")).toHaveText("Saved");
  await axe(page, "the builder");
  const sideways = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(sideways, "no sideways scrolling").toBe(0);
});

test("a draft on a slow line is saved one change after the other, and when its page is left", async ({ page, mailbox }) => {
  await register(page, mailbox, { company: "Slow Line Movers", name: "Olive Owner", email: `slow-${Date.now()}@sales.example` });
  await page.goto("/app/quotes");
  await page.getByTestId("new-quote").first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill("Maya Lindqvist");
  await dialog.getByLabel("E-mail").fill("maya@customer.example");
  await dialog.getByRole("button", { name: "Create quote" }).click();
  await expect(page).toHaveURL(/\/app\/quotes\/.+/);
  const DRAFT = /\/api\/v1\/quotes\/[^/]+$/;
  const saves = [];
  await page.route(DRAFT, async (route) => {
    if (route.request().method() === "GET") return route.continue();
    saves.push(route.request().postDataJSON().version);
    // the line: every save takes longer than the wait before the next one
    await new Promise((done) => setTimeout(done, 1_500));
    return route.continue();
  });
  const title = page.getByLabel("Title");
  const first = page.waitForRequest((r) => r.method() !== "GET" && DRAFT.test(r.url()));
  await title.fill("Three rooms");
  await first;
  await title.fill("Three rooms and a piano");
  await expect(page.getByTestId("saved")).toHaveText("Saved");
  expect(saves.length).toBe(2);
  expect(saves[1], "the second knows of the first").toBeGreaterThan(saves[0]);
  const last = page.waitForResponse((r) => r.request().method() !== "GET" && DRAFT.test(r.url()));
  const address = page.url();
  await title.fill("Three rooms, a piano and a safe");
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Pipeline" }).click();
  expect((await last).status()).toBe(200);
  await page.goto(address);
  await expect(title).toHaveValue("Three rooms, a piano and a safe");
});

test("a sent offer is read as text, and a new revision says what changed", async ({ page, axe }) => {
  await logIn(page, NORTHLINE.owner);
  await page.goto("/app/quotes?view=open");
  await page.getByTestId("quotes").locator("tbody tr").first().getByRole("link").click();
  await expect(page.getByTestId("sum-total")).toBeVisible();
  await expect(page.locator("main input:disabled, main textarea:disabled")).toHaveCount(0);
  await axe(page, "a sent offer");
  await page.getByTestId("revise").click();
  await page.getByTestId("add-line").click();
  await page.getByTestId("line").last().getByLabel("Name").fill("Piano board");
  await expect(page.getByTestId("saved")).toHaveText("Saved");
  await page.getByTestId("revisions").getByRole("button", { name: "Compare" }).first().click();
  await expect(page.getByTestId("revisions").getByText("Piano board")).toBeVisible();
});

test("stages, queue, prices and received forms are settings", async ({ page, axe, mailbox }) => {
  await register(page, mailbox, { company: "Settings Movers", name: "Olive Owner", email: `settings-${Date.now()}@sales.example` });
  await page.goto("/app/settings/stages");
  const stage = page.getByTestId("stages").getByRole("listitem").filter({ has: page.getByText("Contacted", { exact: true }) });
  await stage.getByRole("button", { name: "Edit Contacted" }).click();
  const dialog = page.getByRole("dialog");
  await axe(page, "a stage being edited");
  await dialog.getByLabel("Limit of leads").fill("7");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(stage).toContainText("7, more with a reason");
  await page.reload();
  await expect(stage).toContainText("7, more with a reason");
  await axe(page, "the stages");

  await page.goto("/app/settings/queue");
  await expect(page.getByRole("heading", { level: 1, name: "Lead queue" })).toBeVisible();
  await axe(page, "the queue");

  await page.goto("/app/settings/prices");
  const rates = page.getByTestId("vehicle-rates");
  await expect(rates).toBeVisible();
  await axe(page, "the prices");
  const hour = rates.getByRole("textbox").first();
  await hour.fill("123.45");
  const [state, publish] = [page.getByTestId("draft-state"), page.getByTestId("publish-dialog")];
  await expect(state).toHaveText("Draft saved");
  await page.getByTestId("try-draft").click();
  await expect(page.getByRole("heading", { name: "No quotes in the last 90 days" })).toBeVisible();
  await axe(page, "a draft without quotes to try it on");
  await page.getByTestId("draft-bar").getByRole("button", { name: "Back to the prices" }).click();
  await page.getByTestId("publish-draft").click();
  await expect(publish).toContainText("$123.45");
  await publish.getByRole("button", { name: "Publish" }).click();
  await expect(page.getByText(/version 2$/)).toBeVisible();
  await expect(hour).toHaveValue("123.45");
  await expect(page.getByTestId("draft-bar")).toBeHidden();

  const book = await answered(await page.request.get("/api/v1/price-books/moving", { headers: OFFICE }));
  await hour.fill("140.00");
  await expect(state).toHaveText("Draft saved");
  book.rates.vehicles[0].hour_cents = 15_500;
  await answered(await page.request.put("/api/v1/price-books/moving", { headers: OFFICE, data: { base_version: 2, name: book.name, rates: book.rates } }));
  await expect(page.getByText("Version 3 was published meanwhile")).toBeVisible();
  await expect(hour, "the draft is kept").toHaveValue("140.00");
  await expect(page.getByTestId("publish-draft")).toBeDisabled();
  await axe(page, "prices others changed");
  await page.getByTestId("rebase").click();
  await expect(page.getByTestId("draft-bar")).toContainText("Draft of version 4, based on 3");
  await page.getByTestId("discard-draft").click();
  await expect(hour, "what is in force is shown").toHaveValue("155.00");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(hour).toHaveValue("140.00");
  await expect(state).toHaveText("Draft saved");
  await page.getByTestId("discard-draft").click();
  await expect(hour).toHaveValue("155.00");

  await page.getByTestId("new-promo").click();
  const code = page.getByTestId("promo-dialog");
  await code.getByLabel("Code").fill("fall26");
  await code.getByLabel("Takes off").fill("12.5");
  await code.getByRole("button", { name: "Make code" }).click();
  await expect(page.getByTestId("promos")).toContainText("FALL26");
  await expect(page.getByTestId("promos")).toContainText("12.5%");

  await page.goto("/app/settings/intakes");
  await expect(page.getByRole("heading", { name: "No form has come in yet" })).toBeVisible();
  await axe(page, "the received forms");
});
