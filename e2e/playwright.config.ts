import { chromium, findBrowser } from "@etcd-explorer/scripts/browser";
import { keepGoOnOneCore } from "@etcd-explorer/scripts/etcd/go-environment";
import { defineConfig } from "@playwright/test";

// No call leaves the machine, whatever Chromium would like to fetch for itself; a page that tries fails visibly.
const args = [
  "--no-sandbox",
  "--disable-quic",
  "--disable-gpu",
  "--disable-dev-shm-usage",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
  "--no-pings",
  "--disable-domain-reliability",
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
];

const executablePath = findBrowser(chromium);

keepGoOnOneCore();

/** Journeys through the built app in Debian's Chromium, against a real etcd: see fixtures.ts for what they are given. */
export default defineConfig({
  testDir: "journeys",
  outputDir: "test-results",
  globalSetup: "./global-setup.ts",
  workers: 3,
  // Each begins with the sample as it is, so that the last ones of a long file need not wait for one another.
  fullyParallel: true,
  retries: 0,
  forbidOnly: true,
  timeout: 45_000,
  expect: { timeout: 10_000 },
  use: {
    viewport: { width: 1440, height: 900 },
    colorScheme: "dark",
    locale: "en-GB",
    timezoneId: "UTC",
    // As for a person who asks their system for less motion: drawing what blinks and pulses, sixty times a second, took
    // half of what Chromium's drawing takes. What lights up and fades is tried in live-keys.spec.ts.
    contextOptions: { reducedMotion: "reduce" },
    // Recording every step takes its time: ask for it where a journey fails.
    trace: process.env["TRACE"] === undefined ? "off" : "retain-on-failure",
    screenshot: "only-on-failure",
    launchOptions: { args, ...(executablePath === undefined ? {} : { executablePath }) },
  },
});
