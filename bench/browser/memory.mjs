// What a page holds after long use.
import { readFileSync } from "node:fs";
import { CARD, ROWS, base, browser, figure, profile, token } from "./kit.mjs";

export async function W15() {
  const context = await profile(token);
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  await page.goto(`${base}/app/leads`);
  await page.locator(ROWS).first().waitFor();
  const walk = async (rounds) => {
    for (let round = 0; round < rounds; round++) {
      for (const [href, usable] of [["/app/pipeline", CARD], ["/app/jobs", ROWS], ["/app/customers", ROWS], ["/app/leads", ROWS]]) {
        await page.locator(`nav a[href="${href}"]`).first().click();
        await page.locator(usable).first().waitFor();
      }
    }
    await cdp.send("HeapProfiler.collectGarbage");
    // the renderer's own memory, that of WASM in it
    const browserCdp = await browser.newBrowserCDPSession();
    const { processInfo } = await browserCdp.send("SystemInfo.getProcessInfo");
    await browserCdp.detach();
    const sizes = processInfo.filter((p) => p.type === "renderer").map((p) => Number(readFileSync(`/proc/${p.id}/smaps_rollup`, "utf8").match(/Private_Dirty:\s+(\d+)/)?.[1] ?? 0) / 1024);
    return Math.max(...sizes);
  };
  const early = await walk(15);
  const late = await walk(75);
  figure("W15", "memory of the page after 360 changes of page against after 60", "ratio", late / early, "×", 1.3, `${early.toFixed(0)} and ${late.toFixed(0)} MB`);
  await context.close();
}
