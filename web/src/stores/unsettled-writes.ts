/**
 * Writes whose response was lost, and what a later look at their keys proves of them: done, they can be undone as any
 * other; not done, they leave the history. The one place that judges; all that reads or writes such a key asks here.
 */
import { encodeHex, type Key } from "@etcd-explorer/shared/model/bytes";
import type { Revision } from "@etcd-explorer/shared/model/int64";
import type { KeyValue } from "@etcd-explorer/shared/model/key-value";
import type { Written } from "@etcd-explorer/shared/model/write-outcome";
import { keyStateOf } from "@etcd-explorer/shared/write/guarded/inverse";
import { checkWritten } from "@etcd-explorer/shared/write/guarded/write-check";
import type { HistoryEntry, UnsettledKey } from "#/lib/write-history-model.ts";
import { changeHistory, notKnown, recordWritten, useWriteHistory, type Writer } from "./write-history.ts";

/** A key as it was found; without `kv` there is none. */
export interface FoundKey {
  readonly key: Key;
  readonly kv: KeyValue | undefined;
}

/** Remembers a write of which nobody knows whether it was done. */
export function recordUnsettled(writer: Writer, label: string, keys: readonly UnsettledKey[]): HistoryEntry {
  return recordWritten(writer, { label, writes: [], blocked: notKnown, unsettled: keys });
}

interface Look {
  /** The keyspace's revision when the keys were found so. */
  readonly revision: Revision | undefined;
  /** Something was written over what was found: a write that compares it can no longer be done. */
  readonly isOver?: boolean;
}

/** Judges the unsettled writes of a connection by keys as they were found. What that does not tell stays unsettled. */
export function settleByLook(connectionId: string, found: readonly FoundKey[], look: Look): void {
  for (const { id, connectionId: of, unsettled } of useWriteHistory.getState().entries) {
    if (unsettled === undefined || of !== connectionId) continue;
    const looks = unsettled.map((each) => ({ ...each, now: found.find(({ key }) => isSame(key, each.key)) }));
    const outcomes = looks.map((each) => judge(each, each.now, look.isOver === true));
    if (outcomes.includes("not-written")) changeHistory({ kind: "forgotten", id });
    const revision = looks.find(({ now }) => now?.kv !== undefined)?.now?.kv?.modRevision ?? look.revision;
    if (revision === undefined || outcomes.some((outcome) => outcome !== "written")) continue;
    const changes = unsettled.map(({ key, base, after }) => ({
      key,
      ...(base === undefined ? {} : { before: keyStateOf(base) }),
      ...(after === undefined ? {} : { after }),
    }));
    changeHistory({ kind: "settled", id, writes: [{ revision, changes }] });
  }
}

/** A key that is still as the write compared it proves nothing yet: the write may be on its way. */
function judge({ base, after }: UnsettledKey, now: FoundKey | undefined, isOver: boolean): Written {
  if (now === undefined) return "unknown";
  if (base?.modRevision === now.kv?.modRevision) return isOver ? "not-written" : "unknown";
  return checkWritten(base, after, now.kv);
}

const isSame = (a: Key, b: Key) => encodeHex(a) === encodeHex(b);
