/** Decoders one after the other, from the stored bytes to what they hold and back: pure. */
import { decodeUtf8, equalBytes, type Bytes } from "@etcd-explorer/shared/model/bytes";
import { decodedLimitBytes, offeredFrom } from "./decoder.ts";
import { decoderOf, decoders } from "./decoders.ts";

/** The names of the decoders in their order: base64, then gzip. A browser may remember one that this version lacks. */
export type Chain = readonly string[];

/** Longer chains mean that something fits whatever it is given. */
export const longestChain = 6;

/** What came out of a chain. Plain data: a Web Worker may send it. */
export interface OpenedChain {
  readonly kind: "opened";
  readonly bytes: Bytes;
  /** What each step was given; the first are the stored bytes. */
  readonly layers: readonly Bytes[];
  readonly format?: "JSON" | "plain" | undefined;
  readonly notes: readonly string[];
  /** Why it cannot be written back, without a full stop; undefined: it can. */
  readonly lock: string | undefined;
  /** A save writes other compressed bytes for the same content. */
  readonly recompresses: boolean;
}

export interface ClosedChain {
  readonly kind: "closed";
  /** Why the chain does not open the value, without a full stop. */
  readonly reason: string;
  readonly isTooLarge: boolean;
}

/** Opens a value step by step; each gives at most `limitBytes`. */
export function openChain(value: Bytes, chain: Chain, limitBytes = decodedLimitBytes): OpenedChain | ClosedChain {
  const layers: Bytes[] = [];
  const notes: string[] = [];
  let [bytes, format, lock, recompresses]: [Bytes, OpenedChain["format"], string | undefined, boolean] = [
    value,
    undefined,
    undefined,
    false,
  ];
  for (const name of chain.slice(0, longestChain)) {
    const decoder = decoderOf(name);
    const result = decoder?.decode(bytes, limitBytes) ?? { failed: `this version has no decoder “${name}”` };
    if ("failed" in result) return { kind: "closed", reason: result.failed, isTooLarge: result.isTooLarge === true };
    layers.push(bytes);
    ({ bytes } = result);
    format = result.format;
    notes.push(...(result.notes ?? []));
    lock ??= result.lock ?? decoder?.unwritable;
    recompresses ||= decoder?.recompresses === true;
  }
  return { kind: "opened", bytes, layers, format, notes, lock, recompresses };
}

/**
 * The bytes to store for other content, from the innermost step outwards. Each step is decoded again before it counts:
 * what does not come back to the byte is refused.
 */
export function writeChain(content: Bytes, opened: OpenedChain, chain: Chain): Bytes | { readonly failed: string } {
  if (opened.lock !== undefined) return { failed: opened.lock };
  const [stored] = opened.layers;
  if (stored !== undefined && equalBytes(content, opened.bytes)) return stored;
  let bytes = content;
  for (const [at, layer] of [...opened.layers.entries()].toReversed()) {
    const name = chain[at];
    const decoder = name === undefined ? undefined : decoderOf(name);
    const written = decoder?.encode?.(bytes, layer) ?? { failed: "cannot be written" };
    if ("failed" in written) return written;
    const again = decoder?.decode(written, decodedLimitBytes);
    const isSame = decoder?.comesBack ?? equalBytes;
    if (again === undefined || "failed" in again || !isSame(bytes, again.bytes))
      return { failed: `does not come back the same from ${decoder?.label ?? "its decoder"}` };
    bytes = written;
  }
  return bytes;
}

/** The chain that fits a value, as far as it opens it within `limitBytes`; empty: none does. */
export function suggestChain(value: Bytes, limitBytes: number): Chain {
  const chain: string[] = [];
  let bytes = value;
  while (chain.length < longestChain) {
    const next = fitting(bytes, limitBytes);
    if (next === undefined) break;
    chain.push(next.name);
    ({ bytes } = next);
    // What a decoder has written itself is meant to be read.
    if (next.isText) break;
  }
  return chain;
}

/** The surest decoder that opens bytes. */
function fitting(bytes: Bytes, limitBytes: number) {
  const sure = decoders
    .map((decoder) => ({ decoder, confidence: decoder.fits(bytes) }))
    .filter(({ confidence }) => confidence >= offeredFrom)
    .toSorted((a, b) => b.confidence - a.confidence);
  for (const { decoder } of sure) {
    const result = decoder.decode(bytes, limitBytes);
    // Too large to look into here, it fits all the same.
    if ("failed" in result && result.isTooLarge === true)
      return { name: decoder.name, bytes: new Uint8Array(), isText: true };
    if (!("failed" in result)) return { name: decoder.name, bytes: result.bytes, isText: result.format !== undefined };
  }
  return undefined;
}

/** `base64 → gzip → JSON`: the chain in words, with what it holds where that is text. */
export function describeChain(chain: Chain, opened?: OpenedChain): string {
  const labels = chain.map((name) => decoderOf(name)?.label ?? name);
  const held = opened === undefined ? undefined : describeContent(opened);
  return [...labels, ...(held === undefined ? [] : [held])].join(" → ");
}

function describeContent({ bytes, format }: OpenedChain): string | undefined {
  // A decoder that writes a text is the word for it.
  if (format !== undefined) return undefined;
  const text = decodeUtf8(bytes);
  if (text === undefined) return "bytes";
  return /^\s*[[{]/.test(text) ? "JSON" : "text";
}
