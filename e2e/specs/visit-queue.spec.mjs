// Photos of a site visit on a device without a network, with a server that dies, without room: none is lost, none is there
// twice.
import { OFFICE, answered, freshDay, goesOffline, grainy, logIn, photos, startsOffline } from "../support/steps.mjs";
import { mayGetFull } from "../support/device.mjs";
import { expect, test } from "../support/test.mjs";

test.use({ demo: true });

const MARC = "marc@northline.example";
const PIECES = /\/api\/v1\/media\/[^/]+\/content/;

/** A planned visit of a new lead, made past the screens; its page and the address of its files. */
async function visit(page, name) {
  const family = `Birch${Date.now().toString(36)}${Math.floor(Math.random() * 1000)}`;
  const asked = { name: `${name} ${family}`, phone: "416 555 0131", service_line: "moving", source: "phone", urgency: "medium", origin: "12 Elm St, Toronto, ON" };
  const lead = await answered(await page.request.post("/api/v1/leads", { headers: OFFICE, data: asked }));
  const { people } = await answered(await page.request.get("/api/v1/visits", { headers: OFFICE }));
  const day = freshDay();
  const wish = { member: people.find((one) => one.name === "Priya Raman").id, starts_at: `${day}T16:00:00Z`, ends_at: `${day}T17:00:00Z`, reason: "Both are in one street" };
  const { id } = await answered(await page.request.post(`/api/v1/leads/${lead.id}/visits`, { headers: OFFICE, data: wish }));
  const path = `/leads/${lead.id}/visits/${id}`;
  return { page: `/app${path}`, files: `/api/v1${path}/media`, ofLead: `/api/v1/leads/${lead.id}/media` };
}

/** What the server has. */
const held = async (page, path) => answered(await page.request.get(path, { headers: OFFICE }));

const section = (page) => page.getByTestId("visit-photos");
const waiting = (page) => section(page).getByTestId("on-their-way").getByRole("listitem");
const arrived = (page) => section(page).getByRole("list", { name: "Media" }).getByRole("listitem");
const count = (page) => page.getByTestId("files-wait");

test("two photos taken without a network outlive the tab and are on the lead once each @everywhere", async ({ page, context, server, axe, problems }) => {
  test.setTimeout(120_000);
  problems.expect(/Failed to load resource/);
  await logIn(page, MARC);
  const looked = await visit(page, "Ida");
  await page.goto(looked.page);
  await expect(section(page)).toContainText("No photos yet");
  const taken = await photos(page, 2, 1600, 1200);
  await startsOffline(page);
  await goesOffline(page, server);
  await page.getByTestId("on-site").getByLabel(/^Rooms/).fill("5");
  await section(page).getByTestId("take-photo").setInputFiles(taken[0]);
  await expect(waiting(page)).toHaveCount(1);
  await section(page).getByTestId("add-photos").setInputFiles([taken[1]]);
  await expect(waiting(page)).toHaveCount(2);
  await expect(section(page).getByTestId("keeping")).toContainText("Saved on this device");
  await expect(count(page)).toHaveAccessibleName("2 photos and files wait on this device");

  // still without a network: another tab has the page of the visit, its form and its photos
  const next = await context.newPage();
  await page.close();
  await next.goto(looked.page);
  await expect(next.getByTestId("on-site").getByLabel(/^Rooms/)).toHaveValue("5");
  await expect(waiting(next)).toHaveCount(2);
  await count(next).click();
  const list = next.getByTestId("waiting-files");
  await expect(list.getByRole("listitem")).toHaveCount(2);
  await axe(next, "photos that wait");
  await next.keyboard.press("Escape");
  await expect(list).toBeHidden();

  // sent from any page of the office
  await next.goto("/app/leads");
  await expect(count(next)).toBeVisible();
  await server.start();
  await expect(count(next)).toHaveCount(0, { timeout: 60_000 });
  const files = await held(next, looked.ofLead);
  expect(files.map((file) => file.status)).toEqual(["stored", "stored"]);
  expect(new Set(files.map((file) => file.sha256)).size, "two of them, each once").toBe(2);
  await next.goto(looked.page);
  await expect(arrived(next)).toHaveCount(2);
  await expect(waiting(next)).toHaveCount(0);
});

