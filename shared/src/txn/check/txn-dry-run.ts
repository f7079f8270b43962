/**
 * What a transaction would do, found by read-only transactions at one revision. etcd itself judges each condition: as
 * a nested transaction that does nothing. Conditions of nested transactions are judged before anything is written, as
 * etcd does (server/etcdserver/txn: the path is found first).
 */
import type { KeyValue } from "../../model/key-value.ts";
import { int64, noLease, type Int64, type LeaseId, type Revision } from "../../model/int64.ts";
import { hasEnded, type LeaseTimeToLiveResponse } from "../../model/lease.ts";
import { failureOf } from "../../model/failure.ts";
import { grpcCode, isRefusedBy } from "../../model/grpc-code.ts";
import { pathName } from "./txn-check.ts";
import type { OperationLane } from "../draft/edit-draft.ts";
import { listTxnItems, type TxnPath } from "../../model/txn-path.ts";
import type {
  Compare,
  Operation,
  OperationResponse,
  RangeRequest,
  RangeResponse,
  TxnRequest,
  TxnResponse,
} from "../../model/txn.ts";

/** A condition now. */
export interface Judged {
  readonly holds: boolean;
  /** The first key that it looks at, as it is; absent: there is none. Without a value unless it compares values. */
  readonly seen?: KeyValue;
  /** Keys that it looks at. */
  readonly count: Int64;
}

/** What an operation that would run would meet. */
export interface Touched {
  readonly count: Int64;
  /** The first of them, without values. */
  readonly kvs: readonly KeyValue[];
}

export interface DryRun {
  /** The one revision that all of it was read at. */
  readonly revision: Revision;
  /** By {@link pathName}. */
  readonly conditions: ReadonlyMap<string, Judged>;
  /** For every transaction that would run, nested ones too, by the path of its row: which of its branches. */
  readonly branches: ReadonlyMap<string, OperationLane>;
  /** For every operation that would run. */
  readonly touched: ReadonlyMap<string, Touched>;
  /** The leases that puts which would run name and that do not exist: etcd refuses the whole transaction for one. */
  readonly missingLeases: readonly LeaseId[];
}

export interface DryRunCall {
  txn(request: TxnRequest, signal?: AbortSignal): Promise<TxnResponse>;
  /** A lease that is not there is an answer too. */
  leaseTimeToLive(id: LeaseId, options: { readonly signal?: AbortSignal }): Promise<LeaseTimeToLiveResponse>;
}

// Two operations a condition: what is nested in them must still fit below etcd's limit of 128.
const conditionsPerCall = 60;
const readsPerCall = 100;
const shownKeys = int64(20);
const attempts = 4;

/** The conditions are too many for one call, and between two calls somebody wrote, each time that it was tried. */
export class RestlessCluster extends Error {
  override readonly name = "RestlessCluster";

  constructor() {
    super("Too many writes: the conditions could not be read at one revision.");
  }
}

/** Runs it dry. Fails as the client fails, or with a {@link RestlessCluster}. */
export async function dryRun(etcd: DryRunCall, request: TxnRequest, signal?: AbortSignal): Promise<DryRun> {
  const conditions = [...listTxnItems(request)].flatMap((item) => (item.kind === "compare" ? [item] : []));
  for (let attempt = 0; attempt < attempts; attempt++) {
    const judged = await judge(etcd, conditions, signal);
    if (judged === undefined) continue;
    const branches = new Map<string, OperationLane>();
    const running = findRunning(request, [], judged.conditions, branches);
    const touched = await readTouched(etcd, running, judged.revision, signal);
    const missingLeases = await findMissingLeases(etcd, running, signal);
    return { ...judged, branches, touched, missingLeases };
  }
  throw new RestlessCluster();
}

interface Placed<T> {
  readonly path: TxnPath;
  readonly item: T;
}

async function judge(
  etcd: DryRunCall,
  conditions: readonly { readonly path: TxnPath; readonly compare: Compare }[],
  signal: AbortSignal | undefined,
): Promise<Pick<DryRun, "revision" | "conditions"> | undefined> {
  const found = new Map<string, Judged>();
  let revision: Revision | undefined;
  // One call at least: it tells the revision.
  for (let at = 0; at === 0 || at < conditions.length; at += conditionsPerCall) {
    const chunk = conditions.slice(at, at + conditionsPerCall);
    const answer = await etcd.txn(readOnly(chunk.flatMap(({ compare }) => askCondition(compare))), signal);
    const seenAt = answer.header?.revision;
    if (seenAt === undefined) throw new Error("the response to a transaction has no header");
    if (revision !== undefined && revision !== seenAt) return undefined;
    revision = seenAt;
    for (const [index, { path }] of chunk.entries()) {
      found.set(pathName(path), readCondition(answer.responses[index * 2], answer.responses[index * 2 + 1]));
    }
  }
  return revision === undefined ? undefined : { revision, conditions: found };
}

