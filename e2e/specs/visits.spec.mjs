// Site visits: planned on a lead's page beside what the person does that day, refused where somebody is elsewhere, held
// on a phone with a form and photos, and seen in the calendar of the week.
import { OFFICE, answered, freshDay, logIn, photos } from "../support/steps.mjs";
import { expect, test } from "../support/test.mjs";

test.use({ demo: true });

const MARC = "marc@northline.example";

/** A name nobody had before. */
function family() {
  return `Cedar${Date.now().toString(36)}${Math.floor(Math.random() * 1000)}`;
}

/** A lead past the screens. */
async function lead(page, name) {
  const asked = { name, phone: "416 555 0131", service_line: "moving", source: "phone", urgency: "medium", origin: "12 Elm St, Toronto, ON" };
  return answered(await page.request.post("/api/v1/leads", { headers: OFFICE, data: asked }));
}

/** Plans a visit in the open dialog. */
async function fill(page, { who, day, from, to }) {
  const dialog = page.getByTestId("visit-dialog");
  await dialog.getByLabel(/^Who goes there/).selectOption({ label: who });
  await dialog.getByLabel(/^Day/).fill(day);
  await dialog.getByLabel(/^From/).fill(from);
  await dialog.getByLabel(/^Until/).fill(to);
  return dialog;
}

