/** What one call has tried: so that its failure tells of all endpoints and all the time, not of the last one's rest. */
import { FailureError, failureOf, type TriedEndpoint } from "@etcd-explorer/shared/model/failure";
import type { Endpoint } from "#/model/transport.ts";
import { keyOf } from "./endpoint-fitness.ts";

type Outcome = TriedEndpoint["outcome"];

export class Tries {
  readonly #tried = new Map<string, TriedEndpoint>();
  readonly #now: () => number;
  readonly #sinceMs: number;

  /** Begins now. */
  constructor(now: () => number = Date.now) {
    this.#now = now;
    this.#sinceMs = now();
  }

  /** An endpoint is asked: until more is known, it has not answered. */
  begin(endpoint: Endpoint): void {
    if (!this.#tried.has(keyOf(endpoint))) this.note(endpoint, "no-answer");
  }

  /** What came of an endpoint; the last word counts, except that one without a leader stays that. */
  note(endpoint: Endpoint, outcome: Outcome): void {
    const { host, port } = endpoint;
    const key = keyOf(endpoint);
    if (this.#tried.get(key)?.outcome === "no-leader") return;
    this.#tried.set(key, { host, port, outcome });
  }

  /** The same of an endpoint that has failed so. */
  noteFailure(endpoint: Endpoint, error: unknown): void {
    const failure = failureOf(error);
    const isDial = failure.kind === "unreachable" || failure.kind === "tls";
    this.note(
      endpoint,
      isDial || (failure.kind === "timeout" && failure.phase === "dial") ? "no-connection" : "no-answer",
    );
  }

  /** The failure in which the call ends, as one of everything that was tried, in at most `mostMs`. */
  explain(error: unknown, mostMs: number): unknown {
    if (!(error instanceof FailureError)) return error;
    const { failure } = error;
    const tried = [...this.#tried.values()];
    if (tried.length === 0) return error;
    if (failure.kind === "unreachable") return new FailureError({ ...failure, tried }, { cause: error });
    if (failure.kind !== "timeout") return error;
    const timeoutMs = Math.max(failure.timeoutMs, Math.min(this.#now() - this.#sinceMs, mostMs));
    return new FailureError({ ...failure, timeoutMs, tried }, { cause: error });
  }
}
