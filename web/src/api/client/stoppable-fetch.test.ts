import { requestIdHeader } from "@etcd-explorer/shared/contract/endpoints";
import { expect, test, vi } from "vitest";
import { stopOnLeaving, stoppableFetch } from "./stoppable-fetch.ts";

function recordedFetch() {
  const sent: { readonly path: unknown; readonly init: RequestInit }[] = [];
  const fetch: typeof globalThis.fetch = (path, init = {}) => {
    sent.push({ path, init });
    const { promise, resolve, reject } = Promise.withResolvers<Response>();
    if (init.signal === undefined || init.signal === null) resolve(new Response(null, { status: 204 }));
    else init.signal.addEventListener("abort", () => reject(new DOMException("aborted", "AbortError")));
    return promise;
  };
  const idOf = (at: number) => new Headers(sent[at]?.init.headers).get(requestIdHeader);
  const stops = () =>
    sent
      .filter(({ path }) => path === "/api/etcd/stop")
      .map(({ init }) => (typeof init.body === "string" ? JSON.parse(init.body) : init.body));
  return { fetch, sent, idOf, stops };
}

test("what is given up is stopped by its name, all of one signal together", async () => {
  const { fetch, idOf, stops } = recordedFetch();
  const giveUp = new AbortController();
  const both = [1, 2].map(() => stoppableFetch(fetch, "/api/etcd/query", { method: "POST" }, giveUp.signal));
  giveUp.abort();
  expect(await Promise.allSettled(both)).toMatchObject([{ status: "rejected" }, { status: "rejected" }]);
  expect(idOf(0)).toMatch(/^[0-9a-f-]{36}$/);
  await vi.waitFor(() => expect(stops()).toEqual([{ requests: [idOf(0), idOf(1)] }]));
});

test("what nobody can give up has no name", async () => {
  const { fetch, idOf } = recordedFetch();
  await stoppableFetch(fetch, "/api/config", {}, undefined);
  expect(idOf(0)).toBeNull();
});

test("leaving the page stops what waits, and nothing else", async () => {
  const { fetch, idOf, stops } = recordedFetch();
  const page = new EventTarget();
  stopOnLeaving(page, fetch);
  page.dispatchEvent(new Event("pagehide"));
  const giveUp = new AbortController();
  const waiting = stoppableFetch(fetch, "/api/etcd/query", {}, giveUp.signal);
  page.dispatchEvent(new Event("pagehide"));
  await vi.waitFor(() => expect(stops()).toEqual([{ requests: [idOf(0)] }]));
  giveUp.abort();
  await expect(waiting).rejects.toThrow("aborted");
});
