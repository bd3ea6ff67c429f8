// The office's part of the story without a pointer: log in, take a lead, move it, quote it, send the quote.
import { expect, test } from "../support/test.mjs";
import { PASSWORD, ahead, card } from "../support/steps.mjs";
import { command, press, reach, watchPointer, write } from "../support/keys.mjs";

test.use({ demo: true });

const NAME = "Keziah Boardman";

test("an agent takes a lead, moves it, quotes it and sends the quote by keyboard alone", async ({ page, axe }) => {
  const pointers = await watchPointer(page);
  await test.step("logs in", async () => {
    await page.goto("/login");
    await write(page, page.getByLabel("E-mail"), "priya@northline.example");
    await write(page, page.getByLabel(/^Password/), PASSWORD);
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/\/app/);
  });

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
    const [day, time] = ahead(20).split("T");
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
  });

  expect(await pointers()).toEqual([]);
});
