/** An import: first what it would change, told without writing; then the writes, each compared with what was told. */
import { createBatchRun, type BatchRun } from "../batch/batch-run.ts";
import { putItem, type GuardedItem } from "../batch/guarded-item.ts";
import type { Key } from "../../model/bytes.ts";
import { noLease, type LeaseId } from "../../model/int64.ts";
import type { KeyFacts, KeyValue } from "../../model/key-value.ts";
import type { LeaseGrantRequest, LeaseGrantResponse, LeaseTimeToLiveResponse } from "../../model/lease.ts";
import { hasEnded } from "../../model/lease.ts";
import type { TxnCall } from "../../read/ranges/txn-call.ts";
import type { Operation } from "../../model/txn.ts";
import { ImportLedger, type Noted } from "./import-ledger.ts";
import { importedKey, standingOf, type ImportOptions, type Standing } from "./import-options.ts";
import { factsOf } from "../../read/listing/stretch.ts";
import { readInPieces } from "../../read/scan/read-fitting.ts";
import { keysPerRead } from "../../read/scan/read-keys.ts";
import type { RecordEntry } from "./record-reader.ts";
import type { TransferRecord } from "./record.ts";

export interface ImportCall extends TxnCall {
  leaseGrant(request: LeaseGrantRequest): Promise<LeaseGrantResponse>;
  leaseTimeToLive(id: LeaseId): Promise<LeaseTimeToLiveResponse>;
}

/** The file, from its start, as often as it is asked for. */
export type ImportFile = () => AsyncIterable<RecordEntry>;

/** What the preview tells of one entry. */
export type Previewed =
  | { readonly kind: "standing"; readonly standing: Standing; readonly line: number; readonly key: Key }
  | { readonly kind: "problem"; readonly line: number; readonly problem: string };

/** The seconds of a granted lease where the file tells none. */
const usualTtl = 3600n;
/** Keys of one file, since each is remembered to find those that stand in it twice. */
export const maxImportKeys = 1_000_000;

interface Compared {
  readonly standing: Standing;
  /** What is there; undefined: nothing. */
  readonly seen: KeyFacts | undefined;
}

interface Candidate {
  readonly line: number;
  readonly record: TransferRecord;
  readonly key: Key;
}

/** Compares the file with the cluster, a hundred keys a call; tells each entry in order, and fills the ledger. */
export async function* previewImport(
  call: ImportCall,
  file: ImportFile,
  options: ImportOptions,
  ledger: ImportLedger,
  signal?: AbortSignal,
): AsyncGenerator<readonly Previewed[], void, undefined> {
  const seenKeys = new Set<string>();
  const leases = new Map<LeaseId, boolean>();
  let waiting: (Candidate | { readonly line: number; readonly problem: string })[] = [];
  for await (const entry of file()) {
    signal?.throwIfAborted();
    waiting.push(await admit(entry));
    if (waiting.length < keysPerRead) continue;
    yield await compare();
  }
  if (waiting.length > 0) yield await compare();

  async function admit(entry: RecordEntry): Promise<Candidate | { line: number; problem: string }> {
    const { line } = entry;
    if (entry.kind === "problem") return { line, problem: entry.problem };
    const { record } = entry;
    const key = importedKey(record.key, options);
    if (key === undefined) return { line, problem: "does not start with the prefix to replace" };
    const name = String.fromCharCode(...key);
    if (seenKeys.has(name)) return { line, problem: "repeats the key of an earlier line, which is used" };
    if (seenKeys.size >= maxImportKeys)
      return { line, problem: "exceeds the limit of one million keys per import: split the file" };
    seenKeys.add(name);
    if (options.leases === "same" && record.lease !== noLease && !(await leaseExists(record.lease))) {
      return {
        line,
        problem: `requires lease ${record.lease}, which does not exist here: grant new leases or leave leases unchanged`,
      };
    }
    return { line, record, key };
  }

  async function leaseExists(id: LeaseId): Promise<boolean> {
    const known = leases.get(id);
    if (known !== undefined) return known;
    const exists = !hasEnded(await call.leaseTimeToLive(id));
    leases.set(id, exists);
    return exists;
  }

  async function compare(): Promise<Previewed[]> {
    const candidates = waiting.filter((item) => "record" in item);
    const there = new Map<Candidate, Compared>();
    const keys = candidates.map(({ key }) => key);
    for await (const kvs of readInPieces(call, keys, {}, signal)) {
      for (const kv of kvs) {
        const candidate = candidates[there.size];
        if (candidate === undefined) throw new Error("no more is read than was asked for");
        // Without the value, of which a hundred may be large.
        there.set(candidate, { standing: standingOf(candidate.record, kv, options), seen: kv && factsOf(kv) });
      }
    }
    const told = waiting.map((item): Previewed => {
      if ("problem" in item) {
        ledger.add("unusable", undefined);
        return { kind: "problem", line: item.line, problem: item.problem };
      }
      const compared = there.get(item);
      if (compared === undefined) throw new Error("each candidate was compared");
      const { standing, seen } = compared;
      ledger.add(standing, seen);
      return { kind: "standing", standing, line: item.line, key: item.key };
    });
    waiting = [];
    return told;
  }
}

