// A crew's day without a network: the server is stopped, the work goes on, nothing is lost, everything goes up.
import { expect, test } from "../support/test.mjs";
import { unsent } from "../support/device.mjs";
import { atWork, intend, logIn, photos, safe, startsOffline, workingSet } from "../support/steps.mjs";

test.use({ demo: true });

/** axe on the whole page at once: otherwise what is half under the docked button counts as a small target. */
async function wholly(page, axe, what) {
  const size = page.viewportSize();
  await page.setViewportSize({ width: size.width, height: 3000 });
  await axe(page, what);
  await page.setViewportSize(size);
}

/** A job whose phase at work asks for photos, and that phase. */
function withPhotos(set) {
  const open = set.jobs.filter((job) => !["completed", "closed", "cancelled"].includes(job.status));
  for (const job of open) {
    const phase = job.phases.find((phase) => phase.status === "active") ?? job.phases.find((phase) => phase.status === "waiting");
    if (phase?.requirements.some((slot) => slot.kind === "photo") && phase.requirements.some((slot) => slot.kind === "signature")) return { job, phase };
  }
  throw new Error("no job at work asks for photos and a signature");
}

/** The shelves of the device's storage with something in them, and what else names the person who worked. */
async function kept(page) {
  return page.evaluate(async () => {
    const found = Object.keys(localStorage).filter((key) => key.startsWith("tailboard-session"));
    for (const { name } of await indexedDB.databases()) {
      const database = await new Promise((done, failed) => Object.assign(indexedDB.open(name), { onsuccess: (e) => done(e.target.result), onerror: failed }));
      for (const shelf of database.objectStoreNames) {
        const count = await new Promise((done, failed) => Object.assign(database.transaction(shelf).objectStore(shelf).count(), { onsuccess: (e) => done(e.target.result), onerror: failed }));
        if (count > 0) found.push(shelf);
      }
      database.close();
    }
    return found;
  });
}

test("a phase is worked through without a network, over a reload, and completes when everything is up @phone @tablet", async ({ page, server, axe, problems }) => {
  test.setTimeout(240_000);
  problems.expect(/Failed to load resource/);
  await logIn(page, "theo@northline.example", "/field");
  await expect(page.getByTestId("next-stop")).toBeVisible();
  await wholly(page, axe, "now");
  await startsOffline(page);
  const { job, phase } = withPhotos(await workingSet(page));
  const taken = await photos(page, 5);
  const path = `/field/jobs/${job.id}/phases/${phase.id}`;
  await page.goto(path);
  if (phase.status === "waiting") await page.getByTestId("start-phase").click();
  await expect(page.getByTestId("complete-phase")).toBeVisible();
  await wholly(page, axe, "phase");

  await server.stop();
  await expect(page.getByTestId("sync-pill")).toContainText("Offline");

  for (const item of phase.items.filter((item) => item.answer === "open")) {
    const row = page.getByTestId(`item-${item.key}`);
    await row.getByRole("button").first().click();
    await expect(row).toHaveAttribute("data-state", "done");
    await expect(row).toContainText("Saved on this device");
  }

  for (const slot of phase.requirements.filter((slot) => slot.kind === "photo")) {
    await page.getByTestId(`slot-${slot.key}`).click();
    const before = await page.getByTestId("photo").count();
    await page.getByTestId("choose-photos").setInputFiles(taken);
    await expect(page.getByTestId("photo")).toHaveCount(before + 5, { timeout: 30_000 });
    await expect(page.getByTestId("photo").last()).toContainText("Saved here");
    await page.goBack();
  }

  // nothing of it was in the page's memory only
  await page.reload();
  await expect(page.getByTestId("sync-pill")).toContainText("Offline");
  await expect(page.getByTestId(`slot-${phase.requirements.find((slot) => slot.kind === "photo").key}`)).toHaveAttribute("data-state", "done");

  for (const slot of phase.requirements.filter((slot) => slot.kind === "signature")) {
    const tile = page.getByTestId(`slot-${slot.key}`);
    if ((await tile.getAttribute("data-state")) === "done") continue;
    await tile.click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Name of the person who signs").fill("Adaeze Okafor");
    await dialog.getByRole("radio", { name: "Type" }).check();
    await dialog.getByLabel(/name/i).last().fill("Adaeze Okafor");
    await dialog.getByTestId("keep-signature").click();
    await expect(tile).toHaveAttribute("data-state", "done");
  }

  await page.getByTestId("complete-phase").click();
  await expect(page.getByTestId("phase-waiting")).toContainText(/Completes once \d+ files? (is|are) up/);
  await page.goto("/field/sync");
  await expect(page.getByTestId("light")).toHaveAttribute("data-state", "keep");
  await wholly(page, axe, "sync centre, offline");
  await page.goto("/field/more");
  await expect(page.getByTestId("sign-out")).toBeDisabled();
  await expect(page.getByTestId("sign-out-blocked")).toBeVisible();

  await server.start();
  await page.goto("/field/sync");
  await expect(page.getByTestId("light")).toHaveAttribute("data-state", "safe", { timeout: 60_000 });
  await wholly(page, axe, "sync centre, safe");

  const fresh = (await workingSet(page)).jobs.find((one) => one.id === job.id);
  const done = fresh.phases.find((one) => one.id === phase.id);
  expect(done.status).toBe("complete");
  expect(done.seal).toMatch(/^[0-9a-f]{64}$/);
  for (const slot of phase.requirements.filter((slot) => slot.kind === "photo")) {
    const stored = fresh.media.filter((media) => media.requirement === slot.id && media.status === "stored");
    expect(stored.length).toBeGreaterThanOrEqual(5);
  }

  // who leaves, leaves nothing of the customers on a device that others use too
  expect(await kept(page)).toContain("records");
  await page.goto("/field/more");
  await page.getByTestId("sign-out").click();
  await expect(page).toHaveURL(/\/login/);
  expect(await kept(page)).toEqual([]);
});

