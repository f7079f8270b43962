import { describe, expect, test } from "vitest";
import {
  feed,
  inPiecesOf,
  latin1,
  roomyLimits,
  splitsInTwo,
  textOf,
  type FeedOptions,
} from "../../test/feed-parser.ts";
import { AnswerParser } from "./answer-parser.ts";

const ok = "HTTP/1.1 200 OK\r\n";
const tell = (text: string, options?: FeedOptions) => feed([latin1(text)], options);

describe("a body", () => {
  test("of a Content-Length ends with its last byte, and the connection may be used again", () => {
    const story = tell(`${ok}Content-Length: 5\r\n\r\nhello`);
    expect(textOf(story.body)).toBe("hello");
    expect(story).toMatchObject({ final: "end", reusable: true });
  });

  test("of length 0 ends at once", () => {
    expect(tell(`${ok}Content-Length: 0\r\n\r\n`)).toMatchObject({ final: "end", reusable: true });
  });

  test("in chunks is joined; extensions are skipped and trailers kept", () => {
    const story = tell(
      `${ok}Transfer-Encoding: chunked\r\n\r\n5;a=b;c="d"\r\nhello\r\n00A \r\n, 12345678\r\n0;last\r\nX-Sum: 7\r\nX-More:\r\n\r\n`,
    );
    expect(textOf(story.body)).toBe("hello, 12345678");
    expect(story).toMatchObject({ final: "end", reusable: true });
    expect(story.trailers).toEqual([
      { name: "x-sum", value: "7" },
      { name: "x-more", value: "" },
    ]);
  });

  test("without length or chunks lasts until the connection closes, which then cannot be used again", () => {
    const story = tell(`${ok}\r\nhello`);
    expect(textOf(story.body)).toBe("hello");
    expect(story).toMatchObject({ final: "end", reusable: false });
  });

  test("that lasts until the close is truncated where the connection broke instead", () => {
    expect(tell(`${ok}\r\nhello`, { clean: false }).final).toBe("truncated: body");
  });

  test.each(["204 No Content", "304 Not Modified"])("is absent from %s whatever the head says", (status) => {
    const story = tell(`HTTP/1.1 ${status}\r\nContent-Length: 10\r\n\r\n`);
    expect(story).toMatchObject({ final: "end", reusable: true });
    expect(story.body).toHaveLength(0);
  });

  test("is absent from an answer to HEAD", () => {
    expect(tell(`${ok}Content-Length: 10\r\n\r\n`, { toHead: true })).toMatchObject({ final: "end", reusable: true });
  });

  test("is handed on without being copied", () => {
    const bytes = latin1(`${ok}Content-Length: 5\r\n\r\nhello`);
    const parser = new AnswerParser(roomyLimits);
    parser.push(bytes);
    expect(parser.step().kind).toBe("head");
    const step = parser.step();
    expect(step.kind === "data" && step.bytes.buffer === bytes.buffer).toBe(true);
  });
});

describe("the connection may be used again", () => {
  test.each([
    ["HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n", false],
    ["HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: Keep-Alive, Close\r\n\r\n", false],
    ["HTTP/1.0 200 OK\r\nContent-Length: 0\r\n\r\n", false],
    ["HTTP/1.0 200 OK\r\nContent-Length: 0\r\nConnection: keep-alive\r\n\r\n", true],
    ["HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\nHTTP/1.1", false],
  ])("%j: %s", (text, reusable) => {
    expect(tell(text)).toMatchObject({ final: "end", reusable });
  });
});

test("answers with status 1xx are skipped", () => {
  const story = tell(
    `HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n${ok}Content-Length: 2\r\n\r\nok`,
  );
  expect(story.informational).toEqual([100, 103]);
  expect(story.head?.status).toBe(200);
  expect(textOf(story.body)).toBe("ok");
});

test("a status line may lack its reason, and a header value may hold any byte but controls", () => {
  const story = tell("HTTP/1.1 200\r\nContent-Length: 0\r\nX-Name: caf\xe9\x80\tx\r\n\r\n");
  expect(story.head).toMatchObject({ status: 200, reason: "", minorVersion: 1 });
  expect(story.head?.fields[1]).toEqual({ name: "x-name", value: "caf\xe9\x80\tx" });
});

