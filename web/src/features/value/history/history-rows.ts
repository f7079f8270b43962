/** The rows of a key's history, the newest first: what each write did to the key. */
import type { Revision } from "@etcd-explorer/shared/model/int64";
import type { KeyValue } from "@etcd-explorer/shared/model/key-value";
import type { KeyLife, KeyVersion } from "@etcd-explorer/shared/read/history/key-version";

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

/** The rows of what was read. */
export function historyRows({ head, versions }: KeyLife): HistoryRow[] {
  return versions.map((version, at): HistoryRow => {
    const before = versions[at + 1];
    return {
      kind: "put",
      revision: version.modRevision,
      version,
      ...(before !== undefined && { before }),
      isNow: version.modRevision === head?.modRevision,
      isAgain: false,
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
