/** Which keys of the write history can be looked at, to see whether somebody has written them since. */
import { encodeHex, type Key } from "@etcd-explorer/shared/model/bytes";
import type { Revision } from "@etcd-explorer/shared/model/int64";
import { entriesOf, revisionNow, type WriteHistory } from "./write-history-model.ts";

/** A key as the newest entry on it left it. */
export interface StandingKey {
  readonly entryId: number;
  readonly key: Key;
  /** The revision at which it stands; undefined: it is away. */
  readonly at: Revision | undefined;
}

/** So many are looked at: they are read in one request. */
export const mostStanding = 50;

/** The keys of a connection's newest entries, each once: what older entries left on them is gone by our own writes. */
export function listStanding(history: WriteHistory, connectionId: string): StandingKey[] {
  const now = revisionNow(history, connectionId);
  const found = new Map<string, StandingKey>();
  for (const { id, writes } of entriesOf(history, connectionId)) {
    for (const { revision, changes } of writes.toReversed()) {
      for (const { key, after } of changes) {
        if (found.size === mostStanding) return [...found.values()];
        const name = encodeHex(key);
        const at = after === undefined ? undefined : now(key, revision);
        if (!found.has(name)) found.set(name, { entryId: id, key, at });
      }
    }
  }
  return [...found.values()];
}