test("a visit is planned, held on a phone with its form, and moves the journey on @everywhere", async ({ page, axe }) => {
  await logIn(page, MARC);
  const { id, name } = await lead(page, `Ada ${family()}`);
  const day = freshDay();
  await page.goto(`/app/leads/${id}`);
  const section = page.getByTestId("visits");
  await expect(section).toContainText("No visit planned");
  await section.getByTestId("plan-visit").click();
  const dialog = await fill(page, { who: "Priya Raman", day, from: "10:00", to: "11:00" });
  await expect(dialog.getByLabel(/^Address/), "where the lead is").toHaveValue("12 Elm St, Toronto, ON");
  await expect(dialog.getByTestId("day-plan")).toContainText("Nothing else is planned");
  await axe(page, "planning a visit");
  await dialog.getByTestId("save-visit").click();
  await expect(dialog).toBeHidden();
  const row = section.getByTestId("visit");
  await expect(row).toContainText("10:00–11:00");
  await expect(row).toContainText("Priya Raman");
  await expect(row.getByRole("link", { name: "Route" })).toHaveAttribute("href", /maps.*12%20Elm%20St/);
  await axe(page, "a lead with a visit");

  await row.getByRole("link", { name: "On site" }).click();
  await expect(page).toHaveURL(/\/visits\//);
  const form = page.getByTestId("on-site");
  await form.getByLabel(/^Rooms/).fill("4");
  await form.getByLabel(/^Volume/).fill("28.5");
  await form.getByRole("radio", { name: "For furniture" }).check();
  await form.getByLabel(/^Special items/).fill("A safe of 300 kg");
  await form.getByTestId("save-form").click();
  await expect(page.getByText("Saved", { exact: true }).first()).toBeVisible();
  await page.reload();
  await expect(form.getByLabel(/^Volume/)).toHaveValue("28.5");
  await form.getByTestId("complete-visit").click();
  await expect(form.getByText("Enter a value").first()).toBeVisible();
  await axe(page, "a visit without its result");
  await form.getByLabel(/^Result/).fill("Two trucks, four movers");
  await form.getByTestId("complete-visit").click();
  const found = page.getByTestId("visit-found");
  await expect(found).toContainText("28.5 m³");
  await expect(found).toContainText("Two trucks, four movers");
  await axe(page, "a held visit");

  await page.goto(`/app/leads/${id}`);
  await expect(page.getByTestId("visits").getByTestId("visit")).toContainText("Held");
  const { journey } = await answered(await page.request.get(`/api/v1/leads/${id}`, { headers: OFFICE }));
  expect(journey.steps[1].state).toBe("done");

  await page.goto(`/app/visits?from=${day}`);
  const calendar = page.getByTestId("visit-calendar");
  await expect(calendar.getByTestId("visit").filter({ hasText: name })).toContainText("10:00–11:00");
  await expect(page.getByText("Times in America/Toronto")).toBeVisible();
  await axe(page, "a week with a visit");
});

test("who is elsewhere is shown before, refused with name and time, and sent all the same with a reason", async ({ page, axe, problems }) => {
  problems.expect(/409/);
  await logIn(page, MARC);
  const [one, other] = [await lead(page, `Bo ${family()}`), await lead(page, `Cy ${family()}`)];
  const day = freshDay();
  const plan = async (id, times) => {
    await page.goto(`/app/leads/${id}`);
    await page.getByTestId("plan-visit").click();
    return fill(page, { who: "Priya Raman", day, ...times });
  };
  const first = await plan(one.id, { from: "09:00", to: "10:00" });
  await first.getByTestId("save-visit").click();
  await expect(first).toBeHidden();

  const dialog = await plan(other.id, { from: "09:30", to: "10:30" });
  await expect(dialog.getByTestId("day-plan"), "seen before it is refused").toContainText("At the same time");
  await dialog.getByTestId("save-visit").click();
  await expect(dialog.getByText(new RegExp(`Priya Raman is at ${one.number}.*09:00 to 10:00`)).first()).toBeVisible();
  await axe(page, "a visit somebody cannot come to");
  await dialog.getByLabel(/^Why at two places/).fill("Both are in one street");
  await dialog.getByTestId("save-visit").click();
  await expect(dialog).toBeHidden();
  const row = page.getByTestId("visits").getByTestId("visit");
  await expect(row).toContainText("At two places at once: Both are in one street");

  await row.getByTestId("move-visit").click();
  const moving = page.getByTestId("visit-dialog");
  await moving.getByLabel(/^From/).fill("14:00");
  await moving.getByLabel(/^Until/).fill("15:00");
  await moving.getByTestId("save-visit").click();
  await expect(moving).toBeHidden();
  await expect(row).toContainText("14:00–15:00");
  await expect(row).not.toContainText("At two places");
  await row.getByTestId("end-visit").click();
  const ending = page.getByTestId("call-off-dialog");
  await ending.getByRole("radio", { name: "Nobody was there" }).check();
  await ending.getByLabel(/^Reason/).fill("Rang twice");
  await axe(page, "ending a visit");
  await ending.getByRole("button", { name: "End the visit" }).click();
  await expect(ending).toBeHidden();
  await expect(row).toContainText("Nobody there");
  await expect(row).toContainText("Rang twice");
});

test("of two who write in one form at once what both wrote stays", async ({ page, problems }) => {
  problems.expect(/409/);
  await logIn(page, MARC);
  const { id } = await lead(page, `Di ${family()}`);
  const day = freshDay();
  const { people } = await answered(await page.request.get("/api/v1/visits", { headers: OFFICE }));
  const member = people.find((one) => one.name === "Priya Raman").id;
  const times = { starts_at: `${day}T20:00:00Z`, ends_at: `${day}T21:00:00Z` };
  const visit = await answered(await page.request.post(`/api/v1/leads/${id}/visits`, { headers: OFFICE, data: { member, ...times } }));
  const address = `/leads/${id}/visits/${visit.id}`;
  await page.goto(`/app${address}`);
  const form = page.getByTestId("on-site");
  await form.getByLabel(/^Rooms/).fill("4");
  const theirs = { rooms: 2, volume: null, floors: 3, lift: null, parking_metres: null, special: "" };
  await answered(await page.request.put(`/api/v1${address}/form`, { headers: OFFICE, data: { version: visit.version, form: { moving: theirs }, result: "" } }));
  await form.getByTestId("save-form").click();
  await expect(form.getByRole("alert")).toContainText("What you wrote is kept");
  await expect(form.getByLabel(/^Flights of stairs/), "what was not touched is theirs").toHaveValue("3");
  await expect(form.getByLabel(/^Rooms/)).toHaveValue("4");
  await form.getByTestId("save-form").click();
  await expect(page.getByText("Saved", { exact: true }).first()).toBeVisible();
  const now = await answered(await page.request.get(`/api/v1${address}`, { headers: OFFICE }));
  expect(now.form.moving).toMatchObject({ rooms: 4, floors: 3 });
});

/** A visit past the screens: of Priya, on some day. */
async function visit(page, id) {
  const { people } = await answered(await page.request.get("/api/v1/visits", { headers: OFFICE }));
  const member = people.find((one) => one.name === "Priya Raman").id;
  const day = freshDay();
  const wish = { member, starts_at: `${day}T18:00:00Z`, ends_at: `${day}T19:00:00Z`, reason: "Both are in one street" };
  return answered(await page.request.post(`/api/v1/leads/${id}/visits`, { headers: OFFICE, data: wish }));
}

test("photos of a visit are sent on site, seen on its lead, and go along when that becomes a job @everywhere", async ({ page, axe }) => {
  await logIn(page, MARC);
  const { id } = await lead(page, `Eve ${family()}`);
  const { id: looked } = await visit(page, id);
  await page.goto(`/app/leads/${id}/visits/${looked}`);
  const section = page.getByTestId("visit-photos");
  await expect(section).toContainText("No photos yet");
  await expect(section.getByTestId("take-photo")).toHaveAttribute("capture", "environment");
  await section.getByTestId("add-photos").setInputFiles(await photos(page, 2, 1600, 1200));
  const tiles = section.getByRole("list", { name: "Media" }).getByRole("listitem");
  await expect(tiles).toHaveCount(2);
  await expect(section.getByTestId("on-their-way"), "nothing is left to send").toBeHidden();
  await axe(page, "a visit with photos");

  // what is no picture is refused in words, and nothing of it is sent
  await section.getByTestId("add-photos").setInputFiles([{ name: "notes.txt", mimeType: "text/plain", buffer: Buffer.from("no picture") }]);
  await expect(page.getByText("notes.txt is neither a picture").first()).toBeVisible();
  await expect(tiles).toHaveCount(2);

  await tiles.first().getByRole("button").first().click();
  const closer = page.getByTestId("lightbox");
  await closer.getByLabel("Caption").fill("The stairs behind the house");
  await axe(page, "a photo of a visit");
  await closer.getByTestId("save-caption").click();
  await expect(page.getByText("Caption saved").first()).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(closer).toBeHidden();
  await expect(tiles.first()).toContainText("The stairs behind the house");

  await tiles.last().getByRole("button", { name: "Remove" }).click();
  await expect(tiles).toHaveCount(1);
  await page.getByRole("button", { name: "Undo" }).first().click();
  await expect(tiles).toHaveCount(2);

  await page.goto(`/app/leads/${id}`);
  await expect(page.getByTestId("visits").getByTestId("visit")).toContainText("2 photos and files");
  await expect(page.getByTestId("lead-photos").getByRole("listitem")).toHaveCount(2);
  await axe(page, "a lead with photos");

  const agreed = { reason: "Agreed on site", starts_at: null, destination: "99 Oak Ave, Ottawa, ON" };
  const job = await answered(await page.request.post(`/api/v1/leads/${id}/job`, { headers: OFFICE, data: agreed }));
  expect(job.media.map((one) => one.visit)).toEqual([looked, looked]);
  await page.goto(`/app/jobs/${job.id}`);
  await page.getByRole("tab", { name: /^Media/ }).click();
  const panel = page.getByRole("tabpanel");
  await expect(panel.getByRole("heading", { name: "From the site visit" })).toBeVisible();
  await expect(panel.locator(".w-photo")).toHaveCount(2);
  await expect(panel.getByRole("button", { name: "Remove" }), "it is changed where it was taken").toHaveCount(0);
  await axe(page, "a job with photos of a visit");
  await panel.getByRole("link", { name: "Open the visit" }).click();
  await expect(page).toHaveURL(new RegExp(`/visits/${looked}`));
});

/** What the device keeps of forms that are not saved, as text. */
function kept(page) {
  return page.evaluate(async () => {
    const answer = (ask) => new Promise((done, failed) => Object.assign(ask, { onsuccess: () => done(ask.result), onerror: failed }));
    const texts = [];
    for (const { name } of await indexedDB.databases()) {
      const database = await answer(indexedDB.open(name));
      if (database.objectStoreNames.contains("meta")) texts.push(...(await answer(database.transaction("meta").objectStore("meta").getAll())));
      database.close();
    }
    return texts.join();
  });
}

test("what was typed on site and not saved is there again after the page was left @everywhere", async ({ page, axe }) => {
  await logIn(page, MARC);
  const { id } = await lead(page, `Flo ${family()}`);
  const { id: looked } = await visit(page, id);
  await page.goto(`/app/leads/${id}/visits/${looked}`);
  const form = page.getByTestId("on-site");
  await form.getByLabel(/^Rooms/).fill("7");
  await form.getByLabel(/^Result/).fill("Half of it");
  await expect.poll(() => kept(page)).toContain("Half of it");
  await page.goto(`/app/leads/${id}`);
  await expect(page.getByTestId("visits")).toBeVisible();
  await page.goto(`/app/leads/${id}/visits/${looked}`);
  await expect(form.getByTestId("form-is-back")).toBeVisible();
  await expect(form.getByLabel(/^Rooms/)).toHaveValue("7");
  await expect(form.getByLabel(/^Result/)).toHaveValue("Half of it");
  await axe(page, "a form that is back");
  await form.getByTestId("save-form").click();
  await expect(page.getByText("Saved", { exact: true }).first()).toBeVisible();
  await expect(form.getByTestId("form-is-back")).toBeHidden();

  await form.getByLabel(/^Rooms/).fill("9");
  await expect.poll(() => kept(page)).toContain('"rooms":"9"');
  await page.reload();
  await expect(form.getByTestId("form-is-back")).toBeVisible();
  await form.getByTestId("drop-form").click();
  await expect(form.getByLabel(/^Rooms/), "what the server has").toHaveValue("7");
});

test("the calendar goes from week to week, to one person and back", async ({ page, axe }) => {
  await logIn(page, MARC, "/app/visits?from=2031-03-05");
  await expect(page.getByTestId("week")).toHaveText("3 Mar to 9 Mar 2031");
  await expect(page.getByText("No visits this week")).toBeVisible();
  await axe(page, "a week without visits");
  await page.getByTestId("week-after").click();
  await expect(page.getByTestId("week")).toHaveText("10 Mar to 16 Mar 2031");
  await page.getByTestId("week-before").click();
  await expect(page).toHaveURL(/from=2031-03-03/);
  await page.getByLabel("Person").selectOption({ label: "Priya Raman" });
  await expect(page.getByRole("button", { name: /Clear/ })).toBeVisible();
  await page.getByRole("button", { name: /Clear/ }).click();
  await expect(page).not.toHaveURL(/member=/);
  await page.getByRole("button", { name: "This week" }).click();
  await expect(page).not.toHaveURL(/from=/);
});

test("a week with more visits than are shown says so and goes on from the day it ends on", async ({ page, axe }) => {
  await logIn(page, MARC);
  const { id } = await lead(page, `Max ${family()}`);
  const { people } = await answered(await page.request.get("/api/v1/visits", { headers: OFFICE }));
  const member = people.find((person) => person.name === "Priya Raman").id;
  const at = new Date(`${freshDay()}T12:00:00Z`);
  at.setUTCDate(at.getUTCDate() + ((10 - at.getUTCDay()) % 7));
  const wednesday = at.toISOString().slice(0, 10);
  const times = { starts_at: `${wednesday}T15:00:00Z`, ends_at: `${wednesday}T15:30:00Z`, reason: "As many as it takes" };
  await answered(await page.request.post(`/api/v1/leads/${id}/visits`, { headers: OFFICE, data: { member, ...times } }));
  // as if hundreds came before it
  await page.route(/\/api\/v1\/visits\?/, async (route) => {
    const answer = await route.fetch();
    // the page that asked may be gone, and what it was answered with it
    const week = await answer.json().catch(() => null);
    if (!week) return route.abort().catch(() => {});
    await route.fulfill({ response: answer, json: { ...week, visits: week.visits.filter((visit) => visit.lead_id === id), more: true } });
  });
  await page.goto(`/app/visits?from=${wednesday}`);
  await expect(page.getByText("Only the first 500 visits are shown")).toBeVisible();
  const days = page.getByTestId("visit-calendar").getByRole("heading", { level: 3 });
  await expect(days).toHaveCount(7);
  await expect(page.getByText("Not shown")).toHaveCount(4);
  await axe(page, "a week that is cut");
  await page.getByTestId("visits-rest").click();
  await expect(page).toHaveURL(new RegExp(`rest=${wednesday}`));
  await expect(days).toHaveCount(5);
  await expect(page.getByTestId("visits-rest")).toHaveCount(0);
  await page.getByTestId("week-after").click();
  await expect(page).not.toHaveURL(/rest=/);
});

test("who may be sent is asked for again where that failed", async ({ page, axe, problems }) => {
  problems.expect(/409/);
  await logIn(page, MARC);
  const { id } = await lead(page, `Ann ${family()}`);
  await page.goto(`/app/leads/${id}`);
  const people = /\/api\/v1\/visits(\?.*)?$/;
  await page.route(people, (route) => route.fulfill({ status: 409, json: { message: "conflict", code: 409, data: { Conflict: { code: "busy", detail: "Not just now." } } } }));
  await page.getByTestId("plan-visit").click();
  const dialog = page.getByTestId("visit-dialog");
  await expect(dialog.getByText("Not just now.")).toBeVisible();
  await axe(page, "people that did not load");
  await page.unroute(people);
  await dialog.getByRole("button", { name: "Try again" }).click();
  await expect(dialog.getByLabel(/^Who goes there/)).toBeVisible();
});
