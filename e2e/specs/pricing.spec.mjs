// Prices change: a new version of a book for quotes begun from then on, and codes that take something off until they end.
import { execFile } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { environment, executable } from "../support/process.mjs";
import { expect, test } from "../support/test.mjs";
import { OFFICE, ahead, answered, logIn } from "../support/steps.mjs";

test.use({ demo: true });

/** A quote begun now. */
async function begin(page) {
  const customer = { name: "Prisca Vale", email: `prisca-${Date.now()}@customer.example` };
  return answered(await page.request.post("/api/v1/quotes", { headers: OFFICE, data: { service_line: "moving", title: "", ...customer } }));
}

test("a draft is saved as one types, tried on the last quotes, and counts once it is published, for new quotes only", async ({ page, axe }) => {
  await logIn(page, "olive@northline.example", "/app/settings/prices");
  const rates = page.getByTestId("vehicle-rates");
  const [hour, day] = [rates.getByRole("textbox").nth(0), rates.getByRole("textbox").nth(1)];
  const book = () => page.request.get("/api/v1/price-books/moving", { headers: OFFICE }).then(answered);
  const before = await book();
  const older = await begin(page);

  const [bar, state, publish] = [page.getByTestId("draft-bar"), page.getByTestId("draft-state"), page.getByTestId("publish-dialog")];
  await expect(bar).toBeHidden();
  await hour.fill("987.65");
  await day.fill("12.3.4");
  await expect(rates.getByText("This value is not valid")).toBeVisible();
  await expect(state).toHaveText("Saved but for what is marked");
  await page.getByTestId("publish-draft").click();
  await expect(page.getByText("An amount cannot be read").first()).toBeVisible();
  await expect(publish).toBeHidden();
  await axe(page, "prices with a wrong amount");
  await day.fill("1500");
  await expect(rates.getByText("This value is not valid")).toBeHidden();
  await expect(state).toHaveText("Draft saved");
  await page.reload();
  await expect(hour, "a reload loses nothing").toHaveValue("987.65");
  await expect(bar).toContainText(`Draft of version ${before.version + 1}, based on ${before.version}`);
  expect((await book()).version, "a draft is not in force").toBe(before.version);

  await page.getByTestId("try-draft").click();
  await expect(page.getByTestId("replay-standings").getByRole("row", { name: /^Booked/ })).toBeVisible();
  const dearest = page.getByTestId("pays-more").getByRole("link").first();
  await expect(dearest).toHaveAttribute("href", /\/app\/quotes\//);
  await page.getByText("As a table").click();
  await axe(page, "a draft tried on the last quotes");
  await page.reload();
  await expect(dearest, "the view is in the address").toBeVisible();
  await page.getByTestId("publish-draft").click();
  await expect(publish).toContainText("$987.65");
  await expect(publish.getByTestId("effect")).toContainText(/[1-9]\d* of \d+ customers would have paid more/);
  await publish.getByRole("button", { name: "Publish" }).click();
  await expect(page.getByText(`Version ${before.version + 1} is in force`)).toBeVisible();
  expect((await book()).rates.vehicles[0]).toMatchObject({ hour_cents: 98_765, day_cents: 150_000 });

  await page.goto(`/app/quotes/${older.id}`);
  await expect(page.getByText(`Book: ${before.name}, version ${before.version}`)).toBeVisible();
  const newer = await begin(page);
  await page.goto(`/app/quotes/${newer.id}`);
  await expect(page.getByText(`Book: ${before.name}, version ${before.version + 1}`)).toBeVisible();
});

test("a code is made, takes something off, and is refused when it has ended", async ({ page, axe, problems }) => {
  problems.expect(/422/);
  await logIn(page, "olive@northline.example", "/app/settings/prices");
  const code = async (words, until) => {
    await page.getByTestId("new-promo").click();
    const dialog = page.getByTestId("promo-dialog");
    await dialog.getByLabel("Code").fill(words);
    await dialog.getByLabel("Takes off").fill("10");
    if (until) await dialog.getByLabel("Until").fill(until);
    await dialog.getByRole("button", { name: "Make code" }).click();
    await expect(page.getByTestId("promos")).toContainText(words.toUpperCase());
  };
  await code("ended26", ahead(-2).slice(0, 10));
  await code("going26");
  await axe(page, "the codes");

  const { id } = await begin(page);
  await page.goto(`/app/quotes/${id}`);
  const card = page.locator("#promo");
  await card.getByRole("textbox").fill("ended26");
  await card.getByTestId("apply-promo").click();
  await expect(card.getByText("This has expired")).toBeVisible();
  await axe(page, "a refused code");
  await card.getByRole("textbox").fill("going26");
  await card.getByTestId("apply-promo").click();
  await expect(card.getByText("GOING26 is reserved for this quote")).toBeVisible();
});

test("500 made-up requests come to the same cents in a browser as on the server, and a large trip is priced while one types", async ({ page }, info) => {
  test.skip(!!process.env.E2E_SERVER, "the programs of a server that runs already may be others");
  const [seed, count] = [20_261_122, 500];
  const { stdout } = await promisify(execFile)(executable(), ["prices", "--seed", String(seed), "--count", String(count)], { env: environment() });
  const here = stdout.trim().split("\n").pop();
  expect(here).toMatch(/^[0-9a-f]{16}$/);

  // made by `cargo xtask dist --dev`; no page asks for it
  const folder = join(environment().TAILBOARD_DIST, "pkg");
  const built = readdirSync(folder).find((name) => existsSync(join(folder, name, "prices.js")));
  expect(built, "the development build of the clients").toBeTruthy();
  await page.goto("/login");
  const answer = await page.evaluate(
    async ([address, asked]) => {
      const root = document.documentElement;
      root.setAttribute("data-prices", asked);
      await (await import(`${address}.js`)).default({ module_or_path: fetch(`${address}_bg.wasm`) });
      return root.getAttribute("data-priced");
    },
    [`/pkg/${built}/prices`, `${seed} ${count}`],
  );
  const [there, took] = answer.split(" ");
  expect(there, "to the cent, in every line").toBe(here);
  // the bar (Q1) is for what people download: this build, made fast and not quick, takes a fifth of it
  info.annotations.push({ type: "figures", description: `a quote of 12 stops and 6 vehicles takes ${took} ms in WASM` });
  console.log(`  ${info.annotations.at(-1).description}`);
  expect(Number(took)).toBeLessThan(5);
});
