// What goes out and what runs in the background: failed work is seen, started again and done; mails are read.
import { expect, test } from "../support/test.mjs";
import { alter } from "../support/database.mjs";
import { logIn } from "../support/steps.mjs";

test.use({ demo: true });

test("a mail whose sending failed is sent when its work is started again, and read where it lies", async ({ page, server, axe }) => {
  // what eight attempts against a mail server that is down leave behind
  await alter(
    server,
    `with mail as (update mails set status = 'queued', sent_at = null
                   where id = (select m.id from mails m join organizations o on o.id = m.org_id where o.name = 'Northline Moving' and m.template = 'job_assigned'
                               order by m.created_at desc limit 1) returning org_id, id)
     insert into work (org_id, id, kind, payload, status, attempts, last_error, finished_at)
     select org_id, gen_random_uuid(), 'mail.send', jsonb_build_object('mail', id), 'dead', 8, 'the mail server does not answer', now() from mail`,
  );
  await logIn(page, "olive@northline.example", "/app/operations");
  const work = page.locator(".w-link-row", { hasText: "Sending a mail" });
  await expect(work).toContainText("the mail server does not answer");
  await expect(work).toContainText("Tried 8 times");
  const mail = page.locator(".w-link-row", { hasText: "On its way" });
  await expect(mail).toContainText("you are wanted on");
  const subject = await mail.locator("strong").innerText();
  await axe(page, "failed work");
  await work.getByRole("button", { name: "Start again" }).click();
  await expect(page.getByText("Nothing waits and nothing failed")).toBeVisible();
  await expect(mail).toHaveCount(0);

  const kept = page.locator(".w-link-row", { hasText: subject }).first();
  await expect(kept).toContainText("Kept here");
  await kept.getByRole("button", { name: "Read" }).click();
  const dialog = page.getByRole("dialog", { name: subject });
  await expect(dialog).toContainText("/field/jobs/");
  await axe(page, "a mail");
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();

  await page.goto("/dev/mailbox?to=marcus@northline.example");
  const letters = page.locator("details");
  await expect(letters.first()).toContainText("marcus@northline.example");
  await letters.first().locator("summary").click();
  await expect(letters.first().getByRole("link", { name: /\/field\/jobs\// })).toBeVisible();
  await axe(page, "the development mailbox");
});

test("who may not look at operations is told so", async ({ page, problems }) => {
  problems.expect(/403/);
  await logIn(page, "priya@northline.example", "/app");
  await expect(page.getByRole("link", { name: "Operations" })).toHaveCount(0);
  await page.goto("/app/operations");
  await expect(page.getByText("Your role does not open this").first()).toBeVisible();
});
