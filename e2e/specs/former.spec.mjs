// What a former version of the field app left on a device, in e2e/fixtures as it was written then: opened by this version,
// all of it goes up, and nothing of it is shown as done before.
import { createHash } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "../support/test.mjs";
import { answered, atWork, logIn, safe } from "../support/steps.mjs";
import { leave, storage, unsent } from "../support/device.mjs";

test.use({ demo: true });

const FIXTURES = join(import.meta.dirname, "../fixtures");
const QUEUES = readdirSync(FIXTURES).filter((name) => /^queue-\d+\.json$/.test(name)).sort();
/** What came to the format after its first build: a record that was made before has none of it. */
const LATER = ["needs", "attempts", "not_before", "state", "sent", "declared", "stored_at"];

/** A stored queue with the ids of a job that is there, commands nobody sent before, and the time of just now. */
function queueOf(name, places) {
  let text = readFileSync(join(FIXTURES, name), "utf8");
  const { at, ids } = JSON.parse(text);
  for (const [what, id] of Object.entries(ids)) text = text.replaceAll(id, places[what]);
  const known = new Set(Object.values(places));
  const fresh = new Map();
  text = text.replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, (id) => {
    if (known.has(id)) return id;
    if (!fresh.has(id)) fresh.set(id, crypto.randomUUID());
    return fresh.get(id);
  });
  return JSON.parse(text.replaceAll(at, new Date(Date.now() - 1000).toISOString()));
}

/** The same as a build wrote it that knew none of the later fields; what cannot be said without them is not there. */
function sparse(queue) {
  const records = queue.records
    .filter(({ value }) => !value.needs?.length && (value.state ?? "Waiting") === "Waiting")
    .map((record) => ({ ...record, value: Object.fromEntries(Object.entries(record.value).filter(([field]) => !LATER.includes(field))) }));
  return { ...queue, records };
}

/** The driver's device, on which a version of the app ran that left this queue; gives what the office sees of the job before. */
async function takesOver(page, name, form) {
  await logIn(page, "theo@northline.example", "/field");
  const { job, phase } = await atWork(page, (phase) => phase.items.some((item) => item.answer === "open") && phase.requirements.some((slot) => slot.kind === "photo"));
  const item = phase.items.find((item) => item.answer === "open");
  const slot = phase.requirements.find((slot) => slot.kind === "photo");
  await page.goto("/field");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  const { name: own, version } = await storage(page);
  const queue = form(queueOf(name, { job: job.id, phase: phase.id, item: item.id, slot: slot.id }));
  expect(version, "this version reads what that one wrote").toBeGreaterThanOrEqual(queue.version);
  await page.goto("about:blank");
  await page.goto("/healthz");
  await leave(page, own, queue);
  return { job, phase, item, queue };
}

/** What there is in the end: the answer, each note once, the photo byte for byte. */
async function arrived(office, { job, phase, item, queue }) {
  const now = await answered(await office.request.get(`/api/v1/jobs/${job.id}`));
  expect(now.phases.find((one) => one.id === phase.id).items.find((one) => one.id === item.id).answer).toBe("done");
  const writes = queue.records.filter(({ shelf }) => shelf === "outbox").map(({ value }) => JSON.parse(value.body));
  const notes = writes.map(({ intent }) => intent?.text).filter(Boolean);
  for (const text of notes) expect(now.notes.filter((note) => note.text === text).length, text).toBeGreaterThan(0);
  const { base64 } = queue.records.find(({ shelf }) => shelf === "blobs").value;
  const photo = now.media.find((one) => one.id === queue.photo);
  expect(photo?.status).toBe("stored");
  const original = await office.request.get(`/api/v1/media/${queue.photo}/original`);
  const hash = (bytes) => createHash("sha256").update(bytes).digest("hex");
  expect(hash(await original.body())).toBe(hash(Buffer.from(base64, "base64")));
  return photo;
}

for (const name of QUEUES) {
  test(`all of ${name}, which a former version kept, goes up, and what was refused then waits for a person @phone`, async ({ page, person }) => {
    const office = await person();
    await logIn(office, "dana@northline.example");
    const left = await takesOver(page, name, (queue) => queue);
    const parked = left.queue.records.filter(({ shelf, value }) => shelf === "outbox" && value.state !== "Waiting").map(({ key }) => key);
    await page.goto("/field/sync");
    await expect.poll(async () => (await unsent(page)).map(({ key }) => key), { timeout: 30_000 }).toEqual(parked);
    await expect(page.getByTestId("light")).toHaveAttribute("data-state", "attention");
    await page.getByTestId("retry-all").click();
    await expect(page.getByTestId("light")).toHaveAttribute("data-state", "safe", { timeout: 30_000 });
    const photo = await arrived(office, left);
    expect(photo.caption).toBe("Named by a former version of the app");
  });

  test(`all of ${name} goes up as a build left it that knew fewer fields @phone`, async ({ page, person }) => {
    const office = await person();
    await logIn(office, "dana@northline.example");
    const left = await takesOver(page, name, sparse);
    expect(left.queue.records.filter(({ shelf }) => shelf === "outbox").length).toBeGreaterThan(1);
    await safe(page);
    await expect.poll(async () => (await unsent(page)).length).toBe(0);
    await arrived(office, left);
  });
}

test("what another version kept and this one cannot read stays on the device, which does not call itself safe @phone", async ({ page }) => {
  const key = crypto.randomUUID();
  await takesOver(page, QUEUES.at(-1), (queue) => ({ ...queue, records: [{ shelf: "outbox", key, value: { written: "in words nobody knows yet" } }] }));
  await page.goto("/field/sync");
  const light = page.getByTestId("light");
  await expect(light).toHaveAttribute("data-state", "attention");
  await expect(light).toContainText("kept by another version of the app");
  expect((await unsent(page)).map((entry) => entry.key)).toEqual([key]);
});
