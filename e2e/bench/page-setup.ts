/** What a bench of the page runs against: one etcd, the built app, and one page of Chromium, all fresh. */
import { fillEtcd } from "@etcd-explorer/scripts/bench/fill-etcd";
import { ensureBuilt } from "@etcd-explorer/scripts/build/build-app";
import { journeyVersion, obtainEtcdVersion } from "@etcd-explorer/scripts/etcd/obtain-etcds";
import { startEtcd } from "@etcd-explorer/scripts/etcd/start-etcd";
import { createTeardown } from "@etcd-explorer/scripts/process/teardown";
import { serveApp } from "@etcd-explorer/scripts/serve/serve-app";
import { chromium, type Page } from "@playwright/test";
import config from "../playwright.config.ts";

export interface PageSetup {
  readonly endpoint: string;
  readonly page: Page;
  /** The address of the keys screen below a prefix. */
  readonly keysUrl: (prefix: string) => string;
}

export interface Figure {
  readonly text: string;
  readonly holds: boolean;
}

export interface PageBench {
  readonly name: string;
  readonly run: (setup: PageSetup) => Promise<readonly Figure[]>;
}

/** Lends it; it is ended afterwards. */
export async function withPage<T>(use: (setup: PageSetup) => Promise<T>): Promise<T> {
  await ensureBuilt();
  const teardown = createTeardown();
  try {
    const { etcd: binary } = await obtainEtcdVersion(journeyVersion);
    const etcd = await startEtcd({ binary, flags: ["--quota-backend-bytes=4294967296"] });
    teardown.add(etcd.stop);
    const bench = { name: "bench", label: "Bench", readOnly: false, endpoints: [etcd.endpoint] };
    const app = await serveApp({ connections: [bench], allowedTargets: "*" });
    teardown.add(app.stop);
    const browser = await chromium.launch(config.use?.launchOptions ?? {});
    teardown.add(() => browser.close());
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    page.setDefaultTimeout(60_000);
    const keysUrl = (prefix: string) => `${app.origin}/c/bench/keys?prefix=${encodeURIComponent(prefix)}`;
    return await use({ endpoint: etcd.endpoint, page, keysUrl });
  } finally {
    await teardown.run();
  }
}

/** Puts `count` keys, named by their number, with a value of one byte. */
export async function fill(endpoint: string, count: number, name: (at: number) => string): Promise<void> {
  function* keys() {
    for (let at = 0; at < count; at++) yield Buffer.from(name(at));
  }
  await fillEtcd(endpoint, keys());
}

/** A figure and what it must not exceed. */
export function atMost(name: string, value: number, limit: number, unit: string, note = ""): Figure {
  const holds = value <= limit;
  const cells = [
    name.padEnd(44),
    `${value.toFixed(1)} ${unit}`.padEnd(14),
    `at most ${limit.toFixed(0)} ${unit}`.padEnd(20),
  ];
  return { text: `${cells.join("")}${holds ? "holds" : "FAILS"}${note === "" ? "" : `  (${note})`}`, holds };
}

/** Which of the values lies at that share of the way, from 0 to 1. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}
