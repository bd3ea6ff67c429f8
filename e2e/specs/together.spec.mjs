// Several cards of the board at once: picked by key, click, range and menu; moved, refused in part, and taken back.
import { expect, test } from "../support/test.mjs";
import { OFFICE, answered, logIn } from "../support/steps.mjs";

test.use({ demo: true });

/** Enters a lead by telephone for each name, the last one on top of its column. */
async function enter(page, names, known = {}) {
  for (const name of names) {
    const data = { name, phone: "416 555 0131", service_line: "moving", source: "phone", urgency: "medium", value_cents: 100_000, ...known };
    await answered(await page.request.post("/api/v1/leads", { headers: OFFICE, data }));
  }
}

const column = (page, name) => page.getByRole("region", { name, exact: true });
const card = (page, inside, name) => column(page, inside).getByRole("article", { name, exact: true });
const order = (page, inside, names) => column(page, inside).getByRole("article").evaluateAll((all, names) => all.map((one) => one.querySelector("h3").textContent.trim()).filter((name) => names.includes(name)), names);

test("cards picked by key and range move together, by menu and pointer, and come back in their order", async ({ page, axe }) => {
  await logIn(page, "marc@northline.example");
  const names = ["Picked One", "Picked Two", "Picked Three"];
  await enter(page, names);
  await page.goto("/app/pipeline?q=Picked");
  await expect(card(page, "New", "Picked Three")).toBeVisible();
  const before = await order(page, "New", names);
  expect(before).toEqual([...names].reverse());

  await card(page, "New", "Picked Three").focus();
  await page.keyboard.press("x");
  const bar = (n) => page.getByRole("region", { name: `${n} selected` });
  await expect(bar(1)).toBeVisible();
  await card(page, "New", "Picked One").locator(".w-deal-money").click({ modifiers: ["Shift"] });
  await expect(bar(3)).toBeVisible();
  await expect(bar(3)).toContainText("3,000");
  await axe(page, "a board with cards picked");

  await bar(3).getByRole("button", { name: "Move 3 to…" }).click();
  await page.getByRole("menuitem", { name: /^Contacted/ }).click();
  await expect(page.getByText("Moved to Contacted: 3").first()).toBeVisible();
  await expect.poll(() => order(page, "Contacted", names)).toEqual(before);
  await expect(bar(3)).toHaveCount(0);
  await page.getByRole("button", { name: "Undo", exact: true }).click();
  await expect.poll(() => order(page, "New", names)).toEqual(before);
  await expect(page.getByText("Moved back")).toBeAttached();
  await page.reload();
  await expect.poll(() => order(page, "New", names), "as it was stored").toEqual(before);

  // two of them by pointer, picked by Ctrl
  for (const name of ["Picked One", "Picked Two"]) await card(page, "New", name).locator(".w-deal-money").click({ modifiers: ["ControlOrMeta"] });
  const from = await card(page, "New", "Picked Two").boundingBox();
  const to = await column(page, "Contacted").boundingBox();
  await page.mouse.move(from.x + 150, from.y + 50);
  await page.mouse.down();
  await page.mouse.move(from.x + 180, from.y + 60, { steps: 4 });
  await page.mouse.move(to.x + to.width / 2, to.y + 150, { steps: 10 });
  await page.mouse.up();
  await expect.poll(() => order(page, "Contacted", names)).toEqual(["Picked Two", "Picked One"]);
  await expect(card(page, "New", "Picked Three")).toBeVisible();
  await expect(page.getByText("Moved to Contacted: 2").first()).toBeVisible();
});

test("what a stage refuses stays picked with its reason, and why leads were lost is asked once", async ({ page, axe, problems }) => {
  await logIn(page, "marc@northline.example");
  const names = ["Dated Lead", "Undated Lead", "Refused Lead"];
  await enter(page, ["Undated Lead"]);
  await enter(page, ["Dated Lead", "Refused Lead"], { wanted_on: "2027-03-01" });
  await page.goto("/app/pipeline?q=Lead");
  for (const name of names) await card(page, "New", name).locator(".w-deal-money").click({ modifiers: ["ControlOrMeta"] });
  problems.expect(/409/);
  // somebody was faster with one of them
  await page.route(/\/leads\/[^/]+\/move/, async (route) => {
    if (moves++ > 0) return route.continue();
    return route.fulfill({ status: 409, json: { message: "conflict", code: 409, data: { Conflict: { code: "changed", detail: "Jo Lindqvist changed this 3 s ago." } } } });
  });
  let moves = 0;
  const bar = (n) => page.getByRole("region", { name: `${n} selected` });
  await bar(3).getByRole("button", { name: "Move 3 to…" }).click();
  await page.getByRole("menuitem", { name: /^Qualified/ }).click();
  const said = page.getByText(/Moved to Qualified: 1\. Not moved: /).first();
  await expect(said).toContainText("Undated Lead (Needs wanted date)");
  await expect(said).toContainText("Jo Lindqvist changed this 3 s ago.");
  await expect(bar(2)).toBeVisible();
  await expect(card(page, "New", "Undated Lead")).toBeVisible();

  await bar(2).getByRole("button", { name: "Move 2 to…" }).click();
  await page.getByRole("menuitem", { name: /^Lost/ }).click();
  const dialog = page.getByRole("dialog", { name: "Move 2 leads to Lost" });
  await dialog.getByRole("button", { name: "Mark as lost" }).click();
  await expect(dialog.getByLabel("Why was it lost?")).toHaveAttribute("aria-invalid", "true");
  await axe(page, "the dialog for several cards");
  await dialog.getByLabel("Why was it lost?").selectOption({ index: 1 });
  await dialog.getByRole("button", { name: "Mark as lost" }).click();
  await expect(page.getByText("Moved to Lost: 2").first()).toBeVisible();
  await expect(column(page, "New").getByRole("article", { name: "Undated Lead" })).toHaveCount(0);
  await page.getByRole("button", { name: "Undo", exact: true }).last().click();
  await expect(card(page, "New", "Undated Lead")).toBeVisible();
  await page.keyboard.press("Escape");
});

