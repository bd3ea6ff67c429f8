// Registering, logging in, inviting, second factors: the first chapter of the story and its bad input.
import { createHmac } from "node:crypto";
import { expect, test } from "../support/test.mjs";

const password = "seven blue coaches climb the pass";

/** The code an authenticator app shows for a base32 secret (RFC 6238). */
function totp(secret, at = Date.now()) {
  const bits = [...secret.replace(/\s/g, "")].map((c) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(c).toString(2).padStart(5, "0")).join("");
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(at / 30000)));
  const mac = createHmac("sha1", key).update(step).digest();
  return String((mac.readUInt32BE(mac[19] & 15) & 0x7fffffff) % 1000000).padStart(6, "0");
}

const SUBJECTS = { "/confirm/": /Confirm/, "/invitations/": /invites you/, "/reset/": /new password|nouveau mot de passe/ };

async function linkIn(mailbox, to, path) {
  return mailbox.link(await mailbox.wait(to, SUBJECTS[path]), path);
}

async function register(page, mailbox, company, email) {
  await page.goto("/register");
  await page.getByLabel("Company name").fill(company);
  await page.getByLabel("Your name").fill("Nora North");
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByLabel(/^Moving/).check();
  await page.getByLabel(/^Charter/).check();
  await page.getByRole("button", { name: "Register" }).click();
  await expect(page.getByRole("heading", { name: "Look at your mail" })).toBeVisible();
  await page.goto(await linkIn(mailbox, email, "/confirm/"));
  await page.getByRole("button", { name: "Confirm address" }).click();
  await expect(page.getByText("Your address is confirmed")).toBeVisible();
}

async function logIn(page, email) {
  await page.goto("/login");
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Log in" }).click();
}

test("an owner registers, logs in and invites a driver who joins @everywhere", async ({ page, mailbox, person, axe, problems }) => {
  problems.expect(/410/);
  await register(page, mailbox, "Northline <script>alert(1)</script>", "nora@northline.example");
  await axe(page, "the page");
  await logIn(page, "nora@northline.example");
  await expect(page).toHaveURL(/\/app/);
  await page.goto("/app/settings/members");
  await page.getByRole("button", { name: "Invite member" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("E-mail").fill("dara@northline.example");
  await dialog.getByLabel("Driver").check();
  await dialog.getByRole("button", { name: "Send invitation" }).click();
  await expect(page.getByText("Invited dara@northline.example")).toBeVisible();
  await axe(page, "the page");

  const dara = await person();
  const link = await linkIn(mailbox, "dara@northline.example", "/invitations/");
  await dara.goto(link);
  await axe(dara, "the invitation");
  await dara.getByLabel("Your name").fill("Dara Driver");
  await dara.getByLabel("Password").fill(password);
  await dara.getByRole("button", { name: "Join" }).click();
  await expect(dara).toHaveURL(/\/field/);
  await dara.goto(link);
  await expect(dara.getByText("It was used already")).toBeVisible();
});

test("wrong passwords lock the login, whoever they are for", async ({ page, problems, axe }) => {
  problems.expect(/422|429/);
  for (let attempt = 0; attempt < 5; attempt += 1) {
    await logIn(page, "nobody@nowhere.example");
    await expect(page.getByRole("alert").first()).toContainText("The e-mail or the password is not right");
  }
  await axe(page, "the page");
  await logIn(page, "nobody@nowhere.example");
  await expect(page.getByRole("alert").first()).toContainText("Too many attempts");
});

test("two-step login is set up and asked for at the next login", async ({ page, mailbox, person, problems }) => {
  problems.expect(/422/);
  await register(page, mailbox, "Harbour Coaches", "ida@harbour.example");
  await logIn(page, "ida@harbour.example");
  await page.goto("/app/settings/security");
  await page.getByRole("button", { name: "Set up two-step login" }).click();
  const secret = await page.getByTestId("factor-secret").textContent();
  await page.getByLabel("Code from the app").fill(totp(secret));
  await page.getByRole("button", { name: "Switch on" }).click();
  await expect(page.getByTestId("recovery-codes").getByRole("listitem")).toHaveCount(10);
  const code = await page.getByTestId("recovery-codes").getByRole("listitem").first().textContent();
  const phone = await person();
  await logIn(phone, "ida@harbour.example");
  await phone.getByLabel("Code").fill("000000");
  await phone.getByRole("button", { name: "Continue" }).click();
  await expect(phone.getByRole("alert").first()).toContainText("The code is not right");
  await phone.getByLabel("Code").fill(code);
  await phone.getByRole("button", { name: "Continue" }).click();
  await expect(phone).toHaveURL(/\/app/);
});

test("a forgotten password is replaced in French, without scripts @phone", async ({ page, mailbox, person }) => {
  await register(page, mailbox, "Déménagement Côté", "luc@cote.example");
  const luc = await person({ javaScriptEnabled: false, locale: "fr-CA" });
  await luc.goto("/forgot");
  await luc.getByLabel("Courriel").fill("luc@cote.example");
  await luc.getByRole("button", { name: "Envoyer le lien" }).click();
  await luc.goto(await linkIn(mailbox, "luc@cote.example", "/reset/"));
  await luc.getByLabel("Nouveau mot de passe").fill("quatre chevaux tirent le camion");
  await luc.getByRole("button", { name: "Enregistrer le mot de passe" }).click();
  await expect(luc.getByText("Votre mot de passe est changé")).toBeVisible();
});
