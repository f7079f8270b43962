/** The platform's socket as a {@link ByteSocket}. What the platform says when it fails is turned into a Failure. */
import { FailureError, type Failure } from "@etcd-explorer/shared/failure";
import type { ByteSocket, Dial, Endpoint } from "#/transport.ts";

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

/** Dials over the platform's `connect`. */
export function dialWith(connect: Connect): Dial {
  const open = ({ host, port, tls }: Endpoint): PlatformSocket => {
    const hostname = host.includes(":") ? `[${host}]` : host;
    return connect({ hostname, port }, { secureTransport: tls ? "on" : "off", allowHalfOpen: false });
  };
  return (endpoint) => {
    try {
      return new DialledSocket(open(endpoint), (cause) => dialFailure(cause, endpoint, open));
    } catch (cause) {
      const message = "is not an address that can be dialled";
      throw new FailureError({ kind: "invalid", field: "host", message }, { cause });
    }
  };
}

// Large enough that an answer of megabytes takes few reads, small enough to be had for every small one.
const readBytes = 16 * 1024;

function ignore(): void {
  // Nobody waits for this any more.
}

class DialledSocket implements ByteSocket {
  readonly opened: Promise<void>;
  readonly #socket: PlatformSocket;
  readonly #reader: ReadableStreamBYOBReader;
  readonly #writer: WritableStreamDefaultWriter<Uint8Array>;

  constructor(socket: PlatformSocket, explain: (cause: unknown) => Promise<Failure>) {
    this.#socket = socket;
    this.#reader = socket.readable.getReader({ mode: "byob" });
    this.#writer = socket.writable.getWriter();
    this.opened = openedOrFailed(socket, explain);
    // The platform rejects each of these when the connection breaks, whether or not anybody asks.
    for (const promise of [this.opened, socket.closed, this.#reader.closed, this.#writer.closed]) promise.catch(ignore);
  }

  async read(): Promise<Uint8Array | undefined> {
    const { value, done } = await this.#reader.read(new Uint8Array(readBytes));
    return done ? undefined : value;
  }

  write(bytes: Uint8Array): Promise<void> {
    return this.#writer.write(bytes);
  }

  close(): void {
    // The socket, not its streams: workerd keeps a connection whose streams were cancelled until the request is over.
    this.#socket.close().catch(ignore);
  }
}

async function openedOrFailed(socket: PlatformSocket, explain: (cause: unknown) => Promise<Failure>): Promise<void> {
  try {
    await socket.opened;
  } catch (cause) {
    throw new FailureError(await explain(cause), { cause });
  }
}

/**
 * Why a dial failed. The platform has one text for every cause, a failed handshake included; so where TLS was asked
 * for, the address is dialled once more without it and without sending anything: if that succeeds, it was TLS.
 */
async function dialFailure(
  cause: unknown,
  endpoint: Endpoint,
  open: (endpoint: Endpoint) => PlatformSocket,
): Promise<Failure> {
  const { host, port, tls } = endpoint;
  if (tls && (isAboutTls(cause) || (await opens(open({ host, port, tls: false }))))) {
    const message =
      "The TLS handshake failed: the server speaks no TLS here, or its certificate is not trusted for that name";
    return { kind: "tls", message };
  }
  const message = "the connection was refused, no such host exists, or the address may not be dialled from here";
  return { kind: "unreachable", host, port, message };
}

function isAboutTls(cause: unknown): boolean {
  return cause instanceof Error && /\b(tls|ssl|certificate|handshake)\b/i.test(cause.message);
}

async function opens(socket: PlatformSocket): Promise<boolean> {
  socket.closed.catch(ignore);
  try {
    await socket.opened;
    return true;
  } catch {
    return false;
  } finally {
    socket.close().catch(ignore);
  }
}