test("a photo whose server dies between two pieces goes on from there, and is there once", async ({ page, server, problems }) => {
  test.setTimeout(120_000);
  problems.expect(/Failed to load resource/);
  await logIn(page, MARC);
  const looked = await visit(page, "Ove");
  await page.goto(looked.page);
  await expect(section(page)).toContainText("No photos yet");
  const offsets = [];
  let died;
  const death = new Promise((dead) => (died = dead));
  await page.route(PIECES, async (route) => {
    const offset = Number(new URL(route.request().url()).searchParams.get("offset"));
    offsets.push(offset);
    if (offset > 0 && offsets.filter((other) => other > 0).length === 1) {
      await server.kill();
      died(offset);
    }
    await route.continue();
  });
  await section(page).getByTestId("add-photos").setInputFiles(await grainy(page, 1));
  const cut = await death;
  await expect(waiting(page)).toHaveCount(1);
  await server.start();
  await expect(arrived(page)).toHaveCount(1, { timeout: 60_000 });
  await expect(waiting(page)).toHaveCount(0);
  expect(offsets.filter((offset) => offset === 0), "the first piece is not sent twice").toHaveLength(1);
  expect(offsets.filter((offset) => offset === cut).length, "it went on from where the server stood").toBeGreaterThan(1);
  expect((await held(page, looked.files)).map((file) => file.status)).toEqual(["stored"]);
});

test("what waits survives a reload, is discarded with a way back, and is told to whoever logs out", async ({ page, axe, problems }) => {
  test.setTimeout(120_000);
  problems.expect(/503/);
  await logIn(page, MARC);
  const looked = await visit(page, "Una");
  await page.goto(looked.page);
  await page.route(PIECES, (route) => route.fulfill({ status: 503, contentType: "text/plain", body: "busy" }));
  await section(page).getByTestId("add-photos").setInputFiles(await photos(page, 2, 1600, 1200));
  await expect(waiting(page)).toHaveCount(2);
  await page.reload();
  await expect(waiting(page)).toHaveCount(2);
  await axe(page, "photos that were not sent");

  await waiting(page).first().getByRole("button", { name: "Remove" }).click();
  await expect(waiting(page)).toHaveCount(1);
  await page.getByRole("button", { name: "Undo" }).first().click();
  await expect(waiting(page)).toHaveCount(2);

  await page.getByTestId("user-menu").click();
  await page.getByRole("menuitem", { name: "Log out" }).click();
  const leaving = page.getByTestId("leave-with-files");
  await expect(leaving).toContainText("They stay on this device");
  await axe(page, "leaving while photos wait");
  await leaving.getByRole("button", { name: "Cancel" }).click();
  await expect(leaving).toBeHidden();

  // one is given up for good: here and at the server, which knew of it
  await waiting(page).first().getByRole("button", { name: "Remove" }).click();
  await expect(count(page)).toHaveAccessibleName("1 photo or file waits on this device");
  await expect.poll(async () => (await held(page, looked.files)).length, { timeout: 30_000 }).toBe(1);
  await page.unroute(PIECES);
  await count(page).click();
  const list = page.getByTestId("waiting-files");
  await list.getByTestId("retry-files").click();
  await expect(list).toContainText("Everything has gone up", { timeout: 30_000 });
  await page.keyboard.press("Escape");
  await expect(arrived(page)).toHaveCount(1);
  expect((await held(page, looked.files)).map((file) => file.status)).toEqual(["stored"]);
});

test("whoever logs out while something waits finds it again, and it goes up then", async ({ page, problems }) => {
  test.setTimeout(120_000);
  problems.expect(/503|401/);
  await logIn(page, MARC);
  const looked = await visit(page, "Lev");
  await page.goto(looked.page);
  await page.route(PIECES, (route) => route.fulfill({ status: 503, contentType: "text/plain", body: "busy" }));
  await section(page).getByTestId("add-photos").setInputFiles(await photos(page, 1, 1600, 1200));
  await expect(waiting(page)).toHaveCount(1);
  await page.getByTestId("user-menu").click();
  await page.getByRole("menuitem", { name: "Log out" }).click();
  await page.getByTestId("leave-with-files").getByRole("button", { name: "Leave all the same" }).click();
  await expect(page).toHaveURL(/\/login/);
  await page.unroute(PIECES);
  await logIn(page, MARC);
  await expect.poll(async () => (await held(page, looked.files)).map((file) => file.status), { timeout: 30_000 }).toEqual(["stored"]);
});

test("a device without room says so at once, keeps the photo on the page and takes it when there is room", async ({ page, context, axe }) => {
  await mayGetFull(context);
  await logIn(page, MARC);
  const looked = await visit(page, "Rui");
  await page.goto(looked.page);
  await expect(section(page)).toContainText("No photos yet");
  const [taken] = await photos(page, 1, 1600, 1200);
  await page.evaluate(() => (globalThis.full = true));
  await section(page).getByTestId("add-photos").setInputFiles([taken]);
  await expect(waiting(page)).toHaveCount(1);
  await expect(waiting(page).first()).toContainText("no room left for photo-1.jpg");
  await expect(page.getByText("This device has no room left: new photos cannot be saved on it.")).toBeVisible();
  await axe(page, "a device without room");
  await page.evaluate(() => (globalThis.full = false));
  await waiting(page).first().getByRole("button", { name: "Try again" }).click();
  await expect(arrived(page)).toHaveCount(1);
  await expect(page.getByText("This device has no room left: new photos cannot be saved on it.")).toHaveCount(0);
  expect(await held(page, looked.files)).toHaveLength(1);
});
