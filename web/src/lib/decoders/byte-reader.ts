/** Reads bytes from the first to the last; throws where there are fewer than somebody asks for. */
export class ByteReader {
  at = 0;
  readonly #view: DataView;
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get left(): number {
    return this.#bytes.length - this.at;
  }

  uint(length: 1 | 2 | 4): number {
    const at = this.#step(length);
    return length === 1 ? this.#view.getUint8(at) : length === 2 ? this.#view.getUint16(at) : this.#view.getUint32(at);
  }

  int(length: 1 | 2 | 4): number {
    const at = this.#step(length);
    return length === 1 ? this.#view.getInt8(at) : length === 2 ? this.#view.getInt16(at) : this.#view.getInt32(at);
  }

  uint64(): bigint {
    return this.#view.getBigUint64(this.#step(8));
  }

  int64(): bigint {
    return this.#view.getBigInt64(this.#step(8));
  }

  float(length: 4 | 8): number {
    const at = this.#step(length);
    return length === 4 ? this.#view.getFloat32(at) : this.#view.getFloat64(at);
  }

  take(length: number): Uint8Array {
    const at = this.#step(length);
    return this.#bytes.subarray(at, at + length);
  }

  #step(length: number): number {
    if (!(length <= this.left)) throw new RangeError("too short");
    const { at } = this;
    this.at += length;
    return at;
  }
}

/** Collects bytes, the most significant first. */
export class ByteWriter {
  readonly #parts: Uint8Array[] = [];
  #length = 0;

  uint(value: bigint | number, length: 1 | 2 | 4 | 8): void {
    const bytes = new Uint8Array(length);
    let rest = BigInt.asUintN(8 * length, BigInt(value));
    for (let at = length - 1; at >= 0; at--) {
      bytes[at] = Number(rest & 255n);
      rest >>= 8n;
    }
    this.put(bytes);
  }

  float64(value: number): void {
    const bytes = new Uint8Array(8);
    new DataView(bytes.buffer).setFloat64(0, value);
    this.put(bytes);
  }

  put(bytes: Uint8Array): void {
    this.#parts.push(bytes);
    this.#length += bytes.length;
  }

  get bytes(): Uint8Array<ArrayBuffer> {
    const whole = new Uint8Array(this.#length);
    let at = 0;
    for (const part of this.#parts) {
      whole.set(part, at);
      at += part.length;
    }
    return whole;
  }
}
