// The office runs its jobs: crew, times, several at once, work by hand, progress as it happens, media, the log.
import { expect, test } from "../support/test.mjs";
import { alter, rows } from "../support/database.mjs";

test.use({ demo: true });

const PASSWORD = "four stout horses pull the van";
const CALL = { "x-request-client": "e2e" };

async function logIn(page, email, next) {
  await page.goto(`/login?next=${encodeURIComponent(next)}`);
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Log in" }).click();
  await page.waitForURL((url) => !url.pathname.startsWith("/login"));
}

async function jobs(page, query) {
  const answer = await page.request.get(`/api/v1/jobs?${query}`);
  expect(answer.ok()).toBeTruthy();
  return (await answer.json()).page.items;
}

test("a dispatcher puts a crew on a job, takes it back, and who is wanted gets a mail", async ({ page, mailbox, axe }) => {
  await logIn(page, "dana@northline.example", "/app/jobs?view=unassigned");
  await expect(page.getByRole("tab", { name: /Unassigned/ })).toHaveAttribute("aria-selected", "true");
  await axe(page, "the list of jobs");
  await page.getByTestId("jobs").getByRole("link").first().click();
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
  await expect(page.getByRole("navigation", { name: /Journey of/ })).toContainText("Booking");
  await page.getByTestId("assign").first().click();
  const dialog = page.getByTestId("crew-dialog");
  await dialog.getByLabel(/^Marcus Reid/).check();
  await axe(page, "the crew dialog");
  await dialog.getByTestId("save-crew").click();
  await expect(page.getByText("Crew saved").first()).toBeVisible();
  await expect(page.getByTestId("crew").first()).toContainText("Marcus Reid");
  await expect(page.getByText("Assigned", { exact: true }).first()).toBeVisible();
  const mail = await mailbox.wait("marcus@northline.example", /you are wanted/);
  expect(new URL(mailbox.link(mail, "/field/jobs/")).pathname).toBe(new URL(page.url()).pathname.replace("/app/", "/field/"));
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByTestId("crew").first()).not.toContainText("Marcus Reid");
  await axe(page, "the job");
});

test("a crew or times a colleague set while the dialog was open are not overwritten", async ({ page, problems }) => {
  problems.expect(/409/);
  await logIn(page, "dana@northline.example", "/app/jobs");
  const [{ id }] = await jobs(page, "unassigned=true&limit=1");
  const read = async (part = "") => (await page.request.get(`/api/v1/jobs/${id}${part}`, { headers: CALL })).json();
  const assign = async (crew) => {
    const answer = await page.request.put(`/api/v1/jobs/${id}/crew`, { headers: CALL, data: { crew, version: (await read()).version } });
    expect(answer.ok(), await answer.text()).toBeTruthy();
  };
  const { member, name, role } = (await read("/candidates")).find((one) => one.name !== "Marcus Reid");
  const refused = /Somebody changed this job meanwhile/;
  await page.goto(`/app/jobs/${id}`);
  const shown = page.getByTestId("crew").first();
  await page.getByTestId("assign").first().click();
  const dialog = page.getByTestId("crew-dialog");
  await dialog.getByLabel(/^Marcus Reid/).check();
  await assign([{ member, role }]);
  await expect(shown, "theirs comes live beneath the dialog").toContainText(name);
  await dialog.getByTestId("save-crew").click();
  await expect(dialog.getByText(refused)).toBeVisible();
  expect((await read()).crew.map((one) => one.name)).toEqual([name]);
  await page.keyboard.press("Escape");

  await page.getByTestId("reschedule-button").click();
  const times = page.getByTestId("reschedule");
  await expect(times).toBeVisible();
  const before = await read();
  await assign([]);
  await expect(shown).not.toContainText(name);
  await times.getByLabel("Date").last().fill("2031-05-02");
  await times.getByRole("button", { name: "Save" }).click();
  await expect(times.getByText(refused)).toBeVisible();
  expect((await read()).ends_at).toBe(before.ends_at);
});

