import { cp, rename, rm } from "node:fs/promises";
import { runEtcdctl } from "@etcd-explorer/scripts/etcd/etcdctl";
import { journeyVersion, obtainEtcdVersion } from "@etcd-explorer/scripts/etcd/obtain-etcds";
import { startEtcd } from "@etcd-explorer/scripts/etcd/start-etcd";
import { createTeardown } from "@etcd-explorer/scripts/process/teardown";
import { serveApp } from "@etcd-explorer/scripts/serve/serve-app";
import { cuttableWatches } from "../cuttable-watches.ts";
import { expect, test } from "../fixtures.ts";
import { exportedLines } from "../pages/exported-events.ts";
import { watchedLines } from "../witness.ts";

/** How many watches etcd has, and over how many streams, as it tells in its metrics. */
async function countsOf(endpoint: string): Promise<readonly number[]> {
  const metrics = await (await fetch(`${endpoint}/metrics`)).text();
  return ["watcher", "watch_stream"].map((what) =>
    Number(new RegExp(`^etcd_debugging_mvcc_${what}_total (\\d+)`, "m").exec(metrics)?.[1]),
  );
}

test("two watches tell what etcdctl tells, after etcd was restarted, compacted and restored, and network and server were gone", async ({
  page,
  faults,
}) => {
  const teardown = createTeardown();
  try {
    const { etcd: binary, etcdctl } = await obtainEtcdVersion(journeyVersion);
    let etcd = await startEtcd({ binary });
    teardown.add(() => etcd.stop());
    const connections = [{ name: "breaks", readOnly: false, endpoints: [etcd.endpoint] }];
    let app = await serveApp({ connections, allowedTargets: "" });
    teardown.add(() => app.stop());
    // Nothing of the page asks a server that is gone for good.
    teardown.add(async () => void (await page.goto("about:blank")));
    faults.allow(new RegExp(`foreign request: ${app.origin}`));
    faults.allow(/WebSocket connection to .* failed|Failed to load resource/);
    const write = async (...args: readonly string[]) => void (await runEtcdctl({ ...etcd, etcdctl }, args));
    const rows = page.getByRole("treegrid", { name: "Events" }).getByRole("row");
    const row = (revision: number) => rows.filter({ has: page.getByText(String(revision), { exact: true }) });
    const disconnected = page.getByRole("status").filter({ hasText: "disconnected" });

    const watches = await cuttableWatches(page);
    await page.goto(`${app.origin}/c/breaks/watch?watch=${encodeURIComponent("prefix /a/;prefix /b/ only=put")}`);
    await expect(page.getByText(/^Complete up to revision/)).toBeVisible();
    expect(await countsOf(etcd.endpoint)).toEqual([2, 1]);
    await write("put", "/a/1", "first");
    await write("put", "/b/1", "first");
    await expect(row(3)).toContainText("/b/1");

    await test.step("etcd is restarted, and both continue where they stopped", async () => {
      await etcd.halt();
      await cp(etcd.dataDir, `${etcd.dataDir}.backup`, { recursive: true });
      await expect(disconnected).toHaveText(/^2 watches are disconnected\./);
      etcd = await startEtcd({ binary, again: etcd });
      await write("put", "/a/1", "second");
      await write("del", "/b/1");
      await write("put", "/b/2", "second");
      await expect(row(6)).toContainText("/b/2");
      await expect(disconnected).toHaveCount(0);
    });

    await test.step("the network is another one, and nothing tells that the connection is dead", async () => {
      watches.freeze();
      await write("put", "/a/1", "unheard");
      await page.context().setOffline(true);
      await page.context().setOffline(false);
      await expect(row(7)).toContainText("/a/1");
    });

    await test.step("the server is restarted, while others write and compact", async () => {
      const { port } = app;
      await app.stop();
      await expect(disconnected).toHaveText(/^2 watches are disconnected\./);
      for (const value of ["third", "fourth", "fifth"]) await write("put", "/a/1", value);
      await write("del", "/a/1");
      await write("compaction", "9");
      app = await serveApp({ connections, allowedTargets: "", port });
      await expect(row(11)).toContainText("/a/1");
      await write("put", "/b/3", "last");
      await expect(row(12)).toContainText("/b/3");
      await expect(disconnected).toHaveCount(0);
      // A watch that it has cancelled for a compaction etcd counts until the stream ends: here only streams tell.
      expect((await countsOf(etcd.endpoint))[1]).toBe(1);
    });

    const lines = await exportedLines(page);
    const kept = await watchedLines({ ...etcd, etcdctl }, 9, 4);
    expect(lines.filter((line) => !line.startsWith("GAP"))).toEqual([
      "2 PUT /a/1 first",
      "3 PUT /b/1 first",
      "4 PUT /a/1 second",
      "6 PUT /b/2 second",
      "7 PUT /a/1 unheard",
      ...kept,
    ]);
    // Each watch has lost what lay between the last that it was told and the compaction; which hears of it first is open.
    expect(lines.filter((line) => line.startsWith("GAP")).toSorted()).toEqual(["GAP 7 8", "GAP 8 8"]);

    await test.step("etcd is restored from a backup: both stop, and start again with what is new", async () => {
      await etcd.halt();
      await rm(etcd.dataDir, { recursive: true });
      await rename(`${etcd.dataDir}.backup`, etcd.dataDir);
      etcd = await startEtcd({ binary, again: etcd });
      await expect(page.getByRole("status").filter({ hasText: "All watches stopped" })).toContainText(
        "etcd's revision fell from 12 to 3. Its data was restored from a backup, or replaced.",
      );
      await expect(page.getByText("Incomplete: 2 watches are not live")).toBeVisible();
      await write("put", "/a/1", "unseen");
      await page.getByRole("button", { name: "Start from now" }).click();
      await expect(page.getByText("Complete up to revision 4", { exact: true })).toBeVisible();
      await write("put", "/a/1", "after");
      await expect(rows.nth(1)).toContainText("unseen → after");
      await expect(rows.nth(2)).toContainText("etcd's revision fell from 12 to 3");
      await expect(rows.nth(3)).toContainText("/b/3");
    });

    await page.keyboard.press("g");
    await page.keyboard.press("c");
    await expect.poll(() => countsOf(etcd.endpoint)).toEqual([0, 0]);
  } finally {
    await teardown.run();
  }
});
