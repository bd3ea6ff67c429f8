// The customer's side: the way in by mail, the booking live, quotes read, asked about and signed.
import { expect, test } from "../support/test.mjs";

test.use({ demo: true });

const PASSWORD = "four stout horses pull the van";
const OFFICE = { "x-request-client": "e2e" };
const CUSTOMER = "nadine.roy@mail.example";

/** The newest mail to somebody with a link of this kind. */
async function link(mailbox, to, path) {
  const mails = (await mailbox.all()).filter((mail) => mail.to_address === to && mail.text_body.includes(path));
  expect(mails.length, `a mail to ${to} with ${path}`).toBeGreaterThan(0);
  return new URL(mailbox.link(mails[0], path)).pathname;
}

/** Opens the portal by the link in a mail. */
async function enter(page, mailbox, who = CUSTOMER) {
  await page.goto(await link(mailbox, who, "/portal/enter/"));
  await page.getByRole("button", { name: "Open my bookings" }).click();
  await expect(page).toHaveURL(/\/portal/);
}

async function logIn(page, email) {
  await page.goto("/login?next=/field");
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Log in" }).click();
  await page.waitForURL((url) => /^\/(field|app)/.test(url.pathname));
}

/** An open quote of the demo that was mailed and not answered: its mail's address and the path of its link. */
async function openQuote(page, mailbox, nth) {
  const mails = await mailbox.all();
  const answered = new Set(mails.filter((mail) => mail.subject.startsWith("You accepted")).map((mail) => mail.to_address));
  const found = [];
  for (const mail of mails.filter((mail) => mail.subject.startsWith("Your quote") && !answered.has(mail.to_address))) {
    const path = new URL(mailbox.link(mail, "/q/")).pathname;
    const html = await (await page.request.get(path)).text();
    if (html.includes('id="offer"') && html.includes('name="o"')) found.push(path);
    if (found.length > nth) return found[nth];
  }
  throw new Error("the demo has too few open quotes");
}

