// Two tabs of one browser: one of them speaks with the server, both show the same, nothing is done twice.
import { expect, test } from "../support/test.mjs";
import { answered, atWork, draft, goesOffline, logIn, register, safe, startsOffline } from "../support/steps.mjs";
import { unsent } from "../support/device.mjs";

test.use({ demo: true });

/** Names of the locks held in a browser, and of those tabs wait for. */
const locks = (page) =>
  page.evaluate(async () => {
    const { held, pending } = await navigator.locks.query();
    const named = (list) => list.map((lock) => lock.name).filter((name) => name.startsWith("tailboard")).sort();
    return { held: named(held), pending: named(pending) };
  });

/** Live streams and sent intents of all tabs of a browser. */
function watched(context) {
  const seen = { streams: new Set(), commands: [] };
  context.on("request", (request) => {
    if (/\/api\/v1\/live/.test(request.url())) seen.streams.add(request);
    if (request.method() === "POST" && /\/intents$/.test(request.url())) seen.commands.push(request.postDataJSON().command);
  });
  for (const end of ["requestfinished", "requestfailed"]) context.on(end, (request) => seen.streams.delete(request));
  return seen;
}

test("two tabs of the field app have one queue and one sender; when it closes the other goes on @phone", async ({ page, context, server, problems }) => {
  problems.expect(/Failed to load resource/);
  const seen = watched(context);
  await logIn(page, "theo@northline.example", "/field");
  const { job, phase } = await atWork(page, (phase) => phase.items.filter((item) => item.answer === "open").length > 2);
  const open = phase.items.filter((item) => item.answer === "open");
  const path = `/field/jobs/${job.id}/phases/${phase.id}`;
  await page.goto(path);
  await startsOffline(page);
  const other = await context.newPage();
  await other.goto(path);
  const row = (tab, item) => tab.getByTestId(`item-${item.key}`);
  await expect(row(other, open[0])).toBeVisible();

  await test.step("one leads, the other waits for it", async () => {
    await expect.poll(() => locks(page)).toMatchObject({ held: expect.arrayContaining(["tailboard-outbox"]), pending: expect.arrayContaining(["tailboard-outbox"]) });
    const { held } = await locks(page);
    expect(new Set(held).size, `each lock is held once: ${held}`).toBe(held.length);
    await expect.poll(() => seen.streams.size, "one live stream for both").toBe(1);
  });

  await test.step("without a network, what is done in one shows in the other", async () => {
    await goesOffline(page, server);
    await row(page, open[0]).getByRole("button").first().click();
    await expect(row(other, open[0])).toHaveAttribute("data-state", "done");
    await row(other, open[1]).getByRole("button").first().click();
    await expect(row(page, open[1])).toHaveAttribute("data-state", "done");
    await expect.poll(async () => (await unsent(page)).length).toBe(2);
  });

  await test.step("both acts go up, each once", async () => {
    const before = seen.commands.length;
    await server.start();
    await expect.poll(async () => (await unsent(page)).length, { timeout: 30_000 }).toBe(0);
    const sent = seen.commands.slice(before);
    expect(sent).toHaveLength(2);
    expect(new Set(sent).size).toBe(2);
  });

  await test.step("the leader closes: the other sends from then on", async () => {
    // the tab that came first leads
    await page.close();
    await row(other, open[2]).getByRole("button").first().click();
    await expect.poll(async () => (await unsent(other)).length, { timeout: 30_000 }).toBe(0);
    await safe(other);
    const fresh = await answered(await other.request.get(`/api/v1/jobs/${job.id}`));
    const answers = fresh.phases.find((one) => one.id === phase.id).items.filter((item) => open.slice(0, 3).some((one) => one.id === item.id)).map((item) => item.answer);
    expect(answers).toEqual(["done", "done", "done"]);
  });
});

test("two tabs of the office share one live stream, and the second writer of a quote is told", async ({ page, context, mailbox, problems }) => {
  problems.expect(/409/);
  const seen = watched(context);
  await register(page, mailbox, { company: "Two Tabs", name: "Tess Tabs", email: `tess-${Date.now()}@tabs.example` });
  await draft(page, { name: "Quinn Quoted", email: "quinn@tabs.example" });
  const other = await context.newPage();
  await other.goto(page.url());
  const price = (tab) => tab.getByTestId("line").getByLabel("Unit price");
  await expect(price(other)).toHaveValue("640.00");
  await expect.poll(() => seen.streams.size, "one live stream for both").toBe(1);

  await test.step("what one tab saves shows in the other", async () => {
    await price(page).fill("700");
    await price(page).blur();
    await expect(page.getByTestId("saved")).toHaveText("Saved");
    await expect(price(other)).toHaveValue("700.00");
  });

  await test.step("who writes on what another tab changed meanwhile is told, and may take their version", async () => {
    await other.route("**/api/v1/quotes/*", async (route) => {
      if (route.request().method() === "GET") return route.abort();
      return route.fallback();
    });
    problems.expect(/Failed to load resource|ERR_FAILED/);
    await price(page).fill("710");
    await price(page).blur();
    await expect(page.getByTestId("saved")).toHaveText("Saved");
    await price(other).fill("650");
    await price(other).blur();
    await expect(other.getByText("Somebody changed this quote meanwhile").first()).toBeVisible();
    await other.unrouteAll();
    await other.getByRole("button", { name: "Load their version" }).click();
    await expect(price(other)).toHaveValue("710.00");
    await expect(page.getByTestId("sum-total")).toHaveText(await other.getByTestId("sum-total").textContent());
  });

  await test.step("the leader closes: the other still hears what happens", async () => {
    await page.close();
    await expect.poll(() => seen.streams.size, "the other listens now").toBe(1);
    const third = await context.newPage();
    await third.goto(other.url());
    await price(third).fill("720");
    await price(third).blur();
    await expect(third.getByTestId("saved")).toHaveText("Saved");
    await expect(price(other)).toHaveValue("720.00");
  });
});

test("a card moved in one tab moves in the other before the server has answered, and back when it is not made", async ({ page, context, problems }) => {
  problems.expect(/Failed to load resource|ERR_FAILED/);
  await logIn(page, "marc@northline.example", "/app/pipeline");
  const other = await context.newPage();
  await other.goto("/app/pipeline");
  const column = (tab, name) => tab.getByRole("region", { name, exact: true });
  const name = await column(page, "New").getByRole("article").first().getByRole("heading").innerText();
  const card = (tab, stage) => column(tab, stage).getByRole("article", { name });
  await expect(card(other, "New")).toBeVisible();

  let goOn;
  const held = new Promise((done) => (goOn = done));
  await page.route("**/api/v1/leads/*/move", async (route) => {
    await held;
    await route.abort();
  });
  await card(page, "New").focus();
  await page.keyboard.press("Shift+ArrowRight");
  await expect(card(page, "Contacted")).toBeVisible();
  await expect(card(other, "Contacted")).toBeVisible();

  goOn();
  await expect(card(page, "New")).toBeVisible();
  await expect(card(other, "New")).toBeVisible();
});
