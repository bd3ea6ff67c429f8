// What goes wrong in daily life, as people see it: links that have ended, names that are scripts, two hands on one card.
import { expect, test } from "../support/test.mjs";
import { alter, rows } from "../support/database.mjs";
import { PASSWORD, ahead, card, draft, formOf, inquire, invite, logIn, register, send } from "../support/steps.mjs";


/** An owner of a new organization of their own. */
async function owner(page, mailbox, name) {
  await register(page, mailbox, { company: `${name} Movers`, name: `${name} Owner`, email: `owner@${name.toLowerCase()}.example` });
  return `owner@${name.toLowerCase()}.example`;
}

test("links that have ended say so and what to do: invitation, new password, offer", async ({ page, mailbox, server, person, problems, axe }) => {
  problems.expect(/404|409|410/);
  const email = await owner(page, mailbox, "Ended");
  const guest = await person({ javaScriptEnabled: false });

  await test.step("an invitation that ran out", async () => {
    await invite(page, "late@ended.example", "Driver");
    const link = mailbox.link(await mailbox.wait("late@ended.example", /invites you/), "/invitations/");
    await alter(server, "update invitations set expires_at = now() - interval '1 minute' where email = 'late@ended.example'");
    await guest.goto(link);
    await expect(guest.getByRole("heading", { name: "This link cannot be used" })).toBeVisible();
    await expect(guest.getByText("It has expired. Ask for a new one.")).toBeVisible();
    // axe needs scripts
    await page.goto(link);
    await axe(page, "an invitation that ran out");
  });

  await test.step("a link for a new password: used, and run out", async () => {
    const ask = async () => {
      await guest.goto("/forgot");
      await guest.getByLabel("E-mail").fill(email);
      await guest.getByRole("button", { name: "Send link" }).click();
      await expect(guest.getByRole("button", { name: "Send link" })).toHaveCount(0);
    };
    await ask();
    const used = mailbox.link(await mailbox.wait(email, /new password/), "/reset/");
    await guest.goto(used);
    await guest.getByLabel("New password").fill(PASSWORD);
    await guest.getByRole("button", { name: "Save password" }).click();
    await expect(guest.getByText("Your password is changed")).toBeVisible();
    await guest.goto(used);
    await expect(guest.getByText("It was used already")).toBeVisible();
    await ask();
    await expect.poll(async () => mailbox.link(await mailbox.wait(email, /new password/), "/reset/")).not.toBe(used);
    const late = mailbox.link(await mailbox.wait(email, /new password/), "/reset/");
    await alter(server, "update tokens set expires_at = now() - interval '1 minute' where purpose = 'reset_password'");
    await guest.goto(late);
    await expect(guest.getByText("It has expired. Ask for a new one.")).toBeVisible();
  });

  await test.step("an offer that ends while it lies open cannot be accepted", async () => {
    // a new password ends every session
    await logIn(page, email);
    await draft(page, { name: "Lena Late", email: "lena@customer.example" });
    const link = await send(page);
    await guest.goto(link);
    await guest.getByLabel(/I, .*accept quote/).check();
    await alter(server, "update quotes set valid_until = now() - interval '1 minute' where status in ('sent', 'viewed')");
    await guest.getByRole("button", { name: /^Accept for/ }).click();
    await expect(guest.getByRole("heading", { name: /^This quote ended on/ })).toBeVisible();
    await page.goto(link);
    await axe(page, "an offer that ended");
    await guest.getByRole("button", { name: "Ask for a fresh quote" }).click();
    await expect(guest.getByText(/will answer you/)).toBeVisible();
  });
});

