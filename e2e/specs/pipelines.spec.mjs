// Pipelines arranged by the office: stages added, put in order and removed with leads in them, pipelines added, preferred
// and archived, leads moved between them; and what a stage asks of a single card.
import { expect, test } from "../support/test.mjs";
import { OFFICE, ahead, answered, card, logIn, register } from "../support/steps.mjs";

/** An owner of a new organization; their address. */
async function owner(page, mailbox, name) {
  const email = `owner@${name.toLowerCase()}.example`;
  await register(page, mailbox, { company: `${name} Movers`, name: `${name} Owner`, email });
  return email;
}

const get = (page, path) => page.request.get(path, { headers: OFFICE }).then(answered);
const send = (page, method, path, data) => page.request.fetch(path, { method, headers: OFFICE, data }).then(answered);

/** Enters a lead by telephone. */
const enter = (page, name, known = {}) =>
  send(page, "POST", "/api/v1/leads", { name, phone: "416 555 0131", service_line: "moving", source: "phone", urgency: "medium", ...known });

const list = (page) => page.getByTestId("stages");
const stage = (page, name) => list(page).getByRole("listitem").filter({ has: page.getByText(name, { exact: true }) });
const names = (page) => list(page).locator("li b").allTextContents();

test("a stage is added, put in order by arrow and pointer, and removed with the leads in it, live on a colleague's board", async ({ page, mailbox, person, axe }) => {
  const email = await owner(page, mailbox, "Stages");
  const lead = await enter(page, "Stella Stage");
  const colleague = await person();
  await logIn(colleague, email);
  await colleague.goto("/app/pipeline");
  await expect(card(colleague, "New", "Stella Stage")).toBeVisible();

  await page.goto("/app/settings/stages");
  await expect.poll(() => names(page)).toEqual(["New", "Contacted", "Qualified", "Quoted", "Won", "Lost"]);
  await axe(page, "the stages of a pipeline");
  await page.getByTestId("add-stage").click();
  const dialog = page.getByTestId("stage-dialog");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog.getByLabel("Name")).toHaveAttribute("aria-invalid", "true");
  await dialog.getByLabel("Name").fill("Site visit");
  await dialog.getByLabel(/^Counts as(?! stalled)/).selectOption("contacted");
  await axe(page, "a stage being added");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect.poll(() => names(page)).toEqual(["New", "Contacted", "Site visit", "Qualified", "Quoted", "Won", "Lost"]);
  await expect(colleague.getByRole("region", { name: "Site visit", exact: true })).toBeVisible();

  await test.step("by arrows, with a way back", async () => {
    await expect(stage(page, "Qualified").getByRole("button", { name: "Move Qualified up" })).toBeDisabled();
    await stage(page, "Site visit").getByRole("button", { name: "Move Site visit up" }).focus();
    await page.keyboard.press("Enter");
    await expect.poll(() => names(page)).toEqual(["New", "Site visit", "Contacted", "Qualified", "Quoted", "Won", "Lost"]);
    // it goes no further up: the way down has the focus
    await expect(stage(page, "Site visit").getByRole("button", { name: "Move Site visit down" })).toBeFocused();
    await page.getByRole("button", { name: "Undo", exact: true }).click();
    await expect.poll(() => names(page)).toEqual(["New", "Contacted", "Site visit", "Qualified", "Quoted", "Won", "Lost"]);
  });

  await test.step("twice before the first answer comes: one order goes after the other", async () => {
    let letGo;
    const released = new Promise((done) => (letGo = done));
    let sent = 0;
    const orders = /\/api\/v1\/pipelines\/[^/]+\/stages$/;
    await page.route(orders, async (route) => {
      sent += 1;
      await released;
      await route.continue();
    });
    await stage(page, "Site visit").getByRole("button", { name: "Move Site visit up" }).focus();
    await page.keyboard.press("Enter");
    await expect(stage(page, "Site visit").getByRole("button", { name: "Move Site visit down" })).toBeFocused();
    await page.keyboard.press("Enter");
    await expect.poll(() => names(page)).toEqual(["New", "Contacted", "Site visit", "Qualified", "Quoted", "Won", "Lost"]);
    letGo();
    await expect.poll(() => sent).toBe(2);
    await expect(page.getByText("Site visit is now number 3").first()).toBeVisible();
    await page.unroute(orders);
    await expect.poll(async () => (await get(page, "/api/v1/board")).pipeline.stages.map((one) => one.name)).toEqual(await names(page));
  });

  await test.step("by pointer", async () => {
    await stage(page, "Site visit").locator("b").dragTo(stage(page, "Contacted").locator("b"));
    await expect.poll(() => names(page)).toEqual(["New", "Site visit", "Contacted", "Qualified", "Quoted", "Won", "Lost"]);
    await page.reload();
    await expect.poll(() => names(page)).toEqual(["New", "Site visit", "Contacted", "Qualified", "Quoted", "Won", "Lost"]);
    await stage(page, "Site visit").locator("b").dragTo(stage(page, "Quoted").locator("b"));
    await expect(page.getByText("Stages stand in the order of what they count as", { exact: true }).first()).toBeVisible();
  });

  await test.step("removed, with the leads in it sent elsewhere", async () => {
    const { pipeline } = await get(page, "/api/v1/board");
    const visit = pipeline.stages.find((one) => one.name === "Site visit");
    await send(page, "POST", `/api/v1/leads/${lead.id}/move`, { version: lead.version, stage: visit.id });
    await expect(card(colleague, "Site visit", "Stella Stage")).toBeVisible();
    await stage(page, "New").getByRole("button", { name: "Remove New" }).click();
    await expect(page.getByText(/Inquiries come in at a stage that counts as new/).first()).toBeVisible();
    await stage(page, "Site visit").getByRole("button", { name: "Remove Site visit" }).click();
    const asked = page.getByTestId("remove-stage-dialog");
    await expect(asked.getByText("Open leads in it: 1")).toBeVisible();
    await asked.getByLabel("Its leads go to").selectOption({ label: "Contacted" });
    await axe(page, "a stage being removed");
    await asked.getByRole("button", { name: "Remove" }).click();
    await expect.poll(() => names(page)).toEqual(["New", "Contacted", "Qualified", "Quoted", "Won", "Lost"]);
    await expect(card(colleague, "Contacted", "Stella Stage")).toBeVisible();
    await expect(colleague.getByRole("region", { name: "Site visit", exact: true })).toHaveCount(0);
    await page.goto(`/app/leads/${lead.id}`);
    await expect(page.getByText("The stage Site visit was removed").first()).toBeVisible();
  });
});

