// What a page has to stand at any size and in any theme. Each check answers what is wrong as a list of sentences, so that
// one visit tells everything at once.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { RESULTS, unanswered } from "./incomplete.mjs";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/**
 * What axe finds, as `{ violations, incomplete }`; in the short form the second is empty. `only` names rules when just those
 * can have changed, `without` those that cannot, `within` the parts of the page that are meant: a selector or elements of
 * the page; `preload` what axe fetches for itself.
 *
 * It runs in the page: axe's own driver opens a page more for each question, and carries all that is well across.
 */
export async function ask(page, { only = null, without = [], within = null, preload = false } = {}) {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(AXE);
  return page.evaluate(
    async ({ tags, only, without, within, preload, results }) => {
      const runOnly = only ? { type: "rule", values: only } : { type: "tag", values: tags };
      // what fades in is judged as it stands in the end
      for (const running of document.getAnimations()) if (running.effect?.getComputedTiming().iterations !== Infinity) running.finish();
      const options = { runOnly, rules: Object.fromEntries(without.map((rule) => [rule, { enabled: false }])), resultTypes: results, iframes: false, preload };
      const found = await window.axe.run(within ?? document, options);
      // checks carry elements and data of axe's own along: the words are all that is told
      const words = (checks) => checks.map(({ message }) => ({ message }));
      const node = ({ target, failureSummary, any, all, none }) => ({ target, failureSummary, any: words(any), all: words(all), none: words(none) });
      const brief = (list) => list.map(({ id, impact, help, nodes }) => ({ id, impact, help, nodes: nodes.map(node) }));
      return { violations: brief(found.violations), incomplete: results.includes("incomplete") ? brief(found.incomplete) : [] };
    },
    { tags: RULES, only, without, within, preload, results: RESULTS },
  );
}

