// Devices as they are: the app installed on them; full, or with a clock that is wrong.
import { expect, test } from "../support/test.mjs";
import { answered, atWork, goesOffline, logIn, photos, safe, startsOffline, workingSet } from "../support/steps.mjs";
import { holdDisk, mayGetFull, unsent, wrongClock } from "../support/device.mjs";

test.use({ demo: true });

test("a device without room says so before anything is lost, and keeps what it has @phone", async ({ page, context, server, problems }) => {
  problems.expect(/Failed to load resource|AbortError/);
  await mayGetFull(context);
  await logIn(page, "theo@northline.example", "/field");
  const { job, phase } = await atWork(page, (phase) => phase.items.some((item) => item.answer === "open") && phase.requirements.some((slot) => slot.kind === "photo"));
  const slot = phase.requirements.find((slot) => slot.kind === "photo");
  const item = phase.items.find((item) => item.answer === "open");
  await page.goto(`/field/jobs/${job.id}/phases/${phase.id}`);
  await startsOffline(page);
  const taken = await photos(page, 3);
  await goesOffline(page, server);
  const row = page.getByTestId(`item-${item.key}`);
  await row.getByRole("button").first().click();
  await expect(row).toContainText("Saved on this device");

  await page.getByTestId(`slot-${slot.key}`).click();
  await expect(page.getByTestId("choose-photos")).toBeAttached();
  const before = await page.getByTestId("photo").count();
  await page.evaluate(() => (globalThis.full = true));
  await page.getByTestId("choose-photos").setInputFiles(taken);
  await expect(page.getByText("This device is full").first()).toBeVisible();
  await expect(page.getByText(/Nothing was lost/).first()).toBeVisible();
  // what could not be kept does not look kept
  await expect(page.getByTestId("photo")).toHaveCount(before);
  await expect(page.getByText("Saving", { exact: false })).toHaveCount(0);

  await page.goto(`/field/jobs/${job.id}/phases/${phase.id}`);
  await expect(row).toHaveAttribute("data-state", "done");
  await server.start();
  await safe(page);
  const fresh = (await workingSet(page)).jobs.find((one) => one.id === job.id).phases.find((one) => one.id === phase.id);
  expect(fresh.items.find((one) => one.id === item.id).answer).toBe("done");
});

test("nothing is called saved before the disk has it, and whoever leaves earlier is asked @phone", async ({ page, server, problems }) => {
  problems.expect(/Failed to load resource/);
  await logIn(page, "theo@northline.example", "/field");
  const { job, phase } = await atWork(page, (phase) => phase.items.some((item) => item.answer === "open"));
  const item = phase.items.find((item) => item.answer === "open");
  const path = `/field/jobs/${job.id}/phases/${phase.id}`;
  await page.goto(path);
  await startsOffline(page);
  const row = page.getByTestId(`item-${item.key}`);
  await expect(row).toBeVisible();
  await goesOffline(page, server);
  const letGo = await holdDisk(page);
  await row.getByRole("button").first().click();
  // painted at once, and told as it is
  await expect(row).toHaveAttribute("data-state", "done");
  await expect(row).toContainText("Saving on this device");
  const asked = [];
  page.on("dialog", (dialog) => (asked.push(dialog.type()), dialog.dismiss()));
  await page.evaluate(() => setTimeout(() => location.assign("/field/sync")));
  await expect.poll(() => asked).toEqual(["beforeunload"]);
  await expect(page).toHaveURL(path);
  await letGo();
  await expect(row).toContainText("Saved on this device");
  expect(await unsent(page)).toHaveLength(1);
  await page.goto("/field/sync");
  expect(asked, "nobody is asked when all is kept").toHaveLength(1);
  await server.start();
  await safe(page);
});

test("a hundred quick acts are on the disk a moment later, though the page is left at once @phone", async ({ page, server, problems }) => {
  problems.expect(/Failed to load resource/);
  await logIn(page, "theo@northline.example", "/field");
  const { job, phase } = await atWork(page, (phase) => phase.items.filter((item) => item.answer === "open").length > 1);
  const items = phase.items.filter((item) => item.answer === "open");
  await page.goto(`/field/jobs/${job.id}/phases/${phase.id}`);
  await startsOffline(page);
  await expect(page.getByTestId(`item-${items[0].key}`)).toBeVisible();
  await goesOffline(page, server);
  // a touch by a person, without which browsers ask nobody
  await page.getByTestId(`item-${items[0].key}`).getByRole("button").first().click();
  // who is asked stays, and tries to leave again
  page.on("dialog", (dialog) => dialog.dismiss());
  await page.evaluate(async (keys) => {
    for (let act = 0; act < 99; act += 1) {
      document.querySelector(`[data-testid="item-${keys[act % keys.length]}"] button`).click();
      // the app paints between two acts, as it does between those of a person
      if (act % 3 === 2) await new Promise((painted) => requestAnimationFrame(() => setTimeout(painted)));
    }
  }, items.map((item) => item.key));
  await expect(async () => {
    await page.evaluate(() => setTimeout(() => location.assign("/field/sync")));
    await expect(page).toHaveURL("/field/sync", { timeout: 1000 });
  }).toPass();
  await expect(page.getByTestId("light")).toContainText("100");
  expect(await unsent(page)).toHaveLength(100);
  await server.start();
  await safe(page);
});