test("of two who arrange a pipeline the second is told what changed, keeps what they typed and saves it after all", async ({ page, mailbox, person, axe, problems }) => {
  problems.expect(/409/);
  const email = await owner(page, mailbox, "Arranged");
  const other = await person();
  await logIn(other, email);
  await other.goto("/app/settings/stages");
  await stage(other, "Contacted").getByRole("button", { name: "Edit Contacted" }).click();
  const dialog = other.getByTestId("stage-dialog");
  await dialog.getByLabel("Name").fill("Reached");
  await page.goto("/app/settings/stages");
  await stage(page, "Contacted").getByRole("button", { name: "Edit Contacted" }).click();
  await page.getByTestId("stage-dialog").getByLabel("Name").fill("Talked to");
  await page.getByTestId("stage-dialog").getByLabel("Odds of winning").fill("30");
  await page.getByTestId("stage-dialog").getByRole("button", { name: "Save" }).click();
  await expect.poll(() => names(page)).toContain("Talked to");
  await dialog.getByLabel("Limit of leads").fill("9");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog.getByText(/was changed elsewhere meanwhile/)).toContainText("Name: Talked to");
  await expect(dialog.getByLabel("Name")).toHaveValue("Reached");
  await expect(dialog.getByLabel("Limit of leads")).toHaveValue("9");
  await expect(dialog.getByLabel("Odds of winning"), "what was not touched is theirs").toHaveValue("30");
  await axe(other, "a stage somebody else was faster with");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toBeHidden();
  await expect.poll(() => names(other)).toContain("Reached");
  const kept = (await get(page, "/api/v1/board")).pipeline.stages.find((one) => one.name === "Reached");
  expect({ odds: kept.odds_bp, limit: kept.wip_limit }).toEqual({ odds: 3000, limit: 9 });

  await test.step("and so with the name of the pipeline", async () => {
    await other.getByTestId("pipeline-menu").click();
    await other.getByRole("menuitem", { name: /^Rename/ }).click();
    const naming = other.getByTestId("rename-dialog");
    await naming.getByLabel("Name").fill("Ours");
    const { pipeline } = await get(page, "/api/v1/board");
    await send(page, "PUT", `/api/v1/pipelines/${pipeline.id}`, { version: pipeline.version, name: "Theirs" });
    await naming.getByRole("button", { name: "Save" }).click();
    await expect(naming.getByText(/was changed elsewhere meanwhile/)).toContainText("Name: Theirs");
    await expect(naming.getByLabel("Name")).toHaveValue("Ours");
    await naming.getByRole("button", { name: "Save" }).click();
    await expect(naming).toBeHidden();
    await expect(other.getByTestId("pipeline").getByRole("heading", { name: "Ours" })).toBeVisible();
  });
});

