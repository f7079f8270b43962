/** One folder of a million keys: how soon one sees the first, how soon any other place, and what the page holds. */
import type { Page } from "@playwright/test";
import { atMost, fill, quantile, type PageBench } from "./world.ts";

const keys = 1_000_000;
const jumps = 12;

export const million: PageBench = {
  name: "million",
  run: async ({ endpoint, page, keysUrl }) => {
    await fill(endpoint, keys, (at) => `flat/${String(at).padStart(7, "0")}`);
    const countMs = await timed(() => count(endpoint));
    const tree = page.getByRole("tree", { name: "Keys" });
    const firstMs = await timed(async () => {
      await page.goto(keysUrl("flat/"));
      await tree.getByText("0000000", { exact: true }).waitFor();
    });
    const waits: number[] = [];
    for (let jump = 0; jump < jumps; jump++) {
      const at = Math.floor(((jump * 7 + 3) % jumps) * (keys / jumps));
      waits.push(
        await timed(async () => {
          await page.evaluate((share) => {
            const element = document.querySelector("[role=tree]");
            if (element !== null) element.scrollTop = share * element.scrollHeight;
          }, at / keys);
          await page.waitForFunction((wanted) => {
            // The row in the middle of what is in sight says a number near the one that was gone to.
            const items = [...document.querySelectorAll("[role=treeitem]:not([aria-busy])")];
            return items.some((item) => Math.abs(Number(item.textContent?.slice(0, 7)) - wanted) < 60);
          }, at);
        }),
      );
    }
    return [
      atMost(
        "a million keys: first rows",
        firstMs,
        countMs * 6 + 2000,
        "ms",
        `one count_only: ${countMs.toFixed(0)} ms`,
      ),
      atMost("a million keys: any other place, median", quantile(waits, 0.5), countMs * 4 + 1000, "ms"),
      atMost("a million keys: heap of the page", (await heapBytes(page)) / 1e6, 200, "MB", `after ${jumps} places`),
    ];
  },
};

async function timed(use: () => Promise<unknown>): Promise<number> {
  const startedMs = performance.now();
  await use();
  return performance.now() - startedMs;
}

async function count(endpoint: string): Promise<void> {
  const body = JSON.stringify({ key: "AA==", range_end: "AA==", count_only: true });
  await (await fetch(`${endpoint}/v3/kv/range`, { method: "POST", body })).text();
}

/** What JavaScript holds once what nobody needs is collected. */
async function heapBytes(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send("HeapProfiler.collectGarbage");
  const { usedSize } = await session.send("Runtime.getHeapUsage");
  return usedSize;
}
