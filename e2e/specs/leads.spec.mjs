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

test("whoever goes on to the next card at once keeps it: the one just moved does not take the focus back", async ({ page }) => {
  await logIn(page, "marc@northline.example");
  const family = `Quick${Date.now().toString(36)}`;
  const [first, second] = [`First ${family}`, `Second ${family}`];
  for (const name of [first, second]) {
    const data = { name, phone: "416 555 0131", service_line: "moving", source: "phone", urgency: "medium" };
    const made = await page.request.post("/api/v1/leads", { headers: { "x-request-client": "e2e" }, data });
    expect(made.ok(), await made.text()).toBe(true);
  }
  await page.goto(`/app/pipeline?q=${family}`);
  const card = (stage, name) => page.getByRole("region", { name: stage, exact: true }).getByRole("article", { name });
  await expect(card("New", first)).toBeVisible();
  // faster than any hand: the board has heard the key and drawn nothing yet
  await page.evaluate((next) => {
    const goOn = (event) => {
      if (event.key !== "ArrowRight") return;
      removeEventListener("keydown", goOn);
      document.getElementById(next).focus();
    };
    addEventListener("keydown", goOn);
  }, await card("New", second).getAttribute("id"));
  await card("New", first).focus();
  await page.keyboard.press("Shift+ArrowRight");
  await expect(card("Contacted", first)).toBeVisible();
  await expect(card("New", second)).toBeFocused();
  await page.keyboard.press("Shift+ArrowRight");
  await expect(card("Contacted", second)).toBeFocused();
  await expect(card("Contacted", first)).toBeVisible();
});

test("a long column is drawn where one looks, read on while one scrolls, and a card far down keeps its place and focus", async ({ page, axe }) => {
  test.setTimeout(120_000);
  await logIn(page, "marc@northline.example");
  await page.goto("/app/pipeline");
  const column = (name) => page.getByRole("region", { name, exact: true });
  const cards = (inside) => inside.getByRole("article");
  await expect(cards(column("New")).first()).toBeVisible();
  // ninety inquiries come in at once
  const stage = await page.evaluate(async () => {
    const board = await (await fetch("/api/v1/board")).json();
    for (let n = 0; n < 90; n++) {
      const answer = await fetch("/api/v1/leads", {
        method: "POST",
        headers: { "content-type": "application/json", "x-request-client": "browser", "idempotency-key": crypto.randomUUID() },
        body: JSON.stringify({ name: `Long ${String(n).padStart(2, "0")}`, company: null, email: null, phone: "416 555 0148", source: "phone", urgency: "low", service_line: "moving", wanted_on: null, origin: n % 2 ? "Toronto" : null, destination: null, passengers: null, vehicle_type: null, value_cents: null, notes: "", owner: null, stage: null }),
      });
      if (!answer.ok) throw new Error(await answer.text());
    }
    return board.columns[0].stage.id;
  });
  await page.reload();
  const list = page.locator(`#cards-${stage}`);
  await expect(cards(list).first()).toBeVisible();
  const places = () => list.locator("li[data-index]").evaluateAll((all) => all.map((li) => Number(li.dataset.index)));
  expect((await places()).length).toBeLessThan(25);
  const first = cards(list).first();
  await first.focus();
  // the end of what is here, and of what comes then
  const whole = Number(await list.locator("li[data-index]").first().getAttribute("aria-setsize"));
  expect(whole).toBeGreaterThanOrEqual(90);
  await expect(async () => {
    await list.evaluate((box) => (box.scrollTop = box.scrollHeight));
    expect(Math.max(...(await places()))).toBe(whole - 1);
  }).toPass({ timeout: 30_000 });
  const drawn = await places();
  expect(drawn.length).toBeLessThan(25);
  // the focused card, far above, is still there for the keyboard
  expect(drawn[0]).toBe(0);
  await expect(first).toBeFocused();
  // a card down here is carried to the next column and comes back to its place
  const carried = cards(list).last();
  const name = await carried.getByRole("heading").innerText();
  await carried.focus();
  await page.keyboard.press("Shift+ArrowRight");
  await expect(column("Contacted").getByRole("article", { name })).toBeFocused();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(list.getByRole("article", { name })).toBeFocused();
  expect(Math.max(...(await places()))).toBe(whole - 1);
  await axe(page);
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
  await page.getByRole("button", { name: "“Look at the stairs” is done, nothing to add" }).click();
  await expect(journey.locator("[aria-current=step]:visible")).toContainText("Quote");
  await axe(page, "a lead");
});

