/** The twin of the platform's sockets that plays a script, for faults that no server can be made to have. */
import { FailureError } from "@etcd-explorer/shared/model/failure";
import type { ByteSocket, Dial, Endpoint } from "#/model/transport.ts";

/** What one socket does: how its dial ends, and what then comes from it. */
export interface SocketScript {
  /** Left out: the dial succeeds. */
  readonly dial?: "refused" | "never";
  /** In order, an answer in its pieces, a break of the connection, the end of the stream, or silence; then the end. */
  readonly answers?: readonly (readonly (string | Uint8Array)[] | "break" | "end" | "hang")[];
}

/** What a test sees of a socket afterwards. */
export interface PlayedSocket {
  readonly endpoint: Endpoint;
  /** The requests as they were written. */
  readonly requests: readonly string[];
  readonly closed: boolean;
}

export interface ScriptedDial {
  readonly dial: Dial;
  /** The sockets dialled so far. */
  readonly sockets: readonly PlayedSocket[];
}

/** One that plays what its endpoint would, whichever that is: for callers whose order of dials depends on the time. */
export type EndpointScript = (endpoint: Endpoint) => SocketScript;

/** Plays the scripts in the order of the dials; a dial for which there is none is refused. */
export function scriptedDial(...scripts: readonly (SocketScript | EndpointScript)[]): ScriptedDial {
  const sockets: ScriptedSocket[] = [];
  return {
    sockets,
    dial: (endpoint) => {
      const script = scripts[sockets.length] ?? { dial: "refused" };
      const socket = new ScriptedSocket(endpoint, typeof script === "function" ? script(endpoint) : script);
      sockets.push(socket);
      return socket;
    },
  };
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

class ScriptedSocket implements ByteSocket, PlayedSocket {
  readonly endpoint: Endpoint;
  readonly opened: Promise<void>;
  readonly requests: string[] = [];
  closed = false;
  readonly #script: SocketScript;
  #pieces: (string | Uint8Array)[] = [];
  #answered = 0;

  constructor(endpoint: Endpoint, script: SocketScript) {
    this.endpoint = endpoint;
    this.#script = script;
    this.opened = openAs(script, endpoint);
    this.opened.catch(() => undefined);
  }

  write(bytes: Uint8Array): Promise<void> {
    this.requests.push(decoder.decode(bytes));
    return Promise.resolve();
  }

  async read(): Promise<Uint8Array | undefined> {
    const piece = this.#pieces.shift();
    if (piece !== undefined) return typeof piece === "string" ? encoder.encode(piece) : piece;
    const answer = this.#script.answers?.[this.#answered++] ?? "end";
    if (answer === "end") return undefined;
    if (answer === "break") throw new Error("The connection was reset");
    if (answer === "hang") return await new Promise<never>(() => undefined);
    this.#pieces = [...answer];
    return await this.read();
  }

  close(): void {
    this.closed = true;
  }
}

function openAs({ dial }: SocketScript, { host, port }: Endpoint): Promise<void> {
  if (dial === "never") return new Promise<never>(() => undefined);
  if (dial === undefined) return Promise.resolve();
  return Promise.reject(new FailureError({ kind: "unreachable", host, port, message: "refused by the script" }));
}
