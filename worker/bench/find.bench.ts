/**
 * Finding keys by name among a million of them, through the worker: read, parsed and matched as in the browser, beside
 * etcdctl that only lists them, and beside etcd's gateway that only sends them.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { fillEtcd } from "@etcd-explorer/scripts/bench/fill-etcd";
import { shapes } from "@etcd-explorer/scripts/bench/shapes";
import { journeyVersion, obtainEtcdVersion } from "@etcd-explorer/scripts/etcd/obtain-etcds";
import { compilePattern } from "@etcd-explorer/shared/read/find/pattern";
import { runFind, type Found } from "@etcd-explorer/shared/read/find/run-find";
import { allKeys } from "@etcd-explorer/shared/model/range";
import type { TxnCall } from "@etcd-explorer/shared/read/ranges/txn-call";
import type { ScanCall } from "@etcd-explorer/shared/read/scan/scan-range";
import { encodeRangeRequest } from "@etcd-explorer/shared/wire/requests";
import { formatComparison, formatFigure, median, timed } from "./measure.ts";
import { readCall } from "./post.ts";
import { throughWorker } from "./worker-call.ts";
import type { Bench } from "./bench-setup.ts";

const rounds = 5;
const everyKey = JSON.stringify({ ...encodeRangeRequest(allKeys), keys_only: true });

export const find: Bench = {
  name: "find",
  run: async (setup) => {
    await fillEtcd(setup.etcd.endpoint, shapes.numbered.keys());
    const { etcdctl } = await obtainEtcdVersion(journeyVersion);
    const reader = throughWorker(setup);
    const [oursMs, directMs, gatewayMs]: [number[], number[], number[]] = [[], [], []];
    let found: readonly Found[] = [];
    for (let round = 0; round < rounds; round++) {
      directMs.push(await timed(() => listKeys(etcdctl, setup.etcd.endpoint)));
      oursMs.push(await timed(async () => (found = await findKeys(reader))));
      gatewayMs.push(await timed(() => readCall(`${setup.etcd.endpoint}/v3/kv/range`, everyKey)));
    }
    return [
      formatComparison({
        name: "find in a million keys",
        ours: median(oursMs) / 1000,
        direct: median(directMs) / 1000,
        unit: "s",
        limit: { kind: "at most", value: 1.3 },
      }),
      formatComparison({
        name: "find in a million keys, gateway",
        ours: median(oursMs) / 1000,
        direct: median(gatewayMs) / 1000,
        unit: "s",
        limit: { kind: "at most", value: 1 },
      }),
      // One key in each of 200 folders.
      formatFigure("find in a million keys, found", `${found.length} keys`, found.length === 200),
    ];
  },
};

/** What `etcdctl get --keys-only` takes, its output thrown away. */
async function listKeys(etcdctl: string, endpoint: string): Promise<void> {
  const args = ["--endpoints", endpoint, "--command-timeout=60s", "get", "", "--prefix", "--keys-only"];
  const child = spawn(etcdctl, args, { stdio: "ignore", env: {} });
  const [code] = await once(child, "exit");
  if (code !== 0) throw new Error("etcdctl could not list the keys");
}

async function findKeys(reader: ScanCall & TxnCall): Promise<readonly Found[]> {
  const compiled = compilePattern({ kind: "regex", text: "item-04321$", ignoreCase: false });
  if ("problem" in compiled) throw new Error(compiled.problem);
  const all: Found[] = [];
  const request = { range: allKeys, where: "keys", matcher: compiled.matcher, keep: 100_000 } as const;
  await runFind(reader, request, { onFound: (found) => all.push(...found), onProgress: () => undefined });
  return all;
}
