/** Large answers: 120 MB of keys in one range, and a snapshot. Time beside a direct reading, and workerd's memory. */
import { callGateway } from "@etcd-explorer/scripts/etcd/gateway";
import { formatComparison, formatFigure, median, timed, type Figure } from "./measure.ts";
import { call, readCall, type ReadBody } from "./post.ts";
import { watchMemory } from "./process-memory.ts";
import type { Bench, BenchSetup } from "./bench-setup.ts";

const rounds = 5;
const memoryLimitBytes = 16 * 1024 * 1024;
const mebibytes = (bytes: number): string => (bytes / 1024 / 1024).toFixed(1);
const base64 = (text: string): string => Buffer.from(text).toString("base64");

export const streams: Bench = {
  name: "streams",
  run: async (setup) => {
    await load(setup.etcd.endpoint);
    // The first request of all compiles and warms; it is not what a stream costs.
    const { host, port } = setup.etcd;
    for (let warmUp = 0; warmUp < 20; warmUp++) {
      const version = { host, port, path: "/version", method: "GET" };
      await call(`${setup.origin}/api/etcd/stream`, JSON.stringify(version));
    }
    const range = JSON.stringify({ key: base64("/bench/"), range_end: base64("/bench0") });
    return [
      ...(await compare(setup, { name: "range of 120 MB", path: "/v3/kv/range", body: range, least: 0.8, settled: 0 })),
      // Thousands of small pieces, each with its objects: the engine's heap finds its size first, once and for all.
      ...(await compare(setup, {
        name: "snapshot",
        path: "/v3/maintenance/snapshot",
        body: "{}",
        least: 0.7,
        settled: 2,
      })),
    ];
  },
};

/** 22,016 keys of 4 KiB: 120 MB of JSON. */
async function load(endpoint: string): Promise<void> {
  const value = base64("x".repeat(4096));
  for (let txn = 0; txn < 172; txn++) {
    const success = Array.from({ length: 128 }, (_, index) => ({
      request_put: { key: base64(`/bench/${String(txn * 128 + index).padStart(8, "0")}`), value },
    }));
    await callGateway(endpoint, "/v3/kv/txn", { success });
  }
}

interface Case {
  readonly name: string;
  readonly path: string;
  readonly body: string;
  /** The share of the direct throughput that is due. */
  readonly least: number;
  /** The readings after which each must leave workerd's memory as it is. */
  readonly settled: number;
}

async function compare({ etcd, origin, pid }: BenchSetup, of: Case): Promise<readonly Figure[]> {
  const { name, path, body, least, settled } = of;
  const fields = JSON.stringify({ host: etcd.host, port: etcd.port, path, body, timeout: 60_000 });
  const [oursMs, directMs, grownBytes]: [number[], number[], number[]] = [[], [], []];
  const bodies: ReadBody[] = [];
  for (let round = 0; round < rounds; round++) {
    directMs.push(await timed(async () => bodies.push(await readCall(`${etcd.endpoint}${path}`, body))));
    const memory = watchMemory(pid);
    oursMs.push(await timed(async () => bodies.push(await readCall(`${origin}/api/etcd/stream`, fields))));
    grownBytes.push(memory.stop() - memory.startBytes);
  }
  const sizeMb = (bodies[0]?.sizeBytes ?? 0) / 1e6;
  // A snapshot holds notes of etcd's own, which change from one to the next.
  const isSame = path !== "/v3/kv/range" || new Set(bodies.map(({ sha256 }) => sha256)).size === 1;
  const isFlat = grownBytes.slice(settled).every((bytes) => bytes < memoryLimitBytes);
  return [
    formatComparison({
      name: `${name}, throughput`,
      ours: (sizeMb / median(oursMs)) * 1000,
      direct: (sizeMb / median(directMs)) * 1000,
      unit: "MB/s",
      limit: { kind: "at least", value: least },
    }),
    formatFigure(
      `${name}, memory`,
      `${sizeMb.toFixed(0)} MB, ${isSame ? "the same bytes" : "OTHER BYTES"}; workerd grows by ${grownBytes.map(mebibytes).join(", ")} MiB`,
      isSame && isFlat,
    ),
  ];
}
