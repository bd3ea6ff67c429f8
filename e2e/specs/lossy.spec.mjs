// A day of two tabs without a network, sent over one that loses a third of everything, twice: each act takes effect once,
// in its order, and each photo arrives byte for byte. E2E_LONG=1 makes it a day of 500 acts and 60 photos.
import { createHash } from "node:crypto";
import { expect, test } from "../support/test.mjs";
import { answered, atWork, goesOffline, logIn, photos, startsOffline } from "../support/steps.mjs";
import { breakNetwork, bringBack, lost, mayBreak, setAside, unsent } from "../support/device.mjs";

test.use({ demo: true });

const LONG = !!process.env.E2E_LONG;
const TICKS = LONG ? 400 : 48;
const NOTES = LONG ? 100 : 12;
const PHOTOS = LONG ? 60 : 6;
const ACTS = TICKS + NOTES;
/** Chosen at once. */
const HANDFUL = 10;
/** Of all that is sent, how much is lost on its way there or on its way back. */
const LOSS = 0.3;
/** How long a queue may take: each loss costs a wait that grows with how often the same was lost. */
const PATIENCE = LONG ? 1_500_000 : 180_000;

/** Every event of a job, the first one first. */
async function timeline(page, job) {
  const events = [];
  for (let after = ""; after !== null; ) {
    const found = await answered(await page.request.get(`/api/v1/jobs/${job}/timeline${after && `?after=${after}`}`));
    events.push(...found.items);
    after = found.next ?? null;
  }
  return events.sort((one, other) => one.seq - other.seq);
}

/** Ticks items off and takes it back, one after the other, so many times in all. */
async function ticks(tab, items, count) {
  for (let act = 0; act < count; act += 1) {
    const row = tab.getByTestId(`item-${items[act % items.length].key}`);
    await row.getByRole("button").first().click();
    // the screen is read once a round: a look at each act takes longer than the act
    if ((act + 1) % items.length === 0) await expect(row).toHaveAttribute("data-state", answers(act / items.length));
  }
}

/** What an item says after so many rounds. */
const answers = (round) => (Math.floor(round) % 2 === 0 ? "done" : "open");

async function writesNotes(tab, job, notes) {
  await tab.goto(`/field/jobs/${job.id}`);
  for (const note of notes) {
    await tab.getByRole("button", { name: "Add a note" }).click();
    await tab.getByLabel("Note for the office and crew").fill(note);
    await tab.getByRole("button", { name: "Save note" }).click();
  }
  await expect(tab.getByText(notes.at(-1), { exact: true })).toBeVisible();
}

async function takesPhotos(tab, path, slot, files) {
  await tab.goto(path);
  await tab.getByTestId(`slot-${slot.key}`).click();
  const [choose, shots] = [tab.getByTestId("choose-photos"), tab.getByTestId("photo")];
  await expect(choose).toBeAttached();
  const before = await shots.count();
  for (let at = 0; at < files.length; at += HANDFUL) {
    const chosen = files.slice(at, at + HANDFUL);
    await choose.setInputFiles(chosen);
    await expect(shots).toHaveCount(before + at + chosen.length, { timeout: 60_000 });
  }
}

/** Without a tap: until the light says that all is safe. */
async function empties(tab) {
  await tab.goto("/field/sync");
  await expect(tab.getByTestId("light")).toHaveAttribute("data-state", "safe", { timeout: PATIENCE });
  await expect.poll(async () => (await unsent(tab)).length).toBe(0);
}

