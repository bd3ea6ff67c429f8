// The list of quotes: views with counts, filters in the address, views kept under a name, and one act on several at once
// with an answer for each.
import { test, expect } from "../support/test.mjs";
import { OFFICE, ahead, answered, logIn } from "../support/steps.mjs";

test.use({ demo: true });

const OLIVE = "olive@northline.example";
const JO = "jo@northline.example";

/** A name nobody had before, by which one finds the quotes of one test. */
function family() {
  return `Quill${Date.now().toString(36)}${Math.floor(Math.random() * 1000)}`;
}

/** A quote past the screens: so many days ahead at a price, and sent if wanted. */
async function quote(page, customer, { days, price, sent = false }) {
  const send = async (method, path, data) => answered(await page.request.fetch(path, { method, headers: OFFICE, data }));
  const email = `${customer.toLowerCase().replaceAll(" ", ".")}@customer.example`;
  const begun = await send("POST", "/api/v1/quotes", { service_line: "moving", title: `Move of ${customer}`, name: customer, email });
  const stop = { id: crypto.randomUUID(), kind: "pickup", address: "5 Water St, Toronto, ON", arrive: `${ahead(days)}:00`, dwell: 60 };
  const line = { id: crypto.randomUUID(), name: "Work", note: "", quantity_milli: 1000, unit_cents: price * 100, unit_cost_cents: null, optional: false, chosen: false };
  const content = { ...begun.content, stops: [stop], lines: [line] };
  const saved = await send("PUT", `/api/v1/quotes/${begun.id}`, { version: begun.version, content });
  if (!sent) return { ...saved, email };
  const out = await send("POST", `/api/v1/quotes/${begun.id}/sending`, { version: saved.version, total_cents: saved.priced.total_cents, email, pin: "", message: "" });
  return { ...out.quote, email, link: out.link };
}

/** What is in the list, by number, from above. */
async function listed(page) {
  const links = page.getByTestId("quotes").locator("tbody tr");
  return (await links.allTextContents()).map((text) => text.match(/Q-\d+/)[0]);
}

const tick = (page, { number }) => page.getByRole("checkbox", { name: new RegExp(`^Select ${number} `) });

test("views, filters and order stand in the address and are kept under a name @everywhere", async ({ page, person, axe }) => {
  await logIn(page, OLIVE);
  const name = family();
  const late = await quote(page, `Ada ${name}`, { days: 60, price: 900, sent: true });
  const early = await quote(page, `Bo ${name}`, { days: 20, price: 500 });
  const beyond = await quote(page, `Cy ${name}`, { days: 140, price: 700, sent: true });
  await page.goto("/app/quotes");
  const view = (words) => page.getByTestId("views").getByRole("button", { name: words });
  await expect(view(/^All \d+/)).toHaveAttribute("aria-pressed", "true");
  await page.getByRole("searchbox", { name: "Search quotes" }).fill(name);
  await expect(page).toHaveURL(new RegExp(`q=${name}`));
  await expect.poll(() => listed(page)).toEqual([beyond.number, early.number, late.number]);
  await view(/^Next 120 days/).click();
  await expect.poll(() => listed(page), "the soonest first").toEqual([early.number, late.number]);
  await view(/^Open/).click();
  await expect.poll(() => listed(page)).toEqual([beyond.number, late.number]);
  await axe(page, "the list of quotes");

  await page.getByTestId("filter-quotes").click();
  const dialog = page.getByTestId("filter-dialog");
  await dialog.getByLabel("Until").fill(ahead(90).slice(0, 10));
  await dialog.getByRole("checkbox", { name: "Sent" }).check();
  await axe(page, "the filters of quotes");
  await dialog.getByRole("button", { name: "Show" }).click();
  await expect(dialog).toBeHidden();
  await expect(page).toHaveURL(/status=sent/);
  await expect.poll(() => listed(page)).toEqual([late.number]);
  const link = page.url();

  const saved = page.getByTestId("saved-views");
  await saved.click();
  await page.getByRole("menuitem", { name: "Save this view…" }).click();
  const naming = page.getByTestId("name-view");
  await naming.getByLabel("Name").fill(`Sent to ${name}`);
  await naming.getByLabel("Share with everybody").check();
  await axe(page, "naming a view");
  await naming.getByRole("button", { name: "Save" }).click();
  await expect(saved).toContainText(`Sent to ${name}`);
  await page.getByRole("button", { name: "Remove filter Status" }).click();
  await expect(saved).toContainText("with changes");
  await page.getByTestId("view-changed").getByRole("button", { name: "Reset" }).click();
  await expect(page).toHaveURL(/status=sent/);
  await expect(page.getByTestId("view-changed")).toBeHidden();
  await page.reload();
  await expect.poll(() => listed(page), "a reload shows the same").toEqual([late.number]);

  const colleague = await person();
  await logIn(colleague, JO, new URL(link).pathname + new URL(link).search);
  await expect.poll(() => listed(colleague), "a link shows what its sender saw").toEqual([late.number]);
  await colleague.getByTestId("saved-views").click();
  await expect(colleague.getByRole("menuitem", { name: new RegExp(`Sent to ${name}`) })).toContainText("Shared by Olive Tremblay");
  await colleague.getByRole("menuitem", { name: new RegExp(`Sent to ${name}`) }).click();
  await expect(colleague).toHaveURL(/saved=/);

  await saved.click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await expect(page.getByText(`“Sent to ${name}” deleted`)).toBeVisible();
  await expect(saved).toContainText("Saved views");
  await saved.click();
  await expect(page.getByRole("menuitem", { name: new RegExp(`Sent to ${name}`) })).toHaveCount(0);
});

