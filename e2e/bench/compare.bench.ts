/** A million keys compared at two revisions, 1,000 of them different: what the page holds, and whether it stays usable. */
import { callGateway } from "@etcd-explorer/scripts/etcd/gateway";
import type { Page } from "@playwright/test";
import { longTasksDuring } from "./long-tasks.ts";
import { atMost, fill, type PageBench } from "./page-setup.ts";

const keys = 1_000_000;
const changedKeys = 1000;
const keyOf = (at: number) => `flat/${String(at).padStart(7, "0")}`;
const limitMs = 180_000;

export const compareBench: PageBench = {
  name: "compare",
  run: async ({ endpoint, page, keysUrl }) => {
    await fill(endpoint, keys, keyOf);
    const before = await newestRevision(endpoint);
    await change(endpoint);
    const url = new URL(keysUrl(""));
    url.pathname = url.pathname.replace(/keys$/, "compare");
    url.search = new URLSearchParams({ aAt: before }).toString();
    await page.goto(url.href);
    // So many keys are counted first, and compared once somebody has agreed.
    const ready = page.getByText("Ready to compare");
    const asked = page.getByText(/^Compare [\d,]+ keys\?$/);
    await ready.or(asked).waitFor({ timeout: limitMs });
    if (await ready.isVisible()) await page.keyboard.press("Control+Enter");
    await asked.waitFor({ timeout: limitMs });
    const heldBefore = await heapBytes(page);
    const first = page.getByRole("listbox", { name: "Differences" }).getByRole("option").first();
    let [firstMs, tookMs] = [0, 0];
    const longTasks = await longTasksDuring(page, async () => {
      const startedMs = performance.now();
      await page.keyboard.press("Control+Enter");
      await first.waitFor({ timeout: limitMs });
      firstMs = performance.now() - startedMs;
      await page.getByText("999,000 the same").waitFor({ timeout: limitMs });
      tookMs = performance.now() - startedMs;
    });
    const note = `${(tookMs / 1000).toFixed(1)} s in all; ${(heldBefore / 1e6).toFixed(1)} MB before`;
    return [
      atMost("compare a million: heap of the page", (await heapBytes(page)) / 1e6, 64, "MB", note),
      atMost("compare a million: first difference", firstMs, 2000, "ms"),
      atMost("compare a million: longest task", Math.max(0, ...longTasks), 50, "ms", `${longTasks.length} long`),
    ];
  },
};

/** Other values: a key that is written again with its own is the same. */
async function change(endpoint: string): Promise<void> {
  for (let from = 0; from < changedKeys; from += 100) {
    const success = Array.from({ length: 100 }, (_, at) => {
      const key = Buffer.from(keyOf((from + at) * (keys / changedKeys))).toString("base64");
      return { request_put: { key, value: Buffer.from(`changed ${from + at}`).toString("base64") } };
    });
    // oxlint-disable-next-line no-await-in-loop -- one after the other, as a client writes
    await callGateway(endpoint, "/v3/kv/txn", { success });
  }
}

async function newestRevision(endpoint: string): Promise<string> {
  const answer = JSON.stringify(await callGateway(endpoint, "/v3/kv/range", { key: "AA==", limit: 1 }));
  const found = /"revision":"(\d+)"/.exec(answer)?.[1];
  if (found === undefined) throw new Error("no revision");
  return found;
}

/** What JavaScript of the page itself holds once what nobody needs is collected: its Web Workers have heaps of their own. */
async function heapBytes(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send("HeapProfiler.collectGarbage");
  const { usedSize } = await session.send("Runtime.getHeapUsage");
  return usedSize;
}
