/** Which revision was the newest at a moment, as far as the clock of revisions knows. */
import { addInt64, asRevision, compareInt64, type Revision } from "../../model/int64.ts";
import type { ClockPair } from "./clock-pair.ts";

export type NewestAt =
  /** Nothing newer had been written then. */
  | { readonly kind: "known"; readonly revision: Revision }
  /** It had been written then; so may have been what follows, up to and with `upTo`. */
  | { readonly kind: "between"; readonly revision: Revision; readonly upTo: Revision }
  /** Nothing is known of that time; the clock begins at `sinceMs`, where it knows anything. */
  | { readonly kind: "unknown"; readonly sinceMs?: number };

/** The newest revision at the moment `ms`, by the pairs of its cluster in order of revision. Never more than is known. */
export function newestAt(pairs: readonly ClockPair[], ms: number): NewestAt {
  const index = pairs.findLastIndex(({ byMs }) => byMs <= ms);
  const pair = pairs[index];
  const [oldest] = pairs;
  if (pair === undefined) return { kind: "unknown", ...(oldest !== undefined && { sinceMs: oldest.byMs }) };
  const after = pairs.slice(index + 1);
  // Written after that moment: what comes before it is the newest at most.
  const later = after.find(({ notBeforeMs }) => notBeforeMs !== undefined && notBeforeMs > ms);
  // Seen as the newest after that moment, whatever was written when.
  const seen = pairs.slice(index).find(({ newestAtMs }) => newestAtMs !== undefined && newestAtMs >= ms);
  const bounds = [later && asRevision(addInt64(later.revision, -1)), seen?.revision].filter(
    (each) => each !== undefined,
  );
  const upTo = bounds.toSorted(compareInt64)[0];
  // Of now nothing is told by what was seen before.
  if (upTo === undefined)
    return { kind: "between", revision: pair.revision, upTo: after.at(-1)?.revision ?? pair.revision };
  if (compareInt64(upTo, pair.revision) <= 0) return { kind: "known", revision: pair.revision };
  return { kind: "between", revision: pair.revision, upTo };
}