test(`${ACTS} acts and ${PHOTOS} photos of two tabs, sent twice over a network that loses a third, take effect once each @phone`, async ({ page, context, server, person, problems }) => {
  test.setTimeout(120_000 + 2 * PATIENCE);
  // a tab is led elsewhere while the disk is written: it asks whether to stay, which browsers show to those who touched it
  problems.expect(/Failed to load resource|beforeunload/);
  await mayBreak(context, LOSS);
  const office = await person();
  await logIn(office, "dana@northline.example");
  await logIn(page, "theo@northline.example", "/field");
  const { job, phase } = await atWork(page, (phase) => phase.items.filter((item) => item.answer === "open").length > 1 && phase.requirements.some((slot) => slot.kind === "photo"));
  const items = phase.items.filter((item) => item.answer === "open");
  const slot = phase.requirements.find((slot) => slot.kind === "photo");
  const shot = await photos(page, PHOTOS, 1200, 900);
  const path = `/field/jobs/${job.id}/phases/${phase.id}`;
  await page.goto(path);
  await startsOffline(page);
  const other = await context.newPage();
  await other.goto(path);
  for (const tab of [page, other]) await expect(tab.getByTestId(`item-${items[0].key}`)).toBeVisible();
  const before = await timeline(office, job.id);
  const had = (await answered(await office.request.get(`/api/v1/jobs/${job.id}`))).media.map((one) => one.id);
  await goesOffline(page, server);

  const half = Math.ceil(items.length / 2);
  const shares = [items.slice(0, half), items.slice(half)];
  const notes = Array.from({ length: NOTES }, (_, n) => `Seen on the way, number ${n + 1}`);
  await test.step("two tabs are worked in at the same time", async () => {
    await Promise.all([page, other].map((tab, n) => ticks(tab, shares[n], TICKS / 2)));
    await expect.poll(async () => (await unsent(page)).length).toBe(TICKS);
    await Promise.all([takesPhotos(page, path, slot, shot), writesNotes(other, job, notes)]);
    await expect.poll(async () => (await unsent(page)).length).toBe(ACTS);
  });
  const aside = await setAside(page);
  expect(aside.writes).toHaveLength(ACTS);
  expect(aside.files).toHaveLength(PHOTOS);

  await test.step("the tab that sends is closed halfway, the other goes on", async () => {
    await breakNetwork(page);
    await server.start();
    await expect.poll(async () => (await unsent(other)).length, { intervals: [50], timeout: PATIENCE }).toBeLessThan(ACTS * 0.7);
    // the tab that came first leads
    await page.close();
    await empties(other);
  });

  await test.step("all of it is sent a second time", async () => {
    // the app must not be there while its storage is put back
    await other.goto("about:blank");
    await other.goto("/healthz");
    await bringBack(other);
    expect(await unsent(other)).toHaveLength(ACTS);
    const replayed = other.waitForRequest((request) => request.method() === "POST" && request.url().includes("/intents"), { timeout: PATIENCE });
    await other.goto("/field/sync");
    await replayed;
    await empties(other);
  });
  const network = await lost(other);
  const sent = 2 * (ACTS + 2 * PHOTOS);
  expect(network.requests, "lost before the server got them").toBeGreaterThan(sent * 0.08);
  expect(network.answers, "lost after the server carried them out").toBeGreaterThan(sent * 0.08);

  const known = new Set(before.map((event) => event.id));
  const since = (await timeline(office, job.id)).filter((event) => !known.has(event.id));
  const of = (kind) => since.filter((event) => event.kind === kind);
  expect(of("jobs.intent_refused")).toEqual([]);
  await test.step("each act is there once, in the order it was done", async () => {
    expect(of("items.answered")).toHaveLength(TICKS);
    for (const share of shares) {
      for (const [at, item] of share.entries()) {
        const rounds = Math.ceil((TICKS / 2 - at) / share.length);
        const said = of("items.answered").filter((event) => event.entity_id === item.id).map((event) => event.data.answer.after);
        expect(said, item.key).toEqual(Array.from({ length: rounds }, (_, round) => answers(round)));
      }
    }
    expect(of("jobs.noted").map((event) => event.data.text)).toEqual(notes);
  });
  const now = await answered(await office.request.get(`/api/v1/jobs/${job.id}`));
  await test.step("the job is as it was left", async () => {
    const found = now.phases.find((one) => one.id === phase.id).items;
    for (const share of shares) {
      for (const [at, item] of share.entries()) {
        const rounds = Math.ceil((TICKS / 2 - at) / share.length);
        expect(found.find((one) => one.id === item.id).answer, item.key).toBe(rounds ? answers(rounds - 1) : "open");
      }
    }
    expect(now.notes.filter((note) => notes.includes(note.text))).toHaveLength(NOTES);
  });
  await test.step("each photo is there once, byte for byte", async () => {
    const came = now.media.filter((one) => !had.includes(one.id));
    expect(came.map((one) => one.id).sort()).toEqual(aside.files.map((file) => file.id).sort());
    for (const kind of ["media.declared", "media.stored"]) expect(of(kind), kind).toHaveLength(PHOTOS);
    for (const { id, sha256 } of aside.files) {
      const original = await office.request.get(`/api/v1/media/${id}/original`);
      expect(original.ok()).toBeTruthy();
      expect(createHash("sha256").update(await original.body()).digest("hex"), id).toBe(sha256);
    }
  });
  expect((await answered(await office.request.get("/api/v1/audit/chain"))).valid).toBe(true);
});