for (const minutes of [60, -60]) {
  test(`a clock that is ${Math.abs(minutes)} minutes ${minutes > 0 ? "ahead" : "behind"} is told, and does not change when work was done @phone`, async ({ page, context, server, problems }) => {
    problems.expect(/Failed to load resource/);
    await wrongClock(context, minutes);
    await logIn(page, "theo@northline.example", "/field");
    const { job, phase } = await atWork(page, (phase) => phase.items.filter((item) => item.answer === "open").length > 0);
    const item = phase.items.find((item) => item.answer === "open");
    await page.goto(`/field/jobs/${job.id}/phases/${phase.id}`);
    await startsOffline(page);
    await expect(page.getByTestId(`item-${item.key}`)).toBeVisible();
    await goesOffline(page, server);
    // a start without a network knows how wrong it is
    await page.reload();
    const banner = page.getByText(`This device's clock is 1 h ${minutes > 0 ? "ahead" : "behind"}. Times are recorded by the server's clock.`);
    await expect(banner).toBeVisible();
    await page.getByRole("button", { name: "Got it" }).click();
    await expect(banner).toHaveCount(0);
    const at = Date.now();
    await page.getByTestId(`item-${item.key}`).getByRole("button").first().click();
    await expect(page.getByTestId(`item-${item.key}`)).toContainText("Saved on this device");
    await server.start();
    await safe(page);
    const fresh = (await answered(await page.request.get(`/api/v1/jobs/${job.id}`))).phases.find((one) => one.id === phase.id);
    const told = Date.parse(fresh.items.find((one) => one.id === item.id).answered_at);
    expect(Math.abs(told - at), "minutes off").toBeLessThan(60_000);
  });
}

/** What makes a client installable, as a browser reads it: the manifest of its first page, and pictures as claimed and as they are. */
function installable(page, start) {
  return page.evaluate(async (start) => {
    const html = new DOMParser().parseFromString(await (await fetch(start)).text(), "text/html");
    const answer = await fetch(html.querySelector("link[rel=manifest]").getAttribute("href"));
    const manifest = await answer.json();
    const drawn = async (path) => {
      const file = await (await fetch(path)).blob();
      const { width, height } = await createImageBitmap(file);
      return `${file.type} ${width}x${height}`;
    };
    const touch = html.querySelector("link[rel=apple-touch-icon]");
    const icons = [...manifest.icons, { src: touch.getAttribute("href"), sizes: touch.getAttribute("sizes"), type: "image/png", purpose: "touch" }];
    const claimed = icons.map(({ purpose, type, sizes }) => `${purpose} ${type} ${sizes}`);
    const found = await Promise.all(icons.map(async ({ purpose, src }) => `${purpose} ${await drawn(src)}`));
    return { type: answer.headers.get("content-type"), manifest, claimed, found };
  }, start);
}

test("each client can be installed, and the crew's starts without the server @phone", async ({ page, server, problems }) => {
  problems.expect(/Failed to load resource/);
  await logIn(page, "theo@northline.example", "/field");
  for (const start of ["/field", "/app", "/portal"]) {
    const { type, manifest, claimed, found } = await installable(page, start);
    expect(type, start).toMatch(/^application\/manifest\+json/);
    expect(manifest).toMatchObject({ id: start, start_url: start, scope: start, display: "standalone", lang: "en-CA" });
    expect(manifest.name, start).toMatch(/^Tailboard/);
    expect(manifest.short_name.length, "fits below an icon").toBeLessThanOrEqual(12);
    expect(found, `icons of ${start}`).toEqual(claimed);
    expect(claimed).toEqual(expect.arrayContaining(["any image/png 192x192", "any image/png 512x512", "maskable image/png 512x512", "touch image/png 180x180"]));
  }
  const browser = await page.context().newCDPSession(page);
  expect((await browser.send("Page.getAppManifest")).errors, "what the browser says of the manifest").toEqual([]);
  await startsOffline(page);
  const worker = await page.evaluate(async () => [navigator.serviceWorker.controller.scriptURL, (await navigator.serviceWorker.ready).scope].map((url) => url.slice(location.origin.length)));
  expect(worker).toEqual(["/sw.js?app=field", "/field"]);
  await goesOffline(page, server);
  // the address an icon on the home screen opens
  await page.goto("/field");
  await expect(page.getByTestId("next-stop")).toBeVisible();
  await expect(page.getByTestId("sync-pill")).toContainText("Offline");
});
