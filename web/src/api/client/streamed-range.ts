/** Ranges of any size, parsed while they come: the answer passes through the worker's `stream`, never whole. */
import { endpoints } from "@etcd-explorer/shared/contract/endpoints";
import type { TargetFields } from "@etcd-explorer/shared/contract/schemas";
import { FailureError, failureOf } from "@etcd-explorer/shared/model/failure";
import type { KeyValue } from "@etcd-explorer/shared/model/key-value";
import { RangeParser } from "@etcd-explorer/shared/read/scan/range-parser";
import type { RangeRequest, RangeResponse } from "@etcd-explorer/shared/model/txn";
import { encodeRangeRequest } from "@etcd-explorer/shared/wire/requests";
import type { RequestEntry } from "#/lib/request-entry.ts";
import { stoppableFetch } from "./stoppable-fetch.ts";
import { failureOfResponse } from "./transport.ts";

/** etcd builds a page before it sends its first byte. */
const timeoutMs = 60_000;
/** One answer of more is asked for again in smaller pages. */
const maxBytes = 96 * 1024 * 1024;
const path = "/v3/kv/range";

interface StreamedConnection {
  readonly id: string;
  readonly target: TargetFields;
}

/**
 * Reads one range. Fails with a `FailureError`, or as aborted where `signal` is. `onRequest` hears of it when it has
 * ended, well or badly.
 */
export type StreamedRange = (request: RangeRequest, signal?: AbortSignal) => Promise<RangeResponse>;

/** A reader of ranges for one connection. */
export function createStreamedRange(
  fetch: typeof globalThis.fetch,
  { id, target }: StreamedConnection,
  onRequest: (entry: RequestEntry) => void,
): StreamedRange {
  return async (request, signal) => {
    const started = performance.now();
    const body = JSON.stringify({
      ...target,
      timeout: timeoutMs,
      path,
      body: JSON.stringify(encodeRangeRequest(request)),
    });
    const received = { bytes: 0 };
    const tell = (outcome: number | string, answer?: RangeResponse): void => {
      const durationMs = performance.now() - started;
      const failed = answer === undefined;
      const revision = answer?.header?.revision;
      const entry = { connectionId: id, method: "POST", path, outcome, failed, durationMs } as const;
      onRequest({ ...entry, sizeBytes: received.bytes, ...(revision === undefined ? {} : { revision }) });
    };
    try {
      const answer = await readAnswer(await open(fetch, body, signal), received, signal);
      tell(200, answer);
      return answer;
    } catch (error) {
      if (signal?.aborted === true) throw error;
      const failure = failureOf(error);
      tell(failure.kind === "rejected" ? failure.status : failure.kind);
      throw error;
    }
  };
}

async function open(fetch: typeof globalThis.fetch, body: string, signal: AbortSignal | undefined): Promise<Response> {
  const { method, path: address } = endpoints.stream;
  let response: Response;
  try {
    const headers = { "Content-Type": "application/json" };
    response = await stoppableFetch(fetch, address, { method, body, headers }, signal);
  } catch (cause) {
    if (signal?.aborted === true) throw cause;
    const message = "The explorer's own server does not answer. Is it still running?";
    throw new FailureError({ kind: "offline", message }, { cause });
  }
  if (response.status !== 200) throw failureOfResponse(response.status, await response.text());
  return response;
}

async function readAnswer(
  response: Response,
  received: { bytes: number },
  signal: AbortSignal | undefined,
): Promise<RangeResponse> {
  const kvs: KeyValue[] = [];
  const parser = new RangeParser((kv) => kvs.push(kv));
  const reader = response.body?.getReader();
  for (;;) {
    const piece = await readPiece(reader, received, signal);
    if (piece === undefined) return { ...parser.end(), kvs };
    received.bytes += piece.length;
    if (received.bytes > maxBytes) {
      await reader?.cancel();
      throw new FailureError({ kind: "too-large", what: "body", limitBytes: maxBytes });
    }
    parser.push(piece);
  }
}

/** The next piece; undefined at the end. A body that breaks off fails as `truncated`. */
async function readPiece(
  reader: ReadableStreamDefaultReader<Uint8Array> | undefined,
  received: { readonly bytes: number },
  signal: AbortSignal | undefined,
): Promise<Uint8Array | undefined> {
  try {
    return (await reader?.read())?.value;
  } catch (cause) {
    if (signal?.aborted === true) throw cause;
    throw new FailureError({ kind: "truncated", at: "body", receivedBytes: received.bytes }, { cause });
  }
}