/** Violations of axe as sentences, and in the long form what it could not decide and nobody answered for; asked as `ask` is. */
export async function violations(page, options) {
  // no rule of these reads style sheets: they need not be fetched again
  const { violations, incomplete } = await ask(page, options);
  const said = violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(" ")} ${(node.any[0] ?? node.all[0] ?? node.none[0])?.message ?? ""}`));
  return [...said, ...unanswered(page.url(), incomplete)];
}

/** Remembers how each element is drawn now, for `changed`. */
export function remember(page) {
  return page.evaluate(() => {
    window.journeyLook ??= (e) => {
      const style = getComputedStyle(e);
      return [e.checkVisibility({ opacityProperty: true, visibilityProperty: true }), style.color, style.backgroundColor, style.backgroundImage, style.opacity, style.position, parseFloat(style.fontSize) >= 24, style.fontWeight].join();
    };
    window.journeyBefore = new Map([...document.body.querySelectorAll("*")].map((e) => [e, window.journeyLook(e)]));
  });
}

/** How many parts of the page have come to be seen or are coloured otherwise than remembered; they are marked `data-changed-look`. */
export function changed(page) {
  return page.evaluate(() => {
    const found = [...document.body.querySelectorAll("*")].filter((e) => e.checkVisibility() && window.journeyBefore?.get(e) !== window.journeyLook(e));
    for (const e of document.querySelectorAll("[data-changed-look]")) e.removeAttribute("data-changed-look");
    for (const e of found) e.setAttribute("data-changed-look", "");
    return found.length;
  });
}

/** Sideways scrolling, and text that is cut off or runs out of its box without saying so. */
export function layout(page) {
  return page.evaluate(() => {
    const wrong = [];
    const name = (e) => `${e.tagName.toLowerCase()}${e.id ? `#${e.id}` : ""}${e.classList.length ? `.${[...e.classList].join(".")}` : ""}`;
    const sideways = document.documentElement.scrollWidth - document.documentElement.clientWidth;
    if (sideways > 0) {
      const rtl = getComputedStyle(document.documentElement).direction === "rtl";
      const out = [...document.body.querySelectorAll("*")].filter((e) => {
        const box = e.getBoundingClientRect();
        return box.width > 0 && (rtl ? box.left < -1 : box.right > innerWidth + 1);
      });
      wrong.push(`scrolls sideways by ${sideways} px: ${out.slice(0, 3).map(name).join(", ")}`);
    }
    const seen = new Set();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const text = node.data.trim();
      const own = node.parentElement;
      if (!text || !own || own.closest(".sr, script, style, noscript, option, svg, [aria-hidden=true], [data-layout-free]")) continue;
      if (!own.checkVisibility({ opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true })) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const box = range.getBoundingClientRect();
      if (box.width === 0 || box.height === 0) continue;
      let block = null;
      for (let e = own; e && e !== document.body; e = e.parentElement) {
        const style = getComputedStyle(e);
        if (style.display === "inline" || style.display === "contents") continue;
        const edge = e.getBoundingClientRect();
        // there for those who listen only
        if (style.clipPath === "inset(50%)" || (edge.width <= 1 && edge.height <= 1)) break;
        // one pixel is rounding; glyphs may be taller than a tight line
        const x = Math.max(box.right - edge.right, edge.left - box.left);
        const y = Math.max(box.bottom - edge.bottom, edge.top - box.top);
        if (block === null) {
          block = e;
          if (x > 1.5 && style.overflowX === "visible") {
            const key = `runs out of its box by ${Math.round(x)} px: “${text.slice(0, 40)}” in ${name(e)}`;
            if (!seen.has(key)) wrong.push(key);
            seen.add(key);
            break;
          }
        }
        const cutX = /hidden|clip/.test(style.overflowX) && style.textOverflow !== "ellipsis" && x > 1.5;
        const cutY = /hidden|clip/.test(style.overflowY) && style.webkitLineClamp === "none" && y > 4;
        if (cutX || cutY) {
          const key = `is cut off: “${text.slice(0, 40)}” in ${name(own)} by ${name(e)}`;
          if (!seen.has(key)) wrong.push(key);
          seen.add(key);
          break;
        }
        // deliberately short, or scrolled to
        if (/hidden|clip/.test(style.overflowX) && style.textOverflow === "ellipsis") break;
        if (style.webkitLineClamp !== "none" || /auto|scroll/.test(style.overflowX) || /auto|scroll/.test(style.overflowY)) break;
        if (style.position === "fixed" || style.position === "absolute") break;
      }
    }
    return wrong;
  });
}

/** The outline of the document: one heading of the first rank, one main landmark, a title of its own, a language. */
export function outline(page) {
  return page.evaluate(() => {
    const wrong = [];
    const shown = (e) => e.checkVisibility({ visibilityProperty: true });
    const heads = [...document.querySelectorAll("h1")].filter((h) => shown(h) && !h.closest(".w-gallery-theme"));
    if (heads.length !== 1) wrong.push(`has ${heads.length} headings of the first rank${heads.map((h) => `, “${h.textContent.trim()}”`).join("")}`);
    const mains = [...document.querySelectorAll("main")].filter(shown);
    if (mains.length !== 1) wrong.push(`has ${mains.length} main landmarks`);
    if (/^(Tailboard( Field)?)?$/.test(document.title.trim())) wrong.push(`has no title of its own: “${document.title}”`);
    if (!document.documentElement.lang) wrong.push("has no language");
    return wrong;
  });
}

/** Addresses of this server the page links to. */
export function links(page) {
  return page.evaluate(() => [...new Set([...document.querySelectorAll("a[href^='/']")].map((a) => a.getAttribute("href")))]);
}

/** Walks `stops` tab stops from the top: the focus must be seen, and not lie under something else. */
export async function focus(page, stops) {
  const wrong = [];
  await page.evaluate(() => {
    // the next stop is the first of the document again
    document.body.tabIndex = -1;
    document.body.focus();
    document.body.blur();
    document.body.removeAttribute("tabindex");
    getSelection()?.removeAllRanges();
    scrollTo(0, 0);
  });
  let first = null;
  for (let stop = 0; stop < stops; stop += 1) {
    await page.keyboard.press("Tab");
    const told = await page.evaluate(() => {
      const e = document.activeElement;
      if (!e || e === document.body) return null;
      const name = `${e.tagName.toLowerCase()}${e.id ? `#${e.id}` : ""}${e.classList.length ? `.${[...e.classList].join(".")}` : ""} “${(e.getAttribute("aria-label") ?? e.textContent ?? "").trim().slice(0, 30)}”`;
      for (const running of document.getAnimations()) if (running.effect?.getComputedTiming().iterations !== Infinity) running.finish();
      // a control may be drawn by what stands around or beside it
      const around = [e, e.parentElement, e.parentElement?.parentElement, e.nextElementSibling, e.previousElementSibling, ...(e.labels ?? [])].filter(Boolean);
      const drawn = () => around.map((a) => { const s = getComputedStyle(a); return [s.outlineStyle, s.outlineWidth, s.outlineColor, s.boxShadow, s.borderTopColor, s.backgroundColor, s.textDecorationLine].join(); }).join("|");
      const whole = e.getBoundingClientRect();
      const top = Math.max(whole.top, 0), left = Math.max(whole.left, 0);
      const box = { left, top, width: Math.min(whole.right, innerWidth) - left, height: Math.min(whole.bottom, innerHeight) - top };
      const points = [[0.5, 0.5], [0.1, 0.2], [0.9, 0.2], [0.1, 0.8], [0.9, 0.8]].map(([x, y]) => document.elementFromPoint(box.left + box.width * x, box.top + box.height * y));
      const labels = [...(e.labels ?? [])];
      const seen = points.some((p) => p && (e.contains(p) || p.contains(e) || labels.some((label) => label.contains(p))));
      const before = drawn();
      const scroll = [scrollX, scrollY];
      e.blur();
      for (const running of document.getAnimations()) if (running.effect?.getComputedTiming().iterations !== Infinity) running.finish();
      const differs = before !== drawn();
      e.focus({ preventScroll: true, focusVisible: true });
      scrollTo(...scroll);
      return { name, differs, seen: seen || whole.width <= 2, at: [...document.querySelectorAll("*")].indexOf(e) };
    });
    if (!told) break;
    if (told.at === first) break;
    first ??= told.at;
    if (!told.differs) wrong.push(`focus is not visible on ${told.name}`);
    if (!told.seen) wrong.push(`focus lies under something on ${told.name}`);
  }
  if (first === null) wrong.push("has nothing the keyboard reaches");
  return wrong;
}

/** Shows a theme at once, without the fade. */
export async function wear(page, theme) {
  await page.evaluate((theme) => {
    if (!window.still) {
      window.still = new CSSStyleSheet();
      window.still.replaceSync("*, *::before, *::after { transition-property: none !important; }");
      document.adoptedStyleSheets.push(window.still);
    }
    document.documentElement.dataset.theme = theme;
  }, theme);
}

/** As high as what it shows, so that nothing is judged half under a bar that sticks to an edge. */
export async function unroll(page, width) {
  const height = await page.evaluate(() => Math.max(document.documentElement.scrollHeight, ...[...document.querySelectorAll("main, [class*=scroll]")].map((e) => e.scrollHeight + 160)));
  await page.setViewportSize({ width, height: Math.min(Math.max(height, 700), 6000) });
}

/** Notes of one page, each told once with all the places it was seen at. */
export class Notes {
  #seen = new Map();

  constructor(page) {
    this.page = page;
  }

  add(where, texts) {
    // colours and pixels differ from theme to theme and width to width, the fault is one
    for (const text of texts) {
      const key = text.replace(/\b\d[\d.]* ?px|#[0-9a-f]{6}|contrast of [\d.]+/g, "…");
      if (!this.#seen.has(key)) this.#seen.set(key, { text, places: [] });
      this.#seen.get(key).places.push(where);
    }
  }

  get all() {
    return [...this.#seen.values()].map(({ text, places }) => `${this.page}: ${text} [${[...new Set(places)].join(", ")}]`);
  }
}
