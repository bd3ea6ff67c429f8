// A person who has a keyboard and nothing else.
import { expect } from "@playwright/test";
import { PASSWORD } from "./steps.mjs";

/** Goes on with Tab until the focus is there, as far as people would; it must be seen where it is. */
export async function reach(page, target, { key = "Tab", most = 150 } = {}) {
  await expect(target).toBeVisible();
  for (let pressed = 0; pressed <= most; pressed += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) {
      expect(await target.evaluate(showsFocus), `the focus on ${target} is seen`).toBe(true);
      return;
    }
    await page.keyboard.press(key);
  }
  throw new Error(`the focus does not get to ${target} within ${most} times ${key}`);
}

/** Whether a focused element says that it is: by an outline or a ring of its own, or of what it is drawn by. */
function showsFocus(element) {
  // of a date or a time a part inside has it
  if (!element.matches(":focus-visible, input:is([type=date], [type=time], [type=datetime-local]):focus-within")) return false;
  const around = [element, element.parentElement, element.parentElement?.parentElement, element.nextElementSibling, element.previousElementSibling, ...(element.labels ?? [])];
  return around.filter(Boolean).some((one) => {
    const style = getComputedStyle(one);
    return (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== "none";
  });
}

/** Somebody who listens is told: a live region says it. */
export async function hears(page, words) {
  const said = page.getByRole("status").or(page.getByRole("alert"));
  await expect(said.filter({ hasText: words }).first(), `“${words}” is announced`).toBeAttached();
}

/** Chooses by typing how an option begins. */
export async function choose(page, target, beginning, value) {
  await reach(page, target);
  await page.keyboard.type(beginning);
  await expect(target).toHaveValue(value);
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
