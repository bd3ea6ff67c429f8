// Photos on their way: what a device refuses to open, and how the rest gets to the server piece by piece.
import { mkdtemp, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { deflateSync } from "node:zlib";
import { expect, test } from "../support/test.mjs";
import { atWork, grainy, logIn, mostAtOnce, photos } from "../support/steps.mjs";

test.use({ demo: true });

/** The page that takes photos for a phase at work, opened by the driver; gives how many there are. */
async function capture(page) {
  await logIn(page, "theo@northline.example", "/field");
  const { job, phase } = await atWork(page, (phase) => phase.requirements.some((slot) => slot.kind === "photo"));
  await page.goto(`/field/jobs/${job.id}/phases/${phase.id}/capture`);
  await expect(page.getByTestId("open-camera")).toBeVisible();
  return page.getByTestId("photo").count();
}

/** The checksum of a part of a PNG. */
function crc(bytes) {
  let sum = ~0;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return ~sum >>> 0;
}

/** A true PNG of so many black pixels in each direction, in one bit each: a hundred kilobytes for 900 million. */
function bomb(edge) {
  const chunk = (kind, data) => {
    const body = Buffer.concat([Buffer.from(kind), data]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc(body));
    return Buffer.concat([length, body, sum]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(edge, 0);
  header.writeUInt32BE(edge, 4);
  header[8] = 1;
  const pixels = deflateSync(Buffer.alloc(edge * (1 + Math.ceil(edge / 8))));
  return Buffer.concat([Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), chunk("IHDR", header), chunk("IDAT", pixels), chunk("IEND", Buffer.alloc(0))]);
}

test("a file of 100 MB and a picture of 900 million pixels are refused in words, and what was chosen with them is kept @phone", async ({ page }) => {
  const before = await capture(page);
  const declared = [];
  page.on("request", (request) => request.method() === "POST" && request.url().endsWith("/api/v1/media") && declared.push(request.postDataJSON().kind));
  const [photo] = await photos(page, 1, 1600, 1200);
  const folder = await mkdtemp(join(tmpdir(), "tailboard-photos-"));
  try {
    const [heavy, large, good] = ["heavy.jpg", "large.png", "good.jpg"].map((name) => join(folder, name));
    await Promise.all([writeFile(heavy, photo.buffer), writeFile(large, bomb(30_000)), writeFile(good, photo.buffer)]);
    await truncate(heavy, 100 * 1024 * 1024);
    await page.getByTestId("choose-photos").setInputFiles([heavy, large, good]);
    await expect(page.getByText("heavy.jpg has 104.9 MB. A photo may have 41.9 MB at most")).toBeVisible();
    await expect(page.getByText("large.png has 30,000 × 30,000 pixels, too many for this device to open")).toBeVisible();
    const shots = page.getByTestId("photo");
    await expect(shots).toHaveCount(before + 1);
    await expect(shots.last()).toHaveAttribute("data-state", "synced");
    expect(declared, "nothing of the others was kept or announced").toEqual(["photo"]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

/** Loses the answer to the first piece after the beginning of a file: the server has it, the device does not know. */
function loseOneAnswer(page) {
  return page.evaluate(() => {
    const send = window.fetch.bind(window);
    window.fetch = async (request, ...more) => {
      const answer = await send(request, ...more);
      const offset = Number(new URL(request.url ?? request, location.href).searchParams.get("offset"));
      if (offset > 0 && !globalThis.lost) {
        globalThis.lost = request.url;
        // to its end: what nobody reads stays on its way
        await answer.text();
        throw new TypeError("Failed to fetch");
      }
      return answer;
    };
  });
}

test("photos go up three at a time and say how far they are; one that is cut off goes on from what the server has @phone", async ({ page }) => {
  const before = await capture(page);
  const pieces = [];
  const about = (url) => ({ id: url.pathname.split("/")[4], offset: Number(url.searchParams.get("offset")) });
  let release;
  const released = new Promise((go) => (release = go));
  await page.route(/\/api\/v1\/media\/[^/]+\/content/, async (route) => {
    const piece = about(new URL(route.request().url()));
    pieces.push(piece);
    if (piece.offset > 0) await released;
    await route.continue();
  });
  const most = mostAtOnce(page);
  await loseOneAnswer(page);

  await page.getByTestId("choose-photos").setInputFiles(await grainy(page, 4));
  const state = (name) => page.locator(`[data-testid=photo][data-state=${name}]`);
  await expect(page.getByTestId("photo")).toHaveCount(before + 4);
  // the first piece of three is there, the fourth photo waits its turn
  await expect(state("up").filter({ hasText: /[1-9]\d?\s%/ })).toHaveCount(3);
  await expect(state("pending")).toHaveCount(1);
  await expect(page.getByTestId("upload-sum")).toContainText(`${before} of ${before + 4} uploaded`);

  release();
  await expect(state("synced")).toHaveCount(before + 4, { timeout: 30_000 });
  await expect(page.getByTestId("upload-sum")).toContainText("100 %");
  expect(most()).toBe(3);
  const cut = about(new URL(await page.evaluate(() => globalThis.lost)));
  const offsets = pieces.filter((piece) => piece.id === cut.id).map((piece) => piece.offset);
  expect(offsets.slice(0, 3), "from where the server stands").toEqual([0, cut.offset, 2 * cut.offset]);
  expect(new Set(pieces.map((piece) => `${piece.id} ${piece.offset}`)).size, "no piece is sent twice").toBe(pieces.length);
});
