// One's own login and who is let in: password, address, recovery codes, devices, invitations; and what a company counts in.
import { expect, test } from "../support/pages.mjs";
import { PASSWORD, logIn } from "../support/steps.mjs";
import { FRESH, totp } from "../support/world.mjs";

test.use({ demo: true });

const SECURITY = "/app/settings/security";

/** An address nobody had before, also when a test runs again. */
const address = (name) => `${name}.${Date.now().toString(36)}@account.example`;

/** Somebody new in a company of these tests. */
const agent = async (world, name) => world.member(await world.newcomer("ola"), address(name.toLowerCase()), `${name} Account`, ["sales_agent"]);

/** A part of the page by its title. */
const card = (page, name) => page.getByRole("region", { name, exact: true });

/** Fills in the login without waiting for where it leads. */
async function tryLogIn(page, email, password) {
  await page.goto("/login");
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel(/^Password/).fill(password);
  await page.getByRole("button", { name: "Log in" }).click();
}

test("a password is changed by who knows it, and the other devices are out", async ({ page, world, person, axe, problems }) => {
  problems.expect(/401|422/);
  const { email } = await agent(world, "Pam");
  await logIn(page, email, SECURITY, FRESH);
  const phone = await person();
  await logIn(phone, email, "/app/leads", FRESH);
  await expect(phone.getByRole("heading", { level: 1, name: "Leads" })).toBeVisible();

  const form = card(page, "Change password");
  const send = form.getByRole("button", { name: "Change password" });
  const current = form.getByLabel("Current password");
  await current.fill("not the one I have");
  await form.getByLabel("New password").fill(PASSWORD);
  await send.click();
  await expect(current).toHaveAttribute("aria-invalid", "true");
  await expect(form.getByRole("alert")).toContainText("The password is not right");
  await axe(page, "a wrong password");
  await current.fill(FRESH);
  await form.getByLabel("New password").fill("password1");
  await send.click();
  await expect(form.getByLabel("New password")).toHaveAttribute("aria-invalid", "true");
  await form.getByLabel("New password").fill(PASSWORD);
  await send.click();
  await expect(page.getByText("Password changed. Other devices were logged out").first()).toBeVisible();
  await expect(current).toHaveValue("");
  await expect(phone).toHaveURL(/\/login/);
  const devices = card(page, "Devices");
  await expect(devices.getByRole("listitem")).toHaveCount(1);

  await tryLogIn(phone, email, FRESH);
  await expect(phone.getByRole("alert").first()).toContainText("The e-mail or the password is not right");
  await logIn(phone, email, "/app/leads", PASSWORD);
  await expect(phone.getByRole("heading", { level: 1, name: "Leads" })).toBeVisible();
  await expect(devices.getByRole("listitem"), "who logs in is listed at once").toHaveCount(2);
  await devices.getByRole("button", { name: "Log all other devices out" }).click();
  await expect(page.getByText("All other devices were logged out").first()).toBeVisible();
  await expect(devices.getByRole("listitem")).toHaveCount(1);
  await expect(phone).toHaveURL(/\/login/);
});

test("an address is changed by a link to the new one, and the former one can take it back", async ({ page, world, mailbox, person, axe, problems }) => {
  problems.expect(/401|404|410|422/);
  const { email } = await agent(world, "Eve");
  const fresh = address("eve.moved");
  await logIn(page, email, SECURITY, FRESH);
  const form = card(page, "Change e-mail address");
  const send = form.getByRole("button", { name: "Change e-mail address" });
  await form.getByLabel("New e-mail address").fill("olive@northline.example");
  await form.getByLabel("Current password").fill(FRESH);
  await send.click();
  await expect(form.getByLabel("New e-mail address")).toHaveAttribute("aria-invalid", "true");
  await expect(form.getByRole("alert")).toContainText("This is already in use");
  await form.getByLabel("New e-mail address").fill(fresh);
  await send.click();
  await expect(form.getByText(`${fresh} waits for its confirmation`)).toBeVisible();

  const link = mailbox.link(await mailbox.wait(fresh, /Confirm your new e-mail address/), "/confirm-address/");
  const mail = await person();
  await mail.goto(link);
  await expect(mail.getByText(`From now on you log in with ${fresh}.`)).toBeVisible();
  await mail.getByRole("button", { name: "Confirm address" }).click();
  await expect(mail.getByText(`Your address is now ${fresh}.`)).toBeVisible();
  await expect(page.getByText(fresh, { exact: true }), "the open page has it too").toBeVisible();
  await expect(form.getByText("waits for its confirmation")).toHaveCount(0);
  await mail.goto(link);
  await expect(mail.getByText("It was used already")).toBeVisible();

  await mail.goto(mailbox.link(await mailbox.wait(email, /address was changed/), "/undo-address/"));
  await expect(mail.getByText(`you log in with ${email} again`)).toBeVisible();
  await axe(mail, "taking an address back");
  await mail.getByRole("button", { name: "Undo the change" }).click();
  await expect(mail.getByText(`Your address is now ${email}.`)).toBeVisible();
  await expect(page).toHaveURL(/\/login/);
  await tryLogIn(page, fresh, FRESH);
  await expect(page.getByRole("alert").first()).toContainText("The e-mail or the password is not right");
  await logIn(page, email, SECURITY, FRESH);
  await expect(page.getByText(email, { exact: true }).first()).toBeVisible();
});