/** A key that an import writes. */
export interface ImportItem {
  /** Its place in the ledger. */
  readonly place: number;
  readonly key: Key;
  readonly value: KeyValue["value"];
  readonly lease: LeaseId;
  readonly seen: Noted["seen"];
}

/**
 * Writes what was previewed: adds and changes, and conflicts where `overwrite` says so. What somebody has written
 * since the preview stays and is reported. The run can be stopped and gone on with, see `createBatchRun`.
 */
export function writeImport(
  call: ImportCall,
  file: ImportFile,
  options: ImportOptions,
  ledger: ImportLedger,
  overwrite: boolean,
): BatchRun<ImportItem> {
  return createBatchRun(call, importItems(call, file, options, ledger, overwrite), ({ key, value, lease, seen }) => {
    const over: Pick<KeyFacts, "key" | "modRevision" | "version"> | undefined = seen && { key, ...seen };
    const item = putItem({ key, value, lease }, over);
    if (over === undefined) return item;
    // What was there is told with the answer: it can be taken back.
    return keepsLease(options, lease)
      ? withPut({ ...item, stands: item.stands.filter(({ target }) => target !== "LEASE") }, keepingLease)
      : withPut(item, { prevKv: true });
  });
}

/** Whether a key that exists keeps the lease that it has; what lease that is, nobody needs to know before. */
export function keepsLease({ leases }: ImportOptions, lease: LeaseId): boolean {
  return leases === "keep" && lease === noLease;
}

const keepingLease = { prevKv: true, ignoreLease: true };

function withPut(item: GuardedItem, more: { readonly prevKv: boolean; readonly ignoreLease?: boolean }): GuardedItem {
  const write = item.write.map((operation): Operation =>
    operation.kind === "put" ? { kind: "put", request: { ...operation.request, ...more } } : operation,
  );
  return { ...item, write };
}

async function* importItems(
  call: ImportCall,
  file: ImportFile,
  options: ImportOptions,
  ledger: ImportLedger,
  overwrite: boolean,
): AsyncGenerator<ImportItem, void, undefined> {
  let place = -1;
  for await (const entry of file()) {
    place++;
    const { standing, seen, settled } = ledger.at(place);
    const isWritten = standing === "add" || standing === "change" || (standing === "conflict" && overwrite);
    if (entry.kind !== "record" || !isWritten || settled) continue;
    const key = importedKey(entry.record.key, options);
    if (key === undefined) continue;
    yield { place, key, value: entry.record.value, lease: await leaseFor(entry.record), seen };
  }

  async function leaseFor({ lease, leaseTtl }: TransferRecord): Promise<LeaseId> {
    if (lease === noLease || options.leases === "keep") return noLease;
    if (options.leases === "same") return lease;
    return await ledger.leases.standIn(call, lease, leaseTtl === undefined ? usualTtl : BigInt(leaseTtl));
  }
}
