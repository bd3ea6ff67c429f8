// Every page there is, at every width, in every theme and state. The list comes from the routers, so that a new page is
// looked at without anybody writing a test for it; E2E_LONG=1 looks at more states, sizes and examples of each.
import { LONG, STATES, expect, states, test, visit } from "../support/pages.mjs";
import { PAGES } from "../support/routes.mjs";

test.use({ demo: true });
test.describe.configure({ mode: "parallel" });
test.setTimeout(LONG ? 600_000 : 120_000);

// the gallery has a spec of its own, which looks at it in every theme
for (const { client, pattern } of PAGES.filter((page) => LONG || page.pattern !== "/dev/gallery")) {
  test(`${client} ${pattern} holds at every size, in every theme`, async ({ world, desk }) => {
    const examples = await world.examples(client, pattern);
    const wrong = [];
    for (const [n, example] of examples.entries()) {
      if (LONG || client === "public" || n === 0) wrong.push(...(await visit(world, desk, client, pattern, example, !LONG && n > 0)));
    }
    expect(wrong).toEqual([]);
  });
}

for (const state of STATES) {
  test(`pages hold ${state.name}`, async ({ world, open }) => {
    expect(await states(world, open, state)).toEqual([]);
  });
}
