// Checks every page has to stand: axe, no sideways scrolling, and nothing wrong behind the scenes.
import { expect } from "@playwright/test";
import { unanswered } from "./incomplete.mjs";
import { ask } from "./look.mjs";

/** Fails on any violation, in the long form on what axe could not decide and nobody answered for, or when the page scrolls sideways. */
export async function accessible(page, what = page.url()) {
  // what is half below a sticky bar would pass for too small a target
  await page.evaluate(() => scrollTo(0, 0));
  // what fades in has other colours until it is there
  await page.evaluate(() => {
    for (const running of document.getAnimations()) if (running.effect?.getComputedTiming().iterations !== Infinity) running.finish();
  });
  // what plays by itself is judged by its length, which is fetched; no rule of these reads style sheets
  const { violations, incomplete } = await ask(page, { preload: { assets: ["media"] } });
  for (const one of violations.filter((one) => one.id === "target-size")) one.nodes = await stillSmall(page, one.nodes);
  const told = violations.filter((one) => one.nodes.length > 0).map((one) => `${one.id}: ${one.help}\n${one.nodes.map((node) => `    ${node.target.join(" ")}: ${node.failureSummary}`).join("\n")}`);
  expect([...told, ...unanswered(page.url(), incomplete)], `accessibility of ${what}`).toEqual([]);
  const sideways = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(sideways, `${what} scrolls sideways`).toBeLessThanOrEqual(0);
}

/** Of targets found too small those that are so in the middle of the window too: a bar at an edge may have covered a part. */
async function stillSmall(page, nodes) {
  const small = [];
  for (const node of nodes) {
    const target = node.target.join(" ");
    await page.locator(target).first().evaluate((element) => element.scrollIntoView({ block: "center" }));
    const { violations } = await ask(page, { only: ["target-size"], within: target });
    if (violations.length > 0) small.push(node);
  }
  await page.evaluate(() => scrollTo(0, 0));
  return small;
}

/**
 * Watches a context: requests to other hosts are remembered (the browser itself finds no other host, see the launch
 * options), as are console errors, uncaught errors and breaches of the content security policy. `expected` holds what a
 * test provokes on purpose.
 *
 * `uncached`: a context that keeps nothing but what the app's own worker keeps, so that a client which starts without a
 * network does so by its worker. Others are watched and not routed: of a routed context the browser asks about each request,
 * and does without its cache.
 */
export async function guard(context, { uncached = false } = {}) {
  const problems = [];
  const expected = [];
  const note = (text) => expected.some((pattern) => pattern.test(text)) || problems.push(text);
  const foreign = ({ protocol, hostname }) => /^https?:$/.test(protocol) && !["127.0.0.1", "localhost", "[::1]"].includes(hostname);
  context.on("request", (request) => {
    if (foreign(new URL(request.url()))) note(`request to another host: ${request.url()}`);
  });
  // any route takes the cache away
  if (uncached) await context.route(foreign, (route) => route.abort());
  await context.addInitScript(() => {
    addEventListener("securitypolicyviolation", (event) => {
      console.error(`content security policy: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`);
    });
    // What opens is where it will be at once. Whoever presses something that still rises tries again by scrolling the page to
    // it, the menu follows its button, and the press falls on what lies below and closes it.
    const still = new CSSStyleSheet();
    still.replaceSync(":is(.w-menu, .w-popover):popover-open, .w-dialog:modal, .w-palette:modal, .w-toast { animation: none !important; }");
    document.adoptedStyleSheets.push(still);
  });
  context.on("weberror", (error) => note(`uncaught: ${error.error().stack ?? error.error()}`));
  context.on("console", (message) => {
    if (message.type() === "error") note(`console: ${message.text()} (${message.location().url})`);
  });
  return { problems, expect: (pattern) => expected.push(pattern) };
}
