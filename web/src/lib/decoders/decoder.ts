/** What every decoder is: it says whether it fits, opens bytes, and writes them back where that loses nothing. */
import type { Bytes } from "@etcd-explorer/shared/model/bytes";
import { charsetNames } from "./charset-names.ts";

/** The decoders by the names under which a chain is remembered. Never rename one: browsers keep them. */
export const decoderNames = [
  "base64",
  "gzip",
  "zlib",
  "zstd",
  "jwt",
  "pem",
  "x509",
  "helm",
  "msgpack",
  "cbor",
  "protobuf",
  "uint-be",
  ...charsetNames,
] as const;

export type DecoderName = (typeof decoderNames)[number];

/** What a decoder made of bytes. */
export interface Decoded {
  readonly bytes: Bytes;
  /** What the bytes are, where the decoder has written them itself. */
  readonly format?: "JSON" | "plain";
  /** What one should know of it, each without a full stop. */
  readonly notes?: readonly string[];
  /** Why it cannot be written back, without a full stop. */
  readonly lock?: string;
}

/** `failed`: why not, without a full stop. `isTooLarge`: it is longer than was allowed. */
export type DecodeResult = Decoded | { readonly failed: string; readonly isTooLarge?: true };

/** How sure a decoder is by the bytes alone: offered from {@link offeredFrom} on. */
export type Confidence = number;

/** Below this nothing is offered; a person may choose it all the same. */
export const offeredFrom = 0.5;

export interface Decoder {
  /** One of {@link decoderNames}, or a message of a schema: `protobuf:shop.v1.Cart`. */
  readonly name: string;
  /** As people call it, within a sentence. */
  readonly label: string;
  /** From 0 (impossible) to 1 (certain). Looks at little, and never throws. */
  readonly fits: (bytes: Bytes) => Confidence;
  /** Never throws. Gives at most `limitBytes`, and stops there. */
  readonly decode: (bytes: Bytes, limitBytes: number) => DecodeResult;
  /**
   * The bytes of other content over what is stored, in its manner. Whoever calls it decodes the result again before
   * it is used. Undefined: that content cannot be written. Absent: `unwritable` says why.
   */
  readonly encode?: (content: Bytes, stored: Bytes) => Bytes | { readonly failed: string };
  readonly unwritable?: string;
  /** Whether what was written and decoded again is the content; absent: to the byte. */
  readonly comesBack?: (content: Bytes, again: Bytes) => boolean;
  /** The same content may be other bytes: what is unchanged is not written at all. */
  readonly recompresses?: true;
}

/** The most that a chain may decode to, at each of its steps. In bytes. */
export const decodedLimitBytes = 16 * 1024 * 1024;

/** The result of a decoder of which nobody knows whether it throws: a library's, say. */
export function attemptDecode(decode: () => DecodeResult, failed: string): DecodeResult {
  try {
    return decode();
  } catch (error) {
    if (error instanceof TooLarge) return { failed: tooLarge(error.limitBytes), isTooLarge: true };
    return { failed };
  }
}

/** Thrown out of a stream that gives more than it may. */
export class TooLarge extends Error {
  readonly limitBytes: number;
  constructor(limitBytes: number) {
    super("too large");
    this.limitBytes = limitBytes;
  }
}

export function tooLarge(limitBytes: number): string {
  return `decodes to more than ${limitBytes / 1024 / 1024} MiB`;
}

/** Collects a stream's pieces, up to a limit. */
export function collector(limitBytes: number) {
  const pieces: Uint8Array[] = [];
  let length = 0;
  return {
    pieces,
    add: (piece: Uint8Array) => {
      length += piece.length;
      if (length > limitBytes) throw new TooLarge(limitBytes);
      pieces.push(piece);
    },
  };
}
