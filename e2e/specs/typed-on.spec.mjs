// Somebody types on while a save is on its way that is refused, because a colleague was faster: what stands in the
// dialog by then is kept, what was not touched is theirs, and the next save takes both.
import { expect, test } from "../support/test.mjs";
import { OFFICE, answered, logIn } from "../support/steps.mjs";

test.use({ demo: true });

const send = async (page, method, path, data) => answered(await page.request.fetch(path, { method, headers: OFFICE, data }));

/** Holds what the page writes to an address; `asked` is a write that waits, `go` lets all of them through. */
async function hold(page, path) {
  let go;
  let asked;
  const released = new Promise((done) => (go = done));
  const waiting = new Promise((done) => (asked = done));
  await page.route(`**${path}`, async (route) => {
    if (route.request().method() === "GET") return route.continue();
    asked();
    await released;
    await route.continue();
  });
  return { asked: waiting, go };
}

test("what is typed in a lead between the save and its refusal is kept", async ({ page, problems }) => {
  problems.expect(/409/);
  await logIn(page, "marc@northline.example");
  const entered = { name: "Tess Typing", phone: "416 555 0144", service_line: "moving", source: "phone", urgency: "medium", notes: "First", value_cents: 100_000 };
  const { id, version, service_line: _, ...known } = await send(page, "POST", "/api/v1/leads", entered);
  const path = `/api/v1/leads/${id}`;
  await page.goto(`/app/leads/${id}`);
  await page.getByRole("button", { name: "Edit", exact: true }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Notes").fill("Mine");
  const { name, company, email, phone, source, wanted_on, origin, destination, vehicle_type } = known;
  const theirs = { version, name, company, email, phone, source, urgency: "high", wanted_on, origin, destination, passengers: 4, vehicle_type, value_cents: 250_000, notes: "Theirs" };
  await send(page, "PUT", path, theirs);
  const { asked, go } = await hold(page, path);
  await dialog.getByRole("button", { name: "Save" }).click();
  await asked;
  await dialog.getByLabel("Notes").fill("Mine, and more");
  await dialog.getByLabel("Passengers").fill("7");
  await dialog.getByLabel("Vehicle").fill("Coach");
  go();
  await expect(dialog).toContainText("Your input is kept; look at theirs and save again.");
  await expect(dialog.getByLabel("Notes")).toHaveValue("Mine, and more");
  await expect(dialog.getByLabel("Passengers")).toHaveValue("7");
  await expect(dialog.getByLabel("Vehicle")).toHaveValue("Coach");
  await expect(dialog.getByLabel("Urgency"), "what was not touched is theirs").toHaveValue("high");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toBeHidden();
  const now = await answered(await page.request.get(path, { headers: OFFICE }));
  const saved = { notes: now.notes, passengers: now.passengers, vehicle: now.vehicle_type, urgency: now.urgency, value: now.value_cents };
  expect(saved).toEqual({ notes: "Mine, and more", passengers: 7, vehicle: "Coach", urgency: "high", value: 250_000 });
});

test("what is typed in a customer between the save and its refusal is kept", async ({ page, problems }) => {
  problems.expect(/409/);
  await logIn(page, "marc@northline.example");
  const contact = { name: "Tia Typing", email: "tia@typing.example", phone: null, roles: [] };
  const made = await send(page, "POST", "/api/v1/customers", { kind: "company", name: "Typing Pool", contact, tags: ["old"], notes: "First" });
  const path = `/api/v1/customers/${made.id}`;
  await page.goto(`/app/customers/${made.id}`);
  await page.getByRole("button", { name: "Edit", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Notes").fill("Mine");
  const { version, kind, name, status, owner } = await answered(await page.request.get(path, { headers: OFFICE }));
  await send(page, "PUT", path, { version, kind, name, status, terms: "net_30", owner: owner?.id ?? null, tags: ["old"], notes: "Theirs" });
  const { asked, go } = await hold(page, path);
  await dialog.getByRole("button", { name: "Save" }).click();
  await asked;
  await dialog.getByLabel("Notes").fill("Mine, and more");
  await dialog.getByLabel("Tags").fill("old, late");
  go();
  await expect(dialog).toContainText("Your input is kept. Save again to overwrite.");
  await expect(dialog.getByLabel("Notes")).toHaveValue("Mine, and more");
  await expect(dialog.getByLabel("Tags")).toHaveValue("old, late");
  await expect(dialog.getByLabel("Payment terms"), "what was not touched is theirs").toHaveValue("net_30");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toBeHidden();
  const now = await answered(await page.request.get(path, { headers: OFFICE }));
  expect({ notes: now.notes, tags: now.tags, terms: now.terms }).toEqual({ notes: "Mine, and more", tags: ["late", "old"], terms: "net_30" });
});
