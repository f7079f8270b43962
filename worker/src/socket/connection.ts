/** Connections that are lent: dialled at their first use, closed when the use is over. */
import { FailureError, failureOf } from "@etcd-explorer/shared/failure";
import type { Budget } from "#/budget.ts";
import { workerLimits } from "#/guard/limits.ts";
import type { ByteSocket, Connection, Dial, Endpoint, Line, Transport } from "#/transport.ts";
import { DeadEndpoints } from "./dead-endpoints.ts";

/**
 * A transport over `dial`, with its own memory of dead endpoints. No dial may take longer than `dialMs`, nor than the
 * request's budget; nor than `failoverDialMs`, where another endpoint can be tried instead.
 */
export function socketTransport(
  dial: Dial,
  dialMs: number,
  failoverDialMs: number = workerLimits.failoverDialMs,
): Transport {
  const dead = new DeadEndpoints({ deadMs: workerLimits.deadEndpointMs, capacity: workerLimits.deadEndpoints });
  const dialler = { dial, dialMs, failoverDialMs, dead };
  const connect: Transport["connect"] = (endpoints, budget) => new LentConnection(endpoints, budget, dialler);
  return {
    connect,
    async withConnection(endpoints, budget, use) {
      const connection = connect(endpoints, budget);
      try {
        return await use(connection);
      } finally {
        connection.drop();
      }
    },
  };
}

interface Dialler {
  readonly dial: Dial;
  readonly dialMs: number;
  readonly failoverDialMs: number;
  readonly dead: DeadEndpoints;
}

class LentConnection implements Connection {
  readonly #endpoints: readonly Endpoint[];
  readonly #budget: Budget;
  readonly #dialler: Dialler;
  #line: Line | undefined;

  constructor(endpoints: readonly Endpoint[], budget: Budget, dialler: Dialler) {
    this.#endpoints = endpoints;
    this.#budget = budget;
    this.#dialler = dialler;
  }

  async open(): Promise<Line> {
    this.#line ??= await this.#dialInOrder();
    return this.#line;
  }

  drop(): void {
    this.#line?.socket.close();
    this.#line = undefined;
  }

  /** Nothing is sent before a dial stands: going on to the next endpoint can do nothing twice. */
  async #dialInOrder(): Promise<Line> {
    const { dial, dialMs, failoverDialMs, dead } = this.#dialler;
    const order = this.#endpoints.length > 1 ? dead.order(this.#endpoints) : this.#endpoints;
    let failure: unknown = new FailureError({ kind: "internal", message: "The connection has no endpoint" });
    for (const [index, endpoint] of order.entries()) {
      const capMs = index === order.length - 1 ? dialMs : Math.min(dialMs, failoverDialMs);
      try {
        const socket = await openSocket(dial, endpoint, this.#budget, capMs);
        dead.delete(endpoint);
        return { endpoint, socket, answered: false };
      } catch (error) {
        // Where the request's own time is up, or nobody wants it any more, nothing is known of the endpoint.
        this.#budget.requireTime("dial");
        if (order.length > 1 && isOfEndpoint(error)) dead.add(endpoint);
        failure = moreTelling(failure, error);
      }
    }
    throw failure;
  }
}

async function openSocket(dial: Dial, endpoint: Endpoint, budget: Budget, capMs: number): Promise<ByteSocket> {
  budget.requireTime("dial");
  const socket = dial(endpoint);
  try {
    await budget.race("dial", socket.opened, capMs);
    return socket;
  } catch (error) {
    socket.close();
    throw error;
  }
}

function isOfEndpoint(error: unknown): boolean {
  const { kind } = failureOf(error);
  return kind === "unreachable" || kind === "timeout" || kind === "tls";
}

/** The later of two failures, unless the earlier one says more: a wrong authority is to be mended, a dead server waits. */
function moreTelling(earlier: unknown, later: unknown): unknown {
  return failureOf(earlier).kind === "tls" && failureOf(later).kind !== "tls" ? earlier : later;
}
