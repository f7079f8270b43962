/** What is typed to add a watch, read and checked. */
import { compareBytes } from "@etcd-explorer/shared/model/bytes";
import { parseRevision, type Revision } from "@etcd-explorer/shared/model/int64";
import { parseKeyText } from "@etcd-explorer/shared/model/key-text";
import { formatWatch, mostWatches, type WatchShape, type WatchSpec } from "./watch-spec.ts";

export interface WatchForm {
  readonly kind: WatchShape["kind"];
  readonly key: string;
  readonly rangeEnd: string;
  readonly start: "now" | "revision" | "minutes";
  readonly revision: string;
  readonly minutes: string;
  readonly only: "both" | "put" | "delete";
}

export interface ReadForm {
  /** Absent where something is wrong. */
  readonly spec?: WatchSpec;
  readonly problems: {
    readonly key?: string;
    readonly rangeEnd?: string;
    readonly revision?: string;
    readonly minutes?: string;
    readonly whole?: string;
  };
}

const wrongEscape = "Invalid escape. Write \\\\ for a backslash and \\xNN for a byte.";

/** Knows the first revision that misses nothing of the last minutes; undefined: it was not there so long ago. */
export type StartOfMinutes = (minutes: number) => Revision | undefined;

/** Reads the form; `existing` are the watches that there are. */
export function readForm(form: WatchForm, existing: readonly WatchSpec[], startOf: StartOfMinutes): ReadForm {
  const shape = readShape(form);
  const start = readStart(form, startOf);
  const isStart = start === undefined || typeof start === "string";
  // What is wrong with the start is said too while there is no key yet.
  if ("problems" in shape) return isStart ? shape : { problems: { ...shape.problems, ...start.problems } };
  if (!isStart) return start;
  const spec: WatchSpec = {
    shape,
    ...(start !== undefined && { startRevision: start }),
    ...(form.only !== "both" && { only: form.only }),
  };
  const text = formatWatch(spec);
  if (existing.some((other) => formatWatch(other) === text))
    return { problems: { whole: "This watch is already open." } };
  if (existing.length >= mostWatches) return { problems: { whole: `At most ${mostWatches} watches can be open.` } };
  return { spec, problems: {} };
}

/** Where it begins; undefined: now. */
function readStart({ start, revision, minutes }: WatchForm, startOf: StartOfMinutes): Revision | ReadForm | undefined {
  if (start === "now") return undefined;
  if (start === "revision") {
    const parsed = parseRevision(revision.replaceAll(",", "").trim());
    if (parsed !== undefined && parsed !== "0") return parsed;
    return { problems: { revision: "Enter a revision, a whole number of at least 1" } };
  }
  const count = Number(minutes);
  if (minutes.trim() === "" || !(count > 0)) return { problems: { minutes: "Enter a number of minutes" } };
  const found = startOf(count);
  if (found !== undefined) return found;
  return {
    problems: { minutes: "Start revision unknown: this browser was not connected then. Enter a revision instead." },
  };
}

function readShape({ kind, key: keyText, rangeEnd: endText }: WatchForm): WatchShape | ReadForm {
  if (kind === "all") return { kind };
  const key = parseKeyText(keyText);
  if (key === undefined) return { problems: { key: wrongEscape } };
  if (key.length === 0) {
    return { problems: { key: kind === "prefix" ? "Enter a prefix, or choose all keys" : "Enter a key" } };
  }
  if (kind === "key") return { kind, key };
  if (kind === "prefix") return { kind, prefix: key };
  const rangeEnd = parseKeyText(endText);
  if (rangeEnd === undefined) return { problems: { rangeEnd: wrongEscape } };
  if (rangeEnd.length === 0) return { kind, key };
  if (compareBytes(key, rangeEnd) >= 0) return { problems: { rangeEnd: "Enter a key after the first one" } };
  return { kind, key, rangeEnd };
}
