// Steps several journeys take: registering, logging in, inviting, asking for a quote, working on a device.
import { expect, request } from "@playwright/test";

/** The password of everybody, in the demo organizations as well. */
export const PASSWORD = "four stout horses pull the van";

/** What a request of a test needs to pass for one of the app's own. */
export const OFFICE = { "x-request-client": "e2e" };

/** Fills in the login; where it leads is for the caller to wait for. */
export async function logIn(page, email, next = "", password = PASSWORD) {
  await page.goto(next ? `/login?next=${encodeURIComponent(next)}` : "/login");
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel(/^Password/).fill(password);
  await page.getByRole("button", { name: "Log in" }).click();
  await page.waitForURL((url) => url.pathname !== "/login");
}

/** A new organization with both packs, its owner confirmed by mail and logged in. */
export async function register(page, mailbox, { company, name, email }) {
  await page.goto("/register");
  await page.getByLabel("Company name").fill(company);
  await page.getByLabel("Your name").fill(name);
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel(/^Password/).fill(PASSWORD);
  await page.getByLabel(/^Moving/).check();
  await page.getByLabel(/^Charter/).check();
  await page.getByRole("button", { name: "Register" }).click();
  await expect(page.getByRole("heading", { name: "Look at your mail" })).toBeVisible();
  await page.goto(mailbox.link(await mailbox.wait(email, /Confirm/), "/confirm/"));
  await page.getByRole("button", { name: "Confirm address" }).click();
  await expect(page.getByText("Your address is confirmed")).toBeVisible();
  await logIn(page, email);
  await expect(page).toHaveURL(/\/app/);
}

/** Invites somebody in a role from the page of members. */
export async function invite(page, email, role) {
  await page.goto("/app/settings/members");
  await page.getByRole("button", { name: "Invite member" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("E-mail").fill(email);
  await dialog.getByLabel(role, { exact: true }).check();
  await dialog.getByRole("button", { name: "Send invitation" }).click();
  await expect(page.getByText(`Invited ${email}`).first()).toBeVisible();
}

/** Accepts the invitation in the mail; gives its link. */
export async function join(page, mailbox, email, name) {
  const link = mailbox.link(await mailbox.wait(email, /invites you/), "/invitations/");
  await page.goto(link);
  await page.getByLabel("Your name").fill(name);
  await page.getByLabel(/^Password/).fill(PASSWORD);
  await page.getByRole("button", { name: "Join" }).click();
  await page.waitForURL(/\/(app|field)/);
  return link;
}

/** The short name of the organization of whoever is logged in, as its public form has it. */
export async function formOf(page) {
  const organization = await answered(await page.request.get("/api/v1/organization"));
  return `/capture/${organization.slug}`;
}

/** Asks for a quote on the public form. */
export async function inquire(page, form, { name, email, from, to, service = "Moving" }) {
  await page.goto(form);
  const choice = page.getByRole("radio", { name: new RegExp(`^${service}`) });
  if (await choice.count()) await choice.check();
  await page.getByLabel("Your name").fill(name);
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("From").fill(from);
  await page.getByLabel(/^To\b/).fill(to);
  await page.getByRole("button", { name: "Send request" }).click();
  await expect(page.getByRole("heading", { name: "We have your request" })).toBeVisible();
}

/** The JSON of an answer that must be a good one. */
export async function answered(answer) {
  expect(answer.ok(), `${answer.url()}: ${answer.status()} ${answer.ok() ? "" : await answer.text()}`).toBeTruthy();
  return answer.json();
}

/** The wall-clock time `days` ahead, as a date field takes it. */
export function ahead(days, at = "09:00") {
  return `${new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)}T${at}`;
}

let planned = 60 + Math.floor(Math.random() * 200);

/** A day some weeks ahead that no other journey on this worker's server plans for. */
export function freshDay() {
  // a week on, for one journey goes on to the Wednesday after it
  planned += 7;
  return ahead(planned).slice(0, 10);
}

/** A card of the board in a stage. */
export function card(page, stage, name) {
  return page.getByRole("region", { name: stage, exact: true }).getByRole("article", { name });
}

/** What the crew member's device works on, as the server has it. */
export async function workingSet(page) {
  return answered(await page.request.get("/api/v1/field/working-set"));
}

function sendIntent(page, job, intent, command = crypto.randomUUID()) {
  const data = { command, intent, device_at: new Date().toISOString(), offset_ms: 0, gps: null };
  return page.request.post(`/api/v1/jobs/${job}/intents`, { headers: OFFICE, data });
}

/** Sends one intent of a job past the screens, as another device would. */
export async function intend(page, job, intent, command) {
  return answered(await sendIntent(page, job, intent, command));
}

/** Starts a phase; false if it is not this person's, or not its turn. */
async function starts(page, job, phase) {
  return (await sendIntent(page, job, { verb: "start_phase", phase: phase.id })).ok();
}

/** A job whose phase at work is as wanted; the phase is started if it only waits for that. */
export async function atWork(page, wanted) {
  for (const job of (await workingSet(page)).jobs.filter((job) => !["completed", "closed", "cancelled"].includes(job.status))) {
    const phase = job.phases.find((phase) => phase.status !== "complete");
    if (!phase || !wanted(phase)) continue;
    if (phase.status === "active") return { job, phase };
    if (await starts(page, job.id, phase)) return { job, phase };
  }
  return newAtWork(page, wanted);
}

/** A new job of this crew member at its first phase that is as wanted; the office overrode those before it. */
async function newAtWork(page, wanted) {
  const { member } = await workingSet(page);
  const office = await request.newContext({ baseURL: new URL(page.url()).origin, extraHTTPHeaders: OFFICE, storageState: { cookies: [], origins: [] } });
  const entered = await office.post("/login", { form: { email: "dana@northline.example", password: PASSWORD }, maxRedirects: 0 });
  expect(entered.status()).toBe(303);
  const begin = Date.now() + 3_600_000;
  const stop = (kind, address) => ({ kind, address, latitude: null, longitude: null, window_from: null, window_to: null });
  const stops = [stop("pickup", "12 Elm St, Ottawa"), stop("drop_off", "40 Oak Ave, Ottawa")];
  const times = { starts_at: new Date(begin).toISOString(), ends_at: new Date(begin + 5 * 3_600_000).toISOString() };
  const asked = { line: "moving", title: "Elm to Oak", customer: "Fay Field", email: "fay.field@example.ca", phone: null, stops, total_cents: 100_000, ...times };
  const { id, version } = await answered(await office.post("/api/v1/jobs", { headers: OFFICE, data: asked }));
  const made = await answered(await office.put(`/api/v1/jobs/${id}/crew`, { headers: OFFICE, data: { crew: [{ member, role: "driver" }], version, reason: "Every journey has its own" } }));
  for (const phase of made.phases) {
    if (wanted(phase) && (await starts(page, id, phase))) {
      await office.dispose();
      return { job: made, phase: { ...phase, status: "active" } };
    }
    await starts({ request: office }, id, phase);
    await intend({ request: office }, id, { verb: "override_phase", phase: phase.id, reason: "Only a later phase is tried" });
  }
  throw new Error("no phase of a job is as wanted");
}

/** The app's own worker rules the page: from now on it starts without a network. */
export async function startsOffline(page) {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    if (!navigator.serviceWorker.controller) await new Promise((ruled) => navigator.serviceWorker.addEventListener("controllerchange", ruled, { once: true }));
  });
}

