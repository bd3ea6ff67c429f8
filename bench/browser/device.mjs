// A driver's device with the field app: jobs it works on, and acts on them.
import { PHONE, api, base, driver, installed, profile, timeInteractions, token } from "./kit.mjs";

const TITLE = "Bench to Bench";
const ITEM = (key) => `[data-testid="item-${key}"]`;
const stop = (kind, address) => ({ kind, address, latitude: null, longitude: null, window_from: null, window_to: null });

/** Where somebody is at work on a job: the phase, and the items of it that are a driver's; null if there are less than two. */
function placeOf(job) {
  const phase = job.phases.find((phase) => phase.status !== "complete");
  const items = (phase?.items ?? []).filter((item) => !item.fact && (item.roles.length === 0 || item.roles.includes("driver")));
  return phase?.status === "active" && items.length > 1 ? { job: job.id, phase: phase.id, keys: items.map((item) => item.key) } : null;
}

const intend = (session, job, intent) =>
  api(session, "POST", `/api/v1/jobs/${job}/intents`, { command: crypto.randomUUID(), intent, device_at: new Date().toISOString(), offset_ms: 0, gps: null });
const accepted = (asked) => asked.then(() => true, () => false);

/** A new job of a driver at its first phase with items; the office overrides those before it. */
async function begun(member) {
  const begin = Date.now() + 3_600_000;
  const times = { starts_at: new Date(begin).toISOString(), ends_at: new Date(begin + 5 * 3_600_000).toISOString() };
  const stops = [stop("pickup", "12 Elm St, Ottawa"), stop("drop_off", "40 Oak Ave, Ottawa")];
  const asked = { line: "moving", title: TITLE, customer: "Bench Customer", email: "device@bench.example", phone: null, stops, total_cents: 100_000, ...times };
  const { id, version } = await api(token, "POST", "/api/v1/jobs", asked);
  const { phases } = await api(token, "PUT", `/api/v1/jobs/${id}/crew`, { crew: [{ member, role: "driver" }], version, reason: "Every round has its own" });
  for (const { id: phase } of phases) {
    const started = await accepted(intend(driver, id, { verb: "start_phase", phase }));
    const place = started && placeOf(await api(token, "GET", `/api/v1/jobs/${id}`));
    if (place) return place;
    if (!started) await accepted(intend(token, id, { verb: "start_phase", phase }));
    await intend(token, id, { verb: "override_phase", phase, reason: "Only a later phase is measured" });
  }
  throw new Error("no phase of a moving job has two items for a driver");
}

/** So many jobs the driver is at work on: those of former runs, and new ones. */
export async function day(count) {
  const { member, jobs } = await api(driver, "GET", "/api/v1/field/working-set");
  const places = jobs.filter((job) => job.title === TITLE).map(placeOf).filter(Boolean).slice(0, count);
  while (places.length < count) places.push(await begun(member));
  return places;
}

/** The device: a fresh profile whose interactions are timed. */
export async function device() {
  const context = await profile(driver, PHONE);
  await timeInteractions(context);
  return context;
}

/** A page of the device at a phase. */
export async function opened(context, place) {
  const page = await context.newPage();
  await visit(page, place);
  await installed(page);
  return page;
}

/** Goes to a phase. */
export async function visit(page, place) {
  await page.goto(`${base}/field/jobs/${place.job}/phases/${place.phase}`);
  await page.locator(ITEM(place.keys[0])).waitFor();
}

/** The network is gone and every page knows it. */
export async function goesOffline(context) {
  await context.setOffline(true);
  for (const page of context.pages()) await page.getByTestId("sync-pill").getByText("Offline").first().waitFor();
}

/** What the `n`-th tick of a phase is made on. */
export const tickOf = (place, n) => ITEM(place.keys[n % place.keys.length]);

/** Answers the items of a phase in turn, each as soon as the one before shows. */
export function tick(page, place, count) {
  const rows = place.keys.map(ITEM);
  return page.evaluate(async ([rows, count]) => {
    for (let n = 0; n < count; n++) {
      const row = rows[n % rows.length];
      const shown = window.changed(() => document.querySelector(row)?.dataset.state);
      document.querySelector(`${row} button`).click();
      await shown;
    }
  }, [rows, count]);
}