test("recovery codes are made anew, each lets in once, and two-step login is switched off", async ({ page, world, mailbox, person, axe, problems }) => {
  problems.expect(/401|422/);
  const { email } = await agent(world, "Ray");
  await logIn(page, email, SECURITY, FRESH);
  const form = card(page, "Two-step login");
  const list = page.getByTestId("recovery-codes").getByRole("listitem");
  const ask = page.getByRole("dialog");
  const confirm = async (name, password) => {
    await form.getByRole("button", { name }).click();
    await ask.getByLabel("Current password").fill(password);
    await ask.getByRole("button", { name }).click();
  };
  await form.getByRole("button", { name: "Set up two-step login" }).click();
  await page.getByLabel("Code from the app").fill(totp(await page.getByTestId("factor-secret").textContent()));
  await page.getByRole("button", { name: "Switch on" }).click();
  await expect(list).toHaveCount(10);
  const former = await list.first().textContent();
  await page.getByRole("button", { name: "I have kept them" }).click();

  await confirm("Make new codes", "not the one I have");
  await expect(ask.getByLabel("Current password")).toHaveAttribute("aria-invalid", "true");
  await axe(page, "a question with a wrong password");
  await ask.getByLabel("Current password").fill(FRESH);
  await ask.getByRole("button", { name: "Make new codes" }).click();
  await expect(list).toHaveCount(10);
  const code = await list.first().textContent();
  await page.getByRole("button", { name: "I have kept them" }).click();

  const phone = await person();
  const give = async (code) => {
    await phone.getByLabel("Code").fill(code);
    await phone.getByRole("button", { name: "Continue" }).click();
  };
  await logIn(phone, email, "", FRESH);
  await give(former);
  await expect(phone.getByRole("alert").first(), "one of the former codes").toContainText("The code is not right");
  await give(code);
  await expect(phone).toHaveURL(/\/app/);
  await expect(form.getByText("9 left")).toBeVisible();
  const tablet = await person();
  await logIn(tablet, email, "", FRESH);
  await tablet.getByLabel("Code").fill(code);
  await tablet.getByRole("button", { name: "Continue" }).click();
  await expect(tablet.getByRole("alert").first(), "a code that was used").toContainText("The code is not right");

  await confirm("Switch off", FRESH);
  await expect(page.getByText("Two-step login is off").first()).toBeVisible();
  await expect(form.getByRole("button", { name: "Set up two-step login" })).toBeVisible();
  await mailbox.wait(email, /Two-step login was switched off/);
  await expect(phone).toHaveURL(/\/login/);
  await logIn(phone, email, "/app/leads", FRESH);
  await expect(phone.getByRole("heading", { level: 1, name: "Leads" })).toBeVisible();
});