test("a text file named .jpg is refused with the reason and nothing waits @phone", async ({ page, axe }) => {
  await logIn(page, "theo@northline.example", "/field");
  const { job, phase } = await atWork(page, (phase) => phase.requirements.some((slot) => slot.kind === "photo"));
  await page.goto(`/field/jobs/${job.id}/phases/${phase.id}/capture`);
  await expect(page.getByTestId("open-camera")).toBeVisible();
  const before = await page.getByTestId("photo").count();
  await page.getByTestId("choose-photos").setInputFiles([{ name: "notes.jpg", mimeType: "image/jpeg", buffer: Buffer.from("this is no picture") }]);
  await expect(page.getByText("notes.jpg is not a picture this device can read")).toBeVisible();
  await expect(page.getByTestId("photo")).toHaveCount(before);
  await wholly(page, axe, "capture");
});

test("photos taken in the viewfinder without a network outlive a reload, are put in order, deleted and brought back @phone @tablet", async ({ page, server, axe, problems }) => {
  problems.expect(/Failed to load resource/);
  await logIn(page, "theo@northline.example", "/field");
  const { job, phase } = await atWork(page, (phase) => phase.requirements.some((slot) => slot.kind === "photo"));
  const slot = phase.requirements.find((slot) => slot.kind === "photo");
  await page.goto(`/field/jobs/${job.id}/phases/${phase.id}/capture?slot=${slot.id}`);
  await startsOffline(page);
  const shots = page.getByTestId("photo");
  await expect(page.getByTestId("open-camera")).toBeVisible();
  const before = await shots.count();
  await server.stop();
  await expect(page.getByTestId("sync-pill")).toContainText("Offline");

  await page.getByTestId("open-camera").click();
  const shutter = page.getByTestId("shutter");
  await expect(shutter).toBeEnabled();
  for (let n = 0; n < 3; n++) await shutter.click();
  await expect(page.getByText(`${before + 3} saved on this device`)).toBeVisible();
  await axe(page, "viewfinder");
  await page.getByTestId("camera-done").click();
  await expect(shots).toHaveCount(before + 3);
  await expect(shots.last()).toContainText("Saved here");

  await page.reload();
  await expect(page.getByTestId("sync-pill")).toContainText("Offline");
  await expect(shots).toHaveCount(before + 3);
  await expect(shots.last().locator("img")).toHaveJSProperty("complete", true);

  await shots.last().getByRole("button").click();
  await expect(shots.last().getByRole("button")).toHaveAttribute("aria-pressed", "true");
  await wholly(page, axe, "capture, a photo chosen");
  const tools = page.getByRole("toolbar");
  await tools.getByRole("button", { name: "Caption" }).click();
  await page.getByRole("dialog").getByLabel("Caption").fill("Side stairs");
  await page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
  await tools.getByRole("button", { name: "Earlier" }).click();
  await expect(shots.nth(before + 1)).toContainText("Side stairs");
  await tools.getByRole("button", { name: "Delete" }).click();
  await expect(shots).toHaveCount(before + 2);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(shots).toHaveCount(before + 3);

  await server.start();
  await page.goto("/field/sync");
  await expect(page.getByTestId("light")).toHaveAttribute("data-state", "safe", { timeout: 60_000 });
  const stored = (await workingSet(page)).jobs.find((one) => one.id === job.id).media.filter((media) => media.requirement === slot.id && media.status === "stored" && !media.deleted);
  expect(stored.length).toBe(before + 3);
  expect(stored.map((media) => media.caption)).toContain("Side stairs");
});

