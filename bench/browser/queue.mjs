// A day's work without a network, and how long it takes to go up.
import { unsent } from "../../e2e/support/device.mjs";
import { day, device, goesOffline, opened, tick, tickOf, visit } from "./device.mjs";
import { api, figure, interactions, slowest, token } from "./kit.mjs";

const JOBS = 5;
const ACTS = 500;
const PATIENCE = 120_000;

/** Waits until the device keeps so many acts that were not taken yet; gives them. */
async function keeps(page, count) {
  const began = performance.now();
  for (;;) {
    const queue = await unsent(page);
    if (queue.length === count) return queue;
    if (performance.now() - began > PATIENCE / 4) throw new Error(`the device keeps ${queue.length} acts and not ${count}`);
    await new Promise((done) => setTimeout(done, 50));
  }
}

/** The commands of these the server has taken, as they are answered. */
function taken(page, commands) {
  const left = new Set(commands);
  return new Promise((done, failed) => {
    page.on("response", (answer) => {
      const asked = answer.request();
      if (asked.method() !== "POST" || !/\/intents$/.test(asked.url())) return;
      if (answer.ok()) left.delete(asked.postDataJSON().command);
      else failed(new Error(`an act was refused: ${answer.status()}`));
      if (left.size === 0) done(performance.now());
    });
    setTimeout(() => failed(new Error(`${left.size} of ${commands.length} acts were not taken within ${PATIENCE / 1000} s`)), PATIENCE);
  });
}

/** Somebody goes on working while the queue goes up: looks at the list of what waits, comes back, ticks. */
async function goesOn(page, place, over) {
  for (let n = 0; !over(); n++) {
    await page.locator(tickOf(place, n)).getByRole("button").first().click();
    await page.locator('a[href="/field/sync"]').first().click();
    await page.getByTestId("light").waitFor();
    await page.goBack();
    await page.locator(tickOf(place, n)).waitFor();
  }
}

export async function W14() {
  const places = await day(JOBS + 1);
  const spare = places.pop();
  const answersOf = async ({ job, phase }) => {
    const shown = await api(token, "GET", `/api/v1/jobs/${job}`);
    return shown.phases.find((one) => one.id === phase).items;
  };
  const before = await Promise.all(places.map(answersOf));
  const context = await device();
  const page = await opened(context, places[0]);
  await goesOffline(context);
  let queue = [];
  for (const place of places) {
    await visit(page, place);
    await tick(page, place, ACTS / JOBS);
    // what is shown is on its way to the disk; whoever leaves the page may not be faster
    queue = await keeps(page, queue.length + ACTS / JOBS);
  }
  await visit(page, spare);
  let over = false;
  const went = taken(page, queue.map((entry) => entry.key)).finally(() => (over = true));
  went.catch(() => {});
  const began = performance.now();
  await context.setOffline(false);
  await goesOn(page, spare, () => over);
  const ended = await went;
  const all = await interactions(page);
  await keeps(page, 0);
  // an item is open again after an even number of ticks
  const after = await Promise.all(places.map(answersOf));
  places.forEach((place, n) => {
    place.keys.forEach((key, nth) => {
      const ticks = Math.floor(ACTS / JOBS / place.keys.length) + (nth < (ACTS / JOBS) % place.keys.length ? 1 : 0);
      const [was, is] = [before[n], after[n]].map((items) => items.find((item) => item.key === key).answer === "open");
      if ((was === is) !== (ticks % 2 === 0)) throw new Error(`${key} of ${place.job} is not as it was left`);
    });
  });
  const data = `${ACTS} acts on ${JOBS} jobs`;
  figure("W14", "acts of a device, from the network's return until all are taken", "time", (ended - began) / 1000, "s", 6, "acts of one job go up one after the other", data);
  figure("W14b", "interactions meanwhile, the slowest", "time", Math.max(...all.map((one) => one.took)), "ms", 100, `${all.length} in all; ${slowest(all)}`, data);
  await context.close();
}