test("cards are picked by menu and finger @phone", async ({ page, axe }) => {
  await logIn(page, "marc@northline.example");
  await enter(page, ["Touched One", "Touched Two"]);
  await page.goto("/app/pipeline?q=Touched");
  await card(page, "New", "Touched Two").getByRole("button", { name: "Move Touched Two to…" }).click();
  await page.getByRole("menuitem", { name: /^Select/ }).click();
  await card(page, "New", "Touched One").locator(".w-deal-money").tap();
  const bar = page.getByRole("region", { name: "2 selected" });
  await expect(bar).toBeVisible();
  await axe(page, "cards picked on a phone");
  await bar.getByRole("button", { name: "Move 2 to…" }).click();
  await page.getByRole("menuitem", { name: /^Contacted/ }).click();
  await expect(page.getByText("Moved to Contacted: 2").first()).toBeVisible();
});

test("a card is carried by a finger that rests on it, past the edge to the next column; a finger that moves at once only scrolls @phone", async ({ page, context }) => {
  await logIn(page, "marc@northline.example");
  await enter(page, ["Carried Card"]);
  await page.goto("/app/pipeline?q=Carried");
  const [one, ghost] = [card(page, "New", "Carried Card"), page.locator("#drag-ghost")];
  await expect(one).toBeVisible();
  const session = await context.newCDPSession(page);
  const touch = (type, ...points) => session.send("Input.dispatchTouchEvent", { type, touchPoints: points.map(([x, y]) => ({ x, y, id: 1 })) });
  /** Where a finger takes the card: no button and no link of it. */
  const grip = async () => {
    const box = await one.locator(".w-deal-money").boundingBox();
    return [Math.round(box.x + 12), Math.round(box.y + box.height / 2)];
  };
  const glide = async ([fromX, fromY], [toX, toY]) => {
    for (let step = 1; step <= 12; step += 1) await touch("touchMove", [fromX + ((toX - fromX) * step) / 12, fromY + ((toY - fromY) * step) / 12]);
  };

  await test.step("a finger that moves at once lifts nothing", async () => {
    const at = await grip();
    await touch("touchStart", at);
    await glide(at, [at[0], at[1] - 60]);
    await touch("touchEnd");
    // longer than a finger rests before it lifts: there is no state to wait for where nothing happens
    await page.waitForTimeout(400);
    await expect(ghost).toHaveCount(0);
    await expect(one).toBeVisible();
  });

  await test.step("one that rests lifts it, and at the edge the next column comes", async () => {
    await one.scrollIntoViewIfNeeded();
    const at = await grip();
    await touch("touchStart", at);
    await expect(ghost).toBeVisible();
    await expect(page.getByRole("status").filter({ hasText: "Carried Card" }).first(), "who cannot see it hears it").toBeAttached();
    const { width, height } = page.viewportSize();
    const edge = [width - 12, Math.round(height / 2)];
    await glide(at, edge);
    const next = await column(page, "Contacted").elementHandle();
    // the board goes on scrolling for as long as the finger stays there
    await page.waitForFunction((next) => next.getBoundingClientRect().x < 200, next);
    const middle = [Math.round(width / 2), edge[1]];
    await touch("touchMove", middle);
    const box = await next.boundingBox();
    const [left, right] = [Math.max(box.x, 60), Math.min(box.x + box.width, width - 60)];
    await glide(middle, [Math.round((left + right) / 2), edge[1]]);
    await touch("touchEnd");
  });
  await expect(ghost).toHaveCount(0);
  await expect(card(page, "Contacted", "Carried Card")).toBeVisible();
  await page.getByRole("button", { name: "Undo", exact: true }).last().click();
  await expect(one).toBeVisible();
});