/** The dialog of the chosen photo's caption with these words in it. */
async function captions(page, words) {
  await page.getByRole("toolbar").getByRole("button", { name: "Caption" }).click();
  await page.getByRole("dialog").getByLabel("Caption").fill(words);
  return page.getByRole("dialog").getByRole("button", { name: "Save" });
}

test("captions given while the photo goes up stand, and so does the one kept in a conflict @phone", async ({ page, problems }) => {
  problems.expect(/409/);
  await logIn(page, "theo@northline.example", "/field");
  const { job, phase } = await atWork(page, (phase) => phase.requirements.some((slot) => slot.kind === "photo"));
  const slot = phase.requirements.find((slot) => slot.kind === "photo");
  const captionsThere = async () => (await workingSet(page)).jobs.find((one) => one.id === job.id).media.map((media) => media.caption);
  await page.goto(`/field/jobs/${job.id}/phases/${phase.id}/capture?slot=${slot.id}`);
  await expect(page.getByTestId("open-camera")).toBeVisible();
  let release;
  const released = new Promise((go) => (release = go));
  await page.route("**/api/v1/media", async (route) => {
    await released;
    await route.continue();
  });
  const shots = page.getByTestId("photo");
  const before = await shots.count();
  const declared = page.waitForRequest((request) => request.method() === "POST" && request.url().endsWith("/api/v1/media"));
  await page.getByTestId("choose-photos").setInputFiles(await photos(page, 1, 800, 600));
  await declared;
  await expect(shots).toHaveCount(before + 1);
  const shot = shots.last();
  await shot.getByRole("button").first().click();
  await (await captions(page, "Side stairs")).click();
  await expect(shot).toContainText("Side stairs");
  const save = await captions(page, "Side stairs, wet");
  release();
  await expect(shot).toHaveAttribute("data-state", "synced");
  await save.click();
  await expect.poll(captionsThere).toContain("Side stairs, wet");

  const body = { message: "Changed", code: 409, data: { Conflict: { code: "changed", detail: "Somebody changed this photo meanwhile." } } };
  // A page left between the answer and its keeping sends again: the answer stays the same until the driver decides.
  const changed = (route) => route.fulfill({ status: 409, contentType: "application/json", body: JSON.stringify(body) });
  await page.route("**/api/v1/media/*", changed);
  const refused = page.waitForResponse((answer) => answer.status() === 409);
  await (await captions(page, "Side stairs, dry")).click();
  await (await refused).finished();
  await page.goto("/field/sync");
  const card = page.getByTestId("conflict");
  await expect(card).toContainText("Side stairs, wet");
  await expect(card).toContainText("Side stairs, dry");
  await page.unroute("**/api/v1/media/*", changed);
  await card.getByRole("button", { name: "Keep mine" }).click();
  await expect(page.getByTestId("light")).toHaveAttribute("data-state", "safe");
  expect(await captionsThere()).toContain("Side stairs, dry");
});

