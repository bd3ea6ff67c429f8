// The component kit by itself: every component has an entry, and every entry holds in all themes, written from right to
// left, with longer words, in the system's own colours and without motion. Then what lies over pages, opened where it is used.
import { readFileSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import * as look from "../support/look.mjs";
import { overlays } from "../support/overlays.mjs";
import { LONG, expect, test } from "../support/pages.mjs";
import { PAGES } from "../support/routes.mjs";

test.use({ demo: true });
test.describe.configure({ mode: "parallel" });

const SOURCE = resolve(import.meta.dirname, "../../app/src");
const rust = (folder) => readdirSync(join(SOURCE, folder), { recursive: true }).filter((path) => path.endsWith(".rs")).map((path) => readFileSync(join(SOURCE, folder, path), "utf8"));

/** Components that draw nothing of their own, and those a shell draws that has a page of its own in every client. */
const UNSEEN = ["RouteAnnouncer", "SkipLinks", "LiveRegion", "ListKeys", "Icon", "BottomBar"];

test("every component of the kit is in the gallery", () => {
  const components = rust("ui").flatMap((source) => [...source.matchAll(/#\[component\]\s*(?:#\[[^\]]*\]\s*)*pub fn (\w+)/g)].map(([, name]) => name));
  const gallery = [readFileSync(join(SOURCE, "gallery.rs"), "utf8"), ...rust("gallery")].join("\n");
  expect(components.length).toBeGreaterThan(60);
  expect(components.filter((name) => !UNSEEN.includes(name) && !new RegExp(`\\b${name}\\b\\s*\\{`).test(gallery))).toEqual([]);
});

const SIZES = [1920, 1440, 1180, 768, 390, 360, 320];

// words and lines may break a layout at any size, colours at none more than at another; the tests themselves like it still
for (const [name, options, sizes] of [
  ["as it is", {}, SIZES],
  ["with longer words", { locale: "en-XA" }, [1440, 390]],
  ["in the system's colours", { forcedColors: "active" }, [1440]],
  ["with more contrast", { contrast: "more" }, [1440]],
  ...(LONG ? [["for people who like it moving", { reducedMotion: "no-preference" }, SIZES]] : []),
]) {
  test(`the gallery holds ${name}`, async ({ world, open }) => {
    test.setTimeout(180_000);
    const page = await open(await world.who("public"), options);
    await page.goto("/dev/gallery");
    const notes = new look.Notes("/dev/gallery");
    for (const width of LONG ? SIZES : sizes) {
      await page.setViewportSize({ width, height: 900 });
      notes.add(`${width} px`, await look.layout(page));
      await page.evaluate(() => (document.documentElement.dir = "rtl"));
      notes.add(`${width} px from right to left`, await look.layout(page));
      await page.evaluate(() => (document.documentElement.dir = "ltr"));
    }
    await look.unroll(page, 1440);
    // axe reads the colours of the sheet, not those the system puts in their place
    notes.add("1440 px", await look.violations(page, { without: options.forcedColors ? ["color-contrast"] : [] }));
    if (options.forcedColors) notes.add("in the system's colours", await look.focus(page, LONG ? 400 : 80));
    expect(notes.all).toEqual([]);
  });
}

test("what is chosen is told by more than a colour the system takes away", async ({ world, open }) => {
  const page = await open(await world.who("public"), { forcedColors: "active" });
  await page.goto("/dev/gallery");
  // each pair differs in nothing but being chosen; their drawings must differ in lines, not in colours
  const same = await page.evaluate(() => {
    const lines = (e) => {
      const of = (s) => [s.outlineStyle, s.outlineWidth, s.borderTopWidth, s.borderBottomWidth, s.borderTopStyle, s.fontWeight, s.content].join();
      const marks = [...e.querySelectorAll("input, svg")].map((part) => [part.tagName, part.checked, part.innerHTML.length, of(getComputedStyle(part)), of(getComputedStyle(part, "::before"))].join());
      return [of(getComputedStyle(e)), of(getComputedStyle(e, "::before")), of(getComputedStyle(e, "::after")), ...marks].join("|");
    };
    const pairs = [
      [".w-nav-link[aria-current]", ".w-nav-link:not([aria-current])"],
      [".w-tab[aria-selected=true]", ".w-tab[aria-selected=false]"],
      [".w-segment:has(:checked)", ".w-segment:not(:has(:checked))"],
      [".w-radio-card:has(:checked)", ".w-radio-card:not(:has(:checked))"],
      [".w-check:checked", ".w-check:not(:checked, [data-mixed])"],
      [".w-table tr[data-selected]", ".w-table tbody tr:not([data-selected])"],
      [".w-phases > [data-state=current]", ".w-phases > [data-state=open]"],
      [".w-btn[aria-pressed=true]", ".w-btn-icon:not([aria-pressed])"],
    ];
    return pairs.flatMap(([chosen, other]) => {
      const [a, b] = [document.querySelector(chosen), document.querySelector(other)];
      if (!a || !b) return [`the gallery has no ${a ? other : chosen}`];
      return lines(a) === lines(b) ? [`${chosen} looks like ${other}`] : [];
    });
  });
  expect(same).toEqual([]);
});

for (const { client, pattern } of PAGES.filter((page) => page.client !== "public")) {
  test(`what opens on ${client} ${pattern} holds, closes by Escape and gives the focus back`, async ({ world, desk }) => {
    test.setTimeout(180_000);
    const [example] = await world.examples(client, pattern);
    expect(await overlays(world, desk, client, pattern, example, LONG)).toEqual([]);
  });
}
