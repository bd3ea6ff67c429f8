// Customers beside each other: families, favourites, what people let us write to them, how tables are read.
import { OFFICE, answered, logIn } from "../support/steps.mjs";
import { test, expect } from "../support/test.mjs";

test.use({ demo: true });

const OFFICE_MAIL = "marc@northline.example";

async function company(page, name, contact = null) {
  const data = { kind: "company", name, contact, tags: [], notes: "" };
  return answered(await page.request.post("/api/v1/customers", { headers: OFFICE, data }));
}

test("a branch belongs to its company: chosen by name, listed there, refused as a circle, told in the export", async ({ page, axe, problems }) => {
  problems.expect(/422/);
  await logIn(page, OFFICE_MAIL);
  const group = await company(page, "Alder Harbour Group");
  const branch = await company(page, "Birch Harbour Clinic");
  await page.goto(`/app/customers/${branch.id}`);
  const dialog = page.getByRole("dialog");
  await page.getByRole("button", { name: "Edit", exact: true }).click();
  await dialog.getByRole("combobox", { name: "Belongs to" }).fill("alder harb");
  await dialog.getByRole("option", { name: /Alder Harbour Group/ }).click();
  await axe(page, "choosing a parent");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toBeHidden();
  await page.locator("main .w-facts").getByRole("link", { name: "Alder Harbour Group" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Alder Harbour Group" })).toBeVisible();
  await expect(page.getByTestId("branches").getByRole("link", { name: "Birch Harbour Clinic" })).toBeVisible();
  await axe(page, "a company with a branch");

  await page.getByRole("button", { name: "Edit", exact: true }).click();
  await dialog.getByRole("combobox", { name: "Belongs to" }).fill("birch harb");
  await dialog.getByRole("option", { name: /Birch Harbour Clinic/ }).click();
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog.getByText("A customer cannot belong to itself or to one of its own").first()).toBeVisible();
  await dialog.getByRole("button", { name: "Cancel" }).click();

  await page.getByTestId("branches").getByRole("link", { name: "Show all in the list" }).click();
  await expect(page.getByTestId("customers").getByRole("link")).toHaveText(["Birch Harbour Clinic"]);
  const file = page.waitForEvent("download");
  await page.getByRole("link", { name: "Export CSV" }).click();
  const lines = (await (await (await file).createReadStream()).toArray()).join("").trim().split("\r\n");
  expect(lines).toHaveLength(2);
  expect(lines[0].split(",")).toContain("parent");
  expect(lines[1]).toContain("Alder Harbour Group");
  await page.getByRole("button", { name: /Remove filter Branches of/ }).click();
  await expect(page.getByTestId("customers").getByRole("link").nth(2)).toBeVisible();
  expect(group.id).not.toBe(branch.id);
});

test("a favourite is starred at once, taken back, listed by itself, and offered first", async ({ page, axe }) => {
  await logIn(page, OFFICE_MAIL);
  await company(page, "Cedar Harbour First");
  const wanted = await company(page, "Cedar Harbour Second");
  await company(page, "Cedar Harbour Third");
  await page.goto("/app/customers?q=cedar+harbour");
  const star = page.getByRole("button", { name: "Favourite: Cedar Harbour Second" });
  await star.click();
  await expect(star).toHaveAttribute("aria-pressed", "true");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(star).toHaveAttribute("aria-pressed", "false");
  await page.goto(`/app/customers/${wanted.id}`);
  await star.click();
  await expect(star).toHaveAttribute("aria-pressed", "true");
  await expect(page.getByText("Cedar Harbour Second is a favourite")).toBeVisible();
  await page.goto("/app/customers");
  await page.getByLabel("My favourites").check();
  await expect(page).toHaveURL(/favourites=true/);
  await expect(page.getByTestId("customers").getByRole("link")).toHaveText(["Cedar Harbour Second"]);
  await axe(page, "favourites");

  const other = await company(page, "Dogwood Harbour");
  await page.goto(`/app/customers/${other.id}`);
  await page.getByRole("button", { name: "Edit", exact: true }).click();
  await page.getByRole("dialog").getByRole("combobox", { name: "Belongs to" }).fill("cedar harbour");
  await expect(page.getByRole("dialog").getByRole("listbox").getByRole("option").first()).toContainText("Cedar Harbour Second");
});

test("what somebody wants is noted with its proof, and nobody reminds who wants no reminders", async ({ page, axe, problems }) => {
  problems.expect(/422/);
  await logIn(page, "olive@northline.example");
  const list = await answered(await page.request.get("/api/v1/quotes?view=open", { headers: OFFICE }));
  const quote = await answered(await page.request.get(`/api/v1/quotes/${list.page.items.find((row) => ["sent", "viewed"].includes(row.status)).id}`, { headers: OFFICE }));
  const name = quote.to.contact_name;
  await page.goto(`/app/customers/${quote.to.account}`);
  const open = page.getByRole("button", { name: `Messages to ${name}` }).first();
  const dialog = page.getByRole("dialog");
  await open.click();
  await expect(dialog.getByTestId("preferences").getByRole("rowheader")).toHaveText(["Quotes", "Reminders", "Follow-ups", "Bookings and jobs", "Marketing"]);
  await expect(dialog.getByLabel("Quotes: SMS")).toBeDisabled();
  await dialog.getByLabel("Reminders: E-mail").uncheck();
  await dialog.getByRole("switch", { name: "Marketing" }).uncheck();
  await dialog.getByLabel("Agrees to text messages").check();
  await expect(dialog.getByLabel("Quotes: SMS")).toBeEnabled();
  await dialog.getByLabel("What they were asked, word for word").fill("");
  await dialog.getByLabel("Quiet hours").check();
  await axe(page, "preferences");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog.getByLabel("What they were asked, word for word")).toHaveAttribute("aria-invalid", "true");
  await dialog.getByLabel("What they were asked, word for word").fill("May we text you?");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText("No e-mail: Reminders").first()).toContainText("Text messages allowed");

  await page.goto(`/app/quotes/${quote.id}`);
  await expect(page.getByText(`${name} wants no e-mail of this kind: reminders`)).toBeVisible();
  const data = { quotes: [quote.id] };
  const told = await answered(await page.request.post("/api/v1/quotes/bulk/reminders", { headers: OFFICE, data }));
  expect(JSON.stringify(told.quotes[0].refused)).toContain("unwanted");

  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto(`/app/customers/${quote.to.account}`);
  await open.click();
  await expect(dialog.getByTestId("sms-proof")).toContainText("May we text you?");
  await axe(page, "preferences on a phone");
  await dialog.getByLabel("Takes the agreement back").check();
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText("No text messages any more").first()).toBeVisible();
});

