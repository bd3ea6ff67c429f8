// What lies over a page: every button is pressed, and what opens is looked at. Nothing is written: the server's answer to
// each change is refused before it is sent.
import * as look from "./look.mjs";
import { settled } from "./pages.mjs";
import { fill } from "./routes.mjs";

/** What is open over the page now, as something to compare; what is not `known` is marked. */
function opened(page, known = []) {
  return page.evaluate((known) => {
    const shown = [...document.querySelectorAll("dialog[open], [popover], [role=listbox], details[open]")].filter((e) => (e.hasAttribute("popover") ? e.matches(":popover-open") : e.checkVisibility()));
    const name = (e) => `${e.tagName.toLowerCase()} ${e.id || e.className} ${e.getAttribute("aria-label") ?? e.querySelector("h2")?.textContent ?? ""}`.trim();
    for (const e of shown) e.toggleAttribute("data-opened", !known.includes(name(e)));
    return shown.map(name);
  }, known);
}

/** The buttons that are worth pressing: one of each kind, however many rows repeat it. */
function buttons(page) {
  return page.evaluate(() => {
    const kinds = new Map();
    for (const e of document.querySelectorAll("button, summary, [role=combobox]")) {
      if (e.disabled || !e.checkVisibility({ visibilityProperty: true }) || e.closest("dialog, [popover]")) continue;
      const row = e.closest("tr, li, article");
      // in rows the words are about the record: the first row stands for all
      const name = row ? `${e.className} of ${row.parentElement.className}` : `${e.className} ${(e.getAttribute("aria-label") ?? e.textContent).trim()}`;
      if (!kinds.has(name)) kinds.set(name, e);
    }
    let n = 0;
    for (const e of kinds.values()) e.dataset.pressed = String(n++);
    return [...kinds.values()].map((e) => ({ n: e.dataset.pressed, words: (e.getAttribute("aria-label") ?? e.textContent).trim().slice(0, 40), frame: !e.closest("main") }));
  });
}

/** Presses everything on a page, what the frame around it has on the first page only; answers what is wrong with what opens. */
export async function overlays(world, desk, client, pattern, example, long) {
  const notes = new look.Notes(pattern);
  const path = fill(pattern, example) + (example.query ?? "");
  const page = await desk(await world.who(client));
  const frame = (page.pressed ??= new Set());
  await page.route(/./, (route) => (route.request().method() === "GET" ? route.fallback() : route.fulfill({ status: 503, json: { message: "Not now", code: 503, data: { Unavailable: { retry_after_seconds: 1 } } } })));
  for (const width of long ? [1440, 390] : [390]) {
    await page.setViewportSize({ width, height: 844 });
    await page.goto(path);
    await settled(page, client);
    const before = new Set(await opened(page));
    // what is wrong with the page itself is told elsewhere
    const known = new Set([...(await look.layout(page)), ...(long ? await look.violations(page) : [])]);
    const fresh = (list) => list.filter((text) => !known.has(text));
    for (const { n, words, frame: outside } of await buttons(page)) {
      const told = `${width} ${words}`;
      if (outside && !long && frame.has(told)) continue;
      if (outside) frame.add(told);
      const button = page.locator(`[data-pressed="${n}"]`);
      if (!(await button.isVisible())) continue;
      await button.scrollIntoViewIfNeeded();
      await button.focus();
      await page.keyboard.press("Enter");
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
      const now = (await opened(page, [...before])).filter((name) => !before.has(name));
      const where = `“${words}” at ${width} px`;
      // what a press asks for is answered before the next: the browser does not tell the end of all that is given up
      if (now.length === 0) await settled(page, client);
      else {
        await settled(page, client);
        notes.add(where, fresh(await look.layout(page)));
        notes.add(where, fresh(await look.violations(page, { within: long || !(await page.locator("[data-opened]").count()) ? null : "[data-opened]" })));
        if (long) {
          await look.wear(page, "dark");
          notes.add(`${where} dark`, await look.violations(page, { only: ["color-contrast"] }));
          await look.wear(page, "light");
        }
        const modal = now.some((name) => /^(dialog|div)/.test(name));
        if (modal) {
          const inside = await page.evaluate(() => !!document.activeElement?.closest("dialog[open], [popover]") || document.activeElement?.getAttribute("aria-expanded") === "true");
          if (!inside) notes.add(where, ["what opens does not take the focus"]);
          for (let tries = 0; tries < 3 && (await opened(page)).some((name) => now.includes(name)); tries += 1) {
            await page.keyboard.press("Escape");
            await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
          }
          if ((await opened(page)).some((name) => now.includes(name))) notes.add(where, [`Escape does not close ${now.join(", ")}`]);
          else if ((await button.count()) && !(await button.evaluate((e) => e === document.activeElement || e.contains(document.activeElement)))) notes.add(where, ["the focus is not given back"]);
        }
      }
      if (new URL(page.url()).pathname !== new URL(path, page.url()).pathname || (await opened(page)).some((name) => !before.has(name))) {
        await page.goto(path);
        await settled(page, client);
        await buttons(page);
      }
    }
  }
  await page.unrouteAll();
  return notes.all;
}
