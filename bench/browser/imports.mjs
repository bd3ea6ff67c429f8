// Customers from a table.
import { base, figure, profile, token } from "./kit.mjs";

export async function P16() {
  const rows = 10_000;
  const context = await profile(token);
  const page = await context.newPage();
  let text = "Company,First name,Last name,Email,Phone,Street,City,Notes\n";
  const run = Date.now();
  for (let i = 0; i < rows; i++) text += `${i % 3 ? `Firm ${run} ${i}` : ""},Ann${i},Lee${i},ann${i}.${run}@bulk.example,604 555 ${String(i).padStart(4, "0")},${i} Main St,Vancouver,row ${i}\n`;
  await page.goto(`${base}/app/customers/imports`);
  await page.getByLabel("File", { exact: true }).setInputFiles({ name: "bulk.csv", mimeType: "text/csv", buffer: Buffer.from(text) });
  await page.getByRole("heading", { level: 1, name: "bulk.csv" }).waitFor({ timeout: 60_000 });
  const asked = performance.now();
  await page.getByRole("button", { name: "Check rows" }).click();
  await page.getByTestId("start-import").waitFor({ timeout: 60_000 });
  const checked = performance.now();
  await page.getByTestId("start-import").click();
  await page.getByTestId("import-figures").waitFor({ timeout: 120_000 });
  const added = performance.now();
  figure("P16", "import of 10,000 customers, from the start until they are there", "time", (added - checked) / 1000, "s", 8, `checked for duplicates in ${((checked - asked) / 1000).toFixed(1)} s before`);
  await context.close();
}