test("who is on another job at that time is put on both only with a reason, which the timeline keeps", async ({ page, problems, axe }) => {
  problems.expect(/409/);
  await logIn(page, "dana@northline.example", "/app/jobs");
  const begin = Date.now() + 40 * 86_400_000;
  const times = { starts_at: new Date(begin).toISOString(), ends_at: new Date(begin + 4 * 3_600_000).toISOString() };
  const stop = (kind, address) => ({ kind, address, latitude: null, longitude: null, window_from: null, window_to: null });
  const stops = [stop("pickup", "12 Elm St, Ottawa"), stop("drop_off", "40 Oak Ave, Ottawa")];
  const add = async (title) => {
    const data = { line: "moving", title, customer: "Bea Booked", email: "bea.booked@example.ca", phone: null, stops, total_cents: 50_000, ...times };
    const answer = await page.request.post("/api/v1/jobs", { headers: CALL, data });
    expect(answer.ok(), await answer.text()).toBeTruthy();
    return answer.json();
  };
  const [first, second] = [await add("The first of two"), await add("The second of two")];
  const choose = async (job) => {
    await page.goto(`/app/jobs/${job.id}`);
    await page.getByTestId("assign").first().click();
    await page.getByTestId("crew-dialog").getByLabel(/^Marcus Reid/).check();
    await page.getByTestId("save-crew").click();
  };
  const shown = page.getByTestId("crew").first();
  await choose(first);
  await expect(shown).toContainText("Marcus Reid");
  await choose(second);
  const dialog = page.getByTestId("crew-dialog");
  await expect(dialog.getByText(new RegExp(`Marcus Reid is on ${first.number} from`))).toBeVisible();
  await expect(shown).not.toContainText("Marcus Reid");
  await axe(page, "the crew dialog with somebody who is on another job");
  await dialog.getByLabel("Why they are needed on both").fill("Both are in one street");
  await dialog.getByTestId("save-crew").click();
  await expect(dialog).toBeHidden();
  await expect(shown).toContainText("Marcus Reid");
  await page.getByRole("tab", { name: "Timeline" }).click();
  await expect(page.getByText(/although also on another job .*Both are in one street/).first()).toBeVisible();
});

test("what the crew does shows on the desk as it happens", async ({ page, person, axe }) => {
  await logIn(page, "theo@northline.example", "/field");
  const set = await (await page.request.get("/api/v1/field/working-set")).json();
  const job = set.jobs.find((one) => one.phases.some((phase) => phase.status === "active" && phase.items.some((item) => item.answer === "open")));
  const phase = job.phases.find((one) => one.status === "active");
  const item = phase.items.find((one) => one.answer === "open");

  const desk = await person();
  await logIn(desk, "dana@northline.example", `/app/jobs/${job.id}`);
  const row = desk.locator(".jb-items > li", { hasText: item.title.en });
  await expect(row).toHaveAttribute("data-state", "open");
  const facts = desk.getByTestId("progress").locator("dd");
  const before = await facts.nth(1).innerText();

  const intent = { verb: "answer_item", item: item.id, answer: "problem", note: "The lift is out", seen: "open" };
  const data = { command: crypto.randomUUID(), intent, device_at: new Date().toISOString(), offset_ms: 0, gps: null };
  const answer = await page.request.post(`/api/v1/jobs/${job.id}/intents`, { headers: CALL, data });
  expect(answer.ok(), await answer.text()).toBeTruthy();
  await expect(row).toHaveAttribute("data-state", "problem");
  await expect(row).toContainText("The lift is out");
  await expect(facts.nth(1)).not.toHaveText(before);
  await desk.getByRole("tab", { name: "Timeline" }).click();
  await expect(desk.getByRole("tabpanel")).toContainText("The lift is out");
  await axe(desk, "the timeline");
});

test("photos of a job are looked at one after the other", async ({ page, axe }) => {
  await logIn(page, "dana@northline.example", "/app/jobs?view=completed");
  await page.getByTestId("jobs").getByRole("link").first().click();
  await page.getByRole("tab", { name: /^Media/ }).click();
  const panel = page.getByRole("tabpanel");
  await expect(panel.getByRole("img").first()).toBeVisible();
  await axe(page, "the media");
  await panel.locator(".w-photo button, button:has(img)").first().click();
  const closer = page.getByTestId("lightbox");
  await expect(closer).toBeVisible();
  await expect(closer).toContainText(/1 of \d+/);
  await closer.getByRole("button", { name: "Next" }).click();
  await expect(closer).toContainText(/2 of \d+/);
  await axe(page, "the closer look");
  await page.keyboard.press("Escape");
  await expect(closer).toBeHidden();
});