describe("malformed is", () => {
  const chunked = `${ok}Transfer-Encoding: chunked\r\n\r\n`;
  test.each([
    ["another protocol", "SSH-2.0-OpenSSH_9.2\r\n"],
    ["a TLS alert", "\x15\x03\x03\x00\x02\x02\x46"],
    ["another protocol that stays silent within its first line", "220"],
    ["an empty line first", `\r\n${ok}Content-Length: 0\r\n\r\n`],
    ["HTTP/2", "HTTP/2 200\r\n\r\n"],
    ["a status that does not exist", "HTTP/1.1 099 Low\r\n\r\n"],
    ["a status of two digits", "HTTP/1.1 20 OK\r\n\r\n"],
    ["a switch of protocols", "HTTP/1.1 101 Switching Protocols\r\n\r\n"],
    ["a line that ends in LF alone", "HTTP/1.1 200 OK\nContent-Length: 0\n\n"],
    ["a CR within a line", `${ok}X: a\rb\r\n\r\n`],
    ["a NUL in a header", `${ok}X: a\0b\r\n\r\n`],
    ["a control in the reason", "HTTP/1.1 200 O\x01K\r\n\r\n"],
    ["a header without colon", `${ok}nothing\r\n\r\n`],
    ["a header without name", `${ok}: value\r\n\r\n`],
    ["white space before the colon", `${ok}Content-Length : 5\r\n\r\nhello`],
    ["a folded header", `${ok}X: a\r\n b\r\nContent-Length: 0\r\n\r\n`],
    ["two different lengths", `${ok}Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello`],
    ["one length twice", `${ok}Content-Length: 5\r\nContent-Length: 5\r\n\r\nhello`],
    ["a list of lengths", `${ok}Content-Length: 5, 5\r\n\r\nhello`],
    ["a negative length", `${ok}Content-Length: -1\r\n\r\n`],
    ["an empty length", `${ok}Content-Length:\r\n\r\n`],
    ["a length in hex", `${ok}Content-Length: 0x5\r\n\r\nhello`],
    ["a length beyond counting", `${ok}Content-Length: 9999999999999999\r\n\r\n`],
    ["a length beside chunks", `${ok}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`],
    ["a coding that nobody asked for", `${ok}Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n`],
    ["chunks in HTTP/1.0", "HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"],
    ["a chunk without size", `${chunked}\r\nhello`],
    ["a chunk with a negative size", `${chunked}-5\r\nhello\r\n`],
    ["a chunk with a size in 0x", `${chunked}0x5\r\nhello\r\n`],
    ["a chunk with a size beyond counting", `${chunked}fffffffffffffff\r\n`],
    ["a chunk longer than its size", `${chunked}4\r\nhello\r\n0\r\n\r\n`],
    ["a chunk that does not end in CR LF", `${chunked}5\r\nhello\n\n0\r\n\r\n`],
    ["a chunk line that ends in LF alone", `${chunked}5\nhello\r\n0\r\n\r\n`],
    ["an extension without end", `${chunked}5;${"x".repeat(2000)}`],
    ["a folded trailer", `${chunked}0\r\nX: a\r\n b\r\n\r\n`],
  ])("%s, however the bytes come", (_name, text) => {
    const bytes = latin1(text);
    const story = feed([bytes]);
    expect(story.final).toMatch(/^malformed: /);
    for (const pieces of splitsInTwo(bytes)) expect(feed(pieces)).toEqual(story);
    expect(feed(inPiecesOf(1, bytes)).final).toBe(story.final);
  });

  test("what does not begin as HTTP, at its first wrong byte", () => {
    const parser = new AnswerParser(roomyLimits);
    parser.push(latin1("HTTQ"));
    expect(parser.step().kind).toBe("malformed");
    expect(parser.finish(true).kind).toBe("malformed");
  });
});

