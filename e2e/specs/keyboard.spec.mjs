// The story without a pointer: an agent takes a lead, moves it, quotes it and sends the quote; the customer accepts it,
// the dispatcher gives the job to a driver, who ticks, photographs and signs; the customer and the office follow.
import { expect, test } from "../support/test.mjs";
import { ahead, card, photos, workingSet } from "../support/steps.mjs";
import { command, enter, press, reach, tick, watchPointer, write } from "../support/keys.mjs";

test.use({ demo: true });

const NAME = "Keziah Boardman";

test("a lead becomes a job that is carried out by keyboard alone", async ({ page, axe, person, mailbox, problems }) => {
  test.setTimeout(180_000);
  // a colleague who is busy at that time is asked about
  problems.expect(/409/);
  let link, job;
  const pointers = await test.step("an agent logs in", () => enter(page, "priya@northline.example"));

  await test.step("skips the navigation, opens the list of keys, and goes by the palette", async () => {
    await expect(page.getByRole("main")).toBeVisible();
    await press(page, page.getByRole("link", { name: "Skip to content" }));
    await expect(page.getByRole("main")).toBeFocused();
    await page.keyboard.press("?");
    await expect(page.getByRole("dialog", { name: "Keyboard shortcuts" })).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog", { name: "Keyboard shortcuts" })).toBeHidden();
    await command(page, "pipeline", "Pipeline");
    await expect(page).toHaveURL(/\/app\/pipeline/);
    await expect(page.getByRole("heading", { level: 1, name: "Pipeline" })).toBeVisible();
  });

  await test.step("enters a lead", async () => {
    await press(page, page.getByTestId("new-lead"));
    const dialog = page.getByRole("dialog", { name: "New lead" });
    await expect(dialog.getByLabel("Name")).toBeFocused();
    await page.keyboard.type(NAME);
    await write(page, dialog.getByLabel("E-mail"), "keziah@boardman.example");
    const service = dialog.getByLabel("Service");
    await reach(page, service);
    await page.keyboard.type("Mov");
    await expect(service).toHaveValue("moving");
    await write(page, dialog.getByLabel("From"), "12 Water St, Vancouver, BC");
    await write(page, dialog.getByLabel(/^To\b/), "88 Hastings St, Burnaby, BC");
    await page.keyboard.press("Enter");
    await expect(dialog).toBeHidden();
    await expect(card(page, "New", NAME)).toBeVisible();
  });

  await test.step("moves the card there, back by undo, and there again; the focus goes along", async () => {
    await page.keyboard.press("/");
    await expect(page.getByLabel("Filter board")).toBeFocused();
    await page.keyboard.type(NAME);
    await expect(page.getByRole("article")).toHaveCount(1);
    await reach(page, card(page, "New", NAME));
    // none of the three waits for an answer to the one before it
    await page.keyboard.press("Shift+ArrowRight");
    await expect(card(page, "Contacted", NAME)).toBeFocused();
    await page.keyboard.press("Control+z");
    await expect(card(page, "New", NAME)).toBeFocused();
    await page.keyboard.press("Shift+ArrowRight");
    await expect(card(page, "Contacted", NAME)).toBeFocused();
    await press(page, card(page, "Contacted", NAME).getByRole("link", { name: NAME }));
    await expect(page.getByRole("heading", { level: 1, name: NAME })).toBeVisible();
    await axe(page, "the lead");
  });

  await test.step("makes a quote, adds a stop, a day and a truck", async () => {
    await press(page, page.getByTestId("make-quote"));
    await expect(page).toHaveURL(/\/app\/quotes\/.+/);
    const stops = page.getByTestId("stop");
    await expect(stops).toHaveCount(2);
    await press(page, page.getByTestId("add-stop"));
    await expect(stops).toHaveCount(3);
    await expect(stops.last().getByLabel("Address")).toBeFocused();
    await page.keyboard.type("7 Main St, Richmond, BC");
    const arrival = stops.first().getByLabel("Fixed arrival");
    await reach(page, arrival, { key: "Shift+Tab" });
    // from behind one comes to the last part of a moment: on to its first
    while (await arrival.evaluate((element) => element === document.activeElement)) await page.keyboard.press("Shift+Tab");
    await page.keyboard.press("Tab");
    const [day, time] = ahead(2).split("T");
    const [year, month, date] = day.split("-");
    await page.keyboard.type(`${month}${date}${year}`);
    await page.keyboard.press("Tab");
    await page.keyboard.type(`${time.replace(":", "")}A`);
    await expect(arrival).toHaveValue(`${day}T${time}`);
    const trucks = page.getByRole("spinbutton", { name: "Number of 20 ft truck" });
    await reach(page, trucks);
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Tab");
    await expect(page.getByTestId("sum-total")).not.toHaveText("$0.00");
    await expect(page.getByTestId("saved")).toHaveText("Saved");
  });

  await test.step("sends it", async () => {
    await press(page, page.getByTestId("send-quote"), { key: "Shift+Tab" });
    await press(page, page.getByTestId("send-now"));
    await reach(page, page.getByTestId("quote-link"));
    await page.keyboard.press("Escape");
    await expect(page.getByTestId("send-dialog")).toBeHidden();
    link = mailbox.link(await mailbox.wait("keziah@boardman.example", /quote/i), "/q/");
  });

  const customer = await person();
  const byCustomer = await watchPointer(customer);
  await test.step("the customer reads the quote, types the name and accepts", async () => {
    await customer.goto(link);
    await expect(customer.locator("#total")).toBeVisible();
    await tick(customer, customer.getByLabel(/I, .*accept quote/));
    await press(customer, customer.getByRole("button", { name: /^Accept for/ }));
    await expect(customer.getByRole("heading", { name: "Accepted, thank you" })).toBeVisible();
    const open = page.getByRole("link", { name: "Open job" }).first();
    await expect(open).toHaveAttribute("href", /\/app\/jobs\/.+/);
    job = (await open.getAttribute("href")).split("/").pop();
  });

  const office = await person();
  const byOffice = await test.step("the dispatcher gives the job to a driver", async () => {
    const pointers = await enter(office, "dana@northline.example", `/app/jobs/${job}`);
    await press(office, office.getByTestId("assign"));
    const dialog = office.getByRole("dialog");
    await tick(office, dialog.getByLabel(/^Theo/).first());
    await press(office, office.getByTestId("save-crew"));
    // on some days the driver is on another job then: it takes a reason
    const both = dialog.getByLabel("Why they are needed on both");
    await expect.poll(async () => (await dialog.isHidden()) || (await both.isVisible())).toBe(true);
    if (await both.isVisible()) {
      await write(office, both, "A short one between two others");
      await press(office, office.getByTestId("save-crew"));
    }
    await expect(dialog).toBeHidden();
    return pointers;
  });

  const driver = await person();
  const byDriver = await test.step("the driver works through a phase: items, a photo", async () => {
    const pointers = await enter(driver, "theo@northline.example", "/field");
    await expect(driver.getByRole("heading", { level: 1 })).toBeVisible();
    const phase = async () => (await workingSet(driver)).jobs.find((one) => one.id === job)?.phases.find((one) => one.key === "morning_prep");
    await expect.poll(phase).toBeTruthy();
    const prep = await phase();
    await driver.goto(`/field/jobs/${job}/phases/${prep.id}`);
    await press(driver, driver.getByTestId("start-phase"));
    for (const item of prep.items) {
      const row = driver.getByTestId(`item-${item.key}`);
      await press(driver, row.getByRole("button").first());
      await expect(row).toHaveAttribute("data-state", "done");
    }
    for (const slot of prep.requirements) {
      await press(driver, driver.getByTestId(`slot-${slot.key}`), { key: "Shift+Tab" });
      const asked = driver.waitForEvent("filechooser");
      await press(driver, driver.getByTestId("choose-photos"));
      await (await asked).setFiles(await photos(driver, slot.min_count, 1600, 1200));
      await expect(driver.getByTestId("photo")).toHaveCount(slot.min_count);
      await driver.keyboard.press("Alt+ArrowLeft");
      await driver.goto(`/field/jobs/${job}/phases/${prep.id}`);
    }
    await axe(driver, "a phase that is done");
    await press(driver, driver.getByTestId("complete-phase"));
    await expect(driver.getByTestId("phase-complete")).toBeVisible();
    return pointers;
  });

  const byPortal = await test.step("the customer follows in the portal, the office in the timeline", async () => {
    const mail = await mailbox.wait("keziah@boardman.example", /booking|portal|booked|move/i);
    await customer.goto(mailbox.link(mail, "/portal/enter/"));
    const pointers = await watchPointer(customer);
    await press(customer, customer.getByRole("button").first());
    await expect(customer).toHaveURL(new RegExp(`/portal/jobs/${job}`));
    await expect(customer.getByTestId("stages").locator("li[data-state=done]").first()).toBeVisible();
    await reach(office, office.getByRole("tab", { selected: true }));
    for (let moved = 0; moved < 6 && !(await office.getByRole("tab", { name: "Timeline", selected: true }).count()); moved += 1) {
      await office.keyboard.press("ArrowRight");
      await office.keyboard.press("Enter");
    }
    await expect(office.getByRole("listitem").filter({ hasText: "Completed and sealed Morning prep" }).first()).toContainText("Theo");
    return pointers;
  });

  for (const used of [pointers, byCustomer, byOffice, byDriver, byPortal]) expect(await used()).toEqual([]);
});
