/** The browser's only way out: the endpoints of the worker, over `fetch`. Every bad answer becomes a Failure. */
import { endpoints } from "@etcd-explorer/shared/contract/endpoints";
import type {
  ConfigResponse,
  HealthRequest,
  HealthResponse,
  QueryRequest,
  QueryResponse,
  StreamRequest,
} from "@etcd-explorer/shared/contract/schemas";
import { FailureError } from "@etcd-explorer/shared/model/failure";
import { failureOfWorker, notOurs, serverIsAway } from "./answer-failure.ts";
import { stoppableFetch } from "./stoppable-fetch.ts";

/** What one exchange with the worker cost. */
export interface Exchange {
  readonly sizeBytes: number;
  readonly durationMs: number;
}

/** Each fails with a `FailureError`, or as aborted where its `signal` is. A refusal of etcd's `query` is an answer. */
export interface Transport {
  config(signal?: AbortSignal): Promise<ConfigResponse>;
  health(request: HealthRequest, signal?: AbortSignal): Promise<HealthResponse & Exchange>;
  query(request: QueryRequest, signal?: AbortSignal): Promise<QueryResponse & Exchange>;
  /** etcd's body as it comes, of any size; where it breaks off, reading it fails. */
  stream(request: StreamRequest, signal?: AbortSignal): Promise<ReadableStream<Uint8Array<ArrayBuffer>>>;
}

interface Endpoint {
  readonly method: string;
  readonly path: string;
}

interface Parser<Answer> {
  safeParse(value: unknown): { success: true; data: Answer } | { success: false };
}

/** The transport of the worker that `fetch` reaches; tests hand in a `fetch` of their own. */
export function createTransport(fetch: typeof globalThis.fetch): Transport {
  async function exchange<Answer>(
    endpoint: Endpoint & { readonly response: Parser<Answer> },
    body: unknown,
    signal: AbortSignal | undefined,
  ): Promise<Answer & Exchange> {
    const started = performance.now();
    const { status, text } = await send(endpoint, body, signal, async (response) => ({
      status: response.status,
      text: await response.text(),
    }));
    const cost = { sizeBytes: text.length, durationMs: performance.now() - started };
    const json = parseJson(text);
    const failure = failureOfWorker(json);
    if (failure !== undefined) throw new FailureError(failure);
    const answer = endpoint.response.safeParse(json);
    if (!answer.success) throw new FailureError(notOurs(status));
    return { ...answer.data, ...cost };
  }

  async function send<Read>(
    { method, path }: Endpoint,
    body: unknown,
    signal: AbortSignal | undefined,
    read: (response: Response) => Promise<Read>,
  ): Promise<Read> {
    const init: RequestInit = {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { "Content-Type": "application/json" } }),
    };
    try {
      return await read(await stoppableFetch(fetch, path, init, signal));
    } catch (cause) {
      if (signal?.aborted === true) throw cause;
      throw serverIsAway(cause);
    }
  }

  return {
    config: (signal) => exchange(endpoints.config, undefined, signal),
    health: (request, signal) => exchange(endpoints.health, request, signal),
    query: (request, signal) => exchange(endpoints.query, request, signal),
    async stream(request, signal) {
      const response = await send(endpoints.stream, request, signal, (answer) => Promise.resolve(answer));
      if (response.status === 200) return response.body ?? new Blob().stream();
      throw new FailureError(failureOfWorker(parseJson(await response.text())) ?? notOurs(response.status));
    },
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
