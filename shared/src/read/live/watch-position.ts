/** How far a watch has come: what it has told, so that nothing is told twice or left out after a break. */
import { addInt64, asRevision, compareInt64, type Revision } from "../../model/int64.ts";
import type { KeyEvent } from "../../model/watch.ts";

export interface WatchPosition {
  /** The first revision that is not told to its end. */
  readonly next: Revision;
  /** Events of `next` that were told, where its events come in several messages. */
  readonly told: number;
  /** Events of `next` that came since the watch was last created: etcd sends a revision's events in the same order. */
  readonly seen: number;
}

/** A position from which `next` is the first revision to come. */
export function positionAt(next: Revision): WatchPosition {
  return { next, told: 0, seen: 0 };
}

export function revisionAfter(revision: Revision): Revision {
  return asRevision(addInt64(revision, 1));
}

export function revisionBefore(revision: Revision): Revision {
  return asRevision(addInt64(revision, -1));
}

/** The position where the watch is created again from `next`: what was told of `next` comes once more. */
export function again(position: WatchPosition): WatchPosition {
  return { ...position, seen: 0 };
}

/** Everything up to `revision` has been told. A revision that lies behind says nothing new. */
export function toldUpTo(position: WatchPosition, revision: Revision): WatchPosition {
  return compareInt64(revision, position.next) < 0 ? position : positionAt(revisionAfter(revision));
}

interface Taken {
  readonly position: WatchPosition;
  /** The events that were not told before. */
  readonly fresh: readonly KeyEvent[];
}

/** Takes a message of events, after which everything up to `wholeTo` is told. */
export function takeEvents(position: WatchPosition, events: readonly KeyEvent[], wholeTo: Revision): Taken {
  let { next, told, seen } = position;
  const fresh: KeyEvent[] = [];
  for (const event of events) {
    const order = compareInt64(event.revision, next);
    if (order < 0) continue;
    if (order > 0) {
      next = event.revision;
      told = 0;
      seen = 0;
    }
    seen++;
    if (seen <= told) continue;
    told = seen;
    fresh.push(event);
  }
  return { position: toldUpTo({ next, told, seen }, wholeTo), fresh };
}
