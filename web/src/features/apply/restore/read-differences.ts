/** What differs between a past revision and now, of prefixes and single keys, read at one and the same revision of now. */
import { compareBytes, encodeHex, type Key } from "@etcd-explorer/shared/model/bytes";
import { FailureError } from "@etcd-explorer/shared/model/failure";
import type { Revision } from "@etcd-explorer/shared/model/int64";
import type { KeyFacts } from "@etcd-explorer/shared/model/key-value";
import type { CompareProgress } from "@etcd-explorer/shared/read/compare/compare-request";
import {
  differenceKinds,
  noDifferences,
  type Difference,
  type DifferenceCounts,
} from "@etcd-explorer/shared/read/compare/difference";
import { factsOf } from "@etcd-explorer/shared/read/listing/stretch";
import type { TxnCall } from "@etcd-explorer/shared/read/ranges/txn-call";
import { findKeys, readKeys } from "@etcd-explorer/shared/read/scan/read-keys";
import type { ClientConnection } from "#/api/client/client.ts";
import { runCompare } from "#/components/compare/run-compare.ts";
import type { RestoreScope } from "./restore-scope.ts";

export interface PastDifferences {
  /** In key order: `left` is the past, `right` is now. */
  readonly found: readonly Difference[];
  /** Differences that were counted, but are too many to be listed. */
  readonly unlisted: DifferenceCounts;
  /** The revision of now. */
  readonly now: Revision;
}

interface ReadWanted {
  readonly connection: ClientConnection;
  readonly call: TxnCall;
  readonly scope: Pick<RestoreScope, "keys" | "prefixes">;
  readonly revision: Revision;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: CompareProgress) => void;
}

/** Fails as the reads do; `signal` gives it up. `compare` is for tests. */
export async function readDifferences(
  { connection, call, scope, revision, signal, onProgress }: ReadWanted,
  compare: typeof runCompare = runCompare,
): Promise<PastDifferences> {
  const found: Difference[] = [];
  const counted: DifferenceCounts[] = [];
  let now: Revision | undefined;
  for (const prefix of scope.prefixes) {
    const side = { connection, prefix };
    const order = { left: { ...side, at: revision }, right: { ...side, at: now ?? ("live" as const) } };
    const listener = {
      onPinned: ({ right }: { readonly right: Revision }) => {
        now = right;
      },
      onFound: (batch: readonly Difference[]) => void found.push(...batch),
      onProgress,
    };
    const end = await compare(order, listener, signal);
    signal.throwIfAborted();
    if (end.kind === "failed") throw new FailureError(end.failure);
    if (end.kind === "done") counted.push(end.result.counts);
  }
  const unlisted = unlistedOf(counted, found);
  if (scope.keys.length > 0) {
    const read = await readSingle(call, scope.keys, revision, now, signal);
    now = read.now;
    found.push(...read.found);
  }
  if (now === undefined) throw new Error("a restore is about a key or a prefix at least");
  // Prefixes and keys lie apart from each other: each key comes once.
  return { found: found.toSorted((a, b) => compareBytes(keyOf(a), keyOf(b))), unlisted, now };
}

async function readSingle(
  call: TxnCall,
  keys: readonly Key[],
  revision: Revision,
  pinned: Revision | undefined,
  signal: AbortSignal,
): Promise<{ readonly found: readonly Difference[]; readonly now: Revision }> {
  const now = pinned ?? (await readKeys(call, keys.slice(0, 1), signal, { keysOnly: true })).revision;
  const read = async (at: Revision) => {
    const kvs = await findKeys(call, keys, { revision: at, keysOnly: true }, signal);
    return new Map(kvs.map((kv) => [encodeHex(kv.key), factsOf(kv)]));
  };
  const [then, today] = [await read(revision), await read(now)];
  const found = keys.flatMap((key) => differenceOf(then.get(encodeHex(key)), today.get(encodeHex(key))) ?? []);
  return { found, now };
}

function differenceOf(left: KeyFacts | undefined, right: KeyFacts | undefined): Difference | undefined {
  if (left === undefined) return right && { kind: "only-right", right };
  if (right === undefined) return { kind: "only-left", left };
  return left.modRevision === right.modRevision ? undefined : { kind: "differs", left, right };
}

/** How many of the counted differences are not among those that were told, by kind. */
function unlistedOf(counted: readonly DifferenceCounts[], told: readonly Difference[]): DifferenceCounts {
  const unlisted = { ...noDifferences };
  for (const counts of counted) for (const kind of differenceKinds) unlisted[kind] += counts[kind];
  for (const { kind } of told) unlisted[kind]--;
  return unlisted;
}

function keyOf(difference: Difference): Key {
  return difference.kind === "only-right" ? difference.right.key : difference.left.key;
}
