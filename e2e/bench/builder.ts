/** `pnpm bench:builder`: what a keystroke costs in a transaction of 128 operations, in Chromium, on this machine. */
import { findChromium } from "@etcd-explorer/scripts/chromium";
import { ensureBuilt } from "@etcd-explorer/scripts/build/build-app";
import { journeyVersion, obtainEtcdVersion } from "@etcd-explorer/scripts/etcd/obtain-etcds";
import { startEtcd } from "@etcd-explorer/scripts/etcd/start-etcd";
import { createTeardown } from "@etcd-explorer/scripts/process/teardown";
import { serveApp } from "@etcd-explorer/scripts/serve/serve-app";
import { chromium } from "@playwright/test";

/** One frame at 60 Hz. */
const limitMs = 16;
const strokes = 100;

const teardown = createTeardown();
try {
  await ensureBuilt();
  const { etcd: binary } = await obtainEtcdVersion(journeyVersion);
  const etcd = await startEtcd({ binary });
  teardown.add(etcd.stop);
  const connection = { name: "bench", readOnly: false, endpoints: [etcd.endpoint] };
  const app = await serveApp({ connections: [connection], allowedTargets: "*" });
  teardown.add(app.stop);
  const executablePath = findChromium();
  const browser = await chromium.launch({
    args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
    ...(executablePath === undefined ? {} : { executablePath }),
  });
  teardown.add(() => browser.close());
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(`${app.origin}/c/bench/txn`);
  const lines = Array.from({ length: 128 }, (_, at) => `put /bench/${at} "value ${at}"`);
  await page.getByRole("textbox", { name: "The transaction as etcdctl" }).fill(`\n${lines.join("\n")}\n`);
  const key = page.getByRole("textbox", { name: "Key" }).nth(64);
  await key.click();
  // From the key going down until everything that the keystroke set off at once is done: handlers, rendering, commit.
  await page.evaluate(() => {
    const spent: number[] = [];
    let start = 0;
    window.addEventListener("keydown", () => (start = performance.now()), true);
    window.addEventListener("input", () => setTimeout(() => spent.push(performance.now() - start)), true);
    Object.assign(window, { spent });
  });
  for (let at = 0; at < strokes; at++) await page.keyboard.type("x", { delay: 30 });
  const spent = await page.evaluate((): number[] => Reflect.get(window, "spent"));
  const sorted = spent.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor((sorted.length - 1) * share)] ?? Number.NaN;
  console.log(
    `builder: ${sorted.length} keystrokes in 128 operations: median ${at(0.5).toFixed(1)} ms, 95% ${at(0.95).toFixed(1)} ms, worst ${at(1).toFixed(1)} ms; the median may be ${limitMs} ms`,
  );
  process.exitCode = at(0.5) <= limitMs ? 0 : 1;
} finally {
  await teardown.run();
}
