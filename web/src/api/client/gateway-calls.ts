/** etcd's gateway as it is: any path and body, answered with whatever etcd says. For the console. */
import { limits } from "@etcd-explorer/shared/contract/limits";
import type { QueryResponse } from "@etcd-explorer/shared/contract/schemas";
import { FailureError } from "@etcd-explorer/shared/model/failure";
import { readObject, type Json } from "@etcd-explorer/shared/wire/fields";
import { anywhere, placed, type Place } from "./admin-calls.ts";
import type { Connection } from "#/api/connection/connection.ts";
import { failureIn } from "./answer-failure.ts";
import type { RequestEntry } from "#/lib/request-entry.ts";
import { noteExchanges } from "./exchange-log.ts";
import { openStream } from "./body-pieces.ts";
import { requireOwnAnswer } from "./own-answer.ts";
import type { Exchange, WorkerClient } from "./transport.ts";

export interface GatewayOptions {
  readonly place?: Place;
  readonly signal?: AbortSignal | undefined;
}

export interface GatewayClient {
  /** Posts `body`, which is JSON text. A refusal of etcd's is an answer here; only what never reached it fails. */
  post(path: string, body: string, options?: GatewayOptions): Promise<QueryResponse & Exchange>;
  /** The parsed answer; a refusal fails. */
  call(path: string, body: Json, options?: GatewayOptions): Promise<Json>;
  /** Each line of a streamed answer as it comes; ends quietly when `signal` aborts. */
  stream(path: string, body: Json, signal: AbortSignal): AsyncGenerator<Json, void, undefined>;
}

interface GatewayWorld {
  readonly worker: WorkerClient;
  readonly fetch: typeof globalThis.fetch;
  readonly onRequest: (entry: RequestEntry) => void;
}

/** A client for one connection. */
export function createGatewayClient(
  { worker, fetch, onRequest }: GatewayWorld,
  connection: Pick<Connection, "id" | "target">,
): GatewayClient {
  const noted = noteExchanges(worker, connection.id, onRequest);
  const send = (path: string, body: string, { place = anywhere, signal }: GatewayOptions, lean: boolean) =>
    noted.query(
      {
        ...placed(connection.target, place),
        path,
        body,
        maxResponseBytes: limits.maxResponseBytes,
        ...(lean ? { lean } : {}),
      },
      signal,
    );
  return {
    post: (path, body, options = {}) => send(path, body, options, false),
    call: async (path, body, options = {}) => {
      const answer = await send(path, JSON.stringify(body), options, true);
      const failure = failureIn(answer);
      if (failure !== undefined) throw new FailureError(failure);
      requireOwnAnswer(path, answer.parsed);
      return readObject(answer.parsed, "the answer");
    },
    stream: async function* lines(path, body, signal) {
      try {
        const pieces = await openStream(fetch, { ...connection.target, path, body: JSON.stringify(body) }, signal);
        yield* parseLines(pieces);
      } catch (error) {
        if (!signal.aborted) throw asFailure(error);
      }
    },
  };
}

/** The browser says of a body that broke off no more than that it did. */
function asFailure(cause: unknown): FailureError {
  if (cause instanceof FailureError) return cause;
  if (cause instanceof SyntaxError)
    return new FailureError({ kind: "malformed", message: "one of its lines is not JSON" }, { cause });
  return new FailureError({ kind: "truncated", at: "before the last chunk", receivedBytes: 0 }, { cause });
}

async function* parseLines(pieces: ReadableStream<Uint8Array>): AsyncGenerator<Json, void, undefined> {
  const decoder = new TextDecoder();
  const reader = pieces.getReader();
  let text = "";
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    const lines = (text + decoder.decode(piece.value, { stream: true })).split("\n");
    text = lines.pop() ?? "";
    for (const line of lines) if (line.trim() !== "") yield readObject(JSON.parse(line), "a line of the answer");
  }
}

/** The place that a member's client URL names, as the connection lets one reach it. */
export function placeOfUrl(url: string, { ref }: Pick<Connection, "ref">): Place {
  if (ref.kind === "configured") return { kind: "endpoint", endpoint: url.replace(/\/$/, "") };
  const parsed = URL.parse(url);
  if (parsed === null || parsed.port === "") return anywhere;
  const host = parsed.hostname.replace(/^\[(.*)\]$/, "$1");
  return { kind: "host", host, port: Number(parsed.port), tls: parsed.protocol === "https:" };
}
