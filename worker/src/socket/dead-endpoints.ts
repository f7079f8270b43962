/** Endpoints that could not be dialled a moment ago: so that a dead one costs one dial, not one a request. */
import type { Endpoint } from "#/transport.ts";

export interface DeadEndpointsOptions {
  /** For how long an endpoint is remembered. */
  readonly deadMs: number;
  /** How many are, the latest ones. */
  readonly capacity: number;
  /** Milliseconds of any clock. */
  readonly now?: () => number;
}

/** Memory over requests: addresses and times, nothing that belongs to one of them. */
export class DeadEndpoints {
  readonly #untilMs = new Map<string, number>();
  readonly #options: DeadEndpointsOptions;

  constructor(options: DeadEndpointsOptions) {
    this.#options = options;
  }

  /** The endpoints in the order in which to try them: the dead ones last, else as they are given. */
  order(endpoints: readonly Endpoint[]): readonly Endpoint[] {
    const dead = new Set(endpoints.filter((endpoint) => this.#isDead(endpoint)));
    return dead.size === 0 ? endpoints : [...endpoints.filter((endpoint) => !dead.has(endpoint)), ...dead];
  }

  add(endpoint: Endpoint): void {
    const key = keyOf(endpoint);
    this.#untilMs.delete(key);
    this.#untilMs.set(key, this.#now() + this.#options.deadMs);
    if (this.#untilMs.size <= this.#options.capacity) return;
    const oldest = this.#untilMs.keys().next();
    if (oldest.done !== true) this.#untilMs.delete(oldest.value);
  }

  delete(endpoint: Endpoint): void {
    this.#untilMs.delete(keyOf(endpoint));
  }

  #isDead(endpoint: Endpoint): boolean {
    const key = keyOf(endpoint);
    const untilMs = this.#untilMs.get(key);
    if (untilMs === undefined) return false;
    if (this.#now() < untilMs) return true;
    this.#untilMs.delete(key);
    return false;
  }

  #now(): number {
    return (this.#options.now ?? Date.now)();
  }
}

/** Another way to the same address may well stand: with TLS, or over another service. */
function keyOf({ host, port, tls, binding }: Endpoint): string {
  return JSON.stringify([host, port, tls, binding]);
}