test("a photo that was deleted is brought back from another tab of its job", async ({ page }) => {
  await logIn(page, "dana@northline.example", "/app/jobs");
  // what a completed phase counts stays, and what a visit brought is changed there
  const loose = (job) => job.media.find((media) => !media.visit && !job.phases.some((phase) => phase.id === media.phase && phase.status === "complete"));
  const whole = await Promise.all((await jobs(page, "limit=100")).map(async ({ id }) => (await page.request.get(`/api/v1/jobs/${id}`)).json()));
  const job = whole.find(loose);
  await page.goto(`/app/jobs/${job.id}`);
  await page.getByRole("tab", { name: /^Media/ }).click();
  const tiles = page.getByRole("tabpanel").locator(".w-photo");
  const before = await tiles.count();
  const tile = tiles.filter({ has: page.locator(`img[src*="${loose(job).id}"]`) });
  await tile.getByRole("button", { name: "Remove" }).click();
  await expect(tiles).toHaveCount(before - 1);
  await page.getByRole("tab", { name: "Timeline" }).click();
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByRole("tab", { name: /^Media/ }).click();
  await expect(tiles).toHaveCount(before);
});

test("several jobs are decided at once, undone, and sent as CSV", async ({ page, axe }) => {
  await logIn(page, "marc@northline.example", "/app/jobs");
  const table = page.getByTestId("jobs");
  const ticks = table.getByRole("checkbox", { name: /^Select J-/ });
  await ticks.nth(1).check();
  await ticks.nth(2).check();
  const bar = page.getByRole("region", { name: /2 selected/ });
  await expect(bar).toBeVisible();
  const [file] = await Promise.all([page.waitForEvent("download"), bar.getByRole("link", { name: "Export" }).click()]);
  const lines = (await (await file.createReadStream()).toArray()).join("").trim().split("\r\n");
  expect(lines).toHaveLength(3);
  expect(lines[0]).toMatch(/^number,status,priority/);
  await axe(page, "the list with a selection");
  await bar.getByRole("button", { name: "Change priority" }).click();
  await page.getByRole("menuitem", { name: "Urgent" }).click();
  await expect(page.getByText("2 of 2 jobs changed")).toBeVisible();
  await expect(table.getByText("Urgent")).toHaveCount(2);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(table.getByText("Urgent")).toHaveCount(0);
});

test("a job agreed by phone is entered by hand and moved to another day @everywhere", async ({ page, axe }) => {
  await logIn(page, "dana@northline.example", "/app/jobs?new=1");
  const dialog = page.getByTestId("new-job-dialog");
  await dialog.getByTestId("add-job").click();
  await expect(dialog.getByRole("heading", { name: "There is a problem" })).toBeVisible();
  await axe(page, "the dialog with problems");
  await dialog.getByLabel("What is to be done").fill("Piano to the second floor");
  await dialog.getByRole("textbox", { name: "Customer" }).fill("Ines Moreau");
  await dialog.getByLabel("Phone").fill("416 555 0143");
  await dialog.getByRole("textbox", { name: "Stop 1" }).fill("12 King St W, Toronto, ON");
  await dialog.getByRole("textbox", { name: "Stop 2" }).fill("90 Bloor St E, Toronto, ON");
  const day = (plus) => new Date(Date.now() + plus * 86_400_000).toISOString().slice(0, 10);
  await dialog.getByLabel("Date").fill(day(3));
  await dialog.getByTestId("add-job").click();
  await expect(page.getByRole("heading", { level: 1, name: "Piano to the second floor" })).toBeVisible();
  await expect(page.getByText("Ines Moreau").first()).toBeVisible();
  await axe(page, "the new job");
  await page.getByTestId("reschedule-button").click();
  const times = page.getByTestId("reschedule");
  await times.getByLabel("Date").first().fill(day(5));
  await times.getByLabel("Date").last().fill(day(5));
  await times.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText(/^Moved to/)).toBeVisible();
});

