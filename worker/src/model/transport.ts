/** What `socket/` gives and `etcd/` takes: connections that carry bytes, and nothing of how they are made. */
import type { Budget } from "#/limits/budget.ts";

/** An address that can be dialled. */
export interface Endpoint {
  /** A name or an IP address, an IPv6 one without brackets. */
  readonly host: string;
  readonly port: number;
  readonly tls: boolean;
  /** The name that the server's certificate must have, where it is not `host`. */
  readonly serverName?: string;
  /** Whether a client certificate is shown where the server wants one. */
  readonly clientCertificate?: boolean;
  /** The service of the app's environment that reaches this address, and adds TLS by itself. Only with `tls`. */
  readonly binding?: string;
}

/** A socket that is being dialled, or is open. */
export interface ByteSocket {
  /** Settles when the connection stands, or with a {@link FailureError}; it may never settle. */
  readonly opened: Promise<void>;
  /** The next bytes, never empty, to be used only until the next are asked for; undefined at the end of the stream. */
  read(): Promise<Uint8Array | undefined>;
  /** Settles when the platform has taken the bytes. */
  write(bytes: Uint8Array): Promise<void>;
  /** Ends both directions now. May be called at any time and again; never throws. */
  close(): void;
}

/** A body on its way to the reader of one of our answers. */
export interface BodyPipe {
  readonly readable: ReadableStream<Uint8Array>;
  /** A write settles once the bytes are taken and nobody looks at them any more, and fails where the reader has left. */
  readonly writable: WritableStream<Uint8Array>;
}

/** A WebSocket that a client has opened to us. */
export interface MessageSocket {
  /** What was sent and has not left yet. */
  readonly bufferedBytes: number;
  /** Sends a text; where the socket is closed, nothing happens. */
  send(text: string): void;
  close(code: number, reason: string): void;
}

/** What is told of a {@link MessageSocket}. */
export interface MessageListener {
  /** A message; undefined where it is no text. */
  receive(text: string | undefined): void;
  /** The client has left. May be told more than once. */
  closed(): void;
}

/** Takes a request for a WebSocket: hands the socket to `listen` and gives the answer that opens it. */
export type Upgrade = (listen: (socket: MessageSocket) => MessageListener) => Response;

/** Begins to dial. Throws a {@link FailureError} only where the address cannot be dialled at all. */
export type Dial = (endpoint: Endpoint) => ByteSocket;

/** An open socket and what it has carried. */
export interface Line {
  readonly endpoint: Endpoint;
  readonly socket: ByteSocket;
  /** Whether an answer has come over it before: since then, it may have died unnoticed. */
  answered: boolean;
  /** Whether the server has closed it after an answer. */
  isClosed?: boolean;
}

export interface Transport {
  /** A line to the endpoint; fails where none comes to stand within `budget`, and then leaves nothing open. */
  open(endpoint: Endpoint, budget: Budget): Promise<Line>;
}