test("one act on several quotes answers for each, and what was refused is tried again @everywhere", async ({ page, mailbox, axe }) => {
  await logIn(page, OLIVE);
  const name = family();
  const one = await quote(page, `Ada ${name}`, { days: 40, price: 900, sent: true });
  const two = await quote(page, `Bo ${name}`, { days: 41, price: 500 });
  await page.goto(`/app/quotes?q=${name}`);
  await tick(page, one).check();
  await tick(page, two).check();
  const bar = page.getByRole("region", { name: "2 selected" });
  await axe(page, "chosen quotes");
  await bar.getByRole("button", { name: "Remind…" }).click();
  const dialog = page.getByTestId("bulk-dialog");
  await dialog.getByLabel("Note in the mail").fill("Is there anything we can answer?");
  await axe(page, "the question before a reminder");
  await dialog.getByRole("button", { name: "Send reminders" }).click();
  const outcome = page.getByTestId("bulk-outcome");
  await expect(outcome.getByRole("heading", { name: "1 of 2 done" })).toBeVisible();
  await expect(outcome.getByTestId("refused")).toContainText(`${two.number}This revision has not been sent yet`);
  await axe(page, "what came of it");
  const mail = await mailbox.wait(one.email, /still open/);
  expect(mail.text_body).toContain("Is there anything we can answer?");
  const fresh = new URL(mailbox.link(mail, "/q/")).pathname;
  expect(fresh).not.toBe(new URL(one.link).pathname);
  expect((await page.request.get(fresh)).status()).toBe(200);

  await answered(await page.request.post(`/api/v1/quotes/${two.id}/sending`, { headers: OFFICE, data: { version: two.version, total_cents: two.priced.total_cents, email: two.email } }));
  await outcome.getByRole("button", { name: "Try 1 quote again" }).click();
  await expect(outcome.getByRole("heading", { name: "2 of 2 done" })).toBeVisible();
  await outcome.getByRole("button", { name: "Close" }).last().click();
  await expect(page.getByText(/^Reminded \d/)).toHaveCount(2);

  await tick(page, one).check();
  await tick(page, two).check();
  await page.getByRole("button", { name: "Mark lost…" }).click();
  await dialog.getByRole("button", { name: "Mark lost" }).click();
  await expect(dialog.getByText("Enter a value").first()).toBeVisible();
  await dialog.getByLabel("Why they are lost").fill("Chose another company");
  await dialog.getByRole("button", { name: "Mark lost" }).click();
  await expect(page.getByText("2 quotes marked lost")).toBeVisible();
  await page.getByTestId("views").getByRole("button", { name: /^Lost/ }).click();
  await expect.poll(async () => (await listed(page)).sort()).toEqual([one.number, two.number].sort());
});