test("a camera closed while the browser asks goes off, and one closed right after the shutter keeps the photo @phone", async ({ page }) => {
  await page.addInitScript(() => {
    const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    navigator.mediaDevices.getUserMedia = (wanted) =>
      new Promise((answer) => {
        globalThis.allow = async () => answer((globalThis.camera = await ask(wanted)));
      });
  });
  await logIn(page, "theo@northline.example", "/field");
  const { job, phase } = await atWork(page, (phase) => phase.requirements.some((slot) => slot.kind === "photo"));
  await page.goto(`/field/jobs/${job.id}/phases/${phase.id}/capture`);
  const open = page.getByTestId("open-camera");
  await expect(open).toBeVisible();
  const shots = page.getByTestId("photo");
  const before = await shots.count();
  await open.click();
  await page.waitForFunction(() => globalThis.allow);
  await page.getByRole("button", { name: "Close camera" }).click();
  await expect(open).toBeVisible();
  await page.evaluate(() => globalThis.allow());
  await page.waitForFunction(() => globalThis.camera.getTracks().every((track) => track.readyState === "ended"));

  await page.evaluate(() => delete globalThis.allow);
  await open.click();
  await page.waitForFunction(() => globalThis.allow);
  await page.evaluate(() => globalThis.allow());
  await expect(page.getByTestId("shutter")).toBeEnabled();
  await page.evaluate(() => ["shutter", "camera-done"].forEach((id) => document.querySelector(`[data-testid="${id}"]`).click()));
  await expect(shots).toHaveCount(before + 1);
});

test("a signature being kept is kept when the dialog is closed meanwhile @phone", async ({ page }) => {
  await logIn(page, "theo@northline.example", "/field");
  const { job, phase } = await atWork(page, (phase) => phase.requirements.some((slot) => slot.kind === "signature"));
  await page.goto(`/field/jobs/${job.id}/phases/${phase.id}`);
  await page.getByTestId(`slot-${phase.requirements.find((slot) => slot.kind === "signature").key}`).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name of the person who signs").fill("Adaeze Okafor");
  await dialog.getByRole("radio", { name: "Type" }).check();
  await dialog.getByLabel(/name/i).last().fill("Adaeze Okafor");
  await dialog.getByTestId("keep-signature").evaluate((keep) => [keep, keep.previousElementSibling].forEach((button) => button.click()));
  await expect(dialog).toBeHidden();
  await expect(page.getByText("Signature saved on this device").first()).toBeVisible();
  await safe(page);
});

test("a double tap on the next step of a stop stamps one step @phone", async ({ page }) => {
  await logIn(page, "theo@northline.example", "/field");
  const stamps = async () => (await workingSet(page)).jobs.reduce((sum, job) => sum + job.travel.length, 0);
  const before = await stamps();
  await page.goto("/field");
  const travel = page.getByTestId("travel");
  const first = await travel.locator(".w-act-label").innerText();
  await travel.dblclick();
  await expect(travel).not.toContainText(first);
  await expect(travel).not.toHaveAttribute("aria-disabled");
  // a phone that does not count taps: the second one comes when the button has its new name
  const taken = page.waitForResponse("**/intents");
  await travel.evaluate(async (button) => {
    button.click();
    await new Promise(requestAnimationFrame);
    document.querySelector('[data-testid="travel"]')?.click();
  });
  await (await taken).finished();
  await safe(page);
  expect(await stamps()).toBe(before + 2);
});

