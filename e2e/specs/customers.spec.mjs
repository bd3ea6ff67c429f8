// Customers: added, recognised, found, changed.
import { OFFICE, ahead, answered, logIn } from "../support/steps.mjs";
import { test, expect } from "../support/test.mjs";

test.use({ demo: true });

test("a customer is added once: the second entry of the same person is pointed out", async ({ page, axe }) => {
  await logIn(page, "marc@northline.example");
  await page.goto("/app/customers");
  await page.getByRole("button", { name: "New customer" }).first().click();
  const dialog = page.getByRole("dialog", { name: "New customer" });
  await dialog.getByLabel("Name").fill("Seaview Lutheran School");
  await dialog.getByLabel("E-mail").fill("office@seaview.example");
  await dialog.getByLabel("Contact").fill("Ana Ruiz");
  await dialog.getByRole("button", { name: "Add customer" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Seaview Lutheran School" })).toBeVisible();
  await axe(page, "a customer");

  await page.goto("/app/customers");
  await page.getByLabel("Search name, e-mail, phone or unit").fill("seaview office");
  await expect(page.getByRole("link", { name: "Seaview Lutheran School" })).toBeVisible();
  await page.getByRole("button", { name: "New customer" }).first().click();
  await dialog.getByLabel("E-mail").fill("OFFICE@seaview.example");
  await dialog.getByLabel("Name").fill("Seaview School");
  await dialog.getByLabel("Name").blur();
  await expect(dialog.getByText(/Looks like Seaview Lutheran School/)).toBeVisible();
});

test("two records of one customer are merged, found as one, and taken apart again", async ({ page, axe }) => {
  await logIn(page, "marc@northline.example");
  const add = async (name, person, email) => {
    const data = { kind: "company", name, contact: { name: person, email, phone: null, roles: [] }, tags: [], notes: `Notes of ${name}` };
    return answered(await page.request.post("/api/v1/customers", { headers: OFFICE, data }));
  };
  const kept = await add("Harbour Dental Group", "Ida Lund", "ida@harbourdental.example");
  const other = await add("Harbor Dental", "Ole Berg", "ole@harbordental.example");
  await page.goto(`/app/customers/${kept.id}`);
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: "Merge with another record" }).click();
  const dialog = page.getByRole("dialog", { name: "Merge with another record" });
  await dialog.getByRole("button", { name: "Merge" }).click();
  await expect(dialog.getByRole("combobox")).toHaveAttribute("aria-invalid", "true");
  await dialog.getByRole("combobox").fill("harbor");
  await dialog.getByRole("option", { name: /Harbor Dental/ }).click();
  await dialog.getByRole("group", { name: "Notes to keep" }).getByText("Notes of Harbor Dental").click();
  await expect(dialog).toContainText("1 person, 0 addresses, 0 leads, 0 quotes, 0 jobs");
  await axe(page, "merging");
  await dialog.getByRole("button", { name: "Merge" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText("Ole Berg")).toBeVisible();
  await expect(page.locator("main .pre")).toHaveText("Notes of Harbor Dental");
  await expect(page.getByTestId("merged-records")).toContainText("Harbor Dental");
  await axe(page, "a merged customer");

  await page.getByTestId("merged-records").getByRole("link", { name: "Harbor Dental" }).click();
  await expect(page.getByText("This record was merged into Harbour Dental Group")).toBeVisible();
  await expect(page.getByRole("button", { name: "Edit", exact: true })).toBeHidden();
  await page.goto("/app/customers?q=berg");
  await expect(page.getByTestId("customers").getByRole("link", { name: "Harbour Dental Group" })).toBeVisible();
  const file = page.waitForEvent("download");
  await page.getByRole("link", { name: "Export CSV" }).click();
  const lines = (await (await (await file).createReadStream()).toArray()).join("").trim().split("\r\n");
  expect(lines).toHaveLength(2);
  expect(lines[1]).toContain("Harbour Dental Group");

  await page.getByRole("link", { name: "Harbour Dental Group" }).click();
  await page.getByTestId("merged-records").getByRole("button", { name: /Undo/ }).click();
  await expect(page.getByText("Harbor Dental is a record of its own again")).toBeVisible();
  await expect(page.getByText("Ole Berg")).toBeHidden();
  await expect(page.locator("main .pre")).toHaveText("Notes of Harbour Dental Group");
  await page.goto(`/app/customers/${other.id}`);
  await expect(page.getByText("Ole Berg")).toBeVisible();
});

test("what a colleague changed while a customer was edited is not overwritten unasked", async ({ page, problems }) => {
  problems.expect(/409/);
  await logIn(page, "marc@northline.example");
  const [{ id }] = (await answered(await page.request.get("/api/v1/customers?limit=1", { headers: OFFICE }))).items;
  const path = `/api/v1/customers/${id}`;
  const read = async () => answered(await page.request.get(path, { headers: OFFICE }));
  await page.goto(`/app/customers/${id}`);
  await page.getByRole("button", { name: "Edit", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Notes").fill("Mine");
  const { version, kind, name, status, terms, owner } = await read();
  await answered(await page.request.put(path, { headers: OFFICE, data: { version, kind, name, status, terms, owner: owner?.id ?? null, tags: ["theirs"], notes: "Theirs" } }));
  await expect(page.locator("main .pre"), "theirs comes live beneath the dialog").toHaveText("Theirs");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toContainText("Your input is kept. Save again to overwrite.");
  await expect(dialog.getByLabel("Notes")).toHaveValue("Mine");
  expect((await read()).notes).toBe("Theirs");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toBeHidden();
  const { notes, tags } = await read();
  expect({ notes, tags }, "of one field the later word, of two fields both").toEqual({ notes: "Mine", tags: ["theirs"] });
});

test("customers come from a table: columns matched, rows looked at, added, and taken back", async ({ page, axe }) => {
  await logIn(page, "marc@northline.example");
  await page.goto("/app/customers");
  await page.getByRole("link", { name: "Import" }).click();
  const lines = ["Account;Full name;Courriel;Tel;Colour", "Alder Clinic;Ida Lund;ida@alder.example;604 555 0190;red", ";Ole Birch;ole@birch.example;;", ";Nobody;not an address;;", "Alder Clinic;Ida L.;IDA@alder.example;;"];
  const choose = (text) => page.getByLabel("File", { exact: true }).setInputFiles({ name: "clients.csv", mimeType: "text/csv", buffer: Buffer.from(text, "latin1") });
  await choose("Account;Name");
  await expect(page.getByText("There is no row below the headings.")).toBeVisible();
  await choose(lines.join("\r\n").replace("Ole Birch", "Olé Birch"));
  await expect(page.getByRole("heading", { level: 1, name: "clients.csv" })).toBeVisible();
  await expect(page.getByLabel("What Courriel says")).toHaveValue("email");
  await expect(page.getByLabel("What Colour says")).toHaveValue("");
  await page.getByLabel("What Colour says").selectOption("name");
  await page.getByRole("button", { name: "Check rows" }).click();
  await expect(page.getByText("Two columns say the same")).toBeVisible();
  await page.getByLabel("What Colour says").selectOption("notes");
  await page.getByRole("button", { name: "Check rows" }).click();
  await expect(page.getByTestId("import-problems").getByRole("row", { name: /Line 2/ })).toBeVisible();
  await expect(page.getByTestId("import-problems").getByRole("row", { name: /Courriel:/ })).toBeVisible();
  await axe(page, "an import");
  await page.getByRole("button", { name: "Add 2 customers" }).click();
  await expect(page.getByTestId("import-figures")).toContainText("Added");
  await page.goto("/app/customers?q=birch");
  await expect(page.getByTestId("customers").getByRole("link", { name: "Olé Birch" })).toBeVisible();

  await page.goto("/app/customers/imports");
  await page.getByTestId("imports").getByRole("link", { name: "clients.csv" }).first().click();
  await page.getByRole("button", { name: "Take the import back" }).click();
  await page.getByRole("button", { name: "Remove 2 customers" }).click();
  await expect(page.getByTestId("import-figures")).toContainText("Taken back");
  await page.goto("/app/customers?q=birch");
  await expect(page.getByTestId("customers")).toBeHidden();
});

test("fields of one's own are defined, filled in, filtered by, and come along in the export", async ({ page, axe, problems }) => {
  problems.expect(/422/);
  await logIn(page, "olive@northline.example", "/app/settings/fields");
  await expect(page.getByTestId("fields-account").getByRole("row", { name: /Trade/ })).toBeVisible();
  await page.getByTestId("fields-account").getByRole("button", { name: "Add field" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Label").fill("Loading docks");
  await dialog.getByLabel("Kind").selectOption("number");
  await dialog.getByRole("button", { name: "Add field" }).click();
  await expect(page.getByTestId("fields-account").getByRole("row", { name: /loading_docks/ })).toBeVisible();
  await axe(page, "fields of one's own");

  const data = { kind: "company", name: "Alder Freight", contact: null, tags: [], notes: "" };
  const { id } = await answered(await page.request.post("/api/v1/customers", { headers: OFFICE, data }));
  await page.goto(`/app/customers/${id}`);
  await page.getByRole("button", { name: "Edit", exact: true }).click();
  await dialog.getByLabel("Loading docks").fill("many");
  await dialog.getByLabel("Trade").selectOption("Education");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog.getByLabel("Loading docks")).toHaveAttribute("aria-invalid", "true");
  await dialog.getByLabel("Loading docks").fill("1,200");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.locator("main .w-facts").first()).toContainText("1200");

  await page.goto("/app/customers");
  await page.getByRole("button", { name: "More filters" }).click();
  await dialog.getByLabel("Loading docks, from").fill("1000");
  await dialog.getByLabel("Trade").selectOption("Education");
  await axe(page, "filters by fields of one's own");
  await dialog.getByRole("button", { name: "Apply" }).click();
  await expect(page.getByTestId("customers").getByRole("link")).toHaveText(["Alder Freight"]);
  const file = page.waitForEvent("download");
  await page.getByRole("link", { name: "Export CSV" }).click();
  const [heads, ...rows] = (await (await (await file).createReadStream()).toArray()).join("").trim().split("\r\n");
  expect(heads.split(",")).toEqual(expect.arrayContaining(["trade", "loading_docks"]));
  expect(rows).toHaveLength(1);
  expect(rows[0]).toContain("1200");
  await page.getByRole("button", { name: /Remove filter Loading docks/ }).click();
  await page.getByRole("button", { name: /Remove filter Trade/ }).click();
  await expect(page.getByTestId("customers").getByRole("link").nth(2)).toBeVisible();
});

test("a customer's fleet: units with odd VINs pointed out and found by plate, settings, and prices agreed", async ({ page, axe }) => {
  await logIn(page, "marc@northline.example");
  const data = { kind: "company", name: "Bayside Couriers", contact: null, tags: [], notes: "" };
  const { id } = await answered(await page.request.post("/api/v1/customers", { headers: OFFICE, data }));
  await page.goto(`/app/customers/${id}`);
  const dialog = page.getByRole("dialog");
  const units = page.getByTestId("units");
  await units.getByRole("button", { name: "Add unit" }).click();
  await dialog.getByLabel("Number").fill("204");
  await dialog.getByLabel("Plate").fill("bz-41 7c");
  await dialog.getByLabel("VIN").fill("1M8GDM9A1KP042788");
  await expect(dialog.getByText("its ninth character would be X")).toBeVisible();
  await axe(page, "a unit");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(units).toContainText("BZ-41 7C");

  const fleet = page.getByTestId("fleet");
  await fleet.getByRole("button", { name: "Set up" }).click();
  await dialog.getByLabel("Service").selectOption("lot_walk");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog.getByLabel("Starts at")).toHaveAttribute("aria-invalid", "true");
  await dialog.getByText("Mon", { exact: true }).click();
  await dialog.getByLabel("Starts at").fill("06:30");
  await axe(page, "fleet settings");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(fleet).toContainText("Mon");

  const prices = page.getByTestId("repair-prices");
  await expect(prices).toContainText("$50.00");
  await prices.getByRole("button", { name: "Set prices" }).click();
  await dialog.getByLabel("1st").fill("45");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog.getByLabel("Reason")).toHaveAttribute("aria-invalid", "true");
  await dialog.getByLabel("Reason").fill("Agreed by phone");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(prices.getByText("In effect")).toBeVisible();
  await axe(page, "a customer with a fleet");

  await page.goto("/app/customers?q=bz417c");
  await expect(page.getByTestId("customers").getByRole("link")).toHaveText(["Bayside Couriers"]);
});

test("a blocked customer gets no new quote from an agent, who is told so where they ask for it", async ({ page, person, axe, problems }) => {
  problems.expect(/409/);
  await logIn(page, "marc@northline.example");
  const contact = { name: "Otto Overdue", email: "otto@overdue.example", phone: null, roles: [] };
  const data = { kind: "company", name: "Overdue Logistics", contact, tags: [], notes: "" };
  const made = await answered(await page.request.post("/api/v1/customers", { headers: OFFICE, data }));
  await page.goto(`/app/customers/${made.id}`);
  await page.getByRole("button", { name: "Edit", exact: true }).click();
  const edit = page.getByRole("dialog");
  await edit.getByLabel("Status").selectOption("blocked");
  await edit.getByRole("button", { name: "Save" }).click();
  await expect(edit).toBeHidden();
  await expect(page.getByText("This customer is blocked")).toBeVisible();
  await axe(page, "a blocked customer");

  const agent = await person();
  await logIn(agent, "priya@northline.example");
  await agent.goto("/app/quotes");
  await agent.getByTestId("new-quote").first().click();
  const dialog = agent.getByRole("dialog");
  await dialog.getByLabel("Name").fill("Otto Overdue");
  await dialog.getByLabel("E-mail").fill("otto@overdue.example");
  await dialog.getByRole("button", { name: "Create quote" }).click();
  await expect(dialog.getByText("Overdue Logistics is blocked: no new offers to them without a manager").first()).toBeVisible();

  const asked = { service_line: "moving", account: made.id, contact: null, title: "An exception" };
  const quote = await answered(await page.request.post("/api/v1/quotes", { headers: OFFICE, data: asked }));
  await page.goto(`/app/quotes/${quote.id}`);
  await expect(page.getByText("Overdue Logistics is blocked", { exact: true })).toBeVisible();
  await axe(page, "a draft for a blocked customer");
});

test("a customer exempt from taxes has none on their offer, which says so to them as well", async ({ page, person, axe }) => {
  await logIn(page, "marc@northline.example");
  const send = async (method, path, data) => answered(await page.request.fetch(path, { method, headers: OFFICE, data }));
  const email = "office@stclare.example";
  const contact = { name: "Clare Duval", email, phone: null, roles: [] };
  const made = await send("POST", "/api/v1/customers", { kind: "company", name: "St. Clare Mission School", contact, tags: [], notes: "" });
  await page.goto(`/app/customers/${made.id}`);
  await page.getByRole("button", { name: "Edit", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Tax exempt").check();
  await dialog.getByLabel("Certificate number").fill("EX-2031-7");
  await axe(page, "an exemption");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText("Exempt, certificate EX-2031-7")).toBeVisible();

  const begun = await send("POST", "/api/v1/quotes", { service_line: "moving", account: made.id, contact: null, title: "Desks and benches" });
  const stop = { id: crypto.randomUUID(), kind: "pickup", address: "5 Water St, Toronto, ON", arrive: `${ahead(30)}:00`, dwell: 60 };
  const line = { id: crypto.randomUUID(), name: "Work", note: "", quantity_milli: 1000, unit_cents: 123400, unit_cost_cents: null, optional: false, chosen: false };
  const saved = await send("PUT", `/api/v1/quotes/${begun.id}`, { version: begun.version, content: { ...begun.content, stops: [stop], lines: [line] } });
  expect(saved.priced.tax_cents).toBe(0);
  await page.goto(`/app/quotes/${begun.id}`);
  await expect(page.getByTestId("price")).toContainText("Tax exempt");
  const out = await send("POST", `/api/v1/quotes/${begun.id}/sending`, { version: saved.version, total_cents: saved.priced.total_cents, email, pin: "", message: "" });
  const visitor = await person();
  await visitor.goto(new URL(out.link).pathname);
  await expect(visitor.getByText("Tax exempt").first()).toBeVisible();
  await axe(visitor, "an offer without taxes");
});
