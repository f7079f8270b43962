/**
 * What was inferred of when revisions were written, by connection: every screen tells one time of one revision, whichever
 * of them had it found out.
 */
import type { Revision } from "@etcd-explorer/shared/model/int64";
import { withInferred } from "@etcd-explorer/shared/read/clock/inferred-time";
import type { ClockPair } from "@etcd-explorer/shared/read/clock/clock-pair";
import { timeOf, type RevisionTime } from "@etcd-explorer/shared/read/clock/time-of";
import { create } from "zustand";

type Inferred = ReadonlyMap<Revision, RevisionTime>;

export const useInferredTimes = create<Readonly<Record<string, Inferred>>>()(() => ({}));

/** Only revisions that somebody has viewed are asked for; of more the first ones go. */
const mostKept = 500;

/** Remembers what was inferred of a revision; what tells nothing is not kept. */
export function noteInferred(connectionId: string, revision: Revision, time: RevisionTime): void {
  if (time.kind === "unknown" && time.afterMs === undefined && time.beforeMs === undefined) return;
  useInferredTimes.setState((all) => {
    const kept = [...(all[connectionId] ?? [])].filter(([each]) => each !== revision).slice(1 - mostKept);
    return { [connectionId]: new Map([...kept, [revision, time]]) };
  });
}

/** When `revision` was written, by what this browser has seen and what was inferred of it. */
export function timeBy(pairs: readonly ClockPair[], inferred: Inferred | undefined, revision: Revision): RevisionTime {
  const seen = timeOf(pairs, revision);
  const told = inferred?.get(revision);
  return told === undefined ? seen : withInferred(seen, told);
}
