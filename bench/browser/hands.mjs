// How long interactions take until a frame shows what came of them, over the main journeys at a quarter of the speed.
import { day, device, opened, tickOf } from "./device.mjs";
import { CARD, ROWS, at, base, draftQuote, emit, figure, interactions, profile, slow, slowest, timeInteractions, token } from "./kit.mjs";

const ROUNDS = 2;
const FIRST = `${ROWS} a`;

const search = (page) => page.getByRole("searchbox").first();
const closed = (dialog) => dialog.waitFor({ state: "hidden" });

async function go(page, href, usable) {
  await page.locator(`nav a[href="${href}"]`).first().click();
  await page.waitForURL((url) => url.pathname === href);
  await page.locator(usable).first().waitFor();
}

/** Opens the first record of a list by its name. */
async function openFirst(page, href) {
  await go(page, href, FIRST);
  await page.locator(FIRST).first().click();
  await page.waitForURL((url) => url.pathname.startsWith(`${href}/`));
  await page.locator("h1").first().waitFor();
}

/** What somebody at a desk does, each beginning at the board. */
const desk = {
  async "looks where a card can go"(page, round) {
    await page.locator(CARD).nth(round).focus();
    await page.locator(`${CARD} .w-move button, ${CARD} button.w-move`).nth(round).click();
    await page.getByRole("menuitem").first().waitFor();
    await page.keyboard.press("Escape");
  },
  async "moves a card down and up"(page, round) {
    const id = await page.locator("li[data-lead]").nth(round).getAttribute("data-lead");
    const card = page.locator(`li[data-lead="${id}"]`);
    const place = Number(await card.getAttribute("data-index"));
    await card.locator("article").focus();
    await page.keyboard.press("Shift+ArrowDown");
    await page.locator(`li[data-lead="${id}"][data-index="${place + 1}"]`).waitFor();
    await card.locator("article").focus();
    await page.keyboard.press("Shift+ArrowUp");
    await page.locator(`li[data-lead="${id}"][data-index="${place}"]`).waitFor();
  },
  async "enters a lead"(page) {
    await page.getByTestId("new-lead").first().click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Name").pressSequentially("Robin Wheeler");
    await page.keyboard.press("Escape");
    await closed(dialog);
  },
  async "finds a lead"(page) {
    await go(page, "/app/leads", ROWS);
    const found = page.waitForResponse((answer) => /\/api\/v1\/leads\?.*search=oka/.test(answer.url()));
    await search(page).pressSequentially("oka");
    await found;
    await page.locator(ROWS).first().waitFor();
  },
  async "writes to a lead"(page) {
    await openFirst(page, "/app/leads");
    await page.getByRole("textbox", { name: "What happened" }).pressSequentially("Called back");
    const logged = page.waitForResponse((answer) => /\/activities$/.test(answer.url()));
    await page.getByTestId("log-activity").click();
    await logged;
  },
  async "prices a quote"(page) {
    // the last one changed stands first
    const { id } = await draftQuote();
    await go(page, "/app/quotes", ROWS);
    await page.locator(`${ROWS} a[href="/app/quotes/${id}"]`).click();
    await page.getByTestId("add-line").click();
    const line = page.getByTestId("line").last();
    await line.getByLabel("Name").pressSequentially(" by hand");
    await line.getByLabel("Unit price").fill("");
    await line.getByLabel("Unit price").pressSequentially("640");
    await page.keyboard.press("Tab");
    await page.getByTestId("saved").getByText("Saved", { exact: true }).waitFor();
  },
  async "reads a job"(page) {
    await openFirst(page, "/app/jobs");
    // the list it came from has tabs too
    await page.getByRole("tab", { name: "Overview" }).waitFor();
    for (const tab of await page.getByRole("tab").all()) await tab.click();
  },
  async "finds a customer"(page) {
    await go(page, "/app/customers", ROWS);
    const found = page.waitForResponse((answer) => /\/api\/v1\/customers\?.*search=sil/.test(answer.url()));
    await search(page).pressSequentially("sil");
    await found;
    await openFirst(page, "/app/customers");
  },
  async "goes by the palette"(page) {
    await page.keyboard.press("Control+k");
    const palette = page.getByTestId("palette");
    await palette.getByRole("combobox").waitFor();
    await page.keyboard.type("pipeline");
    await palette.getByRole("option").first().waitFor();
    await page.keyboard.press("Escape");
    await closed(palette);
  },
};

/** What a crew does on a phone, each beginning at a phase. */
const crew = {
  async "ticks items"(page, place) {
    for (let n = 0; n < place.keys.length; n++) {
      const row = page.locator(tickOf(place, n));
      const before = await row.getAttribute("data-state");
      await row.getByRole("button").first().click();
      await page.locator(`${tickOf(place, n)}:not([data-state="${before}"])`).waitFor();
    }
  },
  async "looks what waits"(page, place) {
    await page.locator('a[href="/field/sync"]').first().click();
    await page.getByTestId("light").waitFor();
    await page.goBack();
    await page.locator(tickOf(place, 0)).waitFor();
  },
  async "goes to today and back"(page, place) {
    await page.locator('nav a[href="/field"]').first().click();
    await page.waitForURL((url) => url.pathname === "/field");
    await page.locator("h1").first().waitFor();
    await page.goBack();
    await page.locator(tickOf(place, 0)).waitFor();
  },
};

/** Walks some journeys; the names of those that led nowhere are told. */
async function walk(page, journeys, walked, before = async () => {}) {
  const failed = new Set();
  for (let round = 0; round < ROUNDS; round++) {
    for (const [name, journey] of Object.entries(journeys)) {
      try {
        await before(round);
        await journey(page, walked(round));
      } catch (problem) {
        failed.add(name);
        emit({ skipped: `W8: somebody ${name}: ${String(problem.message ?? problem).split("\n")[0]}` });
        // nothing may stand open in the way of the next
        await page.keyboard.press("Escape");
      }
    }
  }
  return Object.keys(journeys).length - failed.size;
}

export async function W8() {
  const context = await profile(token);
  await timeInteractions(context);
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  await page.goto(`${base}/app/pipeline`);
  await page.locator(CARD).first().waitFor();
  await slow(page, { network: false });
  let journeys = await walk(page, desk, (round) => round, () => go(page, "/app/pipeline", CARD));
  const taken = await interactions(page);
  await context.close();

  const [place] = await day(1);
  const phone = await device();
  const field = await opened(phone, place);
  field.setDefaultTimeout(15_000);
  await slow(field, { network: false });
  journeys += await walk(field, crew, () => place);
  taken.push(...(await interactions(field)));
  await phone.close();

  const told = taken.filter((one) => one.what).length;
  const times = taken.map((one) => one.took);
  figure("W8", "interactions at 4x CPU, p75", "time", at(times, 0.75), "ms", 100, `${times.length} in ${journeys} journeys; ${told} took 16 ms and more`);
  figure("W8b", "interactions at 4x CPU, the slowest", "time", Math.max(...times), "ms", 200, slowest(taken));
}
