/**
 * Bytes that wait to be read, in one piece; what was taken off the front is forgotten. Bytes are copied: a thousand
 * pieces of a byte cost a thousand bytes, and not a thousand buffers.
 */

const leastRoom = 256;
/** Room beyond this is given back once nothing waits. */
const keptRoom = 64 * 1024;

export class ByteQueue {
  #bytes = new Uint8Array(0);
  #start = 0;
  #end = 0;

  get length(): number {
    return this.#end - this.#start;
  }

  /** What waits. It is overwritten by the next `push`. */
  get bytes(): Uint8Array {
    return this.#bytes.subarray(this.#start, this.#end);
  }

  push(bytes: Uint8Array): void {
    this.#makeRoom(bytes.length);
    this.#bytes.set(bytes, this.#end);
    this.#end += bytes.length;
  }

  /** Takes the first `length` bytes off, at most all. */
  drop(length: number): void {
    this.#start = Math.min(this.#start + length, this.#end);
    if (this.#start < this.#end) return;
    this.#start = 0;
    this.#end = 0;
    if (this.#bytes.length > keptRoom) this.#replace(new Uint8Array(0));
  }

  /** Room grows twofold, so that many small pieces are copied a constant number of times each. */
  #makeRoom(length: number): void {
    if (this.#end + length <= this.#bytes.length) return;
    const needed = this.length + length;
    this.#grow(needed * 2 > this.#bytes.length ? Math.max(needed * 2, leastRoom) : 0);
  }

  /** Moves what waits to the front of a room of that length, or of the same room where that is as large. */
  #grow(length: number): void {
    const waiting = this.bytes;
    const room = length > this.#bytes.length ? new Uint8Array(length) : this.#bytes;
    room.set(waiting);
    this.#start = 0;
    this.#end = waiting.length;
    if (room !== this.#bytes) this.#replace(room);
  }

  /**
   * Gives the memory of the room before back at once: the garbage collector minds how much it holds of its own and
   * hardly how much hangs on it, so that large rooms would pile up.
   */
  #replace(room: Uint8Array<ArrayBuffer>): void {
    if (this.#bytes.length > keptRoom) this.#bytes.buffer.transfer(0);
    this.#bytes = room;
  }
}
