/** What reads and writes objects of Kubernetes as text: its table is large, so it is loaded when one is there. */
import type { KeyValue } from "@etcd-explorer/shared/model/key-value";
import type { Value } from "@etcd-explorer/shared/model/bytes";
import type { StoredObject, UnreadObject } from "@etcd-explorer/shared/kubernetes/stored-object";
import type { TextProblem } from "./text-place.ts";

/** How an object is written. */
export type ObjectStyle = "yaml" | "json";

export type WrittenText =
  /** `lost`: what of the text is not stored, as the end of a sentence: `comments are not saved`. */
  { readonly bytes: Value; readonly lost?: string } | { readonly problem: TextProblem };

export interface DecodedPair {
  readonly before: string;
  readonly after: string;
  readonly note: string;
}

/** What an editor offers at the caret. */
export interface Completion {
  /** The part of the text that an option takes the place of, in UTF-16 units. */
  readonly from: number;
  readonly to: number;
  readonly options: readonly CompletionOption[];
}

export interface CompletionOption {
  readonly label: string;
  /** What kind of value it is; may be empty. */
  readonly detail: string;
  readonly insert: string;
}

/** An object in the few words that a row has. */
export interface ObjectSummary {
  readonly kind: string;
  /** How it is; empty: nothing is told. */
  readonly status: string;
  readonly tone: "ok" | "warn" | "bad" | "plain";
  /** The moment that counts, in milliseconds since 1970, and what was then: `renewed`, `last seen`. */
  readonly at?: { readonly ms: number; readonly word: string };
}

export interface ObjectCodec {
  readonly read: (value: Value) => StoredObject | UnreadObject;
  /** Why an object cannot be edited as text, without a full stop; undefined: it can. */
  readonly uneditable: (value: Value) => string | undefined;
  /** The object as text; undefined: it cannot be read. `masked`: without the data of a Secret. */
  readonly text: (value: Value, style: ObjectStyle, masked?: boolean) => string | undefined;
  /**
   * Two versions as text, either of which may be missing; undefined: one cannot be read. Of Secrets only which of their
   * data differs is told.
   */
  readonly pair: (before: Value | undefined, after: Value | undefined, style?: ObjectStyle) => DecodedPair | undefined;
  /** Also of objects that are stored as JSON. Undefined: no object, or one too large for a row. Of a Secret no data. */
  readonly summary: (kv: Pick<KeyValue, "key" | "value">) => ObjectSummary | undefined;
  /** The bytes of a typed text over the stored object, or the first thing that is wrong in it. */
  readonly write: (text: string, stored: Value, style?: ObjectStyle) => WrittenText;
  /** What is offered at a place of its text; undefined: nothing is known for it. */
  readonly complete: (text: string, at: number, style: ObjectStyle, stored: Value) => Completion | undefined;
}

let codec: ObjectCodec | undefined;

/** Undefined: not loaded yet. What renders takes it from `useObjectCodec` instead, and renders again when it is there. */
export function loadedCodec(): ObjectCodec | undefined {
  return codec;
}

/** Keeps the codec that was loaded. */
export function keepCodec(loaded: ObjectCodec): ObjectCodec {
  codec = loaded;
  return loaded;
}
