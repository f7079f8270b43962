import type { Socket } from "node:net";
import { describe, expect, test } from "vitest";
import { streamStatusHeader } from "@etcd-explorer/shared/contract/schemas";
import { makeApi } from "../../test/api.ts";
import { withFaultServer } from "../../test/fault-server.ts";
import { answerOf, etcdError } from "../../test/http-text.ts";

const stream = "/api/etcd/stream";
const range = { path: "/v3/kv/range", body: '{"key":"Zm9v"}' };
const chunked = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n";

/** What `use` makes of the answer when the server does `serve` once the request has come. */
function streamFrom<T>(serve: (socket: Socket) => void, fields: object, use: (answer: Response) => Promise<T>) {
  return withFaultServer(
    (socket) => socket.once("data", () => serve(socket)),
    async (server) => use(await makeApi().open(stream, { ...server, ...fields })),
  );
}

const seen = async (answer: Response) => ({
  status: answer.status,
  headers: Object.fromEntries(answer.headers),
  text: await answer.text(),
});

describe("a streamed answer", () => {
  test("has etcd's bytes, in a type that nothing on the way holds back", async () => {
    const answer = await streamFrom(
      (socket) => socket.end(`${chunked}4\r\n{"a"\r\n6\r\n:"ü"}\r\n0\r\n\r\n`),
      range,
      seen,
    );
    expect(answer).toMatchObject({
      status: 200,
      headers: {
        "content-type": "application/x-ndjson; charset=utf-8",
        "content-encoding": "identity",
        "cache-control": "no-store",
        "x-content-type-options": "nosniff",
        [streamStatusHeader.toLowerCase()]: "200",
      },
      text: '{"a":"ü"}',
    });
  });

  test("is no page, whatever the server calls it", async () => {
    const { headers } = await streamFrom(
      (socket) => socket.end(answerOf(200, "<script>", { "Content-Type": "text/html" })),
      range,
      seen,
    );
    expect(headers["content-type"]).toBe("text/plain; charset=utf-8");
  });

  test("is got by GET where the path is one for it, and its no is an answer", async () => {
    let request = "";
    const answer = await withFaultServer(
      (socket) =>
        socket.once("data", (data) => {
          request = data.toString();
          socket.end(answerOf(503, { health: "false" }));
        }),
      async (server) => seen(await makeApi().open(stream, { ...server, path: "/health", method: "GET" })),
    );
    expect(request).toMatch(/^GET \/health HTTP\/1\.1\r\n/);
    expect(answer).toMatchObject({ status: 200, headers: { "x-etcd-status": "503" }, text: '{"health":"false"}' });
  });

  test("that etcd refuses is the usual failure", async () => {
    const { status, text } = await streamFrom(
      (socket) => socket.end(etcdError(403, 7, "etcdserver: permission denied")),
      range,
      seen,
    );
    expect(status).toBe(500);
    expect(JSON.parse(text)).toEqual({
      success: false,
      error: "etcd refused: etcdserver: permission denied (code 7)",
      failure: { kind: "rejected", status: 403, code: 7, message: "etcdserver: permission denied" },
    });
  });

  test("that breaks off makes the reading fail", async () => {
    const text = streamFrom(
      (socket) => socket.end(`${chunked}2\r\n{}\r\n`),
      range,
      async (answer) => await answer.text(),
    );
    await expect(text).rejects.toThrow("The response was cut off before its last chunk");
  });

  test("is read from etcd no faster than it is taken, and left when its reader leaves", async () => {
    let written = 0;
    let ended = false;
    const piece = Buffer.from(`1000\r\n${"x".repeat(4096)}\r\n`);
    const totalBytes = 200_000_000;
    const pump = (socket: Socket): void => {
      while (written < totalBytes && socket.writable) {
        written += piece.length;
        if (!socket.write(piece)) return void socket.once("drain", () => pump(socket));
      }
    };
    await streamFrom(
      (socket) => {
        socket.once("close", () => (ended = true));
        socket.write(chunked);
        pump(socket);
      },
      range,
      async (answer) => {
        const reader = answer.body?.getReader();
        await reader?.read();
        // Once the buffers of the way are full, nothing more goes out.
        let before = -1;
        await expect.poll(() => before === (before = written), { interval: 200 }).toBe(true);
        await reader?.cancel();
        await expect.poll(() => ended).toBe(true);
      },
    );
    expect(written).toBeLessThan(totalBytes / 4);
  });
});

describe("a stream is refused", () => {
  test.each([
    [{ path: "/metrics" }, "path"],
    [{ path: "/v3/kv/range", method: "GET" }, "path"],
    [{ path: "/health", method: "GET", body: "{}" }, "body"],
    [{ path: "/v3/kv/range", method: "DELETE" }, "method"],
    [{ path: "/v3/kv/range", timeout: 0 }, "timeout"],
  ])("where it asks for %j", async (fields, field) => {
    const { status, json } = await makeApi().post(stream, { host: "127.0.0.1", ...fields });
    expect({ status, json }).toMatchObject({
      status: 400,
      json: { success: false, failure: { kind: "invalid", field } },
    });
  });

  test("where it would write and may only read", async () => {
    const api = makeApi(undefined, { READ_ONLY: "true" });
    const { status, json } = await api.post(stream, { host: "127.0.0.1", path: "/v3/kv/put" });
    expect({ status, json }).toMatchObject({
      status: 403,
      json: { failure: { kind: "forbidden", rule: "read-only" } },
    });
  });

  test("where it may not be dialled", async () => {
    const api = makeApi(undefined, { ALLOWED_TARGETS: "etcd.internal" });
    expect(await api.post(stream, { host: "127.0.0.1", path: "/health", method: "GET" })).toMatchObject({
      status: 403,
      json: { failure: { kind: "forbidden", rule: "targets" } },
    });
  });
});
