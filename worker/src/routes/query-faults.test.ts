import type { Socket } from "node:net";
import { describe, expect, test } from "vitest";
import type { Phase } from "@etcd-explorer/shared/model/failure";
import { makeApi } from "../../test/api.ts";
import { unusedPort, withFaultServer } from "../../test/fault-server.ts";
import { answerOf } from "../../test/http-text.ts";

const api = makeApi();
const range = { path: "/v3/kv/range", body: '{"key":"Zm9v"}' };
const query = (target: object) => api.post("/api/etcd/query", { ...range, ...target });

/** What the API says when the server does `serve` once the request has come. */
function faultOf(serve: (socket: Socket) => void, timeout = 5000) {
  return withFaultServer(
    (socket) => socket.once("data", () => serve(socket)),
    async (server) => {
      const startedMs = Date.now();
      const { status, json } = await query({ ...server, timeout });
      return { status, json, tookMs: Date.now() - startedMs };
    },
  );
}

const chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";

describe("a server that", () => {
  test("is not there cannot be reached", async () => {
    const port = await unusedPort();
    expect(await query({ host: "127.0.0.1", port })).toMatchObject({
      status: 500,
      json: { success: false, failure: { kind: "unreachable", host: "127.0.0.1", port } },
    });
  });

  test("has no address cannot be reached", async () => {
    expect(await query({ host: "no-such-host.invalid" })).toMatchObject({
      status: 500,
      json: { failure: { kind: "unreachable", host: "no-such-host.invalid" } },
    });
  });

  test.each<[string, (socket: Socket) => void, Phase]>([
    ["stays silent", () => undefined, "headers"],
    ["stops within its headers", (socket) => socket.write("HTTP/1.1 200 OK\r\nX"), "headers"],
    ["stops within its body", (socket) => socket.write(`${chunked}5\r\nhe`), "body"],
  ])("%s has its time and no more", async (_name, serve, phase) => {
    const { status, json, tookMs } = await faultOf(serve, 200);
    expect(status).toBe(500);
    expect(json).toMatchObject({ success: false, failure: { kind: "timeout", phase, timeoutMs: 200 } });
    expect(tookMs).toBeLessThan(4000);
  });

  test.each<[string, (socket: Socket) => void, object]>([
    ["sends garbage", (socket) => socket.write("\x00\x01garbage"), { kind: "malformed" }],
    [
      "sends garbage for a length",
      (socket) => socket.write("HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n"),
      { kind: "malformed" },
    ],
    ["closes at once", (socket) => socket.end(), { kind: "truncated", at: "headers", receivedBytes: 0 }],
    ["resets at once", (socket) => socket.resetAndDestroy(), { kind: "truncated", at: "headers" }],
    [
      "closes within its headers",
      (socket) => socket.end("HTTP/1.1 200 OK\r\nConte"),
      { kind: "truncated", at: "headers" },
    ],
    ["closes within a chunk", (socket) => socket.end(`${chunked}5\r\nhe`), { kind: "truncated", at: "chunk" }],
    [
      "closes before its last chunk",
      (socket) => socket.end(`${chunked}2\r\n{}\r\n`),
      { kind: "truncated", at: "before the last chunk" },
    ],
    [
      "closes within a body of known length",
      (socket) => socket.end("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n{}"),
      { kind: "truncated", at: "body" },
    ],
    [
      "never ends its headers",
      (socket) => socket.write(`HTTP/1.1 200 OK\r\n${"X: y\r\n".repeat(20_000)}`),
      { kind: "malformed" },
    ],
    [
      "sends an endless header",
      (socket) => socket.write(`HTTP/1.1 200 OK\r\nX: ${"y".repeat(100_000)}`),
      { kind: "too-large" },
    ],
  ])("%s is told so, in time", async (_name, serve, failure) => {
    const { status, json, tookMs } = await faultOf(serve);
    expect(status).toBe(500);
    expect(json).toMatchObject({ success: false, error: expect.any(String), failure });
    expect(tookMs).toBeLessThan(4000);
  });

  test("refuses a large request before it has read all of it is heard", async () => {
    const answer = await withFaultServer(
      (socket) => {
        socket.once("data", () => {
          socket.pause();
          socket.write(answerOf(429, { code: 8, message: "request is too large" }, { Connection: "close" }));
        });
      },
      (server) => query({ ...server, path: "/v3/kv/put", body: `{"value":"${"A".repeat(3_000_000)}"}` }),
    );
    expect(answer).toMatchObject({ status: 200, json: { success: false, statusCode: 429, failure: { code: 8 } } });
  });
});

test("after all of that the next request is answered", async () => {
  const { status, json } = await faultOf((socket) => socket.write(answerOf(200, { count: "0" })));
  expect(status).toBe(200);
  expect(json).toMatchObject({ success: true, parsed: { count: "0" } });
});

test("an answer of 40 MB in small pieces is cut at the limit without being read to its end", async () => {
  let written = 0;
  const piece = Buffer.from(`1000\r\n${"x".repeat(4096)}\r\n`);
  const { json } = await withFaultServer(
    (socket) => {
      socket.once("data", () => {
        socket.write(chunked);
        const pump = (): void => {
          while (written < 40_000_000 && socket.writable) {
            written += piece.length;
            if (!socket.write(piece)) {
              socket.once("drain", pump);
              return;
            }
          }
        };
        pump();
      });
    },
    (server) => query({ ...server }),
  );
  expect(json).toMatchObject({ success: true, truncated: true, body: "x".repeat(512 * 1024) });
  expect(written).toBeLessThan(40_000_000);
});
