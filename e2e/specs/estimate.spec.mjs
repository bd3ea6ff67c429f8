// Drafting a quote from what was written down: the notes of a lead, its site visit, something pasted; ticked, taken as one
// edit, undone, and nothing changed before that.
import { OFFICE, answered, logIn } from "../support/steps.mjs";
import { expect, test } from "../support/test.mjs";

test.use({ demo: true });

/** A moving lead with notes, and the quote it became. */
async function begin(page, notes) {
  const send = async (method, path, data) => answered(await page.request.fetch(path, { method, headers: OFFICE, data }));
  const asked = { name: `Ada ${Date.now().toString(36)}`, phone: "416 555 0131", service_line: "moving", source: "phone", urgency: "medium", origin: "12 Elm St, Toronto, ON", notes };
  const lead = await send("POST", "/api/v1/leads", asked);
  const quote = await send("POST", `/api/v1/leads/${lead.id}/quote`, {});
  return { lead, quote };
}

const kept = async (page, { id }) => answered(await page.request.get(`/api/v1/quotes/${id}`, { headers: OFFICE }));

test("a quote is drafted from the notes of its lead, and nothing counts before it is taken @everywhere", async ({ page, axe }) => {
  await logIn(page, "marc@northline.example");
  const { quote } = await begin(page, "Around 29 m3.\nThere is an upright piano and a pool table, no safe.");
  await page.goto(`/app/quotes/${quote.id}`);
  const card = page.getByTestId("estimate");
  await expect(card).toContainText("Nothing changes before you take it");
  await card.getByTestId("read-notes").click();
  const rows = card.getByTestId("drafted");
  const crew = rows.filter({ hasText: "Crew: 2 → 3" });
  const piano = rows.filter({ hasText: "Line from the price book" });
  await expect(piano).toContainText("1 × Upright piano");
  await expect(piano.locator("mark")).toHaveText("an upright piano");
  await expect(piano, "what it costs is the price of the book").toContainText("+$");
  await expect(rows.filter({ hasText: "pool table × 1" })).toContainText("no change of price");
  await expect(crew).toContainText("three up to 30");
  await expect(card).not.toContainText("Safe");
  await axe(page, "a draft from notes");
  expect((await kept(page, quote)).content.lines, "reading changes nothing").toEqual([]);

  await expect(card.getByTestId("take-drafted")).toBeDisabled();
  await piano.getByRole("checkbox").check();
  await crew.getByRole("checkbox").check();
  await card.getByTestId("take-drafted").click();
  await expect(page.getByText("2 changes taken").first()).toBeVisible();
  await expect(piano).toHaveCount(0);
  await expect(rows.filter({ hasText: "pool table × 1" }), "what was not ticked is left").toHaveCount(1);
  await expect(page.getByTestId("line")).toHaveCount(1);
  await expect(page.getByTestId("saved")).toHaveText("Saved");
  const taken = await kept(page, quote);
  expect([taken.content.crew, taken.content.lines.length, taken.content.instructions]).toEqual([3, 1, quote.content.instructions]);

  await page.getByRole("button", { name: "Undo" }).first().click();
  await expect(page.getByTestId("line")).toHaveCount(0);
  await expect(piano).toHaveCount(1);
  await expect(page.getByTestId("saved")).toHaveText("Saved");
  expect((await kept(page, quote)).content.crew).toBe(quote.content.crew);
});

test("something pasted is read as well, and what says nothing leaves nothing to take @everywhere", async ({ page, axe }) => {
  await logIn(page, "marc@northline.example");
  const { quote } = await begin(page, "");
  await page.goto(`/app/quotes/${quote.id}`);
  const card = page.getByTestId("estimate");
  await card.getByTestId("read-notes").click();
  await expect(card.getByTestId("nothing-drafted")).toContainText("Nothing is written down yet");
  await axe(page, "nothing to draft from");
  await card.getByLabel(/^Something else to read/).fill("Bonjour, merci de votre appel.");
  await expect(card.getByTestId("nothing-drafted")).toContainText("Nothing was found");
  await card.getByLabel(/^Something else to read/).fill("Deux pianos droits, sans coffre-fort");
  const row = card.getByTestId("drafted");
  await expect(row).toHaveCount(1);
  await expect(row).toContainText("Pasted:");
  await expect(row.locator("mark")).toHaveText("Deux pianos droits");
  await card.getByTestId("take-all").check();
  await card.getByTestId("take-drafted").click();
  await expect(page.getByTestId("line")).toHaveCount(1);
  await expect(page.getByTestId("saved")).toHaveText("Saved");
  expect((await kept(page, quote)).content.lines[0].quantity_milli).toBe(2000);
});
