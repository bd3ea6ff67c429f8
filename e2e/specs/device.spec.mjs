// Devices that are not as they should be: full, or with a clock that is wrong.
import { expect, test } from "../support/test.mjs";
import { answered, atWork, goesOffline, logIn, photos, safe, startsOffline, workingSet } from "../support/steps.mjs";
import { mayGetFull, wrongClock } from "../support/device.mjs";

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

for (const minutes of [60, -60]) {
  test(`a clock that is ${Math.abs(minutes)} minutes ${minutes > 0 ? "ahead" : "behind"} does not change when work was done @phone`, async ({ page, context, server, problems }) => {
    problems.expect(/Failed to load resource/);
    await wrongClock(context, minutes);
    await logIn(page, "theo@northline.example", "/field");
    const { job, phase } = await atWork(page, (phase) => phase.items.filter((item) => item.answer === "open").length > 0);
    const item = phase.items.find((item) => item.answer === "open");
    await page.goto(`/field/jobs/${job.id}/phases/${phase.id}`);
    await startsOffline(page);
    await expect(page.getByTestId(`item-${item.key}`)).toBeVisible();
    await goesOffline(page, server);
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
