/**
 * Very many guarded writes, a transaction at a time. Each item's own guard decides over it: what somebody else
 * changed is left alone and reported, the others go through. It can be stopped and gone on with at any point.
 */
import { failureOf, type Failure } from "../../model/failure.ts";
import type { TxnRequest, TxnResponse } from "../../model/txn.ts";
import { isOutOfSpace } from "../../model/write-outcome.ts";
import { classifyFailure } from "./batch-failure.ts";
import { batchTxn, readBatch, readSettled, settleTxn, type Verdict } from "./batch-txn.ts";
import type { GuardedItem } from "./guarded-item.ts";
import { defaultPackLimits, encodedSize, packCount, type PackLimits } from "./pack.ts";

export interface TxnCall {
  txn(request: TxnRequest): Promise<TxnResponse>;
}

/** What became of an item for good. */
export type ItemOutcome =
  | Exclude<Verdict, { kind: "pending" }>
  /** etcd refuses this very item: no permission, no such lease, too large. */
  | { readonly kind: "refused"; readonly failure: Failure };

export interface ItemResult<Item> {
  readonly item: Item;
  readonly outcome: ItemOutcome;
}

export type BatchStep<Item> =
  | { readonly kind: "settled"; readonly results: readonly ItemResult<Item>[] }
  /** Nothing goes on just now. What was sent without an answer is remembered: calling again finds out first. */
  | { readonly kind: "stuck"; readonly failure: Failure }
  | { readonly kind: "finished" };

export interface BatchRun<Item> {
  /**
   * Sends the next batch and says what became of it. Stopping is not calling it again; a call that is under way
   * is not broken off, since then nobody would know what it did. Never two at a time.
   */
  next(): Promise<BatchStep<Item>>;
  /** Items that were sent without an answer, and of which nothing was found out yet. */
  unsettled(): number;
}

type Source<Item> = Iterator<Item, unknown> | AsyncIterator<Item, unknown>;

interface Entry<Item> {
  readonly item: Item;
  readonly guarded: GuardedItem;
  readonly encodedBytes: number;
  /** How often it was sent without an answer. From then on a guard that fails may have met our own write. */
  lost: number;
}

/** After so many items refused one after another, most likely all will be. */
const refusedInARow = 8;
/** So often the same items are sent when no answer comes. */
const sendings = 3;

/**
 * Takes the items as they are needed: never more in memory than two batches.
 *
 * @example
 * const run = createBatchRun(etcd, facts.values(), deleteItem);
 * for (let step = await run.next(); step.kind === "settled"; step = await run.next()) report(step.results);
 */
