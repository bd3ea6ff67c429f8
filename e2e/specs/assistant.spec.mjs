// Suggestions: followed as they are or edited, dismissed and taken back, counted, and retired by those who may.
import { OFFICE, ahead, answered, inquire, logIn } from "../support/steps.mjs";
import { expect, test } from "../support/test.mjs";

test.use({ demo: true });

const FORM = "/capture/northline-moving";

/** The panel of a page, and a suggestion in it. */
const panel = (page) => page.getByTestId("suggestions");
const suggestion = (page, kind) => panel(page).getByTestId(`suggestion-${kind}`);

/** A lead of the public form, on its page. */
async function newLead(page, person, name) {
  await inquire(await person(), FORM, { name, email: `${name.toLowerCase().replaceAll(" ", ".")}@example.ca`, from: "12 Elm St, Toronto", to: "40 Oak Ave, Ottawa" });
  await logIn(page, "marc@northline.example", `/app/leads?q=${encodeURIComponent(name)}`);
  await page.getByTestId("leads").getByRole("link", { name }).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
}

/** Decides a suggestion and waits until the server has it. */
async function decide(page, kind, verdict) {
  const decided = page.waitForResponse((answer) => answer.url().endsWith("/suggestions/answers"));
  await suggestion(page, kind).getByRole("button", { name: verdict }).click();
  expect((await decided).status()).toBe(200);
  await expect(suggestion(page, kind)).toHaveCount(0);
}

test("a lead has suggestions that are edited, dismissed, taken back and stay decided @everywhere", async ({ page, person, axe, problems }, info) => {
  // a step without a name is refused
  problems.expect(/422/);
  const name = `Suggested ${info.project.name}`;
  await newLead(page, person, name);
  const answer = suggestion(page, "first_touch");
  await expect(answer.getByRole("heading", { name: "Answer now" })).toBeVisible();
  await expect(answer).toContainText("Planned");
  await expect(answer).toContainText("confident");
  expect(await panel(page).getByRole("article").count()).toBeGreaterThanOrEqual(2);
  await axe(page, "a lead with suggestions");

  await answer.getByRole("button", { name: "Edit" }).click();
  const dialog = page.getByTestId("suggestion-dialog");
  await dialog.getByLabel("What").fill("");
  await dialog.getByTestId("follow-suggestion").click();
  await expect(dialog.getByRole("alert").first(), "a step needs a name").toBeVisible();
  await dialog.getByLabel("What").fill("Ask about the piano");
  await dialog.getByLabel("Day").fill("2031-05-02");
  await axe(page, "a suggestion being edited");
  await dialog.getByTestId("follow-suggestion").click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("button", { name: "Mark “Ask about the piano” as done" })).toBeVisible();
  await expect(answer).toHaveCount(0);
  await expect(page.locator("#suggested"), "the focus stays in the panel").toBeFocused();

  await decide(page, "ask_date", "Dismiss");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(suggestion(page, "ask_date")).toBeVisible();
  await decide(page, "ask_date", "Dismiss");
  await page.reload();
  await expect(panel(page).getByText("Dismissed: 1")).toBeVisible();
  await expect(suggestion(page, "ask_date")).toHaveCount(0);
  await panel(page).getByText("Dismissed: 1").click();
  await axe(page, "what was dismissed");
  await panel(page).getByRole("button", { name: "Suggest “Ask for the date” again" }).click();
  await expect(suggestion(page, "ask_date")).toBeVisible();
});