/** The server is gone and the device knows it. */
export async function goesOffline(page, server) {
  await server.stop();
  await expect(page.getByTestId("sync-pill")).toContainText("Offline");
}

/** Everything on the device has been taken by the server. */
export async function safe(page) {
  await page.goto("/field/sync");
  await expect(page.getByTestId("light")).toHaveAttribute("data-state", "safe", { timeout: 60_000 });
}

/** Photos as a phone takes them, each different. */
export async function photos(page, count, width = 4000, height = 3000) {
  const texts = await page.evaluate(
    async ([count, width, height]) => {
      const list = [];
      for (let n = 0; n < count; n++) {
        const canvas = new OffscreenCanvas(width, height);
        const pen = canvas.getContext("2d");
        for (let at = 0; at < 400; at++) {
          pen.fillStyle = `hsl(${(at * 37 + n * 61) % 360} 70% ${20 + (at % 60)}%)`;
          pen.fillRect((at * 613) % width, (at * 389) % height, width / 13, height / 13);
        }
        const bytes = new Uint8Array(await (await canvas.convertToBlob({ type: "image/jpeg", quality: 0.9 })).arrayBuffer());
        let text = "";
        for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
        list.push(btoa(text));
      }
      return list;
    },
    [count, width, height],
  );
  return texts.map((text, n) => ({ name: `photo-${n + 1}.jpg`, mimeType: "image/jpeg", buffer: Buffer.from(text, "base64") }));
}

/** Photos no codec makes small: each goes up in several pieces. */
export async function grainy(page, count) {
  const texts = await page.evaluate(async (count) => {
    const list = [];
    for (let n = 0; n < count; n++) {
      const canvas = new OffscreenCanvas(1600, 1200);
      const pen = canvas.getContext("2d");
      const image = pen.createImageData(canvas.width, canvas.height);
      for (let at = 0; at < image.data.length; at += 65_536) crypto.getRandomValues(image.data.subarray(at, at + 65_536));
      const pixels = new Uint32Array(image.data.buffer);
      for (let at = 0; at < pixels.length; at++) pixels[at] |= 0xff000000;
      pen.putImageData(image, 0, 0);
      const reader = new FileReader();
      reader.readAsDataURL(await canvas.convertToBlob({ type: "image/jpeg", quality: 0.82 }));
      await new Promise((read) => (reader.onload = read));
      list.push(reader.result.split(",")[1]);
    }
    return list;
  }, count);
  return texts.map((text, n) => ({ name: `grain-${n + 1}.jpg`, mimeType: "image/jpeg", buffer: Buffer.from(text, "base64") }));
}

