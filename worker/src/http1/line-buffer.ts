/** Bytes that come in pieces, taken out in lines or in runs, each byte looked at once. */
import { ByteQueue } from "./byte-queue.ts";

const carriageReturn = 0x0d;
const lineFeed = 0x0a;

/** What asking for a line gives: its text without the line end, or why there is none. */
export type Line = { readonly kind: "line"; readonly text: string; readonly length: number } | LineTrouble;
type LineTrouble = { readonly kind: "need-more" } | { readonly kind: "too-long" } | { readonly kind: "bare-line-feed" };

export class LineBuffer {
  #input: Uint8Array = new Uint8Array(0);
  #at = 0;
  /** The start of a line whose end has not come: a copy, so that what was pushed may be given back. */
  readonly #held = new ByteQueue();

  /** How many bytes lie ready. */
  get available(): number {
    return this.#input.length - this.#at;
  }

  /** How many bytes of an unfinished line are held. */
  get heldLength(): number {
    return this.#held.length;
  }

  /** Gives the next bytes, which must not change until all of them are taken. All earlier ones must have been taken. */
  push(bytes: Uint8Array): void {
    if (this.available > 0) throw new Error("The bytes pushed before have not been taken");
    this.#input = bytes;
    this.#at = 0;
  }

  /** Takes up to `length` bytes, at least one where any lie ready; they share memory with what was pushed. */
  takeRun(length: number): Uint8Array {
    const run = this.#input.subarray(this.#at, Math.min(this.#input.length, this.#at + length));
    this.#at += run.length;
    return run;
  }

  /** Takes a line up to CR LF. `length` counts the line end. A line of more than `maxLength` bytes is refused early. */
  takeLine(maxLength: number): Line {
    const end = this.#input.indexOf(lineFeed, this.#at);
    const until = end === -1 ? this.#input.length : end + 1;
    if (this.#held.length + until - this.#at > maxLength) return { kind: "too-long" };
    const piece = this.#input.subarray(this.#at, until);
    this.#at = until;
    if (end === -1) {
      this.#held.push(piece);
      return { kind: "need-more" };
    }
    const isWhole = this.#held.length === 0;
    if (!isWhole) this.#held.push(piece);
    const line = isWhole ? piece : this.#held.bytes;
    const { length } = line;
    // RFC 9112 §2.2 would let a lone LF pass; no server that we talk to sends it, and garbage does.
    const text = line[length - 2] === carriageReturn ? latin1(line.subarray(0, -2)) : undefined;
    if (!isWhole) this.#held.drop(length);
    return text === undefined ? { kind: "bare-line-feed" } : { kind: "line", text, length };
  }

  /** The first `length` bytes of the line that comes next, or as many as there are. Takes nothing. */
  peek(length: number): string {
    const held = this.#held.length === 0 ? "" : latin1(this.#held.bytes.subarray(0, length));
    return held + latin1(this.#input.subarray(this.#at, this.#at + length - held.length));
  }
}

// One character a byte, unlike TextDecoder's "latin1", which is windows-1252. fromCharCode takes its bytes as
// arguments, of which engines accept some tens of thousands.
const charCodeChunk = 0x2000;

function latin1(bytes: Uint8Array): string {
  if (bytes.length <= charCodeChunk) return String.fromCharCode(...bytes);
  let text = "";
  for (let at = 0; at < bytes.length; at += charCodeChunk) {
    text += String.fromCharCode(...bytes.subarray(at, at + charCodeChunk));
  }
  return text;
}