export function createBatchRun<Item>(
  call: TxnCall,
  items: Source<Item>,
  guard: (item: Item) => GuardedItem,
  start: PackLimits = defaultPackLimits,
): BatchRun<Item> {
  let limits = start;
  let exhausted = false;
  let refused = 0;
  let patience = refusedInARow;
  let waiting: Entry<Item>[] = [];
  /** Batches that come before what waits, to be sent as they are: halves of a refused one, or one to send again. */
  let groups: Entry<Item>[][] = [];
  let unsure: Entry<Item>[] = [];
  /** Too many answers were lost in a row, the last one to `lostTo`. */
  let silent = false;
  let lostTo: Failure = { kind: "internal", message: "No response was lost" };

  async function takeBatch(): Promise<Entry<Item>[]> {
    const group = groups.shift();
    if (group !== undefined) return group;
    let bytes = waiting.reduce((sum, { encodedBytes }) => sum + encodedBytes, 0);
    while (!exhausted && waiting.length < limits.operations && bytes <= limits.encodedBytes) {
      const next = await items.next();
      if (next.done === true) exhausted = true;
      else {
        const guarded = guard(next.value);
        const encodedBytes = encodedSize(guarded);
        bytes += encodedBytes;
        waiting.push({ item: next.value, guarded, encodedBytes, lost: 0 });
      }
    }
    const count = packCount(guardedOf(waiting), limits);
    const batch = waiting.slice(0, count);
    waiting = waiting.slice(count);
    return batch;
  }

  async function send(batch: Entry<Item>[]): Promise<BatchStep<Item>> {
    const guarded = guardedOf(batch);
    let verdicts: Verdict[];
    try {
      verdicts = readBatch(guarded, await call.txn(batchTxn(guarded)));
    } catch (error) {
      return await recover(batch, failureOf(error));
    }
    refused = 0;
    // An item that was sent twice may have been written the first time, late: that is asked before it is reported.
    const mayBeOurs = (entry: Entry<Item>, at: number) => entry.lost > 0 && verdicts[at]?.kind === "changed";
    unsure = batch.filter(mayBeOurs);
    return settled(batch, (entry, at) => (mayBeOurs(entry, at) ? undefined : verdicts[at]));
  }

  async function recover(batch: Entry<Item>[], failure: Failure): Promise<BatchStep<Item>> {
    const kind = classifyFailure(failure);
    if (kind === "unknown") {
      for (const entry of batch) entry.lost++;
      unsure = batch;
      lostTo = failure;
      return await settle();
    }
    groups = [batch, ...groups];
    if (kind === "not-now") return { kind: "stuck", failure };
    if (batch.length > 1) {
      if (kind === "too-many-operations") {
        limits = { ...limits, operations: Math.max(2, Math.floor(limits.operations / 2)) };
      } else if (kind === "too-large") limits = { ...limits, encodedBytes: Math.floor(limits.encodedBytes / 2) };
      // Halves of halves, until the one that is refused is alone.
      const middle = Math.ceil(batch.length / 2);
      groups = [batch.slice(0, middle), batch.slice(middle), ...groups.slice(1)];
      return { kind: "settled", results: [] };
    }
    refused++;
    if (refused >= patience) {
      // Whoever goes on has seen why, and wants the others tried all the same.
      patience = Number.POSITIVE_INFINITY;
      return { kind: "stuck", failure };
    }
    groups = groups.slice(1);
    return { kind: "settled", results: batch.map(({ item }) => ({ item, outcome: { kind: "refused", failure } })) };
  }

  /** Finds out what became of items whose answer was lost, by reading. */
  async function settle(): Promise<BatchStep<Item>> {
    // Three levels of transactions take more of etcd's limit than two.
    const asked = unsure.slice(0, Math.max(1, Math.floor(limits.operations / 4)));
    const guarded = guardedOf(asked);
    let verdicts: Verdict[];
    try {
      verdicts = readSettled(guarded, await call.txn(settleTxn(guarded)));
    } catch (error) {
      const failure = failureOf(error);
      if (classifyFailure(failure) !== "too-many-operations" || asked.length === 1) return { kind: "stuck", failure };
      limits = { ...limits, operations: Math.floor(limits.operations / 2) };
      return { kind: "settled", results: [] };
    }
    unsure = unsure.slice(asked.length);
    const open = asked.filter((_, at) => verdicts[at]?.kind === "pending");
    if (open.length > 0) groups = [open, ...groups];
    // Without space it will not go otherwise before somebody has made some.
    silent = open.length > 0 && (isOutOfSpace(lostTo) || open.some(({ lost }) => lost % sendings === 0));
    return settled(asked, (_, at) => verdicts[at]);
  }

  return {
    next: async () => {
      if (silent) {
        silent = false;
        return { kind: "stuck", failure: lostTo };
      }
      if (unsure.length > 0) return await settle();
      const batch = await takeBatch();
      return batch.length === 0 ? { kind: "finished" } : await send(batch);
    },
    unsettled: () =>
      unsure.length + groups.reduce((sum, group) => sum + group.filter(({ lost }) => lost > 0).length, 0),
  };
}

function guardedOf<Item>(entries: readonly Entry<Item>[]): GuardedItem[] {
  return entries.map(({ guarded }) => guarded);
}

function settled<Item>(
  entries: readonly Entry<Item>[],
  verdictOf: (entry: Entry<Item>, at: number) => Verdict | undefined,
): BatchStep<Item> {
  const results = entries.flatMap((entry, at): ItemResult<Item>[] => {
    const outcome = verdictOf(entry, at);
    return outcome === undefined || outcome.kind === "pending" ? [] : [{ item: entry.item, outcome }];
  });
  return { kind: "settled", results };
}
