/**
 * `fetch` to the worker that stops what it gives up: the explorer's server does not notice a browser that closes its
 * connection, and would go on waiting, for a lock above all, and get it for nobody.
 */
import { endpoints, requestIdHeader } from "@etcd-explorer/shared/contract/endpoints";

type Fetch = typeof globalThis.fetch;

/** The requests that may be stopped and have no answer yet. */
const waiting = new Set<string>();
/** Those to be stopped, told together: one signal often ends many. */
const leaving = new Set<string>();
const mostIds = 100;

/** Fetches like `fetch`; when `signal` aborts before the end of the answer, the worker is told. */
export async function stoppableFetch(
  fetch: Fetch,
  path: string,
  init: RequestInit,
  signal: AbortSignal | undefined,
): Promise<Response> {
  if (signal === undefined) return await fetch(path, init);
  const id = crypto.randomUUID();
  const headers = new Headers(init.headers);
  headers.set(requestIdHeader, id);
  // Stays after the answer has begun: a stream may be silent for long. One that is over is stopped in vain.
  signal.addEventListener("abort", () => leave(fetch, [id]), { once: true });
  waiting.add(id);
  try {
    return await fetch(path, { ...init, headers, signal });
  } finally {
    waiting.delete(id);
  }
}

/** Stops everything that waits, once the page is left for good. */
export function stopOnLeaving(target: EventTarget, fetch: Fetch): void {
  target.addEventListener("pagehide", () => leave(fetch, waiting));
}

function leave(fetch: Fetch, ids: Iterable<string>): void {
  const isFirst = leaving.size === 0;
  for (const id of ids) leaving.add(id);
  if (isFirst && leaving.size > 0) queueMicrotask(() => void tell(fetch));
}

async function tell(fetch: Fetch): Promise<void> {
  const { method, path } = endpoints.stop;
  const headers = { "Content-Type": "application/json" };
  // The latest: the earlier ones of many are over by now.
  const body = JSON.stringify({ requests: [...leaving].slice(-mostIds) });
  leaving.clear();
  // `keepalive`: the page may be gone before the request is. Where it fails, the request's own deadline remains.
  await fetch(path, { method, headers, body, keepalive: true }).catch(() => undefined);
}
