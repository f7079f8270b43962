import { encodeUtf8, keyFromText } from "@etcd-explorer/shared/model/bytes";
import { FailureError } from "@etcd-explorer/shared/model/failure";
import { expect, test } from "vitest";
import type { RequestEntry } from "#/lib/request-entry.ts";
import { createClient } from "./client.ts";
import { createEtcdCalls } from "./etcd-calls.ts";
import { askStreamed } from "./streamed-range.ts";
import { createTransport } from "./transport.ts";

const connection = { id: "etcd:2379", target: { host: "etcd", port: 2379 } };
const request = { key: keyFromText("a"), keysOnly: true };
const answer = '{"header":{"revision":"9"},"kvs":[{"key":"YQ=="},{"key":"Yg=="}],"count":"2"}';

function scripted(respond: (init: RequestInit | undefined) => Response) {
  const noted: RequestEntry[] = [];
  const asked: unknown[] = [];
  const transport = createTransport(async (url, init) => {
    asked.push(url, JSON.parse(typeof init?.body === "string" ? init.body : ""));
    return respond(init);
  });
  const client = createClient({ transport, onRequest: (entry) => noted.push(entry) }, connection);
  const etcd = createEtcdCalls(client, { askRange: askStreamed });
  return { noted, asked, range: (...args: Parameters<typeof etcd.range>) => etcd.range(...args) };
}

/** A body that comes in pieces and then ends, or breaks. */
function body(pieces: readonly string[], breaks = false): ReadableStream<Uint8Array<ArrayBuffer>> {
  const left = [...pieces];
  return new ReadableStream({
    pull(controller) {
      const piece = left.shift();
      if (piece !== undefined) controller.enqueue(encodeUtf8(piece));
      else if (breaks) controller.error(new TypeError("network error"));
      else controller.close();
    },
  });
}
const failureOf = async (promise: Promise<unknown>) => {
  const error: unknown = await promise.catch((thrown: unknown) => thrown);
  return error instanceof FailureError ? error.failure : error;
};

test("a range is read as it comes, and noted with its size and revision", async () => {
  const { range, asked, noted } = scripted(() => new Response(body([answer.slice(0, 50), answer.slice(50)])));
  const { kvs, count } = await range(request);
  expect(kvs.map(({ key }) => key)).toEqual([keyFromText("a"), keyFromText("b")]);
  expect(count).toBe("2");
  expect(asked).toMatchObject([
    "/api/etcd/stream",
    { host: "etcd", port: 2379, path: "/v3/kv/range", body: '{"key":"YQ==","keys_only":true}' },
  ]);
  expect(noted).toMatchObject([{ outcome: 200, failed: false, sizeBytes: answer.length, revision: "9" }]);
});

test("what etcd refuses, and what breaks off, fails and is noted", async () => {
  const failure = { kind: "rejected", status: 403, code: 7, message: "permission denied" };
  const refusal = JSON.stringify({ success: false, error: "no", failure });
  const refused = scripted(() => new Response(refusal, { status: 500 }));
  expect(await failureOf(refused.range(request))).toEqual(failure);
  expect(refused.noted).toMatchObject([{ outcome: 403, failed: true }]);
  const broken = scripted(() => new Response(body([answer.slice(0, 50)], true)));
  expect(await failureOf(broken.range(request))).toEqual({ kind: "truncated", at: "body", receivedBytes: 50 });
  expect(broken.noted).toMatchObject([{ outcome: "truncated", failed: true }]);
  const short = scripted(() => new Response(body([answer.slice(0, 50)])));
  expect(await failureOf(short.range(request))).toMatchObject({ kind: "truncated" });
});

test("a page of a proxy, and a server that is away, are said to be so", async () => {
  const proxy = scripted(() => new Response("<html>", { status: 502 }));
  expect(await failureOf(proxy.range(request))).toMatchObject({ kind: "offline" });
  const away = scripted(() => {
    throw new TypeError("Failed to fetch");
  });
  expect(await failureOf(away.range(request))).toMatchObject({ kind: "offline" });
});

test("what is given up stays given up, and is not noted", async () => {
  const given = scripted((init) => {
    init?.signal?.throwIfAborted();
    return new Response(body([answer]));
  });
  expect(await failureOf(given.range(request, AbortSignal.abort()))).toBeInstanceOf(DOMException);
  expect(given.noted).toEqual([]);
});