test("limits, absence and deputy of somebody in the queue are saved when the dialog closes, and so is its timer", async ({ page, axe }) => {
  await logIn(page, "marc@northline.example");
  await page.goto("/app/settings/queue");
  const turn = page.getByTestId("queue").getByRole("listitem").filter({ has: page.getByRole("switch", { name: "Priya Raman takes leads" }) });
  await turn.getByRole("button", { name: "Limits of Priya Raman" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Leads a day").fill("37");
  await dialog.getByRole("switch", { name: "Only in working hours" }).check();
  await dialog.getByLabel("Opens on Tuesday").fill("18:30");
  await dialog.getByLabel("Away from").fill("2026-01-05");
  await dialog.getByLabel("Away until").fill("2026-01-02");
  await dialog.getByLabel("Deputy").selectOption({ label: "Jo Lindqvist" });
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog.getByRole("alert").first()).toBeVisible();
  await axe(page, "how somebody takes leads");
  await dialog.getByLabel("Opens on Tuesday").fill("09:30");
  await dialog.getByLabel("Away until").fill("2031-05-02");
  const saved = page.waitForResponse((answer) => answer.request().method() === "PUT");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(turn).toContainText("of 37 today");
  expect((await saved).status()).toBe(200);
  await expect(page.getByTestId("queue-next")).not.toContainText("Priya Raman");
  const timer = page.getByTestId("return-timer");
  await timer.getByRole("textbox", { name: "Minutes of work" }).fill("30");
  await timer.getByRole("button", { name: "Save" }).click();
  await expect(timer.getByRole("button", { name: "Save" })).toBeHidden();
  await page.reload();
  await expect(turn).toContainText("of 37 today");
  await expect(turn).toContainText("own hours · deputy Jo Lindqvist");
  await expect(turn).toContainText("Away until Fri 2 May");
  await expect(timer.getByRole("textbox", { name: "Minutes of work" })).toHaveValue("30");
});

test("a program sends leads with the key of a source; what is refused says why and waits", async ({ page, axe }) => {
  await logIn(page, "marc@northline.example");
  await page.goto("/app/settings/intakes");
  await page.getByRole("button", { name: "Add source" }).click();
  const adding = page.getByRole("dialog", { name: "Add source" });
  await adding.getByLabel("Name").fill("Moving portal");
  await adding.getByLabel("Source").selectOption("referral");
  await adding.getByRole("button", { name: "Save" }).click();
  const made = page.getByRole("dialog", { name: "Key of Moving portal" });
  const key = await made.getByTestId("source-key").inputValue();
  await expect(made).toContainText(`Authorization: Bearer ${key}`);
  await axe(page, "the key of a source");
  await made.getByRole("button", { name: "Close" }).last().click();
  const send = (data) => page.request.post("/api/v1/public/leads", { headers: { authorization: `Bearer ${key}` }, data });
  const refused = await send({ name: "Program Test", email: "nowhere", passengers: {} });
  expect(refused.status()).toBe(422);
  expect(Object.keys((await refused.json()).data.Invalid).sort()).toEqual(["email", "passengers"]);
  expect((await send({ name: "Program Test", phone: "416 555 0177" })).status()).toBe(200);
  expect((await page.request.post("/api/v1/public/leads", { headers: { authorization: "Bearer tbl_none" }, data: {} })).status()).toBe(401);
  const came = page.getByRole("listitem").filter({ hasText: "Program Test" });
  await expect(came).toHaveCount(2);
  await expect(came.filter({ hasText: "Not understood" })).toContainText("e-mail:");
  await expect(came.filter({ hasText: "Became a lead" })).toContainText("via Moving portal");
  await expect(page.getByTestId("sources")).toContainText("2 received");
});

test("a bar above a column shows the cards of its colour, in the address, and shows all again", async ({ page, axe }) => {
  await logIn(page, "marc@northline.example");
  await page.goto("/app/pipeline");
  const board = page.locator("#board");
  const bar = board.getByRole("button", { name: /^\d+ without a next step$/ }).first();
  await expect(bar).toHaveAttribute("aria-pressed", "false");
  const cards = board.getByRole("article");
  const all = await cards.count();
  await bar.focus();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/health=none/);
  await expect(bar).toHaveAttribute("aria-pressed", "true");
  await expect.poll(() => cards.count()).toBeLessThan(all);
  await axe(page, "a board narrowed by its bars");
  const narrowed = await (await page.request.get("/api/v1/board?health=none", { headers: { "x-request-client": "e2e" } })).json();
  const shown = narrowed.columns.flatMap((column) => column.cards);
  expect(shown.length).toBeGreaterThan(0);
  expect(shown.every((card) => card.next_step === null)).toBe(true);
  await page.reload();
  await expect(bar).toHaveAttribute("aria-pressed", "true");
  await bar.click();
  await expect(page).not.toHaveURL(/health=/);
  await expect(bar).toHaveAttribute("aria-pressed", "false");
  await expect.poll(() => cards.count()).toBeGreaterThan(0);
});

test("what a colleague changed of a lead meanwhile stays, but for the field one changed oneself", async ({ page, problems }) => {
  problems.expect(/409/);
  const headers = { "x-request-client": "e2e" };
  await logIn(page, "marc@northline.example");
  const entered = { name: "Mira Meanwhile", phone: "416 555 0144", service_line: "moving", source: "phone", urgency: "medium", notes: "First" };
  const made = await page.request.post("/api/v1/leads", { headers, data: entered });
  expect(made.ok()).toBeTruthy();
  const { id, version, service_line: _, ...known } = await made.json();
  await page.goto(`/app/leads/${id}`);
  await page.getByRole("button", { name: "Edit", exact: true }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Notes").fill("Mine");
  const { name, company, email, phone, source, urgency, wanted_on, origin, destination, passengers, vehicle_type } = known;
  const theirs = { version, name, company, email, phone, source, urgency: "high", wanted_on, origin, destination, passengers, vehicle_type, value_cents: 123_400, notes: "Theirs" };
  expect(urgency).toBe("medium");
  expect((await page.request.put(`/api/v1/leads/${id}`, { headers, data: theirs })).ok()).toBeTruthy();
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toContainText("Your input is kept; look at theirs and save again.");
  await expect(dialog.getByLabel("Notes")).toHaveValue("Mine");
  await expect(dialog.getByLabel("Urgency"), "what was not touched is theirs").toHaveValue("high");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toBeHidden();
  const now = await (await page.request.get(`/api/v1/leads/${id}`)).json();
  expect({ notes: now.notes, urgency: now.urgency, value: now.value_cents }, "of one field the later word, of others both").toEqual({ notes: "Mine", urgency: "high", value: 123_400 });
});
