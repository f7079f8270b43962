/**
 * The client of one connection: a transport to the worker and a log of what was asked. The page and the Web Workers make
 * theirs alike; what etcd can be asked (`createEtcdCalls`, `createAdminCalls`, `createGatewayCalls`) goes out through it.
 */
import { endpoints } from "@etcd-explorer/shared/contract/endpoints";
import { limits } from "@etcd-explorer/shared/contract/limits";
import type {
  HealthResponse,
  QueryResponse,
  StreamRequest,
  TargetFields,
} from "@etcd-explorer/shared/contract/schemas";
import { FailureError, type Failure } from "@etcd-explorer/shared/model/failure";
import type { Revision } from "@etcd-explorer/shared/model/int64";
import { failureIn, requireOwnAnswer } from "./answer-failure.ts";
import { bodyPieces } from "./body-pieces.ts";
import { logExchange, revisionIn, type Expected, type LoggedRequest, type OnRequest } from "./exchange-log.ts";
import { anywhere, placed, type Place } from "./place.ts";
import { sightingIn, type OnSighting } from "./sighting.ts";
import type { Exchange, Transport } from "./transport.ts";

/** What a client needs of a connection; a Web Worker is handed it. Holds the password: never log it. */
export interface ClientConnection {
  readonly id: string;
  readonly target: TargetFields;
}

/** What a client is wired with. */
export interface ClientWiring {
  readonly transport: Transport;
  readonly onRequest: OnRequest;
  /** Hears which revision each answer told of, also those of a quiet client. */
  readonly onSighting?: OnSighting;
  /** Asked before each request: whether this connection may only be read for now, which the worker then holds. */
  readonly isLocked?: () => boolean;
}

export interface CallOptions {
  /** Left out: whichever endpoint of the connection answers. */
  readonly place?: Place;
  /** The worker gives etcd so long. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal | undefined;
  /** It keeps a lease alive that the page was told to keep: a lock does not let it end, and its keys with it. */
  readonly renewsLease?: boolean;
  /** The refusals that tell what was asked. They fail the call, and are not shown as failed. */
  readonly isExpected?: Expected;
  /** In bytes; left out: as much as the worker passes on at all. */
  readonly maxResponseBytes?: number | undefined;
}

/** What became of a call that reached etcd, and how long etcd took, by the worker's clock. */
export type Outcome<Answer> = { readonly latencyMs: number } & (
  | { readonly kind: "answered"; readonly answer: Answer }
  | { readonly kind: "failed"; readonly failure: Failure }
);

/** What is asked for as a stream. */
export type StreamCall = Pick<StreamRequest, "path" | "body" | "method">;

interface ReadOptions<Answer> extends CallOptions {
  readonly maxBytes: number;
  readonly revisionOf?: (answer: Answer) => Revision | undefined;
}

/** Each call fails with a `FailureError`, or as aborted where its `signal` is. */
export interface Client {
  health(signal?: AbortSignal): Promise<HealthResponse & Exchange>;
  /** Posts `body`, which is JSON text. A refusal of etcd's is an answer here; only what never reached it fails. */
  post(path: string, body: string, options?: CallOptions): Promise<QueryResponse & Exchange>;
  /** The parsed answer, or why etcd refused. */
  ask(path: string, body: unknown, options?: CallOptions): Promise<Outcome<unknown>>;
  /** The parsed answer; a refusal fails. */
  call(path: string, body: unknown, options?: CallOptions): Promise<unknown>;
  /** Opens an answer that is passed on as it comes. The log does not hear of it: it may go on for hours. */
  open(request: StreamCall, options?: CallOptions): Promise<ReadableStream<Uint8Array<ArrayBuffer>>>;
  /** Reads such an answer to its end. */
  read<Answer>(
    request: StreamCall,
    consume: (pieces: AsyncIterable<Uint8Array<ArrayBuffer>>) => Promise<Answer>,
    options: ReadOptions<Answer>,
  ): Promise<Answer>;
}

