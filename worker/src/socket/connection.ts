/** Connections that are lent: dialled at their first use, closed when the use is over. */
import { FailureError } from "@etcd-explorer/shared/failure";
import type { Budget } from "#/budget.ts";
import type { ByteSocket, Connection, Dial, Endpoint, Line, Transport } from "#/transport.ts";

/** A transport over `dial`. No dial may take longer than `dialMs`, nor than the request's budget. */
export function socketTransport(dial: Dial, dialMs: number): Transport {
  return {
    async withConnection(endpoints, budget, use) {
      const connection = new LentConnection(endpoints, (endpoint) => openSocket(dial, endpoint, budget, dialMs));
      try {
        return await use(connection);
      } finally {
        connection.drop();
      }
    },
  };
}

async function openSocket(dial: Dial, endpoint: Endpoint, budget: Budget, dialMs: number): Promise<ByteSocket> {
  budget.requireTime("dial");
  const socket = dial(endpoint);
  try {
    await budget.race("dial", socket.opened, dialMs);
    return socket;
  } catch (error) {
    socket.close();
    throw error;
  }
}

class LentConnection implements Connection {
  readonly #endpoints: readonly Endpoint[];
  readonly #openSocket: (endpoint: Endpoint) => Promise<ByteSocket>;
  #line: Line | undefined;

  constructor(endpoints: readonly Endpoint[], open: (endpoint: Endpoint) => Promise<ByteSocket>) {
    this.#endpoints = endpoints;
    this.#openSocket = open;
  }

  async open(): Promise<Line> {
    this.#line ??= await this.#dialInOrder();
    return this.#line;
  }

  drop(): void {
    this.#line?.socket.close();
    this.#line = undefined;
  }

  async #dialInOrder(): Promise<Line> {
    let failure: unknown = new FailureError({ kind: "internal", message: "The connection has no endpoint" });
    for (const endpoint of this.#endpoints) {
      try {
        return { endpoint, socket: await this.#openSocket(endpoint), answered: false };
      } catch (error) {
        failure = error;
      }
    }
    throw failure;
  }
}
