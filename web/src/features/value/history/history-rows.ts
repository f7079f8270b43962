/** The rows of a key's history, the newest first: what each write did to the key. */
import type { Revision } from "@etcd-explorer/shared/model/int64";
import type { KeyValue } from "@etcd-explorer/shared/model/key-value";
import type { KeyLife, KeyVersion } from "@etcd-explorer/shared/read/history/key-version";
import { overwrittenBy } from "@etcd-explorer/shared/read/history/past-writes";
import type { PastWrite } from "@etcd-explorer/shared/read/history/replay";

export type HistoryRow =
  | {
      readonly kind: "put";
      readonly revision: Revision;
      readonly version: KeyVersion;
      /** What it overwrote; absent: nothing, or it is not known. */
      readonly before?: KeyVersion;
      /** The key is as this put left it. */
      readonly isNow: boolean;
      /** It began another life of a key that had been there. */
      readonly isAgain: boolean;
    }
  | {
      readonly kind: "delete";
      readonly revision: Revision;
      /** The version that it removed; absent: it is not known. */
      readonly before?: KeyVersion;
    };

/** The rows of what is known, the newest first; `head` is the key as it is. */
export function historyRows(writes: readonly PastWrite[], head: KeyValue | undefined): HistoryRow[] {
  return writes.map((write, at): HistoryRow => {
    const { revision } = write;
    const older = writes[at + 1];
    const before = overwrittenBy(write, older);
    const overwritten = before !== undefined && { before };
    if (write.kind === "delete") return { kind: "delete", revision, ...overwritten };
    const { version } = write;
    return {
      kind: "put",
      revision,
      version,
      ...overwritten,
      isNow: revision === head?.modRevision,
      isAgain: version.version === "1" && older !== undefined,
    };
  });
}

/** Two sides of a comparison; undefined: the key was not there. */
export interface ComparedVersions {
  readonly before: KeyVersion | undefined;
  readonly after: KeyVersion | undefined;
}

/** What is compared where a row is looked at: the row itself with the one before it, or with a chosen one. */
export function comparedBy(row: HistoryRow, base: HistoryRow | undefined): ComparedVersions {
  const after = versionOf(row);
  if (base !== undefined && base.revision !== row.revision) return { before: versionOf(base), after };
  return { before: row.before, after };
}

/** Why nothing stands before a version: the key was not there, or what was there is not loaded, compacted or not known. */
export type MissingBefore = "no key" | "not loaded" | "compacted" | "not known";

/** What to say in place of the version before a row, where {@link comparedBy} has none. */
export function missingBefore(row: HistoryRow, base: HistoryRow | undefined, life: KeyLife): MissingBefore {
  const isCreated = row.kind === "put" && row.version.version === "1";
  if (isCreated || (base?.kind === "delete" && base.revision !== row.revision)) return "no key";
  if (row.revision !== life.versions.at(-1)?.modRevision) return "not known";
  return life.end === "more" ? "not loaded" : life.end === "compacted" ? "compacted" : "not known";
}

function versionOf(row: HistoryRow): KeyVersion | undefined {
  return row.kind === "put" ? row.version : undefined;
}

/** The version that a restore brings back: the one that is looked at, or while that is the present one, the other side. */
export function restoredBy(
  row: HistoryRow,
  { before, after }: ComparedVersions,
  head: KeyValue | undefined,
): KeyVersion | undefined {
  const wanted = after ?? before;
  if (wanted !== undefined && wanted.modRevision !== head?.modRevision) return wanted;
  return row.kind === "delete" || before?.modRevision === head?.modRevision ? undefined : before;
}

/** Whether a version is there with its value. */
export function hasValue(version: KeyVersion): version is KeyValue {
  return version.value !== undefined;
}
