// A price book in French: rules that refuse, amounts, provinces and the question before publishing.
import { OFFICE, answered, register } from "../support/steps.mjs";
import { expect, test } from "../support/test.mjs";

const owner = () => ({ company: "Autocars Laval", name: "Odile Owner", email: `laval-${crypto.randomUUID()}@lists.example` });

test("prices are drafted, refused where they are wrong and published in French", async ({ page, axe, mailbox }) => {
  await register(page, mailbox, owner());
  await page.evaluate(() => localStorage.setItem("tailboard.locale", "fr-CA"));
  await page.goto("/app/settings/prices?line=charter");
  const [items, rows, state] = [page.getByTestId("items"), page.getByTestId("modifier"), page.getByTestId("draft-state")];
  await expect(items).toContainText("Vendu à l’unité");
  await items.getByTestId("add-item").click();
  const item = page.getByTestId("item-dialog");
  await item.getByRole("button", { name: "Mettre dans le brouillon" }).click();
  await expect(item.getByText("Entrez une valeur").first()).toBeVisible();
  await axe(page, "an item without a name, in French");
  await item.getByLabel(/^Nom en anglais/).fill("Ferry ticket");
  await item.getByLabel(/^Nom en français/).fill("Billet de traversier");
  await item.getByLabel(/^Prix/).fill("48,50");
  await item.getByRole("button", { name: "Mettre dans le brouillon" }).click();
  await expect(item).toBeHidden();
  await expect(items.getByRole("group", { name: "Billet de traversier" }).getByRole("textbox")).toHaveValue("48,50");
  await expect(state).toHaveText("Brouillon enregistré");

  await page.getByTestId("add-modifier").click();
  const dialog = page.getByTestId("modifier-dialog");
  await dialog.getByLabel(/^Nom en anglais/).fill("Atlantic");
  await dialog.getByLabel(/^Nom en français/).fill("Atlantique");
  await dialog.getByRole("textbox", { name: /^De\b/ }).fill("7,5");
  await dialog.getByLabel("Quand elle s’applique").selectOption({ label: "Près d’un lieu ou dans une région" });
  await dialog.locator("label.w-segment", { hasText: "Dans une province ou un État" }).click();
  await dialog.getByRole("button", { name: "Mettre dans le brouillon" }).click();
  await expect(dialog.getByText("Entrez une valeur").first()).toBeVisible();
  await dialog.getByLabel("Province ou État").selectOption({ label: "Nouvelle-Écosse (NS)" });
  await dialog.getByRole("button", { name: "Mettre dans le brouillon" }).click();
  await expect(rows.last()).toContainText("quand un arrêt est dans la région Nouvelle-Écosse");
  await expect(rows.last()).toContainText(/\+7,5\s%/);
  await expect(state).toHaveText("Brouillon enregistré");
  await axe(page, "a price book in French");

  await page.getByTestId("publish-draft").click();
  const publish = page.getByTestId("publish-dialog");
  await expect(publish).toContainText("Publier la version 2?");
  await expect(publish).toContainText("Billet de traversier");
  await expect(publish).toContainText(/48,50\s\$/);
  await publish.getByRole("button", { name: "Publier" }).click();
  await expect(page.getByText("La version 2 est en vigueur")).toBeVisible();
  const book = await answered(await page.request.get("/api/v1/price-books/charter", { headers: OFFICE }));
  expect(book.rates.modifiers.find((modifier) => modifier.name.en === "Atlantic")).toMatchObject({
    name: { en: "Atlantic", fr: "Atlantique" },
    change: { percent_bp: 750 },
    condition: { when: "hub", at: { area: "region", region: "NS" }, touching: "any" },
  });
});

test("what the server refuses is said in the language of whoever asked", async ({ page, mailbox, problems }) => {
  problems.expect(/409/);
  await register(page, mailbox, owner());
  await page.evaluate(() => localStorage.setItem("tailboard.locale", "fr-CA"));
  const entered = { name: "Mireille Entretemps", phone: "514 555 0144", service_line: "moving", source: "phone", urgency: "medium", notes: "Avant" };
  const made = await answered(await page.request.post("/api/v1/leads", { headers: OFFICE, data: entered }));
  const { id, version, name, company, email, phone, source, wanted_on, origin, destination, passengers, vehicle_type } = made;
  const theirs = { version, name, company, email, phone, source, urgency: "high", wanted_on, origin, destination, passengers, vehicle_type, notes: "La leur" };
  const change = () => page.request.put(`/api/v1/leads/${id}`, { headers: OFFICE, data: theirs });

  await page.goto(`/app/leads/${id}`);
  await page.getByRole("button", { name: "Modifier", exact: true }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Notes").fill("La mienne");
  await answered(await change());
  await dialog.getByRole("button", { name: "Enregistrer" }).click();
  await expect(dialog).toContainText(/Odile Owner a modifié ceci il y a \d+ (s|min)\. La piste est maintenant à l’étape/);
  await expect(dialog).toContainText("Votre saisie est conservée; consultez la sienne et enregistrez de nouveau.");
  await expect(dialog.getByLabel("Notes")).toHaveValue("La mienne");

  // a program finds the code and the English where they always were, and the French beside them
  const refused = await change();
  expect(refused.status()).toBe(409);
  const { code, detail, detail_fr } = (await refused.json()).data.Conflict;
  expect([code, detail, detail_fr]).toEqual(["changed", expect.stringContaining("Odile Owner changed this"), expect.stringContaining("a modifié ceci")]);
});
