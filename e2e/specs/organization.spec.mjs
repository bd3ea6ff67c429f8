// An organization and what stands around it: the practice one beside it, places in the lead queue, limits of keys, and
// what a customer learns about who looked.
import { request } from "@playwright/test";
import { expect, test } from "../support/test.mjs";
import { OFFICE, PASSWORD, answered, join, logIn, register } from "../support/steps.mjs";

test.use({ demo: true });

test("an owner asks for a practice organization, which fills beside an empty one", async ({ page, mailbox, axe }) => {
  test.slow();
  const email = "pia@harbour-vans.example";
  await page.goto("/register");
  await page.getByLabel("Company name").fill("Harbour Vans");
  await page.getByLabel("Your name").fill("Pia Practice");
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel(/^Password/).fill(PASSWORD);
  await page.getByLabel(/^Moving/).check();
  await page.getByLabel("Add a practice organization").check();
  await axe(page, "registering");
  await page.getByRole("button", { name: "Register" }).click();
  await expect(page.getByRole("heading", { name: "Look at your mail" })).toBeVisible();
  await page.goto(mailbox.link(await mailbox.wait(email, /Confirm/), "/confirm/"));
  await page.getByRole("button", { name: "Confirm address" }).click();
  await logIn(page, email, "/app/leads");
  await expect(page.getByTestId("org-menu").first()).toContainText("Harbour Vans");
  await expect(page.getByTestId("practice")).toHaveCount(0);
  await expect(page.getByRole("heading", { name: /No leads/ })).toBeVisible();

  await expect(async () => {
    const session = await (await page.request.get("/api/v1/session", { headers: OFFICE })).json();
    expect(session.organizations.map((one) => one.name)).toContain("Harbour Vans (practice)");
  }).toPass();
  await page.reload();
  await page.getByTestId("org-menu").first().click();
  await page.getByRole("menuitem", { name: "Harbour Vans (practice)" }).click();
  await expect(page.getByTestId("practice")).toContainText("Practice organization", { timeout: 90_000 });
  await axe(page, "a practice organization");
  const leads = await (await page.request.get("/api/v1/leads?view=all", { headers: OFFICE })).json();
  expect(leads.page.items.length, "leads that are open").toBeGreaterThan(4);
  const jobs = await (await page.request.get("/api/v1/jobs", { headers: OFFICE })).json();
  expect((jobs.page ?? jobs).items.map((job) => job.status)).toEqual(["in_progress"]);
  const sent = (await mailbox.all()).filter((mail) => mail.to_address.endsWith("@mail.example"));
  expect(sent.length, "mails to sample customers can be read").toBeGreaterThan(0);
  expect([...new Set(sent.map((mail) => mail.status))], "and none was sent").toEqual(["kept"]);
});

