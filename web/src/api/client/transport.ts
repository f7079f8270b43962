/** The browser's only way out: the worker's endpoints. Every bad answer becomes a Failure. */
import { endpoints } from "@etcd-explorer/shared/contract/endpoints";
import { failureSchema } from "@etcd-explorer/shared/contract/failure-schema";
import {
  errorResponse,
  type ConfigResponse,
  type HealthRequest,
  type HealthResponse,
  type QueryRequest,
  type QueryResponse,
} from "@etcd-explorer/shared/contract/schemas";
import { FailureError, type Failure } from "@etcd-explorer/shared/model/failure";
import { stoppableFetch } from "./stoppable-fetch.ts";

/** What one exchange with the worker cost, and how it ended. */
export interface Exchange {
  readonly sizeBytes: number;
  readonly durationMs: number;
}

export interface WorkerClient {
  config(signal?: AbortSignal): Promise<ConfigResponse>;
  health(request: HealthRequest, signal?: AbortSignal): Promise<HealthResponse & Exchange>;
  query(request: QueryRequest, signal?: AbortSignal): Promise<QueryResponse & Exchange>;
}

interface Parser<Answer> {
  safeParse(value: unknown): { success: true; data: Answer } | { success: false };
}

/** A client of the worker that `fetch` reaches; tests hand in a `fetch` of their own. */
export function createWorkerClient(fetch: typeof globalThis.fetch): WorkerClient {
  async function exchange<Answer>(
    endpoint: { readonly method: string; readonly path: string; readonly response: Parser<Answer> },
    body: unknown,
    signal: AbortSignal | undefined,
  ): Promise<Answer & Exchange> {
    const started = performance.now();
    const { status, text } = await send(endpoint, body, signal);
    const cost = { sizeBytes: text.length, durationMs: performance.now() - started };
    const json = parseJson(text);
    const error = errorResponse.safeParse(json);
    if (error.success && error.data.error !== undefined) throw new FailureError(failureIn(error.data));
    const answer = endpoint.response.safeParse(json);
    if (!answer.success) throw notOurs(status);
    return { ...answer.data, ...cost };
  }

  async function send(
    endpoint: { readonly method: string; readonly path: string },
    body: unknown,
    signal: AbortSignal | undefined,
  ): Promise<{ status: number; text: string }> {
    try {
      const init: RequestInit = {
        method: endpoint.method,
        ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { "Content-Type": "application/json" } }),
      };
      const response = await stoppableFetch(fetch, endpoint.path, init, signal);
      return { status: response.status, text: await response.text() };
    } catch (cause) {
      if (signal?.aborted === true) throw cause;
      throw new FailureError(
        { kind: "offline", message: "The explorer's own server does not answer. Is it still running?" },
        { cause },
      );
    }
  }

  return {
    config: (signal) => exchange(endpoints.config, undefined, signal),
    health: (request, signal) => exchange(endpoints.health, request, signal),
    query: (request, signal) => exchange(endpoints.query, request, signal),
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The failure in an answer that is no success: the worker's own words, or that it is not the worker's at all. */
export function failureOfResponse(status: number, text: string): FailureError {
  const error = errorResponse.safeParse(parseJson(text));
  return error.success ? new FailureError(failureIn(error.data)) : notOurs(status);
}

function failureIn(answer: { readonly error: string; readonly failure?: unknown }): Failure {
  const known = failureSchema.safeParse(answer.failure);
  return known.success ? known.data : { kind: "internal", message: answer.error };
}

function notOurs(status: number): FailureError {
  return new FailureError({
    kind: "offline",
    message: `Something other than the explorer's server answered (HTTP ${status}). Is a proxy in between?`,
  });
}