test("an offer with a newer version cannot be accepted; the newer one is a click away", async ({ page, mailbox, person, axe, problems }) => {
  problems.expect(/409/);
  await owner(page, mailbox, "Newer");
  await draft(page, { name: "Nils Newer", email: "nils@customer.example" });
  const link = await send(page);
  const customer = await person({ javaScriptEnabled: false });
  await customer.goto(link);
  await customer.getByLabel(/I, .*accept quote/).check();
  await page.getByTestId("revise").click();
  await expect(page.getByTestId("send-quote")).toBeVisible();
  await page.getByTestId("line").getByLabel("Unit price").fill("599");
  await page.getByTestId("line").getByLabel("Unit price").blur();
  await expect(page.getByTestId("saved")).toHaveText("Saved");
  await send(page);
  await customer.getByRole("button", { name: /^Accept for/ }).click();
  await expect(customer.getByRole("heading", { name: "There is a newer version of this quote" })).toBeVisible();
  await customer.getByRole("link", { name: "See version 2" }).click();
  await expect(customer.getByRole("button", { name: /^Accept for/ })).toBeVisible();
  await expect(page.getByRole("link", { name: "Open job" })).toHaveCount(0);
  await page.goto(link);
  await expect(page.getByRole("link", { name: "See version 2" })).toBeVisible();
  await axe(page, "an offer with a newer version");
});

test("of two tabs that accept an offer at the same moment one wins, and the other says who accepted it and when", async ({ page, mailbox, server, person, axe, problems }) => {
  problems.expect(/409/);
  await owner(page, mailbox, "Race");
  await draft(page, { name: "Rosa Race", email: "rosa@customer.example" });
  const link = await send(page);
  const first = await person();
  const tabs = [first, await first.context().newPage()];
  const names = ["Rosa Race", "Ravi Race"];
  for (const [n, tab] of tabs.entries()) {
    await tab.goto(link);
    await tab.getByLabel(/^Full name/).fill(names[n]);
    await tab.getByLabel(/I, .*accept quote/).check();
  }
  let pressed = 0;
  let release;
  const both = new Promise((go) => (release = go));
  await first.context().route((url) => url.pathname === link, async (route) => {
    if (route.request().method() === "POST") {
      if (++pressed === 2) release();
      await both;
    }
    await route.continue();
  });
  const accepted = (answer) => answer.request().method() === "POST" && new URL(answer.url()).pathname === link;
  const answers = tabs.map((tab) => tab.waitForResponse(accepted));
  await Promise.all(tabs.map((tab) => tab.getByRole("button", { name: /^Accept for/ }).click()));
  const statuses = (await Promise.all(answers)).map((answer) => answer.status());
  expect([...statuses].sort()).toEqual([303, 409]);
  const winner = statuses.indexOf(303);
  const name = names[winner];
  for (const tab of tabs) {
    await expect(tab.getByRole("heading", { name: "Accepted, thank you" })).toBeVisible();
    await expect(tab.getByText(new RegExp(`Signed by ${name} on .*\\d{1,2}:\\d{2}`))).toBeVisible();
  }
  const told = new RegExp(`^${name} had accepted this quote already, on .*\\d{1,2}:\\d{2}`);
  await expect(tabs[1 - winner].getByText(told)).toBeVisible();
  await expect(tabs[winner].getByText(told)).toHaveCount(0);
  await axe(tabs[1 - winner], "an offer somebody else accepted first");
  expect(await rows(server, `select j.id from jobs j join quotes q on q.org_id = j.org_id and q.id = j.quote_id join accounts a on a.org_id = j.org_id and a.id = j.account_id where a.name = 'Rosa Race'`)).toHaveLength(1);
});

test("a stop in the past keeps an offer in the office and says why", async ({ page, mailbox, problems }) => {
  problems.expect(/422/);
  await owner(page, mailbox, "Past");
  await draft(page, { name: "Pia Past", email: "pia@customer.example" });
  const arrival = page.getByTestId("stop").getByLabel("Fixed arrival");
  await arrival.fill(ahead(-2));
  await arrival.blur();
  await expect(page.getByTestId("saved")).toHaveText("Saved");
  await page.getByTestId("send-quote").click();
  const dialog = page.getByTestId("send-dialog");
  if (await dialog.getByTestId("send-now").isEnabled()) await dialog.getByTestId("send-now").click();
  await expect(dialog.getByText(/Choose a date that is not in the past/)).toBeVisible();
  await expect(dialog.getByTestId("quote-link")).toHaveCount(0);
});

