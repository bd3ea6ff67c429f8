// Who gets in and what they see: the portal on behalf of a customer, required second factors, keys, roles of one's own,
// devices and members that are shut out while they look.
import { request } from "@playwright/test";
import { expect, test } from "../support/pages.mjs";
import { FRESH, totp } from "../support/world.mjs";
import { OFFICE, answered, draft, logIn, send } from "../support/steps.mjs";

test.use({ demo: true });

const CUSTOMER = { name: "Nadine Roy", email: "nadine.roy@mail.example" };

/** The button that opens the actions of a member. */
const actions = (page, name) => page.getByRole("button", { name: `Actions: ${name}` });

test("the office looks at the portal on behalf of a customer: told so, unable to write, and on record", async ({ page, mailbox, axe, problems }) => {
  problems.expect(/403|Failed to load resource/);
  await logIn(page, "olive@northline.example");
  const found = await answered(await page.request.get(`/api/v1/customers?search=${encodeURIComponent(CUSTOMER.name)}`));
  const account = (found.page ?? found).items.find((one) => one.name === CUSTOMER.name);
  await page.goto(`/app/customers/${account.id}`);
  await page.getByRole("button", { name: `View as ${CUSTOMER.name}` }).click();
  const dialog = page.getByTestId("view-as-dialog");
  await dialog.getByRole("button", { name: "Start viewing" }).click();
  await expect(dialog.getByRole("textbox", { name: "Reason" })).toHaveAttribute("aria-invalid", "true");
  await dialog.getByRole("textbox", { name: "Reason" }).fill("Asks where the photos are");
  await axe(page, "the reason for viewing");
  await dialog.getByRole("button", { name: "Start viewing" }).click();
  await expect(page).toHaveURL(/\/portal/);
  const told = page.getByText(`You are viewing as ${CUSTOMER.name}. Nothing can be changed.`);
  await expect(told).toBeVisible();
  await expect(page.getByTestId("stages")).toBeVisible();
  await axe(page, "the portal on behalf of a customer");
  await page.getByRole("link", { name: "See the booking" }).click();
  await expect(page).toHaveURL(/\/portal\/jobs\//);
  await expect(told).toBeVisible();

  await test.step("nothing can be written, and nothing of the office is there meanwhile", async () => {
    const { quotes } = await answered(await page.request.get("/api/v1/portal/home"));
    const form = { message: "Is this me?" };
    const refused = await page.request.post(`/my/quotes/${quotes[0].id}/question`, { form, headers: { ...OFFICE, origin: new URL(page.url()).origin }, maxRedirects: 0 });
    expect(refused.status(), "a question in the customer's name").toBe(403);
    expect((await page.request.get("/api/v1/leads", { headers: OFFICE })).status()).toBe(403);
  });

  await page.getByRole("button", { name: "Exit" }).click();
  await expect(page).toHaveURL(/\/app/);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await page.goto("/app/audit");
  const row = page.getByRole("row").filter({ hasText: `on behalf of ${CUSTOMER.name}` }).first();
  await expect(row).toContainText("Olive");
});

test("who must have a second factor is led to set it up, and gets to where they wanted", async ({ page, world, person, axe, problems }) => {
  // what the wanted page asks before it is left is refused
  problems.expect(/403/);
  const owner = await world.newcomer("fay");
  const agent = await world.member(owner, "sam@factor.example", "Sam Second", ["sales_agent"]);
  const office = await person({ storageState: await owner.cookies() });
  await office.goto("/app/settings");
  await office.getByLabel("Sales agent").check();
  await office.getByLabel("Driver").check();
  await office.getByRole("button", { name: /^Save/ }).click();
  await expect(office.getByText("Saved", { exact: true }).first()).toBeVisible();

  const setUp = async (page) => {
    await page.getByRole("button", { name: "Set up two-step login" }).click();
    await page.getByLabel("Code from the app").fill(totp(await page.getByTestId("factor-secret").textContent()));
    await page.getByRole("button", { name: "Switch on" }).click();
    await page.getByRole("button", { name: "I have kept them" }).click();
  };
  await logIn(page, agent.email, "/app/leads?view=hot", FRESH);
  await expect(page.getByRole("heading", { level: 1, name: "Login and devices" })).toBeVisible();
  await expect(page.getByText("Your role requires two-step login. Set it up to go on.")).toBeVisible();
  await axe(page, "the way to a second factor");
  expect((await page.request.get("/api/v1/leads", { headers: OFFICE })).status(), "nothing is answered before").toBe(403);
  await setUp(page);
  await expect(page).toHaveURL(/\/app\/leads\?view=hot/);
  await expect(page.getByRole("heading", { level: 1, name: "Leads" })).toBeVisible();
  expect((await page.request.get("/api/v1/leads", { headers: OFFICE })).status()).toBe(200);

  const driver = await world.member(owner, "dee@factor.example", "Dee Driver", ["driver"]);
  const cab = await person();
  await logIn(cab, driver.email, "/field", FRESH);
  await expect(cab).toHaveURL(/\/app\/settings\/security/);
  await setUp(cab);
  await expect(cab).toHaveURL(/\/field$/);
  await expect(cab.getByRole("heading", { level: 1 })).toBeVisible();
});

test("an API key works until it is revoked, and never for more than it may", async ({ world, person, axe, baseURL }) => {
  const owner = await world.newcomer("kay");
  const office = await person({ storageState: await owner.cookies() });
  await office.goto("/app/settings/keys");
  await office.getByRole("button", { name: "New API key" }).first().click();
  const dialog = office.getByRole("dialog");
  await dialog.getByLabel("Name").fill("Warehouse screen");
  await dialog.getByLabel("What it may do").selectOption({ label: "Like Sales agent" });
  await axe(office, "a new key");
  await dialog.getByRole("button", { name: "Make key" }).click();
  const secret = await office.getByTestId("api-key").inputValue();
  await axe(office, "the key that is shown once");
  await office.getByRole("dialog").getByRole("button", { name: "Close", exact: true }).last().click();
  const row = office.getByRole("row").filter({ hasText: "Warehouse screen" });
  await expect(row).toContainText("Active");
  await expect(office.getByText(secret)).toHaveCount(0);

  // a program has no cookies and no browser's headers
  const program = await request.newContext({ baseURL, extraHTTPHeaders: { authorization: `Bearer ${secret}` } });
  const lead = { name: "Entered by a program", service_line: "moving", source: "phone", urgency: "medium", origin: "Toronto", destination: "Ottawa", notes: "" };
  await answered(await program.post("/api/v1/leads", { data: lead }));
  const { page: list } = await answered(await program.get("/api/v1/leads"));
  expect(list.items.map((one) => one.name)).toContain(lead.name);
  expect((await program.get("/api/v1/audit")).status(), "what a sales agent may not").toBe(403);
  await office.reload();
  await expect(row).not.toContainText("Never");
  await row.getByRole("button", { name: "Revoke" }).click();
  await office.getByRole("alertdialog").getByRole("button", { name: "Revoke" }).click();
  await expect(row).toContainText("Revoked");
  expect((await program.get("/api/v1/leads")).status()).toBe(401);
  await program.dispose();
});

test("a role of one's own shows a member their own leads, without what it hides", async ({ world, person, axe }) => {
  const owner = await world.newcomer("rob");
  const agent = await world.member(owner, "nell@roles.example", "Nell Narrow", ["sales_agent"]);
  const office = await person({ storageState: await owner.cookies() });
  const lead = (name) => ({ name, email: `${name.toLowerCase().replace(" ", ".")}@customer.example`, phone: "416 555 0148", service_line: "moving", source: "phone", urgency: "medium", origin: "Toronto", destination: "Ottawa", notes: "" });
  await owner.send("POST", "/api/v1/leads", lead("Not Hers"));
  await agent.send("POST", "/api/v1/leads", lead("Her Own"));

  await test.step("the role is made from a built-in one", async () => {
    await office.goto("/app/settings/roles");
    await office.getByRole("button", { name: "New role" }).click();
    const sheet = office.getByRole("dialog");
    await sheet.getByLabel("Name").fill("Night desk");
    await sheet.getByRole("group", { name: "See leads" }).or(sheet.getByRole("radiogroup", { name: "See leads" })).getByRole("radio", { name: "Own" }).check();
    await sheet.getByRole("switch", { name: "See personal data" }).click();
    await expect(sheet.getByRole("switch", { name: "See personal data" })).not.toBeChecked();
    await axe(office, "the editor of a role");
    await sheet.getByRole("button", { name: "Save role" }).click();
    await expect(office.getByRole("columnheader", { name: /Night desk/ })).toBeVisible();
  });

  const desk = await person({ storageState: await agent.cookies() });
  await desk.goto("/app/leads");
  await expect(desk.getByRole("link", { name: "Her Own" })).toBeVisible();
  await test.step("it takes the place of the member's role", async () => {
    await office.goto("/app/settings/members");
    await actions(office, "Nell Narrow").click();
    await office.getByRole("menuitem", { name: "Edit" }).click();
    const sheet = office.getByRole("dialog", { name: "Edit Nell Narrow" });
    await sheet.getByLabel("Night desk").check();
    await sheet.getByLabel("Sales agent").uncheck();
    await sheet.getByRole("button", { name: "Save" }).click();
    await expect(sheet).toBeHidden();
  });

  await desk.goto("/app/leads");
  await expect(desk.getByRole("link", { name: "Her Own" })).toBeVisible();
  await expect(desk.getByRole("link", { name: "Not Hers" })).toHaveCount(0);
  await desk.getByRole("link", { name: "Her Own" }).click();
  await expect(desk.getByRole("heading", { level: 1, name: "Her Own" })).toBeVisible();
  await expect(desk.getByText(/customer\.example|555.?0148/)).toHaveCount(0);
  const [mine] = (await answered(await desk.request.get("/api/v1/leads"))).page.items;
  const whole = JSON.stringify(await answered(await desk.request.get(`/api/v1/leads/${mine.id}`)));
  expect(whole, "nor does the answer behind the page hold it").not.toMatch(/customer\.example|5550148/);
  await axe(desk, "a lead without personal data");
});

test("a logo is shown in the office and on the customer's quote; a text that calls itself one is refused", async ({ world, person, axe, problems }) => {
  problems.expect(/422|Failed to load resource/);
  const owner = await world.newcomer("lou");
  const office = await person({ storageState: await owner.cookies() });
  await office.goto("/app/settings");
  const choose = office.getByLabel("Choose logo");
  await choose.setInputFiles({ name: "logo.png", mimeType: "image/png", buffer: Buffer.from("this is no picture") });
  await expect(choose).toHaveAttribute("aria-invalid", "true");
  await axe(office, "a logo that is none");
  const side = office.locator("#navigation");
  await expect(side.locator("img")).toHaveCount(0);
  const picture = await office.evaluate(async () => {
    const canvas = new OffscreenCanvas(240, 120);
    const pen = canvas.getContext("2d");
    pen.fillStyle = "#0a6";
    pen.fillRect(20, 20, 200, 80);
    return btoa(String.fromCharCode(...new Uint8Array(await (await canvas.convertToBlob({ type: "image/png" })).arrayBuffer())));
  });
  await choose.setInputFiles({ name: "logo.png", mimeType: "image/png", buffer: Buffer.from(picture, "base64") });
  await expect(office.getByRole("button", { name: "Remove logo" })).toBeVisible();
  await expect(choose).not.toHaveAttribute("aria-invalid", "true");
  const drawn = (page, scope) => expect.poll(() => page.locator(scope).locator("img[src*='/logo']").first().evaluate((img) => img.naturalWidth).catch(() => 0), "the logo is drawn").toBeGreaterThan(0);
  await office.reload();
  await drawn(office, "#navigation");
  await axe(office, "the settings with a logo");

  await draft(office, { name: "Lena Logo", email: "lena@logo.example" });
  const link = await send(office);
  const guest = await person({ javaScriptEnabled: false });
  await guest.goto(link);
  await expect(guest.getByRole("banner").locator("img")).toBeVisible();
  await office.goto(link);
  await drawn(office, "header");
  await axe(office, "a quote with a logo");
});

test("a device that is logged out from another one is out at once", async ({ world, person, page, axe, problems }) => {
  problems.expect(/401/);
  const owner = await world.newcomer("dee");
  await logIn(page, owner.email, "/app/leads", FRESH);
  await expect(page.getByRole("heading", { level: 1, name: "Leads" })).toBeVisible();
  const phone = await person({ userAgent: "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1" });
  await logIn(phone, owner.email, "/app/pipeline", FRESH);
  await expect(phone.getByRole("heading", { level: 1, name: "Pipeline" })).toBeVisible();
  await page.goto("/app/settings/security");
  const row = page.getByRole("listitem").filter({ hasText: /iPhone/ });
  await axe(page, "the devices");
  await row.getByRole("button", { name: "Log out" }).click();
  await expect(row).toHaveCount(0);
  await expect(phone).toHaveURL(/\/login/);
  await phone.goto("/app/pipeline");
  await expect(phone).toHaveURL(/\/login/);
  // who did it stays
  await page.reload();
  await expect(page.getByText("This device", { exact: true })).toBeVisible();
});

test("a member who is deactivated is out of the open page at once, and comes back when let in", async ({ world, person, axe, problems }) => {
  problems.expect(/401|403|409/);
  const owner = await world.newcomer("ada");
  const member = await world.member(owner, "otto@leaving.example", "Otto Leaving", ["sales_agent"]);
  const theirs = await person({ storageState: await member.cookies() });
  await theirs.goto("/app/leads");
  await expect(theirs.getByRole("heading", { level: 1, name: "Leads" })).toBeVisible();
  const office = await person({ storageState: await owner.cookies() });
  await office.goto("/app/settings/members");
  await actions(office, "Otto Leaving").click();
  await office.getByRole("menuitem", { name: "Deactivate" }).click();
  await axe(office, "the question before");
  await office.getByRole("alertdialog").getByRole("button", { name: "Deactivate" }).click();
  await expect(office.getByRole("row").filter({ hasText: "Otto Leaving" })).toContainText("Deactivated");
  await expect(theirs).toHaveURL(/\/login/);
  await theirs.getByLabel("E-mail").fill(member.email);
  await theirs.getByLabel(/^Password/).fill(FRESH);
  await theirs.getByRole("button", { name: "Log in" }).click();
  await expect(theirs.getByText(/no longer belong to an organization/)).toBeVisible();
  await actions(office, "Otto Leaving").click();
  await office.getByRole("menuitem", { name: "Reactivate" }).click();
  await expect(office.getByRole("row").filter({ hasText: "Otto Leaving" })).toContainText("Active");
  await logIn(theirs, member.email, "/app/leads", FRESH);
  await expect(theirs.getByRole("heading", { level: 1, name: "Leads" })).toBeVisible();
});

test("whoever may not see leads begins at the first page they may see", async ({ page }) => {
  await logIn(page, "ana@northline.example");
  await expect(page).toHaveURL(/\/app\/quotes/);
  await expect(page.getByRole("heading", { level: 1, name: "Quotes" })).toBeVisible();
});