/** A charter draft with more than ten hours at the wheel on its day, in a fortnight. */
async function longDay(page) {
  const customer = { name: "Hastings College", company: "", email: "trips@hastings.example", phone: "", account: null, contact: null };
  const quote = await answered(await page.request.post("/api/v1/quotes", { headers: OFFICE, data: { service_line: "charter", title: "Ashland", ...customer } }));
  const day = new Date(Date.now() + 14 * 86_400_000).toISOString().slice(0, 10);
  const stop = (address, minutes, dwell, more = {}) => ({ id: crypto.randomUUID(), kind: "stop", address, arrive: null, dwell, leg_metres: minutes * 1300, leg_minutes: minutes, ...more });
  const stops = [stop("750 Burrard St, Vancouver, BC", 0, 35, { arrive: `${day}T05:25:00` }), stop("303 S Jackson St, Seattle, WA", 330, 30), stop("212 E Main St, Ashland, OR", 330, 15)];
  const content = { ...quote.content, stops, vehicles: [{ key: "coach_56", count: 1 }] };
  await answered(await page.request.put(`/api/v1/quotes/${quote.id}`, { headers: OFFICE, data: { version: quote.version, content } }));
  return quote;
}

const cents = async (element) => Number((await element.textContent()).replace(/[^0-9]/g, ""));

