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
