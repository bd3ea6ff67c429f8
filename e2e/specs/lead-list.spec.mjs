// The list of leads: filters in the address, views kept under a name, and one act on several at once with an answer for
// each; views of customers and jobs are kept the same way.
import { test, expect } from "../support/test.mjs";
import { OFFICE, ahead, answered, logIn } from "../support/steps.mjs";

test.use({ demo: true });

const MARC = "marc@northline.example";
const PRIYA = "priya@northline.example";

/** A name nobody had before, by which one finds the leads of one test. */
function family() {
  return `Larch${Date.now().toString(36)}${Math.floor(Math.random() * 1000)}`;
}

const day = (days) => ahead(days).slice(0, 10);

/** A lead past the screens. */
async function lead(page, name, more = {}) {
  const asked = { name, phone: "416 555 0131", service_line: "moving", source: "phone", urgency: "medium", ...more };
  return answered(await page.request.post("/api/v1/leads", { headers: OFFICE, data: asked }));
}

const shown = (page, { id }) => page.request.get(`/api/v1/leads/${id}`, { headers: OFFICE }).then(answered);
const rows = (page) => page.getByTestId("leads").locator("tbody tr");
const listed = async (page) => (await rows(page).allTextContents()).map((text) => text.match(/L-\d+/)[0]);
/** Until a list is there: an open menu moves with what comes above it. */
const there = (page) => expect(page.getByRole("main").locator("tbody tr").first()).toBeVisible();
const tick = (page, { name }) => page.getByRole("checkbox", { name: `Select ${name}` });

test("filters stand in the address, are exported and kept under a name @everywhere", async ({ page, person, axe }) => {
  await logIn(page, MARC);
  const name = family();
  const near = await lead(page, `Ada ${name}`, { wanted_on: day(20), source: "walk_in" });
  const far = await lead(page, `Bo ${name}`, { wanted_on: day(90), source: "walk_in" });
  const other = await lead(page, `Cy ${name}`, { wanted_on: day(20) });
  await page.goto(`/app/leads?q=${name}`);
  await expect.poll(() => listed(page), "the newest first").toEqual([other.number, far.number, near.number]);

  await page.getByTestId("filter-leads").click();
  const dialog = page.getByTestId("filter-dialog");
  await dialog.getByLabel("Source").selectOption({ label: "Walk-in" });
  await dialog.getByLabel("Wanted until").fill(day(30));
  await dialog.getByLabel("Came in from").fill(day(-2));
  await dialog.getByRole("checkbox", { name: "New" }).check();
  await axe(page, "the filters of leads");
  await dialog.getByRole("button", { name: "Show" }).click();
  await expect(dialog).toBeHidden();
  await expect(page).toHaveURL(/source=walk_in/);
  await expect.poll(() => listed(page)).toEqual([near.number]);
  await axe(page, "the narrowed list of leads");
  const file = page.waitForEvent("download");
  await page.getByRole("link", { name: "Export CSV" }).click();
  const text = await (await (await file).createReadStream()).toArray().then((parts) => Buffer.concat(parts).toString());
  expect(text.trim().split("\r\n").slice(1).map((line) => line.split(",")[0]), "what is shown").toEqual([near.number]);

  const saved = page.getByTestId("saved-views");
  await saved.click();
  await page.getByRole("menuitem", { name: "Save this view…" }).click();
  const naming = page.getByTestId("name-view");
  await naming.getByLabel("Name").fill(`Soon ${name}`);
  await naming.getByLabel("Share with everybody").check();
  await naming.getByRole("button", { name: "Save" }).click();
  await expect(saved).toContainText(`Soon ${name}`);
  await page.getByRole("button", { name: "Remove filter Wanted" }).click();
  await expect.poll(() => listed(page)).toEqual([far.number, near.number]);
  await expect(saved).toContainText("with changes");
  await page.getByTestId("view-changed").getByRole("button", { name: "Reset" }).click();
  await expect.poll(() => listed(page)).toEqual([near.number]);

  const colleague = await person();
  await logIn(colleague, PRIYA, "/app/leads");
  await there(colleague);
  await colleague.getByTestId("saved-views").click();
  await colleague.getByRole("menuitem", { name: new RegExp(`Soon ${name}`) }).click();
  await expect.poll(() => listed(colleague), "a colleague opens the same").toEqual([near.number]);
  await colleague.goto("/app/quotes");
  await colleague.getByTestId("saved-views").click();
  await expect(colleague.getByRole("menuitem", { name: new RegExp(`Soon ${name}`) }), "a view is one of its list").toHaveCount(0);
});

