/** Listing folders of a million keys through the worker, beside etcd's own count of the same keys. */
import { Agent } from "node:http";
import { fillEtcd } from "@etcd-explorer/scripts/bench/fill-etcd";
import { shapes, type Shape } from "@etcd-explorer/scripts/bench/shapes";
import { runEtcdctl } from "@etcd-explorer/scripts/etcd/etcdctl";
import { journeyVersion, obtainEtcdVersion } from "@etcd-explorer/scripts/etcd/obtain-etcds";
import { keyFromText } from "@etcd-explorer/shared/model/bytes";
import { slash } from "@etcd-explorer/shared/read/listing/child";
import { listFolder } from "@etcd-explorer/shared/read/listing/list-folder";
import { entryCount, type Listing } from "@etcd-explorer/shared/read/listing/listing";
import { readUnread } from "@etcd-explorer/shared/read/listing/read-unread";
import { measuredCall, type MeasuredCall } from "./listing-call.ts";
import { formatComparison, formatFigure, median, timed, type Figure } from "./measure.ts";
import { readCall } from "./post.ts";
import { watchHeap } from "./process-memory.ts";
import type { Bench, BenchSetup } from "./bench-setup.ts";

const rounds = 5;
/** Where a listing's first screen is full. */
const screenful = 30;
const mostHeldBytes = 64e6;
const folderKeys = 5000;
const folderLimitMs = 150;
const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(2);
const everything = { key: "AA==", range_end: "AA==" };

/** Shapes of 200 folders that the listing must find all of, within these times of one count. */
const rooted: readonly Shape[] = [shapes.numbered, shapes.named, shapes.syllables];

export const listings: readonly Bench[] = Object.entries(shapes).map(([name, shape]: [string, Shape]) => ({
  name: `listing-${name}`,
  run: async (setup) => {
    await fillEtcd(setup.etcd.endpoint, shape.keys());
    return measure(setup, shape);
  },
}));

interface Times {
  readonly countMs: number[];
  readonly etcdctlMs: number[];
  readonly firstMs: number[];
  readonly wholeMs: number[];
  readonly placeMs: number[];
  /** Opening one child folder, of 5,000 keys in the rooted shapes. */
  readonly childMs: number[];
}

/** What the last round found, moved and held. */
interface Round {
  readonly listing: Listing;
  readonly moved: MeasuredCall["moved"];
  readonly heldBytes: number;
}

async function measure(setup: BenchSetup, shape: Shape): Promise<readonly Figure[]> {
  const { endpoint } = setup.etcd;
  const browser = new Agent({ keepAlive: true });
  const { etcdctl } = await obtainEtcdVersion(journeyVersion);
  const times: Times = { countMs: [], etcdctlMs: [], firstMs: [], wholeMs: [], placeMs: [], childMs: [] };
  const allMs = await timed(() =>
    readCall(`${endpoint}/v3/kv/range`, JSON.stringify({ ...everything, keys_only: true })),
  );
  const count = JSON.stringify({ ...everything, count_only: true });
  const etcdctlCount = ["get", "", "--prefix", "--count-only", "--write-out=fields"];
  let last: Round | undefined;
  for (let round = 0; round < rounds; round++) {
    times.countMs.push(await timed(() => readCall(`${endpoint}/v3/kv/range`, count)));
    times.etcdctlMs.push(await timed(() => runEtcdctl({ etcdctl, endpoint }, etcdctlCount)));
    last = await listOnce(setup, shape, browser, times);
    const child = last.listing.entries.find(({ kind }) => kind === "folder");
    if (child?.kind === "folder" && child.count === folderKeys) {
      const request = { prefix: child.prefix, delimiters: slash, hint: child };
      times.childMs.push(await timed(() => listFolder(measuredCall(setup, browser), request)));
    }
    const place = largestUnread(last.listing);
    if (place === undefined) continue;
    const read = { ...place, offset: Math.floor((place.count * round) / rounds) };
    const known = last.listing;
    times.placeMs.push(await timed(() => readUnread(measuredCall(setup, browser), known, read)));
  }
  browser.destroy();
  return last === undefined ? [] : figures(shape, times, allMs, last);
}

async function listOnce(setup: BenchSetup, shape: Shape, browser: Agent, times: Times): Promise<Round> {
  const call = measuredCall(setup, browser);
  const memory = watchHeap();
  const startedMs = performance.now();
  let first: number | undefined;
  const listing = await listFolder(call, { prefix: keyFromText(shape.prefix), delimiters: slash }, ({ entries }) => {
    if (first !== undefined || entries.filter(({ kind }) => kind !== "unread").length < screenful) return;
    first = performance.now() - startedMs;
  });
  const tookMs = performance.now() - startedMs;
  times.wholeMs.push(tookMs);
  times.firstMs.push(first ?? tookMs);
  return { listing, moved: call.moved, heldBytes: memory.stop() };
}

function figures(shape: Shape, times: Times, allMs: number, { listing, moved, heldBytes }: Round): Figure[] {
  const isRooted = rooted.includes(shape);
  const { requests, etcdBytes, browserBytes } = moved;
  const { entries } = listing;
  const covered = entries.reduce((sum, entry) => sum + entryCount(entry), 0);
  const isWhole =
    covered === 1_000_000 && (!isRooted || entries.filter(({ kind }) => kind === "folder").length === 200);
  const mostMoved = isRooted ? 0.3e6 : mostHeldBytes;
  const moves = `${requests} requests, ${megabytes(etcdBytes)} MB of etcd's, ${megabytes(browserBytes)} MB to the browser`;
  const countMs = median(times.countMs);
  const { firstMs, wholeMs, placeMs, childMs } = times;
  const childNote = `${median(childMs).toFixed(0)} ms, at most ${folderLimitMs} ms`;
  return [
    formatFigure(shape.name, `${entries.length} entries, ${covered} keys; ${moves}`, isWhole && etcdBytes <= mostMoved),
    formatFigure(
      "  held at the most",
      `${megabytes(heldBytes)} MB of heap, garbage included`,
      heldBytes <= mostHeldBytes,
    ),
    compare("first screenful : count_only", firstMs, countMs, shape === shapes.flat ? 2 : 2.5),
    ...(isRooted
      ? [
          compare("listed : count_only", wholeMs, countMs, 4),
          compare("listed : etcdctl count", wholeMs, median(times.etcdctlMs), 4),
        ]
      : [compare("listed : all keys", wholeMs, allMs, 1)]),
    ...(childMs.length === 0
      ? []
      : [formatFigure("  a folder of 5,000 keys", childNote, median(childMs) <= folderLimitMs)]),
    ...(placeMs.length === 0 ? [] : [compare("any place : count_only", placeMs, countMs, 2)]),
  ];
}

function compare(name: string, ours: readonly number[], direct: number, limit: number): Figure {
  const atMost = { kind: "at most", value: limit } as const;
  return formatComparison({ name: `  ${name}`, ours: median(ours), direct, unit: "ms", limit: atMost });
}

function largestUnread({ entries }: Listing): { readonly entry: number; readonly count: number } | undefined {
  let found: { entry: number; count: number } | undefined;
  for (const [entry, { kind, ...rest }] of entries.entries()) {
    const count = kind === "unread" && "count" in rest ? rest.count : 0;
    if (count > (found?.count ?? 0)) found = { entry, count };
  }
  return found;
}
