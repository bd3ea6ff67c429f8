// Who may enter the portal, from both sides: the office gives, takes away and gives back; the customer is told at once.
import { OFFICE, answered, logIn } from "../support/steps.mjs";
import { expect, test } from "../support/test.mjs";

test.use({ demo: true });

const OFFICE_MAIL = "marc@northline.example";

/** A company of one's own with one person, who has never been let in. */
async function someone(page, company, name, email) {
  const data = { kind: "company", name: company, contact: null, tags: [], notes: "" };
  const account = await answered(await page.request.post("/api/v1/customers", { headers: OFFICE, data }));
  const contact = { name, email, phone: null, roles: [] };
  return answered(await page.request.post(`/api/v1/customers/${account.id}/contacts`, { headers: OFFICE, data: contact }));
}

/** The newest link to the portal mailed to somebody. */
async function wayIn(mailbox, email) {
  return new URL(mailbox.link(await mailbox.wait(email, /Your way to your bookings/), "/portal/enter/")).pathname;
}

test("the office lets somebody in by hand and takes that away; they are told at once, ask, and are let in again @phone", async ({ page, person, mailbox, axe, problems }) => {
  // who is shut out asks for what they may not see any more
  problems.expect(/401|403|404/);
  const email = `ingrid.${Date.now()}@lind.example`;
  await logIn(page, OFFICE_MAIL);
  const account = await someone(page, "Lind Bindery", "Ingrid Lind", email);
  await page.goto(`/app/customers/${account.id}`);
  const access = page.getByTestId("portal-access");
  await expect(access).toContainText("No portal access");
  await page.getByRole("button", { name: "Give portal access to Ingrid Lind" }).click();
  await expect(access).toContainText(/Portal access since .*, given by Marc/);
  await axe(page, "a customer who may enter");

  const customer = await person();
  const first = await wayIn(mailbox, email);
  await customer.goto(first);
  await customer.getByRole("button", { name: "Open my bookings" }).click();
  await expect(customer.getByRole("heading", { level: 1 })).toContainText("Ingrid");
  await page.reload();
  await expect(access).toContainText("last logged in");

  await page.getByRole("button", { name: "Take access away from Ingrid Lind" }).click();
  const dialog = page.getByRole("alertdialog");
  await expect(dialog).toContainText("logged out at once");
  await axe(page, "taking access away");
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await expect(access).toContainText("given by Marc");
  await page.getByRole("button", { name: "Take access away from Ingrid Lind" }).click();
  await dialog.getByRole("button", { name: "Take access away" }).click();
  await expect(access).toContainText(/taken away on .* by Marc/);

  // the page they had open says so without being touched, and so does the link
  await expect(customer.getByRole("heading", { name: "Your access has ended" })).toBeVisible();
  await axe(customer, "the page of a session that ended");
  await customer.goto("/portal");
  await expect(customer.getByRole("heading", { name: "Your access has ended" })).toBeVisible();
  await customer.goto(first);
  await expect(customer.getByRole("heading", { name: "Your access has ended" })).toBeVisible();
  await axe(customer, "the page of a link that ended");
  await customer.getByRole("button", { name: /^Ask .* for access$/ }).click();
  await expect(customer.getByText("knows that you asked")).toBeVisible();
  await expect(customer).toHaveURL(/[?]told=1$/);
  await customer.reload();
  await expect(customer.getByText("knows that you asked")).toBeVisible();
  await axe(customer, "the page of somebody who asked");
  await expect(access).toContainText("Asked to be let in again");
  // whose customer it is hears of it, once
  const told = await mailbox.wait(OFFICE_MAIL, /Ingrid Lind asks for access/);
  expect(mailbox.link(told, "/app/customers/")).toContain(account.id);
  const mails = (await mailbox.all()).filter((mail) => mail.subject.includes("Ingrid Lind asks for access") && mail.text_body.includes(account.id));
  expect(mails).toHaveLength(1);

  // without link and session they ask for a link, and are written why there is none
  const elsewhere = await person();
  await elsewhere.goto("/portal/login");
  await elsewhere.getByLabel("E-mail").fill(email);
  await elsewhere.getByRole("button", { name: "Send me a link" }).click();
  await expect(elsewhere.getByText("a link is on its way")).toBeVisible();
  await elsewhere.goto(mailbox.link(await mailbox.wait(email, /has ended/), "/portal/enter/"));
  await expect(elsewhere.getByRole("heading", { name: "Your access has ended" })).toBeVisible();

  await page.getByRole("button", { name: "Give access back to Ingrid Lind" }).click();
  await expect(access).toContainText(/Portal access since .*, given by Marc/);
  await customer.goto(first);
  await expect(customer.getByRole("heading", { name: "This link no longer works" })).toBeVisible();
  await customer.goto(await wayIn(mailbox, email));
  await customer.getByRole("button", { name: "Open my bookings" }).click();
  await expect(customer.getByRole("heading", { level: 1 })).toContainText("Ingrid");
});

test("whoever has no address cannot be let in, and who may not edit customers sees how they stand and no more", async ({ page, person, problems }) => {
  problems.expect(/409/);
  await logIn(page, OFFICE_MAIL);
  const account = await someone(page, "Moss Printers", "Ola Moss", null);
  await page.goto(`/app/customers/${account.id}`);
  await page.getByRole("button", { name: "Give portal access to Ola Moss" }).click();
  await expect(page.getByText("Ola Moss has no e-mail address")).toBeVisible();
  await expect(page.getByTestId("portal-access")).toContainText("No portal access");

  // a dispatcher looks at customers and changes none
  const looker = await person();
  await logIn(looker, "dana@northline.example");
  await looker.goto(`/app/customers/${account.id}`);
  await expect(looker.getByTestId("portal-access")).toContainText("No portal access");
  await expect(looker.getByRole("button", { name: /portal access/ })).toHaveCount(0);
});
