/** What a watch is about, and how the address spells it: `prefix /config/;key /a rev=1200 only=delete`. */
import { equalBytes, type Key } from "@etcd-explorer/shared/model/bytes";
import { parseRevision, type Revision } from "@etcd-explorer/shared/model/int64";
import { formatKey, parseKeyText } from "@etcd-explorer/shared/model/key-text";
import {
  allKeys,
  isEmptyRange,
  isOpenEnd,
  keyAfter,
  openEnd,
  prefixEnd,
  prefixRange,
  type KeyRange,
} from "@etcd-explorer/shared/model/range";
import type { WatchRequest } from "@etcd-explorer/shared/model/watch";

export type WatchShape =
  | { readonly kind: "key"; readonly key: Key }
  | { readonly kind: "prefix"; readonly prefix: Key }
  /** Without an end: every key from `key` on. */
  | { readonly kind: "range"; readonly key: Key; readonly rangeEnd?: Key }
  | { readonly kind: "all" };

export interface WatchSpec {
  readonly shape: WatchShape;
  /** Absent: from now. */
  readonly startRevision?: Revision;
  /** Only events of this type are sent by etcd. */
  readonly only?: "put" | "delete";
}

/** More watches on one screen are refused: each is a stream of etcd, and a colour of its own in the table. */
export const mostWatches = 20;

/** The watches of an address; what cannot be read is left out, and so is a watch that stands there twice. */
export function parseWatches(text: string): WatchSpec[] {
  const specs = new Map<string, WatchSpec>();
  for (const part of text.split(";")) {
    const spec = parseWatch(part);
    if (spec !== undefined) specs.set(formatWatch(spec), spec);
    if (specs.size === mostWatches) break;
  }
  return [...specs.values()];
}

/** The watches for the address. {@link parseWatches} gives the same back. */
export function formatWatches(specs: readonly WatchSpec[]): string {
  return specs.map(formatWatch).join(";");
}

/** One watch as text: what also tells it from others. */
export function formatWatch({ shape, startRevision, only }: WatchSpec): string {
  const words = [...shapeWords(shape)];
  if (startRevision !== undefined) words.push(`rev=${startRevision}`);
  if (only !== undefined) words.push(`only=${only}`);
  return words.join(" ");
}

function shapeWords(shape: WatchShape): string[] {
  switch (shape.kind) {
    case "key":
      return ["key", spell(shape.key)];
    case "prefix":
      return ["prefix", spell(shape.prefix)];
    case "range":
      return shape.rangeEnd === undefined
        ? ["from", spell(shape.key)]
        : ["range", spell(shape.key), spell(shape.rangeEnd)];
    case "all":
      return ["all"];
    default:
      return shape satisfies never;
  }
}

/** A key without the characters that part words and watches. */
function spell(key: Key): string {
  return formatKey(key).replaceAll(" ", "\\x20").replaceAll(";", "\\x3b");
}

function parseWatch(text: string): WatchSpec | undefined {
  const [kind = "", ...words] = text.split(" ").filter((word) => word !== "");
  const count = { all: 0, key: 1, prefix: 1, from: 1, range: 2 }[kind];
  if (count === undefined) return undefined;
  const shape = shapeOf(kind, words.slice(0, count).map(parseKeyText));
  if (shape === undefined) return undefined;
  let spec: WatchSpec = { shape };
  for (const option of words.slice(count)) {
    const [name, value] = option.split("=");
    const startRevision = name === "rev" ? parseRevision(value) : undefined;
    if (startRevision !== undefined && startRevision !== "0") spec = { ...spec, startRevision };
    else if (name === "only" && (value === "put" || value === "delete")) spec = { ...spec, only: value };
    else return undefined;
  }
  return spec;
}

function shapeOf(kind: string, [key, rangeEnd]: readonly (Key | undefined)[]): WatchShape | undefined {
  if (kind === "all") return { kind: "all" };
  if (key === undefined || key.length === 0) return undefined;
  if (kind === "key") return { kind, key };
  if (kind === "prefix") return { kind, prefix: key };
  if (kind === "from") return { kind: "range", key };
  if (rangeEnd === undefined || isEmptyRange({ key, rangeEnd })) return undefined;
  return { kind: "range", key, rangeEnd };
}

/** The keys of a shape. */
export function rangeOf(shape: WatchShape): KeyRange {
  switch (shape.kind) {
    case "key":
      return { key: shape.key };
    case "prefix":
      return prefixRange(shape.prefix);
    case "range":
      return { key: shape.key, rangeEnd: shape.rangeEnd ?? openEnd };
    case "all":
      return allKeys;
    default:
      return shape satisfies never;
  }
}

/** A range as the watch that a person would call it: a key and a prefix are told from other ranges. */
export function shapeOfRange({ key, rangeEnd }: KeyRange): WatchShape {
  if (rangeEnd === undefined || equalBytes(rangeEnd, keyAfter(key))) return { kind: "key", key };
  if (equalBytes(rangeEnd, prefixEnd(key)) && !isOpenEnd(rangeEnd)) return { kind: "prefix", prefix: key };
  if (!isOpenEnd(rangeEnd)) return { kind: "range", key, rangeEnd };
  return equalBytes(key, allKeys.key) ? { kind: "all" } : { kind: "range", key };
}

/** What is asked of etcd; `startRevision` in place of the one of the spec, where the watch resumes. */
export function requestOf({ shape, startRevision, only }: WatchSpec, resumeAt?: Revision): WatchRequest {
  const start = resumeAt ?? startRevision;
  return {
    range: rangeOf(shape),
    prevKv: true,
    ...(start !== undefined && { startRevision: start }),
    ...(only !== undefined && { filters: [only === "put" ? ("NODELETE" as const) : ("NOPUT" as const)] }),
  };
}

/** A watch by name: `/config/`, `/a to /b`, `All keys`. */
export function nameOf(shape: WatchShape): string {
  switch (shape.kind) {
    case "key":
      return formatKey(shape.key);
    case "prefix":
      return formatKey(shape.prefix);
    case "range":
      return shape.rangeEnd === undefined
        ? `from ${formatKey(shape.key)}`
        : `${formatKey(shape.key)} to ${formatKey(shape.rangeEnd)}`;
    case "all":
      return "All keys";
    default:
      return shape satisfies never;
  }
}
