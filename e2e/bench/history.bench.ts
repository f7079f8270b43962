/**
 * A key of 5,000 versions among other writes: how long it takes from the click to its newest page of versions, in a page
 * that was loaded for it, and beside it the plain way: one read after the other, each at the revision before the last.
 */
import { callGateway } from "@etcd-explorer/scripts/etcd/gateway";
import type { Page } from "@playwright/test";
import { atMost, quantile, type PageBench } from "./page-setup.ts";

const versions = 5000;
/** Versions of a page. */
const perPage = 40;
const rounds = 7;
const key = "/bench/written-often";

export const historyBench: PageBench = {
  name: "history",
  run: async ({ endpoint, page, keysUrl }) => {
    await write(endpoint);
    const shown: number[] = [];
    const read: number[] = [];
    const url = `${keysUrl("")}&key=${encodeURIComponent(key)}`;
    for (let round = 0; round < rounds; round++) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other, each in a page of its own
      shown.push(await untilVersions(page, url));
      // oxlint-disable-next-line no-await-in-loop
      read.push(await readOneByOne(endpoint));
    }
    const plainMs = quantile(read, 0.5);
    const note = [
      `${versions} versions, median of ${rounds}, slowest ${Math.max(...shown).toFixed(1)} ms`,
      `${perPage} reads one by one ${plainMs.toFixed(1)} ms`,
    ].join("; ");
    // Where others use the processor, too, the plain way tells how much of it there is.
    const limitMs = Math.max(100, 2.5 * plainMs);
    return [atMost("history: from the click to the versions", quantile(shown, 0.5), limitMs, "ms", note)];
  },
};

const base64 = (text: string) => Buffer.from(text).toString("base64");

/** Writes the key again and again, with other writes between as they come. */
async function write(endpoint: string): Promise<void> {
  for (let at = 0; at < versions; at++) {
    // Between none and six, unevenly and the same each time.
    const others = Array.from({ length: ((at * at) % 11) % 7 }, (_, other) =>
      callGateway(endpoint, "/v3/kv/put", { key: base64(`/bench/other/${other}`), value: "eA==" }),
    );
    const value = base64(JSON.stringify({ max: at, hosts: ["db-1.internal", "db-2.internal"], tls: true }));
    // oxlint-disable-next-line no-await-in-loop -- a key has one version after the other
    await Promise.all([...others, callGateway(endpoint, "/v3/kv/put", { key: base64(key), value })]);
  }
}

/** Milliseconds from the click on the tab to the frame that has the newest versions. */
async function untilVersions(page: Page, url: string): Promise<number> {
  await page.goto("about:blank");
  await page.goto(url);
  const tab = page.getByRole("tab", { name: "History" });
  await tab.waitFor();
  await page.getByText("valid JSON", { exact: true }).waitFor();
  // As for somebody who has looked at the value first.
  await page.waitForLoadState("networkidle");
  const time = page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        window.addEventListener(
          "click",
          ({ timeStamp }) => {
            const look = (nowMs: number) => {
              if (document.querySelector("[aria-label=Versions] [role=option]") !== null) resolve(nowMs - timeStamp);
              else requestAnimationFrame(look);
            };
            requestAnimationFrame(look);
          },
          { once: true, capture: true },
        );
      }),
  );
  await tab.click();
  return time;
}

/** Milliseconds for a page of versions, each read at the revision before the one after it. */
async function readOneByOne(endpoint: string): Promise<number> {
  const begunMs = performance.now();
  let revision = "0";
  for (let at = 0; at < perPage; at++) {
    // oxlint-disable-next-line no-await-in-loop -- each read tells where the next one is
    const answer = JSON.stringify(await callGateway(endpoint, "/v3/kv/range", { key: base64(key), revision }));
    const found = /"mod_revision":"(\d+)"/.exec(answer)?.[1];
    if (found === undefined) throw new Error("no such version");
    revision = String(BigInt(found) - 1n);
  }
  return performance.now() - begunMs;
}