test("how a file was matched is kept, and the next one like it is matched by itself", async ({ page, axe }) => {
  await logIn(page, OFFICE_MAIL, "/app/customers/imports");
  const choose = async (name, text) => {
    await page.goto("/app/customers/imports");
    await page.getByLabel("File", { exact: true }).setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(text) });
    await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  };
  await choose("old.csv", "Firma,Mailadresse,Farbe\nElm Harbour,ida@elm.example,red");
  await expect(page.getByLabel("What Firma says")).toHaveValue("");
  await page.getByLabel("What Firma says").selectOption("company");
  await page.getByLabel("What Mailadresse says").selectOption("email");
  await page.getByRole("button", { name: "Save as preset" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill("Old system");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByLabel("Preset")).toHaveValue(/.+/);
  await axe(page, "an import with a preset");

  await choose("next.csv", "FARBE,firma,Mail-Adresse\nblue,Fir Harbour,ole@fir.example");
  await expect(page.getByLabel("What firma says")).toHaveValue("company");
  await expect(page.getByLabel("What Mail-Adresse says")).toHaveValue("email");
  await choose("crm.csv", "Record ID,First Name,Last Name,Email,State/Region\n1,Ida,Lund,ida@crm.example,BC");
  await expect(page.getByLabel("What State/Region says")).toHaveValue("region");

  await page.goto("/app/customers/imports");
  const presets = page.getByTestId("import-presets");
  await presets.getByRole("button", { name: "Rename Old system" }).click();
  await dialog.getByLabel("Name").fill("Old books");
  await dialog.getByRole("button", { name: "Save" }).click();
  await presets.getByRole("button", { name: "Delete Old books" }).click();
  await dialog.getByRole("button", { name: "Delete" }).click();
  await expect(presets).toBeHidden();
});
