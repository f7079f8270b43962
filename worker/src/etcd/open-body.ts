/**
 * The body of a request that goes on while its answer comes: so etcd takes further watches on one connection.
 *
 * A proxy may hold a request back until it has all of it. Then no answer begins, and the body is ended: what was sent
 * so far is answered, and no more can be sent.
 */
import { encodeChunk, lastChunk } from "#/http1/request.ts";
import type { ByteSocket } from "#/model/transport.ts";

export class OpenBody {
  readonly #socket: ByteSocket;
  readonly #timer: ReturnType<typeof setTimeout>;
  #isOpen = true;
  #unsentBytes = 0;

  /** The body is ended where no answer begins within `headMs`. */
  constructor(socket: ByteSocket, headMs: number) {
    this.#socket = socket;
    this.#timer = setTimeout(() => this.#end(), headMs);
  }

  /** Whether more can be sent. */
  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** What the platform has not taken yet. */
  get unsentBytes(): number {
    return this.#unsentBytes;
  }

  /** The answer has begun, or none will: the body stays as it is. */
  answered(): void {
    clearTimeout(this.#timer);
  }

  /** Sends more. Nothing tells that it could not be sent but the answer, which breaks then. */
  send(text: string): void {
    if (this.#isOpen) void this.#write(encodeChunk(text));
  }

  #end(): void {
    this.#isOpen = false;
    void this.#write(lastChunk);
  }

  async #write(bytes: Uint8Array): Promise<void> {
    this.#unsentBytes += bytes.length;
    await this.#socket.write(bytes).catch(() => undefined);
    this.#unsentBytes -= bytes.length;
  }
}
