/** The elements of locks and contenders, so that what changed can be lit up. */
import { encodeHex, type Key } from "@etcd-explorer/shared/model/bytes";
import { leaseInName } from "@etcd-explorer/shared/model/locks";

/** The row of a contender. */
export function contenderElementId(key: Key): string {
  return `contender-${encodeHex(key)}`;
}

/** The header of a lock. */
export function lockElementId(name: Key): string {
  return `lock-${encodeHex(name)}`;
}

/** The elements that may show a key: its row, else the header of its lock. */
export function elementIdsOf(key: Key): readonly string[] {
  const shape = leaseInName(key);
  return shape === undefined ? [] : [contenderElementId(key), lockElementId(shape.name)];
}
