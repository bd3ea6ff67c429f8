// What is on the screen is what goes out: a total that changed elsewhere is shown at once, and is not sent unseen.
import { OFFICE, ahead, answered, logIn } from "../support/steps.mjs";
import { expect, test } from "../support/test.mjs";

test.use({ demo: true });

const cash = (cents) => new Intl.NumberFormat("en-CA", { style: "currency", currency: "CAD" }).format(cents / 100);

/** A customer who pays taxes, and a draft for them; `exempt` says that they pay none any more. */
async function begin(page, name) {
  const send = async (method, path, data) => answered(await page.request.fetch(path, { method, headers: OFFICE, data }));
  const email = `${name.toLowerCase().replaceAll(" ", ".")}@customer.example`;
  const contact = { name: "Clare Duval", email, phone: null, roles: [] };
  const made = await send("POST", "/api/v1/customers", { kind: "company", name, contact, tags: [], notes: "" });
  const begun = await send("POST", "/api/v1/quotes", { service_line: "moving", account: made.id, contact: null, title: "Desks and benches" });
  const stop = { id: crypto.randomUUID(), kind: "pickup", address: "5 Water St, Toronto, ON", arrive: `${ahead(30)}:00`, dwell: 60 };
  const line = { id: crypto.randomUUID(), name: "Work", note: "", quantity_milli: 1000, unit_cents: 123400, unit_cost_cents: null, optional: false, chosen: false };
  const quote = await send("PUT", `/api/v1/quotes/${begun.id}`, { version: begun.version, content: { ...begun.content, stops: [stop], lines: [line] } });
  const exempt = async () => {
    const { version, kind, status, terms, tags, notes, custom } = await send("GET", `/api/v1/customers/${made.id}`);
    const tax = { exempt: true, certificate: "EX-2031-8" };
    await send("PUT", `/api/v1/customers/${made.id}`, { version, kind, name, status, terms, tax, owner: null, tags, notes, custom });
  };
  return { quote, exempt };
}

test("a draft on the screen follows what the customer's account says @everywhere", async ({ page }) => {
  await logIn(page, "marc@northline.example");
  const { quote, exempt } = await begin(page, "Harbour Mission School");
  expect(quote.priced.tax_cents).toBeGreaterThan(0);
  await page.goto(`/app/quotes/${quote.id}`);
  const total = page.getByTestId("sum-total");
  await expect(total).toHaveText(cash(quote.priced.total_cents));
  await exempt();
  await expect(total).toHaveText(cash(quote.priced.total_cents - quote.priced.tax_cents));
  await expect(page.getByTestId("price")).toContainText("Tax exempt");
});

test("an offer whose total changed unseen does not go out before it was seen @everywhere", async ({ page, axe, problems }) => {
  problems.expect(/409/);
  await logIn(page, "marc@northline.example");
  const { quote, exempt } = await begin(page, "Lakeside Mission School");
  const [was, is] = [quote.priced.total_cents, quote.priced.total_cents - quote.priced.tax_cents].map(cash);
  // a screen that what happened meanwhile does not reach before it is sent
  let sending = false;
  await page.route(`**/api/v1/quotes/${quote.id}**`, (route) => {
    const request = route.request();
    sending ||= request.url().endsWith("/sending");
    const shows = request.method() === "GET" && request.url().endsWith(`/quotes/${quote.id}`);
    return shows && !sending ? route.fulfill({ json: quote }) : route.continue();
  });
  await page.goto(`/app/quotes/${quote.id}`);
  await expect(page.getByTestId("sum-total")).toHaveText(was);
  await exempt();

  await page.getByTestId("send-quote").click();
  const dialog = page.getByTestId("send-dialog");
  await expect(dialog.getByTestId("send-total")).toContainText(was);
  await dialog.getByTestId("send-now").click();
  const refused = dialog.getByRole("alert");
  await expect(refused).toContainText(was);
  await expect(refused).toContainText(is);
  await expect(dialog.getByTestId("send-total")).toContainText(is);
  await expect(page.getByTestId("sum-total")).toHaveText(is);
  await axe(page, "a total that changed before sending");
  await dialog.getByTestId("send-now").click();
  await expect(dialog.getByTestId("quote-link")).toBeVisible();
});
