/** JSON values, one a line, out of bytes that come in pieces: how the gateway sends a stream. No I/O, nothing thrown. */
import { ByteQueue } from "#/http1/byte-queue.ts";

const lineFeed = 0x0a;
const decoder = new TextDecoder();

export type LineStep =
  | { readonly kind: "need-more" }
  | { readonly kind: "value"; readonly value: unknown }
  | { readonly kind: "malformed" }
  | { readonly kind: "too-large"; readonly limitBytes: number };

export class JsonLines {
  readonly #limitBytes: number;
  #input: Uint8Array = new Uint8Array(0);
  #at = 0;
  /** The start of a line whose end has not come. */
  readonly #held = new ByteQueue();

  /** No line may have more than `limitBytes`. */
  constructor(limitBytes: number) {
    this.#limitBytes = limitBytes;
  }

  /** Whether a line has begun that has not ended: if nothing more comes, it was cut. */
  get isWithinLine(): boolean {
    return this.#held.length > 0;
  }

  /** Gives the next bytes, after `need-more`. They are looked at until then, and may change afterwards. */
  push(bytes: Uint8Array): void {
    this.#input = bytes;
    this.#at = 0;
  }

  /** The next value. Blank lines say nothing: etcd 3.4 and 3.5 send one behind each value. */
  step(): LineStep {
    for (;;) {
      const end = this.#input.indexOf(lineFeed, this.#at);
      const piece = this.#input.subarray(this.#at, end === -1 ? undefined : end);
      if (this.#held.length + piece.length > this.#limitBytes)
        return { kind: "too-large", limitBytes: this.#limitBytes };
      this.#at = end === -1 ? this.#input.length : end + 1;
      if (end === -1) {
        this.#held.push(piece);
        return { kind: "need-more" };
      }
      const text = this.#takeText(piece).trim();
      if (text !== "") return parse(text);
    }
  }

  #takeText(piece: Uint8Array): string {
    if (this.#held.length === 0) return decoder.decode(piece);
    this.#held.push(piece);
    const text = decoder.decode(this.#held.bytes);
    this.#held.drop(this.#held.length);
    return text;
  }
}

function parse(text: string): LineStep {
  try {
    return { kind: "value", value: JSON.parse(text) };
  } catch {
    return { kind: "malformed" };
  }
}
