// A mail written from a lead: from a text to start from, in the customer's language, noted with the next step, and whether it was opened and its links followed.
import { expect, test } from "../support/test.mjs";
import { alter, rows } from "../support/database.mjs";
import { OFFICE, answered, logIn } from "../support/steps.mjs";

test.use({ demo: true });

const SALES = "olive@cascade.example";
const PERSON = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36";

const post = async (page, path, data) => answered(await page.request.post(path, { headers: OFFICE, data }));

/** A lead that says where to but not when, nor for how many. */
async function inquiry(page, name, email) {
  const asked = { name, email, phone: "604 555 0177", service_line: "charter", source: "phone", urgency: "medium" };
  const lead = await post(page, "/api/v1/leads", { ...asked, origin: "Surrey", destination: "Whistler" });
  return lead.row?.id ?? lead.id;
}

test("a mail asks for what is missing, is noted with its next step, and tells that it was opened", async ({ page, server, axe }) => {
  await logIn(page, SALES);
  const email = "wes.writer@boardman.example";
  const lead = await inquiry(page, "Wes Writer", email);
  await page.goto(`/app/leads/${lead}`);
  await expect(page.getByTestId("mails")).toContainText("No e-mail has gone to the customer yet.");
  await page.getByTestId("write-mail").click();
  const dialog = page.getByTestId("mail-dialog");
  const field = (name) => dialog.locator(`[name=mail_${name}]`);
  await expect(field("to")).toHaveValue(email);
  await expect(field("body")).toHaveValue(/^Hello Wes Writer,\n\nThank you for your request from Surrey to Whistler\./);
  await axe(page, "the mail to be written");

  // what is missing is named, and what was typed is not lost by looking at another text
  await field("start").selectOption("missing_facts");
  await expect(field("body")).toHaveValue(/- the day you have in mind\n- the number of passengers/);
  await field("language").selectOption("fr-CA");
  await expect(field("body")).toHaveValue(/^Bonjour Wes Writer,/);
  await field("language").selectOption("en-CA");
  await field("body").fill("Hello Wes,\n\nhow many of you are there? Our coaches: https://example.com/fleet.\n\nOlive");
  await field("start").selectOption("check_in");
  await expect(field("body")).toHaveValue(/still have questions/);
  await dialog.getByRole("button", { name: "Put it back" }).click();
  await expect(field("body")).toHaveValue(/how many of you are there/);
  await field("subject").fill("Your trip to Whistler");
  await dialog.getByText("Preview").click();
  await expect(dialog.getByTestId("mail-preview")).toContainText("how many of you are there?");

  await dialog.getByText("Plan the next step").click();
  await field("what").fill("Call Wes if he does not answer");
  await axe(page, "the mail with its next step");
  await dialog.getByTestId("send-mail").click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText("Call Wes if he does not answer").first()).toBeVisible();
  const stream = page.getByRole("list", { name: /Wes Writer/ });
  await expect(stream.getByText(/how many of you are there\?/)).toHaveCount(1);

  const out = `from mails where entity_id = '${lead}' and template = 'lead_mail'`;
  await expect.poll(async () => (await rows(server, `select status ${out}`))[0]?.status).not.toBe("queued");
  const [{ html_body, reply_to }] = await rows(server, `select html_body, reply_to ${out}`);
  expect(reply_to).toBe(SALES);
  await alter(server, `update mails set sent_at = now() - interval '10 minutes' where entity_id = '${lead}'`);
  await page.reload();
  const mail = page.getByTestId("mails").getByTestId("mail");
  await expect(mail).toContainText(`“Your trip to Whistler” to ${email}`);
  await expect(mail).toContainText("not opened yet");

  // an open page learns of it by itself
  const token = html_body.replaceAll("&#x2f;", "/").match(/\/t\/o\/([\w-]+)"/)[1];
  expect((await fetch(`${server.url}/t/o/${token}`, { headers: { "user-agent": PERSON } })).status).toBe(200);
  await expect(mail).toContainText(/opened /);
  await expect(mail).not.toContainText("not opened");
  await expect(stream.getByText("opened an e-mail")).toHaveCount(1);
  await alter(server, `update mail_hits set at = at - interval '1 minute'`);
  const link = html_body.replaceAll("&#x2f;", "/").match(/\/t\/c\/([\w-]+)"/)[1];
  const followed = await fetch(`${server.url}/t/c/${link}`, { redirect: "manual", headers: { "user-agent": PERSON } });
  expect([followed.status, followed.headers.get("location")]).toEqual([303, "https://example.com/fleet"]);
  await expect(mail).toContainText(/clicked /);
  await expect(stream.getByText("followed a link in an e-mail")).toHaveCount(1);
  await mail.getByText(/^Each time/).click();
  await expect(mail.getByText("https://example.com/fleet")).toBeVisible();
  await axe(page, "the lead with its mail");
});

test("what cannot be sent says why and keeps what was typed", async ({ page, server, axe, problems }) => {
  problems.expect(/409/);
  await logIn(page, SALES);
  const email = "nora.nomail@boardman.example";
  const lead = await inquiry(page, "Nora Nomail", email);
  const quote = await post(page, `/api/v1/leads/${lead}/quote`, {});
  const off = JSON.stringify({ off: [{ kind: "follow_ups", channel: "email" }] });
  await alter(server, `update contacts set preferences = preferences || '${off}'::jsonb where id = (select contact_id from quotes where id = '${quote.id}')`);
  await page.goto(`/app/leads/${lead}`);
  await page.getByTestId("write-mail").click();
  const dialog = page.getByTestId("mail-dialog");
  const field = (name) => dialog.locator(`[name=mail_${name}]`);
  await field("to").fill("");
  await dialog.getByTestId("send-mail").click();
  await expect(field("to")).toHaveAttribute("aria-invalid", "true");
  await axe(page, "a mail without an address");
  await field("to").fill(email);
  await field("subject").fill("Still there?");
  await dialog.getByTestId("send-mail").click();
  await expect(dialog.getByText(/Nora Nomail does not want this/)).toBeVisible();
  await expect(field("subject")).toHaveValue("Still there?");
  expect(await rows(server, `select id from mails where entity_id = '${lead}'`)).toEqual([]);
});
