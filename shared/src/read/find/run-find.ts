/** Looking through a whole range: which keys match, told in order and in batches of a bounded rate. */
import { compareInt64, type Revision } from "../../model/int64.ts";
import type { KeyFacts, KeyValue } from "../../model/key-value.ts";
import type { KeyRange } from "../../model/range.ts";
import type { TxnCall } from "../ranges/txn-call.ts";
import { scanParts, type PartsPage, type PartsRequest } from "../scan/scan-parts.ts";
import type { ScanCall } from "../scan/scan-range.ts";
import type { Matcher } from "./pattern.ts";
import type { Value } from "../../model/bytes.ts";
import type { SearchedObject } from "../../kubernetes/searched-object.ts";
import { hiddenSecret, isStoredSecret } from "../../kubernetes/stored-secret.ts";
import { excerptValue, findInKey, textOfValue, type Excerpt } from "./searched-text.ts";

/** What one walk over a range looks into. */
export type FindPlace = "keys" | "values";

/** A key that matches. */
export interface Found extends KeyFacts {
  /** Where the pattern was found. */
  readonly place: FindPlace;
  /** The key, or the line of its value, with what was found. */
  readonly excerpt: Excerpt;
}

export interface FindProgress {
  /** Keys looked at, of `total`. */
  readonly done: number;
  readonly total: number;
  /** Keys that match, those included that are not kept. */
  readonly matched: number;
  readonly revision: Revision;
}

export interface FindRequest extends Pick<PartsRequest, "sizes" | "sharedFrom"> {
  readonly range: KeyRange;
  readonly where: FindPlace;
  readonly matcher: Matcher;
  /** Keys are also looked through as they are shown, with `\xNN` for what cannot be seen. */
  readonly asShown?: boolean;
  /** Objects of Kubernetes are looked through as this reads them, not as their bytes; undefined: another value. */
  readonly decode?: (value: Value) => SearchedObject | undefined;
  /**
   * Set where names were looked through before values, to the revision of that walk: a key that was there with a name
   * that matches has been told already and is left out, and a younger one with such a name is told by its name.
   */
  readonly namesToldAt?: Revision;
  /** The most matches that are told; more are only counted. */
  readonly keep: number;
  readonly signal?: AbortSignal;
}

export interface FindListener {
  /** In etcd's order over the whole find; at most {@link batchSize} at a time. */
  onFound(found: readonly Found[]): void;
  onProgress(progress: FindProgress): void;
}

export const batchSize = 1000;

/** Looks through the range once, at one revision; the last progress is the result. Fails as the scan does. */
export async function runFind(
  call: ScanCall & TxnCall,
  { where, matcher, asShown = false, decode, namesToldAt, keep, ...scan }: FindRequest,
  listener: FindListener,
): Promise<void> {
  const read = (kv: KeyValue): Found | undefined => {
    const named = where === "keys" || namesToldAt !== undefined ? findInKey(kv.key, matcher, asShown) : undefined;
    if (named === undefined) return where === "keys" ? undefined : matchValue(kv, matcher, decode);
    const isTold = namesToldAt !== undefined && compareInt64(kv.createRevision, namesToldAt) <= 0;
    return isTold ? undefined : foundKey(kv, "keys", named);
  };
  /** By part: what was found in parts that are read ahead comes after everything before them. */
  const held: Found[][] = [];
  let [told, heldAhead, matched] = [0, 0, 0];
  const tell = (found: readonly Found[]): void => {
    const kept = found.slice(0, keep - told);
    told += kept.length;
    for (let at = 0; at < kept.length; at += batchSize) listener.onFound(kept.slice(at, at + batchSize));
  };
  const tellBefore = (end: number): void => {
    for (const [part, found] of held.slice(0, end).entries()) {
      if (found.length === 0) continue;
      held[part] = [];
      heldAhead -= found.length;
      tell(found);
    }
  };
  /** No more is held than may be told: the last of it goes first. */
  const forget = (): void => {
    for (let part = held.length - 1; part >= 0 && told + heldAhead > keep; part--) {
      const dropped = held[part]?.splice(Math.max(0, (held[part]?.length ?? 0) - (told + heldAhead - keep))) ?? [];
      heldAhead -= dropped.length;
    }
  };
  const onPage = ({ kvs, part, ended, done, total, revision }: PartsPage): void => {
    const found: Found[] = [];
    for (const kv of kvs) {
      const match = read(kv);
      if (match === undefined) continue;
      matched++;
      if (told + found.length < keep) found.push(match);
    }
    for (let at = held.length; at <= part; at++) held.push([]);
    for (const one of found) held[part]?.push(one);
    heldAhead += found.length;
    tellBefore(ended + 1);
    forget();
    listener.onProgress({ done, total, matched, revision });
  };
  await scanParts(call, { ...scan, keysOnly: where === "keys" }, onPage);
  tellBefore(held.length);
}

function matchValue(kv: KeyValue, matcher: Matcher, decode: FindRequest["decode"]): Found | undefined {
  const object = decode?.(kv.value);
  // That there is a match is told; what it is in the data of a Secret is not.
  const isHidden = isStoredSecret(kv.value);
  const decoded = object && matcher(object.text);
  // The data of a Secret is base64 in its fields, and as it is in its bytes.
  const readsBytes = object === undefined || (decoded === undefined && (!object.isWhole || isHidden));
  const text = readsBytes ? textOfValue(kv.value) : object.text;
  const span = readsBytes ? matcher(text) : decoded;
  if (span === undefined) return undefined;
  return foundKey(kv, "values", isHidden ? { before: "", match: "", after: hiddenSecret } : excerptValue(text, span));
}

function foundKey(
  { key, createRevision, modRevision, version, lease }: KeyFacts,
  place: FindPlace,
  excerpt: Excerpt,
): Found {
  return { key, createRevision, modRevision, version, lease, place, excerpt };
}