test("dispatch answers items meanwhile: driver and office see both values until the driver decides, and the office what @phone", async ({ page, server, person, axe, problems }) => {
  problems.expect(/Failed to load resource/);
  await logIn(page, "theo@northline.example", "/field");
  const { job, phase } = await atWork(page, (phase) => phase.items.filter((item) => item.answer === "open").length > 1);
  const [kept, left] = phase.items.filter((item) => item.answer === "open");
  await page.goto(`/field/jobs/${job.id}/phases/${phase.id}`);
  await startsOffline(page);
  await expect(page.getByTestId(`item-${kept.key}`)).toBeVisible();
  await server.stop();
  await expect(page.getByTestId("sync-pill")).toContainText("Offline");
  for (const item of [kept, left]) {
    await page.getByTestId(`item-${item.key}`).getByRole("button").first().click();
    await expect(page.getByTestId(`item-${item.key}`)).toContainText("Saved on this device");
  }
  // the device stays shut while the office decides otherwise
  await page.goto("about:blank");
  await server.start();
  const office = await person();
  await logIn(office, "dana@northline.example");
  for (const item of [kept, left]) await intend(office, job.id, { verb: "answer_item", item: item.id, answer: "not_applicable", note: "Nobody home", seen: "open" });

  await page.goto("/field/sync");
  const card = (item) => page.getByTestId("conflict").filter({ hasText: item.title.en });
  for (const item of [kept, left]) {
    await expect(card(item)).toContainText("Not applicable");
    await expect(card(item)).toContainText("Done");
  }
  await office.goto(`/app/jobs/${job.id}`);
  await expect(office.getByTestId("disputes")).toContainText("2 contradicting answers");
  await expect(office.getByTestId("dispute").first()).toContainText(/^Theo .* answered “Done” at \d{1,2}:\d{2}/);
  await axe(office, "a job with contradicting answers");

  await card(kept).getByRole("button", { name: "Keep mine" }).click();
  await expect(office.getByTestId("disputes")).toContainText("1 contradicting answer");
  await card(left).getByRole("button", { name: "Take theirs" }).click();
  await expect(page.getByTestId("light")).toHaveAttribute("data-state", "safe", { timeout: 60_000 });
  await expect(office.getByTestId("disputes")).toHaveCount(0);
  const fresh = (await workingSet(page)).jobs.find((one) => one.id === job.id).phases.find((one) => one.id === phase.id);
  expect([kept, left].map((item) => fresh.items.find((one) => one.id === item.id).answer)).toEqual(["done", "not_applicable"]);
  await office.getByRole("tab", { name: "Timeline" }).click();
  for (const words of [
    `${left.title.en}: answered “Done” without having seen “Not applicable (Nobody home)” of Dana`,
    `${left.title.en}: let “Not applicable” stand and gave up “Done”`,
    `${kept.title.en}: done, in place of “Not applicable”`,
  ]) {
    await expect(office.getByRole("listitem").filter({ hasText: words }).first()).toContainText("Theo");
  }
});

test("a refused act waits with its reason: tried again, exported, and discarded only by the typed word @phone", async ({ page, axe, problems }) => {
  problems.expect(/403/);
  await logIn(page, "theo@northline.example", "/field");
  const { job, phase } = await atWork(page, (phase) => phase.items.filter((item) => item.answer === "open").length > 1);
  const [first, second] = phase.items.filter((item) => item.answer === "open");
  const refuse = (route) => route.fulfill({ status: 403, contentType: "application/json", body: JSON.stringify({ message: "No", code: 403, data: { Forbidden: { missing: "jobs.work" } } }) });
  await page.route("**/intents", refuse);
  // leaving the page while the act is under way would cut the refusal off, not the act
  const tick = async (item) => {
    await page.goto(`/field/jobs/${job.id}/phases/${phase.id}`);
    const refused = page.waitForResponse("**/intents");
    await page.getByTestId(`item-${item.key}`).getByRole("button").first().click();
    await (await refused).finished();
  };
  await tick(first);
  await page.goto("/field/sync");
  await expect(page.getByTestId("light")).toHaveAttribute("data-state", "attention");
  const row = page.getByTestId("waiting").getByRole("listitem").first();
  await expect(row).toContainText("Refused");
  await wholly(page, axe, "sync centre, refused");
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export" }).click();
  expect((await download).suggestedFilename()).toMatch(/^tailboard-.*\.json$/);
  await page.unroute("**/intents", refuse);
  await row.getByRole("button", { name: "Retry", exact: true }).click();
  await expect(page.getByTestId("light")).toHaveAttribute("data-state", "safe");
  // what was taken leaves the disk a moment later; were it sent again, this server that refuses all would not know it
  await expect.poll(async () => (await unsent(page)).length).toBe(0);

  await page.route("**/intents", refuse);
  await tick(second);
  await page.goto("/field/sync");
  await expect(row).toContainText("Refused");
  await row.getByRole("button", { name: "Discard…" }).click();
  const gone = row.getByRole("button", { name: "Delete for good" });
  await expect(gone).toBeDisabled();
  await row.getByLabel(/Type DISCARD/).fill("DISCARD");
  await gone.click();
  await expect(page.getByTestId("light")).toHaveAttribute("data-state", "safe");
  const fresh = (await workingSet(page)).jobs.find((one) => one.id === job.id).phases.find((one) => one.id === phase.id);
  expect(fresh.items.find((item) => item.id === first.id).answer).toBe("done");
  expect(fresh.items.find((item) => item.id === second.id).answer).toBe("open");
});

