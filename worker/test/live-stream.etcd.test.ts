import { lentEtcds } from "@etcd-explorer/scripts/test/provided";
import { callGateway } from "@etcd-explorer/scripts/etcd/gateway";
import { goEnvironment } from "@etcd-explorer/scripts/etcd/go-environment";
import { obtainEtcdVersion } from "@etcd-explorer/scripts/etcd/obtain-etcds";
import { startEtcd } from "@etcd-explorer/scripts/etcd/start-etcd";
import { createTeardown } from "@etcd-explorer/scripts/process/teardown";
import { serveApp } from "@etcd-explorer/scripts/serve/serve-app";
import { keyFromText } from "@etcd-explorer/shared/model/bytes";
import { prefixRange } from "@etcd-explorer/shared/model/range";
import type { KeyEvent, WatchGap, WatchStatus } from "@etcd-explorer/shared/model/watch";
import { spawn } from "node:child_process";
import { cp, rm } from "node:fs/promises";
import { createInterface } from "node:readline";
import { describe, expect, test } from "vitest";
import { liveStreamTo, revisionOf } from "./live-client.ts";
import { base64 } from "./real-app.ts";

const range = prefixRange(keyFromText("/live/"));
const textOf = (encoded: string | undefined) => Buffer.from(encoded ?? "", "base64").toString();
const serve = (port = 0) => serveApp({ connections: [], allowedTargets: "*", assets: false, port });

class Told {
  readonly events: KeyEvent[] = [];
  readonly gaps: WatchGap[] = [];
  status: WatchStatus | undefined;
  onEvents = (events: readonly KeyEvent[]) => void this.events.push(...events);
  onGap = (gap: WatchGap) => void this.gaps.push(gap);
  onStatus = (status: WatchStatus) => {
    this.status = status;
  };

  get lines(): string[] {
    return this.events.map((event) => {
      const value = event.type === "put" ? Buffer.from(event.kv.value).toString() : "";
      return `${event.revision} ${event.type} ${Buffer.from(event.key).toString()} ${value}`;
    });
  }
}

/** What etcdctl's own watch tells from `revision` on, until `count` events have come. */
async function witness(etcdctl: string, endpoint: string, revision: string, count: number): Promise<string[]> {
  const args = ["--endpoints", endpoint, "watch", "--prefix", "/live/", "--rev", revision, "-w", "json"];
  const child = spawn(etcdctl, args, { env: goEnvironment(), stdio: ["ignore", "pipe", "inherit"] });
  const lines: string[] = [];
  try {
    for await (const line of createInterface(child.stdout)) {
      for (const { type, kv } of Object(JSON.parse(line)).Events ?? []) {
        lines.push(`${kv.mod_revision} ${type === 1 ? "delete" : "put"} ${textOf(kv.key)} ${textOf(kv.value)}`);
      }
      if (lines.length >= count) break;
    }
  } finally {
    child.kill("SIGKILL");
  }
  return lines;
}

