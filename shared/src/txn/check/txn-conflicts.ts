/**
 * Keys that a transaction would write twice, which etcd refuses before it looks at any condition
 * (`duplicate key given in txn request`). Source: etcd server/etcdserver/api/v3rpc/key.go, checkIntervals, whose order
 * this keeps: deletes of a level, then its nested transactions one by one, then its puts.
 */
import { compareBytes, encodeHex, type Key } from "../../model/bytes.ts";
import { isOpenEnd } from "../../model/range.ts";
import type { DeleteRangeRequest, Operation, TxnRequest } from "../../model/txn.ts";
import type { TxnLane, TxnPath } from "../../model/txn-path.ts";

/** A put of a key that another operation of the same transaction puts or deletes. */
export interface PutConflict {
  /** The operation to blame. */
  readonly path: TxnPath;
  readonly key: Key;
  /** The one that it is in the way of. */
  readonly first: TxnPath;
}

interface Write {
  readonly key: Key;
  readonly path: TxnPath;
}

interface Deletion {
  readonly request: DeleteRangeRequest;
  readonly path: TxnPath;
}

interface Level {
  /** By key in hex. */
  readonly puts: ReadonlyMap<string, Write>;
  readonly deletes: readonly Deletion[];
}

/** Every such put, in the order in which etcd would come upon it. */
export function findPutConflicts(request: TxnRequest): readonly PutConflict[] {
  const conflicts: PutConflict[] = [];
  walk(request.success, "success", [], conflicts);
  walk(request.failure, "failure", [], conflicts);
  return conflicts;
}

function walk(operations: readonly Operation[], lane: TxnLane, above: TxnPath, conflicts: PutConflict[]): Level {
  const placed = operations.map((operation, index): { operation: Operation; path: TxnPath } => ({
    operation,
    path: [...above, { lane, index }],
  }));
  const puts = new Map<string, Write>();
  const deletes: Deletion[] = placed.flatMap(({ operation, path }) =>
    operation.kind === "delete" ? [{ request: operation.request, path }] : [],
  );
  /** Takes a put in; `apart`: puts of the other branch of the same nested transaction, of which only one runs. */
  const take = (write: Write, apart?: ReadonlyMap<string, Write>): void => {
    const name = encodeHex(write.key);
    const known = puts.get(name);
    const first = known !== undefined && apart?.has(name) !== true ? known : deletionOf(deletes, write.key);
    if (first !== undefined) conflicts.push({ path: write.path, key: write.key, first: first.path });
    puts.set(name, known ?? write);
  };
  for (const { operation, path } of placed) {
    if (operation.kind !== "txn") continue;
    const inThen = walk(operation.request.success, "success", path, conflicts);
    const inElse = walk(operation.request.failure, "failure", path, conflicts);
    for (const write of inThen.puts.values()) take(write);
    for (const write of inElse.puts.values()) take(write, inThen.puts);
    deletes.push(...inThen.deletes, ...inElse.deletes);
  }
  for (const { operation, path } of placed) {
    // An empty key is refused for what it is.
    if (operation.kind === "put" && operation.request.key.length > 0) take({ key: operation.request.key, path });
  }
  return { puts, deletes };
}

/** etcd's check takes an open end for an empty range, so that such deletes are in nobody's way. */
function deletionOf(deletes: readonly Deletion[], key: Key): Deletion | undefined {
  return deletes.find(({ request }) => {
    const start = compareBytes(key, request.key);
    if (request.rangeEnd === undefined) return start === 0;
    return !isOpenEnd(request.rangeEnd) && start >= 0 && compareBytes(key, request.rangeEnd) < 0;
  });
}
