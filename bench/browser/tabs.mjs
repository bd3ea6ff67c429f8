// How soon what is done in one place shows in others of the same browser.
import { device, day, goesOffline, opened, tickOf } from "./device.mjs";
import { CARD, at, base, cards, figure, median, profile, standing, token } from "./kit.mjs";

const TICKS = 24;
/** How long another tab is waited for, in milliseconds. */
const PATIENCE = 5000;

/** A tick on a device without a network: until the pill in the header counts it, and until another tab shows it. */
async function field() {
  const [place] = await day(1);
  const context = await device();
  const [here, there] = [await opened(context, place), await opened(context, place)];
  await goesOffline(context);
  const [same, across] = [[], []];
  for (let n = 0; n < TICKS; n++) {
    const row = tickOf(place, n);
    const pressed = here.evaluate(() => window.pressed("click"));
    const counted = here.evaluate(() => window.changed(() => document.querySelector('[data-testid="sync-pill"]').textContent));
    const followed = there.evaluate((row) => window.changed(() => document.querySelector(row)?.dataset.state), row);
    for (const one of [pressed, counted, followed]) one.catch(() => {});
    await standing(here, there);
    await here.locator(row).getByRole("button").first().click();
    const began = await pressed;
    same.push((await counted) - began);
    across.push((await followed) - began);
  }
  const words = (times) => `median ${median(times).toFixed(0)} ms of ${times.length}`;
  figure("W6", "field: a tick until the header of the same page counts it, p95", "time", at(same, 0.95), "ms", 35, words(same), "one job");
  figure("W6b", "field: a tick until another tab shows it, p95", "time", at(across, 0.95), "ms", 60, `${words(across)}; by BroadcastChannel and the device's storage`, "one job");
  await context.close();
}

/**
 * A move on the board until another tab shows it: told past the server as soon as it is painted. A moved card takes the focus
 * along once it stands in its new place, so each move is at rest before the next card gets a key.
 */
async function office() {
  const context = await profile(token);
  const [here, there] = [await context.newPage(), await context.newPage()];
  for (const page of [here, there]) {
    await page.goto(`${base}/app/pipeline`);
    await page.locator(CARD).first().waitFor();
  }
  const { cards: list } = await cards();
  const [times, silent] = [[], []];
  for (const { id } of list.slice(0, 12)) {
    const answered = here.waitForResponse((answer) => new URL(answer.url()).pathname.endsWith(`/leads/${id}/move`), { timeout: PATIENCE });
    const followed = there.evaluate((id) => window.changed(() => document.getElementById(`card-${id}`)?.closest("ol")?.id), id);
    for (const one of [answered, followed]) one.catch(() => {});
    await here.locator(`#card-${id}`).focus();
    // drawn with the focus: a column that scrolled to the card has settled
    await here.waitForFunction((id) => document.activeElement?.id === `card-${id}`, id);
    const pressed = here.evaluate(() => window.pressed("keydown"));
    await standing(here, there);
    await here.keyboard.press("Shift+ArrowRight");
    const began = await pressed;
    // a full column asks why, and may do so only when the server said that it is full
    const asked = here.getByRole("dialog").waitFor().then(() => "asked", () => followed);
    const moved = await Promise.race([followed, asked]).catch((problem) => problem);
    if (moved === "asked") {
      await here.keyboard.press("Escape");
      await here.getByRole("dialog").waitFor({ state: "hidden" });
      continue;
    }
    const status = await answered.then((answer) => answer.status(), () => 0);
    // a move the other tab did not show counts as long as it was waited for; what the tab itself did tells whose fault it is
    times.push(typeof moved === "number" ? moved - began : PATIENCE);
    if (typeof moved !== "number") silent.push(status ? `answered with ${status}` : "not asked for");
    await here.waitForFunction((id) => document.activeElement?.id === `card-${id}`, id, { timeout: PATIENCE }).catch(() => {});
  }
  const unseen = silent.length > 0 ? `; ${silent.length} never shown (${[...new Set(silent)].join(", ")})` : "";
  figure("W6c", "office: a move until another tab shows it, p95", "time", at(times, 0.95), "ms", 60, `median ${median(times).toFixed(0)} ms of ${times.length}; by BroadcastChannel, before the server answers${unseen}`);
  await context.close();
}

export async function W6() {
  await field();
  await office();
}
