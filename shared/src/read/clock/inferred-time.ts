/** Times that other things in the cluster tell: by the clocks of other machines, so never exact. */
import { subtractInt64, type Revision } from "../../model/int64.ts";
import { guessedWithinMs, type RevisionTime } from "./time-of.ts";

/** Something that was written at a revision, with the moment that stands in it. */
export interface DatedWrite {
  readonly revision: Revision;
  readonly ms: number;
}

/** The clocks of a cluster's machines are this near to each other, and to that of a browser. */
const skewMs = 5000;

/** The time of a revision, by the last dated write up to it and the first one after it. */
export function timeBetween(
  revision: Revision,
  before: DatedWrite | undefined,
  after: DatedWrite | undefined,
): RevisionTime {
  const ms = before && after && interpolate(revision, before, after);
  return boundedTime({ afterMs: before && before.ms - skewMs, beforeMs: after && after.ms + skewMs, ms });
}

/**
 * What was seen, made nearer by what was inferred. That counts only where both leave a time: not where they cannot both be
 * true, nor where it is from long before or after.
 */
export function withInferred(seen: RevisionTime, inferred: RevisionTime): RevisionTime {
  if (seen.kind === "known" || inferred.kind === "known") return seen;
  const afterMs = most(Math.max, seen.afterMs, inferred.afterMs);
  const beforeMs = most(Math.min, seen.beforeMs, inferred.beforeMs);
  if (afterMs !== undefined && beforeMs !== undefined && afterMs > beforeMs) return seen;
  const guessed = [inferred, seen].find((time) => time.kind === "about");
  const time = boundedTime({ afterMs, beforeMs, ms: guessed?.kind === "about" ? guessed.ms : undefined });
  return time.kind === "about" ? time : seen;
}

interface Bounds {
  readonly afterMs: number | undefined;
  readonly beforeMs: number | undefined;
  readonly ms: number | undefined;
}

function boundedTime({ afterMs, beforeMs, ms }: Bounds): RevisionTime {
  if (afterMs === undefined || beforeMs === undefined || beforeMs - afterMs > guessedWithinMs) {
    return { kind: "unknown", ...(afterMs !== undefined && { afterMs }), ...(beforeMs !== undefined && { beforeMs }) };
  }
  const guess = ms ?? (afterMs + beforeMs) / 2;
  return { kind: "about", ms: Math.round(Math.min(Math.max(guess, afterMs), beforeMs)), afterMs, beforeMs };
}

function interpolate(revision: Revision, before: DatedWrite, after: DatedWrite): number {
  const whole = Number(subtractInt64(after.revision, before.revision));
  if (whole <= 0) return before.ms;
  return before.ms + ((after.ms - before.ms) * Number(subtractInt64(revision, before.revision))) / whole;
}

function most(choose: (a: number, b: number) => number, a: number | undefined, b: number | undefined) {
  return a === undefined || b === undefined ? (a ?? b) : choose(a, b);
}
