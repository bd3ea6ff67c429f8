// Stages that ask for fields of the organization's own: by menu, key and pointer, of several cards, from a lead's page,
// and by finger; and what becomes of that when a field is archived.
import { expect, test } from "../support/test.mjs";
import { OFFICE, answered, card, register } from "../support/steps.mjs";

/** A new organization whose leads have a number and a choice of their own. */
async function owner(page, mailbox, name) {
  await register(page, mailbox, { company: `${name} Movers`, name: `${name} Owner`, email: `owner@${name.toLowerCase()}.example` });
  const guests = await send(page, "POST", "/api/v1/custom-fields", { of: "lead", kind: "number", label: "Guests" });
  const occasion = await send(page, "POST", "/api/v1/custom-fields", { of: "lead", kind: "choice", label: "Occasion", choices: ["Wedding", "Trip"] });
  return { guests, occasion };
}

const get = (page, path) => page.request.get(path, { headers: OFFICE }).then(answered);
const send = (page, method, path, data) => page.request.fetch(path, { method, headers: OFFICE, data }).then(answered);

/** Enters a lead by telephone. */
const enter = (page, name, known = {}) =>
  send(page, "POST", "/api/v1/leads", { name, phone: "416 555 0131", service_line: "moving", source: "phone", urgency: "medium", ...known });

/** Lets the stage of contacted leads ask for both fields, past the screens. */
async function ask(page) {
  const { pipeline } = await get(page, "/api/v1/board");
  const contacted = pipeline.stages.find((one) => one.name === "Contacted");
  await send(page, "PUT", `/api/v1/stages/${contacted.id}`, { ...contacted, required_fields: ["guests", "occasion"] });
  return contacted;
}

const stage = (page, name) => page.getByTestId("stages").getByRole("listitem").filter({ has: page.getByText(name, { exact: true }) });
const said = async (page, lead) => (await get(page, `/api/v1/leads/${lead.id}`)).custom;

test("a stage is told to ask for fields of one's own, and a card brings them along however it is moved", async ({ page, mailbox, axe }) => {
  const { guests } = await owner(page, mailbox, "Feast");
  const [menu, keyed, dragged] = [await enter(page, "Mona Menu"), await enter(page, "Kay Keyed"), await enter(page, "Dora Dragged")];

  await test.step("in the settings", async () => {
    await page.goto("/app/settings/stages");
    await stage(page, "Contacted").getByRole("button", { name: "Edit Contacted" }).click();
    const dialog = page.getByTestId("stage-dialog");
    await dialog.getByLabel("Guests").check();
    await dialog.getByLabel("Occasion").check();
    await axe(page, "a stage that asks for fields of one's own");
    await dialog.getByRole("button", { name: "Save" }).click();
    await expect(stage(page, "Contacted")).toContainText("Needs Guests, Occasion");
  });

  const dialog = page.getByTestId("ask-dialog");
  const move = dialog.getByRole("button", { name: "Move to Contacted" });

  await test.step("by the menu, with a mistake", async () => {
    await page.goto("/app/pipeline");
    await page.getByRole("button", { name: "Move Mona Menu to…" }).click();
    await page.getByRole("menuitem", { name: /^Contacted.*Needs Guests, Occasion/ }).click();
    await move.click();
    await expect(dialog.getByLabel("Guests")).toHaveAttribute("aria-invalid", "true");
    await expect(dialog.getByLabel("Occasion")).toHaveAttribute("aria-invalid", "true");
    await axe(page, "a stage that asks for fields of one's own of a card");
    await dialog.getByLabel("Guests").fill("many");
    await dialog.getByLabel("Occasion").selectOption("Trip");
    await move.click();
    await expect(dialog.getByLabel("Guests")).toHaveAttribute("aria-invalid", "true");
    await expect(dialog.getByLabel("Occasion")).not.toHaveAttribute("aria-invalid", "true");
    await dialog.getByLabel("Guests").fill("1,200");
    await move.click();
    await expect(card(page, "Contacted", "Mona Menu")).toBeVisible();
    await expect.poll(() => said(page, menu)).toEqual({ guests: "1200", occasion: "Trip" });
    const { version } = await get(page, `/api/v1/leads/${menu.id}`);
    expect(version, "value and move in one act").toBe(menu.version + 1);
  });

  await test.step("by key", async () => {
    await card(page, "New", "Kay Keyed").focus();
    await page.keyboard.press("Shift+ArrowRight");
    await dialog.getByLabel("Guests").fill("40");
    await dialog.getByLabel("Occasion").selectOption("Wedding");
    await move.click();
    await expect(card(page, "Contacted", "Kay Keyed")).toBeVisible();
    await expect.poll(() => said(page, keyed)).toEqual({ guests: "40", occasion: "Wedding" });
  });

  await test.step("by pointer, once one of the fields is archived", async () => {
    const { label, choices, required, version } = guests;
    await send(page, "PUT", `/api/v1/custom-fields/${guests.id}`, { version, label, choices, required, archived: true });
    await page.goto("/app/settings/stages");
    await expect(stage(page, "Contacted")).toContainText("asks no more for Guests (archived)");
    await page.goto("/app/pipeline");
    const from = await card(page, "New", "Dora Dragged").boundingBox();
    const to = await page.getByRole("region", { name: "Contacted", exact: true }).boundingBox();
    await page.mouse.move(from.x + 60, from.y + 50);
    await page.mouse.down();
    await page.mouse.move(from.x + 90, from.y + 60, { steps: 4 });
    await page.mouse.move(to.x + to.width / 2, to.y + 150, { steps: 10 });
    await page.mouse.up();
    await expect(dialog.getByLabel("Occasion")).toBeVisible();
    await expect(dialog.getByLabel("Guests")).toHaveCount(0);
    await dialog.getByLabel("Occasion").selectOption("Trip");
    await move.click();
    await expect(card(page, "Contacted", "Dora Dragged")).toBeVisible();
    await expect.poll(() => said(page, dragged)).toEqual({ occasion: "Trip" });
  });
});

