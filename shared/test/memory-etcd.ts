/** An etcd in memory, for tests: ranges and transactions as etcd does them, with its refusals. No leases expire. */
import { asKey, asValue, compareBytes, encodeHex } from "../src/model/bytes.ts";
import { FailureError } from "../src/model/failure.ts";
import {
  addInt64,
  asRevision,
  compareInt64,
  int64,
  noLease,
  zeroInt64,
  zeroRevision,
  type Revision,
} from "../src/model/int64.ts";
import type { KeyValue } from "../src/model/key-value.ts";
import { isInRange, type KeyRange } from "../src/model/range.ts";
import type {
  Compare,
  Operation,
  OperationResponse,
  PutRequest,
  RangeRequest,
  RangeResponse,
  ResponseHeader,
  TxnRequest,
  TxnResponse,
} from "../src/model/txn.ts";

type Keyspace = ReadonlyMap<string, KeyValue>;

function rejected(message: string): FailureError {
  return new FailureError({ kind: "rejected", status: 400, code: 3, message: `etcdserver: ${message}` });
}

export class MemoryEtcd {
  readonly maxTxnOps: number;
  /** What there was at each revision; the last is now. */
  readonly history: { readonly revision: Revision; readonly keys: Keyspace }[] = [
    { revision: asRevision(int64(1)), keys: new Map() },
  ];

  constructor(maxTxnOps = 128) {
    this.maxTxnOps = maxTxnOps;
  }

  get revision(): Revision {
    return this.history.at(-1)?.revision ?? zeroRevision;
  }

  /** All keys now, in etcd's order. */
  all(): KeyValue[] {
    return this.select({ key: asKey(Uint8Array.of(0)), rangeEnd: asKey(Uint8Array.of(0)) }, this.now());
  }

  async range(request: RangeRequest): Promise<RangeResponse> {
    return { header: this.header(), ...this.read(request, this.now()) };
  }

  async txn(request: TxnRequest): Promise<TxnResponse> {
    this.check(request, this.maxTxnOps);
    const before = this.now();
    const keys = new Map(before);
    const revision = asRevision(addInt64(this.revision, 1));
    const writes = { count: 0 };
    const answer = this.run(request, before, keys, revision, writes);
    if (writes.count > 0) this.history.push({ revision, keys });
    return { ...answer, header: this.header() };
  }

  private now(): Keyspace {
    return this.history.at(-1)?.keys ?? new Map();
  }

  private header(): ResponseHeader {
    return { clusterId: int64(1), memberId: int64(1), revision: this.revision, raftTerm: int64(1) };
  }

  /** As checkTxnRequest and checkIntervals of etcd's server/etcdserver/api/v3rpc/key.go. */
  private check(request: TxnRequest, left: number): void {
    const longest = Math.max(request.compare.length, request.success.length, request.failure.length);
    if (longest > left) throw rejected("too many operations in txn request");
    for (const branch of [request.success, request.failure]) {
      for (const op of branch) if (op.kind === "txn") this.check(op.request, left - longest);
      const written = branch.flatMap(writesOf);
      for (const [at, one] of written.entries()) {
        if (written.slice(at + 1).some((other) => overlaps(one, other))) {
          throw rejected("duplicate key given in txn request");
        }
      }
    }
  }

  private run(
    request: TxnRequest,
    before: Keyspace,
    keys: Map<string, KeyValue>,
    revision: Revision,
    writes: { count: number },
  ): TxnResponse {
    // etcd decides every branch, of nested transactions too, before it writes anything.
    const succeeded = request.compare.every((compare) => this.holds(compare, before));
    const responses = (succeeded ? request.success : request.failure).map((op): OperationResponse => {
      switch (op.kind) {
        case "range":
          return { kind: "range", response: this.read(op.request, keys) };
        case "put": {
          writes.count++;
          const prevKv = keys.get(encodeHex(op.request.key));
          keys.set(encodeHex(op.request.key), applyPut(op.request, prevKv, revision));
          return { kind: "put", response: op.request.prevKv === true && prevKv !== undefined ? { prevKv } : {} };
        }
        case "delete": {
          const gone = this.select(op.request, keys);
          for (const { key } of gone) keys.delete(encodeHex(key));
          writes.count += gone.length;
          const prevKvs = op.request.prevKv === true ? gone : [];
          return { kind: "delete", response: { deleted: int64(gone.length), prevKvs } };
        }
        case "txn":
          return { kind: "txn", response: this.run(op.request, before, keys, revision, writes) };
        default:
          return op satisfies never;
      }
    });
    return { succeeded, responses };
  }

