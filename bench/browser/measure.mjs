// The W bars in Debian's Chromium, one JSON line for each figure. The server, and tokens of sessions, come from the
// environment; see bench/src/browser.rs. Throttled points apply what Lighthouse simulates: 1.6 Mbit/s, 150 ms, 4x CPU.
import { W5, W7 } from "./board.mjs";
import { W10, W9 } from "./crowd.mjs";
import { W8 } from "./hands.mjs";
import { browser, emit, wanted } from "./kit.mjs";
import { W15 } from "./memory.mjs";
import { W13 } from "./photos.mjs";
import { W14 } from "./queue.mjs";
import { W6 } from "./tabs.mjs";
import { W1, W11, W2, W3, W4 } from "./visits.mjs";

const bars = { W1, W2, W3, W4, W5, W6, W7, W8, W9, W10, W11, W13, W14, W15 };

const NOT_HERE = {
  W12: "compares with builds of other frameworks, which this repository does not have and a run may not fetch",
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
