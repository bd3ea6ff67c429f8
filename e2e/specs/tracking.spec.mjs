// Whether mails are opened, and by whom; and offers that go out by the sender's own means.
import { expect, test } from "../support/test.mjs";
import { alter, rows } from "../support/database.mjs";
import { OFFICE, ahead, answered, logIn } from "../support/steps.mjs";

test.use({ demo: true });

const SALES = "olive@cascade.example";
const APPLE = "Mozilla/5.0";
const PERSON = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36";

const post = async (page, path, data) => answered(await page.request.post(path, { headers: OFFICE, data }));

/** The draft of a quote for a new lead, ready to be sent. Whose telephone is another's would be taken for them. */
async function drafted(page, name, phone = "604 555 0177") {
  const email = `${name.toLowerCase().replaceAll(" ", ".")}@boardman.example`;
  const wanted_on = ahead(30).slice(0, 10);
  const asked = { name, email, phone, service_line: "charter", source: "phone", urgency: "medium", wanted_on };
  const lead = await post(page, "/api/v1/leads", { ...asked, origin: "750 Burrard St, Vancouver, BC", destination: "303 S Jackson St, Seattle, WA", passengers: 46 });
  const quote = await post(page, `/api/v1/leads/${lead.row?.id ?? lead.id}/quote`, {});
  return { id: quote.id, version: quote.version, total_cents: quote.priced.total_cents, lead: quote.lead, email };
}

/** Sends it by mail; the token in the mail once it is out, as if that were a while ago, or none if it is not tracked. */
async function mailed(page, server, quote) {
  await post(page, `/api/v1/quotes/${quote.id}/sending`, { version: quote.version, total_cents: quote.total_cents, email: quote.email });
  const mail = `from mails where entity_id = '${quote.id}' and template = 'quote_sent'`;
  await expect.poll(async () => (await rows(server, `select status ${mail}`))[0]?.status).not.toBe("queued");
  await alter(server, `update mails set sent_at = now() - interval '10 minutes' where entity_id = '${quote.id}'`);
  const [{ html_body }] = await rows(server, `select html_body ${mail}`);
  return html_body.replaceAll("&#x2f;", "/").match(/\/t\/o\/([\w-]+)"/)?.[1];
}

/** Asks for the picture of a mail as a program that calls itself so. */
async function picture(server, token, agent) {
  const answer = await fetch(`${server.url}/t/o/${token}`, { headers: { "user-agent": agent } });
  expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "image/gif"]);
}

const noted = async (page, quote) => (await answered(await page.request.get(`/api/v1/quotes/${quote.id}/mails`, { headers: OFFICE })))[0].hits.length;

test("a mail opened by a machine, then by a person who follows its button, is told beside the quote and the lead", async ({ page, server, person, axe }) => {
  await logIn(page, SALES);
  const quote = await drafted(page, "Tamsin Tracer");
  const token = await mailed(page, server, quote);
  expect(token).toBeTruthy();
  await picture(server, token, APPLE);
  await expect.poll(() => noted(page, quote)).toBe(1);
  await page.goto(`/app/quotes/${quote.id}`);
  const mail = page.getByTestId("mails").getByTestId("mail");
  await expect(mail).toContainText(`Quote to ${quote.email}`);
  await expect(mail).toContainText(/opened .*\(by a machine: Apple Mail privacy\)/);

  // an open page learns of a person by itself
  await picture(server, token, PERSON);
  await expect(mail).not.toContainText("by a machine");
  await expect(mail).toContainText(/opened /);
  await expect(mail).not.toContainText(/clicked /);
  await alter(server, "update mail_hits set at = at - interval '1 minute'");
  const customer = await person({ userAgent: PERSON });
  await customer.goto(`/t/c/${token}`);
  await expect(customer).toHaveURL(/\/q\/[\w-]+$/);
  await expect(mail).toContainText(/opened .* · clicked /);
  await mail.getByText(/^Each time/).click();
  await expect(mail.getByText(/Machine: Apple Mail privacy/)).toBeVisible();
  await expect(mail.getByText(/Taken for a person/)).toHaveCount(2);
  await axe(page, "the quote with its mails");

  await page.goto(`/app/leads/${quote.lead}`);
  await expect(page.getByTestId("mails").getByTestId("mail")).toContainText(/opened .* · clicked /);
  const stream = page.getByRole("list", { name: /Tamsin Tracer/ });
  await expect(stream.getByText("opened an e-mail")).toHaveCount(1);
  await expect(stream.getByText("followed the link of an e-mail")).toHaveCount(1);
  await axe(page, "the lead with its mails");
});