test("rows are ticked as a range and by keyboard, and go to a colleague who has the right to them", async ({ page, person, axe, problems }) => {
  problems.expect(/403/);
  await logIn(page, OLIVE);
  const name = family();
  const made = [];
  for (const first of ["Ada", "Bo", "Cy", "Di"]) made.push(await quote(page, `${first} ${name}`, { days: 30, price: 400 }));
  await page.goto(`/app/quotes?q=${name}&sort=changed`);
  await expect.poll(() => listed(page)).toEqual(made.map(({ number }) => number));
  await tick(page, made[0]).check();
  await tick(page, made[2]).click({ modifiers: ["Shift"] });
  await expect(page.getByRole("region", { name: "3 selected" })).toBeVisible();
  const open = page.getByTestId("quotes").locator("tbody tr").nth(3).getByRole("link");
  await open.focus();
  await page.keyboard.press("x");
  await expect(tick(page, made[3])).toBeChecked();
  await page.keyboard.press("x");
  await expect(tick(page, made[3])).not.toBeChecked();
  const file = page.waitForEvent("download");
  await page.getByRole("region", { name: "3 selected" }).getByRole("link", { name: "Export" }).click();
  const text = await (await (await file).createReadStream()).toArray().then((parts) => Buffer.concat(parts).toString());
  expect(text.trim().split("\r\n").slice(1).map((line) => line.split(",")[0]).sort()).toEqual(made.slice(0, 3).map(({ number }) => number).sort());

  await page.getByRole("button", { name: "Give to…" }).click();
  const dialog = page.getByTestId("bulk-dialog");
  await dialog.getByRole("button", { name: "Give" }).click();
  await expect(dialog.getByText("Enter a value").first()).toBeVisible();
  await dialog.getByLabel("Colleague").selectOption({ label: "Jo Lindqvist" });
  await dialog.getByRole("button", { name: "Give" }).click();
  await expect(page.getByText("3 quotes given to Jo Lindqvist")).toBeVisible();
  await expect(page.getByTestId("quotes").getByRole("cell", { name: "Jo Lindqvist" })).toHaveCount(3);

  // an agent has no say in what is a colleague's
  const priya = await person();
  await logIn(priya, "priya@northline.example", `/app/quotes?q=${name}`);
  await tick(priya, made[0]).check();
  await expect(priya.getByRole("button", { name: "Give to…" })).toHaveCount(0);
  await priya.getByRole("button", { name: "Extend…" }).click();
  await priya.getByLabel("Holds until the end of").fill(ahead(25).slice(0, 10));
  await priya.getByTestId("bulk-dialog").getByRole("button", { name: "Extend" }).click();
  await expect(priya.getByTestId("bulk-dialog").getByText("Your role does not allow this")).toBeVisible();
  const { members } = await priya.request.get("/api/v1/members", { headers: OFFICE }).then(answered).then((members) => ({ members }));
  const data = { quotes: [made[0].id], member: members.find((one) => one.name === "Priya Raman").id };
  expect((await priya.request.post("/api/v1/quotes/bulk/owner", { headers: OFFICE, data })).status()).toBe(403);

  await page.goto(`/app/quotes/${made[0].id}`);
  await expect(page.getByTestId("owner")).toHaveText("Owner: Jo Lindqvist");
  await page.getByTestId("quote-deeds").click();
  await page.getByRole("menuitem", { name: "Give to…" }).click();
  await page.getByRole("combobox", { name: "Colleague" }).selectOption({ label: "Priya Raman" });
  await axe(page, "giving one quote to a colleague");
  await page.getByTestId("bulk-dialog").getByRole("button", { name: "Give" }).click();
  await expect(page.getByTestId("owner")).toHaveText("Owner: Priya Raman");
});

test("the palette finds a quote by its number, its customer and its title, only for those who may see quotes", async ({ page, person }) => {
  await logIn(page, OLIVE, "/app/jobs");
  const name = family();
  const made = await quote(page, `${name} Palette`, { days: 30, price: 100 });
  await expect(page.getByRole("heading", { level: 1, name: "Jobs" })).toBeVisible();
  for (const words of [made.number, name, `Move of ${name}`]) {
    await page.keyboard.press("Control+k");
    await page.getByRole("combobox").fill(words);
    const found = page.getByRole("option", { name: new RegExp(`${made.number}.*Draft`) });
    await expect(found).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(page.getByTestId("palette")).toBeHidden();
  }
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox").fill(made.number);
  await page.getByRole("option", { name: new RegExp(made.number) }).click();
  await expect(page).toHaveURL(new RegExp(made.id));
  // crew see no quotes, and the server says so to them as well
  const crew = await person();
  await logIn(crew, "theo@northline.example");
  const refused = await crew.request.get(`/api/v1/quotes?search=${made.number}`, { headers: OFFICE });
  expect(refused.status()).toBe(403);
});