test("an address that is known already is not registered twice", async ({ page, mailbox, person, problems }) => {
  problems.expect(/409|422/);
  const email = await owner(page, mailbox, "Twice");
  const other = await person();
  await other.goto("/register");
  await other.getByLabel("Company name").fill("Twice Again");
  await other.getByLabel("Your name").fill("Second Owner");
  await other.getByLabel("E-mail").fill(email.toUpperCase());
  await other.getByLabel(/^Password/).fill(PASSWORD);
  await other.getByLabel(/^Moving/).check();
  await other.getByRole("button", { name: "Register" }).click();
  await expect(other.getByRole("link", { name: /already in use/ }).or(other.getByText(/already in use/)).first()).toBeVisible();
  await expect(other.getByLabel("Company name")).toHaveValue("Twice Again");
});

test("a script in every text field is shown as text, from the public form to the customer's offer", async ({ page, mailbox, person, server }) => {
  const script = `<img src=x onerror="globalThis.hacked=1"><script>globalThis.hacked=1</script>`;
  await owner(page, mailbox, "Script");
  const form = await formOf(page);
  const visitor = await person();
  await inquire(visitor, form, { name: `Eve ${script}`, email: "eve@customer.example", from: `1 ${script} St`, to: `2 ${script} St` });
  await page.goto("/app/pipeline");
  const name = new RegExp("^Eve <img");
  await expect(card(page, "New", name)).toBeVisible();
  await card(page, "New", name).getByRole("link", { name }).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  await page.getByTestId("make-quote").click();
  await expect(page.getByTestId("stop")).toHaveCount(2);
  await expect(page.getByTestId("stop").first().getByLabel("Address")).toHaveValue(`1 ${script} St`);
  await page.getByTestId("stop").first().getByLabel("Fixed arrival").fill(ahead(9));
  await page.getByTestId("stop").first().getByLabel("Fixed arrival").blur();
  await page.getByTestId("add-line").click();
  await page.getByTestId("line").getByLabel("Name").fill(script);
  await page.getByTestId("line").getByLabel("Unit price").fill("10");
  await page.getByTestId("line").getByLabel("Unit price").blur();
  await page.getByLabel("Note to the customer").fill(script);
  await page.getByLabel("Note to the customer").blur();
  await expect(page.getByTestId("saved")).toHaveText("Saved");
  const link = await send(page);
  await visitor.goto(link);
  await expect(visitor.getByText(script, { exact: true }).first()).toBeVisible();
  await expect(visitor.getByText(`1 ${script} St`).first()).toBeVisible();
  for (const [who, where] of [[visitor, link], [page, "/app/leads"], [page, "/app/customers"], [page, "/app/quotes"], [page, "/app/audit"], [page, "/dev/mailbox"]]) {
    await who.goto(new URL(where, server.url).href);
    await expect(who.getByText(/Eve <img|<script>/).first()).toBeAttached();
    expect(await who.evaluate(() => globalThis.hacked), where).toBeUndefined();
  }
});

test("two people move the same card: the second is told and sees where it is", async ({ page, mailbox, person, problems }) => {
  problems.expect(/409/);
  const email = await owner(page, mailbox, "Card");
  await inquire(await person(), await formOf(page), { name: "Carl Card", email: "carl@customer.example", from: "Here", to: "There" });
  const other = await person();
  await logIn(other, email);
  for (const board of [page, other]) {
    await board.goto("/app/pipeline");
    await expect(card(board, "New", "Carl Card")).toBeVisible();
  }
  // whoever points at the board is not interrupted: what others do waits
  await other.getByRole("region", { name: "New", exact: true }).hover();
  await card(page, "New", "Carl Card").focus();
  await page.keyboard.press("Shift+ArrowRight");
  await expect(card(page, "Contacted", "Carl Card")).toBeVisible();
  await expect(card(other, "New", "Carl Card")).toBeVisible();
  await card(other, "New", "Carl Card").getByRole("button", { name: "Move Carl Card to…" }).click();
  await other.getByRole("menuitem", { name: /^Contacted/ }).click();
  await expect(other.getByText(/^Not moved:/).first()).toBeVisible();
  await expect(card(other, "Contacted", "Carl Card")).toBeVisible();
  await expect(card(page, "Contacted", "Carl Card")).toBeVisible();
});