test("an invited colleague stands in the team and the lead queue as the invitation said", async ({ page, mailbox, person, axe }) => {
  await register(page, mailbox, { company: "Quay Movers", name: "Quinn Owner", email: "quinn@quay.example" });
  await page.goto("/app/settings/members");
  await page.getByLabel("New team").fill("North");
  await page.getByRole("button", { name: "Add team" }).click();
  await page.getByRole("button", { name: "Invite member" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("E-mail").fill("sue@quay.example");
  await dialog.getByLabel("Sales agent", { exact: true }).check();
  await expect(dialog.getByLabel("Takes leads in turn"), "an agent does unless told otherwise").toBeChecked();
  await dialog.getByLabel("Sales agent", { exact: true }).uncheck();
  await dialog.getByLabel("Sales support", { exact: true }).check();
  await expect(dialog.getByLabel("Takes leads in turn")).not.toBeChecked();
  await dialog.getByLabel("Takes leads in turn").check();
  await dialog.getByLabel("Team").selectOption({ label: "North" });
  await axe(page, "an invitation with team and queue");
  await dialog.getByRole("button", { name: "Send invitation" }).click();
  await expect(page.getByRole("row").filter({ hasText: "sue@quay.example" })).toContainText("Sales support, North, takes leads in turn");
  const sue = await person();
  await join(sue, mailbox, "sue@quay.example", "Sue Support");
  await page.goto("/app/settings/members");
  await expect(page.getByRole("row").filter({ hasText: "Sue Support" })).toContainText("North");

  await page.getByRole("button", { name: "Actions: Sue Support" }).click();
  await page.getByRole("menuitem", { name: "Edit" }).click();
  const sheet = page.getByRole("dialog", { name: "Edit Sue Support" });
  await sheet.getByLabel("Manager", { exact: true }).last().selectOption({ label: "Quinn Owner" });
  await sheet.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("row").filter({ hasText: "Sue Support" })).toContainText("Quinn Owner");
  await page.goto("/app/settings/queue");
  await expect(page.getByTestId("queue")).toContainText("Sue Support");
});

test("a key has a limit of its own and says when to come back", async ({ page, mailbox, baseURL, problems }) => {
  problems.expect(/429/);
  await register(page, mailbox, { company: "Limit Lines", name: "Lil Owner", email: "lil@limit.example" });
  await page.goto("/app/settings/keys");
  await page.getByRole("button", { name: "New API key" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill("Scale");
  await expect(dialog.getByLabel("Requests a minute")).toHaveValue("120");
  await dialog.getByLabel("Requests a minute").fill("2");
  await dialog.getByRole("button", { name: "Make key" }).click();
  const secret = await page.getByTestId("api-key").inputValue();
  await page.getByRole("dialog").getByRole("button", { name: "Close", exact: true }).last().click();
  const program = await request.newContext({ baseURL, extraHTTPHeaders: { authorization: `Bearer ${secret}` } });
  const answers = [];
  for (let n = 0; n < 3; n += 1) answers.push(await program.get("/api/v1/session"));
  expect(answers.map((answer) => answer.status())).toEqual([200, 200, 429]);
  const wait = Number(answers[2].headers()["retry-after"]);
  expect(wait).toBeGreaterThan(0);
  expect(wait).toBeLessThanOrEqual(60);
  await program.dispose();
  await page.reload();
  const row = page.getByRole("row").filter({ hasText: "Scale" });
  await expect(row.getByText(/^tb_…/), "what tells keys apart").toBeVisible();
  await expect(row.getByRole("cell", { name: "2", exact: true })).toBeVisible();
  await expect(row).not.toContainText("Never");
});

test("a customer sees who looked at their bookings and why", async ({ page, mailbox, person, axe, problems }) => {
  // the page one leaves hears that the customer was looked at, and asks for what one may not see as the customer
  problems.expect(/403/);
  const customer = { name: "Nadine Roy", email: "nadine.roy@mail.example" };
  await logIn(page, "marc@northline.example");
  const found = await (await page.request.get(`/api/v1/customers?search=${encodeURIComponent(customer.name)}`, { headers: OFFICE })).json();
  await page.goto(`/app/customers/${(found.page ?? found).items.find((one) => one.name === customer.name).id}`);
  await page.getByRole("button", { name: `View as ${customer.name}` }).click();
  await page.getByTestId("view-as-dialog").getByRole("textbox", { name: "Reason" }).fill("She called about the elevator");
  await page.getByTestId("view-as-dialog").getByRole("button", { name: "Start viewing" }).click();
  await expect(page).toHaveURL(/\/portal/);
  // what is still being asked for when one leaves is refused
  await page.waitForLoadState("networkidle");
  await page.getByRole("button", { name: "Exit" }).click();
  await expect(page).toHaveURL(/\/app/);

  const nadine = await person();
  const mail = (await mailbox.all()).find((one) => one.to_address === customer.email && one.text_body.includes("/portal/enter/"));
  await nadine.goto(new URL(mailbox.link(mail, "/portal/enter/")).pathname);
  await nadine.getByRole("button", { name: "Open my bookings" }).click();
  await nadine.getByTestId("user-menu").click();
  await nadine.getByRole("menuitem", { name: "Who looked at your bookings" }).click();
  await expect(nadine).toHaveURL(/\/portal\/looks/);
  const list = nadine.getByTestId("looks");
  await expect(list).toContainText("Marc Bouchard, as Nadine Roy");
  await expect(list).toContainText("She called about the elevator");
  await axe(nadine, "who looked");
});

test("settings being edited outlast a new logo, and tell of what a colleague saved meanwhile", async ({ page, mailbox, axe, problems }) => {
  problems.expect(/409/);
  await register(page, mailbox, { company: "Two Hands Movers", name: "Tess Owner", email: "tess@two-hands.example" });
  await page.goto("/app/settings");
  const opens = page.getByLabel("Opens on Monday");
  await opens.fill("07:15");
  const logo = await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(60, 60);
    canvas.getContext("2d").fillRect(5, 5, 50, 50);
    return btoa(String.fromCharCode(...new Uint8Array(await (await canvas.convertToBlob({ type: "image/png" })).arrayBuffer())));
  });
  await page.getByLabel("Choose logo").setInputFiles({ name: "logo.png", mimeType: "image/png", buffer: Buffer.from(logo, "base64") });
  await expect(page.getByRole("button", { name: "Remove logo" })).toBeVisible();
  await expect(opens).toHaveValue("07:15");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText("Saved").first()).toBeVisible();
  await page.reload();
  await expect(opens).toHaveValue("07:15");

  await opens.fill("06:45");
  const found = await answered(await page.request.get("/api/v1/organization", { headers: OFFICE }));
  const { country, currency, zone, locale, brand_hex, hubs, hours, holidays, numbering, mfa_roles, version } = found;
  const theirs = { name: "Four Hands Movers", country, currency, zone, locale, brand_hex, hubs, hours, holidays, numbering, mfa_roles, version };
  await answered(await page.request.put("/api/v1/organization", { headers: OFFICE, data: theirs }));
  const meanwhile = page.getByRole("alert").filter({ hasText: "Somebody else changed this meanwhile" });
  await expect(meanwhile).toBeVisible();
  await expect(opens).toHaveValue("06:45");
  await axe(page, "settings others changed");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText("Somebody changed this meanwhile. Look at it again.")).toBeVisible();
  await meanwhile.getByRole("button", { name: "Load theirs" }).click();
  await expect(meanwhile).toBeHidden();
  await expect(opens).toHaveValue("07:15");
  await expect(page.locator("[name=name]")).toHaveValue("Four Hands Movers");
});