test("a second driver is suggested with its price, then the offer is sent from the suggestion @everywhere", async ({ page, axe }) => {
  await logIn(page, "priya@cascade.example");
  const quote = await longDay(page);
  await page.goto(`/app/quotes/${quote.id}`);
  const total = page.getByTestId("sum-total");
  await expect(page.getByTestId("broken-hours")).toBeVisible();
  const second = suggestion(page, "second_driver");
  await expect(second).toContainText("Broken limits");
  await expect(suggestion(page, "send_it"), "it would be refused").toHaveCount(0);
  await axe(page, "a draft with suggestions");
  const before = await cents(total);
  // what is typed beforehand is not lost by it
  await page.locator("#terms").getByLabel("Note to the customer").fill("See you at the gate");
  await decide(page, "second_driver", "Accept");
  await expect(page.getByText("Within the legal hours.")).toBeVisible();
  await expect.poll(() => cents(total)).toBeGreaterThan(before);
  await expect(page.locator("#terms").getByLabel("Note to the customer")).toHaveValue("See you at the gate");

  await suggestion(page, "send_it").getByRole("button", { name: "Accept" }).click();
  const dialog = page.getByTestId("suggestion-dialog");
  await expect(dialog.getByLabel("Send to"), "a mail is looked at once more").toHaveValue("trips@hastings.example");
  await axe(page, "before an offer is sent");
  await dialog.getByTestId("follow-suggestion").click();
  await expect(page.getByTestId("suggested-link").getByTestId("quote-link")).toHaveAttribute("href", /\/q\//);
  await page.keyboard.press("Escape");
  await expect(page.getByText("Sent", { exact: true }).first()).toBeVisible();
  expect(await panel(page).getByRole("article").count()).toBeGreaterThanOrEqual(2);
});

/** An offer that went out for two days, for a move a good month ahead. */
async function endingOffer(page) {
  const send = async (method, path, data) => answered(await page.request.fetch(path, { method, headers: OFFICE, data }));
  const customer = { name: `Ending ${Date.now().toString(36)}`, email: `ending.${Date.now().toString(36)}@customer.example` };
  const begun = await send("POST", "/api/v1/quotes", { service_line: "moving", title: "A move", ...customer });
  const stop = { id: crypto.randomUUID(), kind: "pickup", address: "5 Water St, Toronto, ON", arrive: `${ahead(40)}:00`, dwell: 60 };
  const line = { id: crypto.randomUUID(), name: "Work", note: "", quantity_milli: 1000, unit_cents: 90_000, unit_cost_cents: null, optional: false, chosen: false };
  const content = { ...begun.content, stops: [stop], lines: [line], valid_days: 2 };
  const saved = await send("PUT", `/api/v1/quotes/${begun.id}`, { version: begun.version, content });
  const out = await send("POST", `/api/v1/quotes/${begun.id}/sending`, { version: saved.version, total_cents: saved.priced.total_cents, email: customer.email, pin: "", message: "" });
  return { ...out.quote, link: out.link };
}

test("an offer is held open from its suggestion, and a dismissal with a reason is undone although the customer came @everywhere", async ({ page, person, axe }) => {
  await logIn(page, "olive@northline.example");
  const offer = await endingOffer(page);
  const now = () => page.request.get(`/api/v1/quotes/${offer.id}`, { headers: OFFICE }).then(answered);
  await page.goto(`/app/quotes/${offer.id}`);
  const hold = suggestion(page, "hold_open");
  await expect(hold).toContainText("Holds until");
  await hold.getByRole("button", { name: "Accept" }).click();
  const dialog = page.getByTestId("suggestion-dialog");
  const day = dialog.getByLabel("Last day it holds");
  await expect(day, "the day is looked at once more").not.toHaveValue("");
  await day.fill(ahead(20).slice(0, 10));
  await axe(page, "before an offer is held open");
  await dialog.getByTestId("follow-suggestion").click();
  await expect(dialog).toBeHidden();
  await expect(hold).toHaveCount(0);
  const held = await now();
  expect(held.revision_number, "the same offer holds longer").toBe(1);
  expect(Date.parse(held.valid_until) - Date.parse(offer.valid_until)).toBeGreaterThan(10 * 86_400_000);

  const revise = suggestion(page, "revise_it");
  await revise.getByRole("button", { name: "Say why not" }).click();
  const why = page.getByTestId("why-not");
  await why.getByLabel("Reason").selectOption({ label: "Not now" });
  await why.getByLabel("In your words").fill("They decide on Friday");
  await axe(page, "why a suggestion is dismissed");
  const decided = page.waitForResponse((answer) => answer.url().endsWith("/suggestions/answers"));
  await why.getByTestId("dismiss-because").click();
  expect((await decided).status()).toBe(200);
  await expect(why).toBeHidden();
  // a message that has the focus stays
  const undo = page.getByRole("button", { name: "Undo" });
  await undo.focus();
  const shown = page.waitForResponse((answer) => answer.url().endsWith("/suggestions/showings"));
  const customer = await person();
  await customer.goto(offer.link);
  await expect.poll(async () => (await now()).status).toBe("viewed");
  await shown;
  const restored = page.waitForResponse((answer) => answer.url().endsWith("/suggestions/restorations"));
  await undo.click();
  expect((await restored).status(), "it stands elsewhere by now, where the suggestion was shown again").toBe(200);
  await expect(revise).toBeVisible();

  await revise.getByRole("button", { name: "Say why not" }).click();
  await why.getByLabel("Reason").selectOption({ label: "Not now" });
  await why.getByLabel("In your words").fill("They decide on Friday");
  await why.getByTestId("dismiss-because").click();
  await expect(revise).toHaveCount(0);
  await page.goto("/app/settings/suggestions");
  const reasons = page.getByTestId("dismissal-reasons");
  await expect(reasons).toContainText("Not now");
  await expect(reasons).toContainText("They decide on Friday");
  await axe(page, "why suggestions were dismissed");
});

test("the settings show how each kind fares, and retire one until it is brought back @everywhere", async ({ page, axe }) => {
  await logIn(page, "olive@northline.example", "/app/settings/suggestions");
  const table = page.getByTestId("suggestion-rates");
  const row = table.getByRole("row").filter({ hasText: "Make the quote" });
  await expect(row).toContainText("%");
  await expect(page.getByTestId("suggestion-chart").getByRole("img")).toBeVisible();
  await axe(page, "the rates of suggestions");
  const made = row.getByRole("switch", { name: "Suggest “Make the quote”" });
  const rates = () => page.request.get("/api/v1/suggestion-rates", { headers: OFFICE }).then(answered);
  const retired = async () => (await rates()).kinds.find((rate) => rate.kind === "make_quote").retired_at !== null;
  await expect(made).toBeChecked();
  await made.uncheck();
  await expect(row).toContainText("Retired by Olive");
  await expect.poll(retired).toBe(true);
  await page.reload();
  await expect(row).toContainText("Retired by Olive");
  await made.check();
  await expect.poll(retired).toBe(false);
  await expect(row).not.toContainText("Retired");
});
