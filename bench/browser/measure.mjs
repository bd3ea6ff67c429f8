// The W bars in Debian's Chromium, one JSON line for each figure. The server, and tokens of sessions, come from the
// environment; see bench/src/browser.rs. Throttled points apply what Lighthouse simulates: 1.6 Mbit/s, 150 ms, 4x CPU.
import { W5, W7, W9 } from "./board.mjs";
import { W8 } from "./hands.mjs";
import { P16 } from "./imports.mjs";
import { browser, emit, wanted } from "./kit.mjs";
import { W15 } from "./memory.mjs";
import { W13 } from "./photos.mjs";
import { W6 } from "./tabs.mjs";
import { W1, W2, W3, W4, W11 } from "./visits.mjs";

const bars = { W1, W2, W3, W4, W5, W7, W9, W11, W13, W6, W8, W15, P16 };

const NOT_HERE = {
  W10: "no page shows 100,000 rows at once: lists are paged",
  W12: "needs the other frameworks' builds",
  W14: "a device of the dataset has too few open items to queue 500 acts",
};

for (const [bar, measure] of Object.entries(bars)) {
  if (wanted.length && !wanted.includes(bar)) continue;
  try {
    await measure();
  } catch (problem) {
    emit({ skipped: `${bar}: ${String(problem.message ?? problem).split("\n")[0]}` });
    for (const context of browser.contexts()) await context.close();
  }
}
if (!wanted.length) for (const [bar, why] of Object.entries(NOT_HERE)) emit({ skipped: `${bar}: ${why}` });
await browser.close();
