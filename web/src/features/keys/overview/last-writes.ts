/** What was written last: what a watch told, and below it what was read before. Pure. */
import { encodeHex, type Key } from "@etcd-explorer/shared/model/bytes";
import type { Int64, Revision } from "@etcd-explorer/shared/model/int64";
import type { KeyFacts } from "@etcd-explorer/shared/model/key-value";
import { isCreated } from "@etcd-explorer/shared/read/follow/key-change";
import type { SeenChange } from "#/features/keys/live/activity.ts";

export interface LastWrite {
  readonly key: Key;
  readonly revision: Revision;
  readonly kind: "created" | "changed" | "deleted";
  /** Absent: it is deleted. */
  readonly version?: Int64;
  /** When it was told, in milliseconds since 1970; absent: it was before. */
  readonly atMs?: number;
}

const mostShown = 10;

/** The newest first. A key that was read stands there once: not where it has changed since. */
export function lastWrites(told: readonly SeenChange[], read: readonly KeyFacts[]): readonly LastWrite[] {
  const since = told.map((change): LastWrite => {
    const { key, revision, facts, atMs } = change;
    if (facts === undefined) return { key, revision, atMs, kind: "deleted" };
    return { key, revision, atMs, kind: isCreated(change) ? "created" : "changed", version: facts.version };
  });
  const changed = new Set(told.map(({ hex }) => hex));
  const before = read
    .filter(({ key }) => !changed.has(encodeHex(key)))
    .map(({ key, modRevision, version }): LastWrite => {
      return { key, revision: modRevision, kind: version === "1" ? "created" : "changed", version };
    });
  return [...since, ...before].slice(0, mostShown);
}