test("leads are told when their stage counts as something else, and many pipelines stand in a list without an empty entry", async ({ page, mailbox }) => {
  await owner(page, mailbox, "Counted");
  const lead = await enter(page, "Cora Counted");
  const { pipeline } = await get(page, "/api/v1/board");
  const contacted = pipeline.stages.find((one) => one.name === "Contacted");
  await send(page, "POST", `/api/v1/leads/${lead.id}/move`, { version: lead.version, stage: contacted.id });
  await page.goto("/app/settings/stages");
  await stage(page, "Contacted").getByRole("button", { name: "Edit Contacted" }).click();
  const dialog = page.getByTestId("stage-dialog");
  await dialog.getByLabel(/^Counts as(?! stalled)/).selectOption("qualified");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toBeHidden();
  await page.goto(`/app/leads/${lead.id}`);
  await expect(page.getByText("The stage Contacted counts as qualified now").first()).toBeVisible();
  await expect(page.getByText(/changed what Contacted counts as; the lead counts as Qualified now/).first()).toBeVisible();

  for (const name of ["Long distance", "Storage", "Offices"]) await send(page, "POST", "/api/v1/pipelines", { name, service_line: "moving" });
  await page.goto("/app/pipeline");
  const several = page.getByRole("combobox", { name: "Pipelines" });
  await expect(several.locator("option")).toHaveCount(5);
  expect(await several.locator("option").evaluateAll((all) => all.map((one) => one.value))).not.toContain("");
  await several.selectOption({ label: "Storage (0)" });
  await expect(page).toHaveURL(/pipeline=/);
  await expect(card(page, "Contacted", "Cora Counted")).toHaveCount(0);
});

test("a pipeline is added and takes what comes in, a lead moves between pipelines, an empty one is archived", async ({ page, mailbox, axe, problems }) => {
  problems.expect(/409|422/);
  await owner(page, mailbox, "Several");
  const old = await enter(page, "Otto Old");
  await page.goto("/app/settings/stages");
  await page.getByTestId("add-pipeline").click();
  const adding = page.getByTestId("pipeline-dialog");
  await adding.getByLabel("Name").fill("Long distance");
  await axe(page, "a pipeline being added");
  await adding.getByRole("button", { name: "Add pipeline" }).click();
  const shown = page.getByTestId("pipeline");
  await expect(shown.getByRole("heading", { name: "Long distance" })).toBeVisible();
  await expect(page).toHaveURL(/pipeline=/);

  await page.getByTestId("pipeline-menu").click();
  await axe(page, "what can be done to a pipeline");
  await page.getByRole("menuitem", { name: /^Rename/ }).click();
  const naming = page.getByTestId("rename-dialog");
  await naming.getByLabel("Name").fill("Far away");
  await naming.getByRole("button", { name: "Save" }).click();
  await expect(shown.getByRole("heading", { name: "Far away" })).toBeVisible();
  await page.getByRole("button", { name: "Undo", exact: true }).click();
  await expect(shown.getByRole("heading", { name: "Long distance" })).toBeVisible();
  await page.getByTestId("pipeline-menu").click();
  await page.getByRole("menuitem", { name: /^Let it take new leads/ }).click();
  await expect(shown.getByText("Takes new leads", { exact: true })).toBeVisible();

  const lead = await enter(page, "Nina New");
  const { pipelines } = await get(page, "/api/v1/board");
  const [moving, far] = ["Moving", "Long distance"].map((name) => pipelines.find((one) => one.name === name));
  expect([old.pipeline_id, lead.pipeline_id]).toEqual([moving.id, far.id]);
  await page.goto("/app/pipeline");
  await expect(card(page, "New", "Nina New")).toBeVisible();
  await page.getByRole("radio", { name: /^Moving/ }).check();
  await expect(page).toHaveURL(new RegExp(`pipeline=${moving.id}`));
  await expect(card(page, "New", "Otto Old")).toBeVisible();
  await page.reload();
  await expect(card(page, "New", "Otto Old")).toBeVisible();
  await expect(card(page, "New", "Nina New")).toHaveCount(0);

  await test.step("a lead moves to another pipeline, which asks for what its stage asks for", async () => {
    await page.goto(`/app/leads/${old.id}`);
    await page.getByTestId("relocate").click();
    const dialog = page.getByTestId("relocate-dialog");
    await dialog.getByLabel("Pipeline").selectOption({ label: "Long distance" });
    await dialog.getByLabel("Stage").selectOption({ label: "Qualified" });
    await axe(page, "a lead on its way to another pipeline");
    await dialog.getByRole("button", { name: "Move" }).click();
    await expect(dialog.getByLabel("Wanted on")).toHaveAttribute("aria-invalid", "true");
    await dialog.getByLabel("Wanted on").fill(ahead(30).slice(0, 10));
    await dialog.getByRole("button", { name: "Move" }).click();
    await expect(dialog).toBeHidden();
    await expect(page.getByText("Moved to Qualified of Long distance").first()).toBeVisible();
    expect((await get(page, `/api/v1/leads/${old.id}`)).pipeline_id).toBe(far.id);
    await page.getByRole("button", { name: "Undo", exact: true }).click();
    await expect.poll(async () => (await get(page, `/api/v1/leads/${old.id}`)).pipeline_id).toBe(moving.id);
  });

  await test.step("a pipeline is archived once nothing is open in it", async () => {
    await page.goto(`/app/settings/stages?pipeline=${moving.id}`);
    await page.getByTestId("pipeline-menu").click();
    await page.getByRole("menuitem", { name: /^Archive/ }).click();
    await expect(page.getByText(/There are open leads in Moving: 1/).first()).toBeVisible();
    const now = await get(page, `/api/v1/leads/${old.id}`);
    const lost = now.stages.find((one) => one.status === "lost").id;
    await send(page, "POST", `/api/v1/leads/${old.id}/move`, { version: now.version, stage: lost, lost_reason: "price" });
    await page.getByTestId("pipeline-menu").click();
    await page.getByRole("menuitem", { name: /^Archive/ }).click();
    await expect(shown.getByText("Archived", { exact: true })).toBeVisible();
    await axe(page, "an archived pipeline");
    expect((await get(page, "/api/v1/board")).pipelines.map((one) => one.name)).not.toContain("Moving");
  });
});