describe("an answer that ends too early is truncated", () => {
  test.each([
    ["", "headers"],
    ["HTTP/1.1 200", "headers"],
    [`${ok}Content-`, "headers"],
    [`${ok}Content-Length: 5\r\n`, "headers"],
    [`HTTP/1.1 100 Continue\r\n\r\n`, "headers"],
    [`${ok}Content-Length: 5\r\n\r\nhell`, "body"],
    [`${ok}Transfer-Encoding: chunked\r\n\r\n`, "before the last chunk"],
    [`${ok}Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n`, "before the last chunk"],
    [`${ok}Transfer-Encoding: chunked\r\n\r\n5`, "chunk"],
    [`${ok}Transfer-Encoding: chunked\r\n\r\n5\r\nhel`, "chunk"],
    [`${ok}Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r`, "chunk"],
    [`${ok}Transfer-Encoding: chunked\r\n\r\n0\r\nX: y\r\n`, "chunk"],
  ])("%j: in its %s", (text, at) => {
    expect(tell(text).final).toBe(`truncated: ${at}`);
    expect(feed(inPiecesOf(1, latin1(text))).final).toBe(`truncated: ${at}`);
  });
});

describe("limits", () => {
  const limits = { ...roomyLimits, headBytes: 100, headFields: 3, chunkLineBytes: 10 };

  test("a head of exactly the limit is read", () => {
    const head = `${ok}X: ${"y".repeat(100 - 17 - 5 - 2)}\r\n\r\n`;
    expect(head).toHaveLength(100);
    expect(tell(head, { limits }).final).toBe("end");
  });

  test("a head of one byte more is too large, also before its line ends", () => {
    expect(tell(`${ok}X: ${"y".repeat(77)}\r\n\r\n`, { limits }).final).toBe("too-large");
    expect(tell(`${ok}X: ${"y".repeat(200)}`, { limits }).final).toBe("too-large");
    expect(feed(inPiecesOf(1, latin1(`${ok}X: ${"y".repeat(200)}`)), { limits }).final).toBe("too-large");
  });

  test("heads with status 1xx count together, so that they cannot come for ever", () => {
    expect(tell("HTTP/1.1 100 Continue\r\n\r\n".repeat(1000), { limits }).final).toBe("too-large");
  });

  test("too many fields are malformed", () => {
    expect(tell(`${ok}A: 1\r\nB: 2\r\nC: 3\r\n\r\n`, { limits }).final).toBe("end");
    expect(tell(`${ok}A: 1\r\nB: 2\r\nC: 3\r\nD: 4\r\n\r\n`, { limits }).final).toMatch(
      /^malformed: it has more than 3/,
    );
  });

  test("trailers have the limits of a head", () => {
    const start = `${ok}Transfer-Encoding: chunked\r\n\r\n0\r\n`;
    expect(tell(`${start}X: ${"y".repeat(200)}`, { limits }).final).toBe("too-large");
  });
});

test("a few chunks may be of a byte, and not all of an endless answer", () => {
  const start = `${ok}Transfer-Encoding: chunked\r\n\r\n`;
  const { free } = roomyLimits.chunks;
  expect(tell(`${start}${"1\r\nx\r\n".repeat(free - 1)}0\r\n\r\n`).final).toBe("end");
  expect(
    tell(`${start}${"10\r\n0123456789abcdef\r\n".repeat(10 * free)}80\r\n${"x".repeat(128)}\r\n0\r\n\r\n`).final,
  ).toBe("end");
  expect(tell(`${start}${"1\r\nx\r\n".repeat(free + 1)}`).final).toContain("malformed");
  expect(tell(`${start}${`1;${"e".repeat(1000)}\r\nx\r\n`.repeat(free + 1)}`).final).toContain("malformed");
});

test("a final step is said again, whatever comes after it", () => {
  const parser = new AnswerParser(roomyLimits);
  parser.push(latin1("nonsense"));
  const final = parser.step();
  parser.push(latin1("more"));
  expect(parser.step()).toEqual(final);
  expect(parser.finish(false)).toEqual(final);
  expect(parser.receivedBytes).toBe(12);
});

test("64 MB in pieces of 4 KB take linear time and no copies", () => {
  const piece = new Uint8Array(4096).fill(0x78);
  const parser = new AnswerParser(roomyLimits);
  parser.push(latin1(`${ok}Content-Length: ${4096 * 16_384}\r\n\r\n`));
  expect(parser.step().kind).toBe("head");
  let received = 0;
  for (let count = 0; count < 16_384; count++) {
    expect(parser.step().kind).toBe("need-more");
    parser.push(piece);
    const step = parser.step();
    if (step.kind === "data" && step.bytes.buffer === piece.buffer) received += step.bytes.length;
  }
  expect(received).toBe(4096 * 16_384);
  expect(parser.step()).toMatchObject({ kind: "end", reusable: true });
});
