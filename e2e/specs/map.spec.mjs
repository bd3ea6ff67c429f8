// The route of a quote: addresses completed while they are typed, a map of our own that follows the stops, windows that
// move the times, and the same map for a customer without scripts.
import { expect, test } from "../support/test.mjs";
import { register } from "../support/steps.mjs";

/** The wall-clock time `days` ahead, as a date field takes it. */
function ahead(days, time = "09:00") {
  return `${new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)}T${time}`;
}

/** Types the begin of an address into the stop that was added last, and chooses what it is completed to. */
async function choose(page, typed, completed, by = "keyboard") {
  await page.getByTestId("add-stop").click();
  const stop = page.getByTestId("stop").last();
  const field = stop.getByRole("combobox", { name: "Address" });
  await field.fill(typed);
  const option = stop.getByRole("option", { name: completed });
  await expect(option).toBeVisible();
  await expect(field).toHaveAttribute("aria-expanded", "true");
  if (by === "keyboard") {
    await field.press("ArrowDown");
    await expect(option).toHaveAttribute("aria-selected", "true");
    await field.press("Enter");
  } else {
    await option.click();
  }
  await expect(field).toHaveValue(completed);
  await expect(option).toBeHidden();
}

test("addresses are completed, the map follows the stops, and the customer sees it without a script", async ({ page, browser, mailbox, axe, baseURL }) => {
  await register(page, mailbox, { company: "Map Coaches", name: "Olive Owner", email: `map-${Date.now()}@map.example` });
  await page.goto("/app/quotes");
  await page.getByTestId("new-quote").first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill("Maya Lindqvist");
  await dialog.getByLabel("E-mail").fill("maya@customer.example");
  await dialog.getByRole("button", { name: "Create quote" }).click();
  await expect(page).toHaveURL(/\/app\/quotes\/.+/);

  await expect(page.getByTestId("map")).toHaveCount(0);
  await choose(page, "750 Burrard St, Vancou", "750 Burrard St, Vancouver, BC");
  const map = page.getByTestId("map");
  await expect(map.getByRole("img", { name: "Map: 750 Burrard St, Vancouver, BC" })).toBeVisible();
  await choose(page, "12 Main St, Bellin", "12 Main St, Bellingham, WA", "pointer");
  await choose(page, "303 S Jackson St, Seat", "303 S Jackson St, Seattle, WA");
  await expect(map.getByRole("img", { name: "Map of the route: 3 stops, from 750 Burrard St, Vancouver, BC to 303 S Jackson St, Seattle, WA" })).toBeVisible();
  await expect(map.locator('[data-m="way"]')).toHaveCount(2);

  // on a desk it is small, with the price in sight, until somebody wants it large
  await page.setViewportSize({ width: 1440, height: 900 });
  const height = async () => (await map.locator(".w-map-plane svg").boundingBox()).height;
  expect(await height(), "small").toBeLessThan(240);
  await expect(page.getByTestId("price")).toBeInViewport();
  await map.getByRole("button", { name: "Enlarge the map" }).click();
  await expect.poll(height, "large").toBeGreaterThan(300);
  await map.getByRole("button", { name: "Make the map smaller" }).click();
  await expect.poll(height).toBeLessThan(240);

  // a stop that is pointed at stands out in both
  const stops = page.getByTestId("stop");
  await map.getByRole("button", { name: "Stop 2: 12 Main St, Bellingham, WA" }).click();
  await expect(stops.nth(1).getByRole("combobox", { name: "Address" })).toBeFocused();
  await expect(stops.nth(1)).toHaveAttribute("data-on", "true");
  await stops.nth(2).getByRole("combobox", { name: "Address" }).focus();
  await expect(map.getByRole("button", { name: /^Stop 3/ })).toHaveAttribute("aria-pressed", "true");
  await expect(map.getByRole("button", { name: /^Stop 2/ })).toHaveAttribute("aria-pressed", "false");

  // times flow, and another order makes another way
  await stops.first().getByLabel("Fixed arrival").fill(ahead(30));
  const last = stops.nth(2).locator(".qb-when b");
  await expect(last).toHaveText(/^\d\d:\d\d/);
  const before = await last.textContent();
  const way = map.locator('[data-m="way"]').first();
  const drawn = await way.getAttribute("d");
  await stops.nth(2).getByRole("combobox", { name: "Address" }).press("Alt+ArrowUp");
  await expect(map.getByRole("button", { name: "Stop 2: 303 S Jackson St, Seattle, WA" })).toBeVisible();
  await expect(way).not.toHaveAttribute("d", drawn);
  await expect(last).not.toHaveText(before);
  await stops.nth(1).getByRole("combobox", { name: "Address" }).press("Alt+ArrowDown");
  await expect(last).toHaveText(before);

  // whoever comes before the window waits, and everything after moves along
  await stops.nth(1).getByRole("button", { name: "More of stop 2" }).click();
  await stops.nth(1).getByLabel("Window from").fill("14:00");
  await expect(stops.nth(1).getByTestId("window")).toHaveText(/^window 14:00–15:00, waits /);
  await expect(last).not.toHaveText(before);
  await expect(page.getByTestId("saved")).toHaveText("Saved");
  await axe(page, "the builder with a map");
  await page.reload();
  await expect(stops.nth(1).getByTestId("window")).toHaveText(/^window 14:00–15:00/);
  await expect(map.locator('[data-m="way"]')).toHaveCount(2);

  // typed anew: nobody knows where it is, and the map says so
  await stops.nth(1).getByRole("combobox", { name: "Address" }).fill("A farm behind the mill");
  await expect(map).toContainText("Not on the map: Stop 2: A farm behind the mill");
  await expect(map.locator('[data-m="gap"]')).toHaveCount(1);
  await stops.nth(1).getByRole("combobox", { name: "Address" }).fill("12 Main St, Bellingham, WA");
  await expect(map.locator('[data-m="way"]')).toHaveCount(2);

  await page.getByTestId("add-line").click();
  await page.getByTestId("line").getByLabel("Name").fill("Two movers");
  await page.getByTestId("line").getByLabel("Unit price").fill("900");
  await expect(page.getByTestId("saved")).toHaveText("Saved");
  await page.getByTestId("send-quote").click();
  await page.getByTestId("send-now").click();
  const link = await page.getByTestId("quote-link").getAttribute("href");

  const phone = await browser.newContext({ baseURL, javaScriptEnabled: false, viewport: { width: 390, height: 844 }, locale: "en-CA" });
  const customer = await phone.newPage();
  await customer.goto(new URL(link).pathname);
  await expect(customer.getByRole("img", { name: /^Map of the route: 3 stops/ })).toBeVisible();
  await expect(customer.getByText("Between 14:00 and 15:00").or(customer.getByText("Between 2:00 p.m. and 3:00 p.m."))).toBeVisible();
  await customer.getByTestId("map").getByRole("link", { name: /^Stop 3/ }).click();
  await expect(customer).toHaveURL(/#stop-3$/);
  await customer.getByRole("link", { name: "Stop 2 on the map" }).click();
  await expect(customer).toHaveURL(/#map-2$/);
  await expect(customer.locator("#map-2")).toBeInViewport();
  const sideways = await customer.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(sideways, "no sideways scrolling").toBe(0);
  await phone.close();

  // the office reads it the same once it is sent
  await page.reload();
  await expect(page.getByTestId("map").getByRole("img", { name: /^Map of the route: 3 stops/ })).toBeVisible();
  await page.getByRole("button", { name: "Stop 3 on the map" }).click();
  await expect(page.getByTestId("map").getByRole("button", { name: /^Stop 3/ })).toHaveAttribute("aria-pressed", "true");
  await axe(page, "a sent offer with a map");
});
