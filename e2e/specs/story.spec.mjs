// The story of the product in one go: an organization registers, sells a move, and its crew carries it out; office,
// driver and customer each look at their own screen, and nobody reloads to see what another did.
import { expect, test } from "../support/test.mjs";
import {
  OFFICE, ahead, answered, card, fillSlot, formOf, goesOffline, inquire, invite, join, mostAtOnce, photos, register, sign, startsOffline, tickAll, workingSet,
} from "../support/steps.mjs";

const CUSTOMER = { name: "Adaeze Okafor", email: "adaeze@okafor.example", from: "88 Kingsway, Vancouver, BC", to: "1200 Douglas St, Victoria, BC" };
const PHASES = ["Journey creation", "Morning prep", "Pickup operations", "Transport", "Delivery", "Completion"];

/** The office's view of a job, from the server. */
const shown = async (page, job) => answered(await page.request.get(`/api/v1/jobs/${job}`));

// beside others, as most installations are; and the servers of the journeys before it serve it too
test.use({ demo: true });

test("an organization sells a move and carries it out, from registration to the sealed phase @everysize", async ({ page: owner, server, mailbox, person, axe, problems }, info) => {
  test.setTimeout(300_000);
  // the office's and the customer's pages stay open while the server is away
  problems.expect(/Failed to load resource/);
  const at = `${info.project.name}.story.example`;
  const [dispatcher, driver, visitor, customer] = [await person(), await person(), await person(), await person({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } })];
  let form, lead, quote, total, job;

  await test.step("1. an owner registers with both packs and invites a dispatcher and a driver, who join by mail", async () => {
    await register(owner, mailbox, { company: `Fernhill Movers ${info.project.name}`, name: "Olive Ostrom", email: `olive@${at}` });
    form = await formOf(owner);
    const promo = { code: "FERN10", discount: { percent_bp: 1000 }, minimum_cents: 0, service_line: null, starts_on: null, ends_on: null, max_uses: 5 };
    await answered(await owner.request.post("/api/v1/promos", { headers: OFFICE, data: promo }));
    await invite(owner, `dana@${at}`, "Dispatcher");
    await invite(owner, `theo@${at}`, "Driver");
    await join(dispatcher, mailbox, `dana@${at}`, "Dana Desai");
    await expect(dispatcher).toHaveURL(/\/app/);
    await join(driver, mailbox, `theo@${at}`, "Theo Tran");
    await expect(driver).toHaveURL(/\/field/);
  });

  await test.step("2. a lead of the public form appears on a colleague's open board, moves there, and its journey goes on", async () => {
    await dispatcher.goto("/app/pipeline");
    await expect(dispatcher.getByRole("region", { name: "New", exact: true })).toBeAttached();
    await inquire(visitor, form, CUSTOMER);
    await expect(card(dispatcher, "New", CUSTOMER.name)).toBeAttached();
    await owner.goto("/app/pipeline");
    await card(owner, "New", CUSTOMER.name).getByRole("button", { name: `Move ${CUSTOMER.name} to…` }).click();
    await owner.getByRole("menuitem", { name: /^Contacted/ }).click();
    await expect(card(dispatcher, "Contacted", CUSTOMER.name)).toBeAttached();
    await card(owner, "Contacted", CUSTOMER.name).getByRole("link", { name: CUSTOMER.name }).click();
    await expect(owner.getByRole("heading", { level: 1, name: CUSTOMER.name })).toBeVisible();
    lead = new URL(owner.url()).pathname;
    await expect(journey(owner)).toContainText("Quote");
  });

  await test.step("3. the lead becomes a quote whose total is the server's to the cent; it is sent", async () => {
    await owner.getByTestId("make-quote").click();
    await expect(owner).toHaveURL(/\/app\/quotes\/.+/);
    quote = new URL(owner.url()).pathname.split("/").pop();
    const stops = owner.getByTestId("stop");
    await expect(stops).toHaveCount(2);
    await expect(stops.first().getByLabel("Address")).toHaveValue(CUSTOMER.from);
    await owner.getByTestId("add-stop").click();
    await stops.nth(2).getByLabel("Address").fill("610 Cook St, Victoria, BC");
    await stops.first().getByLabel("Fixed arrival").fill(ahead(2));
    await stops.first().getByLabel("Fixed arrival").blur();
    await count(owner, "Number of 20 ft truck", 1);
    await count(owner, "Crew", 3);
    const sum = owner.getByTestId("sum-total");
    const without = await sum.textContent();
    await owner.locator(".qb-row", { hasText: "Floor and door protection" }).getByLabel("Included").check();
    await expect(sum).not.toHaveText(without);
    const more = await sum.textContent();
    await owner.getByTestId("add-line").click();
    await owner.getByTestId("line").getByLabel("Name").fill("Ferry crossing");
    await owner.getByTestId("line").getByLabel("Unit price").fill("118.75");
    await expect(sum).not.toHaveText(more);
    const full = await sum.textContent();
    await owner.getByRole("textbox", { name: "Promo code" }).fill("fern10");
    await owner.getByTestId("apply-promo").click();
    await expect(owner.getByText("FERN10 is reserved for this quote")).toBeVisible();
    await expect(owner.getByTestId("saved")).toHaveText("Saved");
    await expect(sum).not.toHaveText(full);
    total = await sum.textContent();
    const kept = await answered(await owner.request.get(`/api/v1/quotes/${quote}`));
    expect(dollars(kept.priced.total_cents)).toBe(total);
    await axe(owner, "the quote");
    await owner.getByTestId("send-quote").click();
    await owner.getByTestId("send-now").click();
    await expect(owner.getByTestId("quote-link")).toBeVisible();
  });

  await test.step("4. the customer reads, signs and accepts on a phone without scripts; the job is there with six phases", async () => {
    const mail = await mailbox.wait(CUSTOMER.email, /quote/i);
    await customer.goto(mailbox.link(mail, "/q/"));
    await expect(customer.locator("#total")).toHaveText(total);
    await expect(customer.getByText("610 Cook St, Victoria, BC")).toBeVisible();
    await expect(customer.getByText("Ferry crossing")).toBeVisible();
    await expect(customer.getByText("FERN10").first()).toBeVisible();
    await customer.getByLabel(/I, .*accept quote/).check();
    await customer.getByRole("button", { name: /^Accept for/ }).click();
    await expect(customer.getByRole("heading", { name: "Accepted, thank you" })).toBeVisible();
    // the office's open page hears of it
    await expect(owner.getByRole("link", { name: "Open job" }).first()).toHaveAttribute("href", /\/app\/jobs\/.+/);
    job = (await owner.getByRole("link", { name: "Open job" }).first().getAttribute("href")).split("/").pop();
    const made = await shown(owner, job);
    expect(made.phases).toHaveLength(6);
    expect(made.status).toBe("booked");
    await owner.goto(lead);
    await expect(journey(owner)).toContainText("Job");
  });

  const office = dispatcher;
  await test.step("5a. the dispatcher assigns the driver, and the office's own phase is done by that", async () => {
    await office.goto(`/app/jobs/${job}`);
    await office.getByTestId("assign").click();
    await office.getByRole("dialog").getByLabel("Theo Tran").check();
    await office.getByTestId("save-crew").click();
    await expect(office.getByRole("dialog")).toBeHidden();
    await expect(station(office, "Creation")).toHaveAttribute("data-state", "complete");
    await axe(office, "the job");
  });

  const [portal] = [await person()];
  await test.step("5b. the customer follows in the portal; the driver's installed app has the job", async () => {
    const mail = await mailbox.wait(CUSTOMER.email, /booking|portal|booked|move/i);
    await portal.goto(mailbox.link(mail, "/portal/enter/"));
    await portal.getByRole("button").click();
    await portal.goto(`/portal/jobs/${job}`);
    await expect(portal.getByTestId("stages")).toBeVisible();
    await axe(portal, "the booking");
    await driver.goto("/field");
    await startsOffline(driver);
    await expect(driver.getByTestId("current-phase")).toContainText("Morning prep");
  });

  const phase = async (key) => (await workingSet(driver)).jobs.find((one) => one.id === job).phases.find((one) => one.key === key);
  await test.step("5c. morning prep is done with the network there; office and customer see it live", async () => {
    const prep = await phase("morning_prep");
    await driver.goto(`/field/jobs/${job}/phases/${prep.id}`);
    await driver.getByTestId("start-phase").click();
    await expect(driver.getByTestId("complete-phase")).toBeVisible();
    await expect(station(office, "Morning prep")).toHaveAttribute("data-state", "active");
    await fillSlot(driver, prep.requirements[0], await photos(driver, 1, 1600, 1200));
    await tickAll(driver, prep);
    await driver.getByTestId("complete-phase").click();
    await expect(driver.getByTestId("phase-complete")).toBeVisible();
    await expect(station(office, "Morning prep")).toHaveAttribute("data-state", "complete");
    await expect(step(portal, "Getting ready")).toHaveAttribute("data-state", "done");
    await expect(portal.getByTestId("photos").getByRole("img")).toHaveCount(1);
  });

  let pickup;
  await test.step("5d. the server goes away: items, five photos in one go, a reload, a signature; nothing is lost", async () => {
    pickup = await phase("pickup");
    const path = `/field/jobs/${job}/phases/${pickup.id}`;
    const slot = (key) => pickup.requirements.find((one) => one.key === key);
    const taken = await photos(driver, 5);
    await driver.goto(path);
    await driver.getByTestId("start-phase").click();
    await expect(station(office, "Pickup")).toHaveAttribute("data-state", "active");
    await goesOffline(driver, server);
    await tickAll(driver, pickup);
    await expect(driver.getByTestId(`item-${pickup.items[0].key}`)).toContainText("Saved on this device");
    await fillSlot(driver, slot("inventory"), taken);
    await driver.reload();
    await expect(driver.getByTestId("sync-pill")).toContainText("Offline");
    await expect(driver.getByTestId("slot-inventory")).toHaveAttribute("data-state", "done");
    await fillSlot(driver, slot("arrival"), taken.slice(0, 1));
    await expect(driver.getByTestId("complete-phase")).toContainText(/left|×/);
    await fillSlot(driver, slot("loading"), taken.slice(1, 2));
    await sign(driver, slot("customer_signature"), CUSTOMER.name);
    await driver.getByTestId("complete-phase").click();
    await expect(driver.getByTestId("phase-waiting")).toContainText(/Completes once 8 files are up/);
    await driver.goto("/field/sync");
    await expect(driver.getByTestId("light")).toHaveAttribute("data-state", "keep");
  });

  await test.step("5e. the server is back: everything goes up, at most three at a time, and the phase completes by itself", async () => {
    const most = mostAtOnce(driver.context());
    await server.start();
    await expect(driver.getByTestId("light")).toHaveAttribute("data-state", "safe", { timeout: 90_000 });
    expect(most()).toBeGreaterThan(0);
    expect(most()).toBeLessThanOrEqual(3);
    const sealed = await phase("pickup");
    expect(sealed.status).toBe("complete");
    expect(sealed.seal).toMatch(/^[0-9a-f]{64}$/);
  });

  await test.step("6. the office's and the customer's open pages show it without a reload", async () => {
    await expect(station(office, "Pickup")).toHaveAttribute("data-state", "complete", { timeout: 30_000 });
    await expect(step(portal, "Loading")).toHaveAttribute("data-state", "done", { timeout: 30_000 });
    await expect(portal.getByTestId("photos").getByRole("img")).toHaveCount(8);
    await expect(portal.getByTestId("photos").getByRole("img").last()).toHaveJSProperty("complete", true);
  });

  await test.step("7. timeline and audit say who, when, from which device, on whose behalf", async () => {
    await office.getByRole("tab", { name: "Timeline" }).click();
    const entry = (words) => office.getByRole("listitem").filter({ hasText: words }).first();
    await expect(entry("Completed and sealed Pickup operations")).toContainText("Theo Tran");
    await expect(entry("Completed and sealed Pickup operations")).toContainText(/\w+ [0-9a-f]{6}/);
    await expect(entry("Completed and sealed Pickup operations")).toContainText(/\d{1,2}:\d{2}/);
    // the customer signed on the driver's phone
    await expect(entry(`Theo Tran on behalf of ${CUSTOMER.name}`)).toContainText(/signature/);
    await axe(office, "the timeline");
    await owner.goto("/app/audit");
    await expect(owner.getByRole("row", { name: /Completed and sealed Pickup operations/ }).first()).toContainText("Theo Tran");
    await expect(owner.getByRole("row").filter({ hasText: `on behalf of ${CUSTOMER.name}` }).first()).toContainText("Theo Tran");
    await axe(owner, "the audit");
    expect((await answered(await owner.request.get("/api/v1/audit/chain"))).valid).toBe(true);
    expect((await shown(owner, job)).phases.map((one) => one.title)).toHaveLength(PHASES.length);
  });
});

/** The current step of a lead's journey; a narrow screen shows the same steps folded. */
function journey(page) {
  return page.getByRole("navigation", { name: `Journey of ${CUSTOMER.name}` }).locator("[aria-current=step]").first();
}

/** A phase on the office's line of stations. */
function station(page, name) {
  return page.locator(".jb-station", { hasText: name });
}

/** A phase in the customer's tracker. */
function step(page, name) {
  return page.getByTestId("stages").locator("li[data-state]").filter({ hasText: name }).first();
}

/** Writes a number into a stepper. */
async function count(page, label, n) {
  const field = page.getByRole("spinbutton", { name: label, exact: true });
  await field.fill(String(n));
  await field.blur();
}

/** Cents as the office reads them. */
function dollars(cents) {
  return new Intl.NumberFormat("en-CA", { style: "currency", currency: "CAD" }).format(cents / 100);
}
