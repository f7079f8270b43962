/** Listing folders of a million keys through the worker, beside etcd's own count of the same keys. */
import { Agent } from "node:http";
import { fillEtcd } from "@etcd-explorer/scripts/bench/fill-etcd";
import { shapes, type Shape } from "@etcd-explorer/scripts/bench/shapes";
import { runEtcdctl } from "@etcd-explorer/scripts/etcd/etcdctl";
import { journeyVersion, obtainEtcdVersion } from "@etcd-explorer/scripts/etcd/obtain-etcds";
import { keyFromText } from "@etcd-explorer/shared/bytes";
import { slash } from "@etcd-explorer/shared/listing/child";
import { listFolder } from "@etcd-explorer/shared/listing/list-folder";
import { entryCount, type Listing } from "@etcd-explorer/shared/listing/listing";
import { readUnread } from "@etcd-explorer/shared/listing/read-unread";
import { measuredCall, type MeasuredCall } from "./listing-call.ts";
import { formatComparison, formatFigure, median, timed, type Figure } from "./measure.ts";
import { readCall } from "./post.ts";
import type { Bench, BenchWorld } from "./world.ts";

const rounds = 5;
/** Where a listing's first screen is full. */
const screenful = 30;
const mostHeldBytes = 64e6;
const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(2);
const everything = { key: "AA==", range_end: "AA==" };

/** Shapes of 200 folders that the listing must find all of, within these times of one count. */
const rooted: readonly Shape[] = [shapes.numbered, shapes.named];

const atMost = (value: number) => ({ kind: "at most", value }) as const;

export const listings: readonly Bench[] = Object.entries(shapes).map(([name, shape]: [string, Shape]) => ({
  name: `listing-${name}`,
  run: async (world) => {
    await fillEtcd(world.etcd.endpoint, shape.keys());
    return measure(world, shape);
  },
}));

async function measure(world: BenchWorld, shape: Shape): Promise<readonly Figure[]> {
  const { endpoint } = world.etcd;
  const browser = new Agent({ keepAlive: true });
  const { etcdctl } = await obtainEtcdVersion(journeyVersion);
  const [countMs, etcdctlMs, firstMs, wholeMs, placeMs]: [number[], number[], number[], number[], number[]] = [
    [],
    [],
    [],
    [],
    [],
  ];
  const all = await timed(() =>
    readCall(`${endpoint}/v3/kv/range`, JSON.stringify({ ...everything, keys_only: true })),
  );
  let [listing, call]: [Listing | undefined, MeasuredCall] = [undefined, measuredCall(world, browser)];
  for (let round = 0; round < rounds; round++) {
    const count = JSON.stringify({ ...everything, count_only: true });
    countMs.push(await timed(() => readCall(`${endpoint}/v3/kv/range`, count)));
    etcdctlMs.push(
      await timed(() =>
        runEtcdctl({ etcdctl, endpoint }, ["get", "", "--prefix", "--count-only", "--write-out=fields"]),
      ),
    );
    call = measuredCall(world, browser);
    const startedMs = performance.now();
    let first: number | undefined;
    listing = await listFolder(call, { prefix: keyFromText(shape.prefix), delimiters: slash }, ({ entries }) => {
      if (first !== undefined || entries.filter(({ kind }) => kind !== "unread").length < screenful) return;
      first = performance.now() - startedMs;
    });
    const tookMs = performance.now() - startedMs;
    wholeMs.push(tookMs);
    firstMs.push(first ?? tookMs);
    const place = largestUnread(listing);
    if (place === undefined) continue;
    const read = { ...place, offset: Math.floor((place.count * round) / rounds) };
    const known: Listing = listing;
    placeMs.push(await timed(() => readUnread(measuredCall(world, browser), known, read)));
  }
  browser.destroy();
  const isRooted = rooted.includes(shape);
  const direct = median(countMs);
  const { requests, etcdBytes, browserBytes } = call.moved;
  const held = listing?.entries ?? [];
  const covered = held.reduce((sum, entry) => sum + entryCount(entry), 0);
  const isWhole = covered === 1_000_000 && (!isRooted || held.filter(({ kind }) => kind === "folder").length === 200);
  const beside = { direct, unit: "ms" };
  return [
    formatFigure(
      shape.name,
      `${held.length} entries, ${covered} keys; ${requests} requests, ${megabytes(etcdBytes)} MB of etcd's, ${megabytes(browserBytes)} MB to the browser`,
      isWhole && etcdBytes <= (isRooted ? 0.3e6 : mostHeldBytes),
    ),
    formatComparison({
      name: "  first screenful : count_only",
      ours: median(firstMs),
      ...beside,
      limit: atMost(shape === shapes.flat ? 2 : 2.5),
    }),
    isRooted
      ? formatComparison({ name: "  listed : count_only", ours: median(wholeMs), ...beside, limit: atMost(4) })
      : formatComparison({
          name: "  listed : all keys",
          ours: median(wholeMs),
          direct: all,
          unit: "ms",
          limit: atMost(1),
        }),
    formatComparison({
      name: "  listed : etcdctl count",
      ours: median(wholeMs),
      direct: median(etcdctlMs),
      unit: "ms",
      limit: atMost(isRooted ? 4 : Infinity),
    }),
    ...(placeMs.length === 0
      ? []
      : [formatComparison({ name: "  any place : count_only", ours: median(placeMs), ...beside, limit: atMost(2) })]),
  ];
}

function largestUnread({ entries }: Listing): { readonly entry: number; readonly count: number } | undefined {
  let found: { entry: number; count: number } | undefined;
  for (const [entry, { kind, ...rest }] of entries.entries()) {
    const count = kind === "unread" && "count" in rest ? rest.count : 0;
    if (count > (found?.count ?? 0)) found = { entry, count };
  }
  return found;
}
