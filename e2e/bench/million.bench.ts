/**
 * One folder of a million keys in the page: how soon one sees the first and any other place, what the page holds, and
 * whether it stays usable while all of them are looked through.
 */
import type { Page } from "@playwright/test";
import { longTasksDuring } from "./long-tasks.ts";
import { typeInPalette } from "./palette-figures.ts";
import { atMost, fill, quantile, type Figure, type PageBench } from "./page-setup.ts";

const keys = 1_000_000;
const opens = 5;
const jumps = 12;

export const million: PageBench = {
  name: "million",
  run: async ({ endpoint, page, keysUrl }) => {
    await fill(endpoint, keys, (at) => `flat/${String(at).padStart(7, "0")}`);
    const counts: number[] = [];
    const firsts: number[] = [];
    for (let open = 0; open < opens; open++) {
      await page.goto(keysUrl(""));
      const folder = page.getByRole("treeitem", { name: /^flat\// });
      await folder.waitFor();
      counts.push(await timed(() => count(endpoint)));
      // The page's own clock: what drives it takes time as well.
      firsts.push(await untilRow(page, { press: "flat/", wanted: 0, near: 0 }));
      await folder.click();
    }
    await untilRow(page, { press: "flat/", wanted: 0, near: 0 });
    const waits: number[] = [];
    for (let jump = 0; jump < jumps; jump++) {
      const wanted = Math.floor(((jump * 7 + 3) % jumps) * (keys / jumps));
      counts.push(await timed(() => count(endpoint)));
      waits.push(await untilRow(page, { share: wanted / keys, wanted, near: 60 }));
    }
    const countMs = quantile(counts, 0.5);
    const note = `one count_only: ${countMs.toFixed(0)} ms`;
    return [
      atMost("a million keys: first rows, median", quantile(firsts, 0.5), 2 * countMs, "ms", note),
      atMost("a million keys: any other place, median", quantile(waits, 0.5), 2 * countMs, "ms", note),
      atMost("a million keys: heap of the page", (await heapBytes(page)) / 1e6, 200, "MB", `after ${jumps} places`),
      ...(await typeInPalette(page, "flat/0123456", countMs)),
      ...(await finding(page, keysUrl("flat/"))),
    ];
  },
};

/** Looks through all keys, in the page. */
async function finding(page: Page, url: string): Promise<readonly Figure[]> {
  await page.goto(`${url}&find=keys&q=99999`);
  const start = page.getByRole("button", { name: "Start search" });
  await start.waitFor();
  let tookMs = 0;
  const longTasks = await longTasksDuring(page, async () => {
    tookMs = await timed(async () => {
      await start.click();
      await page.getByText(/ of 1,000,000 keys match/).waitFor();
    });
  });
  const note = `${longTasks.length} long, in ${(tookMs / 1000).toFixed(1)} s`;
  return [
    atMost("find among a million: longest task", Math.max(0, ...longTasks), 50, "ms", note),
    atMost("find among a million: heap of the page", (await heapBytes(page)) / 1e6, 200, "MB"),
  ];
}

interface Way {
  /** A row to press, by the beginning of its text; or else how far down to scroll. */
  readonly press?: string;
  readonly share?: number;
  /** The number that a row says, or nearly says, when one is there. */
  readonly wanted: number;
  readonly near: number;
}

/** From the press or the scroll until the frame in which the row stands there, in milliseconds. */
function untilRow(page: Page, way: Way): Promise<number> {
  return page.evaluate(
    ({ press, share = 0, wanted, near }) =>
      new Promise<number>((resolve) => {
        const tree = document.querySelector("[role=tree]");
        if (tree === null) throw new Error("there is no tree");
        const rows = () => [...tree.querySelectorAll<HTMLElement>("[role=treeitem]:not([aria-busy])")];
        const startedMs = performance.now();
        if (press === undefined) tree.scrollTop = share * tree.scrollHeight;
        else
          rows()
            .find(({ textContent }) => textContent?.startsWith(press))
            ?.click();
        const look = () => {
          const isThere = rows().some(({ textContent }) => {
            const number = /^\d{7}/.exec(textContent ?? "")?.[0];
            return number !== undefined && Math.abs(Number(number) - wanted) <= near;
          });
          if (isThere) resolve(performance.now() - startedMs);
          else requestAnimationFrame(look);
        };
        requestAnimationFrame(look);
      }),
    way,
  );
}

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
