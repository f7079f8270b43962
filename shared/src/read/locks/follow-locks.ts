/** Locks and elections brought up to date by the events of a watch, with nothing read. Pure. */
import { encodeHex } from "../../model/bytes.ts";
import { addInt64, compareInt64, int64 } from "../../model/int64.ts";
import type { KeyValue } from "../../model/key-value.ts";
import { findLocks, leaseInName } from "../../model/locks.ts";
import type { KeyEvent } from "../../model/watch.ts";
import type { LocksFound, Searched } from "./search-locks.ts";

/**
 * What was found, after these events of the searched range, each told once and in etcd's order from the revision after
 * that of the search on. A search takes several reads: what the later ones saw already is not taken back.
 */
export function followLocks(found: LocksFound, events: readonly KeyEvent[]): LocksFound {
  const searched = followSearched(found.searched, events);
  const shaped = events.filter(({ key }) => leaseInName(key) !== undefined);
  if (shaped.length === 0) return searched === found.searched ? found : { ...found, searched };
  const kvs = new Map<string, KeyValue>();
  for (const { holder, queue } of found.locks) {
    for (const { kv } of [holder, ...queue]) kvs.set(encodeHex(kv.key), kv);
  }
  for (const event of shaped) {
    const id = encodeHex(event.key);
    const known = kvs.get(id);
    if (known !== undefined && compareInt64(known.modRevision, event.revision) >= 0) continue;
    if (event.type === "put") kvs.set(id, event.kv);
    else kvs.delete(id);
  }
  // In the order in which a search finds them.
  const sorted = [...kvs].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([, kv]) => kv);
  return { ...found, locks: findLocks(sorted), searched };
}

/** Only the keys below the prefix are counted: of leases no watch tells. */
function followSearched(searched: Searched, events: readonly KeyEvent[]): Searched {
  if (searched.kind !== "names") return searched;
  const by = events.reduce((sum, event) => sum + countOf(event), 0);
  return by === 0 ? searched : { ...searched, keys: addInt64(searched.keys, by) };
}

function countOf(event: KeyEvent): number {
  if (event.type === "delete") return -1;
  return event.kv.version === int64(1) ? 1 : 0;
}
