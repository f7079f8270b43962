/** What the screen shows of a session. */
import { compareInt64, type Revision } from "@etcd-explorer/shared/model/int64";
import type { WatchStatus } from "@etcd-explorer/shared/model/watch";
import type { Dropped } from "#/features/watch/model/event-log.ts";
import type { EventRow } from "#/features/watch/model/event-rows.ts";
import type { RowFilter } from "#/features/watch/model/row-filter.ts";
import type { WatchSpec } from "#/features/watch/model/watch-spec.ts";

/** How a watch makes itself heard while its tab is in the background. */
export type WatchAlert = "none" | "notify" | "sound";

export interface WatchEntry {
  /** Its spelling in the address. */
  readonly id: string;
  readonly spec: WatchSpec;
  readonly bit: number;
  readonly status: WatchStatus | { readonly kind: "stopped" };
  /** How many events it told. */
  readonly count: number;
  readonly alert: WatchAlert;
}

/** What watches tell of etcd's revision. */
export interface RevisionsHeard {
  /** A revision that etcd has. */
  readonly onRevision?: (revision: Revision) => void;
  /** The newest revision, where etcd's data went back. */
  readonly onRollBack?: (newest: Revision) => void;
}

/** What the screen shows: a new object with every change. */
export interface SessionView {
  readonly entries: readonly WatchEntry[];
  readonly filter: RowFilter;
  readonly isPaused: boolean;
  readonly backlog: number;
  readonly rowCount: number;
  /** The row that the keyboard is on. */
  readonly marked: number | undefined;
  readonly shownEvents: number;
  /** How many are kept, but for those that were cleared. */
  readonly events: number;
  readonly sizeBytes: number;
  readonly dropped: Dropped | undefined;
  /** Everything up to it is in the list; undefined while a watch is not complete. */
  readonly completeTo: Revision | undefined;
  readonly rowAt: (index: number) => EventRow | undefined;
}

/** Where the rows of all watches are complete; undefined: one of them is not there, or none has anything to tell yet. */
export function completeTo(entries: readonly WatchEntry[]): Revision | undefined {
  let lowest: Revision | undefined;
  for (const { status } of entries) {
    // Of what is written until it begins, it has nothing to tell.
    if (status.kind === "ahead") continue;
    if (status.kind !== "live") return undefined;
    if (lowest === undefined || compareInt64(status.completeTo, lowest) < 0) lowest = status.completeTo;
  }
  return lowest;
}