function readOnly(success: readonly Operation[]): TxnRequest {
  return { compare: [], success, failure: [] };
}

function askCondition(compare: Compare): Operation[] {
  const { key, rangeEnd, target } = compare;
  const wanted: RangeRequest = {
    key,
    ...(rangeEnd === undefined ? {} : { rangeEnd }),
    limit: int64(1),
    // From 3.7 on keys come without their leases where they come without their values.
    ...(target === "VALUE" || target === "LEASE" ? {} : { keysOnly: true }),
  };
  return [
    { kind: "txn", request: { compare: [compare], success: [], failure: [] } },
    { kind: "range", request: wanted },
  ];
}

function readCondition(verdict: OperationResponse | undefined, read: OperationResponse | undefined): Judged {
  if (verdict?.kind !== "txn" || read?.kind !== "range") throw new Error("the response does not match the request");
  const [seen] = read.response.kvs;
  return {
    holds: verdict.response.succeeded,
    count: read.response.count,
    ...(seen === undefined ? {} : { seen }),
  };
}

/** Notes the branch of every transaction that would run, and gives the operations in them. */
function findRunning(
  request: TxnRequest,
  above: TxnPath,
  judged: DryRun["conditions"],
  branches: Map<string, OperationLane>,
): Placed<Operation>[] {
  const holds = request.compare.every(
    (_, index) => judged.get(pathName([...above, { lane: "compare", index }]))?.holds === true,
  );
  const lane: OperationLane = holds ? "success" : "failure";
  branches.set(pathName(above), lane);
  return request[lane].flatMap((item, index) => {
    const path: TxnPath = [...above, { lane, index }];
    return item.kind === "txn" ? findRunning(item.request, path, judged, branches) : [{ path, item }];
  });
}

async function readTouched(
  etcd: DryRunCall,
  running: readonly Placed<Operation>[],
  revision: Revision,
  signal: AbortSignal | undefined,
): Promise<ReadonlyMap<string, Touched>> {
  const touched = new Map<string, Touched>();
  for (let at = 0; at < running.length; at += readsPerCall) {
    const chunk = running.slice(at, at + readsPerCall);
    const reads = chunk.map(({ item }): Operation => ({ kind: "range", request: askOperation(item, revision) }));
    const answer = await etcd.txn(readOnly(reads), signal);
    for (const [index, { path }] of chunk.entries()) {
      touched.set(pathName(path), readRange(answer.responses[index]));
    }
  }
  return touched;
}

/** Asks for each lease once. One that the user may not read is not called missing: etcd decides at the commit. */
async function findMissingLeases(
  etcd: DryRunCall,
  running: readonly Placed<Operation>[],
  signal: AbortSignal | undefined,
): Promise<readonly LeaseId[]> {
  const named = new Set(running.map(({ item }) => (item.kind === "put" ? (item.request.lease ?? noLease) : noLease)));
  named.delete(noLease);
  const ended = await Promise.all(
    [...named].map(async (id) => {
      try {
        return hasEnded(await etcd.leaseTimeToLive(id, signal === undefined ? {} : { signal })) ? [id] : [];
      } catch (error) {
        if (isRefusedBy(failureOf(error), grpcCode.permissionDenied)) return [];
        throw error;
      }
    }),
  );
  return ended.flat();
}

function askOperation(operation: Operation, revision: Revision): RangeRequest {
  if (operation.kind === "txn") throw new Error("a nested transaction is not read itself");
  const { key } = operation.request;
  const rangeEnd = operation.kind === "put" ? undefined : operation.request.rangeEnd;
  const asked = operation.kind === "range" ? operation.request.revision : undefined;
  const at = asked === undefined || asked === "0" ? revision : asked;
  return { key, ...(rangeEnd === undefined ? {} : { rangeEnd }), limit: shownKeys, revision: at, keysOnly: true };
}

function readRange(answer: OperationResponse | undefined): Touched {
  if (answer?.kind !== "range") throw new Error("the response does not match the request");
  const { kvs, count }: RangeResponse = answer.response;
  return { kvs, count };
}
