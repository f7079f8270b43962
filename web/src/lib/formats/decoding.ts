/** What opens encoded values as text and writes them back: the decoders are large, so they load when one is needed. */
import type { Value } from "@etcd-explorer/shared/model/bytes";
import type { ShownValue } from "./shown-value.ts";
import type { WrittenText } from "./object-codec.ts";

/** A value as a chain of decoders shows it. */
export interface DecodedText {
  /** What stands in the editor; undefined: the chain does not open the value. */
  readonly text: string | undefined;
  /** `base64 → gzip → JSON` */
  readonly label: string;
  /** What the text is, where the decoder has written it itself. */
  readonly format: "JSON" | "plain" | undefined;
  /** The text is of bytes, as hex digits. */
  readonly isHex: boolean;
  /** What one should know of it, each without a full stop. */
  readonly notes: readonly string[];
  /** Why it cannot be edited, without a full stop; undefined: it can. */
  readonly lock: string | undefined;
  /** A save writes other compressed bytes for the same content. */
  readonly recompresses: boolean;
  /** Why the chain does not open the value; undefined: it does. */
  readonly closed: string | undefined;
}

export interface Decoding {
  /** The names of the decoders, from the stored bytes on. */
  readonly chain: readonly string[];
  /** Undefined: too large to be opened at once, and not prepared yet. */
  readonly read: (value: ShownValue) => DecodedText | undefined;
  /** Whether it is known what is in a value, or opened at once. */
  readonly isOpened: (value: Value) => boolean;
  /** What is in a value is a Secret of Kubernetes. */
  readonly holdsSecret: (value: Value) => boolean;
  /** The bytes of a typed text over a stored value, or why there are none. */
  readonly write: (text: string, stored: Value) => WrittenText;
  /** Opens a large value in a Web Worker; others are opened when they are read. */
  readonly prepare: (value: Value) => Promise<void>;
}