test("a blocked customer gets no job, and the wizard says so at their name", async ({ page, server, axe, problems }) => {
  problems.expect(/409/);
  const [{ id, email }] = await rows(server, `select a.id, c.email from accounts a join contacts c on c.org_id = a.org_id and c.account_id = a.id
    join organizations o on o.id = a.org_id where o.name = 'Northline Moving' and a.archived_at is null and c.email is not null and a.status = 'active' order by a.created_at, c.id limit 1`);
  await alter(server, `update accounts set status = 'blocked' where id = '${id}'`);
  await logIn(page, "dana@northline.example", "/app/jobs?new=1");
  const dialog = page.getByTestId("new-job-dialog");
  await dialog.getByLabel("What is to be done").fill("One more wardrobe");
  const customer = dialog.getByRole("textbox", { name: "Customer" });
  await customer.fill("Whoever it is");
  await dialog.getByLabel("E-mail").fill(email);
  await dialog.getByRole("textbox", { name: "Stop 1" }).fill("12 King St W, Toronto, ON");
  await dialog.getByTestId("add-job").click();
  await expect(customer).toHaveAttribute("aria-invalid", "true");
  await expect(dialog.getByText(/is blocked: no new offers/).first()).toBeVisible();
  await axe(page, "the refused job");
  await dialog.getByLabel("E-mail").fill("somebody.else@boardman.example");
  await dialog.getByTestId("add-job").click();
  await expect(page.getByRole("heading", { level: 1, name: "One more wardrobe" })).toBeVisible();
  await alter(server, `update accounts set status = 'active' where id = '${id}'`);
});

test("a job that was asked for is booked, and a completed one is closed and opened again", async ({ page, axe }) => {
  await logIn(page, "dana@northline.example", "/app/jobs");
  const [asked] = await jobs(page, "status=requested");
  await page.goto(`/app/jobs/${asked.id}`);
  const status = page.locator("header").getByText("Requested", { exact: true });
  await expect(status).toBeVisible();
  await expect(page.getByText(/it is not agreed yet/)).toBeVisible();
  await expect(page.getByTestId("assign")).toHaveCount(0);
  await axe(page, "the requested job");
  await page.getByRole("button", { name: "Confirm booking" }).click();
  await expect(page.getByText(`${asked.number} is booked`)).toBeVisible();
  await expect(status).toHaveCount(0);
  await expect(page.getByTestId("assign").first()).toBeVisible();

  await page.goto("/app/jobs?view=completed");
  await page.getByTestId("jobs").getByRole("link").first().click();
  await page.getByRole("button", { name: "Close job" }).click();
  await expect(page.getByText("This job is closed")).toBeVisible();
  await expect(page.getByRole("button", { name: "Add instruction" })).toHaveCount(0);
  await axe(page, "the closed job");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("button", { name: "Close job" })).toBeVisible();
  await page.getByRole("tab", { name: "Timeline" }).click();
  await expect(page.getByRole("tabpanel")).toContainText("A closed job was opened again");
});

test("the log is narrowed, exported as narrowed, and checked", async ({ page, axe }) => {
  await logIn(page, "olive@northline.example", "/app/audit");
  const log = page.getByTestId("audit");
  await log.getByLabel("Area").selectOption("sessions");
  await expect(log.locator("tbody tr").first()).toContainText("sessions.");
  await expect(log.getByText(/ · jobs\./)).toHaveCount(0);
  await axe(page, "the log");
  const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Export CSV" }).click()]);
  const lines = (await (await file.createReadStream()).toArray()).join("").trim().split("\r\n").slice(1);
  expect(lines.length).toBeGreaterThan(0);
  for (const line of lines) expect(line).toContain(",sessions.");
  await log.getByLabel("Search names").fill("nobody of this name");
  await expect(log.getByText("Nothing matches")).toBeVisible();
  await page.getByRole("button", { name: "Check the log" }).click();
  await expect(page.getByText(/entries, unbroken/)).toBeVisible();
});

test("the palette finds a customer's job, and letters go places from the first moment", async ({ page, axe }) => {
  await logIn(page, "dana@northline.example", "/app/jobs");
  const [job] = await jobs(page, "limit=1");
  await expect(page.getByRole("heading", { level: 1, name: "Jobs" })).toBeVisible();
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox").fill(job.number);
  await expect(page.getByRole("option", { name: new RegExp(job.number) })).toBeVisible();
  await axe(page, "the palette");
  await page.getByRole("option", { name: new RegExp(job.number) }).click();
  await expect(page).toHaveURL(new RegExp(job.id));
  await page.keyboard.press("g");
  await page.keyboard.press("c");
  await expect(page).toHaveURL(/\/app\/customers/);
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
});
