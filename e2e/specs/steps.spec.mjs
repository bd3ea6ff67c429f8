// What an acceptance leaves the office to do ends when it has happened, says why, and can be opened again.
import { OFFICE, ahead, answered, logIn, send } from "../support/steps.mjs";
import { expect, test } from "../support/test.mjs";

test.use({ demo: true });

/** A lead of a mover with a draft that can be sent. */
async function asked(page) {
  const tag = Date.now().toString(36);
  const inquiry = {
    name: `Nadia ${tag}`, email: `nadia-${tag}@mail.example`, service_line: "moving", source: "phone", urgency: "medium",
    origin: "88 Harbour St, Toronto, ON", destination: "14 Glenvale Ave, Mississauga, ON", notes: "",
  };
  const lead = await answered(await page.request.post("/api/v1/leads", { headers: OFFICE, data: inquiry }));
  await page.goto(`/app/leads/${lead.id}`);
  await page.getByTestId("make-quote").click();
  await expect(page).toHaveURL(/\/app\/quotes\/.+/);
  await page.getByTestId("stop").first().getByLabel("Fixed arrival").fill(ahead(30));
  await page.getByTestId("stop").first().getByLabel("Fixed arrival").blur();
  await page.getByTestId("add-line").click();
  await page.getByTestId("line").getByLabel("Name").fill("Half a day of work");
  await page.getByTestId("line").getByLabel("Unit price").fill("640");
  await page.getByTestId("line").getByLabel("Unit price").blur();
  await expect(page.getByTestId("saved")).toHaveText("Saved");
  return { ...lead, quote: new URL(page.url()).pathname.split("/").pop() };
}

test("confirming the crew ends by itself once there is one, and a person opens it again", async ({ page, person, axe }) => {
  await logIn(page, "olive@northline.example");
  const lead = await asked(page);
  const customer = await person();
  await customer.goto(await send(page));
  await customer.getByLabel(/I, .*accept quote/).check();
  await customer.getByRole("button", { name: /^Accept for/ }).click();
  await expect(customer.getByRole("heading", { name: "Accepted, thank you" })).toBeVisible();

  await page.goto(`/app/leads/${lead.id}`);
  const planned = page.getByRole("listitem").filter({ has: page.getByRole("button", { name: /^Mark “Confirm the crew/ }) });
  await expect(planned).toContainText("ends by itself when somebody is on the job");
  await axe(page, "a step that ends by itself");

  const { job } = await answered(await page.request.get(`/api/v1/quotes/${lead.quote}`, { headers: OFFICE }));
  const { version } = await answered(await page.request.get(`/api/v1/jobs/${job}`, { headers: OFFICE }));
  const [free] = await answered(await page.request.get(`/api/v1/jobs/${job}/candidates`, { headers: OFFICE }));
  const crew = [{ member: free.member, role: free.role }];
  await answered(await page.request.put(`/api/v1/jobs/${job}/crew`, { headers: OFFICE, data: { crew, version, reason: "The test has nobody else" } }));

  await page.reload();
  const ended = page.getByTestId("ended-step");
  await expect(ended).toContainText("Ended by itself: the crew is set");
  await expect(planned).toHaveCount(0);
  await axe(page, "a step that ended by itself");
  await ended.getByRole("button", { name: /^Open again/ }).click();
  await expect(planned).toBeVisible();
  await expect(planned, "now only a person ends it").not.toContainText("ends by itself");
  await expect(ended).toHaveCount(0);
});
