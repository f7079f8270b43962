import { lentApp } from "@etcd-explorer/scripts/test/provided";
import { once } from "node:events";
/** The platform's own sockets meet servers that misbehave: what Node's twin shows must hold in workerd too. */
import type { Socket } from "node:net";
import { describe, expect, test } from "vitest";
import { unusedPort, withFaultServer } from "./fault-server.ts";
import { hostileAnswers, serveHostile } from "./hostile-answers.ts";
import { answerOf } from "./http-text.ts";
import { postTo } from "./real-app.ts";

const { origin } = lentApp();
const query = (fields: object) => postTo(origin, "/api/etcd/query", { path: "/v3/kv/range", ...fields });
const chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";

function faultOf(serve: (socket: Socket) => void, fields: object = {}) {
  return withFaultServer(
    (socket) => socket.once("data", () => serve(socket)),
    (server) => query({ ...server, ...fields }),
  );
}

/** Header lines for as long as somebody takes them. */
async function sendHeaders(socket: Socket): Promise<void> {
  socket.write("HTTP/1.1 200 OK\r\n");
  while (!socket.destroyed) {
    if (!socket.write(`X-More: ${"x".repeat(1000)}\r\n`)) {
      await Promise.race([once(socket, "drain"), once(socket, "close")]).catch(() => undefined);
    }
  }
}

