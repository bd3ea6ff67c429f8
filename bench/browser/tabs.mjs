// How soon what is done in one place shows in others of the same browser.
import { device, day, goesOffline, opened, tickOf } from "./device.mjs";
import { CARD, at, base, cards, figure, median, profile, standing, token } from "./kit.mjs";

const TICKS = 24;

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

/** A move on the board until another tab shows it: the tabs share the live stream, and the change goes over the server. */
async function office() {
  const context = await profile(token);
  const [here, there] = [await context.newPage(), await context.newPage()];
  for (const page of [here, there]) {
    await page.goto(`${base}/app/pipeline`);
    await page.locator(CARD).first().waitFor();
  }
  const { cards: list } = await cards();
  const times = [];
  for (const { id } of list.slice(0, 12)) {
    const followed = there.evaluate((id) => window.changed(() => document.getElementById(`card-${id}`)?.closest("ol")?.id), id);
    followed.catch(() => {});
    await here.locator(`#card-${id}`).focus();
    const pressed = here.evaluate(() => window.pressed("keydown"));
    await standing(here, there);
    await here.keyboard.press("Shift+ArrowRight");
    const began = await pressed;
    // a full column asks why, and may do so only when the server said that it is full
    const asked = here.getByRole("dialog").waitFor().then(() => null, () => followed);
    const moved = await Promise.race([followed, asked]);
    if (moved === null) {
      await here.keyboard.press("Escape");
      continue;
    }
    times.push(moved - began);
  }
  figure("W6c", "office: a move until another tab shows it, p95", "time", at(times, 0.95), "ms", 60, `median ${median(times).toFixed(0)} ms of ${times.length}; over the server, its live stream and BroadcastChannel`);
  await context.close();
}

export async function W6() {
  await field();
  await office();
}