test("a customer asks for a link, enters, looks at the booking and the signed quote, and leaves @everywhere", async ({ page, mailbox, axe, problems }) => {
  // a mistyped address is refused; after logging out nothing of the session is answered
  problems.expect(/422|401/);
  await page.goto("/portal/login");
  await axe(page, "the portal's login");
  await page.getByLabel("E-mail").fill("not an address");
  await page.getByRole("button", { name: "Send me a link" }).click();
  await expect(page.getByLabel("E-mail")).toHaveAttribute("aria-invalid", "true");
  await page.getByLabel("E-mail").fill(CUSTOMER.toUpperCase());
  await page.getByRole("button", { name: "Send me a link" }).click();
  await expect(page.getByText("a link is on its way")).toBeVisible();
  await page.goto(mailbox.link(await mailbox.wait(CUSTOMER, /Your way to your bookings/), "/portal/enter/"));
  await axe(page, "the page of the link");
  await page.getByRole("button", { name: "Open my bookings" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Nadine");
  await expect(page.getByTestId("stages")).toBeVisible();
  await axe(page, "the portal's start page");
  await page.getByRole("link", { name: "See the booking" }).click();
  await expect(page).toHaveURL(/\/portal\/jobs\//);
  await expect(page.getByTestId("photos")).toBeVisible();
  await axe(page, "the booking");
  await page.getByRole("main").getByRole("link", { name: "Home" }).click();
  await page.getByRole("link", { name: /^Signed quote/ }).click();
  await expect(page.getByRole("heading", { name: "Accepted, thank you" })).toBeVisible();
  await axe(page, "the signed quote");
  await page.getByRole("link", { name: "Certificate of signature" }).click();
  await expect(page.getByTestId("verdict")).toHaveText("Matches");
  await axe(page, "the certificate");
  await page.getByRole("link", { name: "Back to the quote" }).click();
  await expect(page.getByRole("heading", { name: "Accepted, thank you" })).toBeVisible();
  await page.getByRole("banner").getByRole("link").first().click();
  await expect(page.getByTestId("stages")).toBeVisible();
  await page.getByTestId("user-menu").click();
  await page.getByRole("menuitem", { name: "Log out" }).click();
  await expect(page).toHaveURL(/\/portal\/login/);
});

test("a link leads to the page somebody wanted, and a dead one offers another @phone", async ({ page, person, mailbox, axe, problems }) => {
  problems.expect(/404/);
  await enter(page, mailbox);
  const { quotes } = await (await page.request.get("/api/v1/portal/home")).json();
  const wanted = `/my/quotes/${quotes[0].id}`;
  const stranger = await person();
  await stranger.goto(wanted);
  await expect(stranger).toHaveURL(/\/portal\/login\?next=/);
  await stranger.getByLabel("E-mail").fill(CUSTOMER);
  await stranger.getByRole("button", { name: "Send me a link" }).click();
  await expect(stranger.getByText("a link is on its way")).toBeVisible();
  await enter2(stranger, mailbox);
  await expect(stranger).toHaveURL(new RegExp(wanted));
  // somebody else's quote is none
  await stranger.goto("/my/quotes/01890000-0000-7000-8000-000000000000");
  await expect(stranger.getByRole("heading", { name: "This link does not open anything" })).toBeVisible();
  await stranger.goto("/portal/enter/nothing");
  await expect(stranger.getByRole("heading", { name: "This link no longer works" })).toBeVisible();
  await axe(stranger, "a dead link");
  await stranger.getByRole("link", { name: "Send me a new link" }).click();
  await expect(stranger).toHaveURL(/\/portal\/login$/);
});

async function enter2(page, mailbox) {
  await page.goto(mailbox.link(await mailbox.wait(CUSTOMER, /Your way to your bookings/), "/portal/enter/"));
  await page.getByRole("button", { name: "Open my bookings" }).click();
}

test("the booking follows the crew without a reload @phone", async ({ page, person, mailbox }) => {
  const driver = await person();
  await logIn(driver, "theo@northline.example");
  const { jobs } = await (await driver.request.get("/api/v1/field/working-set")).json();
  const home = async (job) => {
    const mails = (await mailbox.all()).filter((mail) => mail.text_body.includes(job.number) && mail.text_body.includes("/portal/enter/"));
    return mails[0] && new URL(mailbox.link(mails[0], "/portal/enter/")).pathname;
  };
  const job = jobs.find((job) => !["completed", "closed", "cancelled"].includes(job.status) && job.travel.length < job.stops.length * 4 && job.phases.some((phase) => phase.status === "active"));
  expect(job, "a job at work").toBeTruthy();
  await page.goto(await home(job));
  await page.getByRole("button", { name: "Open my bookings" }).click();
  await page.goto(`/portal/jobs/${job.id}`);
  const card = page.getByTestId("stages");
  await expect(card).toContainText("Live");
  const steps = ["on_my_way", "arrived", "start", "complete"];
  const words = { on_my_way: "on the way", arrived: "has arrived", start: "at work", complete: "stop is done" };
  const stop = job.stops.find((stop) => !job.travel.some((one) => one.stop === stop.id && one.verb === "complete"));
  const done = job.travel.filter((one) => one.stop === stop.id).map((one) => one.verb);
  const step = steps.find((verb) => !done.includes(verb));
  const data = { command: crypto.randomUUID(), intent: { verb: "travel", stop: stop.id, step }, device_at: new Date().toISOString(), offset_ms: 0, gps: null };
  const answer = await driver.request.post(`/api/v1/jobs/${job.id}/intents`, { headers: OFFICE, data });
  expect(answer.ok(), await answer.text()).toBeTruthy();
  await expect(card).toContainText(words[step]);
});

test("an option changes the total at once, and a drawn signature is kept @phone", async ({ page, mailbox, axe, problems }) => {
  problems.expect(/422/);
  const path = await openQuote(page, mailbox, 0);
  await page.goto(path);
  const total = page.locator("#total");
  const before = await total.textContent();
  await page.getByRole("switch").first().click();
  await expect(total).not.toHaveText(before);
  const fresh = await total.textContent();
  await expect(page.getByRole("button", { name: `Accept for ${fresh}` })).toBeVisible();
  await expect(page.locator("#consent-words")).toContainText(fresh);
  expect(page.url()).not.toContain("chosen");
  await axe(page, "the open quote");

  await page.getByRole("radio", { name: "Draw" }).check();
  const pad = page.locator("#pad");
  await pad.scrollIntoViewIfNeeded();
  await page.getByRole("checkbox", { name: /agree to sign/ }).check();
  await page.getByRole("button", { name: /^Accept for/ }).click();
  await expect(page.getByText("Check the marked fields")).toBeVisible();
  await expect(page.locator(".q-error")).toBeVisible();
  await pad.scrollIntoViewIfNeeded();
  await pad.evaluate((node) => scrollBy(0, node.getBoundingClientRect().top - 120));
  const box = await pad.boundingBox();
  await page.mouse.move(box.x + 40, box.y + 90);
  await page.mouse.down();
  for (let at = 0; at <= 24; at++) await page.mouse.move(box.x + 40 + at * 8, box.y + 90 - Math.abs(Math.sin(at / 2)) * 60);
  await page.mouse.up();
  await expect(page.getByText("Signature drawn")).toBeAttached();
  await axe(page, "the quote with a drawn signature");
  await page.getByRole("button", { name: /^Accept for/ }).click();
  await expect(page.getByRole("heading", { name: "Accepted, thank you" })).toBeVisible();
  await expect(page.getByRole("img", { name: /^Signature of/ })).toBeVisible();
  await expect(page.locator("#total")).toHaveText(fresh);
  await axe(page, "the receipt");
});

test("questions, changes and a refusal reach the office; a refused quote offers a fresh one @phone", async ({ page, mailbox, axe, problems }) => {
  problems.expect(/422/);
  const path = await openQuote(page, mailbox, 1);
  await page.goto(path);
  await page.getByText("Ask a question").click();
  await page.getByLabel("Your question").fill("Do you take <b>plants</b>?");
  await page.getByRole("button", { name: "Send", exact: true }).locator("visible=true").click();
  await expect(page.getByText(/will answer you/)).toBeVisible();
  await page.getByText("Request changes").click();
  await page.getByRole("button", { name: "Send", exact: true }).locator("visible=true").click();
  await expect(page.getByLabel("What should be different?")).toHaveAttribute("aria-invalid", "true");
  await axe(page, "an empty request");
  await page.getByText("Decline", { exact: true }).click();
  await page.getByLabel("Reason, if you wish to say").fill("Too late in the year");
  await page.getByRole("button", { name: "Decline this quote" }).click();
  await expect(page.getByRole("heading", { name: "You declined this quote" })).toBeVisible();
  await axe(page, "the declined quote");
  await page.getByRole("button", { name: "Ask for a fresh quote" }).click();
  await expect(page.getByText(/will answer you/)).toBeVisible();
});

test("the quote is light, and reads in French and in the dark without scripts", async ({ browser, page, mailbox, axe, baseURL }) => {
  const path = await openQuote(page, mailbox, 0);
  const context = await browser.newContext({ baseURL, javaScriptEnabled: false, viewport: { width: 360, height: 780 }, locale: "fr-CA", colorScheme: "dark" });
  const customer = await context.newPage();
  const wire = await context.newCDPSession(customer);
  await wire.send("Network.enable");
  let bytes = 0;
  wire.on("Network.loadingFinished", (event) => (bytes += event.encodedDataLength));
  await customer.goto(path, { waitUntil: "networkidle" });
  expect(bytes, "bytes of the first load").toBeLessThanOrEqual(60_000);
  await expect(customer.getByRole("heading", { name: "Itinéraire" })).toBeVisible();
  await expect(customer.getByRole("button", { name: /^Accepter pour/ })).toBeVisible();
  await expect(customer.getByRole("button", { name: "Mettre à jour le total" })).toBeVisible();
  const total = await customer.locator("#total").textContent();
  await customer.locator("input[name=o]").first().click();
  await customer.getByRole("button", { name: "Mettre à jour le total" }).click();
  await expect(customer.locator("#total")).not.toHaveText(total);
  const sideways = await customer.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth).catch(() => 0);
  expect(sideways).toBeLessThanOrEqual(0);
  await context.close();
  await page.emulateMedia({ colorScheme: "dark" });
  await page.goto(path);
  await axe(page, "the quote in the dark");
});
