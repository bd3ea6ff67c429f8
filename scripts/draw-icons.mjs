// Draws the PNG icons of the three installable clients from one mark, with the Chromium the journeys use.
// Run `node scripts/draw-icons.mjs` after changing the mark; the PNGs are committed.
import { createRequire } from "node:module";
import { mkdir, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

const require = createRequire(new URL("../e2e/package.json", import.meta.url));
const { chromium } = require("@playwright/test");
const folder = fileURLToPath(new URL("../assets/app-icons/", import.meta.url));

// One colour per client, so that two of them on one home screen are told apart.
const COLOURS = { staff: "#2453d4", field: "#171a21", portal: "#0b6690" };
const MARK = "M7 10.5h18M16 10.5V20M9 24.5l7-4.5 7 4.5";

/** A square icon: `corner` in 32nds; a maskable one keeps the mark within the safe zone of 80 %. */
function icon(colour, corner, scale) {
  const move = 16 * (1 - scale);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="${corner}" fill="${colour}"/>
    <g transform="translate(${move} ${move}) scale(${scale})"><path d="${MARK}" fill="none" stroke="#fff" stroke-width="3" stroke-linecap="round" stroke-linejoin="round"/></g></svg>`;
}

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
await mkdir(folder, { recursive: true });
for (const [app, colour] of Object.entries(COLOURS)) {
  const kinds = [
    [`${app}-192.png`, 192, icon(colour, 7, 1)],
    [`${app}-512.png`, 512, icon(colour, 7, 1)],
    [`${app}-maskable-512.png`, 512, icon(colour, 0, 0.72)],
    // iOS rounds the corners itself and shows transparency as black.
    [`${app}-180.png`, 180, icon(colour, 0, 0.86)],
  ];
  for (const [name, size, svg] of kinds) {
    const page = await browser.newPage({ viewport: { width: size, height: size } });
    await page.setContent(`<style>*{margin:0}svg{display:block;inline-size:${size}px;block-size:${size}px}</style>${svg}`);
    await writeFile(folder + name, await page.screenshot({ omitBackground: true }));
    await page.close();
  }
}
await browser.close();
console.log(`drew ${Object.keys(COLOURS).length * 4} icons in assets/app-icons`);