test("an invitation is sent again or revoked, and who came by it stands with the role", async ({ world, mailbox, person, axe, problems }) => {
  problems.expect(/404|410/);
  const owner = await world.newcomer("ivo");
  const office = await person({ storageState: await owner.cookies() });
  const [again, gone] = [address("ann"), address("gus")];
  await office.goto("/app/settings/members");
  for (const email of [again, gone]) {
    await office.getByRole("button", { name: "Invite member" }).click();
    const dialog = office.getByRole("dialog");
    await dialog.getByLabel("E-mail").fill(email);
    await dialog.getByLabel("Sales support", { exact: true }).check();
    await dialog.getByRole("button", { name: "Send invitation" }).click();
    await expect(office.getByText(`Invited ${email}`).first()).toBeVisible();
  }
  const row = (email) => office.getByRole("row").filter({ hasText: email });
  const links = async (email) => (await mailbox.all()).filter((mail) => mail.to_address.includes(email)).map((mail) => mailbox.link(mail, "/invitations/"));
  await expect.poll(async () => (await links(again)).length).toBe(1);
  const [first] = await links(again);
  await row(again).getByRole("button", { name: "Send again" }).click();
  await expect(office.getByText(`Sent to ${again} again`).first()).toBeVisible();
  await expect.poll(async () => (await links(again)).length).toBe(2);
  const second = (await links(again)).find((link) => link !== first);
  const [dead] = await links(gone);
  await row(gone).getByRole("button", { name: "Revoke" }).click();
  await expect(office.getByText(`Revoked the invitation of ${gone}`).first()).toBeVisible();
  await expect(row(gone)).toHaveCount(0);

  const guest = await person();
  await guest.goto(dead);
  await expect(guest.getByText("It was revoked. Ask whoever invited you for a new one.")).toBeVisible();
  await axe(guest, "a revoked invitation");
  await guest.goto(first);
  await expect(guest.getByText("a newer one replaced it")).toBeVisible();
  await guest.goto(second);
  await guest.getByLabel("Your name").fill("Ann Counts");
  await guest.getByLabel(/^Password/).fill(FRESH);
  await guest.getByRole("button", { name: "Join" }).click();
  await expect(guest).toHaveURL(/\/app/);
  await expect(row(again).filter({ hasText: "Ann Counts" })).toBeVisible();
  await expect(row(again), "a member now, and no longer invited").toHaveCount(1);

  await test.step("the matrix of roles names who holds them, on a phone one role at a time", async () => {
    await office.goto("/app/settings/roles");
    await office.getByRole("button", { name: /^Who holds Sales support: \d/ }).click();
    const people = office.getByRole("dialog", { name: /^Who holds Sales support/ });
    await expect(people.getByText("Ann Counts").first()).toBeVisible();
    await axe(office, "who holds a role");
    await office.keyboard.press("Escape");
    await office.setViewportSize({ width: 390, height: 844 });
    await expect(office.getByRole("columnheader", { name: /^Owner/ })).toBeVisible();
    await office.getByLabel("Role", { exact: true }).selectOption({ label: "Sales support" });
    await expect(office.getByRole("columnheader", { name: /^Owner/ })).toBeHidden();
    await expect(office.getByRole("columnheader", { name: /^Sales support/ })).toBeVisible();
    await axe(office, "one role on a phone");
  });
});

test("a company counts in the currency of its country unless another one is picked", async ({ mailbox, person, problems }) => {
  problems.expect(/422/);
  const guest = await person({ locale: "en-US" });
  const email = address("una");
  await guest.goto("/register");
  await expect(guest.getByLabel("Country"), "where the browser is at home").toHaveValue("US");
  await expect(guest.getByLabel("Currency")).toHaveValue("");
  await guest.getByLabel("Company name").fill("Galway Vans");
  await guest.getByLabel("Your name").fill("Una Burke");
  await guest.getByLabel("E-mail").fill(email);
  await guest.getByLabel(/^Password/).fill(FRESH);
  await guest.getByLabel("Country").selectOption({ label: "Ireland (EUR)" });
  await guest.getByLabel("Currency").selectOption({ label: "Pound sterling (GBP)" });
  await guest.getByRole("button", { name: "Register" }).click();
  await expect(guest.getByLabel("Country"), "what was picked outlasts a refusal").toHaveValue("IE");
  await expect(guest.getByLabel("Currency")).toHaveValue("GBP");
  await guest.getByLabel(/^Moving/).check();
  await guest.getByLabel(/^Password/).fill(FRESH);
  await guest.getByRole("button", { name: "Register" }).click();
  await expect(guest.getByRole("heading", { name: "Look at your mail" })).toBeVisible();
  await guest.goto(mailbox.link(await mailbox.wait(email, /Confirm/), "/confirm/"));
  await guest.getByRole("button", { name: "Confirm address" }).click();
  await logIn(guest, email, "/app/settings", FRESH);
  await expect(guest.getByLabel("Country")).toHaveValue("IE");
  await expect(guest.getByLabel("Currency")).toHaveValue("GBP");
});