describe.each(lentEtcds())("the page's stream of watches on etcd $version", ({ version, etcdctl }) => {
  test("tells what etcdctl tells after etcd, the worker and the connection were gone, and a compaction as one gap", async () => {
    const teardown = createTeardown();
    try {
      const { etcd: binary } = await obtainEtcdVersion(version);
      let etcd = await startEtcd({ binary });
      teardown.add(() => etcd.stop());
      const target = { host: etcd.host, port: etcd.port };
      let app = await serve();
      teardown.add(() => app.stop());
      const put = (name: string, value: string) =>
        callGateway(etcd.endpoint, "/v3/kv/put", { key: base64(`/live/${name}`), value: base64(value) });
      const remove = (name: string) =>
        callGateway(etcd.endpoint, "/v3/kv/deleterange", { key: base64(`/live/${name}`) });

      const told = new Told();
      const stream = liveStreamTo(() => app.origin, target);
      const handle = stream.watch({ range, prevKv: true }, told);
      await expect.poll(() => told.status?.kind).toBe("live");
      const first = String(BigInt(revisionOf(await put("a", "1"))));
      await put("b", "1");
      await expect.poll(() => told.lines.length).toBe(2);

      // etcd is restarted; what is written before the watch is back is told too.
      await etcd.halt();
      await expect.poll(() => told.status?.kind).toBe("waiting");
      etcd = await startEtcd({ binary, again: etcd });
      await put("a", "2");
      await remove("b");
      await expect.poll(() => told.lines.length, { timeout: 10_000 }).toBe(4);

      // So is the worker.
      const { port } = app;
      await app.stop();
      await put("a", "3");
      app = await serve(port);
      await put("c", "1");
      await expect.poll(() => told.lines.length, { timeout: 10_000 }).toBe(6);

      // The connection is no longer trusted, as after the computer slept.
      stream.suspect({ kind: "offline", message: "slept" });
      await put("a", "4");
      await expect.poll(() => told.lines.length).toBe(7);
      expect(told.gaps).toEqual([]);
      expect(told.lines).toEqual(await witness(etcdctl, etcd.endpoint, first, 7));
      expect(told.events.at(-1)).toMatchObject({ prevKv: { version: "3" } });

      // While it sleeps nothing is held in etcd, and history is compacted.
      stream.sleep();
      const watchers = async () =>
        /^etcd_debugging_mvcc_watcher_total (\d+)$/m.exec(await (await fetch(`${etcd.endpoint}/metrics`)).text())?.[1];
      await expect.poll(watchers, { interval: 20, timeout: 1000 }).toBe("0");
      const gone = revisionOf(await put("a", "5"));
      await put("a", "6");
      const kept = revisionOf(await put("a", "7"));
      await callGateway(etcd.endpoint, "/v3/kv/compaction", { revision: kept });
      stream.wake();
      await expect.poll(() => told.lines.at(-1)).toBe(`${kept} put /live/a 7`);
      const to = String(BigInt(kept) - 1n);
      expect(told.gaps).toMatchObject([{ from: gone, to, why: "compacted" }]);
      expect(told.lines).toHaveLength(8);
      handle.close();
      await expect.poll(watchers, { interval: 20, timeout: 1000 }).toBe("0");
    } finally {
      await teardown.run();
    }
  });

  test("stops where etcd was restored from a backup, and tells what is new once it is begun again", async () => {
    const teardown = createTeardown();
    try {
      const { etcd: binary } = await obtainEtcdVersion(version);
      let etcd = await startEtcd({ binary });
      teardown.add(() => etcd.stop());
      const { host, port, dataDir } = etcd;
      const app = await serve();
      teardown.add(() => app.stop());
      const put = async (value: string) =>
        revisionOf(await callGateway(etcd.endpoint, "/v3/kv/put", { key: base64("/live/a"), value: base64(value) }));
      const newest = await put("kept");
      await etcd.halt();
      await cp(dataDir, `${dataDir}.backup`, { recursive: true });
      etcd = await startEtcd({ binary, again: etcd });

      const told = new Told();
      const stream = liveStreamTo(() => app.origin, { host, port });
      const handle = stream.watch({ range }, told);
      await expect.poll(() => told.status?.kind).toBe("live");
      for (const value of ["lost", "lost too"]) await put(value);
      const known = await put("lost last");
      await expect.poll(() => told.lines.length).toBe(3);

      await etcd.halt();
      await rm(dataDir, { recursive: true });
      await cp(`${dataDir}.backup`, dataDir, { recursive: true });
      etcd = await startEtcd({ binary, again: etcd });
      await expect.poll(() => told.status, { timeout: 10_000 }).toEqual({ kind: "rolled-back", known, newest });
      const unseen = await put("unseen");

      // A person may still wait for a revision that is to come; nothing is claimed until then.
      const ahead = new Told();
      stream.watch({ range, startRevision: known }, ahead);
      handle.beginNow();
      await expect.poll(() => told.status).toEqual({ kind: "live", completeTo: unseen });
      await expect.poll(() => ahead.status).toEqual({ kind: "ahead", from: known, newest: unseen });
      expect(told.gaps).toMatchObject([{ from: known, to: newest, why: "rolled-back" }]);
      const next = await put("seen");
      const last = await put("seen too");
      expect(last).toBe(known);
      const after = [`${next} put /live/a seen`, `${last} put /live/a seen too`];
      await expect.poll(() => told.lines.slice(3)).toEqual(after);
      await expect.poll(() => ahead.lines).toEqual(after.slice(1));
      expect(ahead.status).toEqual({ kind: "live", completeTo: last });
    } finally {
      await teardown.run();
    }
  });
});
