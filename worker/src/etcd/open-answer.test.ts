import { describe, expect, test } from "vitest";
import { answerOf } from "../../test/http-text.ts";
import { get, plainTarget, post, scriptedGateway, sent } from "../../test/gateway.ts";

const ok = answerOf(200, {});
const range = post("/v3/kv/range");
const put = post("/v3/kv/put");

test("a request carries what every server needs, and its body's length", async () => {
  const gateway = scriptedGateway({ answers: [[ok]] });
  await gateway.use(plainTarget, ({ call }) => call(post("/v3/kv/range", '{"key":"w7w="}')));
  expect(gateway.script.sockets[0]?.requests).toEqual([
    [
      "POST /v3/kv/range HTTP/1.1",
      "Host: etcd:2379",
      "User-Agent: etcd-explorer",
      "Accept: application/json",
      "Accept-Encoding: identity",
      "Content-Type: application/json",
      "Content-Length: 14",
      "",
      '{"key":"w7w="}',
    ].join("\r\n"),
  ]);
});

test("the Host of an IPv6 address is in brackets and without its zone", async () => {
  const gateway = scriptedGateway({ answers: [[ok]] });
  const endpoints = [{ host: "fe80::1%eth0", port: 2379, tls: false }];
  await gateway.use({ ...plainTarget, endpoints }, ({ call }) => call(get("/version")));
  expect(gateway.script.sockets[0]?.requests[0]).toContain("\r\nHost: [fe80::1]:2379\r\n");
});

test("calls of one request share a socket while the server keeps it", async () => {
  const gateway = scriptedGateway(
    { answers: [[ok], [answerOf(200, {}, { Connection: "close" })]] },
    { answers: [[ok]] },
  );
  await gateway.use(plainTarget, async ({ call }) => {
    await call(range);
    await call(range);
    await call(range);
  });
  expect(gateway.script.sockets.map(({ requests, closed }) => [requests.length, closed])).toEqual([
    [2, true],
    [1, true],
  ]);
});

describe("a kept socket that died", () => {
  test.each(["end", "break"] as const)("(%s) is replaced once for a call that only reads", async (death) => {
    const gateway = scriptedGateway({ answers: [[ok], death] }, { answers: [[answerOf(200, { again: true })]] });
    const answer = await gateway.use(plainTarget, async ({ call }) => {
      await call(range);
      return await call(range);
    });
    expect(answer).toMatchObject({ parsed: { again: true } });
    expect(gateway.script.sockets.map(({ requests }) => requests.length)).toEqual([2, 1]);
  });

  test("is not replaced twice", async () => {
    const gateway = scriptedGateway({ answers: [[ok], "end"] }, { answers: ["end"] }, { answers: [[ok]] });
    const failure = await gateway.use(plainTarget, async ({ call }) => {
      await call(range);
      return await call(range);
    });
    expect(failure).toEqual({ kind: "truncated", at: "headers", receivedBytes: 0 });
    expect(gateway.script.sockets).toHaveLength(2);
  });

  test("is not replaced for a write, which may have been carried out", async () => {
    const gateway = scriptedGateway({ answers: [[ok], "end"] }, { answers: [[ok]] });
    const failure = await gateway.use(plainTarget, async ({ call }) => {
      await call(range);
      return await call(put);
    });
    expect(failure).toEqual({ kind: "truncated", at: "headers", receivedBytes: 0 });
    expect(sent(gateway)).toEqual(["POST /v3/kv/range", "POST /v3/kv/put"]);
  });

  test("is not replaced once an answer has begun", async () => {
    const gateway = scriptedGateway({ answers: [[ok], ["HTTP/1.1 2"]] }, { answers: [[ok]] });
    const failure = await gateway.use(plainTarget, async ({ call }) => {
      await call(range);
      return await call(range);
    });
    expect(failure).toEqual({ kind: "truncated", at: "headers", receivedBytes: 10 });
  });

  test("was never alive: a fresh one that ends at once is not tried again", async () => {
    const gateway = scriptedGateway({ answers: ["end"] }, { answers: [[ok]] });
    expect(await gateway.use(plainTarget, ({ call }) => call(range))).toMatchObject({ kind: "truncated" });
    expect(gateway.script.sockets).toHaveLength(1);
  });
});

describe("no answer is", () => {
  test.each([
    ["silence", ["hang"] as const, { kind: "timeout", phase: "headers", timeoutMs: 200 }],
    [
      "silence within the body",
      [["HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhe"], "hang"] as const,
      { kind: "timeout", phase: "body", timeoutMs: 200 },
    ],
    ["garbage", [["SSH-2.0-OpenSSH\r\n"]] as const, { kind: "malformed", message: "it does not start as HTTP/1.1" }],
    [
      "a head without end",
      [[`HTTP/1.1 200 OK\r\nX: ${"x".repeat(70_000)}`]] as const,
      { kind: "too-large", what: "headers", limitBytes: 65_536 },
    ],
    [
      "a cut chunk",
      [["HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhe"]] as const,
      { kind: "truncated", at: "chunk", receivedBytes: 52 },
    ],
    [
      "what is compressed",
      [[answerOf(200, "x", { "Content-Encoding": "gzip" })]] as const,
      { kind: "malformed", message: "its body is in gzip, which was not requested" },
    ],
  ])("%s", async (_name, answers, failure) => {
    const gateway = scriptedGateway({ answers });
    expect(await gateway.use(plainTarget, ({ call }) => call(range), 200)).toEqual(failure);
    expect(gateway.script.sockets.map(({ closed }) => closed)).toEqual([true]);
  });
});

test("after a failure the next call dials anew", async () => {
  const gateway = scriptedGateway({ answers: [["garbage"]] }, { answers: [[ok]] });
  const outcome = await gateway.use(plainTarget, async ({ call }) => {
    await call(range).catch(() => undefined);
    return (await call(range)).status;
  });
  expect(outcome).toBe(200);
});

test("a token that would break out of its header is the request's fault, and nothing is sent", async () => {
  const gateway = scriptedGateway({ answers: [[ok]] });
  const failure = await gateway.use({ ...plainTarget, token: "a\r\nX: y" }, ({ call }) => call(range));
  expect(failure).toMatchObject({ kind: "invalid", field: "token" });
  expect(sent(gateway)).toEqual([]);
});
