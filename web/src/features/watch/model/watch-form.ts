/** What is typed to add a watch, read and checked. */
import { compareBytes } from "@etcd-explorer/shared/model/bytes";
import { parseRevision } from "@etcd-explorer/shared/model/int64";
import { parseKeyText } from "@etcd-explorer/shared/model/key-text";
import { formatWatch, mostWatches, type WatchShape, type WatchSpec } from "./watch-spec.ts";

export interface WatchForm {
  readonly kind: WatchShape["kind"];
  readonly key: string;
  readonly rangeEnd: string;
  readonly start: "now" | "revision";
  readonly revision: string;
  readonly only: "both" | "put" | "delete";
}

export interface ReadForm {
  /** Absent where something is wrong. */
  readonly spec?: WatchSpec;
  readonly problems: {
    readonly key?: string;
    readonly rangeEnd?: string;
    readonly revision?: string;
    readonly whole?: string;
  };
}

const wrongEscape = "Invalid escape. Write \\\\ for a backslash and \\xNN for a byte.";

/** Reads the form; `existing` are the watches that there are. */
export function readForm(form: WatchForm, existing: readonly WatchSpec[]): ReadForm {
  const shape = readShape(form);
  if ("problems" in shape) return shape;
  const startRevision = parseRevision(form.revision.replaceAll(",", "").trim());
  if (form.start === "revision" && (startRevision === undefined || startRevision === "0")) {
    return { problems: { revision: "Enter a revision, a whole number of at least 1" } };
  }
  const spec: WatchSpec = {
    shape,
    ...(form.start === "revision" && startRevision !== undefined && { startRevision }),
    ...(form.only !== "both" && { only: form.only }),
  };
  const text = formatWatch(spec);
  if (existing.some((other) => formatWatch(other) === text))
    return { problems: { whole: "This watch is already open." } };
  if (existing.length >= mostWatches) return { problems: { whole: `At most ${mostWatches} watches can be open.` } };
  return { spec, problems: {} };
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