/** Sends a text a byte at a time, one each `everyMs`. */
async function drip(socket: Socket, text: string, everyMs: number): Promise<void> {
  for (const character of text) {
    if (socket.destroyed) return;
    socket.write(character);
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
  socket.end();
}

describe("in workerd, a server that", () => {
  test("drips its answer is read whole where the time suffices, and given up where it does not", async () => {
    const answer = answerOf(200, { kvs: [] });
    expect(await faultOf((socket) => void drip(socket, answer, 2))).toMatchObject({
      status: 200,
      json: { success: true, parsed: { kvs: [] } },
    });
    expect(await faultOf((socket) => void drip(socket, answer, 60), { timeout: 400 })).toMatchObject({
      json: { failure: { kind: "timeout", timeoutMs: 400 } },
    });
  });

  test("says more than it announced is read as far as it announced", async () => {
    const answer = await faultOf((socket) =>
      socket.end("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}HTTP/1.1 200 OK"),
    );
    expect(answer).toMatchObject({ status: 200, json: { success: true, body: "{}" } });
  });

  test("is not there, or has no address, cannot be reached", async () => {
    const port = await unusedPort();
    expect(await query({ host: "127.0.0.1", port })).toMatchObject({
      status: 500,
      json: { failure: { kind: "unreachable", port } },
    });
    expect(await query({ host: "no-such-host.invalid" })).toMatchObject({ json: { failure: { kind: "unreachable" } } });
  });

  test.each<[string, (socket: Socket) => void, object]>([
    ["stays silent", () => undefined, { kind: "timeout", phase: "headers", timeoutMs: 300 }],
    ["stops within its body", (socket) => socket.write(`${chunked}5\r\nhe`), { kind: "timeout", phase: "body" }],
  ])("%s has its time and no more", async (_name, serve, failure) => {
    expect(await faultOf(serve, { timeout: 300 })).toMatchObject({ status: 500, json: { failure } });
  });

  test.each<[string, (socket: Socket) => void, object]>([
    [
      "lies about its length, to the long side",
      (socket) => socket.end("HTTP/1.1 200 OK\r\nContent-Length: 90\r\n\r\n{}"),
      { kind: "truncated", at: "body" },
    ],
    [
      "gives two lengths",
      (socket) => socket.end("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}"),
      { kind: "malformed" },
    ],
    ["gives a chunk no size", (socket) => socket.end(`${chunked}xyz\r\n{}\r\n0\r\n\r\n`), { kind: "malformed" }],
    ["sends headers without end", (socket) => void sendHeaders(socket), { kind: "too-large", what: "headers" }],
    ["sends garbage", (socket) => socket.write("\x00\x01garbage"), { kind: "malformed" }],
    ["closes at once", (socket) => socket.end(), { kind: "truncated", at: "headers", receivedBytes: 0 }],
    ["resets at once", (socket) => socket.resetAndDestroy(), { kind: "truncated", at: "headers", receivedBytes: 0 }],
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
  ])("%s is told so", async (_name, serve, failure) => {
    expect(await faultOf(serve)).toMatchObject({ status: 500, json: { success: false, failure } });
  });

  test("speaks no TLS is told from one that is not there", async () => {
    expect(await faultOf((socket) => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n"), { tls: true })).toMatchObject({
      status: 500,
      json: { failure: { kind: "tls" } },
    });
    expect(await query({ host: "127.0.0.1", port: await unusedPort(), tls: true })).toMatchObject({
      json: { failure: { kind: "unreachable" } },
    });
  });

  test("is named in no way that can be dialled is the request's fault", async () => {
    expect(await query({ host: "fe80::1%lo" })).toMatchObject({
      status: 400,
      json: { failure: { kind: "invalid", field: "host" } },
    });
  });

  test("never takes the whole request is heard nevertheless", async () => {
    const answer = await withFaultServer(
      (socket) => {
        socket.once("data", () => {
          socket.pause();
          socket.write(answerOf(429, { code: 8, message: "request is too large" }, { Connection: "close" }));
        });
      },
      (server) => query({ ...server, path: "/v3/kv/put", body: `{"value":"${"A".repeat(3_000_000)}"}` }),
    );
    expect(answer).toMatchObject({ status: 200, json: { statusCode: 429, failure: { code: 8 } } });
  });

  test("sends 16 MB is held whole where the request allows it, and not a byte more", async () => {
    const text = JSON.stringify("x".repeat(16 * 1024 * 1024 - 2));
    const maxResponseBytes = 16 * 1024 * 1024;
    const whole = await faultOf((socket) => socket.end(answerOf(200, text)), { maxResponseBytes });
    expect(whole).toMatchObject({ status: 200, json: { success: true } });
    expect(Object(whole.json).body).toHaveLength(maxResponseBytes);
    const more = await faultOf((socket) => socket.end(answerOf(200, `${text} `)), { maxResponseBytes });
    expect(more).toMatchObject({ json: { truncated: true, parsed: null } });
  });
});

describe("in workerd, a server that sends", () => {
  test.each(Object.keys(hostileAnswers))("%s is given up in time, and others are answered meanwhile", async (name) => {
    const others = { connection: "sample", body: '{"key":"YQ=="}' };
    const [hostile] = await withFaultServer(
      (socket) => serveHostile(name, socket),
      async (server) => {
        const asked = { ...server, timeout: 1_000, maxResponseBytes: 16 * 1024 * 1024, parsedOnly: true };
        const attacks = [1, 2, 3].map(() => query(asked));
        expect(await query(others)).toMatchObject({ json: { success: true } });
        return await Promise.all(attacks);
      },
    );
    const outcome = Object(hostile?.json);
    // Where no honest answer came of it, the reason is told.
    const kind = outcome.success === true ? "answered" : outcome.failure.kind;
    const honest = ["a string of 16 MiB", "a body that drips"];
    expect(honest.includes(name) ? ["answered", "timeout"] : ["timeout", "malformed", "too-large"]).toContain(kind);
  });
});

/** Whether the worker has taken what was begun: more than 2 MiB went out, and nothing waits. */
const hasTaken = (socket: Socket) => socket.bytesWritten > 2 * 1024 * 1024 && socket.writableLength === 0;

test("in workerd, answers that begin and then stand still keep no large one waiting", async () => {
  const mebibyte = 1024 * 1024;
  const maxResponseBytes = 16 * mebibyte;
  const honest = answerOf(200, { text: "x".repeat(12 * mebibyte) });
  const still = new Set<Socket>();
  let ended = 0;
  const [hostile, answered, endedMeanwhile] = await withFaultServer(
    (socket) => {
      serveHostile("2 MiB of 16, and then nothing", socket);
      still.add(socket);
    },
    async (server) => {
      const attacks = Array.from({ length: 12 }, async (_, index) => {
        // Longer than the honest one can take on any machine: they end when the test ends them.
        const answer = await query({ ...server, timeout: 60_000, maxResponseBytes, parsedOnly: index > 5 });
        ended++;
        return answer;
      });
      await expect.poll(() => [...still].some((socket) => hasTaken(socket))).toBe(true);
      const one = await faultOf((socket) => socket.end(honest), { maxResponseBytes, timeout: 25_000 });
      const endedBefore = ended;
      for (const socket of still) socket.destroy();
      return [await Promise.all(attacks), one, endedBefore] as const;
    },
  );
  expect(answered).toMatchObject({ status: 200, json: { success: true } });
  // They hold what has come of them for as long as they may, and it was answered meanwhile.
  expect(endedMeanwhile).toBe(0);
  for (const { json } of hostile) expect(json).toMatchObject({ failure: { kind: "truncated" } });
});

test("after all of that workerd answers on", async () => {
  expect(await query({ connection: "sample" })).toMatchObject({
    status: 200,
    json: { success: false, failure: { code: 3 } },
  });
});
