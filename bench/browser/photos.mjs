// Photos of the field app.
import { PHONE, base, field, figure, profile } from "./kit.mjs";

export async function W13() {
  if (!field?.job) throw new Error("no running job asks for photos in this dataset");
  const context = await profile(field.token, PHONE);
  const page = await context.newPage();
  await page.goto(`${base}/field/jobs/${field.job}/phases/${field.phase}`);
  await page.getByTestId(`slot-${field.slot}`).first().click();
  const picker = page.getByTestId("choose-photos");
  await picker.waitFor({ state: "attached" });
  const pictures = await page.evaluate(async () => {
    const list = [];
    for (let n = 0; n < 10; n++) {
      const canvas = new OffscreenCanvas(4000, 3000);
      const pen = canvas.getContext("2d");
      for (let at = 0; at < 1500; at++) {
        pen.fillStyle = `hsl(${(at * 37 + n * 61) % 360} 70% ${20 + (at % 60)}%)`;
        pen.fillRect((at * 613) % 4000, (at * 389) % 3000, 220, 160);
      }
      const bytes = new Uint8Array(await (await canvas.convertToBlob({ type: "image/jpeg", quality: 0.92 })).arrayBuffer());
      let text = "";
      for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
      list.push(btoa(text));
    }
    return list;
  });
  const files = pictures.map((text, n) => ({ name: `photo-${n}.jpg`, mimeType: "image/jpeg", buffer: Buffer.from(text, "base64") }));
  const kib = Math.round(files.reduce((sum, f) => sum + f.buffer.length, 0) / files.length / 1024);
  const run = async (five) => {
    const stored = new Promise((done) => {
      let count = 0;
      const hear = async (r) => {
        if (!/\/media\/[^/]+\/content/.test(r.url()) || r.request().method() !== "PUT" || !r.ok()) return;
        const body = await r.json().catch(() => ({}));
        if (body.status === "stored" || body.media?.status === "stored" || body.done) count++;
        if (count === 5) { page.off("response", hear); done(performance.now()); }
      };
      page.on("response", hear);
    });
    const began = performance.now();
    await page.evaluate(() => (window.seen.long.length = 0));
    await picker.setInputFiles(five);
    const ended = await Promise.race([stored, new Promise((_, failed) => setTimeout(() => failed(new Error("photos were not stored within 60 s")), 60_000))]);
    const blocked = await page.evaluate(() => Math.max(0, ...window.seen.long.map(([, took]) => took)));
    return { seconds: (ended - began) / 1000, blocked };
  };
  const loopback = await run(files.slice(0, 5));
  figure("W13b", "5 photos of 12 MP, pick to stored, loopback", "time", loopback.seconds, "s", 2, `${kib} KiB each, longest task ${Math.round(loopback.blocked)} ms`);
  const cdp = await context.newCDPSession(page);
  await cdp.send("Network.enable");
  await cdp.send("Network.emulateNetworkConditions", { offline: false, latency: 20, downloadThroughput: (20 * 1024 * 1024) / 8, uploadThroughput: (10 * 1024 * 1024) / 8 });
  const throttled = await run(files.slice(5));
  figure("W13", "5 photos of 12 MP, pick to stored, 10 Mbit/s up", "time", throttled.seconds, "s", 3.5, `longest task ${Math.round(throttled.blocked)} ms`);
  await context.close();
}
