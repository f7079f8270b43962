/**
 * 20,000 events a minute on the watch screen: how long frames take, how large the heap gets, how soon an event is seen,
 * and whether each of them is there, once and in order. `WATCH_SECONDS` says for how long.
 */
import { readFile } from "node:fs/promises";
import { callGateway } from "@etcd-explorer/scripts/etcd/gateway";
import type { Page } from "@playwright/test";
import { atMost, quantile, type Figure, type PageBench } from "./page-setup.ts";

const seconds = Number(process.env["WATCH_SECONDS"] ?? "300");
const perMinute = 20_000;
/** Writes come in transactions of so many keys. */
const together = 10;
const keys = 500;

export const watchBench: PageBench = {
  name: "watch",
  run: async ({ endpoint, page, keysUrl }) => {
    const url = keysUrl("").replace(/\/keys\?.*/, `/watch?watch=${encodeURIComponent("prefix /bench/")}`);
    await page.goto(url);
    await page.getByText(/^Complete up to revision/).waitFor();
    const recorded = await page.evaluateHandle(recordFrames);
    const heap = await heapOf(page);
    const written = new Map<string, number>();
    let heapBytes = 0;
    const endMs = performance.now() + seconds * 1000;
    const startedMs = performance.now();
    for (let sent = 0; performance.now() < endMs; sent += together) {
      const dueMs = startedMs + (sent / perMinute) * 60_000;
      // oxlint-disable-next-line no-await-in-loop -- one write after the other, at the pace of a busy cluster
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, dueMs - performance.now())));
      // oxlint-disable-next-line no-await-in-loop
      written.set(await write(endpoint, sent), Date.now());
      // oxlint-disable-next-line no-await-in-loop
      if (sent % 2000 === 0) heapBytes = Math.max(heapBytes, await heap());
    }
    const rate = (written.size * together * 60_000) / (performance.now() - startedMs);
    const last = [...written.keys()].at(-1) ?? "";
    await page.getByText(`Complete up to revision ${Number(last).toLocaleString("en-US")}`, { exact: true }).waitFor();
    const { frames, seen } = await recorded.jsonValue();
    const delays = seen.flatMap(([revision, atMs]) => {
      const sentMs = written.get(revision);
      return sentMs === undefined ? [] : [atMs - sentMs];
    });
    const note = `${Math.round(rate)} events/min for ${seconds} s, median ${quantile(frames, 0.5).toFixed(1)} ms`;
    return [
      atMost("watch: frame, p95", quantile(frames, 0.95), 33, "ms", note),
      atMost("watch: from etcd's answer to the screen, p50", quantile(delays, 0.5), 50, "ms", `${delays.length} seen`),
      atMost("watch: heap, largest", heapBytes / 1e6, 150, "MB"),
      await missing(page, [...written.keys()]),
    ];
  },
};

const base64 = (text: string) => Buffer.from(text).toString("base64");

/** Puts the next keys in one transaction; the revision. */
async function write(endpoint: string, from: number): Promise<string> {
  const success = Array.from({ length: together }, (_, at) => ({
    request_put: {
      key: base64(`/bench/${String((from + at) % keys).padStart(4, "0")}/settings`),
      value: base64(
        JSON.stringify({
          name: `service-${(from + at) % keys}`,
          replicas: from % 7,
          sequence: from + at,
          hosts: ["a.internal", "b.internal"],
        }),
      ),
    },
  }));
  const answer = JSON.stringify(await callGateway(endpoint, "/v3/kv/txn", { success }));
  return /"revision":"(\d+)"/.exec(answer)?.[1] ?? "";
}

/** Records each frame, and when each revision first stood in the first row. Runs in the page. */
function recordFrames(): { readonly frames: number[]; readonly seen: [revision: string, atMs: number][] } {
  const found = { frames: new Array<number>(), seen: new Array<[string, number]>() };
  let beforeMs = performance.now();
  let last = "";
  const onFrame = (nowMs: number) => {
    found.frames.push(nowMs - beforeMs);
    beforeMs = nowMs;
    const revision = document.querySelector("[role=treegrid] [data-row='0'] [role=gridcell]:nth-child(3)")?.textContent;
    const plain = revision?.replaceAll(",", "") ?? "";
    if (plain !== last) found.seen.push([plain, Date.now()]);
    last = plain;
    requestAnimationFrame(onFrame);
  };
  requestAnimationFrame(onFrame);
  return found;
}

async function heapOf(page: Page): Promise<() => Promise<number>> {
  const client = await page.context().newCDPSession(page);
  await client.send("Performance.enable");
  return async () => {
    const { metrics } = await client.send("Performance.getMetrics");
    return metrics.find(({ name }) => name === "JSHeapUsedSize")?.value ?? 0;
  };
}

/** Compares the export with what was written: what is not in it must have been told as dropped. */
async function missing(page: Page, revisions: readonly string[]): Promise<Figure> {
  await page.evaluate(() => Reflect.deleteProperty(window, "showSaveFilePicker"));
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export", exact: true }).click();
  const lines = (await readFile(await (await download).path(), "utf8")).trimEnd().split("\n");
  const found = lines.map((line) => /"mod_revision":"(\d+)"/.exec(line)?.[1] ?? "");
  const wanted = revisions.flatMap((revision) => Array.from({ length: together }, () => revision));
  const told = await page.getByText(/^Dropped [\d,]+ events/).allTextContents();
  const dropped = Number(/[\d,]+/.exec(told[0] ?? "0")?.[0].replaceAll(",", "") ?? "0");
  const expected = wanted.slice(dropped);
  const wrong =
    expected.filter((revision, at) => found[at] !== revision).length + Math.abs(found.length - expected.length);
  return atMost(
    "watch: events lost, repeated or out of order",
    wrong,
    0,
    "",
    `${found.length} listed, ${dropped} dropped`,
  );
}