  private read(request: RangeRequest, now: Keyspace): RangeResponse {
    if (request.key.length === 0) throw rejected("key is not provided");
    const { revision = zeroRevision, limit = zeroInt64 } = request;
    const keys =
      revision === zeroRevision
        ? now
        : (this.history.findLast((state) => compareInt64(state.revision, revision) <= 0)?.keys ?? new Map());
    const found = this.select(request, keys);
    const { minModRevision } = request;
    // Such a filter turns the limit off, and the count is that of all keys (etcd server/etcdserver/apply.go).
    const late = minModRevision && found.filter(({ modRevision }) => compareInt64(modRevision, minModRevision) >= 0);
    const limited = limit === zeroInt64 ? found : found.slice(0, Number(limit));
    const wanted = request.countOnly === true ? [] : (late ?? limited);
    const kvs = request.keysOnly === true ? wanted.map((kv) => ({ ...kv, value: asValue(new Uint8Array()) })) : wanted;
    const more = late === undefined && kvs.length < found.length && request.countOnly !== true;
    return { kvs, more, count: int64(found.length) };
  }

  private select(range: KeyRange, keys: Keyspace): KeyValue[] {
    return [...keys.values()].filter(({ key }) => isInRange(key, range)).toSorted((a, b) => compareBytes(a.key, b.key));
  }

  private holds(compare: Compare, keys: Keyspace): boolean {
    const found = this.select(compare, keys);
    if (found.length === 0) return compare.target !== "VALUE" && resultHolds(compare, undefined);
    return found.every((kv) => resultHolds(compare, kv));
  }
}

function applyPut(request: PutRequest, before: KeyValue | undefined, revision: Revision): KeyValue {
  if (before === undefined && (request.ignoreValue === true || request.ignoreLease === true)) {
    throw rejected("key not found");
  }
  return {
    key: request.key,
    value:
      request.ignoreValue === true && before !== undefined
        ? before.value
        : (request.value ?? asValue(new Uint8Array())),
    lease: request.ignoreLease === true && before !== undefined ? before.lease : (request.lease ?? noLease),
    createRevision: before?.createRevision ?? revision,
    modRevision: revision,
    version: addInt64(before?.version ?? zeroInt64, 1),
  };
}

function writesOf(op: Operation): KeyRange[] {
  if (op.kind === "txn") return op.request.success.flatMap(writesOf);
  return op.kind === "range" ? [] : [op.request];
}

function overlaps(a: KeyRange, b: KeyRange): boolean {
  return isInRange(a.key, b) || isInRange(b.key, a);
}

function resultHolds(compare: Compare, kv: KeyValue | undefined): boolean {
  const order = compareTarget(compare, kv);
  switch (compare.result) {
    case "EQUAL":
      return order === 0;
    case "NOT_EQUAL":
      return order !== 0;
    case "GREATER":
      return order > 0;
    case "LESS":
      return order < 0;
    default:
      return compare.result satisfies never;
  }
}

function compareTarget(compare: Compare, kv: KeyValue | undefined): number {
  switch (compare.target) {
    case "VERSION":
      return compareInt64(kv?.version ?? zeroInt64, compare.version);
    case "CREATE":
      return compareInt64(kv?.createRevision ?? zeroInt64, compare.createRevision);
    case "MOD":
      return compareInt64(kv?.modRevision ?? zeroInt64, compare.modRevision);
    case "VALUE":
      return compareBytes(kv?.value ?? new Uint8Array(), compare.value);
    case "LEASE":
      return compareInt64(kv?.lease ?? noLease, compare.lease);
    default:
      return compare satisfies never;
  }
}