/** A client for one connection. */
export function createClient(
  { transport, onRequest, onSighting, isLocked }: ClientWiring,
  connection: ClientConnection,
): Client {
  const targetOf = ({ renewsLease = false }: CallOptions): TargetFields =>
    isLocked?.() === true && !renewsLease ? { ...connection.target, readOnly: true } : connection.target;
  const about = (path: string, place: Place, method: "POST" | "GET" = "POST"): LoggedRequest => ({
    connectionId: connection.id,
    method,
    path,
    ...(place.kind !== "any" && { oneMember: true }),
  });

  /** Passes an answer on, and tells what it says of the clock. */
  async function sighted<Answer>(
    asked: { readonly path: string; readonly body: string },
    answering: Promise<Answer>,
    parsedIn: (answer: Answer) => unknown,
  ): Promise<Answer> {
    const fromMs = Date.now();
    const answer = await answering;
    const parsed = parsedIn(answer);
    const sighting = sightingIn({ ...asked, connectionId: connection.id, parsed, fromMs, toMs: Date.now() });
    if (sighting !== undefined) onSighting?.(sighting);
    return answer;
  }

  function query(
    path: string,
    body: string,
    parsedOnly: boolean,
    options: CallOptions,
  ): Promise<QueryResponse & Exchange> {
    const { place = anywhere, timeoutMs, signal, isExpected, maxResponseBytes = limits.maxResponseBytes } = options;
    const request = {
      ...placed(targetOf(options), place),
      path,
      body,
      maxResponseBytes,
      ...(parsedOnly ? { parsedOnly } : {}),
      ...(timeoutMs === undefined ? {} : { timeout: timeoutMs }),
    };
    const answering = sighted({ path, body }, transport.query(request, signal), ({ parsed }) => parsed);
    return logExchange(about(path, place), answering, {
      onRequest,
      signal,
      isExpected,
      describe: (answer) => ({ ...answer, failure: failureIn(answer), revision: revisionIn(answer.parsed) }),
    });
  }

  async function ask(path: string, body: unknown, options: CallOptions = {}): Promise<Outcome<unknown>> {
    const answer = await query(path, JSON.stringify(body), true, options);
    const failure = failureIn(answer);
    const { latencyMs, parsed } = answer;
    if (failure !== undefined) return { kind: "failed", failure, latencyMs };
    requireOwnAnswer(path, parsed);
    return { kind: "answered", answer: parsed, latencyMs };
  }

  const open = (request: StreamCall, options: CallOptions = {}) => {
    const { place = anywhere, timeoutMs, signal } = options;
    return transport.stream(
      {
        ...placed(targetOf(options), place),
        ...(timeoutMs === undefined ? {} : { timeout: timeoutMs }),
        ...request,
      },
      signal,
    );
  };

  return {
    ask,
    open,
    health: (signal) => {
      const { path } = endpoints.health;
      const asking = transport.health(connection.target, signal);
      const answering = sighted({ path, body: "" }, asking, ({ parsed }) => parsed.status);
      return logExchange(about(path, anywhere), answering, {
        onRequest,
        signal,
        describe: (answer) => ({ ...answer, revision: revisionIn(answer.parsed.status) }),
      });
    },
    post: (path, body, options = {}) => query(path, body, false, options),
    async call(path, body, options) {
      const outcome = await ask(path, body, options);
      if (outcome.kind === "failed") throw new FailureError(outcome.failure);
      return outcome.answer;
    },
    async read(request, consume, options) {
      const started = performance.now();
      const { signal, maxBytes, revisionOf } = options;
      let sizeBytes = 0;
      const onReceived = (bytes: number) => {
        sizeBytes = bytes;
      };
      const reading = async () => consume(bodyPieces(await open(request, options), { signal, maxBytes, onReceived }));
      return logExchange(about(request.path, options.place ?? anywhere, request.method), reading(), {
        onRequest,
        signal,
        receivedBytes: () => sizeBytes,
        describe: (answer) => ({
          statusCode: 200,
          sizeBytes,
          durationMs: performance.now() - started,
          revision: revisionOf?.(answer),
        }),
      });
    },
  };
}