/**
 * Counts of how many files pieces are on their way at once; ask at the end. Of one file the next piece may be seen to begin
 * before the former is seen to end.
 */
export function mostAtOnce(pages) {
  const sending = new Set();
  let most = 0;
  const file = (request) => request.url().match(/\/media\/([^/]+)\/content/)?.[1];
  pages.on("request", (request) => {
    if (!file(request)) return;
    sending.add(request);
    most = Math.max(most, new Set([...sending].map(file)).size);
  });
  for (const end of ["requestfinished", "requestfailed"]) pages.on(end, (request) => sending.delete(request));
  return () => most;
}

/** Answers every open item of a phase with done, at the driver's screen. */
export async function tickAll(page, phase) {
  for (const item of phase.items.filter((item) => item.answer === "open")) {
    const row = page.getByTestId(`item-${item.key}`);
    await row.getByRole("button").first().click();
    await expect(row).toHaveAttribute("data-state", "done");
  }
}

/** Puts photos into a slot, all in one choice, and comes back to the phase. */
export async function fillSlot(page, slot, files) {
  await page.getByTestId(`slot-${slot.key}`).click();
  const before = await page.getByTestId("photo").count();
  await page.getByTestId("choose-photos").setInputFiles(files);
  await expect(page.getByTestId("photo")).toHaveCount(before + files.length, { timeout: 30_000 });
  await page.goBack();
  await expect(page.getByTestId(`slot-${slot.key}`)).toHaveAttribute("data-state", files.length + before >= slot.min_count ? "done" : "part");
}

/** Signs in a slot by typing the name. */
export async function sign(page, slot, name) {
  const tile = page.getByTestId(`slot-${slot.key}`);
  await tile.click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name of the person who signs").fill(name);
  await dialog.getByRole("radio", { name: "Type" }).check();
  await dialog.getByLabel(/name/i).last().fill(name);
  await dialog.getByTestId("keep-signature").click();
  await expect(tile).toHaveAttribute("data-state", "done");
}

/** A quote of a mover that can be sent: one line and one stop tomorrow week. */
export async function draft(page, customer) {
  await page.goto("/app/quotes");
  await page.getByTestId("new-quote").first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Service line").selectOption("moving");
  await dialog.getByLabel("Name").fill(customer.name);
  await dialog.getByLabel("E-mail").fill(customer.email);
  await dialog.getByRole("button", { name: "Create quote" }).click();
  await expect(page).toHaveURL(/\/app\/quotes\/.+/);
  await page.getByTestId("add-stop").click();
  await page.getByTestId("stop").getByLabel("Address").fill("5 Water St, Vancouver, BC");
  await page.getByTestId("stop").getByLabel("Fixed arrival").fill(ahead(9));
  await page.getByTestId("stop").getByLabel("Fixed arrival").blur();
  await page.getByTestId("add-line").click();
  await page.getByTestId("line").getByLabel("Name").fill("Half a day of work");
  await page.getByTestId("line").getByLabel("Unit price").fill("640");
  await page.getByTestId("line").getByLabel("Unit price").blur();
  await expect(page.getByTestId("saved")).toHaveText("Saved");
}

/** Sends the open quote; gives the path of its link. */
export async function send(page) {
  await page.getByTestId("send-quote").click();
  await page.getByTestId("send-now").click();
  const link = await page.getByTestId("quote-link").getAttribute("href");
  await page.keyboard.press("Escape");
  await expect(page.getByTestId("send-dialog")).toBeHidden();
  return new URL(link).pathname;
}

/** A charter draft with more than ten hours at the wheel on its day, in a fortnight. */
export async function longDay(page) {
  const customer = { name: "Burrard College", company: "", email: "trips@burrard.example", phone: "", account: null, contact: null };
  const quote = await answered(await page.request.post("/api/v1/quotes", { headers: OFFICE, data: { service_line: "charter", title: "Ashland", ...customer } }));
  const day = new Date(Date.now() + 14 * 86_400_000).toISOString().slice(0, 10);
  const stop = (address, minutes, dwell, more = {}) => ({ id: crypto.randomUUID(), kind: "stop", address, arrive: null, dwell, leg_metres: minutes * 1300, leg_minutes: minutes, ...more });
  const stops = [
    stop("750 Burrard St, Vancouver, BC", 0, 35, { arrive: `${day}T05:25:00` }),
    stop("303 S Jackson St, Seattle, WA", 160, 30),
    stop("Lloyd Center, Portland, OR", 175, 60, { released: true }),
    stop("Rest stop, Roseburg, OR", 170, 20),
    stop("212 E Main St, Ashland, OR", 125, 15),
  ];
  const content = { ...quote.content, stops, deadhead_metres: 44_000, vehicles: [{ key: "coach_56", count: 1 }] };
  await answered(await page.request.put(`/api/v1/quotes/${quote.id}`, { headers: OFFICE, data: { version: quote.version, content } }));
  return quote;
}
