import { describe, expect, test } from "vitest";
import { answerOf } from "../../test/http-text.ts";
import { plainTarget, post, scriptedGateway } from "../../test/gateway.ts";
import type { SocketScript } from "#/socket/scripted-dial.ts";

function collect(maxBytes: number, ...answer: readonly (string | Uint8Array)[]) {
  const answers: SocketScript["answers"] = [answer, [answerOf(200, { next: true })]];
  const gateway = scriptedGateway({ answers }, { answers: [[answerOf(200, { next: true })]] });
  const outcome = gateway.use(plainTarget, async ({ call }) => {
    const first = await call({ ...post("/v3/kv/range"), maxBytes });
    await call(post("/v3/kv/range"));
    return { text: first.text, parsed: first.parsed, truncated: first.truncated };
  });
  return outcome.then((value) => ({ value, dials: gateway.script.sockets.length }));
}

const chunked = (...pieces: readonly Uint8Array[]): Uint8Array =>
  Buffer.concat([
    Buffer.from("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"),
    ...pieces.flatMap((piece) => [Buffer.from(`${piece.length.toString(16)}\r\n`), piece, Buffer.from("\r\n")]),
    Buffer.from("0\r\n\r\n"),
  ]);

describe("an answer", () => {
  test("of exactly the limit is whole, and its socket goes on", async () => {
    const { value, dials } = await collect(9, answerOf(200, '{"a":"b"}'));
    expect(value).toEqual({ text: '{"a":"b"}', parsed: { a: "b" }, truncated: false });
    expect(dials).toBe(1);
  });

  test("beyond the limit is cut and no JSON any more, and its socket is given up", async () => {
    const { value, dials } = await collect(8, answerOf(200, '{"a":"b"}'));
    expect(value).toEqual({ text: '{"a":"b"', parsed: null, truncated: true });
    expect(dials).toBe(2);
  });

  test("whose beginning is valid JSON is none when it is cut", async () => {
    const { value } = await collect(2, answerOf(200, "12345"));
    expect(value).toEqual({ text: "12", parsed: null, truncated: true });
  });

  test.each([
    [3, '"a'],
    [4, '"aé'],
    [6, '"aé'],
    [7, '"aé€'],
  ])("cut at %d bytes ends with a whole character", async (maxBytes, text) => {
    const { value } = await collect(maxBytes, answerOf(200, '"aé€"'));
    expect(value).toEqual({ text, parsed: null, truncated: true });
  });

  test("whose characters lie across chunks and pieces is decoded as one", async () => {
    const body = Buffer.from('{"a":"grüße 😀"}');
    const framed = chunked(...Array.from(body, (byte) => Uint8Array.of(byte)));
    const { value } = await collect(1000, ...Array.from(framed, (byte) => Uint8Array.of(byte)));
    expect(value).toEqual({ text: '{"a":"grüße 😀"}', parsed: { a: "grüße 😀" }, truncated: false });
  });

  test("that is not JSON is kept as it is", async () => {
    const { value } = await collect(1000, answerOf(200, "Not Found\n"));
    expect(value).toEqual({ text: "Not Found\n", parsed: null, truncated: false });
  });

  test("without body is empty", async () => {
    const { value } = await collect(1000, answerOf(200, ""));
    expect(value).toEqual({ text: "", parsed: null, truncated: false });
  });
});

test("what a server says that wanted TLS is a failure of TLS", async () => {
  const { value } = await collect(
    1000,
    "HTTP/1.0 400 Bad Request\r\n\r\nClient sent an HTTP request to an HTTPS server.\n",
  );
  expect(value).toMatchObject({ kind: "tls" });
});

/** What a success has that is wanted as it came: the body to the byte, or its text. */
async function collectRaw(status: number, body: string | Uint8Array) {
  const framed = chunked(typeof body === "string" ? Buffer.from(body) : body);
  const head = Buffer.from(framed).toString("latin1").replace("200 OK", `${status} OK`);
  const gateway = scriptedGateway({ answers: [[Buffer.from(head, "latin1")]] });
  return await gateway.use(plainTarget, async ({ call }) => {
    const answer = await call({ ...post("/v3/kv/range"), maxBytes: 1000, raw: true });
    return [answer.raw === undefined ? undefined : Buffer.concat([...answer.raw.blocks()]).toString(), answer.text];
  });
}

describe("a success that is wanted as it came", () => {
  test.each(['{"a": 1, "a": 1e999}', '{"a":"grüße 😀"}', " [] ", '"null"', "12345678901234567890"])(
    "is %s to the byte, where that is JSON",
    async (body) => {
      expect(await collectRaw(200, body)).toEqual([body, ""]);
    },
  );

  test.each(["{", "", "null", "\ufeff{}", "Not Found\n", `{"a":"${"x".repeat(2000)}"}`])(
    "is text where it is %j: no JSON, none that says anything, or cut",
    async (body) => {
      expect(await collectRaw(200, body)).toEqual([undefined, body.slice(0, 1000)]);
    },
  );

  test("is text where it is not UTF-8, and where etcd refuses", async () => {
    expect(await collectRaw(200, Uint8Array.of(0x22, 0xff, 0x22))).toEqual([undefined, '"\ufffd"']);
    expect(await collectRaw(400, '{"code":3}')).toEqual([undefined, '{"code":3}']);
  });
});
