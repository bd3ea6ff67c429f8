// A device whose browser ends the app in the middle of keeping something, or throws away what it may.
import { expect, test } from "../support/test.mjs";
import { answered, atWork, goesOffline, logIn, photos, safe, startsOffline } from "../support/steps.mjs";
import { killPages, mayDie, unsent } from "../support/device.mjs";

test.use({ demo: true });

/** More writes than anything takes. */
const MOST = 20;

/**
 * Does something again and again; the tab is killed at the first write to the storage, then at the second, and so on
 * until it was kept. Each time a new tab is opened and looked at. Tells at how many moments it died.
 */
async function killedAtEveryWrite(tab, { browser, path, act, saysKept, isKept }) {
  for (let nth = 1; nth <= MOST; nth += 1) {
    await tab.evaluate((nth) => (globalThis.diesAt = nth), nth);
    const died = tab.waitForEvent("console", { predicate: (line) => line.text() === "the tab dies" });
    await act(tab);
    const kept = saysKept(tab).waitFor();
    await Promise.race([died, kept]);
    // whichever comes second fails with the tab
    for (const end of [died, kept]) end.catch(() => {});
    const said = await saysKept(tab).isVisible();
    const crashed = tab.waitForEvent("crash");
    await killPages(browser);
    await crashed;
    const next = await tab.context().newPage();
    await tab.close();
    tab = next;
    await tab.goto(path);
    const found = await isKept(tab);
    if (said) expect(found, "what was said to be kept is there").toBe(true);
    if (found) return { tab, moments: nth };
  }
  throw new Error(`not kept after ${MOST} writes`);
}

test("a tab that dies while something is being kept has it whole or not at all, and what it has goes up @phone", async ({ page, context, browser, server, problems }) => {
  test.setTimeout(120_000);
  problems.expect(/Failed to load resource|AbortError|carried out any more/);
  await mayDie(context);
  await logIn(page, "theo@northline.example", "/field");
  const { job, phase } = await atWork(page, (phase) => phase.items.some((item) => item.answer === "open") && phase.requirements.some((slot) => slot.kind === "photo"));
  const item = phase.items.find((item) => item.answer === "open");
  const slot = phase.requirements.find((slot) => slot.kind === "photo");
  const path = `/field/jobs/${job.id}/phases/${phase.id}`;
  await page.goto(path);
  await startsOffline(page);
  const [taken] = await photos(page, 1, 1200, 900);
  const row = (tab) => tab.getByTestId(`item-${item.key}`);
  await expect(row(page)).toBeVisible();
  await goesOffline(page, server);

  const ticked = await killedAtEveryWrite(page, {
    browser,
    path,
    act: (tab) => row(tab).getByRole("button").first().click(),
    saysKept: (tab) => row(tab).getByText("Saved on this device"),
    isKept: async (tab) => {
      await expect(row(tab)).toBeVisible();
      const waiting = (await unsent(tab)).length;
      await expect(row(tab)).toHaveAttribute("data-state", waiting ? "done" : "open");
      return waiting === 1;
    },
  });

  const shots = (tab) => tab.getByTestId("photo");
  await ticked.tab.getByTestId(`slot-${slot.key}`).click();
  await expect(ticked.tab.getByTestId("choose-photos")).toBeAttached();
  const before = await shots(ticked.tab).count();
  const shot = await killedAtEveryWrite(ticked.tab, {
    browser,
    path: new URL(ticked.tab.url()).pathname,
    act: (tab) => tab.getByTestId("choose-photos").setInputFiles(taken),
    saysKept: (tab) => shots(tab).nth(before).getByText("Saved here"),
    isKept: async (tab) => {
      await expect(tab.getByTestId("choose-photos")).toBeAttached();
      await expect(tab.getByText("Saving", { exact: false })).toHaveCount(0);
      const count = await shots(tab).count();
      if (count > before) await expect(shots(tab).nth(before)).toContainText("Saved here");
      return count > before;
    },
  });
  expect(ticked.moments, "there is more than one moment").toBeGreaterThan(1);
  expect(shot.moments, "there is more than one moment").toBeGreaterThan(1);

  // the browser may throw away the app itself: the work is kept apart from it, and goes up once the app is there again
  const { tab } = shot;
  const session = await context.newCDPSession(tab);
  await session.send("Storage.clearDataForOrigin", { origin: server.url, storageTypes: "cache_storage,service_workers" });
  await server.start();
  await tab.goto(path);
  await safe(tab);
  const fresh = await answered(await tab.request.get(`/api/v1/jobs/${job.id}`));
  const done = fresh.phases.find((one) => one.id === phase.id);
  expect(done.items.find((one) => one.id === item.id).answer).toBe("done");
});
