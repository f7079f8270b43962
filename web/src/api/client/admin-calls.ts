/** The cluster as the screens speak to it: statuses, members, users, at whichever member or at one. */
import type { AdminRequest } from "@etcd-explorer/shared/model/admin-request";
import { limits } from "@etcd-explorer/shared/contract/limits";
import type { QueryRequest, StreamRequest, TargetFields } from "@etcd-explorer/shared/contract/schemas";
import { FailureError, failureOf, type Failure } from "@etcd-explorer/shared/model/failure";
import { adminPaths, encodeAdminRequest } from "@etcd-explorer/shared/wire/admin";
import { decodeAdminAnswer, type AdminAnswers } from "@etcd-explorer/shared/wire/admin-answers";
import { failureIn } from "./answer-failure.ts";
import type { RequestEntry } from "#/lib/request-entry.ts";
import { noteExchanges, type Expected } from "./exchange-log.ts";
import { requireOwnAnswer } from "./own-answer.ts";
import { openStream } from "./body-pieces.ts";
import type { WorkerClient } from "./transport.ts";

/** Where a request goes. */
export type Place =
  /** Whichever endpoint of the connection answers. */
  | { readonly kind: "any" }
  /** One endpoint of a configured connection, by its place or address. */
  | { readonly kind: "endpoint"; readonly endpoint: string | number }
  /** A free host. */
  | { readonly kind: "host"; readonly host: string; readonly port: number; readonly tls: boolean };

export const anywhere: Place = { kind: "any" };

export interface AdminOptions {
  readonly place?: Place;
  /** The worker gives etcd so long. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal | undefined;
  /** The refusals that tell what was asked. They fail the call, and are not shown as failed. */
  readonly isExpected?: Expected;
}

export interface AdminClient {
  call<Request extends AdminRequest>(request: Request, options?: AdminOptions): Promise<AdminAnswers[Request["kind"]]>;
  /** The same with the time that the worker measured, which a refusal has as well. */
  timed<Request extends AdminRequest>(request: Request, options?: AdminOptions): Promise<Timed<Request>>;
  /** The text of a member's `/metrics`. */
  metrics(options?: AdminOptions): Promise<string>;
  /** A member's snapshot as JSON lines. */
  snapshot(options?: AdminOptions): Promise<ReadableStream<Uint8Array<ArrayBuffer>>>;
}

export type Timed<Request extends AdminRequest> = { readonly latencyMs: number } & (
  | { readonly kind: "answered"; readonly answer: AdminAnswers[Request["kind"]] }
  | { readonly kind: "failed"; readonly failure: Failure }
);

interface ClientWorld {
  readonly worker: WorkerClient;
  readonly fetch: typeof globalThis.fetch;
  readonly onRequest: (entry: RequestEntry) => void;
}

/** A text of metrics is some hundred kilobytes; what is much more is something else. */
const metricsBytes = 8 * 1024 * 1024;

/** A client for one connection. */
export function createAdminClient(
  { worker, fetch, onRequest }: ClientWorld,
  connection: { readonly id: string; readonly target: TargetFields },
): AdminClient {
  const noteOne = (entry: RequestEntry) => onRequest({ ...entry, oneMember: true });

  async function timed<Request extends AdminRequest>(
    request: Request,
    { place = anywhere, timeoutMs, signal, isExpected }: AdminOptions = {},
  ): Promise<Timed<Request>> {
    const kind: Request["kind"] = request.kind;
    const query: QueryRequest = {
      ...placed(connection.target, place),
      path: adminPaths[request.kind],
      body: JSON.stringify(encodeAdminRequest(request)),
      maxResponseBytes: limits.maxResponseBytes,
      ...(timeoutMs === undefined ? {} : { timeout: timeoutMs }),
    };
    const note = place.kind === "any" ? onRequest : noteOne;
    const answer = await noteExchanges(worker, connection.id, note, isExpected).query(query, signal);
    const failure = failureIn(answer);
    const { latencyMs } = answer;
    if (failure !== undefined) return { kind: "failed", failure, latencyMs };
    requireOwnAnswer(query.path, answer.parsed);
    return { kind: "answered", answer: decodeAdminAnswer(kind, answer.parsed), latencyMs };
  }

  const open = (fields: Pick<StreamRequest, "path" | "method">, options: AdminOptions = {}) =>
    openStream(
      fetch,
      {
        ...placed(connection.target, options.place ?? anywhere),
        ...fields,
        ...(options.timeoutMs === undefined ? {} : { timeout: options.timeoutMs }),
      },
      options.signal,
    );

  return {
    timed,
    async call(request, options) {
      const told = await timed(request, options);
      if (told.kind === "failed") throw new FailureError(told.failure);
      return told.answer;
    },
    async metrics(options) {
      const started = performance.now();
      const entry = { connectionId: connection.id, method: "GET", path: "/metrics", oneMember: true } as const;
      try {
        const text = await readText(await open({ path: "/metrics", method: "GET" }, options), metricsBytes);
        const durationMs = performance.now() - started;
        onRequest({ ...entry, outcome: 200, failed: false, durationMs, sizeBytes: text.length });
        return text;
      } catch (error) {
        if (options?.signal?.aborted === true) throw error;
        const durationMs = performance.now() - started;
        onRequest({ ...entry, outcome: failureOf(error).kind, failed: true, durationMs, sizeBytes: 0 });
        throw error;
      }
    },
    snapshot: (options) => open({ path: "/v3/maintenance/snapshot" }, options),
  };
}

/** The target of a request at one place. */
export function placed(target: TargetFields, place: Place): TargetFields & { endpoint?: string | number } {
  switch (place.kind) {
    case "any":
      return target;
    case "endpoint":
      return { ...target, endpoint: place.endpoint };
    case "host": {
      const { tls: _, ...rest } = target;
      return { ...rest, host: place.host, port: place.port, ...(place.tls ? { tls: true } : {}) };
    }
    default:
      return place satisfies never;
  }
}

async function readText(body: ReadableStream<Uint8Array>, maxBytes: number): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  let size = 0;
  for await (const piece of body) {
    size += piece.length;
    if (size > maxBytes) throw new FailureError({ kind: "too-large", what: "body", limitBytes: maxBytes });
    text += decoder.decode(piece, { stream: true });
  }
  return text + decoder.decode();
}
