/** The changes of a plan with their values, read a piece at a time just before they are written. */
import { encodeHex, equalBytes } from "../../model/bytes.ts";
import { failureOf, FailureError, type Failure } from "../../model/failure.ts";
import { formatGrouped, noLease } from "../../model/int64.ts";
import type { KeyFacts, KeyValue } from "../../model/key-value.ts";
import { findKeys, keysPerRead } from "../../read/scan/read-keys.ts";
import type { TxnCall } from "../../read/ranges/txn-call.ts";
import type { LeftOut } from "../bulk/bulk-report.ts";
import type { ApplyItem } from "./apply-item.ts";
import { ApplyLeases } from "./apply-leases.ts";
import type { ApplyCalls, ApplyPlan } from "./apply-plan.ts";
import type { WantedChange } from "./wanted-change.ts";

/** Of values, so much is read at once, once their size is known. */
const pieceBytes = 4 * 1024 * 1024;
/** The first piece, of whose values nobody knows the size. */
const firstPiece = 16;
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
  #at = 0;
  #size = firstPiece;
  #ready: ApplyItem[] = [];
  #readyBytes = 0;
  /** That values of the source are compacted was told: whoever goes on wants the rest. */
  #toldCompacted = false;

  /** `leaveOut` hears of each change that needs no write, or of which the value is gone. */
  constructor(calls: ApplyCalls, plan: ApplyPlan, leaveOut: (entry: LeftOut) => void) {
    this.#calls = calls;
    this.#plan = plan;
    this.#leaveOut = leaveOut;
    this.leases = new ApplyLeases(plan.leases);
  }

  /** Whether a whole batch can be taken without reading, or all that is left. */
  get isFilled(): boolean {
    return this.#ready.length >= batchItems || this.#readyBytes >= batchBytes || this.#at >= this.#plan.changes.length;
  }

  /** The next change to write. Fails as the reads do; asked again, it reads again. */
  async next(): Promise<IteratorResult<ApplyItem, undefined>> {
    while (this.#ready.length === 0 && this.#at < this.#plan.changes.length) await this.readPiece();
    const item = this.#ready.shift();
    if (item === undefined) return { done: true, value: undefined };
    this.#readyBytes -= bytesOf(item);
    return { done: false, value: item };
  }

  /** Reads one more piece. Where it fails, nothing of the piece has happened. */
  async readPiece(): Promise<void> {
    const piece = this.#plan.changes.slice(this.#at, this.#at + this.#size);
    const [sources, targets] = await Promise.all([
      this.#readSources(piece),
      this.#readTargets(piece),
      this.leases.beginPiece(this.#calls.target),
    ]);
    const items: ApplyItem[] = [];
    const leftOut: LeftOut[] = [];
    let leaseless = 0;
    for (const change of piece) {
      const made = await this.#toItem(change, sources, targets);
      if ("kind" in made) leftOut.push(made);
      else items.push(made);
      const lease = "kind" in made ? undefined : made.content?.lease;
      const wanted = sources.get(encodeHex(change.target))?.lease ?? noLease;
      if (lease === noLease && wanted !== noLease && this.#plan.leases.kind === "keep") leaseless++;
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
    const read = [...sources.values(), ...targets.values()].reduce((sum, { value }) => sum + value.length, 0);
    const fitting = Math.floor(pieceBytes / Math.max(1, read / Math.max(1, piece.length)));
    this.#size = Math.max(1, Math.min(keysPerRead, fitting, this.#size * 2));
  }

  async #toItem(change: WantedChange, sources: Values, targets: Values): Promise<ApplyItem | LeftOut> {
    const key = change.target;
    const now = targets.get(encodeHex(key));
    const { found } = change;
    if (found !== undefined && this.#isTargetRead(change) && now?.modRevision !== found.modRevision) {
      return { kind: "changed", key, ...(now === undefined ? {} : { revision: now.modRevision }) };
    }
    const kept = now === undefined || !this.#plan.keep ? {} : { before: now };
    if (change.source === undefined) return { change, ...kept };
    const source = sources.get(encodeHex(key));
    if (source === undefined) return { kind: "lost", key };
    const lease = await this.leases.leaseFor(this.#calls.target, source.lease);
    const isEqual = now !== undefined && now.lease === lease && equalBytes(now.value, source.value);
    return isEqual ? { kind: "equal", key } : { change, content: { value: source.value, lease }, ...kept };
  }

  /** What is deleted and not kept is not read. */
  #isTargetRead({ source, found }: WantedChange): boolean {
    return found !== undefined && (source !== undefined || this.#plan.keep);
  }

  async #readTargets(piece: readonly WantedChange[]): Promise<Values> {
    const keys = piece.filter((change) => this.#isTargetRead(change)).map(({ target }) => target);
    return byKey(await findKeys(this.#calls.target, keys));
  }

  /** The sources, by their targets; what etcd has compacted and that has been written since is missing. */
  async #readSources(piece: readonly WantedChange[]): Promise<Values> {
    const wanted = piece.flatMap(({ source, target }) => (source === undefined ? [] : [{ source, target }]));
    const sources = wanted.map(({ source }) => source);
    const read = byKey(await readSources(this.#calls.source, sources, this.#plan));
    return new Map(
      wanted.flatMap(({ source, target }) => {
        const kv = read.get(encodeHex(source.key));
        return kv?.modRevision === source.modRevision ? [[encodeHex(target), kv] as const] : [];
      }),
    );
  }
}

type Values = ReadonlyMap<string, KeyValue>;

async function readSources(
  call: TxnCall,
  sources: readonly KeyFacts[],
  { revision }: ApplyPlan,
): Promise<readonly KeyValue[]> {
  const keys = sources.map(({ key }) => key);
  try {
    return await findKeys(call, keys, { revision });
  } catch (error) {
    // A key that nobody has written since is the same now: the caller compares its `modRevision`.
    if (failureOf(error).kind !== "compacted") throw error;
    return await findKeys(call, keys);
  }
}

function compactedSource({ revision }: ApplyPlan): Failure {
  const message = `etcd has compacted revision ${formatGrouped(revision)}, so some old values are gone`;
  return { kind: "forbidden", rule: "source-compacted", message };
}

function byKey(kvs: readonly KeyValue[]): Values {
  return new Map(kvs.map((kv) => [encodeHex(kv.key), kv]));
}

function bytesOf({ change, content, before }: ApplyItem): number {
  return change.target.length + (content?.value.length ?? 0) + (before?.value.length ?? 0);
}
