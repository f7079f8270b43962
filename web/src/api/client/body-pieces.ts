/** Answers that pass through the worker as they come: `/metrics`, and snapshots of any size. */
import { endpoints } from "@etcd-explorer/shared/contract/endpoints";
import { failureSchema } from "@etcd-explorer/shared/contract/failure-schema";
import { errorResponse, type StreamRequest } from "@etcd-explorer/shared/contract/schemas";
import { FailureError, type Failure } from "@etcd-explorer/shared/model/failure";
import { stoppableFetch } from "./stoppable-fetch.ts";

/**
 * Opens a stream. Fails with a `FailureError` where the worker or etcd refuses, and as aborted where `signal` is. A body
 * that breaks off fails while it is read.
 */
export async function openStream(
  fetch: typeof globalThis.fetch,
  request: StreamRequest,
  signal?: AbortSignal,
): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
  const response = await send(fetch, request, signal);
  if (response.ok && response.body !== null) return response.body;
  throw new FailureError(readFailure(await response.text(), response.status));
}

async function send(fetch: typeof globalThis.fetch, request: StreamRequest, signal?: AbortSignal): Promise<Response> {
  try {
    const { method, path } = endpoints.stream;
    const headers = { "Content-Type": "application/json" };
    return await stoppableFetch(fetch, path, { method, body: JSON.stringify(request), headers }, signal);
  } catch (cause) {
    if (signal?.aborted === true) throw cause;
    const message = "The explorer's own server does not answer. Is it still running?";
    throw new FailureError({ kind: "offline", message }, { cause });
  }
}

function readFailure(text: string, status: number): Failure {
  const parsed = errorResponse.safeParse(parseJson(text));
  const known = failureSchema.safeParse(parsed.data?.failure);
  if (known.success) return known.data;
  return { kind: "internal", message: parsed.data?.error ?? `The stream was answered with HTTP ${status}` };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
