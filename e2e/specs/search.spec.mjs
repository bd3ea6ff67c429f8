// Searching everything at once: words, slips of the fingers, numbers, phones, plates.
import { OFFICE, answered, logIn } from "../support/steps.mjs";
import { test, expect } from "../support/test.mjs";

test.use({ demo: true });

const add = async (page, name, contact) =>
  answered(await page.request.post("/api/v1/customers", { headers: OFFICE, data: { kind: "company", name, contact: { roles: [], ...contact }, tags: [], notes: "" } }));

test("a customer is found by a misspelled name, a phone in any notation and a plate, and opened by keys", async ({ page, axe }) => {
  await logIn(page, "marc@northline.example", "/app/customers");
  const account = await add(page, "Johanssen Glazing", { name: "Zoë Quillfeather", email: "zoe@quillfeather.example", phone: "+1 604-555-8123" });
  await answered(await page.request.post(`/api/v1/customers/${account.id}/units`, { headers: OFFICE, data: { number: "Van 81", plate: "QX 812-ZZ", vin: "", make: "", model: "", year: null, notes: "" } }));
  await expect(page.getByRole("heading", { level: 1, name: "Customers" })).toBeVisible();
  await page.keyboard.press("Control+k");
  const field = page.getByTestId("palette").getByRole("combobox");
  const entry = page.getByTestId("palette").getByRole("option", { name: /Johanssen Glazing/ });
  for (const [typed, marked] of [["johanssen", "Johanssen"], ["ZOE QUILL", "Zoë Quill"], ["(604) 555 8123", "604-555-8123"], ["qx812zz", "QX 812-ZZ"], ["zoe@quillfeather", "zoe@quillfeather"]]) {
    await field.fill(typed);
    await expect(entry.locator("mark")).toHaveText([marked]);
  }
  await field.fill("Johansesn");
  await expect(entry).toContainText("Similar to Johanssen");
  await axe(page, "a misspelled name");
  await field.fill("nobody of this name");
  await expect(page.getByTestId("palette")).toContainText("No matches");
  await field.fill("quilfeather");
  await expect(entry).toContainText("Similar to Quillfeather");
  await expect(entry).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(account.id));
});

test("a record is found by its number without letters and zeros, and nothing of another organization", async ({ page, person }) => {
  await logIn(page, "marc@northline.example", "/app/customers");
  const { items } = (await answered(await page.request.get("/api/v1/quotes?limit=1", { headers: OFFICE }))).page;
  const [quote] = items;
  const [, letters, bare] = quote.number.match(/^([A-Za-z]*)\D*0*(\d+)$/);
  const found = await answered(await page.request.get(`/api/v1/search?words=${letters}${bare}`, { headers: OFFICE }));
  expect(found[0]).toMatchObject({ kind: "quote", id: quote.id, number: quote.number });
  const account = await add(page, "Quarrington Freight", { name: "Pia Quarrington", email: "pia@quarrington.example", phone: null });
  const ours = await answered(await page.request.get("/api/v1/search?words=quarringtno", { headers: OFFICE }));
  expect(ours.map((hit) => hit.id)).toEqual([account.id]);
  const crew = await person();
  await logIn(crew, "theo@northline.example");
  expect(await answered(await crew.request.get("/api/v1/search?words=quarrington", { headers: OFFICE }))).toEqual([]);
});
