/** The changes of a plan with their values, read a piece at a time just before they are written. */
import { equalBytes, type Key } from "../../model/bytes.ts";
import { failureOf, FailureError, type Failure } from "../../model/failure.ts";
import { formatGrouped, noLease } from "../../model/int64.ts";
import type { KeyValue } from "../../model/key-value.ts";
import { FittingCount, readFitting, readItems, valueBytes, type ItemsRead } from "../../read/scan/read-fitting.ts";
import type { TxnCall } from "../../read/ranges/txn-call.ts";
import type { ReadKeys } from "../../read/scan/read-keys.ts";
import type { LeftOut } from "../bulk/bulk-report.ts";
import type { ApplyItem } from "./apply-item.ts";
import { ApplyLeases } from "./apply-leases.ts";
import type { ApplyCalls, ApplyPlan } from "./apply-plan.ts";
import type { WantedChange } from "./wanted-change.ts";

/** As many as a batch may take, in items and in bytes: then enough was read. */
const batchItems = 128;
const batchBytes = 1024 * 1024;

export class ApplyPieces implements AsyncIterator<ApplyItem, undefined> {
  readonly leases: ApplyLeases;
  /** Keys that are put without the lease that their source has, since it has ended. */
  leaseless = 0;
  readonly #calls: ApplyCalls;
  readonly #plan: ApplyPlan;
  readonly #leaveOut: (entry: LeftOut) => void;
  /** Those of the plan, and behind them those that are prepared once more. */
  readonly #changes: WantedChange[];
  readonly #again = new Set<WantedChange>();
  #at = 0;
  readonly #count = new FittingCount();
  #ready: ApplyItem[] = [];
  #readyBytes = 0;
  /** That values of the source are compacted was told: whoever goes on wants the rest. */
  #toldCompacted = false;

  /** `leaveOut` hears of each change that needs no write, or of which the value is gone. */
  constructor(calls: ApplyCalls, plan: ApplyPlan, leaveOut: (entry: LeftOut) => void) {
    this.#calls = calls;
    this.#plan = plan;
    this.#changes = [...plan.changes];
    this.#leaveOut = leaveOut;
    this.leases = new ApplyLeases(plan.leases);
  }

  /** Whether all was taken. */
  get isEmpty(): boolean {
    return this.#ready.length === 0 && this.#at >= this.#changes.length;
  }

  /**
   * Prepares a change once more, behind all others: the lease that it was to get ended before it was written. False:
   * that was done before.
   */
  again(change: WantedChange): boolean {
    if (this.#again.has(change)) return false;
    this.#again.add(change);
    this.#changes.push(change);
    return true;
  }

  /** Whether a whole batch can be taken without reading, or all that is left. */
  get isFilled(): boolean {
    return this.#ready.length >= batchItems || this.#readyBytes >= batchBytes || this.#at >= this.#changes.length;
  }

  /** The next change to write. Fails as the reads do; asked again, it reads again. */
  async next(): Promise<IteratorResult<ApplyItem, undefined>> {
    while (this.#ready.length === 0 && this.#at < this.#changes.length) await this.readPiece();
    const item = this.#ready.shift();
    if (item === undefined) return { done: true, value: undefined };
    this.#readyBytes -= bytesOf(item);
    return { done: false, value: item };
  }

  /** Reads one more piece. Where it fails, nothing of the piece has happened. */
  async readPiece(): Promise<void> {
    const wanted = this.#changes.slice(this.#at, this.#at + this.#count.next);
    const [{ found: sources, ...source }, { found: targets, ...target }] = await Promise.all([
      this.#readSources(wanted),
      this.#readTargets(wanted),
      this.leases.beginPiece(this.#calls.target),
    ]);
    // What is large on one side comes in smaller pieces on both.
    const piece = wanted.slice(0, Math.min(source.read, target.read));
    const items: ApplyItem[] = [];
    const leftOut: LeftOut[] = [];
    let leaseless = 0;
    for (const change of piece) {
      const made = await this.#toItem(change, sources, targets);
      if ("kind" in made) leftOut.push(made);
      else items.push(made);
      const lease = "kind" in made ? undefined : made.content?.lease;
      const sourceLease = sources.get(change)?.lease ?? noLease;
      if (lease === noLease && sourceLease !== noLease && this.#plan.leases.kind === "keep") leaseless++;
    }
    if (leftOut.some(({ kind }) => kind === "lost") && !this.#toldCompacted) {
      this.#toldCompacted = true;
      throw new FailureError(compactedSource(this.#plan));
    }
    this.#at += piece.length;
    this.leaseless += leaseless;
    for (const entry of leftOut) this.#leaveOut(entry);
    this.#ready.push(...items);
    this.#readyBytes += items.reduce((sum, item) => sum + bytesOf(item), 0);
    this.#count.note(piece.length, valueBytes(piece.flatMap((change) => [sources.get(change), targets.get(change)])));
  }

  async #toItem(change: WantedChange, sources: Values, targets: Values): Promise<ApplyItem | LeftOut> {
    const key = change.target;
    const now = targets.get(change);
    const { found } = change;
    if (found !== undefined && this.#isTargetRead(change) && now?.modRevision !== found.modRevision) {
      return { kind: "changed", key, ...(now === undefined ? {} : { revision: now.modRevision }) };
    }
    const kept = now === undefined || !this.#plan.keep ? {} : { before: now };
    if (change.source === undefined) return { change, ...kept };
    const source = sources.get(change);
    if (source === undefined) return { kind: "lost", key };
    const lease = await this.leases.leaseFor(this.#calls.target, source.lease);
    const isEqual = now !== undefined && now.lease === lease && equalBytes(now.value, source.value);
    return isEqual ? { kind: "equal", key } : { change, content: { value: source.value, lease }, ...kept };
  }

  /** What is deleted and not kept is not read. */
  #isTargetRead({ source, found }: WantedChange): boolean {
    return found !== undefined && (source !== undefined || this.#plan.keep);
  }

  async #readTargets(piece: readonly WantedChange[]): Promise<ItemsRead<WantedChange>> {
    const keyOf = (change: WantedChange) => (this.#isTargetRead(change) ? change.target : undefined);
    return await readItems(piece, keyOf, (keys) => readFitting(this.#calls.target, keys));
  }

  /** What etcd has compacted and that has been written since is missing. */
  async #readSources(piece: readonly WantedChange[]): Promise<ItemsRead<WantedChange>> {
    const readThen = (keys: readonly Key[]) => readPast(this.#calls.source, keys, this.#plan);
    const { found, read } = await readItems(piece, ({ source }) => source?.key, readThen);
    const meant = [...found].filter(([{ source }, kv]) => source?.modRevision === kv.modRevision);
    return { found: new Map(meant), read };
  }
}

type Values = ReadonlyMap<WantedChange, KeyValue>;

async function readPast(call: TxnCall, keys: readonly Key[], { revision }: ApplyPlan): Promise<ReadKeys> {
  try {
    return await readFitting(call, keys, { revision });
  } catch (error) {
    // A key that nobody has written since is the same now: the caller compares its `modRevision`.
    if (failureOf(error).kind !== "compacted") throw error;
    return await readFitting(call, keys);
  }
}

function compactedSource({ revision }: ApplyPlan): Failure {
  const message = `etcd has compacted revision ${formatGrouped(revision)}, so some old values are gone`;
  return { kind: "forbidden", rule: "source-compacted", message };
}

function bytesOf({ change, content, before }: ApplyItem): number {
  return change.target.length + (content?.value.length ?? 0) + (before?.value.length ?? 0);
}
