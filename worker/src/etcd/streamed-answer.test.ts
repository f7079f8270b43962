import { describe, expect, test } from "vitest";
import { failureOf } from "@etcd-explorer/shared/model/failure";
import { nodePipe } from "#/socket/node-pipe.ts";
import { answerOf, etcdError } from "../../test/http-text.ts";
import { plainTarget, scriptedGateway, sent, type ScriptedGateway } from "../../test/gateway.ts";
import { openStream, type StreamRequest } from "./streamed-answer.ts";
import type { Target } from "#/model/target.ts";

const chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
const range: StreamRequest = { method: "POST", path: "/v3/kv/range", body: "{}" };
const times = { timeoutMs: 5000, idleMs: 5000 };
const present = new AbortController().signal;

function open(gateway: ScriptedGateway, options: { target?: Target; signal?: AbortSignal; idleMs?: number } = {}) {
  const { target = plainTarget, signal = present, idleMs = times.idleMs } = options;
  return openStream(gateway.resources, target, range, { ...times, idleMs }, { signal });
}

const closed = ({ script }: ScriptedGateway): readonly boolean[] => script.sockets.map((socket) => socket.closed);

async function readAll(gateway: ScriptedGateway): Promise<string> {
  return await new Response((await open(gateway)).toReadable(nodePipe)).text();
}

describe("a streamed answer", () => {
  test("is the same whatever the pieces it came in, its memory given back in between", async () => {
    const wire = `${chunked}3\r\none\r\n10\r\n, two and a half\r\n5\r\n, end\r\n0\r\nGrpc-Trailer-X: y\r\n\r\n`;
    for (let size = 1; size < wire.length; size++) {
      const bytes = new TextEncoder().encode(wire);
      const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) =>
        bytes.slice(at * size, (at + 1) * size),
      );
      const gateway = scriptedGateway({ answers: [pieces] });
      expect(await readAll(gateway)).toBe("one, two and a half, end");
      expect(closed(gateway)).toEqual([true]);
    }
  });

  test.each<[string, readonly string[], object]>([
    ["within a chunk", [`${chunked}5\r\nhe`], { kind: "truncated", at: "chunk" }],
    ["before the last chunk", [`${chunked}2\r\nhe\r\n`], { kind: "truncated", at: "before the last chunk" }],
    ["of what is no chunk", [`${chunked}2\r\nhe\r\nzz\r\n`], { kind: "malformed" }],
  ])("that breaks off %s never ends like a whole one", async (_name, pieces, failure) => {
    const gateway = scriptedGateway({ answers: [pieces] });
    await expect(readAll(gateway).catch(failureOf)).resolves.toMatchObject(failure);
    expect(closed(gateway)).toEqual([true]);
  });

  test("that pauses for too long fails, and its socket is closed", async () => {
    const gateway = scriptedGateway({ answers: [[`${chunked}2\r\nhe\r\n`], "hang"] });
    const answer = await open(gateway, { idleMs: 50 });
    expect(await answer.read()).toHaveLength(2);
    await expect(answer.read()).rejects.toMatchObject({ failure: { kind: "timeout", phase: "body", timeoutMs: 50 } });
    expect(closed(gateway)).toEqual([true]);
  });

  test("is made as the target's user, over the socket of the login", async () => {
    const login = answerOf(200, { token: "abc.1" });
    const refused = etcdError(401, 16, "etcdserver: invalid auth token");
    const gateway = scriptedGateway({ answers: [[login], [refused], [login], [answerOf(200, "all")]] });
    const answer = await open(gateway, { target: { ...plainTarget, credentials: { username: "u", password: "p" } } });
    expect(new TextDecoder().decode(await answer.read())).toBe("all");
    expect(sent(gateway)).toEqual([
      "POST /v3/auth/authenticate",
      "POST /v3/kv/range as abc.1",
      "POST /v3/auth/authenticate",
      "POST /v3/kv/range as abc.1",
    ]);
  });

  test("that etcd refuses is that refusal", async () => {
    const gateway = scriptedGateway({ answers: [[etcdError(403, 7, "etcdserver: permission denied")]] });
    await expect(open(gateway).catch(failureOf)).resolves.toEqual({
      kind: "rejected",
      status: 403,
      code: 7,
      message: "etcdserver: permission denied",
    });
    expect(closed(gateway)).toEqual([true]);
  });

  test("that leads elsewhere is none of etcd's", async () => {
    const gateway = scriptedGateway({ answers: [[answerOf(302, "", { Location: "http://elsewhere/" })]] });
    await expect(open(gateway).catch(failureOf)).resolves.toMatchObject({ kind: "malformed" });
  });
});

describe("a reader that leaves", () => {
  test("before the dial is done ends the dial", async () => {
    const gateway = scriptedGateway({ dial: "never" });
    const reader = new AbortController();
    const opening = open(gateway, { signal: reader.signal }).catch(failureOf);
    reader.abort();
    expect(await opening).toMatchObject({ kind: "offline" });
    expect(closed(gateway)).toEqual([true]);
  });

  test("before etcd has answered closes the socket", async () => {
    const gateway = scriptedGateway({ answers: ["hang"] });
    const reader = new AbortController();
    const opening = open(gateway, { signal: reader.signal }).catch(failureOf);
    await expect.poll(() => sent(gateway)).toHaveLength(1);
    reader.abort();
    expect(await opening).toMatchObject({ kind: "offline" });
    expect(closed(gateway)).toEqual([true]);
  });

  test("before anything began dials nothing", async () => {
    const gateway = scriptedGateway({ answers: ["hang"] });
    await expect(open(gateway, { signal: AbortSignal.abort() }).catch(failureOf)).resolves.toMatchObject({
      kind: "offline",
    });
    expect(gateway.script.sockets).toHaveLength(0);
  });

  test("within the body closes the socket", async () => {
    const gateway = scriptedGateway({ answers: [[`${chunked}2\r\nhe\r\n`], "hang"] });
    const reader = new AbortController();
    const answer = await open(gateway, { signal: reader.signal });
    reader.abort();
    expect(closed(gateway)).toEqual([true]);
    answer.close();
  });

  test("by cancelling the stream closes the socket at the next piece", async () => {
    const gateway = scriptedGateway({
      answers: [[chunked, ...Array.from({ length: 9 }, () => "2\r\nhe\r\n")], "hang"],
    });
    const reader = (await open(gateway)).toReadable(nodePipe).getReader();
    await reader.read();
    await reader.cancel();
    await expect.poll(() => closed(gateway)).toEqual([true]);
  });
});
