/**
 * A body that is held, in blocks: it grows without being copied, a thousand pieces of a byte cost a thousand bytes, and
 * the memory of what was used is given back block by block.
 */

const leastBlock = 4 * 1024;
const largestBlock = 256 * 1024;
/** Beyond this, a block's memory is given back at once: the garbage collector hardly minds what hangs on its objects. */
const keptBlock = 64 * 1024;

export class HeldBody {
  readonly #blocks: Uint8Array<ArrayBuffer>[] = [];
  readonly #expected: number;
  /** Bytes in the last block. */
  #filled = 0;
  #pushed = 0;
  #length = 0;

  /** `expected`: how long it will be, where that is known. No more than a block is made ready for it. */
  constructor(expected = 0) {
    this.#expected = expected;
  }

  get length(): number {
    return this.#length;
  }

  push(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length;) {
      const block = this.#room(bytes.length - at);
      const piece = bytes.subarray(at, at + block.length - this.#filled);
      block.set(piece, this.#filled);
      this.#filled += piece.length;
      this.#pushed += piece.length;
      this.#length += piece.length;
      at += piece.length;
    }
  }

  /** The first block, taken off; undefined once nothing is left. Its memory is given back by {@link giveBack}. */
  take(): Uint8Array<ArrayBuffer> | undefined {
    const block = this.#blocks.shift();
    const bytes = this.#blocks.length === 0 ? block?.subarray(0, this.#filled) : block;
    this.#length -= bytes?.length ?? 0;
    if (this.#blocks.length === 0) this.#filled = 0;
    return bytes;
  }

  /** The blocks in order. */
  *blocks(): Generator<Uint8Array> {
    const last = this.#blocks.length - 1;
    for (const [index, block] of this.#blocks.entries()) {
      yield index === last ? block.subarray(0, this.#filled) : block;
    }
  }

  /** Gives all memory back. */
  drop(): void {
    for (let block = this.take(); block !== undefined; block = this.take()) giveBack(block);
  }

  /** The block that is being filled; a new one grows with what has come, so that few are needed and little is in vain. */
  #room(wanted: number): Uint8Array<ArrayBuffer> {
    const last = this.#blocks.at(-1);
    if (last !== undefined && this.#filled < last.length) return last;
    const due = this.#expected - this.#pushed;
    const size = due >= wanted ? due : Math.max(wanted, this.#pushed, leastBlock);
    const block = new Uint8Array(Math.min(size, largestBlock));
    this.#blocks.push(block);
    this.#filled = 0;
    return block;
  }
}

/** Gives a block's memory back at once. It must not be used any more. */
export function giveBack({ buffer }: Uint8Array<ArrayBuffer>): void {
  if (buffer.byteLength > keptBlock) buffer.transfer(0);
}