test("several leads move, are lost and followed up at once, each with its own answer, and go back @everywhere", async ({ page, axe }) => {
  await logIn(page, MARC);
  const name = family();
  const ready = await lead(page, `Ada ${name}`, { wanted_on: day(40) });
  const lacking = await lead(page, `Bo ${name}`);
  await page.goto(`/app/leads?q=${name}`);
  await tick(page, ready).check();
  await tick(page, lacking).check();
  const bar = page.getByRole("region", { name: "2 selected" });
  await bar.getByRole("button", { name: "Move…" }).click();
  const dialog = page.getByTestId("bulk-dialog");
  await dialog.getByRole("button", { name: "Move" }).click();
  await expect(dialog.getByText("Enter a value").first()).toBeVisible();
  await dialog.getByLabel("Stage").selectOption({ label: "Qualified" });
  await dialog.getByLabel("Why take one more?").fill("The season begins");
  await axe(page, "moving several leads");
  await dialog.getByRole("button", { name: "Move" }).click();
  const outcome = page.getByTestId("bulk-outcome");
  await expect(outcome.getByRole("heading", { name: "1 of 2 done" })).toBeVisible();
  await expect(outcome.getByTestId("refused")).toContainText(`Bo ${name}Needs wanted date`);
  await axe(page, "what came of moving several leads");
  const before = await shown(page, lacking);
  const asked = { ...before, wanted_on: day(50), notes: before.notes ?? "" };
  await answered(await page.request.put(`/api/v1/leads/${lacking.id}`, { headers: OFFICE, data: asked }));
  await outcome.getByRole("button", { name: "Try 1 lead again" }).click();
  await expect(outcome.getByRole("heading", { name: "2 of 2 done" })).toBeVisible();
  await outcome.getByRole("button", { name: "Close" }).last().click();
  await expect(rows(page).getByText("Qualified")).toHaveCount(2);

  await tick(page, ready).check();
  await tick(page, lacking).check();
  await page.getByRole("button", { name: "Follow up…" }).click();
  await dialog.getByLabel("What to do").fill("Ask about the piano");
  await axe(page, "following up several leads");
  await dialog.getByRole("button", { name: "Plan" }).click();
  await expect(page.getByText("Planned for 2 leads: Ask about the piano")).toBeVisible();
  await expect(rows(page).getByText("Ask about the piano")).toHaveCount(2);

  await tick(page, ready).check();
  await tick(page, lacking).check();
  await page.getByRole("button", { name: "Mark lost…" }).click();
  await dialog.getByLabel("Why was it lost?").selectOption({ label: "Went to a competitor" });
  await dialog.getByRole("button", { name: "Mark lost" }).click();
  await expect(page.getByText("2 leads marked lost")).toBeVisible();
  await expect(rows(page)).toHaveCount(0);
  expect((await shown(page, ready)).lost_reason).toBe("competitor");
  await page.getByRole("button", { name: "Undo", exact: true }).last().click();
  await expect(rows(page).getByText("Qualified")).toHaveCount(2);
});

test("a colleague's lead stays as it is, and one's own goes", async ({ page, person }) => {
  await logIn(page, PRIYA);
  const name = family();
  const manager = await person();
  await logIn(manager, MARC);
  // the queue gives them out by turns: what is one's own is given by hand
  const given = async (name, owner) => {
    const made = await lead(manager, name);
    const { member } = await answered(await owner.request.get("/api/v1/session", { headers: OFFICE }));
    await answered(await manager.request.post(`/api/v1/leads/${made.id}/assignment`, { headers: OFFICE, data: { version: made.version, owner: member } }));
    return made;
  };
  const [mine, theirs] = [await given(`Ada ${name}`, page), await given(`Bo ${name}`, manager)];
  await page.goto(`/app/leads?q=${name}`);
  await tick(page, mine).check();
  await tick(page, theirs).check();
  const bar = page.getByRole("region", { name: "2 selected" });
  await expect(bar.getByRole("button", { name: /Assign/ }), "who gives nothing away is not asked to whom").toHaveCount(0);
  await bar.getByRole("button", { name: "Mark lost…" }).click();
  const dialog = page.getByTestId("bulk-dialog");
  await dialog.getByLabel("Why was it lost?").selectOption({ label: "Price" });
  await dialog.getByRole("button", { name: "Mark lost" }).click();
  await expect(page.getByTestId("bulk-outcome").getByTestId("refused")).toContainText(`Bo ${name}Your role does not allow this`);
  expect((await shown(page, mine)).status).toBe("lost");
  expect((await shown(page, theirs)).status).toBe("new");
});

for (const [list, narrowed] of [["customers", "status=active"], ["jobs", "view=all"]]) {
  test(`a view of ${list} is kept under a name and opened again`, async ({ page, axe }) => {
    await logIn(page, MARC);
    const name = family();
    await page.goto(`/app/${list}?${narrowed}`);
    await there(page);
    const saved = page.getByTestId("saved-views");
    await saved.click();
    await page.getByRole("menuitem", { name: "Save this view…" }).click();
    await page.getByTestId("name-view").getByLabel("Name").fill(name);
    await page.getByTestId("name-view").getByRole("button", { name: "Save" }).click();
    await expect(saved).toContainText(name);
    await axe(page, `a view of ${list}`);
    await page.goto(`/app/${list}`);
    await there(page);
    await saved.click();
    await page.getByRole("menuitem", { name }).click();
    await expect(page).toHaveURL(new RegExp(narrowed));
    await expect(saved).toContainText(name);
  });
}
