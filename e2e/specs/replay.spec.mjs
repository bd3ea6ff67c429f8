// A full day's queue: every act of it is carried out exactly once, whatever happens on the way.
import { expect, test } from "../support/test.mjs";
import { answered, atWork, goesOffline, logIn, safe, startsOffline } from "../support/steps.mjs";
import { putBack, unsent } from "../support/device.mjs";

test.use({ demo: true });

const ACTS = 200;
const NOTES = 40;

/** Every event of a job, through all pages of its timeline. */
async function timeline(page, job) {
  const events = [];
  for (let after = ""; after !== null; ) {
    const found = await answered(await page.request.get(`/api/v1/jobs/${job}/timeline${after && `?after=${after}`}`));
    events.push(...found.items);
    after = found.next ?? null;
  }
  return events;
}

test("200 acts of a day without a network arrive once each: the server is killed halfway and the whole queue is sent again @phone", async ({ page, server, person, problems }) => {
  test.setTimeout(300_000);
  problems.expect(/Failed to load resource/);
  const office = await person();
  await logIn(office, "dana@northline.example");
  await logIn(page, "theo@northline.example", "/field");
  const { job, phase } = await atWork(page, (phase) => phase.items.filter((item) => item.answer === "open").length > 1);
  const items = phase.items.filter((item) => item.answer === "open");
  await page.goto(`/field/jobs/${job.id}/phases/${phase.id}`);
  await startsOffline(page);
  await expect(page.getByTestId(`item-${items[0].key}`)).toBeVisible();
  const before = await timeline(office, job.id);
  await goesOffline(page, server);

  const answers = Object.fromEntries(items.map((item) => [item.id, "open"]));
  for (let act = 0; act < ACTS - NOTES; act += 1) {
    const item = items[act % items.length];
    const row = page.getByTestId(`item-${item.key}`);
    answers[item.id] = answers[item.id] === "open" ? "done" : "open";
    await row.getByRole("button").first().click();
    // the screen is read once a round: two hundred looks take longer than the work
    if ((act + 1) % items.length === 0) await expect(row).toHaveAttribute("data-state", answers[item.id]);
  }
  for (const item of items) await expect(page.getByTestId(`item-${item.key}`)).toHaveAttribute("data-state", answers[item.id]);
  await page.goto(`/field/jobs/${job.id}`);
  // words of its own: another journey may have left notes on the same job
  const notes = Array.from({ length: NOTES }, (_, n) => `Seen while the queue grew, number ${n + 1}`);
  for (const note of notes) {
    await page.getByRole("button", { name: "Add a note" }).click();
    await page.getByLabel("Note for the office and crew").fill(note);
    await page.getByRole("button", { name: "Save note" }).click();
  }
  for (const note of notes) await expect(page.getByText(note, { exact: true })).toBeVisible();
  await expect.poll(async () => (await unsent(page)).length).toBe(ACTS);
  const queue = await unsent(page);

  await test.step("the server is killed while it takes them", async () => {
    await server.start();
    await expect.poll(async () => (await unsent(page)).length, { intervals: [20], timeout: 60_000 }).toBeLessThan(ACTS - 40);
    await server.kill();
    const left = (await unsent(page)).length;
    expect(left, "killed before the end").toBeGreaterThan(0);
    await server.start();
    await safe(page);
  });

  await test.step("the whole queue is sent a second time", async () => {
    expect(await unsent(page)).toEqual([]);
    await page.goto("about:blank");
    // the app must not be there while its storage is put back
    await page.goto("/healthz");
    await putBack(page, queue);
    expect(await unsent(page)).toHaveLength(ACTS);
    const replayed = page.waitForRequest((request) => request.method() === "POST" && request.url().includes("/intents"));
    await safe(page);
    await replayed;
    await expect.poll(async () => (await unsent(page)).length).toBe(0);
  });

  const known = new Set(before.map((event) => event.id));
  const since = (await timeline(office, job.id)).filter((event) => !known.has(event.id));
  const count = (kind) => since.filter((event) => event.kind === kind).length;
  expect(count("items.answered")).toBe(ACTS - NOTES);
  expect(count("jobs.noted")).toBe(NOTES);
  expect(count("jobs.intent_refused")).toBe(0);
  const now = await answered(await office.request.get(`/api/v1/jobs/${job.id}`));
  expect(now.notes.filter((note) => notes.includes(note.text)).map((note) => note.text).sort()).toEqual([...notes].sort());
  const found = now.phases.find((one) => one.id === phase.id).items.filter((item) => item.id in answers);
  expect(Object.fromEntries(found.map((item) => [item.id, item.answer]))).toEqual(answers);
  expect((await answered(await office.request.get("/api/v1/audit/chain"))).valid).toBe(true);
});