test("of several cards those stay that lack a field, which is named, on the board, in the list and from a lead's page", async ({ page, mailbox, axe, problems }) => {
  problems.expect(/422/);
  await owner(page, mailbox, "Sundry");
  const contacted = await ask(page);
  const ready = await enter(page, "Rita Ready", { custom: { guests: "12", occasion: "Trip" } });
  const half = await enter(page, "Hugo Half", { custom: { guests: "12" } });

  await page.goto("/app/pipeline");
  for (const name of ["Rita Ready", "Hugo Half"]) await card(page, "New", name).locator(".w-deal-money").click({ modifiers: ["ControlOrMeta"] });
  await page.getByRole("region", { name: "2 selected" }).getByRole("button", { name: "Move 2 to…" }).click();
  await page.getByRole("menuitem", { name: /^Contacted/ }).click();
  await expect(page.getByText(/Moved to Contacted: 1\. Not moved: /).first()).toContainText("Hugo Half (Needs Occasion)");
  await expect(card(page, "Contacted", "Rita Ready")).toBeVisible();
  expect((await get(page, `/api/v1/leads/${ready.id}`)).stage_id).toBe(contacted.id);

  await test.step("in the list, each answered for itself", async () => {
    await page.goto("/app/leads");
    await page.getByRole("checkbox", { name: "Select Hugo Half" }).check();
    await page.getByRole("region", { name: "1 selected" }).getByRole("button", { name: "Move…" }).click();
    const dialog = page.getByTestId("bulk-dialog");
    await dialog.getByLabel("Stage").selectOption({ label: "Contacted" });
    await dialog.getByRole("button", { name: "Move", exact: true }).click();
    await expect(page.getByTestId("bulk-outcome").getByTestId("refused")).toContainText("Needs Occasion");
    await axe(page, "what several leads lack");
  });

  await test.step("past the screens", async () => {
    const refused = await page.request.post(`/api/v1/leads/${half.id}/move`, { headers: OFFICE, data: { version: half.version, stage: contacted.id } });
    expect(refused.status()).toBe(422);
    expect(await refused.text()).toContain("custom.occasion");
  });

  await test.step("into another pipeline", async () => {
    const pipelines = await get(page, "/api/v1/stages");
    const charter = pipelines.find((one) => one.service_line === "charter");
    const theirs = charter.stages.find((one) => one.name === "Contacted");
    await send(page, "PUT", `/api/v1/stages/${theirs.id}`, { ...theirs, required_fields: ["occasion"] });
    await page.goto(`/app/leads/${half.id}`);
    await page.getByTestId("relocate").click();
    const dialog = page.getByTestId("relocate-dialog");
    await dialog.getByLabel("Pipeline").selectOption({ label: charter.name });
    await dialog.getByLabel("Stage").selectOption({ label: "Contacted" });
    await dialog.getByRole("button", { name: "Move" }).click();
    await expect(dialog.getByLabel("Occasion")).toHaveAttribute("aria-invalid", "true");
    await axe(page, "a lead on its way that lacks a field of one's own");
    await dialog.getByLabel("Occasion").selectOption("Wedding");
    await dialog.getByRole("button", { name: "Move" }).click();
    await expect(dialog).toBeHidden();
    await expect.poll(() => said(page, half)).toEqual({ guests: "12", occasion: "Wedding" });
  });
});

test("what a stage asks for is filled in by finger @phone", async ({ page, mailbox, axe }) => {
  await owner(page, mailbox, "Pocketed");
  await ask(page);
  const lead = await enter(page, "Tina Touch");
  await page.goto("/app/pipeline");
  await card(page, "New", "Tina Touch").getByRole("button", { name: "Move Tina Touch to…" }).tap();
  await page.getByRole("menuitem", { name: /^Contacted/ }).tap();
  const dialog = page.getByTestId("ask-dialog");
  await dialog.getByLabel("Guests").fill("8");
  await dialog.getByLabel("Occasion").selectOption("Trip");
  await axe(page, "a stage that asks for fields of one's own on a phone");
  await dialog.getByRole("button", { name: "Move to Contacted" }).tap();
  await expect.poll(() => said(page, lead)).toEqual({ guests: "8", occasion: "Trip" });
});
