/** Looks at how a server answers TLS's first message, without getting as far as keys: nothing secret is sent. */
import { FailureError } from "@etcd-explorer/shared/model/failure";
import { withBudget, type Budget } from "#/limits/budget.ts";
import type { ByteSocket } from "#/model/transport.ts";
import { encodeClientHello, randomBytes } from "./client-hello.ts";
import { HandshakeReader } from "./handshake-reader.ts";
import type { Sighting } from "./verdict.ts";

export interface ProbeOptions {
  /** The server's name, for SNI. */
  readonly name: string;
  /** For the dial and for the answer together. */
  readonly timeoutMs: number;
  /** Ends the probe early; its outcome then is of no interest. */
  readonly signal: AbortSignal;
}

/**
 * Connects once, by `open` and without TLS, sends a ClientHello and reads the server's first flight.
 * Undefined where no connection comes to stand. Never fails.
 */
export async function probeTls(open: () => ByteSocket, options: ProbeOptions): Promise<Sighting | undefined> {
  if (options.signal.aborted) return undefined;
  let socket: ByteSocket;
  try {
    socket = open();
  } catch {
    return undefined;
  }
  const close = (): void => socket.close();
  options.signal.addEventListener("abort", close, { once: true });
  try {
    return await withBudget(options.timeoutMs, (budget) => look(socket, budget, options));
  } finally {
    options.signal.removeEventListener("abort", close);
    close();
  }
}

async function look(socket: ByteSocket, budget: Budget, { name }: ProbeOptions): Promise<Sighting | undefined> {
  try {
    await budget.race("dial", socket.opened);
  } catch {
    return undefined;
  }
  const reader = new HandshakeReader();
  // Not awaited: that it could not be sent is told by the answer's absence.
  socket.write(encodeClientHello(name, crypto.getRandomValues(new Uint8Array(randomBytes)))).catch(() => undefined);
  try {
    for (;;) {
      const bytes = await budget.race("headers", socket.read());
      if (bytes === undefined) return reader.finish();
      reader.push(bytes);
      const step = reader.step();
      if (step.kind !== "need-more") return step;
    }
  } catch (error) {
    const isLate = error instanceof FailureError && error.failure.kind === "timeout";
    return isLate ? { kind: "silent" } : reader.finish();
  }
}
