// A person who has a keyboard and nothing else.
import { expect } from "@playwright/test";
import { PASSWORD } from "./steps.mjs";

/** Goes on with Tab until the focus is there, as far as people would. */
export async function reach(page, target, { key = "Tab", most = 150 } = {}) {
  await expect(target).toBeVisible();
  for (let pressed = 0; pressed <= most; pressed += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`the focus does not get to ${target} within ${most} times ${key}`);
}

/** Reaches a field and writes into it, over what stands there. */
export async function write(page, target, words, options) {
  await reach(page, target, options);
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type(words);
}

/** Reaches a button or a link and presses it. */
export async function press(page, target, options) {
  await reach(page, target, options);
  await page.keyboard.press("Enter");
}

/** Opens the palette, writes, and takes the first that is found. */
export async function command(page, words, found) {
  await page.keyboard.press("Control+k");
  await expect(page.getByTestId("palette").getByRole("combobox")).toBeFocused();
  await page.keyboard.type(words);
  await expect(page.getByTestId("palette").getByRole("option", { selected: true })).toContainText(found);
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("palette")).toBeHidden();
}

/** Every pointer event from here on; a journey by keyboard must leave it empty. */
export async function watchPointer(page) {
  await page.addInitScript(() => {
    globalThis.pointers = [];
    addEventListener("pointerdown", (event) => globalThis.pointers.push(event.target.outerHTML.slice(0, 120)), true);
  });
  return () => page.evaluate(() => globalThis.pointers);
}

/** Logs in without a pointer; how often one was used since is asked with what is returned. */
export async function enter(page, email, next = "") {
  const pointers = await watchPointer(page);
  await page.goto(next ? `/login?next=${encodeURIComponent(next)}` : "/login");
  await write(page, page.getByLabel("E-mail"), email);
  await write(page, page.getByLabel(/^Password/), PASSWORD);
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => url.pathname !== "/login");
  return pointers;
}

/** Reaches a box and ticks it. */
export async function tick(page, target, options) {
  await reach(page, target, options);
  await page.keyboard.press("Space");
}