test("a full stage takes one more with a reason that stays, and a stage asks one card for what it lacks", async ({ page, mailbox, axe }) => {
  await owner(page, mailbox, "Asking");
  const { pipeline } = await get(page, "/api/v1/board");
  const contacted = pipeline.stages.find((one) => one.name === "Contacted");
  await send(page, "PUT", `/api/v1/stages/${contacted.id}`, { ...contacted, wip_limit: 1, wip_hard: false });
  await enter(page, "First Card");
  const second = await enter(page, "Second Card");
  await page.goto("/app/pipeline");
  const menu = (name) => page.getByRole("button", { name: `Move ${name} to…` });
  await menu("First Card").click();
  await page.getByRole("menuitem", { name: /^Contacted/ }).click();
  await expect(card(page, "Contacted", "First Card")).toBeVisible();

  await menu("Second Card").click();
  await page.getByRole("menuitem", { name: /^Contacted.*asks for a reason/ }).click();
  const dialog = page.getByTestId("ask-dialog");
  await dialog.getByRole("button", { name: "Move to Contacted" }).click();
  await expect(dialog.getByLabel("Why take one more?")).toHaveAttribute("aria-invalid", "true");
  await axe(page, "a full stage that asks for a reason");
  await dialog.getByLabel("Why take one more?").fill("They book today");
  await dialog.getByRole("button", { name: "Move to Contacted" }).click();
  await expect(card(page, "Contacted", "Second Card")).toBeVisible();
  await expect.poll(async () => (await get(page, `/api/v1/leads/${second.id}`)).history.at(-1).reason).toBe("They book today");

  await menu("First Card").click();
  await page.getByRole("menuitem", { name: /^Qualified.*wanted date/ }).click();
  await dialog.getByRole("button", { name: "Move to Qualified" }).click();
  await expect(dialog.getByLabel("Wanted on")).toHaveAttribute("aria-invalid", "true");
  await axe(page, "a stage that asks for what a card lacks");
  await dialog.getByLabel("Wanted on").fill(ahead(30).slice(0, 10));
  await dialog.getByRole("button", { name: "Move to Qualified" }).click();
  await expect(card(page, "Qualified", "First Card")).toBeVisible();
  await page.goto(`/app/leads/${second.id}`);
  await expect(page.getByText("They book today").first()).toBeVisible();
});

test("stages are arranged by finger @phone", async ({ page, mailbox, axe }) => {
  await owner(page, mailbox, "Pocket");
  await page.goto("/app/settings/stages");
  await page.getByTestId("add-stage").tap();
  const dialog = page.getByTestId("stage-dialog");
  await dialog.getByLabel("Name").fill("Waiting");
  await dialog.getByRole("button", { name: "Save" }).tap();
  await expect.poll(() => names(page)).toEqual(["New", "Contacted", "Waiting", "Qualified", "Quoted", "Won", "Lost"]);
  await stage(page, "Waiting").getByRole("button", { name: "Move Waiting up" }).tap();
  await expect.poll(() => names(page)).toEqual(["New", "Waiting", "Contacted", "Qualified", "Quoted", "Won", "Lost"]);
  await axe(page, "stages on a phone");
});