test("a new version waits until nothing is pending @phone", async ({ page, server, problems }) => {
  problems.expect(/Failed to load resource|Failed to fetch|aborted|ERR_FAILED/i);
  const { cp, mkdtemp, readFile, rm, writeFile } = await import("node:fs/promises");
  const { tmpdir } = await import("node:os");
  const { join, resolve } = await import("node:path");
  const before = process.env.TAILBOARD_DIST;
  const dist = await mkdtemp(join(tmpdir(), "tailboard-dist-"));
  try {
    await cp(before ?? resolve(import.meta.dirname, "../../dist"), dist, { recursive: true });
    await server.stop();
    process.env.TAILBOARD_DIST = dist;
    await server.start();
    await logIn(page, "theo@northline.example", "/field");
    await startsOffline(page);
    const { job, phase } = await atWork(page, (phase) => phase.items.some((item) => item.answer === "open"));
    const item = phase.items.find((item) => item.answer === "open");
    const hold = (route) => route.abort();
    await page.route("**/intents", hold);
    await page.goto(`/field/jobs/${job.id}/phases/${phase.id}`);
    await page.getByTestId(`item-${item.key}`).getByRole("button").first().click();
    await page.goto("/field/sync");
    await expect(page.getByTestId("waiting")).toBeVisible();

    // the release: the same files under another worker
    const worker = join(dist, "sw.js");
    await writeFile(worker, (await readFile(worker, "utf8")).replace(/const BUILD = "[^"]*"/, 'const BUILD = "the-next-one"'));
    await Promise.all([".br", ".gz"].map((end) => rm(worker + end, { force: true })));
    await page.evaluate(async () => (await navigator.serviceWorker.getRegistration("/field")).update());
    const update = page.getByRole("button", { name: "Update now" });
    await expect(page.getByText("A new version is ready. It installs when nothing is waiting.")).toBeVisible();
    await expect(update.first()).toBeDisabled();

    await page.unroute("**/intents", hold);
    await page.getByTestId("retry-all").click();
    await expect(page.getByTestId("light")).toHaveAttribute("data-state", "safe");
    await expect(update.first()).toBeEnabled();
    const reloaded = page.waitForEvent("load");
    await update.first().click();
    await reloaded;
    await expect(page.getByTestId("light")).toHaveAttribute("data-state", "safe");
    const build = await page.evaluate(
      () =>
        new Promise((told) => {
          navigator.serviceWorker.addEventListener("message", (event) => event.data?.type === "build" && told(event.data.build));
          navigator.serviceWorker.startMessages();
          navigator.serviceWorker.controller.postMessage({ type: "build" });
        }),
    );
    expect(build).toBe("the-next-one");
  } finally {
    if (before === undefined) delete process.env.TAILBOARD_DIST;
    else process.env.TAILBOARD_DIST = before;
    await server.stop();
    await server.start();
    await rm(dist, { recursive: true, force: true });
  }
});

test("the place is recorded unless the driver leaves it out; languages and themes are kept @phone", async ({ page, axe }) => {
  await logIn(page, "theo@northline.example", "/field");
  const { job, phase } = await atWork(page, (phase) => phase.items.filter((item) => item.answer === "open").length > 1);
  const [first, second] = phase.items.filter((item) => item.answer === "open");
  const answer = async (item) => {
    await page.goto(`/field/jobs/${job.id}/phases/${phase.id}`);
    const sent = page.waitForRequest((request) => request.url().endsWith("/intents") && request.method() === "POST");
    await page.getByTestId(`item-${item.key}`).getByRole("button").first().click();
    return (await sent).postDataJSON().gps;
  };
  await page.goto("/field/more");
  await wholly(page, axe, "more");
  await page.getByRole("radio", { name: "Leave it out" }).check();
  expect(await answer(first)).toBeNull();
  await page.goto("/field/more");
  await expect(page.getByRole("radio", { name: "Leave it out" })).toBeChecked();
  await page.getByRole("radio", { name: "Record it" }).check();
  await expect(async () => expect(await answer(second)).toMatchObject({ latitude: 45.4215 })).toPass({ timeout: 15_000 });

  await page.goto("/field/more");
  await page.getByRole("radio", { name: "Sun" }).check();
  await page.getByRole("radio", { name: "Français" }).check();
  await expect(page.getByRole("heading", { name: "Plus", level: 1 })).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "sun");
  await wholly(page, axe, "more, in French under the sun");
  await page.getByRole("radio", { name: "English" }).check();
  await expect(page.getByRole("heading", { name: "More", level: 1 })).toBeVisible();
});
