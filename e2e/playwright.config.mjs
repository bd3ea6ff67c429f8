// The browser journeys: three sizes of screen, Debian's Chromium, one server with its own database per worker.
import { defineConfig } from "@playwright/test";

const chromium = process.env.CHROMIUM ?? "/usr/bin/chromium";
const size = (width, height, touch) => ({ viewport: { width, height }, hasTouch: touch, isMobile: touch && width < 600, deviceScaleFactor: touch ? 2 : 1 });

export default defineConfig({
  testDir: "./specs",
  testMatch: "**/*.spec.mjs",
  outputDir: "./test-results",
  globalSetup: "./support/setup.mjs",
  // Two cores are all there is, and the servers need one of them.
  workers: Number(process.env.E2E_WORKERS ?? 2),
  fullyParallel: false,
  forbidOnly: !!process.env.CI,
  // A journey that fails is walked once more in a fresh world, so that one stall of the machine does not hide what the
  // other two hundred say. What passed only then is named as flaky by the report and in the last lines of `make test`.
  retries: 1,
  timeout: 90_000,
  expect: { timeout: 10_000 },
  reporter: [["list"], ["json", { outputFile: process.env.PLAYWRIGHT_JSON_OUTPUT_NAME ?? "test-results/journeys.json" }], ["html", { open: "never" }]],
  use: {
    locale: "en-CA",
    actionTimeout: 15_000,
    navigationTimeout: 30_000,
    timezoneId: "America/Toronto",
    permissions: ["geolocation", "camera", "microphone"],
    geolocation: { latitude: 45.4215, longitude: -75.6972 },
    // Screens are looked at after a failure; a trace tells how it came to it and costs half as much time again.
    screenshot: "only-on-failure",
    trace: process.env.E2E_TRACE ? "retain-on-failure" : "off",
    launchOptions: {
      executablePath: chromium,
      args: [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync", "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream",
        // no other host is found: what asks for one fails, and the guards of support/page.mjs tell of it
        "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost",
      ],
    },
  },
  // A test without a tag runs on a desktop; @tablet, @phone, @everywhere and @everysize choose otherwise. Of a tablet in the
  // office the short form holds the two sides apart: every page in its width (pages.spec.mjs), every step by touch (phone);
  // the story shows that they go together. The long form walks everything that is @everywhere on it as well.
  projects: [
    { name: "desktop", use: size(1440, 900, false), grepInvert: /@(tablet|phone)\b/ },
    { name: "tablet", use: size(1180, 820, true), grep: process.env.E2E_LONG ? /@(tablet|everywhere|everysize)\b/ : /@(tablet|everysize)\b/ },
    { name: "phone", use: size(390, 844, true), grep: /@(phone|everywhere|everysize)\b/ },
  ],
});
