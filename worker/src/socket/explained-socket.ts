/** A socket whose failures say why: a dial that fails, and a connection that ends before any answer. */
import { FailureError } from "@etcd-explorer/shared/model/failure";
import type { ByteSocket } from "#/model/transport.ts";
import type { Explainer } from "./explain.ts";

export class ExplainedSocket implements ByteSocket {
  readonly opened: Promise<void>;
  readonly #socket: ByteSocket;
  readonly #explain: Explainer;
  readonly #look: AbortController;
  /** Whether an answer has begun, or its absence was looked into. */
  #settled = false;

  /** `look` is aborted by `close`: it ends what the explainer does. */
  constructor(socket: ByteSocket, explain: Explainer, look: AbortController) {
    this.#socket = socket;
    this.#explain = explain;
    this.#look = look;
    this.opened = this.#open();
    // A dial that fails is told to whoever waits for it, and perhaps nobody does any more.
    this.opened.catch(() => undefined);
  }

  read(): Promise<Uint8Array | undefined> {
    return this.#settled ? this.#socket.read() : this.#readFirst();
  }

  write(bytes: Uint8Array): Promise<void> {
    return this.#socket.write(bytes);
  }

  close(): void {
    this.#look.abort();
    this.#socket.close();
  }

  async #open(): Promise<void> {
    const dialled = new AbortController();
    const stalled = this.#explain.stall(dialled.signal).then((failure) => new FailureError(failure));
    const error = await Promise.race([this.#dial(), stalled]);
    dialled.abort();
    if (error !== undefined) throw error;
  }

  async #dial(): Promise<FailureError | undefined> {
    try {
      await this.#socket.opened;
      return undefined;
    } catch (cause) {
      return new FailureError(await this.#explain.dial(cause), { cause });
    }
  }

  async #readFirst(): Promise<Uint8Array | undefined> {
    let bytes: Uint8Array | undefined;
    try {
      bytes = await this.#socket.read();
    } catch (cause) {
      await this.#explainSilence(cause);
      throw cause;
    }
    if (bytes === undefined) {
      await this.#explainSilence();
      return undefined;
    }
    this.#settled = true;
    const failure = this.#explain.firstBytes(bytes);
    if (failure !== undefined) throw new FailureError(failure);
    return bytes;
  }

  async #explainSilence(cause?: unknown): Promise<void> {
    // What we closed ourselves needs no explanation.
    if (this.#settled || this.#look.signal.aborted) return;
    this.#settled = true;
    const failure = await this.#explain.silence();
    if (failure !== undefined) throw new FailureError(failure, { cause });
  }
}
