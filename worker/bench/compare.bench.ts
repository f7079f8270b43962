/**
 * Comparing through the worker, beside our own scan of both sides in the same run: a million keys at two revisions of one
 * cluster, and 200,000 keys of 1 KB of two clusters.
 */
import { fillEtcd } from "@etcd-explorer/scripts/bench/fill-etcd";
import { shapes } from "@etcd-explorer/scripts/bench/shapes";
import { callGateway } from "@etcd-explorer/scripts/etcd/gateway";
import { journeyVersion, obtainEtcdVersion } from "@etcd-explorer/scripts/etcd/obtain-etcds";
import { startEtcd } from "@etcd-explorer/scripts/etcd/start-etcd";
import { asKey } from "@etcd-explorer/shared/model/bytes";
import { prefixRange } from "@etcd-explorer/shared/model/range";
import type { CompareRequest, CompareResult } from "@etcd-explorer/shared/read/compare/compare-request";
import { compareSides } from "@etcd-explorer/shared/read/compare/compare-sides";
import { pinSide, type Side } from "@etcd-explorer/shared/read/compare/side";
import { scanParts } from "@etcd-explorer/shared/read/scan/scan-parts";
import type { Bench, BenchSetup } from "./bench-setup.ts";
import { formatComparison, formatFigure, median, timed, type Figure } from "./measure.ts";
import { watchHeap } from "./process-memory.ts";
import { throughWorker } from "./worker-call.ts";

const rounds = 3;
const everything = asKey(new Uint8Array());
const base64 = (bytes: string | Uint8Array): string => Buffer.from(bytes).toString("base64");

const revisions: Bench = {
  name: "compare-revisions",
  run: async (setup) => {
    const { endpoint } = setup.etcd;
    await fillEtcd(endpoint, shapes.numbered.keys());
    const call = throughWorker(setup);
    const left = await pinSide(call, everything, "live");
    await changeThousand(endpoint);
    const right = await pinSide(call, everything, "live");
    const { oursMs, directMs, firstMs, result, heapBytes } = await measure({ left, right, isSameCluster: true }, true);
    const { counts } = result;
    return [
      formatComparison({
        name: "compare a million at two revisions",
        ours: median(oursMs) / 1000,
        direct: median(directMs) / 1000,
        unit: "s",
        limit: { kind: "at most", value: 1.5 },
      }),
      formatFigure(
        "compare a million, first difference",
        `after ${(median(firstMs) / 1000).toFixed(2)} s`,
        median(firstMs) < 2000,
      ),
      // Of what reads and compares: in the browser that is a Web Worker, and the page keeps only what was found.
      formatHeap("compare a million, worker heap", heapBytes, 192),
      formatFigure(
        "compare a million, differences",
        `${counts.differs} differ, ${counts["only-left"]} are gone, ${counts["only-right"]} are new, ${counts.same} are the same`,
        counts.differs === 750 && counts["only-left"] === 250 && counts.same === 999_000,
      ),
    ];
  },
};

/** Of every team five keys, three times in four put again and else deleted; the first key of all is one of them. */
async function changeThousand(endpoint: string): Promise<void> {
  for (let at = 0; at < 1000; at++) {
    const [team, item] = [String(at % 200).padStart(3, "0"), String(Math.floor(at / 200) * 997).padStart(5, "0")];
    const key = base64(`team-${team}/item-${item}`);
    if (at % 4 === 3) await callGateway(endpoint, "/v3/kv/deleterange", { key });
    else await callGateway(endpoint, "/v3/kv/put", { key, value: base64("2") });
  }
}

const clusters: Bench = {
  name: "compare-clusters",
  run: async (setup) => {
    const { etcd: binary } = await obtainEtcdVersion(journeyVersion);
    const other = await startEtcd({ binary, flags: ["--quota-backend-bytes=4294967296"] });
    try {
      await Promise.all([fillLarge(setup.etcd.endpoint, 0), fillLarge(other.endpoint, 500)]);
      return await compareClusters(setup, { ...setup, etcd: other });
    } finally {
      await other.stop();
    }
  },
};

const largeKeys = 200_000;

/** Keys of 1 KB; every `changedEvery`-th has another value than elsewhere. */
async function fillLarge(endpoint: string, changedEvery: number): Promise<void> {
  const value = (at: number) => `${at} ${changedEvery > 0 && at % changedEvery === 0 ? "y" : "x"}`.padEnd(1024, "x");
  for (let start = 0; start < largeKeys; start += 100) {
    const success = Array.from({ length: 100 }, (_, index) => {
      const at = start + index;
      return { request_put: { key: base64(`/config/${String(at).padStart(7, "0")}`), value: base64(value(at)) } };
    });
    await callGateway(endpoint, "/v3/kv/txn", { success });
  }
}

async function compareClusters(one: BenchSetup, other: BenchSetup): Promise<readonly Figure[]> {
  const left = await pinSide(throughWorker(one), everything, "live");
  const right = await pinSide(throughWorker(other), everything, "live");
  const { oursMs, directMs, result, heapBytes } = await measure({ left, right, isSameCluster: false }, false);
  return [
    formatComparison({
      name: "compare two clusters of 200 MB",
      ours: median(oursMs) / 1000,
      direct: median(directMs) / 1000,
      unit: "s",
      limit: { kind: "at most", value: 1.3 },
    }),
    // Pages of values: two parts at a time, of each two sides, of each two pages of 8 MB.
    formatHeap("compare two clusters, worker heap", heapBytes, 160),
    formatFigure(
      "compare two clusters, differences",
      `${result.counts.differs} differ, ${result.counts.same} are the same`,
      result.counts.differs === largeKeys / 500,
    ),
  ];
}

function formatHeap(name: string, bytes: number, limitMib: number): Figure {
  const mib = bytes / 1024 / 1024;
  return formatFigure(name, `grows by ${mib.toFixed(0)} MiB at most, garbage included`, mib < limitMib);
}

/** Both turn by turn. The direct way is our own scan of one side after the other, which is quicker than both at once. */
async function measure(request: CompareRequest, keysOnly: boolean) {
  const [oursMs, directMs, firstMs]: [number[], number[], number[]] = [[], [], []];
  const scan = ({ call }: Side) => scanParts(call, { range: prefixRange(everything), keysOnly }, () => undefined);
  let result: CompareResult | undefined;
  for (let round = 0; round < rounds; round++) {
    directMs.push(await timed(() => scan(request.left).then(() => scan(request.right))));
    const startedMs = performance.now();
    let first: number | undefined;
    oursMs.push(
      await timed(async () => {
        result = await compareSides(request, () => {
          first ??= performance.now() - startedMs;
        });
      }),
    );
    firstMs.push(first ?? Number.POSITIVE_INFINITY);
  }
  const heap = watchHeap();
  await compareSides(request, () => undefined);
  const heapBytes = heap.stop();
  if (result === undefined) throw new Error("nothing was compared");
  return { oursMs, directMs, firstMs, result, heapBytes };
}

export const compare: readonly Bench[] = [revisions, clusters];
