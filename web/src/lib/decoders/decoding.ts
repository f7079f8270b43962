/** A chain at work for the page: what it opens as text to read and edit, and back. Heavy: load it by `load-decoding.ts`. */
import {
  asValue,
  decodeHex,
  decodeUtf8,
  encodeUtf8,
  isWellFormed,
  type Value,
} from "@etcd-explorer/shared/model/bytes";
import { isStoredSecret } from "@etcd-explorer/shared/kubernetes/stored-secret";
import type { Decoding, DecodedText } from "#/lib/formats/decoding.ts";
import { keepForm, readJsonForm, type JsonForm } from "#/lib/formats/json-form.ts";
import type { WrittenText } from "#/lib/formats/object-codec.ts";
import { encodingOf, formatHexLines } from "#/lib/formats/value-text.ts";
import { describeChain, openChain, writeChain, type Chain, type ClosedChain, type OpenedChain } from "./chain.ts";
import { decoders } from "./decoders.ts";

/** The largest value that the page opens at once, within a frame; others are opened in a Web Worker. In bytes. */
export const atOnceBytes = 64 * 1024;

/** The most that it opens at once to, and encodes at each key press. In bytes. */
export const openedBytes = 256 * 1024;

/** Opens what is too large for the page itself. */
export type OpenElsewhere = (value: Value, chain: Chain) => Promise<OpenedChain | ClosedChain>;

interface Read {
  readonly text: DecodedText;
  readonly opened: OpenedChain | undefined;
  readonly form: JsonForm | undefined;
}

function readOpened(chain: Chain, opened: OpenedChain): Read {
  const { bytes, format, notes, lock, recompresses } = opened;
  const isText = encodingOf(asValue(bytes)) === "text";
  const plain = isText ? (decodeUtf8(bytes) ?? "") : formatHexLines(bytes);
  const form = isText && format === undefined ? readJsonForm(plain) : undefined;
  const isHeavy = bytes.length > openedBytes;
  const text: DecodedText = {
    text: form?.shown ?? plain,
    label: describeChain(chain, opened),
    format: isText ? format : "plain",
    isHex: !isText,
    notes,
    lock: lock ?? (isHeavy ? "it is too large to encode while you type" : undefined),
    recompresses,
    closed: undefined,
  };
  return { text, opened, form };
}

function readClosed(chain: Chain, { reason }: ClosedChain): Read {
  const text: DecodedText = {
    text: undefined,
    label: describeChain(chain),
    format: undefined,
    isHex: false,
    notes: [],
    lock: reason,
    recompresses: false,
    closed: reason,
  };
  return { text, opened: undefined, form: undefined };
}

/** The decoding of a chain; what is known of a value is kept as long as the value is. */
export function createDecoding(chain: Chain, openElsewhere: OpenElsewhere): Decoding {
  const known = new WeakMap<Value, Read>();
  const underWay = new WeakMap<Value, Promise<Read>>();
  const keep = (value: Value, result: OpenedChain | ClosedChain) => {
    const read = result.kind === "opened" ? readOpened(chain, result) : readClosed(chain, result);
    known.set(value, read);
    return read;
  };
  /** Undefined: it is too large to be opened at once. */
  const read = (value: Value): Read | undefined => {
    const kept = known.get(value);
    if (kept !== undefined || value.length > atOnceBytes) return kept;
    const result = openChain(value, chain, openedBytes);
    return result.kind === "closed" && result.isTooLarge ? undefined : keep(value, result);
  };
  const write = (text: string, stored: Value): WrittenText => {
    const { opened, form, text: shown } = read(stored) ?? {};
    if (opened === undefined || shown === undefined) return { problem: { message: "Cannot be encoded", at: 0 } };
    const content = shown.isHex ? decodeHex(text) : wellFormed(form === undefined ? text : keepForm(form, text));
    if (content === undefined) return { problem: { message: shown.isHex ? "Invalid hex" : "Invalid Unicode", at: 0 } };
    const written = writeChain(content, opened, chain);
    return "failed" in written
      ? { problem: { message: `Cannot be encoded: ${written.failed}`, at: 0 } }
      : { bytes: asValue(written) };
  };
  return {
    chain,
    read: (value) => read(value)?.text,
    isOpened: (value) => read(value) !== undefined,
    holdsSecret: (value) => {
      const { opened } = read(value) ?? {};
      return opened !== undefined && [...opened.layers, opened.bytes].some(isStoredSecret);
    },
    write: lastKept(write),
    prepare: async (value) => {
      if (read(value) !== undefined) return;
      const opening = underWay.get(value) ?? openElsewhere(value, chain).then((result) => keep(value, result));
      underWay.set(value, opening);
      await opening;
    },
  };
}

function wellFormed(text: string) {
  return isWellFormed(text) ? encodeUtf8(text) : undefined;
}

/** The draft and the check ask for the same at each key press. */
function lastKept(write: Decoding["write"]): Decoding["write"] {
  let last: { readonly text: string; readonly stored: Value; readonly written: WrittenText } | undefined;
  return (text, stored) => {
    if (last?.text !== text || last.stored !== stored) last = { text, stored, written: write(text, stored) };
    return last.written;
  };
}

/** The decoders that can be chosen. */
export const choosable: readonly { readonly name: string; readonly label: string }[] = decoders.map(
  ({ name, label }) => ({ name, label }),
);