test("a mail that leads nowhere says so", async ({ page, axe, problems }) => {
  problems.expect(/404/);
  await page.goto("/t/c/no-such-link");
  await expect(page.getByRole("heading", { name: "This link does not open anything" })).toBeVisible();
  await axe(page);
});

test("an organization switches tracking off, and its mails carry neither picture nor redirect", async ({ page, server, axe }) => {
  await logIn(page, SALES);
  const track = async (on) => {
    await page.goto("/app/settings");
    const box = page.getByLabel("Track whether e-mails are opened");
    await expect(box).toBeChecked({ checked: !on });
    await box.setChecked(on);
    if (!on) await axe(page, "the settings");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await expect(page.getByText("Saved", { exact: true }).first()).toBeVisible();
  };
  await track(false);
  const quote = await drafted(page, "Piers Private", "604 555 0188");
  expect(await mailed(page, server, quote)).toBeUndefined();
  await page.goto(`/app/quotes/${quote.id}`);
  await expect(page.getByTestId("mails").getByTestId("mail")).toContainText("not tracked");
  await track(true);
});

test("a person who does not want to be tracked is not, and the customer's page says so", async ({ page, server, axe }) => {
  await logIn(page, SALES);
  const name = "Una Unseen";
  const quote = await drafted(page, name, "604 555 0166");
  const { to } = await answered(await page.request.get(`/api/v1/quotes/${quote.id}`, { headers: OFFICE }));
  await page.goto(`/app/customers/${to.account}`);
  await page.getByRole("button", { name: `Messages to ${name}` }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Does not want to be tracked").check();
  await axe(page, "what somebody lets us write");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText("Not to be tracked").first()).toBeVisible();
  expect(await mailed(page, server, quote)).toBeUndefined();
  await page.goto(`/app/quotes/${quote.id}`);
  await expect(page.getByTestId("mails").getByTestId("mail")).toContainText("not tracked");
});

test("an offer goes out by a message of the sender's own device, unless the customer does not want it", async ({ page, server, person, axe, problems }) => {
  problems.expect(/409/);
  await logIn(page, SALES);
  const quote = await drafted(page, "Wanda Whatley", "604 555 0199");
  await page.goto(`/app/quotes/${quote.id}`);
  await page.getByTestId("send-quote").click();
  const dialog = page.getByTestId("send-dialog");
  const way = (name) => dialog.locator("label.w-segment", { hasText: name }).click();
  await way("SMS");
  await expect(dialog.getByLabel("Send to telephone")).not.toHaveValue("");
  await axe(page, "the ways to send");
  await dialog.getByTestId("send-now").click();
  await expect(dialog.getByText(/has not agreed to text messages/)).toBeVisible();

  await way("WhatsApp");
  await dialog.getByTestId("send-now").click();
  await expect(dialog.getByTestId("open-app")).toHaveAttribute("href", /^https:\/\/wa\.me\/16045550199\?text=Hello%20Wanda%20Whatley/);
  const link = await dialog.getByTestId("quote-link").getAttribute("href");
  await expect(dialog.getByTestId("hand-over-text")).toContainText(link);
  await axe(page, "the message to pass on");
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(page.getByText("This revision is sent")).toBeVisible();
  expect(await rows(server, `select id from mails where entity_id = '${quote.id}'`)).toEqual([]);
  await expect(page.getByTestId("mails")).toContainText("No e-mail has gone to the customer yet.");

  await page.getByTestId("share-quote").click();
  const again = page.getByRole("dialog", { name: /^Share / });
  await expect(again.getByRole("radio", { name: "E-mail" })).toHaveCount(0);
  await axe(page, "passing another link on");
  await again.getByTestId("send-now").click();
  const another = await again.getByTestId("quote-link").getAttribute("href");
  expect(another).not.toBe(link);
  await again.getByRole("button", { name: "Done" }).click();

  const customer = await person();
  for (const way of [link, another]) {
    await customer.goto(new URL(way).pathname);
    await expect(customer.locator("#total")).toBeVisible();
  }
});
