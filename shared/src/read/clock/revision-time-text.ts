/** The time of a revision in words: exact, about, or its bounds. */
import { formatMoment } from "../../model/time-text.ts";
import type { RevisionTime } from "./time-of.ts";

/** `14:09:31`, `about 12:58`, `before 09:12`, `29 Nov, 18:02 – 09:12`; undefined where nothing is known. */
export function formatRevisionTime(time: RevisionTime, nowMs: number): string | undefined {
  if (time.kind === "known") return formatMoment(time.ms, nowMs, true);
  if (time.kind === "about") return `about ${formatMoment(time.ms, nowMs)}`;
  const { afterMs, beforeMs } = time;
  if (afterMs === undefined) return beforeMs === undefined ? undefined : `before ${formatMoment(beforeMs, nowMs)}`;
  if (beforeMs === undefined) return `after ${formatMoment(afterMs, nowMs)}`;
  return `${formatMoment(afterMs, nowMs)} – ${formatMoment(beforeMs, nowMs)}`;
}

/** Why a time is not exact, for a hint; undefined where it is. */
export function describeRevisionTime(time: RevisionTime, nowMs: number): string | undefined {
  if (time.kind === "known") return undefined;
  const { afterMs, beforeMs } = time;
  const moment = (ms: number) => formatMoment(ms, nowMs, true);
  if (afterMs !== undefined && beforeMs !== undefined) {
    return `${time.kind === "about" ? "Estimated: written" : "Written"} between ${moment(afterMs)} and ${moment(beforeMs)}`;
  }
  if (beforeMs !== undefined) return `Written before ${moment(beforeMs)}, when this browser first saw it`;
  if (afterMs !== undefined) return `Written after ${moment(afterMs)}, when this browser last read the cluster`;
  return "Time unknown: etcd stores no times, and this browser has not seen this revision";
}
