// What axe could not decide by itself. The long form (E2E_LONG) writes every case to test-results/axe-incomplete.jsonl and
// fails on rules nobody has answered for below; the short form does not ask.
import { appendFileSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";

const LONG = !!process.env.E2E_LONG;
const FILE = join(import.meta.dirname, "../test-results/axe-incomplete.jsonl");

/** Results axe is asked for. */
export const RESULTS = LONG ? ["violations", "incomplete"] : ["violations"];

/** Rules whose open cases are answered by something else, and by what. */
export const ANSWERED = {
  // text over pictures, gradients and drawn marks, or half covered: every pair of the palette is proved by `cargo xtask`
  // (css/contrast.rs), in each theme
  "color-contrast": "css/contrast.rs",
  // the part of a target under a bar that sticks: looked at again in the middle of the window (page.mjs)
  "target-size": "page.mjs, stillSmall",
};

/** Keeps the open cases of a page; gives those of rules without an answer, in words. */
export function unanswered(address, incomplete) {
  if (!LONG || incomplete.length === 0) return [];
  const path = URL.canParse(address) ? new URL(address).pathname : address;
  const cases = incomplete.flatMap(({ id, impact, nodes }) =>
    nodes.map((node) => ({ page: path, rule: id, impact, target: node.target.join(" "), message: (node.any[0] ?? node.all[0] ?? node.none[0])?.message ?? "" })),
  );
  mkdirSync(dirname(FILE), { recursive: true });
  appendFileSync(FILE, cases.map((one) => `${JSON.stringify(one)}\n`).join(""));
  return cases.filter(({ rule }) => !(rule in ANSWERED)).map(({ rule, target, message }) => `${rule} is not decided: ${target} ${message}`);
}
