/** The revision of a side as one types it. */
import { parseAt, type At } from "@etcd-explorer/shared/model/at";
import {
  addInt64,
  asRevision,
  compareInt64,
  formatGrouped,
  zeroRevision,
  type Revision,
} from "@etcd-explorer/shared/model/int64";

export type Moment = { readonly at: At } | { readonly problem: string };

/** What is known of the cluster's past. */
export interface KnownMoments {
  /** As far as this page has seen it. */
  readonly newest: Revision | undefined;
  /** The newest revision that certainly was there at a moment; undefined: the clock does not reach so far back. */
  readonly revisionAt: (ms: number) => Revision | undefined;
  readonly nowMs: number;
}

const remedy = "Enter now, a revision, a time or “100 writes ago”";

/**
 * Reads `now`, a revision with or without grouping, `100 writes ago`, a time of today such as `12:41`, or a date with a
 * time. A time is the newest revision that certainly was there then.
 *
 * @example parseMoment("1,204", known) // { at: "1204" }
 */
export function parseMoment(typed: string, known: KnownMoments): Moment {
  const text = typed.trim().toLowerCase();
  if (text === "" || text === "now") return { at: "live" };
  const ago = /^(\d[\d,]*)\s*(?:writes?|revisions?)?\s+ago$/.exec(text) ?? /^-\s*(\d[\d,]*)$/.exec(text);
  if (ago !== null) return writesAgo(Number((ago[1] ?? "").replaceAll(",", "")), known);
  if (/^[\d,\s]+$/.test(text)) {
    const at = parseAt(text.replaceAll(/[,\s]/g, ""));
    return at === undefined ? { problem: remedy } : { at };
  }
  const ms = parseTime(text, known.nowMs);
  return ms === undefined ? { problem: remedy } : atTime(ms, known);
}

function writesAgo(writes: number, { newest }: KnownMoments): Moment {
  if (newest === undefined) return { problem: "The newest revision is not known yet. Enter a revision." };
  if (!Number.isSafeInteger(writes) || writes < 0) return { problem: "Enter a smaller number of writes" };
  const revision = addInt64(newest, -writes);
  if (compareInt64(revision, zeroRevision) <= 0) {
    return { problem: `Only ${formatGrouped(newest)} revisions exist. Enter fewer writes.` };
  }
  return { at: asRevision(revision) };
}

/** A time of today, or a date with a time, in the time zone of the browser. */
function parseTime(text: string, nowMs: number): number | undefined {
  const today = /^([01]?\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?$/.exec(text);
  if (today !== null) {
    const [hours, minutes, seconds] = today.slice(1).map((part) => Number(part ?? 0));
    return new Date(nowMs).setHours(hours ?? 0, minutes ?? 0, seconds ?? 0, 0);
  }
  if (!/^\d{4}-\d{2}-\d{2}[t ]\d{2}:\d{2}(:\d{2})?$/.test(text)) return undefined;
  const ms = new Date(text.replace(/[t ]/, "T")).getTime();
  // A day that a month does not have would be read as one of the next month.
  return new Date(ms).getDate() === Number(text.slice(8, 10)) ? ms : undefined;
}

function atTime(ms: number, { revisionAt, nowMs }: KnownMoments): Moment {
  if (ms > nowMs) return { problem: "This time is in the future. Enter an earlier one." };
  const at = revisionAt(ms);
  return at === undefined ? { problem: "This browser knows no revision of that time. Enter a revision." } : { at };
}
