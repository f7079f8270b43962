/** The platform's socket as a {@link ByteSocket}. */
import { FailureError } from "@etcd-explorer/shared/model/failure";
import type { ByteSocket, Dial, Endpoint } from "#/model/transport.ts";
import { explainer } from "./explain.ts";
import { ExplainedSocket } from "./explained-socket.ts";

/** What is used of the platform's socket. */
export interface PlatformSocket {
  readonly opened: Promise<unknown>;
  readonly closed: Promise<unknown>;
  readonly readable: ReadableStream<Uint8Array>;
  readonly writable: WritableStream<Uint8Array>;
  close(): Promise<void>;
}

/** The platform's `connect`. It throws where the address is none, and tells every other trouble by `opened`. */
export type Connect = (
  address: { hostname: string; port: number },
  options: { secureTransport: "on" | "off"; allowHalfOpen: boolean },
) => PlatformSocket;

/**
 * Dials over the platform's `connect`. What the platform says when it fails is turned into a Failure, for which the
 * server's address may be dialled once more, over `connectPlain`: give another one where `connect` adds TLS by itself.
 */
export function dialWith(connect: Connect, connectPlain: Connect = connect): Dial {
  return (endpoint) => {
    const look = new AbortController();
    const explain = explainer(endpoint, (address) => new DialledSocket(open(connectPlain, address)), look.signal);
    try {
      return new ExplainedSocket(new DialledSocket(open(connect, endpoint)), explain, look);
    } catch (cause) {
      const message = "is not a valid address";
      throw new FailureError({ kind: "invalid", field: "host", message }, { cause });
    }
  };
}

function open(connect: Connect, { host, port, tls }: Endpoint): PlatformSocket {
  const hostname = host.includes(":") ? `[${host}]` : host;
  return connect({ hostname, port }, { secureTransport: tls ? "on" : "off", allowHalfOpen: false });
}

// What a read may take at first, small enough to be had for every small answer; and what it grows to while reads come
// back full, so that an answer of megabytes takes few of them.
const firstReadBytes = 16 * 1024;
const largestReadBytes = 256 * 1024;

function ignore(): void {
  // Nobody waits for this any more.
}

class DialledSocket implements ByteSocket {
  /** The memory of the read before, which is used again: a server that sends a byte at a time costs one buffer. */
  #room = new ArrayBuffer(firstReadBytes);
  #isReading = false;
  /** The memory of the last read, where the next one takes more. */
  #outgrown: ArrayBuffer | undefined;
  readonly opened: Promise<void>;
  readonly #socket: PlatformSocket;
  readonly #reader: ReadableStreamBYOBReader;
  readonly #writer: WritableStreamDefaultWriter<Uint8Array>;

  constructor(socket: PlatformSocket) {
    this.#socket = socket;
    this.#reader = socket.readable.getReader({ mode: "byob" });
    this.#writer = socket.writable.getWriter();
    this.opened = socket.opened.then(ignore);
    // The platform rejects each of these when the connection breaks, whether or not anybody asks.
    for (const promise of [this.opened, socket.closed, this.#reader.closed, this.#writer.closed]) promise.catch(ignore);
  }

  async read(): Promise<Uint8Array | undefined> {
    this.#giveBack(this.#outgrown);
    this.#isReading = true;
    const { value, done } = await this.#reader.read(new Uint8Array(this.#room));
    this.#isReading = false;
    if (done) return undefined;
    const { length, buffer } = value;
    const grows = length === buffer.byteLength && length < largestReadBytes;
    this.#outgrown = grows ? buffer : undefined;
    this.#room = grows ? new ArrayBuffer(2 * length) : buffer;
    return value;
  }

  /** At once: the garbage collector does not see how much hangs on what it has not collected yet. */
  #giveBack(room: ArrayBuffer | undefined): void {
    if (room !== undefined && !room.detached) room.transfer(0);
  }

  write(bytes: Uint8Array): Promise<void> {
    return this.#writer.write(bytes);
  }

  close(): void {
    this.#giveBack(this.#outgrown);
    if (!this.#isReading) this.#giveBack(this.#room);
    // The socket, not its streams: workerd keeps a connection whose streams were cancelled until the request is over.
    this.#socket.close().catch(ignore);
  }
}
