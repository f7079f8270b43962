/** Which revision of the past is meant by what somebody typed, and why it cannot be: pure. */
import { parseAt } from "@etcd-explorer/shared/model/at";
import {
  addInt64,
  asRevision,
  compareInt64,
  formatGrouped,
  int64,
  subtractInt64,
  type Revision,
} from "@etcd-explorer/shared/model/int64";
import { formatMoment } from "@etcd-explorer/shared/model/time-text";
import type { ClockPair } from "@etcd-explorer/shared/read/clock/clock-pair";
import { newestAt } from "@etcd-explorer/shared/read/clock/newest-at";
import type { PastEnds } from "#/api/past/past-calls.ts";

export const revisionWays = ["revision", "time", "ago", "oldest"] as const;
export type RevisionWay = (typeof revisionWays)[number];

export type RevisionTarget =
  | { readonly kind: "empty" }
  /** `note`: what of it is not certain. */
  | { readonly kind: "ready"; readonly revision: Revision; readonly note?: string }
  | { readonly kind: "problem"; readonly text: string };

export interface KnownPast {
  /** Undefined while it is being read. */
  readonly ends: PastEnds | undefined;
  /** Where the ends are not read: the newest revision that this page has seen. Writes are counted back from it. */
  readonly newest?: Revision | undefined;
  readonly pairs: readonly ClockPair[];
  readonly nowMs: number;
}

/** The ends with a newer revision, where one was seen since they were read. */
export function withNewest(ends: PastEnds, seen: Revision | undefined): PastEnds {
  return seen !== undefined && compareInt64(seen, ends.newest) > 0 ? { ...ends, newest: seen } : ends;
}

const problem = (text: string): RevisionTarget => ({ kind: "problem", text });

/** The revision that is meant. Of what is not known yet, only the spelling is checked. */
export function revisionTarget(way: RevisionWay, typed: string, known: KnownPast): RevisionTarget {
  const text = typed.trim();
  if (way === "oldest") {
    const floor = known.ends?.floor;
    return floor === undefined ? { kind: "empty" } : { kind: "ready", revision: floor };
  }
  if (text === "") return { kind: "empty" };
  if (way === "time") return byTime(text, known);
  const digits = text.replaceAll(/[\s,_.]/g, "");
  if (way === "revision") return byRevision(digits, known);
  return byWrites(digits, known);
}

function byRevision(digits: string, { ends }: KnownPast): RevisionTarget {
  const revision = parseAt(digits);
  if (revision === undefined) return problem("Enter a whole number of at least 1.");
  return checked(revision, ends);
}

function byWrites(digits: string, { ends, newest }: KnownPast): RevisionTarget {
  const writes = parseAt(digits);
  if (writes === undefined) return problem("Enter a whole number of writes, at least 1.");
  const from = ends?.newest ?? newest;
  if (from === undefined) return { kind: "empty" };
  // Without a known horizon, back to the first revision there can be.
  const most = subtractInt64(from, ends?.floor ?? firstRevision);
  if (BigInt(writes) > most) return problem(`Only ${most.toLocaleString("en")} writes are left. Enter fewer.`);
  return { kind: "ready", revision: asRevision(addInt64(from, -Number(writes))) };
}

const firstRevision = asRevision(int64(1));

/** A time of today, `12:41`, or a date with a time, in the time zone of the browser; undefined: the text is neither. */
export function readLocalTime(text: string, nowMs: number): number | undefined {
  const today = /^([01]?\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?$/.exec(text);
  if (today !== null) {
    const [hours, minutes, seconds] = today.slice(1).map((part) => Number(part ?? 0));
    return new Date(nowMs).setHours(hours ?? 0, minutes ?? 0, seconds ?? 0, 0);
  }
  if (!/^\d{4}-\d{2}-\d{2}[t ]\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?$/i.test(text)) return undefined;
  const ms = new Date(text.replace(/[t ]/i, "T")).getTime();
  // A day that a month does not have would be read as one of the next month.
  return new Date(ms).getDate() === Number(text.slice(8, 10)) ? ms : undefined;
}

function byTime(text: string, { ends, pairs, nowMs }: KnownPast): RevisionTarget {
  const ms = readLocalTime(text, nowMs);
  if (ms === undefined) return problem("Enter a date and a time.");
  if (ms > nowMs) return problem("This time is in the future. Enter an earlier one.");
  const found = newestAt(pairs, ms);
  if (found.kind === "unknown") {
    if (found.sinceMs === undefined) return problem("This browser knows no times yet. Enter a revision instead.");
    const since = formatMoment(found.sinceMs, nowMs, true);
    return problem(`This browser knows times since ${since}. Enter a later one, or a revision.`);
  }
  const target = checked(found.revision, ends);
  if (target.kind !== "ready" || found.kind === "known" || found.upTo === found.revision) return target;
  const writes = subtractInt64(found.upTo, found.revision);
  const count = writes === 1n ? "1 later write" : `${writes.toLocaleString("en")} later writes`;
  return { ...target, note: `Up to ${count} may be from before that time too.` };
}

function checked(revision: Revision, ends: PastEnds | undefined): RevisionTarget {
  if (ends === undefined) return { kind: "ready", revision };
  if (compareInt64(revision, ends.newest) > 0) {
    return problem(
      `Revision ${formatGrouped(revision)} does not exist yet. Enter at most ${formatGrouped(ends.newest)}.`,
    );
  }
  if (compareInt64(revision, ends.floor) < 0) {
    return problem(
      `Revision ${formatGrouped(revision)} has been compacted. Enter at least ${formatGrouped(ends.floor)}.`,
    );
  }
  return { kind: "ready", revision };
}
